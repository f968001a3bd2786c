/* Expressions; see template_run.h. */
#include <string.h>

#include "text/template_run.h"

static struct jinja_value *slot_at(struct jinja_frame *frame, struct jinja_place place)
{
    for (unsigned i = 0; i < place.n_hops; i++) {
        frame = frame->parent;
    }
    return &frame->slots[place.slot];
}

static bool unpack(struct jinja_run *run, struct jinja_frame *frame,
                   const struct jinja_node *target, struct jinja_value value)
{
    struct jinja_iterator *iterator;
    struct jinja_value item;
    size_t n = target->items.n_items;
    bool done = false;
    if (!jinja_iterable(value)) {
        return jinja_raise(run, "TypeError", "cannot unpack non-iterable %s object",
                           jinja_type(value));
    }
    struct jinja_list *items = jinja_list_create(run, n);
    if (items == NULL || !jinja_iterate(run, value, &iterator)) {
        return false;
    }
    for (size_t i = 0; i <= n; i++) {
        if (!jinja_next_item(run, iterator, &item, &done)) {
            return false;
        }
        if (done && i < n) {
            return jinja_raise(run, "ValueError",
                               "not enough values to unpack (expected %zu, got %zu)", n, i);
        }
        if (!done && i == n) {
            return jinja_raise(run, "ValueError", "too many values to unpack (expected %zu)", n);
        }
        if (!done && !jinja_list_add(run, items, item)) {
            return false;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!jinja_assign(run, frame, target->items.items[i], items->items[i])) {
            return false;
        }
    }
    return true;
}

bool jinja_assign(struct jinja_run *run, struct jinja_frame *frame, const struct jinja_node *target,
                  struct jinja_value value)
{
    if (target->kind == NODE_NAME) {
        *slot_at(frame, target->place) = value;
        return true;
    }
    if (target->kind == NODE_TUPLE) {
        if (!jinja_enter(run)) {
            return false;
        }
        bool succeeded = unpack(run, frame, target, value);
        jinja_leave(run);
        return succeeded;
    }
    if (target->text->data[0] == '_') {
        return jinja_raise(run, "SecurityError",
                           "Chat templates cannot store underscore-prefixed attributes on a "
                           "namespace, but got '%s'. Please rename the attribute.",
                           target->text->data);
    }
    struct jinja_value holder = *slot_at(frame, target->place);
    if (holder.kind != JINJA_NAMESPACE) {
        return jinja_raise(run, "TypeError", "'%s' object does not support item assignment",
                           holder.kind == JINJA_MISSING ? "_MissingType" : jinja_type(holder));
    }
    return jinja_dict_set(run, holder.as.dict, jinja_of_text(target->text), value);
}

static bool evaluate_all(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_nodes *nodes, struct jinja_list *out)
{
    for (size_t i = 0; i < nodes->n_items; i++) {
        struct jinja_value value;
        if (!jinja_evaluate(run, frame, nodes->items[i], &value) ||
            !jinja_list_add(run, out, value)) {
            return false;
        }
    }
    return true;
}

static bool add_keywords(struct jinja_run *run, struct jinja_frame *frame,
                         const struct jinja_node *node, struct jinja_dict *keywords)
{
    struct jinja_value all;
    if (!jinja_evaluate(run, frame, node, &all)) {
        return false;
    }
    if (all.kind != JINJA_DICT) {
        return jinja_raise(run, "TypeError", "argument after ** must be a mapping, not %s",
                           jinja_type(all));
    }
    for (size_t i = 0; i < all.as.dict->n_entries; i++) {
        const struct jinja_entry *entry = &all.as.dict->entries[i];
        struct jinja_value present;
        if (entry->key.kind != JINJA_TEXT) {
            return jinja_raise(run, "TypeError", "keywords must be strings");
        }
        if (!jinja_dict_get(run, keywords, entry->key, &present)) {
            return false;
        }
        if (present.kind != JINJA_MISSING) {
            return jinja_raise(run, "TypeError", "got multiple values for keyword argument '%.*s'",
                               (int)entry->key.as.text->n_bytes, entry->key.as.text->data);
        }
        if (!jinja_dict_set(run, keywords, entry->key, entry->value)) {
            return false;
        }
    }
    return true;
}

