/* Quantized weights times quantized activations: the definition. */
#include "kernels/scalar/layouts.h"
#include "kernels/scalar/scalar.h"

#include <math.h>

/* Of one group, with one row of digits. */
static int32_t dot_digits(const struct matrix *matrix, const uint8_t *row, const int8_t *codes,
                          size_t g)
{
    int32_t sum = 0;
    for (size_t i = 0; i < matrix->group; i++) {
        unsigned code = code_at(row, matrix->bits, g * matrix->group + i);
        int weight = matrix->kind == MATRIX_AFFINE ? (int)code : doubled_e2m1(code);
        size_t position = activation_position(matrix->bits, matrix->group, i);
        sum += weight * codes[g * matrix->group + position];
    }
    return sum;
}

/* Of one group, with all digits of a token. */
static int32_t dot_codes(const struct matrix *matrix, const uint8_t *row,
                         const struct activations *x, size_t t, size_t g)
{
    const int8_t *codes = x->codes + t * x->n_digits * x->code_stride;
    int32_t sum = dot_digits(matrix, row, codes, g);
    return x->n_digits == 1
               ? sum
               : KERNEL_DIGIT_BASE * sum + dot_digits(matrix, row, codes + x->code_stride, g);
}

static float product(const struct matrix *matrix, size_t r, const struct activations *x, size_t t)
{
    const uint8_t *row = matrix->data + r * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + r * matrix->scale_row_bytes;
    size_t n_groups = matrix->n_columns / matrix->group;
    float y = -0.0f; /* the one number that changes nothing when p_0 is added */
    for (size_t g = 0; g < n_groups; g++) {
        float scale_x = x->scales[t * n_groups + g];
        float sum = (float)dot_codes(matrix, row, x, t, g);
        if (matrix->kind == MATRIX_AFFINE) {
            const uint8_t *biases = matrix->biases + r * matrix->scale_row_bytes;
            float scale = float_at(scales, matrix->float_type, g);
            float bias = float_at(biases, matrix->float_type, g);
            y += fmaf(bias, x->shifts[t * n_groups + g], scale * scale_x * sum);
        } else {
            float scale = fp_scale_at(matrix->kind, scales, g) * 0.5f;
            y += scale * scale_x * sum;
        }
    }
    return y;
}

void matmul_quantized_scalar(const struct matrix *matrix, size_t first_row, size_t n_rows,
                             const struct activations *x, float *y, size_t y_stride, void *scratch)
{
    (void)scratch;
    for (size_t r = first_row; r < first_row + n_rows; r++) {
        for (size_t t = 0; t < x->n_tokens; t++) {
            y[t * y_stride + r] = product(matrix, r, x, t);
        }
    }
}
