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

static float score(const struct kv_block *block, const float *query, size_t position, float cap)
{
    size_t group = position / KERNEL_LANES * block->key_dim;
    float sum = 0.0f;
    for (size_t d = 0; d < block->key_dim; d++) {
        size_t i = (group + d) * KERNEL_LANES + position % KERNEL_LANES;
        sum = fmaf(query[d], element(block->type, block->keys, i), sum);
    }
    if (block->type == KV_INT8) {
        sum *= block->key_scales[position];
    }
    return cap > 0 ? cap * tanh_scalar(sum / cap) : sum;
}

static void attend_row(const struct kv_block *block, struct attention_row *row, float cap)
{
    float weights[KERNEL_BLOCK_POSITIONS];
    float maximum = row->maximum;
    for (unsigned j = row->first; j < row->last; j++) {
        weights[j] = score(block, row->query, j, cap);
        maximum = weights[j] > maximum ? weights[j] : maximum;
    }
    maximum += 0.0f; /* never -0 */
    float fade = row->maximum == -INFINITY ? 0.0f : softmax_exp_scalar(row->maximum - maximum);
    float base = maximum == -INFINITY ? 0.0f : maximum;
    row->maximum = maximum;
    for (unsigned l = 0; l < KERNEL_LANES; l++) {
        row->sums[l] *= fade;
    }
    for (unsigned j = row->first; j < row->last; j++) {
        weights[j] = softmax_exp_scalar(weights[j] - base);
        row->sums[j % KERNEL_LANES] += weights[j];
    }
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
                         float cap, void *scratch)
{
    (void)scratch;
    for (size_t r = 0; r < n_rows; r++) {
        attend_row(block, &rows[r], cap);
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

void store_kv_scalar(const float *x, size_t n, enum kv_type type, size_t stride, void *out,
                     float *scale)
{
    float largest = type == KV_INT8 ? largest_magnitude(x, n) : 0.0f;
    float inverse = largest > 0 ? 127.0f / largest : 0.0f;
    for (size_t i = 0; i < n; i++) {
        if (type == KV_F32) {
            ((float *)out)[i * stride] = x[i];
        } else if (type == KV_F16) {
            ((uint16_t *)out)[i * stride] = f16_of_float(x[i]);
        } else {
            ((int8_t *)out)[i * stride] = code_of(x[i], inverse);
        }
    }
    if (type == KV_INT8) {
        *scale = largest / 127.0f;
    }
}
