/* Planning a GGUF file; see gguf_plan.h. */
#include "convert/gguf_plan.h"

#include <stdio.h>
#include <string.h>
#include "model/families.h"
#include "model/gguf_architectures.h"
#include "text/chat.h"
#include "text/tokenizer_gguf_write.h"

enum {
    MAX_FRONT_BYTES = 1 << 30,
    MAX_NOTE_BYTES = 1 << 16,
    MAX_ARENA_BYTES = 1 << 28,
    MAX_JSON_BYTES = 16 << 20,
    QUANTIZATION_VERSION = 2, /* of ggml's blocks, since 2023 */
};

static struct bytes text_bytes(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* ---- the tokenizer -------------------------------------------------------------------------- */

static void put_template(struct gguf_header *header, const char *key, const char *text)
{
    if (text != NULL) {
        gguf_header_text(header, key, text_bytes(text));
    }
}

static bool put_templates(struct gguf_plan *plan, struct error *err)
{
    struct chat *chat;
    if (!chat_open(&chat, plan->source->folder, err)) {
        return false;
    }
    put_template(&plan->header, "tokenizer.chat_template", chat_source(chat, false));
    put_template(&plan->header, "tokenizer.chat_template.tool_use", chat_source(chat, true));
    chat_close(chat);
    return true;
}

/* Ends of texts beside the tokenizer's own: a turn's, and a message's. */
static void put_ends(struct gguf_plan *plan, const json_t *json, int64_t eos)
{
    static const char *const keys[] = {"tokenizer.ggml.eot_token_id",
                                       "tokenizer.ggml.eom_token_id"};
    const json_t *value = json_object_get(json, "eos_token_id");
    size_t n_put = 0;
    for (size_t i = 0; i < json_array_size(value) && n_put < 2; i++) {
        json_int_t id = json_integer_value(json_array_get(value, i));
        if (id != eos && id >= 0 && (uint64_t)id < plan->source->numbers.vocabulary_size) {
            gguf_header_u32(&plan->header, keys[n_put++], (uint32_t)id);
        }
    }
    if (json_is_integer(value) && json_integer_value(value) != eos &&
        json_integer_value(value) >= 0) {
        gguf_header_u32(&plan->header, keys[0], (uint32_t)json_integer_value(value));
    }
}

static void put_sampling(struct gguf_plan *plan, const json_t *json)
{
    static const char *const rows[][2] = {
        {"temperature", "general.sampling.temp"},
        {"top_p", "general.sampling.top_p"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const json_t *value = json_object_get(json, rows[i][0]);
        if (json_is_number(value)) {
            gguf_header_f32(&plan->header, rows[i][1], (float)json_number_value(value));
        }
    }
    const json_t *top_k = json_object_get(json, "top_k");
    if (json_is_integer(top_k) && json_integer_value(top_k) >= 0) {
        gguf_header_u32(&plan->header, "general.sampling.top_k",
                        (uint32_t)json_integer_value(top_k));
    }
}

/* generation_config.json decides what ends a text; where it says nothing, config.json does. */
static bool put_generation(struct gguf_plan *plan, const struct tokenizer *tokenizer,
                           struct error *err)
{
    static const char name[] = "generation_config.json";
    const struct source *source = plan->source;
    uint32_t eos = 0;
    bool has_eos = tokenizer != NULL && tokenizer_role_id(tokenizer, TOKENIZER_EOS, &eos);
    json_t *json = json_object();
    if (folder_has(source->folder, name)) {
        json_decref(json);
        json = json_open_object(source->folder, name, MAX_JSON_BYTES, err);
    }
    if (json == NULL) {
        return false;
    }
    const json_t *from = json_object_get(json, "eos_token_id") != NULL ? json
                         : json_object_get(source->config, "eos_token_id") != NULL
                             ? source->config
                             : source->text_part;
    put_ends(plan, from, has_eos ? (int64_t)eos : -1);
    put_sampling(plan, json);
    json_decref(json);
    return true;
}

static bool put_tokenizer(struct gguf_plan *plan, struct error *err)
{
    const struct source *source = plan->source;
    struct tokenizer *tokenizer = NULL;
    bool has_tokenizer;
    if (!tokenizer_is_in(source->folder, &has_tokenizer, err)) {
        return false;
    }
    if (!has_tokenizer) {
        gguf_header_text(&plan->header, "tokenizer.ggml.model", text_bytes("none"));
        return put_generation(plan, NULL, err);
    }
    bool ok = tokenizer_open(&tokenizer, source->folder, err) &&
              tokenizer_gguf_write(tokenizer, source->numbers.vocabulary_size, &plan->header,
                                   &plan->notes, err) &&
              put_templates(plan, err) && put_generation(plan, tokenizer, err);
    tokenizer_close(tokenizer);
    return ok;
}

/* ---- pairs of another GGUF file ------------------------------------------------------------- */

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* Texts of version 1 have shorter lengths, so that arrays of them are written one by one. */
static void copy_pair(struct gguf_plan *plan, const struct gguf *gguf, const struct gguf_pair *pair)
{
    const struct gguf_value *value = &pair->value;
    if (value->type != GGUF_ARRAY || value->item_type != GGUF_STRING) {
        gguf_header_value(&plan->header, pair->key, value);
        return;
    }
    struct gguf_strings walk = gguf_strings_of(gguf, value);
    struct bytes text;
    gguf_header_array(&plan->header, pair->key, GGUF_STRING, value->n_items);
    while (gguf_strings_next(&walk, &text)) {
        gguf_header_item_text(&plan->header, text);
    }
}

/* All about the model as a whole and its tokenizer. */
static void copy_pairs(struct gguf_plan *plan)
{
    static const char *const own[] = {
        "general.architecture",
        "general.file_type",
        "general.quantization_version",
        "general.alignment",
    };
    const struct gguf *gguf = &plan->source->gguf;
    for (size_t i = 0; i < gguf->n_pairs; i++) {
        const char *key = gguf->pairs[i].key;
        bool is_own = false;
        for (size_t k = 0; k < sizeof own / sizeof own[0]; k++) {
            is_own = is_own || strcmp(key, own[k]) == 0;
        }
        if (!is_own && (starts_with(key, "general.") || starts_with(key, "tokenizer."))) {
            copy_pair(plan, gguf, &gguf->pairs[i]);
        }
    }
}

/* ---- tensors -------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t n_end = strlen(end);
    return n >= n_end && strcmp(text + n - n_end, end) == 0;
}

/* Rows of queries and keys: of a file that has them in pairs already, they are taken as they are.
 */
static void order_rows(const struct gguf_plan *plan, struct gguf_work *work)
{
    const struct model_config *config = &plan->source->numbers;
    const struct family_names *names = config->row->names;
    char name[GGUF_NAME_BYTES];
    const char *suffix = strrchr(work->source.name, '.');
    snprintf(name, sizeof name, "%.*s", (int)(suffix - work->source.name), work->source.name);
    bool is_turned = (names->query != NULL && ends_with(name, names->query)) ||
                     (names->key != NULL && ends_with(name, names->key));
    if (!plan->metadata.pairs_rows || !is_turned) {
        return;
    }
    if (work->source.head_dim != 0) {
        work->source.head_dim = 0;
        return;
    }
    work->head_dim = config->head_dim;
    work->n_paired = config->ropes[0].n_dims;
}

/* A file that says nothing of a module leaves it as it is without one. */
static bool add_importance(struct gguf_plan *plan, struct gguf_work *work, struct error *err)
{
    size_t n = work->source.matrix.n_columns;
    bool is_there;
    if (plan->importance == NULL || work->source.path == NULL) {
        return true;
    }
    float *copy = arena_array(&plan->arena, n, sizeof *copy, err);
    if (copy == NULL ||
        !importance_copy(plan->importance, work->source.path, n, copy, &is_there, err)) {
        return false;
    }
    work->importance = is_there ? copy : NULL;
    return true;
}

static bool add_work(struct gguf_plan *plan, const struct source_tensor *tensor,
                     size_t *n_fallbacks, struct error *err)
{
    struct gguf_work *work = &plan->work[plan->n_work];
    const struct matrix *matrix = &tensor->matrix;
    char name[GGUF_NAME_BYTES];
    bool is_fallback;
    bool is_vector = tensor->path == NULL;
    if (!gguf_tensor_name(&plan->source->numbers, tensor->name, name)) {
        return error_set(err, ERROR_UNSUPPORTED, "GGUF has no name for tensor \"%s\"",
                         tensor->name);
    }
    *work = (struct gguf_work){.source = *tensor};
    work->type = gguf_mix_type(plan->mix, tensor, plan->source, &is_fallback);
    work->row_bytes = matrix->n_columns / work->type->n_elements * work->type->n_bytes;
    if (is_vector && ends_with(tensor->name, "norm.weight")) {
        work->source.offset += plan->metadata.norm_offset;
    }
    order_rows(plan, work);
    const size_t shape[] = {matrix->n_rows, matrix->n_columns};
    work->offset =
        gguf_header_tensor(&plan->header, name, work->type, shape + is_vector, is_vector ? 1 : 2);
    if (is_fallback) {
        if (*n_fallbacks == 0) {
            buffer_append_format(&plan->notes,
                                 "%s is written as %s: rows of %zu do not make its blocks\n", name,
                                 work->type->name, matrix->n_columns);
        }
        ++*n_fallbacks;
    }
    plan->n_work++;
    return add_importance(plan, work, err);
}

static bool add_tensors(struct gguf_plan *plan, struct error *err)
{
    const struct source *source = plan->source;
    size_t n_fallbacks = 0;
    plan->work = arena_array(&plan->arena, source->n_tensors + 1, sizeof *plan->work, err);
    bool ok = plan->work != NULL;
    for (size_t i = 0; ok && i < source->n_tensors; i++) {
        ok = add_work(plan, &source->tensors[i], &n_fallbacks, err);
    }
    if (n_fallbacks > 1) {
        buffer_append_format(&plan->notes, "and so are %zu other tensors\n", n_fallbacks - 1);
    }
    plan->ropes_offset = plan->header.n_data_bytes;
    for (size_t i = 0; ok && i < plan->metadata.n_ropes; i++) {
        const struct gguf_rope_tensor *rope = &plan->metadata.ropes[i];
        gguf_header_tensor(&plan->header, rope->name, gguf_tensor_type_find("F32"),
                           &rope->n_factors, 1);
    }
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------ */

bool gguf_plan_make(struct gguf_plan *plan, const struct source *source, const struct gguf_mix *mix,
                    const struct importance *importance, const char *name, struct error *err)
{
    *plan = (struct gguf_plan){.source = source, .mix = mix, .importance = importance};
    struct gguf_header *header = &plan->header;
    gguf_header_init(header);
    buffer_init(&plan->front, MAX_FRONT_BYTES);
    buffer_init(&plan->notes, MAX_NOTE_BYTES);
    arena_init(&plan->arena, MAX_ARENA_BYTES);
    const struct gguf_architecture *architecture = gguf_architecture_of(source->numbers.family);
    gguf_header_text(header, "general.architecture",
                     text_bytes(architecture != NULL ? architecture->name : ""));
    gguf_header_u32(header, "general.file_type", mix->file_type);
    gguf_header_u32(header, "general.quantization_version", QUANTIZATION_VERSION);
    if (!source->is_gguf) {
        gguf_header_text(header, "general.type", text_bytes("model"));
        gguf_header_text(header, "general.name", text_bytes(name));
    }
    if (!gguf_metadata_put(header, &source->numbers, &plan->metadata, &plan->arena, err)) {
        return false;
    }
    if (plan->metadata.remark != NULL) {
        buffer_append_format(&plan->notes, "%s\n", plan->metadata.remark);
    }
    if (source->is_gguf) {
        copy_pairs(plan);
    } else if (!put_tokenizer(plan, err)) {
        return false;
    }
    if (!add_tensors(plan, err) || !gguf_header_check(header, err)) {
        return false;
    }
    gguf_header_append(header, &plan->front);
    for (size_t i = 0; i < plan->n_work; i++) {
        plan->work[i].offset += plan->front.n_bytes;
    }
    plan->ropes_offset += plan->front.n_bytes;
    plan->n_bytes = plan->front.n_bytes + header->n_data_bytes;
    return buffer_check(&plan->front, err) && buffer_check(&plan->notes, err);
}

void gguf_plan_clear(struct gguf_plan *plan)
{
    gguf_header_clear(&plan->header);
    buffer_clear(&plan->front);
    buffer_clear(&plan->notes);
    arena_clear(&plan->arena);
}
