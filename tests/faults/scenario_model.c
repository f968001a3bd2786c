/* Checkpoints alone: several shards with an index, and one quantized by rules of its own; and the
 * pages of a cache. */
#include <stdio.h>
#include "faults/scenario.h"
#include "model/kv_cache.h"
#include "model/model.h"

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
         model->n_end_tokens == 2 && model->n_warnings == 0;
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
           open_checkpoint(tests_folder, "rope-longrope-long", 2, message, n_message_bytes);
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
