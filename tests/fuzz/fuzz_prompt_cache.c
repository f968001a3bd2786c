/* A saved prompt cache, parsed as far as that goes without a model; what it points to is read. */
#include "fuzz/fuzz_target.h"
#include "generate/snapshot.h"

static void touch(const uint8_t *bytes, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i++) {
        volatile uint8_t seen = bytes[i]; /* volatile: the read is not left out */
        (void)seen;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct error err = {0};
    struct snapshot snapshot = {0};
    if (snapshot_parse((struct bytes){data, n_bytes}, &snapshot, &err)) {
        touch(snapshot.tokens, (size_t)snapshot.n_tokens * sizeof(uint32_t));
        for (uint32_t g = 0; g < snapshot.n_groups; g++) {
            touch(snapshot.groups[g].pages, snapshot.groups[g].n_layers > 0);
        }
    }
    return 0;
}
