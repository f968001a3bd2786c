/* The row kernels, attention and chains of the NEON level: the common bodies over its registers. */
#define KERNEL(name) name##_neon
#include "kernels/neon/neon.h"
#include "kernels/neon/lanes_neon.h"
#include "kernels/vector/rows_vector.h"
#include "kernels/vector/attention_vector.h"
#include "kernels/vector/multiply_add_vector.h"
