/*
 * Measuring. Every run stands between two measurements of the machine's peaks with the same
 * threads, so that a busy neighbour slows both; a point's share of its limit is the median of the
 * shares of its runs. Points of one depth take turns.
 *
 * At its depth a session holds random tokens, and is rewound to them after every run.
 */
#include <math.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/random.h"
#include "bench.h"
#include "interrupt.h"
#include "terminal.h"

enum {
    FIRST_TOKEN_CONTEXT = 256,
    WARM_UP_PROMPT = 64, /* tokens of the run before those that count */
    WARM_UP_STEPS = 8,
    MOST_WARM_UPS = 20,
    MOST_WINDOWS = 60,
    PEAKS_AT_START = 3,
};

struct runner {
    struct bench *bench;
    double *peaks[BENCH_N_PEAKS]; /* all that were measured */
    size_t n_peaks[BENCH_N_PEAKS];
    struct progress progress;
    size_t n_done, n_runs;
    struct error *err;
};

/* The times and counters of some steps; it starts when the first token is there. */
struct stretch {
    struct bench *bench;
    unsigned n_threads; /* that take part */
    double start, joules;
    bool has_begun;
};

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare_doubles);
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

static silex_session *session_of(const struct bench *bench, size_t i)
{
    return i == 0 ? bench->engine.session : bench->others[i - 1];
}

static const uint32_t *ids_of(const struct bench *bench, size_t i)
{
    return bench->ids + i * bench->context_tokens;
}

/* ---- peaks ----------------------------------------------------------------------------------- */

static bool measure_peak(struct runner *runner, silex_peak peak, double *out)
{
    size_t n = runner->n_peaks[peak];
    if ((n & (n - 1)) == 0) { /* full: room for twice as many */
        double *values =
            memory_resize(runner->peaks[peak], n > 0 ? 2 * n : 1, sizeof *values, runner->err);
        if (values == NULL) {
            return false;
        }
        runner->peaks[peak] = values;
    }
    *out = silex_meter_peak(runner->bench->meter, peak);
    runner->peaks[peak][runner->n_peaks[peak]++] = *out;
    return true;
}

