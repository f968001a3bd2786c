/*
 * Elementary functions in double precision with the same bits on every machine: rope tables,
 * samplers and log-probabilities are made of them. The C library's own differ from one system to
 * the next. See real.c for how; docs/numerics.md for what else is kept equal.
 *
 * All are within 1 unit in the last place (real_sin and real_cos for |x| <= 2^30; beyond 2^40 they
 * give NaN). Special values are those of C: log(0) = -inf, log(-1) = NaN, pow(x, 0) = 1, and so on.
 */
#ifndef BASE_REAL_H
#define BASE_REAL_H

double real_exp(double x);
double real_log(double x);
double real_pow(double x, double y);
double real_sin(double x);
double real_cos(double x);

#endif
