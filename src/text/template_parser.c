/*
 * Tokens into a tree, by recursive descent in the order of Jinja's own grammar, so that what it
 * accepts, refuses and says is the same. Two bounds keep hostile sources harmless: the recursion
 * of the parser, and the depth of the tree (a long chain of "+" nests without recursion here, but
 * everything that walks the tree recurses).
 */
#include "text/template_syntax.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "text/template_parser.h"
#include "text/template_run.h"

static const char *const descriptions[] = {
    [TOKEN_END] = "end of template",
    [TOKEN_DATA] = "template data / text",
    [TOKEN_VARIABLE_BEGIN] = "begin of print statement",
    [TOKEN_VARIABLE_END] = "end of print statement",
    [TOKEN_BLOCK_BEGIN] = "begin of statement block",
    [TOKEN_BLOCK_END] = "end of statement block",
    [TOKEN_NAME] = "name",
    [TOKEN_STRING] = "string",
    [TOKEN_INTEGER] = "integer",
    [TOKEN_REAL] = "float",
    [TOKEN_ADD] = "+",
    [TOKEN_SUBTRACT] = "-",
    [TOKEN_DIVIDE] = "/",
    [TOKEN_FLOOR_DIVIDE] = "//",
    [TOKEN_MULTIPLY] = "*",
    [TOKEN_REMAINDER] = "%",
    [TOKEN_POWER] = "**",
    [TOKEN_TILDE] = "~",
    [TOKEN_LEFT_BRACKET] = "[",
    [TOKEN_RIGHT_BRACKET] = "]",
    [TOKEN_LEFT_PAREN] = "(",
    [TOKEN_RIGHT_PAREN] = ")",
    [TOKEN_LEFT_BRACE] = "{",
    [TOKEN_RIGHT_BRACE] = "}",
    [TOKEN_EQUAL] = "==",
    [TOKEN_UNEQUAL] = "!=",
    [TOKEN_GREATER] = ">",
    [TOKEN_GREATER_EQUAL] = ">=",
    [TOKEN_LESS] = "<",
    [TOKEN_LESS_EQUAL] = "<=",
    [TOKEN_ASSIGN] = "=",
    [TOKEN_DOT] = ".",
    [TOKEN_COLON] = ":",
    [TOKEN_PIPE] = "|",
    [TOKEN_COMMA] = ",",
    [TOKEN_SEMICOLON] = ";",
};

static bool parse_error(struct jinja_parser *parser, unsigned line, const char *type,
                        const char *message)
{
    bool at_end = parser->n_tokens > 0 && parser->position + 1 >= parser->n_tokens;
    if (at_end && parser->lexer_error.code != ERROR_NONE) {
        return error_set(parser->err, ERROR_TEMPLATE, "%s", parser->lexer_error.message);
    }
    return error_set(parser->err, ERROR_TEMPLATE, "%s, line %u: %s: %s", parser->template->name,
                     line, type, message);
}

bool jinja_syntax_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
{
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return parse_error(parser, line, "TemplateSyntaxError", message);
}

bool jinja_assertion_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
{
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return parse_error(parser, line, "TemplateAssertionError", message);
}

