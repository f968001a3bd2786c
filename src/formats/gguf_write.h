/*
 * What stands before the data of a GGUF file that is to be written: version 3, little-endian. Put
 * pairs and tensors, then ask for the bytes; the data of the tensors follow in the same order, each
 * padded to the alignment. Failures are sticky: gguf_header_check reports them.
 */
#ifndef FORMATS_GGUF_WRITE_H
#define FORMATS_GGUF_WRITE_H

#include "base/buffer.h"
#include "formats/gguf.h"

enum { GGUF_ALIGNMENT = 32 };

struct gguf_header {
    struct buffer pairs;
    struct buffer tensors;
    uint64_t n_pairs;
    uint64_t n_tensors;
    uint64_t n_data_bytes; /* of the tensors so far, padded */
};

void gguf_header_init(struct gguf_header *header);
void gguf_header_clear(struct gguf_header *header);

void gguf_header_u32(struct gguf_header *header, const char *key, uint32_t value);
void gguf_header_f32(struct gguf_header *header, const char *key, float value);
void gguf_header_bool(struct gguf_header *header, const char *key, bool value);
void gguf_header_text(struct gguf_header *header, const char *key, struct bytes text);
void gguf_header_octets(struct gguf_header *header, const char *key, struct bytes bytes);

/* An array: its n_items follow, each by one of the gguf_header_item functions that fits item_type.
 */
void gguf_header_array(struct gguf_header *header, const char *key, enum gguf_value_type item_type,
                       uint64_t n_items);
void gguf_header_item_text(struct gguf_header *header, struct bytes text);
void gguf_header_item_i32(struct gguf_header *header, int32_t value);
void gguf_header_item_f32(struct gguf_header *header, float value);
void gguf_header_item_bool(struct gguf_header *header, bool value);

/* A pair of another file as it is; its version is 2 or 3, whose values are the same bytes. */
void gguf_header_value(struct gguf_header *header, const char *key, const struct gguf_value *value);

/* A tensor behind the others; the longest stride first: [rows, columns]. Rows are whole blocks.
 * Returns the offset of its data. */
uint64_t gguf_header_tensor(struct gguf_header *header, const char *name,
                            const struct gguf_tensor_type *type, const size_t *shape,
                            size_t n_dimensions);

bool gguf_header_check(const struct gguf_header *header, struct error *err);

/* Appends all that stands before the data, padded. */
void gguf_header_append(const struct gguf_header *header, struct buffer *out);

/* Bytes of padding behind n_bytes of data. */
size_t gguf_padding(uint64_t n_bytes);

#endif
