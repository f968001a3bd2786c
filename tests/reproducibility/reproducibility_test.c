/*
 * The promise: one model, one prompt, one hash of all logits; whatever the number of threads, the
 * CPU level, the chunks of the prompt, the state of the cache, or who shares the batch.
 *
 * For every type of weights and both precisions, every combination of
 *   threads {1, 2, 3, 4} x levels {all that this machine has} x chunks {1, 7, 64, all}
 *   x cache {fresh, reused, forked, loaded from a file} x {1, 4} sessions in one batch
 * runs a prompt and some greedy steps. That takes minutes (under qemu, half an hour: a second
 * argument names one type of weights, "four_bit_weights"); without the argument "full" every eighth
 * is run, chosen so that with each level and type of weights each value of each of the other four
 * meets each value of the others. The models are small and random, made here: shapes that are no
 * multiple of anything, a window shorter than the prompt, grouped heads, a soft cap.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/memory.h"
#include "base/random.h"
#include "generate/session.h"
#include "generate/snapshot.h"

enum {
    VOCABULARY = 90,
    HIDDEN = 64,
    FFN = 128,
    N_LAYERS = 2,
    N_HEADS = 4,
    N_KV_HEADS = 2,
    HEAD_DIM = 32,
    WINDOW = 37,
    N_PROMPT = 70,
    N_STEPS = 4,
    CONTEXT = 128,
    GROUP = 64,
    BATCH = 4,
};

static bool is_full; /* set from the command line before any test */

/* ---- models of random weights -----------------------------------------------------------------
 */

struct weight_type {
    const char *name;
    enum matrix_kind kind;
    enum float_type float_type;
    unsigned bits;
    uint64_t hashes[2]; /* exact, fast: the same on every processor; new numerics, new hashes */
};

static const struct weight_type weight_types[] = {
    {"f32", MATRIX_FLOAT, FLOAT_F32, 32, {0x89684fc91bf5432a, 0x89684fc91bf5432a}},
    {"bf16", MATRIX_FLOAT, FLOAT_BF16, 16, {0xeeef242bac364d1c, 0xeeef242bac364d1c}},
    {"4-bit", MATRIX_AFFINE, FLOAT_BF16, 4, {0xda35cd50423e1bde, 0x542526f71d5e733e}},
    {"8-bit", MATRIX_AFFINE, FLOAT_F16, 8, {0x87d3cba7ed244232, 0xd2128afa78bb6e99}},
    {"q4_0", MATRIX_BLOCK_Q4_0, FLOAT_F16, 4, {0xa9603e16855ca2d6, 0x74d1233fba93180a}},
};

struct made {
    struct arena arena;
    uint64_t counter;
    const struct weight_type *type;
    struct model model;
};

static double uniform(struct made *made)
{
    return random_uniform(42, made->counter++) * 2.0 - 1.0;
}

static void put_float(uint8_t *out, enum float_type type, double value)
{
    float x = (float)value;
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    if (type == FLOAT_F32) {
        memcpy(out, &bits, 4);
    } else if (type == FLOAT_BF16) {
        memcpy(out, (uint8_t *)&bits + 2, 2);
    } else {
        /* Truncated half; the values here are neither tiny nor huge. */
        uint16_t half = (uint16_t)((bits >> 16 & 0x8000) | (((bits >> 23 & 0xFF) - 112) << 10) |
                                   (bits >> 13 & 0x3FF));
        memcpy(out, &half, 2);
    }
}

static size_t float_bytes(enum float_type type)
{
    return type == FLOAT_F32 ? 4 : 2;
}

