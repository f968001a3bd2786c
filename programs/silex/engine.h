/* The library as the commands use it: a model and a session opened as the settings say. */
#ifndef ENGINE_H
#define ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "settings.h"
#include "silex/adapters.h"
#include "silex/silex.h"

struct engine {
    silex_model *model;
    silex_model *draft_model; /* NULL without --draft-model */
    silex_adapter *adapter;   /* NULL without --adapter-path */
    silex_session *session;
    silex_model_info info;
    double load_seconds;
    bool is_repeated;   /* set before opening: what is odd was told the last time */
    bool finds_threads; /* how many make a token best is not remembered, but found out now */
};

/* Opens the model, without --model the built-in one, the draft model and the adapter. What is odd
 * about the checkpoint is told on standard error. skip_weights: for commands that need no more than
 * the tokenizer. */
bool engine_open_model(struct engine *engine, const struct settings *settings, bool skip_weights,
                       struct error *err);

/* Opens a session of the model, with the adapter. */
bool engine_open_session(const struct engine *engine, const silex_session_options *options,
                         silex_session **out, struct error *err);

/* The session options that the settings ask for, with the models that are open. */
silex_session_options engine_session_options(const struct engine *engine,
                                             const struct settings *settings);

/* Whether the settings ask for guesses. */
bool engine_guesses(const struct settings *settings);

/* Opens the model and a session; Ctrl-C cancels what it does. need_tokens: the context where
 * --max-kv-size says nothing; 0: the library's choice. */
bool engine_open(struct engine *engine, const struct settings *settings, size_t need_tokens,
                 struct error *err);

void engine_close(struct engine *engine); /* safe on a zeroed or half-open engine */

/* Makes an error of the library one of ours; true when there is none. */
bool engine_check(silex_status status, const silex_error *from, struct error *err);

/* As in "8 threads (4 to make a token)". */
struct engine_threads {
    char text[64];
};
struct engine_threads engine_threads(const silex_model_info *info);

uint64_t engine_peak_memory_bytes(void);

/* Of mapped files, as far as they were touched: what lies in huge pages; negative where the system
 * does not tell. */
double engine_huge_page_bytes(void);

#endif
