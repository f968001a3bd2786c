/* Whole checkpoints in memory: what binds, and that every damaged one is refused with a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "model/model.h"
#include "support/tiny_llama.h"

/* Opens config and tensors; the model lives until the next call with NULL. */
static struct folder *folder;
static struct model *model;

static void close_all(void)
{
    model_close(model);
    folder_close(folder);
    model = NULL;
    folder = NULL;
}

static bool open_model(const char *config, struct tensor_file *tensors, struct error *err)
{
    struct folder_file files[] = {
        {"config.json", {(const uint8_t *)config, strlen(config)}},
        {"model.safetensors", tensor_file_bytes(tensors)},
    };
    *err = (struct error){ERROR_NONE, ""};
    return folder_open_memory(&folder, files, 2, err) && model_open(&model, folder, err);
}

static void expect_refusal(const char *config, struct tensor_file *tensors, const char *message)
{
    struct error err;
    if (open_model(config, tensors, &err)) {
        fail_msg("accepted, expected: %s", message);
    }
    if (strstr(err.message, message) == NULL) {
        fail_msg("expected \"%s\", found \"%s\"", message, err.message);
    }
    assert_null(strchr(err.message, '\n'));
    close_all();
    tensor_file_clear(tensors);
}

static void whole_model_binds(void **state)
{
    (void)state;
    struct tensor_file tensors;
    struct error err;
    tensor_file_init(&tensors);
    tiny_llama_add(&tensors, TINY_LLAMA_TENSORS);
    if (!open_model(tiny_llama_config, &tensors, &err)) {
        fail_msg("%s", err.message);
    }
    const struct layer_weights *layer = &model->weights.layers[0];
    assert_int_equal(layer->key.n_rows, 4);
    assert_int_equal(layer->down.n_columns, 12);
    assert_null(layer->query_bias);
    assert_null(layer->query_norm);
    assert_null(layer->attention_post_norm);
    assert_non_null(layer->ffn_pre_norm);
    assert_false(model->config.is_tied);
    assert_ptr_not_equal(model->weights.head.data, model->weights.embedding.data);
    assert_int_equal(model->weights.n_parameters, 584);
    assert_int_equal(model->weights.n_bytes, 4 * 584);
    assert_int_equal(model->weights.n_bytes_per_token, 4 * (584 - 40));
    assert_int_equal(model->n_warnings, 0);
    close_all();
    tensor_file_clear(&tensors);
}

static void every_missing_tensor_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < TINY_LLAMA_TENSORS; i++) {
        struct tensor_file tensors;
        char message[200];
        tensor_file_init(&tensors);
        tiny_llama_add(&tensors, i);
        snprintf(message, sizeof message, "tensor \"%s\" is missing", tiny_llama_tensors[i].name);
        expect_refusal(tiny_llama_config, &tensors, message);
    }
}

/* Replaces one tensor. */
static void damaged(const char *name, const char *dtype, const char *shape, size_t n_bytes,
                    const char *message)
{
    struct tensor_file tensors;
    size_t index = 0;
    while (strcmp(tiny_llama_tensors[index].name, name) != 0) {
        index++;
    }
    tensor_file_init(&tensors);
    tiny_llama_add(&tensors, index);
    tensor_file_add(&tensors, name, dtype, shape, NULL, n_bytes);
    expect_refusal(tiny_llama_config, &tensors, message);
}

static void wrong_types_and_shapes_are_named(void **state)
{
    (void)state;
    damaged("model.norm.weight", "F32", "9", 36,
            "tensor \"model.norm.weight\": expected shape [8], found [9]");
    damaged("model.norm.weight", "F32", "8,1", 32, "expected shape [8], found [8, 1]");
    damaged("model.norm.weight", "I32", "8", 32, "expected F32, F16 or BF16, found I32");
    damaged("lm_head.weight", "F64", "5,8", 320, "expected F32, F16 or BF16, found F64");
    damaged("lm_head.weight", "F32", "8,5", 160, "expected shape [5, 8], found [8, 5]");
    damaged("model.layers.0.self_attn.k_proj.weight", "F8_E4M3", "4,8", 32, "found F8_E4M3");
    damaged("model.layers.0.mlp.down_proj.weight", "BF16", "8,6", 96, "expected shape [8, 12]");
}

