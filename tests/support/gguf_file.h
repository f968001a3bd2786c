/* Builds a GGUF file in memory, value by value; tests and fuzz targets share it. */
#ifndef TESTS_SUPPORT_GGUF_FILE_H
#define TESTS_SUPPORT_GGUF_FILE_H

#include <string.h>
#include "base/buffer.h"
#include "base/bytes.h"

struct gguf_file {
    unsigned version;
    uint64_t n_pairs;
    uint64_t n_tensors;
    struct buffer pairs;
    struct buffer tensors;
    struct buffer data;
    struct buffer file;
};

static inline void gguf_file_init(struct gguf_file *file, unsigned version)
{
    *file = (struct gguf_file){.version = version};
    buffer_init(&file->pairs, 1 << 26);
    buffer_init(&file->tensors, 1 << 24);
    buffer_init(&file->data, 1 << 26);
    buffer_init(&file->file, 1 << 27);
}

static inline void gguf_file_clear(struct gguf_file *file)
{
    buffer_clear(&file->pairs);
    buffer_clear(&file->tensors);
    buffer_clear(&file->data);
    buffer_clear(&file->file);
}

static inline void gguf_put(struct buffer *out, uint64_t value, unsigned n_bytes)
{
    for (unsigned i = 0; i < n_bytes; i++) {
        buffer_append_byte(out, (unsigned char)(value >> (8 * i)));
    }
}

/* Up to the alignment; a buffer that has failed stays as it is. */
static inline void gguf_pad(struct buffer *out)
{
    static const char zeros[32];
    buffer_append(out, zeros, (32 - out->n_bytes % 32) % 32);
}

static inline void gguf_put_length(const struct gguf_file *file, struct buffer *out, uint64_t value)
{
    gguf_put(out, value, file->version == 1 ? 4 : 8);
}

static inline void gguf_put_text(const struct gguf_file *file, struct buffer *out, const char *text)
{
    gguf_put_length(file, out, strlen(text));
    buffer_append_text(out, text);
}

/* Key and type; the value follows. */
static inline void gguf_file_key(struct gguf_file *file, const char *key, unsigned type)
{
    gguf_put_text(file, &file->pairs, key);
    gguf_put(&file->pairs, type, 4);
    file->n_pairs++;
}

/* A number of any type, as its bits. */
static inline void gguf_file_bits(struct gguf_file *file, const char *key, unsigned type,
                                  uint64_t bits, unsigned n_bytes)
{
    gguf_file_key(file, key, type);
    gguf_put(&file->pairs, bits, n_bytes);
}

static inline void gguf_file_u32(struct gguf_file *file, const char *key, uint32_t value)
{
    gguf_file_bits(file, key, 4, value, 4);
}

static inline void gguf_file_bool(struct gguf_file *file, const char *key, bool value)
{
    gguf_file_bits(file, key, 7, value, 1);
}

static inline void gguf_file_f32(struct gguf_file *file, const char *key, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    gguf_file_bits(file, key, 6, bits, 4);
}

static inline void gguf_file_text(struct gguf_file *file, const char *key, const char *text)
{
    gguf_file_key(file, key, 8);
    gguf_put_text(file, &file->pairs, text);
}

/* An array; the items follow. */
static inline void gguf_file_array(struct gguf_file *file, const char *key, unsigned item_type,
                                   uint64_t n_items)
{
    gguf_file_key(file, key, 9);
    gguf_put(&file->pairs, item_type, 4);
    gguf_put_length(file, &file->pairs, n_items);
}

static inline void gguf_file_texts(struct gguf_file *file, const char *key,
                                   const char *const *texts, size_t n_texts)
{
    gguf_file_array(file, key, 8, n_texts);
    for (size_t i = 0; i < n_texts; i++) {
        gguf_put_text(file, &file->pairs, texts[i]);
    }
}

static inline void gguf_file_u32s(struct gguf_file *file, const char *key, const uint32_t *values,
                                  size_t n_values)
{
    gguf_file_array(file, key, 4, n_values);
    for (size_t i = 0; i < n_values; i++) {
        gguf_put(&file->pairs, values[i], 4);
    }
}

/* A tensor of n_rows x n_columns (n_rows 0: a vector); bytes may be NULL for small numbers. */
static inline void gguf_file_tensor(struct gguf_file *file, const char *name, unsigned type,
                                    uint64_t n_rows, uint64_t n_columns, const void *bytes,
                                    size_t n_bytes)
{
    gguf_pad(&file->data);
    gguf_put_text(file, &file->tensors, name);
    gguf_put(&file->tensors, n_rows > 0 ? 2 : 1, 4);
    gguf_put_length(file, &file->tensors, n_columns);
    if (n_rows > 0) {
        gguf_put_length(file, &file->tensors, n_rows);
    }
    gguf_put(&file->tensors, type, 4);
    gguf_put(&file->tensors, file->data.n_bytes, 8);
    for (size_t i = 0; bytes == NULL && i < n_bytes; i++) {
        buffer_append_byte(&file->data, (unsigned char)(i % 61));
    }
    if (bytes != NULL) {
        buffer_append(&file->data, bytes, n_bytes);
    }
    file->n_tensors++;
}

/* All of it; borrowed until clear. */
static inline struct bytes gguf_file_bytes(struct gguf_file *file)
{
    buffer_empty(&file->file);
    buffer_append_text(&file->file, "GGUF");
    gguf_put(&file->file, file->version, 4);
    gguf_put_length(file, &file->file, file->n_tensors);
    gguf_put_length(file, &file->file, file->n_pairs);
    buffer_append(&file->file, buffer_text(&file->pairs), file->pairs.n_bytes);
    buffer_append(&file->file, buffer_text(&file->tensors), file->tensors.n_bytes);
    gguf_pad(&file->file);
    buffer_append(&file->file, buffer_text(&file->data), file->data.n_bytes);
    return (struct bytes){(const uint8_t *)file->file.data, file->file.n_bytes};
}

#endif
