/*
 * The families of models, as rows of one table: what each does differently from "norm before,
 * grouped attention, gated feed-forward, rotated halves", the defaults of its config.json, and the
 * names of its tensors. Nobody else compares a family's name. docs/howto/add-a-family.md tells how
 * to write a row.
 */
#ifndef MODEL_FAMILIES_H
#define MODEL_FAMILIES_H

#include "model/config.h"

/* What config.json need not say, as transformers has it. */
struct family_defaults {
    int64_t hidden_size;
    int64_t n_layers;
    int64_t n_heads;
    int64_t n_kv_heads; /* 0: n_heads */
    int64_t head_dim;   /* 0: hidden_size / n_heads */
    int64_t ffn_size;
    int64_t vocabulary_size;
    int64_t n_max_positions;
    int64_t n_original_positions; /* 0: none */
    int64_t window;               /* 0: none */
    double norm_eps;
    double rope_base;
    double local_rope_base;
    double partial_rotation; /* 0: the family rotates whole heads */
    double attention_cap;
    double final_cap;
    bool is_tied;
};

enum bias_rule {
    BIAS_NEVER,
    BIAS_ALWAYS,
    BIAS_IF_GIVEN, /* where attention_bias or mlp_bias is true */
};

/* Which layers see a window, where config.json has no layer_types. */
enum window_rule {
    WINDOW_NEVER,
    WINDOW_EVERY_LAYER,      /* where sliding_window is given */
    WINDOW_FROM_LAYER,       /* where use_sliding_window: layers max_window_layers and up */
    WINDOW_BUT_EVERY_NTH,    /* all but every n-th layer (sliding_window_pattern) */
    WINDOW_WITHOUT_ROTATION, /* where use_sliding_window: layers that do not rotate */
};

enum rope_rule {
    ROPE_EVERY_LAYER,
    ROPE_LISTED_LAYERS,    /* no_rope_layers: 1 rotates, 0 does not */
    ROPE_WINDOWED_LAYERS,  /* full layers do not rotate */
    ROPE_GLOBAL_AND_LOCAL, /* layers with a window have a rope of their own */
};

enum scale_rule {
    SCALE_HEAD_DIM,             /* 1 / sqrt(head_dim) */
    SCALE_QUERY_SCALAR,         /* 1 / sqrt(query_pre_attn_scalar) */
    SCALE_ATTENTION_MULTIPLIER, /* attention_multiplier */
};

/* What a fused query_key_value is called where a file has it and the family does not. */
#define FAMILY_FUSED_ATTENTION "self_attn.qkv_proj"

/* Names of the tensors of a layer without ".weight", under "<prefix>layers.<n>."; NULL: none. */
struct family_names {
    const char *query_key_value; /* rows of query, key, value in one; else the next three */
    const char *query, *key, *value;
    const char *output;
    const char *query_norm, *key_norm;
    const char *gate_up; /* rows of gate and up in one; else the next two */
    const char *gate, *up;
    const char *down;
    const char *attention_pre_norm, *attention_post_norm;
    const char *ffn_pre_norm, *ffn_post_norm;
};

struct family {
    const char *name;       /* model_type */
    const char *class_name; /* what transformers calls it, in "architectures" */
    const char *wrapper; /* model_type of checkpoints whose text_config is of this family, unsaid */
    struct family_defaults defaults;
    const struct family_names *names;

    enum norm_kind norm_kind;
    enum norm_place norm_place;
    float norm_weight_offset;
    const char *eps_key;
    enum query_key_norm query_key_norm;
    const char *activation_key;
    const char *default_activation;

    enum bias_rule query_key_value_bias;
    enum bias_rule output_bias;
    enum bias_rule ffn_bias;
    bool is_biased; /* default of attention_bias */

    enum window_rule window_rule;
    int64_t window_period; /* default of sliding_window_pattern */
    enum rope_rule rope_rule;
    bool is_rope_interleaved;
    bool is_yarn_longrope; /* "yarn" and "su" are older names of its longrope */

    enum scale_rule scale_rule;
    bool is_embedding_scaled;   /* by sqrt(hidden_size) */
    bool has_caps;              /* attn_logit_softcapping, final_logit_softcapping */
    bool has_multipliers;       /* embedding_multiplier, residual_multiplier, logits_scaling */
    double default_logit_scale; /* of logit_scale; 0: the family has no such key */
};

/* The row of a model_type; NULL when the table has none. */
const struct family *family_find(const char *model_type);

/* The row of the text model inside a checkpoint of that type, where its text_config does not say.
 */
const struct family *family_find_wrapped(const char *model_type);

/* ERROR_UNSUPPORTED that names the type and lists those that are in the table. */
bool family_refuse(const char *model_type, struct error *err);

#endif
