/*
 * What a model asks of the machine, at the level of operations. The model code is written once
 * against this table; a backend is one row (docs/architecture.md). All activations are f32, row
 * major, one row per token; all buffers belong to the caller.
 *
 * Operations never fail: everything that can go wrong is checked when a model or a session opens.
 */
#ifndef COMPUTE_BACKEND_H
#define COMPUTE_BACKEND_H

#include "base/error.h"
#include "base/pool.h"
#include "compute/kv_layout.h"
#include "kernels/kernels.h"

enum precision {
    PRECISION_FAST,  /* integer activations against quantized weights (the default) */
    PRECISION_EXACT, /* 32-bit float throughout */
};

/* How finely fast precision writes what a quantized matrix is multiplied with: in one digit of 8
 * bits or in two (docs/numerics.md tells which product has which, and why). */
enum fineness { FINENESS_ONE_DIGIT, FINENESS_TWO_DIGITS };

enum { LOW_RANK_PANEL = 256 };

/* What an adapter adds to a product, unmerged: y = y + scale * (b (a x)), and with factors all of
 * that times one number for each row. */
struct low_rank {
    struct matrix a; /* [rank, n_columns] of 32-bit floats */
    const float *b;  /* [rank, n_rows] */
    /* Both in 16-bit floats, which fast precision takes: half the bytes to read for a token. b lies
     * in panels of LOW_RANK_PANEL rows of the product: b[k, r] is row r / LOW_RANK_PANEL * rank +
     * k, column r % LOW_RANK_PANEL. data NULL: there are none. */
    struct matrix half_a;
    struct matrix half_b;
    float half_scale; /* in the place of scale */
    size_t n_rows;
    float scale;
    const float *factors; /* [n_rows], or NULL for ones */
};

/* One weight matrix and where its product goes: y[t, r] = dot(x[t], w[r]) + bias[r].
 *
 * With low_rank also h[t, k] = dot(x[t], a[k]), then s = fma(b[k, r], h[t, k], s) for k rising,
 * from +0, and y[t, r] = fma(s, scale, y[t, r]); where it has factors, the bias waits: y = y *
 * factors[r] + bias[r]. Linears of one call that share a may share h. */
struct linear {
    const struct matrix *weight;
    const float *bias; /* [n_rows], or NULL */
    float *y;          /* [n_tokens, y_stride] */
    size_t y_stride;
    enum fineness fineness;
    const struct low_rank *low_rank; /* NULL: none */
    float *h;                        /* [n_tokens, rank] */
};

/* The first matrix of an adapter's product, as a precision has it. */
static inline const struct matrix *low_rank_a(const struct low_rank *low_rank,
                                              enum precision precision)
{
    bool is_half = precision == PRECISION_FAST && low_rank->half_a.data != NULL;
    return is_half ? &low_rank->half_a : &low_rank->a;
}

enum norm_kind { NORM_RMS, NORM_LAYER };

struct norm {
    enum norm_kind kind;
    float eps;
    const float *weight; /* [n], or NULL for ones */
    const float *bias;   /* [n], or NULL */
};

/* One token's queries against one sequence's cache. Blocks are absolute: page b holds positions
 * [64 b, 64 b + 64), whatever the window, so that sums do not depend on how a prompt was cut. */
struct attention_span {
    const float *queries;        /* [n_heads, key_dim] */
    float *output;               /* [n_heads, value_dim] */
    const uint8_t *const *pages; /* by absolute block number; those outside [first, last) unused */
    size_t first;                /* positions first <= j < last are seen; first < last */
    size_t last;
};

struct attention {
    const struct kv_layout *layout;
    size_t layer_offset; /* bytes from the start of a page to this layer's part */
    size_t n_heads;      /* a multiple of layout->n_heads */
    float scale;
    float cap; /* of the scores; 0: none */
};

/* Angles of one rope for the tokens of a call. */
struct rope {
    size_t n_pairs;
    bool is_interleaved;
    const float *cosines; /* [n_tokens, n_pairs] */
    const float *sines;
};

/* Upper bounds of what a session will ask, from which scratch is planned. */
struct compute_limits {
    size_t n_tokens;  /* rows of one call */
    size_t n_columns; /* widest input of a linear */
    size_t key_dim;
    size_t value_dim;
};

/* What a machine does at best, for comparing with: one kind of work and nothing else. */
enum peak {
    PEAK_READ,    /* bytes read from memory */
    PEAK_INTEGER, /* 8-bit multiply-adds */
    PEAK_FLOAT,   /* 32-bit FMAs */
};

