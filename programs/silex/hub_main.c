/*
 * silex-hub: the part of the program that can reach a network, as a program of its own. `silex
 * pull` and `silex verify` become it, `silex inspect --remote` runs it; it sees no prompt, no
 * message and no answer.
 */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hub_show.h"
#include "hub_token.h"
#include "option_groups.h"
#include "output.h"
#include "report.h"
#include "silex/hub.h"
#include "store_place.h"

#define GROUPS(...) ((const struct option *const[]){__VA_ARGS__, NULL})

static atomic_int n_interrupts;

static void on_signal(int number)
{
    (void)number;
    if (atomic_fetch_add(&n_interrupts, 1) > 0) {
        _exit(EXIT_INTERRUPTED);
    }
}

static void install_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

static bool on_event(void *user, const silex_hub_event *event)
{
    hub_show_event(user, event);
    return atomic_load(&n_interrupts) == 0;
}

static int report_problem(struct hub_show *show, silex_status status, const silex_error *problem)
{
    hub_show_end(show);
    if (status == SILEX_ERROR_CANCELLED) {
        report("interrupted; what is there stays, and the next pull goes on from it");
        return EXIT_INTERRUPTED;
    }
    report("%s", problem->message);
    return EXIT_FAILED;
}

static const char *either(const char *a, const char *b)
{
    return a != NULL ? a : b;
}

/* HTTP_PROXY in capitals is not read: a web server may set it from a request. */
static silex_hub_options options_of(const struct settings *settings, const char *store,
                                    const char *token)
{
    const char *all = either(environment_text("all_proxy"), environment_text("ALL_PROXY"));
    const char *certificates =
        either(environment_text("SSL_CERT_FILE"), environment_text("CURL_CA_BUNDLE"));
    return (silex_hub_options){
        .store = store,
        .endpoint = environment_text("HF_ENDPOINT"),
        .token = token,
        .https_proxy =
            either(either(environment_text("https_proxy"), environment_text("HTTPS_PROXY")), all),
        .http_proxy = either(environment_text("http_proxy"), all),
        .no_proxy = either(environment_text("no_proxy"), environment_text("NO_PROXY")),
        .ca_file = either(certificates, environment_text("REQUESTS_CA_BUNDLE")),
        .include = settings->include.items,
        .n_include = settings->include.n,
        .n_files_at_once = (unsigned)settings->n_files_at_once,
        .n_retries = (unsigned)settings->n_retries,
        .timeout_seconds = settings->timeout_seconds,
        .retry_seconds = settings->retry_seconds,
        .on_event = on_event};
}

static silex_status pull_online(const struct settings *settings, const silex_hub_options *options,
                                silex_error *problem)
{
    char *path = NULL;
    silex_status status = silex_hub_pull(settings->model, options, &path, problem);
    if (status == SILEX_OK) {
        hub_show_end(options->user);
        output_format("%s\n", path);
    }
    silex_free(path);
    return status;
}

static silex_status preview_online(const struct settings *settings,
                                   const silex_hub_options *options, silex_error *problem)
{
    silex_hub_preview_info info;
    silex_status status =
        silex_hub_preview(settings->model, options, settings->output, &info, problem);
    if (status == SILEX_OK) {
        hub_show_end(options->user);
        output_json(json_pack("{s:I, s:I, s:I}", "files", (json_int_t)info.n_files, "bytes",
                              (json_int_t)info.total_bytes, "fetched_bytes",
                              (json_int_t)info.fetched_bytes));
    }
    return status;
}

typedef silex_status online_action(const struct settings *settings,
                                   const silex_hub_options *options, silex_error *problem);

static int go_online(const struct settings *settings, const char *store, struct hub_show *show,
                     online_action *action)
{
    struct error err = {0};
    silex_error problem = {0};
    char *token = NULL;
    if (store_is_offline(settings)) {
        report("offline: fetching is forbidden");
        return EXIT_FAILED;
    }
    if (!hub_token(&token, &err)) {
        return report_error(&err);
    }
    silex_hub_options options = options_of(settings, store, token);
    options.user = show;
    silex_status status = action(settings, &options, &problem);
    free(token);
    return status == SILEX_OK ? EXIT_DONE : report_problem(show, status, &problem);
}

static int pull(const struct settings *settings, const char *store, struct hub_show *show)
{
    return go_online(settings, store, show, pull_online);
}

static int preview(const struct settings *settings, const char *store, struct hub_show *show)
{
    return go_online(settings, store, show, preview_online);
}

static int verify(const struct settings *settings, const char *store, struct hub_show *show)
{
    silex_error problem = {0};
    size_t n_damaged = 0;
    show->is_verifying = true;
    silex_status status =
        silex_hub_verify(store, settings->model, on_event, show, &n_damaged, &problem);
    if (status != SILEX_OK) {
        return report_problem(show, status, &problem);
    }
    hub_show_end(show);
    if (n_damaged > 0) {
        report("%s: %zu files are damaged or missing; \"silex pull %s\" repairs it",
               settings->model, n_damaged, settings->model);
    }
    return n_damaged > 0 ? EXIT_FAILED : EXIT_DONE;
}

static const struct hub_command {
    const char *name;
    struct option_set options;
    int (*run)(const struct settings *settings, const char *store, struct hub_show *show);
} hub_commands[] = {
    {"pull",
     {.groups = GROUPS(pull_options),
      .positional_field = offsetof(struct settings, model),
      .positional_name = "ORG/NAME"},
     pull},
    {"preview",
     {.groups = GROUPS(pull_options, preview_options),
      .positional_field = offsetof(struct settings, model),
      .positional_name = "ORG/NAME"},
     preview},
    {"verify",
     {.groups = GROUPS(no_options),
      .positional_field = offsetof(struct settings, model),
      .positional_name = "ORG/NAME"},
     verify},
};

static int run(const struct hub_command *command, int n_arguments, const char *const *arguments)
{
    struct settings settings = {0};
    struct error err = {0};
    bool wants_help = false;
    int status = EXIT_USAGE;
    char *store = NULL;
    if (!options_parse(&command->options, command->name, n_arguments, arguments, &settings,
                       &wants_help, &err)) {
        report("%s", err.message);
    } else if (wants_help || settings.model == NULL) {
        report("this program belongs to silex: \"silex %s --help\"", command->name);
    } else if ((store = store_place(&err)) == NULL) {
        status = report_error(&err);
    } else {
        struct hub_show show = {.name = settings.model, .is_terminal = isatty(STDERR_FILENO) != 0};
        status = command->run(&settings, store, &show);
    }
    free(store);
    options_clear(&command->options, &settings);
    return status;
}

int main(int n_arguments, char **arguments)
{
    install_signals();
    for (size_t i = 0; n_arguments > 1 && i < sizeof hub_commands / sizeof *hub_commands; i++) {
        if (strcmp(arguments[1], hub_commands[i].name) == 0) {
            return output_finish(
                run(&hub_commands[i], n_arguments - 2, (const char *const *)(arguments + 2)));
        }
    }
    report("this program belongs to silex: \"silex pull --help\"");
    return EXIT_USAGE;
}
