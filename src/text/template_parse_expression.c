/* Expressions of templates; see template_parser.h. Each level of precedence is one function. */
#include <string.h>

#include "text/template_parser.h"
#include "text/template_run.h"

static struct jinja_node *parse_unary(struct jinja_parser *parser, bool with_filter);
static struct jinja_node *parse_primary(struct jinja_parser *parser, bool with_namespace);

static struct jinja_node *binary(struct jinja_parser *parser, enum jinja_node_kind kind,
                                 enum jinja_operator operation, struct jinja_node *first,
                                 struct jinja_node *second, unsigned line)
{
    if (first == NULL || second == NULL) {
        return NULL;
    }
    struct jinja_node *node = parser_node(parser, kind, line);
    if (node == NULL) {
        return NULL;
    }
    node->operation = operation;
    node->first = first;
    node->second = second;
    return parser_finish(parser, node);
}

/* The binary operators of one level, left to right. */
struct level {
    enum token_kind token;
    enum jinja_operator operation;
};

static struct jinja_node *parse_chain(struct jinja_parser *parser,
                                      struct jinja_node *(*next)(struct jinja_parser *),
                                      const struct level *levels, size_t n_levels)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *left = next(parser);
    while (left != NULL) {
        size_t i = 0;
        while (i < n_levels && !parser_at(parser, levels[i].token)) {
            i++;
        }
        if (i == n_levels) {
            break;
        }
        parser_advance(parser);
        left = binary(parser, NODE_BINARY, levels[i].operation, left, next(parser), line);
        line = parser_current(parser)->line;
    }
    return left;
}

static struct jinja_node *parse_operand(struct jinja_parser *parser)
{
    return parse_unary(parser, true);
}

static struct jinja_node *parse_power(struct jinja_parser *parser)
{
    static const struct level levels[] = {{TOKEN_POWER, OPERATOR_POWER}};
    return parse_chain(parser, parse_operand, levels, 1);
}

static struct jinja_node *parse_product(struct jinja_parser *parser)
{
    static const struct level levels[] = {
        {TOKEN_MULTIPLY, OPERATOR_MULTIPLY},
        {TOKEN_DIVIDE, OPERATOR_DIVIDE},
        {TOKEN_FLOOR_DIVIDE, OPERATOR_FLOOR_DIVIDE},
        {TOKEN_REMAINDER, OPERATOR_REMAINDER},
    };
    return parse_chain(parser, parse_power, levels, 4);
}

static struct jinja_node *parse_join(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *first = parse_product(parser);
    if (first == NULL || !parser_at(parser, TOKEN_TILDE)) {
        return first;
    }
    struct jinja_node *node = parser_node(parser, NODE_JOIN, line);
    if (node == NULL || !jinja_nodes_add(parser, &node->items, first)) {
        return NULL;
    }
    while (parser_skip(parser, TOKEN_TILDE)) {
        if (!jinja_nodes_add(parser, &node->items, parse_product(parser))) {
            return NULL;
        }
    }
    return parser_finish(parser, node);
}

static struct jinja_node *parse_sum(struct jinja_parser *parser)
{
    static const struct level levels[] = {
        {TOKEN_ADD, OPERATOR_ADD},
        {TOKEN_SUBTRACT, OPERATOR_SUBTRACT},
    };
    return parse_chain(parser, parse_join, levels, 2);
}

/* Takes a comparison's operator; false when there is none. */
static bool take_comparison(struct jinja_parser *parser, enum jinja_operator *out)
{
    static const struct level levels[] = {
        {TOKEN_EQUAL, OPERATOR_EQUAL},     {TOKEN_UNEQUAL, OPERATOR_UNEQUAL},
        {TOKEN_LESS, OPERATOR_LESS},       {TOKEN_LESS_EQUAL, OPERATOR_LESS_EQUAL},
        {TOKEN_GREATER, OPERATOR_GREATER}, {TOKEN_GREATER_EQUAL, OPERATOR_GREATER_EQUAL},
    };
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (parser_skip(parser, levels[i].token)) {
            *out = levels[i].operation;
            return true;
        }
    }
    if (parser_skip_name(parser, "in")) {
        *out = OPERATOR_IN;
        return true;
    }
    const struct jinja_token *next = parser_look(parser);
    if (parser_at_name(parser, "not") && next->kind == TOKEN_NAME &&
        strcmp(next->name, "in") == 0) {
        parser_advance(parser);
        parser_advance(parser);
        *out = OPERATOR_NOT_IN;
        return true;
    }
    return false;
}

