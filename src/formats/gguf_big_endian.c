/*
 * See gguf_big_endian.h. Numbers of the header are turned where they stand. Blocks are structs
 * whose numbers of 16 or 32 bits a big-endian ggml reads in its own order; codes are bytes in any.
 */
#include "formats/gguf_big_endian.h"

#include <string.h>

enum { MAX_VERSION = 3, MAX_FIELDS = 3 };

/* ---- the header ----------------------------------------------------------------------------- */

struct turner {
    struct bytes file;
    uint8_t *out;
    size_t offset;
    unsigned length_bytes; /* of a length or count */
    bool failed;
};

static void reverse(const uint8_t *from, unsigned n_bytes, uint8_t *to)
{
    for (unsigned i = 0; i < n_bytes; i++) {
        to[i] = from[n_bytes - 1 - i];
    }
}

/* Whether n bytes more are there. */
static bool has(struct turner *turner, uint64_t n_bytes)
{
    turner->failed = turner->failed || n_bytes > turner->file.n_bytes - turner->offset;
    return !turner->failed;
}

static uint64_t turn(struct turner *turner, unsigned n_bytes)
{
    uint64_t value = 0;
    if (!has(turner, n_bytes)) {
        return 0;
    }
    const uint8_t *from = turner->file.data + turner->offset;
    reverse(from, n_bytes, turner->out + turner->offset);
    for (unsigned i = 0; i < n_bytes; i++) {
        value = value << 8 | from[i];
    }
    turner->offset += n_bytes;
    return value;
}

static void copy(struct turner *turner, uint64_t n_bytes)
{
    if (has(turner, n_bytes)) {
        memcpy(turner->out + turner->offset, turner->file.data + turner->offset, (size_t)n_bytes);
        turner->offset += (size_t)n_bytes;
    }
}

static void turn_string(struct turner *turner)
{
    copy(turner, turn(turner, turner->length_bytes));
}

static enum gguf_value_type turn_type(struct turner *turner)
{
    uint64_t type = turn(turner, 4);
    turner->failed = turner->failed || type >= GGUF_N_VALUE_TYPES;
    return turner->failed ? GGUF_U8 : (enum gguf_value_type)type;
}

static void turn_value(struct turner *turner)
{
    enum gguf_value_type type = turn_type(turner);
    bool is_array = type == GGUF_ARRAY;
    type = is_array ? turn_type(turner) : type;
    uint64_t n_items = is_array ? turn(turner, turner->length_bytes) : 1;
    turner->failed = turner->failed || type == GGUF_ARRAY;
    for (uint64_t i = 0; i < n_items && !turner->failed; i++) {
        if (type == GGUF_STRING) {
            turn_string(turner);
        } else {
            turn(turner, gguf_value_bytes(type));
        }
    }
}

static void turn_tensor_info(struct turner *turner)
{
    turn_string(turner);
    uint64_t n_dimensions = turn(turner, 4);
    turner->failed = turner->failed || n_dimensions > GGUF_MAX_DIMENSIONS;
    for (uint64_t i = 0; i < n_dimensions && !turner->failed; i++) {
        turn(turner, turner->length_bytes);
    }
    turn(turner, 4);
    turn(turner, 8);
}

bool gguf_is_big_endian(struct bytes file)
{
    static const uint8_t start[] = {'G', 'G', 'U', 'F', 0, 0, 0};
    return file.n_bytes > sizeof start && memcmp(file.data, start, sizeof start) == 0 &&
           file.data[7] >= 1 && file.data[7] <= MAX_VERSION;
}

bool gguf_turn_header(struct bytes file, uint8_t *out, struct error *err)
{
    struct turner turner = {.file = file, .out = out};
    copy(&turner, 4);
    turner.length_bytes = turn(&turner, 4) == 1 ? 4 : 8;
    uint64_t n_tensors = turn(&turner, turner.length_bytes);
    uint64_t n_pairs = turn(&turner, turner.length_bytes);
    for (uint64_t i = 0; i < n_pairs && !turner.failed; i++) {
        turn_string(&turner);
        turn_value(&turner);
    }
    for (uint64_t i = 0; i < n_tensors && !turner.failed; i++) {
        turn_tensor_info(&turner);
    }
    return !turner.failed ||
           error_set(err, ERROR_MALFORMED,
                     "a big-endian file of %zu bytes ends within its header, or is damaged at byte "
                     "%zu",
                     file.n_bytes, turner.offset);
}

/* ---- the data ------------------------------------------------------------------------------- */

/* The numbers of a block that are wider than a byte. */
static const struct layout {
    const char *type;
    struct field {
        uint8_t offset, n_bytes; /* 0: no more */
    } fields[MAX_FIELDS];
} layouts[] = {
    {"F32", {{0, 4}}},
    {"F16", {{0, 2}}},
    {"BF16", {{0, 2}}},
    {"Q4_0", {{0, 2}}},
    {"Q4_1", {{0, 2}, {2, 2}}},
    {"Q5_0", {{0, 2}, {2, 4}}},
    {"Q5_1", {{0, 2}, {2, 2}, {4, 4}}},
    {"Q8_0", {{0, 2}}},
    {"Q2_K", {{80, 2}, {82, 2}}},
    {"Q3_K", {{108, 2}}},
    {"Q4_K", {{0, 2}, {2, 2}}},
    {"Q5_K", {{0, 2}, {2, 2}}},
    {"Q6_K", {{208, 2}}},
    {"IQ4_NL", {{0, 2}}},
    {"IQ4_XS", {{0, 2}, {2, 2}}},
    {"MXFP4", {{0, 0}}},
};

bool gguf_turn_tensor(struct bytes file, const struct gguf_tensor *tensor, uint8_t *out,
                      struct error *err)
{
    const struct layout *layout = layouts;
    const struct layout *end = layouts + sizeof layouts / sizeof *layouts;
    while (layout < end && strcmp(layout->type, tensor->type->name) != 0) {
        layout++;
    }
    if (layout == end) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tensor \"%.200s\": type %s of a big-endian file is not supported",
                         tensor->name, tensor->type->name);
    }
    size_t start = (size_t)(tensor->bytes.data - out);
    size_t n_block = tensor->type->n_bytes;
    for (size_t i = 0; i + n_block <= tensor->bytes.n_bytes; i += n_block) {
        const uint8_t *from = file.data + start + i;
        uint8_t *to = out + start + i;
        memcpy(to, from, n_block);
        for (size_t k = 0; k < MAX_FIELDS && layout->fields[k].n_bytes > 0; k++) {
            struct field field = layout->fields[k];
            reverse(from + field.offset, field.n_bytes, to + field.offset);
        }
    }
    return true;
}
