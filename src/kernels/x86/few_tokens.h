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
 *
 * As far as sums are integers, a row of digits is what counts, not a token: the two rows of a token
 * of two digits have a sum each, and then one together.
 */
#ifndef KERNELS_X86_FEW_TOKENS_H
#define KERNELS_X86_FEW_TOKENS_H

#include "kernels/x86/quantized_weights.h"

/* What memory takes longest for is asked for into the second-level cache, and from there a little
 * before its turn: requests of the first level are few, and each is held until its line is there.
 */
enum { FEW_ROWS_X = 4, FAR_BYTES = 4096, NEAR_BYTES = 512, SCALES_PREFETCH_BYTES = 512 };

/*
 * The activations, once more: in the order in which whole vectors of weights are unpacked
 * (unpack_chunk), with zeros behind them up to a whole number of blocks of N_LANES groups. The
 * numbers of a token are in its first row.
 */
struct few_x {
    const int8_t *codes; /* of the first row, as all below */
    const float *scales;
    const float *shifts;
    const int32_t *sums;
    size_t stride; /* bytes from one row to the next */
    unsigned n_digits;
};

/* Bytes of one row of few_x: codes, and three numbers for each group. */
static inline size_t few_x_bytes(size_t n_groups, unsigned group)
{
    return n_groups * (group + 3 * sizeof(float));
}

/*
 * The codes of one row, from the order within groups to the order of chunks. Run r of a chunk,
 * one vector, holds every n_runs-th column from column r on; the runs of a group stand one after
 * the other (2 and 4 bits) or are still to be taken apart (3 bits). Either way, run r of all groups
 * together is cut into vectors.
 */
static ALWAYS_INLINE void order_codes(const int8_t *codes, size_t n_groups, unsigned bits,
                                      unsigned group, int8_t *out)
{
    const unsigned n_runs = runs_of_bits(bits);
    const unsigned run = group / n_runs;
    const unsigned piece = run < UNIT_COLUMNS ? run : UNIT_COLUMNS;
    for (size_t g = 0; g < n_groups; g++, codes += group) {
        for (unsigned r = 0; r < n_runs; r++) {
            for (unsigned i = 0; i < run; i += piece) {
                size_t at = g * run + i; /* in run r of all groups together */
                int8_t *to =
                    out + (at / UNIT_COLUMNS * n_runs + r) * UNIT_COLUMNS + at % UNIT_COLUMNS;
                if (bits != 3) {
                    memcpy(to, codes + r * run + i, piece);
                    continue;
                }
                for (unsigned j = 0; j < piece; j++) {
                    to[j] = codes[(i + j) * n_runs + r];
                }
            }
        }
    }
}

static ALWAYS_INLINE struct few_x few_x_at(const struct activations *x, unsigned bits,
                                           unsigned group, unsigned n_rows_x, size_t n_padded,
                                           uint8_t *scratch)
{
    const size_t n_groups = x->n_columns / group;
    const size_t stride = few_x_bytes(n_padded, group);
    memset(scratch, 0, n_rows_x * stride);
    for (size_t r = 0; r < n_rows_x; r++) {
        order_codes(x->codes + r * x->code_stride, n_groups, bits, group,
                    (int8_t *)scratch + r * stride);
    }
    for (size_t t = 0; t < x->n_tokens; t++) {
        uint8_t *numbers = scratch + t * x->n_digits * stride + n_padded * group;
        memcpy(numbers, x->scales + t * n_groups, n_groups * sizeof(float));
        numbers += n_padded * sizeof(float);
        memcpy(numbers, x->shifts + t * n_groups, n_groups * sizeof(float));
        numbers += n_padded * sizeof(float);
        memcpy(numbers, x->sums + t * n_groups, n_groups * sizeof(int32_t));
    }
    const float *scales = (const float *)(const void *)(scratch + n_padded * group);
    return (struct few_x){
        .codes = (const int8_t *)scratch,
        .scales = scales,
        .shifts = scales + n_padded,
        .sums = (const int32_t *)(scales + 2 * n_padded),
        .stride = stride,
        .n_digits = x->n_digits,
    };
}

