/* The peaks of NEON without dot products: two products of 8 bytes are added up in 16 bits, and then
 * in pairs to 32. */
#include "kernels/neon/peak_neon.h"
#include "kernels/neon/neon.h"

#define MULTIPLY_ADD(sum)                                                                          \
    "smull v2.8h, v0.8b, v1.8b\n\tsmlal2 v2.8h, v0.16b, v1.16b\n\tsadalp " sum ".4s, v2.8h\n\t"
#define FMA(sum) "fmla " sum ".4s, v0.4s, v1.4s\n\t"

PEAK_FUNCTION(peak_integer_neon, MULTIPLY_ADD, 16)
PEAK_FUNCTION(peak_float_neon, FMA, 4)
