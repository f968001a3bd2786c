/* The row kernels, attention and chains of the AVX2 level: the common bodies over its registers. */
#define KERNEL(name) name##_avx2
#include "kernels/avx2/avx2.h"
#include "kernels/avx2/lanes_avx2.h"
#include "kernels/vector/rows_vector.h"
#include "kernels/vector/attention_vector.h"
#include "kernels/vector/multiply_add_vector.h"
