/* Opening the real checkpoints of the corpus. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include "model/model.h"

static char path[4096];

static struct model *open_folder(const char *name, struct folder **folder)
{
    struct error err = {ERROR_NONE, ""};
    struct model *model = NULL;
    snprintf(path, sizeof path, "%s/models/%s", getenv("SILEX_CORPUS"), name);
    if (!folder_open(folder, path, &err) || !model_open(&model, *folder, &err)) {
        fail_msg("%s: %s", path, err.message);
    }
    return model;
}

static void trained_model_binds(void **state)
{
    (void)state;
    struct folder *folder = NULL;
    struct model *model = open_folder("stories260K/hf-derived", &folder);
    const struct model_config *config = &model->config;
    assert_string_equal(config->family, "llama");
    assert_int_equal(config->hidden_size, 64);
    assert_int_equal(config->n_layers, 5);
    assert_int_equal(config->n_heads, 8);
    assert_int_equal(config->n_kv_heads, 4);
    assert_int_equal(config->head_dim, 8);
    assert_int_equal(config->ffn_size, 172);
    assert_true(config->is_tied);
    assert_int_equal(config->ropes[0].n_dims, 8);
    assert_int_equal(model->weights.n_parameters, 260032);
    assert_int_equal(model->weights.n_bytes, 4 * 260032);
    assert_int_equal(model->n_end_tokens, 1);
    assert_int_equal(model->end_tokens[0], 2);
    assert_string_equal(model->quantization_text, "f32");
    assert_ptr_equal(model->weights.head.data, model->weights.embedding.data);
    model_close(model);
    folder_close(folder);
}

/* Only lm_head.weight is stored, and it is the embedding too. */
static void lone_head_is_the_embedding(void **state)
{
    (void)state;
    static const char *const names[] = {"tinystories-656k-hf", "tinystories-656k-hf/bf16-derived"};
    for (size_t i = 0; i < 2; i++) {
        struct folder *folder = NULL;
        struct model *model = open_folder(names[i], &folder);
        assert_true(model->config.is_tied);
        assert_non_null(model->weights.embedding.data);
        assert_ptr_equal(model->weights.head.data, model->weights.embedding.data);
        assert_int_equal(model->weights.embedding.n_rows, 2048);
        assert_int_equal(model->weights.n_parameters, 656000);
        assert_int_equal(model->weights.n_bytes, (i == 0 ? 4 : 2) * 656000);
        assert_int_equal(model->weights.n_bytes_per_token, model->weights.n_bytes);
        assert_int_equal(model->n_warnings, 0);
        model_close(model);
        folder_close(folder);
    }
}

int main(void)
{
    snprintf(path, sizeof path, "%s/models/stories260K/hf-derived/config.json",
             getenv("SILEX_CORPUS") != NULL ? getenv("SILEX_CORPUS") : "");
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return 77;
    }
    fclose(file);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trained_model_binds),
        cmocka_unit_test(lone_head_is_the_embedding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