/* Blocks of 32 codes and their scale, as a GGUF file has them. */
static struct matrix random_blocks(struct made *made, size_t n_rows, size_t n_columns)
{
    enum { BLOCK = 32, BLOCK_BYTES = 18 };
    struct matrix matrix = {.kind = made->type->kind,
                            .n_rows = n_rows,
                            .n_columns = n_columns,
                            .row_bytes = n_columns / BLOCK * BLOCK_BYTES};
    uint8_t *data = arena_array(&made->arena, n_rows * matrix.row_bytes + 1, 1, NULL);
    data++; /* files align nothing */
    matrix.data = data;
    for (size_t i = 0; i < n_rows * n_columns / BLOCK; i++) {
        put_float(data + i * BLOCK_BYTES, FLOAT_F16, 0.025 * (1.0 + 0.5 * uniform(made)));
        for (size_t k = 2; k < BLOCK_BYTES; k++) {
            data[i * BLOCK_BYTES + k] = (uint8_t)random_bits(43, made->counter++);
        }
    }
    return matrix;
}

static struct matrix random_matrix(struct made *made, size_t n_rows, size_t n_columns)
{
    if (made->type->kind == MATRIX_BLOCK_Q4_0) {
        return random_blocks(made, n_rows, n_columns);
    }
    const struct weight_type *type = made->type;
    size_t size = float_bytes(type->float_type);
    struct matrix matrix = {.kind = type->kind,
                            .float_type = type->float_type,
                            .n_rows = n_rows,
                            .n_columns = n_columns,
                            .row_bytes = n_columns * type->bits / 8};
    uint8_t *data = arena_array(&made->arena, n_rows * matrix.row_bytes + 1, 1, NULL);
    data++; /* files align nothing */
    matrix.data = data;
    if (type->kind == MATRIX_FLOAT) {
        for (size_t i = 0; i < n_rows * n_columns; i++) {
            put_float(data + i * size, type->float_type, uniform(made) * 0.2);
        }
        return matrix;
    }
    for (size_t i = 0; i < n_rows * matrix.row_bytes; i++) {
        data[i] = (uint8_t)random_bits(43, made->counter++);
    }
    matrix.bits = type->bits;
    matrix.group = GROUP;
    matrix.scale_row_bytes = n_columns / GROUP * size;
    uint8_t *scales = arena_array(&made->arena, n_rows * matrix.scale_row_bytes, 1, NULL);
    uint8_t *biases = arena_array(&made->arena, n_rows * matrix.scale_row_bytes, 1, NULL);
    double levels = (double)((1u << type->bits) - 1);
    for (size_t i = 0; i < n_rows * n_columns / GROUP; i++) {
        double scale = 0.4 / levels * (1.0 + 0.5 * uniform(made));
        put_float(scales + i * size, type->float_type, scale);
        put_float(biases + i * size, type->float_type, -scale * levels / 2);
    }
    matrix.scales = scales;
    matrix.biases = biases;
    return matrix;
}

static const float *random_norm(struct made *made, size_t n)
{
    float *norm = arena_array(&made->arena, n, sizeof(float), NULL);
    for (size_t i = 0; i < n; i++) {
        norm[i] = (float)(1.0 + 0.3 * uniform(made));
    }
    return norm;
}

static void make_layer(struct made *made, struct layer_weights *layer)
{
    layer->query = random_matrix(made, N_HEADS * HEAD_DIM, HIDDEN);
    layer->key = random_matrix(made, N_KV_HEADS * HEAD_DIM, HIDDEN);
    layer->value = random_matrix(made, N_KV_HEADS * HEAD_DIM, HIDDEN);
    layer->output = random_matrix(made, HIDDEN, N_HEADS * HEAD_DIM);
    layer->gate = random_matrix(made, FFN, HIDDEN);
    layer->up = random_matrix(made, FFN, HIDDEN);
    layer->down = random_matrix(made, HIDDEN, FFN);
    layer->query_bias = random_norm(made, N_HEADS * HEAD_DIM);
    layer->query_norm = random_norm(made, HEAD_DIM);
    layer->key_norm = random_norm(made, HEAD_DIM);
    layer->attention_pre_norm = random_norm(made, HIDDEN);
    layer->ffn_pre_norm = random_norm(made, HIDDEN);
}

