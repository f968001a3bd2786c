/*
 * Speed of the linear operation, beside the limits of the machine measured in the same run.
 *
 * One token: many 4096 x 4096 matrices that together do not fit any cache, each read once; the
 * limit is the read bandwidth with the same threads. Beside it, what the kernel makes where memory
 * does not hold it up: of a few rows again and again, which stay in the second-level cache. 512
 * tokens: one such matrix; the limit is the level's integer peak, or its FMA peak where floats are
 * multiplied. Each figure is the median of several repetitions; a repetition measures the limit and
 * the kernel one after the other, in CPU time, so that a busy neighbour slows both.
 *
 * bench_tokens multiplies the many matrices by 1, 2, … tokens at once: what a batch of sessions or
 * a few guesses cost, beside one token. A repetition measures all of these in turn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "compute/cpu/cpu_linear.h"
#include "kernels/peaks.h"
#include "kernels/random_matrix.h"

enum { SIZE = 4096, REPETITIONS = 7, PROMPT_TOKENS = 512, NAME_BYTES = 32, N_SHOWN = 14 };
static const size_t pool_bytes = (size_t)1 << 30;
/* For each worker, in its second-level cache. */
enum { CACHED_BYTES = 768 << 10, CACHED_RUNS = 200 };

static const struct format shown[N_SHOWN] = {
    {MATRIX_AFFINE, FLOAT_BF16, 4, 64}, {MATRIX_AFFINE, FLOAT_BF16, 2, 64},
    {MATRIX_AFFINE, FLOAT_BF16, 3, 64}, {MATRIX_AFFINE, FLOAT_BF16, 5, 64},
    {MATRIX_AFFINE, FLOAT_BF16, 6, 64}, {MATRIX_AFFINE, FLOAT_BF16, 8, 64},
    {MATRIX_AFFINE, FLOAT_F16, 4, 32},  {MATRIX_AFFINE, FLOAT_F32, 4, 128},
    {MATRIX_MXFP4, FLOAT_F32, 4, 32},   {MATRIX_NVFP4, FLOAT_F32, 4, 16},
    {MATRIX_MXFP8, FLOAT_F32, 8, 32},   {MATRIX_FLOAT, FLOAT_BF16, 0, 1},
    {MATRIX_FLOAT, FLOAT_F16, 0, 1},    {MATRIX_FLOAT, FLOAT_F32, 0, 1},
};

struct setting {
    struct checker *checker;
    struct pool *pool;
    uint8_t *weights; /* pool_bytes of harmless bytes */
    float *x;
    float *y;
    void *scratch;
};

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(double *values)
{
    qsort(values, REPETITIONS, sizeof(values[0]), compare);
    return values[REPETITIONS / 2];
}

/* Matrix i of as many as fit into the weights; returns how many do. */
static size_t matrix_of(const struct setting *setting, const struct format *format, size_t i,
                        struct matrix *matrix)
{
    *matrix = matrix_shape(format, SIZE, SIZE);
    size_t data_bytes = SIZE * matrix->row_bytes;
    size_t scale_bytes = SIZE * matrix->scale_row_bytes;
    size_t n_bytes = data_bytes + (format->kind == MATRIX_AFFINE ? 2 : 1) * scale_bytes;
    matrix->data = setting->weights + i * n_bytes;
    matrix->scales = matrix->data + data_bytes;
    matrix->biases = matrix->scales + scale_bytes;
    return pool_bytes / n_bytes;
}

static double bytes_of(const struct matrix *matrix)
{
    size_t n_scales = matrix->kind == MATRIX_AFFINE ? 2 : 1;
    return (double)(matrix->n_rows * (matrix->row_bytes + n_scales * matrix->scale_row_bytes));
}

static void run_linear(const struct setting *setting, const struct matrix *matrix, size_t n_tokens)
{
    struct linear linear = {
        .weight = matrix,
        .y = setting->y,
        .y_stride = SIZE,
        .fineness = setting->checker->is_fine ? FINENESS_TWO_DIGITS : FINENESS_ONE_DIGIT,
    };
    enum precision precision = setting->checker->is_exact ? PRECISION_EXACT : PRECISION_FAST;
    cpu_linear(setting->pool, &setting->checker->level, precision, &linear, 1, setting->x, SIZE,
               n_tokens, setting->scratch);
}

/* Seconds for all matrices. */
static double time_all(const struct setting *setting, const struct format *format, size_t n_tokens)
{
    struct matrix matrix;
    size_t n = matrix_of(setting, format, 0, &matrix);
    double start = peak_seconds(setting->pool);
    for (size_t m = 0; m < n; m++) {
        matrix_of(setting, format, m, &matrix);
        run_linear(setting, &matrix, n_tokens);
    }
    return peak_seconds(setting->pool) - start;
}

/* Bytes of all matrices. */
static double bytes_of_all(const struct setting *setting, const struct format *format)
{
    struct matrix matrix;
    size_t n = matrix_of(setting, format, 0, &matrix);
    return (double)n * bytes_of(&matrix);
}

/* Bytes per second of one token with rows that stay in the caches of the workers. */
static double cached_rate(const struct setting *setting, const struct format *format)
{
    struct matrix matrix;
    matrix_of(setting, format, 0, &matrix);
    size_t n_rows = CACHED_BYTES / (matrix.row_bytes + 2 * matrix.scale_row_bytes) / 64 * 64;
    matrix.n_rows = n_rows * pool_n_workers(setting->pool);
    run_linear(setting, &matrix, 1);
    double start = peak_seconds(setting->pool);
    for (unsigned i = 0; i < CACHED_RUNS; i++) {
        run_linear(setting, &matrix, 1);
    }
    return CACHED_RUNS * bytes_of(&matrix) / (peak_seconds(setting->pool) - start);
}

