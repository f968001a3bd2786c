/*
 * Quantized weights times several tokens: more than multiply_few can take at the speed of the
 * memory, too few to pay for unpacking rows into panels first (many_tokens.h).
 *
 * The panels of this file keep the weights packed. A chunk of a few rows, some hundred bytes of
 * each, is only transposed, into the first-level cache:
 *
 *     panel   r0 b0-3 | r1 b0-3 | …      then   r0 b4-7 | r1 b4-7 | …      (bytes of codes)
 *
 * The shifts and masks that take codes out of such a vector are paid once for all tokens of a tile,
 * and leave every row's codes in its own lane, as in many_tokens.h; so do the rest of the sums.
 *
 * Codes of 3, 5 and 6 bits lie across bytes and become bytes before they are transposed. Without a
 * dot product of bytes, codes of 8 bits are taken apart, and both panels are of the same rows.
 *
 * Rows are read side by side here, which memory is slow at. So the rows that come next are asked
 * for, in the order in which they lie, while these are transposed and multiplied.
 */
#ifndef KERNELS_X86_SEVERAL_TOKENS_H
#define KERNELS_X86_SEVERAL_TOKENS_H

#include "kernels/x86/many_tokens.h"

/* Bytes of a row of a panel that are transposed at a time: whole groups of any layout. */
enum { CHUNK_BYTES = 128, LINE_BYTES = 64, TRANSPOSED_SHARE = 4 };

/* ---- transposing */

/* Bits of a code in a panel. */
static ALWAYS_INLINE unsigned panel_bits(unsigned bits)
{
    return bits == 2 || bits == 4 ? bits : 8;
}

/* n_columns of N_LANES rows, from first_column on, into a panel. What is behind the last column of
 * a vector has no meaning. Asks for one line from `ahead` on, ahead_bytes apart, for every
 * TRANSPOSED_SHARE lines that it stores. */
static ALWAYS_INLINE void transpose_codes(const uint8_t *const *rows, size_t first_column,
                                          size_t n_columns, uint8_t *out, const uint8_t *ahead,
                                          size_t ahead_bytes, unsigned bits)
{
    const size_t step = VECTOR_BYTES * 8 / panel_bits(bits); /* columns of N_LANES vectors */
    for (size_t column = 0; column < n_columns; column += step) {
        const uint8_t *const *data = rows;
        size_t offset = (first_column + column) * bits / 8;
        const uint8_t *padded[N_LANES];
        uint8_t rest[N_LANES][VECTOR_BYTES];
        if (UNLIKELY(n_columns - column < step)) {
            for (size_t r = 0; r < N_LANES; r++) {
                padded[r] = memcpy(rest[r], rows[r] + offset, (n_columns - column) * bits / 8);
            }
            data = padded;
            offset = 0;
        }
        ints v[N_LANES];
        if (bits == panel_bits(bits)) {
            load_transposed(data, offset, v);
        } else {
            UNROLLED
            for (unsigned r = 0; r < N_LANES; r++) {
                v[r] = unpack_odd(data[r] + offset, bits);
            }
            transpose(v);
        }
        UNROLLED
        for (unsigned i = 0; i < N_LANES; i++) {
            ints_store(out + i * VECTOR_BYTES, v[i]);
            if (i * VECTOR_BYTES % (TRANSPOSED_SHARE * LINE_BYTES) == 0) {
                PREFETCH_FAR(ahead);
                ahead += ahead_bytes;
            }
        }
        out += N_LANES * VECTOR_BYTES;
    }
}

typedef void transpose_function(const uint8_t *const *rows, size_t first_column, size_t n_columns,
                                uint8_t *out, const uint8_t *ahead, size_t ahead_bytes);

#define CODE_BITS(X) X(2) X(3) X(4) X(5) X(6) X(8)
#define X(bits)                                                                                    \
    static void transpose_##bits(const uint8_t *const *rows, size_t first_column,                  \
                                 size_t n_columns, uint8_t *out, const uint8_t *ahead,             \
                                 size_t ahead_bytes)                                               \
    {                                                                                              \
        transpose_codes(rows, first_column, n_columns, out, ahead, ahead_bytes, bits);             \
    }
