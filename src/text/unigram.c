/*
 * Unigram.
 *
 * One pass over the word finds, for every place, the best way to get there: from each place that
 * is reached, all tokens that the text goes on with are followed in the prefix tree. A character
 * that no token covers alone is unknown, at a score below all others. Then the way is walked back
 * and written forwards; a run of unknown characters is one token, or its bytes.
 */
#include "text/unigram.h"

#include <math.h>
#include <stdlib.h>
#include "base/memory.h"
#include "text/byte_pieces.h"
#include "text/unicode.h"

static const double UNKNOWN_PENALTY = 10.0;

enum { MAX_WORD_BYTES = 1 << 30 };

#define NOWHERE UINT32_MAX

/* The best way to a place. */
struct way {
    double score;
    uint32_t id;
    uint32_t start; /* where its last token starts; NOWHERE: not reached */
};

struct unigram_work {
    struct way *ways;
    size_t n_capacity;
};

bool unigram_work_create(struct unigram_work **out, struct error *err)
{
    *out = memory_array(1, sizeof **out, err);
    return *out != NULL;
}

void unigram_work_destroy(struct unigram_work *work)
{
    if (work != NULL) {
        free(work->ways);
        free(work);
    }
}

static bool reserve_ways(struct unigram_work *work, size_t n, struct error *err)
{
    if (n > work->n_capacity) {
        struct way *ways = memory_resize(work->ways, n, sizeof *ways, err);
        if (ways == NULL) {
            return false;
        }
        work->ways = ways;
        work->n_capacity = n;
    }
    return true;
}

static void take_if_better(const struct unigram *unigram, struct way *way, double before,
                           double score, uint32_t id, size_t start)
{
    double sum = before + score;
    if (unigram->is_single) {
        sum = (float)sum;
    }
    if (way->start == NOWHERE || sum > way->score) {
        *way = (struct way){sum, id, (uint32_t)start};
    }
}

static bool find_ways(const struct unigram *unigram, struct way *ways, struct bytes word,
                      struct error *err)
{
    for (size_t i = 0; i <= word.n_bytes; i++) {
        ways[i] = (struct way){0, 0, NOWHERE};
    }
    for (size_t start = 0; start < word.n_bytes;) {
        uint32_t codepoint;
        size_t n_first = utf8_next(word.data + start, &codepoint);
        bool has_single = false;
        uint32_t node = 0;
        for (size_t end = start; end < word.n_bytes;) {
            node = prefix_tree_child(&unigram->tree, node, word.data[end++]);
            if (node == PREFIX_TREE_NONE) {
                break;
            }
            uint32_t id = unigram->tree.values[node];
            if (id != PREFIX_TREE_NONE) {
                take_if_better(unigram, &ways[end], ways[start].score, unigram->scores[id], id,
                               start);
                has_single = has_single || end - start == n_first;
            }
        }
        if (!has_single) {
            if (unigram->unk_id == VOCABULARY_NONE) {
                return error_set(err, ERROR_MALFORMED,
                                 "a character is not in the vocabulary, and there is no token for "
                                 "unknown ones");
            }
            take_if_better(unigram, &ways[start + n_first], ways[start].score, unigram->unk_score,
                           unigram->unk_id, start);
        }
        start += n_first;
    }
    return true;
}

static bool put_bytes(const struct unigram *unigram, struct bytes text, struct token_list *out)
{
    for (size_t i = 0; i < text.n_bytes; i++) {
        if (unigram->byte_ids[text.data[i]] == VOCABULARY_NONE) {
            return false;
        }
    }
    for (size_t i = 0; i < text.n_bytes; i++) {
        out->ids[out->n_ids++] = unigram->byte_ids[text.data[i]];
    }
    return true;
}

/* A run of unknown characters: a token of that text, its bytes, or the unknown token. */
static void put_unknown(const struct unigram *unigram, struct bytes text, struct token_list *out)
{
    uint32_t id;
    if (unigram->looks_up_runs && vocabulary_find(unigram->vocabulary, text, &id)) {
        out->ids[out->n_ids++] = id;
    } else if (!unigram->has_byte_fallback || !put_bytes(unigram, text, out)) {
        out->ids[out->n_ids++] = unigram->unk_id;
    }
}

bool unigram_encode(const struct unigram *unigram, struct unigram_work *work, struct bytes word,
                    struct token_list *out, struct error *err)
{
    if (word.n_bytes > MAX_WORD_BYTES) {
        return error_set(err, ERROR_LIMIT, "a word of %zu bytes (at most %d)", word.n_bytes,
                         MAX_WORD_BYTES);
    }
    if (!reserve_ways(work, word.n_bytes + 1, err) || !token_list_reserve(out, word.n_bytes, err) ||
        !find_ways(unigram, work->ways, word, err)) {
        return false;
    }
    /* Turn the links round: from each place of the best way to the next one. */
    struct way *ways = work->ways;
    uint32_t next = NOWHERE;
    for (uint32_t at = (uint32_t)word.n_bytes; at != NOWHERE;) {
        uint32_t before = ways[at].start;
        ways[at].start = next;
        next = at;
        at = before;
    }
    for (uint32_t at = 0; at < word.n_bytes;) {
        uint32_t end = ways[at].start;
        uint32_t id = ways[end].id;
        if (id != unigram->unk_id) {
            out->ids[out->n_ids++] = id;
        } else {
            while (end < word.n_bytes && ways[ways[end].start].id == unigram->unk_id) {
                end = ways[end].start;
            }
            put_unknown(unigram, (struct bytes){word.data + at, end - at}, out);
        }
        at = end;
    }
    return true;
}

