/*
 * The values of a template: Python's, as far as a sandboxed template can see them. A value is two
 * words, passed by copy; what it points to lives in the arena of one rendering (or, for constants,
 * in that of the template) and is never changed once built, except namespaces, loops, cyclers and
 * iterators, which are one object however often they are copied.
 *
 * Everything here is private to the template_*.c files.
 */
#ifndef TEXT_TEMPLATE_VALUE_H
#define TEXT_TEMPLATE_VALUE_H

#include <stdint.h>
#include "base/arena.h"
#include "base/buffer.h"
#include "text/template.h"

enum jinja_kind {
    JINJA_MISSING, /* no value at all: an absent argument, an unset name; never seen by templates */
    JINJA_UNDEFINED,
    JINJA_NONE,
    JINJA_BOOL,
    JINJA_INTEGER,
    JINJA_REAL,
    JINJA_TEXT,
    JINJA_LIST,
    JINJA_TUPLE,
    JINJA_DICT,
    JINJA_VIEW, /* what dict.keys(), .values() and .items() give */
    JINJA_RANGE,
    JINJA_NAMESPACE,
    JINJA_ITERATOR,
    JINJA_LOOP,
    JINJA_MACRO,
    JINJA_CYCLER,
    JINJA_JOINER,
    JINJA_FUNCTION, /* a global */
    JINJA_METHOD,   /* bound to its object */
    JINJA_N_KINDS
};

struct jinja_value {
    enum jinja_kind kind;
    bool is_markup; /* of a text: made by `safe` */
    union {
        bool truth;
        int64_t integer;
        double real;
        struct jinja_text *text;
        struct jinja_list *list; /* of a tuple too */
        struct jinja_dict *dict; /* of a namespace too */
        struct jinja_view *view;
        struct jinja_range *range;
        struct jinja_iterator *iterator;
        struct jinja_loop *loop;
        struct jinja_macro *macro;
        struct jinja_cycler *cycler;
        struct jinja_joiner *joiner;
        struct jinja_undefined *undefined;
        const struct jinja_builtin *function;
        struct jinja_method *method;
    } as;
};

/* Room for appending to the newest text that uses it, so that s = s + x is not quadratic. */
struct jinja_room {
    char *end;
    char *limit;
};

/* Valid UTF-8, not terminated. */
struct jinja_text {
    const char *data;
    size_t n_bytes;
    size_t n_characters; /* JINJA_UNCOUNTED until asked for */
    struct jinja_room *room;
};

#define JINJA_UNCOUNTED SIZE_MAX

struct jinja_list {
    struct jinja_value *items;
    size_t n_items;
    size_t n_capacity;
};

struct jinja_entry {
    struct jinja_value key, value;
    uint64_t hash;
};

/* In insertion order; `index` (of n_index entries, a power of two, values entry + 1) is made when
 * there are more entries than a linear search should see. */
struct jinja_dict {
    struct jinja_entry *entries;
    size_t n_entries;
    size_t n_capacity;
    uint32_t *index;
    size_t n_index;
    bool is_printing; /* a namespace can hold itself */
};

enum jinja_view_kind { JINJA_KEYS, JINJA_VALUES, JINJA_ITEMS };

struct jinja_view {
    enum jinja_view_kind kind;
    struct jinja_dict *dict;
};

struct jinja_range {
    int64_t start, stop, step;
    int64_t n_items;
};

struct jinja_undefined {
    const char *type; /* "UndefinedError", or "SecurityError" for a refused attribute */
    const char *message;
};

struct jinja_cycler {
    struct jinja_list *items;
    size_t position;
};

struct jinja_joiner {
    struct jinja_value separator;
    bool is_used;
};

struct jinja_run;

/* One item, or *done. Failing sets the error of the run. */
typedef bool jinja_next(struct jinja_run *run, struct jinja_iterator *iterator,
                        struct jinja_value *out, bool *done);

struct jinja_iterator {
    jinja_next *next;
    const char *type; /* Python's name of it: "generator" */
    struct jinja_value source;
    struct jinja_iterator *inner;
    size_t position;
    struct jinja_value seen; /* of unique: the keys so far */
    const void *task;        /* what map, select and a loop's test hold */
    const char *rest;        /* of a text: what is left */
};

struct jinja_loop {
    struct jinja_iterator *iterator;
    struct jinja_value iterable, after, current, before, changed;
    int64_t index0, length, depth0;   /* length -1: unknown */
    const struct jinja_node *recurse; /* the loop, when it is recursive */
    struct jinja_frame *frame;        /* in which `recurse` was met */
};

