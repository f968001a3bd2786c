/*
 * Byte-pair encoding.
 *
 * Merges are a flat hash table from (left id, right id) to rank and merged id. Words are short
 * when a pre-tokenizer cut them: then the ranks of all adjacent pairs lie in one small array, and
 * each step takes the lowest (the leftmost of equals). A word of more than SHORT_WORD characters
 * takes a heap and a linked list instead, so that a megabyte without a space is not quadratic.
 *
 * SentencePiece style vocabularies have no pre-tokenizer: the whole text is one word. When no
 * token spans the border before a U+2581 (most have none), the text is cut there, which gives the
 * same ids, since no merge crosses a cut.
 */
#include "text/bpe.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/compiler.h"
#include "base/memory.h"
#include "text/byte_pieces.h"
#include "text/unicode.h"

enum {
    SHORT_WORD = 96,
    MAX_WORD_BYTES = 1 << 30,
    CACHE_SLOTS = 1 << 14,
    CACHE_MAX_BYTES = 64,
    FIRST_SLOTS = 256,
    N_AHEAD = 16, /* merges whose slots are asked for before they are written */
    MAX_AFFIX_BYTES = 256,
    MAX_TAKEN_APART = 64, /* pieces that wait while an unused one is taken apart */
};

#define NO_RANK UINT32_MAX
#define NOWHERE UINT32_MAX

struct cached_word {
    const uint8_t *data; /* in the text being encoded; NULL when free */
    uint32_t n_bytes;
    uint32_t n_ids;
    size_t first; /* in the list being made */
};

/* The two that an unused piece was last merged from. */
struct made_of {
    uint32_t left;
    uint32_t right;
    bool is_made;
};

struct bpe_work {
    uint32_t *ids;   /* of the symbols */
    uint32_t *ranks; /* of the pair that starts at a symbol */
    uint32_t *next;  /* links of long words */
    uint32_t *previous;
    uint64_t *heap; /* rank << 32 | symbol */
    size_t n_heap;
    size_t n_heap_capacity;
    size_t n_capacity;
    struct cached_word *cache; /* NULL: does not remember */
    struct made_of *made;      /* by id, of unused pieces only; NULL when there are none */
};

bool bpe_work_create(struct bpe_work **out, bool remembers, struct error *err)
{
    struct bpe_work *work = memory_array(1, sizeof *work, err);
    if (work == NULL) {
        return false;
    }
    if (remembers) {
        work->cache = memory_array(CACHE_SLOTS, sizeof *work->cache, err);
        if (work->cache == NULL) {
            free(work);
            return false;
        }
    }
    *out = work;
    return true;
}

void bpe_work_destroy(struct bpe_work *work)
{
    if (work != NULL) {
        free(work->ids);
        free(work->ranks);
        free(work->next);
        free(work->previous);
        free(work->heap);
        free(work->cache);
        free(work->made);
        free(work);
    }
}

static bool grow(uint32_t **array, size_t n, struct error *err)
{
    uint32_t *grown = memory_resize(*array, n, sizeof **array, err);
    if (grown != NULL) {
        *array = grown;
    }
    return grown != NULL;
}

static bool reserve_symbols(struct bpe_work *work, size_t n, struct error *err)
{
    if (n <= work->n_capacity) {
        return true;
    }
    size_t n_capacity = n < SHORT_WORD * 4 ? SHORT_WORD * 4 : n;
    if (!grow(&work->ids, n_capacity, err) || !grow(&work->ranks, n_capacity, err) ||
        !grow(&work->next, n_capacity, err) || !grow(&work->previous, n_capacity, err)) {
        return false;
    }
    work->n_capacity = n_capacity;
    return true;
}

