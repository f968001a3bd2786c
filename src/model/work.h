/* What a model has to do at least: the products and the bytes from which the time that a machine
 * needs at best follows. */
#ifndef MODEL_WORK_H
#define MODEL_WORK_H

#include "model/model.h"

struct work_task {
    enum precision precision;
    enum kv_type kv_type;
    size_t depth;       /* tokens that each sequence holds before */
    size_t n_tokens;    /* appended to each */
    size_t n_sequences; /* in one batch */
    bool is_prompt;     /* all tokens at once, logits after the last; else one after the other */
};

struct work {
    double integer_products; /* 8-bit multiply-adds */
    double float_products;   /* 32-bit FMAs */
    double bytes;            /* of weights and cache; of a prompt, each read once */
};

struct work work_of(const struct model *model, const struct work_task *task);

#endif
