/*
 * silex convert. Progress is a line on standard error that is rewritten in place on a terminal;
 * elsewhere it is told every ten seconds, and what came of it at the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "commands.h"
#include "engine.h"
#include "interrupt.h"
#include "model_place.h"
#include "report.h"
#include "silex/convert.h"
#include "size_text.h"
#include "terminal.h"

#define SECONDS_BETWEEN_LINES 10.0
#define SECONDS_BETWEEN_SHOWS 0.2
enum { LINE_BYTES = 160, BAR_COLUMNS = 20 };

struct show {
    bool is_terminal, is_shown;
    double start_seconds, shown_seconds;
    uint64_t n_bytes, n_new_bytes;
};

static void clear(struct show *show)
{
    if (show->is_shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    show->is_shown = false;
}

static void append_time(char *line, double seconds)
{
    size_t n = strlen(line);
    unsigned long left = (unsigned long)(seconds + 0.5);
    snprintf(line + n, LINE_BYTES - n, left >= 3600 ? ", %lu:%02lu:%02lu left" : ", %lu:%02lu left",
             left >= 3600 ? left / 3600 : left / 60, left >= 3600 ? left / 60 % 60 : left % 60,
             left % 60);
}

static void make_line(const struct show *show, const silex_convert_event *event, double seconds,
                      char line[LINE_BYTES])
{
    char done[SIZE_TEXT_BYTES], total[SIZE_TEXT_BYTES], rate[SIZE_TEXT_BYTES];
    double fraction = (double)event->done_bytes / (double)event->total_bytes;
    double per_second = (double)show->n_new_bytes / (seconds > 0.001 ? seconds : 0.001);
    int n_full = (int)(fraction * BAR_COLUMNS);
    int n = 0;
    if (show->is_terminal) {
        n = snprintf(line, LINE_BYTES, "[%.*s%*s] ", n_full, "####################",
                     BAR_COLUMNS - n_full, "");
    }
    snprintf(line + n, LINE_BYTES - (size_t)n, "%3.0f %%  %s of %s, %s/s", 100.0 * fraction,
             size_text(event->done_bytes, done, sizeof done),
             size_text(event->total_bytes, total, sizeof total),
             size_text((uint64_t)per_second, rate, sizeof rate));
    if (per_second > 0 && seconds > 1.0) {
        append_time(line, (double)(event->total_bytes - event->done_bytes) / per_second);
    }
}

static void show_progress(struct show *show, const silex_convert_event *event)
{
    double now = clock_seconds();
    char line[LINE_BYTES];
    show->start_seconds = show->start_seconds == 0.0 ? now : show->start_seconds;
    show->n_bytes = event->total_bytes;
    show->n_new_bytes = event->done_bytes - event->resumed_bytes;
    double pause = show->is_terminal ? SECONDS_BETWEEN_SHOWS : SECONDS_BETWEEN_LINES;
    if (event->total_bytes == 0 || now - show->start_seconds < pause ||
        now - show->shown_seconds < pause) {
        return;
    }
    show->shown_seconds = now;
    make_line(show, event, now - show->start_seconds, line);
    if (show->is_terminal) {
        fprintf(stderr, "\r%.*s\033[K", (int)terminal_columns() - 1, line);
        fflush(stderr);
        show->is_shown = true;
    } else {
        report("%s", line);
    }
}

static bool on_event(void *user, const silex_convert_event *event)
{
    struct show *show = user;
    if (event->note != NULL) {
        clear(show);
        report("%s", event->note);
    } else {
        show_progress(show, event);
    }
    return !interrupt_happened();
}

static bool read_options(const struct settings *settings, silex_convert_options *options,
                         struct error *err)
{
    static const struct {
        const char *name;
        silex_quantization quantization;
    } modes[] = {
        {"affine", SILEX_QUANTIZATION_AFFINE},
        {"mxfp4", SILEX_QUANTIZATION_MXFP4},
        {"nvfp4", SILEX_QUANTIZATION_NVFP4},
        {"mxfp8", SILEX_QUANTIZATION_MXFP8},
    };
    if (!settings->quantizes &&
        (settings->q_bits != 0 || settings->group_size != 0 || settings->quant_predicate != NULL ||
         strcmp(settings->q_mode, "affine") != 0)) {
        return error_set(err, ERROR_ARGUMENT,
                         "--q-bits, --q-group-size, --q-mode and --quant-predicate mean nothing "
                         "without --quantize");
    }
    if (settings->quantizes && settings->dequantizes) {
        return error_set(err, ERROR_ARGUMENT, "--quantize and --dequantize exclude each other");
    }
    bool is_better = strcmp(settings->quality, "better") == 0;
    if (is_better && !settings->quantizes) {
        return error_set(err, ERROR_ARGUMENT, "--quality better means nothing without --quantize");
    }
    if (settings->importance != NULL && !is_better && settings->gguf == NULL) {
        return error_set(err, ERROR_ARGUMENT,
                         "--importance means nothing without --quality better or --gguf");
    }
    if (settings->gguf == NULL && settings->gguf_type != NULL) {
        return error_set(err, ERROR_ARGUMENT, "--type means nothing without --gguf");
    }
    if (settings->gguf != NULL &&
        (settings->quantizes || settings->dequantizes || settings->dtype != NULL)) {
        return error_set(err, ERROR_ARGUMENT,
                         "--gguf excludes --quantize, --dequantize and --dtype: --type says what "
                         "weights become");
    }
    *options = (silex_convert_options){
        .bits = (unsigned)settings->q_bits,
        .group_size = (unsigned)settings->group_size,
        .recipe = settings->quant_predicate,
        .dtype = settings->dtype,
        .dequantize = settings->dequantizes,
        .better = is_better,
        .importance = settings->importance,
        .n_threads = (unsigned)settings->n_threads,
    };
    if (settings->gguf != NULL) {
        options->gguf_type = settings->gguf_type != NULL ? settings->gguf_type : "f16";
    }
    for (size_t i = 0; settings->quantizes && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(settings->q_mode, modes[i].name) == 0) {
            options->quantization = modes[i].quantization;
        }
    }
    return true;
}

static const char *target_of(const struct settings *settings)
{
    return settings->gguf != NULL ? settings->gguf : settings->mlx_path;
}

static void tell_end(const struct settings *settings, const struct show *show)
{
    char size[SIZE_TEXT_BYTES];
    double seconds = show->start_seconds > 0.0 ? clock_seconds() - show->start_seconds : 0.0;
    report("%s: %s of weights in %.1f s", target_of(settings),
           size_text(show->n_bytes, size, sizeof size), seconds);
}

/* After an interruption or a failure of the disk, what it leaves is of use. */
static void tell_rest(const struct settings *settings, const struct error *err)
{
    const char *target = target_of(settings);
    size_t n = strlen(target);
    while (n > 1 && target[n - 1] == '/') {
        n--;
    }
    char *path = memory_array(n + sizeof ".partial", 1, NULL);
    if (path != NULL && (err->code == ERROR_CANCELLED || err->code == ERROR_IO)) {
        snprintf(path, n + sizeof ".partial", "%.*s.partial", (int)n, target);
        if (access(path, F_OK) == 0) {
            report("what is finished stays in %s: the same command goes on with it", path);
        }
    }
    free(path);
}

int command_convert(const struct settings *settings)
{
    struct error err = {0};
    silex_error problem = {0};
    silex_convert_options options;
    struct show show = {.is_terminal = isatty(STDERR_FILENO) != 0};
    if (settings->model == NULL) {
        report("convert: --model is missing; \"silex convert --help\" shows examples");
        return EXIT_USAGE;
    }
    if (!read_options(settings, &options, &err)) {
        report_error(&err);
        return EXIT_USAGE;
    }
    options.on_event = on_event;
    options.user = &show;
    interrupt_be_patient(); /* a second Ctrl-C must not keep the first from cleaning up */
    char *place = model_place(settings, settings->model, &err);
    bool is_good =
        place != NULL &&
        engine_check(silex_convert(place, target_of(settings), &options, &problem), &problem, &err);
    clear(&show);
    free(place);
    if (!is_good) {
        int status = report_error(&err);
        tell_rest(settings, &err);
        return status;
    }
    tell_end(settings, &show);
    return EXIT_DONE;
}
