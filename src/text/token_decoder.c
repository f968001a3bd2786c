/*
 * Decoders.
 *
 * A chain of stages, each of which turns a row of tokens into a row of tokens; the text is what
 * comes out, joined. Some stages (ByteLevel, Fuse) join all tokens into one, and what stands
 * behind them sees that one token grow. So tokens travel in parts: bytes, and whether they end
 * their token.
 *
 * What a stage cannot yet decide it holds: an incomplete character, a run of byte tokens (of
 * which one bad byte spoils all), the start of a string that would be replaced. A stage that
 * needs a whole token and stands behind a joining one holds it to the end.
 */
#include "text/token_decoder.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/byte_pieces.h"
#include "text/component.h"
#include "text/unicode.h"

#define DECODERS(X)                                                                                \
    X(SEQUENCE, "Sequence")                                                                        \
    X(BYTE_LEVEL, "ByteLevel")                                                                     \
    X(BYTE_FALLBACK, "ByteFallback")                                                               \
    X(FUSE, "Fuse")                                                                                \
    X(STRIP, "Strip")                                                                              \
    X(REPLACE, "Replace")                                                                          \
    X(METASPACE, "Metaspace")                                                                      \
    X(WORD_PIECE, "WordPiece")                                                                     \
    X(BPE, "BPEDecoder")

enum stage_kind {
#define X(constant, name) STAGE_##constant,
    DECODERS(X)
#undef X
};

static const char *const stage_names[] = {
#define X(constant, name) name,
    DECODERS(X)
#undef X
        NULL,
};

struct decoder_stage {
    enum stage_kind kind;
    uint32_t character;             /* STRIP, METASPACE */
    int64_t n_start, n_stop;        /* STRIP: at most so many characters */
    struct text_pattern pattern;    /* REPLACE */
    struct bytes content;           /* REPLACE */
    struct bytes affix;             /* WORD_PIECE: prefix, BPE: suffix */
    bool cleans;                    /* WORD_PIECE */
    bool drops_first;               /* METASPACE: the mark in the first token */
    struct byte_alphabet *alphabet; /* BYTE_LEVEL; in the arena */
};

/* What a stage remembers of the text being decoded. */
struct stage_state {
    struct buffer whole; /* parts of a token that the stage must see whole */
    struct buffer held;
    struct buffer made;
    int64_t n_stripped; /* STRIP: of the token so far */
    bool is_done;       /* STRIP: the token's start is behind */
    bool has_token;     /* a token was seen; BPE: one is held */
};

struct decoder_run {
    const struct token_decoder *decoder;
    struct regex_scratch *scratch; /* owned; NULL when no stage has an expression */
    struct stage_state *states;    /* one for each stage, owned */
    struct buffer *out;            /* of the call in progress */
    bool has_token;
};

enum { HELD_AT_START = 256, MAX_HELD_BYTES = 1 << 26 };

/* A part of a token on its way to stage `index`. */
static bool give(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                 struct error *err);

static struct bytes held_bytes(const struct buffer *buffer)
{
    return (struct bytes){(const uint8_t *)buffer_text(buffer), buffer->n_bytes};
}

static void append(struct buffer *out, struct bytes bytes)
{
    buffer_append(out, bytes.data, bytes.n_bytes);
}

/* Forgets the first n bytes. */
static void drop(struct buffer *buffer, size_t n)
{
    if (n > 0) {
        memmove(buffer->data, buffer->data + n, buffer->n_bytes - n + 1);
        buffer->n_bytes -= n;
    }
}

/* How much of the bytes can be told to be characters or not: all but a cut one at the end. */
static size_t certain_length(struct bytes bytes)
{
    size_t n_back = bytes.n_bytes < 3 ? bytes.n_bytes : 3;
    for (size_t i = bytes.n_bytes - n_back; i < bytes.n_bytes; i++) {
        uint32_t codepoint;
        bool is_cut = false;
        if (bytes.data[i] >= 0xC2 &&
            utf8_read(bytes.data + i, bytes.n_bytes - i, &codepoint) == 0) {
            utf8_bad_length(bytes.data + i, bytes.n_bytes - i, &is_cut);
        }
        if (is_cut) {
            return i;
        }
    }
    return bytes.n_bytes;
}

/* The bytes that a token's letters stand for; a token with other characters is its own bytes. */
static void append_letters_bytes(const struct byte_alphabet *alphabet, struct buffer *out,
                                 struct bytes token)
{
    size_t n_before = out->n_bytes;
    for (size_t i = 0; i < token.n_bytes;) {
        uint32_t codepoint;
        i += utf8_next(token.data + i, &codepoint);
        int byte = byte_alphabet_byte(alphabet, codepoint);
        if (byte < 0) {
            if (!out->failed) {
                out->n_bytes = n_before;
            }
            append(out, token);
            return;
        }
        buffer_append_byte(out, (unsigned char)byte);
    }
}