static bool evaluate_arguments(struct jinja_run *run, struct jinja_frame *frame,
                               const struct jinja_arguments *arguments,
                               const struct jinja_value *caller, struct jinja_call *out)
{
    struct jinja_list *values = jinja_list_create(run, arguments->values.n_items);
    if (values == NULL || !evaluate_all(run, frame, &arguments->values, values)) {
        return false;
    }
    struct jinja_dict *keywords = NULL;
    if (arguments->keywords.n_items > 0 || arguments->all_keywords != NULL || caller != NULL) {
        keywords = jinja_dict_create(run, arguments->keywords.n_items + 1);
        if (keywords == NULL) {
            return false;
        }
    }
    for (size_t i = 0; i < arguments->keywords.n_items; i++) {
        struct jinja_value name, value;
        if (!jinja_text_borrow(run, arguments->names[i], strlen(arguments->names[i]), &name) ||
            !jinja_evaluate(run, frame, arguments->keywords.items[i], &value) ||
            !jinja_dict_set(run, keywords, name, value)) {
            return false;
        }
    }
    if (caller != NULL) {
        struct jinja_value name;
        if (!jinja_text_borrow(run, "caller", strlen("caller"), &name) ||
            !jinja_dict_set(run, keywords, name, *caller)) {
            return false;
        }
    }
    if (arguments->all_values != NULL) {
        struct jinja_value all;
        struct jinja_list *rest;
        if (!jinja_evaluate(run, frame, arguments->all_values, &all)) {
            return false;
        }
        if (!jinja_iterable(all)) {
            return jinja_raise(run, "TypeError", "argument after * must be an iterable, not %s",
                               jinja_type(all));
        }
        if (!jinja_to_list(run, all, &rest)) {
            return false;
        }
        for (size_t i = 0; i < rest->n_items; i++) {
            if (!jinja_list_add(run, values, rest->items[i])) {
                return false;
            }
        }
    }
    if (arguments->all_keywords != NULL &&
        !add_keywords(run, frame, arguments->all_keywords, keywords)) {
        return false;
    }
    *out = (struct jinja_call){values->items, values->n_items, keywords};
    return true;
}

static bool evaluate_call(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *node, const struct jinja_value *caller,
                          struct jinja_value *out)
{
    struct jinja_value callee;
    struct jinja_call call;
    if (!jinja_evaluate(run, frame, node->first, &callee) ||
        !evaluate_arguments(run, frame, &node->arguments, caller, &call)) {
        return false;
    }
    run->line = node->line;
    return jinja_call(run, callee, &call, out);
}

bool jinja_call_with_caller(struct jinja_run *run, struct jinja_frame *frame,
                            const struct jinja_node *node, struct jinja_value caller,
                            struct jinja_value *out)
{
    if (!jinja_enter(run)) {
        return false;
    }
    bool succeeded = evaluate_call(run, frame, node, &caller, out);
    jinja_leave(run);
    return succeeded;
}

/* A filter or test, whose value is the first argument. */
static bool evaluate_builtin(struct jinja_run *run, struct jinja_frame *frame,
                             const struct jinja_node *node, struct jinja_value value,
                             struct jinja_value *out)
{
    struct jinja_call call;
    if (!evaluate_arguments(run, frame, &node->arguments, NULL, &call)) {
        return false;
    }
    run->line = node->line;
    if (node->builtin == NULL) {
        return jinja_raise(run, "TemplateRuntimeError", "No %s named '%s' found.",
                           node->kind == NODE_FILTER ? "filter" : "test", node->name);
    }
    return jinja_call_builtin(run, node->builtin, &value, &call, out);
}

bool jinja_filter_text(struct jinja_run *run, struct jinja_frame *frame,
                       const struct jinja_node *filter, struct jinja_value text,
                       struct jinja_value *out)
{
    if (filter->first != NULL) {
        if (!jinja_enter(run)) {
            return false;
        }
        bool succeeded = jinja_filter_text(run, frame, filter->first, text, &text);
        jinja_leave(run);
        if (!succeeded) {
            return false;
        }
    }
    return evaluate_builtin(run, frame, filter, text, out);
}

static bool evaluate_join(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *node, struct jinja_value *out)
{
    struct buffer buffer;
    jinja_buffer_init(run, &buffer);
    for (size_t i = 0; i < node->items.n_items; i++) {
        struct jinja_value value;
        if (!jinja_evaluate(run, frame, node->items.items[i], &value) ||
            !jinja_print(run, value, &buffer)) {
            buffer_clear(&buffer);
            return false;
        }
    }
    return jinja_buffer_take(run, &buffer, out);
}

static bool evaluate_compare(struct jinja_run *run, struct jinja_frame *frame,
                             const struct jinja_node *node, struct jinja_value *out)
{
    struct jinja_value left, right;
    bool truth = true;
    if (!jinja_evaluate(run, frame, node->first, &left)) {
        return false;
    }
    for (size_t i = 0; i < node->items.n_items && truth; i++) {
        const struct jinja_node *operand = node->items.items[i];
        if (!jinja_evaluate(run, frame, operand->first, &right)) {
            return false;
        }
        run->line = node->line;
        if (!jinja_compare(run, operand->operation, left, right, &truth)) {
            return false;
        }
        left = right;
    }
    *out = jinja_bool(truth);
    return true;
}

static bool evaluate_item(struct jinja_run *run, struct jinja_frame *frame,
                          const struct jinja_node *node, struct jinja_value *out)
{
    struct jinja_value value, key;
    if (!jinja_evaluate(run, frame, node->first, &value)) {
        return false;
    }
    if (node->second->kind != NODE_SLICE) {
        if (!jinja_evaluate(run, frame, node->second, &key)) {
            return false;
        }
        run->line = node->line;
        return jinja_item(run, value, key, out);
    }
    const struct jinja_node *parts[] = {node->second->first, node->second->second,
                                        node->second->third};
    struct jinja_value bounds[3];
    for (size_t i = 0; i < 3; i++) {
        bounds[i] = jinja_none();
        if (parts[i] != NULL && !jinja_evaluate(run, frame, parts[i], &bounds[i])) {
            return false;
        }
    }
    run->line = node->line;
    return jinja_slice(run, value, bounds, out);
}

