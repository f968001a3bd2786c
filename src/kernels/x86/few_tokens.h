/*
 * Quantized weights times a few tokens, at the speed of the memory. The weights are read once, and
 * nothing else may take longer than that.
 *
 * Each row is read front to back before the next (rows side by side would fall into the same cache
 * sets). The sums of N_LANES groups at a time are brought into one vector, lane = group, and from
 * there the p_g into scratch. When N_LANES rows are done they are transposed, lane = row, and added
 * in the order of the groups:
 *
 *     row 0   p_0 p_1 p_2 …          y lanes: row 0, row 1, …
 *     row 1   p_0 p_1 p_2 …    ->      y = p_0 + p_1 + p_2 …
 */
#ifndef KERNELS_X86_FEW_TOKENS_H
#define KERNELS_X86_FEW_TOKENS_H

#include "kernels/x86/quantized_weights.h"

enum { FEW_TOKENS = 4, PREFETCH_BYTES = 4096, SCALES_PREFETCH_BYTES = 512 };

/*
 * The activations, once more: in the order in which whole vectors of weights are unpacked
 * (unpack_chunk), with zeros behind them up to a whole number of blocks of N_LANES groups.
 */
struct few_x {
    const int8_t *codes[FEW_TOKENS];
    const float *scales[FEW_TOKENS];
    const float *shifts[FEW_TOKENS];
    const int32_t *sums[FEW_TOKENS];
};

/* Bytes of one token of few_x: codes, and three numbers for each group. */
static inline size_t few_x_bytes(size_t n_groups, unsigned group)
{
    return n_groups * (group + 3 * sizeof(float));
}

/*
 * The codes of one token, from the order within groups to the order of chunks. Run r of a chunk,
 * one vector, holds every n_runs-th column from column r on; the runs of a group stand one after
 * the other (2 and 4 bits) or are still to be taken apart (3 bits). Either way, run r of all groups
 * together is cut into vectors.
 */
static inline void order_codes(const struct activations *x, unsigned bits, const int8_t *codes,
                               int8_t *out)
{
    const unsigned n_runs = runs_of_bits(bits);
    const unsigned run = x->group / n_runs;
    const unsigned piece = run < UNIT_COLUMNS ? run : UNIT_COLUMNS;
    for (unsigned r = 0; r < n_runs; r++) {
        for (size_t at = 0; at < x->n_columns / n_runs; at += piece) {
            const int8_t *from = codes + at / run * x->group;
            int8_t *to = out + (at / UNIT_COLUMNS * n_runs + r) * UNIT_COLUMNS + at % UNIT_COLUMNS;
            if (bits == 3) {
                from += n_runs * (at % run) + r;
                for (unsigned i = 0; i < piece; i++) {
                    to[i] = from[n_runs * i];
                }
            } else {
                memcpy(to, from + r * run + at % run, piece);
            }
        }
    }
}

/* Asked for more tokens than there are, it gives the last one again. */
static struct few_x few_x_at(const struct activations *x, unsigned bits, unsigned n_tokens,
                             size_t n_padded, uint8_t *scratch)
{
    struct few_x few = {.codes = {NULL}};
    size_t n_groups = x->n_columns / x->group;
    memset(scratch, 0, x->n_tokens * few_x_bytes(n_padded, x->group));
    for (unsigned t = 0; t < n_tokens; t++) {
        size_t token = t < x->n_tokens ? t : x->n_tokens - 1;
        int8_t *codes = (int8_t *)scratch + token * few_x_bytes(n_padded, x->group);
        float *scales = (float *)(void *)(codes + n_padded * x->group);
        float *shifts = scales + n_padded;
        int32_t *sums = (int32_t *)(shifts + n_padded);
        if (t == token) {
            order_codes(x, bits, x->codes + t * x->code_stride, codes);
            memcpy(scales, x->scales + t * n_groups, n_groups * sizeof(float));
            memcpy(shifts, x->shifts + t * n_groups, n_groups * sizeof(float));
            memcpy(sums, x->sums + t * n_groups, n_groups * sizeof(int32_t));
        }
        few.codes[t] = codes;
        few.scales[t] = scales;
        few.shifts[t] = shifts;
        few.sums[t] = sums;
    }
    return few;
}