/* What a backend notes of a pass, on its caller's stack. */
struct backend_pass {
    double start; /* seconds; 0: its time says nothing */
    double processor_start;
    unsigned number, n_threads;
};

struct backend;

struct backend_operations {
    const char *name;
    void (*destroy)(struct backend *backend);

    /* Bytes of scratch that the operations below need within these limits. The caller provides
     * them, 64-byte aligned, with every call. */
    size_t (*scratch_bytes)(const struct backend *backend, const struct compute_limits *limits);

    /* n_linears matrices of equal n_columns times the same x [n_tokens, x_stride]; those of one
     * fineness share the integer activations. */
    void (*linear)(struct backend *backend, enum precision precision, const struct linear *linears,
                   size_t n_linears, const float *x, size_t x_stride, size_t n_tokens,
                   void *scratch);

    /* y[t] = row tokens[t] of the table, times scale. y [n_tokens, n_columns]. */
    void (*embed)(struct backend *backend, const struct matrix *table, const uint32_t *tokens,
                  size_t n_tokens, float scale, float *y);

    /* Every row of x [n_rows, n] on its own; rows x_stride and y_stride apart; y may be x. */
    void (*norm)(struct backend *backend, const struct norm *norm, const float *x, size_t x_stride,
                 size_t n_rows, size_t n, float *y, size_t y_stride);

    /* In place on x [n_tokens, n_heads, head_dim], tokens x_stride apart. */
    void (*rope)(struct backend *backend, const struct rope *rope, float *x, size_t x_stride,
                 size_t n_tokens, size_t n_heads, size_t head_dim);

    /* Stores row t of keys and values at positions[t] of pages[t] (a page's start). */
    void (*store_kv)(struct backend *backend, const struct kv_layout *layout, size_t layer_offset,
                     uint8_t *const *pages, const size_t *positions_in_page, size_t n_tokens,
                     const float *keys, const float *values);

    /* Spans of one sequence stand together, in rising position. */
    void (*attend)(struct backend *backend, const struct attention *attention,
                   const struct attention_span *spans, size_t n_spans, void *scratch);

    /* y = activation(gate) * up over n numbers; y may be gate or up. */
    void (*gate)(struct backend *backend, enum activation_kind kind, const float *gate,
                 const float *up, size_t n, float *y);

    /* x = fma(y, scale, x) over n numbers. */
    void (*add_scaled)(struct backend *backend, float *x, const float *y, size_t n, float scale);

    /* x = x * scale, then cap * tanh(x / cap) if cap > 0, over n numbers. */
    void (*scale_and_cap)(struct backend *backend, float *x, size_t n, float scale, float cap);

    /* Runs a task once on every thread that works now, for what is made of kernels alone and too
     * rare to be an operation (training). */
    void (*share)(struct backend *backend, pool_task *task, void *context);

    unsigned (*n_threads)(const struct backend *backend);
    /* For passes of one row: 0 as long as it is not known; to be used from now on, n_threads at
     * most, 0: what is measured. */
    unsigned (*n_step_threads)(const struct backend *backend);
    void (*use_step_threads)(struct backend *backend, unsigned n);

    /* Around the operations of one pass over the weights, so that the backend can choose how many
     * threads work on it, and learn from how long it took. Passes of several callers may overlap.
     */
    void (*begin_pass)(struct backend *backend, size_t n_rows, struct backend_pass *pass);
    void (*end_pass)(struct backend *backend, const struct backend_pass *pass);

    /* Does ten milliseconds or so of that work on the threads that would have it, and tells how
     * much it was; the caller takes the time. PEAK_READ reads the bytes once. */
    double (*peak)(struct backend *backend, enum peak peak, const uint8_t *bytes, size_t n_bytes);

    /* Begins or ends counting how long threads wait, and what it came to (base/pool.h): seconds of
     * all threads at barriers, and seconds in which one worked alone. While no operation runs. */
    void (*count_waiting)(struct backend *backend, bool counts);
    void (*waiting)(const struct backend *backend, double *barrier_seconds, double *alone_seconds);

    /* The kernels, for work that is not worth an operation (sampling). */
    const struct kernels *(*kernels)(const struct backend *backend);
};

/* A backend starts with this. */
struct backend {
    const struct backend_operations *operations;
};

struct backend_options {
    unsigned n_threads;    /* 0: as many as base/cores.h says; fewer for one row, if as fast */
    enum kernel_level cap; /* KERNEL_N_LEVELS: no cap */
};

/* The CPU: always there. */
bool cpu_backend_create(struct backend **out, const struct backend_options *options,
                        struct error *err);

#endif
