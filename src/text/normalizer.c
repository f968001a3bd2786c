/*
 * Normalizers.
 *
 * Each step reads one run of text and writes another; the work space has two buffers that take
 * turns. A step that finds nothing to do hands its input on untouched. Only one fact about the
 * way back to the input is kept: whether the text still begins where the input begins, because
 * Metaspace's "first" and SentencePiece's leading space depend on it.
 */
#include "text/normalizer.h"

#include <stdlib.h>
#include "text/byte_alphabet.h"
#include "text/character_map.h"
#include "text/component.h"
#include "text/unicode.h"

/* X(constant, name in the file). Sequence is flattened away. */
#define NORMALIZERS(X)                                                                             \
    X(SEQUENCE, "Sequence")                                                                        \
    X(PREPEND, "Prepend")                                                                          \
    X(REPLACE, "Replace")                                                                          \
    X(NFC, "NFC")                                                                                  \
    X(NFD, "NFD")                                                                                  \
    X(NFKC, "NFKC")                                                                                \
    X(NFKD, "NFKD")                                                                                \
    X(LOWERCASE, "Lowercase")                                                                      \
    X(STRIP, "Strip")                                                                              \
    X(STRIP_ACCENTS, "StripAccents")                                                               \
    X(PRECOMPILED, "Precompiled")                                                                  \
    X(BERT, "BertNormalizer")                                                                      \
    X(NMT, "Nmt")                                                                                  \
    X(BYTE_LEVEL, "ByteLevel")

enum step_kind {
#define X(constant, name) STEP_##constant,
    NORMALIZERS(X)
#undef X
        STEP_SENTENCEPIECE, /* not in tokenizer.json */
};

static const char *const step_names[] = {
#define X(constant, name) name,
    NORMALIZERS(X)
#undef X
        NULL,
};

/* U+2581, which SentencePiece writes for a space. */
#define SPACE_MARK "\xE2\x96\x81"

/* The one that SentencePiece's own is told by. */
struct space_rules {
    bool adds_prefix;
    bool is_legacy;
    bool removes_extra;
    bool escapes;
};

struct bert_rules {
    bool cleans;
    bool spaces_ideographs;
    bool strips_accents;
    bool lowers;
};

struct normalizer_step {
    enum step_kind kind;
    struct text_pattern pattern;    /* REPLACE */
    struct bytes content;           /* REPLACE, PREPEND */
    bool strips_left, strips_right; /* STRIP */
    struct bert_rules bert;         /* BERT */
    struct character_map map;       /* PRECOMPILED, SENTENCEPIECE */
    struct space_rules spaces;      /* SENTENCEPIECE */
    struct byte_alphabet *alphabet; /* BYTE_LEVEL; in the arena */
};

/* One run of a step: what it reads, where it writes. */
struct run {
    const struct normalizer_step *step;
    struct normalizer_work *work;
    struct bytes text;
    struct buffer *out;
    bool is_at_start;
};

static void append(struct buffer *out, struct bytes bytes)
{
    buffer_append(out, bytes.data, bytes.n_bytes);
}

static struct bytes slice(struct bytes text, size_t start, size_t end)
{
    return (struct bytes){text.data + start, end - start};
}

static bool replace(struct run *run, struct error *err)
{
    const struct normalizer_step *step = run->step;
    struct text_match match = {0};
    size_t from = 0; /* what is written ends here */
    bool is_found;
    do {
        if (!text_pattern_next(&step->pattern, run->work->regex, run->text, &match, &is_found,
                               err)) {
            return false;
        }
        if (is_found) {
            if (match.start == 0 && match.end > 0 && step->content.n_bytes == 0) {
                run->is_at_start = false;
            }
            append(run->out, slice(run->text, from, match.start));
            append(run->out, step->content);
            from = match.end;
        }
    } while (is_found);
    append(run->out, slice(run->text, from, run->text.n_bytes));
    return true;
}

