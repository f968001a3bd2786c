/*
 * Which variable a name means. Jinja compiles a template to Python functions and decides for each
 * block of statements, before it runs, where each of its names lives; what `set` inside `if` or
 * `for` does, and what a macro sees of the names around it, follows from that. The same analysis
 * is made here, and leaves every name as a slot of a function:
 *
 *   - a function (the template, a macro, a call block, a recursive loop) has slots;
 *   - a scope (the body of a loop, `with`, a filter or set block, a function) has symbols, and says
 *     what entering it does to their slots: resolve from the variables, copy from the same name
 *     further out, or leave unset;
 *   - the branches of an `if` are no scopes: what one of them sets is set behind it, and is looked
 *     up in the variables where no branch did.
 *
 * While branches are analysed each has an overlay over the symbols in front of the `if`.
 */
#include <string.h>

#include "text/template_parser.h"

struct function {
    struct function *parent;
    unsigned n_slots;
};

struct entry {
    const char *name;
    bool has_reference, has_load, is_stored;
    bool is_new; /* while branches are put together */
    struct function *function;
    unsigned slot;
    enum jinja_load load;
    const struct entry *alias;
};

struct symbols {
    struct symbols *parent; /* the scope around; of an overlay, that of its base */
    struct symbols *base;   /* of an overlay */
    struct symbols *root;   /* the bottom overlay, whose slots all share */
    struct function *function;
    struct entry **entries;
    size_t n_entries, n_capacity;
    struct entry **slots; /* of the root: one per name */
    size_t n_slots, n_slot_capacity;
};

struct scope_frame {
    struct symbols *symbols;
    bool is_top, is_soft;
};

struct resolver {
    struct jinja_parser *parser;
    unsigned n_for; /* loops around, within any function */
    bool failed;
};

static void *scratch(struct resolver *resolver, size_t n, size_t size)
{
    void *piece = arena_array(&resolver->parser->scratch, n, size, resolver->parser->err);
    resolver->failed = resolver->failed || piece == NULL;
    return piece;
}

static struct symbols *symbols_create(struct resolver *resolver, struct symbols *parent,
                                      struct function *function)
{
    struct symbols *symbols = scratch(resolver, 1, sizeof *symbols);
    if (symbols != NULL) {
        symbols->parent = parent;
        symbols->root = symbols;
        symbols->function = function;
    }
    return symbols;
}

static struct symbols *symbols_overlay(struct resolver *resolver, struct symbols *base)
{
    struct symbols *symbols = symbols_create(resolver, base->parent, base->function);
    if (symbols != NULL) {
        symbols->base = base;
        symbols->root = base->root;
    }
    return symbols;
}

