/* The kernels over rows, for every level with vectors; see math_vector.h for how they become a
 * level's, scalar/rows_scalar.c for what they do. */
#ifdef KERNEL
#ifndef KERNELS_VECTOR_ROWS_VECTOR_H
#define KERNELS_VECTOR_ROWS_VECTOR_H

#include "kernels/kernels.h"
#include "kernels/vector/math_vector.h"

void KERNEL(rms_norm)(const float *x, size_t n, const float *weight, float eps, float *y)
{
    struct lanes squares = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        struct lanes v = lanes_get(x + i, step_at(i, n));
        squares = lanes_fma(v, v, squares);
    }
    struct lanes r = lanes_set(1.0f / sqrtf(lanes_sum(squares) / (float)n + eps));
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes v = lanes_multiply(lanes_get(x + i, m), r);
        v = weight != NULL ? lanes_multiply(v, lanes_get(weight + i, m)) : v;
        lanes_put(y + i, m, v);
    }
}

void KERNEL(layer_norm)(const float *x, size_t n, const float *weight, const float *bias, float eps,
                        float *y)
{
    struct lanes sum = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        sum = lanes_add(sum, lanes_get(x + i, step_at(i, n)));
    }
    struct lanes mean = lanes_set(lanes_sum(sum) / (float)n);
    struct lanes squares = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes d = lanes_keep(lanes_subtract(lanes_get(x + i, m), mean), m);
        squares = lanes_fma(d, d, squares);
    }
    struct lanes r = lanes_set(1.0f / sqrtf(lanes_sum(squares) / (float)n + eps));
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes v = lanes_multiply(lanes_subtract(lanes_get(x + i, m), mean), r);
        struct lanes w = weight != NULL ? lanes_get(weight + i, m) : lanes_set(1.0f);
        v = bias != NULL ? lanes_fma(v, w, lanes_get(bias + i, m)) : lanes_multiply(v, w);
        lanes_put(y + i, m, v);
    }
}

static ALWAYS_INLINE void rotate(struct lanes *a, struct lanes *b, struct lanes cosine,
                                 struct lanes sine)
{
    struct lanes first = lanes_fma(*a, cosine, lanes_negate(lanes_multiply(*b, sine)));
    *b = lanes_fma(*b, cosine, lanes_multiply(*a, sine));
    *a = first;
}

static void rope_halves(float *head, size_t n_pairs, const float *cosines, const float *sines)
{
    for (size_t i = 0; i < n_pairs; i += N_LANES) {
        size_t m = step_at(i, n_pairs);
        struct lanes a = lanes_get(head + i, m);
        struct lanes b = lanes_get(head + n_pairs + i, m);
        rotate(&a, &b, lanes_get(cosines + i, m), lanes_get(sines + i, m));
        lanes_put(head + i, m, a);
        lanes_put(head + n_pairs + i, m, b);
    }
}

static void rope_neighbours(float *head, size_t n_pairs, const float *cosines, const float *sines)
{
    size_t i = 0;
    for (; i + N_LANES <= n_pairs; i += N_LANES) {
        float *pairs = head + 2 * i;
        struct lanes a;
        struct lanes b;
        lanes_unzip(lanes_load(pairs), lanes_load(pairs + N_LANES), &a, &b);
        rotate(&a, &b, lanes_load(cosines + i), lanes_load(sines + i));
        struct lanes low;
        struct lanes high;
        lanes_zip(a, b, &low, &high);
        lanes_store(pairs, low);
        lanes_store(pairs + N_LANES, high);
    }
    for (; i < n_pairs; i++) {
        float a = head[2 * i];
        float b = head[2 * i + 1];
        head[2 * i] = fmaf(a, cosines[i], -(b * sines[i]));
        head[2 * i + 1] = fmaf(b, cosines[i], a * sines[i]);
    }
}

void KERNEL(rope)(float *x, size_t n_heads, size_t head_dim, size_t n_pairs, const float *cosines,
                  const float *sines, bool is_interleaved)
{
    for (size_t h = 0; h < n_heads; h++) {
        if (is_interleaved) {
            rope_neighbours(x + h * head_dim, n_pairs, cosines, sines);
        } else {
            rope_halves(x + h * head_dim, n_pairs, cosines, sines);
        }
    }
}

/* x / (1 + exp(-inner)) */
static ALWAYS_INLINE struct lanes soft_step(struct lanes x, struct lanes inner)
{
    return lanes_divide(x, lanes_add(lanes_set(1.0f), lanes_exp(lanes_negate(inner))));
}

static void gate_silu(const float *gate, const float *up, size_t n, float *y)
{
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes x = lanes_get(gate + i, m);
        lanes_put(y + i, m, lanes_multiply(soft_step(x, x), lanes_get(up + i, m)));
    }
}

static void gate_gelu(const float *gate, const float *up, size_t n, float *y)
{
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes x = lanes_get(gate + i, m);
        struct lanes inner =
            lanes_fma(lanes_multiply(x, x), lanes_set(0x1.2444f2p-4f), lanes_set(0x1.988454p0f));
        inner = lanes_multiply(x, inner);
        lanes_put(y + i, m, lanes_multiply(soft_step(x, inner), lanes_get(up + i, m)));
    }
}

void KERNEL(gate)(enum activation_kind kind, const float *gate, const float *up, size_t n, float *y)
{
    if (kind == ACTIVATION_SILU) {
        gate_silu(gate, up, n, y);
    } else {
        gate_gelu(gate, up, n, y);
    }
}

