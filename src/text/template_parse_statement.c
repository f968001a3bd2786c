/* Statements of templates, and template_parse; see template_parser.h. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/template_parser.h"
#include "text/template_run.h"
#include "text/template_text.h"

static bool parse_body(struct jinja_parser *parser, const char *ends, struct jinja_nodes *body);

/* One of the words of a list, "endfor|else"? */
static bool is_in_list(const char *list, const char *name)
{
    size_t n = strlen(name);
    while (list != NULL) {
        if (strncmp(list, name, n) == 0 && (list[n] == '|' || list[n] == '\0')) {
            return true;
        }
        list = strchr(list, '|');
        list = list != NULL ? list + 1 : NULL;
    }
    return false;
}

/* "'endfor' or 'else'" */
static void append_ends(struct buffer *out, const char *ends)
{
    for (const char *at = ends; at != NULL;) {
        size_t n = strcspn(at, "|");
        buffer_append_format(out, "%s'%.*s'", at != ends ? " or " : "", (int)n, at);
        at = at[n] == '|' ? at + n + 1 : NULL;
    }
}

/* An unknown tag (NULL: the end of the template) where others would have closed a block. */
static bool wrong_tag(struct jinja_parser *parser, const char *name, unsigned line)
{
    struct buffer message;
    buffer_init(&message, ERROR_MESSAGE_BYTES);
    if (name == NULL) {
        buffer_append_text(&message, "Unexpected end of template.");
    } else {
        buffer_append_format(&message, "Encountered unknown tag '%s'.", name);
    }
    bool is_expected = false;
    for (unsigned i = 0; i < parser->n_ends && name != NULL; i++) {
        is_expected = is_expected || is_in_list(parser->ends[i], name);
    }
    if (parser->n_ends > 0) {
        buffer_append_text(&message, is_expected ? " You probably made a nesting mistake. Jinja is "
                                                   "expecting this tag, but currently looking for "
                                                 : " Jinja was looking for the following tags: ");
        append_ends(&message, parser->ends[parser->n_ends - 1]);
        buffer_append_byte(&message, '.');
    }
    if (parser->n_tags > 0) {
        buffer_append_format(&message, " The innermost block that needs to be closed is '%s'.",
                             parser->tags[parser->n_tags - 1]);
    }
    jinja_syntax_error(parser, line, "%s", buffer_text(&message));
    buffer_clear(&message);
    return false;
}

static struct jinja_node *begin(struct jinja_parser *parser, enum jinja_node_kind kind)
{
    return parser_node(parser, kind, parser_advance(parser)->line);
}

/* A body and its one end tag. */
static struct jinja_node *parse_closed(struct jinja_parser *parser, struct jinja_node *node,
                                       const char *end)
{
    if (!parse_body(parser, end, &node->body)) {
        return NULL;
    }
    parser_advance(parser);
    return parser_finish(parser, node);
}

static struct jinja_node *parse_for(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_FOR);
    if (node == NULL || (node->first = parser_target(parser, "in", false)) == NULL ||
        !parser_expect_name(parser, "in") ||
        (node->second = parser_tuple(parser, false, "recursive", false)) == NULL) {
        return NULL;
    }
    if (parser_skip_name(parser, "if") && (node->third = parser_expression(parser, true)) == NULL) {
        return NULL;
    }
    node->is_recursive = parser_skip_name(parser, "recursive");
    /* A recursive loop is a function: what is around it cannot be left from inside. */
    unsigned n_loops = parser->n_loops;
    parser->n_loops = node->is_recursive ? 1 : n_loops + 1;
    bool succeeded = parse_body(parser, "endfor|else", &node->body);
    parser->n_loops--;
    if (succeeded && strcmp(parser_advance(parser)->name, "else") == 0) {
        succeeded = parse_body(parser, "endfor", &node->otherwise);
        parser_advance(parser);
    }
    parser->n_loops = n_loops;
    return succeeded ? parser_finish(parser, node) : NULL;
}

