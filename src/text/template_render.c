/*
 * Statements, macros and loops, and template_render. Output goes to run->out; a macro, a captured
 * block or a recursive loop puts a buffer of its own there while it runs.
 */
#include <string.h>

#include "text/template_run.h"

enum flow { FLOW_NEXT, FLOW_BREAK, FLOW_CONTINUE, FLOW_FAIL };

enum {
    DEFAULT_OUTPUT_BYTES = 64 << 20,
    DEFAULT_MEMORY_BYTES = 256 << 20,
    DEFAULT_STEPS = 50000000,
    DEFAULT_DEPTH = 600
};

static enum flow run_body(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_nodes *body);

static struct jinja_value *slot_at(struct jinja_frame *frame, struct jinja_place place)
{
    for (unsigned i = 0; i < place.n_hops; i++) {
        frame = frame->parent;
    }
    return &frame->slots[place.slot];
}

/* A variable, or a global function; JINJA_MISSING when there is none of that name. */
static bool resolve(struct jinja_run *run, const char *name, struct jinja_value *out)
{
    struct jinja_text text = {.data = name, .n_bytes = strlen(name)};
    *out = (struct jinja_value){.kind = JINJA_MISSING};
    if (run->exported != NULL && !jinja_dict_get(run, run->exported, jinja_of_text(&text), out)) {
        return false;
    }
    if (out->kind == JINJA_MISSING &&
        !jinja_dict_get(run, run->variables, jinja_of_text(&text), out)) {
        return false;
    }
    const struct jinja_builtin *global =
        out->kind == JINJA_MISSING ? jinja_find_builtin(jinja_globals, name, text.n_bytes) : NULL;
    if (global != NULL) {
        *out = (struct jinja_value){.kind = JINJA_FUNCTION, .as.function = global};
    }
    return true;
}

static bool enter_scope(struct jinja_run *run, struct jinja_frame *frame,
                        const struct jinja_scope *scope)
{
    for (size_t i = 0; i < scope->n_symbols; i++) {
        const struct jinja_symbol *symbol = &scope->symbols[i];
        struct jinja_value *slot = slot_at(frame, symbol->place);
        switch (symbol->load) {
        case LOAD_RESOLVE:
            if (!resolve(run, symbol->name, slot)) {
                return false;
            }
            break;
        case LOAD_ALIAS:
            *slot = *slot_at(frame, symbol->alias);
            break;
        case LOAD_UNDEFINED:
            *slot = (struct jinja_value){.kind = JINJA_MISSING};
            break;
        case LOAD_PARAMETER:
            break;
        }
    }
    return true;
}

static struct jinja_frame *make_frame(struct jinja_run *run, struct jinja_frame *parent,
                                      unsigned n_slots)
{
    struct jinja_frame *frame = jinja_allocate(run, 1, sizeof *frame);
    if (frame == NULL) {
        return NULL;
    }
    frame->parent = parent;
    frame->slots = jinja_allocate(run, n_slots + 1, sizeof *frame->slots);
    return frame->slots != NULL ? frame : NULL;
}

/* Whether all that went to a buffer was text. */
static bool check_output(struct jinja_run *run, const struct buffer *buffer)
{
    return run->wrong_out != buffer ||
           jinja_raise(run, "TypeError", "sequence item: expected str instance, %s found",
                       run->wrong_type);
}

/* Runs a body with its output in a text of its own. */
static enum flow capture(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_nodes *body, struct jinja_value *out)
{
    struct buffer buffer;
    struct buffer *outer = run->out;
    jinja_buffer_init(run, &buffer);
    run->out = &buffer;
    enum flow flow = run_body(run, frame, body);
    run->out = outer;
    if (flow == FLOW_FAIL || !check_output(run, &buffer)) {
        buffer_clear(&buffer);
        return FLOW_FAIL;
    }
    return jinja_buffer_take(run, &buffer, out) ? flow : FLOW_FAIL;
}

/* What the top level sets, blocks see. */
static bool export_names(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_node *target)
{
    if (run->exported == NULL) {
        return true;
    }
    if (target->kind == NODE_NAME) {
        return jinja_dict_set(run, run->exported, jinja_of_text(target->text),
                              *slot_at(frame, target->place));
    }
    for (size_t i = 0; i < target->items.n_items; i++) {
        if (!export_names(run, frame, target->items.items[i])) {
            return false;
        }
    }
    return true;
}

