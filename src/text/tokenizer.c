/*
 * The tokenizer: files to parts, and the way of a text through them.
 *
 *   text -> valid UTF-8 -> cut at added tokens -> normalized -> cut at added tokens that are
 *   looked for in normalized text -> cut into words -> ids of each word -> special tokens around
 *
 * A call owns all it changes, so that a tokenizer can serve any number of threads.
 */
#include "text/tokenizer.h"

#include <stdlib.h>
#include "base/memory.h"
#include "formats/gguf.h"
#include "text/tokenizer_parts.h"
#include "text/tokenizer_tables.h"
#include "text/unicode.h"

enum {
    MAX_ARENA_BYTES = 1 << 30,
    REMEMBER_BYTES = 2048, /* texts from here on are worth a memory of words */
};

struct tokenizer {
    struct tokenizer_parts parts;
};

/* Everything one call of tokenizer_encode needs. */
struct encoder {
    const struct tokenizer_parts *parts;
    struct regex_scratch *regex;
    struct normalizer_work normalizing;
    struct piece_list pieces;
    struct piece_list work;
    struct bpe_work *bpe;
    struct unigram_work *unigram;
};

static void encoder_clear(struct encoder *encoder)
{
    normalizer_work_clear(&encoder->normalizing);
    piece_list_clear(&encoder->pieces);
    piece_list_clear(&encoder->work);
    bpe_work_destroy(encoder->bpe);
    unigram_work_destroy(encoder->unigram);
    regex_scratch_destroy(encoder->regex);
}

/* For cutting; encoding needs the work space of its model, too. */
static bool encoder_init(struct encoder *encoder, const struct tokenizer_parts *parts,
                         struct error *err)
{
    *encoder = (struct encoder){.parts = parts};
    piece_list_init(&encoder->pieces);
    piece_list_init(&encoder->work);
    bool ok = regex_scratch_create(&encoder->regex, err);
    normalizer_work_init(&encoder->normalizing, encoder->regex);
    return ok;
}

static bool create_work(struct encoder *encoder, size_t n_bytes, struct error *err)
{
    return encoder->parts->model == TOKENIZER_MODEL_BPE
               ? bpe_work_create(&encoder->bpe, n_bytes >= REMEMBER_BYTES, err)
               : unigram_work_create(&encoder->unigram, err);
}

/* Cuts normalized text at added tokens and puts the sections into the list. */
static bool add_normalized(struct encoder *encoder, struct bytes text, bool is_at_start,
                           struct error *err)
{
    struct piece_list *list = &encoder->pieces;
    size_t base = list->text.n_bytes;
    buffer_append(&list->text, text.data, text.n_bytes);
    if (!buffer_check(&list->text, err)) {
        return false;
    }
    struct section_walk walk = {
        .tokens = &encoder->parts->added, .tree = &encoder->parts->added.normalized, .text = text};
    struct section section;
    bool ok = true;
    while (ok && section_next(&walk, &section)) {
        struct piece piece = {.offset = base + section.start,
                              .n_bytes = section.end - section.start,
                              .id = section.id,
                              .is_at_start = is_at_start && section.start == 0};
        ok = piece_list_add(list, piece, err);
    }
    return ok;
}

static bool add_sections(struct encoder *encoder, struct bytes text, struct error *err)
{
    struct section_walk walk = {
        .tokens = &encoder->parts->added, .tree = &encoder->parts->added.raw, .text = text};
    struct section section;
    bool ok = true;
    while (ok && section_next(&walk, &section)) {
        bool is_at_start = section.start == 0;
        if (section.id != PIECE_IS_TEXT) {
            ok = piece_list_add(&encoder->pieces, (struct piece){.id = section.id}, err);
            continue;
        }
        struct bytes normalized = {text.data + section.start, section.end - section.start};
        ok = normalizer_apply(&encoder->parts->normalizer, &encoder->normalizing, normalized,
                              &is_at_start, &normalized, err) &&
             add_normalized(encoder, normalized, is_at_start, err);
    }
    return ok;
}

static bool encode_pieces(struct encoder *encoder, struct token_list *out, struct error *err)
{
    const struct piece_list *list = &encoder->pieces;
    const struct tokenizer_parts *parts = encoder->parts;
    bool ok = true;
    for (size_t i = 0; ok && i < list->n_items; i++) {
        const struct piece *piece = &list->items[i];
        if (piece->id != PIECE_IS_TEXT) {
            ok = token_list_add(out, piece->id, err);
        } else if (parts->model == TOKENIZER_MODEL_BPE) {
            ok = bpe_encode(&parts->bpe, encoder->bpe, piece_list_text(list, piece), out, err);
        } else {
            ok = unigram_encode(&parts->unigram, encoder->unigram, piece_list_text(list, piece),
                                out, err);
        }
    }
    return ok;
}

