/*
 * A tokenizer from the metadata of a GGUF file; see tokenizer_parts.h.
 *
 *   "llama"   SentencePiece's BPE: pieces with scores; a merge is as good as what it makes
 *   "t5"      SentencePiece's Unigram, with its map of characters
 *   "gpt2"    byte-level BPE: tokens, merges in order, and the name of the way to cut words
 *
 * The file keeps the pieces of a SentencePiece model, so its reader is used from there on. Special
 * tokens are those that have such a type.
 */
#include "text/tokenizer_parts.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include "base/memory.h"
#include "formats/gguf.h"
#include "text/gguf_pretokenizer.h"
#include "text/tokenizer_tables.h"
#include "text/unicode.h"

enum { MAX_MERGE_BYTES = 1 << 28, MAX_NAME_BYTES = 64 };

struct source {
    struct tokenizer_parts *parts;
    struct gguf gguf;
    const struct gguf_value *tokens;
    const struct gguf_value *types; /* NULL: all are ordinary */
    struct error *err;
};

/* ---- the tables ----------------------------------------------------------------------------- */

static bool read_tables(struct source *source)
{
    const struct gguf *gguf = &source->gguf;
    if (!gguf_read_array(gguf, "tokenizer.ggml.tokens", GGUF_STRING, &source->tokens,
                         source->err) ||
        !gguf_read_array(gguf, "tokenizer.ggml.token_type", GGUF_I32, &source->types,
                         source->err)) {
        return false;
    }
    if (source->tokens == NULL || source->tokens->n_items == 0 ||
        source->tokens->n_items > VOCABULARY_MAX_IDS) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"tokenizer.ggml.tokens\": expected 1 to %d tokens, found %zu",
                         VOCABULARY_MAX_IDS, source->tokens != NULL ? source->tokens->n_items : 0);
    }
    if (source->types != NULL && source->types->n_items != source->tokens->n_items) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"tokenizer.ggml.token_type\": %zu types for %zu tokens",
                         source->types->n_items, source->tokens->n_items);
    }
    return true;
}

static bool type_of(const struct source *source, size_t id, enum sentencepiece_type *out)
{
    int64_t type = SENTENCEPIECE_NORMAL;
    if (source->types != NULL) {
        gguf_item_integer(source->types, id, &type);
    }
    *out = (enum sentencepiece_type)type;
    return (type >= SENTENCEPIECE_NORMAL && type <= SENTENCEPIECE_BYTE) ||
           error_set(source->err, ERROR_MALFORMED, "token %zu has the type %lld", id,
                     (long long)type);
}

/* The text of a token; an empty one, which no text has, gets a name. */
static bool text_of(const struct source *source, size_t id, struct bytes *token)
{
    if (!utf8_is_valid(*token) || memchr(token->data, '\0', token->n_bytes) != NULL) {
        return error_set(source->err, ERROR_MALFORMED, "token %zu is not UTF-8", id);
    }
    if (token->n_bytes > 0) {
        return true;
    }
    char name[MAX_NAME_BYTES];
    int n = snprintf(name, sizeof name, "[EMPTY_%zu]", id);
    token->data = (const uint8_t *)arena_text(&source->parts->arena, name, (size_t)n, source->err);
    token->n_bytes = (size_t)n;
    return token->data != NULL;
}

/* ---- ids and flags -------------------------------------------------------------------------- */

/* Ids of the roles; -1 where there is none, which some files say with all bits set. */
static bool read_roles(struct source *source, int64_t ids[TOKENIZER_N_ROLES])
{
    static const char *const keys[TOKENIZER_N_ROLES] = {
        [TOKENIZER_BOS] = "tokenizer.ggml.bos_token_id",
        [TOKENIZER_EOS] = "tokenizer.ggml.eos_token_id",
        [TOKENIZER_UNK] = "tokenizer.ggml.unknown_token_id",
        [TOKENIZER_PAD] = "tokenizer.ggml.padding_token_id",
    };
    for (size_t role = 0; role < TOKENIZER_N_ROLES; role++) {
        if (!gguf_read_integer(&source->gguf, keys[role], INT64_MIN, INT64_MAX, &ids[role],
                               source->err)) {
            return false;
        }
        if (ids[role] < 0 || ids[role] >= (int64_t)source->tokens->n_items) {
            ids[role] = -1;
        }
    }
    return true;
}