static struct jinja_node *parse_compare(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *first = parse_sum(parser);
    struct jinja_node *node = NULL;
    enum jinja_operator operation;
    while (first != NULL && take_comparison(parser, &operation)) {
        if (node == NULL) {
            node = parser_node(parser, NODE_COMPARE, line);
            if (node == NULL) {
                return NULL;
            }
            node->first = first;
        }
        struct jinja_node *operand =
            parser_node(parser, NODE_OPERAND, parser_current(parser)->line);
        if (operand == NULL || (operand->first = parse_sum(parser)) == NULL) {
            return NULL;
        }
        operand->operation = operation;
        if (!jinja_nodes_add(parser, &node->items, parser_finish(parser, operand))) {
            return NULL;
        }
    }
    return node != NULL ? parser_finish(parser, node) : first;
}

static struct jinja_node *parse_not(struct jinja_parser *parser)
{
    if (!parser_at_name(parser, "not")) {
        return parse_compare(parser);
    }
    struct jinja_node *node = parser_node(parser, NODE_NOT, parser_advance(parser)->line);
    if (node == NULL || !parser_enter(parser)) {
        return NULL;
    }
    node->first = parse_not(parser);
    parser->depth--;
    return node->first != NULL ? parser_finish(parser, node) : NULL;
}

static struct jinja_node *parse_and(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *left = parse_not(parser);
    while (left != NULL && parser_skip_name(parser, "and")) {
        left = binary(parser, NODE_AND, OPERATOR_ADD, left, parse_not(parser), line);
        line = parser_current(parser)->line;
    }
    return left;
}

static struct jinja_node *parse_or(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *left = parse_and(parser);
    while (left != NULL && parser_skip_name(parser, "or")) {
        left = binary(parser, NODE_OR, OPERATOR_ADD, left, parse_and(parser), line);
        line = parser_current(parser)->line;
    }
    return left;
}

static struct jinja_node *parse_condition(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *first = parse_or(parser);
    while (first != NULL && parser_skip_name(parser, "if")) {
        struct jinja_node *node = parser_node(parser, NODE_CONDITION, line);
        if (node == NULL) {
            return NULL;
        }
        node->first = first;
        node->second = parse_or(parser);
        if (node->second != NULL && parser_skip_name(parser, "else")) {
            if (!parser_enter(parser)) {
                return NULL;
            }
            node->third = parse_condition(parser);
            parser->depth--;
            if (node->third == NULL) {
                return NULL;
            }
        }
        first = node->second != NULL ? parser_finish(parser, node) : NULL;
        line = parser_current(parser)->line;
    }
    return first;
}

struct jinja_node *parser_expression(struct jinja_parser *parser, bool with_condition)
{
    if (!parser_enter(parser)) {
        return NULL;
    }
    struct jinja_node *node = with_condition ? parse_condition(parser) : parse_or(parser);
    parser->depth--;
    return node;
}

/* name=value of a call. */
static bool parse_keyword(struct jinja_parser *parser, struct jinja_arguments *arguments)
{
    const struct jinja_token *name = parser_advance(parser);
    parser_advance(parser);
    struct jinja_node *value = parser_expression(parser, true);
    size_t n = arguments->keywords.n_items;
    if (value == NULL || !jinja_nodes_add(parser, &arguments->keywords, value)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (arguments->names[i] == name->name) {
            jinja_python_error(parser, name->line, "keyword argument repeated: %s", name->name);
        }
    }
    const char **names = jinja_parse_allocate(parser, n + 1, sizeof *names);
    if (names == NULL) {
        return false;
    }
    if (n > 0) {
        memcpy(names, arguments->names, n * sizeof *names);
    }
    names[n] = name->name;
    arguments->names = names;
    return n < TEMPLATE_ARGUMENTS ||
           jinja_syntax_error(parser, name->line, "more than %d arguments", TEMPLATE_ARGUMENTS);
}

