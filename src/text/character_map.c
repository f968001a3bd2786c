/* Character replacements; see character_map.h. */
#include "text/character_map.h"

enum { UNIT_BYTES = 4 };

bool character_map_init(struct character_map *map, struct bytes blob, struct error *err)
{
    *map = (struct character_map){0};
    if (blob.n_bytes == 0) {
        return true;
    }
    struct reader reader = {.bytes = blob};
    uint32_t n_units = reader_u32(&reader);
    const uint8_t *units = reader_take(&reader, n_units);
    if (units == NULL || n_units == 0 || n_units % UNIT_BYTES != 0) {
        return error_set(err, ERROR_MALFORMED,
                         "precompiled_charsmap: %zu bytes with a trie of %u bytes", blob.n_bytes,
                         (unsigned)n_units);
    }
    map->blob = blob;
    map->units = (struct bytes){units, n_units};
    map->texts = (struct bytes){blob.data + reader.offset, blob.n_bytes - reader.offset};
    return true;
}

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool character_map_init_base64(struct character_map *map, const char *text, size_t n_bytes,
                               struct arena *arena, struct error *err)
{
    uint8_t *blob = arena_array(arena, n_bytes / 4 * 3 + 3, 1, err);
    if (blob == NULL) {
        return false;
    }
    while (n_bytes > 0 && text[n_bytes - 1] == '=') {
        n_bytes--;
    }
    size_t n_blob = 0;
    uint32_t bits = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        int value = base64_value(text[i]);
        if (value < 0) {
            return error_set(err, ERROR_MALFORMED, "precompiled_charsmap: byte %zu is not base64",
                             i);
        }
        bits = bits << 6 | (uint32_t)value;
        if (i % 4 > 0) {
            blob[n_blob++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
        }
    }
    return character_map_init(map, (struct bytes){blob, n_blob}, err);
}

/* Units of a darts-clone double array. */
static uint32_t unit_offset(uint32_t unit)
{
    return unit >> 10 << ((unit & 1u << 9) >> 6);
}

static uint32_t unit_label(uint32_t unit)
{
    return unit & (1u << 31 | 0xFF);
}

static bool has_leaf(uint32_t unit)
{
    return (unit >> 8 & 1) != 0;
}

static bool read_unit(const struct character_map *map, uint32_t node, uint32_t *unit)
{
    if (node >= map->units.n_bytes / UNIT_BYTES) {
        return false;
    }
    *unit = bytes_u32(map->units.data + (size_t)node * UNIT_BYTES);
    return true;
}

/* The replacement at an offset; false when it lies outside. */
static bool read_text(const struct character_map *map, uint32_t offset, struct bytes *text)
{
    if (offset >= map->texts.n_bytes) {
        return false;
    }
    const uint8_t *start = map->texts.data + offset;
    const uint8_t *end = memchr(start, 0, map->texts.n_bytes - offset);
    *text =
        (struct bytes){start, end != NULL ? (size_t)(end - start) : map->texts.n_bytes - offset};
    return true;
}

size_t character_map_find(const struct character_map *map, struct bytes text, bool is_longest,
                          struct bytes *replacement)
{
    uint32_t unit;
    if (!read_unit(map, 0, &unit)) {
        return 0;
    }
    uint32_t node = unit_offset(unit);
    size_t n_found = 0;
    for (size_t i = 0; i < text.n_bytes && text.data[i] != 0; i++) {
        node ^= text.data[i];
        if (!read_unit(map, node, &unit) || unit_label(unit) != text.data[i]) {
            break;
        }
        node ^= unit_offset(unit);
        uint32_t leaf;
        if (has_leaf(unit) && read_unit(map, node, &leaf) &&
            read_text(map, leaf & 0x7FFFFFFFu, replacement)) {
            n_found = i + 1;
            if (!is_longest) {
                break;
            }
        }
    }
    return n_found;
}
