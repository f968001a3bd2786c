/* Measuring at the public line: peaks, work, waiting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "api/api.h"
#include "base/clock.h"
#include "base/cpu_name.h"
#include "base/memory.h"
#include "base/system_memory.h"
#include "generate/speculation.h"
#include "model/work.h"
#include "silex/measure.h"

/* Several times the largest caches. */
static const size_t most_bytes = (size_t)1 << 30;
static const size_t least_bytes = (size_t)1 << 26;

struct silex_meter {
    const struct model *model;
    struct backend *backend;
    uint8_t *bytes;
    size_t n_bytes;
};

void silex_machine_describe(silex_machine *out)
{
    size_t n = 0;
    *out = (silex_machine){.cpu_name = ""};
    cpu_name(out->cpu_name, sizeof out->cpu_name);
    for (enum kernel_level level = 0; level < KERNEL_N_LEVELS; level++) {
        if (kernels_supported(level) && n < sizeof out->cpu_levels) {
            n += (size_t)snprintf(out->cpu_levels + n, sizeof out->cpu_levels - n, "%s%s",
                                  n > 0 ? " " : "", kernels_level_name(level));
        }
    }
}

/* ---- peaks ----------------------------------------------------------------------------------- */

static bool take_bytes(silex_meter *meter, struct error *err)
{
    uint64_t available = system_memory_available();
    meter->n_bytes = most_bytes;
    while (available > 0 && meter->n_bytes > available / 4 && meter->n_bytes > least_bytes) {
        meter->n_bytes /= 2;
    }
    meter->bytes = memory_pages(meter->n_bytes, err);
    if (meter->bytes == NULL) {
        return false;
    }
    memset(meter->bytes, 1, meter->n_bytes); /* untouched pages would all be one page of zeros */
    return true;
}

silex_status silex_meter_open(const silex_model *model, silex_meter **out, silex_error *error)
{
    struct error err = {0};
    if (model == NULL || model->backend == NULL || out == NULL) {
        return api_refuse(error, "silex_meter_open: a model with its weights and out are needed");
    }
    silex_meter *meter = memory_array(1, sizeof *meter, &err);
    if (meter == NULL || !take_bytes(meter, &err)) {
        free(meter);
        return api_fail(&err, error);
    }
    meter->model = model->model;
    meter->backend = model->backend;
    *out = meter;
    return SILEX_OK;
}

void silex_meter_close(silex_meter *meter)
{
    if (meter != NULL) {
        memory_pages_free(meter->bytes, meter->n_bytes);
        free(meter);
    }
}

uint64_t silex_meter_bytes(const silex_meter *meter)
{
    return meter->n_bytes;
}

static double measure(const silex_meter *meter, enum peak peak, const uint8_t *bytes,
                      size_t n_bytes)
{
    return meter->backend->operations->peak(meter->backend, peak, bytes, n_bytes);
}

/* The feed-forward matrices of one layer after the other, until it is as much as the meter has;
 * returns how much was read. */
static double read_weights(const silex_meter *meter)
{
    double n_read = 0;
    for (size_t i = 0; i < meter->model->config.n_layers; i++) {
        const struct layer_weights *layer = &meter->model->weights.layers[i];
        const struct matrix *const matrices[] = {&layer->gate, &layer->up, &layer->down};
        for (size_t m = 0; m < sizeof matrices / sizeof matrices[0]; m++) {
            size_t n_bytes = matrices[m]->n_rows * matrices[m]->row_bytes;
            if (n_read + (double)n_bytes > (double)meter->n_bytes) {
                return n_read;
            }
            n_read += measure(meter, PEAK_READ, matrices[m]->data, n_bytes);
        }
    }
    return n_read;
}

static double measure_peak(const silex_meter *meter, silex_peak peak)
{
    switch (peak) {
    case SILEX_PEAK_READ:
        return measure(meter, PEAK_READ, meter->bytes, meter->n_bytes);
    case SILEX_PEAK_INTEGER:
        return measure(meter, PEAK_INTEGER, meter->bytes, meter->n_bytes);
    case SILEX_PEAK_FLOAT:
        return measure(meter, PEAK_FLOAT, meter->bytes, meter->n_bytes);
    case SILEX_PEAK_WEIGHTS:
        return read_weights(meter);
    }
    return 0;
}

double silex_meter_peak(silex_meter *meter, silex_peak peak)
{
    double start = clock_seconds();
    double n = measure_peak(meter, peak);
    double seconds = clock_seconds() - start;
    return peak == SILEX_PEAK_WEIGHTS && n < (double)least_bytes ? 0 : n / seconds;
}

/* ---- work and waiting ------------------------------------------------------------------------ */

silex_status silex_model_work(const silex_model *model, const silex_session_options *options,
                              const silex_task *task, silex_work *out, silex_error *error)
{
    static const silex_session_options defaults;
    struct error err = {0};
    struct session_options inner;
    if (model == NULL || task == NULL || out == NULL) {
        return api_refuse(error, "silex_model_work: an argument is missing");
    }
    if (!api_read_options(model, options != NULL ? options : &defaults, &inner, &err)) {
        return api_fail(&err, error);
    }
    if (task->depth > API_MAX_CONTEXT || task->n_tokens > API_MAX_CONTEXT) {
        return api_refuse(error, "silex_model_work: more tokens than any context has");
    }
    const struct work_task inner_task = {
        .precision = inner.precision,
        .kv_type = inner.kv_type,
        .depth = task->depth,
        .n_tokens = task->n_tokens,
        .n_sequences = task->n_sessions > 0 ? task->n_sessions : 1,
        .is_prompt = task->is_prompt,
    };
    struct work work = work_of(model->model, &inner_task);
    *out = (silex_work){work.integer_products, work.float_products, work.bytes};
    return SILEX_OK;
}

void silex_model_count_waiting(silex_model *model, bool counts)
{
    if (model->backend != NULL) {
        model->backend->operations->count_waiting(model->backend, counts);
    }
}

void silex_model_waiting(const silex_model *model, silex_waiting *out)
{
    *out = (silex_waiting){0};
    if (model->backend != NULL) {
        model->backend->operations->waiting(model->backend, &out->barrier_seconds,
                                            &out->alone_seconds);
    }
}

void silex_session_guess_always(silex_session *session, bool always)
{
    speculation_set_always(session->session->speculation, always);
}
