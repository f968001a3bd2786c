/* Attention over a block, and storing into the cache: all types, odd sizes, causal and windowed
 * rows, soft caps, scores that overflow; what no row sees is no number. */
#include <math.h>
#include <string.h>
#include "kernels/checker.h"

enum { MAX_ROWS = 60, BLOCK_TRIALS = 600, STORE_LENGTHS = 140 };

static size_t element_bytes(enum kv_type type)
{
    return type == KV_F32 ? 4 : type == KV_F16 ? 2 : 1;
}

/* A block with its rows; outputs and rows exist twice. */
struct problem {
    struct kv_block block;
    size_t first; /* positions before and from `last` on are seen by no row */
    size_t last;
    size_t n_rows;
    float *queries;
    float *outputs[2];
    struct attention_row rows[2][MAX_ROWS];
    float cap;
};

static size_t random_dim(struct checker *checker)
{
    static const size_t usual[] = {16, 32, 64, 80, 96, 128, 256};
    return checker_between(checker, 0, 2) == 0 ? checker_between(checker, 1, 300)
                                               : usual[checker_between(checker, 0, 6)];
}

static bool is_seen(const struct problem *problem, size_t position)
{
    return position >= problem->first && position < problem->last;
}

/* Keys or values of a block. Positions that no row sees hold anything, NaN above all. */
static void *place_run(struct checker *checker, struct problem *problem, size_t dim, bool is_keys,
                       float *scales)
{
    enum kv_type type = problem->block.type;
    size_t n_bytes = KERNEL_BLOCK_POSITIONS * dim * element_bytes(type);
    uint8_t *run = checker_place(n_bytes, element_bytes(type));
    float x[512];
    for (size_t j = 0; j < KERNEL_BLOCK_POSITIONS; j++) {
        checker_fill(checker, NUMBERS_ORDINARY, x, dim);
        for (size_t i = 0; !is_seen(problem, j) && i < dim; i++) {
            x[i] = i % 3 == 0 ? INFINITY : NAN;
        }
        size_t index = is_keys ? j / KERNEL_LANES * KERNEL_LANES * dim + j % KERNEL_LANES : j * dim;
        checker->scalar.store_kv(x, dim, type, is_keys ? KERNEL_LANES : 1,
                                 run + index * element_bytes(type),
                                 scales != NULL ? scales + j : NULL);
    }
    return run;
}

static void fill_rows(struct checker *checker, struct problem *problem)
{
    size_t n_values = problem->n_rows * problem->block.value_dim;
    bool is_first = checker_between(checker, 0, 3) == 0;
    checker_fill(checker, NUMBERS_ORDINARY, problem->outputs[0], n_values);
    bool is_causal = checker_between(checker, 0, 1) == 0;
    for (size_t r = 0; r < problem->n_rows; r++) {
        struct attention_row *row = &problem->rows[0][r];
        size_t end = problem->last;
        row->query = problem->queries + r * problem->block.key_dim;
        row->output = problem->outputs[0] + r * problem->block.value_dim;
        row->maximum = is_first ? -INFINITY : checker_number(checker, NUMBERS_ORDINARY);
        for (size_t l = 0; !is_first && l < KERNEL_LANES; l++) {
            row->sums[l] = fabsf(checker_number(checker, NUMBERS_ORDINARY));
        }
        row->first = (unsigned)checker_between(checker, problem->first, end - 1);
        row->last = (unsigned)checker_between(checker, row->first + 1, end);
        if (is_causal) {
            size_t n_seen = end - problem->first;
            size_t n_before = n_seen > problem->n_rows ? n_seen - problem->n_rows : 0;
            n_seen = n_before + r + 1 < n_seen ? n_before + r + 1 : n_seen;
            row->first = (unsigned)problem->first;
            row->last = (unsigned)(problem->first + n_seen);
        }
        if (is_first) {
            memset(row->output, 0, problem->block.value_dim * sizeof(float));
        }
    }
    memcpy(problem->outputs[1], problem->outputs[0], n_values * sizeof(float));
    for (size_t r = 0; r < problem->n_rows; r++) {
        problem->rows[1][r] = problem->rows[0][r];
        problem->rows[1][r].output = problem->outputs[1] + r * problem->block.value_dim;
    }
}

static struct problem place_problem(struct checker *checker)
{
    struct problem problem = {
        .first = checker_between(checker, 0, 2) == 0
                     ? checker_between(checker, 0, KERNEL_BLOCK_POSITIONS - 1)
                     : 0,
        .n_rows = checker_between(checker, 1, checker_between(checker, 1, MAX_ROWS)),
    };
    problem.last = checker_between(checker, problem.first + 1, KERNEL_BLOCK_POSITIONS);
    problem.cap = checker_between(checker, 0, 2) == 0 ? 5.0f : 0.0f;
    problem.block.type = (enum kv_type)checker_between(checker, KV_F32, KV_INT8);
    problem.block.key_dim = random_dim(checker);
    problem.block.value_dim = random_dim(checker);
    float *scales[2] = {NULL, NULL};
    for (size_t s = 0; problem.block.type == KV_INT8 && s < 2; s++) {
        scales[s] = checker_place(KERNEL_BLOCK_POSITIONS * sizeof(float), 4);
    }
    problem.block.keys = place_run(checker, &problem, problem.block.key_dim, true, scales[0]);
    problem.block.values = place_run(checker, &problem, problem.block.value_dim, false, scales[1]);
    problem.block.key_scales = scales[0];
    problem.block.value_scales = scales[1];
    size_t n_queries = problem.n_rows * problem.block.key_dim;
    problem.queries = checker_place(n_queries * sizeof(float), 4);
    size_t mode = checker_between(checker, 0, 9);
    checker_fill(checker, mode == 0 ? NUMBERS_EXTREME : NUMBERS_ORDINARY, problem.queries,
                 n_queries);
    for (size_t i = 0; mode > 4 && i < n_queries; i++) {
        problem.queries[i] *= 0.1f; /* many weights that count */
    }
    if (mode == 1) {
        problem.queries[checker_between(checker, 0, n_queries - 1)] = NAN;
    }
    for (size_t c = 0; c < 2; c++) {
        problem.outputs[c] =
            checker_place(problem.n_rows * problem.block.value_dim * sizeof(float), 4);
    }
    fill_rows(checker, &problem);
    return problem;
}