CODE_BITS(X)
#undef X

static transpose_function *const transpose_functions[] = {
#define X(bits) [bits] = transpose_##bits,
    CODE_BITS(X)
#undef X
};

/* ---- multiplying */

/* Some groups of all rows of the panels, and what is to be asked for while they are multiplied. */
struct chunk {
    size_t first_group;
    size_t last_group; /* behind it */
    unsigned group;
    unsigned narrow_vectors; /* of a panel, after which sums in 16 bits are full */
    const uint8_t *ahead;
    size_t ahead_bytes; /* from one request to the next; 0: nothing more is to be asked for */
};

/* Run `run` of the codes of both panels. */
static ALWAYS_INLINE void take_codes(const ints packed[N_PANELS], unsigned run, unsigned bits,
                                     bool is_fp4, bool is_halves, ints codes[N_PANELS])
{
    UNROLLED
    for (unsigned p = 0; p < N_PANELS; p++) {
        codes[p] = bits == 8 ? packed[p] : low_bits(shift_down(packed[p], run * bits), bits);
        codes[p] = is_fp4 ? decode_fp4_codes(codes[p]) : codes[p];
    }
    if (is_halves) {
        codes[0] = low_nibbles(packed[0]);
        codes[1] = high_nibbles(packed[0]);
    }
}

/* acc += the products of the codes in n vectors of each panel. Those of run r meet the activations
 * from column k + r * run_columns on. */
static ALWAYS_INLINE void sum_vectors(const uint8_t *codes, size_t n, const struct tile_x *x,
                                      size_t k, size_t run_columns, const uint8_t *ahead,
                                      size_t ahead_bytes, unsigned bits, bool is_fp4,
                                      bool is_halves, unsigned n_rows_x,
                                      ints acc[N_PANELS][TILE_TOKENS])
{
    const size_t end = k + n * COLUMNS_PER_LANE;
    do {
        ints packed[N_PANELS] = {ints_load(codes), ints_load(codes + CHUNK_BYTES * N_LANES)};
        codes += VECTOR_BYTES;
        UNROLLED
        for (unsigned i = 0; i < VECTOR_BYTES * N_PANELS / LINE_BYTES; i++) { /* once for a line */
            PREFETCH_FAR(ahead);
            ahead += ahead_bytes;
        }
        UNROLLED
        for (unsigned run = 0; run < 8 / bits; run++) {
            ints run_codes[N_PANELS];
            take_codes(packed, run, bits, is_fp4, is_halves, run_codes);
            UNROLLED
            for (unsigned r = 0; r < n_rows_x; r++) {
                ints four = broadcast_codes(x, r, k + run * run_columns);
                acc[0][r] = dot_step(acc[0][r], run_codes[0], four);
                acc[1][r] = dot_step(acc[1][r], run_codes[1], four);
                ints_pin(&acc[0][r]);
                ints_pin(&acc[1][r]);
            }
        }
        k += COLUMNS_PER_LANE;
    } while (k < end);
}

/* What the sums of group g start from. */
static ALWAYS_INLINE void start_sums(const int32_t *sums_x, size_t n_groups, size_t g, bool is_fp4,
                                     unsigned n_tokens, unsigned n_digits,
                                     ints acc[N_PANELS][TILE_TOKENS])
{
    UNROLLED
    for (unsigned r = 0; r < n_tokens * n_digits; r++) {
        bool has_offset = is_fp4 && r % n_digits == n_digits - 1; /* with the last digit */
        acc[0][r] =
            has_offset ? ints_all(-FP4_OFFSET * sums_x[r / n_digits * n_groups + g]) : ints_zero();
        acc[1][r] = acc[0][r];
    }
}

/* Whole groups of a chunk, which starts in the panels, times n_tokens tokens: their p_g are added
 * to the results. As far as sums are integers, a row of digits is what a token is. */
