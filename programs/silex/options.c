/*
 * The parser walks the arguments once; every question (is there such an option, does it take a
 * value, is the value good) is answered by the row found.
 */
#include "options.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "input.h"
#include "nearest.h"

struct option_parser {
    const struct option_set *set;
    const char *command;
    const char *const *arguments;
    size_t n_arguments, index; /* index: of the next argument */
    struct settings *settings;
    struct error *err;
};

/* Options of mlx-lm that have no meaning here, and why: better told than guessed. */
static const struct {
    const char *name, *reason;
} refused_options[] = {
    {"trust-remote-code", "Silex never runs code that comes with a checkpoint"},
    {"use-default-chat-template", "the checkpoint's own chat template is always used"},
    {"quantized-kv-start", "the cache has one format from its first token on"},
    {"kv-group-size", "the groups of the cache have one fixed size"},
    {"quantize-activations", "--precision fast does so where it is exact enough"},
    {"adapter-path", "adapters are not supported"},
    {"image", "images are not supported"},
    {"hf-path", "--model names the checkpoint"},
    {"upload-repo", "Silex sends nothing anywhere"},
    {"pipeline", "running over several machines is not supported"},
};

static const struct option *find_option(const struct option_set *set, const char *name,
                                        size_t n_bytes, char short_name)
{
    for (const struct option *const *group = set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            if (short_name != 0
                    ? row->short_name == short_name
                    : strlen(row->name) == n_bytes && memcmp(row->name, name, n_bytes) == 0) {
                return row;
            }
        }
    }
    return NULL;
}

static bool refuse_unknown(struct option_parser *parser, const char *argument, const char *name,
                           size_t n_bytes)
{
    char typed[64];
    size_t n_kept = n_bytes < sizeof typed ? n_bytes : sizeof typed - 1;
    memcpy(typed, name, n_kept);
    typed[n_kept] = '\0';
    for (size_t i = 0; i < sizeof refused_options / sizeof *refused_options; i++) {
        if (strcmp(refused_options[i].name, typed) == 0) {
            return error_set(parser->err, ERROR_ARGUMENT, "%s: --%s is refused: %s",
                             parser->command, typed, refused_options[i].reason);
        }
    }
    struct nearest nearest = {0};
    nearest_try(&nearest, typed, "help");
    for (const struct option *const *group = parser->set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            nearest_try(&nearest, typed, row->name);
        }
    }
    if (nearest.word != NULL) {
        return error_set(parser->err, ERROR_ARGUMENT,
                         "%s: there is no option %s; did you mean --%s?", parser->command, argument,
                         nearest.word);
    }
    return error_set(parser->err, ERROR_ARGUMENT,
                     "%s: there is no option %s; \"silex %s --help\" lists them", parser->command,
                     argument, parser->command);
}

static bool refuse_value(struct option_parser *parser, const struct option *row, const char *value)
{
    const char *what = row->kind == OPTION_COUNTS ? "whole numbers separated by commas, each"
                       : row->kind == OPTION_REAL ? "a number"
                                                  : "a whole number";
    if (row->kind == OPTION_SEED) {
        return error_set(parser->err, ERROR_ARGUMENT,
                         "%s: --%s must be a whole number below 2^63, not \"%s\"", parser->command,
                         row->name, value);
    }
    if (row->high >= 1e9) {
        return error_set(parser->err, ERROR_ARGUMENT,
                         "%s: --%s must be %s of at least %g, not \"%s\"", parser->command,
                         row->name, what, row->low, value);
    }
    return error_set(parser->err, ERROR_ARGUMENT,
                     "%s: --%s must be %s from %.10g to %.10g, not \"%s\"", parser->command,
                     row->name, what, row->low, row->high, value);
}

bool parse_count(const char *text, double low, double high, size_t *out)
{
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || *end != '\0' || value > SIZE_MAX || (double)value < low ||
        (double)value > high) {
        return false;
    }
    *out = (size_t)value;
    return true;
}

static bool parse_real(const struct option *row, const char *text, double *out)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0' || !(value >= row->low && value <= row->high)) {
        return false;
    }
    *out = value;
    return true;
}

static bool parse_seed(const char *text, struct seed_setting *out)
{
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || *end != '\0' || value > INT64_MAX) {
        return false;
    }
    out->is_set = true;
    out->value = value;
    return true;
}

static bool parse_counts(const struct option *row, const char *text, struct count_list *list)
{
    list->n = 0;
    for (;;) {
        size_t n_bytes = strcspn(text, ",");
        char item[32];
        if (n_bytes == 0 || n_bytes >= sizeof item || list->n == COUNT_LIST_MAX) {
            return false;
        }
        memcpy(item, text, n_bytes);
        item[n_bytes] = '\0';
        if (!parse_count(item, row->low, row->high, &list->items[list->n])) {
            return false;
        }
        list->n++;
        if (text[n_bytes] == '\0') {
            return true;
        }
        text += n_bytes + 1;
    }
}

