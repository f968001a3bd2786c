/*
 * Learning merges (Sennrich, Haddow, Birch 2016), with the result of the tokenizers library's
 * BpeTrainer: the most frequent pair is merged first; of equally frequent ones that with the lower
 * id on the left, then on the right.
 *
 *   words    symbols of all words in one block, each different word once; a merge shortens a word
 *            in place
 *   pairs    a hash table from (left, right) to how often the pair comes now
 *   queue    a heap of pairs with the count they had when they were put in, and the words that may
 *            hold them. What comes out with a count that is no longer true goes back with the true
 *            one; counts of waiting pairs only fall, so the top is the maximum.
 *
 * A merge visits only the words of its pair, so that the work is about the number of symbols times
 * the logarithm of their number of pairs. Lists of words are chains of nodes in one pool; nodes of
 * merged pairs are used again.
 *
 * Two merges can make the same token ("ab" + "c", "a" + "bc"). A pair with that token on one side
 * may then enter the queue a second time, with the new words only. As in the library both entries
 * are merged when they come to the top, and the pair has the rank of the later one: the file would
 * otherwise differ from its file.
 */
#include "text/bpe_trainer.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/unicode.h"

enum {
    NONE = 0, /* of links and places, which count from 1 */
    FIRST_PAIRS = 1 << 10,
    MERGES_PER_REPORT = 64,
};

static const size_t max_symbols = (size_t)1 << 30;

struct pair {
    uint64_t key; /* left << 32 | right */
    int64_t count;
    uint32_t chain;  /* words that its next entry of the queue gets */
    uint32_t merged; /* place in the list of merges */
};

struct node {
    uint32_t word;
    uint32_t next;
};

struct entry {
    uint64_t key;
    int64_t count;
    uint32_t chain;
};

/* The symbols of a word are symbols[first, first + n). */
struct trained_word {
    size_t first;
    uint32_t n;
};

struct trainer {
    const struct bpe_training *training;
    const struct word_counts *counts;
    struct vocabulary *vocabulary;
    struct trained_merges *merges;
    uint32_t *symbols;
    struct trained_word *words;
    struct pair *pairs;
    uint32_t *slots; /* of pairs: index + 1 */
    size_t n_pairs, n_slots;
    struct node *nodes; /* [0] is not used */
    size_t n_nodes, n_node_capacity;
    uint32_t free_nodes;
    struct entry *queue;
    size_t n_queue, n_queue_capacity;
    uint32_t *changed; /* pairs with a chain */
    size_t n_changed, n_changed_capacity;
    struct buffer token;
    struct error *err;
};

/* The items with room for one more behind n; NULL, and they stay as they are, without memory. */
static void *reserve(void *items, size_t n, size_t *n_capacity, size_t size, struct error *err)
{
    if (n < *n_capacity) {
        return items;
    }
    size_t wanted = *n_capacity > 0 ? 2 * *n_capacity : FIRST_PAIRS;
    void *grown = memory_resize(items, wanted, size, err);
    if (grown != NULL) {
        *n_capacity = wanted;
    }
    return grown;
}

static uint64_t key_of(uint32_t left, uint32_t right)
{
    return (uint64_t)left << 32 | right;
}

/* ---- the queue ------------------------------------------------------------------------------- */

static bool goes_first(const struct entry *a, const struct entry *b)
{
    return a->count != b->count ? a->count > b->count : a->key < b->key;
}

static bool queue_push(struct trainer *trainer, struct entry entry)
{
    struct entry *queue = reserve(trainer->queue, trainer->n_queue, &trainer->n_queue_capacity,
                                  sizeof *queue, trainer->err);
    if (queue == NULL) {
        return false;
    }
    trainer->queue = queue;
    size_t at = trainer->n_queue++;
    for (; at > 0 && goes_first(&entry, &queue[(at - 1) / 2]); at = (at - 1) / 2) {
        queue[at] = queue[(at - 1) / 2];
    }
    queue[at] = entry;
    return true;
}

