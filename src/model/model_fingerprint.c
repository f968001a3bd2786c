/* See model_fingerprint.h. */
#include "model/model_fingerprint.h"

#include "base/checksum.h"
#include "base/random.h"

static uint64_t mix_matrix(uint64_t sum, const struct matrix *matrix)
{
    enum { SAMPLE_BYTES = 4096 };
    size_t n_bytes = matrix->n_rows * matrix->row_bytes;
    n_bytes = n_bytes < SAMPLE_BYTES ? n_bytes : SAMPLE_BYTES;
    const uint64_t shape[] = {matrix->n_rows, matrix->n_columns, matrix->kind,
                              matrix->bits,   matrix->group,     matrix->float_type};
    sum = checksum_words(sum, shape, sizeof shape);
    return random_mix(sum ^ checksum_section(matrix->data, n_bytes));
}

uint64_t model_fingerprint(const struct model_weights *weights, size_t n_layers)
{
    uint64_t sum = random_mix(n_layers);
    sum = mix_matrix(sum, &weights->embedding);
    sum = mix_matrix(sum, &weights->head);
    for (size_t i = 0; i < n_layers; i++) {
        const struct layer_weights *layer = &weights->layers[i];
        const struct matrix *const matrices[] = {&layer->query,  &layer->key,  &layer->value,
                                                 &layer->output, &layer->gate, &layer->up,
                                                 &layer->down};
        for (size_t j = 0; j < sizeof matrices / sizeof matrices[0]; j++) {
            sum = mix_matrix(sum, matrices[j]);
        }
    }
    return sum;
}
