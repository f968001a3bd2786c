/* The header of a file that is to be written; the format is told in gguf.c. */
#include "formats/gguf_write.h"

enum { VERSION = 3, MAX_PAIR_BYTES = 1 << 30, MAX_TENSOR_BYTES = 1 << 26 };

void gguf_header_init(struct gguf_header *header)
{
    *header = (struct gguf_header){.n_pairs = 0};
    buffer_init(&header->pairs, MAX_PAIR_BYTES);
    buffer_init(&header->tensors, MAX_TENSOR_BYTES);
}

void gguf_header_clear(struct gguf_header *header)
{
    buffer_clear(&header->pairs);
    buffer_clear(&header->tensors);
}

static void put_number(struct buffer *out, uint64_t value, unsigned n_bytes)
{
    for (unsigned i = 0; i < n_bytes; i++) {
        buffer_append_byte(out, (unsigned char)(value >> (8 * i) & 255));
    }
}

static void put_string(struct buffer *out, struct bytes text)
{
    put_number(out, text.n_bytes, 8);
    buffer_append(out, text.data, text.n_bytes);
}

static void put_name(struct buffer *out, const char *name)
{
    put_string(out, (struct bytes){(const uint8_t *)name, strlen(name)});
}

static void put_key(struct gguf_header *header, const char *key, enum gguf_value_type type)
{
    put_name(&header->pairs, key);
    put_number(&header->pairs, type, 4);
    header->n_pairs++;
}

static void put_float(struct buffer *out, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_number(out, bits, 4);
}

void gguf_header_u32(struct gguf_header *header, const char *key, uint32_t value)
{
    put_key(header, key, GGUF_U32);
    put_number(&header->pairs, value, 4);
}

void gguf_header_f32(struct gguf_header *header, const char *key, float value)
{
    put_key(header, key, GGUF_F32);
    put_float(&header->pairs, value);
}

void gguf_header_bool(struct gguf_header *header, const char *key, bool value)
{
    put_key(header, key, GGUF_BOOL);
    put_number(&header->pairs, value, 1);
}

void gguf_header_text(struct gguf_header *header, const char *key, struct bytes text)
{
    put_key(header, key, GGUF_STRING);
    put_string(&header->pairs, text);
}

void gguf_header_array(struct gguf_header *header, const char *key, enum gguf_value_type item_type,
                       uint64_t n_items)
{
    put_key(header, key, GGUF_ARRAY);
    put_number(&header->pairs, item_type, 4);
    put_number(&header->pairs, n_items, 8);
}

void gguf_header_octets(struct gguf_header *header, const char *key, struct bytes bytes)
{
    gguf_header_array(header, key, GGUF_U8, bytes.n_bytes);
    buffer_append(&header->pairs, bytes.data, bytes.n_bytes);
}

void gguf_header_item_text(struct gguf_header *header, struct bytes text)
{
    put_string(&header->pairs, text);
}

void gguf_header_item_i32(struct gguf_header *header, int32_t value)
{
    put_number(&header->pairs, (uint32_t)value, 4);
}

void gguf_header_item_f32(struct gguf_header *header, float value)
{
    put_float(&header->pairs, value);
}

void gguf_header_item_bool(struct gguf_header *header, bool value)
{
    put_number(&header->pairs, value, 1);
}

void gguf_header_value(struct gguf_header *header, const char *key, const struct gguf_value *value)
{
    put_key(header, key, value->type);
    if (value->type == GGUF_ARRAY) {
        put_number(&header->pairs, value->item_type, 4);
        put_number(&header->pairs, value->n_items, 8);
    }
    if (value->type == GGUF_STRING) {
        put_number(&header->pairs, value->bytes.n_bytes, 8);
    }
    buffer_append(&header->pairs, value->bytes.data, value->bytes.n_bytes);
}

size_t gguf_padding(uint64_t n_bytes)
{
    return (size_t)((GGUF_ALIGNMENT - n_bytes % GGUF_ALIGNMENT) % GGUF_ALIGNMENT);
}

uint64_t gguf_header_tensor(struct gguf_header *header, const char *name,
                            const struct gguf_tensor_type *type, const size_t *shape,
                            size_t n_dimensions)
{
    struct buffer *out = &header->tensors;
    uint64_t offset = header->n_data_bytes;
    uint64_t n_bytes = type->n_bytes;
    put_name(out, name);
    put_number(out, n_dimensions, 4);
    for (size_t i = n_dimensions; i-- > 0;) {
        put_number(out, shape[i], 8);
        n_bytes *= i + 1 == n_dimensions ? shape[i] / type->n_elements : shape[i];
    }
    put_number(out, type->number, 4);
    put_number(out, offset, 8);
    header->n_tensors++;
    header->n_data_bytes += n_bytes + gguf_padding(n_bytes);
    return offset;
}

bool gguf_header_check(const struct gguf_header *header, struct error *err)
{
    return buffer_check(&header->pairs, err) && buffer_check(&header->tensors, err);
}

void gguf_header_append(const struct gguf_header *header, struct buffer *out)
{
    static const char zeros[GGUF_ALIGNMENT];
    size_t start = out->n_bytes;
    buffer_append(out, "GGUF", 4);
    put_number(out, VERSION, 4);
    put_number(out, header->n_tensors, 8);
    put_number(out, header->n_pairs, 8);
    buffer_append(out, header->pairs.data, header->pairs.n_bytes);
    buffer_append(out, header->tensors.data, header->tensors.n_bytes);
    buffer_append(out, zeros, gguf_padding(out->n_bytes - start));
}
