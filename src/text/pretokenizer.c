/*
 * Pre-tokenizers.
 *
 * A step goes over the pieces of a list and puts what it makes into a second list; added tokens
 * pass unchanged. Most steps only cut, and then the text stays where it is and only the cuts are
 * new. Two steps rewrite: ByteLevel (into GPT-2's letters) and Metaspace (spaces into U+2581).
 *
 * Cutting is the same everywhere: a step names the ranges that match and those between, in order,
 * and a cutter joins them as the step's behaviour says.
 */
#include "text/pretokenizer.h"

#include "text/byte_alphabet.h"
#include "text/component.h"
#include "text/unicode.h"

#define PRETOKENIZERS(X)                                                                           \
    X(SEQUENCE, "Sequence")                                                                        \
    X(SPLIT, "Split")                                                                              \
    X(BYTE_LEVEL, "ByteLevel")                                                                     \
    X(METASPACE, "Metaspace")                                                                      \
    X(WHITESPACE, "Whitespace")                                                                    \
    X(WHITESPACE_SPLIT, "WhitespaceSplit")                                                         \
    X(DIGITS, "Digits")                                                                            \
    X(PUNCTUATION, "Punctuation")                                                                  \
    X(BERT, "BertPreTokenizer")                                                                    \
    X(DELIMITER, "CharDelimiterSplit")

enum step_kind {
#define X(constant, name) STEP_##constant,
    PRETOKENIZERS(X)
#undef X
};

static const char *const step_names[] = {
#define X(constant, name) name,
    PRETOKENIZERS(X)
#undef X
        NULL,
};

enum behavior { REMOVED, ISOLATED, MERGED_WITH_PREVIOUS, MERGED_WITH_NEXT, CONTIGUOUS };

static const char *const behavior_names[] = {
    "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous", NULL,
};

enum scheme { SCHEME_ALWAYS, SCHEME_NEVER, SCHEME_FIRST };

static const char *const scheme_names[] = {"always", "never", "first", NULL};

struct pretokenizer_step {
    enum step_kind kind;
    enum behavior behavior;         /* SPLIT, DIGITS, PUNCTUATION */
    struct text_pattern pattern;    /* SPLIT, BYTE_LEVEL (when it cuts) */
    bool is_inverted;               /* SPLIT */
    bool adds_space;                /* BYTE_LEVEL */
    bool cuts;                      /* BYTE_LEVEL, METASPACE */
    enum scheme scheme;             /* METASPACE */
    uint32_t character;             /* METASPACE, DELIMITER */
    struct byte_alphabet *alphabet; /* BYTE_LEVEL; in the arena */
};

/* What GPT-2 cuts by when a ByteLevel step says nothing else. */
#define GPT2_PATTERN                                                                               \
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"

/* Cuts one piece. Ranges are relative to the piece. */
struct cutter {
    const struct pretokenizer_step *step;
    struct piece_list *out;
    struct piece piece; /* being cut */
    struct bytes text;  /* of that piece */
    enum behavior behavior;
    bool is_mapped; /* pieces are written in letters to out's text */
    bool was_match;
    bool has_pending;
    size_t start, end; /* the pending range */
};

static bool emit(struct cutter *cutter, size_t start, size_t end, struct error *err)
{
    struct piece piece = {.offset = cutter->piece.offset + start,
                          .n_bytes = end - start,
                          .id = PIECE_IS_TEXT,
                          .is_at_start = cutter->piece.is_at_start && start == 0};
    if (cutter->is_mapped) {
        struct buffer *text = &cutter->out->text;
        piece.offset = text->n_bytes;
        byte_alphabet_append(cutter->step->alphabet, text,
                             (struct bytes){cutter->text.data + start, end - start});
        if (!buffer_check(text, err)) {
            return false;
        }
        piece.n_bytes = text->n_bytes - piece.offset;
    }
    return piece_list_add(cutter->out, piece, err);
}

static bool flush(struct cutter *cutter, struct error *err)
{
    bool ok = !cutter->has_pending || emit(cutter, cutter->start, cutter->end, err);
    cutter->has_pending = false;
    return ok;
}

/* Takes the next range, which starts where the last one ended. */
static bool cut(struct cutter *cutter, size_t start, size_t end, bool is_match, struct error *err)
{
    bool joins = false;
    switch (cutter->behavior) {
    case REMOVED:
        return is_match || emit(cutter, start, end, err);
    case ISOLATED:
        return emit(cutter, start, end, err);
    case CONTIGUOUS:
        joins = is_match == cutter->was_match;
        break;
    case MERGED_WITH_PREVIOUS:
        joins = is_match && !cutter->was_match;
        break;
    case MERGED_WITH_NEXT:
        joins = !is_match && cutter->was_match;
        break;
    }
    cutter->was_match = is_match;
    if (joins && cutter->has_pending) {
        cutter->end = end;
        return true;
    }
    if (!flush(cutter, err)) {
        return false;
    }
    cutter->has_pending = true;
    cutter->start = start;
    cutter->end = end;
    return true;
}

