/*
 * GGUF, versions 1 to 3, little-endian (gguf_big_endian.h turns the others round):
 *
 *   "GGUF", version, number of tensors, number of pairs
 *   pairs:   key, type, value                  (the metadata)
 *   tensors: name, number of dimensions, dimensions, type, offset
 *   padding up to the alignment, then the data of all tensors; offsets count from here
 *
 * Version 1 has 32 bits where the later ones have 64 for lengths and counts. A first pass over the
 * header finds where every value begins and ends; after it, nothing that was counted in the file is
 * trusted again, and walks through arrays cannot leave them.
 */
#include "formats/gguf.h"

#include <stdlib.h>
#include "base/memory.h"

enum {
    MAX_KEY_BYTES = 1 << 16, /* the format's own limit */
    MAX_NAME_BYTES = 1000,
    MAX_ALIGNMENT = 1 << 30,
    USUAL_ALIGNMENT = 32,
    MAX_ARENA_BYTES = 1 << 30,
};

/* All that ggml ever wrote into files: those that no kernel knows are refused by name. */
static const struct gguf_tensor_type tensor_types[] = {
    {"F32", 0, 1, 4},         {"F16", 1, 1, 2},         {"Q4_0", 2, 32, 18},
    {"Q4_1", 3, 32, 20},      {"Q5_0", 6, 32, 22},      {"Q5_1", 7, 32, 24},
    {"Q8_0", 8, 32, 34},      {"Q8_1", 9, 32, 36},      {"Q2_K", 10, 256, 84},
    {"Q3_K", 11, 256, 110},   {"Q4_K", 12, 256, 144},   {"Q5_K", 13, 256, 176},
    {"Q6_K", 14, 256, 210},   {"Q8_K", 15, 256, 292},   {"IQ2_XXS", 16, 256, 66},
    {"IQ2_XS", 17, 256, 74},  {"IQ3_XXS", 18, 256, 98}, {"IQ1_S", 19, 256, 50},
    {"IQ4_NL", 20, 32, 18},   {"IQ3_S", 21, 256, 110},  {"IQ2_S", 22, 256, 82},
    {"IQ4_XS", 23, 256, 136}, {"I8", 24, 1, 1},         {"I16", 25, 1, 2},
    {"I32", 26, 1, 4},        {"I64", 27, 1, 8},        {"F64", 28, 1, 8},
    {"IQ1_M", 29, 256, 56},   {"BF16", 30, 1, 2},       {"TQ1_0", 34, 256, 54},
    {"TQ2_0", 35, 256, 66},   {"MXFP4", 39, 32, 17},    {"NVFP4", 40, 64, 36},
};

enum { N_TENSOR_TYPES = sizeof tensor_types / sizeof tensor_types[0] };

const struct gguf_tensor_type *gguf_tensor_type_find(const char *name)
{
    for (size_t i = 0; i < N_TENSOR_TYPES; i++) {
        if (strcmp(tensor_types[i].name, name) == 0) {
            return &tensor_types[i];
        }
    }
    return NULL;
}

void gguf_init(struct gguf *gguf)
{
    *gguf = (struct gguf){.pairs = NULL};
    arena_init(&gguf->arena, MAX_ARENA_BYTES);
}

