/* Blocks of GGUF times quantized activations: the definition. */
#include "kernels/blocks.h"
#include "kernels/scalar/scalar.h"

#include <math.h>

/* Of one group, with one row of digits. */
static int32_t dot_digits(const int8_t *weights, const int8_t *digits, size_t n)
{
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += weights[i] * digits[i];
    }
    return sum;
}

/* Adds one block, which starts at group `first` of its row, to the output of token t. */
static void add_block(const struct block_parts *parts, struct block_format format,
                      const struct activations *x, size_t t, size_t first, float *y)
{
    const size_t n_groups = x->n_columns / format.group;
    const int8_t *digits = x->codes + t * x->n_digits * x->code_stride + first * format.group;
    for (size_t i = 0; i < format.n_codes / format.group; i++) {
        const size_t g = t * n_groups + first + i;
        int32_t sum = 0;
        for (unsigned d = 0; d < x->n_digits; d++) {
            sum = KERNEL_DIGIT_BASE * sum + dot_digits(parts->codes + i * format.group,
                                                       digits + d * x->code_stride, format.group);
        }
        digits += format.group;
        float p = parts->scales[i] * x->scales[g] * (float)sum;
        *y += format.has_shifts ? fmaf(parts->shifts[i], x->shifts[g], p) : p;
    }
}

void matmul_blocks_scalar(const struct matrix *matrix, size_t first_row, size_t n_rows,
                          const struct activations *x, float *y, size_t y_stride, void *scratch)
{
    (void)scratch;
    const struct block_format format = block_format_of(matrix->kind);
    for (size_t r = first_row; r < first_row + n_rows; r++) {
        const uint8_t *data = matrix->data + r * matrix->row_bytes;
        for (size_t t = 0; t < x->n_tokens; t++) {
            y[t * y_stride + r] = -0.0f; /* the one number that changes nothing when p_0 is added */
        }
        for (size_t k = 0; k < matrix->n_columns; k += format.n_codes, data += format.n_bytes) {
            struct block_parts parts;
            block_unpack(matrix->kind, data, &parts);
            for (size_t t = 0; t < x->n_tokens; t++) {
                add_block(&parts, format, x, t, k / format.group, &y[t * y_stride + r]);
            }
        }
    }
}