/* Where row r has what `of_first` points at. */
static ALWAYS_INLINE const void *of_row(const struct few_x *x, const void *of_first, unsigned r)
{
    return (const uint8_t *)of_first + r * x->stride;
}

/* The sums over one vector's worth of columns with each row of digits: of one group, or of each of
 * the groups that share a vector. `column` is the first one. */
static ALWAYS_INLINE void sum_vector(const uint8_t *data, const struct few_x *x, size_t column,
                                     ints (*sums)[4], unsigned i, unsigned bits, unsigned group,
                                     bool is_fp4, unsigned n_rows_x)
{
    const unsigned n_runs = runs_of_bits(bits);
    const unsigned columns = n_runs * UNIT_COLUMNS; /* of a chunk */
    const unsigned n_chunks = group > columns ? group / columns : 1;
    const unsigned n_steps = n_chunks * n_runs;
    const unsigned n_narrow = narrow_steps(bits, is_fp4);
    ints acc[FEW_ROWS_X];
    UNROLLED
    for (unsigned step = 0; step < n_steps; step++) {
        const uint8_t *chunk = data + step / n_runs * (columns * bits / 8);
        if (step % n_runs == 0) {
            PREFETCH_FAR(chunk + FAR_BYTES);
            PREFETCH(chunk + NEAR_BYTES);
        }
        ints codes = unpack_chunk(chunk, bits, is_fp4, step % n_runs);
        UNROLLED
        for (unsigned r = 0; r < n_rows_x; r++) {
            ints codes_x = ints_load(of_row(x, x->codes + column + step * UNIT_COLUMNS, r));
            acc[r] = step % n_narrow == 0 ? dot_first(codes, codes_x, bits)
                                          : dot_next(acc[r], codes, codes_x, bits);
            if (step % n_narrow == n_narrow - 1 || step == n_steps - 1) {
                ints sum = dot_last(acc[r], bits);
                sums[r][i] = step < n_narrow ? sum : ints_add(sums[r][i], sum);
            }
        }
    }
}

/* Integer sums of N_LANES groups of one row of weights with each row of digits. */
static ALWAYS_INLINE void sum_block(const uint8_t *data, const struct few_x *x, size_t column,
                                    ints *sums, unsigned bits, unsigned group, bool is_fp4,
                                    unsigned n_rows_x)
{
    /* The more groups share a vector, the fewer lanes each has, and the fewer vectors there are. */
    const unsigned chunk = runs_of_bits(bits) * UNIT_COLUMNS;
    const unsigned n_lanes = group < chunk ? N_LANES * group / chunk : N_LANES;
    const unsigned n_together = n_lanes < 4 ? n_lanes : 4;
    const unsigned n_columns = N_LANES * group / n_lanes; /* of a vector */
    const uint64_t largest = largest_sum(bits, is_fp4, group / n_lanes);
    ints quads[FEW_ROWS_X][4];
    for (unsigned q = 0; q < n_lanes / n_together; q++) {
        ints v[FEW_ROWS_X][4];
        UNROLLED
        for (unsigned i = 0; i < n_together; i++) {
            size_t skipped = (size_t)(q * n_together + i) * n_columns;
            sum_vector(data + skipped * bits / 8, x, column + skipped, v, i, bits, group, is_fp4,
                       n_rows_x);
        }
        UNROLLED
        for (unsigned r = 0; r < n_rows_x; r++) {
            quads[r][q] = n_together == 4 ? sum_quads(v[r], largest)
                                          : add_neighbours(v[r][0], v[r][1], largest);
        }
    }
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        sums[r] = group_sums(quads[r], n_lanes);
    }
}

