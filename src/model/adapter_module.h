/* Where a module of an adapter belongs in a model, and its numbers in one order, whichever its file
 * has. */
#ifndef MODEL_ADAPTER_MODULE_H
#define MODEL_ADAPTER_MODULE_H

#include "kernels/kernels.h"
#include "model/adapter_file.h"
#include "model/module_path.h"

/* The place of a module whose shapes fit. What the model has not, or has of another shape, is an
 * error that names the tensor and both shapes. */
bool adapter_module_find(const struct adapter_module *module, const struct model_config *config,
                         struct module_place *place, struct error *err);

/* One number of the first matrix, [rank, n_columns], or of the second, [n_rows, rank], however the
 * file has them. */
float adapter_module_first_at(const struct adapter_module *module, size_t k, size_t column);
float adapter_module_second_at(const struct adapter_module *module, size_t row, size_t k);

/* The first matrix; out: [rank, n_columns]. */
void adapter_module_first(const struct adapter_module *module, float *out);

/* Row `row` of the second; out: rank numbers. */
void adapter_module_second(const struct adapter_module *module, size_t row, float *out);

/* What mlx-lm calls inputs and outputs; the inputs of an embedding are the words. */
struct module_shape {
    size_t n_inputs, n_outputs;
};
struct module_shape adapter_module_shape(const struct adapter_module *module);

/* Both matrices as mlx-lm has them: lora_a [n_inputs, rank] and lora_b [rank, n_outputs], with
 * zeros where the module's own rank is smaller; numbers of lora_b are multiplied by factor. */
void adapter_module_copy(const struct adapter_module *module, size_t rank, double factor, float *a,
                         float *b);

/* What an adapter does to an embedding and a head that are one matrix. mlx-lm has one pair for
 * both, PEFT one for each. */
enum adapter_tie {
    ADAPTER_TIE_NONE,  /* neither is changed */
    ADAPTER_TIE_ONE,   /* a pair for both */
    ADAPTER_TIE_TWICE, /* two that say the same */
    ADAPTER_TIE_BROKEN /* they are no longer one */
};
/* *head: the head's own module, or NULL. */
enum adapter_tie adapter_tie_of(const struct adapter_file *file,
                                const struct adapter_module **head);

/* The length of n numbers, in the one order of dot products. */
float adapter_row_length(const struct kernels *kernels, const float *row, size_t n);

/* Behind what checkpoints and adapters put in front of the names of a model's tensors:
 * "layers.0.self_attn.q_proj.weight", "norm.weight", "lm_head.weight". */
const char *adapter_tensor_rest(const char *name);

#endif
