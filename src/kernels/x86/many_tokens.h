/*
 * Quantized weights times many tokens, at the speed of the arithmetic. Rows are unpacked to bytes
 * once, into panels in scratch in which one vector holds four columns of N_LANES rows:
 *
 *     panel   r0 k0-3 | r1 k0-3 | …      then   r0 k4-7 | r1 k4-7 | …
 *
 * As many panels as the second-level cache holds are filled at a time (a slab), so that
 * activations, which may not fit it, are fetched once for all of them.
 *
 * Every such vector meets the four codes of each of TILE_TOKENS tokens (or half as many, of two
 * digits), broadcast to all lanes, and the vectors of two panels share the broadcast. The integer
 * sums of a group stay in registers; the float part then has each row's result in a lane of its own
 * and nothing to reduce.
 *
 * Without a dot product of bytes (IS_NARROW) sums are kept in 16 bits for as many steps as cannot
 * overflow, and codes of 8 bits are taken apart: one panel has the lower, one the upper halves.
 */
#ifndef KERNELS_X86_MANY_TOKENS_H
#define KERNELS_X86_MANY_TOKENS_H

#include "kernels/x86/quantized_weights.h"

enum { N_PANELS = 2, MAX_SLAB = 8, VECTOR_BYTES = UNIT_COLUMNS, COLUMNS_PER_LANE = 4, STEPS = 2 };

struct panels {
    uint8_t *codes; /* [N_PANELS, codes_stride] */
    float *scales;  /* [N_PANELS, n_groups, N_LANES] */
    float *biases;  /* the same, if there are any */
    float *sums;    /* [TILE_TOKENS, N_PANELS, N_LANES] */
    size_t codes_stride;
    size_t n_groups;
    unsigned group;
    unsigned n_narrow; /* columns whose products can be summed in 16 bits */
    int offset;        /* by which codes are too great */
    bool has_biases;
    bool is_halves; /* the panels are halves of the same rows' codes */
};

/* Panels of the matrix, as yet without a place. */
static inline struct panels panels_of(const struct matrix *matrix)
{
    bool is_fp4 = matrix->kind != MATRIX_AFFINE;
    size_t n_units = (matrix->n_columns + UNIT_COLUMNS - 1) / UNIT_COLUMNS;
    return (struct panels){
        .codes_stride = n_units * N_LANES * VECTOR_BYTES,
        .n_groups = matrix->n_columns / matrix->group,
        .group = matrix->group,
        .n_narrow = narrow_columns(matrix->bits, matrix->group, is_fp4),
        .offset = is_fp4 ? FP4_OFFSET : 0,
        .has_biases = !is_fp4,
        .is_halves = IS_NARROW && !is_fp4 && matrix->bits == 8,
    };
}

/* As many pairs of panels as the slab has room for, at least one. */
static inline size_t slab_at(uint8_t *scratch, struct panels form, struct panels *panels)
{
    const size_t n_sums = (size_t)TILE_TOKENS * N_PANELS * N_LANES;
    const size_t n_scales = N_PANELS * form.n_groups * N_LANES;
    const size_t n_bytes = N_PANELS * form.codes_stride + (n_sums + 2 * n_scales) * sizeof(float);
    size_t n = 0;
    do {
        panels[n] = form;
        panels[n].codes = scratch + n * n_bytes;
        panels[n].sums = (float *)(void *)(panels[n].codes + N_PANELS * form.codes_stride);
        panels[n].scales = panels[n].sums + n_sums;
        panels[n].biases = panels[n].scales + n_scales;
        n++;
    } while (n < MAX_SLAB && (n + 1) * n_bytes <= SLAB_BYTES);
    return n;
}

/* ---- filling */

/* Rows of a panel; those past the end of the range repeat its last one. */
static ALWAYS_INLINE struct row_groups row_of_panel(const struct matrix *matrix, size_t row,
                                                    size_t last_row, size_t r)
{
    return groups_of_row(matrix, row + r < last_row ? row + r : last_row);
}

