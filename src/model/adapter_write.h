/*
 * The two files of an adapter, in the form of mlx-lm or of PEFT, from numbers that lie as mlx-lm
 * has them. docs/formats/adapter.md tells both forms.
 */
#ifndef MODEL_ADAPTER_WRITE_H
#define MODEL_ADAPTER_WRITE_H

#include "formats/json.h"
#include "model/adapter_file.h"

/* A tensor by mlx-lm's name and layout: PATH.lora_a [n_inputs, rank], PATH.lora_b [rank,
 * n_outputs], PATH.m [n_outputs]. Of an embedding the inputs are the words. */
struct adapter_array {
    const char *name;
    size_t n_dimensions, shape[2];
    const float *numbers;
    bool is_turned; /* the numbers lie as [shape[1], shape[0]]; only for PEFT */
};

/* PEFT's head beside an embedding that is the same matrix: mlx-lm's one pair said a second time.
 * pair: lora_a and lora_b of the embedding. */
void adapter_repeat_for_head(const struct adapter_array pair[2], struct adapter_array out[2]);

struct adapter_settings {
    const char *base_model; /* where it is found; NULL: not told */
    size_t rank;            /* the largest */
    double scale;           /* of every module */
    double dropout;         /* while it was trained */
    bool has_magnitudes;
};

/* "adapters.safetensors" or "adapter_model.safetensors". */
const char *adapter_file_name(enum adapter_format format);

/* The name in PEFT's file of one of the tensors above; there its matrices lie on their side. */
enum { ADAPTER_NAME_BYTES = 576 };
bool adapter_peft_name(const char *name, char out[ADAPTER_NAME_BYTES], struct error *err);

/* Takes bytes of a file, one piece behind the other, and remembers what fails. */
typedef void adapter_sink(void *context, const void *bytes, size_t n_bytes);

/* The file of tensors. For PEFT every tensor must be one of those above. */
bool adapter_write_tensors(enum adapter_format format, const struct adapter_array *arrays, size_t n,
                           adapter_sink *sink, void *context, struct error *err);

/* adapter_config.json, as its maker's program reads it; NULL on failure. */
json_t *adapter_write_config(enum adapter_format format, const struct adapter_array *arrays,
                             size_t n, const struct adapter_settings *settings, struct error *err);

#endif
