/*
 * Names as people and servers write them. What passes here may become part of a path: nothing that
 * a name says can lead out of the folder it is put in.
 */
#ifndef STORE_MODEL_NAME_H
#define STORE_MODEL_NAME_H

#include <stddef.h>
#include "base/error.h"

enum {
    MODEL_ID_BYTES = 200,
    REVISION_BYTES = 256,
    COMMIT_DIGITS = 40,
    SHA256_DIGITS = 64,
    VARIANT_BYTES = 64
};

/* "ORG/NAME", then "@REVISION", then ":VARIANT", which names one of several GGUF models by the end
 * of its file's name, as in "ORG/NAME:Q4_K_M". */
struct model_name {
    char id[MODEL_ID_BYTES];       /* "ORG/NAME" */
    char revision[REVISION_BYTES]; /* a branch, a tag or a commit; "main" where none was given */
    char variant[VARIANT_BYTES];   /* "" where none was given */
    bool has_revision;
};

/* ERROR_ARGUMENT says what is wrong with the text. */
bool model_name_parse(const char *text, struct model_name *out, struct error *err);
/* For what is done to all files of a model: refuses a variant, too. */
bool model_name_parse_whole(const char *text, struct model_name *out, struct error *err);

/* A relative path of plain parts: none empty, ".", "..", none with a backslash or a control
 * character, none longer than file systems take. */
bool file_name_is_safe(const char *name);

/* Exactly n digits, 0 to 9 and a to f. */
bool is_hexadecimal(const char *text, size_t n);

#endif