/* The sums over one vector's worth of columns with each token: of one group, or of each of the
 * groups that share a vector. `column` is the first one. */
static ALWAYS_INLINE void sum_vector(const uint8_t *data, const struct few_x *x, size_t column,
                                     ints (*sums)[4], unsigned i, unsigned bits, unsigned group,
                                     bool is_fp4, unsigned n_tokens)
{
    const unsigned n_runs = runs_of_bits(bits);
    const unsigned columns = n_runs * UNIT_COLUMNS; /* of a chunk */
    const unsigned n_chunks = group > columns ? group / columns : 1;
    const unsigned n_steps = n_chunks * n_runs;
    const unsigned n_narrow = narrow_steps(bits, is_fp4);
    ints acc[FEW_TOKENS];
    UNROLLED
    for (unsigned step = 0; step < n_steps; step++) {
        const uint8_t *chunk = data + step / n_runs * (columns * bits / 8);
        if (step % n_runs == 0) {
            PREFETCH(chunk + PREFETCH_BYTES);
        }
        ints codes = unpack_chunk(chunk, bits, is_fp4, step % n_runs);
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            ints codes_x = ints_load(x->codes[t] + column + step * UNIT_COLUMNS);
            acc[t] = step % n_narrow == 0 ? dot_first(codes, codes_x, bits)
                                          : dot_next(acc[t], codes, codes_x, bits);
            if (step % n_narrow == n_narrow - 1 || step == n_steps - 1) {
                ints sum = dot_last(acc[t], bits);
                sums[t][i] = step < n_narrow ? sum : ints_add(sums[t][i], sum);
            }
        }
    }
}

/* Integer sums of N_LANES groups of one row with each token. */
static ALWAYS_INLINE void sum_block(const uint8_t *data, const struct few_x *x, size_t column,
                                    ints *sums, unsigned bits, unsigned group, bool is_fp4,
                                    unsigned n_tokens)
{
    /* The more groups share a vector, the fewer lanes each has, and the fewer vectors there are. */
    const unsigned chunk = runs_of_bits(bits) * UNIT_COLUMNS;
    const unsigned n_lanes = group < chunk ? N_LANES * group / chunk : N_LANES;
    const unsigned n_together = n_lanes < 4 ? n_lanes : 4;
    const unsigned n_columns = N_LANES * group / n_lanes; /* of a vector */
    const uint64_t largest = largest_sum(bits, is_fp4, group / n_lanes);
    ints quads[FEW_TOKENS][4];
    for (unsigned q = 0; q < n_lanes / n_together; q++) {
        ints v[FEW_TOKENS][4];
        UNROLLED
        for (unsigned i = 0; i < n_together; i++) {
            size_t skipped = (size_t)(q * n_together + i) * n_columns;
            sum_vector(data + skipped * bits / 8, x, column + skipped, v, i, bits, group, is_fp4,
                       n_tokens);
        }
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            quads[t][q] = n_together == 4 ? sum_quads(v[t], largest)
                                          : add_neighbours(v[t][0], v[t][1], largest);
        }
    }
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        sums[t] = group_sums(quads[t], n_lanes);
    }
}

/* The p_g of N_LANES groups of one row, from group `first` on; those of token t at
 * partial[t * partial_stride]. */
