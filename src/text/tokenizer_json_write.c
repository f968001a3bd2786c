/*
 * tokenizer.json of a tokenizer that was read from GGUF. Words, merges, scores and added tokens are
 * those of the open tokenizer; the steps around them are told by the kind of the file:
 *
 *   "gpt2"    how words are cut is a row of expressions, as when it was read
 *   "llama"   SentencePiece's BPE: what has scores there has merges here, the best first; U+2581
 *             stands for spaces, and in front of every section of text
 *   "t5"      Unigram, with the file's map of characters
 *
 * Text is appended as it is made: tables of a quarter of a million words stay what they are.
 */
#include "text/tokenizer_json_write.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/gguf_pretokenizer.h"
#include "text/tokenizer_parts.h"

#define SPACE_MARK "\xE2\x96\x81"

struct writer {
    const struct tokenizer *tokenizer;
    const struct tokenizer_parts *parts;
    const struct gguf *gguf;
    struct buffer *out;
    struct error *err;
};

/* ---- texts ---------------------------------------------------------------------------------- */

void tokenizer_json_append_text(struct buffer *out, struct bytes text)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < text.n_bytes; i++) {
        uint8_t c = text.data[i];
        if (c == '"' || c == '\\') {
            buffer_append_byte(out, '\\');
            buffer_append_byte(out, c);
        } else if (c < 0x20 || c == 0x7F) {
            buffer_append_format(out, "\\u%04x", c);
        } else {
            buffer_append_byte(out, c);
        }
    }
    buffer_append_byte(out, '"');
}

static void put(const struct writer *writer, const char *text)
{
    buffer_append_text(writer->out, text);
}

static void put_word(const struct writer *writer, uint32_t id)
{
    tokenizer_json_append_text(writer->out, tokenizer_token(writer->tokenizer, id));
}

static const char *boolean(bool value)
{
    return value ? "true" : "false";
}

/* ---- added tokens --------------------------------------------------------------------------- */

static void put_added(const struct writer *writer)
{
    const struct added_tokens *added = &writer->parts->added;
    uint32_t n = tokenizer_n_tokens(writer->tokenizer);
    const char *comma = "";
    put(writer, "\"added_tokens\": [");
    for (uint32_t id = 0; id < n; id++) {
        const struct added_token *token = added_tokens_get(added, id);
        if (token == NULL) {
            continue;
        }
        buffer_append_format(writer->out, "%s\n{\"id\": %u, \"content\": ", comma, (unsigned)id);
        tokenizer_json_append_text(writer->out, token->content);
        buffer_append_format(writer->out,
                             ", \"single_word\": %s, \"lstrip\": %s, \"rstrip\": %s, "
                             "\"normalized\": %s, \"special\": %s}",
                             boolean(token->is_single_word), boolean(token->strips_left),
                             boolean(token->strips_right), boolean(token->is_normalized),
                             boolean(token->is_special));
        comma = ",";
    }
    put(writer, "],\n");
}

