/* The definition of every weight layout. */
#include "kernels/blocks.h"
#include "kernels/scalar/layouts.h"
#include "kernels/scalar/scalar.h"

#include <math.h>

static void decode_float(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k++) {
        out[k] = float_at(data, matrix->float_type, k);
    }
}

static void decode_affine(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    const uint8_t *biases = matrix->biases + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k++) {
        float scale = float_at(scales, matrix->float_type, k / matrix->group);
        float bias = float_at(biases, matrix->float_type, k / matrix->group);
        out[k] = fmaf(scale, (float)code_at(data, matrix->bits, k), bias);
    }
}

/* Half the doubled code: exact, as is the value itself. */
static void decode_fp4(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k++) {
        unsigned code = code_at(data, 4, k);
        float magnitude = (float)doubled_e2m1(code & 7) * 0.5f;
        float value = code & 8 ? -magnitude : magnitude;
        out[k] = value * fp_scale_at(matrix->kind, scales, k / matrix->group);
    }
}

static void decode_mxfp8(const struct matrix *matrix, size_t row, float *out)
{
    const uint8_t *data = matrix->data + row * matrix->row_bytes;
    const uint8_t *scales = matrix->scales + row * matrix->scale_row_bytes;
    for (size_t k = 0; k < matrix->n_columns; k++) {
        out[k] = float_of_e4m3(data[k]) * fp_scale_at(matrix->kind, scales, k / matrix->group);
    }
}

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

void decode_rows_scalar(const struct matrix *matrix, size_t first_row, size_t n_rows, float *out)
{
    for (size_t r = 0; r < n_rows; r++) {
        float *row_out = out + r * matrix->n_columns;
        switch (matrix->kind) {
        case MATRIX_FLOAT:
            decode_float(matrix, first_row + r, row_out);
            break;
        case MATRIX_AFFINE:
            decode_affine(matrix, first_row + r, row_out);
            break;
        case MATRIX_MXFP4:
        case MATRIX_NVFP4:
            decode_fp4(matrix, first_row + r, row_out);
            break;
        case MATRIX_MXFP8:
            decode_mxfp8(matrix, first_row + r, row_out);
            break;
        default:
            decode_blocks(matrix, first_row + r, row_out);
            break;
        }
    }
}
