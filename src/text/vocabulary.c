/* Words and ids; see vocabulary.h. */
#include "text/vocabulary.h"

#include <stdlib.h>
#include "base/compiler.h"
#include "base/memory.h"

enum { FIRST_SLOTS = 64, MAX_BYTES = 1 << 28, N_TOGETHER = 32 };

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
    if (n_bytes >= 4) {
        tail = bytes_u32(bytes) | (uint64_t)bytes_u32(bytes + n_bytes - 4) << 32;
    } else if (n_bytes > 0) {
        tail = bytes[0] | (uint64_t)bytes[n_bytes / 2] << 8 | (uint64_t)bytes[n_bytes - 1] << 16;
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
static uint32_t slot_of(const struct vocabulary *vocabulary, struct bytes word, uint32_t hash)
{
    uint32_t mask = vocabulary->n_slots - 1;
    uint32_t slot = hash & mask;
    while (vocabulary->slots[slot].number != 0) {
        if (vocabulary->slots[slot].hash == hash) {
            struct bytes found = vocabulary_word(vocabulary, vocabulary->slots[slot].number - 1);
            if (found.n_bytes == word.n_bytes && memcmp(found.data, word.data, word.n_bytes) == 0) {
                break;
            }
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
    uint32_t hash = (uint32_t)vocabulary_hash(word.data, word.n_bytes);
    uint32_t number = vocabulary->slots[slot_of(vocabulary, word, hash)].number;
    *id = number - 1;
    return number != 0;
}

/* Hashes words, and asks for the slots where searches for them begin. */
static void hash_some(const struct vocabulary *vocabulary, const struct bytes *words,
                      size_t n_words, uint32_t *hashes)
{
    for (size_t i = 0; i < n_words; i++) {
        hashes[i] = (uint32_t)vocabulary_hash(words[i].data, words[i].n_bytes);
        if (vocabulary->n_slots > 0) {
            PREFETCH(&vocabulary->slots[hashes[i] & (vocabulary->n_slots - 1)]);
        }
    }
}

/* The three places that a search reads lie behind each other. Each is asked for on behalf of all
 * words before any of them goes on to the next, so that they wait together. */
static void find_some(const struct vocabulary *vocabulary, const struct bytes *words,
                      size_t n_words, uint32_t *ids)
{
    uint32_t hashes[N_TOGETHER];
    uint32_t mask = vocabulary->n_slots - 1;
    hash_some(vocabulary, words, n_words, hashes);
    for (size_t i = 0; i < n_words; i++) {
        uint32_t number = vocabulary->slots[hashes[i] & mask].number;
        PREFETCH(&vocabulary->places[number > 0 ? number - 1 : 0]);
    }
    for (size_t i = 0; i < n_words; i++) {
        uint32_t number = vocabulary->slots[hashes[i] & mask].number;
        PREFETCH(vocabulary_word(vocabulary, number - 1).data);
    }
    for (size_t i = 0; i < n_words; i++) {
        uint32_t number = vocabulary->slots[slot_of(vocabulary, words[i], hashes[i])].number;
        ids[i] = number > 0 ? number - 1 : VOCABULARY_NONE;
    }
}

void vocabulary_find_many(const struct vocabulary *vocabulary, const struct bytes *words,
                          size_t n_words, uint32_t *ids)
{
    for (size_t i = 0; i < n_words; i += N_TOGETHER) {
        size_t n = n_words - i < N_TOGETHER ? n_words - i : N_TOGETHER;
        if (vocabulary->n_slots > 0) {
            find_some(vocabulary, words + i, n, ids + i);
        } else {
            memset(ids + i, 0xFF, n * sizeof *ids);
        }
    }
}

/* The words themselves are not touched: all slots hold different ones, and their hashes. */
static bool grow_slots(struct vocabulary *vocabulary, struct error *err)
{
    uint32_t n_slots = vocabulary->n_slots > 0 ? vocabulary->n_slots * 2 : FIRST_SLOTS;
    struct vocabulary_slot *slots = memory_array(n_slots, sizeof *slots, err);
    if (slots == NULL) {
        return false;
    }
    struct vocabulary_slot *old = vocabulary->slots;
    for (uint32_t i = 0; i < vocabulary->n_slots; i++) {
        if (old[i].number != 0) {
            uint32_t slot = old[i].hash & (n_slots - 1);
            while (slots[slot].number != 0) {
                slot = (slot + 1) & (n_slots - 1);
            }
            slots[slot] = old[i];
        }
    }
    free(old);
    vocabulary->slots = slots;
    vocabulary->n_slots = n_slots;
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

static bool add_hashed(struct vocabulary *vocabulary, uint64_t id, struct bytes word, uint32_t hash,
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
        (vocabulary->n_words >= vocabulary->n_slots / 4 * 3 && !grow_slots(vocabulary, err))) {
        return false;
    }
    struct vocabulary_slot *slot = &vocabulary->slots[slot_of(vocabulary, word, hash)];
    uint32_t offset = (uint32_t)vocabulary->bytes.n_bytes;
    buffer_append(&vocabulary->bytes, word.data, word.n_bytes);
    if (!buffer_check(&vocabulary->bytes, err)) {
        return error_context(err, "vocabulary");
    }
    vocabulary->places[id] = (struct vocabulary_place){offset, (uint32_t)word.n_bytes};
    vocabulary->n_words += slot->number == 0;
    *slot = (struct vocabulary_slot){hash, (uint32_t)id + 1};
    return true;
}

bool vocabulary_add(struct vocabulary *vocabulary, uint64_t id, struct bytes word,
                    struct error *err)
{
    return add_hashed(vocabulary, id, word, (uint32_t)vocabulary_hash(word.data, word.n_bytes),
                      err);
}

bool vocabulary_add_many(struct vocabulary *vocabulary, const uint64_t *ids,
                         const struct bytes *words, size_t n_words, struct error *err)
{
    uint32_t hashes[N_TOGETHER];
    for (size_t i = 0; i < n_words; i++) {
        if (i % N_TOGETHER == 0) {
            size_t n = n_words - i < N_TOGETHER ? n_words - i : N_TOGETHER;
            hash_some(vocabulary, words + i, n, hashes);
        }
        if (!add_hashed(vocabulary, ids[i], words[i], hashes[i % N_TOGETHER], err)) {
            return false;
        }
    }
    return true;
}
