/* See run_fingerprint.h. */
#include "train/run_fingerprint.h"

#include <string.h>
#include "base/random.h"
#include "model/model_fingerprint.h"

static uint64_t mix_number(uint64_t sum, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return random_mix(sum ^ bits);
}

static uint64_t mix_options(uint64_t sum, const struct tuner_options *o)
{
    const double numbers[] = {
        (double)o->trainer.tuning,
        (double)o->trainer.rank,
        (double)o->trainer.scale,
        (double)o->trainer.dropout,
        o->trainer.is_fast,
        (double)o->batch_size,
        (double)o->n_accumulated,
        o->is_packed,
        o->clip,
        o->schedule.kind,
        o->schedule.first,
        o->schedule.last,
        o->schedule.rate,
        (double)o->schedule.n_steps,
        (double)o->schedule.n_warmup,
        o->schedule.warmup_first,
        (double)o->dataset.max_tokens,
    };
    sum = random_mix(sum ^ o->trainer.seed);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        sum = mix_number(sum, numbers[i]);
    }
    return random_mix(sum ^ optimizer_fingerprint(&o->optimizer));
}

static uint64_t mix_set(uint64_t sum, const struct dataset *set)
{
    sum = random_mix(sum ^ set->n_samples);
    for (size_t i = 0; i < set->n_samples; i++) {
        sum = random_mix(sum ^ set->samples[i].first_target ^ set->samples[i].n_tokens << 32);
    }
    for (size_t i = 0; i < set->tokens.n_ids; i++) {
        sum = (sum ^ set->tokens.ids[i]) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

/* The keys and layers that were asked for, however they were said. */
static uint64_t mix_tensors(uint64_t sum, const struct train_tensor *tensors, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (const char *p = tensors[i].name; *p != '\0'; p++) {
            sum = (sum ^ (unsigned char)*p) * 0x100000001B3u;
        }
        sum = random_mix(sum ^ tensors[i].n_rows ^ (uint64_t)tensors[i].n_columns << 32);
    }
    return sum;
}

uint64_t run_fingerprint(const struct tuner_options *options, const struct dataset *train,
                         const struct model *model, const struct train_tensor *tensors,
                         size_t n_tensors)
{
    uint64_t sum = model_fingerprint(&model->weights, model->config.n_layers);
    sum = mix_set(mix_options(sum, options), train);
    return mix_tensors(sum, tensors, n_tensors);
}
