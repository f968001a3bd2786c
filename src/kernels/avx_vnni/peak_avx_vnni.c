/* The peak of 256-bit dot products. */
#include "kernels/avx_vnni/avx_vnni.h"
#include "kernels/x86/peak.h"

PEAK_LOOP(peak_integer_avx_vnni, "%{vex%} vpdpbusd", "ymm", 32)
