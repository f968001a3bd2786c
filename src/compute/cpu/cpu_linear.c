/*
 * The linear operation on the CPU; see cpu_linear.h.
 *
 * A matrix is multiplied in one of three ways:
 *
 *   integer   quantized weights in fast precision: integer activations against the codes
 *   direct    few tokens in floats: weights are multiplied where they lie in the mapping
 *   decoded   all else: rows are decoded to 32-bit float, a slab at a time, and multiplied there
 *             (32-bit weights, too: in the mapping, rows often fall into the same cache sets)
 *
 * Matrices of one call may want their integer activations grouped, ordered or cut into digits
 * differently; they are served one encoding after the other, so that one buffer is enough. For a
 * few tokens every worker encodes them for itself, which is cheaper than the barrier that sharing
 * would cost, and the call is one task; for many the workers share the encoding, too.
 *
 * Workers take rows piece by piece (pool_take), since no two cores are equally fast all the time,
 * and go from one matrix to the next without waiting. The first matrices of adapters are taken
 * before all others, so that they are done when the first piece of the others wants them.
 *
 * Scratch: the shared encoding of all tokens, then for each worker its own encoding of a few tokens
 * and the scratch of the kernels, which is also the slab.
 */
#include "compute/cpu/cpu_linear.h"

#include "compute/cpu/cpu_low_rank.h"
#include "kernels/blocks.h"

enum {
    FEW_TOKENS = 4,    /* up to here each worker encodes for itself */
    DECODE_TOKENS = 8, /* from here on decoding weights once pays */
    SLAB_ROWS = 32,
    ROW_STEP = 32,   /* workers take rows in multiples of it */
    NEAR_ROWS = 512, /* whose products stay in the first-level cache */
    SMALL_STEP = 8,  /* of matrices that have too few, as those of adapters */
    MAX_LINEARS = 8, /* of one task; more are done in several */
    MIN_GROUP = 16,
    LINE_BYTES = 64,
    LINE_FLOATS = LINE_BYTES / sizeof(float),
};

/* How integer activations are to be written; group 0: they stay floats. */
struct encoding {
    unsigned group;
    unsigned bits;
    unsigned n_digits;
};

/* Matrices that workers take rows of. */
struct products {
    struct linear linears[MAX_LINEARS];
    size_t n_linears;
    atomic_size_t taken[MAX_LINEARS]; /* rows of each */
    atomic_size_t n_left;             /* rows of all that are not done */
};

struct job {
    const struct kernels *kernels;
    enum precision precision;
    struct products first; /* the first matrices of the adapters of main */
    struct products main;
    const float *x;
    size_t x_stride;
    size_t n_tokens;
    size_t n_columns;
    struct products *products;      /* of a task for many tokens */
    struct activations activations; /* in it, shared */
    uint8_t *worker_scratch;
    size_t worker_bytes;
};