static enum flow run_output(struct jinja_run *run, struct jinja_frame *frame,
                            const struct jinja_node *node)
{
    for (size_t i = 0; i < node->items.n_items; i++) {
        const struct jinja_node *item = node->items.items[i];
        struct jinja_value value = item->constant;
        if (item->kind != NODE_CONSTANT && !jinja_evaluate(run, frame, item, &value)) {
            return FLOW_FAIL;
        }
        if (!jinja_print(run, value, run->out)) {
            return FLOW_FAIL;
        }
    }
    return FLOW_NEXT;
}

static enum flow run_if(struct jinja_run *run, struct jinja_frame *frame,
                        const struct jinja_node *node)
{
    for (size_t i = 0; i < node->items.n_items; i++) {
        const struct jinja_node *branch = node->items.items[i];
        struct jinja_value value;
        bool truth;
        if (!jinja_evaluate(run, frame, branch->first, &value) ||
            !jinja_truth(run, value, &truth)) {
            return FLOW_FAIL;
        }
        if (truth) {
            return run_body(run, frame, &branch->body);
        }
    }
    return run_body(run, frame, &node->otherwise);
}

/* What filters the items of `for x in y if z`. */
struct loop_test {
    const struct jinja_node *node;
    struct jinja_frame *frame;
};

static bool next_tested(struct jinja_run *run, struct jinja_iterator *iterator,
                        struct jinja_value *out, bool *done)
{
    const struct loop_test *test = iterator->task;
    for (;;) {
        struct jinja_value value;
        bool truth;
        if (!jinja_next_item(run, iterator->inner, out, done) || *done) {
            return *done;
        }
        if (!jinja_assign(run, test->frame, test->node->items.items[0], *out) ||
            !jinja_evaluate(run, test->frame, test->node->third, &value) ||
            !jinja_truth(run, value, &truth)) {
            return false;
        }
        if (truth) {
            return true;
        }
    }
}

static bool start_loop(struct jinja_run *run, struct jinja_frame *outer,
                       const struct jinja_node *node, struct jinja_value iterable,
                       struct jinja_loop **out)
{
    struct jinja_loop *loop = jinja_allocate(run, 1, sizeof *loop);
    if (loop == NULL || !jinja_iterate(run, iterable, &loop->iterator)) {
        return false;
    }
    *loop = (struct jinja_loop){
        .iterator = loop->iterator, .iterable = iterable, .index0 = -1, .length = -1};
    if (node->third != NULL) {
        struct loop_test *test = jinja_allocate(run, 1, sizeof *test);
        if (test == NULL || !enter_scope(run, outer, &node->test_scope)) {
            return false;
        }
        *test = (struct loop_test){node, outer};
        loop->iterator = jinja_iterator_create(run, next_tested, loop->iterator, test);
        loop->iterable =
            (struct jinja_value){.kind = JINJA_ITERATOR, .as.iterator = loop->iterator};
    }
    *out = loop;
    return loop->iterator != NULL;
}

/* The iterations of a loop. `outer` is where its iterable and test are evaluated, `frame` where
 * its body runs: the same, unless the loop is recursive. */
static enum flow run_loop(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *node, struct jinja_loop *loop)
{
    struct jinja_value value = {.kind = JINJA_LOOP, .as.loop = loop};
    bool is_whole = false;
    for (;;) {
        bool done;
        if (!jinja_loop_next(run, loop, &done)) {
            return FLOW_FAIL;
        }
        if (done) {
            break;
        }
        if (!jinja_assign(run, frame, node->first, loop->current) ||
            !enter_scope(run, frame, &node->scope)) {
            return FLOW_FAIL;
        }
        *slot_at(frame, node->loop_place) = value;
        enum flow flow = run_body(run, frame, &node->body);
        if (flow == FLOW_FAIL) {
            return FLOW_FAIL;
        }
        /* As in Jinja, only an iteration that reached its end keeps `else` from running. */
        is_whole = is_whole || flow == FLOW_NEXT;
        if (flow == FLOW_BREAK) {
            break;
        }
    }
    if (is_whole || node->otherwise.n_items == 0) {
        return FLOW_NEXT;
    }
    return enter_scope(run, frame, &node->else_scope) ? run_body(run, frame, &node->otherwise)
                                                      : FLOW_FAIL;
}

