/* Which files of a repository are fetched; see hub_answer.h. */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include "base/buffer.h"
#include "hub/hub_answer.h"
#include "store/gguf_name.h"

enum { SHOWN_FILES = 12, LIST_BYTES = 600 };

/* The same weights once more, for other programs: left out where there are safetensors. */
static const char *const repeated_weights[] = {
    "*.bin",        "*.pt",          "*.pth",
    "*.ckpt",       "*.h5",          "*.msgpack",
    "*.ot",         "*.gguf",        "*.onnx",
    "*.onnx_data*", "*.onnx.data",   "*.tflite",
    "*.mlmodel",    "*.mlpackage/*", "*.engine",
    "onnx/*",       "original/*",    "consolidated*.safetensors",
};

static bool matches(const char *name, const char *const *patterns, size_t n_patterns)
{
    for (size_t i = 0; i < n_patterns; i++) {
        if (fnmatch(patterns[i], name, 0) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_safetensors(const struct hub_answer *answer)
{
    for (size_t i = 0; i < answer->n_files; i++) {
        const char *name = answer->files[i].name;
        if (fnmatch("model*.safetensors", name, FNM_PATHNAME) == 0) {
            return true;
        }
    }
    return false;
}

/* A repository of GGUF files usually holds the same model in many sizes. */
static bool check_one_gguf(const struct hub_answer *answer, const char *what, struct error *err)
{
    const char *first = NULL;
    size_t n_stems = 0;
    struct buffer list;
    buffer_init(&list, LIST_BYTES);
    for (size_t i = 0; i < answer->n_files; i++) {
        const struct hub_file *file = &answer->files[i];
        if (!file->is_wanted || !gguf_name_is(file->name) ||
            (first != NULL && gguf_name_stem(first) == gguf_name_stem(file->name) &&
             strncmp(first, file->name, gguf_name_stem(first)) == 0)) {
            continue;
        }
        first = file->name;
        n_stems++;
        if (n_stems <= SHOWN_FILES) {
            buffer_append_format(&list, "%s%s", n_stems > 1 ? ", " : "", first);
        }
    }
    bool ok =
        n_stems < 2 ||
        error_set(
            err, ERROR_ARGUMENT,
            "%s holds %zu GGUF models; name one as in %s:Q4_K_M, or with --include PATTERN: %s%s",
            what, n_stems, what, buffer_text(&list), n_stems > SHOWN_FILES ? ", ..." : "");
    buffer_clear(&list);
    return ok;
}

static bool is_wanted(const char *name, const struct hub_choice *choice, bool leaves_out)
{
    const char *variant = choice->name->variant;
    if (variant[0] != '\0' && gguf_name_has_variant(name, variant)) {
        return true;
    }
    if (variant[0] != '\0' || choice->n_patterns > 0) {
        return matches(name, choice->patterns, choice->n_patterns);
    }
    return !leaves_out ||
           !matches(name, repeated_weights, sizeof repeated_weights / sizeof *repeated_weights);
}

bool hub_answer_select(struct hub_answer *answer, const struct hub_choice *choice,
                       size_t *n_left_out, struct error *err)
{
    const char *id = choice->name->id;
    bool leaves_out = has_safetensors(answer);
    size_t n_wanted = 0;
    for (size_t i = 0; i < answer->n_files; i++) {
        struct hub_file *file = &answer->files[i];
        file->is_wanted = is_wanted(file->name, choice, leaves_out);
        n_wanted += file->is_wanted ? 1 : 0;
    }
    *n_left_out = answer->n_files - n_wanted;
    if (n_wanted == 0) {
        return choice->name->variant[0] != '\0'
                   ? error_set(err, ERROR_ARGUMENT, "%s: no GGUF file is called \"...%s.gguf\"", id,
                               choice->name->variant)
                   : error_set(err, ERROR_ARGUMENT, "%s: %s", id,
                               choice->n_patterns > 0 ? "no file has a name that --include asks for"
                                                      : "the repository holds no files");
    }
    return choice->n_patterns > 0 || check_one_gguf(answer, id, err);
}
