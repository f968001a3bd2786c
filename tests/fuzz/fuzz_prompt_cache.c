/* A saved prompt cache, parsed as far as that goes without a model; what it points to is read. */
#include "fuzz/fuzz_target.h"
#include "generate/snapshot.h"

/* Keeps the compiler from leaving the reads out. */
static unsigned sum(const uint8_t *bytes, size_t n_bytes)
{
    unsigned total = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        total += bytes[i];
    }
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    static volatile unsigned total;
    struct error err = {0};
    struct snapshot snapshot = {0};
    if (snapshot_parse((struct bytes){data, n_bytes}, &snapshot, &err)) {
        total = sum(snapshot.tokens, (size_t)snapshot.n_tokens * sizeof(uint32_t));
        for (uint32_t g = 0; g < snapshot.n_groups; g++) {
            total += sum(snapshot.groups[g].pages, (size_t)snapshot.groups[g].page_bytes > 0);
        }
    }
    return 0;
}
