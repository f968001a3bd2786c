/* Rows of weights to float: the definition. */
#include "kernels/blocks.h"
#include "kernels/scalar/layouts.h"
#include "kernels/scalar/scalar.h"

static void decode_blocks(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    struct block_format format = block_format_of(matrix->kind);
    struct block_parts parts;
    for (size_t k = 0; k < matrix->n_columns; k += format.n_codes) {
        block_unpack(matrix->kind, data, &parts);
        for (unsigned i = 0; i < format.n_codes; i++) {
            float product = parts.scales[i / format.group] * (float)parts.codes[i];
            out[k + i] = format.has_shifts ? product + parts.shifts[i / format.group] : product;
        }
        data += format.n_bytes;
    }
}

static void decode_row(const struct matrix *matrix, size_t row, float *out)
{
    for (size_t k = 0; k < matrix->n_columns; k++) {
        out[k] = weight_at(matrix, row, k);
    }
}

void decode_rows_scalar(const struct matrix *matrix, size_t first_row, size_t n_rows, float *out)
{
    for (size_t r = 0; r < n_rows; r++) {
        float *row_out = out + r * matrix->n_columns;
        if (matrix_is_blocks(matrix->kind)) {
            decode_blocks(matrix, first_row + r, row_out);
        } else {
            decode_row(matrix, first_row + r, row_out);
        }
    }
}
