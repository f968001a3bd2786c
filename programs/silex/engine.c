/* Opening and closing, with progress. */
#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>

#include "base/clock.h"
#include "demo.h"
#include "interrupt.h"
#include "model_place.h"
#include "report.h"
#include "terminal.h"
#include "thread_memory.h"

bool engine_check(silex_status status, const silex_error *from, struct error *err)
{
    if (status == SILEX_OK) {
        return true;
    }
    const char *text = from->message[0] != '\0' ? from->message : silex_status_text(status);
    return error_set(err, (enum error_code)status, "%s", text);
}

static bool on_load(void *user, const char *stage, double fraction)
{
    progress_step(user, stage, fraction);
    return !interrupt_happened();
}

static unsigned thread_setting(const struct settings *settings)
{
    return (unsigned)settings->n_threads; /* at most 256 by its row */
}

/* From a directory or the store; NULL: the built-in model. */
static bool open_checkpoint(const struct settings *settings, const char *model,
                            const silex_model_options *options, silex_model **out,
                            struct error *err)
{
    silex_error problem = {0};
    if (model != NULL) {
        char *path = model_place(settings, model, err);
        bool is_good = path != NULL &&
                       engine_check(silex_model_open(path, options, out, &problem), &problem, err);
        free(path);
        return is_good;
    }
    size_t n_files;
    const silex_file *files = demo_files(&n_files);
    if (n_files == 0) {
        return error_set(err, ERROR_NOT_FOUND,
                         "this program was built without a demo model; give --model DIR");
    }
    return engine_check(silex_model_open_memory(files, n_files, options, out, &problem), &problem,
                        err);
}

/* What is odd is told once, however often a model is opened. */
static void tell_warnings(const struct engine *engine, const silex_model_info *info,
                          const char *whose)
{
    for (size_t i = 0; i < info->n_warnings && !engine->is_repeated; i++) {
        report("warning: %s%s", whose, info->warnings[i]);
    }
}

/* The sessions compute with the model's own threads. */
static bool open_draft_model(struct engine *engine, const struct settings *settings,
                             silex_model_options options, struct error *err)
{
    silex_model_info info;
    if (settings->draft_model == NULL || options.skip_weights) {
        return true;
    }
    options.n_threads = 1;
    if (!open_checkpoint(settings, settings->draft_model, &options, &engine->draft_model, err)) {
        return error_context(err, "--draft-model");
    }
    silex_model_describe(engine->draft_model, &info);
    tell_warnings(engine, &info, "draft model: ");
    return true;
}

static bool open_adapter(struct engine *engine, const struct settings *settings, bool skip_weights,
                         struct error *err)
{
    silex_error problem = {0};
    return settings->adapter_path == NULL || skip_weights ||
           engine_check(silex_adapter_open(engine->model, settings->adapter_path, &engine->adapter,
                                           &problem),
                        &problem, err) ||
           error_context(err, "--adapter-path");
}

/* A draft model finds out anew each time. */
static void recall_threads(struct engine *engine, bool skip_weights)
{
    if (!skip_weights && engine->info.n_decode_threads == 0) {
        engine->info.n_decode_threads = thread_memory_recall(&engine->info);
        engine->finds_threads = engine->info.n_decode_threads == 0;
        silex_model_set_decode_threads(engine->model, engine->info.n_decode_threads);
    }
}

bool engine_open_model(struct engine *engine, const struct settings *settings, bool skip_weights,
                       struct error *err)
{
    struct progress progress = {0};
    silex_model_options options = {.n_threads = thread_setting(settings),
                                   .cpu_level = settings->cpu_level,
                                   .skip_weights = skip_weights,
                                   .progress = on_load,
                                   .user = &progress};
    double start = clock_seconds();
    bool is_good = open_checkpoint(settings, settings->model, &options, &engine->model, err);
    progress_end(&progress);
    if (!is_good) {
        return false;
    }
    silex_model_describe(engine->model, &engine->info);
    tell_warnings(engine, &engine->info, "");
    recall_threads(engine, skip_weights);
    is_good = open_adapter(engine, settings, skip_weights, err) &&
              open_draft_model(engine, settings, options, err);
    progress_end(&progress);
    engine->load_seconds = clock_seconds() - start;
    return is_good;
}

