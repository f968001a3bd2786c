/* Files beside a tokenizer; see tokenizer_config.h. */
#include "text/tokenizer_config.h"

#include <stdlib.h>
#include "text/component.h"

enum { FIRST_EXTRA = 16, MAX_EXTRA = 1 << 16 };

static const char *const role_keys[TOKENIZER_N_ROLES] = {
    [TOKENIZER_BOS] = "bos_token",
    [TOKENIZER_EOS] = "eos_token",
    [TOKENIZER_UNK] = "unk_token",
    [TOKENIZER_PAD] = "pad_token",
};

/* Other keys that name one special token or a list of them. */
static const char *const special_keys[] = {
    "sep_token", "cls_token", "mask_token", "additional_special_tokens", "extra_special_tokens",
};

/* Twice the room; what was there before stays in the arena. */
static bool grow_extra(struct tokenizer_config *config, struct arena *arena, struct error *err)
{
    size_t n = config->n_extra_capacity > 0 ? config->n_extra_capacity * 2 : FIRST_EXTRA;
    struct added_token *extra = arena_array(arena, n, sizeof *extra, err);
    if (extra == NULL) {
        return false;
    }
    if (config->n_extra > 0) {
        memcpy(extra, config->extra, config->n_extra * sizeof *extra);
    }
    config->extra = extra;
    config->n_extra_capacity = n;
    return true;
}

static bool add_extra(struct tokenizer_config *config, const struct added_token *token,
                      struct arena *arena, struct error *err)
{
    uint32_t index;
    if (vocabulary_find(config->contents, token->content, &index)) {
        return true;
    }
    if (config->n_extra == MAX_EXTRA) {
        return error_set(err, ERROR_LIMIT, "more than %d added tokens", MAX_EXTRA);
    }
    if (config->n_extra == config->n_extra_capacity && !grow_extra(config, arena, err)) {
        return false;
    }
    config->extra[config->n_extra] = *token;
    return vocabulary_add(config->contents, config->n_extra++, token->content, err);
}

/* A special token is a string, or an object with its content and flags. Anything else that may
 * stand there (null, numbers) is none. */
static bool read_special(const json_t *value, struct added_token *token, bool *is_there,
                         struct arena *arena, struct error *err)
{
    *token = (struct added_token){.is_special = true};
    *is_there = true;
    if (json_is_object(value) && json_object_get(value, "content") != NULL) {
        bool ok = added_token_read(token, value, arena, err);
        token->is_special = true;
        return ok;
    }
    if (!json_is_string(value)) {
        *is_there = false;
        return true;
    }
    token->content.n_bytes = json_string_length(value);
    token->content.data =
        (const uint8_t *)arena_text(arena, json_string_value(value), token->content.n_bytes, err);
    return token->content.data != NULL;
}

static bool read_role(struct tokenizer_config *config, const json_t *object,
                      enum tokenizer_role role, struct arena *arena, struct error *err)
{
    struct added_token token;
    bool is_there;
    if (!read_special(json_object_get(object, role_keys[role]), &token, &is_there, arena, err)) {
        return error_context(err, "\"%s\"", role_keys[role]);
    }
    if (!is_there || config->role_texts[role] != NULL) {
        return true;
    }
    config->role_texts[role] = (const char *)token.content.data;
    return add_extra(config, &token, arena, err);
}

static bool read_specials(struct tokenizer_config *config, const json_t *object,
                          struct arena *arena, struct error *err)
{
    for (enum tokenizer_role role = 0; role < TOKENIZER_N_ROLES; role++) {
        if (!read_role(config, object, role, arena, err)) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof special_keys / sizeof special_keys[0]; i++) {
        const json_t *value = json_object_get(object, special_keys[i]);
        size_t n = json_is_array(value) ? json_array_size(value) : 1;
        for (size_t k = 0; k < n; k++) {
            struct added_token token;
            bool is_there;
            const json_t *item = json_is_array(value) ? json_array_get(value, k) : value;
            if (!read_special(item, &token, &is_there, arena, err) ||
                (is_there && !add_extra(config, &token, arena, err))) {
                return error_context(err, "\"%s\"", special_keys[i]);
            }
        }
    }
    return true;
}

struct numbered {
    unsigned long long id;
    const char *key;
    const json_t *value;
};

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *x = a;
    const struct numbered *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* The entries of an object in the order of their ids: the keys themselves, or the values. */
static struct numbered *sort_entries(const json_t *object, bool ids_are_keys, struct arena *arena,
                                     struct error *err)
{
    size_t n = json_object_size(object);
    if (n > MAX_EXTRA) {
        error_set(err, ERROR_LIMIT, "more than %d added tokens", MAX_EXTRA);
        return NULL;
    }
    struct numbered *entries = arena_array(arena, n + 1, sizeof *entries, err);
    if (entries == NULL) {
        return NULL;
    }
    size_t i = 0;
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        char *end;
        entries[i].key = key;
        entries[i].value = value;
        entries[i].id =
            ids_are_keys ? strtoull(key, &end, 10) : (unsigned long long)json_integer_value(value);
        if (ids_are_keys ? *key == '\0' || *end != '\0' : !json_is_integer(value)) {
            error_set(err, ERROR_MALFORMED, "added token \"%.100s\" has no valid id", key);
            return NULL;
        }
        i++;
    }
    qsort(entries, n, sizeof *entries, compare_numbered);
    return entries;
}

