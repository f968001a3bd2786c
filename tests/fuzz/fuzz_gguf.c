/* A GGUF file: what parses must lie inside the file, in every byte, and can be asked for. */
#include <stdlib.h>
#include "formats/gguf.h"
#include "fuzz/fuzz_target.h"

static unsigned sum_bytes(struct bytes bytes)
{
    unsigned sum = 0;
    for (size_t i = 0; i < bytes.n_bytes; i++) {
        sum += bytes.data[i];
    }
    return sum;
}

/* Every getter, whatever the type is. */
static unsigned ask(const struct gguf *gguf, const struct gguf_pair *pair)
{
    const struct gguf_value *value = &pair->value;
    const struct gguf_value *array = NULL;
    int64_t integer = 0;
    double real = 0;
    bool flag = false;
    struct bytes text = {NULL, 0};
    unsigned sum = sum_bytes(value->bytes);
    gguf_read_bool(gguf, pair->key, &flag, NULL);
    gguf_read_integer(gguf, pair->key, -5, 5, &integer, NULL);
    gguf_read_real(gguf, pair->key, -5, 5, &real, NULL);
    if (integer < -5 || integer > 5 || !(real >= -5 && real <= 5)) {
        abort();
    }
    gguf_read_text(gguf, pair->key, &text, NULL);
    for (unsigned type = 0; type < GGUF_N_VALUE_TYPES; type++) {
        gguf_read_array(gguf, pair->key, (enum gguf_value_type)type, &array, NULL);
    }
    if (value->type != GGUF_ARRAY) {
        return sum;
    }
    size_t n = 0;
    struct gguf_strings walk = gguf_strings_of(gguf, value);
    while (value->item_type == GGUF_STRING && gguf_strings_next(&walk, &text)) {
        sum += sum_bytes(text);
        n++;
    }
    if (value->item_type == GGUF_STRING && n != value->n_items) {
        abort();
    }
    for (size_t i = 0; i <= value->n_items; i++) {
        if ((gguf_item_integer(value, i, &integer) || gguf_item_real(value, i, &real)) &&
            i == value->n_items) {
            abort();
        }
    }
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct error err = {0};
    struct gguf gguf;
    gguf_init(&gguf);
    bool ok = gguf_add(&gguf, "model.gguf", (struct bytes){data, n_bytes}, &err) &&
              gguf_finish(&gguf, &err);
    unsigned sum = 0;
    for (size_t i = 0; ok && i < gguf.n_tensors; i++) {
        sum += sum_bytes(gguf.tensors[i].bytes);
        if (gguf_find_tensor(&gguf, gguf.tensors[i].name) != &gguf.tensors[i]) {
            abort();
        }
    }
    for (size_t i = 0; ok && i < gguf.n_pairs; i++) {
        sum += ask(&gguf, &gguf.pairs[i]);
    }
    gguf_clear(&gguf);
    if (!ok && err.code == ERROR_NONE) {
        abort();
    }
    (void)sum;
    return 0;
}