static ALWAYS_INLINE void multiply_chunk(const struct panels *panels, const struct chunk *chunk,
                                         const struct activations *activations, size_t first_token,
                                         unsigned bits, bool is_fp4, bool is_halves,
                                         unsigned n_tokens, unsigned n_digits)
{
    const unsigned n_rows_x = n_tokens * n_digits;
    const size_t group = chunk->group;
    const size_t n_vectors = group * bits / 8 / COLUMNS_PER_LANE; /* of a group in a panel */
    const size_t n_narrow = IS_NARROW ? chunk->narrow_vectors : n_vectors;
    const size_t run_columns = group * bits / 8;
    const struct tile_x x = tile_of_x(activations, first_token, n_tokens, n_digits);
    const int32_t *sums = activations->sums + first_token * x.n_groups;
    const uint8_t *codes = panels->codes;
    const uint8_t *ahead = chunk->ahead;
    float *results = panels->sums + first_token * N_PANELS * N_LANES;
    for (size_t g = chunk->first_group; g < chunk->last_group; g++) {
        OPAQUE(results); /* the registers are for acc */
        ints acc[N_PANELS][TILE_TOKENS];
        start_sums(sums, x.n_groups, g, is_fp4, n_tokens, n_digits, acc);
        for (size_t i = 0; i < n_vectors; i += n_narrow) {
            ints narrow[N_PANELS][TILE_TOKENS];
            if (IS_NARROW) {
                UNROLLED
                for (unsigned r = 0; r < n_rows_x; r++) {
                    narrow[0][r] = ints_zero();
                    narrow[1][r] = ints_zero();
                }
            }
            sum_vectors(codes, n_narrow, &x, g * group + i * COLUMNS_PER_LANE, run_columns, ahead,
                        chunk->ahead_bytes, bits, is_fp4, is_halves, n_rows_x,
                        IS_NARROW ? narrow : acc);
            if (IS_NARROW) {
                add_narrow(is_halves, n_rows_x, narrow, acc);
            }
            codes += n_narrow * VECTOR_BYTES;
            ahead += n_narrow * (VECTOR_BYTES * N_PANELS / LINE_BYTES) * chunk->ahead_bytes;
        }
        join_digits(n_tokens, n_digits, acc);
        add_group(panels, &x, g, 0, !is_fp4, n_tokens, acc, results);
        if (!is_halves) {
            add_group(panels, &x, g, 1, !is_fp4, n_tokens, acc, results);
        }
    }
}

typedef void chunk_function(const struct panels *panels, const struct chunk *chunk,
                            const struct activations *x, size_t first_token);

/* X(name, tokens, digits, bits in a panel, whether the codes are E2M1, whether the panels are
 * halves of the same rows' codes) */
#if IS_NARROW
#define CHUNK_HALVES(X, n, digits) X(halves, n, digits, 8, false, true)
#else
#define CHUNK_HALVES(X, n, digits)
#endif
#define CHUNK_KINDS(X, n, digits)                                                                  \
    X(2, n, digits, 2, false, false)                                                               \
    X(4, n, digits, 4, false, false)                                                               \
    X(8, n, digits, 8, false, false)                                                               \
    X(fp4, n, digits, 4, true, false)                                                              \
    CHUNK_HALVES(X, n, digits)

#define DEFINE(name, n, digits, bits, is_fp4, is_halves)                                           \
    static void chunk_##name##_##n##_##digits(const struct panels *panels,                         \
                                              const struct chunk *chunk,                           \
                                              const struct activations *x, size_t first_token)     \
    {                                                                                              \
        multiply_chunk(panels, chunk, x, first_token, bits, is_fp4, is_halves, n, digits);         \
    }
#define X(n) CHUNK_KINDS(DEFINE, n, 1)
TILE_SIZES(X)
#undef X
#define X(n) CHUNK_KINDS(DEFINE, n, 2)
FINE_TILE_SIZES(X)
#undef X
#undef DEFINE

