/* Learning tokenizers at the public line. */
#include "api/api.h"
#include "silex/train.h"
#include "train/tokenizer_training.h"

silex_status silex_tokenizer_train(const char *path, const silex_tokenizer_options *options,
                                   silex_tokenizer_report *report, silex_error *error)
{
    struct error err = {0};
    struct tokenizer_trained trained;
    if (path == NULL || path[0] == '\0' || options == NULL || options->n_files == 0 ||
        options->files == NULL) {
        return api_refuse(error, "silex_tokenizer_train: path and files must be given");
    }
    const struct tokenizer_training training = {
        .files = options->files,
        .n_files = options->n_files,
        .recipe = {.pre_tokenizer = options->pre_tokenizer,
                   .normalizer = options->normalizer,
                   .splits_digits = options->split_digits,
                   .special_tokens = options->special_tokens,
                   .n_special = options->n_special_tokens,
                   .bos_token = options->bos_token,
                   .eos_token = options->eos_token,
                   .pad_token = options->pad_token,
                   .chat_template = options->chat_template},
        .n_tokens = options->n_tokens,
        .min_count = options->min_count,
        .progress = options->progress,
        .context = options->user,
    };
    if (!tokenizer_train(&training, path, &trained, &err)) {
        return api_fail(&err, error);
    }
    if (report != NULL) {
        *report = (silex_tokenizer_report){.n_tokens = trained.n_tokens,
                                           .n_merges = trained.n_merges,
                                           .n_bytes = trained.n_bytes,
                                           .n_words = trained.n_words,
                                           .n_different_words = trained.n_different};
    }
    return SILEX_OK;
}
