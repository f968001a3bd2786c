/* The methods of Python's str, list, tuple and dict, and of loops and cyclers. a[0] is the object.
 */
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

bool jinja_want_text(struct jinja_run *run, struct jinja_value value, const char *what)
{
    return value.kind == JINJA_TEXT ||
           jinja_raise(run, "TypeError", "%s%smust be str, not %s", what, *what != '\0' ? " " : "",
                       jinja_type(value));
}

bool jinja_want_integer(struct jinja_run *run, struct jinja_value value, int64_t *out)
{
    if (value.kind == JINJA_UNDEFINED) {
        return jinja_raise(run, "TypeError",
                           "'Undefined' object cannot be interpreted as an integer");
    }
    if (!jinja_is_integral(value)) {
        return jinja_raise(run, "TypeError", "'%s' object cannot be interpreted as an integer",
                           jinja_type(value));
    }
    *out = jinja_integral(value);
    return true;
}

/* An optional integer. */
static bool integer_or(struct jinja_run *run, struct jinja_value value, int64_t standard,
                       int64_t *out)
{
    *out = standard;
    return value.kind == JINJA_MISSING || jinja_want_integer(run, value, out);
}

static bool is_given(struct jinja_value value)
{
    return value.kind != JINJA_MISSING && value.kind != JINJA_NONE;
}

/* A piece of the object's own bytes, which is markup if the object is. */
static bool piece(struct jinja_run *run, struct jinja_value object, size_t start, size_t n,
                  struct jinja_value *out)
{
    bool succeeded = jinja_text_borrow(run, object.as.text->data + start, n, out);
    out->is_markup = object.is_markup;
    return succeeded;
}

static bool take(struct jinja_run *run, struct jinja_value object, struct buffer *buffer,
                 struct jinja_value *out)
{
    bool succeeded = jinja_buffer_take(run, buffer, out);
    out->is_markup = succeeded && object.is_markup;
    return succeeded;
}

static bool strip(struct jinja_run *run, const struct jinja_value *a, bool left, bool right,
                  struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    const char *set = NULL;
    size_t n_set = 0;
    if (is_given(a[1])) {
        if (a[1].kind != JINJA_TEXT) {
            return jinja_raise(run, "TypeError", "%sstrip arg must be None or str",
                               left && right ? ""
                               : left        ? "l"
                                             : "r");
        }
        set = a[1].as.text->data;
        n_set = a[1].as.text->n_bytes;
    }
    size_t start = left ? jinja_spaces_left(text->data, text->n_bytes, set, n_set) : 0;
    size_t n = text->n_bytes - start;
    n -= right ? jinja_spaces_right(text->data + start, n, set, n_set) : 0;
    return jinja_step(run, (text->n_bytes - n) / 16 * (n_set / 16 + 1)) &&
           piece(run, a[0], start, n, out);
}

static bool str_strip(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return strip(run, a, true, true, out);
}

static bool str_lstrip(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return strip(run, a, true, false, out);
}

static bool str_rstrip(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return strip(run, a, false, true, out);
}

/* One whole-text change of case. */
static bool change(struct jinja_run *run, struct jinja_value object, enum jinja_case to,
                   struct jinja_value *out)
{
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    jinja_change_case(object.as.text->data, object.as.text->n_bytes, to, &buffer);
    return jinja_step(run, object.as.text->n_bytes / 16) && take(run, object, &buffer, out);
}

static bool str_upper(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return change(run, a[0], CASE_UPPER, out);
}

static bool str_lower(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return change(run, a[0], CASE_LOWER, out);
}

static bool str_casefold(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return change(run, a[0], CASE_FOLD, out);
}

typedef void change_text(const char *data, size_t n, struct buffer *out);

static bool rewrite(struct jinja_run *run, struct jinja_value object, change_text *rule,
                    struct jinja_value *out)
{
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    rule(object.as.text->data, object.as.text->n_bytes, &buffer);
    return jinja_step(run, object.as.text->n_bytes / 16) && take(run, object, &buffer, out);
}

static bool str_capitalize(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    return rewrite(run, a[0], jinja_capitalize, out);
}

static bool str_title(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return rewrite(run, a[0], jinja_title, out);
}

