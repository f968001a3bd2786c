/*
 * The local store of models: the folder that the Python tools of the Hugging Face hub use, too.
 * Nothing here reaches a network; silex/hub.h fetches models.
 *
 * `store` is the folder itself, the one that holds models--ORG--NAME: usually
 * ~/.cache/huggingface/hub. The library does not read the environment; the caller says which.
 */
#ifndef SILEX_STORE_H
#define SILEX_STORE_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Whether a text has the form ORG/NAME, ORG/NAME@REVISION, ORG/NAME:VARIANT or
 * ORG/NAME@REVISION:VARIANT. A variant is one of several GGUF models, by the end of its file's
 * name, as in ORG/NAME:Q4_K_M. */
SILEX_API bool silex_store_is_name(const char *text);

/* The folder of a model's files, or a variant's file, for silex_model_open; free *path with
 * silex_free.
 * SILEX_ERROR_NOT_FOUND when the model is not in the store or not whole. */
SILEX_API silex_status silex_store_find(const char *store, const char *name, char **path,
                                        silex_error *error);

typedef struct silex_store_model {
    const char *name;     /* "ORG/NAME"; strings are valid during the call */
    const char *commit;   /* "" where a download never came to its end */
    const char *revision; /* branches and tags that are this commit, with blanks between */
    const char *path;
    const char *family;   /* "llama", …; "" when unknown */
    uint64_t n_bytes;     /* of its files; revisions may share them */
    int64_t used_seconds; /* last read or written, in seconds since 1970 */
    bool is_whole;        /* every file is there */
} silex_store_model;

/* Calls `visit` for every revision of every model, by name, until it returns false, which is
 * SILEX_ERROR_CANCELLED. A store that does not exist has no models. */
SILEX_API silex_status silex_store_list(const char *store,
                                        bool (*visit)(void *user, const silex_store_model *model),
                                        void *user, silex_error *error);

/* Removes a model, or with ORG/NAME@REVISION that revision and the files that no other one has.
 * *n_bytes, if not NULL: the room that is free now. Refused while the model is being pulled. */
SILEX_API silex_status silex_store_remove(const char *store, const char *name, uint64_t *n_bytes,
                                          silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
