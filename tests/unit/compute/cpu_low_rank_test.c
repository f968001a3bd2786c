/*
 * What an adapter adds to rows of a product, against its definition in backend.h, bit for bit: any
 * rank, number of rows and tokens, any cut of the rows, both precisions, every level.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "compute/cpu/cpu_low_rank.h"
#include "kernels/numbers.h"

enum {
    MAX_RANK = 130,
    MAX_ROWS = 600,
    MAX_TOKENS = 29,
    STRIDE = MAX_ROWS + 5,
    PANEL_ROWS = (MAX_ROWS / LOW_RANK_PANEL + 1) * LOW_RANK_PANEL
};

struct fixture {
    float b[MAX_RANK * MAX_ROWS];
    uint16_t halves[MAX_RANK * MAX_ROWS];
    uint16_t half_b[MAX_RANK * PANEL_ROWS]; /* halves of a shape, in panels */
    float h[MAX_TOKENS * MAX_RANK];
    float bias[MAX_ROWS];
    float factors[MAX_ROWS];
    float before[MAX_TOKENS * STRIDE];
    float expected[MAX_TOKENS * STRIDE];
    float y[MAX_TOKENS * STRIDE];
};

struct shape {
    size_t rank, n_rows, n_tokens;
};

static void fill(float *x, size_t n, uint32_t seed)
{
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        x[i] = (float)(seed >> 8) * 0x1p-23f - 1.0f;
    }
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fill(fixture->b, MAX_RANK * MAX_ROWS, 1);
    fill(fixture->h, MAX_TOKENS * MAX_RANK, 2);
    fill(fixture->bias, MAX_ROWS, 3);
    fill(fixture->factors, MAX_ROWS, 4);
    fill(fixture->before, MAX_TOKENS * STRIDE, 5);
    for (size_t i = 0; i < MAX_RANK * MAX_ROWS; i++) {
        fixture->halves[i] = f16_of_float(fixture->b[i] * 0x1p14f);
    }
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static struct low_rank low_rank_of(struct fixture *fixture, const struct shape *shape,
                                   bool has_factors)
{
    for (size_t i = 0; i < shape->rank * shape->n_rows; i++) {
        size_t k = i / shape->n_rows, r = i % shape->n_rows;
        size_t row = r / LOW_RANK_PANEL * shape->rank + k;
        fixture->half_b[row * LOW_RANK_PANEL + r % LOW_RANK_PANEL] = fixture->halves[i];
    }
    return (struct low_rank){
        .a = {.n_rows = shape->rank},
        .b = fixture->b,
        .half_b = {.kind = MATRIX_FLOAT,
                   .float_type = FLOAT_F16,
                   .n_rows = shape->rank * (PANEL_ROWS / LOW_RANK_PANEL),
                   .n_columns = LOW_RANK_PANEL,
                   .data = (const uint8_t *)fixture->half_b,
                   .row_bytes = LOW_RANK_PANEL * sizeof *fixture->half_b},
        .half_scale = 1.7f * 0x1p-14f,
        .n_rows = shape->n_rows,
        .scale = 1.7f,
        .factors = has_factors ? fixture->factors : NULL,
    };
}

/* The definition. */
static void expect(struct fixture *fixture, const struct linear *linear, const struct shape *shape,
                   enum precision precision)
{
    const struct low_rank *low_rank = linear->low_rank;
    bool is_fast = precision == PRECISION_FAST;
    memcpy(fixture->expected, fixture->before, sizeof fixture->before);
    for (size_t t = 0; t < shape->n_tokens; t++) {
        for (size_t r = 0; r < shape->n_rows; r++) {
            float *y = &fixture->expected[t * STRIDE + r];
            float s = 0;
            for (size_t k = 0; k < shape->rank; k++) {
                size_t i = k * shape->n_rows + r;
                float b = is_fast ? float_of_f16(fixture->halves[i]) : fixture->b[i];
                s = fmaf(b, fixture->h[t * shape->rank + k], s);
            }
            *y = fmaf(s, is_fast ? low_rank->half_scale : low_rank->scale, *y);
            if (low_rank->factors != NULL) {
                *y *= low_rank->factors[r];
                *y += linear->bias[r];
            }
        }
    }
}

