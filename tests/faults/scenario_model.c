/* Checkpoints alone: several shards with an index, and one quantized by rules of its own; and the
 * pages of a cache. */
#include <stdio.h>
#include "faults/scenario.h"
#include "model/kv_cache.h"
#include "model/model.h"
#include "support/tiny_gguf.h"
#include "text/chat.h"
#include "text/tokenizer.h"

static bool open_checkpoint(const char *tests_folder, const char *name, size_t n_layers,
                            char *message, size_t n_message_bytes)
{
    char path[4096];
    struct error err = {0};
    struct folder *folder = NULL;
    struct model *model = NULL;
    snprintf(path, sizeof path, "%s/golden/models/%s", tests_folder, name);
    bool ok = folder_open(&folder, path, &err) && model_open(&model, folder, &err);
    ok = ok && model->config.n_layers == n_layers && model->weights.n_parameters > 0 &&
         model->n_end_tokens > 0 && model->n_warnings == 0;
    model_close(model);
    folder_close(folder);
    if (!ok) {
        snprintf(message, n_message_bytes, "%s", err.message);
    }
    return ok;
}

bool scenario_model(const char *tests_folder, char *message, size_t n_message_bytes)
{
    return open_checkpoint(tests_folder, "llama", 2, message, n_message_bytes) &&
           open_checkpoint(tests_folder, "mlx-smollm3-mixed", 2, message, n_message_bytes) &&
           open_checkpoint(tests_folder, "rope-longrope-long", 2, message, n_message_bytes) &&
           open_checkpoint(tests_folder, "gguf-phi3", 2, message, n_message_bytes);
}

/* A GGUF file in memory: its model, tokenizer and template. */
bool scenario_gguf(const char *tests_folder, char *message, size_t n_message_bytes)
{
    struct error err = {0};
    struct gguf_file file;
    struct folder *folder = NULL;
    struct model *model = NULL;
    struct tokenizer *tokenizer = NULL;
    struct chat *chat = NULL;
    struct token_list ids = {0};
    struct folder_file entry = {"tiny.gguf", tiny_gguf_make(&file, &(struct tiny_gguf){0})};
    (void)tests_folder;
    bool ok =
        buffer_check(&file.pairs, &err) && buffer_check(&file.tensors, &err) &&
        buffer_check(&file.data, &err) && buffer_check(&file.file, &err) &&
        folder_open_memory(&folder, &entry, 1, &err) && model_open(&model, folder, &err) &&
        tokenizer_open(&tokenizer, folder, &err) && chat_open(&chat, folder, &err) &&
        tokenizer_encode(tokenizer, (struct bytes){(const uint8_t *)"ab", 2}, true, &ids, &err);
    ok = ok && ids.n_ids == 2 && ids.ids[0] == 1 && ids.ids[1] == 7 && chat_has_template(chat);
    token_list_clear(&ids);
    chat_close(chat);
    tokenizer_close(tokenizer);
    model_close(model);
    folder_close(folder);
    gguf_file_clear(&file);
    if (!ok) {
        snprintf(message, n_message_bytes, "%s", err.message);
    }
    return ok;
}

/* Restored with more pages than were made with the cache; whatever fails there, the cache is an
 * empty one that can be filled from the start. */
bool scenario_cache(const char *tests_folder, char *message, size_t n_message_bytes)
{
    enum { N_LAYERS = 2, CONTEXT = 1024, WINDOW = 70, CHUNK = 64, N_TOKENS = 900 };
    static struct layer_config layers[N_LAYERS] = {{0, 0}, {WINDOW, 0}};
    static const size_t first_blocks[KV_MAX_GROUPS] = {0, 2};
    const struct model_config config = {
        .n_layers = N_LAYERS, .n_kv_heads = 1, .head_dim = 16, .layers = layers};
    struct kv_plan plan;
    struct kv_cache *cache = NULL;
    struct error err = {0};
    (void)tests_folder;
    bool ok = kv_plan_init(&plan, &config, KV_F16, CONTEXT, CHUNK, &err) &&
              kv_cache_create(&cache, &plan, &err) &&
              kv_cache_restore(cache, N_TOKENS, first_blocks, &err);
    bool is_usable = true;
    if (cache != NULL && !ok && kv_cache_reserve(cache, 1, NULL)) {
        for (size_t g = 0; g < plan.n_groups; g++) {
            is_usable = is_usable && kv_cache_pages(cache, g)[0] != NULL;
        }
    }
    kv_cache_destroy(cache);
    if (!ok && is_usable) {
        snprintf(message, n_message_bytes, "%s", err.message);
    }
    return ok;
}
