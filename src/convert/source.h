/*
 * A checkpoint as a list of tensors: whatever its container, each has the name that the family's
 * own checkpoints give it, and gives its rows as f32. What a container does to them on the way (a
 * fused module that the family has in parts, rows in another order, norms with one added) is undone
 * here.
 */
#ifndef CONVERT_SOURCE_H
#define CONVERT_SOURCE_H

#include "formats/gguf.h"
#include "kernels/kernels.h"
#include "model/adapter_file.h"
#include "model/weights.h"

/* What fine-tuning adds to some rows of a matrix: the product of two small ones. */
struct source_change {
    size_t first_row, n_rows;
    size_t rank;
    const float *a;          /* [rank, n_columns] */
    const float *b;          /* [n_rows, rank], times the scale */
    const float *magnitudes; /* [n_rows]: the lengths that the rows have at last; NULL: any */
    const struct source_change *next;
};

struct source_tensor {
    const char *name;     /* "model.layers.0.self_attn.q_proj.weight"; always under "model.", or the
                           * head */
    const char *path;     /* of a module that may be quantized: the name without ".weight"; NULL for
                           * norms and biases */
    size_t layer;         /* SOURCE_NO_LAYER for what is outside */
    struct matrix matrix; /* a view on the file; of a norm or a bias: one row */
    size_t head_dim; /* rows of each head, of which the file has each pair that rotates together
                      * side by side; 0: they are in the family's order */
    float offset;    /* to be added to every value */
    const struct source_change *changes; /* NULL: none */
    /* What the checkpoint has here, also where an adapter's tensor stands in its place. */
    struct quantization_scheme scheme;
    enum float_type float_type;
};

#define SOURCE_NO_LAYER SIZE_MAX

struct source {
    struct folder *folder; /* borrowed */
    bool is_gguf;
    struct gguf gguf;  /* of a GGUF file */
    json_t *config;    /* config.json, as it is; of a GGUF file, as its family would have it */
    json_t *text_part; /* model_config_text_part of it */
    struct model_config numbers; /* the same as numbers */
    struct quantization quantization;
    struct safetensors set;
    struct source_tensor *tensors; /* in the order of computation: embedding, layers, norm, head */
    size_t n_tensors;
    const char **warnings; /* one line each, as of a model that is opened */
    size_t n_warnings;
    struct adapter_file *adapter; /* what the tensors are fused with; NULL: nothing */
    struct folder *adapter_folder;
    struct arena adapter_arena; /* owns the changes */
    struct kernels kernels;
    struct arena arena;
};

/* Reads everything but the weights, and checks that they are those of a whole model. The folder
 * must stay open. Clear it on failure too. */
bool source_open(struct source *source, struct folder *folder, struct error *err);
void source_clear(struct source *source); /* safe on a zeroed source */

/* From now on the tensors are those of the checkpoint fused with the adapter in `folder`, which
 * must stay open. Everything is checked first: the error names the tensor and both shapes. */
bool source_fuse(struct source *source, struct folder *folder, struct error *err);

/* Rows first to first + n of a tensor, as the family has them; out: [n, n_columns]. Any thread. */
void source_rows(const struct source *source, const struct source_tensor *tensor, size_t first,
                 size_t n, float *out);

/* The rows will not be read again: gives back the memory that they take. */
void source_drop(const struct source *source, const struct source_tensor *tensor, size_t first,
                 size_t n);

/* Whether the bytes of the file are already what source_rows gives, in the matrix' own type. */
bool source_is_plain(const struct source_tensor *tensor);

#endif