struct jinja_macro {
    const struct jinja_node *node; /* a macro, or a call block */
    struct jinja_frame *frame;     /* in which it was defined */
};

/* Arguments as a call passes them. */
struct jinja_call {
    const struct jinja_value *values;
    size_t n_values;
    const struct jinja_dict *keywords; /* NULL when there are none */
};

/* `arguments` has one value per parameter, JINJA_MISSING where absent. */
typedef bool jinja_body(struct jinja_run *run, const struct jinja_value *arguments,
                        struct jinja_value *out);

/*
 * A filter, test, method or global. Parameters, separated by spaces: "name" is required, "name?"
 * is not, "*" takes the remaining ones as a tuple, "**" the remaining keywords as a dict; a "/"
 * in front says that none can be named by the caller. For methods the object comes first.
 */
struct jinja_builtin {
    const char *name;
    const char *parameters;
    jinja_body *body;
};

struct jinja_method {
    struct jinja_value object;
    const struct jinja_builtin *builtin;
};

enum { JINJA_MAX_PARAMETERS = 8, JINJA_MAX_RANGE = 100000, JINJA_PRINT_DEPTH = 400 };

/* One rendering. */
struct jinja_run {
    const struct template *template;
    struct arena arena;
    struct error *err;
    struct jinja_dict *variables;
    struct jinja_dict *exported; /* what the top level has set, for blocks */
    struct template_clock clock;
    uint64_t n_steps_left;
    unsigned depth, depth_limit;
    unsigned line;
    size_t n_text_limit;      /* of any text being built */
    struct buffer *out;       /* where output goes: the prompt, or a captured block */
    struct buffer *wrong_out; /* the one that got something that is no text, and what it was */
    const char *wrong_type;
};

/* Errors. All return false. `type` is the class of Python's exception. */
bool jinja_raise(struct jinja_run *run, const char *type, const char *format, ...)
    PRINTF_LIKE(3, 4);
bool jinja_raise_undefined(struct jinja_run *run, struct jinja_value value);
bool jinja_limit(struct jinja_run *run, const char *what);

/* Counts n steps; false when the rendering has used up its steps. */
bool jinja_step(struct jinja_run *run, uint64_t n);
bool jinja_enter(struct jinja_run *run); /* one level deeper; pair with jinja_leave */
void jinja_leave(struct jinja_run *run);

void *jinja_allocate(struct jinja_run *run, size_t n, size_t size);

/* A buffer with the limit of texts, and its bytes as a value (the buffer is cleared). */
void jinja_buffer_init(struct jinja_run *run, struct buffer *buffer);
bool jinja_buffer_take(struct jinja_run *run, struct buffer *buffer, struct jinja_value *out);
bool jinja_buffer_check(struct jinja_run *run, const struct buffer *buffer);

/* Making values. */
static inline struct jinja_value jinja_none(void)
{
    return (struct jinja_value){.kind = JINJA_NONE};
}

static inline struct jinja_value jinja_bool(bool truth)
{
    return (struct jinja_value){.kind = JINJA_BOOL, .as.truth = truth};
}

static inline struct jinja_value jinja_integer(int64_t integer)
{
    return (struct jinja_value){.kind = JINJA_INTEGER, .as.integer = integer};
}

static inline struct jinja_value jinja_real(double real)
{
    return (struct jinja_value){.kind = JINJA_REAL, .as.real = real};
}

static inline struct jinja_value jinja_of_text(struct jinja_text *text)
{
    return (struct jinja_value){.kind = JINJA_TEXT, .as.text = text};
}

static inline struct jinja_value jinja_of_list(struct jinja_list *list)
{
    return (struct jinja_value){.kind = JINJA_LIST, .as.list = list};
}

static inline struct jinja_value jinja_of_tuple(struct jinja_list *list)
{
    return (struct jinja_value){.kind = JINJA_TUPLE, .as.list = list};
}

static inline struct jinja_value jinja_of_dict(struct jinja_dict *dict)
{
    return (struct jinja_value){.kind = JINJA_DICT, .as.dict = dict};
}

bool jinja_text_copy(struct jinja_run *run, const char *data, size_t n, struct jinja_value *out);
bool jinja_text_borrow(struct jinja_run *run, const char *data, size_t n, struct jinja_value *out);
bool jinja_text_join(struct jinja_run *run, const struct jinja_text *a, const struct jinja_text *b,
                     struct jinja_value *out);
