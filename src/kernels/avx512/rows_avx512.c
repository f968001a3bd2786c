/* The row kernels, attention and chains of the AVX-512 level: the common bodies over its registers.
 */
#define KERNEL(name) name##_avx512
#include "kernels/avx512/avx512.h"
#include "kernels/avx512/lanes_avx512.h"
#include "kernels/vector/rows_vector.h"
#include "kernels/vector/attention_vector.h"
#include "kernels/vector/multiply_add_vector.h"
