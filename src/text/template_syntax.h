/*
 * The tree of a parsed template, and its source positions. Names are resolved when the template is
 * parsed (template_scope.c), as Jinja's compiler does it: a name is a slot of a function, `n_hops`
 * functions out. Private to the template_*.c files.
 */
#ifndef TEXT_TEMPLATE_SYNTAX_H
#define TEXT_TEMPLATE_SYNTAX_H

#include "text/template_value.h"

enum jinja_node_kind {
    NODE_CONSTANT,
    NODE_NAME,
    NODE_NAMESPACE_TARGET, /* ns.attribute as the target of `set` */
    NODE_TUPLE,
    NODE_LIST,
    NODE_DICT, /* items: key, value, key, value, … */
    NODE_BINARY,
    NODE_UNARY,
    NODE_NOT,
    NODE_AND,
    NODE_OR,
    NODE_JOIN,    /* ~ */
    NODE_COMPARE, /* first, then items, each an operand */
    NODE_OPERAND,
    NODE_ATTRIBUTE,
    NODE_ITEM,
    NODE_SLICE, /* first, second, third; any may be NULL */
    NODE_CALL,
    NODE_FILTER, /* first is NULL in a filter block */
    NODE_TEST,
    NODE_CONDITION, /* first if second else third (may be NULL) */
    NODE_OUTPUT,
    NODE_IF, /* items: branches; `otherwise` */
    NODE_BRANCH,
    NODE_FOR,
    NODE_MACRO,
    NODE_CALL_BLOCK,
    NODE_FILTER_BLOCK,
    NODE_WITH, /* items: target, value, target, value, … */
    NODE_SET,
    NODE_SET_BLOCK,
    NODE_GENERATION,
    NODE_BLOCK,
    NODE_LOAD, /* extends, include, import: there is nothing to load from */
    NODE_BREAK,
    NODE_CONTINUE
};

enum jinja_operator {
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_DIVIDE,
    OPERATOR_FLOOR_DIVIDE,
    OPERATOR_REMAINDER,
    OPERATOR_POWER,
    OPERATOR_EQUAL,
    OPERATOR_UNEQUAL,
    OPERATOR_LESS,
    OPERATOR_LESS_EQUAL,
    OPERATOR_GREATER,
    OPERATOR_GREATER_EQUAL,
    OPERATOR_IN,
    OPERATOR_NOT_IN
};

struct jinja_nodes {
    struct jinja_node **items;
    size_t n_items;
    size_t n_capacity;
};

/* f(a, b, name=c, *d, **e); `names` has one name per keyword value. */
struct jinja_arguments {
    struct jinja_nodes values;
    struct jinja_nodes keywords;
    const char **names;
    struct jinja_node *all_values, *all_keywords;
};

/* What entering a scope does to a slot. */
enum jinja_load {
    LOAD_PARAMETER, /* nothing: it is set by whoever enters */
    LOAD_RESOLVE,   /* from the variables and globals */
    LOAD_ALIAS,     /* from the same name further out */
    LOAD_UNDEFINED
};

struct jinja_place {
    unsigned n_hops, slot;
};

struct jinja_symbol {
    const char *name; /* interned */
    struct jinja_place place;
    enum jinja_load load;
    struct jinja_place alias;
};

struct jinja_scope {
    struct jinja_symbol *symbols;
    size_t n_symbols;
};

struct jinja_node {
    enum jinja_node_kind kind;
    enum jinja_operator operation;
    unsigned line;
    unsigned depth;              /* of the tree below, so that walking it is bounded */
    bool is_recursive;           /* a loop that can be called */
    bool is_parameter, is_store; /* of a name */
    bool is_exported;            /* a set or macro of the top level */
    bool takes_caller, takes_keywords, takes_rest;
    bool has_explicit_caller;
    struct jinja_node *first, *second, *third;
    struct jinja_nodes items;
    struct jinja_nodes body, otherwise;
    struct jinja_arguments arguments;
    struct jinja_value constant;
    const char *name; /* interned: of a name, attribute, filter, test, macro, keyword, block */
    struct jinja_text *text; /* the same */
    const struct jinja_builtin *builtin;
    struct jinja_place place; /* of a name; of a namespace target; of a macro's name */
    struct jinja_place caller_place, keywords_place, rest_place, loop_place;
    struct jinja_scope scope, test_scope, else_scope;
    unsigned n_slots; /* of the function that this node makes */
};

