/*
 * SentencePiece's table of character replacements ("precompiled_charsmap"): a double-array trie
 * from byte strings to replacement texts. The bytes come from a file and are used as they are, so
 * every step through them is bounded.
 */
#ifndef TEXT_CHARACTER_MAP_H
#define TEXT_CHARACTER_MAP_H

#include "base/arena.h"
#include "base/bytes.h"

struct character_map {
    struct bytes units; /* 4 bytes each, little-endian; borrowed from the blob */
    struct bytes texts; /* each ends with a zero byte */
    struct bytes blob;  /* the whole */
};

/* Reads a blob that outlives the map. An empty blob is a map of nothing. */
bool character_map_init(struct character_map *map, struct bytes blob, struct error *err);

/* The same from base64, decoded into the arena. */
bool character_map_init_base64(struct character_map *map, const char *text, size_t n_bytes,
                               struct arena *arena, struct error *err);

/* Finds the longest (or the shortest) key that the text starts with. Returns its length, or 0. */
size_t character_map_find(const struct character_map *map, struct bytes text, bool is_longest,
                          struct bytes *replacement);

#endif
