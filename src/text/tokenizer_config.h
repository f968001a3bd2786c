/*
 * What stands beside a tokenizer: tokenizer_config.json, special_tokens_map.json and
 * added_tokens.json. All of them may be absent.
 */
#ifndef TEXT_TOKENIZER_CONFIG_H
#define TEXT_TOKENIZER_CONFIG_H

#include "base/folder.h"
#include "text/added_tokens.h"
#include "text/tokenizer_role.h"

struct tokenizer_config {
    const char *role_texts[TOKENIZER_N_ROLES]; /* in the arena; NULL when absent */
    const char *class_name;                    /* "tokenizer_class", in the arena; may be NULL */
    struct added_token *extra;                 /* tokens to add, in order; in the arena */
    struct vocabulary *contents; /* of extra, to their indices; while the files are read */
    size_t n_extra;
    size_t n_extra_capacity;
    bool says_bos, says_eos; /* add_bos_token or add_eos_token is there */
    bool adds_bos, adds_eos;
    bool adds_prefix_space;
    bool is_legacy; /* SentencePiece: every section gets a leading space */
};

bool tokenizer_config_read(struct tokenizer_config *config, struct folder *folder,
                           struct arena *arena, struct error *err);

#endif
