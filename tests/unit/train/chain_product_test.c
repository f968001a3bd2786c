/* Large products in chains, against plain loops: every kind of weights, shapes that are cut in
 * every way, one thread and several. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "kernels/blocks.h"
#include "support/differences.h"
#include "train/chain_product.h"
#include "train/input_product.h"

/* A buffer of numbers, all different. */
static float *make_numbers(uint64_t seed, size_t n)
{
    float *numbers = malloc((n + 1) * sizeof *numbers);
    assert_non_null(numbers);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = difference_number(seed, i);
    }
    return numbers;
}

static struct backend *make_backend(unsigned n_threads)
{
    const struct backend_options options = {.n_threads = n_threads, .cap = KERNEL_N_LEVELS};
    struct backend *backend;
    assert_true(cpu_backend_create(&backend, &options, NULL));
    return backend;
}

static void *make_scratch(size_t n_bytes)
{
    void *scratch = aligned_alloc(64, (n_bytes + 63) / 64 * 64);
    assert_non_null(scratch);
    return scratch;
}

static float *decode(const struct matrix *matrix)
{
    float *decoded = malloc(matrix->n_rows * matrix->n_columns * sizeof *decoded);
    assert_non_null(decoded);
    kernels_scalar.decode_rows(matrix, 0, matrix->n_rows, decoded);
    return decoded;
}

/* What the kernels define. */
static void add_plainly(const struct product_call *call, float *const *b, float *y)
{
    for (size_t t = 0; t < call->n_terms; t++) {
        const struct product_term *term = &call->terms[t];
        size_t n_columns = term->b->n_columns;
        for (size_t i = 0; i < call->n_rows; i++) {
            for (size_t c = 0; c < n_columns; c++) {
                float *at = &y[i * call->y_stride + c];
                for (size_t k = 0; k < term->b->n_rows; k++) {
                    float a = term->a[i * term->a_row + k * term->a_column];
                    *at = fmaf(a, b[t][k * n_columns + c], *at);
                }
            }
        }
    }
}

/* Two terms: with b, and with some of its first rows; to what is there, or from zeros on. */
static void check_sum(const struct matrix *b, size_t n_rows, bool is_on_its_side, bool is_new,
                      unsigned n_threads)
{
    struct backend *backend = make_backend(n_threads);
    struct matrix second = *b;
    second.n_rows = (b->n_rows + 1) / 2;
    size_t y_stride = b->n_columns + 3;
    size_t n_y = n_rows * y_stride;
    float *a = make_numbers(1, n_rows * b->n_rows);
    float *y = make_numbers(2, n_y), *expected = make_numbers(2, n_y);
    float *decoded[2] = {decode(b), decode(&second)};
    void *scratch = make_scratch(product_scratch_bytes(backend, n_rows));
    const struct product_term terms[2] = {
        {a, is_on_its_side ? 1 : b->n_rows, is_on_its_side ? n_rows : 1, b},
        {a, is_on_its_side ? 1 : second.n_rows, is_on_its_side ? n_rows : 1, &second},
    };
    const struct product_call call = {n_rows, terms, 2, y, y_stride, is_new};
    product_add(backend, &call, scratch);
    for (size_t i = 0; is_new && i < n_y; i++) {
        expected[i] = i % y_stride < b->n_columns ? 0.0f : expected[i];
    }
    add_plainly(&call, decoded, expected);
    assert_memory_equal(y, expected, n_y * sizeof *y);
    free(scratch);
    free(decoded[0]);
    free(decoded[1]);
    free(expected);
    free(y);
    free(a);
    backend->operations->destroy(backend);
}

static void multiply_plainly(const struct input_products *call, size_t index, const float *weight,
                             float *y)
{
    const struct input_product *product = &call->products[index];
    for (size_t t = 0; t < call->n_rows; t++) {
        for (size_t c = 0; c < product->weight->n_rows; c++) {
            float sum = product->bias != NULL ? product->bias[c] : 0.0f;
            for (size_t k = 0; k < call->n_inner; k++) {
                sum = fmaf(call->x[t * call->n_inner + k], weight[c * call->n_inner + k], sum);
            }
            for (size_t r = 0; product->z != NULL && r < product->rank; r++) {
                sum =
                    fmaf(product->z[t * product->rank + r], product->u[c * product->rank + r], sum);
            }
            y[t * product->y_stride + c] = sum;
        }
    }
}

/* Two matrices of one input: all rows with bias and adapter, and a few alone. */
static void check_input(const struct matrix *weight, size_t n_rows, size_t rank, unsigned n_threads)
{
    struct backend *backend = make_backend(n_threads);
    struct matrix second = *weight;
    second.n_rows = (weight->n_rows + 2) / 3;
    size_t y_stride = weight->n_rows + 3;
    size_t n_y = n_rows * y_stride;
    float *x = make_numbers(1, n_rows * weight->n_columns);
    float *bias = make_numbers(3, weight->n_rows), *z = make_numbers(4, n_rows * rank);
    float *u = make_numbers(5, weight->n_rows * rank), *decoded = decode(weight);
    float *y = make_numbers(2, 2 * n_y), *expected = make_numbers(2, 2 * n_y);
    void *scratch = make_scratch(input_scratch_bytes(backend, n_rows, weight->n_columns, rank));
    const struct input_product products[2] = {
        {weight, bias, y, y_stride, rank > 0 ? z : NULL, u, rank},
        {.weight = &second, .y = y + n_y, .y_stride = y_stride},
    };
    const struct input_products call = {n_rows, x, weight->n_columns, products, 2};
    input_multiply(backend, &call, scratch);
    multiply_plainly(&call, 0, decoded, expected);
    multiply_plainly(&call, 1, decoded, expected + n_y);
    assert_memory_equal(y, expected, 2 * n_y * sizeof *y);
    free(scratch);
    free(expected);
    free(y);
    free(decoded);
    free(u);
    free(z);
    free(bias);
    free(x);
    backend->operations->destroy(backend);
}

