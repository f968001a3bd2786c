/*
 * Prompt-cache files; see snapshot.h. All numbers little-endian, sections in this order:
 *
 *   "SILEXKV2" | u64 fingerprint of the model | u32 cache type | u32 precision | u64 n_tokens
 *   u64 rope_length | u32 n_groups | u32 0
 *   per group: u64 window | u64 n_layers | u64 page_bytes | u64 first_block
 *   tokens, u32 each, padded with zeros to a multiple of 64 bytes from the start of the file
 *   per group: pages first_block … last, page_bytes each; places beyond n_tokens are zero
 *   u64 checksum of all before it
 */
#include "generate/snapshot.h"

#include <stdlib.h>
#include <string.h>
#include "base/atomic_file.h"
#include "base/checksum.h"
#include "base/file_map.h"
#include "base/memory.h"
#include "base/random.h"
#include "model/adapter.h"
#include "model/model_fingerprint.h"

static const char magic[8] = {'S', 'I', 'L', 'E', 'X', 'K', 'V', '2'};

enum { ALIGNMENT = 64, VERSION_AT = 7 };

/* An adapter is part of what a model is. */
static uint64_t fingerprint(const struct session *session)
{
    const struct model *model = session->model;
    const struct adapter *adapter = session->adapter;
    const struct model_weights *weights = adapter != NULL ? &adapter->weights : &model->weights;
    uint64_t sum = model_fingerprint(weights, model->config.n_layers);
    return adapter != NULL ? random_mix(sum ^ adapter->fingerprint) : sum;
}

/* ---- saving ---------------------------------------------------------------------------------- */

struct writer {
    struct atomic_file *file;
    uint64_t sum;
    size_t n_bytes;
};

/* Whole sections, each summed on its own and chained. */
static void write_section(struct writer *writer, const void *bytes, size_t n_bytes)
{
    atomic_file_write(writer->file, bytes, n_bytes);
    writer->sum = random_mix(writer->sum ^ checksum_section(bytes, n_bytes));
    writer->n_bytes += n_bytes;
}

struct header {
    char magic[8];
    uint64_t fingerprint;
    uint32_t kv_type;
    uint32_t precision;
    uint64_t n_tokens;
    uint64_t rope_length;
    uint32_t n_groups;
    uint32_t zero;
};

struct group_header {
    uint64_t window;
    uint64_t n_layers;
    uint64_t page_bytes;
    uint64_t first_block;
};

static size_t block_count(uint64_t n_tokens)
{
    return (size_t)((n_tokens + KV_PAGE_TOKENS - 1) / KV_PAGE_TOKENS);
}

/* What an earlier, longer past left behind the last token is nobody's business. */
static void clear_tail(const struct kv_plan *plan, size_t n_layers, uint8_t *page, size_t n_used)
{
    for (size_t layer = 0; layer < n_layers; layer++) {
        kv_layout_clear(&plan->layout, page + layer * plan->layout.layer_bytes, n_used);
    }
}

static void write_pages(struct writer *writer, const struct session *session, size_t g,
                        uint8_t *copy)
{
    const struct kv_plan *plan = kv_cache_plan(session->cache);
    const struct kv_group *group = &plan->groups[g];
    size_t n_blocks = group->n_layers > 0 ? block_count(session->n_tokens) : 0;
    size_t n_used = session->n_tokens % KV_PAGE_TOKENS;
    for (size_t i = kv_cache_first_block(session->cache, g); i < n_blocks; i++) {
        memcpy(copy, kv_cache_pages(session->cache, g)[i], group->page_bytes);
        if (i + 1 == n_blocks && n_used > 0) {
            clear_tail(plan, group->n_layers, copy, n_used);
        }
        write_section(writer, copy, group->page_bytes);
    }
}