static bool byte_level(struct decoder_run *run, size_t index, struct bytes token, struct error *err)
{
    struct stage_state *state = &run->states[index];
    append_letters_bytes(run->decoder->stages[index].alphabet, &state->held, token);
    struct bytes bytes = held_bytes(&state->held);
    bytes.n_bytes = certain_length(bytes);
    if (bytes.n_bytes == 0) {
        return buffer_check(&state->held, err);
    }
    buffer_empty(&state->made);
    utf8_append_replaced(&state->made, bytes);
    drop(&state->held, bytes.n_bytes);
    return buffer_check(&state->held, err) && buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), false, err);
}

static bool end_byte_level(struct decoder_run *run, size_t index, struct error *err)
{
    struct stage_state *state = &run->states[index];
    buffer_empty(&state->made);
    utf8_append_replaced(&state->made, held_bytes(&state->held));
    buffer_empty(&state->held);
    return buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), true, err);
}

/* The run of byte tokens that ends here: text if all of it is, else one U+FFFD for each byte. */
static bool flush_bytes(struct decoder_run *run, size_t index, struct error *err)
{
    static const uint8_t replacement[] = {0xEF, 0xBF, 0xBD};
    struct stage_state *state = &run->states[index];
    struct bytes bytes = held_bytes(&state->held);
    bool ok = buffer_check(&state->held, err);
    if (bytes.n_bytes == 0) {
        return ok;
    }
    if (utf8_is_valid(bytes)) {
        ok = ok && give(run, index + 1, bytes, true, err);
    } else {
        for (size_t i = 0; ok && i < bytes.n_bytes; i++) {
            ok = give(run, index + 1, (struct bytes){replacement, sizeof replacement}, true, err);
        }
    }
    buffer_empty(&state->held);
    return ok;
}

static bool byte_fallback(struct decoder_run *run, size_t index, struct bytes token,
                          struct error *err)
{
    int byte = byte_piece_value(token);
    if (byte >= 0) {
        buffer_append_byte(&run->states[index].held, (unsigned char)byte);
        return true;
    }
    return flush_bytes(run, index, err) && give(run, index + 1, token, true, err);
}

/* Strips a token's start and end. Characters that may be its end are held, at most n_stop. */
static bool strip(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                  struct error *err)
{
    const struct decoder_stage *stage = &run->decoder->stages[index];
    struct stage_state *state = &run->states[index];
    buffer_empty(&state->made);
    for (size_t i = 0; i < part.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(part.data + i, &codepoint);
        struct bytes character = {part.data + i, n};
        i += n;
        if (!state->is_done && codepoint == stage->character &&
            state->n_stripped < stage->n_start) {
            state->n_stripped++;
            continue;
        }
        state->is_done = true;
        if (codepoint != stage->character || stage->n_stop == 0) {
            append(&state->made, held_bytes(&state->held));
            buffer_empty(&state->held);
            append(&state->made, character);
            continue;
        }
        append(&state->held, character);
        if (state->held.n_bytes / n > (size_t)stage->n_stop && !state->held.failed) {
            append(&state->made, character);
            drop(&state->held, n);
        }
    }
    if (!buffer_check(&state->held, err) || !buffer_check(&state->made, err)) {
        return false;
    }
    if (ends_token) {
        buffer_empty(&state->held);
        state->is_done = false;
        state->n_stripped = 0;
    }
    return give(run, index + 1, held_bytes(&state->made), ends_token, err);
}

/* How many bytes at the end of the text could be the start of the literal. */
static size_t partial_length(struct bytes text, struct bytes literal)
{
    size_t n = literal.n_bytes - 1 < text.n_bytes ? literal.n_bytes - 1 : text.n_bytes;
    while (n > 0 && memcmp(text.data + text.n_bytes - n, literal.data, n) != 0) {
        n--;
    }
    return n;
}

/* Replaces all matches in a text; *end is where the last one ended. */
static bool replace_all(struct regex_scratch *scratch, const struct decoder_stage *stage,
                        struct bytes text, struct buffer *out, size_t *end, struct error *err)
{
    struct text_match match = {0};
    bool is_found;
    *end = 0;
    do {
        if (!text_pattern_next(&stage->pattern, scratch, text, &match, &is_found, err)) {
            return false;
        }
        if (is_found) {
            append(out, (struct bytes){text.data + *end, match.start - *end});
            append(out, stage->content);
            *end = match.end;
        }
    } while (is_found);
    return true;
}

