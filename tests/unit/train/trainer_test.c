/*
 * The trainer on a tiny checkpoint: what it refuses, that nothing but values decides a gradient's
 * bits - not threads, not the CPU level, not the cut of a batch -, dropout against finite
 * differences of the loss, first values, clipping.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "support/differences.h"
#include "train/trainer.h"

enum { N_TOKENS = 30, VOCABULARY = 200 };

struct fixture {
    struct folder *folder;
    struct model *model;
    struct backend *backend;
    uint32_t tokens[N_TOKENS];
};

static int open_fixture(void **state)
{
    static struct fixture fixture;
    const struct backend_options options = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    const char *tests = getenv("SILEX_TESTS");
    char path[1000];
    struct error err = {ERROR_NONE, ""};
    snprintf(path, sizeof path, "%s/golden/models/gemma2", tests != NULL ? tests : "tests");
    for (size_t i = 0; i < N_TOKENS; i++) {
        fixture.tokens[i] = (uint32_t)(random_bits(1, i) % VOCABULARY);
    }
    *state = &fixture;
    bool ok = folder_open(&fixture.folder, path, &err) &&
              model_open(&fixture.model, fixture.folder, &err) &&
              cpu_backend_create(&fixture.backend, &options, &err);
    fprintf(stderr, "%s", err.message);
    return ok ? 0 : -1;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    fixture->backend->operations->destroy(fixture->backend);
    model_close(fixture->model);
    folder_close(fixture->folder);
    return 0;
}

/* ---- what is refused ------------------------------------------------------------------------- */

static void expect_refusal(const struct fixture *fixture, struct trainer_options options,
                           enum error_code code, const char *word)
{
    struct trainer *trainer;
    struct trainer_memory memory;
    struct error err = {ERROR_NONE, ""};
    assert_false(trainer_open(&trainer, fixture->model, fixture->backend, &options, &err));
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.message, word));
    err = (struct error){ERROR_NONE, ""};
    assert_false(trainer_memory(fixture->model, fixture->backend, &options, &memory, &err));
    assert_int_equal(err.code, code);
}

static void test_refused_options(void **state)
{
    const char *const wrong[] = {"self_attn.q_proj", "self_attn.qproj"};
    const char *const norm[] = {"input_layernorm"};
    expect_refusal(*state, (struct trainer_options){.keys = wrong, .n_keys = 2}, ERROR_ARGUMENT,
                   "self_attn.qproj");
    expect_refusal(*state, (struct trainer_options){.keys = norm, .n_keys = 1}, ERROR_ARGUMENT,
                   "input_layernorm");
    expect_refusal(*state, (struct trainer_options){.keys = norm}, ERROR_ARGUMENT, "empty");
    const char *const embedding[] = {"model.embed_tokens"}, *const head[] = {"lm_head"};
    expect_refusal(*state, (struct trainer_options){.keys = head, .n_keys = 1}, ERROR_ARGUMENT,
                   "\"model.embed_tokens\"");
    expect_refusal(*state,
                   (struct trainer_options){.tuning = TUNING_DORA, .keys = embedding, .n_keys = 1},
                   ERROR_UNSUPPORTED, "DoRA");
    expect_refusal(*state,
                   (struct trainer_options){.tuning = TUNING_FULL, .keys = embedding, .n_keys = 1},
                   ERROR_ARGUMENT, "--train-ends");
    expect_refusal(*state, (struct trainer_options){.rank = 100000}, ERROR_LIMIT, "rank");
    expect_refusal(*state, (struct trainer_options){.dropout = 1}, ERROR_ARGUMENT, "dropout");
    expect_refusal(*state, (struct trainer_options){.dropout = NAN}, ERROR_ARGUMENT, "dropout");
    expect_refusal(*state, (struct trainer_options){.scale = INFINITY}, ERROR_ARGUMENT, "scale");
    expect_refusal(*state, (struct trainer_options){.n_rows = 10, .n_longest = 11}, ERROR_LIMIT,
                   "11");
    expect_refusal(*state, (struct trainer_options){.trains_ends = true}, ERROR_ARGUMENT, "head");
}

static void expect_no_batch(struct trainer *trainer, struct train_sequence sequence,
                            const char *word)
{
    const struct train_batch batch = {.sequences = &sequence, .n_sequences = 1, .weight = 1};
    struct train_result result;
    struct error err = {ERROR_NONE, ""};
    assert_false(trainer_train(trainer, &batch, &result, &err));
    assert_non_null(strstr(err.message, word));
}