static bool str_swapcase(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return rewrite(run, a[0], jinja_swap_case, out);
}

/* The bytes between two optional character positions; false in *inside when start is behind. */
static bool bounds_of(struct jinja_run *run, const struct jinja_value *a, size_t *start,
                      size_t *end, bool *inside)
{
    struct jinja_text *text = a[0].as.text;
    int64_t n = (int64_t)jinja_length_of_text(text);
    int64_t from = 0, to = n;
    if ((is_given(a[2]) && !jinja_want_integer(run, a[2], &from)) ||
        (is_given(a[3]) && !jinja_want_integer(run, a[3], &to))) {
        return false;
    }
    from = from < -n ? 0 : from < 0 ? from + n : from;
    to = to < -n ? 0 : to < 0 ? to + n : to > n ? n : to;
    *inside = from <= to;
    *start = *inside ? jinja_offset(text->data, text->n_bytes, (size_t)from) : 0;
    *end = *inside ? jinja_offset(text->data, text->n_bytes, (size_t)to) : 0;
    return true;
}

static bool stands_at_end(const struct jinja_text *text, size_t start, size_t end,
                          const struct jinja_text *affix, bool at_end)
{
    if (affix->n_bytes > end - start) {
        return false;
    }
    size_t at = at_end ? end - affix->n_bytes : start;
    return affix->n_bytes == 0 || memcmp(text->data + at, affix->data, affix->n_bytes) == 0;
}

static bool has_affix(struct jinja_run *run, const struct jinja_value *a, bool at_end,
                      struct jinja_value *out)
{
    size_t start, end;
    bool inside, found = false;
    const char *name = at_end ? "endswith" : "startswith";
    if (!bounds_of(run, a, &start, &end, &inside)) {
        return false;
    }
    if (a[1].kind == JINJA_TEXT) {
        found = inside && stands_at_end(a[0].as.text, start, end, a[1].as.text, at_end);
    } else if (a[1].kind == JINJA_TUPLE) {
        for (size_t i = 0; i < a[1].as.list->n_items && !found; i++) {
            struct jinja_value affix = a[1].as.list->items[i];
            if (affix.kind != JINJA_TEXT) {
                return jinja_raise(run, "TypeError", "tuple for %s must only contain str, not %s",
                                   name, jinja_type(affix));
            }
            found = inside && stands_at_end(a[0].as.text, start, end, affix.as.text, at_end);
        }
    } else {
        return jinja_raise(run, "TypeError", "%s first arg must be str or a tuple of str, not %s",
                           name, jinja_type(a[1]));
    }
    *out = jinja_bool(found);
    return true;
}

static bool str_startswith(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    return has_affix(run, a, false, out);
}

static bool str_endswith(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    return has_affix(run, a, true, out);
}

/* The search for a piece from behind is not linear: its steps say so. */
static bool search_steps(struct jinja_run *run, size_t n, size_t n_piece)
{
    return jinja_step(run, n / 64 + (n / 256) * (n_piece / 64));
}

static bool search(struct jinja_run *run, const struct jinja_value *a, bool last, bool must,
                   struct jinja_value *out)
{
    size_t start, end;
    bool inside;
    if (!jinja_want_text(run, a[1], "") || !bounds_of(run, a, &start, &end, &inside) ||
        !search_steps(run, a[0].as.text->n_bytes, last ? a[1].as.text->n_bytes : 0)) {
        return false;
    }
    const char *data = a[0].as.text->data;
    const struct jinja_text *wanted = a[1].as.text;
    int64_t at = !inside ? -1
                 : last  ? jinja_find_last(data + start, end - start, wanted->data, wanted->n_bytes)
                         : jinja_find(data + start, end - start, wanted->data, wanted->n_bytes);
    if (at < 0 && must) {
        return jinja_raise(run, "ValueError", "substring not found");
    }
    *out = jinja_integer(at < 0 ? -1 : (int64_t)jinja_count(data, start + (size_t)at));
    return true;
}

static bool str_find(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return search(run, a, false, false, out);
}

static bool str_rfind(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return search(run, a, true, false, out);
}

static bool str_index(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return search(run, a, false, true, out);
}

