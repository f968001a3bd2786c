/*
 * kernel_checker [--seed N] [--level NAME] [--only NAME] [--bench ...]
 *
 * Without --bench: every level that this CPU runs against scalar, entry by entry; exit status 1 if
 * a bit differs. An entry that a level takes over from the one below is not checked again.
 */
#include "kernels/checker.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include "kernels/numbers.h"

enum { GUARD_BYTES = 256, GUARD_PATTERN = 0xa5 };

/* ---- random inputs */

uint64_t checker_random(struct checker *checker)
{
    uint64_t z = checker->random += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

size_t checker_between(struct checker *checker, size_t lowest, size_t highest)
{
    return lowest + (size_t)(checker_random(checker) % (highest - lowest + 1));
}

float checker_number(struct checker *checker, enum checker_numbers numbers)
{
    uint64_t random = checker_random(checker);
    uint32_t sign = (uint32_t)(random >> 63) << 31;
    float ordinary = ((float)(random & 0xffffff) - 8388608.0f) / 4194304.0f;
    if (numbers == NUMBERS_ORDINARY) {
        return ordinary;
    }
    uint32_t fraction = (uint32_t)(random & 0x7fffff);
    switch (random >> 32 & 7) {
    case 0:
        return float_of_bits(sign);
    case 1:
        return float_of_bits(sign | fraction); /* denormal */
    case 2:
        return float_of_bits(sign | 1);
    case 3:
        return float_of_bits(sign | 0x7e800000u | fraction); /* 2^126 and more */
    case 4:
        return float_of_bits(sign | (uint32_t)(random >> 40 & 0xff) % 254 << 23 | fraction);
    default:
        return ordinary;
    }
}

void checker_fill(struct checker *checker, enum checker_numbers numbers, float *x, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = checker_number(checker, numbers);
    }
}

void checker_fill_bytes(struct checker *checker, void *data, size_t n_bytes)
{
    uint8_t *bytes = data;
    for (size_t i = 0; i < n_bytes; i++) {
        bytes[i] = (uint8_t)(checker_random(checker) >> 40);
    }
}

/* ---- guarded memory */

/* The mapping behind a placed block: one page or more, then a page that may not be touched. */
struct place {
    uint8_t *mapping;
    size_t mapped_bytes;
    size_t slack_bytes; /* between the end of the block and the untouchable page */
};

static size_t page_bytes(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static size_t usable_bytes(size_t n_bytes)
{
    size_t page = page_bytes();
    return (n_bytes + GUARD_BYTES + 64 + page - 1) / page * page;
}

static size_t slack_bytes(size_t n_bytes, size_t alignment)
{
    return (alignment - n_bytes % alignment) % alignment;
}

void *checker_place(size_t n_bytes, size_t alignment)
{
    size_t usable = usable_bytes(n_bytes);
    uint8_t *mapping = mmap(NULL, usable + page_bytes(), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED || mprotect(mapping + usable, page_bytes(), PROT_NONE) != 0) {
        fprintf(stderr, "kernel_checker: out of memory (%zu bytes)\n", n_bytes);
        exit(2);
    }
    memset(mapping, GUARD_PATTERN, usable);
    return mapping + usable - slack_bytes(n_bytes, alignment) - n_bytes;
}

static bool is_pattern(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != GUARD_PATTERN) {
            return false;
        }
    }
    return true;
}

void checker_release(struct checker *checker, void *data, size_t n_bytes, size_t alignment)
{
    uint8_t *bytes = data;
    size_t slack = slack_bytes(n_bytes, alignment);
    if (!is_pattern(bytes - GUARD_BYTES, GUARD_BYTES) || !is_pattern(bytes + n_bytes, slack)) {
        checker->n_failed++;
        printf("%s: wrote outside of a buffer of %zu bytes\n", checker->level_name, n_bytes);
    }
    size_t usable = usable_bytes(n_bytes);
    munmap(bytes + n_bytes + slack - usable, usable + page_bytes());
}

/* ---- results */

enum { MAX_PRINTED_FAILURES = 40 };

static void report(struct checker *checker, const char *format, va_list arguments)
{
    checker->n_failed++;
    if (checker->n_failed <= MAX_PRINTED_FAILURES) {
        printf("%s: ", checker->level_name);
        vprintf(format, arguments);
    }
}

static bool same_bits(float a, float b)
{
    return bits_of_float(a) == bits_of_float(b) || (a != a && b != b);
}

void checker_compare(struct checker *checker, const float *expected, const float *actual, size_t n,
                     const char *format, ...)
{
    checker->n_cases++;
    for (size_t i = 0; i < n; i++) {
        if (!same_bits(expected[i], actual[i])) {
            va_list arguments;
            va_start(arguments, format);
            report(checker, format, arguments);
            va_end(arguments);
            if (checker->n_failed <= MAX_PRINTED_FAILURES) {
                printf(": [%zu] expected %a, found %a\n", i, (double)expected[i],
                       (double)actual[i]);
            }
            return;
        }
    }
}

