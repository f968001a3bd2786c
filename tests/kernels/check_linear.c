/* Weights times activations: every layout, odd shapes, any alignment, both extremes of codes. */
#include <string.h>
#include "kernels/blocks.h"
#include "kernels/random_matrix.h"

enum { TRIALS = 24, MAX_ROWS = 70, NAME_BYTES = 32 };

/* Mostly a few groups, sometimes many. */
static size_t random_columns(struct checker *checker, const struct format *format)
{
    if (format->kind == MATRIX_FLOAT) {
        return checker_between(checker, 1, checker_between(checker, 0, 3) == 0 ? 1500 : 80);
    }
    size_t n_groups = checker_between(checker, 1, checker_between(checker, 0, 3) == 0 ? 40 : 9);
    return n_groups * format->group;
}

static size_t random_tokens(struct checker *checker)
{
    return checker_between(checker, 1, checker_between(checker, 0, 2) == 0 ? 40 : 9);
}

static enum checker_numbers random_numbers(struct checker *checker)
{
    return checker_between(checker, 0, 3) == 0 ? NUMBERS_EXTREME : NUMBERS_ORDINARY;
}

/* Some rows in the middle of a matrix. */
struct rows {
    size_t all;
    size_t first;
    size_t n;
};

static struct rows random_rows(struct checker *checker)
{
    struct rows rows = {.n = checker_between(checker, 1, MAX_ROWS)};
    rows.first = checker_between(checker, 0, 3);
    rows.all = rows.first + rows.n + checker_between(checker, 0, 2);
    return rows;
}

static void check_one_decode(struct checker *checker, const struct format *format)
{
    char name[NAME_BYTES];
    format_name(format, name, sizeof(name));
    size_t n_columns = random_columns(checker, format);
    struct rows rows = random_rows(checker);
    struct matrix matrix =
        matrix_place(checker, format, rows.all, n_columns, random_numbers(checker), CODES_RANDOM);
    size_t n_bytes = rows.n * n_columns * sizeof(float);
    float *expected = checker_place(n_bytes, 4);
    float *actual = checker_place(n_bytes, 4);
    checker->scalar.decode_rows(&matrix, rows.first, rows.n, expected);
    checker->level.decode_rows(&matrix, rows.first, rows.n, actual);
    checker_compare(checker, expected, actual, rows.n * n_columns,
                    "decode_rows %s, %zu rows, %zu columns", name, rows.n, n_columns);
    checker_release(checker, expected, n_bytes, 4);
    checker_release(checker, actual, n_bytes, 4);
    matrix_release(checker, &matrix);
}

void check_decode_rows(struct checker *checker)
{
    for (size_t i = 0; i < N_FORMATS; i++) {
        struct format format = format_at(i);
        for (size_t trial = 0; trial < TRIALS; trial++) {
            check_one_decode(checker, &format);
        }
    }
}

static void check_one_float(struct checker *checker, const struct format *format)
{
    char name[NAME_BYTES];
    format_name(format, name, sizeof(name));
    size_t n_columns = random_columns(checker, format);
    struct rows rows = random_rows(checker);
    size_t n_tokens = random_tokens(checker);
    enum checker_numbers numbers = random_numbers(checker);
    struct matrix matrix =
        matrix_place(checker, format, rows.all, n_columns, numbers, CODES_RANDOM);
    size_t x_stride = n_columns + checker_between(checker, 0, 3);
    size_t y_stride = rows.all + checker_between(checker, 0, 3);
    size_t x_bytes = ((n_tokens - 1) * x_stride + n_columns) * sizeof(float);
    size_t y_bytes = ((n_tokens - 1) * y_stride + rows.first + rows.n) * sizeof(float);
    float *x = checker_place(x_bytes, 4);
    float *expected = checker_place(y_bytes, 4);
    float *actual = checker_place(y_bytes, 4);
    checker_fill(checker, numbers, x, x_bytes / sizeof(float));
    checker->scalar.matmul_float(&matrix, rows.first, rows.n, x, x_stride, n_tokens, expected,
                                 y_stride);
    checker->level.matmul_float(&matrix, rows.first, rows.n, x, x_stride, n_tokens, actual,
                                y_stride);
    checker_compare(checker, expected, actual, y_bytes / sizeof(float),
                    "matmul_float %s, %zu rows, %zu columns, %zu tokens", name, rows.n, n_columns,
                    n_tokens);
    checker_release(checker, x, x_bytes, 4);
    checker_release(checker, expected, y_bytes, 4);
    checker_release(checker, actual, y_bytes, 4);
    matrix_release(checker, &matrix);
}