void gguf_clear(struct gguf *gguf)
{
    free(gguf->tensors);
    arena_clear(&gguf->arena);
    gguf_init(gguf);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* One file being read. */
struct parser {
    struct gguf *gguf;
    const char *file; /* in the arena */
    struct reader reader;
    uint32_t version;
    size_t n_tensors;
    size_t n_pairs;
    struct gguf_pair *pairs;
    struct error *err;
};

/* A length or count: 32 bits in version 1, 64 in the later ones. */
static uint64_t read_length(struct reader *reader, uint32_t version)
{
    return version == 1 ? reader_u32(reader) : reader_u64(reader);
}

static struct bytes read_string(struct reader *reader, uint32_t version)
{
    uint64_t n = read_length(reader, version);
    if (n > reader->bytes.n_bytes) { /* also where a size has 32 bits */
        reader->failed = true;
        return (struct bytes){NULL, 0};
    }
    const uint8_t *data = reader_take(reader, (size_t)n);
    return (struct bytes){data, data != NULL ? (size_t)n : 0};
}

static bool truncated(const struct parser *parser, const char *what)
{
    return error_set(parser->err, ERROR_MALFORMED,
                     "the file of %zu bytes ends within %s (at byte %zu)",
                     parser->reader.bytes.n_bytes, what, parser->reader.offset);
}

/* A key, or the name of a tensor: without zero bytes. */
static const char *read_name(struct parser *parser, const char *what, size_t n_limit)
{
    size_t offset = parser->reader.offset;
    struct bytes text = read_string(&parser->reader, parser->version);
    if (parser->reader.failed) {
        truncated(parser, what);
        return NULL;
    }
    if (text.n_bytes == 0 || text.n_bytes > n_limit ||
        memchr(text.data, '\0', text.n_bytes) != NULL) {
        error_set(parser->err, ERROR_MALFORMED,
                  "%s at byte %zu: expected 1 to %zu bytes of text, found %zu%s", what, offset,
                  n_limit, text.n_bytes,
                  text.n_bytes > 0 && text.n_bytes <= n_limit ? " with a zero in it" : "");
        return NULL;
    }
    return arena_text(&parser->gguf->arena, (const char *)text.data, text.n_bytes, parser->err);
}

/* ---- metadata ------------------------------------------------------------------------------- */

static bool read_type(struct parser *parser, enum gguf_value_type *out)
{
    uint32_t number = reader_u32(&parser->reader);
    if (parser->reader.failed) {
        return truncated(parser, "the metadata");
    }
    *out = (enum gguf_value_type)number;
    return number < GGUF_N_VALUE_TYPES ||
           error_set(parser->err, ERROR_MALFORMED, "unknown type %lu of a value at byte %zu",
                     (unsigned long)number, parser->reader.offset - 4);
}

static bool read_array(struct parser *parser, struct gguf_value *value)
{
    struct reader *reader = &parser->reader;
    if (!read_type(parser, &value->item_type)) {
        return false;
    }
    if (value->item_type == GGUF_ARRAY) {
        return error_set(parser->err, ERROR_UNSUPPORTED, "arrays of arrays are not supported");
    }
    uint64_t n_items = read_length(reader, parser->version);
    size_t start = reader->offset;
    size_t n_left = reader->bytes.n_bytes - start;
    unsigned n_bytes = gguf_value_bytes(value->item_type);
    /* A string takes at least its length. */
    size_t n_least = n_bytes > 0 ? n_bytes : parser->version == 1 ? 4 : 8;
    if (reader->failed || n_items > n_left / n_least) {
        return truncated(parser, "an array of the metadata");
    }
    value->n_items = (size_t)n_items;
    if (n_bytes > 0) {
        reader_take(reader, value->n_items * n_bytes);
    }
    for (size_t i = 0; n_bytes == 0 && i < value->n_items && !reader->failed; i++) {
        read_string(reader, parser->version);
    }
    value->bytes = (struct bytes){reader->bytes.data + start, reader->offset - start};
    return !reader->failed || truncated(parser, "an array of the metadata");
}

static bool read_value(struct parser *parser, struct gguf_value *value)
{
    struct reader *reader = &parser->reader;
    if (!read_type(parser, &value->type)) {
        return false;
    }
    if (value->type == GGUF_ARRAY) {
        return read_array(parser, value);
    }
    value->n_items = 1;
    if (value->type == GGUF_STRING) {
        value->bytes = read_string(reader, parser->version);
    } else {
        size_t n = gguf_value_bytes(value->type);
        value->bytes = (struct bytes){reader_take(reader, n), n};
    }
    return !reader->failed || truncated(parser, "the metadata");
}

static int compare_pairs(const void *a, const void *b)
{
    return strcmp(((const struct gguf_pair *)a)->key, ((const struct gguf_pair *)b)->key);
}

static bool read_pairs(struct parser *parser)
{
    /* A key of one byte with its length, a type, and a value of one byte. */
    size_t n_least = parser->version == 1 ? 10 : 14;
    size_t n_left = parser->reader.bytes.n_bytes - parser->reader.offset;
    if (parser->n_pairs > n_left / n_least) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "%zu pairs of metadata do not fit a file of %zu bytes", parser->n_pairs,
                         parser->reader.bytes.n_bytes);
    }
    struct gguf_pair *pairs =
        arena_array(&parser->gguf->arena, parser->n_pairs, sizeof *pairs, parser->err);
    if (pairs == NULL) {
        return false;
    }
    for (size_t i = 0; i < parser->n_pairs; i++) {
        pairs[i].key = read_name(parser, "a key", MAX_KEY_BYTES);
        if (pairs[i].key == NULL) {
            return false;
        }
        if (!read_value(parser, &pairs[i].value)) {
            return error_context(parser->err, "\"%.200s\"", pairs[i].key);
        }
    }
    qsort(pairs, parser->n_pairs, sizeof *pairs, compare_pairs);
    for (size_t i = 1; i < parser->n_pairs; i++) {
        if (strcmp(pairs[i].key, pairs[i - 1].key) == 0) {
            return error_set(parser->err, ERROR_MALFORMED, "\"%.200s\" is there twice",
                             pairs[i].key);
        }
    }
    parser->pairs = pairs;
    return true;
}