static bool str_rindex(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return search(run, a, true, true, out);
}

static bool str_count(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    size_t start, end;
    bool inside;
    if (!jinja_want_text(run, a[1], "") || !bounds_of(run, a, &start, &end, &inside) ||
        !jinja_step(run, a[0].as.text->n_bytes / 64)) {
        return false;
    }
    const char *data = a[0].as.text->data;
    const struct jinja_text *wanted = a[1].as.text;
    int64_t n = 0;
    if (wanted->n_bytes == 0) {
        n = inside ? (int64_t)jinja_count(data + start, end - start) + 1 : 0;
    }
    while (inside && wanted->n_bytes > 0) {
        int64_t at = jinja_find(data + start, end - start, wanted->data, wanted->n_bytes);
        if (at < 0) {
            break;
        }
        n++;
        start += (size_t)at + wanted->n_bytes;
    }
    *out = jinja_integer(n);
    return true;
}

static bool replace_all(struct jinja_run *run, struct jinja_value object,
                        const struct jinja_text *old, const struct jinja_text *new, int64_t n_times,
                        struct jinja_value *out)
{
    const struct jinja_text *text = object.as.text;
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    size_t at = 0;
    for (; n_times != 0; n_times--) {
        if (old->n_bytes == 0) {
            /* between all characters, and at both ends */
            buffer_append(&buffer, new->data, new->n_bytes);
            if (at >= text->n_bytes) {
                break;
            }
            size_t length;
            jinja_decode(text->data + at, text->n_bytes - at, &length);
            buffer_append(&buffer, text->data + at, length);
            at += length;
            continue;
        }
        int64_t found = jinja_find(text->data + at, text->n_bytes - at, old->data, old->n_bytes);
        if (found < 0) {
            break;
        }
        buffer_append(&buffer, text->data + at, (size_t)found);
        buffer_append(&buffer, new->data, new->n_bytes);
        at += (size_t)found + old->n_bytes;
    }
    if (at < text->n_bytes) {
        buffer_append(&buffer, text->data + at, text->n_bytes - at);
    }
    return jinja_step(run, text->n_bytes / 64) && take(run, object, &buffer, out);
}

static bool str_replace(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    int64_t n_times;
    struct jinja_value new = a[2];
    if (!jinja_want_text(run, a[1], "replace() argument 1") ||
        !jinja_want_text(run, a[2], "replace() argument 2") ||
        !integer_or(run, a[3], -1, &n_times)) {
        return false;
    }
    if (a[0].is_markup && !jinja_escape_text(run, a[2], &new)) {
        return false;
    }
    return replace_all(run, a[0], a[1].as.text, new.as.text, n_times, out);
}

static bool add_piece(struct jinja_run *run, struct jinja_value object, size_t start, size_t n,
                      struct jinja_list *list)
{
    struct jinja_value value;
    return piece(run, object, start, n, &value) && jinja_list_add(run, list, value);
}

static bool split_spaces(struct jinja_run *run, struct jinja_value object, int64_t n_splits,
                         struct jinja_list *list)
{
    const struct jinja_text *text = object.as.text;
    size_t at = jinja_spaces_left(text->data, text->n_bytes, NULL, 0);
    while (at < text->n_bytes) {
        size_t end = at;
        if (n_splits-- == 0) {
            return add_piece(run, object, at, text->n_bytes - at, list);
        }
        for (size_t length; end < text->n_bytes; end += length) {
            if (jinja_is_space(jinja_decode(text->data + end, text->n_bytes - end, &length))) {
                break;
            }
        }
        if (!add_piece(run, object, at, end - at, list)) {
            return false;
        }
        at = end + jinja_spaces_left(text->data + end, text->n_bytes - end, NULL, 0);
    }
    return true;
}

