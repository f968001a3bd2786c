/*
 * Converting a checkpoint: a source (convert/source.h), what is wanted of it, and a folder or file
 * that appears when it is complete. docs/convert.md tells how.
 */
#ifndef CONVERT_CONVERSION_H
#define CONVERT_CONVERSION_H

#include "base/error.h"
#include "convert/recipe.h"

struct convert_report {
    const char *note;         /* one line to be told; NULL: this is progress */
    uint64_t n_done_bytes;    /* of the output, with what was there already … */
    uint64_t n_resumed_bytes; /* … of which so many */
    uint64_t n_bytes;
};

struct convert_options {
    enum matrix_kind kind; /* MATRIX_FLOAT: nothing is quantized */
    unsigned bits, group;  /* 0: those of the kind */
    const char *recipe;    /* "mixed_3_6", …, or NULL */
    const char *dtype;     /* "float16", "bfloat16", "float32"; NULL: that of the source */
    bool dequantizes;
    bool searches;            /* scales and biases of affine codes, for what loses least */
    const char *importance;   /* a file of it, for the search; NULL: none */
    struct folder *adapter;   /* what the weights are fused with; NULL: nothing */
    unsigned n_threads;       /* 0: the cores there are */
    uint64_t max_shard_bytes; /* 0: 5 GiB */
    /* Called on the calling thread, also for every note; false cancels. May be NULL. */
    bool (*report)(void *user, const struct convert_report *report);
    void *user;
};

/* The checkpoint in `folder` becomes an MLX folder at `path`. */
bool convert_to_mlx(struct folder *folder, const char *path, const struct convert_options *options,
                    struct error *err);

#endif