static void release(struct checker *checker, const void *data, size_t n_bytes, size_t alignment)
{
    checker_release(checker, (void *)(uintptr_t)data, n_bytes, alignment);
}

static void release_problem(struct checker *checker, struct problem *problem)
{
    const struct kv_block *block = &problem->block;
    size_t n_bytes = element_bytes(block->type);
    size_t n = KERNEL_BLOCK_POSITIONS;
    release(checker, block->keys, n * block->key_dim * n_bytes, n_bytes);
    release(checker, block->values, n * block->value_dim * n_bytes, n_bytes);
    if (block->type == KV_INT8) {
        release(checker, block->key_scales, n * sizeof(float), 4);
        release(checker, block->value_scales, n * sizeof(float), 4);
    }
    release(checker, problem->queries, problem->n_rows * block->key_dim * sizeof(float), 4);
    for (size_t c = 0; c < 2; c++) {
        release(checker, problem->outputs[c], problem->n_rows * block->value_dim * sizeof(float),
                4);
    }
}

static void check_one_block(struct checker *checker)
{
    struct problem problem = place_problem(checker);
    const struct kv_block *block = &problem.block;
    size_t scratch_bytes = KERNEL_ATTENTION_SCRATCH_BYTES(block->key_dim, block->value_dim);
    void *scratch = checker_place(scratch_bytes, 64);
    checker->scalar.attend_block(block, problem.rows[0], problem.n_rows, problem.cap, scratch);
    checker->level.attend_block(block, problem.rows[1], problem.n_rows, problem.cap, scratch);
    for (size_t r = 0; r < problem.n_rows; r++) {
        const struct attention_row *expected = &problem.rows[0][r];
        const struct attention_row *actual = &problem.rows[1][r];
        checker_compare(checker, &expected->maximum, &actual->maximum, 1,
                        "attend_block, type %d, key %zu, row %zu of %zu, maximum", (int)block->type,
                        block->key_dim, r, problem.n_rows);
        checker_compare(checker, expected->sums, actual->sums, KERNEL_LANES,
                        "attend_block, type %d, key %zu, row %zu of %zu, sums", (int)block->type,
                        block->key_dim, r, problem.n_rows);
        checker_compare(checker, expected->output, actual->output, block->value_dim,
                        "attend_block, type %d, value %zu, row %zu of %zu, positions %u to %u",
                        (int)block->type, block->value_dim, r, problem.n_rows, expected->first,
                        expected->last);
    }
    checker_release(checker, scratch, scratch_bytes, 64);
    release_problem(checker, &problem);
}

void check_attend_block(struct checker *checker)
{
    for (size_t trial = 0; trial < BLOCK_TRIALS; trial++) {
        check_one_block(checker);
    }
}

static void fill_for_storing(struct checker *checker, float *x, size_t n)
{
    size_t mode = checker_between(checker, 0, 4);
    checker_fill(checker, mode == 0 ? NUMBERS_EXTREME : NUMBERS_ORDINARY, x, n);
    for (size_t i = 0; i < n; i++) {
        if (mode == 1) { /* where half precision ends, and ties */
            x[i] = (float)checker_between(checker, 65400, 65600);
        } else if (mode == 2) { /* its subnormals */
            x[i] *= 0x1p-15f;
        } else if (mode == 3 && checker_between(checker, 0, 3) == 0) {
            static const float odd[] = {INFINITY, -INFINITY, NAN, -0.0f};
            x[i] = odd[checker_between(checker, 0, 3)];
        }
    }
}

static void check_one_store(struct checker *checker, size_t n, enum kv_type type, size_t stride)
{
    size_t n_elements = n > 0 ? (n - 1) * stride + 1 : 0;
    size_t n_bytes = n_elements * element_bytes(type);
    float *x = checker_place(n * sizeof(float), 4);
    uint8_t *expected = checker_place(n_bytes, element_bytes(type));
    uint8_t *actual = checker_place(n_bytes, element_bytes(type));
    float scales[2] = {-1, -1};
    fill_for_storing(checker, x, n);
    checker->scalar.store_kv(x, n, type, stride, expected, &scales[0]);
    checker->level.store_kv(x, n, type, stride, actual, &scales[1]);
    checker_compare_bytes(checker, expected, actual, n_bytes, "store_kv, %zu numbers, type %d", n,
                          (int)type);
    checker_compare(checker, &scales[0], &scales[1], 1, "store_kv, %zu numbers, scale", n);
    checker_release(checker, x, n * sizeof(float), 4);
    checker_release(checker, expected, n_bytes, element_bytes(type));
    checker_release(checker, actual, n_bytes, element_bytes(type));
}

void check_store_kv(struct checker *checker)
{
    for (size_t n = 0; n < STORE_LENGTHS; n++) {
        for (size_t trial = 0; trial < 6; trial++) {
            check_one_store(checker, n, (enum kv_type)(trial % 3), trial < 3 ? 1 : KERNEL_LANES);
        }
    }
}