static struct entry queue_pop(struct trainer *trainer)
{
    struct entry *queue = trainer->queue;
    struct entry top = queue[0];
    struct entry last = queue[--trainer->n_queue];
    size_t n = trainer->n_queue, at = 0;
    for (size_t child = 1; child < n; child = 2 * at + 1) {
        child += child + 1 < n && goes_first(&queue[child + 1], &queue[child]);
        if (!goes_first(&queue[child], &last)) {
            break;
        }
        queue[at] = queue[child];
        at = child;
    }
    queue[at] = last;
    return top;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static size_t pair_slot(const struct trainer *trainer, uint64_t key)
{
    size_t mask = trainer->n_slots - 1;
    uint64_t hash = key * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(hash ^ hash >> 32) & mask;
    while (trainer->slots[slot] != NONE && trainer->pairs[trainer->slots[slot] - 1].key != key) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static bool grow_pairs(struct trainer *trainer)
{
    size_t n_slots = trainer->n_slots > 0 ? 2 * trainer->n_slots : 2 * FIRST_PAIRS;
    uint32_t *slots = memory_array(n_slots, sizeof *slots, trainer->err);
    struct pair *pairs =
        slots != NULL ? memory_resize(trainer->pairs, n_slots / 2, sizeof *pairs, trainer->err)
                      : NULL;
    if (pairs == NULL) {
        free(slots);
        return false;
    }
    free(trainer->slots);
    trainer->slots = slots;
    trainer->n_slots = n_slots;
    trainer->pairs = pairs;
    for (size_t i = 0; i < trainer->n_pairs; i++) {
        trainer->slots[pair_slot(trainer, pairs[i].key)] = (uint32_t)i + 1;
    }
    return true;
}

static struct pair *find_pair(struct trainer *trainer, uint64_t key)
{
    if (2 * trainer->n_pairs == trainer->n_slots && !grow_pairs(trainer)) {
        return NULL;
    }
    size_t slot = pair_slot(trainer, key);
    if (trainer->slots[slot] == NONE) {
        trainer->pairs[trainer->n_pairs++] = (struct pair){.key = key};
        trainer->slots[slot] = (uint32_t)trainer->n_pairs;
    }
    return &trainer->pairs[trainer->slots[slot] - 1];
}

static bool note_changed(struct trainer *trainer, const struct pair *pair)
{
    uint32_t *changed = reserve(trainer->changed, trainer->n_changed, &trainer->n_changed_capacity,
                                sizeof *changed, trainer->err);
    if (changed == NULL) {
        return false;
    }
    trainer->changed = changed;
    changed[trainer->n_changed++] = (uint32_t)(pair - trainer->pairs);
    return true;
}

static uint32_t take_node(struct trainer *trainer)
{
    uint32_t node = trainer->free_nodes;
    if (node != NONE) {
        trainer->free_nodes = trainer->nodes[node].next;
        return node;
    }
    struct node *nodes = reserve(trainer->nodes, trainer->n_nodes, &trainer->n_node_capacity,
                                 sizeof *nodes, trainer->err);
    if (nodes == NULL) {
        return NONE;
    }
    trainer->nodes = nodes;
    return (uint32_t)trainer->n_nodes++;
}

/* The words of a pair's chain come in order, so a word that is there already is the first. */
static bool chain_word(struct trainer *trainer, struct pair *pair, uint32_t word)
{
    if (pair->chain != NONE && trainer->nodes[pair->chain].word == word) {
        return true;
    }
    if (pair->chain == NONE && !note_changed(trainer, pair)) {
        return false;
    }
    uint32_t node = take_node(trainer);
    if (node == NONE) {
        return false;
    }
    trainer->nodes[node] = (struct node){word, pair->chain};
    pair->chain = node;
    return true;
}

/* So often more, or less often, does the pair come in each coming of the word. */
static bool change(struct trainer *trainer, uint32_t left, uint32_t right, int sign, uint32_t word)
{
    struct pair *pair = find_pair(trainer, key_of(left, right));
    if (pair == NULL) {
        return false;
    }
    pair->count += sign * (int64_t)trainer->counts->words[word].count;
    return sign < 0 || chain_word(trainer, pair, word);
}

/* Pairs that got words enter the queue with them. */
static bool queue_changed(struct trainer *trainer)
{
    for (size_t i = 0; i < trainer->n_changed; i++) {
        struct pair *pair = &trainer->pairs[trainer->changed[i]];
        struct entry entry = {pair->key, pair->count, pair->chain};
        pair->chain = NONE;
        if (entry.count > 0 && !queue_push(trainer, entry)) {
            return false;
        }
    }
    trainer->n_changed = 0;
    return true;
}

/* ---- words ----------------------------------------------------------------------------------- */

static bool read_word(struct trainer *trainer, size_t index, size_t *n_symbols)
{
    struct bytes text = word_counts_text(trainer->counts, index);
    struct trained_word *word = &trainer->words[index];
    word->first = *n_symbols;
    for (size_t i = 0; i < text.n_bytes;) {
        uint32_t codepoint;
        size_t n = utf8_read(text.data + i, text.n_bytes - i, &codepoint);
        uint32_t *symbol = &trainer->symbols[word->first + word->n];
        if (n == 0 ||
            !vocabulary_find(trainer->vocabulary, (struct bytes){text.data + i, n}, symbol)) {
            return error_set(trainer->err, ERROR_UNSUPPORTED,
                             "the pre-tokenizer leaves characters that are no bytes: expected one "
                             "with a step \"ByteLevel\"");
        }
        word->n++;
        i += n;
    }
    *n_symbols += word->n;
    return true;
}

static bool read_words(struct trainer *trainer)
{
    const struct word_counts *counts = trainer->counts;
    size_t n_symbols = 0;
    if (counts->bytes.n_bytes > max_symbols) {
        return error_set(trainer->err, ERROR_LIMIT,
                         "the different words have %zu bytes: expected "
                         "%zu at most",
                         counts->bytes.n_bytes, max_symbols);
    }
    trainer->symbols = memory_array(counts->bytes.n_bytes, sizeof *trainer->symbols, trainer->err);
    trainer->words = memory_array(counts->n_words, sizeof *trainer->words, trainer->err);
    bool ok = trainer->symbols != NULL && trainer->words != NULL;
    for (size_t i = 0; ok && i < counts->n_words; i++) {
        ok = read_word(trainer, i, &n_symbols);
    }
    return ok;
}

static bool count_pairs(struct trainer *trainer)
{
    for (size_t i = 0; i < trainer->counts->n_words; i++) {
        const uint32_t *symbols = trainer->symbols + trainer->words[i].first;
        for (uint32_t k = 1; k < trainer->words[i].n; k++) {
            if (!change(trainer, symbols[k - 1], symbols[k], 1, (uint32_t)i)) {
                return false;
            }
        }
    }
    return queue_changed(trainer);
}

/* Merges a pair wherever it is in a word, from the left. */
static bool merge_word(struct trainer *trainer, uint32_t index, struct trained_merge merge)
{
    struct trained_word *word = &trainer->words[index];
    uint32_t *symbols = trainer->symbols + word->first;
    uint32_t n = 0;
    for (uint32_t i = 0; i < word->n; i++) {
        if (symbols[i] != merge.left || i + 1 == word->n || symbols[i + 1] != merge.right) {
            symbols[n++] = symbols[i];
            continue;
        }
        bool has_next = i + 2 < word->n;
        if ((n > 0 && (!change(trainer, symbols[n - 1], merge.left, -1, index) ||
                       !change(trainer, symbols[n - 1], merge.made, 1, index))) ||
            (has_next && (!change(trainer, merge.right, symbols[i + 2], -1, index) ||
                          !change(trainer, merge.made, symbols[i + 2], 1, index)))) {
            return false;
        }
        symbols[n++] = merge.made;
        i++;
    }
    word->n = n;
    return true;
}

/* ---- merges ---------------------------------------------------------------------------------- */

/* The token that two make: one that is there, or a new one. */
static bool make_token(struct trainer *trainer, struct trained_merge *merge)
{
    struct bytes left = vocabulary_word(trainer->vocabulary, merge->left);
    struct bytes right = vocabulary_word(trainer->vocabulary, merge->right);
    buffer_empty(&trainer->token);
    buffer_append(&trainer->token, left.data, left.n_bytes);
    buffer_append(&trainer->token, right.data, right.n_bytes);
    if (!buffer_check(&trainer->token, trainer->err)) {
        return false;
    }
    struct bytes token = {(const uint8_t *)trainer->token.data, trainer->token.n_bytes};
    if (vocabulary_find(trainer->vocabulary, token, &merge->made)) {
        return true;
    }
    merge->made = trainer->vocabulary->n_ids;
    return vocabulary_add(trainer->vocabulary, merge->made, token, trainer->err);
}

/* A pair that was merged before keeps its later rank only. */
static bool add_merge(struct trainer *trainer, struct pair *pair, struct trained_merge merge)
{
    struct trained_merges *merges = trainer->merges;
    struct trained_merge *items =
        reserve(merges->items, merges->n_items, &merges->n_capacity, sizeof *items, trainer->err);
    if (items == NULL) {
        return false;
    }
    merges->items = items;
    if (pair->merged != NONE) {
        merges->items[pair->merged - 1].made = VOCABULARY_NONE;
    }
    merges->items[merges->n_items++] = merge;
    pair->merged = (uint32_t)merges->n_items;
    return true;
}

static bool merge_entry(struct trainer *trainer, struct entry top, struct pair *pair)
{
    struct trained_merge merge = {.left = (uint32_t)(top.key >> 32), .right = (uint32_t)top.key};
    bool ok = make_token(trainer, &merge) && add_merge(trainer, pair, merge);
    while (ok && top.chain != NONE) {
        uint32_t node = top.chain, word = trainer->nodes[node].word;
        top.chain = trainer->nodes[node].next;
        trainer->nodes[node].next = trainer->free_nodes;
        trainer->free_nodes = node;
        ok = merge_word(trainer, word, merge);
    }
    return ok && queue_changed(trainer);
}

static bool report(const struct trainer *trainer, size_t n_first)
{
    const struct bpe_training *training = trainer->training;
    size_t n_done = trainer->vocabulary->n_words - n_first;
    return training->progress == NULL || trainer->merges->n_items % MERGES_PER_REPORT != 0 ||
           training->progress(training->context,
                              (double)n_done / (double)(training->n_tokens - n_first)) ||
           error_set(trainer->err, ERROR_CANCELLED, "learning merges was cancelled");
}

static bool learn(struct trainer *trainer)
{
    const struct bpe_training *training = trainer->training;
    int64_t least = training->min_count > 1 ? (int64_t)(training->min_count & INT64_MAX) : 1;
    size_t n_first = trainer->vocabulary->n_words;
    while (trainer->vocabulary->n_words < training->n_tokens && trainer->n_queue > 0) {
        struct entry top = queue_pop(trainer);
        struct pair *pair = find_pair(trainer, top.key);
        if (pair == NULL) {
            return false;
        }
        if (top.count != pair->count) {
            top.count = pair->count;
            if (!queue_push(trainer, top)) {
                return false;
            }
        } else if (top.count < least) {
            break;
        } else if (!merge_entry(trainer, top, pair) || !report(trainer, n_first)) {
            return false;
        }
    }
    return true;
}

static void drop_earlier(struct trained_merges *merges)
{
    size_t n = 0;
    for (size_t i = 0; i < merges->n_items; i++) {
        if (merges->items[i].made != VOCABULARY_NONE) {
            merges->items[n++] = merges->items[i];
        }
    }
    merges->n_items = n;
}

bool bpe_train(const struct bpe_training *training, const struct word_counts *counts,
               struct vocabulary *vocabulary, struct trained_merges *merges, struct error *err)
{
    struct trainer trainer = {.training = training,
                              .counts = counts,
                              .vocabulary = vocabulary,
                              .merges = merges,
                              .n_nodes = 1,
                              .err = err};
    buffer_init(&trainer.token, SIZE_MAX / 4);
    bool ok = read_words(&trainer) && count_pairs(&trainer) && learn(&trainer);
    drop_earlier(merges);
    free(trainer.symbols);
    free(trainer.words);
    free(trainer.pairs);
    free(trainer.slots);
    free(trainer.nodes);
    free(trainer.queue);
    free(trainer.changed);
    buffer_clear(&trainer.token);
    return ok;
}
