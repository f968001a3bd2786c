/*
 * Numbers in, numbers out. One table of functions per CPU level; a level's table names only what it
 * does better, and kernels_select lays the supported ones over the scalar one in rising order.
 *
 * The scalar kernels (src/kernels/scalar) are the specification: every other kernel gives the same
 * bits for the same input, so the level, like the number of threads and the number of tokens in a
 * call, is a free choice. What makes that possible:
 *
 *   - An output element is summed in one order that depends on nothing but its length.
 *   - Float dot products keep 16 lanes: lane l adds the products of the columns k = l mod 16 with
 *     fma, in rising k, starting from +0; a row that is no multiple of 16 long is padded with +0
 *     factors. The lanes are added by halves: l + (l+8), then + (l+4), + (l+2), + (l+1).
 *     Sums of plain values use the same lanes and tree.
 *   - Integer dot products are exact; what is done in float with them is one chain over the groups.
 *   - exp, tanh, … are ours, made of the same operations at every level (docs/numerics.md); an exp
 *     below the smallest normal number is 0.
 *   - A NaN is a NaN: its sign and payload are not defined.
 *   - Nothing is contracted into an fma that is not written as one.
 *
 * Kernels are pure and single-threaded: pointers and sizes, no allocation, no state. Pointers to
 * weights may have any alignment; float pointers are aligned to 4 bytes. Outputs never overlap
 * inputs unless a kernel says so.
 */
#ifndef KERNELS_KERNELS_H
#define KERNELS_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kernels/matrix.h"

/* X(constant suffix, suffix of names in C, name for --cpu), in rising order within an
 * architecture. The table of a level is kernels_<suffix>; some are not built for some targets. */
#define KERNEL_LEVELS(X)                                                                           \
    X(SCALAR, scalar, "scalar")                                                                    \
    X(AVX2, avx2, "avx2")                                                                          \
    X(AVX_VNNI, avx_vnni, "avx-vnni")                                                              \
    X(AVX512, avx512, "avx512")                                                                    \
    X(AVX512_VNNI, avx512_vnni, "avx512-vnni")                                                     \
    X(NEON, neon, "neon")                                                                          \
    X(NEON_DOTPROD, neon_dotprod, "neon-dotprod")                                                  \
    X(NEON_I8MM, neon_i8mm, "neon-i8mm")

enum kernel_level {
#define X(name, suffix, text) KERNEL_LEVEL_##name,
    KERNEL_LEVELS(X)
#undef X
        KERNEL_N_LEVELS
};

/* ---- weights times activations ------------------------------------------------------------- */

/*
 * Activations as integers, one scale per group of columns (the group of the weights they meet). An
 * integer has one digit or two, each of 8 bits, from -127 to 127:
 *
 *   r = x * (127 / max|x|);  first digit a = round-half-even(r)
 *   one digit     code = a                                             scale = max|x| / 127
 *   two digits    b = round-half-even((r - a) * 254); code = 254 a + b  scale = max|x| / 32258
 *
 * sum = sum of the codes, shift = scale * (float)sum; a group of zeros, or so near to zero that
 * 127 / max|x| overflows, has scale 0 and codes 0. A group with an infinity or a NaN has that as
 * its scale (NaN before infinity), and codes of no meaning. Within a group the digits stand in the
 * order in which unpacking the weights of `bits` bits gives them: 8/bits runs for 2 and 4 bits
 * (elements 0, 8/bits, 2*8/bits, … first, then 1, …), plain order for all others. Integer sums do
 * not see the order.
 */
struct activations {
    size_t n_tokens;
    size_t n_columns;
    unsigned group;
    unsigned bits;      /* 2, 4, or any other number for the plain order */
    unsigned n_digits;  /* 1 or 2 */
    size_t code_stride; /* bytes from one row of digits to the next: KERNEL_CODE_STRIDE */
    int8_t *codes;      /* [n_tokens, n_digits, code_stride], 64-byte aligned */
    float *scales;      /* [n_tokens, n_columns / group] */
    float *shifts;      /* the same, as all below */
    int32_t *sums;
};

/* What the first of two digits counts. */
enum { KERNEL_DIGIT_BASE = 254, KERNEL_MAX_DIGITS = 2 };

/* An odd number of cache lines, so that the same column of several tokens never falls into one
 * cache set. */
