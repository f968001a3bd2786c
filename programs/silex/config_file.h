/* A file of options: YAML, of which JSON is a part, turned into a command line. */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include "base/error.h"
#include "options.h"

struct config_file {
    const char **arguments; /* "--name=value", then those that were there; owned */
    size_t n_arguments;
    char **texts; /* what the first of them point to; owned */
    size_t n_texts;
};

/* Reads the file and puts its members, as options of the set, before the arguments, which so go
 * before it. A name that is no option is an error with its line; null and false say nothing. */
bool config_file_read(struct config_file *out, const char *path, const struct option_set *set,
                      const char *command, const char *const *arguments, size_t n_arguments,
                      struct error *err);
void config_file_clear(struct config_file *file);

#endif
