/* tokenizer.json, and vocab.json with merges.txt as one; see tokenizer_parts.h. */
#include "text/tokenizer_parts.h"

#include "text/tokenizer_tables.h"

static const char *const supported_models = "BPE, Unigram";

/* The model's type; older files leave it out and are told by what they hold. */
static const char *model_type(const json_t *model)
{
    const char *type = json_string_value(json_object_get(model, "type"));
    if (type != NULL) {
        return type;
    }
    if (json_is_array(json_object_get(model, "vocab"))) {
        return "Unigram";
    }
    if (json_object_get(model, "merges") != NULL) {
        return "BPE";
    }
    return json_object_get(model, "max_input_chars_per_word") != NULL ? "WordPiece" : "WordLevel";
}

/* "vocab" of BPE: {"token": id}. */
static bool read_vocabulary(struct vocabulary *vocabulary, const json_t *model, struct error *err)
{
    const json_t *words;
    if (!json_read_object(model, "vocab", &words, err)) {
        return false;
    }
    void *item = json_object_iter((json_t *)(uintptr_t)words);
    while (item != NULL) {
        struct bytes word = {(const uint8_t *)json_object_iter_key(item),
                             json_object_iter_key_len(item)};
        const json_t *id = json_object_iter_value(item);
        if (!json_is_integer(id) || json_integer_value(id) < 0) {
            return error_set(err, ERROR_MALFORMED, "\"vocab\": \"%.100s\" has no valid id",
                             (const char *)word.data);
        }
        if (!vocabulary_add(vocabulary, (uint64_t)json_integer_value(id), word, err)) {
            return error_context(err, "\"vocab\"");
        }
        item = json_object_iter_next((json_t *)(uintptr_t)words, item);
    }
    return true;
}

static bool read_model(struct tokenizer_parts *parts, const json_t *root, struct error *err)
{
    const json_t *model;
    if (!json_read_object(root, "model", &model, err)) {
        return false;
    }
    if (model == NULL) {
        return error_set(err, ERROR_MALFORMED, "there is no \"model\"");
    }
    const char *type = model_type(model);
    if (strcmp(type, "BPE") == 0) {
        parts->model = TOKENIZER_MODEL_BPE;
        return read_vocabulary(&parts->vocabulary, model, err) &&
               bpe_read(&parts->bpe, model, &parts->vocabulary, err);
    }
    if (strcmp(type, "Unigram") == 0) {
        parts->model = TOKENIZER_MODEL_UNIGRAM;
        return unigram_read(&parts->unigram, model, &parts->vocabulary, err);
    }
    return error_set(err, ERROR_UNSUPPORTED, "model \"%.100s\" is not supported (supported: %s)",
                     type, supported_models);
}

static bool read_added_tokens(struct tokenizer_parts *parts, const json_t *root, struct error *err)
{
    const json_t *tokens;
    if (!json_read_array(root, "added_tokens", &tokens, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < json_array_size(tokens); i++) {
        struct added_token token;
        ok = added_token_read(&token, json_array_get(tokens, i), &parts->arena, err) &&
             added_tokens_add(&parts->added, &token, &parts->vocabulary, err);
    }
    return ok;
}

bool tokenizer_parts_read_json(struct tokenizer_parts *parts, const json_t *root, struct error *err)
{
    struct arena *arena = &parts->arena;
    if (!json_is_object(root)) {
        return error_set(err, ERROR_MALFORMED, "expected an object, found %s",
                         json_type_text(root));
    }
    return normalizer_read(&parts->normalizer, json_object_get(root, "normalizer"), arena, err) &&
           pretokenizer_read(&parts->pretokenizer, json_object_get(root, "pre_tokenizer"), arena,
                             err) &&
           postprocessor_read(&parts->postprocessor, json_object_get(root, "post_processor"), arena,
                              err) &&
           token_decoder_read(&parts->decoder, json_object_get(root, "decoder"), arena, err) &&
           read_model(parts, root, err) && read_added_tokens(parts, root, err);
}

/* The steps that transformers gives to a class whose files say nothing of them. */
struct preset {
    const char *class_name;
    const char *steps; /* %s: whether a space is put in front */
};

#define BYTE_LEVEL_STEPS                                                                           \
    "{\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"add_prefix_space\":%s,\"use_regex\":true},"      \
    "\"decoder\":{\"type\":\"ByteLevel\"}}"

#define QWEN2_STEPS                                                                                \
    "{\"normalizer\":{\"type\":\"NFC\"},\"pre_tokenizer\":{\"type\":\"Sequence\","                 \
    "\"pretokenizers\":[{\"type\":\"Split\",\"behavior\":\"Isolated\",\"invert\":false,"           \
    "\"pattern\":{\"Regex\":\"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?"         \
    "\\\\p{L}+|\\\\p{N}| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|"             \
    "\\\\s+(?!\\\\S)|\\\\s+\"}},{\"type\":\"ByteLevel\",\"add_prefix_space\":%s,"                  \
    "\"use_regex\":false}]},\"decoder\":{\"type\":\"ByteLevel\"}}"

static const struct preset presets[] = {
    {"GPT2Tokenizer", BYTE_LEVEL_STEPS},
    {"CodeGenTokenizer", BYTE_LEVEL_STEPS},
    {"GPTNeoXTokenizer", BYTE_LEVEL_STEPS},
    {"Qwen2Tokenizer", QWEN2_STEPS},
};

enum { MAX_PRESET_BYTES = 1024 };

/* The preset of a class name, with or without "Fast". Without a name it is GPT-2's. */
static const struct preset *find_preset(const char *class_name, struct error *err)
{
    if (class_name == NULL) {
        return &presets[0];
    }
    size_t n = strlen(class_name);
    if (n > 4 && strcmp(class_name + n - 4, "Fast") == 0) {
        n -= 4;
    }
    for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
        if (strlen(presets[i].class_name) == n &&
            memcmp(presets[i].class_name, class_name, n) == 0) {
            return &presets[i];
        }
    }
    error_set(err, ERROR_UNSUPPORTED,
              "vocab.json of the class \"%.100s\" is not supported without a tokenizer.json "
              "(supported: GPT2Tokenizer, CodeGenTokenizer, GPTNeoXTokenizer, Qwen2Tokenizer)",
              class_name);
    return NULL;
}