bool jinja_undefined_name(struct jinja_run *run, const char *name, struct jinja_value *out);
bool jinja_undefined_hint(struct jinja_run *run, struct jinja_value *out, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* `value` has no attribute (text) or element (anything else) of that name. */
bool jinja_undefined_of(struct jinja_run *run, struct jinja_value value, struct jinja_value name,
                        struct jinja_value *out);
bool jinja_undefined_unsafe(struct jinja_run *run, struct jinja_value value, const char *name,
                            struct jinja_value *out);
struct jinja_list *jinja_list_create(struct jinja_run *run, size_t n_capacity);
bool jinja_list_add(struct jinja_run *run, struct jinja_list *list, struct jinja_value item);
struct jinja_dict *jinja_dict_create(struct jinja_run *run, size_t n_capacity);
bool jinja_dict_set(struct jinja_run *run, struct jinja_dict *dict, struct jinja_value key,
                    struct jinja_value value);
/* *out is JINJA_MISSING when the key is absent; fails for a key that cannot be hashed. */
bool jinja_dict_get(struct jinja_run *run, const struct jinja_dict *dict, struct jinja_value key,
                    struct jinja_value *out);
/* By name; cannot fail. */
struct jinja_value jinja_dict_find(const struct jinja_dict *dict, const char *name);
bool jinja_hashable(struct jinja_run *run, struct jinja_value value);
bool jinja_from_json(struct jinja_run *run, const json_t *json, unsigned depth,
                     struct jinja_value *out);

/* Looking at values. */
size_t jinja_length_of_text(struct jinja_text *text); /* in characters */
bool jinja_is_text(struct jinja_value value, const char *text);
static inline bool jinja_is_number(struct jinja_value value)
{
    return value.kind == JINJA_BOOL || value.kind == JINJA_INTEGER || value.kind == JINJA_REAL;
}
static inline bool jinja_is_integral(struct jinja_value value)
{
    return value.kind == JINJA_BOOL || value.kind == JINJA_INTEGER;
}
static inline int64_t jinja_integral(struct jinja_value value)
{
    return value.kind == JINJA_BOOL ? value.as.truth : value.as.integer;
}
static inline double jinja_number(struct jinja_value value)
{
    return value.kind == JINJA_REAL ? value.as.real : (double)jinja_integral(value);
}
bool jinja_truth(struct jinja_run *run, struct jinja_value value, bool *out);
bool jinja_same(struct jinja_value a, struct jinja_value b); /* Python's `is` */
bool jinja_equal(struct jinja_run *run, struct jinja_value a, struct jinja_value b, bool *out);
/* a < b; `sign` is the operator for the message. */
bool jinja_less(struct jinja_run *run, struct jinja_value a, struct jinja_value b, const char *sign,
                bool *out);
int jinja_compare_texts(const struct jinja_text *a, const struct jinja_text *b);
const char *jinja_type(struct jinja_value value);      /* "str" */
const char *jinja_type_text(struct jinja_value value); /* "str object", "None" */
/* len(); *out is -1 when the value has none. */
bool jinja_length(struct jinja_run *run, struct jinja_value value, int64_t *out);

/* Printing (template_print.c). All append to the buffer. */
bool jinja_print(struct jinja_run *run, struct jinja_value value, struct buffer *out); /* str() */
bool jinja_repr(struct jinja_run *run, struct jinja_value value, struct buffer *out);
void jinja_repr_text(const char *data, size_t n, struct buffer *out);
void jinja_print_real(double real, struct buffer *out);
/* printf's %.*e, %.*f or %.*g of a finite number, whatever the locale. */
void jinja_print_format(double real, char format, int precision, bool alternate,
                        struct buffer *out);
bool jinja_to_text(struct jinja_run *run, struct jinja_value value, struct jinja_value *out);
void jinja_escape(const char *data, size_t n, struct buffer *out); /* for HTML */
bool jinja_escape_text(struct jinja_run *run, struct jinja_value value, struct jinja_value *out);
bool jinja_parse_real(const char *data, size_t n, double *out); /* a plain decimal literal */

/* json.dumps. `indent` and `item_separator`, `key_separator` NULL: Python's defaults. */
struct jinja_json {
    bool ascii, sort;
    const char *indent; /* one level, NULL for a single line */
    size_t n_indent;
    const struct jinja_text *item_separator, *key_separator;
};
bool jinja_json(struct jinja_run *run, struct jinja_value value, const struct jinja_json *how,
                struct buffer *out);

#endif
