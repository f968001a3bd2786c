/*
 * Pairs of embedding and head; see train_ends.h. s is the family's scale of embeddings, w a token.
 *
 *   lookup   h = s (e[w] + scale d(A[w] B))
 *   back     dz = scale s d(dh);  dB += A[w]^T dz;  dA[w] += dz B^T: rows of present tokens only
 *   head     as any matrix (train_linear.c)
 *
 * Where both are one matrix, W = e + scale A B, the head reads the same pair on its side: its first
 * matrix is B^T and its second A^T. Its gradients and those of the lookup are two chains, which
 * trainer.c joins after a batch, so that parts of a batch change no bits.
 */
#include "train/train_ends.h"

#include <string.h>
#include "train/chain_product.h"
#include "train/train_linear.h"

/* ---- lookup ---------------------------------------------------------------------------------- */

static void make_rows(void *context, unsigned worker, unsigned n_workers)
{
    const struct pass *pass = context;
    const struct adapter *pair = pass->layers->lookup;
    size_t rank = pass->layers->rank, n = pair->n_outputs;
    size_t first, last;
    pool_share(pass->n_rows, 1, worker, n_workers, &first, &last);
    for (size_t t = first; t < last; t++) {
        const float *a = pair->a->values + pass->tokens[t] * rank;
        float *row = pass->normed + t * n;
        memset(row, 0, n * sizeof *row);
        for (size_t k = 0; k < rank; k++) {
            pass->kernels->add_scaled(row, pair->b->values + k * n, n, a[k]);
        }
    }
}

static float factor_of(const struct pass *pass)
{
    return pass->layers->scale * pass->model->config.embedding_scale;
}

static struct linear_dropout dropout_of_rows(const struct pass *pass)
{
    return (struct linear_dropout){
        .number = pass->layers->lookup->number,
        .n_rows = pass->n_rows,
        .n = pass->layers->lookup->n_outputs,
    };
}

void ends_look_up(const struct pass *pass)
{
    const struct adapter *pair = pass->layers->lookup;
    if (pair == NULL) {
        return;
    }
    pass->backend->operations->share(pass->backend, make_rows, (void *)(uintptr_t)pass);
    if (linear_drops(pass)) {
        const struct linear_dropout dropout = dropout_of_rows(pass);
        linear_drop(pass, &dropout, pass->normed, pass->normed, false);
    }
    pass->kernels->add_scaled(pass->hidden, pass->normed, pass->n_rows * pair->n_outputs,
                              factor_of(pass));
}

void ends_look_up_backward(const struct pass *pass)
{
    const struct train_layers *layers = pass->layers;
    const struct adapter *pair = layers->lookup;
    if (pair == NULL) {
        return;
    }
    size_t rank = layers->rank, n = pair->n_outputs, n_rows = pass->n_rows;
    float *dz = pass->d_normed, *rows = pass->d_reduced[0], *d_rows = pass->d_reduced[1];
    if (linear_drops(pass)) {
        const struct linear_dropout dropout = dropout_of_rows(pass);
        linear_drop(pass, &dropout, pass->d_hidden, dz, false);
    } else {
        memcpy(dz, pass->d_hidden, n_rows * n * sizeof *dz);
    }
    pass->kernels->scale(dz, n_rows * n, factor_of(pass));
    for (size_t t = 0; t < n_rows; t++) {
        memcpy(rows + t * rank, pair->a->values + pass->tokens[t] * rank, rank * sizeof *rows);
    }
    struct matrix b_turned = product_floats(pair->b_turned, n, rank, rank);
    linear_multiply(pass, n_rows, dz, n, &b_turned, true, d_rows, rank);
    bool is_apart = layers->d_lookup_a != NULL;
    float *d_a = is_apart ? layers->d_lookup_a : pair->a->gradient;
    float *d_b = is_apart ? layers->d_lookup_b : pair->b->gradient;
    linear_add_tokens(pass, rows, rank, dz, n, n_rows, d_b, n);
    for (size_t t = 0; t < n_rows; t++) {
        pass->kernels->add_scaled(d_a + pass->tokens[t] * rank, d_rows + t * rank, rank, 1.0f);
    }
}

/* ---- head ------------------------------------------------------------------------------------ */

/* The head's pair as it is multiplied with, and where its gradients go. */
struct head_pair {
    const float *a;        /* [hidden_size, rank] */
    const float *a_turned; /* [rank, hidden_size] */
    const float *b;        /* [rank, vocabulary] */
    const float *b_turned; /* [vocabulary, rank] */
    const struct adapter *adapter;
    bool is_on_its_side; /* it is that of the embedding */
};

static bool find_pair(const struct train_layers *layers, struct head_pair *out)
{
    const struct adapter *own = layers->head_pair, *lookup = layers->lookup;
    if (own != NULL) {
        *out = (struct head_pair){own->a->values, own->a_turned, own->b->values,
                                  own->b_turned,  own,           false};
    } else if (lookup != NULL && layers->model->config.is_tied) {
        *out = (struct head_pair){
            lookup->b_turned, lookup->b->values, lookup->a_turned, lookup->a->values, lookup, true};
    } else {
        return false;
    }
    return true;
}

