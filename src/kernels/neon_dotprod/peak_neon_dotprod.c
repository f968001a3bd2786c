/* The peak of dot products. */
#include "kernels/neon/peak_neon.h"
#include "kernels/neon_dotprod/neon_dotprod.h"

#define DOT(sum) "sdot " sum ".4s, v0.16b, v1.16b\n\t"

PEAK_FUNCTION(peak_integer_neon_dotprod, DOT, 16)
