/*
 * Reading the parts of tokenizer.json (normalizers, pre-tokenizers, post-processors, decoders).
 * Each part is an object with a "type"; a type that the reader's table does not have is an error
 * that names it and lists those it has.
 */
#ifndef TEXT_COMPONENT_H
#define TEXT_COMPONENT_H

#include "base/arena.h"
#include "formats/json.h"
#include "text/regex.h"

/* Sequences of sequences, and the steps that all of them hold. */
enum { COMPONENT_MAX_DEPTH = 16, COMPONENT_MAX_STEPS = 256 };

/* The index of the object's "type" in `names`, which ends with NULL. `what` is for messages:
 * "normalizer". */
bool component_type(const json_t *value, const char *what, const char *const *names,
                    unsigned *index, struct error *err);

/* A string that must be there, copied into the arena (it may hold zero bytes). */
bool component_text(const json_t *object, const char *key, struct bytes *out, struct arena *arena,
                    struct error *err);

/* A string of exactly one character. */
bool component_character(const json_t *object, const char *key, uint32_t *out, struct error *err);

/* {"String": text} or {"Regex": expression}; a bare string is a String. */
bool component_pattern(const json_t *object, const char *key, struct text_pattern *out,
                       struct arena *arena, struct error *err);

/* The index of a string among `names`; `*index` stays as it was when the key is absent. */
bool component_choice(const json_t *object, const char *key, const char *const *names,
                      unsigned *index, struct error *err);

#endif