static ALWAYS_INLINE void multiply_block(const struct matrix *matrix, struct row_groups groups,
                                         const struct few_x *x, size_t first, float *partial,
                                         size_t partial_stride, unsigned bits, unsigned group,
                                         bool is_fp4, unsigned n_tokens)
{
    ints sums[FEW_TOKENS];
    PREFETCH(groups.scales + SCALES_PREFETCH_BYTES);
    if (!is_fp4) {
        PREFETCH(groups.biases + SCALES_PREFETCH_BYTES);
    }
    sum_block(groups.data, x, first * group, sums, bits, group, is_fp4, n_tokens);
    floats scales = load_scales(matrix, groups.scales);
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        ints sum = sums[t];
        if (is_fp4) {
            sum = ints_add(sum, ints_times(ints_load(x->sums[t] + first), ints_all(-FP4_OFFSET)));
        }
        floats p = floats_times(floats_times(scales, floats_load(x->scales[t] + first)),
                                floats_of_ints(sum));
        if (!is_fp4) {
            p = floats_fma(load_scales(matrix, groups.biases), floats_load(x->shifts[t] + first),
                           p);
        }
        floats_store(partial + t * partial_stride + first, p);
    }
}

/* Adds n_groups p_g of N_LANES rows, `stride` apart, in order. */
static floats add_groups(const float *partial, size_t stride, size_t n_groups)
{
    floats y = floats_all(-0.0f); /* the one number that changes nothing when p_0 is added */
    for (size_t g = 0; g < n_groups; g += N_LANES) {
        ints v[N_LANES];
        UNROLLED
        for (unsigned r = 0; r < N_LANES; r++) {
            v[r] = ints_load(partial + r * stride + g);
        }
        transpose(v);
        if (LIKELY(n_groups - g >= N_LANES)) {
            UNROLLED
            for (unsigned i = 0; i < N_LANES; i++) {
                y = floats_add(y, floats_of_bits(v[i]));
            }
        } else {
            for (unsigned i = 0; i < n_groups - g; i++) {
                y = floats_add(y, floats_of_bits(v[i]));
            }
        }
    }
    return y;
}

/* What the rows of one call share. */
struct few_tokens {
    const struct matrix *matrix;
    struct few_x x;
    size_t n_groups;
    size_t n_padded; /* whole blocks of N_LANES */
    struct padded_groups padded_groups;
};

static ALWAYS_INLINE void multiply_row(struct few_tokens *few, size_t row, float *partial,
                                       unsigned bits, unsigned group, bool is_fp4,
                                       unsigned n_tokens)
{
    const struct matrix *matrix = few->matrix;
    struct row_groups groups = groups_of_row(matrix, row);
    for (size_t g = 0; g < few->n_groups; g += N_LANES) {
        if (UNLIKELY(few->n_groups - g < N_LANES)) {
            groups = pad_groups(matrix, groups, few->n_groups - g, &few->padded_groups);
        }
        multiply_block(matrix, groups, &few->x, g, partial, N_LANES * few->n_padded, bits, group,
                       is_fp4, n_tokens);
        groups = skip_groups(matrix, groups, N_LANES);
    }
}

/* One instance for each layout and either 1 or FEW_TOKENS tokens. */
static ALWAYS_INLINE void multiply_few(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                       const struct activations *x, float *y, size_t y_stride,
                                       void *scratch, unsigned bits, unsigned group, bool is_fp4,
                                       unsigned n_tokens)
{
    struct few_tokens few;
    few.matrix = matrix;
    few.n_groups = matrix->n_columns / group;
    few.n_padded = (few.n_groups + N_LANES - 1) / N_LANES * N_LANES;
    float *partial = scratch; /* [n_tokens, N_LANES, n_padded] */
    few.x = few_x_at(x, bits, n_tokens, few.n_padded,
                     (uint8_t *)(partial + n_tokens * N_LANES * few.n_padded));
    memset(&few.padded_groups, 0, sizeof(few.padded_groups));
    for (size_t row = 0; row < n_rows; row += N_LANES) {
        size_t n = n_rows - row < N_LANES ? n_rows - row : N_LANES;
        for (size_t r = 0; r < n; r++) {
            multiply_row(&few, first_row + row + r, partial + r * few.n_padded, bits, group, is_fp4,
                         n_tokens);
        }
        for (size_t t = 0; t < x->n_tokens; t++) {
            const float *token_partial = partial + t * N_LANES * few.n_padded;
            floats_store_some(y + t * y_stride + first_row + row,
                              add_groups(token_partial, few.n_padded, few.n_groups), n);
        }
    }
}

#endif
