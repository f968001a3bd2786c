/* Planned memory; see placement.h. */
#include "base/placement.h"

#include "base/memory.h"

enum { ALIGNMENT = 64 };

void *placement_take(struct placement *placement, size_t n_rows, size_t n, size_t size)
{
    size_t n_bytes, end;
    if (placement->overflowed || !size_multiply(n_rows, n, &n_bytes) ||
        !size_multiply(n_bytes, size, &n_bytes) || !size_add(n_bytes, ALIGNMENT - 1, &n_bytes) ||
        !size_add(placement->n_bytes, n_bytes & ~(size_t)(ALIGNMENT - 1), &end)) {
        placement->overflowed = true;
        return NULL;
    }
    void *piece = placement->memory != NULL ? placement->memory + placement->n_bytes : NULL;
    placement->n_bytes = end;
    return piece;
}

float *placement_floats(struct placement *placement, size_t n_rows, size_t n)
{
    return placement_take(placement, n_rows, n, sizeof(float));
}
