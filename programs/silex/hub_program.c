/* Finding and running silex-hub; see hub_program.h. */
#include "hub_program.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "report.h"
#include "store_place.h"

extern char **environ;

static const char program_name[] = "silex-hub";

/* FOLDER/NAME, free it. */
static char *join(const char *folder, size_t n_folder, const char *name, struct error *err)
{
    size_t n_bytes = n_folder + strlen(name) + 2;
    char *path = memory_array(n_bytes, 1, err);
    if (path != NULL) {
        snprintf(path, n_bytes, "%.*s/%s", (int)n_folder, folder, name);
    }
    return path;
}

/* This program, as the shell found it: by its path, or in one of the folders of PATH. */
static char *own_path(const char *program, struct error *err)
{
    const char *folders = environment_text("PATH");
    char *found = strchr(program, '/') != NULL ? realpath(program, NULL) : NULL;
    while (found == NULL && strchr(program, '/') == NULL && folders != NULL && *folders != '\0') {
        size_t n = strcspn(folders, ":");
        char *path = join(n > 0 ? folders : ".", n > 0 ? n : 1, program, err);
        if (path == NULL) {
            return NULL;
        }
        found = access(path, X_OK) == 0 ? realpath(path, NULL) : NULL;
        free(path);
        folders += n + (folders[n] == ':' ? 1 : 0);
    }
    return found;
}

static char *hub_path(const struct settings *settings, struct error *err)
{
    char *own = own_path(settings->program, err);
    char *slash = own != NULL ? strrchr(own, '/') : NULL;
    char *path = slash != NULL ? join(own, (size_t)(slash - own), program_name, err) : NULL;
    if (path != NULL && access(path, X_OK) != 0) {
        error_set(err, ERROR_NOT_FOUND,
                  "%s is not there: this silex was built or installed without the part that can "
                  "reach a network",
                  path);
        free(path);
        path = NULL;
    }
    if (slash == NULL) {
        error_set(err, ERROR_NOT_FOUND, "%s cannot be found: silex does not know where it lies",
                  program_name);
    }
    free(own);
    return path;
}

bool hub_program_become(const struct settings *settings, struct error *err)
{
    size_t n = 0;
    while (settings->arguments[n] != NULL) {
        n++;
    }
    char *path = hub_path(settings, err);
    const char **arguments = path != NULL ? memory_array(n + 2, sizeof *arguments, err) : NULL;
    if (arguments != NULL) {
        arguments[0] = program_name;
        memcpy(arguments + 1, settings->arguments, n * sizeof *arguments);
        execv(path, (char *const *)(const void *)arguments);
        error_set_errno(err, errno, path);
    }
    free(arguments);
    free(path);
    return false;
}

/* Runs it and waits. Its output goes to a file, or where this program's messages go (NULL). */
static bool run(const char *path, const char *const *arguments, const char *output, int *status,
                struct error *err)
{
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed == 0) {
        failed = output != NULL
                     ? posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output,
                                                        O_WRONLY | O_CREAT | O_EXCL, 0600)
                     : posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
        if (failed == 0) {
            failed = posix_spawn(&child, path, &actions, NULL,
                                 (char *const *)(const void *)arguments, environ);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    while (failed == 0 && waitpid(child, status, 0) < 0) {
        failed = errno == EINTR ? 0 : errno;
    }
    return failed == 0 || error_set_errno(err, failed, path);
}

/* Finds and runs it; `failure` says what was not done to `name`. */
static bool run_hub(const struct settings *settings, const char *const *arguments,
                    const char *output, const char *name, const char *failure, struct error *err)
{
    int status = 0;
    char *path = hub_path(settings, err);
    bool has_run = path != NULL && run(path, arguments, output, &status, err);
    free(path);
    if (!has_run) {
        return false;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_INTERRUPTED) {
        return error_set(err, ERROR_CANCELLED, "cancelled");
    }
    return (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_DONE) ||
           error_set(err, ERROR_IO, "%s was not %s", name, failure);
}

bool hub_program_pull(const struct settings *settings, const char *name, struct error *err)
{
    const char *arguments[] = {program_name, "pull", name, NULL};
    return run_hub(settings, arguments, NULL, name, "pulled", err);
}

bool hub_program_preview(const struct settings *settings, const char *name, const char *folder,
                         const char *output, struct error *err)
{
    const char *fixed[] = {program_name, "preview", name, "--output", folder};
    const size_t n_fixed = sizeof fixed / sizeof *fixed;
    const char **arguments =
        memory_array(n_fixed + 2 * settings->include.n + 1, sizeof *arguments, err);
    if (arguments == NULL) {
        return false;
    }
    memcpy(arguments, fixed, sizeof fixed);
    for (size_t i = 0; i < settings->include.n; i++) {
        arguments[n_fixed + 2 * i] = "--include";
        arguments[n_fixed + 2 * i + 1] = settings->include.items[i];
    }
    bool is_done = run_hub(settings, arguments, output, name, "looked at", err);
    free(arguments);
    return is_done;
}
