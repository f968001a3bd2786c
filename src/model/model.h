/* A model: configuration and weights, opened from a checkpoint's folder. Read-only once open, so
 * that any number of sessions and threads may share it. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "model/config.h"
#include "model/rope_angles.h"
#include "model/weights.h"

enum { MODEL_MAX_END_TOKENS = 64 };

struct model {
    struct model_config config;
    struct model_weights weights;
    struct rope_angles ropes[MODEL_MAX_ROPES]; /* of config.ropes */
    uint32_t end_tokens[MODEL_MAX_END_TOKENS]; /* generation_config.json before config.json */
    size_t n_end_tokens;
    struct generation_defaults { /* what generation_config.json recommends; negative: nothing */
        double temperature, top_p, top_k;
    } defaults;
    char *quantization_text; /* "4 bits affine, groups of 64", "bf16", for reports */
    const char **warnings;   /* what the user should know: one line each */
    size_t n_warnings;
    struct arena arena; /* owns all of the above */
};

/* Reads config.json, generation_config.json and every model*.safetensors of the folder, or its GGUF
 * file; it must stay open as long as the model. */
bool model_open(struct model **out, struct folder *folder, struct error *err);
void model_close(struct model *model); /* NULL is allowed */

/* Changes the tensors of a checkpoint (sorted by name) before they are bound. */
typedef bool model_change(void *context, struct safetensors *tensors, struct error *err);

/* Binds the weights of an open model anew, from its folder, after a change. What the change put in
 * must outlive `out`; a tensor that the model then does not use is an error. For checkpoints of
 * safetensors only. */
bool model_rebind(const struct model *model, struct folder *folder, model_change *change,
                  void *context, struct model_weights *out, struct arena *arena, struct error *err);

#endif
