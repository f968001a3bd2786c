/* silex train-tokenizer: what was asked for is handed to the library. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "engine.h"
#include "input.h"
#include "interrupt.h"
#include "report.h"
#include "silex/train.h"
#include "terminal.h"

static bool on_progress(void *user, const char *stage, double fraction)
{
    progress_step(user, stage, fraction);
    return !interrupt_happened();
}

static void tell(const struct settings *settings, const silex_tokenizer_report *told)
{
    report("%s: %zu tokens, %zu merges, learned from %" PRIu64 " bytes (%" PRIu64
           " words, %zu different)",
           settings->output, told->n_tokens, told->n_merges, told->n_bytes, told->n_words,
           told->n_different_words);
    if (told->n_tokens < settings->n_vocabulary) {
        report("the texts have no pairs for more tokens; %zu were asked for",
               settings->n_vocabulary);
    }
}

static bool read_template(const struct settings *settings, struct buffer *text, struct error *err)
{
    return settings->tokenizer.chat_template == NULL ||
           input_read(settings->tokenizer.chat_template, text, err);
}

int command_train_tokenizer(const struct settings *settings)
{
    const struct tokenizer_settings *from = &settings->tokenizer;
    struct error err = {0};
    struct progress progress = {0};
    struct buffer template = {.data = NULL};
    silex_tokenizer_report told = {0};
    silex_error problem = {0};
    if (settings->output == NULL || from->files.n == 0) {
        report("train-tokenizer: %s is missing; \"silex train-tokenizer --help\" shows examples",
               settings->output == NULL ? "DIR" : "--file");
        return EXIT_USAGE;
    }
    interrupt_be_patient(); /* a second Ctrl-C must not keep the first from cleaning up */
    bool is_good = read_template(settings, &template, &err);
    const silex_tokenizer_options options = {
        .files = from->files.items,
        .n_files = from->files.n,
        .n_tokens = settings->n_vocabulary,
        .min_count = from->min_count,
        .pre_tokenizer = from->pre_tokenizer,
        .normalizer = from->normalizer,
        .split_digits = from->split_digits,
        .special_tokens = from->special_tokens.items,
        .n_special_tokens = from->special_tokens.n,
        .bos_token = from->bos_token,
        .eos_token = from->eos_token,
        .pad_token = from->pad_token,
        .chat_template = from->chat_template != NULL ? buffer_text(&template) : NULL,
        .progress = on_progress,
        .user = &progress,
    };
    is_good =
        is_good && engine_check(silex_tokenizer_train(settings->output, &options, &told, &problem),
                                &problem, &err);
    progress_end(&progress);
    buffer_clear(&template);
    if (is_good) {
        tell(settings, &told);
    }
    return is_good ? EXIT_DONE : report_error(&err);
}
