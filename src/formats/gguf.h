/*
 * GGUF: one file, or a set of numbered parts, with metadata and tensors. The files stay where they
 * are: a value of the metadata is a type and a place, a tensor a name, a type, a shape and a place.
 * docs/formats/gguf.md has the format and what is checked.
 */
#ifndef FORMATS_GGUF_H
#define FORMATS_GGUF_H

#include "base/arena.h"
#include "base/folder.h"

/* X(name, bytes of a value, 0 where it varies); the order gives the numbers of the file. */
#define GGUF_VALUE_TYPES(X)                                                                        \
    X(U8, 1)                                                                                       \
    X(I8, 1)                                                                                       \
    X(U16, 2)                                                                                      \
    X(I16, 2)                                                                                      \
    X(U32, 4)                                                                                      \
    X(I32, 4)                                                                                      \
    X(F32, 4)                                                                                      \
    X(BOOL, 1)                                                                                     \
    X(STRING, 0)                                                                                   \
    X(ARRAY, 0)                                                                                    \
    X(U64, 8)                                                                                      \
    X(I64, 8)                                                                                      \
    X(F64, 8)

enum gguf_value_type {
#define X(name, n_bytes) GGUF_##name,
    GGUF_VALUE_TYPES(X)
#undef X
        GGUF_N_VALUE_TYPES
};

/* The type of a tensor: rows are blocks of so many elements in so many bytes. */
struct gguf_tensor_type {
    const char *name; /* "Q4_K", … */
    unsigned number;  /* in the file */
    unsigned n_elements;
    unsigned n_bytes;
};

enum { GGUF_MAX_DIMENSIONS = 4 };

struct gguf_tensor {
    const char *name;
    const char *file; /* for messages */
    const struct gguf_tensor_type *type;
    size_t n_dimensions;               /* at least 1 */
    size_t shape[GGUF_MAX_DIMENSIONS]; /* the longest stride first: [rows, columns] */
    struct bytes bytes;                /* borrowed from the file */
};

struct gguf_value {
    enum gguf_value_type type;
    enum gguf_value_type item_type; /* of an array */
    size_t n_items;                 /* of an array */
    struct bytes bytes;             /* a number, the text of a string, or all items of an array */
};

struct gguf_pair {
    const char *key;
    struct gguf_value value;
};

struct gguf {
    struct arena arena;
    const char *file; /* the first; for messages */
    uint32_t version; /* of the first file */
    size_t n_files;
    struct gguf_pair *pairs; /* of the first file, sorted by key */
    size_t n_pairs;
    struct gguf_tensor *tensors; /* sorted by name once finished */
    size_t n_tensors;
};

/* An empty set; safe to clear. */
void gguf_init(struct gguf *gguf);
void gguf_clear(struct gguf *gguf);

/* Adds a file, whose bytes must outlive the set. The first gives the metadata; what follows must be
 * its other parts, in order. */
bool gguf_add(struct gguf *gguf, const char *file, struct bytes bytes, struct error *err);

/* How many bytes of a file stand in front of its tensors' data; false where they cannot be read. */
bool gguf_header_bytes(struct bytes file, uint64_t *n_bytes);

/* After the last file: sorts the tensors, refuses a name that comes twice and a missing part. */
bool gguf_finish(struct gguf *gguf, struct error *err);

/* Whether a folder is a GGUF checkpoint: it has such files, and no safetensors that are a model. */
bool gguf_is_in(const struct folder *folder);

/* What the user should know of a folder of which folder_replaced_bytes tells so many GB. */
#define GGUF_TURNED_NOTE                                                                           \
    "the file is big-endian: it takes %.2f GB of memory, turned round, instead of being mapped"

/* All of a folder: init, the one file or all parts, finish. A big-endian file is turned round in
 * memory, once for a folder. Files called mmproj*, which hold the
 * eyes of a model, are not looked at. Clear the set on failure too. */
bool gguf_open(struct gguf *gguf, struct folder *folder, struct error *err);

/* Whether a path is that of a file, which may be called anything, or ends in ".gguf". */
bool gguf_is_path(const char *path);

/* The folder of one file: with the other parts where its name says that there are some. */
bool gguf_open_path(struct folder **out, const char *path, struct error *err);

/* NULL when there is none. */
const struct gguf_value *gguf_find(const struct gguf *gguf, const char *key);
const struct gguf_tensor *gguf_find_tensor(const struct gguf *gguf, const char *name);

/*
 * Getters of optional keys, in the manner of json.h: an absent key leaves *out as it was and
 * succeeds; another type, or a number outside [low, high], is ERROR_MALFORMED. A number of any
 * integer type is an integer; an array whose items are all the same number counts as that number.
 */
bool gguf_read_bool(const struct gguf *gguf, const char *key, bool *out, struct error *err);
bool gguf_read_integer(const struct gguf *gguf, const char *key, int64_t low, int64_t high,
                       int64_t *out, struct error *err);
bool gguf_read_real(const struct gguf *gguf, const char *key, double low, double high, double *out,
                    struct error *err);
/* Borrowed from the file, not terminated. */
bool gguf_read_text(const struct gguf *gguf, const char *key, struct bytes *out, struct error *err);
/* *out is NULL when absent. */
bool gguf_read_array(const struct gguf *gguf, const char *key, enum gguf_value_type item_type,
                     const struct gguf_value **out, struct error *err);

/* "Q4_K", … as files name them; NULL when there is none. */
const struct gguf_tensor_type *gguf_tensor_type_find(const char *name);

/* False where the value is no integer. */
bool gguf_value_integer(const struct gguf_value *value, int64_t *out);

/* Items of arrays of numbers. */
bool gguf_item_integer(const struct gguf_value *array, size_t index, int64_t *out);
bool gguf_item_real(const struct gguf_value *array, size_t index, double *out);

/* A walk through an array of strings; start with gguf_strings_of. False at the end. */
struct gguf_strings {
    struct bytes bytes;
    uint32_t version;
    size_t offset;
};

struct gguf_strings gguf_strings_of(const struct gguf *gguf, const struct gguf_value *array);
bool gguf_strings_next(struct gguf_strings *walk, struct bytes *out);

/* "U32", "STRING", … for messages; the bytes of one value, 0 where they vary. */
const char *gguf_value_type_text(enum gguf_value_type type);
unsigned gguf_value_bytes(enum gguf_value_type type);

#endif
