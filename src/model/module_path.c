/* Names to places; see module_path.h. */
#include "model/module_path.h"

#include <ctype.h>
#include <string.h>
#include "model/families.h"

/* Behind "layers.", or NULL. */
static const char *after_layers(const char *path)
{
    static const char *const prefixes[] = {"model.layers.", "language_model.model.layers.",
                                           "model.language_model.layers.", "layers."};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t n = strlen(prefixes[i]);
        if (strncmp(path, prefixes[i], n) == 0) {
            return path + n;
        }
    }
    return NULL;
}

static bool is_name(const char *path, const char *name)
{
    return name != NULL && strcmp(path, name) == 0;
}

static bool find_in_layer(const struct model_config *config, const char *name,
                          struct module_place *out)
{
    const struct family_names *names = config->row->names;
    size_t n_query = config->n_heads * config->head_dim;
    size_t n_key = config->n_kv_heads * config->head_dim;
    size_t n_hidden = config->hidden_size, n_ffn = config->ffn_size;
    const struct {
        const char *name;
        size_t n_columns;
        struct module_part parts[MODULE_MAX_PARTS];
    } rows[] = {
        {names->query_key_value,
         n_hidden,
         {{PRODUCT_QUERY, n_query}, {PRODUCT_KEY, n_key}, {PRODUCT_VALUE, n_key}}},
        {FAMILY_FUSED_ATTENTION,
         n_hidden,
         {{PRODUCT_QUERY, n_query}, {PRODUCT_KEY, n_key}, {PRODUCT_VALUE, n_key}}},
        {names->query, n_hidden, {{PRODUCT_QUERY, n_query}}},
        {names->key, n_hidden, {{PRODUCT_KEY, n_key}}},
        {names->value, n_hidden, {{PRODUCT_VALUE, n_key}}},
        {names->output, n_query, {{PRODUCT_OUTPUT, n_hidden}}},
        {names->gate_up, n_hidden, {{PRODUCT_GATE, n_ffn}, {PRODUCT_UP, n_ffn}}},
        {names->gate, n_hidden, {{PRODUCT_GATE, n_ffn}}},
        {names->up, n_hidden, {{PRODUCT_UP, n_ffn}}},
        {names->down, n_ffn, {{PRODUCT_DOWN, n_hidden}}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (is_name(name, rows[i].name)) {
            out->n_columns = rows[i].n_columns;
            for (size_t p = 0; p < MODULE_MAX_PARTS && rows[i].parts[p].n_rows > 0; p++) {
                out->parts[out->n_parts++] = rows[i].parts[p];
                out->n_rows += rows[i].parts[p].n_rows;
            }
            return true;
        }
    }
    return false;
}

/* What stands alone: all rows for one product. */
static bool find_end(const struct model_config *config, const char *path, struct module_place *out)
{
    static const struct {
        const char *path;
        enum product product;
    } ends[] = {
        {"lm_head", PRODUCT_HEAD},
        {"language_model.lm_head", PRODUCT_HEAD},
        {"model.embed_tokens", PRODUCT_LOOKUP},
        {"language_model.model.embed_tokens", PRODUCT_LOOKUP},
        {"model.language_model.embed_tokens", PRODUCT_LOOKUP},
        {"embed_tokens", PRODUCT_LOOKUP},
    };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (strcmp(path, ends[i].path) == 0) {
            out->n_rows = config->vocabulary_size;
            out->n_columns = config->hidden_size;
            out->n_parts = 1;
            out->parts[0] = (struct module_part){ends[i].product, out->n_rows};
            return true;
        }
    }
    return false;
}

bool module_find(const struct model_config *config, const char *path, struct module_place *out)
{
    *out = (struct module_place){.layer = 0};
    if (find_end(config, path, out)) {
        return true;
    }
    const char *rest = after_layers(path);
    size_t layer = 0;
    if (rest == NULL || !isdigit((unsigned char)*rest)) {
        return false;
    }
    for (; isdigit((unsigned char)*rest); rest++) {
        layer = layer * 10 + (size_t)(*rest - '0');
        if (layer >= config->n_layers) {
            return false;
        }
    }
    out->layer = layer;
    return *rest == '.' && find_in_layer(config, rest + 1, out);
}
