/*
 * The numbers of a model as metadata of GGUF: the way back of gguf_config.h. What is written can be
 * checked by reading it again.
 */
#ifndef MODEL_GGUF_METADATA_H
#define MODEL_GGUF_METADATA_H

#include "formats/gguf_write.h"
#include "model/config.h"

enum { GGUF_MAX_ROPE_TENSORS = 2, GGUF_NAME_BYTES = 256 };

/* What the tensors must be for the metadata to be true. */
struct gguf_metadata {
    const char *architecture;
    bool pairs_rows;    /* of query and key: those that rotate together lie side by side */
    float norm_offset;  /* to be added to the weights of norms */
    const char *remark; /* what llama.cpp will compute otherwise; NULL: nothing */
    struct gguf_rope_tensor {
        const char *name;
        const float *factors; /* in the arena */
        size_t n_factors;
    } ropes[GGUF_MAX_ROPE_TENSORS]; /* to be written as F32 */
    size_t n_ropes;
};

/* ERROR_UNSUPPORTED where the format has no words for what the model does. */
bool gguf_metadata_put(struct gguf_header *header, const struct model_config *config,
                       struct gguf_metadata *out, struct arena *arena, struct error *err);

/* Whether a file that is read back means the model it was made of. `note` gets one line, or stays
 * empty: what is lost without harm to most uses. */
bool gguf_metadata_check(const struct gguf *gguf, const struct model_config *config, char *note,
                         size_t n_note_bytes, struct error *err);

/* The name of a tensor that the family's checkpoints call `name` ("model.layers.3.mlp.up_proj
 * .weight", "lm_head.weight"); false where there is none. */
bool gguf_tensor_name(const struct model_config *config, const char *name,
                      char out[GGUF_NAME_BYTES]);

#endif