void jinja_python_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
{
    char message[ERROR_MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    error_set(&parser->python_error, ERROR_TEMPLATE, "%s, line %u: SyntaxError: %s",
              parser->template->name, line, message);
}

void *jinja_parse_allocate(struct jinja_parser *parser, size_t n, size_t size)
{
    return arena_array(&parser->template->arena, n, size, parser->err);
}

struct jinja_text *jinja_parse_text(struct jinja_parser *parser, const char *data, size_t n)
{
    struct jinja_text *text = jinja_parse_allocate(parser, 1, sizeof *text);
    char *copy = text != NULL ? arena_text(&parser->template->arena, data, n, parser->err) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    *text = (struct jinja_text){.data = copy, .n_bytes = n, .n_characters = JINJA_UNCOUNTED};
    /* Counted now: a parsed template is shared between threads and must not change. */
    jinja_length_of_text(text);
    return text;
}

bool jinja_nodes_add(struct jinja_parser *parser, struct jinja_nodes *nodes,
                     struct jinja_node *node)
{
    if (node == NULL) {
        return false;
    }
    if (nodes->n_items == nodes->n_capacity) {
        size_t n_capacity = nodes->n_capacity > 0 ? nodes->n_capacity * 2 : 2;
        struct jinja_node **items = jinja_parse_allocate(parser, n_capacity, sizeof *items);
        if (items == NULL) {
            return false;
        }
        if (nodes->n_items > 0) {
            memcpy(items, nodes->items, nodes->n_items * sizeof *items);
        }
        nodes->items = items;
        nodes->n_capacity = n_capacity;
    }
    nodes->items[nodes->n_items++] = node;
    return true;
}

const struct jinja_token *parser_current(const struct jinja_parser *parser)
{
    return &parser->tokens[parser->position];
}

const struct jinja_token *parser_look(const struct jinja_parser *parser)
{
    size_t next = parser->position + 1 < parser->n_tokens ? parser->position + 1 : parser->position;
    return &parser->tokens[next];
}

const struct jinja_token *parser_advance(struct jinja_parser *parser)
{
    const struct jinja_token *token = parser_current(parser);
    if (token->kind != TOKEN_END) {
        parser->position++;
    }
    return token;
}

bool parser_at(const struct jinja_parser *parser, enum token_kind kind)
{
    return parser_current(parser)->kind == kind;
}

bool parser_at_name(const struct jinja_parser *parser, const char *name)
{
    const struct jinja_token *token = parser_current(parser);
    return token->kind == TOKEN_NAME && strcmp(token->name, name) == 0;
}

bool parser_skip(struct jinja_parser *parser, enum token_kind kind)
{
    if (!parser_at(parser, kind)) {
        return false;
    }
    parser_advance(parser);
    return true;
}

bool parser_skip_name(struct jinja_parser *parser, const char *name)
{
    if (!parser_at_name(parser, name)) {
        return false;
    }
    parser_advance(parser);
    return true;
}

const char *parser_describe(const struct jinja_token *token)
{
    return token->kind == TOKEN_NAME ? token->name : descriptions[token->kind];
}

static bool unexpected(struct jinja_parser *parser, const char *expected)
{
    const struct jinja_token *token = parser_current(parser);
    if (token->kind == TOKEN_END) {
        return jinja_syntax_error(parser, token->line, "unexpected end of template, expected '%s'.",
                                  expected);
    }
    return jinja_syntax_error(parser, token->line, "expected token '%s', got '%s'", expected,
                              parser_describe(token));
}

bool parser_expect(struct jinja_parser *parser, enum token_kind kind)
{
    return parser_skip(parser, kind) || unexpected(parser, descriptions[kind]);
}

bool parser_expect_name(struct jinja_parser *parser, const char *name)
{
    return parser_skip_name(parser, name) || unexpected(parser, name);
}

const struct jinja_token *parser_expect_any_name(struct jinja_parser *parser)
{
    if (!parser_at(parser, TOKEN_NAME)) {
        unexpected(parser, "name");
        return NULL;
    }
    return parser_advance(parser);
}

bool parser_enter(struct jinja_parser *parser)
{
    if (parser->depth >= TEMPLATE_DEPTH) {
        return error_set(parser->err, ERROR_LIMIT, "%s, line %u: nested more than %d deep",
                         parser->template->name, parser_current(parser)->line, TEMPLATE_DEPTH);
    }
    parser->depth++;
    return true;
}

static void see_depth(struct jinja_node *node, const struct jinja_node *child)
{
    if (child != NULL && child->depth + 1 > node->depth) {
        node->depth = child->depth + 1;
    }
}

static void see_depths(struct jinja_node *node, const struct jinja_nodes *children)
{
    for (size_t i = 0; i < children->n_items; i++) {
        see_depth(node, children->items[i]);
    }
}

struct jinja_node *parser_node(struct jinja_parser *parser, enum jinja_node_kind kind,
                               unsigned line)
{
    struct jinja_node *node = jinja_parse_allocate(parser, 1, sizeof *node);
    if (node != NULL) {
        node->kind = kind;
        node->line = line;
    }
    return node;
}

struct jinja_node *parser_finish(struct jinja_parser *parser, struct jinja_node *node)
{
    see_depth(node, node->first);
    see_depth(node, node->second);
    see_depth(node, node->third);
    see_depths(node, &node->items);
    see_depths(node, &node->body);
    see_depths(node, &node->otherwise);
    see_depths(node, &node->arguments.values);
    see_depths(node, &node->arguments.keywords);
    see_depth(node, node->arguments.all_values);
    see_depth(node, node->arguments.all_keywords);
    if (node->depth > 2 * TEMPLATE_DEPTH) {
        error_set(parser->err, ERROR_LIMIT, "%s, line %u: nested more than %d deep",
                  parser->template->name, node->line, 2 * TEMPLATE_DEPTH);
        return NULL;
    }
    return node;
}

const char *jinja_intern(struct jinja_parser *parser, const char *data, size_t n)
{
    size_t hash = n;
    for (size_t i = 0; i < n; i++) {
        hash = hash * 31 + (unsigned char)data[i];
    }
    if (parser->names == NULL) {
        parser->names =
            arena_array(&parser->scratch, TEMPLATE_NAME_SLOTS, sizeof *parser->names, parser->err);
        if (parser->names == NULL) {
            return NULL;
        }
    }
    size_t slot = hash % TEMPLATE_NAME_SLOTS;
    for (; parser->names[slot] != NULL; slot = (slot + 1) % TEMPLATE_NAME_SLOTS) {
        if (strlen(parser->names[slot]) == n && memcmp(parser->names[slot], data, n) == 0) {
            return parser->names[slot];
        }
    }
    if (parser->n_names == TEMPLATE_NAMES) {
        error_set(parser->err, ERROR_LIMIT, "%s: more than %d different names",
                  parser->template->name, TEMPLATE_NAMES);
        return NULL;
    }
    char *copy = arena_text(&parser->template->arena, data, n, parser->err);
    parser->names[slot] = copy;
    parser->n_names += copy != NULL;
    return copy;
}
