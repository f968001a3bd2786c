/* The commands of the program: what is said about them here is what runs and what --help shows. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <stddef.h>

#include "options.h"
#include "settings.h"

struct command {
    const char *name;
    const char *summary; /* one line */
    const char *about;   /* a paragraph: what it does, what comes out */
    struct option_set options;
    const char *const *examples;                 /* whole command lines, NULL at the end */
    int (*run)(const struct settings *settings); /* returns the exit status */
};

extern const struct command commands[];
extern const size_t n_commands;

const struct command *command_find(const char *name); /* NULL when there is none */

int command_generate(const struct settings *settings);
int command_chat(const struct settings *settings);
int command_tokenize(const struct settings *settings);
int command_detokenize(const struct settings *settings);
int command_render(const struct settings *settings);
int command_logits(const struct settings *settings);
int command_perplexity(const struct settings *settings);
int command_importance(const struct settings *settings);
int command_cache_prompt(const struct settings *settings);
int command_inspect(const struct settings *settings);
int command_bench(const struct settings *settings);
int command_make_model(const struct settings *settings);
int command_convert(const struct settings *settings);
int command_fuse(const struct settings *settings);
int command_convert_adapter(const struct settings *settings);
int command_lora(const struct settings *settings);
int command_train_tokenizer(const struct settings *settings);
int command_pull(const struct settings *settings);
int command_list(const struct settings *settings);
int command_verify(const struct settings *settings);
int command_rm(const struct settings *settings);

#endif
