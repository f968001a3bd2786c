/* The table of architectures; see gguf_architectures.h. */
#include "model/gguf_architectures.h"

#include <stdio.h>

/* Of rows of one family, the first is written. */
static const struct gguf_architecture architectures[] = {
    {.name = "llama",
     .model_type = "llama",
     .is_interleaved = true,
     .window = WINDOW_IF_GIVEN,
     .windowed_type = "mistral"},
    {.name = "mistral3", .model_type = "llama", .is_interleaved = true},
    {.name = "qwen2", .model_type = "qwen2"},
    {.name = "qwen3", .model_type = "qwen3"},
    {.name = "gemma2",
     .model_type = "gemma2",
     .window = WINDOW_USUALLY,
     .usual_window = 4096,
     .wide_layers = 46},
    {.name = "gemma3", .model_type = "gemma3_text", .window = WINDOW_IF_GIVEN, .wide_layers = 62},
    {.name = "phi3", .model_type = "phi3", .window = WINDOW_IF_GIVEN},
    {.name = "smollm3", .model_type = "smollm3", .is_interleaved = true},
    {.name = "olmo2", .model_type = "olmo2"},
    {.name = "granite",
     .model_type = "granite",
     .is_interleaved = true,
     .logit_scale = "logits_scaling"},
    {.name = "glm4", .model_type = "glm4", .is_interleaved = true},
    {.name = "cohere2",
     .model_type = "cohere2",
     .is_interleaved = true,
     .window = WINDOW_NEEDED,
     .logit_scale = "logit_scale"},
};

enum { N_ARCHITECTURES = sizeof architectures / sizeof architectures[0] };

const struct gguf_architecture *gguf_architecture_find(struct bytes name)
{
    for (size_t i = 0; i < N_ARCHITECTURES; i++) {
        size_t n = strlen(architectures[i].name);
        if (n == name.n_bytes && memcmp(architectures[i].name, name.data, n) == 0) {
            return &architectures[i];
        }
    }
    return NULL;
}

const struct gguf_architecture *gguf_architecture_of(const char *model_type)
{
    for (size_t i = 0; i < N_ARCHITECTURES; i++) {
        const char *windowed = architectures[i].windowed_type;
        if (strcmp(architectures[i].model_type, model_type) == 0 ||
            (windowed != NULL && strcmp(windowed, model_type) == 0)) {
            return &architectures[i];
        }
    }
    return NULL;
}

const char *gguf_architecture_list(char *text, size_t n_bytes)
{
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < N_ARCHITECTURES && n < n_bytes; i++) {
        n += (size_t)snprintf(text + n, n_bytes - n, "%s%s", i > 0 ? ", " : "",
                              architectures[i].name);
    }
    return text;
}