/* Where a choice has a hyphen, an underscore will do. */
static bool is_choice(const char *choice, const char *value)
{
    while (*choice != '\0' && (*choice == *value || (*choice == '-' && *value == '_'))) {
        choice++;
        value++;
    }
    return *choice == *value;
}

static bool parse_choice(struct option_parser *parser, const struct option *row, const char *value,
                         const char **out)
{
    char words[1024]; /* longer than any row's choices */
    struct nearest nearest = {0};
    size_t n_bytes = strlen(row->choices);
    memcpy(words, row->choices, n_bytes + 1);
    for (char *word = words, *next = words; next != NULL; word = next + 1) {
        next = strchr(word, ' ');
        if (next != NULL) {
            *next = '\0';
        }
        if (is_choice(word, value)) {
            *out = value;
            return true;
        }
        nearest_try(&nearest, value, word);
        if (next == NULL) {
            break;
        }
    }
    return error_set(parser->err, ERROR_ARGUMENT, "%s: --%s must be one of: %s; not \"%s\"%s%s%s",
                     parser->command, row->name, row->choices, value,
                     nearest.word != NULL ? "; did you mean " : "",
                     nearest.word != NULL ? nearest.word : "", nearest.word != NULL ? "?" : "");
}

static bool add_text(struct option_parser *parser, struct text_list *list, const char *value)
{
    if (list->items == NULL) {
        list->items = memory_array(parser->n_arguments, sizeof *list->items, parser->err);
        if (list->items == NULL) {
            return false;
        }
    }
    list->items[list->n++] = value; /* never more than there are arguments */
    return true;
}

/* "true", "True", "T", …: 1 for true, 0 for false, -1 for anything else. */
static int truth_of(const char *text)
{
    static const char *const words[2][6] = {{"false", "False", "f", "F", "no", "0"},
                                            {"true", "True", "t", "T", "yes", "1"}};
    for (int truth = 0; truth < 2; truth++) {
        for (size_t i = 0; i < 6; i++) {
            if (strcmp(text, words[truth][i]) == 0) {
                return truth;
            }
        }
    }
    return -1;
}

static bool check_json(struct option_parser *parser, const struct option *row, const char *value)
{
    json_error_t problem;
    json_t *object = json_loads(value, JSON_REJECT_DUPLICATES, &problem);
    bool is_good = json_is_object(object);
    if (!is_good) {
        error_set(parser->err, ERROR_ARGUMENT,
                  "%s: --%s must be a JSON object, as in {\"a\": 1}: %s", parser->command,
                  row->name, object != NULL ? "found another kind of value" : problem.text);
    }
    json_decref(object);
    return is_good;
}

static bool check_ids(struct option_parser *parser, const char *value)
{
    uint32_t *ids = NULL;
    size_t n_ids;
    struct error problem = {0};
    if (strcmp(value, "-") == 0) {
        return true;
    }
    bool is_good = input_ids_option(value, &ids, &n_ids, &problem);
    if (!is_good) {
        error_set(parser->err, ERROR_ARGUMENT, "%s: %s", parser->command, problem.message);
    }
    free(ids);
    return is_good;
}

static bool store_value(struct option_parser *parser, const struct option *row, const char *value)
{
    void *field = (char *)parser->settings + row->field;
    switch (row->kind) {
    case OPTION_TEXT:
    case OPTION_JSON:
    case OPTION_IDS:
        *(const char **)field = value;
        return (row->kind != OPTION_JSON || check_json(parser, row, value)) &&
               (row->kind != OPTION_IDS || check_ids(parser, value));
    case OPTION_CHOICE:
        return parse_choice(parser, row, value, field);
    case OPTION_TEXTS:
        return add_text(parser, field, value);
    case OPTION_COUNT:
        return parse_count(value, row->low, row->high, field) || refuse_value(parser, row, value);
    case OPTION_REAL:
        return parse_real(row, value, field) || refuse_value(parser, row, value);
    case OPTION_SEED:
        return parse_seed(value, field) || refuse_value(parser, row, value);
    case OPTION_COUNTS:
        return parse_counts(row, value, field) || refuse_value(parser, row, value);
    case OPTION_FLAG:
    case OPTION_SWITCH:
        *(bool *)field = truth_of(value) == 1;
        return true;
    }
    return false;
}

static bool looks_like_option(const struct option_parser *parser, const char *text)
{
    if (strncmp(text, "--", 2) != 0) {
        return false;
    }
    return find_option(parser->set, text + 2, strcspn(text + 2, "="), 0) != NULL;
}