bool unigram_makes(const struct unigram *unigram, uint32_t id)
{
    struct bytes word = vocabulary_word(unigram->vocabulary, id);
    uint32_t node = 0;
    for (size_t i = 0; i < word.n_bytes && node != PREFIX_TREE_NONE; i++) {
        node = prefix_tree_child(&unigram->tree, node, word.data[i]);
    }
    return word.n_bytes > 0 && node != PREFIX_TREE_NONE && unigram->tree.values[node] == id;
}

void unigram_clear(struct unigram *unigram)
{
    prefix_tree_clear(&unigram->tree);
    free(unigram->scores);
    *unigram = (struct unigram){0};
}

/* One row of "vocab": [token, score]. */
static bool read_row(struct unigram *unigram, const json_t *row, size_t id,
                     struct vocabulary *vocabulary, struct error *err)
{
    const json_t *token = json_array_get(row, 0);
    const json_t *score = json_array_get(row, 1);
    if (!json_is_string(token) || !json_is_number(score)) {
        return error_set(err, ERROR_MALFORMED, "\"vocab\": row %zu is not [token, score]", id);
    }
    struct bytes text = {(const uint8_t *)json_string_value(token), json_string_length(token)};
    unigram->scores[id] = json_number_value(score);
    return vocabulary_add(vocabulary, id, text, err) &&
           (text.n_bytes == 0 || prefix_tree_add(&unigram->tree, text, (uint32_t)id, false, err));
}

static double lowest_score(const double *scores, size_t n)
{
    double lowest = INFINITY;
    for (size_t i = 0; i < n; i++) {
        lowest = scores[i] < lowest ? scores[i] : lowest;
    }
    return lowest;
}

bool unigram_read(struct unigram *unigram, const json_t *model, struct vocabulary *vocabulary,
                  struct error *err)
{
    *unigram = (struct unigram){
        .vocabulary = vocabulary, .unk_id = VOCABULARY_NONE, .looks_up_runs = true};
    const json_t *rows;
    int64_t unk_id = -1;
    if (!json_read_array(model, "vocab", &rows, err) ||
        !json_read_integer(model, "unk_id", 0, VOCABULARY_MAX_IDS, &unk_id, err) ||
        !json_read_bool(model, "byte_fallback", &unigram->has_byte_fallback, err)) {
        return false;
    }
    size_t n = json_array_size(rows);
    if (n == 0 || n > VOCABULARY_MAX_IDS || unk_id >= (int64_t)n) {
        return error_set(err, ERROR_MALFORMED, "\"vocab\": %zu tokens, \"unk_id\": %lld", n,
                         (long long)unk_id);
    }
    unigram->scores = memory_array(n, sizeof *unigram->scores, err);
    unigram->n_scores = n;
    bool ok = unigram->scores != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        ok = read_row(unigram, json_array_get(rows, i), i, vocabulary, err);
    }
    if (!ok) {
        return false;
    }
    if (unk_id >= 0) {
        unigram->unk_id = (uint32_t)unk_id;
    }
    unigram->unk_score = lowest_score(unigram->scores, n) - UNKNOWN_PENALTY;
    byte_pieces_find(vocabulary, unigram->byte_ids);
    return true;
}

/* Scores as SentencePiece counts them: user-defined pieces win over anything of their length. */
static void set_scores(struct unigram *unigram, const struct sentencepiece_model *model)
{
    float lowest = INFINITY;
    float highest = -INFINITY;
    for (size_t i = 0; i < model->n_pieces; i++) {
        if (model->pieces[i].type == SENTENCEPIECE_NORMAL) {
            lowest = fminf(lowest, model->pieces[i].score);
            highest = fmaxf(highest, model->pieces[i].score);
        }
    }
    for (size_t i = 0; i < model->n_pieces; i++) {
        const struct sentencepiece_piece *piece = &model->pieces[i];
        unigram->scores[i] = piece->type == SENTENCEPIECE_USER_DEFINED
                                 ? (float)((float)piece->text.n_bytes * highest - 0.1)
                                 : piece->score;
    }
    unigram->unk_score = (float)(lowest - (float)UNKNOWN_PENALTY);
}

bool unigram_from_sentencepiece(struct unigram *unigram, const struct sentencepiece_model *model,
                                const struct vocabulary *vocabulary, struct error *err)
{
    *unigram = (struct unigram){.vocabulary = vocabulary,
                                .unk_id = (uint32_t)model->unk_id,
                                .has_byte_fallback = model->has_byte_fallback,
                                .is_single = true};
    unigram->scores = memory_array(model->n_pieces, sizeof *unigram->scores, err);
    if (unigram->scores == NULL) {
        return false;
    }
    unigram->n_scores = model->n_pieces;
    set_scores(unigram, model);
    for (size_t i = 0; i < model->n_pieces; i++) {
        enum sentencepiece_type type = model->pieces[i].type;
        if ((type == SENTENCEPIECE_NORMAL || type == SENTENCEPIECE_USER_DEFINED) &&
            !prefix_tree_add(&unigram->tree, model->pieces[i].text, (uint32_t)i, true, err)) {
            return false;
        }
    }
    byte_pieces_find(vocabulary, unigram->byte_ids);
    return true;
}
