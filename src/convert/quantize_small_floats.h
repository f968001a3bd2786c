/* The kinds of codes that are small floats; for quantize.c. */
#ifndef CONVERT_QUANTIZE_SMALL_FLOATS_H
#define CONVERT_QUANTIZE_SMALL_FLOATS_H

#include "convert/quantize.h"

/* Groups one behind the other, as quantize_rows_to has them. */
void quantize_small_floats(const struct quantization_scheme *scheme, enum float_type type,
                           const float *x, size_t n_groups, struct quantized_rows out);

#endif