static bool set_roles(struct source *source, const int64_t ids[TOKENIZER_N_ROLES])
{
    struct tokenizer_parts *parts = source->parts;
    for (size_t role = 0; role < TOKENIZER_N_ROLES; role++) {
        if (ids[role] >= 0 && parts->config.role_texts[role] == NULL) {
            struct bytes word = vocabulary_word(&parts->vocabulary, (uint32_t)ids[role]);
            parts->config.role_texts[role] =
                arena_text(&parts->arena, (const char *)word.data, word.n_bytes, source->err);
            if (parts->config.role_texts[role] == NULL) {
                return false;
            }
        }
    }
    return true;
}

static bool read_flags(struct source *source, bool adds_bos, bool adds_eos)
{
    struct tokenizer_config *config = &source->parts->config;
    config->adds_bos = adds_bos;
    config->adds_eos = adds_eos;
    config->is_legacy = true;
    return gguf_read_bool(&source->gguf, "tokenizer.ggml.add_bos_token", &config->adds_bos,
                          source->err) &&
           gguf_read_bool(&source->gguf, "tokenizer.ggml.add_eos_token", &config->adds_eos,
                          source->err);
}

/* ---- SentencePiece -------------------------------------------------------------------------- */

static bool read_pieces(struct source *source, struct sentencepiece_model *model)
{
    const struct gguf_value *scores;
    size_t n = source->tokens->n_items;
    if (!gguf_read_array(&source->gguf, "tokenizer.ggml.scores", GGUF_F32, &scores, source->err)) {
        return false;
    }
    if (scores != NULL && scores->n_items != n) {
        return error_set(source->err, ERROR_MALFORMED,
                         "\"tokenizer.ggml.scores\": %zu scores for %zu tokens", scores->n_items,
                         n);
    }
    model->pieces = arena_array(&source->parts->arena, n, sizeof *model->pieces, source->err);
    struct gguf_strings walk = gguf_strings_of(&source->gguf, source->tokens);
    for (size_t i = 0; model->pieces != NULL && i < n; i++) {
        struct sentencepiece_piece *piece = &model->pieces[i];
        double score = 0;
        if (!gguf_strings_next(&walk, &piece->text) || !text_of(source, i, &piece->text) ||
            !type_of(source, i, &piece->type)) {
            return false;
        }
        if (scores != NULL && gguf_item_real(scores, i, &score) && !isfinite(score)) {
            return error_set(source->err, ERROR_MALFORMED, "token %zu has no finite score", i);
        }
        piece->score = (float)score;
        model->has_byte_fallback = model->has_byte_fallback || piece->type == SENTENCEPIECE_BYTE;
        model->n_pieces++;
    }
    return model->pieces != NULL;
}

static bool read_character_map(struct source *source, struct bytes *out)
{
    static const char key[] = "tokenizer.ggml.precompiled_charsmap";
    const struct gguf_value *value = gguf_find(&source->gguf, key);
    if (value == NULL) {
        return true;
    }
    *out = value->bytes;
    return (value->type == GGUF_ARRAY &&
            (value->item_type == GGUF_U8 || value->item_type == GGUF_I8)) ||
           error_set(source->err, ERROR_MALFORMED, "\"%s\": expected an array of bytes", key);
}

static bool read_sentencepiece(struct source *source, enum sentencepiece_algorithm algorithm)
{
    bool is_unigram = algorithm == SENTENCEPIECE_UNIGRAM;
    struct sentencepiece_model model = {.algorithm = algorithm,
                                        .character_map = {(const uint8_t *)"", 0},
                                        .adds_dummy_prefix = true,
                                        .escapes_spaces = true};
    int64_t ids[TOKENIZER_N_ROLES] = {
        [TOKENIZER_BOS] = is_unigram ? -1 : 1,
        [TOKENIZER_EOS] = is_unigram ? 1 : 2,
        [TOKENIZER_UNK] = is_unigram ? 2 : 0,
        [TOKENIZER_PAD] = is_unigram ? 0 : -1,
    };
    if (!read_flags(source, !is_unigram, is_unigram) || !read_roles(source, ids) ||
        !read_pieces(source, &model) || !read_character_map(source, &model.character_map) ||
        !gguf_read_bool(&source->gguf, "tokenizer.ggml.add_space_prefix", &model.adds_dummy_prefix,
                        source->err) ||
        !gguf_read_bool(&source->gguf, "tokenizer.ggml.remove_extra_whitespaces",
                        &model.removes_extra_spaces, source->err)) {
        return false;
    }
    model.bos_id = (int32_t)ids[TOKENIZER_BOS];
    model.eos_id = (int32_t)ids[TOKENIZER_EOS];
    model.unk_id = (int32_t)(ids[TOKENIZER_UNK] >= 0 ? ids[TOKENIZER_UNK] : 0);
    model.pad_id = (int32_t)ids[TOKENIZER_PAD];
    bool ok = tokenizer_parts_from_sentencepiece(source->parts, &model, source->err);
    /* Of ways that are as good, other readers of the format and of tokenizer.json find the better
     * one in 64 bits; SentencePiece itself rounds to 32. */
    source->parts->unigram.is_single = false;
    return ok;
}