static struct jinja_node *parse_if(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_IF);
    unsigned line = node != NULL ? node->line : 0;
    while (node != NULL) {
        struct jinja_node *branch = parser_node(parser, NODE_BRANCH, line);
        if (branch == NULL || (branch->first = parser_tuple(parser, false, NULL, false)) == NULL ||
            !parse_body(parser, "elif|else|endif", &branch->body) ||
            !jinja_nodes_add(parser, &node->items, parser_finish(parser, branch))) {
            return NULL;
        }
        const char *tag = parser_advance(parser)->name;
        if (strcmp(tag, "elif") == 0) {
            line = parser_current(parser)->line;
            continue;
        }
        if (strcmp(tag, "else") == 0) {
            if (!parse_body(parser, "endif", &node->otherwise)) {
                return NULL;
            }
            parser_advance(parser);
        }
        break;
    }
    return node != NULL ? parser_finish(parser, node) : NULL;
}

/* "(a, b=1)": the names go to `items`, the defaults to the arguments' values, from the last. */
static bool parse_signature(struct jinja_parser *parser, struct jinja_node *node)
{
    if (!parser_expect(parser, TOKEN_LEFT_PAREN)) {
        return false;
    }
    while (!parser_at(parser, TOKEN_RIGHT_PAREN)) {
        if (node->items.n_items > 0 && !parser_expect(parser, TOKEN_COMMA)) {
            return false;
        }
        struct jinja_node *name = parser_name_target(parser);
        if (name == NULL) {
            return false;
        }
        for (size_t i = 0; i < node->items.n_items; i++) {
            if (node->items.items[i]->name == name->name) {
                jinja_python_error(parser, name->line,
                                   "duplicate argument '%s' in function definition", name->name);
            }
        }
        name->is_parameter = true;
        if (parser_skip(parser, TOKEN_ASSIGN)) {
            if (!jinja_nodes_add(parser, &node->arguments.values,
                                 parser_expression(parser, true))) {
                return false;
            }
        } else if (node->arguments.values.n_items > 0) {
            return jinja_syntax_error(parser, parser_current(parser)->line,
                                      "non-default argument follows default argument");
        }
        if (!jinja_nodes_add(parser, &node->items, name)) {
            return false;
        }
        if (node->items.n_items > TEMPLATE_ARGUMENTS) {
            return jinja_syntax_error(parser, name->line, "more than %d arguments",
                                      TEMPLATE_ARGUMENTS);
        }
    }
    return parser_expect(parser, TOKEN_RIGHT_PAREN);
}

/* A body that is a function of its own: no loop around it can be left from inside. */
static struct jinja_node *parse_function(struct jinja_parser *parser, struct jinja_node *node,
                                         const char *end)
{
    unsigned n_loops = parser->n_loops;
    parser->n_loops = 0;
    node = parse_closed(parser, node, end);
    parser->n_loops = n_loops;
    return node;
}

static struct jinja_node *parse_macro(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_MACRO);
    if (node == NULL || (node->first = parser_name_target(parser)) == NULL ||
        !parse_signature(parser, node)) {
        return NULL;
    }
    node->name = node->first->name;
    return parse_function(parser, node, "endmacro");
}

static struct jinja_node *parse_call_block(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_CALL_BLOCK);
    if (node == NULL || (parser_at(parser, TOKEN_LEFT_PAREN) && !parse_signature(parser, node)) ||
        (node->first = parser_expression(parser, true)) == NULL) {
        return NULL;
    }
    if (node->first->kind != NODE_CALL) {
        jinja_syntax_error(parser, node->line, "expected call");
        return NULL;
    }
    return parse_function(parser, node, "endcall");
}

static struct jinja_node *parse_generation(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_GENERATION);
    return node != NULL ? parse_function(parser, node, "endgeneration") : NULL;
}