#define KERNEL_CODE_STRIDE(n_columns) ((((size_t)(n_columns) + 63) / 64 | 1) * 64)

/* Decodes rows to float: out[r, c] = w[first_row + r, c]. */
typedef void kernel_decode_rows(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                float *out /* [n_rows, n_columns] */);

/* y[t * y_stride + r] = dot(x[t], w[r]) for rows first_row <= r < first_row + n_rows, with the
 * weights as decode_rows gives them; not for blocks of GGUF. Quantized weights are decoded anew for
 * every few tokens: for many, decode rows first and multiply those. */
typedef void kernel_matmul_float(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                 const float *x /* [n_tokens, x_stride] */, size_t x_stride,
                                 size_t n_tokens, float *y, size_t y_stride);

/* Fills out (whose pointers and sizes are set) from x [n_tokens, x_stride]; tokens from
 * first_token on, n_tokens of them. */
typedef void kernel_quantize_rows(const float *x, size_t x_stride, size_t first_token,
                                  size_t n_tokens, struct activations *out);

/*
 * The quantized product. With S = exact integer sum of code_w * code_x over group g (the signed
 * E2M1 code times 2 for the fp4 kinds; with two digits 254 times the sum with the first plus the
 * sum with the second: 31 bits are enough), s_w, b_w the group's scale and bias in f32 (fp4: half
 * the scale, so that the doubled codes come out right; no bias), s_x and n_x the scale and sum of
 * the activations:
 *
 *   affine   p_g = fma(b_w, s_x * (float)n_x, (s_w * s_x) * (float)S)
 *   fp4      p_g = (s_w * s_x) * (float)S
 *   y = ((p_0 + p_1) + p_2) + …
 *
 * s_x * (float)n_x is the shift of the activations.
 *
 * y[t * y_stride + r] for first_row <= r < first_row + n_rows and all tokens of x. mxfp8 has no
 * integer product: it is multiplied in float. `scratch` has KERNEL_SCRATCH_BYTES(n_columns) bytes,
 * 64-byte aligned, contents of no meaning.
 */
typedef void kernel_matmul_quantized(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                     const struct activations *x, float *y, size_t y_stride,
                                     void *scratch);

/*
 * The same for blocks of GGUF, with the codes, scales and shifts that kernels/blocks.h takes out of
 * them; the activations are in groups of as many columns as share a scale, in the plain order:
 *
 *   types with shifts   p_g = fma(shift_w, s_x * (float)n_x, (s_w * s_x) * (float)S)
 *   all others          p_g = (s_w * s_x) * (float)S
 */
typedef void kernel_matmul_blocks(const struct matrix *matrix, size_t first_row, size_t n_rows,
                                  const struct activations *x, float *y, size_t y_stride,
                                  void *scratch);

/* Enough for 32 rows of bytes and their scales and biases in 32-bit float, and partial sums; and
 * for as many times 32 rows as stay in a second-level cache beside the activations. */
enum { KERNEL_SLAB_BYTES = 640 * 1024 };
#define KERNEL_SCRATCH_BYTES(n_columns) ((size_t)(n_columns)*48 + 65536 + KERNEL_SLAB_BYTES)

/*
 * y[i, c] = fma(a[i, k], b[k, c], y[i, c]) for k rising: one chain for each element, which goes on
 * from what y holds, so that k may be cut anywhere. Of a, rows and columns may lie apart in any
 * way, so it may be a matrix on its side; y must not overlap a or b.
 */
struct multiply_add {
    size_t n_rows;
    size_t n_inner;
    size_t n_columns;
    const float *a; /* element (i, k) at a[i * a_row + k * a_column] */
    size_t a_row;
    size_t a_column;
    const float *b; /* [n_inner, b_stride] */
    size_t b_stride;
    float *y; /* [n_rows, y_stride] */
    size_t y_stride;
    const float *ahead; /* n_ahead numbers that the next call reads: asked for on the way */
    size_t n_ahead;
};
typedef void kernel_multiply_add(const struct multiply_add *product);

/* ---- attention ------------------------------------------------------------------------------ */

enum kv_type { KV_F32, KV_F16, KV_INT8 };

enum { KERNEL_BLOCK_POSITIONS = 64, KERNEL_LANES = 16 };