/* ---- byte-level BPE ------------------------------------------------------------------------- */

/* Puts a new reference into an object, whichever of the two fails. */
static bool put(struct source *source, json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0 ||
           error_set(source->err, ERROR_MEMORY, "out of memory");
}

/* The steps as tokenizer.json has them. */
static json_t *make_steps(struct source *source, const struct gguf_pretokenizer *pretokenizer)
{
    json_t *steps = gguf_pretokenizer_steps(pretokenizer, source->err);
    json_t *root = json_object();
    bool ok = steps != NULL && root != NULL;
    ok = ok && put(source, root, "pre_tokenizer", json_incref(steps));
    ok = ok && put(source, root, "decoder", json_pack("{s:s}", "type", "ByteLevel"));
    ok = ok && (!pretokenizer->is_nfc ||
                put(source, root, "normalizer", json_pack("{s:s}", "type", "NFC")));
    ok = ok && put(source, root, "model",
                   json_pack("{s:s, s:b, s:{}, s:[]}", "type", "BPE", "ignore_merges",
                             pretokenizer->ignores_merges, "vocab", "merges"));
    json_decref(steps);
    if (!ok) {
        json_decref(root);
        error_set(source->err, ERROR_MEMORY, "out of memory");
        return NULL;
    }
    return root;
}

static bool read_words(struct source *source)
{
    struct gguf_strings walk = gguf_strings_of(&source->gguf, source->tokens);
    struct bytes word;
    for (size_t i = 0; gguf_strings_next(&walk, &word); i++) {
        if (!text_of(source, i, &word) ||
            !vocabulary_add(&source->parts->vocabulary, i, word, source->err)) {
            return false;
        }
    }
    return true;
}

/* Merges as the lines of merges.txt, or, where one of them is unusual, as strings into `merges`. */
static bool read_merges(struct source *source, json_t *merges)
{
    const struct gguf_value *array;
    struct buffer lines;
    struct bytes merge;
    bool is_taken = false;
    if (!gguf_read_array(&source->gguf, "tokenizer.ggml.merges", GGUF_STRING, &array,
                         source->err)) {
        return false;
    }
    if (array == NULL) {
        return error_set(source->err, ERROR_MALFORMED, "\"tokenizer.ggml.merges\" is missing");
    }
    buffer_init(&lines, MAX_MERGE_BYTES);
    struct gguf_strings walk = gguf_strings_of(&source->gguf, array);
    while (gguf_strings_next(&walk, &merge)) {
        buffer_append(&lines, merge.data, merge.n_bytes);
        buffer_append_byte(&lines, '\n');
    }
    struct bytes text = {(const uint8_t *)buffer_text(&lines), lines.n_bytes};
    bool ok = buffer_check(&lines, source->err) &&
              tokenizer_tables_take_lines(source->parts, text, &is_taken, source->err);
    buffer_clear(&lines);
    walk = gguf_strings_of(&source->gguf, array);
    while (ok && !is_taken && gguf_strings_next(&walk, &merge)) {
        ok = json_array_append_new(merges, json_stringn((const char *)merge.data, merge.n_bytes)) ==
                 0 ||
             error_set(source->err, ERROR_MALFORMED, "a merge is not UTF-8, or out of memory");
    }
    return ok;
}

