/* Decoding and float products of the NEON level: the common bodies over its registers. */
#define KERNEL(name) name##_neon
#include "kernels/neon/decode_neon.h"
#include "kernels/neon/neon.h"
#include "kernels/vector/matmul_float_vector.h"
