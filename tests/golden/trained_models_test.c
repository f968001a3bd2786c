/*
 * Two trained models of the corpus against references computed in double precision by an
 * independent program: logits after prompts, greedy ids, and likelihood per token.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file_map.h"
#include "base/folder.h"
#include "formats/gguf.h"
#include "formats/json.h"
#include "generate/session.h"

enum { CONTEXT = 512 };

static const char *corpus;

struct opened {
    struct folder *folder;
    struct model *model;
    struct backend *backend;
    struct session *session;
    json_t *reference;
};

static json_t *read_json(const char *path)
{
    struct file_map map;
    assert_true(file_map_open(&map, path, NULL));
    json_t *json = json_parse(map.bytes, path, NULL);
    file_map_close(&map);
    assert_non_null(json);
    return json;
}

static void open_all(struct opened *opened, const char *folder, const char *reference)
{
    char path[4096];
    struct error err = {0};
    const struct session_options options = {.context_tokens = CONTEXT,
                                            .chunk_tokens = 64,
                                            .precision = PRECISION_EXACT,
                                            .kv_type = KV_F32};
    const struct backend_options backend = {.n_threads = 2, .cap = KERNEL_N_LEVELS};
    snprintf(path, sizeof path, "%s/models/%s", corpus, folder);
    bool is_file = strstr(folder, ".gguf") != NULL;
    if (!(is_file ? gguf_open_path(&opened->folder, path, &err)
                  : folder_open(&opened->folder, path, &err)) ||
        !model_open(&opened->model, opened->folder, &err) ||
        !cpu_backend_create(&opened->backend, &backend, &err) ||
        !session_open(&opened->session, opened->model, opened->backend, &options, &err)) {
        fail_msg("%s", err.message);
    }
    snprintf(path, sizeof path, "%s/models/reference/%s", corpus, reference);
    opened->reference = read_json(path);
}

static void close_all(struct opened *opened)
{
    json_decref(opened->reference);
    session_close(opened->session);
    opened->backend->operations->destroy(opened->backend);
    model_close(opened->model);
    folder_close(opened->folder);
}

static size_t read_ids(const json_t *array, uint32_t *ids)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        assert_true(i < CONTEXT);
        ids[i] = (uint32_t)json_integer_value(json_array_get(array, i));
    }
    return json_array_size(array);
}

static uint32_t argmax(const float *x, size_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++) {
        best = x[i] > x[best] ? i : best;
    }
    return best;
}

static void append(struct session *session, const uint32_t *ids, size_t n, forward_sink *sink,
                   void *context)
{
    const struct session_append call = {ids, n, sink != NULL, sink, context, NULL, NULL};
    assert_true(session_append(session, &call, NULL));
}

static void check_prompt(struct opened *opened, const json_t *prompt)
{
    uint32_t ids[CONTEXT], greedy[CONTEXT];
    struct session *session = opened->session;
    size_t n_vocabulary = opened->model->config.vocabulary_size;
    size_t n = read_ids(json_object_get(prompt, "ids"), ids);
    size_t n_greedy = read_ids(json_object_get(prompt, "greedy_ids"), greedy);
    session_rewind(session, 0);
    append(session, ids, n, NULL, NULL);
    const json_t *logits = json_object_get(prompt, "logits_after_prompt");
    double largest = 0, difference = 0;
    for (size_t i = 0; i < json_array_size(logits); i++) {
        double expected = json_number_value(json_array_get(logits, i));
        largest = fmax(largest, fabs(expected));
        difference = fmax(difference, fabs(expected - (double)session->logits[i]));
    }
    assert_int_equal(json_array_size(logits), n_vocabulary);
    print_message("prompt of %zu: logits within %.2e of the largest\n", n,
                  largest > 0 ? difference / largest : 0);
    assert_true(difference <= 1e-4 * largest);
    for (size_t i = n; i < n_greedy; i++) {
        uint32_t id = argmax(session->logits, n_vocabulary);
        assert_int_equal(id, greedy[i]);
        assert_true(session_step(&session, &id, 1, NULL));
    }
}

/* Sum of the negative log-likelihoods of a document's tokens. */
struct likelihood {
    const uint32_t *ids;
    size_t n_ids;
    size_t n_vocabulary;
    double sum;
};

static bool add_likelihood(void *context, size_t part, size_t index, const float *logits)
{
    struct likelihood *likelihood = context;
    (void)part;
    if (index + 1 < likelihood->n_ids) {
        double sum = 0;
        double target = (double)logits[likelihood->ids[index + 1]];
        for (size_t i = 0; i < likelihood->n_vocabulary; i++) {
            sum += exp((double)logits[i] - target);
        }
        likelihood->sum += log(sum);
    }
    return true;
}

static void check_document(struct opened *opened)
{
    uint32_t ids[CONTEXT];
    const json_t *heldout = json_object_get(opened->reference, "heldout");
    const char *line = json_string_value(json_array_get(json_object_get(heldout, "first_docs"), 0));
    double expected;
    int n_tokens;
    assert_int_equal(sscanf(line, "%*d %d %lf", &n_tokens, &expected), 2);
    struct likelihood likelihood = {.ids = ids,
                                    .n_vocabulary = opened->model->config.vocabulary_size};
    likelihood.n_ids = read_ids(json_object_get(opened->reference, "heldout_first_doc_ids"), ids);
    session_rewind(opened->session, 0);
    append(opened->session, ids, likelihood.n_ids, add_likelihood, &likelihood);
    double mean = likelihood.sum / (double)(likelihood.n_ids - 1);
    print_message("first document: %.9f nats a token, expected %.9f\n", mean, expected);
    assert_true(fabs(mean - expected) < 1e-5);
}

static void check_model(const char *folder, const char *reference)
{
    struct opened opened = {0};
    open_all(&opened, folder, reference);
    const json_t *prompts = json_object_get(opened.reference, "prompts");
    for (size_t i = 0; i < json_array_size(prompts); i++) {
        check_prompt(&opened, json_array_get(prompts, i));
    }
    check_document(&opened);
    close_all(&opened);
}

static void stories260k(void **state)
{
    (void)state;
    check_model("stories260K/hf-derived", "stories260K.json");
}

/* The same model in another container: the same ids. */
static void stories260k_as_gguf(void **state)
{
    (void)state;
    check_model("stories260K/stories260K.gguf", "stories260K.json");
}

static void tinystories_656k(void **state)
{
    (void)state;
    check_model("tinystories-656k-hf", "tinystories-656k-hf.json");
}

int main(void)
{
    corpus = getenv("SILEX_CORPUS");
    struct folder *folder;
    char path[4096];
    snprintf(path, sizeof path, "%s/models/reference", corpus != NULL ? corpus : "");
    if (corpus == NULL || !folder_open(&folder, path, NULL)) {
        puts("skipped: no corpus");
        return 77;
    }
    folder_close(folder);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stories260k),
        cmocka_unit_test(stories260k_as_gguf),
        cmocka_unit_test(tinystories_656k),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