static void strip(struct run *run)
{
    size_t start = 0;
    size_t end = run->text.n_bytes;
    uint32_t codepoint;
    while (run->step->strips_left && start < end) {
        size_t n = utf8_next(run->text.data + start, &codepoint);
        if (!unicode_is_space(codepoint)) {
            break;
        }
        start += n;
    }
    while (run->step->strips_right && end > start) {
        size_t previous = utf8_previous(run->text.data, end);
        utf8_next(run->text.data + previous, &codepoint);
        if (!unicode_is_space(codepoint)) {
            break;
        }
        end = previous;
    }
    run->is_at_start = run->is_at_start && start == 0;
    append(run->out, slice(run->text, start, end));
}

/* What one character becomes; writing nothing removes it. */
typedef void character_rule(struct buffer *out, uint32_t codepoint, struct bytes character);

static void lower_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    if (codepoint < 0x80) {
        bool is_capital = codepoint >= 'A' && codepoint <= 'Z';
        buffer_append_byte(out, (unsigned char)(is_capital ? codepoint + 32 : codepoint));
        return;
    }
    (void)character;
    unicode_append_lower(out, codepoint);
}

static void accent_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    if (!unicode_is_mark(codepoint)) {
        append(out, character);
    }
}

/* Stands for the decomposition of a whole text among the rules for single characters. */
static void decompose_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    (void)codepoint;
    append(out, character);
}

static void nonspacing_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    if (!unicode_is_nonspacing(codepoint)) {
        append(out, character);
    }
}

static void clean_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    if (codepoint == 0 || codepoint == UNICODE_REPLACEMENT || unicode_is_control(codepoint)) {
        return;
    }
    if (unicode_is_space(codepoint)) {
        buffer_append_byte(out, ' ');
    } else {
        append(out, character);
    }
}

static void ideograph_rule(struct buffer *out, uint32_t codepoint, struct bytes character)
{
    const char *side = unicode_is_ideograph(codepoint) ? " " : "";
    buffer_append_text(out, side);
    append(out, character);
    buffer_append_text(out, side);
}

static void nmt_rule(struct buffer *out, uint32_t c, struct bytes character)
{
    if ((c >= 0x01 && c <= 0x08) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F ||
        c == 0x8F || c == 0x9F) {
        return;
    }
    if (c == 0x09 || c == 0x0A || c == 0x0C || c == 0x0D || c == 0x1680 ||
        (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x2581 || c == 0xFEFF ||
        c == 0xFFFD) {
        buffer_append_byte(out, ' ');
    } else {
        append(out, character);
    }
}

static void each_character(struct run *run, character_rule *rule)
{
    for (size_t i = 0; i < run->text.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(run->text.data + i, &codepoint);
        size_t n_before = run->out->n_bytes;
        rule(run->out, codepoint, slice(run->text, i, i + n));
        if (i == 0 && run->out->n_bytes == n_before) {
            run->is_at_start = false;
        }
        i += n;
    }
}

/* The parts of BERT's normalizer run one after the other; two buffers take turns. */
static bool bert(struct run *run, struct error *err)
{
    const struct bert_rules *rules = &run->step->bert;
    character_rule *const parts[] = {
        rules->cleans ? clean_rule : NULL,
        rules->spaces_ideographs ? ideograph_rule : NULL,
        rules->strips_accents ? decompose_rule : NULL,
        rules->strips_accents ? nonspacing_rule : NULL,
        rules->lowers ? lower_rule : NULL,
    };
    struct buffer turns[2];
    buffer_init(&turns[0], SIZE_MAX / 4);
    buffer_init(&turns[1], SIZE_MAX / 4);
    struct run part = *run;
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i] == NULL) {
            continue;
        }
        part.out = part.out == &turns[0] ? &turns[1] : &turns[0];
        buffer_empty(part.out);
        if (parts[i] == decompose_rule) {
            ok = unicode_append_form(part.out, part.text, UNICODE_NFD, err);
        } else {
            each_character(&part, parts[i]);
        }
        ok = ok && buffer_check(part.out, err);
        part.text = (struct bytes){(const uint8_t *)buffer_text(part.out), part.out->n_bytes};
    }
    append(run->out, part.text);
    run->is_at_start = part.is_at_start;
    buffer_clear(&turns[0]);
    buffer_clear(&turns[1]);
    return ok;
}