static const struct gguf_value *find_value(const struct gguf_pair *pairs, size_t n_pairs,
                                           const char *key)
{
    struct gguf_pair wanted = {.key = key};
    const struct gguf_pair *pair =
        n_pairs > 0 ? bsearch(&wanted, pairs, n_pairs, sizeof wanted, compare_pairs) : NULL;
    return pair != NULL ? &pair->value : NULL;
}

const struct gguf_value *gguf_find(const struct gguf *gguf, const char *key)
{
    return find_value(gguf->pairs, gguf->n_pairs, key);
}

struct gguf_strings gguf_strings_of(const struct gguf *gguf, const struct gguf_value *array)
{
    return (struct gguf_strings){array->bytes, gguf->version, 0};
}

bool gguf_strings_next(struct gguf_strings *walk, struct bytes *out)
{
    struct reader reader = {walk->bytes, walk->offset, false};
    if (walk->offset == walk->bytes.n_bytes) {
        return false;
    }
    *out = read_string(&reader, walk->version);
    walk->offset = reader.offset;
    return !reader.failed;
}

/* ---- tensors -------------------------------------------------------------------------------- */

static const struct gguf_tensor_type *find_type(uint32_t number)
{
    for (size_t i = 0; i < N_TENSOR_TYPES; i++) {
        if (tensor_types[i].number == number) {
            return &tensor_types[i];
        }
    }
    return NULL;
}

/* The shape, in our order; *n_bytes of all elements. */
static bool read_shape(struct parser *parser, struct gguf_tensor *tensor)
{
    uint32_t n = reader_u32(&parser->reader);
    if (!parser->reader.failed && (n == 0 || n > GGUF_MAX_DIMENSIONS)) {
        return error_set(parser->err, ERROR_MALFORMED, "expected 1 to %d dimensions, found %lu",
                         GGUF_MAX_DIMENSIONS, (unsigned long)n);
    }
    for (uint32_t i = n; i > 0 && !parser->reader.failed; i--) {
        uint64_t size = read_length(&parser->reader, parser->version);
        if (size > SIZE_MAX || size > INT64_MAX) {
            return error_set(parser->err, ERROR_MALFORMED, "a dimension of %llu",
                             (unsigned long long)size);
        }
        tensor->shape[i - 1] = (size_t)size;
    }
    tensor->n_dimensions = n;
    return !parser->reader.failed || truncated(parser, "the list of tensors");
}