void checker_compare_bytes(struct checker *checker, const void *expected, const void *actual,
                           size_t n_bytes, const char *format, ...)
{
    checker->n_cases++;
    const uint8_t *a = expected;
    const uint8_t *b = actual;
    for (size_t i = 0; i < n_bytes; i++) {
        if (a[i] != b[i]) {
            va_list arguments;
            va_start(arguments, format);
            report(checker, format, arguments);
            va_end(arguments);
            if (checker->n_failed <= MAX_PRINTED_FAILURES) {
                printf(": byte [%zu] expected %02x, found %02x\n", i, a[i], b[i]);
            }
            return;
        }
    }
}

/* ---- the program */

double checker_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

struct options {
    uint64_t seed;
    const char *level; /* NULL: all */
    const char *only;  /* NULL: all */
    const char *format;
    size_t most_tokens;
    bool is_exact;
    bool is_fine;
    bool is_bench;
};

static void usage(void)
{
    fprintf(stderr,
            "usage: kernel_checker [--seed N] [--level NAME] [--only NAME]\n"
            "                      [--bench [--format NAME] [--tokens 2...%d] [--exact]\n"
            "                       [--fine]]\n",
            CHECKER_MOST_TOKENS);
    exit(2);
}

static struct options parse(int n, char **arguments)
{
    struct options options = {.seed = (uint64_t)time(NULL), .most_tokens = CHECKER_MOST_TOKENS};
    for (int i = 1; i < n; i++) {
        bool has_value = i + 1 < n;
        if (strcmp(arguments[i], "--bench") == 0) {
            options.is_bench = true;
        } else if (strcmp(arguments[i], "--exact") == 0) {
            options.is_exact = true;
        } else if (strcmp(arguments[i], "--fine") == 0) {
            options.is_fine = true;
        } else if (strcmp(arguments[i], "--seed") == 0 && has_value) {
            options.seed = strtoull(arguments[++i], NULL, 10);
        } else if (strcmp(arguments[i], "--level") == 0 && has_value) {
            options.level = arguments[++i];
        } else if (strcmp(arguments[i], "--only") == 0 && has_value) {
            options.only = arguments[++i];
        } else if (strcmp(arguments[i], "--format") == 0 && has_value) {
            options.format = arguments[++i];
        } else if (strcmp(arguments[i], "--tokens") == 0 && has_value) {
            options.most_tokens = strtoull(arguments[++i], NULL, 10);
            if (options.most_tokens < 2 || options.most_tokens > CHECKER_MOST_TOKENS) {
                usage();
            }
        } else {
            usage();
        }
    }
    return options;
}

static bool is_wanted(const char *wanted, const char *name)
{
    return wanted == NULL || strcmp(wanted, name) == 0;
}

static void check_level(struct checker *checker, const struct kernels *below,
                        const struct options *options)
{
#define X(name)                                                                                    \
    if (checker->level.name != below->name && is_wanted(options->only, #name)) {                   \
        size_t n_failed = checker->n_failed;                                                       \
        checker->n_cases = 0;                                                                      \
        double start = checker_seconds();                                                          \
        check_##name(checker);                                                                     \
        printf("%-12s %-18s %8zu cases, %zu failed, %.1f s\n", checker->level_name, #name,         \
               checker->n_cases, checker->n_failed - n_failed, checker_seconds() - start);         \
    }
    KERNELS(X)
#undef X
}

static void bench_level(struct checker *checker, const struct options *options)
{
#define X(name)                                                                                    \
    if (is_wanted(options->only, #name)) {                                                         \
        bench_##name(checker);                                                                     \
    }
    BENCHES(X)
#undef X
}

int main(int n, char **arguments)
{
    struct options options = parse(n, arguments);
    struct checker checker = {.random = options.seed,
                              .format = options.format,
                              .most_tokens = options.most_tokens,
                              .is_exact = options.is_exact,
                              .is_fine = options.is_fine,
                              .scalar = kernels_select(KERNEL_LEVEL_SCALAR)};
    printf("seed %" PRIu64 "\n", options.seed);
    struct kernels below = checker.scalar;
    for (enum kernel_level level = KERNEL_LEVEL_SCALAR; level < KERNEL_N_LEVELS; level++) {
        if (!kernels_supported(level)) {
            continue;
        }
        checker.level = kernels_select(level);
        checker.level_name = kernels_level_name(level);
        if (is_wanted(options.level, checker.level_name)) {
            if (options.is_bench) {
                bench_level(&checker, &options);
            } else {
                check_level(&checker, &below, &options);
            }
        }
        below = checker.level;
    }
    return checker.n_failed > 0 ? 1 : 0;
}
