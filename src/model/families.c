/* The table of families; see families.h. */
#include "model/families.h"

#include <string.h>

static const struct family_names plain_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .ffn_pre_norm = "post_attention_layernorm",
};

static const struct family_names head_norm_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .query_norm = "self_attn.q_norm",
    .key_norm = "self_attn.k_norm",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .ffn_pre_norm = "post_attention_layernorm",
};

static const struct family_names sandwich_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .attention_post_norm = "post_attention_layernorm",
    .ffn_pre_norm = "pre_feedforward_layernorm",
    .ffn_post_norm = "post_feedforward_layernorm",
};

static const struct family_names sandwich_head_norm_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .query_norm = "self_attn.q_norm",
    .key_norm = "self_attn.k_norm",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .attention_post_norm = "post_attention_layernorm",
    .ffn_pre_norm = "pre_feedforward_layernorm",
    .ffn_post_norm = "post_feedforward_layernorm",
};

static const struct family_names fused_names = {
    .query_key_value = "self_attn.qkv_proj",
    .output = "self_attn.o_proj",
    .gate_up = "mlp.gate_up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .ffn_pre_norm = "post_attention_layernorm",
};

static const struct family_names post_norm_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .query_norm = "self_attn.q_norm",
    .key_norm = "self_attn.k_norm",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_post_norm = "post_attention_layernorm",
    .ffn_post_norm = "post_feedforward_layernorm",
};

static const struct family_names fused_sandwich_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .gate_up = "mlp.gate_up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
    .attention_post_norm = "post_self_attn_layernorm",
    .ffn_pre_norm = "post_attention_layernorm",
    .ffn_post_norm = "post_mlp_layernorm",
};

static const struct family_names parallel_names = {
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .output = "self_attn.o_proj",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .attention_pre_norm = "input_layernorm",
};

/* A row says what differs from zero: RMS norm in front, silu, no biases, no windows, every layer
 * rotated by halves, scale 1 / sqrt(head_dim). */
