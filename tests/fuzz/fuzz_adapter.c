/* An adapter for a tiny model: the first byte tells the length of adapter_config.json in tens of
 * bytes, and which format's file the rest is. What opens must be usable. */
#include <stdlib.h>
#include "fuzz/fuzz_target.h"
#include "model/adapter.h"
#include "support/tiny_llama.h"

static void use(const struct adapter *adapter)
{
    float sum = 0;
    for (enum product product = 0; product < N_PRODUCTS; product++) {
        const struct low_rank *low_rank = adapter_find(adapter, 0, product);
        for (size_t i = 0; low_rank != NULL && i < low_rank->a.n_rows * low_rank->n_rows; i++) {
            sum += low_rank->b[i];
        }
    }
    (void)sum;
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
    struct folder *base = NULL, *folder = NULL;
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
        !folder_open_memory(&folder, files, 2, &err)) {
        abort();
    }
    if (adapter_open(&adapter, model, base, &kernels, folder, &err)) {
        use(adapter);
    } else if (err.code == ERROR_NONE) {
        abort();
    }
    adapter_close(adapter);
    model_close(model);
    folder_close(base);
    tensor_file_clear(&file);
    return 0;
}
