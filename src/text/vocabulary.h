/*
 * Words and their ids: all bytes in one block, places by id, and one flat hash table from bytes
 * to id. Ids may have holes. Read-only once filled.
 */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include "base/buffer.h"
#include "base/bytes.h"

/* No id reaches this, so that a hostile one cannot ask for gigabytes. */
enum { VOCABULARY_MAX_IDS = 1 << 22 };

#define VOCABULARY_NONE UINT32_MAX

struct vocabulary_place {
    uint32_t offset;
    uint32_t n_bytes; /* VOCABULARY_NONE: no word has this id */
};

struct vocabulary_slot {
    uint32_t hash;   /* the lower half: most words that are not meant need not be looked at */
    uint32_t number; /* id + 1, 0 when free */
};

struct vocabulary {
    struct vocabulary_place *places; /* by id, owned */
    uint32_t n_ids;                  /* largest id + 1 */
    uint32_t n_words;                /* distinct words */
    uint32_t n_places;               /* capacity */
    struct vocabulary_slot *slots;   /* owned */
    uint32_t n_slots;                /* a power of two */
    struct buffer bytes;
};

void vocabulary_init(struct vocabulary *vocabulary);
void vocabulary_clear(struct vocabulary *vocabulary);

/* Adds a word. An id that already has a word is ERROR_MALFORMED; a word that has an id already
 * is found under the new one from now on. */
bool vocabulary_add(struct vocabulary *vocabulary, uint64_t id, struct bytes word,
                    struct error *err);

/* Adds many, faster where the table is larger than the caches; ends at the first failure. */
bool vocabulary_add_many(struct vocabulary *vocabulary, const uint64_t *ids,
                         const struct bytes *words, size_t n_words, struct error *err);

bool vocabulary_find(const struct vocabulary *vocabulary, struct bytes word, uint32_t *id);

/* Finds many: ids[i] is VOCABULARY_NONE for a word that is not there. Many times as fast as one
 * search after the other where the table is larger than the caches. */
void vocabulary_find_many(const struct vocabulary *vocabulary, const struct bytes *words,
                          size_t n_words, uint32_t *ids);

/* The word of an id; data is NULL for a hole or an id out of range. */
struct bytes vocabulary_word(const struct vocabulary *vocabulary, uint32_t id);

uint64_t vocabulary_hash(const uint8_t *bytes, size_t n_bytes);

#endif
