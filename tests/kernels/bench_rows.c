/*
 * Speed of the row kernels and of attention, one thread. Rows: numbers in the first-level cache.
 * Attention for one token: a cache far larger than the processor's, beside the read bandwidth; for
 * a prompt: 64 blocks in turn, as of one key-value head, beside the FMA peak.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/pool.h"
#include "kernels/checker.h"
#include "kernels/peaks.h"

enum {
    N = 4096,
    DIM = 128,
    REPETITIONS = 7,
    CALLS = 400,
    CACHE_BLOCKS = 4096,
    PROMPT_ROWS = 96,
    PROMPT_BLOCKS = 64,
};

struct setting {
    struct checker *checker;
    struct pool *pool;
    float *x;
    float *y;
    float *z;
    float *keys;
    float *scratch;
    float cosines[DIM / 2]; /* of true angles: what is rotated stays of its size */
    float sines[DIM / 2];
};

typedef void timed(const struct setting *setting);

static void time_rms_norm(const struct setting *setting)
{
    setting->checker->level.rms_norm(setting->x, N, setting->y, 1e-5f, setting->z);
}

static void time_layer_norm(const struct setting *setting)
{
    setting->checker->level.layer_norm(setting->x, N, setting->y, setting->y, 1e-5f, setting->z);
}

static void time_rope(const struct setting *setting)
{
    setting->checker->level.rope(setting->z, N / DIM, DIM, DIM / 2, setting->cosines,
                                 setting->sines, false);
}

static void time_rope_pairs(const struct setting *setting)
{
    setting->checker->level.rope(setting->z, N / DIM, DIM, DIM / 2, setting->cosines,
                                 setting->sines, true);
}

static void time_silu(const struct setting *setting)
{
    setting->checker->level.gate(ACTIVATION_SILU, setting->x, setting->y, N, setting->z);
}

static void time_gelu(const struct setting *setting)
{
    setting->checker->level.gate(ACTIVATION_GELU_TANH, setting->x, setting->y, N, setting->z);
}

static void time_add_scaled(const struct setting *setting)
{
    setting->checker->level.add_scaled(setting->z, setting->y, N, 1e-6f);
}

/* Of rank 2. */
static void time_add_low_rank(const struct setting *setting)
{
    static const float h[] = {1e-6f, 2e-6f};
    setting->checker->level.add_low_rank((const uint16_t *)(const void *)setting->y, N, h, 2, N,
                                         1.0f, setting->z);
}

static void time_scale(const struct setting *setting)
{
    setting->checker->level.scale(setting->z, N, 0.99999f);
}

static void time_soft_cap(const struct setting *setting)
{
    setting->checker->level.soft_cap(setting->z, N, 30.0f);
}

static void time_exp_sum(const struct setting *setting)
{
    setting->z[0] = setting->checker->level.exp_sum(setting->x, N, 1.0f, setting->z);
}

static void time_maximum(const struct setting *setting)
{
    setting->z[0] = setting->checker->level.maximum(setting->x, N);
}

static void time_store_f16(const struct setting *setting)
{
    setting->checker->level.store_kv(setting->x, N, KV_F16, 1, setting->z, NULL);
}

static void time_store_int8(const struct setting *setting)
{
    setting->checker->level.store_kv(setting->x, N, KV_INT8, 1, setting->z, setting->z + N - 1);
}

/* As a key: among 16 positions. */
static void time_store_key(const struct setting *setting)
{
    for (size_t i = 0; i < N; i += DIM) {
        setting->checker->level.store_kv(setting->x + i, DIM, KV_F16, KERNEL_LANES,
                                         (uint16_t *)setting->keys + i / DIM, NULL);
    }
}