static bool count_bytes(const struct parser *parser, struct gguf_tensor *tensor)
{
    const struct gguf_tensor_type *type = tensor->type;
    size_t n_columns = tensor->shape[tensor->n_dimensions - 1];
    if (n_columns % type->n_elements != 0) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "rows of %zu elements are no whole number of blocks of %u (%s)", n_columns,
                         type->n_elements, type->name);
    }
    size_t n = n_columns / type->n_elements;
    bool fits = size_multiply(n, type->n_bytes, &n);
    for (size_t i = 0; fits && i + 1 < tensor->n_dimensions; i++) {
        fits = size_multiply(n, tensor->shape[i], &n);
    }
    tensor->bytes.n_bytes = n;
    return fits || error_set(parser->err, ERROR_MALFORMED, "larger than any memory");
}

/* Name, shape and type; *offset is left to be checked when the data's place is known. */
static bool read_tensor(struct parser *parser, struct gguf_tensor *tensor, uint64_t *offset)
{
    tensor->file = parser->file;
    tensor->name = read_name(parser, "a tensor's name", MAX_NAME_BYTES);
    if (tensor->name == NULL) {
        return false;
    }
    bool ok = read_shape(parser, tensor);
    if (ok) {
        uint32_t number = reader_u32(&parser->reader);
        *offset = reader_u64(&parser->reader);
        tensor->type = find_type(number);
        ok = parser->reader.failed  ? truncated(parser, "the list of tensors")
             : tensor->type == NULL ? error_set(parser->err, ERROR_UNSUPPORTED, "unknown type %lu",
                                                (unsigned long)number)
                                    : count_bytes(parser, tensor);
    }
    return ok || error_context(parser->err, "tensor \"%.200s\"", tensor->name);
}

static bool read_alignment(struct parser *parser, size_t *out)
{
    const struct gguf_value *value =
        find_value(parser->pairs, parser->n_pairs, "general.alignment");
    int64_t alignment = USUAL_ALIGNMENT;
    if (value != NULL && !gguf_value_integer(value, &alignment)) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "\"general.alignment\": expected an integer, found %s",
                         gguf_value_type_text(value->type));
    }
    *out = alignment > 0 ? (size_t)alignment : 1;
    return (alignment > 0 && alignment <= MAX_ALIGNMENT && (alignment & (alignment - 1)) == 0) ||
           error_set(parser->err, ERROR_MALFORMED,
                     "\"general.alignment\": expected a power of two, found %lld",
                     (long long)alignment);
}

static bool place_tensor(const struct parser *parser, struct gguf_tensor *tensor, uint64_t offset,
                         size_t alignment, struct bytes data)
{
    if (offset % alignment != 0) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "tensor \"%.200s\": offset %llu is no multiple of %zu", tensor->name,
                         (unsigned long long)offset, alignment);
    }
    if (offset > data.n_bytes || tensor->bytes.n_bytes > data.n_bytes - (size_t)offset) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "tensor \"%.200s\": %zu bytes at offset %llu, but there are %zu bytes of "
                         "data: the file is truncated or damaged",
                         tensor->name, tensor->bytes.n_bytes, (unsigned long long)offset,
                         data.n_bytes);
    }
    tensor->bytes.data = data.data + offset;
    return true;
}

