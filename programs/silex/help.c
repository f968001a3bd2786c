/* Text in at most 80 columns; options stand in a column of their own. */
#include "help.h"

#include <string.h>

#include "base/buffer.h"
#include "output.h"

enum { WIDTH = 80, HELP_COLUMN = 26 };

/* Words of a text, broken at the width; the first line continues at column `column`. */
static void write_wrapped(const char *text, size_t indent, size_t column)
{
    while (*text != '\0') {
        size_t n_word = strcspn(text, " ");
        if (column > indent && column + 1 + n_word > WIDTH) {
            output_format("\n%*s", (int)indent, "");
            column = indent;
        }
        output_format("%s%.*s", column > indent ? " " : "", (int)n_word, text);
        column += n_word + (column > indent ? 1 : 0);
        text += n_word;
        text += strspn(text, " ");
    }
    output_text("\n");
}

static void write_option(const struct option *row)
{
    char name[80];
    if (row->short_name != 0) {
        snprintf(name, sizeof name, "  -%c, --%s %s", row->short_name, row->name,
                 row->value_name != NULL ? row->value_name : "");
    } else {
        snprintf(name, sizeof name, "  --%s %s", row->name,
                 row->value_name != NULL ? row->value_name : "");
    }
    size_t n_bytes = strlen(name);
    if (n_bytes >= HELP_COLUMN) {
        output_format("%s\n%*s", name, HELP_COLUMN, "");
    } else {
        output_format("%-*s", HELP_COLUMN, name);
    }
    char help[400];
    snprintf(help, sizeof help, "%s%s%s%s", row->help, row->default_value != NULL ? " [" : "",
             row->default_value != NULL ? row->default_value : "",
             row->default_value != NULL ? "]" : "");
    write_wrapped(help, HELP_COLUMN, HELP_COLUMN);
}

static void write_usage(const struct command *command)
{
    output_format("Usage: silex %s", command->name);
    if (command->options.positional_name != NULL) {
        output_format(" %s", command->options.positional_name);
    }
    for (const struct option *const *group = command->options.groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            if (row->is_required) {
                output_format(" --%s %s", row->name, row->value_name);
            }
        }
    }
    output_text(" [options]\n\n");
}

void help_command(const struct command *command)
{
    output_format("silex %s: %s\n\n", command->name, command->summary);
    write_usage(command);
    write_wrapped(command->about, 0, 0);
    output_text("\nOptions (a default is shown as [value]):\n");
    for (const struct option *const *group = command->options.groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            write_option(row);
        }
    }
    output_format("  %-*s%s\n", HELP_COLUMN - 2, "-h, --help", "show this");
    output_text("\nExamples:\n");
    for (const char *const *example = command->examples; *example != NULL; example++) {
        output_format("  %s\n", *example);
    }
}

void help_program(void)
{
    output_text("silex: large language models on your own device\n\n"
                "Usage: silex COMMAND [options]\n\nCommands:\n");
    for (size_t i = 0; i < n_commands; i++) {
        output_format("  %-17s%s\n", commands[i].name, commands[i].summary);
    }
    output_format("  %-17s%s\n", "help COMMAND", "options and examples of a command");
    output_text("\n  -h, --help    show this\n  --version     show the version\n\n"
                "Nothing you type leaves this machine: only pull opens a network connection.\n"
                "Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted.\n");
}
