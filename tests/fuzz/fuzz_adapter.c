/*
 * An adapter for a tiny model: the first byte tells the length of adapter_config.json in tens of
 * bytes, and which format's file the rest is. What opens must be usable: at generation, as values
 * of a trainer, by the file of tensors alone, and in the other form, whose folder cannot be made,
 * so that nothing is written.
 */
#include <stdlib.h>
#include "convert/adapter_convert.h"
#include "fuzz/fuzz_target.h"
#include "model/adapter.h"
#include "support/tiny_llama.h"
#include "train/tuner_adapter.h"

static void use(const struct adapter *adapter)
{
    float sum = 0;
    for (enum product product = 0; product <= N_PRODUCTS; product++) {
        const struct low_rank *low_rank =
            product == PRODUCT_LOOKUP ? adapter->lookup : adapter_find(adapter, 0, product);
        for (size_t i = 0; low_rank != NULL && i < low_rank->a.n_rows * low_rank->n_rows; i++) {
            sum += low_rank->b[i];
        }
    }
    (void)sum;
}

static void fill(const struct tuner_adapter *given, const struct model *model,
                 struct trainer_options options, struct error *err)
{
    struct backend *backend;
    struct trainer *trainer;
    const struct backend_options backend_options = {.n_threads = 1, .cap = KERNEL_LEVEL_SCALAR};
    options.n_rows = 2;
    if (!cpu_backend_create(&backend, &backend_options, err)) {
        abort();
    }
    if (trainer_open(&trainer, model, backend, &options, err)) {
        size_t n;
        const struct train_tensor *tensors = trainer_tensors(trainer, &n);
        tuner_adapter_fill(given, model, options.scale, tensors, n, err);
        trainer_close(trainer);
    }
    backend->operations->destroy(backend);
}

/* With its settings, and as a file of values for a trainer of the embedding and one matrix. */
static void train(struct folder *folder, const char *name, const struct model *model)
{
    static const char *const keys[] = {"self_attn.q_proj", "model.embed_tokens", "lm_head"};
    struct error err = {0};
    struct trainer_options options = {.keys = keys, .n_keys = 3, .rank = 2, .scale = 1};
    struct tuner_adapter given;
    if (tuner_adapter_read_file(&given, folder, name, model, &err)) {
        fill(&given, model, options, &err);
    } else if (err.code == ERROR_NONE) {
        abort();
    }
    tuner_adapter_close(&given);
    err = (struct error){0};
    if (tuner_adapter_read(&given, folder, model, &options, &err)) {
        fill(&given, model, options, &err);
    } else if (err.code == ERROR_NONE) {
        abort();
    }
    tuner_adapter_close(&given);
}

static void convert(struct folder *folder)
{
    for (int tied = ADAPTER_TIED_UNKNOWN; tied <= ADAPTER_TIED_YES; tied++) {
        for (int format = ADAPTER_MLX; format <= ADAPTER_PEFT; format++) {
            struct error err = {0};
            if (adapter_convert(folder, "/dev/null/adapter", (enum adapter_format)format,
                                (enum adapter_tied)tied, &err) ||
                err.code == ERROR_NONE) {
                abort();
            }
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (n_bytes < 2) {
        return 0;
    }
    size_t n_config = (size_t)(data[0] >> 1) * 10;
    const char *name = data[0] & 1 ? "adapter_model.safetensors" : "adapters.safetensors";
    n_config = n_config < n_bytes - 1 ? n_config : n_bytes - 1;
    struct error err = {0};
    struct tensor_file file;
    struct folder *base = NULL, *folder = NULL, *again = NULL;
    struct model *model = NULL;
    struct adapter *adapter = NULL;
    tensor_file_init(&file);
    tiny_llama_add(&file, TINY_LLAMA_TENSORS);
    const struct folder_file model_files[] = {
        {"config.json", {(const uint8_t *)tiny_llama_config, sizeof tiny_llama_config - 1}},
        {"model.safetensors", tensor_file_bytes(&file)},
    };
    const struct folder_file files[] = {
        {"adapter_config.json", {data + 1, n_config}},
        {name, {data + 1 + n_config, n_bytes - 1 - n_config}},
    };
    const struct kernels kernels = kernels_select(KERNEL_LEVEL_SCALAR);
    if (!folder_open_memory(&base, model_files, 2, &err) || !model_open(&model, base, &err) ||
        !folder_open_memory(&folder, files, 2, &err) ||
        !folder_open_memory(&again, files, 2, &err)) {
        abort();
    }
    if (adapter_open(&adapter, model, base, &kernels, folder, &err)) {
        use(adapter);
    } else if (err.code == ERROR_NONE) {
        abort();
    }
    adapter_close(adapter);
    train(again, name, model);
    convert(again);
    folder_close(again);
    model_close(model);
    folder_close(base);
    tensor_file_clear(&file);
    return 0;
}