static void make_model(struct made *made, const struct weight_type *type)
{
    static struct layer_config layers[N_LAYERS] = {{0, 0}, {WINDOW, 0}};
    *made = (struct made){.type = type};
    arena_init(&made->arena, 1 << 24);
    made->model.config = (struct model_config){
        .hidden_size = HIDDEN,
        .n_layers = N_LAYERS,
        .n_heads = N_HEADS,
        .n_kv_heads = N_KV_HEADS,
        .head_dim = HEAD_DIM,
        .ffn_size = FFN,
        .vocabulary_size = VOCABULARY,
        .n_max_positions = CONTEXT,
        .norm_eps = 1e-6f,
        .query_key_norm = QUERY_KEY_NORM_HEAD,
        .attention_scale = 0.144f,
        .attention_cap = 20.0f,
        .final_cap = 30.0f,
        .embedding_scale = 3.0f,
        .residual_scale = 0.8f,
        .logit_scale = 1.5f,
        .n_ropes = 1,
        .ropes = {{.kind = ROPE_DEFAULT, .base = 10000.0, .n_dims = 24}},
        .layers = layers,
    };
    struct model_weights *weights = &made->model.weights;
    assert_true(
        rope_angles_init(&made->model.ropes[0], &made->model.config.ropes[0], &made->arena, NULL));
    weights->embedding = random_matrix(made, VOCABULARY, HIDDEN);
    weights->head = random_matrix(made, VOCABULARY, HIDDEN);
    weights->final_norm = random_norm(made, HIDDEN);
    weights->layers = arena_array(&made->arena, N_LAYERS, sizeof *weights->layers, NULL);
    for (size_t i = 0; i < N_LAYERS; i++) {
        make_layer(made, &weights->layers[i]);
    }
    assert_false(made->arena.failed);
}

/* ---- one run ----------------------------------------------------------------------------------
 */

enum cache_state { CACHE_FRESH, CACHE_REUSED, CACHE_FORKED, CACHE_LOADED, N_CACHE_STATES };

struct setting {
    enum precision precision;
    enum kv_type kv_type;
    size_t chunk_tokens;
    enum cache_state cache;
    size_t n_sessions;
};

/* The logits at one place count from the first run on: later ones must repeat them. */
struct expected {
    uint64_t prompt[N_PROMPT]; /* hashes of the logits after every token */
    uint64_t steps[N_STEPS];
    bool is_known;
    char setting_text[160]; /* of the running setting, for messages */
};

struct watch {
    struct expected *expected;
    size_t first_index;
};

static uint64_t hash_logits(const float *logits)
{
    uint64_t hash = VOCABULARY;
    for (size_t i = 0; i < VOCABULARY; i++) {
        uint32_t bits;
        memcpy(&bits, &logits[i], sizeof bits);
        hash = random_mix(hash ^ bits);
    }
    return hash;
}

static void compare(struct expected *expected, uint64_t *place, const float *logits)
{
    uint64_t hash = hash_logits(logits);
    if (!expected->is_known) {
        *place = hash;
    }
    if (hash != *place) {
        fail_msg("other logits with %s", expected->setting_text);
    }
}

static bool watch_logits(void *context, size_t part, size_t index, const float *logits)
{
    struct watch *watch = context;
    (void)part;
    compare(watch->expected, &watch->expected->prompt[watch->first_index + index], logits);
    return true;
}

static uint32_t prompt_token(size_t i)
{
    return (uint32_t)(random_bits(7, i) % VOCABULARY);
}

/* Appends prompt tokens [first, last) and compares their logits. */
static void feed(struct session *session, size_t first, size_t last, struct expected *expected)
{
    uint32_t ids[N_PROMPT];
    struct watch watch = {expected, first};
    for (size_t i = first; i < last; i++) {
        ids[i] = prompt_token(i);
    }
    const struct session_append append = {ids + first, last - first, true, watch_logits,
                                          &watch,      NULL,         NULL};
    assert_true(session_append(session, &append, NULL));
}

