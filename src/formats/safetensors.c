/*
 * Safetensors: 8 bytes of length, a JSON header of that length, then the data of all tensors.
 *
 *   {"__metadata__": {…}, "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}
 *
 * Offsets count from the end of the header. Every number is checked against the others and against
 * the length of the file before a pointer is made of it. As the format demands, the tensors, in the
 * order of their offsets, must cover the data without a hole and without an overlap.
 */
#include "formats/safetensors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "formats/json.h"

/* The format's own limit, and one for each entry (the metadata is one): what a hostile header makes
 * us allocate stays below a GB. */
enum {
    MAX_HEADER_BYTES = 100000000,
    MAX_ENTRY_BYTES = 8 << 20,
    MAX_INDEX_BYTES = 64 << 20,
    MAX_NAME_BYTES = 1000,
    LENGTH_BYTES = 8,
};

static const struct dtype_row {
    const char *text;
    unsigned bits;
} dtypes[] = {
#define X(name, bits) [SAFETENSORS_##name] = {#name, bits},
    SAFETENSORS_DTYPES(X)
#undef X
};

const char *safetensors_dtype_text(enum safetensors_dtype dtype)
{
    return dtypes[dtype].text;
}

const char *safetensors_type_text(const struct safetensors_tensor *tensor)
{
    return tensor->block_type != NULL ? tensor->block_type : safetensors_dtype_text(tensor->dtype);
}

const char *safetensors_shape_text(const size_t *shape, size_t n_dimensions,
                                   char text[SAFETENSORS_SHAPE_BYTES])
{
    size_t n = 0;
    text[n++] = '[';
    for (size_t i = 0; i < n_dimensions; i++) {
        n += (size_t)snprintf(text + n, 24, "%s%zu", i > 0 ? ", " : "", shape[i]);
    }
    text[n++] = ']';
    text[n] = 0;
    return text;
}

void safetensors_init(struct safetensors *set)
{
    *set = (struct safetensors){.tensors = NULL};
    arena_init(&set->arena, (size_t)1 << 30);
}

void safetensors_clear(struct safetensors *set)
{
    free(set->tensors);
    arena_clear(&set->arena);
    safetensors_init(set);
}

/* ---- one tensor ----------------------------------------------------------------------------- */

static bool read_dtype(const json_t *entry, struct safetensors_tensor *tensor, struct error *err)
{
    const char *text = NULL;
    if (!json_read_text(entry, "dtype", &text, err)) {
        return false;
    }
    for (size_t i = 0; text != NULL && i < SAFETENSORS_N_DTYPES; i++) {
        if (strcmp(text, dtypes[i].text) == 0) {
            tensor->dtype = (enum safetensors_dtype)i;
            return true;
        }
    }
    return error_set(err, ERROR_MALFORMED, "unknown dtype \"%.40s\"", text != NULL ? text : "");
}

/* Fills values from an array of integers >= 0; *n is their number. */
static bool read_sizes(const json_t *entry, const char *key, size_t *values, size_t n_max,
                       size_t *n, struct error *err)
{
    const json_t *array;
    if (!json_read_array(entry, key, &array, err)) {
        return false;
    }
    if (array == NULL) {
        return error_set(err, ERROR_MALFORMED, "\"%s\" is missing", key);
    }
    *n = json_array_size(array);
    if (*n > n_max) {
        return error_set(err, ERROR_MALFORMED, "\"%s\" has %zu numbers, more than %zu", key, *n,
                         n_max);
    }
    for (size_t i = 0; i < *n; i++) {
        const json_t *item = json_array_get(array, i);
        json_int_t value = json_integer_value(item);
        if (!json_is_integer(item) || value < 0 || (uint64_t)value > SIZE_MAX) {
            return error_set(err, ERROR_MALFORMED, "\"%s\": expected integers from 0 on", key);
        }
        values[i] = (size_t)value;
    }
    return true;
}

