/* The peak of 512-bit dot products. */
#include "kernels/avx512_vnni/avx512_vnni.h"
#include "kernels/x86/peak.h"

PEAK_LOOP(peak_integer_avx512_vnni, "vpdpbusd", "zmm", 64)
