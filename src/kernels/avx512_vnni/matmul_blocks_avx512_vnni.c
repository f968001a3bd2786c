/* Products with blocks of GGUF, with 512-bit dot products of bytes. */
#include "kernels/avx512/blocks_512.h"
#include "kernels/avx512_vnni/avx512_vnni.h"
#include "kernels/x86/matmul_blocks.h"

void matmul_blocks_avx512_vnni(const struct matrix *matrix, size_t first_row, size_t n_rows,
                               const struct activations *x, float *y, size_t y_stride,
                               void *scratch)
{
    matmul_blocks(matrix, first_row, n_rows, x, y, y_stride, scratch);
}