static void store_unit(const struct panels *panels, uint8_t *out, ints *v)
{
    transpose(v);
    UNROLLED
    for (unsigned i = 0; i < N_LANES; i++) {
        if (panels->is_halves) {
            ints_store(out + i * VECTOR_BYTES, low_nibbles(v[i]));
            ints_store(out + panels->codes_stride + i * VECTOR_BYTES, high_nibbles(v[i]));
        } else {
            ints_store(out + i * VECTOR_BYTES, v[i]);
        }
    }
}

/* One instance for each layout. A step is a whole number of both units and groups. */
static ALWAYS_INLINE void fill_codes(const struct matrix *matrix, size_t row, size_t last_row,
                                     const struct panels *panels, uint8_t *out, unsigned bits,
                                     unsigned group, bool is_fp4)
{
    const unsigned step = group > UNIT_COLUMNS ? group : UNIT_COLUMNS;
    const uint8_t *rows[N_LANES];
    for (size_t r = 0; r < N_LANES; r++) {
        rows[r] = row_of_panel(matrix, row, last_row, r).data;
    }
    uint8_t rest[N_LANES][MAX_GROUP] = {0};
    for (size_t column = 0; column < matrix->n_columns; column += step) {
        size_t n_left = matrix->n_columns - column;
        if (n_left < step) {
            for (size_t r = 0; r < N_LANES; r++) {
                rows[r] = memcpy(rest[r], rows[r], n_left * bits / 8);
            }
        }
        UNROLLED
        for (unsigned u = 0; u < step / UNIT_COLUMNS; u++) {
            /* Not left by a break: only a loop of known length can be unrolled. */
            if (u * UNIT_COLUMNS < n_left) {
                ints v[N_LANES];
                UNROLLED
                for (unsigned r = 0; r < N_LANES; r++) {
                    v[r] = unpack_unit(rows[r], bits, group, is_fp4, u);
                }
                store_unit(panels, out, v);
                out += N_LANES * VECTOR_BYTES;
            }
        }
        for (size_t r = 0; r < N_LANES; r++) {
            rows[r] += step * bits / 8;
        }
    }
}

/* Scales or biases of the panel's rows, group by group. */
static void fill_scales(const struct matrix *matrix, size_t row, size_t last_row, size_t n_groups,
                        bool is_bias, float *out)
{
    size_t n_bytes = scale_bytes(matrix);
    for (size_t g = 0; g < n_groups; g += N_LANES) {
        size_t n = n_groups - g < N_LANES ? n_groups - g : N_LANES;
        ints v[N_LANES];
        UNROLLED
        for (unsigned r = 0; r < N_LANES; r++) {
            struct row_groups groups = row_of_panel(matrix, row, last_row, r);
            const uint8_t *data = (is_bias ? groups.biases : groups.scales) + g * n_bytes;
            uint8_t padded[N_LANES * sizeof(float)] = {0};
            data = n < N_LANES ? memcpy(padded, data, n * n_bytes) : data;
            v[r] = bits_of_floats(load_scales(matrix, data));
        }
        transpose(v);
        for (size_t i = 0; i < n; i++) {
            ints_store(out + (g + i) * N_LANES, v[i]);
        }
    }
}

/* One instance for each layout: panel p, whose first row is `row`. */
static ALWAYS_INLINE void fill_panel(const struct matrix *matrix, size_t row, size_t last_row,
                                     const struct panels *panels, size_t p, unsigned bits,
                                     unsigned group, bool is_fp4)
{
    const size_t offset = p * panels->n_groups * N_LANES;
    fill_codes(matrix, row, last_row, panels, panels->codes + p * panels->codes_stride, bits, group,
               is_fp4);
    fill_scales(matrix, row, last_row, panels->n_groups, false, panels->scales + offset);
    if (!is_fp4) {
        fill_scales(matrix, row, last_row, panels->n_groups, true, panels->biases + offset);
    }
}

typedef void fill_function(const struct matrix *matrix, size_t row, size_t last_row,
                           const struct panels *panels, size_t p);

/* ---- multiplying */

/* Up to TILE_TOKENS rows of digits. Every third row or token has a pointer of its own, the next two
 * are found by the stride: so a few registers address them all. */