/* Bytes of a tensor of that shape. */
static bool count_bytes(const struct safetensors_tensor *tensor, size_t *n_bytes, struct error *err)
{
    size_t n_bits = dtypes[tensor->dtype].bits;
    bool fits = true;
    for (size_t i = 0; i < tensor->n_dimensions; i++) {
        fits = fits && size_multiply(n_bits, tensor->shape[i], &n_bits);
    }
    if (!fits) {
        char text[SAFETENSORS_SHAPE_BYTES];
        return error_set(err, ERROR_MALFORMED, "shape %s is larger than any memory",
                         safetensors_shape_text(tensor->shape, tensor->n_dimensions, text));
    }
    if (n_bits % 8 != 0) {
        return error_set(err, ERROR_MALFORMED, "%s elements do not fill whole bytes",
                         dtypes[tensor->dtype].text);
    }
    *n_bytes = n_bits / 8;
    return true;
}

static bool read_tensor(const json_t *entry, struct bytes data, struct safetensors_tensor *tensor,
                        struct error *err)
{
    if (!json_is_object(entry)) {
        return error_set(err, ERROR_MALFORMED, "expected an object, found %s",
                         json_type_text(entry));
    }
    size_t offsets[2];
    size_t n_offsets = 0;
    size_t n_bytes = 0;
    if (!read_dtype(entry, tensor, err) ||
        !read_sizes(entry, "shape", tensor->shape, SAFETENSORS_MAX_DIMENSIONS,
                    &tensor->n_dimensions, err) ||
        !count_bytes(tensor, &n_bytes, err) ||
        !read_sizes(entry, "data_offsets", offsets, 2, &n_offsets, err)) {
        return false;
    }
    if (n_offsets != 2 || offsets[0] > offsets[1]) {
        return error_set(err, ERROR_MALFORMED, "\"data_offsets\": expected [first, last] in order");
    }
    if (offsets[1] > data.n_bytes) {
        return error_set(err, ERROR_MALFORMED,
                         "data ends at byte %zu of %zu: the file is truncated or its header wrong",
                         offsets[1], data.n_bytes);
    }
    if (offsets[1] - offsets[0] != n_bytes) {
        char text[SAFETENSORS_SHAPE_BYTES];
        return error_set(err, ERROR_MALFORMED, "%s %s needs %zu bytes, \"data_offsets\" has %zu",
                         dtypes[tensor->dtype].text,
                         safetensors_shape_text(tensor->shape, tensor->n_dimensions, text), n_bytes,
                         offsets[1] - offsets[0]);
    }
    tensor->bytes = (struct bytes){data.data + offsets[0], n_bytes};
    return true;
}

/* ---- one file ------------------------------------------------------------------------------- */

static int compare_places(const void *a, const void *b)
{
    const struct bytes *left = &((const struct safetensors_tensor *)a)->bytes;
    const struct bytes *right = &((const struct safetensors_tensor *)b)->bytes;
    if (left->data != right->data) {
        return left->data < right->data ? -1 : 1;
    }
    return (left->n_bytes > right->n_bytes) - (left->n_bytes < right->n_bytes);
}

/* In the order of their places, the tensors from n_before on must follow each other from the first
 * byte of the data to its last. */
static bool check_cover(const struct safetensors *set, size_t n_before, struct bytes data,
                        struct error *err)
{
    size_t n = set->n_tensors - n_before;
    struct safetensors_tensor *tensors = n > 0 ? set->tensors + n_before : NULL;
    if (n > 1) {
        qsort(tensors, n, sizeof *tensors, compare_places);
    }
    size_t end = 0;
    for (size_t i = 0; i < n; i++) {
        size_t first = (size_t)(tensors[i].bytes.data - data.data);
        if (first < end) {
            return error_set(err, ERROR_MALFORMED, "tensors \"%s\" and \"%s\" overlap at byte %zu",
                             tensors[i - 1].name, tensors[i].name, first);
        }
        if (first > end) {
            return error_set(err, ERROR_MALFORMED,
                             "%zu bytes before tensor \"%s\" belong to no tensor", first - end,
                             tensors[i].name);
        }
        end = first + tensors[i].bytes.n_bytes;
    }
    if (end != data.n_bytes) {
        return error_set(err, ERROR_MALFORMED, "%zu bytes at the end belong to no tensor",
                         data.n_bytes - end);
    }
    return true;
}

