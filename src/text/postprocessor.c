/* Ids around a text; see postprocessor.h. */
#include "text/postprocessor.h"

#include "text/component.h"

enum { MAX_ITEMS = 1 << 12 };

#define POSTPROCESSORS(X)                                                                          \
    X(SEQUENCE, "Sequence")                                                                        \
    X(TEMPLATE, "TemplateProcessing")                                                              \
    X(BYTE_LEVEL, "ByteLevel")                                                                     \
    X(ROBERTA, "RobertaProcessing")                                                                \
    X(BERT, "BertProcessing")

enum kind {
#define X(constant, name) KIND_##constant,
    POSTPROCESSORS(X)
#undef X
};

static const char *const kind_names[] = {
#define X(constant, name) name,
    POSTPROCESSORS(X)
#undef X
        NULL,
};

/* A list under construction. */
struct item_list {
    uint32_t items[MAX_ITEMS];
    size_t n_items;
};

static bool add(struct item_list *list, uint32_t item, struct error *err)
{
    if (list->n_items == MAX_ITEMS) {
        return error_set(err, ERROR_LIMIT, "post_processor: more than %d tokens", MAX_ITEMS);
    }
    list->items[list->n_items++] = item;
    return true;
}

/* Adds what the text is so far: the list that earlier processors made. */
static bool add_text(struct item_list *list, const struct item_list *inner, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < inner->n_items; i++) {
        ok = add(list, inner->items[i], err);
    }
    return ok;
}

static bool add_id(struct item_list *list, const json_t *id, struct error *err)
{
    if (!json_is_integer(id) || json_integer_value(id) < 0 ||
        json_integer_value(id) >= (json_int_t)POSTPROCESSOR_TEXT) {
        return error_set(err, ERROR_MALFORMED, "post_processor: a token has no valid id");
    }
    return add(list, (uint32_t)json_integer_value(id), err);
}

static bool add_special(struct item_list *list, const json_t *processor, const json_t *special,
                        struct error *err)
{
    const char *name = NULL;
    if (!json_read_text(special, "id", &name, err)) {
        return false;
    }
    const json_t *token =
        json_object_get(json_object_get(processor, "special_tokens"), name != NULL ? name : "");
    const json_t *ids = json_object_get(token, "ids");
    if (!json_is_array(ids)) {
        return error_set(err, ERROR_MALFORMED,
                         "post_processor: \"%.100s\" is not among its \"special_tokens\"",
                         name != NULL ? name : "");
    }
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(ids); i++) {
        ok = add_id(list, json_array_get(ids, i), err);
    }
    return ok;
}

static bool add_template(struct item_list *list, const struct item_list *inner,
                         const json_t *processor, struct error *err)
{
    const json_t *pieces;
    if (!json_read_array(processor, "single", &pieces, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(pieces); i++) {
        const json_t *piece = json_array_get(pieces, i);
        const json_t *special = json_object_get(piece, "SpecialToken");
        const json_t *sequence = json_object_get(piece, "Sequence");
        const char *name = "A";
        if (special != NULL) {
            ok = add_special(list, processor, special, err);
        } else if (sequence == NULL) {
            ok = error_set(err, ERROR_MALFORMED,
                           "post_processor: piece %zu is neither a "
                           "\"SpecialToken\" nor a \"Sequence\"",
                           i);
        } else {
            ok = json_read_text(sequence, "id", &name, err) &&
                 (strcmp(name, "A") == 0 || error_set(err, ERROR_MALFORMED,
                                                      "post_processor: sequence \"%.20s\" in "
                                                      "\"single\"",
                                                      name)) &&
                 add_text(list, inner, err);
        }
    }
    return ok;
}

/* "cls" and "sep" are [token, id]. */
static bool add_pair(struct item_list *list, const json_t *processor, const char *key,
                     struct error *err)
{
    return add_id(list, json_array_get(json_object_get(processor, key), 1), err);
}

static bool read_into(struct item_list *list, const json_t *value, unsigned depth,
                      struct arena *arena, struct error *err)
{
    unsigned kind;
    if (!component_type(value, "post_processor", kind_names, &kind, err)) {
        return false;
    }
    if (kind == KIND_BYTE_LEVEL) {
        return true; /* only moves offsets */
    }
    if (kind == KIND_SEQUENCE) {
        const json_t *children;
        if (depth == COMPONENT_MAX_DEPTH) {
            return error_set(err, ERROR_LIMIT, "post_processor: sequences nest deeper than %d",
                             COMPONENT_MAX_DEPTH);
        }
        bool ok = json_read_array(value, "processors", &children, err);
        for (size_t i = 0; ok && i < json_array_size(children) && i < COMPONENT_MAX_STEPS; i++) {
            ok = read_into(list, json_array_get(children, i), depth + 1, arena, err);
        }
        return ok;
    }
    struct item_list *inner = arena_array(arena, 1, sizeof *inner, err);
    if (inner == NULL) {
        return false;
    }
    *inner = *list;
    list->n_items = 0;
    if (kind == KIND_TEMPLATE) {
        return add_template(list, inner, value, err);
    }
    return add_pair(list, value, "cls", err) && add_text(list, inner, err) &&
           add_pair(list, value, "sep", err);
}

bool postprocessor_surround(struct postprocessor *postprocessor, const uint32_t *before,
                            const uint32_t *after, struct arena *arena, struct error *err)
{
    postprocessor->n_items = 0;
    postprocessor->items = arena_array(arena, 3, sizeof *postprocessor->items, err);
    if (postprocessor->items == NULL) {
        return false;
    }
    if (before != NULL) {
        postprocessor->items[postprocessor->n_items++] = *before;
    }
    postprocessor->items[postprocessor->n_items++] = POSTPROCESSOR_TEXT;
    if (after != NULL) {
        postprocessor->items[postprocessor->n_items++] = *after;
    }
    return true;
}

bool postprocessor_read(struct postprocessor *postprocessor, const json_t *value,
                        struct arena *arena, struct error *err)
{
    if (value == NULL || json_is_null(value)) {
        return postprocessor_surround(postprocessor, NULL, NULL, arena, err);
    }
    struct item_list *list = arena_array(arena, 1, sizeof *list, err);
    if (list == NULL) {
        return false;
    }
    list->items[list->n_items++] = POSTPROCESSOR_TEXT;
    if (!read_into(list, value, 0, arena, err)) {
        return false;
    }
    postprocessor->items = list->items;
    postprocessor->n_items = list->n_items;
    return true;
}
