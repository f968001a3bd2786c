/* The numbers of a model as metadata of GGUF: what is written is read back as the same model, and
 * what there are no words for is refused or told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include "model/gguf_metadata.h"

enum { NOTE_BYTES = 300, MAX_CONFIG_BYTES = 2000 };

#define SIZES                                                                                      \
    "\"hidden_size\": 64, \"intermediate_size\": 96, \"num_attention_heads\": 4, "                 \
    "\"num_key_value_heads\": 2, \"num_hidden_layers\": 8, \"vocab_size\": 10, \"head_dim\": 16, " \
    "\"max_position_embeddings\": 512"

struct trial {
    struct arena arena;
    struct model_config config;
    struct gguf_header header;
    struct gguf_metadata metadata;
    struct buffer file;
    struct gguf gguf;
    struct error err;
    char note[NOTE_BYTES];
};

static void finish(struct trial *trial)
{
    gguf_clear(&trial->gguf);
    gguf_header_clear(&trial->header);
    buffer_clear(&trial->file);
    arena_clear(&trial->arena);
}

/* The file: metadata, an embedding of zeros, and the factors of ropes. */
static bool read_back(struct trial *trial)
{
    static const char zeros[10 * 64 * 4];
    const struct gguf_tensor_type *type = gguf_tensor_type_find("F32");
    const size_t shape[] = {10, 64};
    gguf_header_tensor(&trial->header, "token_embd.weight", type, shape, 2);
    for (size_t i = 0; i < trial->metadata.n_ropes; i++) {
        gguf_header_tensor(&trial->header, trial->metadata.ropes[i].name, type,
                           &trial->metadata.ropes[i].n_factors, 1);
    }
    gguf_header_append(&trial->header, &trial->file);
    buffer_append(&trial->file, zeros, sizeof zeros);
    for (size_t i = 0; i < trial->metadata.n_ropes; i++) {
        size_t n_bytes = trial->metadata.ropes[i].n_factors * 4;
        buffer_append(&trial->file, trial->metadata.ropes[i].factors, n_bytes);
        buffer_append(&trial->file, zeros, gguf_padding(n_bytes));
    }
    struct bytes bytes = {(const uint8_t *)buffer_text(&trial->file), trial->file.n_bytes};
    return gguf_add(&trial->gguf, "test", bytes, &trial->err) &&
           gguf_finish(&trial->gguf, &trial->err) &&
           gguf_metadata_check(&trial->gguf, &trial->config, trial->note, sizeof trial->note,
                               &trial->err);
}

/* Writes what a config.json says, and reads it back. */
static bool start(struct trial *trial, const char *type, const char *more)
{
    char text[MAX_CONFIG_BYTES];
    *trial = (struct trial){.err = {.code = ERROR_NONE}};
    arena_init(&trial->arena, 1 << 20);
    gguf_header_init(&trial->header);
    buffer_init(&trial->file, 1 << 20);
    gguf_init(&trial->gguf);
    int n = snprintf(text, sizeof text, "{\"model_type\": \"%s\", " SIZES "%s%s}", type,
                     more[0] != '\0' ? ", " : "", more);
    json_t *json =
        json_parse((struct bytes){(const uint8_t *)text, (size_t)n}, "test", &trial->err);
    bool ok = json != NULL && model_config_read(&trial->config, json, &trial->arena, &trial->err);
    json_decref(json);
    if (!ok) {
        fail_msg("%s", trial->err.message);
    }
    ok = gguf_metadata_put(&trial->header, &trial->config, &trial->metadata, &trial->arena,
                           &trial->err);
    if (ok) {
        gguf_header_text(&trial->header, "general.architecture",
                         (struct bytes){(const uint8_t *)trial->metadata.architecture,
                                        strlen(trial->metadata.architecture)});
        ok = read_back(trial);
    }
    return ok;
}