static struct jinja_node *parse_filter_block(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_FILTER_BLOCK);
    if (node == NULL || (node->first = parser_filters(parser, NULL, true)) == NULL) {
        return NULL;
    }
    return parse_closed(parser, node, "endfilter");
}

static struct jinja_node *parse_set(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_SET);
    if (node == NULL || (node->first = parser_target(parser, NULL, true)) == NULL) {
        return NULL;
    }
    if (parser_skip(parser, TOKEN_ASSIGN)) {
        node->second = parser_tuple(parser, true, NULL, false);
        return node->second != NULL ? parser_finish(parser, node) : NULL;
    }
    node->kind = NODE_SET_BLOCK;
    if (parser_at(parser, TOKEN_PIPE) &&
        (node->second = parser_filters(parser, NULL, false)) == NULL) {
        return NULL;
    }
    return parse_closed(parser, node, "endset");
}

static struct jinja_node *parse_with(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_WITH);
    while (node != NULL && !parser_at(parser, TOKEN_BLOCK_END)) {
        if (node->items.n_items > 0 && !parser_expect(parser, TOKEN_COMMA)) {
            return NULL;
        }
        struct jinja_node *target = parser_target(parser, NULL, false);
        if (!jinja_nodes_add(parser, &node->items, target) ||
            !parser_expect(parser, TOKEN_ASSIGN) ||
            !jinja_nodes_add(parser, &node->items, parser_expression(parser, true))) {
            return NULL;
        }
    }
    return node != NULL ? parse_closed(parser, node, "endwith") : NULL;
}

static struct jinja_node *parse_print(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_OUTPUT);
    while (node != NULL && !parser_at(parser, TOKEN_BLOCK_END)) {
        if (node->items.n_items > 0 && !parser_expect(parser, TOKEN_COMMA)) {
            return NULL;
        }
        if (!jinja_nodes_add(parser, &node->items, parser_expression(parser, true))) {
            return NULL;
        }
    }
    return node != NULL ? parser_finish(parser, node) : NULL;
}

static struct jinja_node *parse_jump(struct jinja_parser *parser)
{
    const struct jinja_token *token = parser_advance(parser);
    bool is_break = strcmp(token->name, "break") == 0;
    if (parser->n_loops == 0) {
        jinja_python_error(parser, token->line,
                           is_break ? "'break' outside loop" : "'continue' not properly in loop");
    }
    return parser_node(parser, is_break ? NODE_BREAK : NODE_CONTINUE, token->line);
}

static bool is_white(const struct jinja_node *node)
{
    for (size_t i = 0; i < node->items.n_items; i++) {
        struct jinja_value value = node->items.items[i]->constant;
        if (value.kind != JINJA_TEXT ||
            jinja_spaces_left(value.as.text->data, value.as.text->n_bytes, NULL, 0) !=
                value.as.text->n_bytes) {
            return false;
        }
    }
    return node->kind == NODE_OUTPUT;
}

static struct jinja_node *parse_block(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_BLOCK);
    const struct jinja_token *name = node != NULL ? parser_expect_any_name(parser) : NULL;
    if (name == NULL) {
        return NULL;
    }
    node->name = name->name;
    /* A scoped block sees the names around it, as any other block of statements does. */
    node->is_recursive = parser_skip_name(parser, "scoped");
    bool is_required = parser_skip_name(parser, "required");
    for (size_t i = 0; i < parser->template->blocks.n_items; i++) {
        if (parser->template->blocks.items[i]->name == node->name) {
            jinja_assertion_error(parser, node->line, "block '%s' defined twice", node->name);
            return NULL;
        }
    }
    if (parser_at(parser, TOKEN_SUBTRACT)) {
        jinja_syntax_error(parser, parser_current(parser)->line,
                           "Block names in Jinja have to be valid Python identifiers and may not "
                           "contain hyphens, use an underscore instead.");
        return NULL;
    }
    if (!jinja_nodes_add(parser, &parser->template->blocks, node) ||
        parse_function(parser, node, "endblock") == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < node->body.n_items && is_required; i++) {
        if (!is_white(node->body.items[i])) {
            jinja_syntax_error(parser, parser_current(parser)->line,
                               "Required blocks can only contain comments or whitespace");
            return NULL;
        }
    }
    node->has_explicit_caller = is_required;
    parser_skip_name(parser, node->name);
    return node;
}