/* Room for one more. */
static bool reserve(struct safetensors *set, struct error *err)
{
    enum { FIRST_CAPACITY = 64 };
    if (set->n_tensors < set->n_capacity) {
        return true;
    }
    size_t n = set->n_capacity > 0 ? set->n_capacity * 2 : FIRST_CAPACITY;
    struct safetensors_tensor *tensors = memory_resize(set->tensors, n, sizeof *tensors, err);
    if (tensors == NULL) {
        return false;
    }
    set->tensors = tensors;
    set->n_capacity = n;
    return true;
}

/* Where the entries of a header go. */
struct entry_target {
    struct safetensors *set;
    const char *file; /* in the set's arena */
    struct bytes data;
};

static bool add_entry(void *context, const char *name, const json_t *entry, struct error *err)
{
    const struct entry_target *target = context;
    struct safetensors *set = target->set;
    if (strcmp(name, "__metadata__") == 0) {
        return true;
    }
    size_t n_name = strlen(name);
    if (n_name > MAX_NAME_BYTES) {
        return error_set(err, ERROR_MALFORMED, "a tensor's name has %zu bytes, more than %d",
                         n_name, MAX_NAME_BYTES);
    }
    struct safetensors_tensor tensor = {.file = target->file};
    tensor.name = arena_text(&set->arena, name, n_name, err);
    if (tensor.name == NULL || !reserve(set, err)) {
        return false;
    }
    if (!read_tensor(entry, target->data, &tensor, err)) {
        return error_context(err, "tensor \"%.200s\"", name);
    }
    set->tensors[set->n_tensors++] = tensor;
    return true;
}

/* The header's text, and the data behind it. */
static bool split_file(struct bytes bytes, struct bytes *text, struct bytes *data,
                       struct error *err)
{
    if (bytes.n_bytes < LENGTH_BYTES) {
        return error_set(err, ERROR_MALFORMED, "%zu bytes are too few for a safetensors file",
                         bytes.n_bytes);
    }
    uint64_t n_header = bytes_u64(bytes.data);
    if (n_header > bytes.n_bytes - LENGTH_BYTES) {
        return error_set(err, ERROR_MALFORMED, "a header of %llu bytes does not fit a file of %zu",
                         (unsigned long long)n_header, bytes.n_bytes);
    }
    if (n_header > MAX_HEADER_BYTES) {
        return error_set(err, ERROR_LIMIT, "a header of %llu bytes is longer than the limit of %d",
                         (unsigned long long)n_header, MAX_HEADER_BYTES);
    }
    *text = (struct bytes){bytes.data + LENGTH_BYTES, (size_t)n_header};
    *data = (struct bytes){text->data + n_header, bytes.n_bytes - LENGTH_BYTES - (size_t)n_header};
    return (text->n_bytes > 0 && text->data[0] == '{') ||
           error_set(err, ERROR_MALFORMED, "the header is not a JSON object");
}

bool safetensors_header_bytes(struct bytes file, uint64_t *n_bytes)
{
    struct bytes text = {NULL, 0};
    struct bytes data;
    bool is_good = split_file(file, &text, &data, NULL);
    *n_bytes = is_good ? LENGTH_BYTES + text.n_bytes : 0;
    return is_good;
}

bool safetensors_add(struct safetensors *set, const char *file, struct bytes bytes,
                     struct error *err)
{
    struct bytes text = {NULL, 0};
    struct entry_target target = {.set = set};
    size_t n_before = set->n_tensors;
    target.file = arena_text(&set->arena, file, strlen(file), err);
    bool ok = target.file != NULL && split_file(bytes, &text, &target.data, err) &&
              json_visit_members(text, "header", MAX_ENTRY_BYTES, add_entry, &target, err) &&
              check_cover(set, n_before, target.data, err);
    return ok || error_context(err, "%s", file);
}

