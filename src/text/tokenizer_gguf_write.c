/*
 * A tokenizer as metadata of GGUF; see tokenizer_gguf_write.h.
 *
 * The format knows two kinds of byte-pair encoding, and Unigram. "gpt2" spells bytes in GPT-2's
 * alphabet and has merges; how text is cut into words is a name, which is found by trying: the row
 * of gguf_pretokenizer.c that cuts a text of everything as this tokenizer does. "llama" has scores:
 * the higher the score of what two pieces make, the earlier they are merged. A tokenizer with
 * merges gets the scores that put them in the same order. "t5" is Unigram as SentencePiece has it:
 * scores, its map of characters, and two rules for spaces, which are found by trying, too. What a
 * file of tokenizer.json says beyond that is lost; a comparison of both tells (convert_gguf.c).
 */
#include "text/tokenizer_gguf_write.h"

#include <stdio.h>
#include <stdlib.h>
#include "base/memory.h"
#include "text/gguf_pretokenizer.h"
#include "text/tokenizer_parts.h"

/* A text of everything that tokenizers cut in different ways. */
static const char probe[] =
    "Hello world! I'm sure they'LL won't,we've 1 22 333 4444 55555 3.14159 x=10;  two   three\n"
    "\n\n\tint main(void) { return a[i]->b++ /* no */; }\r\n  // http://example.org/a_b?c=d&e=%20\n"
    "CamelCase snake_case UPPERlower \xC3\x89"
    "cole na\xC3\xAF"
    "ve Stra\xC3\x9F"
    "e \xC3\x98re "
    "e\xCC\x81"
    "a\xCC\x8A \xCE\xB3\xCE\xBB\xCF\x8E\xCF\x83\xCF\x83\xCE\xB1 "
    "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82, \xD0\xBC\xD0\xB8\xD1\x80! "
    "\xE4\xBD\xA0\xE5\xA5\xBD\xEF\xBC\x8C\xE4\xB8\x96\xE7\x95\x8C\xE3\x80\x82"
    "\xE3\x81\x93\xE3\x82\x93\xE3\x81\xAB\xE3\x81\xA1\xE3\x81\xAF \xE3\x82\xAB\xE3\x82\xBF "
    "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4 \xD8\xA7\xD9\x84\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 "
    "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\xB8\xE0\xA5\x8D\xE0\xA4\xA4\xE0\xA5\x87 "
    "\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA "
    "\xF0\x9F\x98\x80\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD "
    "\xE2\x82\xAC"
    "5 \xC2\xBD \xC2\xB2 \xE2\x80\xA6\xE2\x80\x94\xC2\xA0\xE3\x80\x80! (a|b) ^~ $x "
    "`q` \xEF\xBC\x91\xEF\xBC\x92 <<>> ''' \"\"\" ...!!!??? 'S 'T end   ";

struct writer {
    const struct tokenizer *tokenizer;
    const struct tokenizer_parts *parts;
    size_t n_rows;
    struct gguf_header *header;
    struct buffer *notes;
    struct error *err;
};

