/*
 * Silex teaches: fine-tuning of an open model from JSON Lines, into an adapter beside its weights;
 * and tokenizers, learned from text.
 *
 *     silex_train_options options = {.data = "data", .adapter_path = "adapters"};
 *     silex_trainer *trainer;
 *     silex_train_step step;
 *     if (silex_trainer_open(model, &options, &trainer, &error) == SILEX_OK) {
 *         for (int i = 0; i < 100 && silex_trainer_step(trainer, &step, &error) == SILEX_OK; i++) {
 *             printf("%f\n", step.loss);
 *         }
 *         silex_trainer_save(trainer, false, &error);
 *     }
 *
 * The rules of silex/silex.h hold here too. The same data, options and seed give the same adapter,
 * bit for bit, for any number of threads and any CPU level, and however often the run was
 * interrupted and went on. A trainer belongs to one thread at a time; the model stays open as long,
 * is never written, and may talk in other threads meanwhile. To stop, stop stepping.
 */
#ifndef SILEX_TRAIN_H
#define SILEX_TRAIN_H

#include <silex/silex.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct silex_trainer silex_trainer;

typedef enum silex_tuning {
    SILEX_TUNING_LORA = 0,
    SILEX_TUNING_DORA,
    SILEX_TUNING_FULL /* the weights themselves, in 32-bit floats */
} silex_tuning;

typedef struct silex_train_options {
    const char *data;         /* folder with train.jsonl; valid.jsonl and test.jsonl where wanted */
    const char *adapter_path; /* folder that silex_trainer_save writes; made where missing */
    const char *format;       /* of what is written: "mlx" (mlx-lm's) or "peft"; NULL: "mlx" */
    silex_tuning tuning;
    /* Modules of a block, as "self_attn.q_proj"; NULL: all. Of LoRA also "model.embed_tokens" and
     * "lm_head". */
    const char *const *keys;
    size_t n_keys;
    size_t n_layers;            /* the last so many; 0: all */
    size_t rank;                /* 0: 8 */
    float scale;                /* 0: 20 */
    float dropout;              /* in [0, 1) */
    size_t batch_size;          /* samples; 0: 4 */
    size_t accumulated;         /* batches that make one step of the optimizer; 0: 1 */
    size_t max_tokens;          /* of a sample, the rest is cut and counted; 0: 2048 */
    bool mask_prompt;           /* learn only what answers */
    bool pack;                  /* fill batches by tokens, not by samples */
    bool train_ends;            /* full: also embedding, final norm and head */
    bool checkpoint_gradients;  /* less memory, more time */
    bool is_fast;               /* quantized weights: forward in integers of two digits */
    const char *optimizer;      /* "adam", "adamw", "sgd", "adafactor", "muon"; NULL: adam */
    const char *optimizer_json; /* its options by mlx's names, an object; NULL: mlx's defaults */
    double learning_rate;       /* 0: 1e-5 */
    /* {"name": "cosine_decay", "arguments": [1e-5, 1000], "warmup": 100, "warmup_init": 1e-7}, as
     * mlx-lm has it; NULL: the learning rate throughout. */
    const char *schedule_json;
    double clip_gradients; /* the most that the gradient may be long; 0: any */
    uint64_t seed;
    /* Values to begin with, in mlx-lm's or PEFT's form; the optimizer begins anew. */
    const char *resume_adapter_file;
    /* Folder of an adapter to begin with, or to evaluate, of mlx-lm or PEFT: it tells tuning, keys,
     * layers, rank and scale. NULL: begin anew. */
    const char *adapter;
    bool resume; /* go on from the last silex_trainer_save to adapter_path */
    /* Keys of a line; NULL: "prompt", "completion", "messages", "text". */
    const char *prompt_feature, *completion_feature, *chat_feature, *text_feature;
    const char *config_json; /* further members of adapter_config.json: an object, or NULL */
} silex_train_options;

typedef enum silex_train_set {
    SILEX_SET_TRAIN = 0,
    SILEX_SET_VALID,
    SILEX_SET_TEST
} silex_train_set;

/* Reads the data and checks all options; refuses what does not fit in memory, before anything large
 * is allocated or written. */
SILEX_API silex_status silex_trainer_open(const silex_model *model,
                                          const silex_train_options *options, silex_trainer **out,
                                          silex_error *error);
