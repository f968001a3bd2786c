/* silex importance: a text goes through the model, and what its weights are multiplied with is
 * looked at. */
#include <string.h>

#include "commands.h"
#include "engine.h"
#include "interrupt.h"
#include "report.h"
#include "sequences.h"
#include "silex/convert.h"
#include "terminal.h"

struct reading {
    struct engine engine;
    struct sequences sequences;
    struct progress progress;
    size_t n_tokens;
};

static bool on_logits(void *user, size_t index, const float *logits)
{
    struct reading *reading = user;
    (void)index;
    (void)logits;
    progress_step(&reading->progress, "reading the text", reading->sequences.fraction);
    return !interrupt_happened();
}

/* With all logits, so that the head is looked at like the others. */
static bool read_sequence(void *context, const uint32_t *ids, size_t n_ids, struct error *err)
{
    struct reading *reading = context;
    silex_session *session = reading->engine.session;
    silex_error problem = {0};
    reading->n_tokens += n_ids;
    return engine_check(silex_session_rewind(session, 0, &problem), &problem, err) &&
           engine_check(
               silex_session_append(session, ids, n_ids, true, on_logits, reading, &problem),
               &problem, err);
}

static bool gather(struct reading *reading, const struct settings *settings, struct error *err)
{
    silex_importance *importance = NULL;
    silex_error problem = {0};
    reading->sequences = (struct sequences){.settings = settings,
                                            .engine = &reading->engine,
                                            .visit = read_sequence,
                                            .context = reading};
    bool is_good =
        engine_check(silex_importance_open(reading->engine.session, &importance, &problem),
                     &problem, err) &&
        sequences_walk(&reading->sequences, err);
    progress_end(&reading->progress);
    is_good =
        is_good &&
        engine_check(silex_importance_write(importance, settings->output, &problem), &problem, err);
    silex_importance_close(importance);
    return is_good;
}

int command_importance(const struct settings *settings)
{
    struct reading reading = {.n_tokens = 0};
    struct error err = {0};
    bool is_good = engine_open(&reading.engine, settings, settings->sequence_length, &err) &&
                   gather(&reading, settings, &err);
    engine_close(&reading.engine);
    if (!is_good) {
        return report_error(&err);
    }
    report("%s: of %zu tokens", settings->output, reading.n_tokens);
    return EXIT_DONE;
}