static bool split_spaces_right(struct jinja_run *run, struct jinja_value object, int64_t n_splits,
                               struct jinja_list *list)
{
    const struct jinja_text *text = object.as.text;
    size_t end = text->n_bytes - jinja_spaces_right(text->data, text->n_bytes, NULL, 0);
    while (end > 0) {
        size_t start = end;
        if (n_splits-- == 0) {
            return add_piece(run, object, 0, end, list);
        }
        while (start > 0) {
            size_t length = jinja_last_length(text->data, start);
            size_t unused;
            if (jinja_is_space(jinja_decode(text->data + start - length, length, &unused))) {
                break;
            }
            start -= length;
        }
        if (!add_piece(run, object, start, end - start, list)) {
            return false;
        }
        end = start - jinja_spaces_right(text->data, start, NULL, 0);
    }
    return true;
}

static bool split_by(struct jinja_run *run, struct jinja_value object,
                     const struct jinja_text *separator, int64_t n_splits, bool from_right,
                     struct jinja_list *list)
{
    const struct jinja_text *text = object.as.text;
    size_t start = 0, end = text->n_bytes;
    while (n_splits-- != 0) {
        if (from_right && !search_steps(run, end - start, separator->n_bytes)) {
            return false;
        }
        int64_t at =
            from_right
                ? jinja_find_last(text->data, end, separator->data, separator->n_bytes)
                : jinja_find(text->data + start, end - start, separator->data, separator->n_bytes);
        if (at < 0) {
            break;
        }
        size_t place = (size_t)at;
        bool added = from_right ? add_piece(run, object, place + separator->n_bytes,
                                            end - place - separator->n_bytes, list)
                                : add_piece(run, object, start, place, list);
        if (!added) {
            return false;
        }
        end = from_right ? place : end;
        start = from_right ? start : start + place + separator->n_bytes;
    }
    return add_piece(run, object, start, end - start, list);
}

static bool split(struct jinja_run *run, const struct jinja_value *a, bool from_right,
                  struct jinja_value *out)
{
    int64_t n_splits;
    struct jinja_list *list = jinja_list_create(run, 0);
    if (list == NULL || !integer_or(run, a[2], -1, &n_splits) ||
        !jinja_step(run, a[0].as.text->n_bytes / 64)) {
        return false;
    }
    bool succeeded;
    if (!is_given(a[1])) {
        succeeded = from_right ? split_spaces_right(run, a[0], n_splits, list)
                               : split_spaces(run, a[0], n_splits, list);
    } else if (!jinja_want_text(run, a[1], "")) {
        return false;
    } else if (a[1].as.text->n_bytes == 0) {
        return jinja_raise(run, "ValueError", "empty separator");
    } else {
        succeeded = split_by(run, a[0], a[1].as.text, n_splits, from_right, list);
    }
    for (size_t i = 0, j = list->n_items; from_right && i + 1 < j; i++) {
        struct jinja_value item = list->items[i];
        list->items[i] = list->items[--j];
        list->items[j] = item;
    }
    *out = jinja_of_list(list);
    return succeeded;
}

static bool str_split(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return split(run, a, false, out);
}

static bool str_rsplit(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return split(run, a, true, out);
}

static bool str_splitlines(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    struct jinja_list *list = jinja_list_create(run, 0);
    bool keeps = false;
    if (list == NULL || !jinja_step(run, text->n_bytes / 16) ||
        (is_given(a[1]) && !jinja_truth(run, a[1], &keeps))) {
        return false;
    }
    for (size_t at = 0; at < text->n_bytes;) {
        size_t n_break;
        size_t n = jinja_line(text->data + at, text->n_bytes - at, &n_break);
        if (!add_piece(run, a[0], at, keeps ? n + n_break : n, list)) {
            return false;
        }
        at += n + n_break;
    }
    *out = jinja_of_list(list);
    return true;
}

static bool partition(struct jinja_run *run, const struct jinja_value *a, bool last,
                      struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    if (!jinja_want_text(run, a[1], "")) {
        return false;
    }
    const struct jinja_text *by = a[1].as.text;
    if (by->n_bytes == 0) {
        return jinja_raise(run, "ValueError", "empty separator");
    }
    struct jinja_list *list = jinja_list_create(run, 3);
    if (list == NULL || !search_steps(run, text->n_bytes, last ? by->n_bytes : 0)) {
        return false;
    }
    int64_t found = last ? jinja_find_last(text->data, text->n_bytes, by->data, by->n_bytes)
                         : jinja_find(text->data, text->n_bytes, by->data, by->n_bytes);
    size_t at = found >= 0 ? (size_t)found : last ? 0 : text->n_bytes;
    size_t n_by = found >= 0 ? by->n_bytes : 0;
    *out = jinja_of_tuple(list);
    return add_piece(run, a[0], 0, at, list) && add_piece(run, a[0], at, n_by, list) &&
           add_piece(run, a[0], at + n_by, text->n_bytes - at - n_by, list);
}

