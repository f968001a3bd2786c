/* Adapters that do not fit, are damaged, or ask for what is not known; and the real ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/adapter.h"
#include "model/adapter_file.h"
#include "support/tiny_llama.h"

static const char mlx_config[] =
    "{\"fine_tune_type\":\"lora\",\"lora_parameters\":{\"rank\":2,\"scale\":20.0}}";
static const char peft_config[] = "{\"peft_type\":\"LORA\",\"r\":2,\"lora_alpha\":4}";

/* The tiny llama, open. */
struct base {
    struct tensor_file file;
    struct folder *folder;
    struct model *model;
    struct kernels kernels;
};

static int open_base(void **state)
{
    static struct base base;
    struct error err = {0};
    tensor_file_init(&base.file);
    tiny_llama_add(&base.file, TINY_LLAMA_TENSORS);
    struct bytes weights = tensor_file_bytes(&base.file);
    const struct folder_file files[] = {
        {"config.json", {(const uint8_t *)tiny_llama_config, sizeof tiny_llama_config - 1}},
        {"model.safetensors", weights},
    };
    base.kernels = kernels_select(KERNEL_N_LEVELS);
    *state = &base;
    return folder_open_memory(&base.folder, files, 2, &err) &&
                   model_open(&base.model, base.folder, &err)
               ? 0
               : -1;
}

static int close_base(void **state)
{
    struct base *base = *state;
    model_close(base->model);
    folder_close(base->folder);
    tensor_file_clear(&base->file);
    return 0;
}

struct given {
    const char *name, *dtype, *shape;
    size_t n_bytes;
};

/* Opens an adapter of these tensors; the message is in *err. */
static struct adapter *open_with(struct base *base, const char *config, const char *file_name,
                                 const struct given *given, size_t n, struct error *err)
{
    struct tensor_file file;
    struct folder *folder = NULL;
    struct adapter *adapter = NULL;
    tensor_file_init(&file);
    for (size_t i = 0; i < n; i++) {
        tensor_file_add(&file, given[i].name, given[i].dtype, given[i].shape, NULL,
                        given[i].n_bytes);
    }
    const struct folder_file files[] = {
        {"adapter_config.json", {(const uint8_t *)config, strlen(config)}},
        {file_name, tensor_file_bytes(&file)},
    };
    *err = (struct error){0};
    assert_true(folder_open_memory(&folder, files, 2, err));
    bool ok = adapter_open(&adapter, base->model, base->folder, &base->kernels, folder, err);
    assert_true(ok == (adapter != NULL));
    tensor_file_clear(&file); /* low-rank pairs are copied */
    return adapter;
}

static void refuse(void **state, const char *config, const char *file_name,
                   const struct given *given, size_t n, const char *const *texts)
{
    struct error err;
    struct adapter *adapter = open_with(*state, config, file_name, given, n, &err);
    assert_null(adapter);
    for (; *texts != NULL; texts++) {
        if (strstr(err.message, *texts) == NULL) {
            fail_msg("\"%s\" is not in: %s", *texts, err.message);
        }
    }
}

#define REFUSE(config, file, given, ...)                                                           \
    refuse(state, config, file, given, sizeof(given) / sizeof *(given),                            \
           (const char *const[]){__VA_ARGS__, NULL})

#define Q_PATH "model.layers.0.self_attn.q_proj"

static void good_ones_open(void **state)
{
    const struct given mlx[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                {Q_PATH ".lora_b", "F16", "2,8", 32},
                                {"lm_head.lora_a", "BF16", "8,1", 16},
                                {"lm_head.lora_b", "BF16", "1,5", 10}};
    const struct given peft[] = {{"base_model.model." Q_PATH ".lora_A.weight", "F32", "2,8", 64},
                                 {"base_model.model." Q_PATH ".lora_B.weight", "F32", "8,2", 64}};
    struct error err;
    struct adapter *adapter = open_with(*state, mlx_config, "adapters.safetensors", mlx, 4, &err);
    assert_non_null(adapter);
    assert_int_equal(adapter->n_modules, 2);
    assert_int_equal(adapter->largest_rank, 2);
    assert_int_equal(adapter->n_parameters, 32 + 13);
    const struct low_rank *query = adapter_find(adapter, 0, PRODUCT_QUERY);
    assert_true(query->scale == 20.0f);
    /* a [8, 2] is kept as [2, 8]: its bytes are a known run. */
    float kept, given_number;
    memcpy(&kept, query->a.data + 4, sizeof kept);
    uint8_t bytes[4] = {8, 9, 10, 11};
    memcpy(&given_number, bytes, sizeof given_number);
    assert_true(kept == given_number);
    assert_null(adapter_find(adapter, 0, PRODUCT_KEY));
    assert_non_null(adapter_find(adapter, 0, PRODUCT_HEAD));
    assert_null(adapter_find(NULL, 0, PRODUCT_HEAD));
    adapter_close(adapter);
    adapter = open_with(*state, peft_config, "adapter_model.safetensors", peft, 2, &err);
    assert_non_null(adapter);
    assert_true(adapter_find(adapter, 0, PRODUCT_QUERY)->scale == 2.0f);
    adapter_close(adapter);
}