/*
 * A block of the cache: 64 consecutive positions of one key-value head. Keys lie by element, 16
 * positions side by side, so that a register holds one element of many keys and a product with a
 * query needs no sum across lanes; values lie by position:
 *
 *   element d of key j    keys[(j / 16 * key_dim + d) * 16 + j % 16]
 *   element d of value j  values[j * value_dim + d]
 *
 * int8 rows have one scale for each position: x = scale * code, scale = max|x| / 127, code =
 * round-half-even(x * (127 / max|x|)), clamped to ±127; zeros have scale 0; a NaN has code -127.
 */
struct kv_block {
    enum kv_type type;
    size_t key_dim;
    size_t value_dim;
    const void *keys;          /* [4, key_dim, 16] of type */
    const void *values;        /* [64, value_dim] of type */
    const float *key_scales;   /* int8: [64]; otherwise NULL */
    const float *value_scales; /* int8: [64]; otherwise NULL */
    const void *next;          /* the block that will be attended next, or NULL: a hint */
    size_t next_bytes;
};

/* One query row on its way through the blocks. Start with maximum = -inf, sums and output zeroed;
 * at the end the output is to be divided by the tree of the sums. */
struct attention_row {
    const float *query; /* [key_dim], times the scale of the scores */
    float *output;      /* [value_dim] */
    float maximum;
    float sums[KERNEL_LANES];
    unsigned first; /* positions first <= j < last of the block are seen; first < last <= 64 */
    unsigned last;
};

/*
 * Online softmax over one block, for every row:
 *   s_j = fma(query[d], key_j[d], s_j) for d rising, from +0 (int8: with the codes, then times
 *         key_scale_j); cap * tanh(s_j / cap) if cap > 0
 *   m = max(maximum, max_j s_j); a = e^(maximum - m), 0 if maximum is -inf
 *   e_j = e^(s_j - m), by softmax_exp_scalar; 0 stands in for an m of -inf
 *   sums[l] = sums[l] * a, then + e_j for the j = l mod 16, rising
 *   output[d] = output[d] * a, then fma(e_j, value_j[d], output[d]) for j rising
 *               (int8: e_j * value_scale_j in place of e_j, and the code in place of the value)
 * Groups of 16 keys are read whole where a row sees one of them, and all scales; what is not seen
 * may hold anything. `scratch` has KERNEL_ATTENTION_SCRATCH_BYTES, 64-byte aligned, contents of no
 * meaning.
 */
typedef void kernel_attend_block(const struct kv_block *block, struct attention_row *rows,
                                 size_t n_rows, float cap, void *scratch);

/* A block in floats. */
#define KERNEL_ATTENTION_SCRATCH_BYTES(key_dim, value_dim)                                         \
    (KERNEL_BLOCK_POSITIONS * ((size_t)(key_dim) + (size_t)(value_dim)) * sizeof(float))

/* Stores n floats in the type of the cache, element i at out[i * stride]; *scale is set for int8,
 * left alone otherwise. */
typedef void kernel_store_kv(const float *x, size_t n, enum kv_type type, size_t stride, void *out,
                             float *scale);

/* ---- rows ------------------------------------------------------------------------------------ */

/* y = x * (1 / sqrt(sum(x^2) / n + eps)) * weight, in that order; the squares are added by fma;
 * weight NULL means 1. y may be x. */
typedef void kernel_rms_norm(const float *x, size_t n, const float *weight, float eps, float *y);

/* y = (x - mean) * (1 / sqrt(sum((x - mean)^2) / n + eps)) * weight + bias (fma); weight and
 * bias may be NULL. y may be x. */
typedef void kernel_layer_norm(const float *x, size_t n, const float *weight, const float *bias,
                               float eps, float *y);

/* Rotates the first 2 * n_pairs elements of each head in place. Pair i is (i, i + n_pairs), or
 * (2i, 2i + 1) when interleaved: (a, b) -> (a cos - b sin, b cos + a sin), each as
 * fma(a, cos, -(b * sin)) and fma(b, cos, a * sin). */
typedef void kernel_rope(float *x /* [n_heads, head_dim] */, size_t n_heads, size_t head_dim,
                         size_t n_pairs, const float *cosines, const float *sines,
                         bool is_interleaved);

enum activation_kind { ACTIVATION_SILU, ACTIVATION_GELU_TANH };

