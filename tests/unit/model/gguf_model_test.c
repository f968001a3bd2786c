/* Models from GGUF files: what is read from metadata and tensors, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/model.h"
#include "support/tiny_gguf.h"

struct opened {
    struct gguf_file file;
    struct folder *folder;
    struct model *model;
    struct error err;
};

static bool open_tiny(struct opened *opened, const struct tiny_gguf *tiny)
{
    *opened = (struct opened){.folder = NULL};
    struct folder_file file = {"tiny.gguf", tiny_gguf_make(&opened->file, tiny)};
    assert_true(folder_open_memory(&opened->folder, &file, 1, &opened->err));
    return model_open(&opened->model, opened->folder, &opened->err);
}

static void close_tiny(struct opened *opened)
{
    model_close(opened->model);
    folder_close(opened->folder);
    gguf_file_clear(&opened->file);
}

static void a_whole_file_opens(void **state)
{
    (void)state;
    for (unsigned version = 1; version <= 3; version++) {
        struct opened opened;
        if (!open_tiny(&opened, &(struct tiny_gguf){.version = version})) {
            fail_msg("%s", opened.err.message);
        }
        const struct model_config *config = &opened.model->config;
        const struct model_weights *weights = &opened.model->weights;
        assert_string_equal(config->family, "llama");
        assert_int_equal(config->head_dim, 16);
        assert_int_equal(config->vocabulary_size, 8);
        assert_true(config->ropes[0].is_interleaved);
        assert_true(config->ropes[0].base == 10000);
        assert_false(config->is_tied);
        assert_int_equal(weights->layers[0].query.kind, MATRIX_BLOCK_Q4_0);
        assert_int_equal(weights->layers[0].query.row_bytes, 18);
        assert_int_equal(weights->layers[0].down.kind, MATRIX_BLOCK_Q8_0);
        assert_int_equal(weights->layers[0].down.row_bytes, 68);
        assert_int_equal(weights->embedding.kind, MATRIX_FLOAT);
        assert_int_equal(opened.model->n_end_tokens, 1);
        assert_int_equal(opened.model->end_tokens[0], 2);
        assert_string_equal(opened.model->quantization_text, "Q4_0, 4 matrices otherwise");
        close_tiny(&opened);
    }
}

static void head_may_be_the_embedding(void **state)
{
    (void)state;
    struct opened opened;
    assert_true(open_tiny(&opened, &(struct tiny_gguf){.without = "output.weight"}));
    assert_true(opened.model->config.is_tied);
    assert_ptr_equal(opened.model->weights.head.data, opened.model->weights.embedding.data);
    close_tiny(&opened);
}

/* ---- more keys and tensors ------------------------------------------------------------------ */

static void put_u32(struct gguf_file *file, const char *architecture, const char *name,
                    uint32_t value)
{
    char key[100];
    gguf_file_u32(file, tiny_gguf_key(architecture, name, key), value);
}

static void put_f32(struct gguf_file *file, const char *architecture, const char *name, float value)
{
    char key[100];
    gguf_file_f32(file, tiny_gguf_key(architecture, name, key), value);
}

static void put_text(struct gguf_file *file, const char *architecture, const char *name,
                     const char *text)
{
    char key[100];
    gguf_file_text(file, tiny_gguf_key(architecture, name, key), text);
}

static void more_window(struct gguf_file *file, const char *architecture)
{
    put_u32(file, architecture, "attention.sliding_window", 24);
}

static void more_factors(struct gguf_file *file, const char *architecture)
{
    static const float factors[] = {1, 1, 1, 2, 4, 8, 8, 8};
    (void)architecture;
    gguf_file_tensor(file, "rope_freqs.weight", 0, 0, 8, factors, sizeof factors);
}

static void more_yarn(struct gguf_file *file, const char *architecture)
{
    put_text(file, architecture, "rope.scaling.type", "yarn");
    put_f32(file, architecture, "rope.scaling.factor", 4);
    put_u32(file, architecture, "rope.scaling.original_context_length", 16);
}

static void more_linear(struct gguf_file *file, const char *architecture)
{
    put_f32(file, architecture, "rope.scale_linear", 4);
    put_f32(file, architecture, "rope.freq_base", 500000);
}

static void a_window_makes_a_mistral(void **state)
{
    (void)state;
    struct opened opened;
    assert_true(open_tiny(&opened, &(struct tiny_gguf){.more = more_window}));
    assert_string_equal(opened.model->config.family, "mistral");
    assert_int_equal(opened.model->config.layers[0].window, 24);
    close_tiny(&opened);
}

static void ropes_are_read(void **state)
{
    (void)state;
    struct opened opened;
    assert_true(open_tiny(&opened, &(struct tiny_gguf){.more = more_factors}));
    assert_int_equal(opened.model->config.ropes[0].kind, ROPE_FACTORS);
    const float *frequencies = opened.model->ropes[0].frequencies;
    float plain = 1.0f / 10.0f; /* 10000^(2/8): pair 2 of 8 */
    assert_true(frequencies[0] == 1 && frequencies[2] > plain * 0.999f &&
                frequencies[2] < plain * 1.001f);
    assert_true(frequencies[4] > 0.00249f && frequencies[4] < 0.00251f); /* 0.01 / 4 */
    close_tiny(&opened);
    assert_true(open_tiny(&opened, &(struct tiny_gguf){.more = more_yarn}));
    assert_int_equal(opened.model->config.ropes[0].kind, ROPE_YARN);
    assert_int_equal(opened.model->config.ropes[0].n_original_positions, 16);
    close_tiny(&opened);
    assert_true(open_tiny(&opened, &(struct tiny_gguf){.more = more_linear}));
    assert_int_equal(opened.model->config.ropes[0].kind, ROPE_LINEAR);
    assert_true(opened.model->config.ropes[0].factor == 4);
    assert_true(opened.model->config.ropes[0].base == 500000);
    close_tiny(&opened);
}