/* As the tokenizers library uses the map: a whole grapheme cluster of less than six bytes is
 * replaced when any start of it is a key (the shortest counts); else each character alone. */
static void precompiled(struct run *run)
{
    enum { MAX_CLUSTER_BYTES = 5 };
    const struct character_map *map = &run->step->map;
    struct bytes found;
    for (size_t i = 0; i < run->text.n_bytes;) {
        size_t end = unicode_grapheme_end(run->text, i);
        size_t n_before = run->out->n_bytes;
        bool is_first = i == 0;
        if (end - i <= MAX_CLUSTER_BYTES &&
            character_map_find(map, slice(run->text, i, end), false, &found) > 0) {
            utf8_append_replaced(run->out, found);
            i = end;
        }
        while (i < end) {
            uint32_t codepoint;
            size_t n = utf8_next(run->text.data + i, &codepoint);
            struct bytes character = slice(run->text, i, i + n);
            if (character_map_find(map, character, false, &found) > 0) {
                utf8_append_replaced(run->out, found);
            } else {
                append(run->out, character);
            }
            i += n;
        }
        if (is_first && run->out->n_bytes == n_before) {
            run->is_at_start = false;
        }
    }
}

/* The next replaced character (or key of the map) at `start`; returns how much text it took. */
static size_t sentencepiece_next(const struct character_map *map, struct bytes text, size_t start,
                                 struct bytes *character)
{
    struct bytes rest = slice(text, start, text.n_bytes);
    size_t n = character_map_find(map, rest, true, character);
    if (n == 0) {
        uint32_t codepoint;
        n = utf8_next(rest.data, &codepoint);
        *character = slice(rest, 0, n);
    }
    return n;
}

static void append_space(struct run *run)
{
    buffer_append_text(run->out, run->step->spaces.escapes ? SPACE_MARK : " ");
}

/* Spaces at the end go, also those that the input itself has as U+2581. */
static void strip_end(struct run *run)
{
    const char *space = run->step->spaces.escapes ? SPACE_MARK : " ";
    size_t n = strlen(space);
    struct buffer *out = run->out;
    while (!out->failed && out->n_bytes >= n &&
           memcmp(out->data + out->n_bytes - n, space, n) == 0) {
        out->n_bytes -= n;
        out->data[out->n_bytes] = '\0';
    }
}

/* As SentencePiece itself: longest keys, then its rules for spaces. */
static void sentencepiece(struct run *run)
{
    const struct space_rules *rules = &run->step->spaces;
    bool is_after_space = rules->removes_extra;
    bool has_written = false;
    struct bytes found;
    for (size_t i = 0; i < run->text.n_bytes;) {
        i += sentencepiece_next(&run->step->map, run->text, i, &found);
        for (size_t k = 0; k < found.n_bytes; k++) {
            bool is_space = found.data[k] == ' ';
            if (is_space && is_after_space) {
                continue;
            }
            if (!has_written && rules->adds_prefix && (rules->is_legacy || run->is_at_start)) {
                append_space(run);
            }
            has_written = true;
            is_after_space = is_space && rules->removes_extra;
            if (is_space) {
                append_space(run);
            } else {
                buffer_append_byte(run->out, found.data[k]);
            }
        }
    }
    if (rules->removes_extra) {
        strip_end(run);
    }
}