static bool str_partition(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    return partition(run, a, false, out);
}

static bool str_rpartition(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    return partition(run, a, true, out);
}

static bool str_removeprefix(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    if (!jinja_want_text(run, a[1], "removeprefix() argument")) {
        return false;
    }
    size_t n =
        stands_at_end(text, 0, text->n_bytes, a[1].as.text, false) ? a[1].as.text->n_bytes : 0;
    return piece(run, a[0], n, text->n_bytes - n, out);
}

static bool str_removesuffix(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    if (!jinja_want_text(run, a[1], "removesuffix() argument")) {
        return false;
    }
    size_t n =
        stands_at_end(text, 0, text->n_bytes, a[1].as.text, true) ? a[1].as.text->n_bytes : 0;
    return piece(run, a[0], 0, text->n_bytes - n, out);
}

static bool str_join(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_list *items;
    if (!jinja_iterable(a[1])) {
        return jinja_raise(run, "TypeError", "can only join an iterable");
    }
    if (!jinja_to_list(run, a[1], &items)) {
        return false;
    }
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    for (size_t i = 0; i < items->n_items; i++) {
        struct jinja_value item = items->items[i];
        if (item.kind != JINJA_TEXT && !a[0].is_markup) {
            jinja_raise(run, "TypeError", "sequence item %zu: expected str instance, %s found", i,
                        jinja_type(item));
            buffer_clear(&buffer);
            return false;
        }
        if (a[0].is_markup && !jinja_escape_text(run, item, &item)) {
            buffer_clear(&buffer);
            return false;
        }
        if (i > 0) {
            buffer_append(&buffer, a[0].as.text->data, a[0].as.text->n_bytes);
        }
        buffer_append(&buffer, item.as.text->data, item.as.text->n_bytes);
    }
    return take(run, a[0], &buffer, out);
}

static void pad(struct buffer *out, const struct jinja_value fill, int64_t n)
{
    for (int64_t i = 0; i < n && !out->failed; i++) {
        if (fill.kind == JINJA_TEXT) {
            buffer_append(out, fill.as.text->data, fill.as.text->n_bytes);
        } else {
            buffer_append_byte(out, ' ');
        }
    }
}

/* ljust, rjust, center: `left` of every 2 parts of the padding go to the left. */
static bool justify(struct jinja_run *run, const struct jinja_value *a, int left,
                    struct jinja_value *out)
{
    int64_t width = 0;
    if (!jinja_want_integer(run, a[1], &width)) {
        return false;
    }
    if (a[2].kind != JINJA_MISSING &&
        (a[2].kind != JINJA_TEXT || jinja_length_of_text(a[2].as.text) != 1)) {
        return jinja_raise(run, "TypeError",
                           "The fill character must be exactly one character long");
    }
    int64_t n = (int64_t)jinja_length_of_text(a[0].as.text);
    int64_t n_pad = width > n ? width - n : 0;
    if ((uint64_t)n_pad > run->n_text_limit) {
        return jinja_limit(run, "the bytes a text may have");
    }
    int64_t n_left = left == 1 ? n_pad / 2 + (n_pad & width & 1) : left * n_pad / 2;
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    pad(&buffer, a[2], n_left);
    buffer_append(&buffer, a[0].as.text->data, a[0].as.text->n_bytes);
    pad(&buffer, a[2], n_pad - n_left);
    return jinja_step(run, (uint64_t)n_pad / 16) && take(run, a[0], &buffer, out);
}

static bool str_ljust(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return justify(run, a, 0, out);
}

static bool str_center(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return justify(run, a, 1, out);
}

static bool str_rjust(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return justify(run, a, 2, out);
}

