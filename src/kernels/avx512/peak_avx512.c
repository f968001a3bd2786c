/* The peaks of 512-bit vectors without dot products. */
#include "kernels/avx512/avx512.h"
#include "kernels/x86/peak.h"

PEAK_LOOP_OF_TWO(peak_integer_avx512, "zmm", 64)
PEAK_LOOP(peak_float_avx512, "vfmadd231ps", "zmm", 16)