static bool parse_argument(struct jinja_parser *parser, struct jinja_arguments *arguments,
                           unsigned line)
{
    static const char wrong[] = "invalid syntax for function call expression";
    const struct jinja_token *token = parser_current(parser);
    if (token->kind == TOKEN_MULTIPLY) {
        if (arguments->all_values != NULL || arguments->all_keywords != NULL) {
            return jinja_syntax_error(parser, line, wrong);
        }
        parser_advance(parser);
        arguments->all_values = parser_expression(parser, true);
        return arguments->all_values != NULL;
    }
    if (arguments->all_keywords != NULL) {
        return jinja_syntax_error(parser, line, wrong);
    }
    if (token->kind == TOKEN_POWER) {
        parser_advance(parser);
        arguments->all_keywords = parser_expression(parser, true);
        return arguments->all_keywords != NULL;
    }
    if (token->kind == TOKEN_NAME && parser_look(parser)->kind == TOKEN_ASSIGN) {
        return parse_keyword(parser, arguments);
    }
    if (arguments->all_values != NULL || arguments->keywords.n_items > 0) {
        return jinja_syntax_error(parser, line, wrong);
    }
    return jinja_nodes_add(parser, &arguments->values, parser_expression(parser, true));
}

static bool parse_arguments(struct jinja_parser *parser, struct jinja_arguments *arguments)
{
    unsigned line = parser_current(parser)->line;
    if (!parser_expect(parser, TOKEN_LEFT_PAREN)) {
        return false;
    }
    bool needs_comma = false;
    while (!parser_at(parser, TOKEN_RIGHT_PAREN)) {
        if (needs_comma) {
            if (!parser_expect(parser, TOKEN_COMMA)) {
                return false;
            }
            if (parser_at(parser, TOKEN_RIGHT_PAREN)) {
                break;
            }
        }
        if (!parse_argument(parser, arguments, line)) {
            return false;
        }
        needs_comma = true;
    }
    return parser_expect(parser, TOKEN_RIGHT_PAREN);
}

static struct jinja_node *parse_call(struct jinja_parser *parser, struct jinja_node *callee)
{
    struct jinja_node *node = parser_node(parser, NODE_CALL, parser_current(parser)->line);
    if (node == NULL) {
        return NULL;
    }
    node->first = callee;
    return parse_arguments(parser, &node->arguments) ? parser_finish(parser, node) : NULL;
}

/* One place of a subscript: an expression, or a slice. */
static struct jinja_node *parse_subscribed(struct jinja_parser *parser)
{
    unsigned line = parser_current(parser)->line;
    struct jinja_node *start = NULL;
    if (!parser_at(parser, TOKEN_COLON)) {
        start = parser_expression(parser, true);
        if (start == NULL || !parser_at(parser, TOKEN_COLON)) {
            return start;
        }
    }
    parser_advance(parser);
    struct jinja_node *node = parser_node(parser, NODE_SLICE, line);
    if (node == NULL) {
        return NULL;
    }
    node->first = start;
    if (!parser_at(parser, TOKEN_COLON) && !parser_at(parser, TOKEN_RIGHT_BRACKET) &&
        !parser_at(parser, TOKEN_COMMA) &&
        (node->second = parser_expression(parser, true)) == NULL) {
        return NULL;
    }
    if (parser_skip(parser, TOKEN_COLON) && !parser_at(parser, TOKEN_RIGHT_BRACKET) &&
        !parser_at(parser, TOKEN_COMMA) &&
        (node->third = parser_expression(parser, true)) == NULL) {
        return NULL;
    }
    return parser_finish(parser, node);
}

static struct jinja_node *parse_attribute(struct jinja_parser *parser, struct jinja_node *value,
                                          unsigned line)
{
    const struct jinja_token *token = parser_advance(parser);
    bool is_name = token->kind == TOKEN_NAME;
    struct jinja_node *node = parser_node(parser, is_name ? NODE_ATTRIBUTE : NODE_ITEM, line);
    if (node == NULL) {
        return NULL;
    }
    node->first = value;
    if (is_name) {
        node->name = token->name;
        node->text = token->text;
        return parser_finish(parser, node);
    }
    if (token->kind != TOKEN_INTEGER) {
        jinja_syntax_error(parser, token->line, "expected name or number");
        return NULL;
    }
    node->second = parser_node(parser, NODE_CONSTANT, token->line);
    if (node->second == NULL) {
        return NULL;
    }
    node->second->constant = jinja_integer(token->integer);
    return parser_finish(parser, node);
}

