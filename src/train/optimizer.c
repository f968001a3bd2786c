/*
 * Optimizers; see optimizer.h. Products and sums are rounded one by one in 32-bit float, where mlx
 * rounds them: settings are made floats first, as mlx does with Python's numbers.
 */
#include "train/optimizer.h"

#include <math.h>
#include <string.h>
#include "base/pool.h"
#include "base/random.h"
#include "base/real.h"
#include "train/muon.h"

enum {
    LANES = 16,
    SMALL_WORK = 16 * 1024, /* numbers below which waking the workers costs more */
};

/* ---- options --------------------------------------------------------------------------------- */

static const char *const names[N_OPTIMIZERS] = {"adam", "adamw", "sgd", "adafactor", "muon"};

const char *optimizer_name(enum optimizer_kind kind)
{
    return (unsigned)kind < N_OPTIMIZERS ? names[kind] : NULL;
}

bool optimizer_find(const char *name, enum optimizer_kind *kind, struct error *err)
{
    for (unsigned i = 0; i < N_OPTIMIZERS; i++) {
        if (strcmp(names[i], name) == 0) {
            *kind = (enum optimizer_kind)i;
            return true;
        }
    }
    return error_set(err, ERROR_ARGUMENT,
                     "no optimizer \"%.100s\"; there are adam, adamw, sgd, adafactor and muon",
                     name);
}

struct optimizer optimizer_defaults(enum optimizer_kind kind)
{
    struct optimizer optimizer = {.kind = kind, .beta_1 = 0.9, .beta_2 = 0.999, .eps = 1e-8};
    if (kind == OPTIMIZER_ADAMW) {
        optimizer.weight_decay = 0.01;
    } else if (kind == OPTIMIZER_ADAFACTOR) {
        optimizer = (struct optimizer){.kind = kind,
                                       .beta_1 = -1,
                                       .eps = 1e-30,
                                       .eps_parameter = 1e-3,
                                       .clip_threshold = 1,
                                       .decay_rate = -0.8,
                                       .scales_parameter = true,
                                       .has_relative_step = true};
    } else if (kind == OPTIMIZER_MUON) {
        optimizer.momentum = 0.95;
        optimizer.weight_decay = 0.01;
        optimizer.is_nesterov = true;
        optimizer.n_iterations = 5;
    }
    return optimizer;
}

#define KINDS(a)       (1u << OPTIMIZER_##a)
#define OPTION(member) offsetof(struct optimizer, member)
enum { ADAMS = KINDS(ADAM) | KINDS(ADAMW) };

static const struct option {
    const char *name;
    unsigned kinds;
    char type; /* d: double, b: bool, u: unsigned */
    size_t n_numbers;
    size_t places[2];
    double low, high; /* low <= number < high */
} options[] = {
    {"betas", ADAMS | KINDS(MUON), 'd', 2, {OPTION(beta_1), OPTION(beta_2)}, 0, 1},
    {"eps", ADAMS | KINDS(MUON), 'd', 1, {OPTION(eps)}, 0, 1e30},
    {"bias_correction", ADAMS, 'b', 1, {OPTION(corrects_bias)}, 0, 2},
    {"weight_decay",
     KINDS(ADAMW) | KINDS(SGD) | KINDS(ADAFACTOR) | KINDS(MUON),
     'd',
     1,
     {OPTION(weight_decay)},
     0,
     1e30},
    {"momentum", KINDS(SGD) | KINDS(MUON), 'd', 1, {OPTION(momentum)}, 0, 1e30},
    {"dampening", KINDS(SGD), 'd', 1, {OPTION(dampening)}, 0, 1e30},
    {"nesterov", KINDS(SGD) | KINDS(MUON), 'b', 1, {OPTION(is_nesterov)}, 0, 2},
    {"adamw_ratio", KINDS(MUON), 'd', 1, {OPTION(adamw_ratio)}, 0, 1e30},
    {"ns_steps", KINDS(MUON), 'u', 1, {OPTION(n_iterations)}, 0, 1000},
    {"eps", KINDS(ADAFACTOR), 'd', 2, {OPTION(eps), OPTION(eps_parameter)}, 0, 1e30},
    {"clip_threshold", KINDS(ADAFACTOR), 'd', 1, {OPTION(clip_threshold)}, 1e-30, 1e30},
    {"decay_rate", KINDS(ADAFACTOR), 'd', 1, {OPTION(decay_rate)}, -1e3, 1e3},
    {"beta_1", KINDS(ADAFACTOR), 'd', 1, {OPTION(beta_1)}, 0, 1},
    {"scale_parameter", KINDS(ADAFACTOR), 'b', 1, {OPTION(scales_parameter)}, 0, 2},
    {"relative_step", KINDS(ADAFACTOR), 'b', 1, {OPTION(has_relative_step)}, 0, 2},
    {"warmup_init", KINDS(ADAFACTOR), 'b', 1, {OPTION(has_warmup)}, 0, 2},
};

