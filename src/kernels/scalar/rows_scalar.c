/* The definition of the kernels over rows: norms, rope, gates, softmax; see kernels.h. */
#include "kernels/scalar/scalar.h"

#include "kernels/scalar/math_scalar.h"

/* Sum of squares of x - mean, padded with zeros to a whole number of lanes. */
static float sum_of_squares(const float *x, size_t n, float mean)
{
    float lanes[N_LANES] = {0};
    for (size_t i = 0; i < n; i += N_LANES) {
        for (size_t l = 0; l < N_LANES; l++) {
            float d = i + l < n ? x[i + l] - mean : 0.0f;
            lanes[l] = fmaf(d, d, lanes[l]);
        }
    }
    return lanes_tree(lanes);
}

static float sum(const float *x, size_t n)
{
    float lanes[N_LANES] = {0};
    for (size_t i = 0; i < n; i++) {
        lanes[i % N_LANES] += x[i];
    }
    return lanes_tree(lanes);
}

void rms_norm_scalar(const float *x, size_t n, const float *weight, float eps, float *y)
{
    float r = 1.0f / sqrtf(sum_of_squares(x, n, 0.0f) / (float)n + eps);
    for (size_t i = 0; i < n; i++) {
        float v = x[i] * r;
        y[i] = weight != NULL ? v * weight[i] : v;
    }
}

void layer_norm_scalar(const float *x, size_t n, const float *weight, const float *bias, float eps,
                       float *y)
{
    float mean = sum(x, n) / (float)n;
    float r = 1.0f / sqrtf(sum_of_squares(x, n, mean) / (float)n + eps);
    for (size_t i = 0; i < n; i++) {
        float v = (x[i] - mean) * r;
        float w = weight != NULL ? weight[i] : 1.0f;
        y[i] = bias != NULL ? fmaf(v, w, bias[i]) : v * w;
    }
}

void rope_scalar(float *x, size_t n_heads, size_t head_dim, size_t n_pairs, const float *cosines,
                 const float *sines, bool is_interleaved)
{
    for (size_t h = 0; h < n_heads; h++) {
        float *head = x + h * head_dim;
        for (size_t i = 0; i < n_pairs; i++) {
            float *first = is_interleaved ? head + 2 * i : head + i;
            float *second = is_interleaved ? first + 1 : first + n_pairs;
            float a = *first;
            float b = *second;
            *first = fmaf(a, cosines[i], -(b * sines[i]));
            *second = fmaf(b, cosines[i], a * sines[i]);
        }
    }
}

static float activate(enum activation_kind kind, float x)
{
    if (kind == ACTIVATION_SILU) {
        return x / (1.0f + exp_scalar(-x));
    }
    /* 2 sqrt(2/pi) and 0.044715 times it. */
    float inner = x * fmaf(x * x, 0x1.2444f2p-4f, 0x1.988454p0f);
    return x / (1.0f + exp_scalar(-inner));
}

void gate_scalar(enum activation_kind kind, const float *gate, const float *up, size_t n, float *y)
{
    for (size_t i = 0; i < n; i++) {
        y[i] = activate(kind, gate[i]) * up[i];
    }
}

void gate_backward_scalar(enum activation_kind kind, const float *gate, const float *up,
                          const float *dy, size_t n, float *d_gate, float *d_up)
{
    for (size_t i = 0; i < n; i++) {
        float x = gate[i];
        float d = dy[i];
        float inner = x;
        float slope = 1.0f;
        if (kind == ACTIVATION_GELU_TANH) {
            inner = x * fmaf(x * x, 0x1.2444f2p-4f, 0x1.988454p0f);
            slope = fmaf(x * x, 0x1.b6676cp-3f, 0x1.988454p0f);
        }
        float divisor = 1.0f + exp_scalar(-inner);
        float s = 1.0f / divisor;
        float d_activation = d * up[i];
        d_up[i] = d * (x / divisor);
        d_gate[i] = d_activation * (s * fmaf(x * slope, 1.0f - s, 1.0f));
    }
}

void add_scaled_scalar(float *x, const float *y, size_t n, float scale)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = fmaf(y[i], scale, x[i]);
    }
}

void add_low_rank_scalar(const uint16_t *b, size_t b_stride, const float *h, size_t rank, size_t n,
                         float scale, float *y)
{
    for (size_t c = 0; c < n; c++) {
        float s = 0;
        for (size_t k = 0; k < rank; k++) {
            s = fmaf(float_of_f16(b[k * b_stride + c]), h[k], s);
        }
        y[c] = fmaf(s, scale, y[c]);
    }
}

void scale_scalar(float *x, size_t n, float scale)
{
    for (size_t i = 0; i < n; i++) {
        x[i] *= scale;
    }
}

void soft_cap_scalar(float *x, size_t n, float cap)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = cap * tanh_scalar(x[i] / cap);
    }
}

float exp_sum_scalar(const float *x, size_t n, float shift, float *out)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = exp_scalar(x[i] - shift);
    }
    return sum(out, n);
}

float maximum_scalar(const float *x, size_t n)
{
    float largest = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        largest = x[i] > largest ? x[i] : largest;
    }
    return largest + 0.0f; /* never -0, so that the order of comparing does not show */
}