/* What stands before and behind a text. */
static void put_postprocessor(const struct writer *writer, bool is_bytes)
{
    const struct postprocessor *steps = &writer->parts->postprocessor;
    const char *comma = "";
    bool has_tokens = false;
    for (size_t i = 0; i < steps->n_items; i++) {
        has_tokens = has_tokens || steps->items[i] != POSTPROCESSOR_TEXT;
    }
    if (!has_tokens) {
        put(writer, is_bytes
                        ? "\"post_processor\": {\"type\": \"ByteLevel\", \"add_prefix_space\": "
                          "true, \"trim_offsets\": false, \"use_regex\": true},\n"
                        : "\"post_processor\": null,\n");
        return;
    }
    put(writer, "\"post_processor\": {\"type\": \"TemplateProcessing\"");
    for (int n_texts = 1; n_texts <= 2; n_texts++) {
        put(writer, n_texts == 1 ? ", \"single\": [" : "], \"pair\": [");
        comma = "";
        for (int text = 0; text < n_texts; text++) {
            for (size_t i = 0; i < steps->n_items; i++) {
                put(writer, comma);
                comma = ", ";
                if (steps->items[i] == POSTPROCESSOR_TEXT) {
                    buffer_append_format(writer->out,
                                         "{\"Sequence\": {\"id\": \"%c\", \"type_id\": %d}}",
                                         'A' + text, text);
                } else {
                    put(writer, "{\"SpecialToken\": {\"id\": ");
                    put_word(writer, steps->items[i]);
                    buffer_append_format(writer->out, ", \"type_id\": %d}}", text);
                }
            }
        }
    }
    put(writer, "], \"special_tokens\": {");
    comma = "";
    for (size_t i = 0; i < steps->n_items; i++) {
        bool is_new = steps->items[i] != POSTPROCESSOR_TEXT;
        for (size_t k = 0; k < i; k++) {
            is_new = is_new && steps->items[k] != steps->items[i];
        }
        if (is_new) {
            put(writer, comma);
            put_word(writer, steps->items[i]);
            put(writer, ": {\"id\": ");
            put_word(writer, steps->items[i]);
            buffer_append_format(writer->out, ", \"ids\": [%u], \"tokens\": [",
                                 (unsigned)steps->items[i]);
            put_word(writer, steps->items[i]);
            put(writer, "]}");
            comma = ", ";
        }
    }
    put(writer, "}},\n");
}

/* ---- words and merges ----------------------------------------------------------------------- */

static void put_words(const struct writer *writer)
{
    const struct vocabulary *vocabulary = &writer->parts->vocabulary;
    const char *comma = "";
    put(writer, "\"vocab\": {");
    for (uint32_t id = 0; id < vocabulary->n_ids; id++) {
        struct bytes word = vocabulary_word(vocabulary, id);
        uint32_t found;
        /* Of equal words the last one counts. */
        if (word.data == NULL || !vocabulary_find(vocabulary, word, &found) || found != id) {
            continue;
        }
        buffer_append_format(writer->out, "%s\n", comma);
        tokenizer_json_append_text(writer->out, word);
        buffer_append_format(writer->out, ": %u", (unsigned)id);
        comma = ",";
    }
    put(writer, "}");
}

/* As a merge of scores has many equals: the longer left part first, as converters of transformers
 * have it. */
struct sorted_merge {
    struct bpe_merge merge;
    size_t n_left;
};

static int compare_merges(const void *a, const void *b)
{
    const struct sorted_merge *x = a;
    const struct sorted_merge *y = b;
    if (x->merge.rank != y->merge.rank) {
        return x->merge.rank < y->merge.rank ? -1 : 1;
    }
    if (x->merge.made != y->merge.made) {
        return x->merge.made < y->merge.made ? -1 : 1;
    }
    return (x->n_left < y->n_left) - (x->n_left > y->n_left);
}

static bool put_merges(const struct writer *writer)
{
    const struct bpe *bpe = &writer->parts->bpe;
    struct sorted_merge *merges = memory_array(bpe->n_merges + 1, sizeof *merges, writer->err);
    size_t n = 0;
    if (merges == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < bpe->n_slots && n < bpe->n_merges; i++) {
        const struct bpe_merge *merge = &bpe->merges[i];
        if (merge->made != 0) {
            size_t n_left = vocabulary_word(&writer->parts->vocabulary, merge->left).n_bytes;
            merges[n++] = (struct sorted_merge){*merge, n_left};
        }
    }
    qsort(merges, n, sizeof *merges, compare_merges);
    put(writer, "\"merges\": [");
    for (size_t i = 0; i < n; i++) {
        put(writer, i > 0 ? ",\n[" : "\n[");
        tokenizer_json_append_text(
            writer->out, vocabulary_word(&writer->parts->vocabulary, merges[i].merge.left));
        put(writer, ", ");
        tokenizer_json_append_text(
            writer->out, vocabulary_word(&writer->parts->vocabulary, merges[i].merge.right));
        put(writer, "]");
    }
    put(writer, "]");
    free(merges);
    return true;
}