static void test_refused_batches(void **state)
{
    const struct fixture *fixture = *state;
    const struct trainer_options options = {.n_rows = 20};
    static const uint32_t outside[] = {1, VOCABULARY, 2};
    const uint32_t *tokens = fixture->tokens;
    struct trainer *trainer;
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    expect_no_batch(trainer, (struct train_sequence){tokens, 1, 0, 0, NULL}, "fewer than 2");
    expect_no_batch(trainer, (struct train_sequence){tokens, 5, 0, 3, NULL}, "targets");
    expect_no_batch(trainer, (struct train_sequence){tokens, 5, 4, 3, NULL}, "targets");
    expect_no_batch(trainer, (struct train_sequence){tokens, 5, 2, 6, NULL}, "targets");
    expect_no_batch(trainer, (struct train_sequence){tokens, 22, 0, 0, NULL}, "21 tokens");
    expect_no_batch(trainer, (struct train_sequence){outside, 3, 0, 0, NULL}, "is 200");
    trainer_close(trainer);
}

/* ---- what decides the bits ------------------------------------------------------------------- */

struct way {
    unsigned n_threads;
    enum kernel_level cap;
    size_t n_rows;
    bool has_checkpoints;
    bool is_in_two; /* batches */
};

static void give_values(struct trainer *trainer)
{
    size_t n;
    struct train_tensor *tensors = trainer_tensors(trainer, &n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < tensors[i].n_rows * tensors[i].n_columns; j++) {
            tensors[i].values[j] += 0.1f * difference_number(i, j);
        }
    }
    trainer_values_changed(trainer);
}

static void train_both(const struct fixture *fixture, struct trainer *trainer, bool is_in_two)
{
    const struct train_sequence sequences[] = {
        {.tokens = fixture->tokens, .n_tokens = 20},
        {.tokens = fixture->tokens + 3, .n_tokens = 27, .first_target = 4, .last_target = 25},
    };
    struct train_batch batch = {.sequences = sequences, .n_sequences = 2, .weight = 0.125f};
    struct train_result result;
    if (is_in_two) {
        batch.n_sequences = 1;
        assert_true(trainer_train(trainer, &batch, &result, NULL));
        batch.sequences++;
    }
    assert_true(trainer_train(trainer, &batch, &result, NULL));
}

static uint64_t hash_gradients(struct trainer *trainer)
{
    uint64_t hash = 0;
    size_t n;
    const struct train_tensor *tensors = trainer_tensors(trainer, &n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < tensors[i].n_rows * tensors[i].n_columns; j++) {
            uint32_t bits;
            memcpy(&bits, &tensors[i].gradient[j], sizeof bits);
            hash = random_mix(hash ^ bits);
        }
    }
    return hash;
}

static uint64_t train_by(const struct fixture *fixture, struct trainer_options options,
                         struct way way)
{
    const struct backend_options backend_options = {.n_threads = way.n_threads, .cap = way.cap};
    struct backend *backend;
    struct trainer *trainer;
    options.n_rows = way.n_rows;
    options.n_longest = 26;
    options.has_checkpoints = way.has_checkpoints;
    assert_true(cpu_backend_create(&backend, &backend_options, NULL));
    assert_true(trainer_open(&trainer, fixture->model, backend, &options, NULL));
    give_values(trainer);
    train_both(fixture, trainer, way.is_in_two);
    uint64_t hash = hash_gradients(trainer);
    trainer_close(trainer);
    backend->operations->destroy(backend);
    return hash;
}

/* Every level that this machine has, 1 to 3 threads, in one pass or several. */
static void check_ways(const struct fixture *fixture, struct trainer_options options,
                       bool has_parts, uint64_t expected)
{
    for (unsigned level = 0; level < KERNEL_N_LEVELS; level++) {
        if (!kernels_supported((enum kernel_level)level)) {
            continue;
        }
        const struct way ways[] = {
            {1, (enum kernel_level)level, 50, false, false},
            {3, (enum kernel_level)level, 50, true, false},
            {2, (enum kernel_level)level, 30, level % 2 == 0, has_parts},
        };
        for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
            uint64_t hash = train_by(fixture, options, ways[w]);
            if (hash != expected) {
                fail_msg("level %u, way %zu: hash %016llx", level, w, (unsigned long long)hash);
            }
        }
    }
}