static bool str_zfill(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    int64_t width = 0;
    if (!jinja_want_integer(run, a[1], &width)) {
        return false;
    }
    const struct jinja_text *text = a[0].as.text;
    int64_t n = (int64_t)jinja_length_of_text(a[0].as.text);
    int64_t n_pad = width > n ? width - n : 0;
    if ((uint64_t)n_pad > run->n_text_limit) {
        return jinja_limit(run, "the bytes a text may have");
    }
    bool has_sign = text->n_bytes > 0 && (text->data[0] == '+' || text->data[0] == '-');
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    buffer_append(&buffer, text->data, has_sign);
    for (int64_t i = 0; i < n_pad && !buffer.failed; i++) {
        buffer_append_byte(&buffer, '0');
    }
    buffer_append(&buffer, text->data + has_sign, text->n_bytes - has_sign);
    return take(run, a[0], &buffer, out);
}

static bool str_expandtabs(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    int64_t n_tab;
    if (!integer_or(run, a[1], 8, &n_tab)) {
        return false;
    }
    const struct jinja_text *text = a[0].as.text;
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    int64_t column = 0;
    for (size_t i = 0, length; i < text->n_bytes; i += length) {
        int32_t code = jinja_decode(text->data + i, text->n_bytes - i, &length);
        if (code != '\t') {
            buffer_append(&buffer, text->data + i, length);
            column = code == '\n' || code == '\r' ? 0 : column + 1;
            continue;
        }
        int64_t n = n_tab > 0 ? n_tab - column % n_tab : 0;
        pad(&buffer, jinja_none(), n);
        column += n;
    }
    return take(run, a[0], &buffer, out);
}

/* Whether all characters (and at least one) are of a class. */
typedef bool is_class(int32_t code);

static bool all_are(const struct jinja_value *a, is_class *test, bool when_empty,
                    struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    bool all = text->n_bytes > 0 || when_empty;
    for (size_t i = 0, length; i < text->n_bytes && all; i += length) {
        all = test(jinja_decode(text->data + i, text->n_bytes - i, &length));
    }
    *out = jinja_bool(all);
    return true;
}

static bool is_ascii(int32_t code)
{
    return code < 0x80;
}

static bool is_alphanumeric(int32_t code)
{
    return jinja_is_letter(code) || jinja_is_numeric(code);
}

#define CLASS(name, test, when_empty)                                                              \
    static bool name(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)  \
    {                                                                                              \
        return jinja_step(run, a[0].as.text->n_bytes / 16) && all_are(a, test, when_empty, out);   \
    }
CLASS(str_isalpha, jinja_is_letter, false)
CLASS(str_isalnum, is_alphanumeric, false)
CLASS(str_isdecimal, jinja_is_decimal, false)
CLASS(str_isdigit, jinja_is_digit, false)
CLASS(str_isnumeric, jinja_is_numeric, false)
CLASS(str_isspace, jinja_is_space, false)
CLASS(str_isascii, is_ascii, true)
CLASS(str_isprintable, jinja_is_printable, true)

static bool str_isidentifier(struct jinja_run *run, const struct jinja_value *a,
                             struct jinja_value *out)
{
    *out = jinja_bool(jinja_is_identifier(a[0].as.text->data, a[0].as.text->n_bytes));
    return jinja_step(run, a[0].as.text->n_bytes / 16);
}

static bool str_istitle(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    const struct jinja_text *text = a[0].as.text;
    bool in_word = false, is_title = true, found = false;
    for (size_t i = 0, length; i < text->n_bytes && is_title; i += length) {
        int32_t code = jinja_decode(text->data + i, text->n_bytes - i, &length);
        bool starts = jinja_is_upper(code) || jinja_is_title(code);
        bool follows = jinja_is_lower(code);
        is_title = !(starts && in_word) && !(follows && !in_word);
        in_word = starts || follows;
        found = found || in_word;
    }
    *out = jinja_bool(is_title && found);
    return jinja_step(run, text->n_bytes / 16);
}

static bool str_islower(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return jinja_find_builtin(jinja_tests, "lower", 5)->body(run, a, out);
}

static bool str_isupper(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return jinja_find_builtin(jinja_tests, "upper", 5)->body(run, a, out);
}

static bool str_format(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return jinja_str_format(run, a[0], a[1].as.list, a[2].as.dict, out);
}