/* Special tokens of some models take the white space behind them; no key says so, but the name. */
static bool is_stripping(const struct source *source)
{
    static const char *const names[] = {"phi-3", "phi3"};
    struct bytes name = {NULL, 0};
    gguf_read_text(&source->gguf, "general.name", &name, NULL);
    for (size_t i = 0; i < name.n_bytes; i++) {
        char text[6] = "";
        for (size_t k = 0; k < 5 && i + k < name.n_bytes; k++) {
            text[k] = (char)tolower(name.data[i + k]);
        }
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            if (strncmp(text, names[k], strlen(names[k])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* All but these. */
static bool strips_right(struct bytes token)
{
    static const char *const others[] = {"<unk>", "<s>", "<|endoftext|>"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (token.n_bytes == strlen(others[i]) &&
            memcmp(token.data, others[i], token.n_bytes) == 0) {
            return false;
        }
    }
    return true;
}

/* Tokens that are looked for in the text before anything else. */
static bool add_special_tokens(struct source *source)
{
    struct tokenizer_parts *parts = source->parts;
    bool strips = is_stripping(source);
    for (size_t i = 0; i < source->tokens->n_items; i++) {
        enum sentencepiece_type type;
        if (!type_of(source, i, &type)) {
            return false;
        }
        if (type != SENTENCEPIECE_CONTROL && type != SENTENCEPIECE_USER_DEFINED &&
            type != SENTENCEPIECE_UNKNOWN) {
            continue;
        }
        struct bytes word = vocabulary_word(&parts->vocabulary, (uint32_t)i);
        char *copy = arena_text(&parts->arena, (const char *)word.data, word.n_bytes, source->err);
        struct added_token token = {.content = {(const uint8_t *)copy, word.n_bytes},
                                    .strips_right = strips && strips_right(word),
                                    .is_special = type != SENTENCEPIECE_USER_DEFINED};
        if (copy == NULL ||
            !added_tokens_add(&parts->added, &token, &parts->vocabulary, source->err)) {
            return false;
        }
    }
    return true;
}

static bool read_bytes_bpe(struct source *source)
{
    const struct gguf_pretokenizer *pretokenizer;
    struct bytes name = {NULL, 0};
    int64_t ids[TOKENIZER_N_ROLES] = {-1, -1, -1, -1};
    if (!gguf_read_text(&source->gguf, "tokenizer.ggml.pre", &name, source->err) ||
        !gguf_pretokenizer_find(name, &pretokenizer, source->err) ||
        !read_flags(source, pretokenizer->adds_bos, false) || !read_roles(source, ids) ||
        !read_words(source)) {
        return false;
    }
    json_t *root = make_steps(source, pretokenizer);
    bool ok = root != NULL &&
              read_merges(source, json_object_get(json_object_get(root, "model"), "merges")) &&
              tokenizer_parts_read_json(source->parts, root, source->err);
    json_decref(root);
    return ok && set_roles(source, ids);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool is_text(struct bytes bytes, const char *text)
{
    return bytes.n_bytes == strlen(text) && memcmp(bytes.data, text, bytes.n_bytes) == 0;
}

static bool read_all(struct source *source, bool *is_sentencepiece)
{
    static const char key[] = "tokenizer.ggml.model";
    struct bytes model = {(const uint8_t *)"", 0};
    if (!gguf_read_text(&source->gguf, key, &model, source->err) || !read_tables(source)) {
        return false;
    }
    *is_sentencepiece = true;
    bool ok;
    if (is_text(model, "llama")) {
        ok = read_sentencepiece(source, SENTENCEPIECE_BPE);
    } else if (is_text(model, "t5")) {
        ok = read_sentencepiece(source, SENTENCEPIECE_UNIGRAM);
    } else if (is_text(model, "gpt2")) {
        *is_sentencepiece = false;
        ok = read_bytes_bpe(source);
    } else {
        return error_set(source->err, ERROR_UNSUPPORTED,
                         "\"%s\": no support for \"%.*s\"; supported are llama, gpt2 and t5", key,
                         (int)(model.n_bytes < 40 ? model.n_bytes : 40), (const char *)model.data);
    }
    return ok && add_special_tokens(source);
}

bool tokenizer_parts_read_gguf(struct tokenizer_parts *parts, struct folder *folder,
                               bool *is_sentencepiece, struct error *err)
{
    struct source source = {.parts = parts, .err = err};
    bool ok = gguf_open(&source.gguf, folder, err) &&
              (read_all(&source, is_sentencepiece) || error_context(err, "%s", source.gguf.file));
    gguf_clear(&source.gguf);
    return ok;
}
