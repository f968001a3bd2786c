/*
 * What the hub's API says about a revision: its commit and its files, with sizes and hashes. The
 * server is not trusted: names that could leave the store, sizes that no disk holds and hashes that
 * are none are refused here.
 */
#ifndef HUB_HUB_ANSWER_H
#define HUB_HUB_ANSWER_H

#include "base/bytes.h"
#include "hub/hash.h"
#include "store/model_name.h"

struct hub_file {
    char *name; /* relative path; safe to use below a folder */
    uint64_t n_bytes;
    char hash[HASH_TEXT_BYTES]; /* also the name of its blob; "" when the API does not tell */
    enum hash_kind kind;
    bool has_size;
    bool is_wanted;
};

struct hub_answer {
    char commit[COMMIT_DIGITS + 1];
    struct hub_file *files; /* in the order of their names, no name twice */
    size_t n_files;
};

bool hub_answer_parse(struct bytes text, const char *what, struct hub_answer *out,
                      struct error *err);
void hub_answer_clear(struct hub_answer *answer); /* a zeroed one is allowed */

/* Takes an ETag or a hash of the API ("…", W/"…" or bare) as the hash of a file. False when it is
 * neither a SHA-256 nor a git hash. */
bool hub_file_set_hash(struct hub_file *file, const char *text);

/* No file is larger: a bound under which sums of all files cannot overflow. */
#define HUB_MAX_FILE_BYTES (UINT64_C(1) << 46)

struct hub_choice {
    const struct model_name *name; /* with a variant, or none */
    const char *const *patterns;   /* of the shell */
    size_t n_patterns;
};

/* Marks what to fetch: the variant and what one of the patterns names, or, where there are none,
 * all but weights that another engine's format repeats. ERROR_ARGUMENT when nothing is left, or
 * when one of several GGUF models has to be chosen. *n_left_out counts the others. */
bool hub_answer_select(struct hub_answer *answer, const struct hub_choice *choice,
                       size_t *n_left_out, struct error *err);

#endif