static bool str_format_map(struct jinja_run *run, const struct jinja_value *a,
                           struct jinja_value *out)
{
    struct jinja_list none = {.n_items = 0};
    if (a[1].kind != JINJA_DICT) {
        return jinja_raise(run, "TypeError", "format_map() argument must be a mapping, not %s",
                           jinja_type(a[1]));
    }
    return jinja_str_format(run, a[0], &none, a[1].as.dict, out);
}

const struct jinja_builtin jinja_text_methods[] = {
    {"capitalize", "/self", str_capitalize},
    {"casefold", "/self", str_casefold},
    {"center", "/self width fillchar?", str_center},
    {"count", "/self sub start? end?", str_count},
    {"endswith", "/self suffix start? end?", str_endswith},
    {"expandtabs", "self tabsize?", str_expandtabs},
    {"find", "/self sub start? end?", str_find},
    {"format", "self * **", str_format},
    {"format_map", "/self mapping", str_format_map},
    {"index", "/self sub start? end?", str_index},
    {"isalnum", "/self", str_isalnum},
    {"isalpha", "/self", str_isalpha},
    {"isascii", "/self", str_isascii},
    {"isdecimal", "/self", str_isdecimal},
    {"isdigit", "/self", str_isdigit},
    {"isidentifier", "/self", str_isidentifier},
    {"islower", "/self", str_islower},
    {"isnumeric", "/self", str_isnumeric},
    {"isprintable", "/self", str_isprintable},
    {"isspace", "/self", str_isspace},
    {"istitle", "/self", str_istitle},
    {"isupper", "/self", str_isupper},
    {"join", "/self iterable", str_join},
    {"ljust", "/self width fillchar?", str_ljust},
    {"lower", "/self", str_lower},
    {"lstrip", "/self chars?", str_lstrip},
    {"partition", "/self sep", str_partition},
    {"removeprefix", "/self prefix", str_removeprefix},
    {"removesuffix", "/self suffix", str_removesuffix},
    {"replace", "/self old new count?", str_replace},
    {"rfind", "/self sub start? end?", str_rfind},
    {"rindex", "/self sub start? end?", str_rindex},
    {"rjust", "/self width fillchar?", str_rjust},
    {"rpartition", "/self sep", str_rpartition},
    {"rsplit", "self sep? maxsplit?", str_rsplit},
    {"rstrip", "/self chars?", str_rstrip},
    {"split", "self sep? maxsplit?", str_split},
    {"splitlines", "self keepends?", str_splitlines},
    {"startswith", "/self prefix start? end?", str_startswith},
    {"strip", "/self chars?", str_strip},
    {"swapcase", "/self", str_swapcase},
    {"title", "/self", str_title},
    {"upper", "/self", str_upper},
    {"zfill", "/self width", str_zfill},
    {NULL, NULL, NULL},
};

static bool list_count(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_list *items;
    int64_t n = 0;
    if (!jinja_to_list(run, a[0], &items)) {
        return false;
    }
    for (size_t i = 0; i < items->n_items; i++) {
        bool equal;
        if (!jinja_equal(run, items->items[i], a[1], &equal)) {
            return false;
        }
        n += equal;
    }
    *out = jinja_integer(n);
    return true;
}

static bool list_index(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    struct jinja_list *items;
    int64_t start, stop;
    if (!jinja_to_list(run, a[0], &items) || !integer_or(run, a[2], 0, &start) ||
        !integer_or(run, a[3], INT64_MAX, &stop)) {
        return false;
    }
    int64_t n = (int64_t)items->n_items;
    start = start < -n ? 0 : start < 0 ? start + n : start;
    stop = stop < 0 ? stop + n : stop;
    for (int64_t i = start; i < stop && i < n; i++) {
        bool equal;
        if (!jinja_equal(run, items->items[i], a[1], &equal)) {
            return false;
        }
        if (equal) {
            *out = jinja_integer(i);
            return true;
        }
    }
    if (a[0].kind == JINJA_LIST) {
        struct buffer repr;
        jinja_buffer_init(run, &repr);
        if (jinja_repr(run, a[1], &repr)) {
            jinja_raise(run, "ValueError", "%s is not in list", buffer_text(&repr));
        }
        buffer_clear(&repr);
        return false;
    }
    return jinja_raise(run, "ValueError", "tuple.index(x): x not in tuple");
}

