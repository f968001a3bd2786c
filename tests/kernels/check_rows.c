/* Kernels over rows: every short length, some long ones, ordinary and extreme numbers, infinities
 * and NaNs. Each kernel is a call over one placed set of arrays, done by both tables. */
#include <math.h>
#include <string.h>
#include "kernels/checker.h"

enum { MAX_ARRAYS = 4, SHORT_LENGTHS = 100, LONG_TRIALS = 40, LONGEST = 3000 };

/* What a kernel is called with: arrays of n floats, the first of which it may change, and some
 * numbers. */
struct call {
    size_t n;
    float *arrays[MAX_ARRAYS];
    float numbers[2];
    size_t choice;
    float result;
};

typedef void do_call(const struct kernels *kernels, struct call *call);

static void fill(struct checker *checker, float *x, size_t n)
{
    size_t mode = checker_between(checker, 0, 5);
    checker_fill(checker, mode == 0 ? NUMBERS_EXTREME : NUMBERS_ORDINARY, x, n);
    for (size_t i = 0; mode == 1 && i < n; i++) {
        x[i] *= 64.0f; /* where exp and tanh have their ends */
    }
    if (mode == 2 && n > 0) {
        static const float odd[] = {INFINITY, -INFINITY, NAN, -0.0f, 88.7229f, -87.3366f};
        for (size_t i = 0; i < n / 4 + 1; i++) {
            x[checker_between(checker, 0, n - 1)] = odd[checker_between(checker, 0, 5)];
        }
    }
}

/* Runs both tables on equal copies and compares the first array and the result. */
static void check_call(struct checker *checker, const char *name, do_call *run, size_t n,
                       size_t n_choices)
{
    struct call expected = {.n = n, .choice = checker_between(checker, 0, n_choices - 1)};
    checker_fill(checker, NUMBERS_ORDINARY, expected.numbers, 2);
    struct call actual = expected;
    size_t n_bytes = n * sizeof(float);
    for (size_t a = 0; a < MAX_ARRAYS; a++) {
        expected.arrays[a] = checker_place(n_bytes, 4);
        actual.arrays[a] = checker_place(n_bytes, 4);
        fill(checker, expected.arrays[a], n);
        memcpy(actual.arrays[a], expected.arrays[a], n_bytes);
    }
    run(&checker->scalar, &expected);
    run(&checker->level, &actual);
    for (size_t a = 0; a < MAX_ARRAYS; a++) {
        checker_compare(checker, expected.arrays[a], actual.arrays[a], n,
                        "%s, %zu numbers, choice %zu, array %zu", name, n, expected.choice, a);
        checker_release(checker, expected.arrays[a], n_bytes, 4);
        checker_release(checker, actual.arrays[a], n_bytes, 4);
    }
    checker_compare(checker, &expected.result, &actual.result, 1, "%s, %zu numbers, result", name,
                    n);
}

static void check_calls(struct checker *checker, const char *name, do_call *run, size_t n_choices)
{
    for (size_t n = 0; n < SHORT_LENGTHS; n++) {
        for (size_t trial = 0; trial < 2 * n_choices; trial++) {
            check_call(checker, name, run, n, n_choices);
        }
    }
    for (size_t trial = 0; trial < LONG_TRIALS; trial++) {
        check_call(checker, name, run, checker_between(checker, SHORT_LENGTHS, LONGEST), n_choices);
    }
}

/* Bit 0 of choice: with a weight; bit 1: with a bias; bit 2: not in place. */
static void call_rms_norm(const struct kernels *kernels, struct call *call)
{
    float *y = call->arrays[call->choice & 2 ? 3 : 0];
    kernels->rms_norm(call->arrays[0], call->n, call->choice & 1 ? call->arrays[1] : NULL,
                      fabsf(call->numbers[0]), y);
}

static void call_layer_norm(const struct kernels *kernels, struct call *call)
{
    float *y = call->arrays[call->choice & 4 ? 3 : 0];
    kernels->layer_norm(call->arrays[0], call->n, call->choice & 1 ? call->arrays[1] : NULL,
                        call->choice & 2 ? call->arrays[2] : NULL, fabsf(call->numbers[0]), y);
}

static void call_gate(const struct kernels *kernels, struct call *call)
{
    enum activation_kind kind = call->choice & 1 ? ACTIVATION_SILU : ACTIVATION_GELU_TANH;
    kernels->gate(kind, call->arrays[0], call->arrays[1], call->n,
                  call->arrays[call->choice / 2 == 2 ? 3 : call->choice / 2]);
}