static void test_families(void **context)
{
    static const struct {
        const char *type;
        const char *more;
        const char *architecture;
        bool pairs_rows;
        float norm_offset;
    } rows[] = {
        {"llama", "", "llama", true, 0},
        {"llama", "\"rope_scaling\": {\"rope_type\": \"linear\", \"factor\": 4}", "llama", true, 0},
        {"llama",
         "\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 1, "
         "\"high_freq_factor\": 4, \"original_max_position_embeddings\": 64}",
         "llama", true, 0},
        {"llama",
         "\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4, \"attention_factor\": 1.25, "
         "\"beta_fast\": 20, \"original_max_position_embeddings\": 128}",
         "llama", true, 0},
        {"llama",
         "\"rope_scaling\": {\"rope_type\": \"longrope\", \"short_factor\": [1, 1, 1, 1, 1.5, 2, "
         "2, "
         "3], \"long_factor\": [1, 2, 3, 4, 5, 6, 7, 8], "
         "\"original_max_position_embeddings\": 64}",
         "llama", true, 0},
        {"mistral", "\"sliding_window\": 32", "llama", true, 0},
        {"mistral", "\"sliding_window\": null", "llama", true, 0},
        {"qwen2", "\"rope_theta\": 1000000", "qwen2", false, 0},
        {"qwen3", "", "qwen3", false, 0},
        {"gemma2", "\"query_pre_attn_scalar\": 16, \"sliding_window\": 64", "gemma2", false, 1},
        {"gemma2", "\"query_pre_attn_scalar\": 99, \"final_logit_softcapping\": 20", "gemma2",
         false, 1},
        {"gemma3_text", "\"sliding_window_pattern\": 3, \"query_pre_attn_scalar\": 16", "gemma3",
         false, 1},
        {"phi3", "", "phi3", false, 0},
        {"smollm3", "", "smollm3", true, 0},
        {"olmo2", "", "olmo2", false, 0},
        {"granite",
         "\"attention_multiplier\": 0.3, \"embedding_multiplier\": 12, \"residual_multiplier\": "
         "0.22, \"logits_scaling\": 8",
         "granite", true, 0},
        {"glm4", "", "glm4", false, 0},
        {"cohere2", "\"logit_scale\": 0.25, \"sliding_window\": 64", "cohere2", false, 0},
    };
    (void)context;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct trial trial;
        if (!start(&trial, rows[i].type, rows[i].more)) {
            fail_msg("row %zu: %s", i, trial.err.message);
        }
        assert_string_equal(trial.note, "");
        assert_string_equal(trial.metadata.architecture, rows[i].architecture);
        assert_int_equal(trial.metadata.pairs_rows, rows[i].pairs_rows);
        assert_true(trial.metadata.norm_offset == rows[i].norm_offset);
        finish(&trial);
    }
}

static void test_no_words(void **context)
{
    static const struct {
        const char *type;
        const char *more;
        const char *message;
    } rows[] = {
        {"llama", "\"rope_scaling\": {\"rope_type\": \"dynamic\", \"factor\": 4}",
         "GGUF has no words for a rope that is scaled by the length of the text"},
        {"llama",
         "\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4, \"truncate\": false, "
         "\"original_max_position_embeddings\": 64}",
         "GGUF has no words for the rope of this model"},
        {"smollm3", "\"no_rope_layers\": [0, 1, 1, 1, 1, 1, 1, 1]",
         "GGUF has no words for which layers rotate of this model"},
        {"llama", "\"hidden_act\": \"gelu_pytorch_tanh\"",
         "GGUF has no words for the activation of this model"},
    };
    (void)context;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct trial trial;
        assert_false(start(&trial, rows[i].type, rows[i].more));
        assert_string_equal(trial.err.message, rows[i].message);
        assert_int_equal(trial.err.code, ERROR_UNSUPPORTED);
        finish(&trial);
    }
}

static void test_note(void **context)
{
    (void)context;
    struct trial trial;
    assert_true(start(&trial, "qwen2",
                      "\"use_sliding_window\": true, \"sliding_window\": 32, "
                      "\"max_window_layers\": 4"));
    assert_string_equal(trial.note, "GGUF has no words for the window of 32 tokens in layer 4: "
                                    "longer texts will be computed otherwise");
    finish(&trial);
}

static void test_names(void **context)
{
    static const char *const rows[][3] = {
        {"llama", "model.embed_tokens.weight", "token_embd.weight"},
        {"llama", "model.norm.weight", "output_norm.weight"},
        {"llama", "lm_head.weight", "output.weight"},
        {"llama", "model.layers.7.self_attn.q_proj.bias", "blk.7.attn_q.bias"},
        {"llama", "model.layers.0.post_attention_layernorm.weight", "blk.0.ffn_norm.weight"},
        {"gemma2", "model.layers.0.post_attention_layernorm.weight",
         "blk.0.post_attention_norm.weight"},
        {"phi3", "model.layers.12.mlp.gate_up_proj.weight", "blk.12.ffn_up.weight"},
        {"phi3", "model.layers.1.self_attn.qkv_proj.weight", "blk.1.attn_qkv.weight"},
        {"llama", "model.layers.1.self_attn.nothing.weight", NULL},
        {"llama", "model.layers.x.self_attn.q_proj.weight", NULL},
        {"llama", "model.vision.weight", NULL},
        {"llama", "weight", NULL},
    };
    (void)context;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct trial trial;
        char name[GGUF_NAME_BYTES];
        assert_true(start(&trial, rows[i][0], ""));
        bool is_there = gguf_tensor_name(&trial.config, rows[i][1], name);
        assert_int_equal(is_there, rows[i][2] != NULL);
        if (is_there) {
            assert_string_equal(name, rows[i][2]);
        }
        finish(&trial);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_families),
        cmocka_unit_test(test_no_words),
        cmocka_unit_test(test_note),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
