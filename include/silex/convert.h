/*
 * Silex for those who convert: a checkpoint in Hugging Face, MLX or GGUF form becomes one in MLX
 * form, quantized or not, or a GGUF file; with an adapter fused into its weights, or without.
 *
 * The rules of silex/silex.h hold here too.
 */
#ifndef SILEX_CONVERT_H
#define SILEX_CONVERT_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum silex_quantization {
    SILEX_QUANTIZATION_NONE = 0, /* what is quantized stays so, what is not stays floats */
    SILEX_QUANTIZATION_AFFINE,   /* integer codes, a scale and a bias for each group */
    SILEX_QUANTIZATION_MXFP4,    /* small floats with shared scales, as MLX has them */
    SILEX_QUANTIZATION_NVFP4,
    SILEX_QUANTIZATION_MXFP8
} silex_quantization;

typedef struct silex_convert_event {
    const char *note; /* one line that the user should see; valid during the call; NULL: progress */
    uint64_t done_bytes;    /* of the output's weights, with those that were there already … */
    uint64_t resumed_bytes; /* … of which so many */
    uint64_t total_bytes;   /* 0 while it is not yet known */
} silex_convert_event;

/* All zero: as it is, in MLX form. */
typedef struct silex_convert_options {
    silex_quantization quantization;
    unsigned bits;       /* of affine: 2, 3, 4, 5, 6 or 8; 0: 4. Other kinds have one width only */
    unsigned group_size; /* of affine: 32, 64 or 128; 0: 64 */
    const char *recipe;  /* of affine, instead of bits: "mixed_2_6", "mixed_3_4", "mixed_3_6" or
                          * "mixed_4_6": more bits for the modules that matter most */
    const char *dtype;   /* "float16", "bfloat16" or "float32": of floats, and of scales and biases;
                          * NULL: what config.json says, or what they are */
    bool dequantize;     /* what is quantized becomes floats */
    const char *gguf_type;   /* the target is one GGUF file of that type: "f32", "f16", "bf16",
                              * "q8_0", "q4_0", "q4_1", "q5_0", "q5_1", "q4_k", "q5_k" or "q6_k"; all
                              * above must be zero. NULL: MLX form */
    bool better;             /* of affine: scale and bias of each group are searched for what loses
                              * least, instead of MLX's rule */
    const char *importance;  /* with better, or of gguf_type: a file that silex_importance_write
                              * made; NULL: all columns of weights are alike */
    unsigned n_threads;      /* 0: as many as there are cores */
    uint64_t max_file_bytes; /* of a file of weights, unless one tensor is larger; 0: 5 GiB */
    /* Called on the calling thread; return false to cancel. */
    bool (*on_event)(void *user, const silex_convert_event *event);
    void *user;
} silex_convert_options;

/* Converts the checkpoint at `source` (a directory, or a GGUF file) to the new directory, or the
 * GGUF file, `target`, which appears when it is complete: until then it is made in
 * "TARGET.partial". What a killed or cancelled conversion has finished there the next one with the
 * same source and options goes on with. The source is only read. Memory stays well under 2 GiB
 * however large the model is. */
SILEX_API silex_status silex_convert(const char *source, const char *target,
                                     const silex_convert_options *options, silex_error *error);

/* The same with the adapter of mlx-lm or PEFT in the directory `adapter` fused into the weights:
 * the target computes what the checkpoint computes with the adapter beside it, up to rounding.
 * Modules that the adapter changes are quantized anew as the checkpoint has them, module by module;
 * floats keep their types unless options->dtype says otherwise. An adapter made for another model
 * is refused: the error names the tensor and both shapes. */
SILEX_API silex_status silex_fuse(const char *source, const char *adapter, const char *target,
                                  const silex_convert_options *options, silex_error *error);

/* Which inputs of a model's products with its weights matter: gathered while a session appends
 * tokens, and written to a file for the options above. */
typedef struct silex_importance silex_importance;

/* Looks at all that the session computes from now on; one at a time. */
SILEX_API silex_status silex_importance_open(silex_session *session, silex_importance **out,
                                             silex_error *error);

/* The file appears when it is complete. */
SILEX_API silex_status silex_importance_write(const silex_importance *importance, const char *path,
                                              silex_error *error);

/* To be called before the session is closed; NULL is allowed. */
SILEX_API void silex_importance_close(silex_importance *importance);

#ifdef __cplusplus
}
#endif

#endif
