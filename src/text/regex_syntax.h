/* Rewrites an Oniguruma (Ruby syntax) expression as PCRE2 reads it. */
#ifndef TEXT_REGEX_SYNTAX_H
#define TEXT_REGEX_SYNTAX_H

#include "base/buffer.h"
#include "base/bytes.h"

/* Appends the translation. ERROR_UNSUPPORTED names a construct that has none. */
bool regex_translate(struct buffer *out, struct bytes pattern, struct error *err);

#endif
