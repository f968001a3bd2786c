/* Which tensor of a GGUF file is of which type. */
#ifndef CONVERT_GGUF_MIX_H
#define CONVERT_GGUF_MIX_H

#include "convert/source.h"

/* The types of one file, by GGUF's names ("Q4_K"). */
struct gguf_mix {
    const char *name;    /* "q4_k", as users say it */
    const char *base;    /* of most matrices */
    const char *careful; /* of values and down projections in some layers */
    const char *head;    /* of the head, which is the embedding where they are tied */
    uint32_t file_type;  /* general.file_type */
};

/* ERROR_ARGUMENT, which lists them, where there is none of that name. */
bool gguf_mix_find(const struct gguf_mix **out, const char *name, struct error *err);

/* The type of a tensor; *is_fallback where its rows do not make blocks of the one that is meant. */
const struct gguf_tensor_type *gguf_mix_type(const struct gguf_mix *mix,
                                             const struct source_tensor *tensor,
                                             const struct source *source, bool *is_fallback);

/* The blocks of a type; MATRIX_FLOAT for numbers, whose type *float_type then is. */
enum matrix_kind gguf_mix_kind(const struct gguf_tensor_type *type, enum float_type *float_type);

#endif
