/* Words and ids; see vocabulary.h. */
#include "text/vocabulary.h"

#include <stdlib.h>
#include "base/memory.h"

enum { FIRST_SLOTS = 64, MAX_BYTES = 1 << 28 };

void vocabulary_init(struct vocabulary *vocabulary)
{
    *vocabulary = (struct vocabulary){0};
    buffer_init(&vocabulary->bytes, MAX_BYTES);
}

void vocabulary_clear(struct vocabulary *vocabulary)
{
    free(vocabulary->places);
    free(vocabulary->slots);
    buffer_clear(&vocabulary->bytes);
    vocabulary_init(vocabulary);
}

uint64_t vocabulary_hash(const uint8_t *bytes, size_t n_bytes)
{
    const uint64_t factor = 0x9E3779B97F4A7C15u;
    uint64_t hash = n_bytes * factor;
    while (n_bytes >= 8) {
        hash = (hash ^ bytes_u64(bytes)) * factor;
        hash ^= hash >> 29;
        bytes += 8;
        n_bytes -= 8;
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        tail |= (uint64_t)bytes[i] << (8 * i);
    }
    hash = (hash ^ tail) * factor;
    return hash ^ hash >> 32;
}

struct bytes vocabulary_word(const struct vocabulary *vocabulary, uint32_t id)
{
    if (id >= vocabulary->n_ids || vocabulary->places[id].n_bytes == VOCABULARY_NONE) {
        return (struct bytes){NULL, 0};
    }
    struct vocabulary_place place = vocabulary->places[id];
    return (struct bytes){(const uint8_t *)buffer_text(&vocabulary->bytes) + place.offset,
                          place.n_bytes};
}

/* The slot that holds the word, or the free one where it would go. */
static uint32_t slot_of(const struct vocabulary *vocabulary, struct bytes word)
{
    uint32_t mask = vocabulary->n_slots - 1;
    uint32_t slot = (uint32_t)vocabulary_hash(word.data, word.n_bytes) & mask;
    while (vocabulary->slots[slot] != 0) {
        struct bytes found = vocabulary_word(vocabulary, vocabulary->slots[slot] - 1);
        if (found.n_bytes == word.n_bytes && memcmp(found.data, word.data, word.n_bytes) == 0) {
            break;
        }
        slot = (slot + 1) & mask;
    }
    return slot;
}

bool vocabulary_find(const struct vocabulary *vocabulary, struct bytes word, uint32_t *id)
{
    if (vocabulary->n_slots == 0) {
        return false;
    }
    uint32_t held = vocabulary->slots[slot_of(vocabulary, word)];
    *id = held - 1;
    return held != 0;
}

static bool grow_slots(struct vocabulary *vocabulary, struct error *err)
{
    uint32_t n_slots = vocabulary->n_slots > 0 ? vocabulary->n_slots * 2 : FIRST_SLOTS;
    uint32_t *slots = memory_array(n_slots, sizeof *slots, err);
    if (slots == NULL) {
        return false;
    }
    uint32_t *old = vocabulary->slots;
    uint32_t n_old = vocabulary->n_slots;
    vocabulary->slots = slots;
    vocabulary->n_slots = n_slots;
    for (uint32_t i = 0; i < n_old; i++) {
        if (old[i] != 0) {
            slots[slot_of(vocabulary, vocabulary_word(vocabulary, old[i] - 1))] = old[i];
        }
    }
    free(old);
    return true;
}

static bool grow_places(struct vocabulary *vocabulary, uint32_t id, struct error *err)
{
    if (id >= vocabulary->n_places) {
        uint32_t n = vocabulary->n_places > 0 ? vocabulary->n_places : FIRST_SLOTS;
        while (n <= id) {
            n *= 2;
        }
        struct vocabulary_place *places = memory_resize(vocabulary->places, n, sizeof *places, err);
        if (places == NULL) {
            return false;
        }
        vocabulary->places = places;
        vocabulary->n_places = n;
    }
    while (vocabulary->n_ids <= id) {
        vocabulary->places[vocabulary->n_ids++] = (struct vocabulary_place){0, VOCABULARY_NONE};
    }
    return true;
}

bool vocabulary_add(struct vocabulary *vocabulary, uint64_t id, struct bytes word,
                    struct error *err)
{
    if (id >= VOCABULARY_MAX_IDS) {
        return error_set(err, ERROR_LIMIT, "token id %llu: ids must be below %d",
                         (unsigned long long)id, VOCABULARY_MAX_IDS);
    }
    if (vocabulary_word(vocabulary, (uint32_t)id).data != NULL) {
        return error_set(err, ERROR_MALFORMED, "two tokens have the id %u", (unsigned)id);
    }
    if (!grow_places(vocabulary, (uint32_t)id, err) ||
        (vocabulary->n_words >= vocabulary->n_slots / 2 && !grow_slots(vocabulary, err))) {
        return false;
    }
    uint32_t slot = slot_of(vocabulary, word);
    uint32_t offset = (uint32_t)vocabulary->bytes.n_bytes;
    buffer_reserve(&vocabulary->bytes, word.n_bytes);
    buffer_append(&vocabulary->bytes, word.data, word.n_bytes);
    if (!buffer_check(&vocabulary->bytes, err)) {
        return error_context(err, "vocabulary");
    }
    vocabulary->places[id] = (struct vocabulary_place){offset, (uint32_t)word.n_bytes};
    vocabulary->n_words += vocabulary->slots[slot] == 0;
    vocabulary->slots[slot] = (uint32_t)id + 1;
    return true;
}