static void bench_one_token(const struct setting *setting, const struct format *format)
{
    double limits[REPETITIONS];
    double rates[REPETITIONS];
    double shares[REPETITIONS];
    double cached[REPETITIONS];
    for (size_t i = 0; i < REPETITIONS; i++) {
        limits[i] =
            peak_read(setting->pool, &setting->checker->level, setting->weights, pool_bytes);
        rates[i] = bytes_of_all(setting, format) / time_all(setting, format, 1);
        shares[i] = rates[i] / limits[i];
        cached[i] = cached_rate(setting, format);
    }
    printf("  1 token    %7.2f GB/s of %6.2f = %3.0f %%, cached %6.2f", median(rates) * 1e-9,
           median(limits) * 1e-9, median(shares) * 100, median(cached) * 1e-9);
}

static void bench_prompt(const struct setting *setting, const struct format *format)
{
    bool is_float = setting->checker->is_exact || !matrix_has_integer_product(format->kind);
    double limits[REPETITIONS];
    double rates[REPETITIONS];
    double shares[REPETITIONS];
    struct matrix matrix;
    matrix_of(setting, format, 0, &matrix);
    for (size_t i = 0; i < REPETITIONS; i++) {
        limits[i] =
            peak_of(setting->pool, &setting->checker->level, is_float ? PEAK_FLOAT : PEAK_INTEGER);
        double start = peak_seconds(setting->pool);
        run_linear(setting, &matrix, PROMPT_TOKENS);
        rates[i] = (double)SIZE * SIZE * PROMPT_TOKENS / (peak_seconds(setting->pool) - start);
        shares[i] = rates[i] / limits[i];
    }
    printf("   %d tokens %7.1f G%s/s of %6.1f = %3.0f %%\n", PROMPT_TOKENS, median(rates) * 1e-9,
           is_float ? "FMA" : "MAC", median(limits) * 1e-9, median(shares) * 100);
}

/* One line: the speed of one token, then the cost of each number of tokens beside it. */
static void bench_few_tokens(const struct setting *setting, const struct format *format)
{
    double limits[REPETITIONS];
    double seconds[CHECKER_MOST_TOKENS + 1][REPETITIONS];
    double ratios[REPETITIONS];
    size_t n_most = setting->checker->most_tokens;
    for (size_t i = 0; i < REPETITIONS; i++) {
        limits[i] =
            peak_read(setting->pool, &setting->checker->level, setting->weights, pool_bytes);
        for (size_t n = 1; n <= n_most; n++) {
            seconds[n][i] = time_all(setting, format, n);
        }
    }
    for (size_t n = 2; n <= n_most; n++) {
        for (size_t i = 0; i < REPETITIONS; i++) {
            ratios[i] = seconds[n][i] / seconds[1][i];
        }
        printf(" %.2f", median(ratios));
    }
    printf("   1 token %.2f GB/s of %.2f\n",
           bytes_of_all(setting, format) / median(seconds[1]) * 1e-9, median(limits) * 1e-9);
}

static void bench_format(const struct setting *setting, const struct format *format, bool is_few)
{
    if (is_few) {
        bench_few_tokens(setting, format);
    } else {
        bench_one_token(setting, format);
        bench_prompt(setting, format);
    }
}

static void bench_threads(struct setting *setting, unsigned n_threads, bool is_few)
{
    struct error err = {0};
    if (!pool_create(&setting->pool, n_threads, &err)) {
        fprintf(stderr, "kernel_checker: %s\n", err.message);
        return;
    }
    setting->scratch = checker_place(cpu_linear_scratch_bytes(n_threads, PROMPT_TOKENS, SIZE), 64);
    for (size_t i = 0; i < N_SHOWN + N_FORMATS - N_MLX_FORMATS; i++) {
        char name[NAME_BYTES];
        struct format format = i < N_SHOWN ? shown[i] : format_at(N_MLX_FORMATS + i - N_SHOWN);
        format_name(&format, name, sizeof(name));
        if (setting->checker->format == NULL || strcmp(setting->checker->format, name) == 0) {
            printf("%-12s %u threads %-14s", setting->checker->level_name, n_threads, name);
            bench_format(setting, &format, is_few);
            fflush(stdout);
        }
    }
    checker_release(setting->checker, setting->scratch,
                    cpu_linear_scratch_bytes(n_threads, PROMPT_TOKENS, SIZE), 64);
    pool_destroy(setting->pool);
}

static void bench(struct checker *checker, bool is_few)
{
    if (checker->level.level == KERNEL_LEVEL_SCALAR) {
        return;
    }
    size_t x_bytes = PROMPT_TOKENS * SIZE * sizeof(float);
    struct setting setting = {
        .checker = checker,
        .weights = checker_place(pool_bytes, 64),
        .x = checker_place(x_bytes, 64),
        .y = checker_place(x_bytes, 64),
    };
    /* Bytes of which any two or four are an ordinary number in every float format. */
    for (size_t i = 0; i < pool_bytes / 8; i++) {
        uint64_t word = (checker_random(checker) & 0x0f0f0f0f0f0f0f0fu) | 0x3030303030303030u;
        memcpy(setting.weights + 8 * i, &word, sizeof(word));
    }
    checker_fill(checker, NUMBERS_ORDINARY, setting.x, x_bytes / sizeof(float));
    bench_threads(&setting, 1, is_few);
    bench_threads(&setting, 2, is_few);
    checker_release(checker, setting.weights, pool_bytes, 64);
    checker_release(checker, setting.x, x_bytes, 64);
    checker_release(checker, setting.y, x_bytes, 64);
}

void bench_linear(struct checker *checker)
{
    bench(checker, false);
}

void bench_tokens(struct checker *checker)
{
    bench(checker, true);
}