/* Fills the encoder's list with the pieces of text that is valid UTF-8. */
static bool cut_valid(struct encoder *encoder, struct bytes text, struct error *err)
{
    return add_sections(encoder, text, err) &&
           pretokenizer_apply(&encoder->parts->pretokenizer, &encoder->pieces, &encoder->work,
                              encoder->regex, err);
}

static bool cut_text(struct encoder *encoder, struct bytes text, struct error *err)
{
    if (utf8_is_valid(text)) {
        return cut_valid(encoder, text, err);
    }
    struct buffer valid;
    buffer_init(&valid, SIZE_MAX / 4);
    utf8_append_replaced(&valid, text);
    struct bytes bytes = {(const uint8_t *)buffer_text(&valid), valid.n_bytes};
    bool ok = buffer_check(&valid, err) && cut_valid(encoder, bytes, err);
    buffer_clear(&valid);
    return ok;
}

/* Without special tokens. */
static bool encode_text(const struct tokenizer_parts *parts, struct bytes text,
                        struct token_list *out, struct error *err)
{
    struct encoder encoder;
    bool ok = encoder_init(&encoder, parts, err) && create_work(&encoder, text.n_bytes, err) &&
              cut_text(&encoder, text, err) && encode_pieces(&encoder, out, err);
    encoder_clear(&encoder);
    return ok;
}

/* The text is encoded where it first belongs and copied to where it belongs again. */
static bool encode_with_special(const struct tokenizer_parts *parts, struct bytes text,
                                struct token_list *out, struct error *err)
{
    size_t first = 0;
    size_t n = 0;
    bool is_encoded = false;
    for (size_t i = 0; i < parts->postprocessor.n_items; i++) {
        uint32_t item = parts->postprocessor.items[i];
        bool ok;
        if (item != POSTPROCESSOR_TEXT) {
            ok = token_list_add(out, item, err);
        } else if (!is_encoded) {
            first = out->n_ids;
            ok = encode_text(parts, text, out, err);
            n = out->n_ids - first;
            is_encoded = ok;
        } else {
            ok = token_list_repeat(out, first, n, err);
        }
        if (!ok) {
            return false;
        }
    }
    return true;
}

bool tokenizer_encode(const struct tokenizer *tokenizer, struct bytes text, bool add_special_tokens,
                      struct token_list *out, struct error *err)
{
    size_t n_before = out->n_ids;
    bool ok = add_special_tokens ? encode_with_special(&tokenizer->parts, text, out, err)
                                 : encode_text(&tokenizer->parts, text, out, err);
    if (!ok) {
        out->n_ids = n_before;
    }
    return ok;
}

bool tokenizer_cut(const struct tokenizer *tokenizer, struct bytes text, tokenizer_visit *visit,
                   void *context, struct error *err)
{
    struct encoder encoder;
    const struct piece_list *list = &encoder.pieces;
    bool ok = encoder_init(&encoder, &tokenizer->parts, err) && cut_text(&encoder, text, err);
    for (size_t i = 0; ok && i < list->n_items; i++) {
        const struct piece *piece = &list->items[i];
        ok = piece->id != PIECE_IS_TEXT || visit(context, piece_list_text(list, piece), err);
    }
    encoder_clear(&encoder);
    return ok;
}

const struct tokenizer_parts *tokenizer_parts_of(const struct tokenizer *tokenizer)
{
    return &tokenizer->parts;
}

uint32_t tokenizer_n_tokens(const struct tokenizer *tokenizer)
{
    uint32_t n_words = tokenizer->parts.vocabulary.n_ids;
    uint32_t n_added = tokenizer->parts.added.next_id;
    return n_words > n_added ? n_words : n_added;
}

bool tokenizer_find(const struct tokenizer *tokenizer, const char *token, size_t n_bytes,
                    uint32_t *id)
{
    struct bytes text = {(const uint8_t *)token, n_bytes};
    const struct added_token *added = added_tokens_find(&tokenizer->parts.added, text);
    if (added != NULL) {
        *id = added->id;
        return true;
    }
    return vocabulary_find(&tokenizer->parts.vocabulary, text, id);
}