/* A recursive loop is a function that gives its output. */
static bool call_recursive(struct jinja_run *run, struct jinja_frame *outer,
                           const struct jinja_node *node, struct jinja_value iterable,
                           int64_t depth0, struct jinja_value *out)
{
    struct jinja_loop *loop;
    struct jinja_frame *frame = make_frame(run, outer, node->n_slots);
    if (frame == NULL || !start_loop(run, outer, node, iterable, &loop)) {
        return false;
    }
    loop->depth0 = depth0;
    loop->recurse = node;
    loop->frame = outer;
    struct buffer buffer;
    struct buffer *around = run->out;
    jinja_buffer_init(run, &buffer);
    run->out = &buffer;
    enum flow flow = run_loop(run, frame, node, loop);
    run->out = around;
    if (flow == FLOW_FAIL || !check_output(run, &buffer)) {
        buffer_clear(&buffer);
        return false;
    }
    return jinja_buffer_take(run, &buffer, out);
}

bool jinja_call_loop(struct jinja_run *run, struct jinja_loop *loop, struct jinja_value iterable,
                     struct jinja_value *out)
{
    if (loop->recurse == NULL) {
        return jinja_raise(run, "TypeError",
                           "The loop must have the 'recursive' marker to be called recursively.");
    }
    if (!jinja_enter(run)) {
        return false;
    }
    bool succeeded =
        call_recursive(run, loop->frame, loop->recurse, iterable, loop->depth0 + 1, out);
    jinja_leave(run);
    return succeeded;
}

static enum flow run_for(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_node *node)
{
    struct jinja_value iterable, text;
    struct jinja_loop *loop;
    if (!jinja_evaluate(run, frame, node->second, &iterable)) {
        return FLOW_FAIL;
    }
    if (node->is_recursive) {
        return call_recursive(run, frame, node, iterable, 0, &text) &&
                       jinja_print(run, text, run->out)
                   ? FLOW_NEXT
                   : FLOW_FAIL;
    }
    return start_loop(run, frame, node, iterable, &loop) ? run_loop(run, frame, node, loop)
                                                         : FLOW_FAIL;
}

static struct jinja_value macro_value(struct jinja_run *run, struct jinja_frame *frame,
                                      const struct jinja_node *node)
{
    struct jinja_macro *macro = jinja_allocate(run, 1, sizeof *macro);
    if (macro == NULL) {
        return (struct jinja_value){.kind = JINJA_MISSING};
    }
    *macro = (struct jinja_macro){node, frame};
    return (struct jinja_value){.kind = JINJA_MACRO, .as.macro = macro};
}

static enum flow run_macro(struct jinja_run *run, struct jinja_frame *frame,
                           const struct jinja_node *node)
{
    struct jinja_value macro = macro_value(run, frame, node);
    if (macro.kind == JINJA_MISSING) {
        return FLOW_FAIL;
    }
    *slot_at(frame, node->place) = macro;
    if (node->is_exported && run->exported != NULL &&
        !jinja_dict_set(run, run->exported, jinja_of_text(node->first->text), macro)) {
        return FLOW_FAIL;
    }
    return FLOW_NEXT;
}

/* What filter and call blocks give goes to the output as it is. Where it is no text, Jinja fails
 * only when it puts the output together. */
static enum flow write_text(struct jinja_run *run, struct jinja_value value)
{
    if (value.kind != JINJA_TEXT) {
        run->wrong_out = run->wrong_out == NULL ? run->out : run->wrong_out;
        run->wrong_type = jinja_type(value);
        return FLOW_NEXT;
    }
    return jinja_print(run, value, run->out) ? FLOW_NEXT : FLOW_FAIL;
}

static enum flow run_call_block(struct jinja_run *run, struct jinja_frame *frame,
                                const struct jinja_node *node)
{
    struct jinja_value caller = macro_value(run, frame, node);
    struct jinja_value out;
    if (caller.kind == JINJA_MISSING) {
        return FLOW_FAIL;
    }
    bool succeeded =
        node->kind == NODE_GENERATION
            ? jinja_call_macro(run, caller.as.macro, &(struct jinja_call){.n_values = 0}, &out)
            : jinja_call_with_caller(run, frame, node->first, caller, &out);
    return succeeded ? write_text(run, out) : FLOW_FAIL;
}