static void put_scores(const struct writer *writer)
{
    const struct vocabulary *vocabulary = &writer->parts->vocabulary;
    put(writer, "\"vocab\": [");
    for (uint32_t id = 0; id < vocabulary->n_ids; id++) {
        put(writer, id > 0 ? ",\n[" : "\n[");
        tokenizer_json_append_text(writer->out, vocabulary_word(vocabulary, id));
        buffer_append_format(writer->out, ", %.17g]", writer->parts->unigram.scores[id]);
    }
    put(writer, "]");
}

/* ---- byte-level BPE ------------------------------------------------------------------------- */

static bool write_bytes_bpe(const struct writer *writer)
{
    const struct gguf_pretokenizer *row;
    struct bytes name = {NULL, 0};
    if (!gguf_read_text(writer->gguf, "tokenizer.ggml.pre", &name, writer->err) ||
        !gguf_pretokenizer_find(name, &row, writer->err)) {
        return false;
    }
    json_t *steps = gguf_pretokenizer_steps(row, writer->err);
    char *text = steps != NULL ? json_text(steps, 0, writer->err) : NULL;
    json_decref(steps);
    if (text == NULL) {
        return false;
    }
    buffer_append_format(writer->out, "\"normalizer\": %s,\n\"pre_tokenizer\": ",
                         row->is_nfc ? "{\"type\": \"NFC\"}" : "null");
    put(writer, text);
    put(writer, ",\n");
    free(text);
    put_postprocessor(writer, true);
    buffer_append_format(writer->out,
                         "\"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": true, "
                         "\"trim_offsets\": true, \"use_regex\": true},\n"
                         "\"model\": {\"type\": \"BPE\", \"dropout\": null, \"unk_token\": null, "
                         "\"continuing_subword_prefix\": null, \"end_of_word_suffix\": null, "
                         "\"fuse_unk\": false, \"byte_fallback\": false, \"ignore_merges\": %s,\n",
                         boolean(row->ignores_merges));
    put_words(writer);
    put(writer, ",\n");
    return put_merges(writer);
}

/* ---- SentencePiece -------------------------------------------------------------------------- */

static void put_base64(const struct writer *writer, struct bytes bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.n_bytes; i += 3) {
        size_t n = bytes.n_bytes - i;
        uint32_t three = (uint32_t)bytes.data[i] << 16 |
                         (n > 1 ? (uint32_t)bytes.data[i + 1] << 8 : 0) |
                         (n > 2 ? bytes.data[i + 2] : 0);
        for (unsigned k = 0; k < 4; k++) {
            buffer_append_byte(writer->out,
                               k <= n ? (unsigned char)digits[three >> (18 - 6 * k) & 63] : '=');
        }
    }
}