static bool replace(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                    struct error *err)
{
    const struct decoder_stage *stage = &run->decoder->stages[index];
    struct stage_state *state = &run->states[index];
    append(&state->held, part);
    if (stage->pattern.regex != NULL && !ends_token) {
        return buffer_check(&state->held, err);
    }
    struct bytes text = held_bytes(&state->held);
    size_t end;
    buffer_empty(&state->made);
    if (!replace_all(run->scratch, stage, text, &state->made, &end, err)) {
        return false;
    }
    struct bytes rest = {text.data + end, text.n_bytes - end};
    size_t n_kept = ends_token || stage->pattern.literal.n_bytes == 0
                        ? 0
                        : partial_length(rest, stage->pattern.literal);
    append(&state->made, (struct bytes){rest.data, rest.n_bytes - n_kept});
    drop(&state->held, text.n_bytes - n_kept);
    return buffer_check(&state->held, err) && buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), ends_token, err);
}

static bool metaspace(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                      struct error *err)
{
    const struct decoder_stage *stage = &run->decoder->stages[index];
    struct stage_state *state = &run->states[index];
    bool is_first = !state->has_token;
    buffer_empty(&state->made);
    for (size_t i = 0; i < part.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_next(part.data + i, &codepoint);
        if (codepoint != stage->character) {
            append(&state->made, (struct bytes){part.data + i, n});
        } else if (!is_first || !stage->drops_first) {
            buffer_append_byte(&state->made, ' ');
        }
        i += n;
    }
    state->has_token = state->has_token || ends_token;
    return buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), ends_token, err);
}

/* The spaces that English punctuation does not have before it, in the library's order. */
static bool clean_up(struct buffer *text, struct buffer *work, struct error *err)
{
    static const char *const pairs[][2] = {
        {" .", "."},   {" ?", "?"},     {" !", "!"},     {" ,", ","},
        {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},   {" do not", " don't"},
        {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct decoder_stage stage = {
            .pattern.literal = {(const uint8_t *)pairs[i][0], strlen(pairs[i][0])},
            .content = {(const uint8_t *)pairs[i][1], strlen(pairs[i][1])},
        };
        size_t end;
        buffer_empty(work);
        if (!replace_all(NULL, &stage, held_bytes(text), work, &end, err)) {
            return false;
        }
        buffer_append(work, buffer_text(text) + end, text->n_bytes - end);
        struct buffer swapped = *text;
        *text = *work;
        *work = swapped;
    }
    return buffer_check(text, err);
}

static bool starts_with(struct bytes text, struct bytes prefix)
{
    return text.n_bytes >= prefix.n_bytes && memcmp(text.data, prefix.data, prefix.n_bytes) == 0;
}

static bool word_piece(struct decoder_run *run, size_t index, struct bytes token, struct error *err)
{
    const struct decoder_stage *stage = &run->decoder->stages[index];
    struct stage_state *state = &run->states[index];
    buffer_empty(&state->made);
    if (state->has_token && starts_with(token, stage->affix)) {
        token.data += stage->affix.n_bytes;
        token.n_bytes -= stage->affix.n_bytes;
    } else if (state->has_token) {
        buffer_append_byte(&state->made, ' ');
    }
    append(&state->made, token);
    state->has_token = true;
    return (!stage->cleans || clean_up(&state->made, &state->held, err)) &&
           buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), true, err);
}

/* Gives the token that is held, with its suffix as a space, or as nothing at the end. */
static bool flush_suffixed(struct decoder_run *run, size_t index, const char *space,
                           struct error *err)
{
    const struct decoder_stage *stage = &run->decoder->stages[index];
    struct stage_state *state = &run->states[index];
    struct decoder_stage rule = {
        .pattern.literal = stage->affix,
        .content = {(const uint8_t *)space, strlen(space)},
    };
    size_t end;
    buffer_empty(&state->made);
    if (!replace_all(NULL, &rule, held_bytes(&state->held), &state->made, &end, err)) {
        return false;
    }
    buffer_append(&state->made, buffer_text(&state->held) + end, state->held.n_bytes - end);
    return buffer_check(&state->made, err) &&
           give(run, index + 1, held_bytes(&state->made), true, err);
}

static bool suffixed(struct decoder_run *run, size_t index, struct bytes token, struct error *err)
{
    struct stage_state *state = &run->states[index];
    if (state->has_token && !flush_suffixed(run, index, " ", err)) {
        return false;
    }
    state->has_token = true;
    buffer_empty(&state->held);
    append(&state->held, token);
    return buffer_check(&state->held, err);
}