static struct jinja_node *parse_subscript(struct jinja_parser *parser, struct jinja_node *value)
{
    const struct jinja_token *token = parser_advance(parser);
    if (token->kind == TOKEN_DOT) {
        return parse_attribute(parser, value, token->line);
    }
    struct jinja_node *node = parser_node(parser, NODE_ITEM, token->line);
    struct jinja_node *tuple = parser_node(parser, NODE_TUPLE, token->line);
    if (node == NULL || tuple == NULL) {
        return NULL;
    }
    while (!parser_at(parser, TOKEN_RIGHT_BRACKET)) {
        if (tuple->items.n_items > 0 && !parser_expect(parser, TOKEN_COMMA)) {
            return NULL;
        }
        if (!jinja_nodes_add(parser, &tuple->items, parse_subscribed(parser))) {
            return NULL;
        }
    }
    if (!parser_expect(parser, TOKEN_RIGHT_BRACKET)) {
        return NULL;
    }
    node->first = value;
    node->second = tuple->items.n_items == 1 ? tuple->items.items[0] : parser_finish(parser, tuple);
    return node->second != NULL ? parser_finish(parser, node) : NULL;
}

static struct jinja_node *parse_postfix(struct jinja_parser *parser, struct jinja_node *node)
{
    while (node != NULL) {
        if (parser_at(parser, TOKEN_DOT) || parser_at(parser, TOKEN_LEFT_BRACKET)) {
            node = parse_subscript(parser, node);
        } else if (parser_at(parser, TOKEN_LEFT_PAREN)) {
            node = parse_call(parser, node);
        } else {
            break;
        }
    }
    return node;
}

/* "name" or "name.name", as one interned name. */
static const struct jinja_text *parse_dotted(struct jinja_parser *parser)
{
    const struct jinja_token *token = parser_expect_any_name(parser);
    if (token == NULL) {
        return NULL;
    }
    if (!parser_at(parser, TOKEN_DOT)) {
        return token->text;
    }
    struct buffer name;
    buffer_init(&name, 1000);
    buffer_append_text(&name, token->name);
    while (token != NULL && parser_skip(parser, TOKEN_DOT)) {
        token = parser_expect_any_name(parser);
        buffer_append_format(&name, ".%s", token != NULL ? token->name : "");
    }
    const struct jinja_text *text = token != NULL && buffer_check(&name, parser->err)
                                        ? jinja_parse_text(parser, buffer_text(&name), name.n_bytes)
                                        : NULL;
    buffer_clear(&name);
    return text;
}

/* Names a filter or test. Whether it may be unknown is for template_scope.c to say. */
static bool bind_builtin(struct jinja_node *node, const struct jinja_text *name, bool is_filter)
{
    if (name == NULL) {
        return false;
    }
    node->name = name->data;
    node->builtin =
        jinja_find_builtin(is_filter ? jinja_filters : jinja_tests, name->data, name->n_bytes);
    return true;
}

struct jinja_node *parser_filters(struct jinja_parser *parser, struct jinja_node *node,
                                  bool is_inline)
{
    while (is_inline || parser_at(parser, TOKEN_PIPE)) {
        if (!is_inline) {
            parser_advance(parser);
        }
        struct jinja_node *filter = parser_node(parser, NODE_FILTER, parser_current(parser)->line);
        if (filter == NULL || !bind_builtin(filter, parse_dotted(parser), true)) {
            return NULL;
        }
        filter->first = node;
        if (parser_at(parser, TOKEN_LEFT_PAREN) && !parse_arguments(parser, &filter->arguments)) {
            return NULL;
        }
        node = parser_finish(parser, filter);
        is_inline = false;
        if (node == NULL) {
            return NULL;
        }
    }
    return node;
}

/* A test's argument without parentheses: "x is divisibleby 3". */
static bool starts_argument(const struct jinja_parser *parser)
{
    switch (parser_current(parser)->kind) {
    case TOKEN_NAME:
        return !parser_at_name(parser, "else") && !parser_at_name(parser, "or") &&
               !parser_at_name(parser, "and");
    case TOKEN_STRING:
    case TOKEN_INTEGER:
    case TOKEN_REAL:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
        return true;
    default:
        return false;
    }
}