static size_t size_of(char type)
{
    return type == 'd' ? sizeof(double) : type == 'b' ? sizeof(bool) : sizeof(unsigned);
}

static void set_number(struct optimizer *optimizer, char type, size_t place, double number)
{
    char *field = (char *)optimizer + place;
    if (type == 'd') {
        memcpy(field, &number, sizeof number);
    } else if (type == 'b') {
        *(bool *)field = number != 0;
    } else {
        unsigned count = (unsigned)number;
        memcpy(field, &count, sizeof count);
    }
}

bool optimizer_set(struct optimizer *optimizer, const char *name, const double *numbers, size_t n,
                   struct error *err)
{
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const struct option *option = &options[i];
        if (strcmp(option->name, name) != 0 || (option->kinds & 1u << optimizer->kind) == 0) {
            continue;
        }
        if (n != option->n_numbers) {
            return error_set(err, ERROR_ARGUMENT, "%s: \"%s\" takes %zu numbers, not %zu",
                             names[optimizer->kind], name, option->n_numbers, n);
        }
        for (size_t k = 0; k < n; k++) {
            if (!(numbers[k] >= option->low && numbers[k] < option->high)) {
                return error_set(
                    err, ERROR_ARGUMENT, "%s: \"%s\" is %g: expected a number from %g to below %g",
                    names[optimizer->kind], name, numbers[k], option->low, option->high);
            }
            set_number(optimizer, option->type, option->places[k], numbers[k]);
        }
        return true;
    }
    return error_set(err, ERROR_ARGUMENT, "%s has no option \"%.100s\"", names[optimizer->kind],
                     name);
}

uint64_t optimizer_fingerprint(const struct optimizer *optimizer)
{
    uint64_t sum = random_mix(optimizer->kind);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        const struct option *option = &options[i];
        bool is_used = (option->kinds & 1u << optimizer->kind) != 0;
        for (size_t k = 0; is_used && k < option->n_numbers; k++) {
            uint64_t bits = 0;
            memcpy(&bits, (const char *)optimizer + option->places[k], size_of(option->type));
            sum = random_mix(sum ^ bits);
        }
    }
    return sum;
}

/* ---- sizes ----------------------------------------------------------------------------------- */

static size_t count(const struct optimizer_tensor *tensor)
{
    return tensor->n_rows * tensor->n_columns;
}

/* Of an update, whole cache lines. */
static size_t update_bytes(const struct optimizer_tensor *tensor)
{
    return (count(tensor) + LANES - 1) / LANES * LANES * sizeof(float);
}

/* Muon is for matrices between hidden states: the rest may be AdamW's. */
static bool is_by_adam(const struct optimizer *o, const struct optimizer_tensor *tensor)
{
    return o->kind == OPTIMIZER_MUON
               ? o->adamw_ratio > 0 && (tensor->is_end || tensor->n_dimensions < 2)
               : o->kind == OPTIMIZER_ADAM || o->kind == OPTIMIZER_ADAMW;
}

size_t optimizer_n_state(const struct optimizer *optimizer, const struct optimizer_tensor *tensor)
{
    size_t n = count(tensor);
    if (is_by_adam(optimizer, tensor)) {
        return 2 * n;
    }
    switch (optimizer->kind) {
    case OPTIMIZER_SGD:
        return optimizer->momentum > 0 ? n : 0;
    case OPTIMIZER_ADAFACTOR:
        return (tensor->n_dimensions >= 2 ? tensor->n_rows + tensor->n_columns : n) +
               (optimizer->beta_1 >= 0 ? n : 0);
    default:
        return n;
    }
}