/* The rows in pieces of so many. */
static void check(struct fixture *fixture, const struct shape *shape, enum precision precision,
                  bool has_factors, enum kernel_level level, size_t n_piece)
{
    struct kernels kernels = kernels_select(level);
    struct low_rank low_rank = low_rank_of(fixture, shape, has_factors);
    const struct linear linear = {
        .bias = fixture->bias,
        .y = fixture->y,
        .y_stride = STRIDE,
        .low_rank = &low_rank,
        .h = fixture->h,
    };
    memcpy(fixture->y, fixture->before, sizeof fixture->before);
    expect(fixture, &linear, shape, precision);
    for (size_t first = 0; first < shape->n_rows; first += n_piece) {
        size_t last = first + n_piece < shape->n_rows ? first + n_piece : shape->n_rows;
        cpu_low_rank_add(&kernels, precision, &linear, shape->n_tokens, first, last);
    }
    assert_memory_equal(fixture->y, fixture->expected, sizeof fixture->y);
}

static void every_shape_follows_the_definition(void **state)
{
    static const size_t ranks[] = {1, 2, 15, 16, 17, 64, MAX_RANK};
    static const size_t rows[] = {1, 7, 255, 256, 257, MAX_ROWS};
    static const size_t tokens[] = {1, 3, 12, 13, MAX_TOKENS};
    enum { N_RANKS = sizeof ranks / sizeof *ranks, N_ROWS = sizeof rows / sizeof *rows };
    enum { N_TOKENS = sizeof tokens / sizeof *tokens };
    for (size_t i = 0; i < (size_t)N_RANKS * N_ROWS * N_TOKENS; i++) {
        const struct shape shape = {ranks[i % N_RANKS], rows[i / N_RANKS % N_ROWS],
                                    tokens[i / N_RANKS / N_ROWS]};
        enum precision precision = i % 3 == 0 ? PRECISION_EXACT : PRECISION_FAST;
        check(*state, &shape, precision, i % 4 == 0, KERNEL_N_LEVELS, MAX_ROWS);
        check(*state, &shape, precision, i % 4 == 1, KERNEL_N_LEVELS, 1 + i % 97);
    }
}

static void every_level_gives_the_same_bits(void **state)
{
    const struct shape shape = {19, 301, 14};
    for (enum kernel_level level = 0; level < KERNEL_N_LEVELS; level++) {
        check(*state, &shape, PRECISION_EXACT, false, level, 130);
        check(*state, &shape, PRECISION_FAST, false, level, 130);
        check(*state, &shape, PRECISION_FAST, true, level, 64);
    }
}

/* Without 16-bit matrices fast takes those of exact. */
static void fast_can_do_without_halves(void **state)
{
    struct fixture *fixture = *state;
    const struct shape shape = {16, 100, 2};
    struct kernels kernels = kernels_select(KERNEL_N_LEVELS);
    struct low_rank low_rank = low_rank_of(fixture, &shape, false);
    const struct linear linear = {
        .y = fixture->y, .y_stride = STRIDE, .low_rank = &low_rank, .h = fixture->h};
    low_rank.half_b.data = NULL;
    memcpy(fixture->y, fixture->before, sizeof fixture->before);
    expect(fixture, &linear, &shape, PRECISION_EXACT);
    cpu_low_rank_add(&kernels, PRECISION_FAST, &linear, shape.n_tokens, 0, shape.n_rows);
    assert_memory_equal(fixture->y, fixture->expected, sizeof fixture->y);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_follows_the_definition),
        cmocka_unit_test(every_level_gives_the_same_bits),
        cmocka_unit_test(fast_can_do_without_halves),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