static void unused_tensors_are_told(void **state)
{
    (void)state;
    struct tensor_file tensors;
    struct error err;
    tensor_file_init(&tensors);
    tiny_llama_add(&tensors, TINY_LLAMA_TENSORS);
    tensor_file_add(&tensors, "model.layers.0.self_attn.q_proj.bias", "F32", "8", NULL, 32);
    tensor_file_add(&tensors, "model.layers.0.self_attn.rotary_emb.inv_freq", "F32", "2", NULL, 8);
    tensor_file_add(&tensors, "vision_tower.x", "F32", "2", NULL, 8);
    if (!open_model(tiny_llama_config, &tensors, &err)) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(model->n_warnings, 1);
    assert_string_equal(model->warnings[0],
                        "tensor \"model.layers.0.self_attn.q_proj.bias\" is not used");
    close_all();
    tensor_file_clear(&tensors);
}

static void a_head_may_be_left_out_unless_denied(void **state)
{
    (void)state;
    struct tensor_file tensors;
    struct error err;
    char config[sizeof tiny_llama_config];
    memcpy(config, tiny_llama_config, sizeof config);
    char *key = strstr(config, "tie_word_embeddings");
    memcpy(key, "x", 1);
    tensor_file_init(&tensors);
    tiny_llama_add(&tensors, 1);
    assert_true(open_model(config, &tensors, &err));
    assert_true(model->config.is_tied);
    assert_ptr_equal(model->weights.head.data, model->weights.embedding.data);
    assert_int_equal(model->weights.n_bytes_per_token, 4 * (584 - 40));
    close_all();
    tensor_file_clear(&tensors);
}

/* One quantized matrix among the floats: q_proj [8, 8] cannot be; 64 columns wide can. */
#define WIDE_CONFIG                                                                                \
    "{\"model_type\":\"llama\",\"hidden_size\":64,\"num_hidden_layers\":1,"                        \
    "\"num_attention_heads\":2,\"intermediate_size\":8,\"vocab_size\":4,"                          \
    "\"tie_word_embeddings\":true"

static void quantized_head(const char *rules, const char *dtype, const char *shape, size_t n_bytes,
                           const char *scales_dtype, const char *scales_shape, size_t n_scale_bytes,
                           const char *message)
{
    struct tensor_file tensors;
    char config[1000];
    snprintf(config, sizeof config, WIDE_CONFIG ",%s}", rules);
    tensor_file_init(&tensors);
    tensor_file_add(&tensors, "model.embed_tokens.weight", dtype, shape, NULL, n_bytes);
    if (scales_dtype != NULL) {
        tensor_file_add(&tensors, "model.embed_tokens.scales", scales_dtype, scales_shape, NULL,
                        n_scale_bytes);
        tensor_file_add(&tensors, "model.embed_tokens.biases", scales_dtype, scales_shape, NULL,
                        n_scale_bytes);
    }
    expect_refusal(config, &tensors, message);
}