enum token_kind {
    TOKEN_END,
    TOKEN_DATA,
    TOKEN_VARIABLE_BEGIN,
    TOKEN_VARIABLE_END,
    TOKEN_BLOCK_BEGIN,
    TOKEN_BLOCK_END,
    TOKEN_NAME,
    TOKEN_STRING,
    TOKEN_INTEGER,
    TOKEN_REAL,
    TOKEN_ADD,
    TOKEN_SUBTRACT,
    TOKEN_DIVIDE,
    TOKEN_FLOOR_DIVIDE,
    TOKEN_MULTIPLY,
    TOKEN_REMAINDER,
    TOKEN_POWER,
    TOKEN_TILDE,
    TOKEN_LEFT_BRACKET,
    TOKEN_RIGHT_BRACKET,
    TOKEN_LEFT_PAREN,
    TOKEN_RIGHT_PAREN,
    TOKEN_LEFT_BRACE,
    TOKEN_RIGHT_BRACE,
    TOKEN_EQUAL,
    TOKEN_UNEQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_ASSIGN,
    TOKEN_DOT,
    TOKEN_COLON,
    TOKEN_PIPE,
    TOKEN_COMMA,
    TOKEN_SEMICOLON
};

struct jinja_token {
    enum token_kind kind;
    unsigned line;
    const char *name;        /* interned, of a name */
    struct jinja_text *text; /* of a name, string or data */
    int64_t integer;
    double real;
};

enum {
    TEMPLATE_SOURCE_BYTES = 4 << 20,
    TEMPLATE_PARSE_BYTES = 256 << 20,
    TEMPLATE_DEPTH = 200,
    TEMPLATE_ARGUMENTS = 64,
    TEMPLATE_NAMES = 4096,
    TEMPLATE_NAME_SLOTS = 16384
};

struct template
{
    struct arena arena; /* everything below */
    const char *name;
    char *source; /* newlines made one "\n" */
    size_t n_source;
    struct jinja_nodes body;
    struct jinja_scope scope;
    unsigned n_slots;
    struct jinja_nodes blocks;
    bool has_blocks;
};

/* What parsing shares. */
struct jinja_parser {
    struct template *template;
    struct error *err;
    struct error lexer_error;  /* raised when the parser reaches the last token */
    struct error python_error; /* raised when all else is well */
    struct jinja_token *tokens;
    size_t n_tokens, n_token_capacity, position;
    const char **names; /* interned */
    size_t n_names;
    struct arena scratch; /* tokens and names' table: gone after parsing */
    unsigned depth;
    unsigned n_loops;                 /* around the statement, within its function */
    const char *tags[TEMPLATE_DEPTH]; /* open statements, and the tags that would end each */
    const char *ends[TEMPLATE_DEPTH];
    unsigned n_tags, n_ends;
};

bool jinja_syntax_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
    PRINTF_LIKE(3, 4);
bool jinja_assertion_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* What Jinja leaves to Python to refuse; raised when all else is well. */
void jinja_python_error(struct jinja_parser *parser, unsigned line, const char *format, ...)
    PRINTF_LIKE(3, 4);
void *jinja_parse_allocate(struct jinja_parser *parser, size_t n, size_t size);
struct jinja_text *jinja_parse_text(struct jinja_parser *parser, const char *data, size_t n);
const char *jinja_intern(struct jinja_parser *parser, const char *data, size_t n);
bool jinja_nodes_add(struct jinja_parser *parser, struct jinja_nodes *nodes,
                     struct jinja_node *node);

bool jinja_lex(struct jinja_parser *parser);           /* source -> tokens */
bool jinja_parse_tokens(struct jinja_parser *parser);  /* tokens -> tree */
bool jinja_resolve_names(struct jinja_parser *parser); /* slots */

#endif
