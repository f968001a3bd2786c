/* Calls: macros, loops, and the functions of the tables; see template_run.h. */
#include <string.h>

#include "text/template_run.h"

const struct jinja_builtin *jinja_find_builtin(const struct jinja_builtin *table, const char *name,
                                               size_t n_name)
{
    for (; table->name != NULL; table++) {
        if (strlen(table->name) == n_name && memcmp(table->name, name, n_name) == 0) {
            return table;
        }
    }
    return NULL;
}

/* One parameter of "name width? * **". */
struct parameter {
    const char *name;
    size_t n_name;
    bool is_optional, is_rest, is_keywords;
};

static bool next_parameter(const char **at, struct parameter *out)
{
    while (**at == ' ' || **at == '/') {
        (*at)++;
    }
    size_t n = strcspn(*at, " ");
    *out = (struct parameter){.name = *at, .n_name = n};
    if (n == 0) {
        return false;
    }
    out->is_keywords = n == 2 && strncmp(*at, "**", 2) == 0;
    out->is_rest = n == 1 && **at == '*';
    out->is_optional = (*at)[n - 1] == '?';
    out->n_name -= out->is_optional;
    *at += n;
    return true;
}

static bool take_rest(struct jinja_run *run, const struct jinja_call *call, size_t n_taken,
                      struct jinja_value *out)
{
    struct jinja_list *rest = jinja_list_create(run, 0);
    for (size_t i = n_taken; rest != NULL && i < call->n_values; i++) {
        if (!jinja_list_add(run, rest, call->values[i])) {
            return false;
        }
    }
    *out = jinja_of_tuple(rest);
    return rest != NULL;
}

static bool wrong_arguments(struct jinja_run *run, const struct jinja_builtin *builtin,
                            const char *what, struct jinja_value name)
{
    const struct jinja_text *text = name.as.text;
    if (name.kind == JINJA_TEXT) {
        return jinja_raise(run, "TypeError", "%s() %s '%.*s'", builtin->name, what,
                           (int)text->n_bytes, text->data);
    }
    return jinja_raise(run, "TypeError", "%s() %s", builtin->name, what);
}

/* Keywords that named no parameter: an error, or the value of "**". */
static bool check_keywords(struct jinja_run *run, const struct jinja_builtin *builtin,
                           const struct jinja_call *call, const bool *is_used,
                           struct jinja_value *keywords)
{
    struct jinja_dict *rest = keywords != NULL ? jinja_dict_create(run, 0) : NULL;
    if (keywords != NULL && rest == NULL) {
        return false;
    }
    for (size_t i = 0; call->keywords != NULL && i < call->keywords->n_entries; i++) {
        const struct jinja_entry *entry = &call->keywords->entries[i];
        if (is_used[i]) {
            continue;
        }
        if (keywords == NULL) {
            return wrong_arguments(run, builtin, "got an unexpected keyword argument", entry->key);
        }
        if (!jinja_dict_set(run, rest, entry->key, entry->value)) {
            return false;
        }
    }
    if (keywords != NULL) {
        *keywords = jinja_of_dict(rest);
    }
    return true;
}

static bool named(struct jinja_value key, const struct parameter *parameter)
{
    return key.kind == JINJA_TEXT && key.as.text->n_bytes == parameter->n_name &&
           memcmp(key.as.text->data, parameter->name, parameter->n_name) == 0;
}