/* Only what stands for an embedding is one: by its name and, for PEFT, by those of its matrices. */
static void embeddings_are_told(void **state)
{
#define EMBEDDING "base_model.model.model.embed_tokens"
    const struct given magnitude[] = {{EMBEDDING ".lora_embedding_A", "F32", "2,5", 40},
                                      {EMBEDDING ".lora_embedding_B", "F32", "8,2", 64},
                                      {EMBEDDING ".lora_magnitude_vector", "F32", "8", 32}};
    const struct given as_matrix[] = {{EMBEDDING ".lora_A.weight", "F32", "2,8", 64},
                                      {EMBEDDING ".lora_B.weight", "F32", "5,2", 40}};
    const struct given elsewhere[] = {
        {"base_model.model." Q_PATH ".lora_embedding_A", "F32", "2,8", 64},
        {"base_model.model." Q_PATH ".lora_embedding_B", "F32", "8,2", 64}};
    const struct given on_its_side[] = {{"model.embed_tokens.lora_a", "F32", "8,2", 64},
                                        {"model.embed_tokens.lora_b", "F32", "2,5", 40}};
    const char *peft_file = "adapter_model.safetensors";
    REFUSE(peft_config, peft_file, magnitude, "lora_magnitude_vector", "DoRA of an embedding");
    REFUSE(peft_config, peft_file, as_matrix, "model.embed_tokens", "no matrix");
    REFUSE(peft_config, peft_file, elsewhere, "q_proj", "no matrix");
    REFUSE(mlx_config, "adapters.safetensors", on_its_side, "lora_b", "expected shape [2, 8]",
           "found [2, 5]");
#undef EMBEDDING
}

/* 16-bit matrices are there unless their scale would be no ordinary number. */
static void halves_have_a_scale(void **state)
{
    static const char tiny[] =
        "{\"fine_tune_type\":\"lora\",\"lora_parameters\":{\"rank\":2,\"scale\":1e-37}}";
    const struct given pair[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                 {Q_PATH ".lora_b", "F32", "2,8", 64}};
    struct error err;
    struct adapter *adapter = open_with(*state, mlx_config, "adapters.safetensors", pair, 2, &err);
    assert_non_null(adapter);
    const struct low_rank *query = adapter_find(adapter, 0, PRODUCT_QUERY);
    assert_non_null(query->half_a.data);
    assert_non_null(query->half_b.data);
    float ratio = query->scale / query->half_scale;
    uint32_t bits;
    memcpy(&bits, &ratio, sizeof bits);
    assert_int_equal(bits & 0x7fffff, 0); /* a power of two */
    assert_ptr_equal(low_rank_a(query, PRECISION_FAST), &query->half_a);
    assert_ptr_equal(low_rank_a(query, PRECISION_EXACT), &query->a);
    adapter_close(adapter);
    adapter = open_with(*state, tiny, "adapters.safetensors", pair, 2, &err);
    assert_non_null(adapter);
    query = adapter_find(adapter, 0, PRODUCT_QUERY);
    assert_null(query->half_a.data);
    assert_ptr_equal(low_rank_a(query, PRECISION_FAST), &query->a);
    adapter_close(adapter);
}

static void wrong_shapes_are_named(void **state)
{
    const struct given wide[] = {{Q_PATH ".lora_a", "F32", "16,2", 128},
                                 {Q_PATH ".lora_b", "F32", "2,8", 64}};
    const struct given tall[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                 {Q_PATH ".lora_b", "F32", "2,16", 128}};
    const struct given ranks[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                  {Q_PATH ".lora_b", "F32", "3,8", 96}};
    const struct given peft[] = {{"base_model.model." Q_PATH ".lora_A.weight", "F32", "2,16", 128},
                                 {"base_model.model." Q_PATH ".lora_B.weight", "F32", "8,2", 64}};
    REFUSE(mlx_config, "adapters.safetensors", wide, Q_PATH ".lora_a", "[8, 2]", "[16, 2]");
    REFUSE(mlx_config, "adapters.safetensors", tall, Q_PATH ".lora_b", "[2, 8]", "[2, 16]");
    REFUSE(mlx_config, "adapters.safetensors", ranks, Q_PATH, "rank");
    REFUSE(peft_config, "adapter_model.safetensors", peft, "lora_A", "[2, 8]", "[2, 16]");
}