struct tile_x {
    const int8_t *codes[TILE_TOKENS / 3];
    const float *scales[TILE_TOKENS / 3];
    const float *shifts[TILE_TOKENS / 3];
    size_t code_stride;
    size_t n_groups;
};

static ALWAYS_INLINE struct tile_x tile_of_x(const struct activations *x, size_t first_token,
                                             unsigned n_tokens, unsigned n_digits)
{
    size_t n_groups = x->n_columns / x->group;
    struct tile_x tile = {.code_stride = x->code_stride, .n_groups = n_groups};
    UNROLLED
    for (unsigned i = 0; i < (n_tokens * n_digits + 2) / 3; i++) {
        tile.codes[i] = x->codes + (first_token * n_digits + 3 * i) * x->code_stride;
    }
    UNROLLED
    for (unsigned i = 0; i < (n_tokens + 2) / 3; i++) {
        size_t token = first_token + 3 * i;
        tile.scales[i] = x->scales + token * n_groups;
        tile.shifts[i] = x->shifts + token * n_groups;
    }
    return tile;
}

static ALWAYS_INLINE ints broadcast_codes(const struct tile_x *x, unsigned r, size_t k)
{
    const int8_t *codes = x->codes[r / 3] + r % 3 * x->code_stride + k;
    int32_t four;
    memcpy(&four, codes, sizeof(four));
    return ints_all(four);
}

static ALWAYS_INLINE floats broadcast_scale(const struct tile_x *x, unsigned t, size_t g)
{
    return floats_all(x->scales[t / 3][t % 3 * x->n_groups + g]);
}

static ALWAYS_INLINE floats broadcast_shift(const struct tile_x *x, unsigned t, size_t g)
{
    return floats_all(x->shifts[t / 3][t % 3 * x->n_groups + g]);
}

/* acc += the products of columns k to k + n - 1; `codes` is where panel 0 has column 0. Here, as
 * far as sums are integers, a row of digits is what a token is. */
static ALWAYS_INLINE void sum_columns(const uint8_t *codes, size_t codes_stride,
                                      const struct tile_x *x, size_t k, size_t n, unsigned n_tokens,
                                      ints acc[N_PANELS][TILE_TOKENS])
{
    const size_t end = k + n;
    do {
        UNROLLED
        for (unsigned i = 0; i < STEPS; i++) {
            ints first = ints_load(codes + k * N_LANES + i * VECTOR_BYTES);
            ints second = ints_load(codes + codes_stride + k * N_LANES + i * VECTOR_BYTES);
            UNROLLED
            for (unsigned t = 0; t < n_tokens; t++) {
                ints four = broadcast_codes(x, t, k + i * COLUMNS_PER_LANE);
                acc[0][t] = dot_step(acc[0][t], first, four);
                acc[1][t] = dot_step(acc[1][t], second, four);
                /* Without this, compilers keep a second copy of each sum for the code behind the
                 * loop and have no registers left. */
                ints_pin(&acc[0][t]);
                ints_pin(&acc[1][t]);
            }
        }
        k += STEPS * COLUMNS_PER_LANE;
    } while (k < end);
}

/* acc += sums in 16 bits: of two panels, or of the lower and upper halves of the codes of one. */
static ALWAYS_INLINE void add_narrow(bool is_halves, unsigned n_rows_x,
                                     ints narrow[N_PANELS][TILE_TOKENS],
                                     ints acc[N_PANELS][TILE_TOKENS])
{
    UNROLLED
    for (unsigned r = 0; r < n_rows_x; r++) {
        acc[0][r] = ints_add(acc[0][r], widen(narrow[0][r]));
        if (is_halves) {
            acc[0][r] = ints_add(acc[0][r], widen_upper(narrow[1][r]));
        } else {
            acc[1][r] = ints_add(acc[1][r], widen(narrow[1][r]));
        }
    }
}

