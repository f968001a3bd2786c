/* The tokens that chat templates and generation ask for by role. */
#ifndef TEXT_TOKENIZER_ROLE_H
#define TEXT_TOKENIZER_ROLE_H

enum tokenizer_role {
    TOKENIZER_BOS,
    TOKENIZER_EOS,
    TOKENIZER_UNK,
    TOKENIZER_PAD,
    TOKENIZER_N_ROLES
};

#endif
