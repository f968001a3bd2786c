/* The program: finds the command, reads its options, runs it. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "config_file.h"
#include "help.h"
#include "interrupt.h"
#include "nearest.h"
#include "output.h"
#include "report.h"
#include "silex/silex.h"

static int report_unknown_command(const char *name)
{
    struct nearest nearest = {0};
    nearest_try(&nearest, name, "help");
    for (size_t i = 0; i < n_commands; i++) {
        nearest_try(&nearest, name, commands[i].name);
    }
    if (nearest.word != NULL) {
        report("there is no command \"%s\"; did you mean \"%s\"?", name, nearest.word);
    } else {
        report("there is no command \"%s\"; \"silex help\" lists them", name);
    }
    return EXIT_USAGE;
}

/* The arguments begin with the command. */
/* The options once more, those of the file before those of the command line. */
static bool parse_config(struct config_file *config, const struct command *command, int n_arguments,
                         const char *const *arguments, struct settings *settings, struct error *err)
{
    bool wants_help = false;
    if (!config_file_read(config, settings->train.config, &command->options, command->name,
                          arguments + 1, (size_t)n_arguments - 1, err)) {
        return false;
    }
    options_clear(&command->options, settings);
    *settings = (struct settings){.program = settings->program, .arguments = settings->arguments};
    return options_parse(&command->options, command->name, (int)config->n_arguments,
                         config->arguments, settings, &wants_help, err);
}

static int run_command(const struct command *command, const char *program, int n_arguments,
                       const char *const *arguments)
{
    struct settings settings = {.program = program, .arguments = arguments};
    struct config_file config = {.n_texts = 0};
    struct error err = {0};
    bool wants_help = false;
    int status;
    bool is_good = options_parse(&command->options, command->name, n_arguments - 1, arguments + 1,
                                 &settings, &wants_help, &err);
    if (is_good && !wants_help && settings.train.config != NULL) {
        is_good = parse_config(&config, command, n_arguments, arguments, &settings, &err);
    }
    if (!is_good) {
        report("%s", err.message);
        status = err.code == ERROR_ARGUMENT ? EXIT_USAGE : EXIT_FAILED;
    } else if (wants_help) {
        help_command(command);
        status = EXIT_DONE;
    } else {
        status = command->run(&settings);
    }
    options_clear(&command->options, &settings);
    config_file_clear(&config);
    return status;
}

static int run_help(int n_arguments, const char *const *arguments)
{
    if (n_arguments == 0) {
        help_program();
        return EXIT_DONE;
    }
    const struct command *command = command_find(arguments[0]);
    if (command == NULL) {
        return report_unknown_command(arguments[0]);
    }
    help_command(command);
    return EXIT_DONE;
}

static int run(const char *program, int n_arguments, const char *const *arguments)
{
    if (n_arguments == 0) {
        report("no command given; \"silex help\" lists them");
        return EXIT_USAGE;
    }
    const char *name = arguments[0];
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        return run_help(n_arguments - 1, arguments + 1);
    }
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        output_format("silex %s\n", silex_version());
        return EXIT_DONE;
    }
    if (name[0] == '-') {
        report("there is no option %s here; a command comes first, \"silex help\" lists them",
               name);
        return EXIT_USAGE;
    }
    const struct command *command = command_find(name);
    return command != NULL ? run_command(command, program, n_arguments, arguments)
                           : report_unknown_command(name);
}

int main(int n_arguments, char **arguments)
{
    interrupt_install();
    int status = n_arguments > 0
                     ? run(arguments[0], n_arguments - 1, (const char *const *)(arguments + 1))
                     : EXIT_USAGE;
    return output_finish(status);
}
