/* Decoding, quantizing and float products of the AVX2 level: the common bodies over its registers.
 */
#define KERNEL(name) name##_avx2
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/decode_avx2.h"
#include "kernels/vector/linear_vector.h"
#include "kernels/vector/matmul_float_vector.h"
