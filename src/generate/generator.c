/* Generation; see generator.h. Everything a token needs is made before the first one. */
#include "generate/generator.h"

#include <stdlib.h>
#include <string.h>
#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "generate/sampler.h"
#include "generate/speculation.h"
#include "generate/stop.h"

enum {
    MAX_TEXT_BYTES = 1 << 30,
    MAX_TOP = 64,
    /* Room made in advance for a token's text; longer texts are rare, and cost a reallocation. */
    TEXT_BYTES_PER_TOKEN = 16,
    MAX_EXEMPT = MODEL_MAX_END_TOKENS + 1,
};

/* One session on its way. */
struct generation {
    const silex_generate_options *options;
    struct session *session;
    const struct tokenizer *tokenizer;
    struct sampler *sampler;
    struct token_stream *stream;
    struct stop stop;
    struct buffer text;
    size_t n_given; /* bytes of text handed to the caller */
    uint32_t *tokens;
    size_t n_tokens;
    size_t n_max_tokens;
    uint32_t exempt[MAX_EXEMPT];
    size_t n_exempt;
    size_t n_reused, n_dropped, n_prompt;
    struct speculation_counts counts; /* of the session, before */
    double started, prompted, ended;
    silex_finish finish;
    bool guesses; /* the session may guess: it is alone */
    bool is_done;
};

/* ---- the prompt ------------------------------------------------------------------------------ */

/* How much of the context a truncated prompt leaves to the answer. */
static size_t room_for_answer(size_t n_context, size_t n_max_tokens)
{
    size_t n = n_max_tokens > 0 ? n_max_tokens : n_context / 4;
    n = n < n_context / 2 ? n : n_context / 2;
    return n > 0 ? n : 1;
}

/* A copy of the prompt as it will be used; *n_prompt is its length. */
static uint32_t *fit_prompt(const struct generate_request *request, size_t n_max_tokens,
                            size_t *n_prompt, struct error *err)
{
    size_t n_context = request->session->options.context_tokens;
    size_t n = request->n_prompt;
    size_t n_head = n;
    size_t n_tail = 0;
    if (n == 0) {
        error_set(err, ERROR_ARGUMENT, "the prompt is empty");
        return NULL;
    }
    if (n >= n_context) {
        if (!request->truncates) {
            error_set(err, ERROR_CONTEXT_FULL,
                      "the prompt has %zu tokens; the context has room for %zu and an answer", n,
                      n_context - 1);
            return NULL;
        }
        size_t n_room = n_context - room_for_answer(n_context, n_max_tokens);
        n_head = request->keep_tokens < n_room ? request->keep_tokens : n_room;
        n_tail = n_room - n_head;
    }
    uint32_t *prompt = memory_array(n_head + n_tail, sizeof *prompt, err);
    if (prompt != NULL) {
        memcpy(prompt, request->prompt, n_head * sizeof *prompt);
        memcpy(prompt + n_head, request->prompt + n - n_tail, n_tail * sizeof *prompt);
        *n_prompt = n_head + n_tail;
    }
    return prompt;
}

static size_t common_prefix(const struct session *session, const uint32_t *prompt, size_t n_prompt)
{
    size_t n = 0;
    while (n < n_prompt && n < session->n_tokens && session->tokens[n] == prompt[n]) {
        n++;
    }
    return n;
}

/* After each chunk. */
static bool note_progress(void *context, size_t n_done, size_t n_total)
{
    const struct generation *generation = context;
    const silex_generate_options *options = generation->options;
    if (generation->guesses) {
        speculation_follow(generation->session);
    }
    return options->on_prompt == NULL ||
           options->on_prompt(options->user, generation->n_reused + n_done,
                              generation->n_reused + n_total);
}

/* Computes what the session does not hold yet, so that it has the logits after the prompt. */
static bool feed_prompt(struct generation *generation, const uint32_t *prompt, size_t n_prompt,
                        struct error *err)
{
    struct session *session = generation->session;
    size_t n_common = common_prefix(session, prompt, n_prompt);
    bool has_all = n_common == n_prompt && n_prompt == session->n_tokens && session->has_logits;
    if (n_common == n_prompt && !has_all) {
        n_common--; /* the last token's logits are needed */
    }
    generation->n_reused = session_keep(session, n_common, n_prompt);
    const struct session_append append = {
        .tokens = prompt + generation->n_reused,
        .n_tokens = n_prompt - generation->n_reused,
        .progress = note_progress,
        .progress_context = generation,
    };
    return session_append(session, &append, err);
}