static bool cut_by_pattern(struct cutter *cutter, const struct text_pattern *pattern,
                           bool is_inverted, struct regex_scratch *scratch, struct error *err)
{
    struct text_match match = {0};
    size_t from = 0;
    bool is_found;
    do {
        if (!text_pattern_next(pattern, scratch, cutter->text, &match, &is_found, err)) {
            return false;
        }
        if (is_found &&
            ((from < match.start && !cut(cutter, from, match.start, is_inverted, err)) ||
             !cut(cutter, match.start, match.end, !is_inverted, err))) {
            return false;
        }
        from = is_found ? match.end : from;
    } while (is_found);
    return (from == cutter->text.n_bytes ||
            cut(cutter, from, cutter->text.n_bytes, is_inverted, err)) &&
           flush(cutter, err);
}

/* Every character that is in the set is a match of its own. */
static bool cut_by_set(struct cutter *cutter, bool (*is_in_set)(uint32_t), struct error *err)
{
    size_t from = 0;
    for (size_t i = 0; i < cutter->text.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(cutter->text.data + i, &codepoint);
        if (is_in_set != NULL ? is_in_set(codepoint) : codepoint == cutter->step->character) {
            if ((from < i && !cut(cutter, from, i, false, err)) ||
                !cut(cutter, i, i + n, true, err)) {
                return false;
            }
            from = i + n;
        }
        i += n;
    }
    return (from == cutter->text.n_bytes || cut(cutter, from, cutter->text.n_bytes, false, err)) &&
           flush(cutter, err);
}

/* Runs of word characters, and runs of what is neither a word character nor a space. */
static bool cut_words(struct cutter *cutter, struct error *err)
{
    enum { SPACE, WORD, OTHER } now, kind = SPACE;
    size_t from = 0;
    for (size_t i = 0; i < cutter->text.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(cutter->text.data + i, &codepoint);
        now = unicode_is_word(codepoint) ? WORD : unicode_is_space(codepoint) ? SPACE : OTHER;
        if (now != kind) {
            if (kind != SPACE && !emit(cutter, from, i, err)) {
                return false;
            }
            kind = now;
            from = i;
        }
        i += n;
    }
    return kind == SPACE || emit(cutter, from, cutter->text.n_bytes, err);
}

static bool cut_bert(struct cutter *cutter, struct error *err)
{
    size_t from = 0;
    for (size_t i = 0; i < cutter->text.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(cutter->text.data + i, &codepoint);
        bool is_space = unicode_is_space(codepoint);
        bool is_punctuation = unicode_is_punctuation(codepoint);
        if (is_space || is_punctuation) {
            if (!emit(cutter, from, i, err) || (!is_space && !emit(cutter, i, i + n, err))) {
                return false;
            }
            from = i + n;
        }
        i += n;
    }
    return emit(cutter, from, cutter->text.n_bytes, err);
}

/* Rewrites one piece with its spaces as the step's character, then cuts before each of these. */
static bool cut_metaspace(struct cutter *cutter, struct error *err)
{
    const struct pretokenizer_step *step = cutter->step;
    struct buffer *text = &cutter->out->text;
    uint8_t mark[UNICODE_MAX_BYTES + 1];
    struct buffer one = {.data = (char *)mark, .n_capacity = sizeof mark, .n_limit_bytes = 4};
    buffer_append_codepoint(&one, step->character);
    size_t n_mark = one.n_bytes;
    cutter->piece.offset = text->n_bytes;
    bool has_mark = cutter->text.data[0] == ' ' || (cutter->text.n_bytes >= n_mark &&
                                                    memcmp(cutter->text.data, mark, n_mark) == 0);
    if (!has_mark && (step->scheme == SCHEME_ALWAYS ||
                      (step->scheme == SCHEME_FIRST && cutter->piece.is_at_start))) {
        buffer_append(text, mark, n_mark);
    }
    for (size_t i = 0; i < cutter->text.n_bytes;) {
        const uint8_t *space = memchr(cutter->text.data + i, ' ', cutter->text.n_bytes - i);
        size_t end = space != NULL ? (size_t)(space - cutter->text.data) : cutter->text.n_bytes;
        buffer_append(text, cutter->text.data + i, end - i);
        if (space != NULL) {
            buffer_append(text, mark, n_mark);
            end++;
        }
        i = end;
    }
    if (!buffer_check(text, err)) {
        return false;
    }
    cutter->text = (struct bytes){(const uint8_t *)text->data + cutter->piece.offset,
                                  text->n_bytes - cutter->piece.offset};
    return step->cuts ? cut_by_set(cutter, NULL, err) : emit(cutter, 0, cutter->text.n_bytes, err);
}

