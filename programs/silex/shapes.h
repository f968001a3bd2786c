/*
 * The shapes of published models: what their config.json says of sizes, ropes and scales, so that
 * make-model can write something as large. A row of every family, and the sizes that are often
 * compared. SHAPES(X) is a list of X(name, text of config.json).
 */
#ifndef SHAPES_H
#define SHAPES_H

#define LLAMA3_ROPE(factor)                                                                        \
    "\"rope_theta\":500000.0,\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":" factor        \
    ",\"low_freq_factor\":1.0,\"high_freq_factor\":4.0,"                                           \
    "\"original_max_position_embeddings\":8192},"

#define SIZES(hidden, ffn, layers, heads, kv_heads, head_dim, vocabulary)                          \
    "\"hidden_size\":" #hidden ",\"intermediate_size\":" #ffn ",\"num_hidden_layers\":" #layers    \
    ",\"num_attention_heads\":" #heads ",\"num_key_value_heads\":" #kv_heads                       \
    ",\"head_dim\":" #head_dim ",\"vocab_size\":" #vocabulary ","

#define LLAMA   "{\"model_type\":\"llama\",\"architectures\":[\"LlamaForCausalLM\"],"
#define MISTRAL "{\"model_type\":\"mistral\",\"architectures\":[\"MistralForCausalLM\"],"
#define QWEN2   "{\"model_type\":\"qwen2\",\"architectures\":[\"Qwen2ForCausalLM\"],"
#define QWEN3   "{\"model_type\":\"qwen3\",\"architectures\":[\"Qwen3ForCausalLM\"],"
#define GEMMA2  "{\"model_type\":\"gemma2\",\"architectures\":[\"Gemma2ForCausalLM\"],"
#define GEMMA3  "{\"model_type\":\"gemma3_text\",\"architectures\":[\"Gemma3ForCausalLM\"],"
#define PHI3    "{\"model_type\":\"phi3\",\"architectures\":[\"Phi3ForCausalLM\"],"
#define SMOLLM3 "{\"model_type\":\"smollm3\",\"architectures\":[\"SmolLM3ForCausalLM\"],"
#define OLMO2   "{\"model_type\":\"olmo2\",\"architectures\":[\"Olmo2ForCausalLM\"],"
#define GRANITE "{\"model_type\":\"granite\",\"architectures\":[\"GraniteForCausalLM\"],"
#define GLM4    "{\"model_type\":\"glm4\",\"architectures\":[\"Glm4ForCausalLM\"],"
#define COHERE2 "{\"model_type\":\"cohere2\",\"architectures\":[\"Cohere2ForCausalLM\"],"

#define TIED   "\"tie_word_embeddings\":true}"
#define UNTIED "\"tie_word_embeddings\":false}"

#define LLAMA3_REST                                                                                \
    "\"max_position_embeddings\":131072,\"rms_norm_eps\":1e-05,\"hidden_act\":\"silu\","
#define QWEN_REST                                                                                  \
    "\"rope_theta\":1000000.0,\"rms_norm_eps\":1e-06,\"hidden_act\":\"silu\","                     \
    "\"use_sliding_window\":false,"
#define GEMMA2_REST                                                                                \
    "\"max_position_embeddings\":8192,\"rms_norm_eps\":1e-06,\"rope_theta\":10000.0,"              \
    "\"hidden_activation\":\"gelu_pytorch_tanh\",\"sliding_window\":4096,"                         \
    "\"query_pre_attn_scalar\":256,\"attn_logit_softcapping\":50.0,"                               \
    "\"final_logit_softcapping\":30.0,"
#define GEMMA3_REST                                                                                \
    "\"rms_norm_eps\":1e-06,\"rope_theta\":1000000.0,\"rope_local_base_freq\":10000.0,"            \
    "\"hidden_activation\":\"gelu_pytorch_tanh\",\"sliding_window_pattern\":6,"                    \
    "\"query_pre_attn_scalar\":256,"

