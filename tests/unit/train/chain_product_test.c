/* Large products in chains, against plain loops: every kind of weights, shapes that are cut in
 * every way, one thread and several. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "kernels/blocks.h"
#include "support/differences.h"
#include "train/chain_product.h"

/* What the kernels define. */
static void add_plainly(const struct product_call *call, const float *b, float *y)
{
    bool is_turned = call->is_b_turned;
    size_t n_inner = is_turned ? call->b->n_columns : call->b->n_rows;
    size_t n_columns = is_turned ? call->b->n_rows : call->b->n_columns;
    for (size_t i = 0; i < call->n_rows; i++) {
        for (size_t c = 0; c < n_columns; c++) {
            float *at = &y[i * call->y_stride + c];
            *at = call->is_new ? 0.0f : *at;
            for (size_t k = 0; k < n_inner; k++) {
                float w = is_turned ? b[c * n_inner + k] : b[k * n_columns + c];
                *at = fmaf(call->a[i * call->a_row + k * call->a_column], w, *at);
            }
        }
    }
}

static void check_way(const struct matrix *b, size_t n_rows, bool is_on_its_side,
                      unsigned n_threads, bool is_b_turned)
{
    size_t n_inner = is_b_turned ? b->n_columns : b->n_rows;
    const struct backend_options options = {.n_threads = n_threads, .cap = KERNEL_N_LEVELS};
    struct backend *backend;
    assert_true(cpu_backend_create(&backend, &options, NULL));
    size_t n_b = b->n_rows * b->n_columns;
    size_t y_stride = (is_b_turned ? b->n_rows : b->n_columns) + 3;
    float *a = malloc(n_rows * n_inner * sizeof *a);
    float *decoded = malloc(n_b * sizeof *decoded);
    float *y = malloc(2 * n_rows * y_stride * sizeof *y);
    void *scratch = aligned_alloc(64, product_scratch_bytes(backend));
    assert_true(a != NULL && decoded != NULL && y != NULL && scratch != NULL);
    for (size_t i = 0; i < n_rows * n_inner; i++) {
        a[i] = difference_number(1, i);
    }
    for (size_t i = 0; i < n_rows * y_stride; i++) {
        y[i] = y[n_rows * y_stride + i] = difference_number(2, i);
    }
    kernels_scalar.decode_rows(b, 0, b->n_rows, decoded);
    const struct product_call call = {
        .n_rows = n_rows,
        .a = a,
        .a_row = is_on_its_side ? 1 : n_inner,
        .a_column = is_on_its_side ? n_rows : 1,
        .b = b,
        .is_b_turned = is_b_turned,
        .is_new = is_b_turned && is_on_its_side,
        .y = y,
        .y_stride = y_stride,
    };
    product_add(backend, &call, scratch);
    add_plainly(&call, decoded, y + n_rows * y_stride);
    assert_memory_equal(y, y + n_rows * y_stride, n_rows * y_stride * sizeof *y);
    free(scratch);
    free(y);
    free(decoded);
    free(a);
    backend->operations->destroy(backend);
}

static void check(const struct matrix *b, size_t n_rows, bool is_on_its_side, unsigned n_threads)
{
    check_way(b, n_rows, is_on_its_side, n_threads, false);
    check_way(b, n_rows, is_on_its_side, n_threads, true);
}

static void test_shapes(void **state)
{
    static const size_t shapes[][3] = {{1, 1, 1},    {3, 5, 7},     {50, 300, 260}, {7, 129, 513},
                                       {200, 8, 70}, {500, 300, 8}, {97, 130, 256}, {1, 300, 900}};
    (void)state;
    float *values = malloc(300 * 900 * sizeof *values);
    assert_non_null(values);
    for (size_t i = 0; i < 300 * 900; i++) {
        values[i] = difference_number(9, i);
    }
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        struct matrix b = product_floats(values, shapes[s][1], shapes[s][2], shapes[s][2]);
        for (unsigned n_threads = 1; n_threads <= 3; n_threads += 2) {
            check(&b, shapes[s][0], false, n_threads);
            check(&b, shapes[s][0], true, n_threads);
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
        check(&matrix, 60, false, 2);
        for (size_t b = 0; b < sizeof all_bits / sizeof all_bits[0]; b++) {
            matrix = make_kind(MATRIX_AFFINE, (enum float_type)type, all_bits[b], 32u << type,
                               codes, scales);
            check(&matrix, 10, false, 2);
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
        check(&others[i], 10, false, 2);
    }
    free(scales);
    free(codes);
}

static void test_transpose(void **state)
{
    float from[6] = {1, 2, 3, 4, 5, 6}, to[6];
    static const float expected[6] = {1, 4, 2, 5, 3, 6};
    (void)state;
    product_transpose(from, 2, 3, to);
    assert_memory_equal(to, expected, sizeof to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shapes), cmocka_unit_test(test_kinds),
                                       cmocka_unit_test(test_transpose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