static ALWAYS_INLINE void gate_backward(enum activation_kind kind, const float *gate,
                                        const float *up, const float *dy, size_t n, float *d_gate,
                                        float *d_up)
{
    struct lanes one = lanes_set(1.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes x = lanes_get(gate + i, m);
        struct lanes d = lanes_get(dy + i, m);
        struct lanes inner = x;
        struct lanes bent = x;
        if (kind == ACTIVATION_GELU_TANH) {
            struct lanes square = lanes_multiply(x, x);
            struct lanes linear = lanes_set(0x1.988454p0f);
            inner = lanes_multiply(x, lanes_fma(square, lanes_set(0x1.2444f2p-4f), linear));
            bent = lanes_multiply(x, lanes_fma(square, lanes_set(0x1.b6676cp-3f), linear));
        }
        struct lanes divisor = lanes_add(one, lanes_exp(lanes_negate(inner)));
        struct lanes s = lanes_divide(one, divisor);
        struct lanes d_activation = lanes_multiply(d, lanes_get(up + i, m));
        struct lanes slope = lanes_multiply(s, lanes_fma(bent, lanes_subtract(one, s), one));
        lanes_put(d_up + i, m, lanes_multiply(d, lanes_divide(x, divisor)));
        lanes_put(d_gate + i, m, lanes_multiply(d_activation, slope));
    }
}

void KERNEL(gate_backward)(enum activation_kind kind, const float *gate, const float *up,
                           const float *dy, size_t n, float *d_gate, float *d_up)
{
    if (kind == ACTIVATION_SILU) {
        gate_backward(ACTIVATION_SILU, gate, up, dy, n, d_gate, d_up);
    } else {
        gate_backward(ACTIVATION_GELU_TANH, gate, up, dy, n, d_gate, d_up);
    }
}

void KERNEL(add_scaled)(float *x, const float *y, size_t n, float scale)
{
    struct lanes s = lanes_set(scale);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        lanes_put(x + i, m, lanes_fma(lanes_get(y + i, m), s, lanes_get(x + i, m)));
    }
}

/* n numbers, 16 at most; what is behind them is not read. */
static ALWAYS_INLINE struct lanes get_halves(const uint16_t *p, size_t n)
{
    uint16_t part[N_LANES] = {0};
    if (n == N_LANES) {
        return lanes_load_f16(p);
    }
    memcpy(part, p, n * sizeof *p);
    return lanes_load_f16(part);
}

/* Sums of 64 columns at a time, so that the chains overlap. */
void KERNEL(add_low_rank)(const uint16_t *b, size_t b_stride, const float *h, size_t rank, size_t n,
                          float scale, float *y)
{
    enum { N_SUMS = 4 };
    struct lanes factor = lanes_set(scale);
    size_t c = 0;
    for (; c + (size_t)N_SUMS * N_LANES <= n; c += (size_t)N_SUMS * N_LANES) {
        struct lanes sums[N_SUMS];
        UNROLLED for (size_t i = 0; i < N_SUMS; i++)
        {
            sums[i] = lanes_set(0);
        }
        for (size_t k = 0; k < rank; k++) {
            const uint16_t *row = b + k * b_stride + c;
            struct lanes v = lanes_set(h[k]);
            UNROLLED for (size_t i = 0; i < N_SUMS; i++)
            {
                sums[i] = lanes_fma(lanes_load_f16(row + i * N_LANES), v, sums[i]);
            }
        }
        UNROLLED for (size_t i = 0; i < N_SUMS; i++)
        {
            float *out = y + c + i * N_LANES;
            lanes_store(out, lanes_fma(sums[i], factor, lanes_load(out)));
        }
    }
    for (; c < n; c += N_LANES) {
        size_t m = step_at(c, n);
        struct lanes sum = lanes_set(0);
        for (size_t k = 0; k < rank; k++) {
            sum = lanes_fma(get_halves(b + k * b_stride + c, m), lanes_set(h[k]), sum);
        }
        lanes_put(y + c, m, lanes_fma(sum, factor, lanes_get(y + c, m)));
    }
}

void KERNEL(scale)(float *x, size_t n, float scale)
{
    struct lanes s = lanes_set(scale);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        lanes_put(x + i, m, lanes_multiply(lanes_get(x + i, m), s));
    }
}

void KERNEL(soft_cap)(float *x, size_t n, float cap)
{
    struct lanes c = lanes_set(cap);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes v = lanes_tanh(lanes_divide(lanes_get(x + i, m), c));
        lanes_put(x + i, m, lanes_multiply(c, v));
    }
}

float KERNEL(exp_sum)(const float *x, size_t n, float shift, float *out)
{
    struct lanes s = lanes_set(shift);
    struct lanes sum = lanes_set(0.0f);
    for (size_t i = 0; i < n; i += N_LANES) {
        size_t m = step_at(i, n);
        struct lanes e = lanes_exp(lanes_subtract(lanes_get(x + i, m), s));
        lanes_put(out + i, m, e);
        sum = lanes_add(sum, lanes_keep(e, m));
    }
    return lanes_sum(sum);
}

float KERNEL(maximum)(const float *x, size_t n)
{
    struct lanes largest = lanes_set(-INFINITY);
    size_t i = 0;
    for (; i + N_LANES <= n; i += N_LANES) {
        largest = lanes_larger(lanes_load(x + i), largest);
    }
    float rest = lanes_largest(largest);
    for (; i < n; i++) {
        rest = x[i] > rest ? x[i] : rest;
    }
    return rest + 0.0f;
}

#endif
#endif