/* y = activation(gate) * up. silu(x) = x / (1 + exp(-x)); gelu_tanh(x), that is
 * 0.5 x (1 + tanh(u)) with u = sqrt(2/pi) (x + 0.044715 x^3), is x / (1 + exp(-2u)) with
 * 2u = x * fma(x * x, 2 sqrt(2/pi) 0.044715, 2 sqrt(2/pi)). y may be gate or up. */
typedef void kernel_gate(enum activation_kind kind, const float *gate, const float *up, size_t n,
                         float *y);

/* The way back through a gate, from dy to the gradients by gate and by up. With s = 1 / (1 +
 * exp(-t)) (silu: t = x, u = 1; gelu_tanh: t = 2u of above, u = its derivative fma(x * x, 3 c, 2
 * sqrt(2/pi)), c = 2 sqrt(2/pi) 0.044715): d_gate = (dy * up) * (s * fma(x * u, 1 - s, 1)); d_up =
 * dy * (x / (1 + exp(-t))) d_gate may be gate or dy, d_up may be up or dy, but not one array both.
 */
typedef void kernel_gate_backward(enum activation_kind kind, const float *gate, const float *up,
                                  const float *dy, size_t n, float *d_gate, float *d_up);

/* x = fma(y, scale, x). */
typedef void kernel_add_scaled(float *x, const float *y, size_t n, float scale);

/* y[c] = fma(s, scale, y[c]) with s = fma(b[k, c], h[k], s) for k rising, from +0. b [rank,
 * b_stride] is of 16-bit floats, n of its columns are taken. */
typedef void kernel_add_low_rank(const uint16_t *b, size_t b_stride, const float *h, size_t rank,
                                 size_t n, float scale, float *y);

/* x = x * scale. */
typedef void kernel_scale(float *x, size_t n, float scale);

/* x = cap * tanh(x / cap). */
typedef void kernel_soft_cap(float *x, size_t n, float cap);

/* out = exp(x - shift), and the sum of out in 16 lanes and the tree. out may be x. */
typedef float kernel_exp_sum(const float *x, size_t n, float shift, float *out);

/* The largest element; NaN elements are passed over; +0 where it would be -0; -inf for n = 0. So
 * is the maximum of an attention row. */
typedef float kernel_maximum(const float *x, size_t n);

/* Nothing but multiply-adds in registers, with the widest instructions of the level: the limit that
 * measurements compare with. Returns how many there were, of 8-bit integers or 32-bit floats. */
typedef uint64_t kernel_peak_integer(size_t n_rounds);
typedef uint64_t kernel_peak_float(size_t n_rounds);

/* X(name of the entry); its type is kernel_<name>. */
#define KERNELS(X)                                                                                 \
    X(decode_rows)                                                                                 \
    X(matmul_float)                                                                                \
    X(quantize_rows)                                                                               \
    X(matmul_quantized)                                                                            \
    X(matmul_blocks)                                                                               \
    X(multiply_add)                                                                                \
    X(attend_block)                                                                                \
    X(store_kv)                                                                                    \
    X(rms_norm)                                                                                    \
    X(layer_norm)                                                                                  \
    X(rope)                                                                                        \
    X(gate)                                                                                        \
    X(gate_backward)                                                                               \
    X(add_scaled)                                                                                  \
    X(add_low_rank)                                                                                \
    X(scale)                                                                                       \
    X(soft_cap)                                                                                    \
    X(exp_sum)                                                                                     \
    X(maximum)                                                                                     \
    X(peak_integer)                                                                                \
    X(peak_float)

struct kernels {
    enum kernel_level level; /* the highest one that is laid over */
#define X(name) kernel_##name *name;
    KERNELS(X)
#undef X
};

/* The tables, of which a target has some. */
#define X(name, suffix, text) extern const struct kernels kernels_##suffix;
KERNEL_LEVELS(X)
#undef X

/* The best this CPU can do, but nothing above `cap` (KERNEL_N_LEVELS: no cap). */
struct kernels kernels_select(enum kernel_level cap);

/* Whether this build has the level and this CPU can run it. */
bool kernels_supported(enum kernel_level level);

const char *kernels_level_name(enum kernel_level level);
/* By its name, in which an underscore is as good as a hyphen. */
bool kernels_level_find(const char *name, enum kernel_level *level);

#endif
