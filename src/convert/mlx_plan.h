/*
 * What an MLX folder will hold, computed before anything is written: every tensor with its type,
 * shape, shard and place, and the work that makes it.
 */
#ifndef CONVERT_MLX_PLAN_H
#define CONVERT_MLX_PLAN_H

#include "convert/importance.h"
#include "convert/quantize.h"
#include "convert/recipe.h"

/* A tensor of the output. */
struct mlx_tensor {
    struct safetensors_tensor header; /* bytes.n_bytes; no data */
    size_t shard;
    uint64_t offset; /* in the data of its shard */
};

enum mlx_work_kind {
    MLX_COPY,     /* the bytes as they are */
    MLX_FLOATS,   /* rows as floats of a type */
    MLX_QUANTIZE, /* rows as codes: words, scales and maybe biases */
};

struct mlx_work {
    enum mlx_work_kind kind;
    struct source_tensor source;
    struct quantization_scheme scheme; /* MLX_QUANTIZE */
    enum float_type float_type;        /* of floats and scales */
    bool is_searched;                  /* scales and biases, where MLX has a rule */
    const float *importance;           /* [n_columns], of a search; NULL: all columns are alike */
    size_t first_output, n_outputs;    /* 1, 2 or 3 that follow each other */
};

enum { MLX_SHARD_NAME_BYTES = 64 };

struct mlx_shard {
    char name[MLX_SHARD_NAME_BYTES];
    size_t first_work, n_work;
    size_t first_output, n_outputs;
    uint64_t n_bytes;     /* of the data */
    struct buffer header; /* all that stands before the data */
};

struct mlx_plan {
    const struct source *source;
    struct recipe recipe;
    json_t *rules; /* what is quantized, for config.json; NULL: nothing */
    struct mlx_tensor *outputs;
    size_t n_outputs;
    struct mlx_work *work;
    size_t n_work;
    struct mlx_shard *shards;
    size_t n_shards;
    uint64_t n_bytes;      /* of all tensors */
    uint64_t n_parameters; /* as mlx-lm counts them */
    size_t n_unweighed;    /* modules that are searched, and of which the importance says nothing */
    struct arena arena;
};

struct mlx_plan_options {
    struct recipe recipe;
    bool dequantizes;         /* codes of the source become floats */
    const char *dtype;        /* "float16", "bfloat16", "float32"; NULL: that of the source */
    bool keeps_types;         /* that is what the tensors are, whatever config.json says */
    uint64_t max_shard_bytes; /* 0: 5 GiB, as mlx-lm has it */
    bool searches;            /* scales and biases of affine codes */
    const struct importance *importance; /* of a search; NULL: none */
};

/* The source must stay open. Clear it on failure too. */
bool mlx_plan_make(struct mlx_plan *plan, const struct source *source,
                   const struct mlx_plan_options *options, struct error *err);
void mlx_plan_clear(struct mlx_plan *plan);

#endif
