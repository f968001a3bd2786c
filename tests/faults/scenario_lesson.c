/*
 * A run of fine-tuning by the public interface: two steps, saved after each, closed, and gone on
 * with. Whatever fails, the folder holds whole files only, and what was saved last opens.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "faults/inject.h"
#include "faults/scenario.h"
#include "silex/adapters.h"
#include "silex/train.h"

enum { PATH_BYTES = 4096, N_STEPS = 3 };

struct lesson {
    char data[PATH_BYTES], folder[PATH_BYTES];
    silex_model *model;
    size_t n_saved;
    silex_error error;
};

static const char *const names[] = {
    "training_state.safetensors",   "adapter_config.json",          "adapters.safetensors",
    "0000001_adapters.safetensors", "0000002_adapters.safetensors", "0000003_adapters.safetensors",
};

enum { N_NAMES = sizeof names / sizeof *names };

static silex_train_options options_of(const struct lesson *lesson)
{
    return (silex_train_options){.data = lesson->data,
                                 .adapter_path = lesson->folder,
                                 .tuning = SILEX_TUNING_DORA,
                                 .rank = 2,
                                 .n_layers = 1,
                                 .batch_size = 1,
                                 .max_tokens = 64,
                                 .mask_prompt = true,
                                 .optimizer = "adamw",
                                 .optimizer_json = "{\"weight_decay\": 0.1}",
                                 .schedule_json = "{\"name\": \"cosine_decay\", \"arguments\": "
                                                  "[0.001, 10], \"warmup\": 2}",
                                 .clip_gradients = 1,
                                 .config_json = "{\"model\": null}",
                                 .resume = lesson->n_saved > 0};
}

static bool step_and_save(struct lesson *lesson, silex_trainer *trainer)
{
    silex_train_step step;
    if (silex_trainer_step(trainer, &step, &lesson->error) != SILEX_OK ||
        silex_trainer_save(trainer, true, &lesson->error) != SILEX_OK) {
        return false;
    }
    lesson->n_saved++;
    return true;
}

static bool run(struct lesson *lesson, size_t n_steps)
{
    silex_trainer *trainer = NULL;
    silex_train_options options = options_of(lesson);
    double loss = 0;
    bool ok = silex_trainer_open(lesson->model, &options, &trainer, &lesson->error) == SILEX_OK;
    for (size_t i = 0; ok && i < n_steps; i++) {
        ok = step_and_save(lesson, trainer);
    }
    ok = ok && silex_trainer_evaluate(trainer, SILEX_SET_VALID, 0, NULL, NULL, &loss,
                                      &lesson->error) == SILEX_OK;
    silex_trainer_close(trainer);
    return ok && loss > 0;
}

/* Goes on from what is there, without faults. */
static bool still_opens(const struct lesson *lesson)
{
    silex_model *model = NULL;
    silex_trainer *trainer = NULL;
    silex_adapter *adapter = NULL;
    silex_train_info info = {0};
    silex_train_options options = options_of(lesson);
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%.4000s/../../cli/tiny-chat", lesson->data);
    bool ok = silex_model_open(path, NULL, &model, NULL) == SILEX_OK &&
              silex_trainer_open(model, &options, &trainer, NULL) == SILEX_OK &&
              silex_adapter_open(model, lesson->folder, &adapter, NULL) == SILEX_OK;
    if (ok) {
        silex_trainer_describe(trainer, &info);
    }
    silex_adapter_close(adapter);
    silex_trainer_close(trainer);
    silex_model_close(model);
    /* The state is written first: it may be one step on. */
    return ok && info.n_steps >= lesson->n_saved && info.n_steps <= lesson->n_saved + 1;
}

static bool holds_strangers(const char *folder)
{
    bool is_strange = false;
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        bool is_known = entry->d_name[0] == '.';
        for (size_t i = 0; i < N_NAMES; i++) {
            is_known = is_known || strcmp(entry->d_name, names[i]) == 0;
        }
        is_strange = is_strange || !is_known;
    }
    if (directory != NULL) {
        closedir(directory);
    }
    return is_strange;
}

static void clear(const char *folder)
{
    char path[PATH_BYTES + 100];
    for (size_t i = 0; i < N_NAMES; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

bool scenario_lesson(const char *tests_folder, char *message, size_t n_message_bytes)
{
    struct lesson lesson = {.n_saved = 0};
    const silex_model_options options = {.n_threads = 2};
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%.4000s/cli/tiny-chat", tests_folder);
    snprintf(lesson.data, sizeof lesson.data, "%.4000s/faults/lesson", tests_folder);
    snprintf(lesson.folder, sizeof lesson.folder, "/tmp/silex-faults-lesson-%ld", (long)getpid());
    bool ok = silex_model_open(path, &options, &lesson.model, &lesson.error) == SILEX_OK &&
              run(&lesson, N_STEPS - 1) && run(&lesson, 1);
    silex_model_close(lesson.model);
    fault_disarm();
    bool is_whole = (lesson.n_saved == 0 || still_opens(&lesson)) &&
                    !holds_strangers(lesson.folder) && (!ok || lesson.n_saved == N_STEPS);
    clear(lesson.folder);
    /* Without a message this counts as a wrong result. */
    snprintf(message, n_message_bytes, "%s", is_whole ? lesson.error.message : "");
    return ok && is_whole;
}
