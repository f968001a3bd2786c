/* Counted words: see word_counts.h. */
#include "text/word_counts.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/vocabulary.h"

enum { FIRST_SLOTS = 1 << 10 };

static const size_t max_words = (size_t)1 << 31;

void word_counts_init(struct word_counts *counts)
{
    *counts = (struct word_counts){.words = NULL};
    buffer_init(&counts->bytes, SIZE_MAX / 4);
}

void word_counts_clear(struct word_counts *counts)
{
    free(counts->words);
    free(counts->slots);
    buffer_clear(&counts->bytes);
    word_counts_init(counts);
}

struct bytes word_counts_text(const struct word_counts *counts, size_t index)
{
    const struct counted_word *word = &counts->words[index];
    return (struct bytes){(const uint8_t *)buffer_text(&counts->bytes) + word->offset,
                          word->n_bytes};
}

/* The slot of the word, or the free one where it would go. */
static size_t find_slot(const struct word_counts *counts, struct bytes word, uint32_t hash)
{
    size_t slot = hash & (counts->n_slots - 1);
    for (; counts->slots[slot] != 0; slot = (slot + 1) & (counts->n_slots - 1)) {
        const struct counted_word *there = &counts->words[counts->slots[slot] - 1];
        if (there->hash == hash && there->n_bytes == word.n_bytes &&
            memcmp(counts->bytes.data + there->offset, word.data, word.n_bytes) == 0) {
            break;
        }
    }
    return slot;
}

static bool grow(struct word_counts *counts, struct error *err)
{
    size_t n_slots = counts->n_slots > 0 ? 2 * counts->n_slots : FIRST_SLOTS;
    uint32_t *slots = memory_array(n_slots, sizeof *slots, err);
    struct counted_word *words =
        slots != NULL ? memory_resize(counts->words, n_slots / 2, sizeof *words, err) : NULL;
    if (words == NULL) {
        free(slots);
        return false;
    }
    for (size_t i = 0; i < counts->n_words; i++) {
        size_t slot = words[i].hash & (n_slots - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (n_slots - 1);
        }
        slots[slot] = (uint32_t)i + 1;
    }
    free(counts->slots);
    counts->slots = slots;
    counts->n_slots = n_slots;
    counts->words = words;
    counts->n_capacity = n_slots / 2;
    return true;
}

bool word_counts_add(struct word_counts *counts, struct bytes word, struct error *err)
{
    if (counts->n_words == counts->n_capacity && !grow(counts, err)) {
        return false;
    }
    uint32_t hash = (uint32_t)vocabulary_hash(word.data, word.n_bytes);
    size_t slot = find_slot(counts, word, hash);
    if (counts->slots[slot] != 0) {
        counts->words[counts->slots[slot] - 1].count++;
        return true;
    }
    if (counts->n_words >= max_words || word.n_bytes > UINT32_MAX) {
        return error_set(err, ERROR_LIMIT, "more different words than can be counted");
    }
    size_t offset = counts->bytes.n_bytes;
    buffer_append(&counts->bytes, word.data, word.n_bytes);
    if (!buffer_check(&counts->bytes, err)) {
        return false;
    }
    counts->words[counts->n_words++] =
        (struct counted_word){offset, (uint32_t)word.n_bytes, hash, 1};
    counts->slots[slot] = (uint32_t)counts->n_words;
    return true;
}
