/* Views on columns; see matrix_columns.h. */
#include "train/matrix_columns.h"

#include "kernels/blocks.h"

struct matrix matrix_columns(const struct matrix *matrix, size_t first, size_t n)
{
    struct matrix view = *matrix;
    size_t n_left = matrix->n_columns - first;
    view.n_columns = n < n_left ? n : n_left;
    if (matrix_is_blocks(matrix->kind)) {
        struct block_format format = block_format_of(matrix->kind);
        view.data += first / format.n_codes * format.n_bytes;
        return view;
    }
    if (matrix->kind == MATRIX_FLOAT) {
        view.data += first * (matrix->float_type == FLOAT_F32 ? sizeof(float) : sizeof(uint16_t));
        return view;
    }
    size_t scale_bytes = 1;
    if (matrix->kind == MATRIX_AFFINE) {
        scale_bytes = matrix->float_type == FLOAT_F32 ? sizeof(float) : sizeof(uint16_t);
    }
    size_t skipped = first / matrix->group * scale_bytes;
    view.data += first * matrix->bits / 8;
    view.scales += skipped;
    view.biases = matrix->biases != NULL ? matrix->biases + skipped : NULL;
    return view;
}
