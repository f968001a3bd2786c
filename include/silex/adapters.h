/*
 * Silex with adapters: what fine-tuning changed in a model, kept beside its weights. Several can be
 * open on one model; each session computes with one of them or with none.
 *
 * The rules of silex/silex.h hold here too; the results of a session with an adapter are as
 * reproducible as those without.
 */
#ifndef SILEX_ADAPTERS_H
#define SILEX_ADAPTERS_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Read-only once open: any number of sessions and threads may share it. */
typedef struct silex_adapter silex_adapter;

/* Opens the directory of an adapter that mlx-lm or PEFT wrote (LoRA, DoRA, or tensors trained as a
 * whole) for this model, which stays open as long as the adapter. An adapter made for another model
 * is refused: the error names the tensor and both shapes. */
SILEX_API silex_status silex_adapter_open(const silex_model *model, const char *path,
                                          silex_adapter **out, silex_error *error);
/* No session may have it any more. NULL is allowed. */
SILEX_API void silex_adapter_close(silex_adapter *adapter);

typedef struct silex_adapter_info {
    const char *kind;      /* "lora", "dora", "full", "lora with whole tensors", … */
    size_t n_modules;      /* matrices that get a product of two small ones */
    size_t n_replaced;     /* tensors that stand in the place of the model's */
    size_t rank;           /* the largest */
    uint64_t n_parameters; /* of the adapter */
} silex_adapter_info;

SILEX_API void silex_adapter_describe(const silex_adapter *adapter, silex_adapter_info *out);

/* From now on the session computes with the adapter, which must be one of its model and stays open
 * as long, or with none (NULL). What it has computed with another is forgotten: the session is
 * empty. A fork begins with the adapter of its session. On failure nothing has changed. */
SILEX_API silex_status silex_session_set_adapter(silex_session *session,
                                                 const silex_adapter *adapter, silex_error *error);

typedef enum silex_adapter_format {
    SILEX_ADAPTER_MLX = 0, /* as mlx-lm has it: adapters.safetensors */
    SILEX_ADAPTER_PEFT     /* as PEFT has it: adapter_model.safetensors */
} silex_adapter_format;

/* Whether embedding and head of a model are one matrix (tie_word_embeddings). */
typedef enum silex_adapter_tied {
    SILEX_ADAPTER_TIED_UNKNOWN = 0,
    SILEX_ADAPTER_TIED_NO,
    SILEX_ADAPTER_TIED_YES
} silex_adapter_tied;

/* Writes the adapter in the directory `source` in the other form, to the new directory `target`,
 * which appears when it is complete; in 32-bit floats. No model is needed, but to know `tied` of it
 * where the adapter changes its embedding. What the other form cannot hold (tensors as a whole) is
 * refused. */
SILEX_API silex_status silex_adapter_convert(const char *source, const char *target,
                                             silex_adapter_format format, silex_adapter_tied tied,
                                             silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
