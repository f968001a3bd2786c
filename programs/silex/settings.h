/* What the command line asked for: one flat struct that the option tables point into. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_list {
    const char **items; /* the array is owned, the texts are borrowed from the command line */
    size_t n;
};

enum { COUNT_LIST_MAX = 64 };

struct count_list {
    size_t items[COUNT_LIST_MAX];
    size_t n;
};

struct seed_setting {
    bool is_set;
    uint64_t value;
};

/* Of `silex lora`. */
struct train_settings {
    const char *config, *data, *format, *fine_tune_type, *lora_parameters, *schedule, *precision;
    const char *optimizer, *optimizer_config, *resume_adapter_file;
    const char *prompt_feature, *completion_feature, *chat_feature, *text_feature;
    bool wants_train, wants_test, grad_checkpoint, mask_prompt, pack, resume, train_ends;
    double n_layers, val_batches, test_batches; /* whole numbers; -1: all */
    double learning_rate, weight_decay, grad_clip;
    size_t batch_size, iters, n_accumulated, max_seq_length;
    size_t steps_per_report, steps_per_eval, early_stop, save_every;
};

/* Of `silex train-tokenizer`. */
struct tokenizer_settings {
    struct text_list files, special_tokens;
    const char *pre_tokenizer, *normalizer;
    const char *bos_token, *eos_token, *pad_token, *chat_template;
    size_t min_count;
    bool split_digits;
};

/* Texts are borrowed from the command line; NULL, zero and false where nothing was said. */
struct settings {
    /* The command line as it was, to be handed on: the program's name, and all from the command. */
    const char *program;
    const char *const *arguments; /* NULL at the end */

    /* The model and how it is run. */
    const char *model;
    size_t n_threads;
    const char *cpu_level;
    const char *precision;
    const char *kv_bits;
    size_t max_kv_size;
    const char *overflow;
    size_t keep_tokens;
    size_t prefill_step_size;
    bool wants_lookup;
    const char *draft_model;
    size_t n_draft_tokens;
    const char *adapter_path;

    /* The prompt. */
    const char *prompt;
    const char *system_prompt;
    const char *prefill_response;
    const char *chat_template_config;
    const char *prompt_cache_file;
    bool ignore_chat_template;

    /* Choosing tokens, and when to stop. */
    size_t max_tokens;
    double temperature, top_p, min_p, xtc_probability, xtc_threshold;
    double repetition_penalty, presence_penalty, frequency_penalty;
    size_t top_k, min_tokens_to_keep;
    size_t repetition_context, presence_context, frequency_context;
    const char *logit_bias;
    struct seed_setting seed;
    struct text_list stop;
    struct text_list extra_end_tokens;

    /* What comes out. */
    bool is_verbose;
    bool wants_json;
    size_t n_logprobs;
    const char *output;

    /* Texts, ids and messages as they are. */
    bool no_special, skip_special;
    const char *tokens;
    const char *file;
    const char *template_file;
    const char *messages_file;
    const char *tools_file;
    const char *kwargs;
    const char *now;
    bool no_generation_prompt;

    /* Measuring. */
    size_t sequence_length;
    size_t n_samples;
    bool compares_precision;
    const char *compare_model;
    struct count_list contexts;
    size_t n_prompt_tokens, n_generation_tokens, n_trials;
    struct count_list depths, batches;
    double seconds;
    bool wants_csv;
    const char *plot;

    /* Making a model. */
    const char *like, *model_config, *tokenizer_path;
    bool for_training;
    const char *quantize;
    size_t group_size;
    const char *dtype;
    size_t n_layers, n_vocabulary;

    /* Converting one. */
    const char *mlx_path;
    bool quantizes, dequantizes;
    size_t q_bits;
    const char *q_mode, *quant_predicate;
    const char *gguf, *gguf_type;
    const char *quality, *importance;

    /* Fusing an adapter. */
    const char *save_path, *gguf_path, *adapter_format;
    const char *tied; /* "yes", "no" or NULL */
    bool exports_gguf;

    /* The store and the hub. */
    bool wants_pull, is_offline;
    bool wants_remote, wants_speed;
    struct text_list include;
    size_t n_files_at_once, n_retries;
    double timeout_seconds, retry_seconds;

    struct train_settings train;
    struct tokenizer_settings tokenizer;

    /* The chat. */
    bool no_history;
};

#endif