static bool read_tensors(struct parser *parser)
{
    struct gguf *gguf = parser->gguf;
    /* A name of one byte, one dimension, a type and an offset. */
    size_t n_least = parser->version == 1 ? 4 + 1 + 4 + 4 + 12 : 8 + 1 + 4 + 8 + 12;
    size_t n_left = parser->reader.bytes.n_bytes - parser->reader.offset;
    size_t n = parser->n_tensors;
    if (n > n_left / n_least) {
        return error_set(parser->err, ERROR_MALFORMED, "%zu tensors do not fit a file of %zu bytes",
                         n, parser->reader.bytes.n_bytes);
    }
    struct gguf_tensor *tensors =
        memory_resize(gguf->tensors, gguf->n_tensors + n + 1, sizeof *tensors, parser->err);
    uint64_t *offsets = memory_array(n, sizeof *offsets, parser->err);
    gguf->tensors = tensors != NULL ? tensors : gguf->tensors;
    bool ok = tensors != NULL && offsets != NULL;
    for (size_t i = 0; ok && i < n; i++) {
        tensors[gguf->n_tensors + i] = (struct gguf_tensor){.name = NULL};
        ok = read_tensor(parser, &tensors[gguf->n_tensors + i], &offsets[i]);
    }
    size_t alignment = 1;
    ok = ok && read_alignment(parser, &alignment);
    size_t n_padding = (alignment - parser->reader.offset % alignment) % alignment;
    size_t n_behind = parser->reader.bytes.n_bytes - parser->reader.offset;
    n_padding = n_padding < n_behind ? n_padding : n_behind;
    struct bytes data = {parser->reader.bytes.data + parser->reader.offset + n_padding,
                         n_behind - n_padding};
    for (size_t i = 0; ok && i < n; i++) {
        ok = place_tensor(parser, &tensors[gguf->n_tensors + i], offsets[i], alignment, data);
    }
    free(offsets);
    gguf->n_tensors += ok ? n : 0;
    return ok;
}

/* ---- files ---------------------------------------------------------------------------------- */

static const struct {
    char magic[5];
    const char *what;
} other_files[] = {
    {"lmgg", "a GGML file, older than GGUF"},
    {"fmgg", "a GGMF file, older than GGUF"},
    {"tjgg", "a GGJT file, older than GGUF"},
    {"algg", "an adapter in the GGLA format, older than GGUF"},
    {"FUGG", "GGUF with its bytes in another order"},
};

static bool read_start(struct parser *parser)
{
    struct reader *reader = &parser->reader;
    const uint8_t *magic = reader_take(reader, 4);
    for (size_t i = 0; magic != NULL && i < sizeof other_files / sizeof other_files[0]; i++) {
        if (memcmp(magic, other_files[i].magic, 4) == 0) {
            return error_set(parser->err, ERROR_UNSUPPORTED, "this is %s: convert it anew",
                             other_files[i].what);
        }
    }
    if (magic == NULL || memcmp(magic, "GGUF", 4) != 0) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "not a GGUF file: it does not begin so (a checkpoint is a folder, or a "
                         "GGUF file)");
    }
    uint32_t version = reader_u32(reader);
    if (!reader->failed && version > 0 && (version & 0xFFFFu) == 0) {
        return error_set(parser->err, ERROR_UNSUPPORTED,
                         "GGUF for big-endian machines, of a version that is not supported");
    }
    if (!reader->failed && (version < 1 || version > 3)) {
        return error_set(parser->err, ERROR_UNSUPPORTED,
                         "GGUF of version %lu; supported are 1, 2 and 3", (unsigned long)version);
    }
    parser->version = version;
    uint64_t n_tensors = read_length(reader, version);
    uint64_t n_pairs = read_length(reader, version);
    if (reader->failed) {
        return truncated(parser, "its first fields");
    }
    /* More than a file can hold, where a size has 32 bits, too. */
    parser->n_tensors = n_tensors < SIZE_MAX ? (size_t)n_tensors : SIZE_MAX;
    parser->n_pairs = n_pairs < SIZE_MAX ? (size_t)n_pairs : SIZE_MAX;
    return true;
}

/* A file's place in its set: "split.no" counts from 0; a file without it is all there is. */
static bool read_place(const struct parser *parser, int64_t *number, int64_t *n_parts)
{
    static const char *const keys[] = {"split.no", "split.count"};
    int64_t *const values[] = {number, n_parts};
    *number = 0;
    *n_parts = 1;
    for (size_t i = 0; i < 2; i++) {
        const struct gguf_value *value = find_value(parser->pairs, parser->n_pairs, keys[i]);
        if (value != NULL && !gguf_value_integer(value, values[i])) {
            return error_set(parser->err, ERROR_MALFORMED, "\"%s\": expected an integer, found %s",
                             keys[i], gguf_value_type_text(value->type));
        }
    }
    return true;
}

