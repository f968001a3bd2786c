/* Rope frequencies and angles; see rope_angles.h. Every float operation is a single one, in the
 * order of the formulas: the compiler must not be given a choice. */
#include "model/rope_angles.h"

#include <math.h>
#include "base/real.h"

static const double pi = 3.14159265358979323846;

/* base^(2i/n), the wave length of pair i over 2 pi. */
static float wave(const struct rope_config *config, float base, size_t pair)
{
    float exponent = (float)(2 * pair) / (float)config->n_dims;
    return (float)real_pow((double)base, (double)exponent);
}

/* ---- one frequency of each kind ------------------------------------------------------------- */

static float linear_frequency(const struct rope_config *config, size_t pair)
{
    return 1.0f / wave(config, (float)config->base, pair) / (float)config->factor;
}

static float dynamic_frequency(const struct rope_config *config, size_t pair, size_t length)
{
    float base = (float)config->base;
    if (length > config->n_max_positions) {
        float stretch = (float)config->factor * (float)length / (float)config->n_max_positions -
                        (float)(config->factor - 1);
        double exponent = (double)config->n_dims / ((double)config->n_dims - 2);
        base = base * (float)real_pow((double)stretch, (double)(float)exponent);
    }
    return 1.0f / wave(config, base, pair);
}

static float llama3_frequency(const struct rope_config *config, size_t pair)
{
    float frequency = 1.0f / wave(config, (float)config->base, pair);
    float length = (float)(2 * pi) / frequency;
    double original = (double)config->n_original_positions;
    float factor = (float)config->factor;
    if (length < (float)(original / config->high_frequency_factor)) {
        return frequency;
    }
    if (length > (float)(original / config->low_frequency_factor)) {
        return frequency / factor;
    }
    float part = ((float)original / length - (float)config->low_frequency_factor) /
                 (float)(config->high_frequency_factor - config->low_frequency_factor);
    return (1.0f - part) * frequency / factor + part * frequency;
}

/* Where the pairs that turn `n_turns` times within the original length are. */
static double yarn_pair(const struct rope_config *config, double n_turns)
{
    double original = (double)config->n_original_positions;
    return (double)config->n_dims * real_log(original / (n_turns * 2 * pi)) /
           (2 * real_log(config->base));
}

static double yarn_factor(const struct rope_config *config)
{
    return config->factor > 0
               ? config->factor
               : (double)config->n_max_positions / (double)config->n_original_positions;
}

static float yarn_frequency(const struct rope_config *config, size_t pair)
{
    double low = yarn_pair(config, config->beta_fast > 0 ? config->beta_fast : 32);
    double high = yarn_pair(config, config->beta_slow > 0 ? config->beta_slow : 1);
    if (config->is_truncated) {
        low = floor(low);
        high = ceil(high);
    }
    low = low > 0 ? low : 0;
    high = high < (double)config->n_dims - 1 ? high : (double)config->n_dims - 1;
    if (low == high) {
        high += 0.001;
    }
    float ramp = ((float)pair - (float)low) / (float)(high - low);
    ramp = ramp < 0 ? 0 : ramp > 1 ? 1 : ramp;
    float length = wave(config, (float)config->base, pair);
    float keep = 1.0f - ramp;
    float stretched = 1.0f / ((float)yarn_factor(config) * length);
    return stretched * (1.0f - keep) + 1.0f / length * keep;
}

static float longrope_frequency(const struct rope_config *config, size_t pair, bool is_long)
{
    const float *factors = is_long ? config->long_factors : config->short_factors;
    return 1.0f / (factors[pair] * wave(config, (float)config->base, pair));
}

static float frequency(const struct rope_config *config, size_t pair, bool is_long)
{
    switch (config->kind) {
    case ROPE_DEFAULT:
        break;
    case ROPE_LINEAR:
        return linear_frequency(config, pair);
    case ROPE_DYNAMIC:
        return dynamic_frequency(config, pair, 0);
    case ROPE_LLAMA3:
        return llama3_frequency(config, pair);
    case ROPE_YARN:
        return yarn_frequency(config, pair);
    case ROPE_LONGROPE:
    case ROPE_FACTORS:
        return longrope_frequency(config, pair, is_long);
    }
    return 1.0f / wave(config, (float)config->base, pair);
}

/* ---- attention factors ---------------------------------------------------------------------- */

static double yarn_scale(double factor, double mscale)
{
    return factor <= 1 ? 1 : 0.1 * mscale * real_log(factor) + 1;
}

static double attention_factor(const struct rope_config *config)
{
    if (config->kind != ROPE_YARN && config->kind != ROPE_LONGROPE) {
        return 1;
    }
    if (config->attention_factor > 0) {
        return config->attention_factor;
    }
    double factor = yarn_factor(config);
    if (config->kind == ROPE_LONGROPE) {
        double original = (double)config->n_original_positions;
        return factor <= 1 ? 1 : sqrt(1 + real_log(factor) / real_log(original));
    }
    if (config->mscale > 0 && config->mscale_all_dim > 0) {
        return yarn_scale(factor, config->mscale) / yarn_scale(factor, config->mscale_all_dim);
    }
    return yarn_scale(factor, 1);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static const float *make_frequencies(const struct rope_angles *angles, bool is_long,
                                     struct arena *arena, struct error *err)
{
    float *frequencies = arena_array(arena, angles->n_pairs, sizeof *frequencies, err);
    for (size_t i = 0; frequencies != NULL && i < angles->n_pairs; i++) {
        frequencies[i] = frequency(&angles->config, i, is_long);
        if (!isfinite(frequencies[i])) {
            error_set(err, ERROR_MALFORMED, "config.json: the rope has no frequency for pair %zu",
                      i);
            return NULL;
        }
    }
    return frequencies;
}

bool rope_angles_init(struct rope_angles *angles, const struct rope_config *config,
                      struct arena *arena, struct error *err)
{
    *angles = (struct rope_angles){.config = *config, .n_pairs = config->n_dims / 2};
    angles->attention_factor = (float)attention_factor(config);
    if (!isfinite(angles->attention_factor)) {
        return error_set(err, ERROR_MALFORMED, "config.json: the rope's attention factor is %g",
                         (double)angles->attention_factor);
    }
    angles->frequencies = make_frequencies(angles, false, arena, err);
    if (angles->frequencies != NULL && config->kind == ROPE_LONGROPE) {
        angles->long_frequencies = make_frequencies(angles, true, arena, err);
        return angles->long_frequencies != NULL;
    }
    return angles->frequencies != NULL;
}

void rope_angles_fill(const struct rope_angles *angles, const size_t *positions, size_t n_tokens,
                      size_t length, float *cosines, float *sines)
{
    const struct rope_config *config = &angles->config;
    bool is_long = angles->long_frequencies != NULL && length > config->n_original_positions;
    bool is_stretched = config->kind == ROPE_DYNAMIC && length > config->n_max_positions;
    const float *frequencies = is_long ? angles->long_frequencies : angles->frequencies;
    size_t n_pairs = angles->n_pairs;
    for (size_t i = 0; i < n_pairs; i++) {
        float turns = is_stretched ? dynamic_frequency(config, i, length) : frequencies[i];
        for (size_t t = 0; t < n_tokens; t++) {
            float angle = (float)positions[t] * turns;
            cosines[t * n_pairs + i] = (float)real_cos((double)angle) * angles->attention_factor;
            sines[t * n_pairs + i] = (float)real_sin((double)angle) * angles->attention_factor;
        }
    }
}
