/* Counting work; see work.h. Norms, rotations and the like are not counted: they are less than a
 * percent of it. */
#include "model/work.h"

#include "model/kv_cache.h"
#include "model/product.h"

struct counter {
    const struct model *model;
    const struct work_task *task;
    struct work work;
};

/* The matrix times n rows. */
static void count_matrix(struct counter *counter, enum product product, const struct matrix *matrix,
                         double n)
{
    double n_products = n * (double)matrix->n_rows * (double)matrix->n_columns;
    if (counter->task->precision == PRECISION_FAST && matrix_has_integer_product(matrix->kind)) {
        double n_digits = fineness_of(product) == FINENESS_TWO_DIGITS ? 2 : 1;
        counter->work.integer_products += n_digits * n_products;
    } else {
        counter->work.float_products += n_products;
    }
}

static void count_products(struct counter *counter)
{
    const struct model_weights *weights = &counter->model->weights;
    const struct work_task *task = counter->task;
    double n = (double)task->n_tokens * (double)task->n_sequences;
    for (size_t i = 0; i < counter->model->config.n_layers; i++) {
        const struct layer_weights *layer = &weights->layers[i];
        const struct matrix *const matrices[] = {
            [PRODUCT_QUERY] = &layer->query, [PRODUCT_KEY] = &layer->key,
            [PRODUCT_VALUE] = &layer->value, [PRODUCT_OUTPUT] = &layer->output,
            [PRODUCT_GATE] = &layer->gate,   [PRODUCT_UP] = &layer->up,
            [PRODUCT_DOWN] = &layer->down,
        };
        for (size_t j = 0; j < sizeof matrices / sizeof matrices[0]; j++) {
            count_matrix(counter, (enum product)j, matrices[j], n);
        }
    }
    count_matrix(counter, PRODUCT_HEAD, &weights->head,
                 task->is_prompt ? (double)task->n_sequences : n);
}

/* Positions that a token at `position` sees in a layer. */
static double seen(const struct layer_config *layer, size_t position)
{
    size_t n = position + 1;
    return (double)(layer->window > 0 && layer->window < n ? layer->window : n);
}

static void count_attention(struct counter *counter)
{
    const struct model_config *config = &counter->model->config;
    const struct work_task *task = counter->task;
    struct kv_layout layout =
        kv_layout_of(task->kv_type, config->n_kv_heads, config->head_dim, config->head_dim);
    double position_bytes = (double)layout.layer_bytes / KV_PAGE_TOKENS;
    double products = 2 * (double)config->n_heads * (double)config->head_dim;
    double n = (double)task->n_sequences;
    for (size_t i = 0; i < config->n_layers; i++) {
        for (size_t t = 0; t < task->n_tokens; t++) {
            double n_seen = seen(&config->layers[i], task->depth + t);
            counter->work.float_products += n * products * n_seen;
            if (!task->is_prompt || t + 1 == task->n_tokens) {
                counter->work.bytes += n * position_bytes * n_seen;
            }
        }
    }
}

struct work work_of(const struct model *model, const struct work_task *task)
{
    struct counter counter = {.model = model, .task = task};
    count_products(&counter);
    count_attention(&counter);
    double n_readings = task->is_prompt ? 1 : (double)task->n_tokens;
    counter.work.bytes += n_readings * (double)model->weights.n_bytes_per_token;
    return counter.work;
}
