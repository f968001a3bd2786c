/* Expressions on PCRE2; see regex.h. */
#include "text/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include "base/memory.h"
#include "text/regex_syntax.h"
#include "text/unicode.h"

enum {
    MAX_PATTERN_BYTES = 1 << 16,
    MAX_MATCH_STEPS = 2000000,
    MAX_MATCH_DEPTH = 100000,
    MAX_MATCH_KIBIBYTES = 64 * 1024,
    JIT_STACK_BYTES = 32 * 1024,
    JIT_STACK_MAX_BYTES = 4 * 1024 * 1024,
};

struct regex {
    pcre2_code *code;
    bool has_jit;
};

struct regex_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

static bool compile(struct regex *regex, struct bytes translated, struct error *err)
{
    int code;
    PCRE2_SIZE offset;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL) {
        return error_set(err, ERROR_MEMORY, "out of memory for a regular expression");
    }
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    regex->code = pcre2_compile(translated.data, translated.n_bytes,
                                PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C |
                                    PCRE2_DOLLAR_ENDONLY,
                                &code, &offset, context);
    pcre2_compile_context_free(context);
    if (regex->code == NULL) {
        PCRE2_UCHAR message[128];
        pcre2_get_error_message(code, message, sizeof message);
        return error_set(err, ERROR_MALFORMED, "regular expression: %s", (const char *)message);
    }
    regex->has_jit = pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE) == 0;
    return true;
}

bool regex_create(struct regex **out, struct bytes pattern, struct error *err)
{
    if (pattern.n_bytes > MAX_PATTERN_BYTES) {
        return error_set(err, ERROR_LIMIT, "regular expression of %zu bytes (at most %d)",
                         pattern.n_bytes, MAX_PATTERN_BYTES);
    }
    struct regex *regex = memory_array(1, sizeof *regex, err);
    if (regex == NULL) {
        return false;
    }
    struct buffer translated;
    buffer_init(&translated, (size_t)MAX_PATTERN_BYTES * 64);
    bool ok =
        regex_translate(&translated, pattern, err) &&
        compile(regex,
                (struct bytes){(const uint8_t *)buffer_text(&translated), translated.n_bytes}, err);
    buffer_clear(&translated);
    if (!ok) {
        regex_destroy(regex);
        return false;
    }
    *out = regex;
    return true;
}

void regex_destroy(struct regex *regex)
{
    if (regex != NULL) {
        pcre2_code_free(regex->code);
        free(regex);
    }
}

bool regex_scratch_create(struct regex_scratch **out, struct error *err)
{
    struct regex_scratch *scratch = memory_array(1, sizeof *scratch, err);
    if (scratch == NULL) {
        return false;
    }
    scratch->data = pcre2_match_data_create(1, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    scratch->stack = pcre2_jit_stack_create(JIT_STACK_BYTES, JIT_STACK_MAX_BYTES, NULL);
    if (scratch->data == NULL || scratch->context == NULL) {
        regex_scratch_destroy(scratch);
        return error_set(err, ERROR_MEMORY, "out of memory for a regular expression");
    }
    pcre2_set_match_limit(scratch->context, MAX_MATCH_STEPS);
    pcre2_set_depth_limit(scratch->context, MAX_MATCH_DEPTH);
    pcre2_set_heap_limit(scratch->context, MAX_MATCH_KIBIBYTES);
    if (scratch->stack != NULL) {
        pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
    }
    *out = scratch;
    return true;
}

void regex_scratch_destroy(struct regex_scratch *scratch)
{
    if (scratch != NULL) {
        pcre2_match_data_free(scratch->data);
        pcre2_match_context_free(scratch->context);
        pcre2_jit_stack_free(scratch->stack);
        free(scratch);
    }
}

/* The first match at or after `start`. */
static bool find_regex(const struct regex *regex, struct regex_scratch *scratch, struct bytes text,
                       size_t start, struct text_match *match, bool *is_found, struct error *err)
{
    int n = regex->has_jit ? pcre2_jit_match(regex->code, text.data, text.n_bytes, start, 0,
                                             scratch->data, scratch->context)
                           : pcre2_match(regex->code, text.data, text.n_bytes, start,
                                         PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);
    if (n == PCRE2_ERROR_JIT_STACKLIMIT) {
        n = pcre2_match(regex->code, text.data, text.n_bytes, start,
                        PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, scratch->data, scratch->context);
    }
    if (n == PCRE2_ERROR_NOMATCH) {
        *is_found = false;
        return true;
    }
    if (n < 0) {
        PCRE2_UCHAR message[128];
        pcre2_get_error_message(n, message, sizeof message);
        return error_set(err, ERROR_LIMIT, "regular expression at byte %zu of %zu: %s", start,
                         text.n_bytes, (const char *)message);
    }
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(scratch->data);
    /* \K can put the start behind the end, or before where the search began. */
    *is_found = true;
    match->start = offsets[0] >= start ? offsets[0] : start;
    match->end = offsets[1] >= match->start ? offsets[1] : match->start;
    return true;
}

static bool find_literal(struct bytes literal, struct bytes text, size_t start,
                         struct text_match *match)
{
    while (literal.n_bytes > 0 && start < text.n_bytes && text.n_bytes - start >= literal.n_bytes) {
        const uint8_t *hit =
            memchr(text.data + start, literal.data[0], text.n_bytes - start - literal.n_bytes + 1);
        if (hit == NULL) {
            return false;
        }
        start = (size_t)(hit - text.data);
        if (memcmp(hit, literal.data, literal.n_bytes) == 0) {
            match->start = start;
            match->end = start + literal.n_bytes;
            return true;
        }
        start++;
    }
    return false;
}

bool text_pattern_next(const struct text_pattern *pattern, struct regex_scratch *scratch,
                       struct bytes text, struct text_match *match, bool *is_found,
                       struct error *err)
{
    size_t last_end = match->end;
    for (;;) {
        *is_found = false;
        if (match->at > text.n_bytes) {
            return true;
        }
        if (pattern->regex == NULL) {
            *is_found = find_literal(pattern->literal, text, match->at, match);
        } else if (!find_regex(pattern->regex, scratch, text, match->at, match, is_found, err)) {
            return false;
        }
        if (!*is_found) {
            return true;
        }
        if (match->end > match->start || !match->has_last || match->end != last_end) {
            match->at = match->end;
            match->has_last = true;
            return true;
        }
        uint32_t codepoint;
        match->at += match->at < text.n_bytes ? utf8_next(text.data + match->at, &codepoint) : 1;
    }
}
