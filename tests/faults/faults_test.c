/*
 * Every fault in turn: faults_test [SCENARIO [STRIDE]]
 *
 * For each scenario and kind of fault, the first call fails, then the second, and so on until a
 * run meets no failing call any more. Each run must end with success or with an error that says
 * something, hold nothing afterwards, and not hang. With a STRIDE, only every STRIDE-th place is
 * tried after the first few (for sanitizers and emulators, where the whole takes too long).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "faults/inject.h"
#include "faults/scenario.h"

static const struct scenario scenarios[] = {
#ifdef FAULTS_OF_HUB
    {"pull", scenario_pull},     {"pull_again", scenario_pull_again}, {"preview", scenario_preview},
    {"verify", scenario_verify}, {"store", scenario_store},
#else
    {"json", scenario_json},
    {"folder", scenario_folder},
    {"pool", scenario_pool},
    {"model", scenario_model},
    {"gguf", scenario_gguf},
    {"cache", scenario_cache},
    {"train", scenario_train},
    {"tokenizer", scenario_tokenizer},
#ifdef FAULTS_HAVE_API
    {"generate", scenario_generate},
    {"chat", scenario_chat},
    {"async", scenario_async},
    {"save", scenario_save},
    {"lesson", scenario_lesson},
    {"convert_adapter", scenario_convert_adapter},
    {"given_adapter", scenario_given_adapter},
    {"random_model", scenario_random_model},
    {"convert_gguf", scenario_convert_gguf},
    {"convert_resumed", scenario_convert_resumed},
    {"fuse", scenario_fuse},
    {"convert_mlx", scenario_convert_mlx},
    {"importance", scenario_importance},
#endif
#endif
};

enum {
    N_SCENARIOS = sizeof scenarios / sizeof *scenarios,
    N_DENSE_PLACES = 200,   /* tried one by one, whatever the stride */
    N_PLACES_MAX = 1000000, /* a run that never stops meeting faults is a bug */
    SECONDS_PER_RUN = 60,
};

struct fault {
    enum fault_kind kind;
    unsigned long place;
    bool from_then_on;
};

static bool same_balance(struct fault_balance a, struct fault_balance b)
{
    return a.n_allocations == b.n_allocations && a.n_maps == b.n_maps &&
           a.n_descriptors == b.n_descriptors;
}

static void report(const struct scenario *scenario, struct fault fault, const char *complaint,
                   struct fault_balance before, struct fault_balance after, const char *message)
{
    printf("%s: call %lu of (%s) fails%s: %s\n"
           "  held before and after: %ld %ld allocations, %ld %ld maps, %ld %ld descriptors\n"
           "  message: \"%s\"\n",
           scenario->name, fault.place, fault_kind_text(fault.kind),
           fault.from_then_on ? " and all after it" : "", complaint, before.n_allocations,
           after.n_allocations, before.n_maps, after.n_maps, before.n_descriptors,
           after.n_descriptors, message);
}

/* One run with one fault. *met tells whether the fault was met. */
static bool run_once(const struct scenario *scenario, const char *tests_folder, struct fault fault,
                     bool *met)
{
    char message[1024] = "";
    struct fault_balance before = fault_balance_now();
    alarm(SECONDS_PER_RUN);
    fault_arm(fault.kind, fault.place, fault.from_then_on);
    bool ok = scenario->run(tests_folder, message, sizeof message);
    *met = fault_disarm();
    alarm(0);
    struct fault_balance after = fault_balance_now();
    const char *complaint = NULL;
    if (!same_balance(before, after)) {
        complaint = "something was not released";
    } else if (!ok && !*met) {
        complaint = "the scenario fails without any fault";
    } else if (!ok && message[0] == '\0') {
        complaint = "an error without a message, or a wrong result";
    }
    if (complaint != NULL) {
        report(scenario, fault, complaint, before, after, message);
    }
    return complaint == NULL;
}

/* All places of one kind; false if any run was wrong. */
static bool run_kind(const struct scenario *scenario, const char *tests_folder,
                     enum fault_kind kind, unsigned long stride)
{
    bool ok = true;
    unsigned long n_runs = 0;
    for (int mode = 0; mode <= 1; mode++) {
        struct fault fault = {.kind = kind, .from_then_on = mode == 1};
        bool met = true;
        while (met && fault.place < N_PLACES_MAX) {
            ok = run_once(scenario, tests_folder, fault, &met) && ok;
            fault.place += fault.place < N_DENSE_PLACES ? 1 : stride;
            n_runs++;
        }
        if (met) {
            printf("%s: (%s): faults are met for ever\n", scenario->name, fault_kind_text(kind));
            ok = false;
        }
    }
    printf("%-10s %6lu runs  (%s)\n", scenario->name, n_runs, fault_kind_text(kind));
    fflush(stdout);
    return ok;
}

int main(int n_arguments, char **arguments)
{
    const char *only = n_arguments > 1 ? arguments[1] : "all";
    unsigned long stride = n_arguments > 2 ? strtoul(arguments[2], NULL, 10) : 1;
    const char *tests_folder = getenv("SILEX_TESTS");
    if (tests_folder == NULL || stride == 0) {
        fprintf(stderr, "usage: SILEX_TESTS=FOLDER faults_test [SCENARIO [STRIDE]]\n");
        return 2;
    }
    bool ok = true;
    bool found = false;
    for (size_t i = 0; i < N_SCENARIOS; i++) {
        if (strcmp(only, "all") != 0 && strcmp(only, scenarios[i].name) != 0) {
            continue;
        }
        found = true;
        /* What a first run sets up for good (in libc, say) is no leak. */
        char message[1024];
        scenarios[i].run(tests_folder, message, sizeof message);
        for (int kind = 0; kind < FAULT_N_KINDS; kind++) {
            ok = run_kind(&scenarios[i], tests_folder, (enum fault_kind)kind, stride) && ok;
        }
    }
    printf("%s\n", !found ? "no such scenario" : ok ? "every fault ended well" : "FAILED");
    return ok && found ? 0 : 1;
}