static const struct family families[] = {
    {
        .name = "llama",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .ffn_size = 11008,
                     .vocabulary_size = 32000,
                     .n_max_positions = 2048,
                     .norm_eps = 1e-6,
                     .rope_base = 10000},
        .names = &plain_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .ffn_bias = BIAS_IF_GIVEN,
    },
    {
        .name = "mistral",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .n_kv_heads = 8,
                     .ffn_size = 14336,
                     .vocabulary_size = 32000,
                     .n_max_positions = 131072,
                     .window = 4096,
                     .norm_eps = 1e-6,
                     .rope_base = 10000},
        .names = &plain_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .window_rule = WINDOW_EVERY_LAYER,
    },
    {
        .name = "qwen2",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .n_kv_heads = 32,
                     .ffn_size = 22016,
                     .vocabulary_size = 151936,
                     .n_max_positions = 32768,
                     .window = 4096,
                     .norm_eps = 1e-6,
                     .rope_base = 10000},
        .names = &plain_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_ALWAYS,
        .window_rule = WINDOW_FROM_LAYER,
    },
    {
        .name = "qwen3",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .n_kv_heads = 32,
                     .head_dim = 128,
                     .ffn_size = 22016,
                     .vocabulary_size = 151936,
                     .n_max_positions = 32768,
                     .window = 4096,
                     .norm_eps = 1e-6,
                     .rope_base = 10000},
        .names = &head_norm_names,
        .eps_key = "rms_norm_eps",
        .query_key_norm = QUERY_KEY_NORM_HEAD,
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .window_rule = WINDOW_FROM_LAYER,
    },
    {
        .name = "gemma2",
        .defaults = {.hidden_size = 2304,
                     .n_layers = 26,
                     .n_heads = 8,
                     .n_kv_heads = 4,
                     .head_dim = 256,
                     .ffn_size = 9216,
                     .vocabulary_size = 256000,
                     .n_max_positions = 8192,
                     .window = 4096,
                     .norm_eps = 1e-6,
                     .rope_base = 10000,
                     .attention_cap = 50,
                     .final_cap = 30,
                     .is_tied = true},
        .names = &sandwich_names,
        .norm_place = NORM_PLACE_SANDWICH,
        .norm_weight_offset = 1,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_activation",
        .default_activation = "gelu_pytorch_tanh",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .window_rule = WINDOW_BUT_EVERY_NTH,
        .window_period = 2,
        .scale_rule = SCALE_QUERY_SCALAR,
        .is_embedding_scaled = true,
        .has_caps = true,
    },
    {
        .name = "gemma3_text",
        .wrapper = "gemma3",
        .defaults = {.hidden_size = 2304,
                     .n_layers = 26,
                     .n_heads = 8,
                     .n_kv_heads = 4,
                     .head_dim = 256,
                     .ffn_size = 9216,
                     .vocabulary_size = 262208,
                     .n_max_positions = 131072,
                     .window = 4096,
                     .norm_eps = 1e-6,
                     .rope_base = 1000000,
                     .local_rope_base = 10000,
                     .is_tied = true},
        .names = &sandwich_head_norm_names,
        .norm_place = NORM_PLACE_SANDWICH,
        .norm_weight_offset = 1,
        .eps_key = "rms_norm_eps",
        .query_key_norm = QUERY_KEY_NORM_HEAD,
        .activation_key = "hidden_activation",
        .default_activation = "gelu_pytorch_tanh",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .window_rule = WINDOW_BUT_EVERY_NTH,
        .window_period = 6,
        .rope_rule = ROPE_GLOBAL_AND_LOCAL,
        .scale_rule = SCALE_QUERY_SCALAR,
        .is_embedding_scaled = true,
        .has_caps = true,
    },
    {
        .name = "phi3",
        .defaults = {.hidden_size = 3072,
                     .n_layers = 32,
                     .n_heads = 32,
                     .ffn_size = 8192,
                     .vocabulary_size = 32064,
                     .n_max_positions = 4096,
                     .n_original_positions = 4096,
                     .norm_eps = 1e-5,
                     .rope_base = 10000,
                     .partial_rotation = 1},
        .names = &fused_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .window_rule = WINDOW_EVERY_LAYER,
        .is_yarn_longrope = true,
    },
    {
        .name = "smollm3",
        .defaults = {.hidden_size = 2048,
                     .n_layers = 36,
                     .n_heads = 16,
                     .n_kv_heads = 4,
                     .ffn_size = 11008,
                     .vocabulary_size = 128256,
                     .n_max_positions = 32768,
                     .norm_eps = 1e-6,
                     .rope_base = 2000000,
                     .is_tied = true},
        .names = &plain_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .ffn_bias = BIAS_IF_GIVEN,
        .window_rule = WINDOW_WITHOUT_ROTATION,
        .rope_rule = ROPE_LISTED_LAYERS,
    },
    {
        .name = "olmo2",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .ffn_size = 11008,
                     .vocabulary_size = 50304,
                     .n_max_positions = 2048,
                     .norm_eps = 1e-5,
                     .rope_base = 10000},
        .names = &post_norm_names,
        .norm_place = NORM_PLACE_POST,
        .eps_key = "rms_norm_eps",
        .query_key_norm = QUERY_KEY_NORM_FULL,
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
    },
    {
        .name = "granite",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 32,
                     .n_heads = 32,
                     .ffn_size = 11008,
                     .vocabulary_size = 32000,
                     .n_max_positions = 2048,
                     .norm_eps = 1e-6,
                     .rope_base = 10000},
        .names = &plain_names,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .ffn_bias = BIAS_IF_GIVEN,
        .scale_rule = SCALE_ATTENTION_MULTIPLIER,
        .has_multipliers = true,
    },
    {
        .name = "glm4",
        .defaults = {.hidden_size = 4096,
                     .n_layers = 40,
                     .n_heads = 32,
                     .n_kv_heads = 2,
                     .head_dim = 128,
                     .ffn_size = 13696,
                     .vocabulary_size = 151552,
                     .n_max_positions = 131072,
                     .norm_eps = 0.00000015625,
                     .rope_base = 10000,
                     .partial_rotation = 0.5},
        .names = &fused_sandwich_names,
        .norm_place = NORM_PLACE_SANDWICH,
        .eps_key = "rms_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .is_biased = true,
        .is_rope_interleaved = true,
    },
    {
        .name = "cohere2",
        .defaults = {.hidden_size = 8192,
                     .n_layers = 40,
                     .n_heads = 64,
                     .ffn_size = 22528,
                     .vocabulary_size = 256000,
                     .n_max_positions = 8192,
                     .window = 4096,
                     .norm_eps = 1e-5,
                     .rope_base = 10000,
                     .is_tied = true},
        .names = &parallel_names,
        .norm_kind = NORM_LAYER,
        .norm_place = NORM_PLACE_PARALLEL,
        .eps_key = "layer_norm_eps",
        .activation_key = "hidden_act",
        .default_activation = "silu",
        .query_key_value_bias = BIAS_IF_GIVEN,
        .output_bias = BIAS_IF_GIVEN,
        .window_rule = WINDOW_BUT_EVERY_NTH,
        .window_period = 4,
        .rope_rule = ROPE_WINDOWED_LAYERS,
        .is_rope_interleaved = true,
        .default_logit_scale = 0.0625,
    },
};

enum { N_FAMILIES = sizeof families / sizeof families[0] };

const struct family *family_find(const char *model_type)
{
    for (size_t i = 0; i < N_FAMILIES; i++) {
        if (strcmp(families[i].name, model_type) == 0) {
            return &families[i];
        }
    }
    return NULL;
}

const struct family *family_find_wrapped(const char *model_type)
{
    for (size_t i = 0; i < N_FAMILIES; i++) {
        if (families[i].wrapper != NULL && strcmp(families[i].wrapper, model_type) == 0) {
            return &families[i];
        }
    }
    return NULL;
}

bool family_refuse(const char *model_type, struct error *err)
{
    char list[400];
    size_t n = 0;
    for (size_t i = 0; i < N_FAMILIES; i++) {
        size_t n_name = strlen(families[i].name);
        if (n + n_name + 3 < sizeof list) {
            memcpy(list + n, ", ", 2);
            memcpy(list + n + 2, families[i].name, n_name);
            n += n_name + 2;
        }
    }
    list[n] = 0;
    return error_set(err, ERROR_UNSUPPORTED,
                     "no support for models of type \"%.100s\"; supported are: %s", model_type,
                     list + 2);
}