static enum flow run_filter_block(struct jinja_run *run, struct jinja_frame *frame,
                                  const struct jinja_node *node)
{
    struct jinja_value text;
    if (!enter_scope(run, frame, &node->scope)) {
        return FLOW_FAIL;
    }
    enum flow flow = capture(run, frame, &node->body, &text);
    if (flow != FLOW_NEXT) {
        return flow;
    }
    return jinja_filter_text(run, frame, node->first, text, &text) ? write_text(run, text)
                                                                   : FLOW_FAIL;
}

static enum flow run_with(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *node)
{
    if (!enter_scope(run, frame, &node->scope)) {
        return FLOW_FAIL;
    }
    for (size_t i = 0; i + 1 < node->items.n_items; i += 2) {
        struct jinja_value value;
        if (!jinja_evaluate(run, frame, node->items.items[i + 1], &value) ||
            !jinja_assign(run, frame, node->items.items[i], value)) {
            return FLOW_FAIL;
        }
    }
    return run_body(run, frame, &node->body);
}

/* Only namespaces have attributes that can be set; checked before the value is computed. */
static bool check_targets(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *target)
{
    if (target->kind == NODE_NAMESPACE_TARGET &&
        slot_at(frame, target->place)->kind != JINJA_NAMESPACE) {
        return jinja_raise(run, "TemplateRuntimeError",
                           "cannot assign attribute on non-namespace object");
    }
    for (size_t i = 0; i < target->items.n_items; i++) {
        if (!check_targets(run, frame, target->items.items[i])) {
            return false;
        }
    }
    return true;
}

static enum flow run_set(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_node *node)
{
    struct jinja_value value;
    if (!check_targets(run, frame, node->first) ||
        !jinja_evaluate(run, frame, node->second, &value)) {
        return FLOW_FAIL;
    }
    run->line = node->line;
    return jinja_assign(run, frame, node->first, value) &&
                   (!node->is_exported || export_names(run, frame, node->first))
               ? FLOW_NEXT
               : FLOW_FAIL;
}

static enum flow run_set_block(struct jinja_run *run, struct jinja_frame *frame,
                               const struct jinja_node *node)
{
    struct jinja_value text;
    if (!enter_scope(run, frame, &node->scope)) {
        return FLOW_FAIL;
    }
    enum flow flow = capture(run, frame, &node->body, &text);
    if (flow != FLOW_NEXT) {
        return flow;
    }
    return (node->second == NULL || jinja_filter_text(run, frame, node->second, text, &text)) &&
                   jinja_assign(run, frame, node->first, text) &&
                   (!node->is_exported || export_names(run, frame, node->first))
               ? FLOW_NEXT
               : FLOW_FAIL;
}

static enum flow run_block(struct jinja_run *run, struct jinja_frame *frame,
                           const struct jinja_node *node)
{
    if (node->has_explicit_caller) {
        jinja_raise(run, "TemplateRuntimeError", "Required block '%s' not found", node->name);
        return FLOW_FAIL;
    }
    if (!node->is_recursive) {
        frame = make_frame(run, NULL, node->n_slots);
    }
    if (frame == NULL || !enter_scope(run, frame, &node->scope)) {
        return FLOW_FAIL;
    }
    return run_body(run, frame, &node->body);
}

static enum flow run_statement(struct jinja_run *run, struct jinja_frame *frame,
                               const struct jinja_node *node)
{
    struct jinja_value value;
    switch (node->kind) {
    case NODE_OUTPUT:
        return run_output(run, frame, node);
    case NODE_IF:
        return run_if(run, frame, node);
    case NODE_FOR:
        return run_for(run, frame, node);
    case NODE_SET:
        return run_set(run, frame, node);
    case NODE_SET_BLOCK:
        return run_set_block(run, frame, node);
    case NODE_MACRO:
        return run_macro(run, frame, node);
    case NODE_CALL_BLOCK:
    case NODE_GENERATION:
        return run_call_block(run, frame, node);
    case NODE_FILTER_BLOCK:
        return run_filter_block(run, frame, node);
    case NODE_WITH:
        return run_with(run, frame, node);
    case NODE_BLOCK:
        return run_block(run, frame, node);
    case NODE_BREAK:
        return FLOW_BREAK;
    case NODE_CONTINUE:
        return FLOW_CONTINUE;
    default:
        if (jinja_evaluate(run, frame, node->first, &value)) {
            jinja_raise(run, "TypeError", "no loader for this environment specified");
        }
        return FLOW_FAIL;
    }
}