static size_t padded_token_bytes(size_t n_before, uint64_t n_tokens)
{
    size_t end = n_before + (size_t)n_tokens * sizeof(uint32_t);
    return (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - n_before;
}

static bool write_all(struct writer *writer, const struct session *session, struct error *err)
{
    const struct kv_plan *plan = kv_cache_plan(session->cache);
    struct header header = {
        .fingerprint = fingerprint(session),
        .kv_type = plan->layout.type,
        .precision = session->options.precision,
        .n_tokens = session->n_tokens,
        .rope_length = session->rope_length,
        .n_groups = (uint32_t)plan->n_groups,
    };
    memcpy(header.magic, magic, sizeof magic);
    write_section(writer, &header, sizeof header);
    size_t n_page = ALIGNMENT;
    for (size_t g = 0; g < plan->n_groups; g++) {
        const struct kv_group *group = &plan->groups[g];
        const struct group_header group_header = {group->window, group->n_layers, group->page_bytes,
                                                  kv_cache_first_block(session->cache, g)};
        write_section(writer, &group_header, sizeof group_header);
        n_page = group->page_bytes > n_page ? group->page_bytes : n_page;
    }
    size_t n_token_bytes = padded_token_bytes(writer->n_bytes, session->n_tokens);
    uint8_t *copy = memory_array(n_page > n_token_bytes ? n_page : n_token_bytes, 1, err);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, session->tokens, session->n_tokens * sizeof(uint32_t));
    write_section(writer, copy, n_token_bytes);
    for (size_t g = 0; g < plan->n_groups; g++) {
        write_pages(writer, session, g, copy);
    }
    free(copy);
    atomic_file_write(writer->file, &writer->sum, sizeof writer->sum);
    return true;
}

bool snapshot_save(const struct session *session, const char *path, struct error *err)
{
    struct writer writer = {.sum = 0};
    if (!atomic_file_create(&writer.file, path, err)) {
        return false;
    }
    if (!write_all(&writer, session, err)) {
        atomic_file_discard(writer.file);
        return false;
    }
    return atomic_file_commit(writer.file, err);
}

/* ---- loading --------------------------------------------------------------------------------- */

/* Takes a section and adds it to the sum. */
static const uint8_t *take_section(struct reader *reader, size_t n_bytes, uint64_t *sum)
{
    const uint8_t *section = reader_take(reader, n_bytes);
    if (section != NULL) {
        *sum = random_mix(*sum ^ checksum_section(section, n_bytes));
    }
    return section;
}

static bool parse_groups(struct reader *reader, struct snapshot *out, uint64_t *sum)
{
    for (uint32_t g = 0; g < out->n_groups; g++) {
        struct group_header header;
        const uint8_t *section = take_section(reader, sizeof header, sum);
        if (section == NULL) {
            return false;
        }
        memcpy(&header, section, sizeof header);
        out->groups[g] = (struct snapshot_group){header.window, header.n_layers, header.page_bytes,
                                                 header.first_block, NULL};
    }
    return true;
}

static bool parse_pages(struct reader *reader, struct snapshot *out, uint64_t *sum)
{
    size_t n_blocks = block_count(out->n_tokens);
    for (uint32_t g = 0; g < out->n_groups; g++) {
        struct snapshot_group *group = &out->groups[g];
        size_t n = group->n_layers > 0 ? n_blocks : 0;
        if (group->first_block > n_blocks || group->page_bytes % ALIGNMENT != 0 ||
            (group->n_layers > 0 && group->page_bytes == 0)) {
            return false;
        }
        group->pages = reader->bytes.data + reader->offset;
        for (size_t i = (size_t)group->first_block; i < n; i++) {
            if (take_section(reader, (size_t)group->page_bytes, sum) == NULL) {
                return false;
            }
        }
    }
    return true;
}

static bool parse_all(struct reader *reader, struct snapshot *out, uint64_t *sum)
{
    struct header header;
    const uint8_t *section = take_section(reader, sizeof header, sum);
    if (section == NULL) {
        return false;
    }
    memcpy(&header, section, sizeof header);
    *out = (struct snapshot){
        .fingerprint = header.fingerprint,
        .kv_type = header.kv_type,
        .precision = header.precision,
        .n_tokens = header.n_tokens,
        .rope_length = header.rope_length,
        .n_groups = header.n_groups,
    };
    if (memcmp(header.magic, magic, sizeof magic) != 0 || header.n_groups > KV_MAX_GROUPS ||
        header.n_tokens > reader->bytes.n_bytes / sizeof(uint32_t) ||
        !parse_groups(reader, out, sum)) {
        return false;
    }
    out->tokens = take_section(reader, padded_token_bytes(reader->offset, out->n_tokens), sum);
    return out->tokens != NULL && parse_pages(reader, out, sum);
}

