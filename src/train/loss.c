/*
 * The loss; see loss.h. Some rows at a time go all the way: norm, logits, cross entropy, and, while
 * the logits are there, back to the hidden state. So there is never a matrix of all logits, and the
 * head's weights are read twice for so many rows.
 *
 *   loss = log(sum e^l) - l_target                  l = cap tanh(scale u / cap), u = W h
 *   dl = weight (softmax(l) - [is target]);         du = scale dl (1 - (l / cap)^2)
 */
#include "train/loss.h"

#include <string.h>
#include "base/real.h"
#include "train/norm_backward.h"
#include "train/train_ends.h"

struct loss_job {
    struct pass *pass;
    size_t first; /* target */
    size_t n;
    bool has_gradient;
    float weight;
};

static void finish_row(const struct loss_job *job, size_t i)
{
    struct pass *pass = job->pass;
    const struct model_config *config = &pass->model->config;
    size_t n = config->vocabulary_size;
    float *logits = pass->logits + i * n;
    uint32_t target = pass->targets[job->first + i];
    float at_target = logits[target];
    float largest = pass->kernels->maximum(logits, n);
    if (config->final_cap > 0 && job->has_gradient) {
        float *slopes = pass->logit_slopes + i * n;
        for (size_t j = 0; j < n; j++) {
            float part = logits[j] / config->final_cap;
            slopes[j] = 1.0f - part * part;
        }
    }
    float sum = pass->kernels->exp_sum(logits, n, largest, logits);
    pass->losses[job->first + i] = real_log((double)sum) + (double)largest - (double)at_target;
    if (!job->has_gradient) {
        return;
    }
    float factor = job->weight / sum;
    pass->kernels->scale(logits, n, factor);
    logits[target] -= job->weight;
    if (config->final_cap > 0) {
        for (size_t j = 0; j < n; j++) {
            logits[j] *= pass->logit_slopes[i * n + j];
        }
    }
    if (config->logit_scale != 1.0f) {
        pass->kernels->scale(logits, n, config->logit_scale);
    }
}

static void finish_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct loss_job *job = context;
    size_t first, last;
    pool_share(job->n, 1, worker, n_workers, &first, &last);
    for (size_t i = first; i < last; i++) {
        finish_row(job, i);
    }
}

/* Hidden states of the targets' rows, packed. */
static void gather(const struct pass *pass, const struct loss_job *job, float *rows)
{
    size_t n = pass->model->config.hidden_size;
    for (size_t i = 0; i < job->n; i++) {
        memcpy(rows + i * n, pass->hidden + pass->target_rows[job->first + i] * n,
               n * sizeof *rows);
    }
}

static struct norm final_norm(const struct pass *pass)
{
    const struct model_config *config = &pass->model->config;
    const struct train_norm *norm = &pass->layers->final_norm;
    return (struct norm){config->norm_kind, config->norm_eps, norm->weight, norm->bias};
}

static void go_back(const struct pass *pass, const struct loss_job *job, const float *rows,
                    float *d_normed)
{
    const struct train_layers *layers = pass->layers;
    size_t n = pass->model->config.hidden_size;
    ends_head_backward(pass, job->first, job->n, d_normed);
    struct norm operation = final_norm(pass);
    const struct train_norm *norm = &layers->final_norm;
    struct norm_backward call = {
        .norm = &operation,
        .n_rows = job->n,
        .n = n,
        .x = rows,
        .dy = d_normed,
        .dx = d_normed,
        .d_weight = norm->weight_tensor != NULL ? norm->weight_tensor->gradient : NULL,
        .d_bias = norm->bias_tensor != NULL ? norm->bias_tensor->gradient : NULL,
        .scratch = pass->norm_scratch,
    };
    norm_backward(pass->backend, &call);
    for (size_t i = 0; i < job->n; i++) {
        memcpy(pass->d_hidden + pass->target_rows[job->first + i] * n, d_normed + i * n,
               n * sizeof *d_normed);
    }
}

void loss_of_pass(struct pass *pass, bool has_gradient, float weight)
{
    const struct model_config *config = &pass->model->config;
    const struct backend_operations *operations = pass->backend->operations;
    struct norm norm = final_norm(pass);
    if (has_gradient) {
        memset(pass->d_hidden, 0, pass->n_rows * config->hidden_size * sizeof(float));
    }
    for (size_t first = 0; first < pass->n_targets; first += pass->n_logit_rows) {
        size_t n_left = pass->n_targets - first;
        struct loss_job job = {
            .pass = pass,
            .first = first,
            .n = n_left < pass->n_logit_rows ? n_left : pass->n_logit_rows,
            .has_gradient = has_gradient,
            .weight = weight,
        };
        gather(pass, &job, pass->branch);
        operations->norm(pass->backend, &norm, pass->branch, config->hidden_size, job.n,
                         config->hidden_size, pass->normed, config->hidden_size);
        ends_head(pass, first, job.n);
        operations->scale_and_cap(pass->backend, pass->logits, job.n * config->vocabulary_size,
                                  config->logit_scale, config->final_cap);
        operations->share(pass->backend, finish_rows, &job);
        if (has_gradient) {
            go_back(pass, &job, pass->branch, pass->d_normed);
        }
    }
}