static enum flow run_body(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_nodes *body)
{
    enum flow flow = FLOW_NEXT;
    if (!jinja_enter(run)) {
        return FLOW_FAIL;
    }
    for (size_t i = 0; i < body->n_items && flow == FLOW_NEXT; i++) {
        run->line = body->items[i]->line;
        flow = jinja_step(run, 1) ? run_statement(run, frame, body->items[i]) : FLOW_FAIL;
    }
    jinja_leave(run);
    return flow;
}

static const char *macro_name(const struct jinja_node *node, struct buffer *buffer)
{
    buffer_init(buffer, 2000);
    buffer_append_format(buffer, node->name != NULL ? "'%s'" : "None", node->name);
    return buffer_text(buffer);
}

static bool macro_fail(struct jinja_run *run, const struct jinja_node *node, const char *what)
{
    struct buffer name;
    jinja_raise(run, "TypeError", "macro %s %s", macro_name(node, &name), what);
    buffer_clear(&name);
    return false;
}

void jinja_repr_macro(const struct jinja_macro *macro, struct buffer *out)
{
    buffer_append_format(out, macro->node->name != NULL ? "<Macro '%s'>" : "<Macro anonymous>",
                         macro->node->name);
}

/* The keywords of a call that named no parameter. */
static bool bind_rest(struct jinja_run *run, const struct jinja_node *node,
                      struct jinja_frame *frame, const struct jinja_call *call,
                      struct jinja_dict *rest)
{
    size_t n_parameters = node->items.n_items;
    if (node->takes_keywords) {
        *slot_at(frame, node->keywords_place) = jinja_of_dict(rest);
    } else if (rest->n_entries > 0) {
        if (jinja_dict_find(rest, "caller").kind != JINJA_MISSING) {
            return macro_fail(run, node,
                              "was invoked with two values for the special caller argument. This "
                              "is most likely a bug.");
        }
        struct buffer what;
        buffer_init(&what, ERROR_MESSAGE_BYTES * 8);
        buffer_append_text(&what, "takes no keyword argument ");
        jinja_repr(run, rest->entries[0].key, &what);
        macro_fail(run, node, buffer_text(&what));
        buffer_clear(&what);
        return false;
    }
    struct jinja_list *values = NULL;
    if (node->takes_rest) {
        values = jinja_list_create(run, 0);
        for (size_t i = n_parameters; values != NULL && i < call->n_values; i++) {
            if (!jinja_list_add(run, values, call->values[i])) {
                return false;
            }
        }
        *slot_at(frame, node->rest_place) = jinja_of_tuple(values);
        return values != NULL;
    }
    if (call->n_values > n_parameters) {
        char what[64];
        snprintf(what, sizeof what, "takes not more than %zu argument(s)", n_parameters);
        return macro_fail(run, node, what);
    }
    return true;
}

/* Parameters from the call's values, then from its keywords. */
static bool bind_parameters(struct jinja_run *run, const struct jinja_node *node,
                            struct jinja_frame *frame, const struct jinja_call *call)
{
    size_t n_parameters = node->items.n_items;
    size_t n_given = call->n_values < n_parameters ? call->n_values : n_parameters;
    bool found_caller = n_given == n_parameters && node->has_explicit_caller;
    struct jinja_dict *rest = jinja_dict_create(run, 0);
    if (rest == NULL) {
        return false;
    }
    for (size_t i = 0; i < n_parameters; i++) {
        const struct jinja_node *parameter = node->items.items[i];
        struct jinja_value value = {.kind = JINJA_MISSING};
        if (i < n_given) {
            value = call->values[i];
        } else {
            value =
                call->keywords != NULL ? jinja_dict_find(call->keywords, parameter->name) : value;
            found_caller = found_caller || strcmp(parameter->name, "caller") == 0;
        }
        *slot_at(frame, parameter->place) = value;
    }
    bool wants_caller = node->takes_caller && !found_caller;
    struct jinja_value caller = {.kind = JINJA_MISSING};
    for (size_t i = 0; call->keywords != NULL && i < call->keywords->n_entries; i++) {
        const struct jinja_entry *entry = &call->keywords->entries[i];
        size_t at = n_given;
        while (at < n_parameters && !jinja_is_text(entry->key, node->items.items[at]->name)) {
            at++;
        }
        if (at < n_parameters) {
            continue;
        }
        if (wants_caller && jinja_is_text(entry->key, "caller")) {
            caller = entry->value;
        } else if (!jinja_dict_set(run, rest, entry->key, entry->value)) {
            return false;
        }
    }
    if (wants_caller && !node->has_explicit_caller) {
        if ((caller.kind == JINJA_MISSING || caller.kind == JINJA_NONE) &&
            !jinja_undefined_hint(run, &caller, "No caller defined")) {
            return false;
        }
        *slot_at(frame, node->caller_place) = caller;
    }
    return bind_rest(run, node, frame, call, rest);
}

