/* Rows of GGUF's blocks to float, in lanes; what it computes is in kernels/blocks.h. */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_BLOCKS_VECTOR_H
#define KERNELS_VECTOR_BLOCKS_VECTOR_H

#include "kernels/blocks.h"

/* The kind is a constant where it matters: each of them gets its own loop. */
static ALWAYS_INLINE void decode_blocks_of(enum matrix_kind kind, const uint8_t *data,
                                           size_t n_columns, float *out)
{
    struct block_format format = block_format_of(kind);
    struct block_parts parts;
    for (size_t k = 0; k < n_columns; k += format.n_codes) {
        block_unpack(kind, data, &parts);
        for (unsigned i = 0; i < format.n_codes; i += 16) {
            struct lanes scale = lanes_set(parts.scales[i / format.group]);
            struct lanes value = lanes_multiply(scale, lanes_load_i8(parts.codes + i));
            if (format.has_shifts) {
                value = lanes_add(value, lanes_set(parts.shifts[i / format.group]));
            }
            lanes_store(out + k + i, value);
        }
        data += format.n_bytes;
    }
}

static void decode_blocks_row(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    switch (matrix->kind) {
#define X(name, n_codes, n_bytes, group, has_shifts)                                               \
    case MATRIX_BLOCK_##name:                                                                      \
        decode_blocks_of(MATRIX_BLOCK_##name, data, matrix->n_columns, out);                       \
        break;
        MATRIX_BLOCKS(X)
#undef X
    default:
        break;
    }
}

#endif
#endif
