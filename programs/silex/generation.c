/* Settings to sampling, end tokens and stop texts. */
#include "generation.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "options.h"

static bool draw_seed(uint64_t *out, struct error *err)
{
    int descriptor = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return error_set_errno(err, errno, "/dev/urandom");
    }
    uint32_t drawn = 0; /* 32 bits are enough, and easy to type again */
    ssize_t n_bytes = read(descriptor, &drawn, sizeof drawn);
    close(descriptor);
    *out = drawn;
    return n_bytes == (ssize_t)sizeof drawn ||
           error_set(err, ERROR_IO, "/dev/urandom: too few bytes for a seed");
}

static bool read_bias(const json_t *object, struct generation *generation, size_t n_vocabulary,
                      struct error *err)
{
    generation->logit_bias =
        memory_array(json_object_size(object), sizeof *generation->logit_bias, err);
    if (generation->logit_bias == NULL) {
        return false;
    }
    size_t n = 0;
    const char *key;
    const json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        size_t id;
        if (!parse_count(key, 0, (double)n_vocabulary - 1, &id)) {
            return error_set(err, ERROR_ARGUMENT,
                             "--logit-bias: \"%s\" is not a token id below %zu", key, n_vocabulary);
        }
        if (!json_is_number(value)) {
            return error_set(err, ERROR_ARGUMENT, "--logit-bias: the bias of token %s is no number",
                             key);
        }
        generation->logit_bias[n].id = (uint32_t)id;
        generation->logit_bias[n++].bias = (float)json_number_value(value);
    }
    generation->options.sampling.logit_bias = generation->logit_bias;
    generation->options.sampling.n_logit_bias = n;
    return true;
}

static bool parse_bias(struct generation *generation, const char *text, size_t n_vocabulary,
                       struct error *err)
{
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, NULL); /* was checked as an option */
    bool is_good = object != NULL ? read_bias(object, generation, n_vocabulary, err)
                                  : error_set(err, ERROR_MEMORY, "--logit-bias: out of memory");
    json_decref(object);
    return is_good;
}

static bool find_end_token(const struct engine *engine, const char *text, uint32_t *out,
                           struct error *err)
{
    uint32_t *ids = NULL;
    size_t n_ids = 0;
    silex_error problem = {0};
    if (!engine_check(
            silex_tokenize(engine->model, text, strlen(text), false, &ids, &n_ids, &problem),
            &problem, err)) {
        return false;
    }
    bool is_one = n_ids == 1;
    if (is_one) {
        *out = ids[0];
    } else {
        error_set(err, ERROR_ARGUMENT,
                  "--extra-eos-token: \"%s\" is %zu tokens, not one; --stop takes any text", text,
                  n_ids);
    }
    silex_free(ids);
    return is_one;
}

static bool find_end_tokens(struct generation *generation, const struct engine *engine,
                            const struct text_list *list, struct error *err)
{
    if (list->n == 0) {
        return true;
    }
    generation->end_tokens = memory_array(list->n, sizeof *generation->end_tokens, err);
    if (generation->end_tokens == NULL) {
        return false;
    }
    for (size_t i = 0; i < list->n; i++) {
        if (!find_end_token(engine, list->items[i], &generation->end_tokens[i], err)) {
            return false;
        }
    }
    generation->options.extra_end_tokens = generation->end_tokens;
    generation->options.n_extra_end_tokens = list->n;
    return true;
}

bool generation_init(struct generation *generation, const struct engine *engine,
                     const struct settings *settings, struct error *err)
{
    *generation = (struct generation){0};
    silex_sampling *sampling = &generation->options.sampling;
    *sampling = (silex_sampling){
        .temperature = (float)settings->temperature,
        .top_p = settings->top_p < 1.0 ? (float)settings->top_p : 0.0F,
        .min_p = (float)settings->min_p,
        .min_tokens_to_keep = settings->min_tokens_to_keep,
        .top_k = settings->top_k,
        .xtc_probability = (float)settings->xtc_probability,
        .xtc_threshold = (float)settings->xtc_threshold,
        .repetition_penalty = (float)settings->repetition_penalty,
        .repetition_context = settings->repetition_context,
        .presence_penalty = (float)settings->presence_penalty,
        .presence_context = settings->presence_context,
        .frequency_penalty = (float)settings->frequency_penalty,
        .frequency_context = settings->frequency_context,
        .seed = settings->seed.value,
    };
    generation->options.max_tokens = settings->max_tokens;
    generation->options.stop = settings->stop.items;
    generation->options.n_stop = settings->stop.n;
    generation->options.n_top = settings->n_logprobs;
    bool is_random = sampling->temperature > 0.0F && !settings->seed.is_set;
    bool is_good =
        (!is_random || draw_seed(&sampling->seed, err)) &&
        (settings->logit_bias == NULL ||
         parse_bias(generation, settings->logit_bias, engine->info.vocabulary_size, err)) &&
        find_end_tokens(generation, engine, &settings->extra_end_tokens, err);
    if (!is_good) {
        generation_clear(generation);
    }
    return is_good;
}

void generation_clear(struct generation *generation)
{
    free(generation->logit_bias);
    free(generation->end_tokens);
    *generation = (struct generation){0};
}

const char *generation_finish_text(silex_finish finish)
{
    static const char *const texts[] = {
        [SILEX_FINISH_STOP] = "stop",
        [SILEX_FINISH_LENGTH] = "length",
        [SILEX_FINISH_CANCELLED] = "cancelled",
    };
    return texts[finish];
}

static double per_second(size_t n, double seconds)
{
    return seconds > 0.0 ? (double)n / seconds : 0.0;
}

double generation_prompt_speed(const silex_result *result)
{
    size_t n_computed = result->n_prompt_tokens - result->n_reused_tokens;
    return per_second(n_computed, result->prompt_seconds);
}

double generation_speed(const silex_result *result)
{
    return per_second(result->n_tokens, result->generation_seconds);
}
