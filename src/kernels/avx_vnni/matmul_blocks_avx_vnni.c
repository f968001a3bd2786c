/* Products with blocks of GGUF, with 256-bit dot products of bytes. */
#include "kernels/avx2/blocks_256.h"
#include "kernels/avx_vnni/avx_vnni.h"
#include "kernels/x86/matmul_blocks.h"

void matmul_blocks_avx_vnni(const struct matrix *matrix, size_t first_row, size_t n_rows,
                            const struct activations *x, float *y, size_t y_stride, void *scratch)
{
    matmul_blocks(matrix, first_row, n_rows, x, y, y_stride, scratch);
}