static const struct {
    const char *name;
    timed *run;
} kernels[] = {
    {"rms_norm", time_rms_norm},
    {"layer_norm", time_layer_norm},
    {"rope, halves", time_rope},
    {"rope, pairs", time_rope_pairs},
    {"gate, silu", time_silu},
    {"gate, gelu", time_gelu},
    {"add_scaled", time_add_scaled},
    {"add_low_rank", time_add_low_rank},
    {"scale", time_scale},
    {"soft_cap", time_soft_cap},
    {"exp_sum", time_exp_sum},
    {"maximum", time_maximum},
    {"store_kv, f16", time_store_f16},
    {"store_kv, int8", time_store_int8},
    {"store_kv, key", time_store_key},
};

static void bench_kernels(const struct setting *setting)
{
    for (size_t k = 0; k < sizeof(kernels) / sizeof(kernels[0]); k++) {
        double best = INFINITY;
        for (size_t i = 0; i < REPETITIONS; i++) {
            double start = checker_seconds();
            for (size_t c = 0; c < CALLS; c++) {
                kernels[k].run(setting);
            }
            double seconds = (checker_seconds() - start) / CALLS;
            best = seconds < best ? seconds : best;
        }
        printf("%-12s %-16s %8.2f numbers/ns\n", setting->checker->level_name, kernels[k].name,
               N / best * 1e-9);
    }
}

static size_t element_bytes(enum kv_type type)
{
    return type == KV_F32 ? 4 : type == KV_F16 ? 2 : 1;
}

static size_t block_bytes(enum kv_type type, size_t dim)
{
    return 2 * element_bytes(type) * KERNEL_BLOCK_POSITIONS * dim;
}

static struct kv_block block_at(enum kv_type type, size_t dim, const uint8_t *data,
                                const float *scales)
{
    size_t n_bytes = block_bytes(type, dim);
    return (struct kv_block){.type = type,
                             .key_dim = dim,
                             .value_dim = dim,
                             .keys = data,
                             .values = data + n_bytes / 2,
                             .key_scales = type == KV_INT8 ? scales : NULL,
                             .value_scales = type == KV_INT8 ? scales : NULL,
                             .next = data + n_bytes,
                             .next_bytes = n_bytes};
}

/* Fills rows for a walk; queries and outputs follow one another in x and z. */
static void start_rows(const struct setting *setting, size_t dim, struct attention_row *rows,
                       size_t n_rows)
{
    for (size_t r = 0; r < n_rows; r++) {
        rows[r] = (struct attention_row){.query = setting->x + r * dim,
                                         .output = setting->z + r * dim,
                                         .maximum = -INFINITY,
                                         .last = KERNEL_BLOCK_POSITIONS};
    }
}

/* Walks n_blocks blocks of the cache, and returns the time. */
static double walk(const struct setting *setting, enum kv_type type, size_t dim, size_t n_rows,
                   const uint8_t *cache, size_t n_blocks)
{
    struct attention_row rows[PROMPT_ROWS];
    start_rows(setting, dim, rows, n_rows);
    double start = checker_seconds();
    for (size_t b = 0; b < n_blocks; b++) {
        struct kv_block block = block_at(type, dim, cache + b * block_bytes(type, dim), setting->y);
        setting->checker->level.attend_block(&block, rows, n_rows, 0.0f, setting->scratch);
    }
    return checker_seconds() - start;
}

static const char *const type_names[] = {"f32", "f16", "int8"};

/* One token: n_rows query heads share the cache that is walked. */
static void bench_one_token(const struct setting *setting, enum kv_type type, size_t dim,
                            size_t n_rows, const uint8_t *cache, size_t n_bytes)
{
    double rate = 0;
    double limit = 0;
    size_t n_blocks = n_bytes / block_bytes(type, dim) - 1;
    for (size_t i = 0; i < REPETITIONS; i++) {
        double read = peak_read(setting->pool, &setting->checker->level, cache, n_bytes);
        double found = (double)(n_blocks * block_bytes(type, dim)) /
                       walk(setting, type, dim, n_rows, cache, n_blocks);
        rate = found > rate ? found : rate;
        limit = read > limit ? read : limit;
    }
    printf("%-12s attention, %-4s size %3zu, 1 token, %zu heads: %6.2f GB/s of %6.2f = %3.0f %%\n",
           setting->checker->level_name, type_names[type], dim, n_rows, rate * 1e-9, limit * 1e-9,
           rate / limit * 100);
}

