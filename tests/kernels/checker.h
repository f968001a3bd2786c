/*
 * The harness of the kernel checker. A check compares one entry of a level's table with the scalar
 * one on random and extreme inputs: a function `check_<name>` in some file of this folder for each
 * row of KERNELS. A bench is a row of BENCHES and a function `bench_<name>`.
 *
 * Memory comes from checker_place: it ends at a page that may not be touched, so that reading one
 * byte too far is a crash, and begins behind guard bytes that are looked at when it is given back.
 */
#ifndef TESTS_KERNELS_CHECKER_H
#define TESTS_KERNELS_CHECKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/compiler.h"
#include "kernels/kernels.h"

/* X(name) */
#define BENCHES(X) X(linear) X(tokens) X(rows)

struct checker {
    uint64_t random; /* state of the generator */
    struct kernels scalar;
    struct kernels level; /* what is compared with it, or timed */
    const char *level_name;
    const char *format; /* for benches of matrices: the only one; NULL: all */
    size_t most_tokens; /* for the bench of few tokens */
    bool is_exact;      /* for benches of matrices: the precision */
    bool is_fine;       /* and whether activations have two digits */
    size_t n_cases;
    size_t n_failed;
};

typedef void checker_check(struct checker *checker);
#define X(name) checker_check check_##name;
KERNELS(X)
#undef X
#define X(name) checker_check bench_##name;
BENCHES(X)
#undef X

enum { CHECKER_MOST_TOKENS = 16 };

/* ---- random inputs */

uint64_t checker_random(struct checker *checker);
/* lowest <= n <= highest */
size_t checker_between(struct checker *checker, size_t lowest, size_t highest);

/* NUMBERS_EXTREME mixes zeros of both signs, denormals, the smallest, huge numbers and ordinary
 * ones; neither kind has infinities or NaNs. */
enum checker_numbers { NUMBERS_ORDINARY, NUMBERS_EXTREME };
float checker_number(struct checker *checker, enum checker_numbers numbers);
void checker_fill(struct checker *checker, enum checker_numbers numbers, float *x, size_t n);
void checker_fill_bytes(struct checker *checker, void *data, size_t n_bytes);

/* ---- guarded memory */

/* n_bytes that end at most alignment - 1 bytes before a page that may not be touched; filled with
 * a pattern. alignment: a power of two up to 64; 1 gives whatever alignment results. Ends the
 * program when there is no memory. */
void *checker_place(size_t n_bytes, size_t alignment);
/* Gives it back; a failure is counted if bytes in front of or behind it were written. */
void checker_release(struct checker *checker, void *data, size_t n_bytes, size_t alignment);

/* ---- results */

/* Counts a case; prints it (printf-like name) when the n floats differ in a bit. Two NaNs are
 * equal: their payload is nobody's promise. */
void checker_compare(struct checker *checker, const float *expected, const float *actual, size_t n,
                     const char *format, ...) PRINTF_LIKE(5, 6);
void checker_compare_bytes(struct checker *checker, const void *expected, const void *actual,
                           size_t n_bytes, const char *format, ...) PRINTF_LIKE(5, 6);

/* ---- time */

double checker_seconds(void);

#endif