/* True for stages that must see a token whole. */
static bool needs_whole(const struct decoder_stage *stage)
{
    return stage->kind == STAGE_BYTE_LEVEL || stage->kind == STAGE_BYTE_FALLBACK ||
           stage->kind == STAGE_WORD_PIECE || stage->kind == STAGE_BPE;
}

static bool run_stage(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                      struct error *err)
{
    switch (run->decoder->stages[index].kind) {
    case STAGE_SEQUENCE:
        break;
    case STAGE_BYTE_LEVEL:
        return byte_level(run, index, part, err);
    case STAGE_BYTE_FALLBACK:
        return byte_fallback(run, index, part, err);
    case STAGE_FUSE:
        return give(run, index + 1, part, false, err);
    case STAGE_STRIP:
        return strip(run, index, part, ends_token, err);
    case STAGE_REPLACE:
        return replace(run, index, part, ends_token, err);
    case STAGE_METASPACE:
        return metaspace(run, index, part, ends_token, err);
    case STAGE_WORD_PIECE:
        return word_piece(run, index, part, err);
    case STAGE_BPE:
        return suffixed(run, index, part, err);
    }
    return true;
}

static bool give(struct decoder_run *run, size_t index, struct bytes part, bool ends_token,
                 struct error *err)
{
    if (index == run->decoder->n_stages) {
        append(run->out, part);
        return true;
    }
    struct buffer *whole = &run->states[index].whole;
    if (!needs_whole(&run->decoder->stages[index]) || (ends_token && whole->n_bytes == 0)) {
        return run_stage(run, index, part, ends_token, err);
    }
    append(whole, part);
    if (!ends_token) {
        return buffer_check(whole, err);
    }
    bool ok = buffer_check(whole, err) && run_stage(run, index, held_bytes(whole), true, err);
    buffer_empty(whole);
    return ok;
}

/* What a stage does when no more tokens come. */
static bool end_stage(struct decoder_run *run, size_t index, struct error *err)
{
    switch (run->decoder->stages[index].kind) {
    case STAGE_BYTE_LEVEL:
        return end_byte_level(run, index, err);
    case STAGE_BYTE_FALLBACK:
        return flush_bytes(run, index, err);
    case STAGE_FUSE:
        return give(run, index + 1, (struct bytes){NULL, 0}, true, err);
    case STAGE_BPE:
        return !run->states[index].has_token || flush_suffixed(run, index, "", err);
    default:
        return true;
    }
}

static void reset(struct stage_state *state)
{
    buffer_empty(&state->whole);
    buffer_empty(&state->held);
    buffer_empty(&state->made);
    state->n_stripped = 0;
    state->is_done = false;
    state->has_token = false;
}

bool decoder_run_push(struct decoder_run *run, struct bytes token, struct buffer *out,
                      struct error *err)
{
    run->out = out;
    if (run->decoder->joins_with_spaces && run->has_token) {
        buffer_append_byte(out, ' ');
    }
    run->has_token = true;
    return give(run, 0, token, true, err) && buffer_check(out, err);
}

bool decoder_run_finish(struct decoder_run *run, struct buffer *out, struct error *err)
{
    bool ok = true;
    run->out = out;
    for (size_t i = 0; ok && i < run->decoder->n_stages; i++) {
        ok = end_stage(run, i, err);
    }
    for (size_t i = 0; i < run->decoder->n_stages; i++) {
        reset(&run->states[i]);
    }
    run->has_token = false;
    return ok && buffer_check(out, err);
}

bool decoder_run_create(struct decoder_run **out, const struct token_decoder *decoder,
                        struct error *err)
{
    struct decoder_run *run = memory_array(1, sizeof *run, err);
    if (run == NULL) {
        return false;
    }
    run->decoder = decoder;
    run->states = memory_array(decoder->n_stages, sizeof *run->states, err);
    bool ok = run->states != NULL;
    for (size_t i = 0; ok && i < decoder->n_stages; i++) {
        struct buffer *buffers[] = {&run->states[i].whole, &run->states[i].held,
                                    &run->states[i].made};
        for (size_t k = 0; ok && k < sizeof buffers / sizeof buffers[0]; k++) {
            buffer_init(buffers[k], MAX_HELD_BYTES);
            buffer_reserve(buffers[k], HELD_AT_START);
            ok = buffer_check(buffers[k], err);
        }
        if (ok && decoder->stages[i].pattern.regex != NULL && run->scratch == NULL) {
            ok = regex_scratch_create(&run->scratch, err);
        }
    }
    if (!ok) {
        decoder_run_destroy(run);
        return false;
    }
    *out = run;
    return true;
}

