/* Random weight matrices; see random_matrix.h. */
#include "kernels/random_matrix.h"

#include <stdio.h>
#include <string.h>
#include "kernels/block_codes.h"
#include "kernels/numbers.h"

static const char *const type_names[] = {"f32", "f16", "bf16"};

struct format format_at(size_t i)
{
    static const unsigned all_bits[6] = {2, 3, 4, 5, 6, 8};
    if (i < 3) {
        return (struct format){MATRIX_FLOAT, (enum float_type)i, 0, 1};
    }
    if (i >= N_MLX_FORMATS) {
        enum matrix_kind kind = (enum matrix_kind)(MATRIX_FIRST_BLOCK + i - N_MLX_FORMATS);
        return (struct format){kind, FLOAT_F32, 0, block_format_of(kind).n_codes};
    }
    i -= 3;
    if (i < 54) {
        return (struct format){MATRIX_AFFINE, (enum float_type)(i % 3), all_bits[i / 9],
                               32u << i / 3 % 3};
    }
    static const struct format fp[3] = {
        {MATRIX_MXFP4, FLOAT_F32, 4, 32},
        {MATRIX_NVFP4, FLOAT_F32, 4, 16},
        {MATRIX_MXFP8, FLOAT_F32, 8, 32},
    };
    return fp[i - 54];
}

void format_name(const struct format *format, char *name, size_t n_bytes)
{
    static const char *const fp_names[] = {[MATRIX_MXFP4] = "mxfp4",
                                           [MATRIX_NVFP4] = "nvfp4",
                                           [MATRIX_MXFP8] = "mxfp8",
#define X(block, n_codes, n_bytes, group, has_shifts) [MATRIX_BLOCK_##block] = #block,
                                           MATRIX_BLOCKS(X)
#undef X
    };
    if (format->kind == MATRIX_FLOAT) {
        snprintf(name, n_bytes, "%s", type_names[format->float_type]);
    } else if (format->kind == MATRIX_AFFINE) {
        snprintf(name, n_bytes, "%u-bit/%u/%s", format->bits, format->group,
                 type_names[format->float_type]);
    } else {
        snprintf(name, n_bytes, "%s", fp_names[format->kind]);
    }
}

static size_t type_bytes(enum float_type type)
{
    return type == FLOAT_F32 ? 4 : 2;
}

struct matrix matrix_shape(const struct format *format, size_t n_rows, size_t n_columns)
{
    bool is_float = format->kind == MATRIX_FLOAT;
    bool is_affine = format->kind == MATRIX_AFFINE;
    size_t n_groups = n_columns / format->group;
    if (matrix_is_blocks(format->kind)) {
        return (struct matrix){.kind = format->kind,
                               .n_rows = n_rows,
                               .n_columns = n_columns,
                               .row_bytes = n_groups * block_format_of(format->kind).n_bytes};
    }
    return (struct matrix){
        .kind = format->kind,
        .float_type = format->float_type,
        .bits = format->bits,
        .group = format->group,
        .n_rows = n_rows,
        .n_columns = n_columns,
        .row_bytes =
            is_float ? n_columns * type_bytes(format->float_type) : n_columns * format->bits / 8,
        .scale_row_bytes =
            is_float ? 0 : n_groups * (is_affine ? type_bytes(format->float_type) : 1),
    };
}

static void fill_floats(struct checker *checker, enum checker_numbers numbers, enum float_type type,
                        uint8_t *data, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = bits_of_float(checker_number(checker, numbers));
        uint16_t half = (uint16_t)(bits >> 16);
        if (type == FLOAT_F16) {
            half = f16_of_float(float_of_bits(bits));
            half = (half & 0x7c00) == 0x7c00 ? 0x7bff : half;
        }
        if (type == FLOAT_F32) {
            memcpy(data + 4 * i, &bits, sizeof(bits));
        } else {
            memcpy(data + 2 * i, &half, sizeof(half));
        }
    }
}

/* Scale bytes of the fp kinds: near 1, or anything. */
static void fill_fp_scales(struct checker *checker, enum checker_numbers numbers,
                           enum matrix_kind kind, uint8_t *scales, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (kind == MATRIX_NVFP4) {
            scales[i] = (uint8_t)checker_between(checker, 0, 255);
        } else if (numbers == NUMBERS_EXTREME) {
            scales[i] = (uint8_t)checker_between(checker, 0, 255);
        } else {
            scales[i] = (uint8_t)checker_between(checker, 117, 131);
        }
    }
}

/* Scales of random blocks become finite, and no larger than 2. */
static void tame_blocks(struct checker *checker, enum matrix_kind kind, uint8_t *data,
                        size_t n_bytes)
{
    const struct block_format format = block_format_of(kind);
    const unsigned at = block_scale_at(kind);
    for (size_t i = 0; i < n_bytes; i += format.n_bytes) {
        if (kind == MATRIX_BLOCK_MXFP4) {
            data[i] = (uint8_t)checker_between(checker, 117, 131);
            continue;
        }
        data[i + at + 1] &= 0xbf; /* of the exponent */
        if (format.has_shifts) {
            data[i + at + 3] &= 0xbf;
        }
    }
}

struct matrix matrix_place(struct checker *checker, const struct format *format, size_t n_rows,
                           size_t n_columns, enum checker_numbers numbers, enum checker_codes codes)
{
    struct matrix matrix = matrix_shape(format, n_rows, n_columns);
    size_t n_bytes = n_rows * matrix.row_bytes;
    uint8_t *data = checker_place(n_bytes, 1);
    matrix.data = data;
    if (format->kind == MATRIX_FLOAT) {
        fill_floats(checker, numbers, format->float_type, data, n_rows * n_columns);
        return matrix;
    }
    if (codes == CODES_LARGEST) {
        memset(data, format->kind == MATRIX_AFFINE ? 0xff : 0x77, n_bytes);
    } else {
        checker_fill_bytes(checker, data, n_bytes);
    }
    if (matrix_is_blocks(format->kind)) {
        if (numbers == NUMBERS_ORDINARY) { /* otherwise scales of any kind: bits are bits */
            tame_blocks(checker, format->kind, data, n_bytes);
        }
        return matrix;
    }
    size_t scale_bytes = n_rows * matrix.scale_row_bytes;
    uint8_t *scales = checker_place(scale_bytes, 1);
    matrix.scales = scales;
    if (format->kind != MATRIX_AFFINE) {
        fill_fp_scales(checker, numbers, format->kind, scales, scale_bytes);
        return matrix;
    }
    uint8_t *biases = checker_place(scale_bytes, 1);
    matrix.biases = biases;
    size_t n_scales = n_rows * (n_columns / format->group);
    fill_floats(checker, numbers, format->float_type, scales, n_scales);
    fill_floats(checker, numbers, format->float_type, biases, n_scales);
    return matrix;
}

void matrix_release(struct checker *checker, const struct matrix *matrix)
{
    checker_release(checker, (void *)(uintptr_t)matrix->data, matrix->n_rows * matrix->row_bytes,
                    1);
    size_t scale_bytes = matrix->n_rows * matrix->scale_row_bytes;
    if (matrix->scales != NULL) {
        checker_release(checker, (void *)(uintptr_t)matrix->scales, scale_bytes, 1);
    }
    if (matrix->biases != NULL) {
        checker_release(checker, (void *)(uintptr_t)matrix->biases, scale_bytes, 1);
    }
}