static void quantized_modules_are_checked(void **state)
{
    (void)state;
    static const char rules[] = "\"quantization\":{\"group_size\":64,\"bits\":4}";
    static const char named[] = "\"quantization\":{\"group_size\":64,\"bits\":4,"
                                "\"model.embed_tokens\":{\"group_size\":32,\"bits\":8}}";
    /* The embedding is right: what is missing comes after it. */
    quantized_head(rules, "U32", "4,8", 128, "F16", "4,1", 8, "\"model.norm.weight\" is missing");
    quantized_head(rules, "U32", "4,16", 256, "F16", "4,2", 16, "model.norm.weight");
    quantized_head(named, "U32", "4,16", 256, "F16", "4,2", 16, "model.norm.weight");
    quantized_head(named, "U32", "4,8", 128, "F16", "4,1", 8, "expected shape [4, 16], found");
    quantized_head(named, "U32", "4,16", 256, NULL, NULL, 0, "scales\" is missing");
    quantized_head(rules, "U32", "4,7", 112, "F16", "4,1", 8, "expected shape [4, 8], found");
    quantized_head(rules, "I32", "4,8", 128, "F16", "4,1", 8, "expected U32, found I32");
    quantized_head(rules, "U32", "4,8", 128, "F16", "3,1", 6, "expected shape [4, 1], found");
    quantized_head(rules, "U32", "4,8", 128, "I8", "4,1", 4, "expected F32, F16 or BF16");
    quantized_head(rules, "U32", "4,8", 128, "U8", "4,1", 4, "expected F32, F16 or BF16");
    quantized_head("\"x\":0", "U32", "4,8", 128, "F16", "4,1", 8, "no \"quantization\"");
    quantized_head("\"quantization\":{\"group_size\":48,\"bits\":4}", "U32", "4,8", 128, "F16",
                   "4,1", 8, "no support for 4 bits in groups of 48");
    quantized_head("\"quantization\":{\"group_size\":64,\"bits\":7}", "U32", "4,8", 128, "F16",
                   "4,1", 8, "no support for 7 bits");
    quantized_head("\"quantization\":{\"group_size\":64,\"bits\":4,\"mode\":\"mxfp4\"}", "U32",
                   "4,8", 128, "F16", "4,1", 8,
                   "no support for 4 bits in groups of 64, mode mxfp4");
    quantized_head("\"quantization\":{\"mode\":\"int4\"}", "U32", "4,8", 128, "F16", "4,1", 8,
                   "no support for mode \"int4\"");
    quantized_head("\"quantization\":7", "U32", "4,8", 128, "F16", "4,1", 8,
                   "expected an object, found integer");
    static const char *const methods[] = {"awq", "gptq", "bitsandbytes", "fp8"};
    for (size_t i = 0; i < 4; i++) {
        char other[100];
        snprintf(other, sizeof other, "\"quantization_config\":{\"quant_method\":\"%s\"}",
                 methods[i]);
        quantized_head(other, "U32", "4,8", 128, "F16", "4,1", 8, methods[i]);
    }
}

/* ---- folders -------------------------------------------------------------------------------- */

static char root[] = "/tmp/silex-weights-XXXXXX";

static void write_file(const char *name, const void *bytes, size_t n)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
}

static void remove_file(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", root, name);
    remove(path);
}

static enum error_code open_root(const char *message)
{
    struct error err = {ERROR_NONE, ""};
    bool ok = folder_open(&folder, root, &err) && model_open(&model, folder, &err);
    close_all();
    if (message == NULL ? !ok : ok || strstr(err.message, message) == NULL) {
        fail_msg("expected \"%s\", found \"%s\"", message != NULL ? message : "", err.message);
    }
    return err.code;
}

static void folders_are_judged(void **state)
{
    (void)state;
    struct tensor_file tensors;
    assert_non_null(mkdtemp(root));
    assert_int_equal(open_root("no file config.json"), ERROR_NOT_FOUND);
    write_file("config.json", tiny_llama_config, sizeof tiny_llama_config - 1);
    assert_int_equal(open_root("no model*.safetensors"), ERROR_NOT_FOUND);
    tensor_file_init(&tensors);
    tiny_llama_add(&tensors, TINY_LLAMA_TENSORS);
    struct bytes bytes = tensor_file_bytes(&tensors);
    write_file("model.safetensors", bytes.data, bytes.n_bytes);
    assert_int_equal(open_root(NULL), ERROR_NONE);
    for (size_t n = 0; n < bytes.n_bytes; n += n < 16 ? 1 : 131) {
        write_file("model.safetensors", bytes.data, n);
        assert_int_equal(open_root("model.safetensors"), ERROR_MALFORMED);
    }
    char path[200];
    snprintf(path, sizeof path, "%s/model.safetensors", root);
    write_file("model.safetensors", bytes.data, bytes.n_bytes);
    if (geteuid() != 0) {
        assert_int_equal(chmod(path, 0), 0);
        assert_int_equal(open_root("model.safetensors"), ERROR_PERMISSION);
    }
    remove_file("model.safetensors");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_not_equal(open_root("model.safetensors"), ERROR_NONE);
    assert_int_equal(rmdir(path), 0);
    remove_file("config.json");
    assert_int_equal(rmdir(root), 0);
    tensor_file_clear(&tensors);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_model_binds),
        cmocka_unit_test(every_missing_tensor_is_named),
        cmocka_unit_test(wrong_types_and_shapes_are_named),
        cmocka_unit_test(unused_tensors_are_told),
        cmocka_unit_test(a_head_may_be_left_out_unless_denied),
        cmocka_unit_test(quantized_modules_are_checked),
        cmocka_unit_test(folders_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