/* Bit 0 of choice: silu; bit 1: in place of gate and up. */
static void call_gate_backward(const struct kernels *kernels, struct call *call)
{
    enum activation_kind kind = call->choice & 1 ? ACTIVATION_SILU : ACTIVATION_GELU_TANH;
    float other[LONGEST];
    bool is_in_place = call->choice & 2;
    kernels->gate_backward(kind, call->arrays[0], call->arrays[1], call->arrays[2], call->n,
                           is_in_place ? call->arrays[0] : call->arrays[3],
                           is_in_place ? call->arrays[1] : other);
    call->result = call->n > 0 && !is_in_place ? other[call->n - 1] : 0.0f;
}

static void call_add_scaled(const struct kernels *kernels, struct call *call)
{
    kernels->add_scaled(call->arrays[0], call->arrays[1], call->n, call->numbers[0]);
}

/* The second array is two rows of 16-bit floats. */
static void call_add_low_rank(const struct kernels *kernels, struct call *call)
{
    size_t rank = call->choice;
    kernels->add_low_rank((const uint16_t *)(const void *)call->arrays[1], call->n, call->numbers,
                          rank, call->n, 0.3f, call->arrays[0]);
}

static void call_scale(const struct kernels *kernels, struct call *call)
{
    kernels->scale(call->arrays[0], call->n, call->numbers[0]);
}

static void call_soft_cap(const struct kernels *kernels, struct call *call)
{
    kernels->soft_cap(call->arrays[0], call->n, 0.1f + fabsf(call->numbers[0]));
}

static void call_exp_sum(const struct kernels *kernels, struct call *call)
{
    call->result = kernels->exp_sum(call->arrays[0], call->n, call->numbers[0],
                                    call->arrays[call->choice & 1 ? 3 : 0]);
}

static void call_maximum(const struct kernels *kernels, struct call *call)
{
    call->result = kernels->maximum(call->arrays[0], call->n);
}

void check_rms_norm(struct checker *checker)
{
    check_calls(checker, "rms_norm", call_rms_norm, 4);
}

void check_layer_norm(struct checker *checker)
{
    check_calls(checker, "layer_norm", call_layer_norm, 8);
}

void check_gate(struct checker *checker)
{
    check_calls(checker, "gate", call_gate, 6);
}

void check_gate_backward(struct checker *checker)
{
    check_calls(checker, "gate_backward", call_gate_backward, 4);
}

void check_add_scaled(struct checker *checker)
{
    check_calls(checker, "add_scaled", call_add_scaled, 1);
}

void check_add_low_rank(struct checker *checker)
{
    check_calls(checker, "add_low_rank", call_add_low_rank, 3);
}

void check_scale(struct checker *checker)
{
    check_calls(checker, "scale", call_scale, 1);
}

void check_soft_cap(struct checker *checker)
{
    check_calls(checker, "soft_cap", call_soft_cap, 1);
}

void check_exp_sum(struct checker *checker)
{
    check_calls(checker, "exp_sum", call_exp_sum, 2);
}

void check_maximum(struct checker *checker)
{
    check_calls(checker, "maximum", call_maximum, 1);
}

static void check_one_rope(struct checker *checker, size_t n_pairs)
{
    size_t n_heads = checker_between(checker, 1, 4);
    size_t head_dim = 2 * n_pairs + checker_between(checker, 0, 5);
    bool is_interleaved = checker_between(checker, 0, 1) == 1;
    size_t x_bytes = n_heads * head_dim * sizeof(float);
    size_t angle_bytes = n_pairs * sizeof(float);
    float *expected = checker_place(x_bytes, 4);
    float *actual = checker_place(x_bytes, 4);
    float *cosines = checker_place(angle_bytes, 4);
    float *sines = checker_place(angle_bytes, 4);
    fill(checker, expected, n_heads * head_dim);
    fill(checker, cosines, n_pairs);
    fill(checker, sines, n_pairs);
    memcpy(actual, expected, x_bytes);
    checker->scalar.rope(expected, n_heads, head_dim, n_pairs, cosines, sines, is_interleaved);
    checker->level.rope(actual, n_heads, head_dim, n_pairs, cosines, sines, is_interleaved);
    checker_compare(checker, expected, actual, n_heads * head_dim,
                    "rope, %zu heads of %zu, %zu pairs, interleaved %d", n_heads, head_dim, n_pairs,
                    (int)is_interleaved);
    checker_release(checker, expected, x_bytes, 4);
    checker_release(checker, actual, x_bytes, 4);
    checker_release(checker, cosines, angle_bytes, 4);
    checker_release(checker, sines, angle_bytes, 4);
}

void check_rope(struct checker *checker)
{
    for (size_t n_pairs = 0; n_pairs < SHORT_LENGTHS; n_pairs++) {
        for (size_t trial = 0; trial < 4; trial++) {
            check_one_rope(checker, n_pairs);
        }
    }
}