/* One way to multiply a chunk for each kind of code. */
struct chunk_kind {
    unsigned bits;
    bool is_fp4;
    bool is_halves;
    chunk_function *run;
};

static chunk_function *chunk_function_of(const struct matrix *matrix, size_t n_tokens,
                                         unsigned n_digits)
{
    static const struct chunk_kind functions[KERNEL_MAX_DIGITS][TILE_TOKENS + 1][8] = {
#define ROW(name, n, digits, bits, is_fp4, is_halves)                                              \
    {bits, is_fp4, is_halves, chunk_##name##_##n##_##digits},
#define X(n)    [n] = {CHUNK_KINDS(ROW, n, 1)},
#define FINE(n) [n] = {CHUNK_KINDS(ROW, n, 2)},
        {TILE_SIZES(X)}, {FINE_TILE_SIZES(FINE)}
#undef X
#undef FINE
#undef ROW
    };
    const struct chunk_kind *kind = functions[n_digits - 1][n_tokens];
    bool is_fp4 = matrix->kind != MATRIX_AFFINE;
    bool is_halves = IS_NARROW && matrix->bits == 8;
    while (kind->bits != panel_bits(matrix->bits) || kind->is_fp4 != is_fp4 ||
           kind->is_halves != is_halves) {
        kind++;
    }
    return kind->run;
}

/* ---- rows and tokens */

/* The panels for up to SEVERAL_ROWS_X rows of digits: scales and biases of whole rows, codes of a
 * chunk. */
static inline struct panels packed_panels_at(uint8_t *scratch, const struct matrix *matrix)
{
    struct panels panels = {
        .codes = scratch,
        .codes_stride = CHUNK_BYTES * N_LANES,
        .n_groups = matrix->n_columns / matrix->group,
        .is_halves = IS_NARROW && matrix->kind == MATRIX_AFFINE && matrix->bits == 8,
    };
    panels.sums = (float *)(void *)(scratch + N_PANELS * panels.codes_stride);
    panels.scales = panels.sums + SEVERAL_ROWS_X * N_PANELS * N_LANES;
    panels.biases = panels.scales + N_PANELS * panels.n_groups * N_LANES;
    return panels;
}

/* The tokens in tiles of nearly equal size. */
struct token_tile {
    size_t first;
    chunk_function *multiply;
};

static inline size_t token_tiles_of(const struct matrix *matrix, const struct activations *x,
                                    struct token_tile *tiles)
{
    size_t n_tiles = (x->n_tokens * x->n_digits + TILE_TOKENS - 1) / TILE_TOKENS;
    for (size_t i = 0; i < n_tiles; i++) {
        size_t end = x->n_tokens * (i + 1) / n_tiles;
        tiles[i].first = x->n_tokens * i / n_tiles;
        tiles[i].multiply = chunk_function_of(matrix, end - tiles[i].first, x->n_digits);
    }
    return n_tiles;
}

/* Asks for the scales of the n_rows rows behind n_rows from `row` on: for as much of them as
 * columns done to next are of a row. */
static inline void ask_for_scales(const struct matrix *matrix, size_t row, size_t n_rows,
                                  size_t done, size_t next)
{
    size_t n_bytes = n_rows * matrix->scale_row_bytes;
    size_t offset = row * matrix->scale_row_bytes + n_bytes;
    size_t end = n_bytes * next / matrix->n_columns;
    for (size_t i = n_bytes * done / matrix->n_columns; i < end; i += LINE_BYTES) {
        PREFETCH_FAR(matrix->scales + offset + i);
        if (matrix->kind == MATRIX_AFFINE) {
            PREFETCH_FAR(matrix->biases + offset + i);
        }
    }
}

/* The scales of the rows, and nothing added to the results. */
static inline void start_rows(const struct matrix *matrix, size_t row, size_t last_row,
                              size_t n_panels, size_t n_tokens, const struct panels *panels)
{
    for (size_t p = 0; p < n_panels; p++) {
        size_t first = row + p * N_LANES;
        size_t offset = p * panels->n_groups * N_LANES;
        fill_scales(matrix, first, last_row, panels->n_groups, false, panels->scales + offset);
        if (matrix->kind == MATRIX_AFFINE) {
            fill_scales(matrix, first, last_row, panels->n_groups, true, panels->biases + offset);
        }
    }
    for (size_t i = 0; i < n_tokens * N_PANELS; i++) {
        /* The one number that changes nothing when p_0 is added. */
        floats_store(panels->sums + i * N_LANES, floats_all(-0.0f));
    }
}

/* The rows of both panels, row to last_row at most, times all tokens. */
static inline void multiply_rows(const struct matrix *matrix, size_t row, size_t last_row,
                                 size_t n_panels, const struct panels *panels,
                                 const struct activations *x, const struct token_tile *tiles,
                                 size_t n_tiles)
{
    const unsigned bits = panel_bits(matrix->bits);
    const size_t chunk_columns = CHUNK_BYTES * 8 / bits;
    const bool is_fp4 = matrix->kind != MATRIX_AFFINE;
    const size_t n_rows = n_panels * N_LANES;
    const uint8_t *rows[N_PANELS][N_LANES];
    for (size_t r = 0; r < n_rows; r++) {
        rows[r / N_LANES][r % N_LANES] = row_of_panel(matrix, row, last_row, r).data;
    }
    struct chunk chunk = {
        .group = matrix->group,
        .narrow_vectors = narrow_columns(matrix->bits, matrix->group, is_fp4) * bits / 32,
        .ahead = matrix->data + (row + n_rows) * matrix->row_bytes,
    };
    for (size_t column = 0; column < matrix->n_columns; column += chunk_columns) {
        size_t n_left = matrix->n_columns - column;
        size_t n = n_left < chunk_columns ? n_left : chunk_columns;
        /* As many bytes as the chunk has are asked for: some while it is transposed, the others
         * while the first tokens are multiplied. */
        const size_t n_bytes = n * matrix->bits / 8 * n_rows;
        const size_t line_bytes = LINE_BYTES * matrix->bits / bits;
        for (size_t p = 0; p < n_panels; p++) {
            transpose_functions[matrix->bits](rows[p], column, n,
                                              panels->codes + p * panels->codes_stride, chunk.ahead,
                                              line_bytes);
            chunk.ahead += n_bytes / n_panels / TRANSPOSED_SHARE;
        }
        ask_for_scales(matrix, row, n_rows, column, column + n);
        chunk.first_group = column / matrix->group;
        chunk.last_group = (column + n) / matrix->group;
        chunk.ahead_bytes = (line_bytes - line_bytes / TRANSPOSED_SHARE) * n_panels / N_PANELS;
        for (size_t i = 0; i < n_tiles; i++) {
            tiles[i].multiply(panels, &chunk, x, tiles[i].first);
            chunk.ahead_bytes = 0;
        }
        chunk.ahead += n_bytes - n_bytes / TRANSPOSED_SHARE;
    }
}

static inline void multiply_several(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                    const struct activations *x, float *y, size_t y_stride,
                                    void *scratch)
{
    const struct panels panels = packed_panels_at(scratch, matrix);
    struct token_tile tiles[SEVERAL_ROWS_X];
    const size_t n_tiles = token_tiles_of(matrix, x, tiles);
    const size_t n_panels = panels.is_halves ? 1 : N_PANELS;
    const size_t end = first_row + n_rows;
    for (size_t row = first_row; row < end; row += n_panels * N_LANES) {
        size_t n_left = end - row;
        start_rows(matrix, row, end - 1, n_panels, x->n_tokens, &panels);
        multiply_rows(matrix, row, end - 1, n_panels, &panels, x, tiles, n_tiles);
        store_tile(&panels, x->n_tokens, n_left < n_panels * N_LANES ? n_left : n_panels * N_LANES,
                   y + row, y_stride);
    }
}

#endif