/* Where the search for a pair begins. */
static inline uint32_t first_slot(const struct bpe *bpe, uint32_t left, uint32_t right)
{
    uint64_t key = (uint64_t)left << 32 | right;
    return (uint32_t)((key ^ key >> 29) * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (bpe->n_slots - 1);
}

static inline uint32_t merge_slot(const struct bpe *bpe, uint32_t left, uint32_t right)
{
    uint32_t mask = bpe->n_slots - 1;
    uint32_t slot = first_slot(bpe, left, right);
    while (bpe->merges[slot].made != 0 &&
           (bpe->merges[slot].left != left || bpe->merges[slot].right != right)) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static inline uint32_t rank_of(const struct bpe *bpe, uint32_t left, uint32_t right)
{
    const struct bpe_merge *merge = &bpe->merges[merge_slot(bpe, left, right)];
    return merge->made != 0 ? merge->rank : NO_RANK;
}

static inline uint32_t merged_id(const struct bpe *bpe, uint32_t left, uint32_t right)
{
    return bpe->merges[merge_slot(bpe, left, right)].made - 1;
}

/* Merges a pair that has a rank. Unused pieces remember what they were made of. */
static inline uint32_t merge_pair(const struct bpe *bpe, struct bpe_work *work, uint32_t left,
                                  uint32_t right)
{
    uint32_t id = merged_id(bpe, left, right);
    if (bpe->is_unused != NULL && bpe->is_unused[id]) {
        work->made[id] = (struct made_of){left, right, true};
    }
    return id;
}

/* Merges of a short word; returns how many symbols are left. */
static size_t merge_short(const struct bpe *bpe, struct bpe_work *work, size_t n)
{
    uint32_t *ids = work->ids;
    uint32_t *ranks = work->ranks;
    for (size_t i = 0; i + 1 < n; i++) {
        ranks[i] = rank_of(bpe, ids[i], ids[i + 1]);
    }
    while (n > 1) {
        uint32_t lowest = NO_RANK;
        size_t at = 0;
        for (size_t i = 0; i + 1 < n; i++) {
            if (ranks[i] < lowest) {
                lowest = ranks[i];
                at = i;
            }
        }
        if (lowest == NO_RANK) {
            break;
        }
        ids[at] = merge_pair(bpe, work, ids[at], ids[at + 1]);
        n--;
        memmove(ids + at + 1, ids + at + 2, (n - at - 1) * sizeof *ids);
        if (at + 1 < n) {
            memmove(ranks + at, ranks + at + 1, (n - at - 1) * sizeof *ranks);
            ranks[at] = rank_of(bpe, ids[at], ids[at + 1]);
        }
        if (at > 0) {
            ranks[at - 1] = rank_of(bpe, ids[at - 1], ids[at]);
        }
    }
    return n;
}

static bool heap_push(struct bpe_work *work, uint64_t key, struct error *err)
{
    if (work->n_heap == work->n_heap_capacity) {
        size_t n = work->n_heap_capacity > 0 ? work->n_heap_capacity * 2 : 1024;
        uint64_t *heap = memory_resize(work->heap, n, sizeof *heap, err);
        if (heap == NULL) {
            return false;
        }
        work->heap = heap;
        work->n_heap_capacity = n;
    }
    size_t at = work->n_heap++;
    while (at > 0 && work->heap[(at - 1) / 2] > key) {
        work->heap[at] = work->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    work->heap[at] = key;
    return true;
}

static uint64_t heap_pop(struct bpe_work *work)
{
    uint64_t lowest = work->heap[0];
    uint64_t key = work->heap[--work->n_heap];
    size_t at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= work->n_heap) {
            break;
        }
        if (child + 1 < work->n_heap && work->heap[child + 1] < work->heap[child]) {
            child++;
        }
        if (work->heap[child] >= key) {
            break;
        }
        work->heap[at] = work->heap[child];
        at = child;
    }
    work->heap[at] = key;
    return lowest;
}

/* Ranks the pair that starts at a symbol, and queues it. */
static bool queue_pair(const struct bpe *bpe, struct bpe_work *work, uint32_t at, struct error *err)
{
    uint32_t next = work->next[at];
    work->ranks[at] = next != NOWHERE ? rank_of(bpe, work->ids[at], work->ids[next]) : NO_RANK;
    return work->ranks[at] == NO_RANK || heap_push(work, (uint64_t)work->ranks[at] << 32 | at, err);
}

/* The same as merge_short in n log n steps. An entry of the heap that its pair has outlived is
 * known by its rank. */
static bool merge_long(const struct bpe *bpe, struct bpe_work *work, size_t *n_symbols,
                       struct error *err)
{
    size_t n = *n_symbols;
    work->n_heap = 0;
    for (size_t i = 0; i < n; i++) {
        work->next[i] = i + 1 < n ? (uint32_t)i + 1 : NOWHERE;
        work->previous[i] = i > 0 ? (uint32_t)i - 1 : NOWHERE;
    }
    for (size_t i = 0; i < n; i++) {
        if (!queue_pair(bpe, work, (uint32_t)i, err)) {
            return false;
        }
    }
    while (work->n_heap > 0) {
        uint64_t key = heap_pop(work);
        uint32_t at = (uint32_t)key;
        if (work->ranks[at] != (uint32_t)(key >> 32)) {
            continue;
        }
        uint32_t right = work->next[at];
        work->ids[at] = merge_pair(bpe, work, work->ids[at], work->ids[right]);
        work->ranks[right] = NO_RANK;
        work->next[at] = work->next[right];
        if (work->next[at] != NOWHERE) {
            work->previous[work->next[at]] = at;
        }
        if (!queue_pair(bpe, work, at, err) ||
            (work->previous[at] != NOWHERE && !queue_pair(bpe, work, work->previous[at], err))) {
            return false;
        }
    }
    size_t n_left = 0;
    for (uint32_t at = 0; at != NOWHERE; at = work->next[at]) {
        work->ids[n_left++] = work->ids[at];
    }
    *n_symbols = n_left;
    return true;
}

static bool find_visible(const struct bpe *bpe, struct bytes text, uint32_t *id)
{
    return vocabulary_find(bpe->vocabulary, text, id) &&
           (bpe->is_hidden == NULL || !bpe->is_hidden[*id]);
}

/* The id of a character with the prefix or suffix that its place in the word asks for. */
static bool find_affixed(const struct bpe *bpe, struct bytes character, bool is_first, bool is_last,
                         uint8_t *room, struct bytes *text, uint32_t *id)
{
    size_t n = 0;
    if (!is_first && bpe->n_prefix > 0) {
        memcpy(room, bpe->prefix, bpe->n_prefix);
        n = bpe->n_prefix;
    }
    memcpy(room + n, character.data, character.n_bytes);
    n += character.n_bytes;
    if (is_last && bpe->n_suffix > 0) {
        memcpy(room + n, bpe->suffix, bpe->n_suffix);
        n += bpe->n_suffix;
    }
    *text = (struct bytes){room, n};
    return find_visible(bpe, *text, id);
}

static bool find_character(const struct bpe *bpe, struct bytes character, uint32_t codepoint,
                           uint32_t *id)
{
    if (codepoint < BPE_N_LETTERS) {
        *id = bpe->letter_ids[codepoint];
        return *id != VOCABULARY_NONE;
    }
    return find_visible(bpe, character, id);
}

/* Puts the ids of <0x..> for the bytes; false (and nothing put) when one of them is missing. */
static bool put_bytes(const struct bpe *bpe, struct bytes text, uint32_t *ids, size_t *n)
{
    for (size_t i = 0; i < text.n_bytes; i++) {
        if (bpe->byte_ids[text.data[i]] == VOCABULARY_NONE) {
            return false;
        }
    }
    for (size_t i = 0; i < text.n_bytes; i++) {
        ids[(*n)++] = bpe->byte_ids[text.data[i]];
    }
    return true;
}

/* Cuts the word into symbols. As in the tokenizers library, bytes of byte fallback do not end a
 * run of unknown characters: the run's token comes after them. */
static size_t put_symbols(const struct bpe *bpe, struct bytes word, uint32_t *ids)
{
    bool has_affixes = bpe->n_prefix > 0 || bpe->n_suffix > 0;
    bool has_unknown = false;
    size_t n = 0;
    for (size_t i = 0; i < word.n_bytes;) {
        uint8_t room[UNICODE_MAX_BYTES + 2 * MAX_AFFIX_BYTES];
        uint32_t codepoint;
        uint32_t id;
        size_t n_bytes = utf8_next(word.data + i, &codepoint);
        struct bytes text = {word.data + i, n_bytes};
        bool is_known = has_affixes ? find_affixed(bpe, text, i == 0, i + n_bytes == word.n_bytes,
                                                   room, &text, &id)
                                    : find_character(bpe, text, codepoint, &id);
        i += n_bytes;
        if (is_known) {
            if (has_unknown) {
                ids[n++] = bpe->unk_id;
                has_unknown = false;
            }
            ids[n++] = id;
        } else if (bpe->has_byte_fallback && put_bytes(bpe, text, ids, &n)) {
            continue;
        } else if (bpe->unk_id != VOCABULARY_NONE) {
            if (has_unknown && !bpe->fuses_unk) {
                ids[n++] = bpe->unk_id;
            }
            has_unknown = true;
        }
    }
    if (has_unknown) {
        ids[n++] = bpe->unk_id;
    }
    return n;
}

/* Adds an id, or what an unused piece was made of, and so on down. */
static bool put_used(const struct bpe_work *work, uint32_t id, struct token_list *out,
                     struct error *err)
{
    uint32_t waiting[MAX_TAKEN_APART];
    size_t n_waiting = 0;
    for (;;) {
        while (work->made[id].is_made && n_waiting < MAX_TAKEN_APART) {
            waiting[n_waiting++] = work->made[id].right;
            id = work->made[id].left;
        }
        if (!token_list_add(out, id, err)) {
            return false;
        }
        if (n_waiting == 0) {
            return true;
        }
        id = waiting[--n_waiting];
    }
}

static bool encode_part(const struct bpe *bpe, struct bpe_work *work, struct bytes word,
                        struct token_list *out, struct error *err)
{
    if (word.n_bytes > MAX_WORD_BYTES) {
        return error_set(err, ERROR_LIMIT, "a word of %zu bytes (at most %d)", word.n_bytes,
                         MAX_WORD_BYTES);
    }
    /* A character of n bytes gives at most n symbols, or as many as it has with its affixes, and
     * at most one token for unknown characters before it. */
    size_t n_most = word.n_bytes * 2 + bpe->n_prefix * word.n_bytes + bpe->n_suffix + 2;
    if (!reserve_symbols(work, n_most, err)) {
        return false;
    }
    if (bpe->is_unused != NULL && work->made == NULL) {
        work->made = memory_array(bpe->vocabulary->n_ids, sizeof *work->made, err);
        if (work->made == NULL) {
            return false;
        }
    }
    size_t n = put_symbols(bpe, word, work->ids);
    if (n <= SHORT_WORD) {
        n = merge_short(bpe, work, n);
    } else if (!merge_long(bpe, work, &n, err)) {
        return false;
    }
    if (bpe->is_unused == NULL) {
        return token_list_append(out, work->ids, n, err);
    }
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = put_used(work, work->ids[i], out, err);
    }
    return ok;
}