static struct session *open_session(struct made *made, struct backend *backend,
                                    const struct setting *setting)
{
    struct session *session;
    const struct session_options options = {.context_tokens = CONTEXT,
                                            .chunk_tokens = setting->chunk_tokens,
                                            .precision = setting->precision,
                                            .kv_type = setting->kv_type};
    assert_true(session_open(&session, &made->model, backend, &options, NULL));
    return session;
}

/* The session holds something else behind the first 40 tokens, and comes back. */
static struct session *reuse(struct session *session, struct expected *expected)
{
    static const uint32_t others[] = {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    const struct session_append append = {.tokens = others, .n_tokens = 15};
    feed(session, 0, 40, expected);
    assert_true(session_append(session, &append, NULL));
    assert_int_equal(session_rewind(session, 40), 40);
    return session;
}

/* The session becomes a fork of itself; the original goes on with something else, and closes. */
static struct session *fork_of(struct session *session, struct expected *expected)
{
    static const uint32_t others[] = {3, 1, 4, 1, 5};
    const struct session_append append = {.tokens = others, .n_tokens = 5};
    struct session *fork;
    feed(session, 0, 40, expected);
    assert_true(session_fork(session, &fork, NULL));
    assert_true(session_append(session, &append, NULL));
    session_close(session);
    return fork;
}

static struct session *load(struct session *session, struct expected *expected)
{
    char path[] = "/tmp/silex-reproducibility-XXXXXX";
    struct error err = {0};
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    feed(session, 0, 40, expected);
    if (!snapshot_save(session, path, &err)) {
        fail_msg("%s", err.message);
    }
    session_rewind(session, 0);
    if (!snapshot_load(session, path, &err)) {
        fail_msg("%s", err.message);
    }
    unlink(path);
    return session;
}

static struct session *prepare(struct made *made, struct backend *backend,
                               const struct setting *setting, struct expected *expected)
{
    struct session *session = open_session(made, backend, setting);
    switch (setting->cache) {
    case CACHE_REUSED:
        return reuse(session, expected);
    case CACHE_FORKED:
        return fork_of(session, expected);
    case CACHE_LOADED:
        return load(session, expected);
    default:
        return session;
    }
}

static uint32_t argmax(const float *x)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < VOCABULARY; i++) {
        best = x[i] > x[best] ? i : best;
    }
    return best;
}

/* Session 0 is watched; the others in its batch are at other places of other texts. */
static void run(struct made *made, struct backend *backend, const struct setting *setting,
                struct expected *expected)
{
    struct session *sessions[BATCH];
    uint32_t tokens[BATCH];
    sessions[0] = prepare(made, backend, setting, expected);
    feed(sessions[0], sessions[0]->n_tokens, N_PROMPT, expected);
    for (size_t i = 1; i < setting->n_sessions; i++) {
        const uint32_t other[] = {(uint32_t)i, 2, 3};
        const struct session_append append = {.tokens = other, .n_tokens = 3 - i % 3};
        sessions[i] = open_session(made, backend, setting);
        assert_true(session_append(sessions[i], &append, NULL));
    }
    for (size_t step = 0; step < N_STEPS; step++) {
        for (size_t i = 0; i < setting->n_sessions; i++) {
            tokens[i] = argmax(sessions[i]->logits);
        }
        assert_true(session_step(sessions, tokens, setting->n_sessions, NULL));
        compare(expected, &expected->steps[step], sessions[0]->logits);
    }
    for (size_t i = 0; i < setting->n_sessions; i++) {
        session_close(sessions[i]);
    }
    expected->is_known = true;
}

/* ---- all combinations -------------------------------------------------------------------------
 */

/*
 * Which of the 128 settings of a level are run when not all are: of four threads and four chunks
 * each pair once, with the state of the cache that a Latin square has there. Numbers from 0 on.
 */
