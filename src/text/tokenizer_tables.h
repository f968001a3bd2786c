/* The large tables of a tokenizer's files, without a value for each string; used by the readers of
 * tokenizer_parts.h. */
#ifndef TEXT_TOKENIZER_TABLES_H
#define TEXT_TOKENIZER_TABLES_H

#include "text/tokenizer_parts.h"

/* As json_parse of tokenizer.json, but the words and merges of BPE go into the parts, and are empty
 * in the value. */
json_t *tokenizer_tables_parse(struct tokenizer_parts *parts, struct bytes file, struct error *err);

/* The same for vocab.json, which is the words. */
json_t *tokenizer_tables_parse_words(struct tokenizer_parts *parts, struct bytes file,
                                     struct error *err);

/* The lines of merges.txt, behind the words. `*is_taken` is false when they must be read as
 * JSON's are. */
bool tokenizer_tables_take_lines(struct tokenizer_parts *parts, struct bytes file, bool *is_taken,
                                 struct error *err);

#endif