static void wrong_tensors_are_named(void **state)
{
    const struct given layer[] = {{"model.layers.1.self_attn.q_proj.lora_a", "F32", "8,2", 64},
                                  {"model.layers.1.self_attn.q_proj.lora_b", "F32", "2,8", 64}};
    const struct given half[] = {{Q_PATH ".lora_a", "F32", "8,2", 64}};
    const struct given type[] = {{Q_PATH ".lora_a", "I32", "8,2", 64},
                                 {Q_PATH ".lora_b", "F32", "2,8", 64}};
    const struct given other[] = {{Q_PATH ".weight", "F32", "8,8", 256}};
    const struct given bias[] = {{"base_model.model." Q_PATH ".lora_B.bias", "F32", "8", 32}};
    const struct given magnitude[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                      {Q_PATH ".lora_b", "F32", "2,8", 64},
                                      {Q_PATH ".m", "F32", "4", 16}};
    REFUSE(mlx_config, "adapters.safetensors", layer, "model.layers.1", "1 layers");
    REFUSE(mlx_config, "adapters.safetensors", half, Q_PATH, "only one");
    REFUSE(mlx_config, "adapters.safetensors", type, ".lora_a", "I32");
    REFUSE(mlx_config, "adapters.safetensors", other, Q_PATH ".weight");
    REFUSE(peft_config, "adapter_model.safetensors", bias, "lora_B.bias");
    REFUSE(mlx_config, "adapters.safetensors", magnitude, ".m", "[8]", "[4]");
}

static void configurations_are_checked(void **state)
{
    const struct given pair[] = {{Q_PATH ".lora_a", "F32", "8,2", 64},
                                 {Q_PATH ".lora_b", "F32", "2,8", 64}};
    const struct given peft[] = {{"base_model.model." Q_PATH ".lora_A.weight", "F32", "2,8", 64},
                                 {"base_model.model." Q_PATH ".lora_B.weight", "F32", "8,2", 64}};
    REFUSE("{\"lora_parameters\":{\"alpha\":16}}", "adapters.safetensors", pair, "scale", "alpha");
    REFUSE("{\"fine_tune_type\":\"other\"}", "adapters.safetensors", pair, "other");
    REFUSE(mlx_config, "model.safetensors", pair, "adapters.safetensors");
    REFUSE("{\"peft_type\":\"IA3\"}", "adapter_model.safetensors", peft, "IA3");
    REFUSE("{\"peft_type\":\"LORA\",\"use_qalora\":true}", "adapter_model.safetensors", peft,
           "use_qalora");
    REFUSE("{\"peft_type\":\"LORA\",\"alpha_pattern\":{\".*q\":3}}", "adapter_model.safetensors",
           peft, "alpha_pattern");
    REFUSE("[]", "adapters.safetensors", pair, "adapter_config.json");
}

static void whole_tensors_must_fit(void **state)
{
    static const char full[] = "{\"fine_tune_type\":\"full\"}";
    const struct given wide[] = {{Q_PATH ".weight", "F32", "8,9", 288}};
    const struct given unknown[] = {{Q_PATH ".other", "F32", "8", 32}};
    REFUSE(full, "adapters.safetensors", wide, Q_PATH ".weight", "[8, 8]", "[8, 9]");
    REFUSE(full, "adapters.safetensors", unknown, Q_PATH ".other");
}

/* Their bases are absent: they are read, and every module has its shapes and scale. */
static void real_ones_are_read(void **state)
{
    static const struct {
        const char *folder;
        size_t n_modules, rank;
        float scale;
    } rows[] = {
        {"lora-mlx-qwen2.5-0.5b", 8, 8, 10.0f},
        {"lora-peft-gpt2", 36, 8, 4.0f},
        {"lora-peft-opt125m", 24, 16, 2.0f},
    };
    const char *corpus = getenv("SILEX_CORPUS");
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[4096];
        struct error err = {0};
        struct folder *folder = NULL;
        struct adapter_file file;
        snprintf(path, sizeof path, "%s/models/%s", corpus != NULL ? corpus : "", rows[i].folder);
        if (corpus == NULL || !folder_open(&folder, path, &err)) {
            skip();
        }
        bool ok = adapter_file_read(&file, folder, &err);
        if (!ok) {
            fail_msg("%s: %s", path, err.message);
        }
        assert_int_equal(file.n_modules, rows[i].n_modules);
        assert_int_equal(file.n_tensors, 0);
        for (size_t k = 0; k < file.n_modules; k++) {
            assert_int_equal(file.modules[k].rank, rows[i].rank);
            assert_true(file.modules[k].scale == rows[i].scale);
        }
        adapter_file_clear(&file);
        folder_close(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(embeddings_are_told),     cmocka_unit_test(halves_have_a_scale),
        cmocka_unit_test(good_ones_open),          cmocka_unit_test(wrong_shapes_are_named),
        cmocka_unit_test(wrong_tensors_are_named), cmocka_unit_test(configurations_are_checked),
        cmocka_unit_test(whole_tensors_must_fit),  cmocka_unit_test(real_ones_are_read),
    };
    return cmocka_run_group_tests(tests, open_base, close_base);
}