#define SHAPES(X)                                                                                  \
    X("llama-3.2-1b",                                                                              \
      LLAMA SIZES(2048, 8192, 16, 32, 8, 64, 128256) LLAMA3_ROPE("32.0") LLAMA3_REST TIED)         \
    X("llama-3.2-3b",                                                                              \
      LLAMA SIZES(3072, 8192, 28, 24, 8, 128, 128256) LLAMA3_ROPE("32.0") LLAMA3_REST TIED)        \
    X("llama-3.1-8b",                                                                              \
      LLAMA SIZES(4096, 14336, 32, 32, 8, 128, 128256) LLAMA3_ROPE("8.0") LLAMA3_REST UNTIED)      \
    X("llama-3.1-70b",                                                                             \
      LLAMA SIZES(8192, 28672, 80, 64, 8, 128, 128256) LLAMA3_ROPE("8.0") LLAMA3_REST UNTIED)      \
    X("mistral-7b",                                                                                \
      MISTRAL SIZES(                                                                               \
          4096, 14336, 32, 32, 8, 128,                                                             \
          32768) "\"max_position_embeddings\":32768,\"rope_theta\":1000000.0,"                     \
                 "\"rms_norm_eps\":1e-05,\"hidden_act\":\"silu\",\"sliding_window\":null," UNTIED) \
    X("qwen2.5-0.5b", QWEN2 SIZES(896, 4864, 24, 14, 2, 64,                                        \
                                  151936) "\"max_position_embeddings\":32768," QWEN_REST TIED)     \
    X("qwen2.5-7b", QWEN2 SIZES(3584, 18944, 28, 28, 4, 128,                                       \
                                152064) "\"max_position_embeddings\":32768," QWEN_REST UNTIED)     \
    X("qwen3-0.6b", QWEN3 SIZES(1024, 3072, 28, 16, 8, 128,                                        \
                                151936) "\"max_position_embeddings\":40960," QWEN_REST TIED)       \
    X("qwen3-4b", QWEN3 SIZES(2560, 9728, 36, 32, 8, 128,                                          \
                              151936) "\"max_position_embeddings\":40960," QWEN_REST TIED)         \
    X("qwen3-8b", QWEN3 SIZES(4096, 12288, 36, 32, 8, 128,                                         \
                              151936) "\"max_position_embeddings\":40960," QWEN_REST UNTIED)       \
    X("gemma-2-2b", GEMMA2 SIZES(2304, 9216, 26, 8, 4, 256, 256000) GEMMA2_REST TIED)              \
    X("gemma-3-1b",                                                                                \
      GEMMA3 SIZES(                                                                                \
          1152, 6912, 26, 4, 1, 256,                                                               \
          262144) "\"max_position_embeddings\":32768,\"sliding_window\":512," GEMMA3_REST TIED)    \
    X("gemma-3-4b",                                                                                \
      GEMMA3 SIZES(                                                                                \
          2560, 10240, 34, 8, 4, 256,                                                              \
          262208) "\"max_position_embeddings\":131072,\"sliding_window\":1024,"                    \
                  "\"rope_scaling\":{\"rope_type\":\"linear\",\"factor\":8.0}," GEMMA3_REST TIED)  \
    X("phi-3-mini",                                                                                \
      PHI3 SIZES(                                                                                  \
          3072, 8192, 32, 32, 32, 96,                                                              \
          32064) "\"max_position_embeddings\":4096,"                                               \
                 "\"original_max_position_embeddings\":4096,\"rope_theta\":10000.0,"               \
                 "\"rms_norm_eps\":1e-05,\"hidden_act\":\"silu\",\"sliding_window\":2047," UNTIED) \
    X("phi-4",                                                                                     \
      PHI3 SIZES(5120, 17920, 40, 40, 10, 128,                                                     \
                 100352) "\"max_position_embeddings\":16384,"                                      \
                         "\"original_max_position_embeddings\":16384,\"rope_theta\":250000.0,"     \
                         "\"rms_norm_eps\":1e-05,\"hidden_act\":\"silu\",\"sliding_window\":"      \
                         "null," UNTIED)                                                           \
    X("smollm3-3b",                                                                                \
      SMOLLM3 SIZES(2048, 11008, 36, 16, 4, 128,                                                   \
                    128256) "\"max_position_embeddings\":65536,\"rope_theta\":5000000.0,"          \
                            "\"rms_norm_eps\":1e-06,\"hidden_act\":\"silu\","                      \
                            "\"no_rope_layer_interval\":4,\"use_sliding_window\":false," TIED)     \
    X("olmo-2-1b", OLMO2 SIZES(2048, 8192, 16, 16, 16, 128,                                        \
                               100352) "\"max_position_embeddings\":4096,\"rope_theta\":500000.0," \
                                       "\"rms_norm_eps\":1e-06,\"hidden_act\":\"silu\"," UNTIED)   \
    X("granite-3.3-2b",                                                                            \
      GRANITE SIZES(2048, 8192, 40, 32, 8, 64,                                                     \
                    49159) "\"max_position_embeddings\":131072,\"rope_theta\":10000000.0,"         \
                           "\"rms_norm_eps\":1e-05,\"hidden_act\":\"silu\","                       \
                           "\"attention_multiplier\":0.015625,\"embedding_multiplier\":12.0,"      \
                           "\"residual_multiplier\":0.22,\"logits_scaling\":8.0," TIED)            \
    X("glm-4-9b", GLM4 SIZES(4096, 13696, 40, 32, 2, 128,                                          \
                             151552) "\"max_position_embeddings\":32768,\"rope_theta\":10000.0,"   \
                                     "\"partial_rotary_factor\":0.5,\"rms_norm_eps\":1e-05,"       \
                                     "\"hidden_act\":\"silu\",\"attention_bias\":true," UNTIED)    \
    X("command-r7b",                                                                               \
      COHERE2 SIZES(4096, 14336, 32, 32, 8, 128,                                                   \
                    256000) "\"max_position_embeddings\":132096,\"rope_theta\":50000.0,"           \
                            "\"layer_norm_eps\":1e-05,\"hidden_act\":\"silu\","                    \
                            "\"sliding_window\":4096,\"sliding_window_pattern\":4,"                \
                            "\"logit_scale\":0.25,\"attention_bias\":false," TIED)

#endif
