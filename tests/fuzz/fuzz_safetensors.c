/* A safetensors file: what parses must lie inside the file, in every byte. */
#include <stdlib.h>
#include "formats/safetensors.h"
#include "fuzz/fuzz_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct error err = {0};
    struct safetensors set;
    safetensors_init(&set);
    bool ok = safetensors_add(&set, "model.safetensors", (struct bytes){data, n_bytes}, &err) &&
              safetensors_finish(&set, &err);
    unsigned sum = 0;
    for (size_t i = 0; ok && i < set.n_tensors; i++) {
        const struct safetensors_tensor *tensor = &set.tensors[i];
        char text[SAFETENSORS_SHAPE_BYTES];
        safetensors_shape_text(tensor->shape, tensor->n_dimensions, text);
        for (size_t k = 0; k < tensor->bytes.n_bytes; k++) {
            sum += tensor->bytes.data[k];
        }
        if (safetensors_find(&set, tensor->name) != tensor) {
            abort();
        }
    }
    safetensors_clear(&set);
    if (!ok && err.code == ERROR_NONE) {
        abort();
    }
    (void)sum;
    return 0;
}