/* ---- refused -------------------------------------------------------------------------------- */

static void more_experts(struct gguf_file *file, const char *architecture)
{
    put_u32(file, architecture, "expert_count", 8);
}

static void more_tensor(struct gguf_file *file, const char *architecture)
{
    (void)architecture;
    gguf_file_tensor(file, "blk.0.attn_sinks.weight", 0, 0, 2, NULL, 8);
}

static void more_bias(struct gguf_file *file, const char *architecture)
{
    (void)architecture;
    gguf_file_tensor(file, "output.bias", 0, 0, 8, NULL, 32);
}

static void more_layer(struct gguf_file *file, const char *architecture)
{
    (void)architecture;
    gguf_file_tensor(file, "blk.1.attn_norm.weight", 0, 0, 32, NULL, 128);
}

static void more_type(struct gguf_file *file, const char *architecture)
{
    (void)architecture;
    gguf_file_tensor(file, "output.weight", 16, 8, 256, NULL, 8 * 66);
}

static void more_kind(struct gguf_file *file, const char *architecture)
{
    put_text(file, architecture, "rope.scaling.type", "spiral");
    put_f32(file, architecture, "rope.scaling.factor", 2);
}

static void more_long(struct gguf_file *file, const char *architecture)
{
    put_text(file, architecture, "rope.scaling.type", "longrope");
}

static void more_few_factors(struct gguf_file *file, const char *architecture)
{
    (void)architecture;
    gguf_file_tensor(file, "rope_freqs.weight", 0, 0, 7, NULL, 28);
}

static void more_zero_factors(struct gguf_file *file, const char *architecture)
{
    static const float zeros[8] = {0};
    (void)architecture;
    gguf_file_tensor(file, "rope_freqs.weight", 0, 0, 8, zeros, sizeof zeros);
}

static void more_values(struct gguf_file *file, const char *architecture)
{
    put_u32(file, architecture, "attention.value_length", 8);
}

static void more_sections(struct gguf_file *file, const char *architecture)
{
    static const uint32_t sections[] = {4, 4, 4, 4};
    char key[100];
    gguf_file_u32s(file, tiny_gguf_key(architecture, "rope.dimension_sections", key), sections, 4);
}

static void more_ahead(struct gguf_file *file, const char *architecture)
{
    char key[100];
    gguf_file_bool(file, tiny_gguf_key(architecture, "attention.causal", key), false);
}

static const struct refused {
    struct tiny_gguf tiny;
    const char *message;
} refused[] = {
    {{.without = "general.architecture"}, "\"general.architecture\" is missing"},
    {{.architecture = "mamba"}, "no support for models of architecture \"mamba\"; supported are"},
    {{.without = "block_count"}, "\"llama.block_count\" is missing"},
    {{.without = "attention.layer_norm_rms_epsilon"}, "layer_norm_rms_epsilon\" is missing"},
    {{.without = "token_embd.weight"}, "\"token_embd.weight\" is missing"},
    {{.without = "blk.0.ffn_up.weight"}, "mlp.up_proj.weight\" is missing"},
    {{.architecture = "cohere2"}, "\"cohere2.attention.sliding_window\" is missing"},
    {{.architecture = "granite", .more = more_window}, "no support for sliding windows"},
    {{.more = more_experts}, "\"llama.expert_count\": no support for 8"},
    {{.more = more_tensor}, "tensor \"blk.0.attn_sinks.weight\": no support"},
    {{.more = more_bias}, "tensor \"lm_head.bias\" has no place"},
    {{.more = more_layer}, "tensor \"blk.1.attn_norm.weight\": no support"},
    {{.more = more_kind}, "\"llama.rope.scaling.type\": no support for \"spiral\""},
    {{.more = more_long}, "\"rope_factors_short.weight\": is missing"},
    {{.more = more_few_factors}, "expected 8 factors"},
    {{.more = more_zero_factors}, "expected numbers above 0"},
    {{.more = more_values}, "heads of 16 dimensions with values of 8"},
    {{.more = more_sections}, "\"llama.rope.dimension_sections\": no support"},
    {{.more = more_ahead}, "models that look ahead"},
    {{.without = "output.weight", .more = more_type}, "expected shape [8, 32], found [8, 256]"},
};

static void what_is_not_computed_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct opened opened;
        assert_false(open_tiny(&opened, &refused[i].tiny));
        if (strstr(opened.err.message, refused[i].message) == NULL) {
            fail_msg("%zu: expected \"%s\", found \"%s\"", i, refused[i].message,
                     opened.err.message);
        }
        close_tiny(&opened);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_opens),
        cmocka_unit_test(head_may_be_the_embedding),
        cmocka_unit_test(a_window_makes_a_mistral),
        cmocka_unit_test(ropes_are_read),
        cmocka_unit_test(what_is_not_computed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