static bool cut_piece(struct cutter *cutter, struct regex_scratch *scratch, struct error *err)
{
    const struct pretokenizer_step *step = cutter->step;
    switch (step->kind) {
    case STEP_SEQUENCE:
        break;
    case STEP_SPLIT:
        return cut_by_pattern(cutter, &step->pattern, step->is_inverted, scratch, err);
    case STEP_BYTE_LEVEL:
        return step->cuts ? cut_by_pattern(cutter, &step->pattern, false, scratch, err)
                          : emit(cutter, 0, cutter->text.n_bytes, err);
    case STEP_METASPACE:
        return cut_metaspace(cutter, err);
    case STEP_WHITESPACE:
        return cut_words(cutter, err);
    case STEP_WHITESPACE_SPLIT:
        return cut_by_set(cutter, unicode_is_space, err);
    case STEP_DIGITS:
        return cut_by_set(cutter, unicode_is_numeric, err);
    case STEP_PUNCTUATION:
        return cut_by_set(cutter, unicode_is_punctuation, err);
    case STEP_BERT:
        return cut_bert(cutter, err);
    case STEP_DELIMITER:
        return cut_by_set(cutter, NULL, err);
    }
    return true;
}

/* ByteLevel's leading space: the text is written anew, one piece after the other. */
static bool add_spaces(struct piece_list *list, struct piece_list *work, struct error *err)
{
    piece_list_empty(work);
    for (size_t i = 0; i < list->n_items; i++) {
        struct piece piece = list->items[i];
        struct bytes text = piece_list_text(list, &piece);
        piece.offset = work->text.n_bytes;
        if (piece.id == PIECE_IS_TEXT && text.data[0] != ' ') {
            buffer_append_byte(&work->text, ' ');
            piece.n_bytes++;
        }
        buffer_append(&work->text, text.data, text.n_bytes);
        if (!piece_list_add(work, piece, err)) {
            return false;
        }
    }
    piece_list_swap(list, work);
    return buffer_check(&list->text, err);
}

static bool apply_step(const struct pretokenizer_step *step, struct piece_list *list,
                       struct piece_list *work, struct regex_scratch *scratch, struct error *err)
{
    if (step->kind == STEP_BYTE_LEVEL && step->adds_space && !add_spaces(list, work, err)) {
        return false;
    }
    bool rewrites = step->kind == STEP_BYTE_LEVEL || step->kind == STEP_METASPACE;
    piece_list_empty(work);
    for (size_t i = 0; i < list->n_items; i++) {
        struct cutter cutter = {.step = step,
                                .out = work,
                                .piece = list->items[i],
                                .text = piece_list_text(list, &list->items[i]),
                                .behavior = step->behavior,
                                .is_mapped = step->kind == STEP_BYTE_LEVEL};
        bool ok = cutter.piece.id == PIECE_IS_TEXT ? cut_piece(&cutter, scratch, err)
                                                   : piece_list_add(work, cutter.piece, err);
        if (!ok) {
            return false;
        }
    }
    piece_list_swap(list, work);
    if (!rewrites) {
        struct buffer text = list->text;
        list->text = work->text;
        work->text = text;
    }
    return true;
}

bool pretokenizer_apply(const struct pretokenizer *pretokenizer, struct piece_list *list,
                        struct piece_list *work, struct regex_scratch *scratch, struct error *err)
{
    for (size_t i = 0; i < pretokenizer->n_steps; i++) {
        if (!apply_step(&pretokenizer->steps[i], list, work, scratch, err)) {
            return error_context(err, "cutting text into words");
        }
    }
    return true;
}

void pretokenizer_clear(struct pretokenizer *pretokenizer)
{
    for (size_t i = 0; i < pretokenizer->n_steps; i++) {
        regex_destroy(pretokenizer->steps[i].pattern.regex);
    }
    *pretokenizer = (struct pretokenizer){0};
}

