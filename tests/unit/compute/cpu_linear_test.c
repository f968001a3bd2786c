/*
 * The linear operation on the CPU against its definition, the scalar kernels called row by row: any
 * number of workers and tokens, any mixture of matrices in one call, both precisions, bit for bit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "compute/cpu/cpu_linear.h"
#include "kernels/blocks.h"

enum { N_COLUMNS = 768, N_ROWS = 75, MAX_TOKENS = 20, N_MATRICES = 10, MAX_WORKERS = 3 };

struct fixture {
    struct matrix matrices[N_MATRICES];
    uint8_t *bytes; /* codes, scales and biases of all matrices, at no alignment */
    float *x;       /* [MAX_TOKENS, N_COLUMNS] */
    float *bias;    /* [N_ROWS] */
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void make_matrices(struct fixture *fixture)
{
    static const struct matrix kinds[N_MATRICES] = {
        {.kind = MATRIX_AFFINE, .float_type = FLOAT_BF16, .bits = 4, .group = 64},
        {.kind = MATRIX_AFFINE, .float_type = FLOAT_F16, .bits = 2, .group = 32},
        {.kind = MATRIX_AFFINE, .float_type = FLOAT_F32, .bits = 3, .group = 128},
        {.kind = MATRIX_AFFINE, .float_type = FLOAT_BF16, .bits = 8, .group = 128},
        {.kind = MATRIX_NVFP4, .bits = 4, .group = 16},
        {.kind = MATRIX_MXFP8, .bits = 8, .group = 32},
        {.kind = MATRIX_FLOAT, .float_type = FLOAT_BF16},
        {.kind = MATRIX_FLOAT, .float_type = FLOAT_F32},
        {.kind = MATRIX_BLOCK_Q4_0},
        {.kind = MATRIX_BLOCK_Q6_K},
    };
    uint8_t *next = fixture->bytes + 1;
    for (size_t i = 0; i < N_MATRICES; i++) {
        struct matrix *matrix = &fixture->matrices[i];
        *matrix = kinds[i];
        matrix->n_rows = N_ROWS;
        matrix->n_columns = N_COLUMNS;
        size_t float_bytes = matrix->float_type == FLOAT_F32 ? 4 : 2;
        bool is_float = matrix->kind == MATRIX_FLOAT;
        bool is_blocks = matrix_is_blocks(matrix->kind);
        matrix->row_bytes = is_float ? N_COLUMNS * float_bytes : N_COLUMNS * matrix->bits / 8;
        if (is_blocks) {
            struct block_format format = block_format_of(matrix->kind);
            matrix->row_bytes = N_COLUMNS / format.n_codes * format.n_bytes;
        }
        matrix->data = next;
        next += N_ROWS * matrix->row_bytes;
        if (!is_float && !is_blocks) {
            matrix->scale_row_bytes =
                N_COLUMNS / matrix->group * (matrix->kind == MATRIX_AFFINE ? float_bytes : 1);
            matrix->scales = next;
            next += N_ROWS * matrix->scale_row_bytes;
            matrix->biases = matrix->kind == MATRIX_AFFINE ? next : NULL;
            next += N_ROWS * matrix->scale_row_bytes;
        }
    }
}

static int set_up(void **state)
{
    static const size_t n_bytes = (size_t)N_MATRICES * N_ROWS * N_COLUMNS * 6;
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    assert_non_null(fixture);
    fixture->bytes = malloc(n_bytes);
    fixture->x = malloc(sizeof(float) * MAX_TOKENS * N_COLUMNS);
    fixture->bias = malloc(sizeof(float) * N_ROWS);
    assert_non_null(fixture->bytes);
    assert_non_null(fixture->x);
    assert_non_null(fixture->bias);
    uint32_t random = 1;
    /* Any two or four of these bytes are an ordinary number in every float format. */
    for (size_t i = 0; i < n_bytes; i++) {
        fixture->bytes[i] = (uint8_t)(0x30 | (next_random(&random) & 0x8f));
    }
    for (size_t i = 0; i < MAX_TOKENS * N_COLUMNS; i++) {
        fixture->x[i] = ((float)(next_random(&random) & 0xffff) - 32768.0f) / 8192.0f;
    }
    for (size_t i = 0; i < N_ROWS; i++) {
        fixture->bias[i] = (float)i * 0.25f;
    }
    make_matrices(fixture);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    free(fixture->bytes);
    free(fixture->x);
    free(fixture->bias);
    free(fixture);
    return 0;
}