bool snapshot_parse(struct bytes file, struct snapshot *out, struct error *err)
{
    struct reader reader = {.bytes = file};
    uint64_t sum = 0;
    if (file.n_bytes < sizeof magic || memcmp(file.data, magic, VERSION_AT) != 0) {
        return error_set(err, ERROR_MALFORMED, "not a prompt cache of Silex");
    }
    if (file.data[VERSION_AT] != (uint8_t)magic[VERSION_AT]) {
        return error_set(err, ERROR_MALFORMED,
                         "the prompt cache was made by another version of Silex: expected format "
                         "%c, found byte 0x%02x",
                         magic[VERSION_AT], file.data[VERSION_AT]);
    }
    if (!parse_all(&reader, out, &sum)) {
        return error_set(err, ERROR_MALFORMED, "the prompt cache is cut short or damaged");
    }
    out->checksum = sum;
    if (reader_u64(&reader) != sum || reader.failed || reader.offset != file.n_bytes) {
        return error_set(err, ERROR_MALFORMED, "the prompt cache is damaged: its checksum differs");
    }
    return true;
}

static bool check_fits(const struct session *session, const struct snapshot *snapshot,
                       struct error *err)
{
    const struct kv_plan *plan = kv_cache_plan(session->cache);
    if (snapshot->fingerprint != fingerprint(session)) {
        return error_set(err, ERROR_ARGUMENT, "the prompt cache was made with another model");
    }
    if (snapshot->kv_type != (uint32_t)plan->layout.type ||
        snapshot->precision != (uint32_t)session->options.precision) {
        return error_set(err, ERROR_ARGUMENT,
                         "the prompt cache was made with another precision or type of cache");
    }
    if (snapshot->n_tokens > session->options.context_tokens) {
        return error_set(err, ERROR_CONTEXT_FULL,
                         "the prompt cache has %llu tokens; the context has room for %zu",
                         (unsigned long long)snapshot->n_tokens, session->options.context_tokens);
    }
    for (size_t i = 0; i < snapshot->n_tokens; i++) {
        if (bytes_u32(snapshot->tokens + i * 4) >= session->model->config.vocabulary_size) {
            return error_set(err, ERROR_MALFORMED, "token %zu does not exist in the model", i);
        }
    }
    for (size_t g = 0; g < plan->n_groups; g++) {
        /* A context shorter than a window groups layers in another way. */
        if (snapshot->n_groups != plan->n_groups ||
            snapshot->groups[g].window != plan->groups[g].window ||
            snapshot->groups[g].n_layers != plan->groups[g].n_layers ||
            snapshot->groups[g].page_bytes != plan->groups[g].page_bytes) {
            return error_set(err, ERROR_ARGUMENT,
                             "the prompt cache was made with another length of context");
        }
    }
    return true;
}

static bool restore(struct session *session, const struct snapshot *snapshot, struct error *err)
{
    const struct kv_plan *plan = kv_cache_plan(session->cache);
    size_t first_blocks[KV_MAX_GROUPS] = {0};
    for (size_t g = 0; g < plan->n_groups; g++) {
        first_blocks[g] = (size_t)snapshot->groups[g].first_block;
    }
    session_rewind(session, 0);
    if (!kv_cache_restore(session->cache, (size_t)snapshot->n_tokens, first_blocks, err)) {
        return false;
    }
    for (size_t g = 0; g < plan->n_groups; g++) {
        size_t n_bytes = plan->groups[g].page_bytes;
        size_t n_blocks = plan->groups[g].n_layers > 0 ? block_count(snapshot->n_tokens) : 0;
        for (size_t i = first_blocks[g]; i < n_blocks; i++) {
            memcpy(kv_cache_pages(session->cache, g)[i],
                   snapshot->groups[g].pages + (i - first_blocks[g]) * n_bytes, n_bytes);
        }
    }
    memcpy(session->tokens, snapshot->tokens, (size_t)snapshot->n_tokens * sizeof(uint32_t));
    session->n_tokens = (size_t)snapshot->n_tokens;
    session->rope_length = (size_t)snapshot->rope_length;
    session->has_logits = false;
    return true;
}

bool snapshot_restore(struct session *session, struct bytes file, struct error *err)
{
    struct snapshot snapshot;
    return snapshot_parse(file, &snapshot, err) && check_fits(session, &snapshot, err) &&
           restore(session, &snapshot, err);
}

bool snapshot_load(struct session *session, const char *path, struct error *err)
{
    struct file_map map;
    if (!file_map_open(&map, path, err)) {
        return false;
    }
    bool ok = snapshot_restore(session, map.bytes, err);
    file_map_close(&map);
    return ok || error_context(err, "%s", path);
}
