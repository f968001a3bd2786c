/* Matrices in 16-bit floats; see half_matrix.h. */
#include "model/half_matrix.h"

#include <math.h>
#include "kernels/numbers.h"

/* The largest number becomes 2^14 at least, and less than 2^15. */
enum { HALF_EXPONENT = 15, MOST_SHIFT = 100 };

/* A power of two; 0 if there is an infinity or a NaN. */
static float factor_of(const float *values, size_t n)
{
    float largest = 0;
    bool is_finite = true;
    int exponent = 0;
    for (size_t i = 0; i < n; i++) {
        is_finite &= isfinite(values[i]) != 0;
        largest = fmaxf(largest, fabsf(values[i]));
    }
    (void)frexpf(is_finite ? largest : 0, &exponent);
    int shift = HALF_EXPONENT - exponent;
    return is_finite ? ldexpf(1.0f, shift < MOST_SHIFT ? shift : MOST_SHIFT) : 0;
}

bool half_matrix_make(struct half_matrix *out, const float *values, size_t n_rows, size_t n_columns,
                      size_t n_panel, struct arena *arena, struct error *err)
{
    size_t n_panels = (n_columns + n_panel - 1) / n_panel;
    *out = (struct half_matrix){.factor = factor_of(values, n_rows * n_columns)};
    if (out->factor == 0) {
        return true;
    }
    uint16_t *halves = arena_array(arena, n_panels * n_rows * n_panel, sizeof *halves, err);
    if (halves == NULL) {
        return false;
    }
    for (size_t k = 0; k < n_rows; k++) {
        for (size_t r = 0; r < n_columns; r++) {
            halves[(r / n_panel * n_rows + k) * n_panel + r % n_panel] =
                f16_of_float(values[k * n_columns + r] * out->factor);
        }
    }
    out->matrix = (struct matrix){
        .kind = MATRIX_FLOAT,
        .float_type = FLOAT_F16,
        .n_rows = n_panels * n_rows,
        .n_columns = n_panel,
        .data = (const uint8_t *)halves,
        .row_bytes = n_panel * sizeof *halves,
    };
    return true;
}
