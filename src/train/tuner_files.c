/* Safetensors of a run; see tuner_files.h. */
#include "train/tuner_files.h"

#include <stdlib.h>
#include <string.h>
#include "base/atomic_file.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "formats/float_element.h"
#include "model/adapter_write.h"

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

/* The array's tensor: by its name, or PEFT's. */
static const struct safetensors_tensor *find(const struct safetensors *set, const char *array_name,
                                             bool is_peft, struct error *err)
{
    char name[ADAPTER_NAME_BYTES];
    if (is_peft && !adapter_peft_name(array_name, name, err)) {
        return NULL;
    }
    const char *wanted = is_peft ? name : array_name;
    const struct safetensors_tensor *tensor = safetensors_find(set, wanted);
    if (tensor == NULL) {
        error_set(err, ERROR_MALFORMED, "tensor \"%s\" is missing", wanted);
    }
    return tensor;
}

static bool check_shape(const struct safetensors_tensor *tensor, const struct tuner_array *array,
                        bool is_turned, struct error *err)
{
    char expected[SAFETENSORS_SHAPE_BYTES], found[SAFETENSORS_SHAPE_BYTES];
    const size_t shape[2] = {array->shape[is_turned], array->shape[!is_turned]};
    if (tensor->n_dimensions == array->n_dimensions &&
        memcmp(tensor->shape, shape, array->n_dimensions * sizeof *shape) == 0) {
        return true;
    }
    return error_set(err, ERROR_MALFORMED, "tensor \"%s\": expected shape %s, found %s",
                     tensor->name, safetensors_shape_text(shape, array->n_dimensions, expected),
                     safetensors_shape_text(tensor->shape, tensor->n_dimensions, found));
}

static bool read_counts(const struct safetensors_tensor *tensor, const struct tuner_array *array,
                        struct error *err)
{
    if (tensor->dtype != SAFETENSORS_U64) {
        return error_set(err, ERROR_MALFORMED, "tensor \"%s\": expected U64", array->name);
    }
    memcpy(array->numbers, tensor->bytes.data, bytes_of(array));
    return true;
}

/* A matrix that is turned in the file has its columns there as rows. */
static bool read_floats(const struct safetensors_tensor *tensor, const struct tuner_array *array,
                        bool is_turned, struct error *err)
{
    if (tensor->dtype != SAFETENSORS_F32 && tensor->dtype != SAFETENSORS_F16 &&
        tensor->dtype != SAFETENSORS_BF16) {
        return error_set(err, ERROR_MALFORMED, "tensor \"%s\": expected F32, F16 or BF16, found %s",
                         tensor->name, safetensors_type_text(tensor));
    }
    float *numbers = array->numbers;
    size_t n_rows = array->shape[0], n_columns = is_turned ? array->shape[1] : 1;
    for (size_t i = 0; i < count(array); i++) {
        size_t at = is_turned ? i % n_columns * n_rows + i / n_columns : i;
        numbers[i] = float_element(tensor->bytes.data, tensor->dtype, at);
    }
    return true;
}

static bool read_array(const struct safetensors *set, const struct tuner_array *array, bool is_peft,
                       struct error *err)
{
    bool is_turned = is_peft && array->n_dimensions == 2;
    const struct safetensors_tensor *tensor = find(set, array->name, is_peft, err);
    return tensor != NULL && check_shape(tensor, array, is_turned, err) &&
           (array->is_counts ? read_counts(tensor, array, err)
                             : read_floats(tensor, array, is_turned, err));
}

static bool read_all(struct safetensors *set, const char *path, struct bytes bytes,
                     const struct tuner_array *arrays, size_t n, struct error *err)
{
    if (!safetensors_add(set, path, bytes, err) || !safetensors_finish(set, err)) {
        return false;
    }
    static const char peft[] = "base_model.";
    bool is_peft = set->n_tensors > 0 && strncmp(set->tensors[0].name, peft, sizeof peft - 1) == 0;
    for (size_t i = 0; i < n; i++) {
        if (!read_array(set, &arrays[i], is_peft, err)) {
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
