/*
 * Samples to learn from: JSON Lines as mlx-lm reads them, turned into tokens. docs/training.md
 * tells the forms and where this differs.
 */
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H

#include "text/chat.h"
#include "text/tokenizer.h"

struct dataset_options {
    bool masks_prompt; /* only what follows the prompt is to be predicted; not for texts */
    /* Keys of a line; NULL: "prompt", "completion", "messages", "text". */
    const char *prompt_key, *completion_key, *chat_key, *text_key;
    size_t max_tokens;           /* of a sample; what is longer is cut, and counted */
    struct template_clock clock; /* for templates that tell the date */
};

struct dataset_sample {
    size_t first_token;  /* into the data set's tokens */
    size_t n_tokens;     /* at least 2; the last is the padding behind a sample that was not cut */
    size_t first_target; /* tokens from here on are to be predicted; at least 1 */
    size_t line;         /* of the file, from 1 */
};

struct dataset {
    struct token_list tokens;
    struct dataset_sample *samples;
    size_t n_samples;
    size_t n_capacity;
    size_t n_cut;     /* samples that were longer than max_tokens … */
    size_t n_lost;    /* … the tokens that they lost … */
    size_t n_longest; /* … and the tokens of the longest */
    size_t n_empty;   /* samples of which nothing was left to predict: left out */
};

/* Adds the samples of a file whose bytes are given; `what` names it in errors, which tell the line.
 * The form is that of the first line. Blank lines are skipped. An empty file is an error. The
 * data set starts zeroed; clear it on failure, too. */
bool dataset_add(struct dataset *set, const char *what, struct bytes bytes,
                 const struct tokenizer *tokenizer, const struct chat *chat,
                 const struct dataset_options *options, struct error *err);
void dataset_clear(struct dataset *set);

/*
 * Batches: samples in the order of their lengths (equal ones in the order of the file), so many at
 * a time; the last batch may be smaller. Packed, a batch takes samples as long as they have at most
 * n_samples * max_tokens tokens together.
 */
struct dataset_batches {
    size_t *order;  /* [n_samples] indices of samples */
    size_t *firsts; /* [n + 1] into order */
    size_t *places; /* [n] of scratch */
    size_t n;
    uint64_t seed;
    uint64_t epoch; /* that places is for, plus 1; 0: none yet */
};

bool dataset_batch(const struct dataset *set, size_t n_samples, bool is_packed, size_t max_tokens,
                   uint64_t seed, struct dataset_batches *out, struct error *err);
void dataset_batches_clear(struct dataset_batches *batches);

/* Which batch comes at a step, counted from 0 over all epochs: each epoch is a shuffle of all, that
 * depends on nothing but seed and epoch. */
size_t dataset_batch_at(struct dataset_batches *batches, uint64_t step);

#endif