static struct jinja_node *parse_test(struct jinja_parser *parser, struct jinja_node *value)
{
    unsigned line = parser_advance(parser)->line;
    bool is_negated = parser_skip_name(parser, "not");
    struct jinja_node *node = parser_node(parser, NODE_TEST, line);
    if (node == NULL || !bind_builtin(node, parse_dotted(parser), false)) {
        return NULL;
    }
    node->first = value;
    if (parser_at(parser, TOKEN_LEFT_PAREN)) {
        if (!parse_arguments(parser, &node->arguments)) {
            return NULL;
        }
    } else if (starts_argument(parser)) {
        if (parser_at_name(parser, "is")) {
            jinja_syntax_error(parser, parser_current(parser)->line,
                               "You cannot chain multiple tests with is");
            return NULL;
        }
        struct jinja_node *argument = parse_postfix(parser, parse_primary(parser, false));
        if (!jinja_nodes_add(parser, &node->arguments.values, argument)) {
            return NULL;
        }
    }
    node = parser_finish(parser, node);
    if (!is_negated || node == NULL) {
        return node;
    }
    struct jinja_node *negation = parser_node(parser, NODE_NOT, line);
    if (negation == NULL) {
        return NULL;
    }
    negation->first = node;
    return parser_finish(parser, negation);
}

static struct jinja_node *parse_filter_expression(struct jinja_parser *parser,
                                                  struct jinja_node *node)
{
    while (node != NULL) {
        if (parser_at(parser, TOKEN_PIPE)) {
            node = parser_filters(parser, node, false);
        } else if (parser_at_name(parser, "is")) {
            node = parse_test(parser, node);
        } else if (parser_at(parser, TOKEN_LEFT_PAREN)) {
            node = parse_call(parser, node);
        } else {
            break;
        }
    }
    return node;
}

static struct jinja_node *parse_unary(struct jinja_parser *parser, bool with_filter)
{
    const struct jinja_token *token = parser_current(parser);
    struct jinja_node *node;
    if (token->kind == TOKEN_SUBTRACT || token->kind == TOKEN_ADD) {
        parser_advance(parser);
        node = parser_node(parser, NODE_UNARY, token->line);
        if (node == NULL || !parser_enter(parser)) {
            return NULL;
        }
        node->operation = token->kind == TOKEN_ADD ? OPERATOR_ADD : OPERATOR_SUBTRACT;
        node->first = parse_unary(parser, false);
        parser->depth--;
        node = node->first != NULL ? parser_finish(parser, node) : NULL;
    } else {
        node = parse_primary(parser, false);
    }
    node = parse_postfix(parser, node);
    return with_filter ? parse_filter_expression(parser, node) : node;
}

static struct jinja_node *parse_name(struct jinja_parser *parser, bool with_namespace)
{
    static const struct {
        const char *name;
        struct jinja_value value;
    } constants[] = {
        {"true", {.kind = JINJA_BOOL, .as.truth = true}},
        {"True", {.kind = JINJA_BOOL, .as.truth = true}},
        {"false", {.kind = JINJA_BOOL, .as.truth = false}},
        {"False", {.kind = JINJA_BOOL, .as.truth = false}},
        {"none", {.kind = JINJA_NONE}},
        {"None", {.kind = JINJA_NONE}},
    };
    const struct jinja_token *token = parser_advance(parser);
    struct jinja_node *node = parser_node(parser, NODE_NAME, token->line);
    if (node == NULL) {
        return NULL;
    }
    node->name = token->name;
    node->text = token->text;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        if (strcmp(token->name, constants[i].name) == 0) {
            node->kind = NODE_CONSTANT;
            node->constant = constants[i].value;
            return node;
        }
    }
    if (with_namespace && parser_skip(parser, TOKEN_DOT)) {
        const struct jinja_token *attribute = parser_expect_any_name(parser);
        if (attribute == NULL) {
            return NULL;
        }
        node->kind = NODE_NAMESPACE_TARGET;
        node->text = attribute->text;
    }
    return node;
}