/* ---- the set -------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct safetensors_tensor *)a)->name,
                  ((const struct safetensors_tensor *)b)->name);
}

bool safetensors_finish(struct safetensors *set, struct error *err)
{
    if (set->n_tensors > 1) {
        qsort(set->tensors, set->n_tensors, sizeof *set->tensors, compare_names);
    }
    for (size_t i = 1; i < set->n_tensors; i++) {
        const struct safetensors_tensor *tensor = &set->tensors[i];
        if (strcmp(tensor->name, tensor[-1].name) == 0) {
            return error_set(err, ERROR_MALFORMED, "tensor \"%s\" is both in %s and in %s",
                             tensor->name, tensor[-1].file, tensor->file);
        }
    }
    return true;
}

const struct safetensors_tensor *safetensors_find(const struct safetensors *set, const char *name)
{
    struct safetensors_tensor key = {.name = name};
    return set->n_tensors > 0
               ? bsearch(&key, set->tensors, set->n_tensors, sizeof key, compare_names)
               : NULL;
}

/* Everything that the index names must be there. */
static bool check_index(const struct safetensors *set, struct folder *folder, struct error *err)
{
    static const char name[] = "model.safetensors.index.json";
    if (!folder_has(folder, name)) {
        return true;
    }
    json_t *index = json_open_object(folder, name, MAX_INDEX_BYTES, err);
    if (index == NULL) {
        return false;
    }
    const json_t *map;
    bool ok = json_read_object(index, "weight_map", &map, err);
    if (ok && map == NULL) {
        ok = error_set(err, ERROR_MALFORMED, "\"weight_map\" is missing");
    }
    void *iterator = ok ? json_object_iter((json_t *)map) : NULL;
    for (; ok && iterator != NULL; iterator = json_object_iter_next((json_t *)map, iterator)) {
        const char *tensor = json_object_iter_key(iterator);
        const char *file = json_string_value(json_object_iter_value(iterator));
        if (file == NULL) {
            ok = error_set(err, ERROR_MALFORMED, "\"%.200s\": expected the name of a file", tensor);
        } else if (!folder_has(folder, file)) {
            ok = error_set(err, ERROR_NOT_FOUND, "%.200s is missing (it holds \"%.200s\")", file,
                           tensor);
        } else if (safetensors_find(set, tensor) == NULL) {
            ok = error_set(err, ERROR_MALFORMED, "tensor \"%.200s\" is in none of the files",
                           tensor);
        }
    }
    json_decref(index);
    return ok || error_context(err, "%s", name);
}

static bool is_shard(const char *name)
{
    static const char prefix[] = "model";
    static const char suffix[] = ".safetensors";
    size_t n = strlen(name);
    return n >= sizeof prefix - 1 + sizeof suffix - 1 &&
           memcmp(name, prefix, sizeof prefix - 1) == 0 &&
           strcmp(name + n - (sizeof suffix - 1), suffix) == 0;
}

bool safetensors_open(struct safetensors *set, struct folder *folder, struct error *err)
{
    safetensors_init(set);
    size_t n_files = 0;
    for (size_t i = 0; i < folder_n_files(folder); i++) {
        const char *name = folder_name(folder, i);
        struct bytes bytes;
        if (!is_shard(name)) {
            continue;
        }
        if (!folder_read(folder, name, &bytes, err) || !safetensors_add(set, name, bytes, err)) {
            return false;
        }
        n_files++;
    }
    if (n_files == 0) {
        return error_set(err, ERROR_NOT_FOUND, "%s: no model*.safetensors in the folder",
                         folder_path(folder));
    }
    return safetensors_finish(set, err) && check_index(set, folder, err);
}