/* extends, include, import and from: read, so that what follows is, and refused when run. */
static struct jinja_node *parse_load(struct jinja_parser *parser)
{
    struct jinja_node *node = begin(parser, NODE_LOAD);
    if (node == NULL || (node->first = parser_expression(parser, true)) == NULL) {
        return NULL;
    }
    while (parser_at(parser, TOKEN_NAME) || parser_at(parser, TOKEN_COMMA)) {
        parser_advance(parser);
    }
    return parser_finish(parser, node);
}

static struct jinja_node *parse_autoescape(struct jinja_parser *parser)
{
    error_set(parser->err, ERROR_UNSUPPORTED, "%s, line %u: autoescape blocks are not supported",
              parser->template->name, parser_current(parser)->line);
    return NULL;
}

static const struct {
    const char *name;
    struct jinja_node *(*parse)(struct jinja_parser *parser);
} tags[] = {
    {"if", parse_if},
    {"for", parse_for},
    {"set", parse_set},
    {"macro", parse_macro},
    {"call", parse_call_block},
    {"filter", parse_filter_block},
    {"with", parse_with},
    {"print", parse_print},
    {"break", parse_jump},
    {"continue", parse_jump},
    {"generation", parse_generation},
    {"block", parse_block},
    {"extends", parse_load},
    {"include", parse_load},
    {"import", parse_load},
    {"from", parse_load},
    {"autoescape", parse_autoescape},
};

static struct jinja_node *parse_statement(struct jinja_parser *parser)
{
    const struct jinja_token *token = parser_current(parser);
    if (token->kind != TOKEN_NAME) {
        jinja_syntax_error(parser, token->line, "tag name expected");
        return NULL;
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (strcmp(token->name, tags[i].name) == 0) {
            if (!parser_enter(parser)) {
                return NULL;
            }
            parser->tags[parser->n_tags++] = token->name;
            struct jinja_node *node = tags[i].parse(parser);
            parser->n_tags -= node != NULL;
            parser->depth--;
            return node;
        }
    }
    wrong_tag(parser, token->name, token->line);
    return NULL;
}

/* Data and print statements that stand together are one output. */
static bool parse_output(struct jinja_parser *parser, struct jinja_nodes *body)
{
    struct jinja_node *output = parser_node(parser, NODE_OUTPUT, parser_current(parser)->line);
    while (output != NULL) {
        struct jinja_node *item;
        const struct jinja_token *token = parser_current(parser);
        if (parser_skip(parser, TOKEN_DATA)) {
            item = parser_node(parser, NODE_CONSTANT, token->line);
            if (item != NULL) {
                item->constant = jinja_of_text(token->text);
            }
        } else if (parser_skip(parser, TOKEN_VARIABLE_BEGIN)) {
            item = parser_tuple(parser, true, NULL, false);
            if (item != NULL && !parser_expect(parser, TOKEN_VARIABLE_END)) {
                return false;
            }
        } else {
            break;
        }
        if (!jinja_nodes_add(parser, &output->items, item)) {
            return false;
        }
    }
    return output != NULL && jinja_nodes_add(parser, body, parser_finish(parser, output));
}

/* Statements until one of the end tags (NULL: the end of the template), which becomes current. */
static bool parse_statements(struct jinja_parser *parser, const char *ends,
                             struct jinja_nodes *body)
{
    while (!parser_at(parser, TOKEN_END)) {
        if (!parser_at(parser, TOKEN_BLOCK_BEGIN)) {
            if (!parse_output(parser, body)) {
                return false;
            }
            continue;
        }
        parser_advance(parser);
        const struct jinja_token *token = parser_current(parser);
        if (token->kind == TOKEN_NAME && is_in_list(ends, token->name)) {
            return true;
        }
        if (!jinja_nodes_add(parser, body, parse_statement(parser)) ||
            !parser_expect(parser, TOKEN_BLOCK_END)) {
            return false;
        }
    }
    return true;
}

