/*
 * Names of GGUF -> names of Hugging Face: "blk.3.ffn_down.weight" is the part `down` of layer 3,
 * and the family's row says how that is called. A table names the member of struct family_names for
 * each word; two words mean one thing or another, as the family has its rows fused or not.
 */
#include "model/gguf_tensors.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "model/families.h"
#include "model/gguf_metadata.h"

enum { NAME_BYTES = 256 };

static const struct {
    const char *word;
    const char *name;
} ends[] = {
    {"token_embd", "model.embed_tokens"},
    {"output_norm", "model.norm"},
    {"output", "lm_head"},
};

/* Consumed by the configuration. */
static const char *const ropes[] = {
    "rope_freqs.weight",
    "rope_factors_long.weight",
    "rope_factors_short.weight",
};

struct part {
    const char *word;
    const char *name; /* NULL: the family has none */
};

enum { N_PARTS = 14 };

/* What the parts of a layer are called, by the words of the format. */
static void list_parts(const struct family_names *names, struct part parts[N_PARTS])
{
    const struct part rows[N_PARTS] = {
        {"attn_q", names->query},
        {"attn_k", names->key},
        {"attn_v", names->value},
        {"attn_qkv",
         names->query_key_value != NULL ? names->query_key_value : FAMILY_FUSED_ATTENTION},
        {"attn_output", names->output},
        {"attn_q_norm", names->query_norm},
        {"attn_k_norm", names->key_norm},
        {"ffn_gate", names->gate},
        {"ffn_up", names->gate_up != NULL ? names->gate_up : names->up},
        {"ffn_down", names->down},
        {"attn_norm", names->attention_pre_norm},
        {"post_attention_norm", names->attention_post_norm},
        {"ffn_norm", names->ffn_pre_norm},
        {"post_ffw_norm", names->ffn_post_norm},
    };
    memcpy(parts, rows, sizeof rows);
}

/* The family's name of a part of a layer; NULL when it has none. */
static const char *part_name(const struct family_names *names, const char *word)
{
    struct part parts[N_PARTS];
    list_parts(names, parts);
    for (size_t i = 0; i < N_PARTS; i++) {
        if (strcmp(parts[i].word, word) == 0) {
            return parts[i].name;
        }
    }
    return NULL;
}

/* "blk.<layer>.<word>"; true when the word is one of ours. */
static bool translate_layer(const struct model_config *config, const char *path, char *name)
{
    static const char start[] = "blk.";
    char *end;
    if (strncmp(path, start, sizeof start - 1) != 0 ||
        !isdigit((unsigned char)path[sizeof start - 1])) {
        return false;
    }
    unsigned long layer = strtoul(path + sizeof start - 1, &end, 10);
    if (*end != '.' || layer >= config->n_layers) {
        return false;
    }
    const char *part = part_name(config->row->names, end + 1);
    if (part != NULL) {
        snprintf(name, NAME_BYTES, "model.layers.%lu.%s", layer, part);
    }
    return part != NULL;
}

/* False when the model has no place for it. */
static bool translate(const struct model_config *config, const char *path, char *name)
{
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (strcmp(path, ends[i].word) == 0) {
            snprintf(name, NAME_BYTES, "%s", ends[i].name);
            return true;
        }
    }
    return translate_layer(config, path, name);
}