static struct linear_dropout dropout_of_head(const struct pass *pass, size_t first, size_t n)
{
    return (struct linear_dropout){
        .number = pass->layers->head_number,
        .rows = pass->target_rows + first,
        .n_rows = n,
        .n = pass->model->config.hidden_size,
    };
}

void ends_head(const struct pass *pass, size_t first, size_t n)
{
    const struct train_layers *layers = pass->layers;
    size_t rank = layers->rank;
    size_t n_hidden = pass->model->config.hidden_size, n_words = layers->head.weight.n_rows;
    const struct linear linear = {
        .weight = &layers->head.weight,
        .bias = layers->head.bias,
        .y = pass->logits,
        .y_stride = n_words,
        .fineness = FINENESS_TWO_DIGITS,
    };
    struct head_pair pair;
    if (!find_pair(layers, &pair)) {
        linear_forward(pass, &linear, pass->normed, n);
        return;
    }
    const float *x = pass->normed;
    if (linear_drops(pass)) {
        const struct linear_dropout dropout = dropout_of_head(pass, first, n);
        linear_drop(pass, &dropout, pass->normed, pass->dropped, false);
        x = pass->dropped;
    }
    float *z = pass->d_reduced[0];
    struct matrix a = product_floats(pair.a, n_hidden, rank, rank);
    linear_multiply(pass, n, x, n_hidden, &a, true, z, rank);
    pass->kernels->scale(z, n * rank, layers->scale);
    if (pass->precision == PRECISION_FAST) {
        struct matrix b = product_floats(pair.b, rank, n_words, n_words);
        linear_forward(pass, &linear, pass->normed, n);
        linear_multiply(pass, n, z, rank, &b, false, pass->logits, n_words);
    } else {
        linear_forward_exact(pass, &linear, pass->normed, n, z, pair.b_turned, rank);
    }
}

/* dA += x^T dz, dB += z^T dy */
static void add_pair_gradients(const struct pass *pass, const struct head_pair *pair, size_t n,
                               const float *x, const float *dz)
{
    size_t rank = pass->layers->rank;
    size_t n_hidden = pass->model->config.hidden_size;
    size_t n_words = pass->layers->head.weight.n_rows;
    const float *z = pass->d_reduced[0];
    float *d_a = pair->adapter->a->gradient, *d_b = pair->adapter->b->gradient;
    if (pair->is_on_its_side) {
        linear_add_tokens(pass, pass->logits, n_words, z, rank, n, d_a, rank);
        linear_add_tokens(pass, dz, rank, x, n_hidden, n, d_b, n_hidden);
        return;
    }
    linear_add_tokens(pass, z, rank, pass->logits, n_words, n, d_b, n_words);
    product_transpose(d_a, rank, n_hidden, rank, pass->d_turned, n_hidden);
    linear_add_tokens(pass, dz, rank, x, n_hidden, n, pass->d_turned, n_hidden);
    product_transpose(pass->d_turned, n_hidden, rank, n_hidden, d_a, rank);
}

void ends_head_backward(const struct pass *pass, size_t first, size_t n, float *dx)
{
    const struct train_layers *layers = pass->layers;
    size_t rank = layers->rank;
    size_t n_hidden = pass->model->config.hidden_size, n_words = layers->head.weight.n_rows;
    bool drops = linear_drops(pass);
    float *dz = pass->d_reduced[1];
    struct matrix a_turned;
    struct head_pair pair;
    struct product_term terms[2] = {{pass->logits, n_words, 1, &layers->head.weight}};
    bool has_pair = find_pair(layers, &pair);
    linear_add_gradients(pass, &layers->head, pass->logits, pass->normed, n);
    if (has_pair) {
        struct matrix b_turned = product_floats(pair.b_turned, n_words, rank, rank);
        linear_multiply(pass, n, pass->logits, n_words, &b_turned, true, dz, rank);
        pass->kernels->scale(dz, n * rank, layers->scale);
        add_pair_gradients(pass, &pair, n, drops ? pass->dropped : pass->normed, dz);
        a_turned = product_floats(pair.a_turned, rank, n_hidden, n_hidden);
        terms[1] = (struct product_term){dz, rank, 1, &a_turned};
    }
    const struct product_call product = {
        .n_rows = n,
        .terms = terms,
        .n_terms = has_pair && !drops ? 2 : 1,
        .y = dx,
        .y_stride = n_hidden,
        .is_new = true,
    };
    product_add(pass->backend, &product, pass->product_scratch);
    if (has_pair && drops) {
        const struct linear_dropout dropout = dropout_of_head(pass, first, n);
        linear_multiply(pass, n, dz, rank, &a_turned, true, pass->dropped, n_hidden);
        linear_drop(pass, &dropout, pass->dropped, dx, true);
    }
}