static void test_bits(void **state)
{
    const char *const keys[] = {"mlp.down_proj", "self_attn.k_proj"};
    const struct trainer_options lora = {.rank = 5, .scale = 2, .dropout = 0.3f, .seed = 4};
    const struct trainer_options dora = {
        .tuning = TUNING_DORA, .rank = 3, .scale = 3, .keys = keys, .n_keys = 2, .n_layers = 2};
    const char *const end_keys[] = {"mlp.down_proj", "model.embed_tokens"};
    const struct trainer_options pairs = {
        .rank = 3, .scale = 2, .dropout = 0.2f, .keys = end_keys, .n_keys = 2, .n_layers = 2};
    const struct trainer_options full = {.tuning = TUNING_FULL, .n_layers = 1};
    const struct trainer_options ends = {.tuning = TUNING_FULL, .trains_ends = true};
    /* Dropout numbers tokens within a batch, and a tied embedding joins its sums after one. */
    check_ways(*state, lora, false, 0x664d9116501ecd9du);
    check_ways(*state, dora, true, 0x3b268b18718e3715u);
    check_ways(*state, full, true, 0x803a93a674d9aa6fu);
    check_ways(*state, ends, false, 0x96e9cb2c52abe9deu);
    check_ways(*state, pairs, false, 0xf32769ebb6daffcbu);
}

/* ---- dropout --------------------------------------------------------------------------------- */

struct loss_problem {
    struct trainer *trainer;
    const struct train_batch *batch;
    struct train_tensor *tensor;
    size_t first; /* of the four numbers that vary */
};

static double loss_at(const double *x, void *context)
{
    struct loss_problem *problem = context;
    struct train_result result;
    for (size_t i = 0; i < 4; i++) {
        problem->tensor->values[problem->first + i] = (float)x[i];
    }
    trainer_values_changed(problem->trainer);
    assert_true(trainer_train(problem->trainer, problem->batch, &result, NULL));
    return result.loss;
}

/* The loss with dropout is a function like any other: its mask depends on the batch's number. The
 * differences are of 32-bit losses, so they are coarse. */
static void check_dropout(const struct fixture *fixture, struct trainer_options options,
                          const char *name, size_t first, float step)
{
    const struct train_sequence sequence = {.tokens = fixture->tokens, .n_tokens = 20};
    const struct train_batch batch = {&sequence, 1, 1.0f, 77};
    struct train_batch other = batch;
    struct trainer *trainer;
    struct train_result result, evaluated, again;
    size_t n;
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    give_values(trainer);
    assert_true(trainer_train(trainer, &batch, &result, NULL));
    struct train_tensor *tensor = trainer_tensors(trainer, &n);
    while (strcmp(tensor->name, name) != 0) {
        tensor++;
    }
    for (size_t i = 0; i < 4; i++) {
        float kept = tensor->values[first + i];
        float gradient = tensor->gradient[first + i];
        struct loss_problem problem = {trainer, &batch, tensor, first};
        double x[4];
        for (size_t j = 0; j < 4; j++) {
            x[j] = (double)tensor->values[first + j];
        }
        trainer_clear_gradients(trainer);
        x[i] = (double)(kept + step);
        double above = loss_at(x, &problem);
        x[i] = (double)(kept - step);
        double below = loss_at(x, &problem);
        x[i] = (double)kept;
        trainer_clear_gradients(trainer);
        assert_true(loss_at(x, &problem) == result.loss);
        double derivative = (above - below) / (2.0 * (double)step);
        assert_true(fabs(derivative - (double)gradient) < 2e-3 * (1 + fabs(derivative)));
        assert_true(tensor->gradient[first + i] == gradient);
    }
    other.number = 78;
    assert_true(trainer_train(trainer, &other, &again, NULL));
    assert_true(again.loss != result.loss);
    assert_true(trainer_evaluate(trainer, &batch, &evaluated, NULL));
    assert_true(trainer_evaluate(trainer, &other, &again, NULL));
    assert_true(evaluated.loss != result.loss && evaluated.loss == again.loss);
    trainer_close(trainer);
}

static void test_dropout(void **state)
{
    const struct fixture *fixture = *state;
    const char *const ends[] = {"model.embed_tokens"};
    struct trainer_options options = {.rank = 2, .scale = 2, .dropout = 0.4f, .n_rows = 20};
    check_dropout(fixture, options, "model.layers.0.self_attn.q_proj.lora_a", 0, 0x1p-6f);
    /* The embedding is the head, too. Its row of a token that goes in, and of the second matrix,
     * where the loss bends more. */
    options.keys = ends;
    options.n_keys = 1;
    check_dropout(fixture, options, "model.embed_tokens.lora_a", fixture->tokens[3] * 2, 0x1p-9f);
    check_dropout(fixture, options, "model.embed_tokens.lora_b", 60, 0x1p-9f);
}