/* Spaces become marks in the normalizer, where merges may run over them. */
static void put_normalizer(const struct writer *writer, bool has_prefix, bool removes_extra)
{
    const struct gguf_value *map = gguf_find(writer->gguf, "tokenizer.ggml.precompiled_charsmap");
    put(writer, "\"normalizer\": {\"type\": \"Sequence\", \"normalizers\": [");
    if (map != NULL && map->bytes.n_bytes > 0) {
        put(writer, "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"");
        put_base64(writer, map->bytes);
        put(writer, "\"}, ");
    }
    if (removes_extra) {
        put(writer, "{\"type\": \"Strip\", \"strip_left\": true, \"strip_right\": true}, "
                    "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \" {2,}\"}, \"content\": "
                    "\" \"}, ");
    }
    if (has_prefix) {
        put(writer, "{\"type\": \"Prepend\", \"prepend\": \"" SPACE_MARK "\"}, ");
    }
    put(writer, "{\"type\": \"Replace\", \"pattern\": {\"String\": \" \"}, \"content\": "
                "\"" SPACE_MARK "\"}]},\n\"pre_tokenizer\": null,\n");
}

static bool write_sentencepiece(const struct writer *writer)
{
    const struct tokenizer_parts *parts = writer->parts;
    bool has_prefix = true;
    bool removes_extra = false;
    uint32_t unknown;
    bool has_unknown = tokenizer_role_id(writer->tokenizer, TOKENIZER_UNK, &unknown);
    if (!gguf_read_bool(writer->gguf, "tokenizer.ggml.add_space_prefix", &has_prefix,
                        writer->err) ||
        !gguf_read_bool(writer->gguf, "tokenizer.ggml.remove_extra_whitespaces", &removes_extra,
                        writer->err)) {
        return false;
    }
    put_normalizer(writer, has_prefix, removes_extra);
    put_postprocessor(writer, false);
    buffer_append_format(writer->out,
                         "\"decoder\": {\"type\": \"Sequence\", \"decoders\": [{\"type\": "
                         "\"Replace\", \"pattern\": {\"String\": \"" SPACE_MARK
                         "\"}, \"content\": \" \"}, {\"type\": \"ByteFallback\"}, {\"type\": "
                         "\"Fuse\"}%s]},\n\"model\": {",
                         has_prefix ? ", {\"type\": \"Strip\", \"content\": \" \", \"start\": 1, "
                                      "\"stop\": 0}"
                                    : "");
    if (parts->model == TOKENIZER_MODEL_UNIGRAM) {
        buffer_append_format(writer->out,
                             "\"type\": \"Unigram\", \"unk_id\": %u, "
                             "\"byte_fallback\": %s,\n",
                             (unsigned)parts->unigram.unk_id,
                             boolean(parts->unigram.has_byte_fallback));
        put_scores(writer);
        return true;
    }
    put(writer, "\"type\": \"BPE\", \"dropout\": null, \"unk_token\": ");
    if (has_unknown) {
        put_word(writer, unknown);
    } else {
        put(writer, "null");
    }
    buffer_append_format(writer->out,
                         ", \"continuing_subword_prefix\": null, \"end_of_word_suffix\": null, "
                         "\"fuse_unk\": true, \"byte_fallback\": %s, \"ignore_merges\": false,\n",
                         boolean(parts->bpe.has_byte_fallback));
    put_words(writer);
    put(writer, ",\n");
    return put_merges(writer);
}

/* ---- the whole ------------------------------------------------------------------------------ */

bool tokenizer_json_append(struct buffer *out, const struct tokenizer *tokenizer,
                           const struct gguf *gguf, struct error *err)
{
    static const char bytes_bpe[] = "gpt2";
    const struct writer writer = {tokenizer, tokenizer_parts_of(tokenizer), gguf, out, err};
    struct bytes kind = {(const uint8_t *)"", 0};
    if (!gguf_read_text(gguf, "tokenizer.ggml.model", &kind, err)) {
        return false;
    }
    bool is_bytes = kind.n_bytes == sizeof bytes_bpe - 1 &&
                    memcmp(kind.data, bytes_bpe, sizeof bytes_bpe - 1) == 0;
    put(&writer, "{\"version\": \"1.0\", \"truncation\": null, \"padding\": null,\n");
    put_added(&writer);
    bool ok = is_bytes ? write_bytes_bpe(&writer) : write_sentencepiece(&writer);
    put(&writer, "}}\n");
    return ok && buffer_check(out, err);
}

bool tokenizer_config_append(struct buffer *out, const struct tokenizer *tokenizer,
                             struct error *err)
{
    static const char *const keys[TOKENIZER_N_ROLES] = {
        [TOKENIZER_BOS] = "bos_token",
        [TOKENIZER_EOS] = "eos_token",
        [TOKENIZER_UNK] = "unk_token",
        [TOKENIZER_PAD] = "pad_token",
    };
    buffer_append_text(out, "{\"tokenizer_class\": \"PreTrainedTokenizerFast\",\n"
                            "\"clean_up_tokenization_spaces\": false");
    for (enum tokenizer_role role = TOKENIZER_BOS; role < TOKENIZER_N_ROLES; role++) {
        const char *text = tokenizer_role_text(tokenizer, role);
        if (text != NULL) {
            buffer_append_format(out, ",\n\"%s\": ", keys[role]);
            tokenizer_json_append_text(out, (struct bytes){(const uint8_t *)text, strlen(text)});
        }
    }
    return buffer_check(out, err);
}
