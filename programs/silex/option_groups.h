/* Groups of options, each ended by a row without a name; `commands.c` tells who takes which. */
#ifndef OPTION_GROUPS_H
#define OPTION_GROUPS_H

#include "options.h"

extern const struct option model_options[];
extern const struct option adapter_options[];
extern const struct option prompt_options[];
extern const struct option answer_options[];
extern const struct option chat_options[];
extern const struct option sampling_options[];
extern const struct option cache_options[];
extern const struct option speculation_options[];
extern const struct option overflow_options[];
extern const struct option machine_options[];
extern const struct option verbose_options[];
extern const struct option json_options[];
extern const struct option logprob_options[];
extern const struct option tokenize_options[];
extern const struct option detokenize_options[];
extern const struct option render_options[];
extern const struct option logits_options[];
extern const struct option perplexity_options[];
extern const struct option importance_options[];
extern const struct option cache_prompt_options[];
extern const struct option inspect_options[];
extern const struct option bench_options[];
extern const struct option make_model_options[];
extern const struct option convert_options[];
extern const struct option fuse_options[];
extern const struct option convert_adapter_options[];
extern const struct option lora_options[];
extern const struct option train_machine_options[];
extern const struct option train_tokenizer_options[];
extern const struct option list_options[];
extern const struct option no_options[];
extern const struct option preview_options[];
extern const struct option pull_options[];

#endif
