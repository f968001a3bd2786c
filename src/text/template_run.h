/*
 * How the parts of the template engine call each other: iterating, calling, operating, and the
 * tables of filters, tests, methods and globals. Private to the template_*.c files.
 */
#ifndef TEXT_TEMPLATE_RUN_H
#define TEXT_TEMPLATE_RUN_H

#include "text/template_syntax.h"
#include "text/template_value.h"

/* The names of one function (the template, a macro, a recursive loop), and the one around it. */
struct jinja_frame {
    struct jinja_value *slots;
    struct jinja_frame *parent;
};

/* Expressions (template_evaluate.c). */
bool jinja_evaluate(struct jinja_run *run, struct jinja_frame *frame, const struct jinja_node *node,
                    struct jinja_value *out);
bool jinja_assign(struct jinja_run *run, struct jinja_frame *frame, const struct jinja_node *target,
                  struct jinja_value value);
bool jinja_filter_text(struct jinja_run *run, struct jinja_frame *frame,
                       const struct jinja_node *filter, struct jinja_value text,
                       struct jinja_value *out);
/* A call with one more keyword, `caller`. */
bool jinja_call_with_caller(struct jinja_run *run, struct jinja_frame *frame,
                            const struct jinja_node *node, struct jinja_value caller,
                            struct jinja_value *out);

/* Statements (template_render.c). */
bool jinja_call_macro(struct jinja_run *run, const struct jinja_macro *macro,
                      const struct jinja_call *call, struct jinja_value *out);
bool jinja_call_loop(struct jinja_run *run, struct jinja_loop *loop, struct jinja_value iterable,
                     struct jinja_value *out);
void jinja_repr_macro(const struct jinja_macro *macro, struct buffer *out);

/* Calling (template_call.c). */
bool jinja_call(struct jinja_run *run, struct jinja_value callee, const struct jinja_call *call,
                struct jinja_value *out);
bool jinja_call_builtin(struct jinja_run *run, const struct jinja_builtin *builtin,
                        const struct jinja_value *object, const struct jinja_call *call,
                        struct jinja_value *out);
const struct jinja_builtin *jinja_find_builtin(const struct jinja_builtin *table, const char *name,
                                               size_t n_name);
bool jinja_call_filter(struct jinja_run *run, struct jinja_value name, struct jinja_value value,
                       const struct jinja_call *call, struct jinja_value *out);
bool jinja_call_test(struct jinja_run *run, struct jinja_value name, struct jinja_value value,
                     const struct jinja_call *call, bool *out);

/* Looking up (template_attribute.c): value.name, value[key], value[start:stop:step]. */
bool jinja_attribute(struct jinja_run *run, struct jinja_value value, const struct jinja_text *name,
                     struct jinja_value *out);
bool jinja_item(struct jinja_run *run, struct jinja_value value, struct jinja_value key,
                struct jinja_value *out);
bool jinja_slice(struct jinja_run *run, struct jinja_value value, const struct jinja_value *bounds,
                 struct jinja_value *out);

/* Operators (template_operate.c). */
bool jinja_binary(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                  struct jinja_value b, struct jinja_value *out);
bool jinja_unary(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                 struct jinja_value *out);
bool jinja_compare(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                   struct jinja_value b, bool *out);
bool jinja_contains(struct jinja_run *run, struct jinja_value container, struct jinja_value item,
                    bool *out);

/* Iterating (template_iterate.c). */
bool jinja_iterate(struct jinja_run *run, struct jinja_value value, struct jinja_iterator **out);
bool jinja_iterable(struct jinja_value value);
struct jinja_iterator *jinja_iterator_create(struct jinja_run *run, jinja_next *next,
                                             struct jinja_iterator *inner, const void *task);
bool jinja_next_item(struct jinja_run *run, struct jinja_iterator *iterator,
                     struct jinja_value *out, bool *done);
bool jinja_to_list(struct jinja_run *run, struct jinja_value value, struct jinja_list **out);
bool jinja_reversed(struct jinja_run *run, struct jinja_value value, struct jinja_value *out);
bool jinja_loop_next(struct jinja_run *run, struct jinja_loop *loop, bool *done);
bool jinja_loop_peek(struct jinja_run *run, struct jinja_loop *loop, struct jinja_value *out);
bool jinja_loop_length(struct jinja_run *run, struct jinja_loop *loop, int64_t *out);

/* Sorting (template_sort.c): stable, by keys that are compared with Python's `<`. */
bool jinja_sort(struct jinja_run *run, struct jinja_value *keys, struct jinja_value *items,
                size_t n, bool reverse);
bool jinja_sorted_entries(struct jinja_run *run, const struct jinja_dict *dict,
                          const struct jinja_entry **out);

/* Formatting (template_format.c): "%s" % x, and str.format. `escapes` when the format is markup. */
bool jinja_percent(struct jinja_run *run, struct jinja_value format, struct jinja_value arguments,
                   struct jinja_value *out);
bool jinja_str_format(struct jinja_run *run, struct jinja_value format,
                      const struct jinja_list *arguments, const struct jinja_dict *keywords,
                      struct jinja_value *out);
void jinja_strftime(const struct template_clock *clock, const char *format, size_t n,
                    struct buffer *out);

/* Tables, each ended by a row without a name. */
extern const struct jinja_builtin jinja_filters[];
extern const struct jinja_builtin jinja_tests[]; /* each gives a bool */
extern const struct jinja_builtin jinja_globals[];
extern const struct jinja_builtin jinja_text_methods[];
extern const struct jinja_builtin jinja_list_methods[];
extern const struct jinja_builtin jinja_tuple_methods[];
extern const struct jinja_builtin jinja_dict_methods[];
extern const struct jinja_builtin jinja_loop_methods[];
extern const struct jinja_builtin jinja_cycler_methods[];

/* Pieces shared by filters and methods. */
bool jinja_want_text(struct jinja_run *run, struct jinja_value value, const char *what);
bool jinja_want_integer(struct jinja_run *run, struct jinja_value value, int64_t *out);

/* Filters over sequences (template_sequences.c). */
/* The value that an `attribute` argument names; the item itself when there is none. `standard`,
 * unless NULL, stands in for what is undefined. */
bool jinja_attribute_of(struct jinja_run *run, struct jinja_value item,
                        struct jinja_value attribute, const struct jinja_value *standard,
                        struct jinja_value *out);
jinja_body jinja_filter_map;
jinja_body jinja_filter_select;
jinja_body jinja_filter_reject;
jinja_body jinja_filter_selectattr;
jinja_body jinja_filter_rejectattr;
jinja_body jinja_filter_batch;
jinja_body jinja_filter_slice;
jinja_body jinja_filter_unique;
jinja_body jinja_filter_min;
jinja_body jinja_filter_max;
jinja_body jinja_filter_sort;
jinja_body jinja_filter_dictsort;
jinja_body jinja_filter_groupby;
jinja_body jinja_filter_sum;

#endif
