/* JSON Lines to learn from: the first byte's bits are the options, the rest is the file. */
#include <stdlib.h>
#include <string.h>
#include "fuzz/fuzz_target.h"
#include "train/dataset.h"

static const char tokenizer_json[] =
    "{\"added_tokens\":[{\"id\":3,\"content\":\"<end>\",\"special\":true}],"
    "\"model\":{\"type\":\"BPE\",\"unk_token\":\"<unk>\","
    "\"vocab\":{\"<unk>\":0,\"a\":1,\"b\":2,\"ab\":4},\"merges\":[\"a b\"]}}";
static const char tokenizer_config[] = "{\"eos_token\":\"<end>\"}";
static const char source[] =
    "{% for m in messages %}{{ m.role }}:{{ m.content }}<end>{% endfor %}"
    "{% if tools %}{{ tools | length }}{% endif %}{% if add_generation_prompt %}a{% endif %}";

static void check(const struct dataset *set, struct error *err)
{
    struct dataset_batches batches;
    if (set->n_samples == 0 || !dataset_batch(set, 3, true, 50, 7, &batches, err)) {
        return;
    }
    size_t n = 0;
    for (size_t i = 0; i < batches.n; i++) {
        size_t b = dataset_batch_at(&batches, i);
        for (size_t k = batches.firsts[b]; k < batches.firsts[b + 1]; k++, n++) {
            const struct dataset_sample *sample = &set->samples[batches.order[k]];
            if (sample->n_tokens < 2 || sample->first_target < 1 ||
                sample->first_target >= sample->n_tokens ||
                sample->first_token + sample->n_tokens > set->tokens.n_ids) {
                abort();
            }
        }
    }
    if (n != set->n_samples) {
        abort();
    }
    dataset_batches_clear(&batches);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    const struct folder_file files[] = {
        {"tokenizer.json", {(const uint8_t *)tokenizer_json, sizeof tokenizer_json - 1}},
        {"tokenizer_config.json", {(const uint8_t *)tokenizer_config, sizeof tokenizer_config - 1}},
    };
    struct error err = {0};
    struct folder *folder = NULL;
    struct tokenizer *tokenizer = NULL;
    struct chat *chat = NULL;
    struct dataset set = {.n_samples = 0};
    if (n_bytes == 0) {
        return 0;
    }
    const struct dataset_options options = {.masks_prompt = (data[0] & 1) != 0,
                                            .max_tokens = 2 + (data[0] >> 1)};
    if (!folder_open_memory(&folder, files, 2, &err) || !tokenizer_open(&tokenizer, folder, &err) ||
        !chat_open_source(&chat, (struct bytes){(const uint8_t *)source, sizeof source - 1}, "chat",
                          &err)) {
        abort();
    }
    bool ok = dataset_add(&set, "train.jsonl", (struct bytes){data + 1, n_bytes - 1}, tokenizer,
                          chat, &options, &err);
    if (!ok && err.code == ERROR_NONE) {
        abort();
    }
    check(&set, &err);
    dataset_clear(&set);
    chat_close(chat);
    tokenizer_close(tokenizer);
    folder_close(folder);
    return 0;
}