static bool read_decoder(struct tokenizer_config *config, const json_t *object, struct arena *arena,
                         struct error *err)
{
    const json_t *decoder;
    if (!json_read_object(object, "added_tokens_decoder", &decoder, err) || decoder == NULL) {
        return decoder == NULL;
    }
    const struct numbered *entries = sort_entries(decoder, true, arena, err);
    for (size_t i = 0; entries != NULL && i < json_object_size(decoder); i++) {
        struct added_token token;
        if (!added_token_read(&token, entries[i].value, arena, err) ||
            !add_extra(config, &token, arena, err)) {
            return false;
        }
    }
    return entries != NULL;
}

/* added_tokens.json: {"content": id}; older than "added_tokens_decoder", which replaces it. */
static bool read_added(struct tokenizer_config *config, const json_t *object, struct arena *arena,
                       struct error *err)
{
    const struct numbered *entries = sort_entries(object, false, arena, err);
    for (size_t i = 0; entries != NULL && i < json_object_size(object); i++) {
        struct added_token token = {.is_normalized = true};
        token.content.n_bytes = strlen(entries[i].key);
        token.content.data =
            (const uint8_t *)arena_text(arena, entries[i].key, token.content.n_bytes, err);
        if (token.content.data == NULL || !add_extra(config, &token, arena, err)) {
            return false;
        }
    }
    return entries != NULL;
}

/* Parses a file that may be absent: *root is NULL then. */
static bool parse_optional(struct folder *folder, const char *name, json_t **root,
                           struct error *err)
{
    struct bytes bytes;
    *root = NULL;
    if (!folder_has(folder, name)) {
        return true;
    }
    if (!folder_read(folder, name, &bytes, err)) {
        return false;
    }
    *root = json_parse(bytes, name, err);
    if (*root != NULL && !json_is_object(*root)) {
        json_decref(*root);
        *root = NULL;
        return error_set(err, ERROR_MALFORMED, "%s: expected an object", name);
    }
    return *root != NULL;
}

static bool read_options(struct tokenizer_config *config, const json_t *object, struct arena *arena,
                         struct error *err)
{
    const char *class_name = NULL;
    config->says_bos = json_is_boolean(json_object_get(object, "add_bos_token"));
    config->says_eos = json_is_boolean(json_object_get(object, "add_eos_token"));
    if (!json_read_bool(object, "add_bos_token", &config->adds_bos, err) ||
        !json_read_bool(object, "add_eos_token", &config->adds_eos, err) ||
        !json_read_bool(object, "add_prefix_space", &config->adds_prefix_space, err) ||
        !json_read_bool(object, "legacy", &config->is_legacy, err) ||
        !json_read_text(object, "tokenizer_class", &class_name, err)) {
        return false;
    }
    if (class_name != NULL) {
        config->class_name = arena_text(arena, class_name, strlen(class_name), err);
    }
    return class_name == NULL || config->class_name != NULL;
}

static bool read_files(struct tokenizer_config *config, struct folder *folder, struct arena *arena,
                       struct error *err)
{
    json_t *root = NULL;
    json_t *map = NULL;
    json_t *added = NULL;
    bool ok = parse_optional(folder, "tokenizer_config.json", &root, err) &&
              parse_optional(folder, "special_tokens_map.json", &map, err) &&
              parse_optional(folder, "added_tokens.json", &added, err);
    if (ok && root != NULL) {
        ok = (read_options(config, root, arena, err) && read_decoder(config, root, arena, err)) ||
             error_context(err, "tokenizer_config.json");
    }
    if (ok && added != NULL && config->n_extra == 0) {
        ok = read_added(config, added, arena, err) || error_context(err, "added_tokens.json");
    }
    if (ok && root != NULL) {
        ok = read_specials(config, root, arena, err) || error_context(err, "tokenizer_config.json");
    }
    if (ok && map != NULL) {
        ok =
            read_specials(config, map, arena, err) || error_context(err, "special_tokens_map.json");
    }
    json_decref(root);
    json_decref(map);
    json_decref(added);
    return ok;
}

bool tokenizer_config_read(struct tokenizer_config *config, struct folder *folder,
                           struct arena *arena, struct error *err)
{
    struct vocabulary contents;
    vocabulary_init(&contents);
    *config = (struct tokenizer_config){.contents = &contents};
    bool ok = read_files(config, folder, arena, err);
    config->contents = NULL;
    vocabulary_clear(&contents);
    return ok;
}