struct bytes tokenizer_token(const struct tokenizer *tokenizer, uint32_t id)
{
    const struct added_token *added = added_tokens_get(&tokenizer->parts.added, id);
    return added != NULL ? added->content : vocabulary_word(&tokenizer->parts.vocabulary, id);
}

bool tokenizer_is_special(const struct tokenizer *tokenizer, uint32_t id)
{
    const struct added_token *added = added_tokens_get(&tokenizer->parts.added, id);
    return added != NULL && added->is_special;
}

const char *tokenizer_role_text(const struct tokenizer *tokenizer, enum tokenizer_role role)
{
    return tokenizer->parts.config.role_texts[role];
}

bool tokenizer_role_id(const struct tokenizer *tokenizer, enum tokenizer_role role, uint32_t *id)
{
    const char *text = tokenizer_role_text(tokenizer, role);
    return text != NULL && tokenizer_find(tokenizer, text, strlen(text), id);
}

struct token_stream {
    const struct tokenizer *tokenizer;
    struct decoder_run *run;
    bool skips_special;
};

bool token_stream_create(struct token_stream **out, const struct tokenizer *tokenizer,
                         bool skip_special, struct error *err)
{
    struct token_stream *stream = memory_array(1, sizeof *stream, err);
    if (stream == NULL) {
        return false;
    }
    stream->tokenizer = tokenizer;
    stream->skips_special = skip_special;
    if (!decoder_run_create(&stream->run, &tokenizer->parts.decoder, err)) {
        free(stream);
        return false;
    }
    *out = stream;
    return true;
}

void token_stream_destroy(struct token_stream *stream)
{
    if (stream != NULL) {
        decoder_run_destroy(stream->run);
        free(stream);
    }
}

bool token_stream_push(struct token_stream *stream, uint32_t id, struct buffer *out,
                       struct error *err)
{
    struct bytes token = tokenizer_token(stream->tokenizer, id);
    if (token.data == NULL ||
        (stream->skips_special && tokenizer_is_special(stream->tokenizer, id))) {
        return true;
    }
    return decoder_run_push(stream->run, token, out, err);
}

bool token_stream_finish(struct token_stream *stream, struct buffer *out, struct error *err)
{
    return decoder_run_finish(stream->run, out, err);
}

bool tokenizer_decode(const struct tokenizer *tokenizer, const uint32_t *ids, size_t n_ids,
                      bool skip_special, struct buffer *out, struct error *err)
{
    struct token_stream *stream;
    if (!token_stream_create(&stream, tokenizer, skip_special, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n_ids; i++) {
        ok = token_stream_push(stream, ids[i], out, err);
    }
    ok = ok && token_stream_finish(stream, out, err);
    token_stream_destroy(stream);
    return ok;
}

static bool read_json_file(struct tokenizer_parts *parts, struct folder *folder, struct error *err)
{
    struct bytes file;
    if (!folder_read(folder, "tokenizer.json", &file, err)) {
        return false;
    }
    json_t *root = tokenizer_tables_parse(parts, file, err);
    bool ok = root != NULL &&
              (tokenizer_parts_read_json(parts, root, err) || error_context(err, "tokenizer.json"));
    json_decref(root);
    return ok;
}

static bool read_files(struct tokenizer_parts *parts, struct folder *folder, struct error *err)
{
    struct bytes file;
    if (folder_has(folder, "tokenizer.json")) {
        return read_json_file(parts, folder, err);
    }
    if (folder_has(folder, "tokenizer.model")) {
        return folder_read(folder, "tokenizer.model", &file, err) &&
               (tokenizer_parts_read_sentencepiece(parts, file, err) ||
                error_context(err, "tokenizer.model"));
    }
    if (folder_has(folder, "vocab.json") && folder_has(folder, "merges.txt")) {
        return tokenizer_parts_read_merges(parts, folder, err);
    }
    return error_set(err, ERROR_NOT_FOUND,
                     "%s: no tokenizer.json, tokenizer.model, or vocab.json with merges.txt",
                     folder_path(folder));
}

/* Tokens of the files beside the tokenizer that it does not know as added tokens. */
static bool add_extra_tokens(struct tokenizer_parts *parts, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < parts->config.n_extra; i++) {
        const struct added_token *token = &parts->config.extra[i];
        ok = added_tokens_find(&parts->added, token->content) != NULL ||
             added_tokens_add(&parts->added, token, &parts->vocabulary, err);
    }
    return ok;
}

