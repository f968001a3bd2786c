/* Decoding, quantizing and float products of the AVX-512 level: the common bodies over its
 * registers. */
#define KERNEL(name) name##_avx512
#include "kernels/avx512/avx512.h"
#include "kernels/avx512/decode_avx512.h"
#include "kernels/vector/linear_vector.h"
#include "kernels/vector/matmul_float_vector.h"
