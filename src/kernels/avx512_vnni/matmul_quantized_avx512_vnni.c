/* Quantized products with 512-bit dot products of bytes. */
#include "kernels/avx512/vector_512.h"
#include "kernels/avx512_vnni/avx512_vnni.h"
#include "kernels/x86/matmul_quantized.h"

void matmul_quantized_avx512_vnni(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                  const struct activations *x, float *y, size_t y_stride,
                                  void *scratch)
{
    matmul_quantized(matrix, first_row, n_rows, x, y, y_stride, scratch);
}
