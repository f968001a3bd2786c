/* The definition of attention over one block of the cache, and of storing into it; see kernels.h.
 */
#include "kernels/scalar/math_scalar.h"
#include "kernels/scalar/scalar.h"

/* Element i of a run of the cache; int8 codes without their scale. */
static float element(enum kv_type type, const void *run, size_t i)
{
    switch (type) {
    case KV_F32:
        return ((const float *)run)[i];
    case KV_F16:
        return float_of_f16(((const uint16_t *)run)[i]);
    default:
        return ((const int8_t *)run)[i];
    }
}

/* Lanes padded with zero factors, as in all dot products. */
static float score(const struct kv_block *block, const float *query, size_t position, float scale)
{
    size_t n = block->key_dim;
    float lanes[N_LANES] = {0};
    for (size_t i = 0; i < n; i += N_LANES) {
        for (size_t l = 0; l < N_LANES; l++) {
            float q = i + l < n ? query[i + l] : 0.0f;
            float k = i + l < n ? element(block->type, block->keys, position * n + i + l) : 0.0f;
            lanes[l] = fmaf(q, k, lanes[l]);
        }
    }
    float dot = lanes_tree(lanes);
    if (block->type == KV_INT8) {
        dot *= block->key_scales[position];
    }
    return dot * scale;
}

static void attend_row(const struct kv_block *block, struct attention_row *row, float scale,
                       float cap)
{
    float weights[KERNEL_BLOCK_POSITIONS];
    float maximum = row->maximum;
    for (unsigned j = row->first; j < row->last; j++) {
        float s = score(block, row->query, j, scale);
        weights[j] = cap > 0 ? cap * tanh_scalar(s / cap) : s;
        maximum = weights[j] > maximum ? weights[j] : maximum;
    }
    maximum += 0.0f; /* never -0 */
    float fade = row->maximum == -INFINITY ? 0.0f : exp_scalar(row->maximum - maximum);
    float lanes[N_LANES] = {0};
    for (unsigned j = row->first; j < row->last; j++) {
        weights[j] = exp_scalar(weights[j] - maximum);
        lanes[j % N_LANES] += weights[j];
    }
    row->maximum = maximum;
    row->sum = row->sum * fade + lanes_tree(lanes);
    if (block->type == KV_INT8) {
        for (unsigned j = row->first; j < row->last; j++) {
            weights[j] *= block->value_scales[j];
        }
    }
    for (size_t d = 0; d < block->value_dim; d++) {
        float output = row->output[d] * fade;
        for (unsigned j = row->first; j < row->last; j++) {
            output = fmaf(weights[j], element(block->type, block->values, j * block->value_dim + d),
                          output);
        }
        row->output[d] = output;
    }
}

void attend_block_scalar(const struct kv_block *block, struct attention_row *rows, size_t n_rows,
                         float scale, float cap)
{
    for (size_t r = 0; r < n_rows; r++) {
        attend_row(block, &rows[r], scale, cap);
    }
}

static float largest_magnitude(const float *x, size_t n)
{
    float largest = 0.0f;
    for (size_t i = 0; i < n; i++) {
        largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    }
    return largest;
}

/* Clamped, so that infinities and NaN (-127) have a code too. */
static int8_t code_of(float x, float inverse)
{
    float t = x * inverse;
    t = t > -127.0f ? t : -127.0f;
    t = t < 127.0f ? t : 127.0f;
    return (int8_t)(bits_of_float(t + ROUNDING_NUMBER) - bits_of_float(ROUNDING_NUMBER));
}

void store_kv_scalar(const float *x, size_t n, enum kv_type type, void *out, float *scale)
{
    if (type == KV_F32) {
        memcpy(out, x, n * sizeof *x);
    } else if (type == KV_F16) {
        for (size_t i = 0; i < n; i++) {
            ((uint16_t *)out)[i] = f16_of_float(x[i]);
        }
    } else {
        float largest = largest_magnitude(x, n);
        float inverse = largest > 0 ? 127.0f / largest : 0.0f;
        *scale = largest / 127.0f;
        for (size_t i = 0; i < n; i++) {
            ((int8_t *)out)[i] = code_of(x[i], inverse);
        }
    }
}