static bool encode_cached(const struct bpe *bpe, struct bpe_work *work, struct bytes word,
                          struct token_list *out, struct error *err)
{
    if (work->cache == NULL || word.n_bytes > CACHE_MAX_BYTES) {
        return encode_part(bpe, work, word, out, err);
    }
    struct cached_word *held =
        &work->cache[vocabulary_hash(word.data, word.n_bytes) & (CACHE_SLOTS - 1)];
    if (held->data != NULL && held->n_bytes == word.n_bytes &&
        memcmp(held->data, word.data, word.n_bytes) == 0) {
        return token_list_repeat(out, held->first, held->n_ids, err);
    }
    size_t first = out->n_ids;
    if (!encode_part(bpe, work, word, out, err)) {
        return false;
    }
    *held = (struct cached_word){word.data, (uint32_t)word.n_bytes, (uint32_t)(out->n_ids - first),
                                 first};
    return true;
}

/* U+2581, SentencePiece's space. */
static const uint8_t space_mark[3] = {0xE2, 0x96, 0x81};

static bool is_mark_at(struct bytes text, size_t at)
{
    return at + sizeof space_mark <= text.n_bytes &&
           memcmp(text.data + at, space_mark, sizeof space_mark) == 0;
}

/* The next place after `start` where a mark follows something else. */
static size_t next_cut(struct bytes text, size_t start)
{
    size_t i = start;
    while (is_mark_at(text, i)) {
        i += sizeof space_mark;
    }
    while (i < text.n_bytes) {
        const uint8_t *lead = memchr(text.data + i, space_mark[0], text.n_bytes - i);
        if (lead == NULL) {
            break;
        }
        i = (size_t)(lead - text.data);
        if (is_mark_at(text, i)) {
            return i;
        }
        i++;
    }
    return text.n_bytes;
}