static bool parse_body(struct jinja_parser *parser, const char *ends, struct jinja_nodes *body)
{
    parser_skip(parser, TOKEN_COLON);
    if (!parser_expect(parser, TOKEN_BLOCK_END)) {
        return false;
    }
    parser->ends[parser->n_ends++] = ends;
    if (!parse_statements(parser, ends, body)) {
        return false;
    }
    if (parser_at(parser, TOKEN_END)) {
        return wrong_tag(parser, NULL, parser_current(parser)->line);
    }
    parser->n_ends--;
    return true;
}

bool jinja_parse_tokens(struct jinja_parser *parser)
{
    if (!parse_statements(parser, NULL, &parser->template->body)) {
        return false;
    }
    if (parser->lexer_error.code != ERROR_NONE) {
        return error_set(parser->err, ERROR_TEMPLATE, "%s", parser->lexer_error.message);
    }
    return true;
}

/* A copy with every line break made "\n", less one at the very end. */
static bool copy_source(struct template *template, struct bytes source, struct error *err)
{
    const char *data = (const char *)source.data;
    if (source.n_bytes > TEMPLATE_SOURCE_BYTES) {
        return error_set(err, ERROR_LIMIT, "%s: a template of %zu bytes (limit %d)", template->name,
                         source.n_bytes, TEMPLATE_SOURCE_BYTES);
    }
    if (!jinja_is_utf8(data, source.n_bytes)) {
        return error_set(err, ERROR_MALFORMED, "%s: the template is not UTF-8", template->name);
    }
    template->source = arena_array(&template->arena, source.n_bytes + 1, 1, err);
    if (template->source == NULL) {
        return false;
    }
    size_t n = 0;
    for (size_t i = 0; i < source.n_bytes; i++) {
        bool is_pair = data[i] == '\r' && i + 1 < source.n_bytes && data[i + 1] == '\n';
        if (!is_pair) {
            template->source[n++] = data[i] == '\r' ? '\n' : data[i];
        }
    }
    template->n_source = n - (n > 0 && template->source[n - 1] == '\n');
    return true;
}

bool template_parse(struct template **out, struct bytes source, const char *name, struct error *err)
{
    *out = NULL;
    struct error own = {.code = ERROR_NONE};
    struct template *template = memory_array(1, sizeof *template, err);
    if (template == NULL) {
        return false;
    }
    arena_init(&template->arena, TEMPLATE_PARSE_BYTES);
    struct jinja_parser *parser = memory_array(1, sizeof *parser, err);
    if (parser == NULL) {
        template_destroy(template);
        return false;
    }
    *parser = (struct jinja_parser){.template = template, .err = err != NULL ? err : &own};
    arena_init(&parser->scratch, TEMPLATE_PARSE_BYTES);
    template->name = arena_text(&template->arena, name, strlen(name), err);
    bool succeeded = template->name != NULL && copy_source(template, source, err) &&
                     jinja_lex(parser) && jinja_parse_tokens(parser) && jinja_resolve_names(parser);
    if (succeeded && parser->python_error.code != ERROR_NONE) {
        succeeded = error_set(err, ERROR_TEMPLATE, "%s", parser->python_error.message);
    }
    arena_clear(&parser->scratch);
    free(parser);
    if (!succeeded) {
        template_destroy(template);
        return false;
    }
    *out = template;
    return true;
}

void template_destroy(struct template *template)
{
    if (template != NULL) {
        arena_clear(&template->arena);
        free(template);
    }
}

bool template_mentions(const struct template *template, const char *text)
{
    return jinja_find(template->source, template->n_source, text, strlen(text)) >= 0;
}