static struct jinja_node *parse_string(struct jinja_parser *parser)
{
    const struct jinja_token *token = parser_advance(parser);
    struct jinja_node *node = parser_node(parser, NODE_CONSTANT, token->line);
    if (node == NULL) {
        return NULL;
    }
    struct jinja_text *text = token->text;
    if (parser_at(parser, TOKEN_STRING)) {
        struct buffer joined;
        buffer_init(&joined, TEMPLATE_SOURCE_BYTES * 2);
        buffer_append(&joined, text->data, text->n_bytes);
        while (parser_at(parser, TOKEN_STRING)) {
            const struct jinja_text *next = parser_advance(parser)->text;
            buffer_append(&joined, next->data, next->n_bytes);
        }
        text = buffer_check(&joined, parser->err)
                   ? jinja_parse_text(parser, buffer_text(&joined), joined.n_bytes)
                   : NULL;
        buffer_clear(&joined);
    }
    node->constant = jinja_of_text(text);
    return text != NULL ? node : NULL;
}

static struct jinja_node *parse_list(struct jinja_parser *parser)
{
    struct jinja_node *node = parser_node(parser, NODE_LIST, parser_advance(parser)->line);
    while (node != NULL && !parser_at(parser, TOKEN_RIGHT_BRACKET)) {
        if (node->items.n_items > 0) {
            if (!parser_expect(parser, TOKEN_COMMA)) {
                return NULL;
            }
            if (parser_at(parser, TOKEN_RIGHT_BRACKET)) {
                break;
            }
        }
        if (!jinja_nodes_add(parser, &node->items, parser_expression(parser, true))) {
            return NULL;
        }
    }
    return node != NULL && parser_expect(parser, TOKEN_RIGHT_BRACKET) ? parser_finish(parser, node)
                                                                      : NULL;
}

static struct jinja_node *parse_dict(struct jinja_parser *parser)
{
    struct jinja_node *node = parser_node(parser, NODE_DICT, parser_advance(parser)->line);
    while (node != NULL && !parser_at(parser, TOKEN_RIGHT_BRACE)) {
        if (node->items.n_items > 0) {
            if (!parser_expect(parser, TOKEN_COMMA)) {
                return NULL;
            }
            if (parser_at(parser, TOKEN_RIGHT_BRACE)) {
                break;
            }
        }
        if (!jinja_nodes_add(parser, &node->items, parser_expression(parser, true)) ||
            !parser_expect(parser, TOKEN_COLON) ||
            !jinja_nodes_add(parser, &node->items, parser_expression(parser, true))) {
            return NULL;
        }
    }
    return node != NULL && parser_expect(parser, TOKEN_RIGHT_BRACE) ? parser_finish(parser, node)
                                                                    : NULL;
}

static struct jinja_node *parse_primary(struct jinja_parser *parser, bool with_namespace)
{
    const struct jinja_token *token = parser_current(parser);
    struct jinja_node *node;
    switch (token->kind) {
    case TOKEN_NAME:
        return parse_name(parser, with_namespace);
    case TOKEN_STRING:
        return parse_string(parser);
    case TOKEN_INTEGER:
    case TOKEN_REAL:
        parser_advance(parser);
        node = parser_node(parser, NODE_CONSTANT, token->line);
        if (node != NULL) {
            node->constant =
                token->kind == TOKEN_REAL ? jinja_real(token->real) : jinja_integer(token->integer);
        }
        return node;
    case TOKEN_LEFT_PAREN:
        parser_advance(parser);
        node = parser_tuple(parser, true, NULL, true);
        return node != NULL && parser_expect(parser, TOKEN_RIGHT_PAREN) ? node : NULL;
    case TOKEN_LEFT_BRACKET:
        return parse_list(parser);
    case TOKEN_LEFT_BRACE:
        return parse_dict(parser);
    default:
        jinja_syntax_error(parser, token->line, "unexpected '%s'", parser_describe(token));
        return NULL;
    }
}

static bool at_tuple_end(const struct jinja_parser *parser, const char *end)
{
    return parser_at(parser, TOKEN_VARIABLE_END) || parser_at(parser, TOKEN_BLOCK_END) ||
           parser_at(parser, TOKEN_RIGHT_PAREN) || (end != NULL && parser_at_name(parser, end));
}

/* How the places of a tuple are read: as expressions, or as targets. */
enum tuple_kind { TUPLE_EXPRESSION, TUPLE_SIMPLE, TUPLE_TARGET, TUPLE_NAMESPACE_TARGET };

