/*
 * The tensors of one or more safetensors files, by name. The files stay where they are (mapped, or
 * in memory): a tensor is a name, a dtype, a shape and a place in them. docs/formats/safetensors.md
 * has the format and what is checked.
 */
#ifndef FORMATS_SAFETENSORS_H
#define FORMATS_SAFETENSORS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/folder.h"

/* X(name in the file, bits of one element). */
#define SAFETENSORS_DTYPES(X)                                                                      \
    X(F32, 32)                                                                                     \
    X(F16, 16)                                                                                     \
    X(BF16, 16)                                                                                    \
    X(U32, 32)                                                                                     \
    X(U8, 8)                                                                                       \
    X(BOOL, 8)                                                                                     \
    X(F4, 4)                                                                                       \
    X(F6_E2M3, 6)                                                                                  \
    X(F6_E3M2, 6)                                                                                  \
    X(I8, 8)                                                                                       \
    X(F8_E5M2, 8)                                                                                  \
    X(F8_E4M3, 8)                                                                                  \
    X(F8_E8M0, 8)                                                                                  \
    X(F8_E4M3FNUZ, 8)                                                                              \
    X(F8_E5M2FNUZ, 8)                                                                              \
    X(I16, 16)                                                                                     \
    X(U16, 16)                                                                                     \
    X(I32, 32)                                                                                     \
    X(F64, 64)                                                                                     \
    X(I64, 64)                                                                                     \
    X(U64, 64)                                                                                     \
    X(C64, 64)

enum safetensors_dtype {
#define X(name, bits) SAFETENSORS_##name,
    SAFETENSORS_DTYPES(X)
#undef X
        SAFETENSORS_N_DTYPES
};

enum { SAFETENSORS_MAX_DIMENSIONS = 8 };

struct safetensors_tensor {
    const char *name;
    const char *file; /* name of the shard, for messages */
    enum safetensors_dtype dtype;
    const char *block_type; /* of a tensor from a GGUF file, in blocks; NULL: it is of dtype */
    size_t n_dimensions;
    size_t shape[SAFETENSORS_MAX_DIMENSIONS];
    struct bytes bytes; /* borrowed from the file */
};

struct safetensors {
    struct arena arena;
    struct safetensors_tensor *tensors; /* owned; sorted by name once finished */
    size_t n_tensors;
    size_t n_capacity;
};

/* An empty set; safe to clear. */
void safetensors_init(struct safetensors *set);
void safetensors_clear(struct safetensors *set);

/* Adds the tensors of one file, whose bytes must outlive the set. */
bool safetensors_add(struct safetensors *set, const char *file, struct bytes bytes,
                     struct error *err);

/* How many bytes stand in front of a file's data, by its first 8; false where they do not fit it.
 */
bool safetensors_header_bytes(struct bytes file, uint64_t *n_bytes);

/* Sorts the names; to be called once, after the last file. Refuses a name that comes twice. */
bool safetensors_finish(struct safetensors *set, struct error *err);

/* All of a checkpoint's folder: init, every model*.safetensors, finish; then, where there is a
 * model.safetensors.index.json, checks that nothing it names is missing. Clear the set on failure
 * too. */
bool safetensors_open(struct safetensors *set, struct folder *folder, struct error *err);

/* NULL when the set has none of that name. */
const struct safetensors_tensor *safetensors_find(const struct safetensors *set, const char *name);

/* Appends what stands in front of the data of a file with these tensors, in their order; of each,
 * dtype, shape, name and bytes.n_bytes are read. The data starts at a multiple of 64 bytes. format
 * is told to readers: "pt" where tensors are as torch stores them, or "mlx". */
void safetensors_append_header(struct buffer *out, const char *format,
                               const struct safetensors_tensor *tensors, size_t n_tensors);

const char *safetensors_dtype_text(enum safetensors_dtype dtype);
/* The name of dtype, or of the block type. */
const char *safetensors_type_text(const struct safetensors_tensor *tensor);

enum { SAFETENSORS_SHAPE_BYTES = 200 };

/* "[2, 3]" into a caller's text; returns it. */
const char *safetensors_shape_text(const size_t *shape, size_t n_dimensions,
                                   char text[SAFETENSORS_SHAPE_BYTES]);

#endif