static size_t round_to_lines(size_t n_bytes)
{
    return (n_bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
}

static size_t activations_bytes(size_t n_tokens, size_t n_columns)
{
    size_t group_bytes = round_to_lines(n_tokens * (n_columns / MIN_GROUP + 1) * sizeof(float));
    return n_tokens * KERNEL_MAX_DIGITS * KERNEL_CODE_STRIDE(n_columns) + 3 * group_bytes;
}

static size_t slab_stride(size_t n_columns)
{
    size_t n_lines = (n_columns + LINE_FLOATS - 1) / LINE_FLOATS;
    /* An odd multiple of four lines: pieces of 32 rows spread evenly over 64 cache sets. */
    return ((n_lines + 3) / 8 * 8 + 4) * LINE_FLOATS;
}

static size_t worker_scratch_bytes(size_t n_columns)
{
    size_t slab_bytes = SLAB_ROWS * slab_stride(n_columns) * sizeof(float);
    size_t kernel_bytes = round_to_lines(KERNEL_SCRATCH_BYTES(n_columns));
    return activations_bytes(FEW_TOKENS, n_columns) +
           (slab_bytes > kernel_bytes ? slab_bytes : kernel_bytes);
}

size_t cpu_linear_scratch_bytes(unsigned n_workers, size_t n_tokens, size_t n_columns)
{
    return activations_bytes(n_tokens, n_columns) + n_workers * worker_scratch_bytes(n_columns);
}

static struct activations activations_at(uint8_t *memory, size_t n_tokens, size_t n_columns,
                                         struct encoding encoding)
{
    size_t code_stride = KERNEL_CODE_STRIDE(n_columns);
    size_t group_bytes = round_to_lines(n_tokens * (n_columns / MIN_GROUP + 1) * sizeof(float));
    uint8_t *groups = memory + n_tokens * encoding.n_digits * code_stride;
    return (struct activations){
        .n_tokens = n_tokens,
        .n_columns = n_columns,
        .group = encoding.group,
        .bits = encoding.bits,
        .n_digits = encoding.n_digits,
        .code_stride = code_stride,
        .codes = (int8_t *)memory,
        .scales = (float *)(void *)groups,
        .shifts = (float *)(void *)(groups + group_bytes),
        .sums = (int32_t *)(void *)(groups + 2 * group_bytes),
    };
}

/* Weights whose order of codes is the plain one can share an encoding, whatever their bits. */
static struct encoding encoding_of(enum precision precision, const struct linear *linear)
{
    const struct matrix *weight = linear->weight;
    if (precision == PRECISION_EXACT || !matrix_has_integer_product(weight->kind)) {
        return (struct encoding){0};
    }
    bool is_blocks = matrix_is_blocks(weight->kind);
    bool is_plain = is_blocks || (weight->bits != 2 && weight->bits != 4);
    return (struct encoding){
        .group = is_blocks ? block_format_of(weight->kind).group : weight->group,
        .bits = is_plain ? 8 : weight->bits,
        .n_digits = linear->fineness == FINENESS_TWO_DIGITS ? 2 : 1,
    };
}

static bool equal(struct encoding a, struct encoding b)
{
    return a.group == b.group && a.bits == b.bits && a.n_digits == b.n_digits;
}

/* The encoding of linear i, and whether none before it has the same. */
static bool is_new_encoding(enum precision precision, const struct products *products, size_t i,
                            struct encoding *encoding)
{
    *encoding = encoding_of(precision, &products->linears[i]);
    for (size_t j = 0; j < i; j++) {
        if (equal(*encoding, encoding_of(precision, &products->linears[j]))) {
            return false;
        }
    }
    return true;
}

static void multiply_decoded(const struct job *job, const struct linear *linear, size_t first,
                             size_t last, float *slab)
{
    const struct matrix *weight = linear->weight;
    size_t stride = slab_stride(weight->n_columns);
    struct matrix decoded = {
        .kind = MATRIX_FLOAT,
        .float_type = FLOAT_F32,
        .n_rows = SLAB_ROWS,
        .n_columns = weight->n_columns,
        .data = (const uint8_t *)slab,
        .row_bytes = stride * sizeof(float),
    };
    for (size_t row = first; row < last; row += SLAB_ROWS) {
        size_t n_rows = last - row < SLAB_ROWS ? last - row : SLAB_ROWS;
        for (size_t r = 0; r < n_rows; r++) {
            job->kernels->decode_rows(weight, row + r, 1, slab + r * stride);
        }
        job->kernels->matmul_float(&decoded, 0, n_rows, job->x, job->x_stride, job->n_tokens,
                                   linear->y + row, linear->y_stride);
    }
}

static void add_bias(const struct linear *linear, size_t n_tokens, size_t first, size_t last)
{
    for (size_t t = 0; t < n_tokens; t++) {
        float *y = linear->y + t * linear->y_stride;
        for (size_t r = first; r < last; r++) {
            y[r] += linear->bias[r];
        }
    }
}

static void multiply_rows(const struct job *job, const struct linear *linear, size_t first,
                          size_t last, const struct activations *activations, void *scratch)
{
    const struct matrix *weight = linear->weight;
    bool is_blocks = matrix_is_blocks(weight->kind);
    bool is_direct = !is_blocks && job->n_tokens < DECODE_TOKENS;
    if (activations->group > 0) {
        kernel_matmul_quantized *multiply =
            is_blocks ? job->kernels->matmul_blocks : job->kernels->matmul_quantized;
        multiply(weight, first, last - first, activations, linear->y, linear->y_stride, scratch);
    } else if (is_direct) {
        job->kernels->matmul_float(weight, first, last - first, job->x, job->x_stride,
                                   job->n_tokens, linear->y, linear->y_stride);
    } else {
        multiply_decoded(job, linear, first, last, scratch);
    }
    bool has_factors = linear->low_rank != NULL && linear->low_rank->factors != NULL;
    if (linear->bias != NULL && !has_factors) {
        add_bias(linear, job->n_tokens, first, last);
    }
}

/* Rows and what an adapter adds to them, in pieces that are near still when it is added. */
static void multiply_share(const struct job *job, const struct linear *linear, size_t first,
                           size_t last, const struct activations *activations, void *scratch)
{
    if (linear->low_rank == NULL) {
        multiply_rows(job, linear, first, last, activations, scratch);
        return;
    }
    for (size_t row = first; row < last; row += NEAR_ROWS) {
        size_t end = last - row < NEAR_ROWS ? last : row + NEAR_ROWS;
        multiply_rows(job, linear, row, end, activations, scratch);
        pool_wait_until_zero(&job->first.n_left);
        cpu_low_rank_add(job->kernels, job->precision, linear, job->n_tokens, row, end);
    }
}

/* The rows that this worker gets of all matrices that want this encoding. */
static void multiply_all(struct job *job, struct products *products,
                         const struct activations *activations, unsigned n_workers, void *scratch)
{
    struct encoding encoding = {
        .group = activations->group,
        .bits = activations->bits,
        .n_digits = activations->n_digits,
    };
    for (size_t i = 0; i < products->n_linears; i++) {
        const struct linear *linear = &products->linears[i];
        if (equal(encoding, encoding_of(job->precision, linear))) {
            size_t n_rows = linear->weight->n_rows;
            size_t step = n_rows < (size_t)ROW_STEP * n_workers ? SMALL_STEP : ROW_STEP;
            size_t first, last;
            while (pool_take(&products->taken[i], n_rows, step, n_workers, &first, &last)) {
                multiply_share(job, linear, first, last, activations, scratch);
                atomic_fetch_sub_explicit(&products->n_left, last - first, memory_order_release);
            }
        }
    }
}

static void multiply_few(struct job *job, struct products *products, unsigned worker,
                         unsigned n_workers)
{
    uint8_t *own = job->worker_scratch + worker * job->worker_bytes;
    uint8_t *scratch = own + activations_bytes(FEW_TOKENS, job->n_columns);
    for (size_t i = 0; i < products->n_linears; i++) {
        struct encoding encoding;
        if (!is_new_encoding(job->precision, products, i, &encoding)) {
            continue;
        }
        struct activations activations =
            activations_at(own, job->n_tokens, job->n_columns, encoding);
        if (encoding.group > 0) {
            job->kernels->quantize_rows(job->x, job->x_stride, 0, job->n_tokens, &activations);
        }
        multiply_all(job, products, &activations, n_workers, scratch);
    }
}

static void run_few_tokens(void *context, unsigned worker, unsigned n_workers)
{
    struct job *job = context;
    multiply_few(job, &job->first, worker, n_workers);
    multiply_few(job, &job->main, worker, n_workers);
}

static void run_quantize(void *context, unsigned worker, unsigned n_workers)
{
    struct job *job = context;
    size_t first;
    size_t last;
    pool_share(job->n_tokens, 1, worker, n_workers, &first, &last);
    struct activations activations = job->activations;
    job->kernels->quantize_rows(job->x, job->x_stride, first, last - first, &activations);
}

static void run_multiply(void *context, unsigned worker, unsigned n_workers)
{
    struct job *job = context;
    uint8_t *own = job->worker_scratch + worker * job->worker_bytes;
    multiply_all(job, job->products, &job->activations, n_workers,
                 own + activations_bytes(FEW_TOKENS, job->n_columns));
}

static void multiply_many(struct pool *pool, struct job *job, struct products *products,
                          void *scratch)
{
    job->products = products;
    for (size_t i = 0; i < products->n_linears; i++) {
        struct encoding encoding;
        if (!is_new_encoding(job->precision, products, i, &encoding)) {
            continue;
        }
        job->activations = activations_at(scratch, job->n_tokens, job->n_columns, encoding);
        if (encoding.group > 0) {
            pool_run(pool, run_quantize, job);
        }
        pool_run(pool, run_multiply, job);
    }
}

static void run_job(struct pool *pool, struct job *job, void *scratch)
{
    if (job->n_tokens <= FEW_TOKENS) {
        pool_run(pool, run_few_tokens, job);
        return;
    }
    multiply_many(pool, job, &job->first, scratch);
    multiply_many(pool, job, &job->main, scratch);
}

static void add_linear(struct products *products, const struct linear *linear)
{
    products->linears[products->n_linears++] = *linear;
    atomic_fetch_add_explicit(&products->n_left, linear->weight->n_rows, memory_order_relaxed);
}

/* The product that an adapter begins with, unless another matrix has it, too. */
static void add_first(struct job *job, const struct linear *linear)
{
    for (size_t i = 0; i < job->first.n_linears; i++) {
        if (job->first.linears[i].y == linear->h) {
            return;
        }
    }
    const struct matrix *a = low_rank_a(linear->low_rank, job->precision);
    const struct linear first = {.weight = a, .y = linear->h, .y_stride = a->n_rows};
    add_linear(&job->first, &first);
}

void cpu_linear(struct pool *pool, const struct kernels *kernels, enum precision precision,
                const struct linear *linears, size_t n_linears, const float *x, size_t x_stride,
                size_t n_tokens, void *scratch)
{
    for (size_t i = 0; i < n_linears && n_tokens > 0; i += MAX_LINEARS) {
        size_t n_columns = linears[0].weight->n_columns;
        struct job job = {
            .kernels = kernels,
            .precision = precision,
            .x = x,
            .x_stride = x_stride,
            .n_tokens = n_tokens,
            .n_columns = n_columns,
            .worker_scratch = (uint8_t *)scratch + activations_bytes(n_tokens, n_columns),
            .worker_bytes = worker_scratch_bytes(n_columns),
        };
        for (size_t j = i; j < n_linears && j < i + MAX_LINEARS; j++) {
            add_linear(&job.main, &linears[j]);
            if (linears[j].low_rank != NULL) {
                add_first(&job, &linears[j]);
            }
        }
        run_job(pool, &job, scratch);
    }
}