/* The p_g of N_LANES groups of one row, from group `first` on; those of the token whose first
 * digits are row r at partial[r * partial_stride]. */
static ALWAYS_INLINE void multiply_block(const struct matrix *matrix, struct row_groups groups,
                                         const struct few_x *x, size_t first, float *partial,
                                         size_t partial_stride, unsigned bits, unsigned group,
                                         bool is_fp4, unsigned n_rows_x)
{
    const bool has_two_digits = n_rows_x % 2 == 0 && x->n_digits == 2;
    ints sums[FEW_ROWS_X];
    PREFETCH(groups.scales + SCALES_PREFETCH_BYTES);
    if (!is_fp4) {
        PREFETCH(groups.biases + SCALES_PREFETCH_BYTES);
    }
    sum_block(groups.data, x, first * group, sums, bits, group, is_fp4, n_rows_x);
    floats scales = load_scales(matrix, groups.scales);
    floats biases = is_fp4 ? scales : load_scales(matrix, groups.biases);
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        ints sum = sums[r];
        if (has_two_digits && r % 2 == 1) {
            continue;
        }
        if (has_two_digits) {
            sum = ints_add(ints_times(sum, ints_all(KERNEL_DIGIT_BASE)), sums[r + 1]);
        }
        if (is_fp4) {
            ints sum_x = ints_load(of_row(x, x->sums + first, r));
            sum = ints_add(sum, ints_times(sum_x, ints_all(-FP4_OFFSET)));
        }
        floats scales_x = floats_load(of_row(x, x->scales + first, r));
        floats p = floats_times(floats_times(scales, scales_x), floats_of_ints(sum));
        if (!is_fp4) {
            p = floats_fma(biases, floats_load(of_row(x, x->shifts + first, r)), p);
        }
        floats_store(partial + r * partial_stride + first, p);
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
                                       unsigned n_rows_x)
{
    const struct matrix *matrix = few->matrix;
    struct row_groups groups = groups_of_row(matrix, row);
    for (size_t g = 0; g < few->n_groups; g += N_LANES) {
        if (UNLIKELY(few->n_groups - g < N_LANES)) {
            groups = pad_groups(matrix, groups, few->n_groups - g, &few->padded_groups);
        }
        multiply_block(matrix, groups, &few->x, g, partial, N_LANES * few->n_padded, bits, group,
                       is_fp4, n_rows_x);
        groups = skip_groups(matrix, groups, N_LANES);
    }
}

/* One instance for each layout and number of rows of digits. */
static ALWAYS_INLINE void multiply_few(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                       const struct activations *x, float *y, size_t y_stride,
                                       void *scratch, unsigned bits, unsigned group, bool is_fp4,
                                       unsigned n_rows_x)
{
    struct few_tokens few;
    few.matrix = matrix;
    few.n_groups = matrix->n_columns / group;
    few.n_padded = (few.n_groups + N_LANES - 1) / N_LANES * N_LANES;
    float *partial = scratch; /* [n_rows_x, N_LANES, n_padded] */
    few.x = few_x_at(x, bits, group, n_rows_x, few.n_padded,
                     (uint8_t *)(partial + n_rows_x * N_LANES * few.n_padded));
    memset(&few.padded_groups, 0, sizeof(few.padded_groups));
    for (size_t row = 0; row < n_rows; row += N_LANES) {
        size_t n = n_rows - row < N_LANES ? n_rows - row : N_LANES;
        for (size_t r = 0; r < n; r++) {
            multiply_row(&few, first_row + row + r, partial + r * few.n_padded, bits, group, is_fp4,
                         n_rows_x);
        }
        for (size_t t = 0; t < x->n_tokens; t++) {
            const float *token_partial = partial + t * x->n_digits * N_LANES * few.n_padded;
            floats_store_some(y + t * y_stride + first_row + row,
                              add_groups(token_partial, few.n_padded, few.n_groups), n);
        }
    }
}

#endif
