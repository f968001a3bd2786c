/*
 * Options as rows of tables: what a row says is parsed, checked, defaulted and shown by --help, so
 * that none of these can disagree. A value is written "--name value", "--name=value", "-x value".
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/error.h"
#include "settings.h"

enum option_kind {
    OPTION_FLAG,   /* bool; takes no value */
    OPTION_SWITCH, /* bool; may be followed by true or false */
    OPTION_TEXT,   /* const char * */
    OPTION_CHOICE, /* const char *, one of `choices` */
    OPTION_COUNT,  /* size_t in [low, high] */
    OPTION_REAL,   /* double in [low, high] */
    OPTION_SEED,   /* struct seed_setting */
    OPTION_JSON,   /* const char *, a JSON object */
    OPTION_IDS,    /* const char *, token ids or "-" (see input_ids_option) */
    OPTION_TEXTS,  /* struct text_list; may be repeated, and take several values at once where every
                    * value follows a name */
    OPTION_COUNTS  /* struct count_list: counts in [low, high], separated by commas */
};

struct option {
    const char *name; /* without dashes; NULL ends a table */
    char short_name;  /* 0: none */
    enum option_kind kind;
    size_t field; /* offset in struct settings */
    const char *value_name;
    const char *help;
    const char *default_value; /* parsed first, and shown; NULL: nothing */
    const char *choices;       /* separated by spaces */
    double low, high;
    bool is_required;
};

/* What a command accepts. */
struct option_set {
    const struct option *const *groups; /* tables, NULL at the end */
    size_t positional_field;            /* of a text given without a name … */
    const char *positional_name;        /* … if the command takes one; else NULL */
};

/* Fills the settings (zeroed before) from the arguments. Sets *wants_help, and then checks nothing
 * further, at --help or -h. An error is a usage error and names the command. */
bool options_parse(const struct option_set *set, const char *command, int n_arguments,
                   const char *const *arguments, struct settings *settings, bool *wants_help,
                   struct error *err);

/* Releases the lists of the set. */
void options_clear(const struct option_set *set, struct settings *settings);

/* Values outside tables are read by the same rules. The whole text must be the number. */
bool parse_count(const char *text, double low, double high, size_t *out);

#endif
