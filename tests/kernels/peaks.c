/* Limits of the machine; see peaks.h. The loops are in assembly so that nothing is optimized away:
 * 12 or more independent accumulators, no memory. */
#include "kernels/peaks.h"

#include <time.h>

enum { LOOPS = 4 * 1000 * 1000, MAX_WORKERS = 64 };

double peak_seconds(const struct pool *pool)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return ((double)used.tv_sec + (double)used.tv_nsec * 1e-9) / (double)pool_n_workers(pool);
}

struct reading {
    const uint8_t *data;
    size_t n_bytes;
    uint64_t sums[MAX_WORKERS];
};

/* One word of each cache line: that brings the whole line, and leaves room for more of them on
 * their way than if every word were waited for. */
static uint64_t sum_words(const uint64_t *words, size_t n)
{
    enum { LINE_WORDS = 8, N_SUMS = 4 };
    uint64_t sums[N_SUMS] = {0};
    for (size_t i = 0; i + N_SUMS * LINE_WORDS <= n; i += N_SUMS * LINE_WORDS) {
        for (size_t j = 0; j < N_SUMS; j++) {
            PREFETCH(words + i + j * LINE_WORDS + 256);
            sums[j] += words[i + j * LINE_WORDS];
        }
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
}

static void read_part(void *context, unsigned worker, unsigned n_workers)
{
    struct reading *reading = context;
    size_t first;
    size_t last;
    pool_share(reading->n_bytes, 4096, worker, n_workers, &first, &last);
    reading->sums[worker % MAX_WORKERS] =
        sum_words((const uint64_t *)(const void *)(reading->data + first), (last - first) / 8);
}

double peak_read(struct pool *pool, const uint8_t *data, size_t n_bytes)
{
    struct reading reading = {.data = data, .n_bytes = n_bytes};
    double start = peak_seconds(pool);
    pool_run(pool, read_part, &reading);
    return (double)n_bytes / (peak_seconds(pool) - start);
}

#if defined(__x86_64__)

/* n rounds of 12 instructions on ymm4-15 or zmm4-15, their other operands being ymm0 and ymm1. */
#define ROUND(text, r)                                                                             \
    text " %%" r "0, %%" r "1, %%" r "4\n\t" text " %%" r "0, %%" r "1, %%" r "5\n\t" text " %%" r \
         "0, %%" r "1, %%" r "6\n\t" text " %%" r "0, %%" r "1, %%" r "7\n\t" text " %%" r         \
         "0, %%" r "1, %%" r "8\n\t" text " %%" r "0, %%" r "1, %%" r "9\n\t" text " %%" r         \
         "0, %%" r "1, %%" r "10\n\t" text " %%" r "0, %%" r "1, %%" r "11\n\t" text " %%" r       \
         "0, %%" r "1, %%" r "12\n\t" text " %%" r "0, %%" r "1, %%" r "13\n\t" text " %%" r       \
         "0, %%" r "1, %%" r "14\n\t" text " %%" r "0, %%" r "1, %%" r "15\n\t"

#define CLEAR                                                                                      \
    "vxorps %%xmm0, %%xmm0, %%xmm0\n\tvxorps %%xmm1, %%xmm1, %%xmm1\n\t"                           \
    "vxorps %%xmm4, %%xmm4, %%xmm4\n\tvxorps %%xmm5, %%xmm5, %%xmm5\n\t"                           \
    "vxorps %%xmm6, %%xmm6, %%xmm6\n\tvxorps %%xmm7, %%xmm7, %%xmm7\n\t"                           \
    "vxorps %%xmm8, %%xmm8, %%xmm8\n\tvxorps %%xmm9, %%xmm9, %%xmm9\n\t"                           \
    "vxorps %%xmm10, %%xmm10, %%xmm10\n\tvxorps %%xmm11, %%xmm11, %%xmm11\n\t"                     \
    "vxorps %%xmm12, %%xmm12, %%xmm12\n\tvxorps %%xmm13, %%xmm13, %%xmm13\n\t"                     \
    "vxorps %%xmm14, %%xmm14, %%xmm14\n\tvxorps %%xmm15, %%xmm15, %%xmm15\n\t"

#define LOOP(name, text, r)                                                                        \
    static void name(void *context, unsigned worker, unsigned n_workers)                           \
    {                                                                                              \
        (void)context;                                                                             \
        (void)worker;                                                                              \
        (void)n_workers;                                                                           \
        size_t n = LOOPS;                                                                          \
        __asm__ volatile(CLEAR "1:\n\t" ROUND(text, r) "dec %0\n\tjnz 1b\n\tvzeroupper\n\t"        \
                         : "+r"(n)                                                                 \
                         :                                                                         \
                         : "xmm0", "xmm1", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",         \
                           "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc");            \
    }

LOOP(fma_256, "vfmadd231ps", "ymm")
LOOP(fma_512, "vfmadd231ps", "zmm")
LOOP(dot_256, "%{vex%} vpdpbusd", "ymm")
LOOP(dot_512, "vpdpbusd", "zmm")

/* Without a dot product, a product of bytes and its addition are two instructions. */
#define MULTIPLY_ADD(r, n)                                                                         \
    "vpmaddubsw %%" r "0, %%" r "1, %%" r "2\n\tvpaddw %%" r "2, %%" r n ", %%" r n "\n\t"
#define MULTIPLY_ADDS(name, r)                                                                     \
    static void name(void *context, unsigned worker, unsigned n_workers)                           \
    {                                                                                              \
        (void)context;                                                                             \
        (void)worker;                                                                              \
        (void)n_workers;                                                                           \
        size_t n = LOOPS;                                                                          \
        __asm__ volatile(CLEAR "1:\n\t" MULTIPLY_ADD(r, "4") MULTIPLY_ADD(r, "5") MULTIPLY_ADD(    \
                             r, "6") MULTIPLY_ADD(r, "7") MULTIPLY_ADD(r, "8")                     \
                             MULTIPLY_ADD(r, "9") MULTIPLY_ADD(r, "10") MULTIPLY_ADD(r, "11")      \
                                 MULTIPLY_ADD(r, "12") MULTIPLY_ADD(r, "13") MULTIPLY_ADD(r, "14") \
                                     MULTIPLY_ADD(r, "15") "dec %0\n\tjnz 1b\n\tvzeroupper\n\t"    \
                         : "+r"(n)                                                                 \
                         :                                                                         \
                         : "xmm0", "xmm1", "xmm2", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", \
                           "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "cc");            \
    }

MULTIPLY_ADDS(madd_256, "ymm")
MULTIPLY_ADDS(madd_512, "zmm")

static double rate(struct pool *pool, pool_task *task, double per_instruction)
{
    double start = peak_seconds(pool);
    pool_run(pool, task, NULL);
    double seconds = peak_seconds(pool) - start;
    return 12.0 * LOOPS * per_instruction * (double)pool_n_workers(pool) / seconds;
}

double peak_integer(struct pool *pool, enum kernel_level level)
{
    switch (level) {
    case KERNEL_LEVEL_AVX2:
        return rate(pool, madd_256, 32);
    case KERNEL_LEVEL_AVX_VNNI:
        return rate(pool, dot_256, 32);
    case KERNEL_LEVEL_AVX512:
        return rate(pool, madd_512, 64);
    case KERNEL_LEVEL_AVX512_VNNI:
        return rate(pool, dot_512, 64);
    default:
        return 0;
    }
}

double peak_float(struct pool *pool, enum kernel_level level)
{
    switch (level) {
    case KERNEL_LEVEL_AVX2:
    case KERNEL_LEVEL_AVX_VNNI:
        return rate(pool, fma_256, 8);
    case KERNEL_LEVEL_AVX512:
    case KERNEL_LEVEL_AVX512_VNNI:
        return rate(pool, fma_512, 16);
    default:
        return 0;
    }
}

#else

double peak_integer(struct pool *pool, enum kernel_level level)
{
    (void)pool;
    (void)level;
    return 0;
}

double peak_float(struct pool *pool, enum kernel_level level)
{
    (void)pool;
    (void)level;
    return 0;
}

#endif