static struct jinja_node *parse_tuple(struct jinja_parser *parser, enum tuple_kind kind,
                                      const char *end, bool in_parentheses)
{
    struct jinja_node *tuple = parser_node(parser, NODE_TUPLE, parser_current(parser)->line);
    bool is_tuple = false;
    while (tuple != NULL) {
        if (tuple->items.n_items > 0 && !parser_expect(parser, TOKEN_COMMA)) {
            return NULL;
        }
        if (at_tuple_end(parser, end)) {
            break;
        }
        struct jinja_node *item;
        if (kind >= TUPLE_TARGET) {
            item = parse_primary(parser, kind == TUPLE_NAMESPACE_TARGET);
        } else {
            item = parser_expression(parser, kind == TUPLE_EXPRESSION);
        }
        if (!jinja_nodes_add(parser, &tuple->items, item)) {
            return NULL;
        }
        if (!parser_at(parser, TOKEN_COMMA)) {
            break;
        }
        is_tuple = true;
        tuple->line = parser_current(parser)->line;
    }
    if (tuple == NULL) {
        return NULL;
    }
    if (!is_tuple && tuple->items.n_items > 0) {
        return tuple->items.items[0];
    }
    if (!is_tuple && !in_parentheses) {
        jinja_syntax_error(parser, parser_current(parser)->line, "Expected an expression, got '%s'",
                           parser_describe(parser_current(parser)));
        return NULL;
    }
    return parser_finish(parser, tuple);
}

struct jinja_node *parser_tuple(struct jinja_parser *parser, bool with_condition, const char *end,
                                bool in_parentheses)
{
    return parse_tuple(parser, with_condition ? TUPLE_EXPRESSION : TUPLE_SIMPLE, end,
                       in_parentheses);
}

/* What Jinja calls a node that cannot be assigned to. */
static const char *kind_text(const struct jinja_node *node)
{
    static const char *const texts[] = {
        [NODE_CONSTANT] = "const",    [NODE_LIST] = "list",
        [NODE_DICT] = "dict",         [NODE_BINARY] = "binexpr",
        [NODE_UNARY] = "unaryexpr",   [NODE_NOT] = "not",
        [NODE_AND] = "and",           [NODE_OR] = "or",
        [NODE_JOIN] = "concat",       [NODE_COMPARE] = "compare",
        [NODE_ATTRIBUTE] = "getattr", [NODE_ITEM] = "getitem",
        [NODE_CALL] = "call",         [NODE_FILTER] = "filter",
        [NODE_TEST] = "test",         [NODE_CONDITION] = "condexpr",
    };
    bool is_known = node->kind < sizeof texts / sizeof *texts && texts[node->kind] != NULL;
    return is_known ? texts[node->kind] : "tuple";
}

/* Turns names that were read as an expression into names that are written. */
static bool store(struct jinja_parser *parser, struct jinja_node *node)
{
    if (node->kind == NODE_NAME || node->kind == NODE_NAMESPACE_TARGET) {
        node->is_store = node->kind == NODE_NAME;
        return true;
    }
    bool succeeded = node->kind == NODE_TUPLE;
    for (size_t i = 0; i < node->items.n_items && succeeded; i++) {
        succeeded = store(parser, node->items.items[i]);
    }
    return succeeded;
}

struct jinja_node *parser_target(struct jinja_parser *parser, const char *end, bool with_namespace)
{
    struct jinja_node *target =
        parse_tuple(parser, with_namespace ? TUPLE_NAMESPACE_TARGET : TUPLE_TARGET, end, false);
    if (target != NULL && !store(parser, target)) {
        jinja_syntax_error(parser, target->line, "can't assign to '%s'", kind_text(target));
        return NULL;
    }
    return target;
}

struct jinja_node *parser_name_target(struct jinja_parser *parser)
{
    if (!parser_at(parser, TOKEN_NAME)) {
        parser_expect_any_name(parser);
        return NULL;
    }
    struct jinja_node *node = parse_name(parser, false);
    if (node != NULL && node->kind != NODE_NAME) {
        jinja_syntax_error(parser, node->line, "can't assign to 'name'");
        return NULL;
    }
    if (node != NULL) {
        node->is_store = true;
    }
    return node;
}
