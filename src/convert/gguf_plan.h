/* What a GGUF file will hold, computed before anything is written: all that stands before the data,
 * and the work that makes each tensor. */
#ifndef CONVERT_GGUF_PLAN_H
#define CONVERT_GGUF_PLAN_H

#include "convert/gguf_mix.h"
#include "convert/importance.h"
#include "model/gguf_metadata.h"

struct gguf_work {
    struct source_tensor source; /* with what is to be added, and the order of rows, as GGUF's */
    const struct gguf_tensor_type *type;
    const float *importance; /* [n_columns]; NULL: none is known */
    size_t n_paired;  /* of each head_dim rows so many are put side by side in pairs; 0: none */
    size_t head_dim;  /* where rows are paired */
    uint64_t offset;  /* in the file */
    size_t row_bytes; /* of the output */
};

struct gguf_plan {
    const struct source *source;
    const struct gguf_mix *mix;
    const struct importance *importance; /* NULL: none */
    struct gguf_header header;
    struct gguf_metadata metadata;
    struct buffer front;    /* the bytes before the data */
    uint64_t ropes_offset;  /* in the file, of the factors of ropes */
    struct gguf_work *work; /* in the arena */
    size_t n_work;
    uint64_t n_bytes;    /* of the file */
    struct buffer notes; /* a line for each thing to be told */
    struct arena arena;
};

/* Clear it on failure too. `name`: what the file says that the model is called. */
bool gguf_plan_make(struct gguf_plan *plan, const struct source *source, const struct gguf_mix *mix,
                    const struct importance *importance, const char *name, struct error *err);
void gguf_plan_clear(struct gguf_plan *plan);

#endif