/* A row was found; `inline_value` is what followed "=" or NULL. */
static bool take_value(struct option_parser *parser, const struct option *row,
                       const char *inline_value)
{
    bool more = parser->index < parser->n_arguments;
    const char *next = more ? parser->arguments[parser->index] : NULL;
    if (row->kind == OPTION_FLAG || row->kind == OPTION_SWITCH) {
        if (inline_value == NULL && row->kind == OPTION_SWITCH && more && truth_of(next) >= 0) {
            inline_value = next;
            parser->index++;
        }
        if (inline_value != NULL && (row->kind == OPTION_FLAG || truth_of(inline_value) < 0)) {
            return error_set(parser->err, ERROR_ARGUMENT, "%s: --%s takes no value%s; found \"%s\"",
                             parser->command, row->name,
                             row->kind == OPTION_SWITCH ? " but true or false" : "", inline_value);
        }
        return store_value(parser, row, inline_value != NULL ? inline_value : "true");
    }
    if (inline_value != NULL) {
        return store_value(parser, row, inline_value);
    }
    if (!more || looks_like_option(parser, next)) {
        return error_set(parser->err, ERROR_ARGUMENT, "%s: --%s needs a value: --%s %s%s%s%s%s",
                         parser->command, row->name, row->name, row->value_name,
                         more ? "; to give that text, write it with =, as in --" : "",
                         more ? row->name : "", more ? "=" : "", more ? next : "");
    }
    do {
        if (!store_value(parser, row, parser->arguments[parser->index++])) {
            return false;
        }
    } while (row->kind == OPTION_TEXTS && parser->set->positional_name == NULL &&
             parser->index < parser->n_arguments && parser->arguments[parser->index][0] != '-');
    return true;
}

static bool take_argument(struct option_parser *parser, bool *wants_help)
{
    const char *argument = parser->arguments[parser->index++];
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0) {
        *wants_help = true;
        return true;
    }
    const struct option *row = NULL;
    const char *name = argument, *value = NULL;
    size_t n_bytes = strlen(argument);
    if (strncmp(argument, "--", 2) == 0) {
        name = argument + 2;
        n_bytes = strcspn(name, "=");
        value = name[n_bytes] == '=' ? name + n_bytes + 1 : NULL;
        row = find_option(parser->set, name, n_bytes, 0);
    } else if (argument[0] == '-' && argument[1] != '\0') {
        name = argument + 1;
        n_bytes = strcspn(name, "=");
        value = argument[2] == '=' ? argument + 3 : NULL;
        row = argument[2] == '\0' || value != NULL ? find_option(parser->set, "", 0, argument[1])
                                                   : NULL;
    } else if (parser->set->positional_name != NULL) {
        const char **field =
            (const char **)(void *)((char *)parser->settings + parser->set->positional_field);
        if (*field == NULL) {
            *field = argument;
            return true;
        }
        return error_set(parser->err, ERROR_ARGUMENT, "%s: %s was given twice: \"%s\" and \"%s\"",
                         parser->command, parser->set->positional_name, *field, argument);
    } else {
        return error_set(parser->err, ERROR_ARGUMENT,
                         "%s: \"%s\" stands alone; every value follows an option's name",
                         parser->command, argument);
    }
    return row != NULL ? take_value(parser, row, value)
                       : refuse_unknown(parser, argument, name, n_bytes);
}

static bool set_defaults(struct option_parser *parser)
{
    for (const struct option *const *group = parser->set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            if (row->default_value != NULL && !store_value(parser, row, row->default_value)) {
                return false;
            }
        }
    }
    return true;
}

/* Required options are texts: absent is NULL. */
static bool check_required(struct option_parser *parser)
{
    for (const struct option *const *group = parser->set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            const char *const *field =
                (const char *const *)(const void *)((char *)parser->settings + row->field);
            if (row->is_required && *field == NULL) {
                return error_set(parser->err, ERROR_ARGUMENT,
                                 "%s: --%s %s is missing; \"silex %s --help\" shows examples",
                                 parser->command, row->name, row->value_name, parser->command);
            }
        }
    }
    return true;
}

bool options_parse(const struct option_set *set, const char *command, int n_arguments,
                   const char *const *arguments, struct settings *settings, bool *wants_help,
                   struct error *err)
{
    struct option_parser parser = {.set = set,
                                   .command = command,
                                   .arguments = arguments,
                                   .n_arguments = (size_t)n_arguments,
                                   .settings = settings,
                                   .err = err};
    if (!set_defaults(&parser)) {
        return false;
    }
    while (parser.index < parser.n_arguments && !*wants_help) {
        if (!take_argument(&parser, wants_help)) {
            return false;
        }
    }
    return *wants_help || check_required(&parser);
}

void options_clear(const struct option_set *set, struct settings *settings)
{
    for (const struct option *const *group = set->groups; *group != NULL; group++) {
        for (const struct option *row = *group; row->name != NULL; row++) {
            if (row->kind == OPTION_TEXTS) {
                struct text_list *list = (void *)((char *)settings + row->field);
                free(list->items);
                *list = (struct text_list){0};
            }
        }
    }
}