/* The beginning and the end that the config asks for. A tokenizer.json has its own post-processor,
 * which holds whatever the config says, as in transformers 5. */
static bool set_surroundings(struct tokenizer *tokenizer, struct error *err)
{
    struct tokenizer_parts *parts = &tokenizer->parts;
    const struct tokenizer_config *config = &parts->config;
    uint32_t bos;
    uint32_t eos;
    bool has_bos = config->adds_bos && tokenizer_role_id(tokenizer, TOKENIZER_BOS, &bos);
    bool has_eos = config->adds_eos && tokenizer_role_id(tokenizer, TOKENIZER_EOS, &eos);
    return postprocessor_surround(&parts->postprocessor, has_bos ? &bos : NULL,
                                  has_eos ? &eos : NULL, &parts->arena, err);
}

static bool finish_added(struct tokenizer_parts *parts, bool matches_both, struct error *err)
{
    struct regex_scratch *regex;
    struct normalizer_work work;
    if (!regex_scratch_create(&regex, err)) {
        return false;
    }
    normalizer_work_init(&work, regex);
    bool ok = added_tokens_finish(&parts->added, &parts->normalizer, &work, matches_both, err);
    normalizer_work_clear(&work);
    regex_scratch_destroy(regex);
    return ok;
}

/* "none" is what some files say who have no tokenizer. */
static bool is_in_gguf(struct folder *folder, bool *out, struct error *err)
{
    struct gguf gguf;
    struct bytes model = {(const uint8_t *)"", 0};
    bool ok =
        gguf_open(&gguf, folder, err) && gguf_read_text(&gguf, "tokenizer.ggml.model", &model, err);
    *out = ok && model.n_bytes > 0 && !(model.n_bytes == 4 && memcmp(model.data, "none", 4) == 0) &&
           !(model.n_bytes == 8 && memcmp(model.data, "no_vocab", 8) == 0);
    gguf_clear(&gguf);
    return ok;
}

bool tokenizer_is_in(struct folder *folder, bool *out, struct error *err)
{
    static const char *const names[] = {"tokenizer.json", "tokenizer.model", "vocab.json"};
    *out = false;
    if (gguf_is_in(folder)) {
        return is_in_gguf(folder, out, err);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        *out = *out || folder_has(folder, names[i]);
    }
    return true;
}

static bool read_folder(struct tokenizer *tokenizer, struct folder *folder, bool *is_sentencepiece,
                        struct error *err)
{
    struct tokenizer_parts *parts = &tokenizer->parts;
    bool has_json = folder_has(folder, "tokenizer.json");
    *is_sentencepiece = !has_json && folder_has(folder, "tokenizer.model");
    return tokenizer_config_read(&parts->config, folder, &parts->arena, err) &&
           read_files(parts, folder, err) && add_extra_tokens(parts, err) &&
           (has_json || set_surroundings(tokenizer, err));
}

bool tokenizer_open(struct tokenizer **out, struct folder *folder, struct error *err)
{
    struct tokenizer *tokenizer = memory_array(1, sizeof *tokenizer, err);
    if (tokenizer == NULL) {
        return false;
    }
    struct tokenizer_parts *parts = &tokenizer->parts;
    arena_init(&parts->arena, MAX_ARENA_BYTES);
    vocabulary_init(&parts->vocabulary);
    added_tokens_init(&parts->added);
    bool is_sentencepiece = false;
    bool ok = gguf_is_in(folder)
                  ? tokenizer_parts_read_gguf(parts, folder, &is_sentencepiece, err) &&
                        set_surroundings(tokenizer, err)
                  : read_folder(tokenizer, folder, &is_sentencepiece, err);
    if (!ok || !finish_added(parts, is_sentencepiece, err)) {
        tokenizer_close(tokenizer);
        return false;
    }
    *out = tokenizer;
    return true;
}

void tokenizer_close(struct tokenizer *tokenizer)
{
    if (tokenizer == NULL) {
        return;
    }
    struct tokenizer_parts *parts = &tokenizer->parts;
    normalizer_clear(&parts->normalizer);
    pretokenizer_clear(&parts->pretokenizer);
    token_decoder_clear(&parts->decoder);
    bpe_clear(&parts->bpe);
    unigram_clear(&parts->unigram);
    added_tokens_clear(&parts->added);
    vocabulary_clear(&parts->vocabulary);
    arena_clear(&parts->arena);
    free(tokenizer);
}