/* All but blocks, which are always decoded first. */
void check_matmul_float(struct checker *checker)
{
    for (size_t i = 0; i < N_FORMATS; i++) {
        struct format format = format_at(i);
        size_t n_trials = format.kind == MATRIX_AFFINE  ? TRIALS / 2
                          : format.kind == MATRIX_FLOAT ? 16 * TRIALS
                                                        : 4 * TRIALS;
        for (size_t trial = 0; trial < n_trials && !matrix_is_blocks(format.kind); trial++) {
            check_one_float(checker, &format);
        }
    }
}

/* ---- activations */

static struct activations place_activations(const struct format *format, size_t n_tokens,
                                            size_t n_columns, unsigned n_digits)
{
    bool is_blocks = matrix_is_blocks(format->kind);
    unsigned group = is_blocks ? block_format_of(format->kind).group : format->group;
    size_t code_stride = KERNEL_CODE_STRIDE(n_columns);
    size_t group_bytes = n_tokens * (n_columns / group) * sizeof(float);
    struct activations activations = {
        .n_tokens = n_tokens,
        .n_columns = n_columns,
        .group = group,
        /* As the backend does it: all formats of plain order share one encoding. */
        .bits = format->bits == 2 || format->bits == 4 ? format->bits : 8,
        .n_digits = n_digits,
        .code_stride = code_stride,
        .codes = checker_place(n_tokens * n_digits * code_stride, 64),
        .scales = checker_place(group_bytes, 4),
        .shifts = checker_place(group_bytes, 4),
        .sums = checker_place(group_bytes, 4),
    };
    return activations;
}

static void release_activations(struct checker *checker, const struct activations *activations)
{
    size_t n_groups = activations->n_columns / activations->group;
    size_t group_bytes = activations->n_tokens * n_groups * sizeof(float);
    size_t n_rows = activations->n_tokens * activations->n_digits;
    checker_release(checker, activations->codes, n_rows * activations->code_stride, 64);
    checker_release(checker, activations->scales, group_bytes, 4);
    checker_release(checker, activations->shifts, group_bytes, 4);
    checker_release(checker, activations->sums, group_bytes, 4);
}

/* Zeros, tiny groups, and now and then an infinity or a NaN. */
static void fill_for_quantizing(struct checker *checker, float *x, size_t n)
{
    checker_fill(checker, random_numbers(checker), x, n);
    size_t mode = checker_between(checker, 0, 7);
    size_t i = checker_between(checker, 0, n - 1);
    if (mode == 0) {
        memset(x, 0, n * sizeof(float));
    } else if (mode == 1) {
        for (size_t j = 0; j < n; j++) {
            x[j] *= 0x1p-120f;
        }
    } else if (mode == 2) {
        x[i] = checker_between(checker, 0, 1) == 0 ? 1.0f / 0.0f : -1.0f / 0.0f;
    } else if (mode == 3) {
        x[i] = 0.0f * (1.0f / 0.0f);
    } else if (mode == 4) { /* halves: the rounding of ties */
        for (size_t j = 0; j < n; j++) {
            x[j] = (float)checker_between(checker, 0, 254) * 0.5f;
        }
        x[i] = 127.0f;
    }
}

static void check_one_quantize(struct checker *checker, const struct format *format)
{
    char name[NAME_BYTES];
    format_name(format, name, sizeof(name));
    size_t n_columns = random_columns(checker, format);
    size_t n_tokens = random_tokens(checker);
    size_t n_groups = n_columns / format->group;
    size_t x_stride = n_columns + checker_between(checker, 0, 3);
    size_t x_bytes = ((n_tokens - 1) * x_stride + n_columns) * sizeof(float);
    float *x = checker_place(x_bytes, 4);
    fill_for_quantizing(checker, x, x_bytes / sizeof(float));
    unsigned n_digits = (unsigned)checker_between(checker, 1, KERNEL_MAX_DIGITS);
    struct activations expected = place_activations(format, n_tokens, n_columns, n_digits);
    struct activations actual = place_activations(format, n_tokens, n_columns, n_digits);
    size_t first = checker_between(checker, 0, n_tokens - 1);
    checker->scalar.quantize_rows(x, x_stride, first, n_tokens - first, &expected);
    checker->level.quantize_rows(x, x_stride, first, n_tokens - first, &actual);
    checker_compare(checker, expected.scales, actual.scales, n_tokens * n_groups,
                    "quantize_rows %s, %zu columns, scales", name, n_columns);
    checker_compare(checker, expected.shifts, actual.shifts, n_tokens * n_groups,
                    "quantize_rows %s, %zu columns, shifts", name, n_columns);
    checker_compare_bytes(checker, expected.sums, actual.sums, n_tokens * n_groups * 4,
                          "quantize_rows %s, %zu columns, sums", name, n_columns);
    for (size_t r = first * n_digits; r < n_tokens * n_digits; r++) {
        checker_compare_bytes(checker, expected.codes + r * expected.code_stride,
                              actual.codes + r * actual.code_stride, n_columns,
                              "quantize_rows %s, %zu columns, %u digits, codes", name, n_columns,
                              n_digits);
    }
    checker_release(checker, x, x_bytes, 4);
    release_activations(checker, &expected);
    release_activations(checker, &actual);
}