static bool is_chosen(size_t threads, size_t chunk, size_t cache, size_t batch)
{
    return is_full || (cache == (threads ^ chunk) && batch == ((threads >> 1 ^ chunk) & 1));
}

/* Every chunk, state of the cache and batch on one backend; returns the number of runs. */
static size_t run_backend(struct made *made, enum kernel_level level, unsigned n_threads,
                          enum precision precision, enum kv_type kv_type, struct expected *expected)
{
    static const size_t chunks[] = {1, 7, 64, N_PROMPT};
    struct backend *backend;
    const struct backend_options options = {n_threads, level};
    size_t n_runs = 0;
    assert_true(cpu_backend_create(&backend, &options, NULL));
    for (size_t c = 0; c < sizeof chunks / sizeof chunks[0]; c++) {
        for (size_t cache = 0; cache < N_CACHE_STATES; cache++) {
            for (size_t batch = 0; batch < 2; batch++) {
                if (!is_chosen(n_threads - 1, c, cache, batch)) {
                    continue;
                }
                size_t n_sessions = batch == 0 ? 1 : BATCH;
                const struct setting setting = {precision, kv_type, chunks[c],
                                                (enum cache_state)cache, n_sessions};
                snprintf(expected->setting_text, sizeof expected->setting_text,
                         "level %s, %u threads, chunks of %zu, cache %zu, %zu sessions",
                         kernels_level_name(level), n_threads, chunks[c], cache, n_sessions);
                run(made, backend, &setting, expected);
                n_runs++;
            }
        }
    }
    backend->operations->destroy(backend);
    return n_runs;
}

static void check_type(const struct weight_type *type, enum kv_type kv_type)
{
    static const enum precision precisions[] = {PRECISION_EXACT, PRECISION_FAST};
    struct made made;
    make_model(&made, type);
    for (size_t p = 0; p < 2; p++) {
        struct expected expected = {.is_known = false};
        size_t n_runs = 0;
        for (int level = 0; level < KERNEL_N_LEVELS; level++) {
            bool is_there = kernels_supported((enum kernel_level)level);
            for (unsigned n = 1; is_there && n <= 4; n++) {
                n_runs += run_backend(&made, (enum kernel_level)level, n, precisions[p], kv_type,
                                      &expected);
            }
        }
        uint64_t hash = 0;
        for (size_t i = 0; i < N_PROMPT; i++) {
            hash = random_mix(hash ^ expected.prompt[i]);
        }
        for (size_t i = 0; i < N_STEPS; i++) {
            hash = random_mix(hash ^ expected.steps[i]);
        }
        print_message("%s weights, %s: %zu runs, hash %016llx\n", type->name,
                      p == 0 ? "exact" : "fast", n_runs, (unsigned long long)hash);
        assert_true(hash == type->hashes[p]);
    }
    arena_clear(&made.arena);
}

static void float_weights(void **state)
{
    (void)state;
    check_type(&weight_types[0], KV_F32);
}

static void bf16_weights(void **state)
{
    (void)state;
    check_type(&weight_types[1], KV_F16);
}

static void four_bit_weights(void **state)
{
    (void)state;
    check_type(&weight_types[2], KV_F16);
}

static void eight_bit_weights(void **state)
{
    (void)state;
    check_type(&weight_types[3], KV_INT8);
}

static void gguf_block_weights(void **state)
{
    (void)state;
    check_type(&weight_types[4], KV_F16);
}

int main(int n_arguments, char **arguments)
{
    is_full = n_arguments > 1 && strcmp(arguments[1], "full") == 0;
    if (n_arguments > 2) {
        cmocka_set_test_filter(arguments[2]);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(float_weights),      cmocka_unit_test(bf16_weights),
        cmocka_unit_test(four_bit_weights),   cmocka_unit_test(eight_bit_weights),
        cmocka_unit_test(gguf_block_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