static bool evaluate_condition(struct jinja_run *run, struct jinja_frame *frame,
                               const struct jinja_node *node, struct jinja_value *out)
{
    struct jinja_value value;
    bool truth;
    if (!jinja_evaluate(run, frame, node->second, &value) || !jinja_truth(run, value, &truth)) {
        return false;
    }
    if (truth || node->third != NULL) {
        return jinja_evaluate(run, frame, truth ? node->first : node->third, out);
    }
    return jinja_undefined_hint(run, out,
                                "the inline if-expression on line %u evaluated to false and no "
                                "else section was defined.",
                                node->line);
}

static bool evaluate_logic(struct jinja_run *run, struct jinja_frame *frame,
                           const struct jinja_node *node, struct jinja_value *out)
{
    bool truth;
    if (!jinja_evaluate(run, frame, node->first, out) || !jinja_truth(run, *out, &truth)) {
        return false;
    }
    if (node->kind == NODE_NOT) {
        *out = jinja_bool(!truth);
        return true;
    }
    return truth == (node->kind == NODE_OR) || jinja_evaluate(run, frame, node->second, out);
}

static bool evaluate_display(struct jinja_run *run, struct jinja_frame *frame,
                             const struct jinja_node *node, struct jinja_value *out)
{
    if (node->kind != NODE_DICT) {
        struct jinja_list *list = jinja_list_create(run, node->items.n_items);
        if (list == NULL || !evaluate_all(run, frame, &node->items, list)) {
            return false;
        }
        *out = node->kind == NODE_LIST ? jinja_of_list(list) : jinja_of_tuple(list);
        return true;
    }
    struct jinja_dict *dict = jinja_dict_create(run, node->items.n_items / 2);
    for (size_t i = 0; dict != NULL && i < node->items.n_items; i += 2) {
        struct jinja_value key, value;
        if (!jinja_evaluate(run, frame, node->items.items[i], &key) ||
            !jinja_evaluate(run, frame, node->items.items[i + 1], &value) ||
            !jinja_dict_set(run, dict, key, value)) {
            return false;
        }
    }
    *out = jinja_of_dict(dict);
    return dict != NULL;
}

static bool evaluate_inner(struct jinja_run *run, struct jinja_frame *frame,
                           const struct jinja_node *node, struct jinja_value *out)
{
    struct jinja_value a, b;
    switch (node->kind) {
    case NODE_TUPLE:
    case NODE_LIST:
    case NODE_DICT:
        return evaluate_display(run, frame, node, out);
    case NODE_BINARY:
        if (!jinja_evaluate(run, frame, node->first, &a) ||
            !jinja_evaluate(run, frame, node->second, &b)) {
            return false;
        }
        run->line = node->line;
        return jinja_binary(run, node->operation, a, b, out);
    case NODE_UNARY:
        return jinja_evaluate(run, frame, node->first, &a) &&
               jinja_unary(run, node->operation, a, out);
    case NODE_NOT:
    case NODE_AND:
    case NODE_OR:
        return evaluate_logic(run, frame, node, out);
    case NODE_JOIN:
        return evaluate_join(run, frame, node, out);
    case NODE_COMPARE:
        return evaluate_compare(run, frame, node, out);
    case NODE_ATTRIBUTE:
        if (!jinja_evaluate(run, frame, node->first, &a)) {
            return false;
        }
        run->line = node->line;
        return jinja_attribute(run, a, node->text, out);
    case NODE_ITEM:
        return evaluate_item(run, frame, node, out);
    case NODE_CALL:
        return evaluate_call(run, frame, node, NULL, out);
    case NODE_FILTER:
    case NODE_TEST:
        return jinja_evaluate(run, frame, node->first, &a) &&
               evaluate_builtin(run, frame, node, a, out);
    case NODE_CONDITION:
        return evaluate_condition(run, frame, node, out);
    default:
        return jinja_raise(run, "TypeError", "not an expression");
    }
}

bool jinja_evaluate(struct jinja_run *run, struct jinja_frame *frame, const struct jinja_node *node,
                    struct jinja_value *out)
{
    if (node->kind == NODE_CONSTANT) {
        *out = node->constant;
        return true;
    }
    if (node->kind == NODE_NAME) {
        *out = *slot_at(frame, node->place);
        return out->kind != JINJA_MISSING || jinja_undefined_name(run, node->name, out);
    }
    run->line = node->line;
    if (!jinja_enter(run)) {
        return false;
    }
    bool succeeded = evaluate_inner(run, frame, node, out);
    jinja_leave(run);
    return succeeded;
}