/* ---- the rest -------------------------------------------------------------------------------- */

/* An adapter that has just begun changes nothing. */
static void test_first_values(void **state)
{
    const struct fixture *fixture = *state;
    static const char *const names[] = {"model.layers.2.self_attn.q_proj.lora_a",
                                        "model.layers.2.self_attn.q_proj.lora_b",
                                        "model.layers.2.self_attn.q_proj.m"};
    const struct train_sequence sequence = {.tokens = fixture->tokens, .n_tokens = 20};
    const struct train_batch batch = {&sequence, 1, 1.0f, 0};
    struct train_result frozen, begun;
    struct trainer *trainer;
    size_t n;
    struct trainer_options options = {.tuning = TUNING_FULL, .n_layers = 1};
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    assert_true(trainer_evaluate(trainer, &batch, &frozen, NULL));
    trainer_close(trainer);
    options.tuning = TUNING_DORA;
    struct trainer_memory memory;
    assert_true(trainer_memory(fixture->model, fixture->backend, &options, &memory, NULL));
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    assert_true(trainer_evaluate(trainer, &batch, &begun, NULL));
    assert_memory_equal(&frozen, &begun, sizeof frozen);
    const struct train_tensor *tensors = trainer_tensors(trainer, &n);
    uint64_t n_trainable = 0;
    assert_int_equal(n, 3 * 7);
    for (size_t i = 0; i < n; i++) {
        n_trainable += tensors[i].n_rows * tensors[i].n_columns;
    }
    assert_true(n_trainable == memory.n_trainable);
    assert_true(memory.total ==
                memory.values + memory.gradients + memory.activations + memory.scratch);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(tensors[i].name, names[i]);
        assert_int_equal(tensors[i].n_dimensions, i < 2 ? 2 : 1);
    }
    float limit = 1.0f / sqrtf((float)tensors[0].n_rows), largest = 0;
    for (size_t i = 0; i < tensors[0].n_rows * tensors[0].n_columns; i++) {
        largest = fmaxf(largest, fabsf(tensors[0].values[i]));
    }
    assert_true(largest <= limit && largest > 0.9f * limit);
    trainer_close(trainer);
}

static void test_clipping(void **state)
{
    const struct fixture *fixture = *state;
    const struct trainer_options options = {.n_layers = 1};
    struct trainer *trainer;
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    assert_true(trainer_clip_gradients(trainer, 1) == 0);
    give_values(trainer);
    train_both(fixture, trainer, false);
    double length = trainer_clip_gradients(trainer, 0);
    assert_true(length > 1 && trainer_clip_gradients(trainer, 1e9) == length);
    assert_true(trainer_clip_gradients(trainer, 0.5) == length);
    assert_true(fabs(trainer_clip_gradients(trainer, 0) - 0.5) < 1e-6);
    trainer_clear_gradients(trainer);
    assert_true(trainer_clip_gradients(trainer, 0) == 0);
    trainer_close(trainer);
}

/* Targets that do not count cost nothing, and a batch may have none at all. */
static void test_masks(void **state)
{
    const struct fixture *fixture = *state;
    const struct trainer_options options = {.n_layers = 1, .n_rows = 29};
    static const uint8_t none[N_TOKENS];
    const struct train_sequence sequences[] = {
        {fixture->tokens, N_TOKENS, 3, 3, NULL},
        {fixture->tokens, N_TOKENS, 0, 0, none},
        {fixture->tokens, N_TOKENS, 5, 8, NULL},
    };
    const struct train_batch empty = {sequences, 2, 1.0f, 0}, batch = {sequences, 3, 1.0f, 0};
    struct train_result result;
    struct trainer *trainer;
    assert_true(trainer_open(&trainer, fixture->model, fixture->backend, &options, NULL));
    assert_true(trainer_train(trainer, &empty, &result, NULL));
    assert_true(result.n_targets == 0 && result.n_tokens == 0 && result.loss == 0);
    assert_true(trainer_train(trainer, &batch, &result, NULL));
    assert_true(result.n_targets == 3 && result.n_tokens == 7 && result.loss > 0);
    assert_int_equal(train_batch_n_targets(&batch), 3);
    trainer_close(trainer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused_options),
        cmocka_unit_test(test_refused_batches),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_dropout),
        cmocka_unit_test(test_first_values),
        cmocka_unit_test(test_clipping),
        cmocka_unit_test(test_masks),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
