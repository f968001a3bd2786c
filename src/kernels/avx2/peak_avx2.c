/* The peaks of 256-bit vectors without dot products. */
#include "kernels/avx2/avx2.h"
#include "kernels/x86/peak.h"

PEAK_LOOP_OF_TWO(peak_integer_avx2, "ymm", 32)
PEAK_LOOP(peak_float_avx2, "vfmadd231ps", "ymm", 8)