static bool list_copy(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    *out = a[0];
    return true;
}

const struct jinja_builtin jinja_list_methods[] = {
    {"copy", "/self", list_copy},
    {"count", "/self value", list_count},
    {"index", "/self value start? stop?", list_index},
    {NULL, NULL, NULL},
};

const struct jinja_builtin jinja_tuple_methods[] = {
    {"count", "/self value", list_count},
    {"index", "/self value start? stop?", list_index},
    {NULL, NULL, NULL},
};

static bool view(struct jinja_run *run, struct jinja_value object, enum jinja_view_kind kind,
                 struct jinja_value *out)
{
    struct jinja_view *made = jinja_allocate(run, 1, sizeof *made);
    if (made == NULL) {
        return false;
    }
    *made = (struct jinja_view){kind, object.as.dict};
    *out = (struct jinja_value){.kind = JINJA_VIEW, .as.view = made};
    return true;
}

static bool dict_keys(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return view(run, a[0], JINJA_KEYS, out);
}

static bool dict_values(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return view(run, a[0], JINJA_VALUES, out);
}

static bool dict_items(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    return view(run, a[0], JINJA_ITEMS, out);
}

static bool dict_get(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    if (!jinja_dict_get(run, a[0].as.dict, a[1], out)) {
        return false;
    }
    if (out->kind == JINJA_MISSING) {
        *out = a[2].kind == JINJA_MISSING ? jinja_none() : a[2];
    }
    return true;
}

static bool dict_fromkeys(struct jinja_run *run, const struct jinja_value *a,
                          struct jinja_value *out)
{
    struct jinja_list *keys;
    struct jinja_dict *dict = jinja_dict_create(run, 0);
    if (dict == NULL || !jinja_to_list(run, a[1], &keys)) {
        return false;
    }
    for (size_t i = 0; i < keys->n_items; i++) {
        if (!jinja_dict_set(run, dict, keys->items[i],
                            a[2].kind == JINJA_MISSING ? jinja_none() : a[2])) {
            return false;
        }
    }
    *out = jinja_of_dict(dict);
    return true;
}

const struct jinja_builtin jinja_dict_methods[] = {
    {"copy", "/self", list_copy},
    {"fromkeys", "/self iterable value?", dict_fromkeys},
    {"get", "/self key default?", dict_get},
    {"items", "/self", dict_items},
    {"keys", "/self", dict_keys},
    {"values", "/self", dict_values},
    {NULL, NULL, NULL},
};

static bool loop_cycle(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    const struct jinja_list *items = a[1].as.list;
    if (items->n_items == 0) {
        return jinja_raise(run, "TypeError", "no items for cycling given");
    }
    *out = items->items[(size_t)a[0].as.loop->index0 % items->n_items];
    return true;
}

static bool loop_changed(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    bool equal = false;
    if (!jinja_equal(run, a[0].as.loop->changed, a[1], &equal)) {
        return false;
    }
    a[0].as.loop->changed = a[1];
    *out = jinja_bool(!equal);
    return true;
}

const struct jinja_builtin jinja_loop_methods[] = {
    {"cycle", "self *", loop_cycle},
    {"changed", "self *", loop_changed},
    {NULL, NULL, NULL},
};

static bool cycler_next(struct jinja_run *run, const struct jinja_value *a, struct jinja_value *out)
{
    (void)run;
    struct jinja_cycler *cycler = a[0].as.cycler;
    *out = cycler->items->items[cycler->position];
    cycler->position = (cycler->position + 1) % cycler->items->n_items;
    return true;
}

static bool cycler_reset(struct jinja_run *run, const struct jinja_value *a,
                         struct jinja_value *out)
{
    (void)run;
    a[0].as.cycler->position = 0;
    *out = jinja_none();
    return true;
}

const struct jinja_builtin jinja_cycler_methods[] = {
    {"next", "/self", cycler_next},
    {"reset", "/self", cycler_reset},
    {NULL, NULL, NULL},
};