static struct bytes text_bytes(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* ---- what the parts do ---------------------------------------------------------------------- */

/* Appends what the normalizer makes of a text at the start. */
static bool normalize(const struct writer *writer, const char *text, struct buffer *out)
{
    struct regex_scratch *regex;
    struct normalizer_work work;
    struct bytes made;
    bool is_at_start = true;
    if (!regex_scratch_create(&regex, writer->err)) {
        return false;
    }
    normalizer_work_init(&work, regex);
    bool ok = normalizer_apply(&writer->parts->normalizer, &work, text_bytes(text), &is_at_start,
                               &made, writer->err);
    if (ok) {
        buffer_append(out, made.data, made.n_bytes);
        ok = buffer_check(out, writer->err);
    }
    normalizer_work_clear(&work);
    regex_scratch_destroy(regex);
    return ok;
}

/* A text as words, with `behind` behind each. */
static bool cut(const struct pretokenizer *pretokenizer, struct bytes whole, const char *behind,
                struct buffer *out, struct error *err)
{
    struct regex_scratch *regex;
    struct piece_list list;
    struct piece_list work;
    if (!regex_scratch_create(&regex, err)) {
        return false;
    }
    piece_list_init(&list);
    piece_list_init(&work);
    buffer_append(&list.text, whole.data, whole.n_bytes);
    struct piece all = {.n_bytes = whole.n_bytes, .id = PIECE_IS_TEXT, .is_at_start = true};
    bool ok = buffer_check(&list.text, err) && piece_list_add(&list, all, err) &&
              pretokenizer_apply(pretokenizer, &list, &work, regex, err);
    for (size_t i = 0; ok && i < list.n_items; i++) {
        struct bytes text = piece_list_text(&list, &list.items[i]);
        buffer_append(out, text.data, text.n_bytes);
        buffer_append_text(out, behind);
    }
    ok = ok && buffer_check(out, err);
    piece_list_clear(&list);
    piece_list_clear(&work);
    regex_scratch_destroy(regex);
    return ok;
}

static bool cut_probe(const struct pretokenizer *pretokenizer, struct buffer *out,
                      struct error *err)
{
    return cut(pretokenizer, text_bytes(probe), "\n", out, err);
}

/* Whether "text" becomes "wanted" before it is encoded. */
static bool becomes(const struct writer *writer, const char *text, const char *wanted, bool *out)
{
    struct buffer normal;
    struct buffer made;
    buffer_init(&normal, 1 << 16);
    buffer_init(&made, 1 << 16);
    bool ok = normalize(writer, text, &normal) &&
              cut(&writer->parts->pretokenizer,
                  (struct bytes){(const uint8_t *)buffer_text(&normal), normal.n_bytes}, "", &made,
                  writer->err);
    *out = ok && strcmp(buffer_text(&made), wanted) == 0;
    buffer_clear(&normal);
    buffer_clear(&made);
    return ok;
}

static bool cut_like_row(const struct gguf_pretokenizer *row, struct buffer *out, struct error *err)
{
    struct pretokenizer pretokenizer = {.n_steps = 0};
    struct arena arena;
    arena_init(&arena, 1 << 24);
    json_t *steps = gguf_pretokenizer_steps(row, err);
    bool ok = steps != NULL && pretokenizer_read(&pretokenizer, steps, &arena, err) &&
              cut_probe(&pretokenizer, out, err);
    json_decref(steps);
    pretokenizer_clear(&pretokenizer);
    arena_clear(&arena);
    return ok;
}

/* ---- how words are cut ---------------------------------------------------------------------- */

/* Of the rows that cut alike, one that composes and merges alike, too, where there is one. */
static bool find_name(const struct writer *writer, const struct buffer *words, struct bytes *name,
                      bool *is_exact)
{
    bool is_nfc;
    bool composes;
    struct bytes row_name;
    int best = -1;
    struct buffer normal;
    buffer_init(&normal, 1 << 16);
    bool is_normal = normalize(writer, "e\xCC\x81", &normal);
    is_nfc = strcmp(buffer_text(&normal), "\xC3\xA9") == 0;
    buffer_clear(&normal);
    if (!is_normal) {
        return false;
    }
    *name = (struct bytes){NULL, 0};
    for (size_t i = 0;; i++) {
        const struct gguf_pretokenizer *row = gguf_pretokenizer_row(i, &row_name);
        struct buffer other;
        if (row == NULL) {
            break;
        }
        buffer_init(&other, 1 << 16);
        bool ok = cut_like_row(row, &other, writer->err);
        composes = row->is_nfc == is_nfc;
        int rank = 2 * (row->ignores_merges == writer->parts->bpe.ignores_merges) + composes;
        if (ok && strcmp(buffer_text(&other), buffer_text(words)) == 0 && rank > best) {
            best = rank;
            *name = row_name;
        }
        buffer_clear(&other);
        if (!ok) {
            return false;
        }
    }
    *is_exact = best == 3;
    return true;
}

static bool put_cutting(const struct writer *writer, const struct buffer *words)
{
    struct bytes name;
    bool is_exact;
    if (!find_name(writer, words, &name, &is_exact)) {
        return false;
    }
    if (name.data == NULL) {
        return error_set(writer->err, ERROR_UNSUPPORTED,
                         "GGUF has no name for how this tokenizer cuts text into words");
    }
    if (!is_exact) {
        buffer_append_format(writer->notes,
                             "the tokenizer is written as \"%.*s\", which is nearest: composed "
                             "characters or words without merges may get other ids\n",
                             (int)name.n_bytes, (const char *)name.data);
    }
    gguf_header_text(writer->header, "tokenizer.ggml.pre", name);
    return true;
}

/* ---- tokens --------------------------------------------------------------------------------- */

static bool is_unigram(const struct writer *writer)
{
    return writer->parts->model == TOKENIZER_MODEL_UNIGRAM;
}

static bool is_byte(const struct writer *writer, uint32_t id)
{
    const struct tokenizer_parts *parts = writer->parts;
    const uint32_t *ids = is_unigram(writer) ? parts->unigram.byte_ids : parts->bpe.byte_ids;
    bool is_found = false;
    for (unsigned i = 0; i < 256; i++) {
        is_found = is_found || ids[i] == id;
    }
    return is_found && (!is_unigram(writer) || parts->unigram.has_byte_fallback);
}

static bool is_unused(const struct writer *writer, uint32_t id)
{
    const struct tokenizer_parts *parts = writer->parts;
    return is_unigram(writer) ? !unigram_makes(&parts->unigram, id)
                              : parts->bpe.is_unused != NULL && parts->bpe.is_unused[id];
}

/* The model knows best; else the role that a file names. */
static bool is_unknown(const struct writer *writer, uint32_t id)
{
    uint32_t unknown = VOCABULARY_NONE;
    if (is_unigram(writer)) {
        return id == writer->parts->unigram.unk_id;
    }
    return tokenizer_role_id(writer->tokenizer, TOKENIZER_UNK, &unknown) && id == unknown;
}

static enum sentencepiece_type type_of(const struct writer *writer, uint32_t id, bool has_bytes)
{
    const struct added_token *added = added_tokens_get(&writer->parts->added, id);
    struct bytes word = tokenizer_token(writer->tokenizer, id);
    if (word.data == NULL) {
        return SENTENCEPIECE_UNUSED;
    }
    if (has_bytes && is_unknown(writer, id)) {
        return SENTENCEPIECE_UNKNOWN;
    }
    if (added != NULL) {
        return added->is_special ? SENTENCEPIECE_CONTROL : SENTENCEPIECE_USER_DEFINED;
    }
    if (has_bytes && word.n_bytes == 6 && is_byte(writer, id)) {
        return SENTENCEPIECE_BYTE;
    }
    return is_unused(writer, id) ? SENTENCEPIECE_UNUSED : SENTENCEPIECE_NORMAL;
}

/* Rows of the embedding that have no token are named, so that there is one for each. */
static void put_tokens(const struct writer *writer, bool has_bytes)
{
    char name[32];
    gguf_header_array(writer->header, "tokenizer.ggml.tokens", GGUF_STRING, writer->n_rows);
    for (size_t i = 0; i < writer->n_rows; i++) {
        struct bytes word = tokenizer_token(writer->tokenizer, (uint32_t)i);
        snprintf(name, sizeof name, "[PAD%zu]", i);
        gguf_header_item_text(writer->header, word.data != NULL ? word : text_bytes(name));
    }
    gguf_header_array(writer->header, "tokenizer.ggml.token_type", GGUF_I32, writer->n_rows);
    for (size_t i = 0; i < writer->n_rows; i++) {
        gguf_header_item_i32(writer->header, (int32_t)type_of(writer, (uint32_t)i, has_bytes));
    }
}

static int compare_ranks(const void *a, const void *b)
{
    const struct bpe_merge *x = a;
    const struct bpe_merge *y = b;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* The merges in order; NULL on failure. To be freed. */
static struct bpe_merge *sort_merges(const struct writer *writer, size_t *n)
{
    const struct bpe *bpe = &writer->parts->bpe;
    struct bpe_merge *merges = memory_array(bpe->n_merges + 1, sizeof *merges, writer->err);
    *n = 0;
    for (uint32_t i = 0; merges != NULL && i < bpe->n_slots && *n < bpe->n_merges; i++) {
        if (bpe->merges[i].made != 0) {
            merges[(*n)++] = bpe->merges[i];
        }
    }
    if (merges != NULL) {
        qsort(merges, *n, sizeof *merges, compare_ranks);
    }
    return merges;
}

static bool put_merges(const struct writer *writer)
{
    size_t n;
    struct buffer text;
    struct bpe_merge *merges = sort_merges(writer, &n);
    if (merges == NULL) {
        return false;
    }
    buffer_init(&text, 1 << 24);
    gguf_header_array(writer->header, "tokenizer.ggml.merges", GGUF_STRING, n);
    for (size_t i = 0; i < n; i++) {
        struct bytes left = vocabulary_word(&writer->parts->vocabulary, merges[i].left);
        struct bytes right = vocabulary_word(&writer->parts->vocabulary, merges[i].right);
        buffer_empty(&text);
        buffer_append(&text, left.data, left.n_bytes);
        buffer_append_byte(&text, ' ');
        buffer_append(&text, right.data, right.n_bytes);
        gguf_header_item_text(writer->header,
                              (struct bytes){(const uint8_t *)buffer_text(&text), text.n_bytes});
    }
    bool ok = buffer_check(&text, writer->err);
    buffer_clear(&text);
    free(merges);
    return ok;
}

/* A token that the model does not know gets the lowest score of those that it does. */
static bool put_model_scores(const struct writer *writer)
{
    const struct unigram *unigram = &writer->parts->unigram;
    double lowest = 0;
    for (size_t i = 0; i < unigram->n_scores; i++) {
        lowest = unigram->scores[i] < lowest ? unigram->scores[i] : lowest;
    }
    gguf_header_array(writer->header, "tokenizer.ggml.scores", GGUF_F32, writer->n_rows);
    for (size_t i = 0; i < writer->n_rows; i++) {
        gguf_header_item_f32(writer->header,
                             (float)(i < unigram->n_scores ? unigram->scores[i] : lowest));
    }
    return true;
}

/* The earlier a piece is merged, the higher its score; what nothing makes has the lowest. */
static bool put_merge_scores(const struct writer *writer)
{
    size_t n;
    struct bpe_merge *merges = sort_merges(writer, &n);
    float *scores = memory_array(writer->n_rows + 1, sizeof *scores, writer->err);
    bool ok = merges != NULL && scores != NULL;
    float lowest = -(float)n - 1;
    for (size_t i = 0; ok && i < writer->n_rows; i++) {
        scores[i] = lowest;
    }
    uint32_t place = 0;
    for (size_t i = 0; ok && i < n; i++) {
        uint32_t id = merges[i].made - 1;
        place += i > 0 && merges[i].rank != merges[i - 1].rank;
        if (id < writer->n_rows && scores[id] == lowest) {
            scores[id] = -(float)place;
        }
    }
    if (ok) {
        gguf_header_array(writer->header, "tokenizer.ggml.scores", GGUF_F32, writer->n_rows);
        for (size_t i = 0; i < writer->n_rows; i++) {
            gguf_header_item_f32(writer->header, scores[i]);
        }
    }
    free(merges);
    free(scores);
    return ok;
}

/* ---- ids and flags -------------------------------------------------------------------------- */

/* What stands before and behind the text, where that is one token. */
struct surroundings {
    size_t n_before, n_behind;
    uint32_t before, behind;
};

static struct surroundings surroundings_of(const struct tokenizer_parts *parts)
{
    struct surroundings out = {.n_before = 0};
    bool is_behind = false;
    for (size_t i = 0; i < parts->postprocessor.n_items; i++) {
        uint32_t item = parts->postprocessor.items[i];
        if (item == POSTPROCESSOR_TEXT) {
            is_behind = true;
        } else if (is_behind) {
            out.behind = item;
            out.n_behind++;
        } else {
            out.before = item;
            out.n_before++;
        }
    }
    return out;
}

static void put_id(const struct writer *writer, const char *key, enum tokenizer_role role,
                   const uint32_t *over)
{
    uint32_t id;
    if (over != NULL) {
        gguf_header_u32(writer->header, key, *over);
    } else if (tokenizer_role_id(writer->tokenizer, role, &id) && id < writer->n_rows) {
        gguf_header_u32(writer->header, key, id);
    }
}

static void put_surroundings(const struct writer *writer)
{
    struct surroundings around = surroundings_of(writer->parts);
    put_id(writer, "tokenizer.ggml.bos_token_id", TOKENIZER_BOS,
           around.n_before == 1 ? &around.before : NULL);
    put_id(writer, "tokenizer.ggml.eos_token_id", TOKENIZER_EOS,
           around.n_behind == 1 ? &around.behind : NULL);
    put_id(writer, "tokenizer.ggml.unknown_token_id", TOKENIZER_UNK, NULL);
    put_id(writer, "tokenizer.ggml.padding_token_id", TOKENIZER_PAD, NULL);
    gguf_header_bool(writer->header, "tokenizer.ggml.add_bos_token", around.n_before == 1);
    gguf_header_bool(writer->header, "tokenizer.ggml.add_eos_token", around.n_behind == 1);
    if (around.n_before > 1 || around.n_behind > 1) {
        buffer_append_format(writer->notes,
                             "the tokenizer puts %zu tokens before a text and %zu behind it; GGUF "
                             "has words for one only\n",
                             around.n_before, around.n_behind);
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

static bool write_bytes_bpe(const struct writer *writer, const struct buffer *words)
{
    gguf_header_text(writer->header, "tokenizer.ggml.model", text_bytes("gpt2"));
    if (!put_cutting(writer, words)) {
        return false;
    }
    put_tokens(writer, false);
    return put_merges(writer);
}

#define SPACE_MARK "\xE2\x96\x81"

static bool write_sentencepiece(const struct writer *writer)
{
    bool adds_space;
    bool removes_spaces;
    if (!becomes(writer, "a", SPACE_MARK "a", &adds_space) ||
        !becomes(writer, "a  b", adds_space ? SPACE_MARK "a" SPACE_MARK "b" : "a" SPACE_MARK "b",
                 &removes_spaces)) {
        return false;
    }
    gguf_header_text(writer->header, "tokenizer.ggml.model",
                     text_bytes(is_unigram(writer) ? "t5" : "llama"));
    gguf_header_text(writer->header, "tokenizer.ggml.pre", text_bytes("default"));
    put_tokens(writer, true);
    gguf_header_bool(writer->header, "tokenizer.ggml.add_space_prefix", adds_space);
    if (removes_spaces || is_unigram(writer)) {
        gguf_header_bool(writer->header, "tokenizer.ggml.remove_extra_whitespaces", removes_spaces);
    }
    struct bytes map = normalizer_character_map(&writer->parts->normalizer);
    if (map.n_bytes > 0) {
        gguf_header_octets(writer->header, "tokenizer.ggml.precompiled_charsmap", map);
    }
    return is_unigram(writer) ? put_model_scores(writer) : put_merge_scores(writer);
}

/* GPT-2's letter for a space tells. */
static bool is_bytes_bpe(const struct writer *writer, const struct buffer *words)
{
    return !is_unigram(writer) && strstr(buffer_text(words), "\xC4\xA0") != NULL;
}

bool tokenizer_gguf_write(const struct tokenizer *tokenizer, size_t n_rows,
                          struct gguf_header *header, struct buffer *notes, struct error *err)
{
    struct writer writer = {tokenizer, tokenizer_parts_of(tokenizer), n_rows, header, notes, err};
    struct buffer words;
    if (tokenizer_n_tokens(tokenizer) > n_rows) {
        buffer_append_format(notes, "%u tokens have no row in the embedding and are left out\n",
                             tokenizer_n_tokens(tokenizer) - (unsigned)n_rows);
    }
    buffer_init(&words, 1 << 16);
    bool ok = cut_probe(&writer.parts->pretokenizer, &words, err);
    ok = ok && (is_bytes_bpe(&writer, &words) ? write_bytes_bpe(&writer, &words)
                                              : write_sentencepiece(&writer));
    buffer_clear(&words);
    if (ok) {
        put_surroundings(&writer);
    }
    return ok && gguf_header_check(header, err);
}

bool tokenizer_gguf_compare(const struct tokenizer *a, const struct tokenizer *b, bool *is_same,
                            struct error *err)
{
    struct token_list x = {.n_ids = 0};
    struct token_list y = {.n_ids = 0};
    bool ok = tokenizer_encode(a, text_bytes(probe), true, &x, err) &&
              tokenizer_encode(b, text_bytes(probe), true, &y, err);
    *is_same = ok && x.n_ids == y.n_ids && memcmp(x.ids, y.ids, x.n_ids * sizeof *x.ids) == 0;
    token_list_clear(&x);
    token_list_clear(&y);
    return ok;
}