bool bpe_encode(const struct bpe *bpe, struct bpe_work *work, struct bytes word,
                struct token_list *out, struct error *err)
{
    uint32_t id;
    if (bpe->ignores_merges && find_visible(bpe, word, &id)) {
        return token_list_add(out, id, err);
    }
    if (!bpe->cuts_at_spaces) {
        return encode_cached(bpe, work, word, out, err);
    }
    for (size_t start = 0; start < word.n_bytes;) {
        size_t end = next_cut(word, start);
        struct bytes part = {word.data + start, end - start};
        if (!encode_cached(bpe, work, part, out, err)) {
            return false;
        }
        start = end;
    }
    return true;
}

void bpe_clear(struct bpe *bpe)
{
    free(bpe->merges);
    free(bpe->is_hidden);
    free(bpe->is_unused);
    free(bpe->prefix);
    free(bpe->suffix);
    *bpe = (struct bpe){0};
}

static bool grow_merges(struct bpe *bpe, uint32_t n_slots, struct error *err)
{
    struct bpe_merge *merges = memory_array(n_slots, sizeof *merges, err);
    if (merges == NULL) {
        return false;
    }
    struct bpe_merge *old = bpe->merges;
    uint32_t n_old = bpe->n_slots;
    bpe->merges = merges;
    bpe->n_slots = n_slots;
    for (uint32_t i = 0; i < n_old; i++) {
        if (old[i].made != 0) {
            merges[merge_slot(bpe, old[i].left, old[i].right)] = old[i];
        }
    }
    free(old);
    return true;
}