/* Those that bound such a point; the others stay as they are. */
static bool measure_peaks(struct runner *runner, bool is_prompt, double peaks[BENCH_N_PEAKS])
{
    return is_prompt ? measure_peak(runner, SILEX_PEAK_INTEGER, &peaks[SILEX_PEAK_INTEGER]) &&
                           measure_peak(runner, SILEX_PEAK_FLOAT, &peaks[SILEX_PEAK_FLOAT])
                     : measure_peak(runner, SILEX_PEAK_READ, &peaks[SILEX_PEAK_READ]) &&
                           measure_peak(runner, SILEX_PEAK_WEIGHTS, &peaks[SILEX_PEAK_WEIGHTS]);
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Reading and computing can go on at once; integers and floats use the same units. */
static double least_seconds(const silex_work *work, const double peaks[BENCH_N_PEAKS])
{
    return larger(work->bytes / peaks[SILEX_PEAK_READ],
                  work->integer_products / peaks[SILEX_PEAK_INTEGER] +
                      work->float_products / peaks[SILEX_PEAK_FLOAT]);
}

/* ---- sessions -------------------------------------------------------------------------------- */

/* The session comes to hold the first n of its random tokens. */
static bool hold(struct runner *runner, size_t i, size_t n)
{
    silex_session *session = session_of(runner->bench, i);
    silex_error problem = {0};
    size_t n_held;
    interrupt_watch(session);
    silex_session_tokens(session, &n_held);
    silex_status status = n_held > n
                              ? silex_session_rewind(session, n, &problem)
                              : silex_session_append(session, ids_of(runner->bench, i) + n_held,
                                                     n - n_held, false, NULL, NULL, &problem);
    return engine_check(status, &problem, runner->err);
}

static void begin(struct stretch *stretch)
{
    struct bench *bench = stretch->bench;
    stretch->has_begun = true;
    silex_model_count_waiting(bench->engine.model, true);
    stretch->joules = energy_joules(&bench->energy);
    stretch->start = clock_seconds();
}

static void end(struct stretch *stretch, size_t n_tokens, struct bench_sample *sample)
{
    struct bench *bench = stretch->bench;
    double seconds = clock_seconds() - stretch->start;
    double joules = energy_joules(&bench->energy) - stretch->joules;
    silex_waiting waiting;
    silex_model_waiting(bench->engine.model, &waiting);
    sample->speed = (double)n_tokens / seconds;
    sample->barriers = waiting.barrier_seconds / (seconds * (double)stretch->n_threads);
    sample->alone = waiting.alone_seconds / seconds;
    sample->energy = energy_has_meter(&bench->energy) ? joules / (double)n_tokens : (double)NAN;
    silex_model_count_waiting(bench->engine.model, false);
}

static bool on_token(void *user, const silex_token *token)
{
    struct stretch *stretch = user;
    (void)token;
    if (!stretch->has_begun) {
        begin(stretch);
    }
    return !interrupt_happened();
}

/* ---- runs ------------------------------------------------------------------------------------ */

static bool run_prompt(struct runner *runner, const struct bench_point *point, size_t n_tokens,
                       struct bench_sample *sample)
{
    struct bench *bench = runner->bench;
    struct stretch stretch = {.bench = bench, .n_threads = bench->engine.info.n_threads};
    silex_error problem = {0};
    if (!hold(runner, 0, point->depth)) {
        return false;
    }
    begin(&stretch);
    silex_status status =
        silex_session_append(bench->engine.session, ids_of(bench, 0) + point->depth, n_tokens,
                             false, NULL, NULL, &problem);
    end(&stretch, n_tokens, sample);
    return engine_check(status, &problem, runner->err);
}

/* The first token follows from the prompt; then the stretch begins, and every step makes one token
 * for each session. Guesses are added to those of the point, unless it is NULL. */
static bool generate(struct runner *runner, size_t n_sessions, size_t depth, size_t n_steps,
                     silex_generate_options *options, struct bench_point *point)
{
    struct bench *bench = runner->bench;
    silex_session **sessions = memory_array(n_sessions, sizeof(silex_session *), runner->err);
    const uint32_t **prompts = memory_array(n_sessions, sizeof(uint32_t *), runner->err);
    size_t *n_prompts = memory_array(n_sessions, sizeof *n_prompts, runner->err);
    silex_result *results = memory_array(n_sessions, sizeof *results, runner->err);
    silex_error problem = {0};
    options->max_tokens = n_steps + 1;
    options->ignore_end_tokens = true;
    bool is_good = sessions != NULL && prompts != NULL && n_prompts != NULL && results != NULL;
    for (size_t i = 0; is_good && i < n_sessions; i++) {
        n_prompts[i] = depth > 0 ? depth : 1;
        prompts[i] = ids_of(bench, i);
        sessions[i] = session_of(bench, i);
        is_good = hold(runner, i, n_prompts[i]);
    }
    is_good = is_good && engine_check(silex_generate_batch(sessions, n_sessions, prompts, n_prompts,
                                                           options, results, &problem),
                                      &problem, runner->err);
    for (size_t i = 0; results != NULL && i < n_sessions; i++) {
        if (point != NULL) {
            point->n_guesses += results[i].n_proposed_tokens;
            point->n_right += results[i].n_accepted_tokens;
        }
        silex_result_clear(&results[i]);
    }
    free(results);
    free(n_prompts);
    free(prompts);
    free(sessions);
    return is_good &&
           (!interrupt_happened() || error_set(runner->err, ERROR_CANCELLED, "interrupted"));
}

/* Only single tokens are made with fewer threads than all; guesses are several at once. */
static unsigned n_threads_of(struct runner *runner, const struct bench_point *point)
{
    silex_model_info *info = &runner->bench->engine.info;
    silex_model_describe(runner->bench->engine.model, info);
    bool is_single =
        !point->is_prompt && point->n_sessions == 1 && !engine_guesses(runner->bench->settings);
    return is_single && info->n_decode_threads > 0 ? info->n_decode_threads : info->n_threads;
}

static bool run_generation(struct runner *runner, struct bench_point *point, size_t n_steps,
                           struct bench_sample *sample)
{
    struct stretch stretch = {.bench = runner->bench, .n_threads = n_threads_of(runner, point)};
    silex_generate_options options = {.on_token = on_token, .user = &stretch};
    if (!generate(runner, point->n_sessions, point->depth, n_steps, &options, point)) {
        return false;
    }
    end(&stretch, point->n_sessions * n_steps, sample);
    return true;
}

static bool run_work(struct runner *runner, struct bench_point *point, size_t n_tokens,
                     struct bench_sample *sample)
{
    progress_step(&runner->progress, "measuring", (double)runner->n_done / (double)runner->n_runs);
    runner->n_done++;
    return point->is_prompt ? run_prompt(runner, point, n_tokens, sample)
                            : run_generation(runner, point, n_tokens, sample);
}

/* Single tokens are made until it is known how many threads do it best, or the time is up. */
static bool warm_up(struct runner *runner, struct bench_point *point)
{
    size_t n = point->is_prompt ? WARM_UP_PROMPT : WARM_UP_STEPS;
    struct bench_sample unused;
    bool is_good = run_work(runner, point, n < point->n_tokens ? n : point->n_tokens, &unused);
    const silex_model_info *info = &runner->bench->engine.info;
    silex_model_describe(runner->bench->engine.model, &runner->bench->engine.info);
    for (size_t i = 0; is_good && i < MOST_WARM_UPS && info->n_decode_threads == 0 &&
                       !point->is_prompt && point->n_sessions == 1;
         i++) {
        is_good = run_generation(runner, point, WARM_UP_STEPS, &unused);
        silex_model_describe(runner->bench->engine.model, &runner->bench->engine.info);
    }
    point->n_guesses = point->n_right = 0;
    return is_good;
}

static bool run_trial(struct runner *runner, struct bench_point *point, size_t trial)
{
    struct bench *bench = runner->bench;
    struct bench_sample *sample = &point->samples[trial];
    silex_session_options options = engine_session_options(&bench->engine, bench->settings);
    const silex_task task = {point->depth, point->n_tokens, point->n_sessions, point->is_prompt};
    double before[BENCH_N_PEAKS], after[BENCH_N_PEAKS];
    silex_work work;
    silex_error problem = {0};
    for (size_t i = 0; i < BENCH_N_PEAKS; i++) {
        before[i] = after[i] = bench->peaks[i];
    }
    options.context_tokens = bench->context_tokens;
    if (!engine_check(silex_model_work(bench->engine.model, &options, &task, &work, &problem),
                      &problem, runner->err) ||
        !measure_peaks(runner, point->is_prompt, before) ||
        !run_work(runner, point, point->n_tokens, sample) ||
        !measure_peaks(runner, point->is_prompt, after)) {
        return false;
    }
    double seconds = 0.5 * (least_seconds(&work, before) + least_seconds(&work, after));
    sample->limit = (double)(point->n_tokens * point->n_sessions) / seconds;
    sample->share = sample->speed / sample->limit;
    return true;
}

/* ---- points ---------------------------------------------------------------------------------- */

static bool add_point(struct bench *bench, bool is_prompt, size_t depth, size_t n_sessions,
                      struct error *err)
{
    const struct settings *settings = bench->settings;
    struct bench_point *point = &bench->points[bench->n_points];
    *point = (struct bench_point){
        .is_prompt = is_prompt,
        .depth = depth,
        .n_sessions = n_sessions,
        .n_tokens = is_prompt ? settings->n_prompt_tokens : settings->n_generation_tokens,
    };
    if (point->n_tokens == 0) {
        return true;
    }
    point->samples = memory_array(settings->n_trials, sizeof *point->samples, err);
    bench->n_points += point->samples != NULL;
    return point->samples != NULL;
}

/* Prompts are of one session: several would be computed one after the other. */
static bool plan_points(struct bench *bench, struct error *err)
{
    const struct count_list *depths = &bench->settings->depths;
    const struct count_list *batches = &bench->settings->batches;
    bench->points = memory_array(depths->n * (batches->n + 1), sizeof *bench->points, err);
    bool is_good = bench->points != NULL;
    for (size_t i = 0; is_good && i < depths->n; i++) {
        is_good = add_point(bench, true, depths->items[i], 1, err);
        for (size_t j = 0; is_good && j < batches->n; j++) {
            is_good = add_point(bench, false, depths->items[i], batches->items[j], err);
        }
    }
    if (is_good && bench->n_points == 0) {
        return error_set(err, ERROR_ARGUMENT,
                         "nothing to measure: --prompt-tokens and --generation-tokens are 0");
    }
    return is_good;
}

static double median_of(const struct bench_point *point, size_t n_trials, size_t offset,
                        double *values)
{
    for (size_t i = 0; i < n_trials; i++) {
        values[i] = *(const double *)(const void *)((const char *)&point->samples[i] + offset);
    }
    return bench_median(values, n_trials);
}

static bool summarize(struct bench *bench, struct bench_point *point, struct error *err)
{
    size_t n = bench->settings->n_trials;
    double *values = memory_array(n, sizeof *values, err);
    if (values == NULL) {
        return false;
    }
    struct bench_sample *median = &point->median;
    median->limit = median_of(point, n, offsetof(struct bench_sample, limit), values);
    median->share = median_of(point, n, offsetof(struct bench_sample, share), values);
    median->barriers = median_of(point, n, offsetof(struct bench_sample, barriers), values);
    median->alone = median_of(point, n, offsetof(struct bench_sample, alone), values);
    median->energy = median_of(point, n, offsetof(struct bench_sample, energy), values);
    median->speed = median_of(point, n, offsetof(struct bench_sample, speed), values);
    point->least = values[0];
    point->most = values[n - 1];
    free(values);
    return true;
}

/* Points of one depth stand together. */
static bool run_depth(struct runner *runner, struct bench_point *points, size_t n_points)
{
    struct bench *bench = runner->bench;
    for (size_t i = 0; i < n_points; i++) {
        if (!warm_up(runner, &points[i])) {
            return false;
        }
    }
    for (size_t trial = 0; trial < bench->settings->n_trials; trial++) {
        for (size_t i = 0; i < n_points; i++) {
            if (!run_trial(runner, &points[i], trial)) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < n_points; i++) {
        if (!summarize(bench, &points[i], runner->err)) {
            return false;
        }
    }
    return true;
}

static bool run_points(struct runner *runner)
{
    struct bench *bench = runner->bench;
    runner->n_runs = bench->n_points * (bench->settings->n_trials + 1);
    for (size_t i = 0; i < BENCH_N_PEAKS; i++) {
        for (size_t j = 0; j < PEAKS_AT_START; j++) {
            if (!measure_peak(runner, (silex_peak)i, &bench->peaks[i])) {
                return false;
            }
        }
        bench->peaks[i] = bench_median(runner->peaks[i], runner->n_peaks[i]);
    }
    for (size_t first = 0, last; first < bench->n_points; first = last) {
        for (last = first;
             last < bench->n_points && bench->points[last].depth == bench->points[first].depth;) {
            last++;
        }
        if (!run_depth(runner, bench->points + first, last - first)) {
            return false;
        }
    }
    return true;
}

/* ---- sustained ------------------------------------------------------------------------------- */

struct windows {
    struct bench *bench;
    struct progress *progress;
    double start;
    size_t *n_tokens; /* [MOST_WINDOWS] in each window */
};

static bool count_token(void *user, const silex_token *token)
{
    struct windows *windows = user;
    const struct bench_sustained *sustained = &windows->bench->sustained;
    double seconds = clock_seconds() - windows->start;
    double window = seconds / sustained->window_seconds;
    (void)token;
    if (window < (double)sustained->n_windows) {
        windows->n_tokens[(size_t)window]++;
    }
    energy_joules(&windows->bench->energy); /* so that no counter starts over unseen */
    progress_step(windows->progress, "running on", window / (double)sustained->n_windows);
    return window < (double)sustained->n_windows && !interrupt_happened();
}

static void summarize_windows(struct bench_sustained *sustained, const size_t *n_tokens,
                              double joules)
{
    double last[MOST_WINDOWS];
    size_t n = sustained->n_windows, n_last = (n + 3) / 4, n_all = 0;
    for (size_t i = 0; i < n; i++) {
        sustained->speeds[i] = (double)n_tokens[i] / sustained->window_seconds;
        n_all += n_tokens[i];
    }
    for (size_t i = 0; i < n_last; i++) {
        last[i] = sustained->speeds[n - n_last + i];
    }
    sustained->burst = sustained->speeds[0];
    sustained->sustained = bench_median(last, n_last);
    sustained->energy = joules / (double)n_all;
}

/* One session at the first depth generates again and again. */
static bool run_sustained(struct runner *runner)
{
    struct bench *bench = runner->bench;
    struct bench_sustained *sustained = &bench->sustained;
    size_t n_tokens[MOST_WINDOWS] = {0};
    double seconds = bench->settings->seconds;
    size_t n_steps = bench->settings->n_generation_tokens;
    sustained->n_windows = seconds < MOST_WINDOWS ? (size_t)seconds : MOST_WINDOWS;
    sustained->n_windows = sustained->n_windows > 0 ? sustained->n_windows : 1;
    sustained->window_seconds = seconds / (double)sustained->n_windows;
    sustained->speeds = memory_array(sustained->n_windows, sizeof(double), runner->err);
    struct windows windows = {.bench = bench, .progress = &runner->progress, .n_tokens = n_tokens};
    silex_generate_options options = {.on_token = count_token, .user = &windows};
    if (sustained->speeds == NULL || !hold(runner, 0, bench->settings->depths.items[0])) {
        return false;
    }
    double joules = energy_joules(&bench->energy);
    windows.start = clock_seconds();
    while (clock_seconds() - windows.start < seconds) {
        if (!generate(runner, 1, bench->settings->depths.items[0], n_steps > 0 ? n_steps : 1,
                      &options, NULL)) {
            return false;
        }
    }
    joules = energy_joules(&bench->energy) - joules;
    summarize_windows(sustained, n_tokens, energy_has_meter(&bench->energy) ? joules : (double)NAN);
    return true;
}

/* ---- opening --------------------------------------------------------------------------------- */

/* From nothing to the token after "Hello". */
static bool open_to_first_token(struct bench *bench, double *seconds, struct error *err)
{
    struct engine *engine = &bench->engine;
    silex_generate_options options = {.max_tokens = 1};
    silex_error problem = {0};
    uint32_t *ids = NULL, none = 0;
    size_t n_ids = 0;
    double start = clock_seconds();
    if (!engine_open(engine, bench->settings, FIRST_TOKEN_CONTEXT, err)) {
        return false;
    }
    /* A checkpoint without a tokenizer begins with any id. */
    bool has_text = silex_tokenize(engine->model, "Hello", 5, true, &ids, &n_ids, NULL) == SILEX_OK;
    silex_status status =
        silex_generate(engine->session, has_text && n_ids > 0 ? ids : &none,
                       has_text && n_ids > 0 ? n_ids : 1, &options, NULL, &problem);
    *seconds = clock_seconds() - start;
    silex_free(ids);
    return engine_check(status, &problem, err) &&
           (!interrupt_happened() || error_set(err, ERROR_CANCELLED, "interrupted"));
}

/* The second time shows what the page cache is worth, and its model stays. */
static bool open_twice(struct bench *bench, struct error *err)
{
    if (!open_to_first_token(bench, &bench->first_token_seconds, err)) {
        return false;
    }
    bench->load_seconds = bench->engine.load_seconds;
    engine_close(&bench->engine);
    bench->engine.is_repeated = true;
    if (!open_to_first_token(bench, &bench->again_seconds, err)) {
        return false;
    }
    interrupt_watch(NULL);
    silex_session_close(bench->engine.session);
    bench->engine.session = NULL;
    return true;
}

static size_t largest(const struct count_list *list)
{
    size_t most = 0;
    for (size_t i = 0; i < list->n; i++) {
        most = list->items[i] > most ? list->items[i] : most;
    }
    return most;
}

static bool open_sessions(struct bench *bench, struct error *err)
{
    const struct settings *settings = bench->settings;
    silex_session_options options = engine_session_options(&bench->engine, settings);
    silex_error problem = {0};
    size_t n_prompt = settings->n_prompt_tokens, n_steps = settings->n_generation_tokens + 2;
    size_t n_depth = largest(&settings->depths);
    bench->context_tokens = n_depth + (n_prompt > n_steps ? n_prompt : n_steps) + 2;
    options.context_tokens = bench->context_tokens;
    bench->others = memory_array(largest(&settings->batches), sizeof(silex_session *), err);
    if (bench->others == NULL ||
        !engine_check(silex_session_memory(bench->engine.model, &options, &bench->plan, &problem),
                      &problem, err)) {
        return false;
    }
    for (size_t i = 0; i < largest(&settings->batches); i++) {
        silex_session **session = i == 0 ? &bench->engine.session : &bench->others[i - 1];
        if (!engine_open_session(&bench->engine, &options, session, err)) {
            return false;
        }
        bench->n_sessions++;
    }
    return true;
}

static bool make_ids(struct bench *bench, struct error *err)
{
    size_t n;
    if (!size_multiply(bench->n_sessions, bench->context_tokens, &n)) {
        return error_set(err, ERROR_LIMIT, "--depth and --batch: too many tokens");
    }
    bench->ids = memory_array(n, sizeof *bench->ids, err);
    for (size_t i = 0; bench->ids != NULL && i < n; i++) {
        bench->ids[i] = (uint32_t)(random_bits(0, i) % bench->engine.info.vocabulary_size);
    }
    return bench->ids != NULL;
}

bool bench_run(struct bench *bench, const struct settings *settings, struct error *err)
{
    struct runner runner = {.bench = bench, .err = err};
    silex_error problem = {0};
    *bench = (struct bench){.settings = settings};
    silex_machine_describe(&bench->machine);
    energy_open(&bench->energy, NULL);
    bool is_good = plan_points(bench, err) && open_twice(bench, err) && open_sessions(bench, err) &&
                   make_ids(bench, err) &&
                   engine_check(silex_meter_open(bench->engine.model, &bench->meter, &problem),
                                &problem, err) &&
                   run_points(&runner) && (settings->seconds == 0 || run_sustained(&runner));
    progress_end(&runner.progress);
    for (size_t i = 0; i < BENCH_N_PEAKS; i++) {
        if (is_good) {
            bench->peaks[i] = bench_median(runner.peaks[i], runner.n_peaks[i]);
        }
        free(runner.peaks[i]);
    }
    bench->huge_page_bytes = engine_huge_page_bytes();
    /* What the meter takes is resident all the time, and nobody else's. */
    if (is_good) {
        uint64_t n_bytes = engine_peak_memory_bytes(), n_meter = silex_meter_bytes(bench->meter);
        bench->peak_bytes = n_bytes > n_meter ? n_bytes - n_meter : 0;
    }
    return is_good;
}

void bench_clear(struct bench *bench)
{
    silex_meter_close(bench->meter);
    interrupt_watch(NULL);
    for (size_t i = 1; i < bench->n_sessions; i++) {
        silex_session_close(bench->others[i - 1]);
    }
    engine_close(&bench->engine);
    energy_close(&bench->energy);
    for (size_t i = 0; i < bench->n_points; i++) {
        free(bench->points[i].samples);
    }
    free(bench->points);
    free(bench->others);
    free(bench->ids);
    free(bench->sustained.speeds);
    *bench = (struct bench){0};
}
