/*
 * y += scale * (b h), for rows that a worker has just multiplied with the weights, so that they are
 * still near. Each element is one chain over the rank, in order, and one fma, however rows and
 * tokens are cut. For many tokens a block of sums is made on the stack, and the numbers of b
 * that it needs, if they are 16-bit floats.
 */
#include "compute/cpu/cpu_low_rank.h"

#include <string.h>

enum {
    BLOCK_ROWS = LOW_RANK_PANEL,
    BLOCK_TOKENS = 12,
    BLOCK_RANK = 16,
    FEW_TOKENS = 2, /* up to here decoding for each is cheaper than through memory */
};

/* Rows of y, tokens. */
struct block {
    size_t row;
    size_t n_rows;
    size_t token;
    size_t n_tokens;
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool is_half(const struct linear *linear, enum precision precision)
{
    return precision == PRECISION_FAST && linear->low_rank->half_b.data != NULL;
}

/* products [n_tokens, BLOCK_ROWS] += h b, over k to k + n_inner - 1 of the rank. */
static void add_chain(const struct kernels *kernels, enum precision precision,
                      const struct linear *linear, const struct block *block, size_t k,
                      float *products)
{
    const struct low_rank *low_rank = linear->low_rank;
    size_t rank = low_rank->a.n_rows;
    float decoded[BLOCK_RANK * BLOCK_ROWS];
    struct multiply_add product = {
        .n_rows = block->n_tokens,
        .n_inner = smaller(rank - k, BLOCK_RANK),
        .n_columns = block->n_rows,
        .a = linear->h + block->token * rank + k,
        .a_row = rank,
        .a_column = 1,
        .b = low_rank->b + k * low_rank->n_rows + block->row,
        .b_stride = low_rank->n_rows,
        .y = products,
        .y_stride = BLOCK_ROWS,
    };
    if (is_half(linear, precision)) {
        struct matrix columns = low_rank->half_b;
        columns.data += block->row % LOW_RANK_PANEL * sizeof(uint16_t);
        columns.n_columns = block->n_rows;
        kernels->decode_rows(&columns, block->row / LOW_RANK_PANEL * rank + k, product.n_inner,
                             decoded);
        product.b = decoded;
        product.b_stride = block->n_rows;
    }
    kernels->multiply_add(&product);
}

static void add_sums(const struct kernels *kernels, enum precision precision,
                     const struct linear *linear, const struct block *block)
{
    const struct low_rank *low_rank = linear->low_rank;
    float scale = is_half(linear, precision) ? low_rank->half_scale : low_rank->scale;
    float products[BLOCK_TOKENS * BLOCK_ROWS];
    memset(products, 0, block->n_tokens * BLOCK_ROWS * sizeof *products);
    for (size_t k = 0; k < low_rank->a.n_rows; k += BLOCK_RANK) {
        add_chain(kernels, precision, linear, block, k, products);
    }
    for (size_t t = 0; t < block->n_tokens; t++) {
        kernels->add_scaled(linear->y + (block->token + t) * linear->y_stride + block->row,
                            products + t * BLOCK_ROWS, block->n_rows, scale);
    }
}

/* The same for few tokens, straight from 16-bit floats. */
static void add_sums_of_few(const struct kernels *kernels, const struct linear *linear,
                            const struct block *block)
{
    const struct low_rank *low_rank = linear->low_rank;
    size_t rank = low_rank->a.n_rows;
    const uint16_t *panel = (const uint16_t *)(const void *)low_rank->half_b.data +
                            block->row / LOW_RANK_PANEL * rank * LOW_RANK_PANEL;
    for (size_t t = block->token; t < block->token + block->n_tokens; t++) {
        kernels->add_low_rank(panel + block->row % LOW_RANK_PANEL, LOW_RANK_PANEL,
                              linear->h + t * rank, rank, block->n_rows, low_rank->half_scale,
                              linear->y + t * linear->y_stride + block->row);
    }
}

static void add_block(const struct kernels *kernels, enum precision precision,
                      const struct linear *linear, const struct block *block)
{
    const float *factors = linear->low_rank->factors;
    if (is_half(linear, precision) && block->n_tokens <= FEW_TOKENS) {
        add_sums_of_few(kernels, linear, block);
    } else {
        add_sums(kernels, precision, linear, block);
    }
    for (size_t t = 0; factors != NULL && t < block->n_tokens; t++) {
        float *y = linear->y + (block->token + t) * linear->y_stride + block->row;
        for (size_t i = 0; i < block->n_rows; i++) {
            y[i] *= factors[block->row + i];
        }
        for (size_t i = 0; linear->bias != NULL && i < block->n_rows; i++) {
            y[i] += linear->bias[block->row + i];
        }
    }
}

/* The rows of the panel that `row` is in, but no more than to `last`. */
static size_t rows_of_panel(size_t row, size_t last)
{
    return smaller(last - row, BLOCK_ROWS - row % BLOCK_ROWS);
}

void cpu_low_rank_add(const struct kernels *kernels, enum precision precision,
                      const struct linear *linear, size_t n_tokens, size_t first, size_t last)
{
    for (size_t row = first; row < last; row += rows_of_panel(row, last)) {
        for (size_t token = 0; token < n_tokens; token += BLOCK_TOKENS) {
            const struct block block = {
                .row = row,
                .n_rows = rows_of_panel(row, last),
                .token = token,
                .n_tokens = smaller(n_tokens - token, BLOCK_TOKENS),
            };
            add_block(kernels, precision, linear, &block);
        }
    }
}
