/*
 * Borrowed bytes, and a reader over them. The reader has a sticky failure flag: read
 * straight-line, test `failed` once. Little-endian, as all formats here are; any alignment.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed; not terminated. */
struct bytes {
    const uint8_t *data;
    size_t n_bytes;
};

struct reader {
    struct bytes bytes;
    size_t offset; /* never beyond n_bytes */
    bool failed;
};

static inline uint16_t bytes_u16(const uint8_t *p)
{
    uint16_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static inline uint32_t bytes_u32(const uint8_t *p)
{
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static inline uint64_t bytes_u64(const uint8_t *p)
{
    uint64_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

/* The next n bytes, or NULL (and failed) when fewer are left. */
static inline const uint8_t *reader_take(struct reader *reader, size_t n)
{
    if (reader->failed || n > reader->bytes.n_bytes - reader->offset) {
        reader->failed = true;
        return NULL;
    }
    const uint8_t *taken = reader->bytes.data + reader->offset;
    reader->offset += n;
    return taken;
}

static inline uint8_t reader_u8(struct reader *reader)
{
    const uint8_t *p = reader_take(reader, 1);
    return p != NULL ? *p : 0;
}

static inline uint32_t reader_u32(struct reader *reader)
{
    const uint8_t *p = reader_take(reader, 4);
    return p != NULL ? bytes_u32(p) : 0;
}

static inline uint64_t reader_u64(struct reader *reader)
{
    const uint8_t *p = reader_take(reader, 8);
    return p != NULL ? bytes_u64(p) : 0;
}

#endif
