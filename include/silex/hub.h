/*
 * Fetching models from the Hugging Face hub, or a server that speaks as it does, into the local
 * store. This is a library of its own (libsilex_hub, target silex::hub): nothing else of Silex
 * refers to a network. It is called by one thread at a time and starts none.
 *
 * The library does not read the environment: token, proxies and the store come from the caller.
 */
#ifndef SILEX_HUB_H
#define SILEX_HUB_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum silex_hub_event_kind {
    SILEX_HUB_PLAN,      /* once, before the first file: what there is to do */
    SILEX_HUB_PROGRESS,  /* some times a second for every file in work */
    SILEX_HUB_FILE_DONE, /* a file is there and its hash is right */
    SILEX_HUB_DAMAGED,   /* of verify: a file differs from its hash, and was set aside */
    SILEX_HUB_NOTE,      /* something to tell: a wait, a second try */
    SILEX_HUB_TICK       /* some times a second, with nothing new in it */
} silex_hub_event_kind;

typedef struct silex_hub_event {
    silex_hub_event_kind kind;
    const char *file; /* of PROGRESS, FILE_DONE, DAMAGED; valid during the call */
    uint64_t file_done_bytes, file_bytes;
    uint64_t done_bytes, total_bytes; /* of all files, with those that were there before */
    uint64_t free_bytes;              /* of PLAN: on the store's disk */
    size_t n_done_files, n_files;
    size_t n_left_out;   /* of PLAN: files of the repository that were not asked for */
    const char *message; /* of NOTE */
} silex_hub_event;

/* Return false to cancel. What is there stays, and the next pull goes on from it. */
typedef bool silex_hub_on_event(void *user, const silex_hub_event *event);

typedef struct silex_hub_options {
    const char *store;    /* the folder of the store; needed by pull */
    const char *endpoint; /* NULL: https://huggingface.co */
    const char *token;    /* NULL: none. Sent to the endpoint's own host and port alone. */
    const char *https_proxy, *http_proxy, *no_proxy; /* NULL: none */
    const char *ca_file;        /* certificates to trust, PEM; NULL: the system's */
    const char *const *include; /* shell patterns of the files wanted, "*" also for "/" */
    size_t n_include;           /* 0: all but the same weights in other engines' formats */
    unsigned n_files_at_once;   /* 0: 4 */
    unsigned n_retries;         /* failures in a row of one file; 0: 5 */
    double timeout_seconds;     /* without a byte; 0: 30 */
    double retry_seconds;       /* before the first retry, doubled each time; 0: 1 */
    silex_hub_on_event *on_event;
    void *user;
} silex_hub_options;

/* Fetches a model (silex/store.h has the forms of names). *path, if not NULL: what to give to
 * silex_model_open, the folder of its files or the file of a variant; free it with silex_free. */
SILEX_API silex_status silex_hub_pull(const char *name, const silex_hub_options *options,
                                      char **path, silex_error *error);

typedef struct silex_hub_preview_info {
    size_t n_files; /* that a pull with the same `include` would fetch */
    uint64_t total_bytes;
    uint64_t fetched_bytes; /* for the preview */
} silex_hub_preview_info;

/* Puts the outline of a model into an existing, empty folder: its description whole, of its weights
 * the headers alone, so that silex_model_open reads it, and silex_model_describe and
 * silex_session_memory tell what the model would be here. What is computed from its weights means
 * nothing, and it has no tokenizer unless that is in a GGUF header. Needs no store. */
SILEX_API silex_status silex_hub_preview(const char *name, const silex_hub_options *options,
                                         const char *folder, silex_hub_preview_info *info,
                                         silex_error *error);

/* Reads all files of a model and compares them with their hashes. What differs is set aside, so
 * that it is never used and the next pull fetches what is wrong with it. *n_damaged counts. Needs
 * no network. */
SILEX_API silex_status silex_hub_verify(const char *store, const char *name,
                                        silex_hub_on_event *on_event, void *user, size_t *n_damaged,
                                        silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