/* A pair that comes twice has the later rank. */
static bool add_merge(struct bpe *bpe, struct bpe_merge merge, struct error *err)
{
    if (bpe->n_merges == BPE_MAX_MERGES) {
        return error_set(err, ERROR_LIMIT, "more than %d merges", BPE_MAX_MERGES);
    }
    if (bpe->n_merges >= bpe->n_slots / 8 * 5 && !grow_merges(bpe, bpe->n_slots * 2, err)) {
        return false;
    }
    struct bpe_merge *slot = &bpe->merges[merge_slot(bpe, merge.left, merge.right)];
    bpe->n_merges += slot->made == 0;
    *slot = merge;
    return true;
}

/* A table for about n_merges. */
static bool make_table(struct bpe *bpe, size_t n_merges, struct error *err)
{
    uint32_t n_slots = FIRST_SLOTS;
    while (n_slots / 8 * 5 <= n_merges && n_slots < 2 * BPE_MAX_MERGES) {
        n_slots *= 2;
    }
    return grow_merges(bpe, n_slots, err);
}

/* The table is larger than the caches, and pairs are anywhere in it. */
bool bpe_take_merges(struct bpe *bpe, const struct bpe_merge *merges, size_t n_merges,
                     struct error *err)
{
    if (!make_table(bpe, n_merges, err)) {
        return false;
    }
    for (size_t i = 0; i < n_merges; i++) {
        if (n_merges - i > N_AHEAD) {
            const struct bpe_merge *ahead = &merges[i + N_AHEAD];
            PREFETCH(&bpe->merges[first_slot(bpe, ahead->left, ahead->right)]);
        }
        struct bpe_merge *slot = &bpe->merges[merge_slot(bpe, merges[i].left, merges[i].right)];
        bpe->n_merges += slot->made == 0;
        *slot = merges[i];
    }
    return true;
}

