/* The architectures of GGUF whose family is in the table of families: what a name means for those
 * who read files, and for those who write them. */
#ifndef MODEL_GGUF_ARCHITECTURES_H
#define MODEL_GGUF_ARCHITECTURES_H

#include "base/bytes.h"

/* What a sliding window is to an architecture. */
enum window_use {
    NO_WINDOW,
    WINDOW_IF_GIVEN,
    WINDOW_NEEDED,
    WINDOW_USUALLY, /* usual_window where it is not given */
};

struct gguf_architecture {
    const char *name;       /* general.architecture */
    const char *model_type; /* the family's row */
    bool is_interleaved;
    enum window_use window;
    int64_t usual_window;
    int64_t wide_layers;       /* gemma: models of so many layers scale by hidden / heads */
    const char *windowed_type; /* the family of those with a window */
    const char *logit_scale;   /* config.json's key of what logit_scale is */
};

/* NULL where there is none. */
const struct gguf_architecture *gguf_architecture_find(struct bytes name);

/* The one that models of a family are written as; NULL where there is none. */
const struct gguf_architecture *gguf_architecture_of(const char *model_type);

/* "llama, qwen2, …"; returns the text. */
const char *gguf_architecture_list(char *text, size_t n_bytes);

#endif
