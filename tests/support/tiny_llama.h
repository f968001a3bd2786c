/* A whole checkpoint in memory: one layer of a llama, 8 wide. */
#ifndef TESTS_SUPPORT_TINY_LLAMA_H
#define TESTS_SUPPORT_TINY_LLAMA_H

#include "support/tensor_file.h"

static const char tiny_llama_config[] =
    "{\"model_type\":\"llama\",\"hidden_size\":8,\"num_hidden_layers\":1,"
    "\"num_attention_heads\":2,\"num_key_value_heads\":1,\"intermediate_size\":12,"
    "\"vocab_size\":5,\"max_position_embeddings\":64,\"tie_word_embeddings\":false,"
    "\"eos_token_id\":2}";

struct tiny_tensor {
    const char *name;
    const char *shape;
    size_t n_elements;
};

static const struct tiny_tensor tiny_llama_tensors[] = {
    {"model.embed_tokens.weight", "5,8", 40},
    {"lm_head.weight", "5,8", 40},
    {"model.norm.weight", "8", 8},
    {"model.layers.0.input_layernorm.weight", "8", 8},
    {"model.layers.0.post_attention_layernorm.weight", "8", 8},
    {"model.layers.0.self_attn.q_proj.weight", "8,8", 64},
    {"model.layers.0.self_attn.k_proj.weight", "4,8", 32},
    {"model.layers.0.self_attn.v_proj.weight", "4,8", 32},
    {"model.layers.0.self_attn.o_proj.weight", "8,8", 64},
    {"model.layers.0.mlp.gate_proj.weight", "12,8", 96},
    {"model.layers.0.mlp.up_proj.weight", "12,8", 96},
    {"model.layers.0.mlp.down_proj.weight", "8,12", 96},
};

enum { TINY_LLAMA_TENSORS = sizeof tiny_llama_tensors / sizeof tiny_llama_tensors[0] };

/* All tensors in F32 but the one at index `without` (TINY_LLAMA_TENSORS: all). */
static inline void tiny_llama_add(struct tensor_file *file, size_t without)
{
    for (size_t i = 0; i < TINY_LLAMA_TENSORS; i++) {
        if (i != without) {
            const struct tiny_tensor *tensor = &tiny_llama_tensors[i];
            tensor_file_add(file, tensor->name, "F32", tensor->shape, NULL, 4 * tensor->n_elements);
        }
    }
}

#endif