/* The integer sums of one group, which starts at column k. */
static ALWAYS_INLINE void sum_group(const struct panels *panels, const struct tile_x *x, size_t k,
                                    unsigned n_tokens, ints acc[N_PANELS][TILE_TOKENS])
{
#if IS_NARROW
    const unsigned n_columns = panels->n_narrow;
    for (unsigned done = 0; done < panels->group; done += n_columns) {
        ints narrow[N_PANELS][TILE_TOKENS];
        UNROLLED
        for (unsigned t = 0; t < n_tokens; t++) {
            narrow[0][t] = ints_zero();
            narrow[1][t] = ints_zero();
        }
        sum_columns(panels->codes, panels->codes_stride, x, k + done, n_columns, n_tokens, narrow);
        if (panels->is_halves) {
            add_narrow(true, n_tokens, narrow, acc);
        } else {
            add_narrow(false, n_tokens, narrow, acc);
        }
    }
#else
    sum_columns(panels->codes, panels->codes_stride, x, k, panels->group, n_tokens, acc);
#endif
}

/* Makes one sum of those of both digits of a token. */
static ALWAYS_INLINE void join_digits(unsigned n_tokens, unsigned n_digits,
                                      ints acc[N_PANELS][TILE_TOKENS])
{
    if (n_digits < 2) {
        return;
    }
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        UNROLLED
        for (unsigned p = 0; p < N_PANELS; p++) {
            ints first = ints_times(acc[p][2 * t], ints_all(KERNEL_DIGIT_BASE));
            acc[p][t] = ints_add(first, acc[p][2 * t + 1]);
        }
    }
}

/* Adds group g of panel p to the results: the scalar formula, lane = row. */
static ALWAYS_INLINE void add_group(const struct panels *panels, const struct tile_x *x, size_t g,
                                    unsigned p, bool has_biases, unsigned n_tokens,
                                    ints acc[N_PANELS][TILE_TOKENS], float *results)
{
    size_t at = (p * x->n_groups + g) * N_LANES;
    floats scale = floats_load(panels->scales + at);
    floats bias = has_biases ? floats_load(panels->biases + at) : scale;
    UNROLLED
    for (unsigned t = 0; t < n_tokens; t++) {
        floats product =
            floats_times(floats_times(scale, broadcast_scale(x, t, g)), floats_of_ints(acc[p][t]));
        if (has_biases) {
            product = floats_fma(bias, broadcast_shift(x, t, g), product);
        }
        float *y = results + (t * N_PANELS + p) * N_LANES;
        floats_store(y, floats_add(floats_load(y), product));
    }
}

/* The rows of both panels times n_tokens tokens; the results are left in panels->sums. */
static ALWAYS_INLINE void multiply_tile(const struct panels *panels, const struct activations *x,
                                        size_t first_token, bool has_biases, unsigned n_tokens,
                                        unsigned n_digits)
{
    const struct tile_x tile = tile_of_x(x, first_token, n_tokens, n_digits);
    const size_t n_groups = panels->n_groups;
    const int32_t *sums = x->sums + first_token * n_groups;
    float *results = panels->sums;
    UNROLLED
    for (unsigned t = 0; t < n_tokens * N_PANELS; t++) {
        /* The one number that changes nothing when p_0 is added. */
        floats_store(results + t * N_LANES, floats_all(-0.0f));
    }
    for (size_t g = 0; g < n_groups; g++) {
        OPAQUE(results); /* the registers are for acc */
        ints acc[N_PANELS][TILE_TOKENS];
        UNROLLED
        for (unsigned r = 0; r < n_tokens * n_digits; r++) {
            bool has_offset = !has_biases && r % n_digits == n_digits - 1; /* with the last digit */
            acc[0][r] = has_offset ? ints_all(-panels->offset * sums[r / n_digits * n_groups + g])
                                   : ints_zero();
            acc[1][r] = acc[0][r];
        }
        sum_group(panels, &tile, g * panels->group, n_tokens * n_digits, acc);
        join_digits(n_tokens, n_digits, acc);
        add_group(panels, &tile, g, 0, has_biases, n_tokens, acc, results);
        if (!IS_NARROW || !panels->is_halves) {
            add_group(panels, &tile, g, 1, has_biases, n_tokens, acc, results);
        }
    }
}

typedef void tile_function(const struct panels *panels, const struct activations *x,
                           size_t first_token);