void check_quantize_rows(struct checker *checker)
{
    for (size_t i = 3; i < N_MLX_FORMATS; i++) {
        struct format format = format_at(i);
        for (size_t trial = 0; trial < 2 * TRIALS; trial++) {
            check_one_quantize(checker, &format);
        }
    }
}

/* Any codes from -127 to 127, or all of the largest magnitude, with sums that belong to them. */
static void fill_activations(struct checker *checker, enum checker_codes codes,
                             enum checker_numbers numbers, struct activations *x)
{
    size_t n_groups = x->n_columns / x->group;
    int8_t largest = checker_between(checker, 0, 1) == 0 ? 127 : -127;
    for (size_t i = 0; i < x->n_tokens * n_groups; i++) {
        size_t row = i / n_groups * x->n_digits;
        int8_t *group = x->codes + row * x->code_stride + i % n_groups * x->group;
        x->scales[i] = checker_number(checker, numbers);
        x->sums[i] = 0;
        for (unsigned d = 0; d < x->n_digits; d++, group += x->code_stride) {
            x->sums[i] *= KERNEL_DIGIT_BASE;
            for (size_t k = 0; k < x->group; k++) {
                int any = (int)checker_between(checker, 0, 254) - 127;
                group[k] = codes == CODES_LARGEST ? largest : (int8_t)any;
                x->sums[i] += group[k];
            }
        }
        x->shifts[i] = x->scales[i] * (float)x->sums[i];
    }
}

static void check_one_quantized(struct checker *checker, const struct format *format)
{
    char name[NAME_BYTES];
    format_name(format, name, sizeof(name));
    size_t n_columns = random_columns(checker, format);
    struct rows rows = random_rows(checker);
    size_t n_tokens = random_tokens(checker);
    enum checker_numbers numbers = random_numbers(checker);
    enum checker_codes codes = checker_between(checker, 0, 3) == 0 ? CODES_LARGEST : CODES_RANDOM;
    struct matrix matrix = matrix_place(checker, format, rows.all, n_columns, numbers, codes);
    unsigned n_digits = (unsigned)checker_between(checker, 1, KERNEL_MAX_DIGITS);
    struct activations x = place_activations(format, n_tokens, n_columns, n_digits);
    fill_activations(checker, codes, numbers, &x);
    size_t y_stride = rows.all + checker_between(checker, 0, 3);
    size_t y_bytes = ((n_tokens - 1) * y_stride + rows.first + rows.n) * sizeof(float);
    size_t scratch_bytes = KERNEL_SCRATCH_BYTES(n_columns);
    float *expected = checker_place(y_bytes, 4);
    float *actual = checker_place(y_bytes, 4);
    void *scratch = checker_place(scratch_bytes, 64);
    bool is_blocks = matrix_is_blocks(format->kind);
    kernel_matmul_quantized *scalar =
        is_blocks ? checker->scalar.matmul_blocks : checker->scalar.matmul_quantized;
    kernel_matmul_quantized *level =
        is_blocks ? checker->level.matmul_blocks : checker->level.matmul_quantized;
    scalar(&matrix, rows.first, rows.n, &x, expected, y_stride, scratch);
    level(&matrix, rows.first, rows.n, &x, actual, y_stride, scratch);
    checker_compare(checker, expected, actual, y_bytes / sizeof(float),
                    "%s, %zu rows, %zu columns, %zu tokens, %u digits, numbers %d, codes %d", name,
                    rows.n, n_columns, n_tokens, n_digits, (int)numbers, (int)codes);
    checker_release(checker, expected, y_bytes, 4);
    checker_release(checker, actual, y_bytes, 4);
    checker_release(checker, scratch, scratch_bytes, 64);
    release_activations(checker, &x);
    matrix_release(checker, &matrix);
}

/* All but mxfp8, the last, which has no integer product. */
void check_matmul_quantized(struct checker *checker)
{
    for (size_t i = 3; i + 1 < N_MLX_FORMATS; i++) {
        struct format format = format_at(i);
        for (size_t trial = 0; trial < TRIALS; trial++) {
            check_one_quantized(checker, &format);
        }
    }
}

void check_matmul_blocks(struct checker *checker)
{
    for (size_t i = N_MLX_FORMATS; i < N_FORMATS; i++) {
        struct format format = format_at(i);
        for (size_t trial = 0; trial < 3 * TRIALS; trial++) {
            check_one_quantized(checker, &format);
        }
    }
}
