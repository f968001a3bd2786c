/* Builds a safetensors file in memory, tensor by tensor; tests and fuzz targets share it. */
#ifndef TESTS_SUPPORT_TENSOR_FILE_H
#define TESTS_SUPPORT_TENSOR_FILE_H

#include <stdio.h>
#include <string.h>
#include "base/buffer.h"
#include "base/bytes.h"

struct tensor_file {
    struct buffer header; /* JSON, still open */
    struct buffer data;
    struct buffer file;
};

static inline void tensor_file_init(struct tensor_file *file)
{
    buffer_init(&file->header, 1 << 24);
    buffer_init(&file->data, 1 << 26);
    buffer_init(&file->file, 1 << 27);
    buffer_append_byte(&file->header, '{');
}

static inline void tensor_file_clear(struct tensor_file *file)
{
    buffer_clear(&file->header);
    buffer_clear(&file->data);
    buffer_clear(&file->file);
}

/* A tensor of n_bytes; bytes may be NULL for a run of small numbers. shape as "2,3". */
static inline void tensor_file_add(struct tensor_file *file, const char *name, const char *dtype,
                                   const char *shape, const void *bytes, size_t n_bytes)
{
    buffer_append_format(&file->header,
                         "%s\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%zu,%zu]}",
                         file->header.n_bytes > 1 ? "," : "", name, dtype, shape,
                         file->data.n_bytes, file->data.n_bytes + n_bytes);
    for (size_t i = 0; bytes == NULL && i < n_bytes; i++) {
        buffer_append_byte(&file->data, (unsigned char)(i % 61));
    }
    if (bytes != NULL) {
        buffer_append(&file->data, bytes, n_bytes);
    }
}

/* Length, header and data; borrowed until clear. */
static inline struct bytes tensor_file_join(const char *header, size_t n_data, const char *data,
                                            struct buffer *out)
{
    uint64_t n_header = strlen(header);
    for (unsigned i = 0; i < 8; i++) {
        buffer_append_byte(out, (unsigned char)(n_header >> (8 * i)));
    }
    buffer_append(out, header, (size_t)n_header);
    buffer_append(out, data, n_data);
    return (struct bytes){(const uint8_t *)out->data, out->n_bytes};
}

static inline struct bytes tensor_file_bytes(struct tensor_file *file)
{
    buffer_append_byte(&file->header, '}');
    return tensor_file_join(buffer_text(&file->header), file->data.n_bytes,
                            buffer_text(&file->data), &file->file);
}

#endif