#define TILE_SIZES_3(X) X(1) X(2) X(3)
#define TILE_SIZES_6(X) TILE_SIZES_3(X) X(4) X(5) X(6)
#if TILE_TOKENS == 12
#define TILE_SIZES(X)      TILE_SIZES_6(X) X(7) X(8) X(9) X(10) X(11) X(12)
#define FINE_TILE_SIZES(X) TILE_SIZES_6(X) /* tokens of two digits */
#else
#define TILE_SIZES(X)      TILE_SIZES_6(X)
#define FINE_TILE_SIZES(X) TILE_SIZES_3(X)
#endif

#define TILE(n, digits)                                                                            \
    static void tile_unbiased_##n##_##digits(const struct panels *panels,                          \
                                             const struct activations *x, size_t first_token)      \
    {                                                                                              \
        multiply_tile(panels, x, first_token, false, n, digits);                                   \
    }                                                                                              \
    static void tile_biased_##n##_##digits(const struct panels *panels,                            \
                                           const struct activations *x, size_t first_token)        \
    {                                                                                              \
        multiply_tile(panels, x, first_token, true, n, digits);                                    \
    }
#define X(n) TILE(n, 1)
TILE_SIZES(X)
#undef X
#define X(n) TILE(n, 2)
FINE_TILE_SIZES(X)
#undef X

/* By whether there are biases, digits less one, and tokens. */
static tile_function *const tile_functions[2][KERNEL_MAX_DIGITS][TILE_TOKENS + 1] = {
#define X(n)    [n] = tile_unbiased_##n##_1,
#define FINE(n) [n] = tile_unbiased_##n##_2,
    {{TILE_SIZES(X)}, {FINE_TILE_SIZES(FINE)}},
#undef X
#undef FINE
#define X(n)    [n] = tile_biased_##n##_1,
#define FINE(n) [n] = tile_biased_##n##_2,
    {{TILE_SIZES(X)}, {FINE_TILE_SIZES(FINE)}},
#undef X
#undef FINE
};

static inline void store_tile(const struct panels *panels, size_t n_tokens, size_t n_rows, float *y,
                              size_t y_stride)
{
    for (size_t t = 0; t < n_tokens; t++) {
        for (size_t p = 0; p * N_LANES < n_rows; p++) {
            size_t n = n_rows - p * N_LANES < N_LANES ? n_rows - p * N_LANES : N_LANES;
            floats_store_some(y + t * y_stride + p * N_LANES,
                              floats_load(panels->sums + (t * N_PANELS + p) * N_LANES), n);
        }
    }
}

static inline void multiply_many(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                 const struct activations *x, float *y, size_t y_stride,
                                 void *scratch, struct panels form, fill_function *fill)
{
    struct panels panels[MAX_SLAB];
    size_t n_slab = slab_at(scratch, form, panels);
    size_t n_panels = form.is_halves ? 1 : N_PANELS;
    size_t tile_rows = n_panels * N_LANES;
    size_t n_tiles = (x->n_tokens * x->n_digits + TILE_TOKENS - 1) / TILE_TOKENS;
    size_t end = first_row + n_rows;
    for (size_t row = first_row; row < end; row += n_slab * tile_rows) {
        for (size_t p = 0; p < n_slab * n_panels && row + p / n_panels * tile_rows < end; p++) {
            fill(matrix, row + p * N_LANES, end - 1, &panels[p / n_panels], p % n_panels);
        }
        for (size_t i = 0; i < n_tiles; i++) {
            /* Tiles of nearly equal size, instead of full ones and a small rest. */
            size_t token = x->n_tokens * i / n_tiles;
            size_t n_tokens = x->n_tokens * (i + 1) / n_tiles - token;
            for (size_t p = 0; p < n_slab && row + p * tile_rows < end; p++) {
                size_t first = row + p * tile_rows;
                size_t n_left = end - first;
                tile_functions[form.has_biases][x->n_digits - 1][n_tokens](&panels[p], x, token);
                store_tile(&panels[p], n_tokens, n_left < tile_rows ? n_left : tile_rows,
                           y + token * y_stride + first, y_stride);
            }
        }
    }
}

#endif