size_t optimizer_scratch_bytes(const struct optimizer *optimizer, const struct backend *backend,
                               const struct optimizer_tensor *tensor)
{
    bool has_update = !is_by_adam(optimizer, tensor) && optimizer->kind != OPTIMIZER_SGD;
    size_t n_bytes = has_update ? count(tensor) * sizeof(float) : 0;
    if (has_update && optimizer->kind == OPTIMIZER_MUON && tensor->n_dimensions >= 2) {
        n_bytes =
            update_bytes(tensor) + muon_scratch_bytes(backend, tensor->n_rows, tensor->n_columns);
    }
    return n_bytes;
}

/* ---- adam, sgd ------------------------------------------------------------------------------- */

/* Its factors, as floats. */
struct adam_job {
    const struct optimizer_tensor *tensor;
    float lr, eps, decay;
    float b1, b2, r1, r2;
    float c1, c2;
    bool corrects_bias;
};

static void step_adam_part(void *context, unsigned worker, unsigned n_workers)
{
    const struct adam_job *job = context;
    const struct optimizer_tensor *tensor = job->tensor;
    size_t n = count(tensor), first, last;
    float *m = tensor->state, *v = tensor->state + n;
    pool_share(n, LANES, worker, n_workers, &first, &last);
    for (size_t i = first; i < last; i++) {
        float g = tensor->gradient[i];
        m[i] = job->b1 * m[i] + job->r1 * g;
        v[i] = job->b2 * v[i] + job->r2 * (g * g);
        float update = job->corrects_bias ? job->c1 * m[i] / (sqrtf(v[i]) * job->c2 + job->eps)
                                          : job->lr * m[i] / (sqrtf(v[i]) + job->eps);
        tensor->values[i] = tensor->values[i] * job->decay - update;
    }
}

static void step_adam(const struct optimizer *o, struct backend *backend,
                      const struct optimizer_tensor *tensor, double rate, uint64_t number)
{
    float lr = (float)rate;
    struct adam_job job = {
        .tensor = tensor,
        .lr = lr,
        .eps = (float)o->eps,
        .decay = o->kind == OPTIMIZER_ADAM ? 1.0f : 1.0f - lr * (float)o->weight_decay,
        .b1 = (float)o->beta_1,
        .b2 = (float)o->beta_2,
        .r1 = (float)(1 - o->beta_1),
        .r2 = (float)(1 - o->beta_2),
        .c1 = (float)(rate / (1 - real_pow(o->beta_1, (double)number))),
        .c2 = (float)(1 / sqrt(1 - real_pow(o->beta_2, (double)number))),
        .corrects_bias = o->corrects_bias,
    };
    if (count(tensor) < SMALL_WORK) {
        step_adam_part(&job, 0, 1);
    } else {
        backend->operations->share(backend, step_adam_part, &job);
    }
}

static void step_sgd(const struct optimizer *o, const struct optimizer_tensor *tensor, double rate)
{
    float lr = (float)rate, decay = (float)o->weight_decay;
    float momentum = (float)o->momentum, taken = (float)(1 - o->dampening);
    for (size_t i = 0; i < count(tensor); i++) {
        float g = tensor->gradient[i];
        if (decay != 0) {
            g = g + decay * tensor->values[i];
        }
        float update = g;
        if (momentum > 0) {
            float *v = &tensor->state[i];
            *v = momentum * *v + (o->dampening > 0 ? taken * g : g);
            update = o->is_nesterov ? g + momentum * *v : *v;
        }
        tensor->values[i] = tensor->values[i] - lr * update;
    }
}

/* ---- adafactor ------------------------------------------------------------------------------- */

static float root_mean_square(const float *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)x[i] * (double)x[i];
    }
    return (float)sqrt(sum / (double)n);
}

/* The running means of squares by row and by column, and the update they make of the gradient. */
static void factored_update(const struct optimizer *o, const struct optimizer_tensor *tensor,
                            float kept, float *update)
{
    size_t n_rows = tensor->n_rows, n_columns = tensor->n_columns;
    const float *g = tensor->gradient;
    float *rows = tensor->state, *columns = tensor->state + n_rows;
    double mean = 0;
    for (size_t r = 0; r < n_rows; r++) {
        double sum = 0;
        for (size_t c = 0; c < n_columns; c++) {
            double x = (double)g[r * n_columns + c];
            sum += x * x + o->eps;
        }
        rows[r] = kept * rows[r] + (1 - kept) * (float)(sum / (double)n_columns);
        mean += (double)rows[r];
    }
    mean /= (double)n_rows;
    for (size_t c = 0; c < n_columns; c++) {
        double sum = 0;
        for (size_t r = 0; r < n_rows; r++) {
            double x = (double)g[r * n_columns + c];
            sum += x * x + o->eps;
        }
        columns[c] = kept * columns[c] + (1 - kept) * (float)(sum / (double)n_rows);
    }
    for (size_t r = 0; r < n_rows; r++) {
        double by_row = 1 / sqrt((double)rows[r] / mean);
        for (size_t c = 0; c < n_columns; c++) {
            size_t i = r * n_columns + c;
            update[i] = (float)(by_row / sqrt((double)columns[c]) * (double)g[i]);
        }
    }
}