void decoder_run_destroy(struct decoder_run *run)
{
    if (run == NULL) {
        return;
    }
    for (size_t i = 0; run->states != NULL && i < run->decoder->n_stages; i++) {
        buffer_clear(&run->states[i].whole);
        buffer_clear(&run->states[i].held);
        buffer_clear(&run->states[i].made);
    }
    free(run->states);
    regex_scratch_destroy(run->scratch);
    free(run);
}

void token_decoder_clear(struct token_decoder *decoder)
{
    for (size_t i = 0; i < decoder->n_stages; i++) {
        regex_destroy(decoder->stages[i].pattern.regex);
    }
    *decoder = (struct token_decoder){0};
}

static bool read_metaspace(struct decoder_stage *stage, const json_t *value, struct error *err)
{
    static const char *const schemes[] = {"always", "never", "first", NULL};
    unsigned scheme = 0;
    bool adds_space = true;
    if (!component_character(value, "replacement", &stage->character, err) ||
        !json_read_bool(value, "add_prefix_space", &adds_space, err) ||
        !component_choice(value, "prepend_scheme", schemes, &scheme, err)) {
        return false;
    }
    stage->drops_first = adds_space && scheme != 1;
    return true;
}

static bool read_alphabet(struct decoder_stage *stage, struct arena *arena, struct error *err)
{
    stage->alphabet = arena_array(arena, 1, sizeof *stage->alphabet, err);
    if (stage->alphabet == NULL) {
        return false;
    }
    byte_alphabet_init(stage->alphabet);
    return true;
}

static bool read_stage(struct decoder_stage *stage, const json_t *value, struct arena *arena,
                       struct error *err)
{
    switch (stage->kind) {
    case STAGE_BYTE_LEVEL:
        return read_alphabet(stage, arena, err);
    case STAGE_STRIP:
        return component_character(value, "content", &stage->character, err) &&
               json_read_integer(value, "start", 0, INT32_MAX, &stage->n_start, err) &&
               json_read_integer(value, "stop", 0, INT32_MAX, &stage->n_stop, err);
    case STAGE_REPLACE:
        return component_text(value, "content", &stage->content, arena, err) &&
               component_pattern(value, "pattern", &stage->pattern, arena, err);
    case STAGE_METASPACE:
        return read_metaspace(stage, value, err);
    case STAGE_WORD_PIECE:
        stage->cleans = true;
        return component_text(value, "prefix", &stage->affix, arena, err) &&
               json_read_bool(value, "cleanup", &stage->cleans, err);
    case STAGE_BPE:
        return component_text(value, "suffix", &stage->affix, arena, err);
    default:
        return true;
    }
}

static bool read_stages(struct token_decoder *decoder, const json_t *value, unsigned depth,
                        struct arena *arena, struct error *err)
{
    unsigned kind;
    if (!component_type(value, "decoder", stage_names, &kind, err)) {
        return false;
    }
    if (kind == STAGE_SEQUENCE) {
        const json_t *children;
        if (depth == COMPONENT_MAX_DEPTH) {
            return error_set(err, ERROR_LIMIT, "decoder: sequences nest deeper than %d",
                             COMPONENT_MAX_DEPTH);
        }
        bool ok = json_read_array(value, "decoders", &children, err);
        for (size_t i = 0; ok && i < json_array_size(children); i++) {
            ok = read_stages(decoder, json_array_get(children, i), depth + 1, arena, err);
        }
        return ok;
    }
    if (decoder->n_stages == COMPONENT_MAX_STEPS) {
        return error_set(err, ERROR_LIMIT, "decoder: more than %d stages", COMPONENT_MAX_STEPS);
    }
    struct decoder_stage *stage = &decoder->stages[decoder->n_stages++];
    stage->kind = (enum stage_kind)kind;
    return read_stage(stage, value, arena, err) ||
           error_context(err, "decoder %s", stage_names[kind]);
}

bool token_decoder_read(struct token_decoder *decoder, const json_t *value, struct arena *arena,
                        struct error *err)
{
    *decoder = (struct token_decoder){0};
    if (value == NULL || json_is_null(value)) {
        decoder->joins_with_spaces = true;
        return true;
    }
    decoder->stages = arena_array(arena, COMPONENT_MAX_STEPS, sizeof *decoder->stages, err);
    return decoder->stages != NULL && read_stages(decoder, value, 0, arena, err);
}