static bool run_step(struct run *run, struct error *err)
{
    switch (run->step->kind) {
    case STEP_SEQUENCE:
        break;
    case STEP_PREPEND:
        append(run->out, run->text.n_bytes > 0 ? run->step->content : run->text);
        append(run->out, run->text);
        break;
    case STEP_REPLACE:
        return replace(run, err);
    case STEP_NFC:
        return unicode_append_form(run->out, run->text, UNICODE_NFC, err);
    case STEP_NFD:
        return unicode_append_form(run->out, run->text, UNICODE_NFD, err);
    case STEP_NFKC:
        return unicode_append_form(run->out, run->text, UNICODE_NFKC, err);
    case STEP_NFKD:
        return unicode_append_form(run->out, run->text, UNICODE_NFKD, err);
    case STEP_LOWERCASE:
        each_character(run, lower_rule);
        break;
    case STEP_STRIP:
        strip(run);
        break;
    case STEP_STRIP_ACCENTS:
        each_character(run, accent_rule);
        break;
    case STEP_PRECOMPILED:
        precompiled(run);
        break;
    case STEP_BERT:
        return bert(run, err);
    case STEP_NMT:
        each_character(run, nmt_rule);
        break;
    case STEP_BYTE_LEVEL:
        byte_alphabet_append(run->step->alphabet, run->out, run->text);
        break;
    case STEP_SENTENCEPIECE:
        sentencepiece(run);
        break;
    }
    return true;
}

bool normalizer_apply(const struct normalizer *normalizer, struct normalizer_work *work,
                      struct bytes text, bool *is_at_start, struct bytes *out, struct error *err)
{
    for (size_t i = 0; i < normalizer->n_steps; i++) {
        struct run run = {.step = &normalizer->steps[i],
                          .work = work,
                          .text = text,
                          .out = &work->buffers[i & 1],
                          .is_at_start = *is_at_start};
        buffer_empty(run.out);
        if (!run_step(&run, err) || !buffer_check(run.out, err)) {
            return error_context(err, "normalizing");
        }
        text = (struct bytes){(const uint8_t *)buffer_text(run.out), run.out->n_bytes};
        *is_at_start = run.is_at_start;
    }
    *out = text;
    return true;
}

struct bytes normalizer_character_map(const struct normalizer *normalizer)
{
    for (size_t i = 0; i < normalizer->n_steps; i++) {
        if (normalizer->steps[i].map.blob.n_bytes > 0) {
            return normalizer->steps[i].map.blob;
        }
    }
    return (struct bytes){(const uint8_t *)"", 0};
}

void normalizer_work_init(struct normalizer_work *work, struct regex_scratch *regex)
{
    work->regex = regex;
    buffer_init(&work->buffers[0], SIZE_MAX / 4);
    buffer_init(&work->buffers[1], SIZE_MAX / 4);
}

void normalizer_work_clear(struct normalizer_work *work)
{
    buffer_clear(&work->buffers[0]);
    buffer_clear(&work->buffers[1]);
}

void normalizer_clear(struct normalizer *normalizer)
{
    for (size_t i = 0; i < normalizer->n_steps; i++) {
        regex_destroy(normalizer->steps[i].pattern.regex);
    }
    *normalizer = (struct normalizer){0};
}

static bool read_bert(struct bert_rules *rules, const json_t *value, struct error *err)
{
    *rules = (struct bert_rules){true, true, false, true};
    if (!json_read_bool(value, "clean_text", &rules->cleans, err) ||
        !json_read_bool(value, "handle_chinese_chars", &rules->spaces_ideographs, err) ||
        !json_read_bool(value, "lowercase", &rules->lowers, err)) {
        return false;
    }
    rules->strips_accents = rules->lowers;
    return json_read_bool(value, "strip_accents", &rules->strips_accents, err);
}

static bool read_alphabet(struct normalizer_step *step, struct arena *arena, struct error *err)
{
    step->alphabet = arena_array(arena, 1, sizeof *step->alphabet, err);
    if (step->alphabet == NULL) {
        return false;
    }
    byte_alphabet_init(step->alphabet);
    return true;
}

