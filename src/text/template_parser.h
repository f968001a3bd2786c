/* What the two halves of the parser, statements and expressions, share. Private to them. */
#ifndef TEXT_TEMPLATE_PARSER_H
#define TEXT_TEMPLATE_PARSER_H

#include "text/template_syntax.h"

const struct jinja_token *parser_current(const struct jinja_parser *parser);
const struct jinja_token *parser_look(const struct jinja_parser *parser); /* the next one */
const struct jinja_token *parser_advance(struct jinja_parser *parser);    /* gives the current */
bool parser_at(const struct jinja_parser *parser, enum token_kind kind);
bool parser_at_name(const struct jinja_parser *parser, const char *name);
bool parser_skip(struct jinja_parser *parser, enum token_kind kind);
bool parser_skip_name(struct jinja_parser *parser, const char *name);
bool parser_expect(struct jinja_parser *parser, enum token_kind kind);
bool parser_expect_name(struct jinja_parser *parser, const char *name);
const struct jinja_token *parser_expect_any_name(struct jinja_parser *parser);
const char *parser_describe(const struct jinja_token *token);
bool parser_enter(struct jinja_parser *parser); /* parser->depth-- leaves */

struct jinja_node *parser_node(struct jinja_parser *parser, enum jinja_node_kind kind,
                               unsigned line);
/* Notes the depth of a finished node; NULL when the tree is too deep. */
struct jinja_node *parser_finish(struct jinja_parser *parser, struct jinja_node *node);

/* Expressions (template_parse_expression.c). All give NULL with the error set. */
struct jinja_node *parser_expression(struct jinja_parser *parser, bool with_condition);
/* "a, b": a tuple, or the one expression. `end` is a name that ends it, or NULL. */
struct jinja_node *parser_tuple(struct jinja_parser *parser, bool with_condition, const char *end,
                                bool in_parentheses);
struct jinja_node *parser_target(struct jinja_parser *parser, const char *end, bool with_namespace);
struct jinja_node *parser_name_target(struct jinja_parser *parser);
/* "name(args)|name…" behind `node`, which may be NULL; `is_inline`: the first has no "|". */
struct jinja_node *parser_filters(struct jinja_parser *parser, struct jinja_node *node,
                                  bool is_inline);

#endif