/* Looks up the letters and the bytes, and makes a table for about n_merges unless there is one. */
static bool prepare(struct bpe *bpe, const struct vocabulary *vocabulary, size_t n_merges,
                    struct error *err)
{
    bpe->vocabulary = vocabulary;
    for (uint32_t c = 0; c < BPE_N_LETTERS; c++) {
        uint8_t text[2] = {(uint8_t)(c < 0x80 ? c : 0xC0 | c >> 6), (uint8_t)(0x80 | (c & 0x3F))};
        struct bytes letter = {text, c < 0x80 ? 1 : 2};
        if (!find_visible(bpe, letter, &bpe->letter_ids[c])) {
            bpe->letter_ids[c] = VOCABULARY_NONE;
        }
    }
    byte_pieces_find(vocabulary, bpe->byte_ids);
    return bpe->merges != NULL || make_table(bpe, n_merges, err);
}

/* True when something other than U+2581 stands right before a U+2581. */
static bool spans_space(struct bytes text)
{
    return text.n_bytes > 0 && next_cut(text, 0) < text.n_bytes;
}

/* Without a token for them unknown characters vanish, and what stood apart is adjacent. */
static bool keeps_unknown(const struct bpe *bpe)
{
    bool has_all = bpe->has_byte_fallback;
    for (size_t i = 0; has_all && i < 256; i++) {
        has_all = bpe->byte_ids[i] != VOCABULARY_NONE;
    }
    return has_all || bpe->unk_id != VOCABULARY_NONE;
}

static void note_spans(struct bpe *bpe)
{
    uint32_t id;
    struct bytes mark = {space_mark, sizeof space_mark};
    bpe->cuts_at_spaces = bpe->n_prefix == 0 && bpe->n_suffix == 0 &&
                          find_visible(bpe, mark, &id) && keeps_unknown(bpe);
    for (uint32_t i = 0; bpe->cuts_at_spaces && i < bpe->n_slots; i++) {
        if (bpe->merges[i].made != 0) {
            bpe->cuts_at_spaces =
                !spans_space(vocabulary_word(bpe->vocabulary, bpe->merges[i].made - 1));
        }
    }
}

static bool find_merged(const struct bpe *bpe, struct bytes left, struct bytes right, size_t rank,
                        struct bpe_merge *merge, struct error *err)
{
    uint8_t room[1024];
    if (!vocabulary_find(bpe->vocabulary, left, &merge->left) ||
        !vocabulary_find(bpe->vocabulary, right, &merge->right)) {
        return error_set(err, ERROR_MALFORMED,
                         "merge %zu (\"%.*s\" \"%.*s\") names a token that is "
                         "not in the vocabulary",
                         rank, (int)(left.n_bytes & 0xFF), left.data, (int)(right.n_bytes & 0xFF),
                         right.data);
    }
    if (right.n_bytes < bpe->n_prefix) {
        return error_set(err, ERROR_MALFORMED,
                         "merge %zu: the right part is shorter than the prefix", rank);
    }
    right.data += bpe->n_prefix;
    right.n_bytes -= bpe->n_prefix;
    struct bytes whole = {room, left.n_bytes + right.n_bytes};
    uint8_t *large = NULL;
    if (whole.n_bytes > sizeof room) {
        large = memory_array(whole.n_bytes, 1, err);
        if (large == NULL) {
            return false;
        }
        whole.data = large;
    }
    uint8_t *text = large != NULL ? large : room;
    memcpy(text, left.data, left.n_bytes);
    memcpy(text + left.n_bytes, right.data, right.n_bytes);
    uint32_t id = 0;
    bool is_found = vocabulary_find(bpe->vocabulary, whole, &id);
    merge->made = id + 1;
    if (!is_found) {
        error_set(err, ERROR_MALFORMED, "merge %zu makes \"%.*s\", which is not in the vocabulary",
                  rank, (int)(whole.n_bytes & 0xFF), whole.data);
    }
    free(large);
    return is_found;
}

static size_t n_spaces(struct bytes text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n_bytes; i++) {
        n += text.data[i] == ' ';
    }
    return n;
}