static void check(const struct matrix *b, size_t n_rows, unsigned n_threads)
{
    bool is_new = n_threads > 1;
    check_sum(b, n_rows, false, is_new, n_threads);
    check_sum(b, n_rows, true, !is_new, n_threads);
    check_input(b, n_rows, 0, n_threads);
    check_input(b, n_rows, n_rows % 9 + 1, n_threads);
}

static void test_shapes(void **state)
{
    static const size_t shapes[][3] = {{1, 1, 1},      {3, 5, 7},     {50, 300, 260},
                                       {7, 129, 513},  {200, 8, 70},  {500, 300, 8},
                                       {97, 130, 256}, {1, 300, 900}, {1100, 20, 30}};
    (void)state;
    float *values = malloc(300 * 900 * sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < 300 * 900; i++) {
        values[i] = difference_number(9, i);
    }
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        struct matrix b = product_floats(values, shapes[s][1], shapes[s][2], shapes[s][2]);
        for (unsigned n_threads = 1; n_threads <= 3; n_threads += 2) {
            check(&b, shapes[s][0], n_threads);
        }
    }
    free(values);
}

enum { KIND_ROWS = 150, KIND_COLUMNS = 768, MOST_ROW_BYTES = KIND_COLUMNS * 4 };

/* Bytes that are small numbers, whatever float they are read as. */
static uint8_t *make_bytes(uint64_t seed)
{
    uint8_t *bytes = malloc((size_t)KIND_ROWS * MOST_ROW_BYTES);
    assert_non_null(bytes);
    for (size_t i = 0; i < (size_t)KIND_ROWS * MOST_ROW_BYTES; i++) {
        bytes[i] = (uint8_t)(random_bits(seed, i) & 0x3f);
    }
    return bytes;
}

/* The rows of a kind, over some bytes for its codes and some for its scales. */
static struct matrix make_kind(enum matrix_kind kind, enum float_type type, unsigned bits,
                               unsigned group, const uint8_t *codes, const uint8_t *scales)
{
    struct matrix matrix = {
        .kind = kind,
        .float_type = type,
        .bits = bits,
        .group = group,
        .n_rows = KIND_ROWS,
        .n_columns = KIND_COLUMNS,
        .data = codes,
        .row_bytes = (size_t)KIND_COLUMNS * bits / 8,
        .scales = scales,
        .biases = kind == MATRIX_AFFINE ? scales + 64 : NULL,
        .scale_row_bytes = 640,
    };
    if (matrix_is_blocks(kind)) {
        struct block_format format = block_format_of(kind);
        matrix.row_bytes = KIND_COLUMNS / format.n_codes * format.n_bytes;
    }
    return matrix;
}

static void test_kinds(void **state)
{
    static const unsigned all_bits[] = {2, 3, 4, 5, 6, 8};
    uint8_t *codes = make_bytes(1), *scales = make_bytes(2);
    (void)state;
    for (unsigned type = FLOAT_F32; type <= FLOAT_BF16; type++) {
        unsigned bits = type == FLOAT_F32 ? 32 : 16;
        struct matrix matrix = make_kind(MATRIX_FLOAT, (enum float_type)type, bits, 0, codes, NULL);
        check(&matrix, 60, 2);
        for (size_t b = 0; b < sizeof all_bits / sizeof all_bits[0]; b++) {
            matrix = make_kind(MATRIX_AFFINE, (enum float_type)type, all_bits[b], 32u << type,
                               codes, scales);
            check(&matrix, 10, 2);
        }
    }
    const struct matrix others[] = {make_kind(MATRIX_MXFP4, FLOAT_F32, 4, 32, codes, scales),
                                    make_kind(MATRIX_NVFP4, FLOAT_F32, 4, 16, codes, scales),
                                    make_kind(MATRIX_MXFP8, FLOAT_F32, 8, 32, codes, scales),
#define X(name, n_codes, n_bytes, group, has_shifts)                                               \
    make_kind(MATRIX_BLOCK_##name, FLOAT_F32, 0, 0, codes, NULL),
                                    MATRIX_BLOCKS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        check(&others[i], 10, 2);
    }
    free(scales);
    free(codes);
}

/* More than is packed at once. */
static void test_strips(void **state)
{
    enum { INNER = 9000 };
    float *values = make_numbers(9, (size_t)INNER * 260);
    struct matrix b = product_floats(values, INNER, 260, 260);
    (void)state;
    check_sum(&b, 600, false, false, 2);
    check_sum(&b, 600, false, true, 2);
    free(values);
}

static void test_transpose(void **state)
{
    static const size_t shapes[][2] = {{19, 5}, {8, 4}, {7, 70}, {70, 3}, {33, 67}};
    (void)state;
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        size_t n_rows = shapes[s][0], n_columns = shapes[s][1];
        float *from = make_numbers(1, n_rows * (n_columns + 2));
        float *to = make_numbers(2, n_columns * (n_rows + 1));
        product_transpose(from, n_columns + 2, n_rows, n_columns, to, n_rows + 1);
        for (size_t i = 0; i < n_columns * (n_rows + 1); i++) {
            size_t r = i % (n_rows + 1), c = i / (n_rows + 1);
            float expected = r < n_rows ? from[r * (n_columns + 2) + c] : difference_number(2, i);
            assert_true(to[i] == expected);
        }
        free(to);
        free(from);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes), cmocka_unit_test(test_kinds),
                                       cmocka_unit_test(test_strips),
                                       cmocka_unit_test(test_transpose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