bool engine_guesses(const struct settings *settings)
{
    return settings->wants_lookup || settings->draft_model != NULL;
}

silex_session_options engine_session_options(const struct engine *engine,
                                             const struct settings *settings)
{
    silex_session_options options = {.context_tokens = settings->max_kv_size,
                                     .chunk_tokens = settings->prefill_step_size,
                                     .keep_tokens = settings->keep_tokens,
                                     .lookup = settings->wants_lookup,
                                     .draft_model = engine->draft_model};
    options.draft_tokens = engine->draft_model != NULL ? settings->n_draft_tokens : 0;
    if (settings->precision != NULL) {
        options.precision = strcmp(settings->precision, "exact") == 0 ? SILEX_PRECISION_EXACT
                                                                      : SILEX_PRECISION_FAST;
    }
    if (settings->kv_bits != NULL) {
        size_t bits = 0;
        for (const char *p = settings->kv_bits; *p != '\0'; p++) {
            bits = bits * 10 + (size_t)(*p - '0'); /* one of the row's choices */
        }
        options.kv_bits = (unsigned)bits;
    }
    if (settings->overflow != NULL && strcmp(settings->overflow, "truncate") == 0) {
        options.overflow = SILEX_OVERFLOW_TRUNCATE;
    }
    return options;
}

bool engine_open_session(const struct engine *engine, const silex_session_options *options,
                         silex_session **out, struct error *err)
{
    silex_error problem = {0};
    silex_session *session = NULL;
    if (!engine_check(silex_session_open(engine->model, options, &session, &problem), &problem,
                      err) ||
        !engine_check(silex_session_set_adapter(session, engine->adapter, &problem), &problem,
                      err)) {
        silex_session_close(session);
        return false;
    }
    *out = session;
    return true;
}

bool engine_open(struct engine *engine, const struct settings *settings, size_t need_tokens,
                 struct error *err)
{
    if (!engine_open_model(engine, settings, false, err)) {
        return false;
    }
    silex_session_options options = engine_session_options(engine, settings);
    if (options.context_tokens == 0) {
        options.context_tokens = need_tokens;
    }
    if (!engine_open_session(engine, &options, &engine->session, err)) {
        return false;
    }
    interrupt_watch(engine->session);
    return true;
}

void engine_close(struct engine *engine)
{
    interrupt_watch(NULL);
    silex_session_close(engine->session);
    if (engine->finds_threads) {
        silex_model_describe(engine->model, &engine->info);
        if (engine->info.n_decode_threads > 0) {
            thread_memory_keep(&engine->info);
        }
    }
    silex_adapter_close(engine->adapter);
    silex_model_close(engine->model);
    silex_model_close(engine->draft_model);
    *engine = (struct engine){0};
}

struct engine_threads engine_threads(const silex_model_info *info)
{
    struct engine_threads threads;
    unsigned n = info->n_decode_threads;
    if (n == 0 || n == info->n_threads) {
        snprintf(threads.text, sizeof threads.text, "%u threads", info->n_threads);
    } else {
        snprintf(threads.text, sizeof threads.text, "%u threads (%u to make a token)",
                 info->n_threads, n);
    }
    return threads;
}

uint64_t engine_peak_memory_bytes(void)
{
    struct rusage usage;
    struct utsname name;
    if (getrusage(RUSAGE_SELF, &usage) != 0 || uname(&name) != 0) {
        return 0;
    }
    /* Linux counts in KiB, Darwin in bytes. */
    uint64_t unit = strcmp(name.sysname, "Darwin") == 0 ? 1 : 1024;
    return (uint64_t)usage.ru_maxrss * unit;
}

double engine_huge_page_bytes(void)
{
    char line[512];
    double n_bytes = -1;
    FILE *file = fopen("/proc/self/smaps", "re");
    if (file == NULL) {
        return n_bytes;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        double kilobytes;
        if (sscanf(line, "FilePmdMapped: %lf", &kilobytes) == 1 ||
            sscanf(line, "ShmemPmdMapped: %lf", &kilobytes) == 1) {
            n_bytes = (n_bytes > 0 ? n_bytes : 0) + 1024 * kilobytes;
        }
    }
    fclose(file);
    return n_bytes;
}