/* A merge is "left right" or ["left", "right"]. Where tokens have spaces of their own, the one way
 * to cut it into two tokens is meant. */
static bool merge_parts(const struct bpe *bpe, const json_t *value, size_t rank, struct bytes *left,
                        struct bytes *right, struct error *err)
{
    if (json_is_array(value) && json_array_size(value) == 2 &&
        json_is_string(json_array_get(value, 0)) && json_is_string(json_array_get(value, 1))) {
        const json_t *first = json_array_get(value, 0);
        const json_t *second = json_array_get(value, 1);
        *left =
            (struct bytes){(const uint8_t *)json_string_value(first), json_string_length(first)};
        *right =
            (struct bytes){(const uint8_t *)json_string_value(second), json_string_length(second)};
        return true;
    }
    if (!json_is_string(value)) {
        return error_set(err, ERROR_MALFORMED, "merge %zu is not two tokens", rank);
    }
    struct bytes text = {(const uint8_t *)json_string_value(value), json_string_length(value)};
    size_t n_ways = 0;
    const uint8_t *space = text.data;
    const uint8_t *end = text.data + text.n_bytes;
    while ((space = memchr(space, ' ', (size_t)(end - space))) != NULL) {
        struct bytes before = {text.data, (size_t)(space - text.data)};
        struct bytes after = {space + 1, (size_t)(end - space) - 1};
        space++;
        bool is_only = n_spaces(text) == 1;
        uint32_t id;
        if (is_only || (vocabulary_find(bpe->vocabulary, before, &id) &&
                        vocabulary_find(bpe->vocabulary, after, &id))) {
            *left = before;
            *right = after;
            n_ways++;
        }
    }
    return n_ways == 1 || error_set(err, ERROR_MALFORMED, "merge %zu is not two tokens", rank);
}

static bool is_version_line(const json_t *value)
{
    return json_is_string(value) && strncmp(json_string_value(value), "#version", 8) == 0;
}

static bool read_merges(struct bpe *bpe, const json_t *merges, struct error *err)
{
    for (size_t i = 0; i < json_array_size(merges); i++) {
        const json_t *value = json_array_get(merges, i);
        if (is_version_line(value)) {
            continue;
        }
        struct bytes left;
        struct bytes right;
        struct bpe_merge merge = {.rank = (uint32_t)i};
        if (!merge_parts(bpe, value, i, &left, &right, err) ||
            !find_merged(bpe, left, right, i, &merge, err) || !add_merge(bpe, merge, err)) {
            return false;
        }
    }
    return true;
}

static bool read_affix(const json_t *model, const char *key, char **affix, size_t *n_bytes,
                       struct error *err)
{
    const char *text = "";
    if (!json_read_text(model, key, &text, err)) {
        return false;
    }
    *n_bytes = strlen(text);
    if (*n_bytes > MAX_AFFIX_BYTES) {
        return error_set(err, ERROR_LIMIT, "\"%s\" is longer than %d bytes", key, MAX_AFFIX_BYTES);
    }
    *affix = memory_text(text, *n_bytes, err);
    return *affix != NULL;
}

static bool read_options(struct bpe *bpe, const json_t *model, struct error *err)
{
    double dropout = 0;
    const char *unk = NULL;
    if (!json_read_real(model, "dropout", 0, 1, &dropout, err) ||
        !json_read_bool(model, "fuse_unk", &bpe->fuses_unk, err) ||
        !json_read_bool(model, "byte_fallback", &bpe->has_byte_fallback, err) ||
        !json_read_bool(model, "ignore_merges", &bpe->ignores_merges, err) ||
        !json_read_text(model, "unk_token", &unk, err) ||
        !read_affix(model, "continuing_subword_prefix", &bpe->prefix, &bpe->n_prefix, err) ||
        !read_affix(model, "end_of_word_suffix", &bpe->suffix, &bpe->n_suffix, err)) {
        return false;
    }
    if (dropout != 0) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "\"dropout\": %g would make tokens random; only 0 is supported", dropout);
    }
    bpe->unk_id = VOCABULARY_NONE;
    if (unk != NULL &&
        !vocabulary_find(bpe->vocabulary, (struct bytes){(const uint8_t *)unk, strlen(unk)},
                         &bpe->unk_id)) {
        return error_set(err, ERROR_MALFORMED, "\"unk_token\": \"%.100s\" is not in the vocabulary",
                         unk);
    }
    return true;
}