/* A prompt cancelled on its way is a generation of nothing. */
static bool begin_prompt(struct generation *generation, const struct generate_request *request,
                         struct error *err)
{
    struct error problem = {0};
    size_t n_prompt = 0;
    uint32_t *prompt = fit_prompt(request, generation->options->max_tokens, &n_prompt, err);
    if (prompt == NULL) {
        return false;
    }
    generation->started = clock_seconds();
    generation->n_prompt = n_prompt;
    generation->n_dropped = request->n_prompt - n_prompt;
    bool ok = feed_prompt(generation, prompt, n_prompt, &problem);
    free(prompt);
    generation->prompted = generation->ended = clock_seconds();
    if (!ok && problem.code == ERROR_CANCELLED) {
        generation->finish = SILEX_FINISH_CANCELLED;
        generation->is_done = true;
        return true;
    }
    return ok || error_set(err, problem.code, "%s", problem.message);
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static bool is_end_token(const struct generation *generation, uint32_t id)
{
    const silex_generate_options *options = generation->options;
    const struct model *model = generation->session->model;
    for (size_t i = 0; !options->ignore_end_tokens && i < model->n_end_tokens; i++) {
        if (model->end_tokens[i] == id) {
            return true;
        }
    }
    for (size_t i = 0; i < options->n_extra_end_tokens; i++) {
        if (options->extra_end_tokens[i] == id) {
            return true;
        }
    }
    return false;
}

/* Appends the token's text, and decides whether it is the last. Returns how much of the text may be
 * given out. */
static bool take_token(struct generation *generation, uint32_t id, size_t *n_certain,
                       struct error *err)
{
    bool is_end = is_end_token(generation, id);
    const struct session *session = generation->session;
    generation->tokens[generation->n_tokens++] = id;
    bool has_text = generation->stream != NULL;
    if (has_text && !is_end && !token_stream_push(generation->stream, id, &generation->text, err)) {
        return false;
    }
    bool is_full = generation->n_tokens == generation->n_max_tokens ||
                   session->n_tokens == session->options.context_tokens;
    if (has_text && (is_end || is_full) &&
        !token_stream_finish(generation->stream, &generation->text, err)) {
        return false;
    }
    if (!buffer_check(&generation->text, err)) {
        return false;
    }
    bool is_stopped = stop_search(&generation->stop, buffer_text(&generation->text),
                                  generation->text.n_bytes, n_certain);
    generation->is_done = is_end || is_full || is_stopped;
    generation->finish = is_end || is_stopped ? SILEX_FINISH_STOP : SILEX_FINISH_LENGTH;
    if (generation->is_done && !is_stopped) {
        *n_certain = generation->text.n_bytes; /* nothing can follow what was held back */
    }
    return true;
}

/* Hands out [n_given, n_certain) of the text, terminated for the time of the call. */
static void give_token(struct generation *generation, const silex_candidate *drawn,
                       size_t n_certain)
{
    const silex_generate_options *options = generation->options;
    silex_candidate top[MAX_TOP];
    size_t n_given = generation->n_given;
    generation->n_given = n_certain;
    if (options->on_token == NULL) {
        return;
    }
    char held = '\0';
    if (generation->text.data != NULL) {
        held = generation->text.data[n_certain];
        generation->text.data[n_certain] = '\0';
    }
    const silex_token token = {
        .id = drawn->id,
        .text = buffer_text(&generation->text) + n_given,
        .n_bytes = n_certain - n_given,
        .logprob = drawn->logprob,
        .top = top,
        .n_top = sampler_top(generation->sampler, options->n_top, top),
    };
    bool goes_on = options->on_token(options->user, &token);
    if (generation->text.data != NULL) {
        generation->text.data[n_certain] = held;
    }
    if (!goes_on && !generation->is_done) {
        generation->is_done = true;
        generation->finish = SILEX_FINISH_CANCELLED;
    }
}

/* Draws the next token and tells the caller. */
static bool next_token(struct generation *generation, struct error *err)
{
    struct session *session = generation->session;
    if (atomic_load(&session->is_cancelled)) {
        generation->is_done = true;
        generation->finish = SILEX_FINISH_CANCELLED;
    } else {
        const struct sampler_input input = {
            .logits = session->logits,
            .history = session->tokens,
            .n_history = session->n_tokens,
            .exempt = generation->exempt,
            .n_exempt = generation->n_exempt,
        };
        size_t n_certain;
        silex_candidate drawn = sampler_draw(
            generation->sampler, session->backend->operations->kernels(session->backend),
            &generation->options->sampling, &input);
        if (!take_token(generation, drawn.id, &n_certain, err)) {
            return false;
        }
        give_token(generation, &drawn, n_certain);
    }
    generation->ended = clock_seconds();
    return true;
}

/* ---- setting up and taking down -------------------------------------------------------------- */

/* XTC must not take away the tokens that end an answer or a line. */
static void find_exempt(struct generation *generation)
{
    const struct model *model = generation->session->model;
    memcpy(generation->exempt, model->end_tokens, model->n_end_tokens * sizeof(uint32_t));
    generation->n_exempt = model->n_end_tokens;
    struct token_list newline = {0};
    const struct bytes text = {(const uint8_t *)"\n", 1};
    if (generation->tokenizer != NULL &&
        tokenizer_encode(generation->tokenizer, text, false, &newline, NULL) && newline.n_ids > 0) {
        generation->exempt[generation->n_exempt++] = newline.ids[newline.n_ids - 1];
    }
    token_list_clear(&newline);
}

static bool begin(struct generation *generation, const struct tokenizer *tokenizer,
                  const struct generate_request *request, const silex_generate_options *options,
                  bool is_alone, struct error *err)
{
    struct session *session = request->session;
    size_t n_context = session->options.context_tokens;
    size_t n_room = n_context > 0 ? n_context : 1;
    *generation = (struct generation){
        .options = options,
        .session = session,
        .tokenizer = tokenizer,
        .guesses = is_alone && session->speculation != NULL,
    };
    generation->n_max_tokens =
        options->max_tokens > 0 && options->max_tokens < n_room ? options->max_tokens : n_room;
    buffer_init(&generation->text, MAX_TEXT_BYTES);
    buffer_reserve(&generation->text, generation->n_max_tokens * TEXT_BYTES_PER_TOKEN);
    stop_init(&generation->stop, options->stop, options->n_stop);
    generation->tokens = memory_array(generation->n_max_tokens, sizeof(uint32_t), err);
    if (!buffer_check(&generation->text, err) || generation->tokens == NULL ||
        !sampler_create(&generation->sampler, session->model->config.vocabulary_size, err) ||
        (tokenizer != NULL && !token_stream_create(&generation->stream, tokenizer, true, err))) {
        return false;
    }
    generation->counts = speculation_count(session->speculation);
    find_exempt(generation);
    return begin_prompt(generation, request, err);
}

static void end(struct generation *generation)
{
    sampler_destroy(generation->sampler);
    token_stream_destroy(generation->stream);
    buffer_clear(&generation->text);
    free(generation->tokens);
}

static bool give_result(struct generation *generation, silex_result *result, struct error *err)
{
    /* A stop string and what follows it are not part of the answer; what was held back when the
     * caller cancelled is. */
    if (generation->finish == SILEX_FINISH_STOP) {
        generation->text.n_bytes = generation->n_given;
        if (generation->text.data != NULL) {
            generation->text.data[generation->n_given] = '\0';
        }
    }
    size_t n_text_bytes = generation->text.n_bytes;
    struct speculation_counts counts = speculation_count(generation->session->speculation);
    *result = (silex_result){
        .text = buffer_take(&generation->text, err),
        .n_text_bytes = n_text_bytes,
        .tokens = generation->tokens,
        .n_tokens = generation->n_tokens,
        .n_prompt_tokens = generation->n_prompt,
        .n_reused_tokens = generation->n_reused,
        .n_dropped_tokens = generation->n_dropped,
        .n_proposed_tokens = counts.n_proposed - generation->counts.n_proposed,
        .n_accepted_tokens = counts.n_accepted - generation->counts.n_accepted,
        .prompt_seconds = generation->prompted - generation->started,
        .generation_seconds = generation->ended - generation->prompted,
        .finish = generation->finish,
    };
    generation->tokens = NULL;
    return result->text != NULL;
}

/* The next logits of one session; tokens of several share each reading of the weights instead. */
static bool step(const struct generation *generations, struct session **batch,
                 const uint32_t *tokens, size_t n_batch, struct error *err)
{
    const struct generation *first = &generations[0];
    if (!first->guesses) {
        return session_step(batch, tokens, n_batch, err);
    }
    const struct drawing drawing = {first->sampler, &first->options->sampling, first->exempt,
                                    first->n_exempt};
    return speculation_step(batch[0], tokens[0], first->n_max_tokens - first->n_tokens, &drawing,
                            err);
}

/* All sessions take one step after the other until each is done. */
static bool run(struct generation *generations, size_t n, struct session **batch, uint32_t *tokens,
                struct error *err)
{
    for (;;) {
        size_t n_batch = 0;
        for (size_t i = 0; i < n; i++) {
            struct generation *generation = &generations[i];
            if (generation->is_done || !next_token(generation, err)) {
                if (!generation->is_done) {
                    return false;
                }
                continue;
            }
            if (!generation->is_done) {
                batch[n_batch] = generation->session;
                tokens[n_batch++] = generation->tokens[generation->n_tokens - 1];
            }
        }
        if (n_batch == 0) {
            return true;
        }
        if (!step(generations, batch, tokens, n_batch, err)) {
            return false;
        }
    }
}

static bool check_options(const struct generate_request *requests, size_t n_requests,
                          const silex_generate_options *options, struct error *err)
{
    const struct model *model = requests[0].session->model;
    if (options->n_top > MAX_TOP) {
        return error_set(err, ERROR_ARGUMENT, "%zu candidates asked for: at most %d",
                         options->n_top, MAX_TOP);
    }
    for (size_t i = 1; i < n_requests; i++) {
        const struct session *session = requests[i].session;
        if (session->model != model ||
            session->options.precision != requests[0].session->options.precision) {
            return error_set(err, ERROR_ARGUMENT,
                             "the sessions of a batch must share one model and one precision");
        }
        for (size_t j = 0; j < i; j++) {
            if (session == requests[j].session) {
                return error_set(err, ERROR_ARGUMENT, "a session is twice in the batch");
            }
        }
    }
    return sampler_check(&options->sampling, model->config.vocabulary_size, err);
}

void generate_result_clear(silex_result *result)
{
    free(result->text);
    free(result->tokens);
    *result = (silex_result){0};
}

bool generate(const struct tokenizer *tokenizer, const struct generate_request *requests,
              size_t n_requests, const silex_generate_options *options, silex_result *results,
              struct error *err)
{
    if (!check_options(requests, n_requests, options, err)) {
        return false;
    }
    struct generation *generations = memory_array(n_requests, sizeof *generations, err);
    struct session **batch = memory_array(n_requests, sizeof(struct session *), err);
    uint32_t *tokens = memory_array(n_requests, sizeof *tokens, err);
    bool ok = generations != NULL && batch != NULL && tokens != NULL;
    memset(results, 0, n_requests * sizeof *results);
    for (size_t i = 0; ok && i < n_requests; i++) {
        ok = begin(&generations[i], tokenizer, &requests[i], options, n_requests == 1, err);
    }
    ok = ok && run(generations, n_requests, batch, tokens, err);
    for (size_t i = 0; i < n_requests; i++) {
        speculation_end(requests[i].session);
    }
    for (size_t i = 0; ok && i < n_requests; i++) {
        ok = give_result(&generations[i], &results[i], err);
    }
    for (size_t i = 0; generations != NULL && i < n_requests; i++) {
        if (!ok) {
            generate_result_clear(&results[i]);
        }
        end(&generations[i]);
    }
    free(generations);
    free(batch);
    free(tokens);
    return ok;
}