static void bench_prompt(const struct setting *setting, enum kv_type type, size_t dim,
                         const uint8_t *cache)
{
    double rate = 0;
    double limit = 0;
    for (size_t i = 0; i < REPETITIONS; i++) {
        double peak = peak_of(setting->pool, &setting->checker->level, PEAK_FLOAT);
        double n = (double)PROMPT_BLOCKS * PROMPT_ROWS * KERNEL_BLOCK_POSITIONS * 2 * (double)dim;
        double found = n / walk(setting, type, dim, PROMPT_ROWS, cache, PROMPT_BLOCKS);
        rate = found > rate ? found : rate;
        limit = peak > limit ? peak : limit;
    }
    printf("%-12s attention, %-4s size %3zu, %d rows: %6.1f GFMA/s of %6.1f = %3.0f %%\n",
           setting->checker->level_name, type_names[type], dim, PROMPT_ROWS, rate * 1e-9,
           limit * 1e-9, rate / limit * 100);
}

static void bench_attention(const struct setting *setting, enum kv_type type, const uint8_t *cache,
                            size_t cache_bytes)
{
    static const size_t sizes[] = {64, 128};
    static const size_t heads[] = {1, 4, 8};
    bool is_scalar = setting->checker->level.level == KERNEL_LEVEL_SCALAR;
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        for (size_t h = 0; !is_scalar && h < sizeof heads / sizeof heads[0]; h++) {
            bench_one_token(setting, type, sizes[s], heads[h], cache, cache_bytes);
        }
        bench_prompt(setting, type, sizes[s], cache);
    }
}

void bench_rows(struct checker *checker)
{
    struct setting setting = {.checker = checker};
    struct error err = {0};
    if (!pool_create(&setting.pool, 1, &err)) {
        fprintf(stderr, "kernel_checker: %s\n", err.message);
        return;
    }
    for (size_t i = 0; i < DIM / 2; i++) {
        setting.cosines[i] = cosf((float)i);
        setting.sines[i] = sinf((float)i);
    }
    size_t n_numbers = PROMPT_ROWS * DIM > N ? PROMPT_ROWS * DIM : N;
    setting.x = checker_place(n_numbers * sizeof(float), 64);
    setting.y = checker_place(n_numbers * sizeof(float), 64);
    setting.z = checker_place(n_numbers * sizeof(float), 64);
    checker_fill(checker, NUMBERS_ORDINARY, setting.x, n_numbers);
    checker_fill(checker, NUMBERS_ORDINARY, setting.y, n_numbers);
    checker_fill(checker, NUMBERS_ORDINARY, setting.z, n_numbers);
    size_t scratch_bytes = KERNEL_ATTENTION_SCRATCH_BYTES(DIM, DIM);
    setting.keys = checker_place(n_numbers * KERNEL_LANES * sizeof(float), 64);
    setting.scratch = checker_place(scratch_bytes, 64);
    size_t cache_bytes = CACHE_BLOCKS * block_bytes(KV_F32, DIM);
    uint8_t *cache = checker_place(cache_bytes, 64);
    bench_kernels(&setting);
    memset(cache, 0x30, cache_bytes); /* an ordinary number in every type */
    for (int type = KV_F32; type <= (int)KV_INT8; type++) {
        bench_attention(&setting, (enum kv_type)type, cache, cache_bytes);
    }
    checker_release(checker, setting.x, n_numbers * sizeof(float), 64);
    checker_release(checker, setting.y, n_numbers * sizeof(float), 64);
    checker_release(checker, setting.z, n_numbers * sizeof(float), 64);
    checker_release(checker, setting.keys, n_numbers * KERNEL_LANES * sizeof(float), 64);
    checker_release(checker, setting.scratch, scratch_bytes, 64);
    checker_release(checker, cache, cache_bytes, 64);
    pool_destroy(setting.pool);
}