SILEX_API void silex_trainer_close(silex_trainer *trainer); /* NULL is allowed */

typedef struct silex_train_info {
    uint64_t n_steps;      /* done, those before an interruption among them */
    uint64_t n_tokens;     /* that were learned from */
    uint64_t n_parameters; /* that are trained */
    struct {
        size_t n_samples, n_batches;                   /* 0: there is no such file */
        size_t n_tokens;                               /* of all samples */
        size_t n_cut, n_lost_tokens, n_longest_tokens; /* samples over max_tokens */
        size_t n_empty;                     /* left out, since nothing was to be predicted */
    } sets[3];                              /* by silex_train_set */
    uint64_t needed_bytes, available_bytes; /* beside the weights; 0: unknown */
    double guessed_seconds_per_token;       /* from the machine's peak, before any step */
} silex_train_info;

SILEX_API void silex_trainer_describe(const silex_trainer *trainer, silex_train_info *out);

typedef struct silex_train_step {
    double loss;            /* mean over what was to be predicted, in nats */
    size_t n_tokens;        /* that were */
    double learning_rate;   /* of the optimizer's last step */
    double gradient_length; /* before clipping; 0 inside of accumulated batches */
} silex_train_step;

/* Learns from the next batch. A loss that is no number is an error; the values stay as they are. */
SILEX_API silex_status silex_trainer_step(silex_trainer *trainer, silex_train_step *out,
                                          silex_error *error);

/* Returns false to cancel. */
typedef bool silex_train_progress(void *user, size_t n_done, size_t n_total);

/* Mean loss over the first n_batches (0: all) of a set; progress may be NULL. */
SILEX_API silex_status silex_trainer_evaluate(silex_trainer *trainer, silex_train_set set,
                                              size_t n_batches, silex_train_progress *progress,
                                              void *user, double *loss, silex_error *error);

/* Whether accumulated batches are complete, so that the run can be saved. */
SILEX_API bool silex_trainer_can_save(const silex_trainer *trainer);

/* Writes the adapter, as mlx-lm (or PEFT) reads it, and what is needed to go on; numbered: also a
 * copy of the adapter that the next save does not replace. A failure or an end at any moment leaves
 * the files of the save before. */
SILEX_API silex_status silex_trainer_save(silex_trainer *trainer, bool numbered,
                                          silex_error *error);

/* ---- tokenizers ------------------------------------------------------------------------------ */

typedef struct silex_tokenizer_options {
    /* ".jsonl": JSON Lines, as a trainer has them; other files are text, each line on its own. */
    const char *const *files;
    size_t n_files;
    size_t n_tokens;  /* the 256 bytes and special tokens among them */
    size_t min_count; /* pairs that come less often are not merged; 0: 1 */
    /* How text is cut into words before pairs are counted: a name ("gpt-2", "qwen2", "llama-bpe")
     * or a "pre_tokenizer" of tokenizer.json, as text. NULL: gpt-2. */
    const char *pre_tokenizer;
    const char *normalizer; /* "NFC", or one as text, or "none"; NULL: that of the name */
    bool split_digits;      /* every digit is a token */
    const char *const *special_tokens; /* have the first ids, and no part in merges */
    size_t n_special_tokens;
    /* Special tokens, too: before every text, behind an answer, for padding. NULL: none. */
    const char *bos_token, *eos_token, *pad_token;
    const char *chat_template; /* also makes texts of conversations; NULL: none */
    /* Called on the calling thread; fraction in [0, 1]. Return false to cancel. */
    bool (*progress)(void *user, const char *stage, double fraction);
    void *user;
} silex_tokenizer_options;

typedef struct silex_tokenizer_report {
    size_t n_tokens, n_merges; /* fewer tokens than wanted: there were no more pairs */
    uint64_t n_bytes, n_words; /* that were read */
    size_t n_different_words;
} silex_tokenizer_report;

/* Learns a byte-level BPE tokenizer, with the merges that the tokenizers library would learn, and
 * writes it: `path` becomes a new directory with tokenizer.json and tokenizer_config.json. The same
 * texts and options give the same files. `report` may be NULL. */
SILEX_API silex_status silex_tokenizer_train(const char *path,
                                             const silex_tokenizer_options *options,
                                             silex_tokenizer_report *report, silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
