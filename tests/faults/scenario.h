/* One way through the library that faults are injected into. */
#ifndef TESTS_FAULTS_SCENARIO_H
#define TESTS_FAULTS_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>

/* Goes the whole way and releases everything. True: it succeeded, and what came out is right.
 * False: an error, whose text is in message (never empty). */
typedef bool scenario_run(const char *tests_folder, char *message, size_t n_message_bytes);

struct scenario {
    const char *name;
    scenario_run *run;
};

scenario_run scenario_json;
scenario_run scenario_folder;
scenario_run scenario_pool;
scenario_run scenario_model;
scenario_run scenario_gguf;
scenario_run scenario_cache;
scenario_run scenario_generate;
scenario_run scenario_chat;
scenario_run scenario_async;
scenario_run scenario_save;
scenario_run scenario_random_model;
scenario_run scenario_convert_gguf;
scenario_run scenario_convert_resumed;
scenario_run scenario_fuse;
scenario_run scenario_convert_mlx;
scenario_run scenario_importance;
scenario_run scenario_train;
scenario_run scenario_lesson;
scenario_run scenario_convert_adapter;
scenario_run scenario_given_adapter;
scenario_run scenario_tokenizer;

/* Those of the hub need the variable SILEX_FAULTS_HUB: the URL of a hub that has org/name. */
scenario_run scenario_pull;
scenario_run scenario_pull_again;
scenario_run scenario_preview;
scenario_run scenario_verify;
scenario_run scenario_store;

#endif