static bool check_place(const struct parser *parser)
{
    int64_t number;
    int64_t n_parts;
    if (!read_place(parser, &number, &n_parts)) {
        return false;
    }
    if (number != (int64_t)parser->gguf->n_files) {
        return error_set(parser->err, ERROR_MALFORMED,
                         "this is part %lld of %lld, where part %zu was expected",
                         (long long)number + 1, (long long)n_parts, parser->gguf->n_files + 1);
    }
    return true;
}

bool gguf_add(struct gguf *gguf, const char *file, struct bytes bytes, struct error *err)
{
    struct parser parser = {.gguf = gguf, .reader = {.bytes = bytes}, .err = err};
    parser.file = arena_text(&gguf->arena, file, strlen(file), err);
    if (parser.file == NULL || !read_start(&parser) || !read_pairs(&parser) ||
        !check_place(&parser) || !read_tensors(&parser)) {
        return error_context(err, "%s", file);
    }
    if (gguf->n_files == 0) {
        gguf->file = parser.file;
        gguf->version = parser.version;
        gguf->pairs = parser.pairs;
        gguf->n_pairs = parser.n_pairs;
    }
    gguf->n_files++;
    return true;
}

bool gguf_header_bytes(struct bytes file, uint64_t *n_bytes)
{
    struct gguf gguf;
    struct parser parser = {.gguf = &gguf, .reader = {.bytes = file}, .file = ""};
    gguf_init(&gguf);
    bool is_good = read_start(&parser) && read_pairs(&parser) && read_tensors(&parser);
    *n_bytes = is_good ? parser.reader.offset : 0;
    gguf_clear(&gguf);
    return is_good;
}

static int compare_tensors(const void *a, const void *b)
{
    return strcmp(((const struct gguf_tensor *)a)->name, ((const struct gguf_tensor *)b)->name);
}

bool gguf_finish(struct gguf *gguf, struct error *err)
{
    int64_t n_parts = 1;
    int64_t n_tensors = (int64_t)gguf->n_tensors;
    if (!gguf_read_integer(gguf, "split.count", 0, UINT16_MAX, &n_parts, err) ||
        !gguf_read_integer(gguf, "split.tensors.count", 0, INT64_MAX, &n_tensors, err)) {
        return false;
    }
    n_parts = n_parts > 0 ? n_parts : 1;
    if (n_parts != (int64_t)gguf->n_files || n_tensors != (int64_t)gguf->n_tensors) {
        return error_set(
            err, ERROR_MALFORMED, "%s: expected %lld parts with %lld tensors, found %zu with %zu",
            gguf->file, (long long)n_parts, (long long)n_tensors, gguf->n_files, gguf->n_tensors);
    }
    if (gguf->n_tensors > 1) {
        qsort(gguf->tensors, gguf->n_tensors, sizeof *gguf->tensors, compare_tensors);
    }
    for (size_t i = 1; i < gguf->n_tensors; i++) {
        const struct gguf_tensor *tensor = &gguf->tensors[i];
        if (strcmp(tensor->name, tensor[-1].name) == 0) {
            return error_set(err, ERROR_MALFORMED, "tensor \"%.200s\" is both in %s and in %s",
                             tensor->name, tensor[-1].file, tensor->file);
        }
    }
    return true;
}

const struct gguf_tensor *gguf_find_tensor(const struct gguf *gguf, const char *name)
{
    struct gguf_tensor key = {.name = name};
    return gguf->n_tensors > 0
               ? bsearch(&key, gguf->tensors, gguf->n_tensors, sizeof key, compare_tensors)
               : NULL;
}