static void step_adafactor(const struct optimizer *o, const struct optimizer_tensor *tensor,
                           double rate, uint64_t number, float *update)
{
    size_t n = count(tensor), n_means = n;
    double step = (double)number;
    float kept = (float)(1 - real_pow(step, o->decay_rate));
    float rms = root_mean_square(tensor->values, n);
    if (o->has_relative_step) {
        double most = o->has_warmup ? 1e-6 * step : 1e-2;
        rate = fmin(most, 1 / sqrt(step));
    }
    float lr = (float)rate * (o->scales_parameter ? fmaxf((float)o->eps_parameter, rms) : 1.0f);
    if (tensor->n_dimensions >= 2) {
        n_means = tensor->n_rows + tensor->n_columns;
        factored_update(o, tensor, kept, update);
    } else {
        for (size_t i = 0; i < n; i++) {
            float g = tensor->gradient[i];
            float *mean = &tensor->state[i];
            *mean = kept * *mean + (1 - kept) * (g * g + (float)o->eps);
            update[i] = g / sqrtf(*mean);
        }
    }
    float clip = fmaxf(1.0f, root_mean_square(update, n) / (float)o->clip_threshold);
    float *moment = tensor->state + n_means;
    float b1 = (float)o->beta_1, r1 = (float)(1 - o->beta_1);
    for (size_t i = 0; i < n; i++) {
        float u = lr * (update[i] / clip);
        if (o->beta_1 >= 0) {
            moment[i] = b1 * moment[i] + r1 * u;
            u = moment[i];
        }
        float value = tensor->values[i];
        if (o->weight_decay != 0) {
            value = value + value * (-(float)o->weight_decay * lr);
        }
        tensor->values[i] = value - u;
    }
}

/* ---- muon ------------------------------------------------------------------------------------ */

static void step_muon(const struct optimizer *o, struct backend *backend,
                      const struct optimizer_tensor *tensor, double rate, void *scratch)
{
    size_t n = count(tensor);
    float *update = scratch;
    float momentum = (float)o->momentum, taken = (float)(1 - o->momentum);
    float decay = (float)o->weight_decay, lr = (float)rate;
    for (size_t i = 0; i < n; i++) {
        float g = tensor->gradient[i];
        float *v = &tensor->state[i];
        if (decay != 0) {
            g = g + decay * tensor->values[i];
        }
        *v = momentum * *v + taken * g;
        update[i] = o->is_nesterov ? g * taken + *v * momentum : *v;
    }
    if (tensor->n_dimensions >= 2) {
        muon_orthogonalize(backend, update, tensor->n_rows, tensor->n_columns, o->n_iterations,
                           (char *)scratch + update_bytes(tensor));
        double shape = (double)tensor->n_rows / (double)tensor->n_columns;
        lr *= (float)sqrt(shape > 1 ? shape : 1);
    }
    for (size_t i = 0; i < n; i++) {
        tensor->values[i] = tensor->values[i] - lr * update[i];
    }
}

void optimizer_step(const struct optimizer *optimizer, struct backend *backend,
                    const struct optimizer_tensor *tensor, double learning_rate, uint64_t number,
                    void *scratch)
{
    bool is_muon = optimizer->kind == OPTIMIZER_MUON;
    if (is_by_adam(optimizer, tensor)) {
        double ratio = is_muon ? optimizer->adamw_ratio : 1;
        step_adam(optimizer, backend, tensor, learning_rate * ratio, number);
    } else if (is_muon) {
        step_muon(optimizer, backend, tensor, learning_rate, scratch);
    } else if (optimizer->kind == OPTIMIZER_SGD) {
        step_sgd(optimizer, tensor, learning_rate);
    } else {
        step_adafactor(optimizer, tensor, learning_rate, number, scratch);
    }
}
