/* Float dot products in 16 lanes and a tree, and products added up in chains: the definition. */
#include "kernels/scalar/layouts.h"
#include "kernels/scalar/scalar.h"

enum { N_LANES = 16 };

static float dot(const struct matrix *matrix, size_t row, const float *x)
{
    size_t n = matrix->n_columns;
    float lanes[N_LANES] = {0};
    for (size_t k = 0; k < n; k += N_LANES) {
        for (size_t l = 0; l < N_LANES; l++) {
            bool is_padding = k + l >= n;
            float w = is_padding ? 0 : weight_at(matrix, row, k + l);
            lanes[l] = fmaf(w, is_padding ? 0 : x[k + l], lanes[l]);
        }
    }
    for (size_t half = N_LANES / 2; half > 0; half /= 2) {
        for (size_t l = 0; l < half; l++) {
            lanes[l] += lanes[l + half];
        }
    }
    return lanes[0];
}

void matmul_float_scalar(const struct matrix *matrix, size_t first_row, size_t n_rows,
                         const float *x, size_t x_stride, size_t n_tokens, float *y,
                         size_t y_stride)
{
    for (size_t r = first_row; r < first_row + n_rows; r++) {
        for (size_t t = 0; t < n_tokens; t++) {
            y[t * y_stride + r] = dot(matrix, r, x + t * x_stride);
        }
    }
}

void multiply_add_scalar(const struct multiply_add *product)
{
    for (size_t i = 0; i < product->n_rows; i++) {
        float *y = product->y + i * product->y_stride;
        for (size_t k = 0; k < product->n_inner; k++) {
            float a = product->a[i * product->a_row + k * product->a_column];
            const float *b = product->b + k * product->b_stride;
            for (size_t c = 0; c < product->n_columns; c++) {
                y[c] = fmaf(a, b[c], y[c]);
            }
        }
    }
}