static bool read_byte_level(struct pretokenizer_step *step, const json_t *value,
                            struct arena *arena, struct error *err)
{
    step->adds_space = true;
    step->cuts = true;
    step->behavior = ISOLATED;
    if (!json_read_bool(value, "add_prefix_space", &step->adds_space, err) ||
        !json_read_bool(value, "use_regex", &step->cuts, err)) {
        return false;
    }
    step->alphabet = arena_array(arena, 1, sizeof *step->alphabet, err);
    if (step->alphabet == NULL) {
        return false;
    }
    byte_alphabet_init(step->alphabet);
    static const char pattern[] = GPT2_PATTERN;
    return !step->cuts ||
           regex_create(&step->pattern.regex,
                        (struct bytes){(const uint8_t *)pattern, sizeof pattern - 1}, err);
}

static bool read_metaspace(struct pretokenizer_step *step, const json_t *value, struct error *err)
{
    bool adds_space = true;
    unsigned scheme = SCHEME_ALWAYS;
    step->cuts = true;
    step->behavior = MERGED_WITH_NEXT;
    if (!component_character(value, "replacement", &step->character, err) ||
        !json_read_bool(value, "add_prefix_space", &adds_space, err) ||
        !json_read_bool(value, "split", &step->cuts, err)) {
        return false;
    }
    bool has_scheme = json_is_string(json_object_get(value, "prepend_scheme"));
    if (!component_choice(value, "prepend_scheme", scheme_names, &scheme, err)) {
        return false;
    }
    if (!adds_space && has_scheme && scheme != SCHEME_NEVER) {
        return error_set(err, ERROR_MALFORMED,
                         "\"add_prefix_space\" contradicts "
                         "\"prepend_scheme\"");
    }
    step->scheme = adds_space ? (enum scheme)scheme : SCHEME_NEVER;
    return true;
}

static bool read_step(struct pretokenizer_step *step, const json_t *value, struct arena *arena,
                      struct error *err)
{
    unsigned behavior = ISOLATED;
    bool is_individual = false;
    step->behavior = REMOVED;
    switch (step->kind) {
    case STEP_SPLIT:
        if (!component_choice(value, "behavior", behavior_names, &behavior, err) ||
            !json_read_bool(value, "invert", &step->is_inverted, err)) {
            return false;
        }
        step->behavior = (enum behavior)behavior;
        return component_pattern(value, "pattern", &step->pattern, arena, err);
    case STEP_BYTE_LEVEL:
        return read_byte_level(step, value, arena, err);
    case STEP_METASPACE:
        return read_metaspace(step, value, err);
    case STEP_DIGITS:
        if (!json_read_bool(value, "individual_digits", &is_individual, err)) {
            return false;
        }
        step->behavior = is_individual ? ISOLATED : CONTIGUOUS;
        return true;
    case STEP_PUNCTUATION:
        if (!component_choice(value, "behavior", behavior_names, &behavior, err)) {
            return false;
        }
        step->behavior = (enum behavior)behavior;
        return true;
    case STEP_DELIMITER:
        return component_character(value, "delimiter", &step->character, err);
    default:
        return true;
    }
}

static bool read_steps(struct pretokenizer *pretokenizer, const json_t *value, unsigned depth,
                       struct arena *arena, struct error *err)
{
    unsigned kind;
    if (!component_type(value, "pre_tokenizer", step_names, &kind, err)) {
        return false;
    }
    if (kind == STEP_SEQUENCE) {
        const json_t *children;
        if (depth == COMPONENT_MAX_DEPTH) {
            return error_set(err, ERROR_LIMIT, "pre_tokenizer: sequences nest deeper than %d",
                             COMPONENT_MAX_DEPTH);
        }
        if (!json_read_array(value, "pretokenizers", &children, err)) {
            return false;
        }
        bool ok = true;
        for (size_t i = 0; ok && i < json_array_size(children); i++) {
            ok = read_steps(pretokenizer, json_array_get(children, i), depth + 1, arena, err);
        }
        return ok;
    }
    if (pretokenizer->n_steps == COMPONENT_MAX_STEPS) {
        return error_set(err, ERROR_LIMIT, "pre_tokenizer: more than %d steps",
                         COMPONENT_MAX_STEPS);
    }
    struct pretokenizer_step *step = &pretokenizer->steps[pretokenizer->n_steps++];
    step->kind = (enum step_kind)kind;
    return read_step(step, value, arena, err) ||
           error_context(err, "pre_tokenizer %s", step_names[kind]);
}

bool pretokenizer_read(struct pretokenizer *pretokenizer, const json_t *value, struct arena *arena,
                       struct error *err)
{
    *pretokenizer = (struct pretokenizer){0};
    if (value == NULL || json_is_null(value)) {
        return true;
    }
    pretokenizer->steps = arena_array(arena, COMPONENT_MAX_STEPS, sizeof *pretokenizer->steps, err);
    return pretokenizer->steps != NULL && read_steps(pretokenizer, value, 0, arena, err);
}