static bool read_step(struct normalizer_step *step, const json_t *value, struct arena *arena,
                      struct error *err)
{
    switch (step->kind) {
    case STEP_PREPEND:
        return component_text(value, "prepend", &step->content, arena, err);
    case STEP_REPLACE:
        return component_text(value, "content", &step->content, arena, err) &&
               component_pattern(value, "pattern", &step->pattern, arena, err);
    case STEP_STRIP:
        step->strips_left = step->strips_right = true;
        return json_read_bool(value, "strip_left", &step->strips_left, err) &&
               json_read_bool(value, "strip_right", &step->strips_right, err);
    case STEP_PRECOMPILED: {
        const json_t *map = json_object_get(value, "precompiled_charsmap");
        if (json_is_null(map)) {
            return true;
        }
        if (!json_is_string(map)) {
            return error_set(err, ERROR_MALFORMED, "\"precompiled_charsmap\": expected a string");
        }
        return character_map_init_base64(&step->map, json_string_value(map),
                                         json_string_length(map), arena, err);
    }
    case STEP_BERT:
        return read_bert(&step->bert, value, err);
    case STEP_BYTE_LEVEL:
        return read_alphabet(step, arena, err);
    default:
        return true;
    }
}

static bool read_steps(struct normalizer *normalizer, const json_t *value, unsigned depth,
                       struct arena *arena, struct error *err)
{
    unsigned kind;
    if (!component_type(value, "normalizer", step_names, &kind, err)) {
        return false;
    }
    if (kind == STEP_SEQUENCE) {
        const json_t *children;
        if (depth == COMPONENT_MAX_DEPTH) {
            return error_set(err, ERROR_LIMIT, "normalizer: sequences nest deeper than %d",
                             COMPONENT_MAX_DEPTH);
        }
        if (!json_read_array(value, "normalizers", &children, err)) {
            return false;
        }
        bool ok = true;
        for (size_t i = 0; ok && i < json_array_size(children); i++) {
            ok = read_steps(normalizer, json_array_get(children, i), depth + 1, arena, err);
        }
        return ok;
    }
    if (normalizer->n_steps == COMPONENT_MAX_STEPS) {
        return error_set(err, ERROR_LIMIT, "normalizer: more than %d steps", COMPONENT_MAX_STEPS);
    }
    struct normalizer_step *step = &normalizer->steps[normalizer->n_steps++];
    step->kind = (enum step_kind)kind;
    return read_step(step, value, arena, err) ||
           error_context(err, "normalizer %s", step_names[kind]);
}

bool normalizer_read(struct normalizer *normalizer, const json_t *value, struct arena *arena,
                     struct error *err)
{
    *normalizer = (struct normalizer){0};
    if (value == NULL || json_is_null(value)) {
        return true;
    }
    normalizer->steps = arena_array(arena, COMPONENT_MAX_STEPS, sizeof *normalizer->steps, err);
    return normalizer->steps != NULL && read_steps(normalizer, value, 0, arena, err);
}

bool normalizer_from_sentencepiece(struct normalizer *normalizer,
                                   const struct sentencepiece_model *model, bool is_legacy,
                                   struct arena *arena, struct error *err)
{
    *normalizer = (struct normalizer){0};
    normalizer->steps = arena_array(arena, 1, sizeof *normalizer->steps, err);
    if (normalizer->steps == NULL) {
        return false;
    }
    normalizer->n_steps = 1;
    *normalizer->steps = (struct normalizer_step){
        .kind = STEP_SENTENCEPIECE,
        .spaces = {.adds_prefix = model->adds_dummy_prefix,
                   .is_legacy = is_legacy,
                   .removes_extra = model->removes_extra_spaces,
                   .escapes = model->escapes_spaces},
    };
    struct bytes map = model->character_map; /* of the file, which may be closed */
    map.data = (const uint8_t *)arena_text(arena, (const char *)map.data, map.n_bytes, err);
    return map.data != NULL && character_map_init(&normalizer->steps[0].map, map, err);
}
