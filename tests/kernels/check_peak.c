/* The peaks of a level count what they do, and come back. */
#include <stdio.h>
#include "kernels/checker.h"

static void check_counts(struct checker *checker, const char *what, kernel_peak_integer *peak)
{
    uint64_t one = peak(1);
    checker->n_cases += 3;
    if (peak(0) != 0 || one == 0 || peak(1000) != 1000 * one) {
        checker->n_failed++;
        printf("%s %s: %llu products in one round, %llu in none, %llu in 1000\n",
               checker->level_name, what, (unsigned long long)one, (unsigned long long)peak(0),
               (unsigned long long)peak(1000));
    }
}

void check_peak_integer(struct checker *checker)
{
    check_counts(checker, "peak_integer", checker->level.peak_integer);
}

void check_peak_float(struct checker *checker)
{
    check_counts(checker, "peak_float", checker->level.peak_float);
}
