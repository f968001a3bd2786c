/* Safetensors of a run; see tuner_files.h. */
#include "train/tuner_files.h"

#include <stdlib.h>
#include <string.h>
#include "base/atomic_file.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "formats/safetensors.h"

enum { MAX_HEADER_BYTES = 100 << 20 };

static size_t count(const struct tuner_array *array)
{
    return array->shape[0] * (array->n_dimensions > 1 ? array->shape[1] : 1);
}

static size_t bytes_of(const struct tuner_array *array)
{
    return count(array) * (array->is_counts ? sizeof(uint64_t) : sizeof(float));
}

static bool append_header(struct buffer *header, const struct tuner_array *arrays, size_t n,
                          struct error *err)
{
    struct safetensors_tensor *tensors = memory_array(n, sizeof *tensors, err);
    if (tensors == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        tensors[i] = (struct safetensors_tensor){
            .name = arrays[i].name,
            .dtype = arrays[i].is_counts ? SAFETENSORS_U64 : SAFETENSORS_F32,
            .n_dimensions = arrays[i].n_dimensions,
            .shape = {arrays[i].shape[0], arrays[i].shape[1]},
            .bytes = {NULL, bytes_of(&arrays[i])},
        };
    }
    safetensors_append_header(header, "mlx", tensors, n);
    free(tensors);
    return buffer_check(header, err);
}

bool tuner_file_write(const char *path, const struct tuner_array *arrays, size_t n,
                      struct error *err)
{
    struct buffer header;
    struct atomic_file *file = NULL;
    buffer_init(&header, MAX_HEADER_BYTES);
    bool ok = append_header(&header, arrays, n, err) && atomic_file_create(&file, path, err);
    if (ok) {
        atomic_file_write(file, header.data, header.n_bytes);
        for (size_t i = 0; i < n; i++) {
            atomic_file_write(file, arrays[i].numbers, bytes_of(&arrays[i]));
        }
        ok = atomic_file_commit(file, err);
    }
    buffer_clear(&header);
    return ok;
}

static const struct safetensors_tensor *find(const struct safetensors *set, const char *name,
                                             struct error *err)
{
    const struct safetensors_tensor *tensor = safetensors_find(set, name);
    if (tensor == NULL) {
        error_set(err, ERROR_MALFORMED, "tensor \"%s\" is missing", name);
    }
    return tensor;
}

static bool check_shape(const struct safetensors_tensor *tensor, const struct tuner_array *array,
                        struct error *err)
{
    char expected[SAFETENSORS_SHAPE_BYTES], found[SAFETENSORS_SHAPE_BYTES];
    if (tensor->n_dimensions == array->n_dimensions &&
        memcmp(tensor->shape, array->shape, array->n_dimensions * sizeof *array->shape) == 0) {
        return true;
    }
    return error_set(err, ERROR_MALFORMED, "tensor \"%s\": expected shape %s, found %s",
                     tensor->name,
                     safetensors_shape_text(array->shape, array->n_dimensions, expected),
                     safetensors_shape_text(tensor->shape, tensor->n_dimensions, found));
}

static bool read_array(const struct safetensors *set, const struct tuner_array *array,
                       struct error *err)
{
    const struct safetensors_tensor *tensor = find(set, array->name, err);
    if (tensor == NULL || !check_shape(tensor, array, err)) {
        return false;
    }
    if (tensor->dtype != (array->is_counts ? SAFETENSORS_U64 : SAFETENSORS_F32)) {
        return error_set(err, ERROR_MALFORMED, "tensor \"%s\": expected %s, found %s", array->name,
                         array->is_counts ? "U64" : "F32", safetensors_type_text(tensor));
    }
    memcpy(array->numbers, tensor->bytes.data, bytes_of(array));
    return true;
}

static bool read_all(struct safetensors *set, const char *path, struct bytes bytes,
                     const struct tuner_array *arrays, size_t n, struct error *err)
{
    if (!safetensors_add(set, path, bytes, err) || !safetensors_finish(set, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!read_array(set, &arrays[i], err)) {
            return error_context(err, "%s", path);
        }
    }
    if (set->n_tensors != n) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: %zu tensors, but what is trained here has %zu: the settings differ "
                         "from those it was made with",
                         path, set->n_tensors, n);
    }
    return true;
}

bool tuner_file_read(const char *path, const struct tuner_array *arrays, size_t n,
                     struct error *err)
{
    struct file_map map;
    struct safetensors set;
    if (!file_map_open(&map, path, err)) {
        return false;
    }
    safetensors_init(&set);
    bool ok = read_all(&set, path, map.bytes, arrays, n, err);
    safetensors_clear(&set);
    file_map_close(&map);
    return ok;
}
