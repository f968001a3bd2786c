/*
 * What a model is: numbers and features, not names. A family (families.h) is a row that fills this
 * from config.json; everything after it asks for features.
 */
#ifndef MODEL_CONFIG_H
#define MODEL_CONFIG_H

#include "base/arena.h"
#include "compute/backend.h"
#include "formats/json.h"

/* Where the norms of a block stand. x is the residual stream. */
enum norm_place {
    NORM_PLACE_PRE,      /* x += attention(norm(x)); x += ffn(norm(x)) */
    NORM_PLACE_POST,     /* x += norm(attention(x)); x += norm(ffn(x)) */
    NORM_PLACE_SANDWICH, /* x += norm(attention(norm(x))); x += norm(ffn(norm(x))) */
    NORM_PLACE_PARALLEL, /* n = norm(x); x += attention(n) + ffn(n) */
};

enum query_key_norm {
    QUERY_KEY_NORM_NONE,
    QUERY_KEY_NORM_HEAD, /* each head on its own, weight [head_dim] */
    QUERY_KEY_NORM_FULL, /* the whole projection, weight [n_heads * head_dim] */
};

enum rope_kind {
    ROPE_DEFAULT,
    ROPE_LINEAR,
    ROPE_DYNAMIC,
    ROPE_LLAMA3,
    ROPE_YARN,
    ROPE_LONGROPE,
    ROPE_FACTORS, /* GGUF: what another kind comes down to, one factor for each pair */
};

/* Meaning and formulas: model/rope_angles.h. Zero means "not given" where a kind has a default. */
struct rope_config {
    enum rope_kind kind;
    double base;
    size_t n_dims; /* rotated dimensions of a head, even, <= head_dim */
    bool is_interleaved;
    double factor;
    double low_frequency_factor;
    double high_frequency_factor;
    size_t n_original_positions;
    size_t n_max_positions; /* max_position_embeddings */
    double beta_fast;
    double beta_slow;
    double mscale;
    double mscale_all_dim;
    double attention_factor;    /* 0: derived */
    bool is_truncated;          /* yarn: correction range rounded to whole dimensions */
    const float *short_factors; /* longrope, factors: [n_dims / 2] */
    const float *long_factors;
};

enum { MODEL_MAX_ROPES = 2, ROPE_NONE = -1 };

struct layer_config {
    size_t window; /* 0: full attention; else each position sees itself and window - 1 before it */
    int rope;      /* index into ropes, or ROPE_NONE */
};

struct family;

struct model_config {
    const char *family;       /* the table's name, for messages and reports only */
    const struct family *row; /* of the table; for config.c and weights.c */
    size_t hidden_size;
    size_t n_layers;
    size_t n_heads;
    size_t n_kv_heads;
    size_t head_dim;
    size_t ffn_size;
    size_t vocabulary_size;
    size_t n_max_positions; /* context the model was made for */

    enum norm_kind norm_kind;
    enum norm_place norm_place;
    float norm_eps;
    float norm_weight_offset; /* 1 where the file holds weight - 1 */
    enum query_key_norm query_key_norm;
    enum activation_kind activation;

    float attention_scale;
    float attention_cap; /* 0: none */
    float final_cap;     /* 0: none */
    float embedding_scale;
    float residual_scale;
    float logit_scale;

    bool has_query_key_value_bias;
    bool has_output_bias;
    bool has_ffn_bias;

    bool is_tied;       /* logits from the embedding table */
    bool is_tied_given; /* by config.json, not by the family's default */
    bool is_wrapped;    /* the text part of a larger model */

    size_t n_ropes;
    struct rope_config ropes[MODEL_MAX_ROPES];
    struct layer_config *layers; /* [n_layers] */
};

/* The limits of what a config.json may ask for. */
enum {
    MODEL_MAX_LAYERS = 4096,
    MODEL_MAX_HEADS = 1 << 14,
    MODEL_MAX_HEAD_DIM = 1 << 14,
    MODEL_MAX_HIDDEN_SIZE = 1 << 20,
    MODEL_MAX_FFN_SIZE = 1 << 24,
    MODEL_MAX_VOCABULARY = 1 << 26,
    MODEL_MAX_POSITIONS = INT32_MAX,
};

/* Fills config from the object of a config.json: of transformers 4 or 5, or of MLX. What it needs
 * beyond numbers is put into the arena; nothing points into json afterwards. `file` is for
 * messages: other containers say the same in other words. */
bool model_config_read_from(struct model_config *config, const json_t *json, const char *file,
                            struct arena *arena, struct error *err);
bool model_config_read(struct model_config *config, const json_t *json, struct arena *arena,
                       struct error *err);

/* The object that describes the text model: json itself, or, for a checkpoint that wraps a text
 * model among others, its text_config laid over it. To be released with json_decref. */
json_t *model_config_text_part(const json_t *json, struct error *err);

#endif