/* Lines of merges.txt as an array of strings; NULL on failure. */
static json_t *read_lines(struct bytes text, struct error *err)
{
    json_t *lines = json_array();
    size_t start = 0;
    while (lines != NULL && start < text.n_bytes) {
        const uint8_t *newline = memchr(text.data + start, '\n', text.n_bytes - start);
        size_t end = newline != NULL ? (size_t)(newline - text.data) : text.n_bytes;
        size_t n = end - start;
        if (n > 0 && text.data[end - 1] == '\r') {
            n--;
        }
        if (n > 0 &&
            json_array_append_new(lines, json_stringn((const char *)text.data + start, n)) != 0) {
            json_decref(lines);
            error_set(err, ERROR_MALFORMED, "merges.txt: byte %zu: not UTF-8, or out of memory",
                      start);
            return NULL;
        }
        start = end + 1;
    }
    if (lines == NULL) {
        error_set(err, ERROR_MEMORY, "merges.txt: out of memory");
    }
    return lines;
}

/* What could not be taken straight from the lines; NULL on failure. */
static json_t *read_merges(struct tokenizer_parts *parts, struct bytes file, struct error *err)
{
    bool is_taken;
    if (!tokenizer_tables_take_lines(parts, file, &is_taken, err)) {
        return NULL;
    }
    return read_lines(is_taken ? (struct bytes){NULL, 0} : file, err);
}

/* Puts a new reference into an object, whichever of the two fails. */
static bool put(json_t *object, const char *key, json_t *value, struct error *err)
{
    return json_object_set_new(object, key, value) == 0 ||
           error_set(err, ERROR_MEMORY, "out of memory");
}

bool tokenizer_parts_read_merges(struct tokenizer_parts *parts, struct folder *folder,
                                 struct error *err)
{
    struct bytes vocab_file;
    struct bytes merges_file;
    const struct preset *preset = find_preset(parts->config.class_name, err);
    if (preset == NULL || !folder_read(folder, "vocab.json", &vocab_file, err) ||
        !folder_read(folder, "merges.txt", &merges_file, err)) {
        return false;
    }
    struct buffer steps;
    buffer_init(&steps, MAX_PRESET_BYTES);
    const char *space = parts->config.adds_prefix_space ? "true" : "false";
    const char *place = strstr(preset->steps, "%s");
    buffer_append(&steps, preset->steps, (size_t)(place - preset->steps));
    buffer_append_text(&steps, space);
    buffer_append_text(&steps, place + 2);
    json_t *root = json_parse((struct bytes){(const uint8_t *)buffer_text(&steps), steps.n_bytes},
                              "preset", err);
    json_t *model = json_object();
    bool ok = root != NULL;
    json_t *vocab = ok ? tokenizer_tables_parse_words(parts, vocab_file, err) : NULL;
    json_t *merges = vocab != NULL ? read_merges(parts, merges_file, err) : NULL;
    ok = vocab != NULL && merges != NULL;
    ok = ok && put(model, "type", json_string("BPE"), err);
    ok = ok && put(model, "vocab", json_incref(vocab), err);
    ok = ok && put(model, "merges", json_incref(merges), err);
    ok = ok && put(root, "model", json_incref(model), err);
    ok = ok && tokenizer_parts_read_json(parts, root, err);
    json_decref(merges);
    json_decref(vocab);
    json_decref(model);
    json_decref(root);
    buffer_clear(&steps);
    return ok;
}
