/* The peak of products of small matrices. */
#include "kernels/neon/peak_neon.h"
#include "kernels/neon_i8mm/neon_i8mm.h"

#define MATRIX(sum) "smmla " sum ".4s, v0.16b, v1.16b\n\t"

PEAK_FUNCTION(peak_integer_neon_i8mm, MATRIX, 32)