/* The definition, for one token. */
static void expect_token(const struct linear *linear, enum precision precision, const float *x,
                         float *y)
{
    const struct matrix *matrix = linear->weight;
    struct kernels scalar = kernels_select(KERNEL_LEVEL_SCALAR);
    bool is_integer =
        precision == PRECISION_FAST && matrix->kind != MATRIX_FLOAT && matrix->kind != MATRIX_MXFP8;
    if (is_integer) {
        bool is_blocks = matrix_is_blocks(matrix->kind);
        _Alignas(64) int8_t codes[KERNEL_MAX_DIGITS * KERNEL_CODE_STRIDE(N_COLUMNS)];
        float scales[N_COLUMNS / 16];
        float shifts[N_COLUMNS / 16];
        int32_t sums[N_COLUMNS / 16];
        struct activations activations = {
            .n_tokens = 1,
            .n_columns = N_COLUMNS,
            .group = is_blocks ? block_format_of(matrix->kind).group : matrix->group,
            .bits = is_blocks ? 8 : matrix->bits,
            .n_digits = linear->fineness == FINENESS_TWO_DIGITS ? 2 : 1,
            .code_stride = KERNEL_CODE_STRIDE(N_COLUMNS),
            .codes = codes,
            .scales = scales,
            .shifts = shifts,
            .sums = sums};
        scalar.quantize_rows(x, N_COLUMNS, 0, 1, &activations);
        (is_blocks ? scalar.matmul_blocks : scalar.matmul_quantized)(matrix, 0, N_ROWS,
                                                                     &activations, y, N_ROWS, NULL);
        return;
    }
    for (size_t r = 0; r < N_ROWS; r++) {
        float row[N_COLUMNS];
        scalar.decode_rows(matrix, r, 1, row);
        struct matrix decoded = {.kind = MATRIX_FLOAT,
                                 .float_type = FLOAT_F32,
                                 .n_rows = 1,
                                 .n_columns = N_COLUMNS,
                                 .data = (const uint8_t *)row,
                                 .row_bytes = sizeof(row)};
        scalar.matmul_float(&decoded, 0, 1, x, N_COLUMNS, 1, y + r, N_ROWS);
    }
}

/* All matrices in one call, every second one with a bias, every third in two
 * digits. */
static void check_call(const struct fixture *fixture, unsigned n_workers, size_t n_tokens,
                       enum precision precision, enum kernel_level cap)
{
    struct pool *pool = NULL;
    struct error err = {0};
    assert_true(pool_create(&pool, n_workers, &err));
    struct kernels kernels = kernels_select(cap);
    void *scratch = aligned_alloc(64, cpu_linear_scratch_bytes(n_workers, n_tokens, N_COLUMNS));
    size_t y_floats = n_tokens * N_ROWS;
    float *y = malloc(sizeof(float) * N_MATRICES * y_floats);
    assert_non_null(scratch);
    assert_non_null(y);
    struct linear linears[N_MATRICES];
    for (size_t i = 0; i < N_MATRICES; i++) {
        linears[i] = (struct linear){.weight = &fixture->matrices[i],
                                     .bias = i % 2 == 1 ? fixture->bias : NULL,
                                     .y = y + i * y_floats,
                                     .y_stride = N_ROWS,
                                     .fineness = (i + n_tokens) % 3 == 0 ? FINENESS_TWO_DIGITS
                                                                         : FINENESS_ONE_DIGIT};
    }
    cpu_linear(pool, &kernels, precision, linears, N_MATRICES, fixture->x, N_COLUMNS, n_tokens,
               scratch);
    for (size_t i = 0; i < N_MATRICES; i++) {
        for (size_t t = 0; t < n_tokens; t++) {
            float expected[N_ROWS];
            expect_token(&linears[i], precision, fixture->x + t * N_COLUMNS, expected);
            for (size_t r = 0; r < N_ROWS && i % 2 == 1; r++) {
                expected[r] += fixture->bias[r];
            }
            assert_memory_equal(expected, linears[i].y + t * N_ROWS, sizeof(expected));
        }
    }
    free(scratch);
    free(y);
    pool_destroy(pool);
}

static void test_any_workers_and_tokens(void **state)
{
    static const size_t n_tokens[] = {1, 2, 4, 5, 7, 8, MAX_TOKENS};
    for (unsigned n_workers = 1; n_workers <= MAX_WORKERS; n_workers++) {
        for (size_t i = 0; i < sizeof(n_tokens) / sizeof(n_tokens[0]); i++) {
            check_call(*state, n_workers, n_tokens[i], PRECISION_FAST, KERNEL_N_LEVELS);
            check_call(*state, n_workers, n_tokens[i], PRECISION_EXACT, KERNEL_N_LEVELS);
        }
    }
}

static void test_any_level(void **state)
{
    for (enum kernel_level level = KERNEL_LEVEL_SCALAR; level < KERNEL_N_LEVELS; level++) {
        if (kernels_supported(level)) {
            check_call(*state, 2, 9, PRECISION_FAST, level);
            check_call(*state, 2, 9, PRECISION_EXACT, level);
        }
    }
}

static void test_nothing_to_do(void **state)
{
    struct fixture *fixture = *state;
    struct pool *pool = NULL;
    struct error err = {0};
    assert_true(pool_create(&pool, 1, &err));
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    float y[N_ROWS] = {1.0f};
    struct linear linear = {.weight = &fixture->matrices[0], .y = y, .y_stride = N_ROWS};
    cpu_linear(pool, &kernels, PRECISION_FAST, &linear, 1, fixture->x, N_COLUMNS, 0, NULL);
    cpu_linear(pool, &kernels, PRECISION_FAST, &linear, 0, fixture->x, N_COLUMNS, 1, NULL);
    assert_true(y[0] == 1.0f);
    pool_destroy(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_any_workers_and_tokens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_any_level, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_do, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