static bool append(struct resolver *resolver, struct entry ***items, size_t *n, size_t *n_capacity,
                   struct entry *entry)
{
    if (*n == *n_capacity) {
        size_t n_new = *n_capacity > 0 ? *n_capacity * 2 : 8;
        struct entry **grown = scratch(resolver, n_new, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        if (*n > 0) {
            memcpy(grown, *items, *n * sizeof *grown);
        }
        *items = grown;
        *n_capacity = n_new;
    }
    (*items)[(*n)++] = entry;
    return true;
}

/* The entry of this very table. */
static struct entry *entry_here(const struct symbols *symbols, const char *name)
{
    for (size_t i = 0; i < symbols->n_entries; i++) {
        if (symbols->entries[i]->name == name) {
            return symbols->entries[i];
        }
    }
    return NULL;
}

static struct entry *entry_make(struct resolver *resolver, struct symbols *symbols,
                                const char *name)
{
    struct entry *entry = entry_here(symbols, name);
    if (entry != NULL) {
        return entry;
    }
    entry = scratch(resolver, 1, sizeof *entry);
    if (entry == NULL) {
        return NULL;
    }
    entry->name = name;
    return append(resolver, &symbols->entries, &symbols->n_entries, &symbols->n_capacity, entry)
               ? entry
               : NULL;
}

/* The name's entry of this scope: of the overlay, or of those under it. */
static const struct entry *own_reference(const struct symbols *symbols, const char *name)
{
    for (; symbols != NULL; symbols = symbols->base) {
        const struct entry *entry = entry_here(symbols, name);
        if (entry != NULL && entry->has_reference) {
            return entry;
        }
    }
    return NULL;
}

static const struct entry *find_reference(const struct symbols *symbols, const char *name)
{
    for (; symbols != NULL; symbols = symbols->parent) {
        const struct entry *entry = own_reference(symbols, name);
        if (entry != NULL) {
            return entry;
        }
    }
    return NULL;
}

static bool is_stored(const struct symbols *symbols, const char *name)
{
    for (; symbols != NULL; symbols = symbols->base) {
        const struct entry *entry = entry_here(symbols, name);
        if (entry != NULL && entry->is_stored) {
            return true;
        }
    }
    return false;
}

/* Gives a name its slot, which all overlays of a scope share. */
static struct entry *define(struct resolver *resolver, struct symbols *symbols, const char *name,
                            enum jinja_load load, const struct entry *alias)
{
    struct symbols *root = symbols->root;
    struct entry *slot = NULL;
    for (size_t i = 0; i < root->n_slots && slot == NULL; i++) {
        slot = root->slots[i]->name == name ? root->slots[i] : NULL;
    }
    if (slot == NULL) {
        slot = scratch(resolver, 1, sizeof *slot);
        if (slot == NULL ||
            !append(resolver, &root->slots, &root->n_slots, &root->n_slot_capacity, slot)) {
            return NULL;
        }
        *slot = (struct entry){
            .name = name, .function = root->function, .slot = root->function->n_slots++};
    }
    struct entry *entry = entry_make(resolver, symbols, name);
    if (entry != NULL) {
        entry->has_reference = true;
        entry->function = slot->function;
        entry->slot = slot->slot;
        entry->has_load = true;
        entry->load = load;
        entry->alias = alias;
    }
    return entry;
}

static void symbols_store(struct resolver *resolver, struct symbols *symbols, const char *name)
{
    struct entry *entry = entry_make(resolver, symbols, name);
    if (entry == NULL) {
        return;
    }
    entry->is_stored = true;
    if (own_reference(symbols, name) == NULL) {
        const struct entry *outer = find_reference(symbols->parent, name);
        define(resolver, symbols, name, outer != NULL ? LOAD_ALIAS : LOAD_UNDEFINED, outer);
    }
}

static void symbols_load(struct resolver *resolver, struct symbols *symbols, const char *name)
{
    if (find_reference(symbols, name) == NULL) {
        define(resolver, symbols, name, LOAD_RESOLVE, NULL);
    }
}

static const struct entry *symbols_parameter(struct resolver *resolver, struct symbols *symbols,
                                             const char *name)
{
    struct entry *entry = define(resolver, symbols, name, LOAD_PARAMETER, NULL);
    if (entry != NULL) {
        entry->is_stored = true;
    }
    return entry;
}

/* Puts the branches of an `if` together again. */
static void merge_branches(struct resolver *resolver, struct symbols *symbols,
                           struct symbols *const *branches, size_t n_branches)
{
    for (size_t i = 0; i < n_branches; i++) {
        for (size_t j = 0; j < branches[i]->n_entries; j++) {
            const struct entry *from = branches[i]->entries[j];
            bool is_new = from->is_stored && !is_stored(symbols, from->name);
            struct entry *to = entry_make(resolver, symbols, from->name);
            if (to == NULL) {
                return;
            }
            if (from->has_reference) {
                to->has_reference = true;
                to->function = from->function;
                to->slot = from->slot;
            }
            if (from->has_load) {
                to->has_load = true;
                to->load = from->load;
                to->alias = from->alias;
            }
            to->is_new = to->is_new || is_new;
        }
    }
    for (size_t i = 0; i < symbols->n_entries; i++) {
        struct entry *entry = symbols->entries[i];
        if (!entry->is_new) {
            continue;
        }
        const struct entry *outer = find_reference(symbols->parent, entry->name);
        const struct entry *own = own_reference(symbols, entry->name);
        entry->is_new = false;
        entry->is_stored = true;
        entry->has_reference = true;
        entry->function = own->function;
        entry->slot = own->slot;
        entry->has_load = true;
        entry->load = outer != NULL ? LOAD_ALIAS : LOAD_RESOLVE;
        entry->alias = outer;
    }
}

static void collect(struct resolver *resolver, struct symbols *symbols,
                    const struct jinja_node *node);

static void collect_all(struct resolver *resolver, struct symbols *symbols,
                        const struct jinja_nodes *nodes)
{
    for (size_t i = 0; i < nodes->n_items && !resolver->failed; i++) {
        collect(resolver, symbols, nodes->items[i]);
    }
}

static struct symbols *collect_branch(struct resolver *resolver, struct symbols *symbols,
                                      const struct jinja_nodes *body)
{
    struct symbols *branch = symbols_overlay(resolver, symbols);
    if (branch != NULL) {
        collect_all(resolver, branch, body);
    }
    return branch;
}

static void collect_if(struct resolver *resolver, struct symbols *symbols,
                       const struct jinja_node *node)
{
    collect(resolver, symbols, node->items.items[0]->first);
    struct symbols *branches[3];
    branches[0] = collect_branch(resolver, symbols, &node->items.items[0]->body);
    branches[1] = symbols_overlay(resolver, symbols);
    for (size_t i = 1; i < node->items.n_items && !resolver->failed; i++) {
        const struct jinja_node *branch = node->items.items[i];
        collect(resolver, branches[1], branch->first);
        struct symbols *body = collect_branch(resolver, branches[1], &branch->body);
        if (body != NULL) {
            merge_branches(resolver, branches[1], &body, 1);
        }
    }
    branches[2] = collect_branch(resolver, symbols, &node->otherwise);
    if (!resolver->failed) {
        merge_branches(resolver, symbols, branches, 3);
    }
}

static void collect_children(struct resolver *resolver, struct symbols *symbols,
                             const struct jinja_node *node)
{
    collect(resolver, symbols, node->first);
    collect(resolver, symbols, node->second);
    collect(resolver, symbols, node->third);
    collect_all(resolver, symbols, &node->items);
    collect_all(resolver, symbols, &node->arguments.values);
    collect_all(resolver, symbols, &node->arguments.keywords);
    collect(resolver, symbols, node->arguments.all_values);
    collect(resolver, symbols, node->arguments.all_keywords);
}

/* The names that a node uses of the scope it stands in; not those of scopes inside it. */
static void collect(struct resolver *resolver, struct symbols *symbols,
                    const struct jinja_node *node)
{
    if (node == NULL || resolver->failed) {
        return;
    }
    switch (node->kind) {
    case NODE_NAME:
        if (node->is_parameter) {
            symbols_parameter(resolver, symbols, node->name);
        } else if (node->is_store) {
            symbols_store(resolver, symbols, node->name);
        } else {
            symbols_load(resolver, symbols, node->name);
        }
        break;
    case NODE_NAMESPACE_TARGET:
        symbols_load(resolver, symbols, node->name);
        break;
    case NODE_IF:
        collect_if(resolver, symbols, node);
        break;
    case NODE_MACRO:
        symbols_store(resolver, symbols, node->name);
        break;
    case NODE_SET:
        collect(resolver, symbols, node->second);
        collect(resolver, symbols, node->first);
        break;
    case NODE_FOR:
        collect(resolver, symbols, node->second);
        break;
    case NODE_CALL_BLOCK:
    case NODE_FILTER_BLOCK:
    case NODE_SET_BLOCK:
    case NODE_LOAD:
        collect(resolver, symbols, node->first);
        break;
    case NODE_WITH:
        for (size_t i = 1; i < node->items.n_items; i += 2) {
            collect(resolver, symbols, node->items.items[i]);
        }
        break;
    case NODE_BLOCK:
    case NODE_GENERATION:
        break;
    default:
        collect_children(resolver, symbols, node);
        break;
    }
}

/* The names of a target, as parameters of the scope that it opens. */
static void collect_target(struct resolver *resolver, struct symbols *symbols,
                           const struct jinja_node *target)
{
    if (target->kind == NODE_NAME) {
        symbols_parameter(resolver, symbols, target->name);
    }
    for (size_t i = 0; i < target->items.n_items; i++) {
        collect_target(resolver, symbols, target->items.items[i]);
    }
}

/*
 * Whether a body uses a name that it has not set before, in the order of Jinja's own walk over
 * everything below (scopes and macros included, blocks not). State: 0 open, 1 used, 2 set.
 */
static void see_use(const struct jinja_node *node, const char *name, int *state);

static void see_uses(const struct jinja_nodes *nodes, const char *name, int *state)
{
    for (size_t i = 0; i < nodes->n_items && *state == 0; i++) {
        see_use(nodes->items[i], name, state);
    }
}

static void see_use(const struct jinja_node *node, const char *name, int *state)
{
    if (node == NULL || *state != 0 || node->kind == NODE_BLOCK) {
        return;
    }
    if (node->kind == NODE_NAME) {
        if (strcmp(node->name, name) == 0) {
            *state = node->is_store || node->is_parameter ? 2 : 1;
        }
        return;
    }
    bool is_body_first = node->kind == NODE_FILTER_BLOCK;
    if (is_body_first) {
        see_uses(&node->body, name, state);
    }
    if (node->kind != NODE_MACRO) {
        see_use(node->first, name, state);
    }
    see_use(node->second, name, state);
    if (node->kind != NODE_FOR) {
        see_use(node->third, name, state);
    }
    see_uses(&node->items, name, state);
    see_uses(&node->arguments.values, name, state);
    see_uses(&node->arguments.keywords, name, state);
    see_use(node->arguments.all_values, name, state);
    see_use(node->arguments.all_keywords, name, state);
    if (!is_body_first) {
        see_uses(&node->body, name, state);
    }
    see_uses(&node->otherwise, name, state);
    if (node->kind == NODE_FOR) {
        see_use(node->third, name, state);
    }
}

static bool uses(const struct jinja_nodes *body, const char *name)
{
    int state = 0;
    see_uses(body, name, &state);
    return state == 1;
}

static struct jinja_place place_of(const struct entry *entry, const struct function *from)
{
    struct jinja_place place = {.slot = entry->slot};
    while (from != entry->function) {
        from = from->parent;
        place.n_hops++;
    }
    return place;
}

/* What entering a scope has to do, for the renderer. */
static bool finish_scope(struct resolver *resolver, const struct symbols *symbols,
                         struct jinja_scope *scope)
{
    scope->symbols =
        jinja_parse_allocate(resolver->parser, symbols->n_entries + 1, sizeof *scope->symbols);
    if (scope->symbols == NULL || resolver->failed) {
        resolver->failed = true;
        return false;
    }
    for (size_t i = 0; i < symbols->n_entries; i++) {
        const struct entry *entry = symbols->entries[i];
        if (!entry->has_load || entry->load == LOAD_PARAMETER) {
            continue;
        }
        struct jinja_symbol *symbol = &scope->symbols[scope->n_symbols++];
        symbol->name = entry->name;
        symbol->load = entry->load;
        symbol->place = place_of(entry, symbols->function);
        if (entry->alias != NULL) {
            symbol->alias = place_of(entry->alias, symbols->function);
        }
    }
    return true;
}

static void resolve(struct resolver *resolver, const struct scope_frame *frame,
                    struct jinja_node *node);

static void resolve_all(struct resolver *resolver, const struct scope_frame *frame,
                        const struct jinja_nodes *nodes)
{
    for (size_t i = 0; i < nodes->n_items && !resolver->failed; i++) {
        resolve(resolver, frame, nodes->items[i]);
    }
}

static void set_place(struct resolver *resolver, const struct scope_frame *frame, const char *name,
                      struct jinja_place *place)
{
    const struct entry *entry = find_reference(frame->symbols, name);
    if (entry == NULL) {
        /* A name that Jinja's analysis does not see either (the arguments of a set block's
         * filter in odd places): resolved where it stands. */
        entry = define(resolver, frame->symbols, name, LOAD_RESOLVE, NULL);
    }
    if (entry != NULL) {
        *place = place_of(entry, frame->symbols->function);
    }
}

static bool resolver_fail(struct resolver *resolver, unsigned line, const char *message,
                          const char *name)
{
    resolver->failed = true;
    return jinja_assertion_error(resolver->parser, line, message, name);
}

static void resolve_name(struct resolver *resolver, const struct scope_frame *frame,
                         struct jinja_node *node)
{
    if (node->is_store && resolver->n_for > 0 && strcmp(node->name, "loop") == 0) {
        resolver->failed = true;
        jinja_assertion_error(resolver->parser, node->line,
                              "Can't assign to special loop variable in for-loop target");
        return;
    }
    set_place(resolver, frame, node->name, &node->place);
}

static const struct entry *declare_if_used(struct resolver *resolver, struct symbols *symbols,
                                           const struct jinja_nodes *body, const char *name)
{
    const char *interned = jinja_intern(resolver->parser, name, strlen(name));
    if (interned == NULL) {
        resolver->failed = true;
        return NULL;
    }
    return uses(body, name) ? symbols_parameter(resolver, symbols, interned) : NULL;
}

/* Whether a parameter of this name stands in the signature; *index is its place. */
static bool in_signature(const struct jinja_node *node, const char *name, size_t *index)
{
    for (*index = 0; *index < node->items.n_items; (*index)++) {
        if (strcmp(node->items.items[*index]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void declare_specials(struct resolver *resolver, struct symbols *symbols,
                             struct jinja_node *node)
{
    size_t index;
    const struct entry *entry;
    node->has_explicit_caller = in_signature(node, "caller", &index);
    if (!node->has_explicit_caller) {
        entry = declare_if_used(resolver, symbols, &node->body, "caller");
        node->takes_caller = entry != NULL;
        if (entry != NULL) {
            node->caller_place = place_of(entry, symbols->function);
        }
    } else if (uses(&node->body, "caller")) {
        if (node->items.n_items - index > node->arguments.values.n_items) {
            resolver->failed = true;
            jinja_assertion_error(resolver->parser, node->line,
                                  "When defining macros or call blocks the special \"caller\" "
                                  "argument must be omitted or be given a default.");
            return;
        }
        node->takes_caller = true;
    }
    if (!in_signature(node, "kwargs", &index) &&
        (entry = declare_if_used(resolver, symbols, &node->body, "kwargs")) != NULL) {
        node->takes_keywords = true;
        node->keywords_place = place_of(entry, symbols->function);
    }
    if (!in_signature(node, "varargs", &index) &&
        (entry = declare_if_used(resolver, symbols, &node->body, "varargs")) != NULL) {
        node->takes_rest = true;
        node->rest_place = place_of(entry, symbols->function);
    }
}

/* A macro, call block or generation block: a function with parameters. */
static void resolve_function(struct resolver *resolver, const struct scope_frame *frame,
                             struct jinja_node *node)
{
    struct function *function = scratch(resolver, 1, sizeof *function);
    if (function == NULL) {
        return;
    }
    function->parent = frame->symbols->function;
    struct scope_frame inner = {symbols_create(resolver, frame->symbols, function), false, false};
    if (inner.symbols == NULL) {
        return;
    }
    collect_all(resolver, inner.symbols, &node->items);
    collect_all(resolver, inner.symbols, &node->arguments.values);
    if (!resolver->failed) {
        declare_specials(resolver, inner.symbols, node);
    }
    collect_all(resolver, inner.symbols, &node->body);
    resolve_all(resolver, &inner, &node->items);
    resolve_all(resolver, &inner, &node->arguments.values);
    resolve_all(resolver, &inner, &node->body);
    finish_scope(resolver, inner.symbols, &node->scope);
    node->n_slots = function->n_slots;
}

/* A second target of a loop, whose names are those of its test. */
static struct jinja_node *copy_target(struct resolver *resolver, const struct jinja_node *target)
{
    struct jinja_node *copy = parser_node(resolver->parser, target->kind, target->line);
    if (copy == NULL) {
        resolver->failed = true;
        return NULL;
    }
    *copy = *target;
    copy->items = (struct jinja_nodes){.items = NULL};
    for (size_t i = 0; i < target->items.n_items; i++) {
        if (!jinja_nodes_add(resolver->parser, &copy->items,
                             copy_target(resolver, target->items.items[i]))) {
            resolver->failed = true;
            return NULL;
        }
    }
    return copy;
}

static void resolve_loop_test(struct resolver *resolver, const struct scope_frame *frame,
                              struct jinja_node *node)
{
    struct scope_frame test = {symbols_create(resolver, frame->symbols, frame->symbols->function),
                               false, false};
    struct jinja_node *target = copy_target(resolver, node->first);
    if (test.symbols == NULL || target == NULL) {
        return;
    }
    collect_target(resolver, test.symbols, target);
    collect(resolver, test.symbols, node->third);
    resolve(resolver, &test, target);
    resolve(resolver, &test, node->third);
    finish_scope(resolver, test.symbols, &node->test_scope);
    if (!jinja_nodes_add(resolver->parser, &node->items, target)) {
        resolver->failed = true;
    }
}

static void resolve_for(struct resolver *resolver, const struct scope_frame *frame,
                        struct jinja_node *node)
{
    struct function *function = frame->symbols->function;
    if (node->is_recursive) {
        function = scratch(resolver, 1, sizeof *function);
        if (function == NULL) {
            return;
        }
        function->parent = frame->symbols->function;
    }
    resolve(resolver, frame, node->second);
    resolver->n_for++;
    struct scope_frame body = {symbols_create(resolver, frame->symbols, function), false, false};
    struct scope_frame otherwise = {symbols_create(resolver, frame->symbols, function), false,
                                    false};
    const char *loop = jinja_intern(resolver->parser, "loop", strlen("loop"));
    if (body.symbols == NULL || otherwise.symbols == NULL || loop == NULL) {
        resolver->failed = true;
        return;
    }
    const struct entry *entry = symbols_parameter(resolver, body.symbols, loop);
    if (entry != NULL) {
        node->loop_place = place_of(entry, function);
    }
    collect_target(resolver, body.symbols, node->first);
    collect_all(resolver, body.symbols, &node->body);
    collect_all(resolver, otherwise.symbols, &node->otherwise);
    if (node->third != NULL && !resolver->failed) {
        resolve_loop_test(resolver, frame, node);
    }
    if (!resolver->failed) {
        resolve(resolver, &body, node->first);
        resolve_all(resolver, &body, &node->body);
        resolve_all(resolver, &otherwise, &node->otherwise);
        finish_scope(resolver, body.symbols, &node->scope);
        finish_scope(resolver, otherwise.symbols, &node->else_scope);
    }
    resolver->n_for--;
    node->n_slots = function->n_slots;
}

/* A scope within its function: `with`, filter and set blocks, scoped blocks. */
static void resolve_inner(struct resolver *resolver, const struct scope_frame *frame,
                          struct jinja_node *node)
{
    struct scope_frame inner = {symbols_create(resolver, frame->symbols, frame->symbols->function),
                                false, false};
    if (inner.symbols == NULL) {
        return;
    }
    for (size_t i = 0; i < node->items.n_items && node->kind == NODE_WITH; i += 2) {
        collect_target(resolver, inner.symbols, node->items.items[i]);
    }
    collect_all(resolver, inner.symbols, &node->body);
    struct jinja_node *filter = node->kind == NODE_FILTER_BLOCK ? node->first
                                : node->kind == NODE_SET_BLOCK  ? node->second
                                                                : NULL;
    collect(resolver, inner.symbols, filter);
    for (size_t i = 0; i < node->items.n_items && !resolver->failed; i++) {
        resolve(resolver, i % 2 == 0 ? &inner : frame, node->items.items[i]);
    }
    if (node->kind == NODE_SET_BLOCK) {
        resolve(resolver, frame, node->first);
        node->is_exported = frame->is_top;
    }
    resolve_all(resolver, &inner, &node->body);
    resolve(resolver, &inner, filter);
    finish_scope(resolver, inner.symbols, &node->scope);
}

/* A block that is not scoped sees only the variables and what the top level has set. */
static void resolve_block(struct resolver *resolver, const struct scope_frame *frame,
                          struct jinja_node *node)
{
    resolver->parser->template->has_blocks = true;
    if (node->is_recursive) {
        resolve_inner(resolver, frame, node);
        return;
    }
    struct function *function = scratch(resolver, 1, sizeof *function);
    struct scope_frame inner = {symbols_create(resolver, NULL, function), false, false};
    if (function == NULL || inner.symbols == NULL) {
        return;
    }
    collect_all(resolver, inner.symbols, &node->body);
    resolve_all(resolver, &inner, &node->body);
    finish_scope(resolver, inner.symbols, &node->scope);
    node->n_slots = function->n_slots;
}

static void resolve_children(struct resolver *resolver, const struct scope_frame *frame,
                             struct jinja_node *node)
{
    resolve(resolver, frame, node->first);
    resolve(resolver, frame, node->second);
    resolve(resolver, frame, node->third);
    resolve_all(resolver, frame, &node->items);
    resolve_all(resolver, frame, &node->body);
    resolve_all(resolver, frame, &node->otherwise);
    resolve_all(resolver, frame, &node->arguments.values);
    resolve_all(resolver, frame, &node->arguments.keywords);
    resolve(resolver, frame, node->arguments.all_values);
    resolve(resolver, frame, node->arguments.all_keywords);
}

static void resolve(struct resolver *resolver, const struct scope_frame *frame,
                    struct jinja_node *node)
{
    if (node == NULL || resolver->failed) {
        return;
    }
    struct scope_frame soft = {frame->symbols, frame->is_top, true};
    switch (node->kind) {
    case NODE_NAME:
        resolve_name(resolver, frame, node);
        break;
    case NODE_NAMESPACE_TARGET:
        set_place(resolver, frame, node->name, &node->place);
        break;
    case NODE_FILTER:
    case NODE_TEST:
        if (node->builtin == NULL && !frame->is_soft) {
            resolver_fail(resolver, node->line,
                          node->kind == NODE_FILTER ? "No filter named '%s'."
                                                    : "No test named '%s'.",
                          node->name);
        }
        resolve_children(resolver, frame, node);
        break;
    case NODE_CONDITION:
    case NODE_IF:
        resolve_children(resolver, &soft, node);
        break;
    case NODE_FOR:
        resolve_for(resolver, frame, node);
        break;
    case NODE_MACRO:
        set_place(resolver, frame, node->name, &node->place);
        node->is_exported = frame->is_top;
        resolve_function(resolver, frame, node);
        break;
    case NODE_CALL_BLOCK:
        resolve_function(resolver, frame, node);
        resolve(resolver, frame, node->first);
        break;
    case NODE_GENERATION:
        resolve_function(resolver, frame, node);
        break;
    case NODE_WITH:
    case NODE_FILTER_BLOCK:
    case NODE_SET_BLOCK:
        resolve_inner(resolver, frame, node);
        break;
    case NODE_BLOCK:
        resolve_block(resolver, frame, node);
        break;
    case NODE_SET:
        node->is_exported = frame->is_top;
        resolve_children(resolver, frame, node);
        break;
    default:
        resolve_children(resolver, frame, node);
        break;
    }
}

bool jinja_resolve_names(struct jinja_parser *parser)
{
    struct resolver resolver = {.parser = parser};
    struct template *template = parser->template;
    struct function function = {.n_slots = 0};
    struct scope_frame frame = {symbols_create(&resolver, NULL, &function), true, false};
    if (frame.symbols == NULL) {
        return false;
    }
    collect_all(&resolver, frame.symbols, &template->body);
    resolve_all(&resolver, &frame, &template->body);
    if (resolver.failed) {
        return false;
    }
    template->n_slots = function.n_slots;
    if (!finish_scope(&resolver, frame.symbols, &template->scope)) {
        return false;
    }
    template->n_slots = function.n_slots;
    return true;
}