static bool is_rope(const char *name)
{
    for (size_t i = 0; i < sizeof ropes / sizeof ropes[0]; i++) {
        if (strcmp(name, ropes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void set_type(const struct gguf_tensor *tensor, struct safetensors_tensor *out)
{
    static const struct {
        const char *name;
        enum safetensors_dtype dtype;
    } rows[] = {{"F32", SAFETENSORS_F32}, {"F16", SAFETENSORS_F16}, {"BF16", SAFETENSORS_BF16}};
    out->block_type = tensor->type->name;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(tensor->type->name, rows[i].name) == 0) {
            out->dtype = rows[i].dtype;
            out->block_type = NULL;
        }
    }
}

static bool read_tensor(struct safetensors *set, const struct gguf_tensor *tensor,
                        const struct model_config *config, struct safetensors_tensor *out,
                        struct error *err)
{
    static const char *const suffixes[] = {".weight", ".bias"};
    char path[NAME_BYTES];
    char name[NAME_BYTES];
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t n = strlen(tensor->name);
        size_t n_suffix = strlen(suffixes[i]);
        if (n <= n_suffix || n >= NAME_BYTES ||
            strcmp(tensor->name + n - n_suffix, suffixes[i]) != 0) {
            continue;
        }
        memcpy(path, tensor->name, n - n_suffix);
        path[n - n_suffix] = '\0';
        if (!translate(config, path, name) || strlen(name) + n_suffix >= NAME_BYTES) {
            continue;
        }
        memcpy(name + strlen(name), suffixes[i], n_suffix + 1);
        out->name = arena_text(&set->arena, name, strlen(name), err);
        out->file = arena_text(&set->arena, tensor->file, strlen(tensor->file), err);
        out->n_dimensions = tensor->n_dimensions;
        memcpy(out->shape, tensor->shape, sizeof tensor->shape);
        out->bytes = tensor->bytes;
        set_type(tensor, out);
        return out->name != NULL && out->file != NULL;
    }
    return error_set(err, ERROR_UNSUPPORTED,
                     "%s: tensor \"%s\": no support for it in models of type \"%s\"", tensor->file,
                     tensor->name, config->family);
}

bool gguf_tensors_read(struct safetensors *set, const struct gguf *gguf,
                       const struct model_config *config, struct error *err)
{
    set->tensors = memory_array(gguf->n_tensors + 1, sizeof *set->tensors, err);
    if (set->tensors == NULL) {
        return false;
    }
    set->n_capacity = gguf->n_tensors + 1;
    for (size_t i = 0; i < gguf->n_tensors; i++) {
        const struct gguf_tensor *tensor = &gguf->tensors[i];
        if (is_rope(tensor->name)) {
            continue;
        }
        if (!read_tensor(set, tensor, config, &set->tensors[set->n_tensors], err)) {
            return false;
        }
        set->n_tensors++;
    }
    return safetensors_finish(set, err);
}

/* ---- the way back --------------------------------------------------------------------------- */

static const char *word_of_part(const struct family_names *names, const char *name)
{
    struct part parts[N_PARTS];
    list_parts(names, parts);
    for (size_t i = 0; i < N_PARTS; i++) {
        if (parts[i].name != NULL && strcmp(parts[i].name, name) == 0) {
            return parts[i].word;
        }
    }
    return NULL;
}

/* `path`: a name without its suffix. */
static bool translate_back(const struct model_config *config, const char *path, const char *suffix,
                           char out[GGUF_NAME_BYTES])
{
    static const char start[] = "model.layers.";
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (strcmp(path, ends[i].name) == 0) {
            snprintf(out, GGUF_NAME_BYTES, "%s%s", ends[i].word, suffix);
            return true;
        }
    }
    if (strncmp(path, start, sizeof start - 1) != 0 ||
        !isdigit((unsigned char)path[sizeof start - 1])) {
        return false;
    }
    char *end;
    unsigned long layer = strtoul(path + sizeof start - 1, &end, 10);
    const char *word = *end == '.' ? word_of_part(config->row->names, end + 1) : NULL;
    if (word != NULL) {
        snprintf(out, GGUF_NAME_BYTES, "blk.%lu.%s%s", layer, word, suffix);
    }
    return word != NULL;
}

bool gguf_tensor_name(const struct model_config *config, const char *name,
                      char out[GGUF_NAME_BYTES])
{
    const char *suffix = strrchr(name, '.');
    char path[GGUF_NAME_BYTES];
    size_t n = suffix != NULL ? (size_t)(suffix - name) : 0;
    if (n == 0 || n >= sizeof path) {
        return false;
    }
    memcpy(path, name, n);
    path[n] = '\0';
    return translate_back(config, path, suffix, out);
}

bool gguf_tensors_describe(const struct gguf *gguf, struct arena *arena, char **out,
                           struct error *err)
{
    enum { MAX_TYPES = 64 };
    const struct gguf_tensor_type *types[MAX_TYPES];
    size_t counts[MAX_TYPES] = {0};
    size_t n_types = 0;
    size_t n_all = 0;
    for (size_t i = 0; i < gguf->n_tensors; i++) {
        const struct gguf_tensor *tensor = &gguf->tensors[i];
        size_t k = 0;
        while (k < n_types && types[k] != tensor->type) {
            k++;
        }
        if (tensor->n_dimensions < 2 || k == MAX_TYPES) {
            continue;
        }
        types[k] = tensor->type;
        counts[k]++;
        n_all++;
        n_types = k < n_types ? n_types : n_types + 1;
    }
    size_t best = 0;
    for (size_t k = 1; k < n_types; k++) {
        best = counts[k] > counts[best] ? k : best;
    }
    char text[100] = "none";
    if (n_types > 0) {
        int n = snprintf(text, sizeof text, "%s", types[best]->name);
        if (n_all > counts[best]) {
            snprintf(text + n, sizeof text - (size_t)n, ", %zu matrices otherwise",
                     n_all - counts[best]);
        }
    }
    *out = arena_text(arena, text, strlen(text), err);
    return *out != NULL;
}