bool bpe_read(struct bpe *bpe, const json_t *model, const struct vocabulary *vocabulary,
              struct error *err)
{
    *bpe = (struct bpe){.vocabulary = vocabulary,
                        .merges = bpe->merges,
                        .n_slots = bpe->n_slots,
                        .n_merges = bpe->n_merges};
    const json_t *merges;
    if (!json_read_array(model, "merges", &merges, err) || !read_options(bpe, model, err) ||
        !prepare(bpe, vocabulary, json_array_size(merges), err) || !read_merges(bpe, merges, err)) {
        return false;
    }
    note_spans(bpe);
    return true;
}

struct scored {
    float score;
    uint32_t id;
};

static int compare_scored(const void *a, const void *b)
{
    const struct scored *x = a;
    const struct scored *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

/* Every way to make a piece of two pieces is a merge of the piece's rank. */
static bool add_splits(struct bpe *bpe, uint32_t id, uint32_t rank, struct error *err)
{
    struct bytes text = vocabulary_word(bpe->vocabulary, id);
    for (size_t i = 1; i < text.n_bytes; i++) {
        struct bpe_merge merge = {.rank = rank, .made = id + 1};
        if ((text.data[i] & 0xC0) != 0x80 &&
            find_visible(bpe, (struct bytes){text.data, i}, &merge.left) &&
            find_visible(bpe, (struct bytes){text.data + i, text.n_bytes - i}, &merge.right) &&
            !add_merge(bpe, merge, err)) {
            return false;
        }
    }
    return true;
}

/* Pieces of equal score have equal rank: of equals the leftmost is merged first. */
static bool add_pieces(struct bpe *bpe, const struct sentencepiece_model *model,
                       struct scored *order, struct error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < model->n_pieces; i++) {
        if (!bpe->is_hidden[i]) {
            order[n++] = (struct scored){model->pieces[i].score, (uint32_t)i};
        }
    }
    if (n > 0) {
        qsort(order, n, sizeof *order, compare_scored);
    }
    uint32_t rank = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        rank += i > 0 && order[i].score != order[i - 1].score;
        ok = add_splits(bpe, order[i].id, rank, err);
    }
    return ok;
}

bool bpe_from_sentencepiece(struct bpe *bpe, const struct sentencepiece_model *model,
                            const struct vocabulary *vocabulary, struct error *err)
{
    *bpe = (struct bpe){.vocabulary = vocabulary,
                        .unk_id = (uint32_t)model->unk_id,
                        .fuses_unk = true,
                        .has_byte_fallback = model->has_byte_fallback};
    bpe->is_hidden = memory_array(model->n_pieces, sizeof *bpe->is_hidden, err);
    struct scored *order = memory_array(model->n_pieces, sizeof *order, err);
    bool ok = bpe->is_hidden != NULL && order != NULL;
    for (size_t i = 0; ok && i < model->n_pieces; i++) {
        enum sentencepiece_type type = model->pieces[i].type;
        bpe->is_hidden[i] = type != SENTENCEPIECE_NORMAL && type != SENTENCEPIECE_USER_DEFINED &&
                            type != SENTENCEPIECE_UNUSED;
        if (type == SENTENCEPIECE_UNUSED && bpe->is_unused == NULL) {
            bpe->is_unused = memory_array(model->n_pieces, sizeof *bpe->is_unused, err);
            ok = bpe->is_unused != NULL;
        }
        if (ok && bpe->is_unused != NULL) {
            bpe->is_unused[i] = type == SENTENCEPIECE_UNUSED;
        }
    }
    ok = ok && prepare(bpe, vocabulary, model->n_pieces * 2, err) &&
         add_pieces(bpe, model, order, err);
    free(order);
    if (ok) {
        note_spans(bpe);
    }
    return ok;
}
