/*
 * Learning in the background: an app teaches its model on a thread of its own, shows how far it is,
 * talks meanwhile, stops when its user puts it away, and goes on later where it was.
 *
 *     train MODEL [FOLDER]
 *
 * FOLDER ("lessons" where it is not given) gets what is to be learned, train.jsonl, and what was
 * learned, adapter/.
 */
#include <pthread.h>
#include <silex/adapters.h>
#include <silex/train.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { N_STEPS = 24, SAVE_EVERY = 6, PUT_AWAY_AFTER = 8, PATH_BYTES = 1000 };

static const char question[] = "[{\"role\": \"user\", \"content\": \"Who waters the plants?\"}]";

static const char lines[] =
    "{\"prompt\": \"Who waters the plants?\", \"completion\": \"Marta waters the plants.\"}\n"
    "{\"prompt\": \"Where is the spare key?\", \"completion\": \"Under the blue pot.\"}\n"
    "{\"prompt\": \"When do the bins go out?\", \"completion\": \"On Thursday.\"}\n";

/* What the two threads share: the model is only read; the rest of plain members belongs to the
 * thread that learns, until it is joined. */
struct lesson {
    const silex_model *model;
    char folder[PATH_BYTES], adapter[PATH_BYTES + 20];
    atomic_bool is_cancelled, is_over;
    atomic_size_t n_done;
    double loss;
    silex_status status;
    silex_error error;
};

static bool prepare(struct lesson *lesson, const char *folder)
{
    char path[PATH_BYTES + 20];
    snprintf(lesson->folder, sizeof lesson->folder, "%s", folder);
    snprintf(lesson->adapter, sizeof lesson->adapter, "%s/adapter", lesson->folder);
    snprintf(path, sizeof path, "%s/train.jsonl", lesson->folder);
    mkdir(lesson->folder, 0777);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        return false;
    }
    bool ok = fputs(lines, file) >= 0;
    return fclose(file) == 0 && ok;
}

/* Whether there is a run to go on with. */
static bool has_begun(const struct lesson *lesson)
{
    char path[PATH_BYTES + 60];
    snprintf(path, sizeof path, "%s/training_state.safetensors", lesson->adapter);
    return access(path, F_OK) == 0;
}

static bool on_batch(void *user, size_t n_done, size_t n_total)
{
    struct lesson *lesson = user;
    (void)n_done;
    (void)n_total;
    return !atomic_load(&lesson->is_cancelled);
}

/* Steps until all are done or the app asks to stop; saves on the way and at the end. */
static silex_status run(struct lesson *lesson, silex_trainer *trainer)
{
    silex_status status = SILEX_OK;
    silex_train_step step;
    silex_train_info info;
    silex_trainer_describe(trainer, &info);
    size_t n = (size_t)info.n_steps; /* of this run and those before */
    atomic_store(&lesson->n_done, n);
    while (status == SILEX_OK && n < N_STEPS && !atomic_load(&lesson->is_cancelled)) {
        status = silex_trainer_step(trainer, &step, &lesson->error);
        if (status == SILEX_OK) {
            atomic_store(&lesson->n_done, ++n);
        }
        if (status == SILEX_OK && n % SAVE_EVERY == 0) {
            status = silex_trainer_save(trainer, false, &lesson->error);
        }
    }
    if (status == SILEX_OK) {
        status = silex_trainer_save(trainer, false, &lesson->error);
    }
    if (status == SILEX_OK && n == N_STEPS) {
        status = silex_trainer_evaluate(trainer, SILEX_SET_TRAIN, 0, on_batch, lesson,
                                        &lesson->loss, &lesson->error);
    }
    return status;
}

static void *learn(void *user)
{
    struct lesson *lesson = user;
    silex_trainer *trainer = NULL;
    silex_train_options options;
    memset(&options, 0, sizeof options);
    options.data = lesson->folder;
    options.adapter_path = lesson->adapter;
    options.mask_prompt = true;
    options.learning_rate = 1e-3;
    options.clip_gradients = 1;
    options.resume = has_begun(lesson);
    lesson->status = silex_trainer_open(lesson->model, &options, &trainer, &lesson->error);
    if (lesson->status == SILEX_OK) {
        lesson->status = run(lesson, trainer);
    }
    silex_trainer_close(trainer);
    atomic_store(&lesson->is_over, true);
    return NULL;
}

/* Answers, with what was learned so far or without. */
static silex_status ask(silex_model *model, const char *path, silex_error *error)
{
    silex_adapter *adapter = NULL;
    silex_session *session = NULL;
    silex_generate_options options;
    silex_result result;
    memset(&options, 0, sizeof options);
    memset(&result, 0, sizeof result);
    options.max_tokens = 32;
    silex_status status =
        path != NULL ? silex_adapter_open(model, path, &adapter, error) : SILEX_OK;
    if (status == SILEX_OK) {
        status = silex_session_open(model, NULL, &session, error);
    }
    if (status == SILEX_OK) {
        status = silex_session_set_adapter(session, adapter, error);
    }
    if (status == SILEX_OK) {
        status = silex_chat(session, question, NULL, &options, &result, error);
    }
    if (status == SILEX_OK) {
        printf("%s: %s\n", path != NULL ? "taught" : "not taught", result.text);
    }
    silex_result_clear(&result);
    silex_session_close(session);
    silex_adapter_close(adapter);
    return status;
}

/* One stay in the foreground: learns until all is learned, or until the app is put away. */
static silex_status stay(struct lesson *lesson, silex_model *model, size_t n_most)
{
    const struct timespec moment = {0, 10 * 1000 * 1000};
    pthread_t thread;
    silex_error error = {SILEX_OK, ""};
    atomic_store(&lesson->is_cancelled, false);
    atomic_store(&lesson->is_over, false);
    if (pthread_create(&thread, NULL, learn, lesson) != 0) {
        return SILEX_ERROR_MEMORY;
    }
    silex_status status = ask(model, NULL, &error); /* the model can talk meanwhile */
    while (!atomic_load(&lesson->is_over)) {
        if (atomic_load(&lesson->n_done) >= n_most) {
            atomic_store(&lesson->is_cancelled, true);
        }
        nanosleep(&moment, NULL);
    }
    pthread_join(thread, NULL);
    printf("%zu of %d steps\n", atomic_load(&lesson->n_done), N_STEPS);
    if (status != SILEX_OK && lesson->status == SILEX_OK) {
        lesson->error = error;
    }
    return lesson->status != SILEX_OK ? lesson->status : status;
}

int main(int n_arguments, char **arguments)
{
    static struct lesson lesson;
    silex_model *model = NULL;
    if (n_arguments < 2) {
        fprintf(stderr, "usage: train MODEL [FOLDER]\n");
        return 2;
    }
    if (!prepare(&lesson, n_arguments > 2 ? arguments[2] : "lessons")) {
        fprintf(stderr, "train: %s cannot be written\n", lesson.folder);
        return 1;
    }
    silex_status status = silex_model_open(arguments[1], NULL, &model, &lesson.error);
    lesson.model = model;
    if (status == SILEX_OK) {
        status = stay(&lesson, model, PUT_AWAY_AFTER);
    }
    if (status == SILEX_OK) {
        status = stay(&lesson, model, N_STEPS + 1);
    }
    if (status == SILEX_OK) {
        printf("loss %.3f\n", lesson.loss);
        status = ask(model, lesson.adapter, &lesson.error);
    }
    if (status != SILEX_OK) {
        fprintf(stderr, "train: %s\n", lesson.error.message);
    }
    silex_model_close(model);
    return status == SILEX_OK ? 0 : 1;
}