bool jinja_call_builtin(struct jinja_run *run, const struct jinja_builtin *builtin,
                        const struct jinja_value *object, const struct jinja_call *call,
                        struct jinja_value *out)
{
    struct jinja_value arguments[JINJA_MAX_PARAMETERS];
    bool is_used[TEMPLATE_ARGUMENTS + 2] = {false};
    const char *at = builtin->parameters;
    bool takes_keywords = *at != '/';
    struct parameter parameter;
    struct jinja_value *keywords = NULL;
    size_t n_taken = 0;
    size_t n_keywords = call->keywords != NULL ? call->keywords->n_entries : 0;
    bool has_rest = false;
    if (!takes_keywords && n_keywords > 0) {
        bool is_method = object != NULL && strncmp(builtin->parameters, "/self", 5) == 0;
        return jinja_raise(run, "TypeError", "%s%s%s() takes no keyword arguments",
                           is_method ? jinja_type(*object) : "", is_method ? "." : "",
                           builtin->name);
    }
    if (n_keywords > sizeof is_used) {
        return jinja_raise(run, "TypeError", "%s() got too many keyword arguments", builtin->name);
    }
    for (size_t i = 0; next_parameter(&at, &parameter); i++) {
        struct jinja_value *argument = &arguments[i];
        *argument = (struct jinja_value){.kind = JINJA_MISSING};
        if (i == 0 && object != NULL) {
            *argument = *object;
            continue;
        }
        if (parameter.is_keywords) {
            keywords = argument;
            continue;
        }
        if (parameter.is_rest) {
            has_rest = true;
            if (!take_rest(run, call, n_taken, argument)) {
                return false;
            }
            continue;
        }
        if (n_taken < call->n_values) {
            *argument = call->values[n_taken++];
        }
        for (size_t j = 0; takes_keywords && j < n_keywords; j++) {
            if (named(call->keywords->entries[j].key, &parameter)) {
                if (argument->kind != JINJA_MISSING) {
                    return wrong_arguments(run, builtin, "got multiple values for argument",
                                           call->keywords->entries[j].key);
                }
                is_used[j] = true;
                *argument = call->keywords->entries[j].value;
            }
        }
        if (argument->kind == JINJA_MISSING && !parameter.is_optional) {
            return jinja_raise(run, "TypeError", "%s() missing 1 required argument: '%.*s'",
                               builtin->name, (int)parameter.n_name, parameter.name);
        }
    }
    if (!has_rest && n_taken < call->n_values) {
        return jinja_raise(run, "TypeError", "%s() takes %zu arguments but %zu were given",
                           builtin->name, n_taken, call->n_values);
    }
    return check_keywords(run, builtin, call, is_used, keywords) && jinja_step(run, 1) &&
           builtin->body(run, arguments, out);
}

static bool call_joiner(struct jinja_run *run, struct jinja_joiner *joiner, struct jinja_value *out)
{
    if (joiner->is_used) {
        *out = joiner->separator;
        return true;
    }
    joiner->is_used = true;
    return jinja_text_borrow(run, "", 0, out);
}

bool jinja_call(struct jinja_run *run, struct jinja_value callee, const struct jinja_call *call,
                struct jinja_value *out)
{
    switch (callee.kind) {
    case JINJA_UNDEFINED:
        return jinja_raise_undefined(run, callee);
    case JINJA_MACRO:
        return jinja_call_macro(run, callee.as.macro, call, out);
    case JINJA_FUNCTION:
        return jinja_call_builtin(run, callee.as.function, NULL, call, out);
    case JINJA_METHOD:
        return jinja_call_builtin(run, callee.as.method->builtin, &callee.as.method->object, call,
                                  out);
    case JINJA_LOOP:
        if (call->n_values != 1 || call->keywords != NULL) {
            return jinja_raise(run, "TypeError", "loop() takes 1 argument but %zu were given",
                               call->n_values);
        }
        return jinja_call_loop(run, callee.as.loop, call->values[0], out);
    case JINJA_JOINER:
        if (call->n_values != 0 || call->keywords != NULL) {
            return jinja_raise(run, "TypeError", "joiner() takes no arguments");
        }
        return call_joiner(run, callee.as.joiner, out);
    default:
        return jinja_raise(run, "TypeError", "'%s' object is not callable", jinja_type(callee));
    }
}

static bool find_named(struct jinja_run *run, const struct jinja_builtin *table,
                       struct jinja_value name, const char *what, const struct jinja_builtin **out)
{
    *out = name.kind == JINJA_TEXT
               ? jinja_find_builtin(table, name.as.text->data, name.as.text->n_bytes)
               : NULL;
    if (*out != NULL) {
        return true;
    }
    struct jinja_value text;
    if (!jinja_hashable(run, name) || !jinja_to_text(run, name, &text)) {
        return false;
    }
    struct buffer repr;
    jinja_buffer_init(run, &repr);
    if (jinja_repr(run, name, &repr)) {
        jinja_raise(run, "TemplateRuntimeError", "No %s named %s.", what, buffer_text(&repr));
    }
    buffer_clear(&repr);
    return false;
}

bool jinja_call_filter(struct jinja_run *run, struct jinja_value name, struct jinja_value value,
                       const struct jinja_call *call, struct jinja_value *out)
{
    const struct jinja_builtin *filter;
    if (!find_named(run, jinja_filters, name, "filter", &filter) || !jinja_enter(run)) {
        return false;
    }
    bool succeeded = jinja_call_builtin(run, filter, &value, call, out);
    jinja_leave(run);
    return succeeded;
}

bool jinja_call_test(struct jinja_run *run, struct jinja_value name, struct jinja_value value,
                     const struct jinja_call *call, bool *out)
{
    const struct jinja_builtin *test;
    struct jinja_value result;
    if (!find_named(run, jinja_tests, name, "test", &test) || !jinja_enter(run)) {
        return false;
    }
    bool succeeded = jinja_call_builtin(run, test, &value, call, &result);
    jinja_leave(run);
    *out = succeeded && result.as.truth;
    return succeeded;
}