static bool bind_defaults(struct jinja_run *run, const struct jinja_node *node,
                          struct jinja_frame *frame)
{
    size_t n_required = node->items.n_items - node->arguments.values.n_items;
    for (size_t i = 0; i < node->items.n_items; i++) {
        const struct jinja_node *parameter = node->items.items[i];
        struct jinja_value *slot = slot_at(frame, parameter->place);
        if (slot->kind != JINJA_MISSING) {
            continue;
        }
        if (i >= n_required) {
            struct jinja_value value;
            if (!jinja_evaluate(run, frame, node->arguments.values.items[i - n_required], &value)) {
                return false;
            }
            *slot = value;
            continue;
        }
        if (!jinja_undefined_hint(run, slot, "parameter '%s' was not provided", parameter->name)) {
            return false;
        }
    }
    return true;
}

bool jinja_call_macro(struct jinja_run *run, const struct jinja_macro *macro,
                      const struct jinja_call *call, struct jinja_value *out)
{
    const struct jinja_node *node = macro->node;
    if (!jinja_enter(run)) {
        return false;
    }
    struct jinja_frame *frame = make_frame(run, macro->frame, node->n_slots);
    bool succeeded = frame != NULL && bind_parameters(run, node, frame, call) &&
                     enter_scope(run, frame, &node->scope) && bind_defaults(run, node, frame) &&
                     capture(run, frame, &node->body, out) != FLOW_FAIL;
    jinja_leave(run);
    return succeeded;
}

static bool render(struct jinja_run *run, const json_t *variables)
{
    const struct template *template = run->template;
    struct jinja_value root;
    if (!json_is_object(variables)) {
        return error_set(run->err, ERROR_ARGUMENT, "%s: the variables are not a JSON object",
                         template->name);
    }
    if (!jinja_from_json(run, variables, 0, &root)) {
        return false;
    }
    run->variables = root.as.dict;
    run->exported = template->has_blocks ? jinja_dict_create(run, 0) : NULL;
    struct jinja_frame *frame = make_frame(run, NULL, template->n_slots);
    return frame != NULL && (!template->has_blocks || run->exported != NULL) &&
           enter_scope(run, frame, &template->scope) &&
           run_body(run, frame, &template->body) != FLOW_FAIL && check_output(run, run->out);
}

bool template_render(const struct template *template, const json_t *variables,
                     const struct template_clock *clock, const struct template_limits *limits,
                     struct buffer *out, struct error *err)
{
    static const struct template_clock epoch = {1970, 1, 1, 0, 0, 0};
    struct template_limits bounds = limits != NULL ? *limits : (struct template_limits){0};
    struct error own = {.code = ERROR_NONE};
    size_t n_memory = bounds.n_memory_bytes != 0 ? bounds.n_memory_bytes : DEFAULT_MEMORY_BYTES;
    size_t n_output = bounds.n_output_bytes != 0 ? bounds.n_output_bytes : DEFAULT_OUTPUT_BYTES;
    struct buffer text;
    buffer_init(&text, n_output);
    struct jinja_run run = {
        .template = template,
        .err = err != NULL ? err : &own,
        .clock = clock != NULL ? *clock : epoch,
        .n_steps_left = bounds.n_steps != 0 ? bounds.n_steps : DEFAULT_STEPS,
        .depth_limit = bounds.depth != 0 ? bounds.depth : DEFAULT_DEPTH,
        .line = 1,
        .n_text_limit = n_memory < n_output ? n_memory : n_output,
        .out = &text,
    };
    arena_init(&run.arena, n_memory);
    bool succeeded = render(&run, variables);
    if (succeeded) {
        buffer_append(out, buffer_text(&text), text.n_bytes);
        succeeded = buffer_check(out, err);
    }
    arena_clear(&run.arena);
    buffer_clear(&text);
    return succeeded;
}
