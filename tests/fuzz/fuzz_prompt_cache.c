/*
 * A saved prompt cache, loaded into a session of a small model with a full and a windowed layer;
 * then the session is used.
 *
 * Nearly every mutation breaks the checksum or the length, and is refused at the door. So each
 * input is tried as it is, and once more repaired: with the magic, the model's fingerprint, as many
 * bytes as its header asks for, and the checksum. What is behind the door is then what is fuzzed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "fuzz/fuzz_target.h"
#include "generate/sampler.h"
#include "generate/snapshot.h"
#include "support/tiny_llama.h"

enum {
    CONTEXT = 320,
    CHUNK = 64,
    N_KV_TYPES = 3,
    N_PRECISIONS = 2,
    HEADER_BYTES = 48, /* docs/formats/prompt-cache.md */
    GROUP_BYTES = 32,
    MAX_FILE_BYTES = 1 << 17,
    N_MORE = 8,
};

static const char config[] =
    "{\"model_type\":\"smollm3\",\"hidden_size\":8,\"num_hidden_layers\":2,"
    "\"num_attention_heads\":2,\"num_key_value_heads\":1,\"intermediate_size\":12,"
    "\"vocab_size\":5,\"max_position_embeddings\":512,\"tie_word_embeddings\":false,"
    "\"layer_types\":[\"full_attention\",\"sliding_attention\"],\"use_sliding_window\":true,"
    "\"sliding_window\":40,\"no_rope_layers\":[1,1],\"eos_token_id\":2}";

/* Made by the first run and kept; everything is reachable from here. */
static struct world {
    struct tensor_file tensors;
    struct folder *folder;
    struct model *model;
    struct backend *backend;
    struct sampler *sampler;
    struct session *sessions[N_KV_TYPES][N_PRECISIONS];
    uint8_t fingerprint[8];
} world;

static void demand(bool ok, const struct error *err)
{
    if (!ok) {
        fprintf(stderr, "%s\n", err->message);
        abort();
    }
}

/* Layer 1 has the tensors of layer 0. */
static void add_second_layer(struct tensor_file *file)
{
    char name[100];
    for (size_t i = 0; i < TINY_LLAMA_TENSORS; i++) {
        const struct tiny_tensor *tensor = &tiny_llama_tensors[i];
        snprintf(name, sizeof name, "%s", tensor->name);
        char *number = strstr(name, ".0.");
        if (number != NULL) {
            number[1] = '1';
            tensor_file_add(file, name, "F32", tensor->shape, NULL, 4 * tensor->n_elements);
        }
    }
}

/* What a saved file has in its header. */
static void read_fingerprint(const struct session *session)
{
    char path[] = "/tmp/silex-fuzz-XXXXXX";
    struct error err = {0};
    int descriptor = mkstemp(path);
    demand(descriptor >= 0 && close(descriptor) == 0 && snapshot_save(session, path, &err), &err);
    FILE *file = fopen(path, "rb");
    demand(file != NULL && fseek(file, 8, SEEK_SET) == 0 &&
               fread(world.fingerprint, 8, 1, file) == 1,
           &err);
    fclose(file);
    unlink(path);
}

static void make_world(void)
{
    struct error err = {0};
    tensor_file_init(&world.tensors);
    tiny_llama_add(&world.tensors, TINY_LLAMA_TENSORS);
    add_second_layer(&world.tensors);
    const struct folder_file files[] = {
        {"config.json", {(const uint8_t *)config, sizeof config - 1}},
        {"model.safetensors", tensor_file_bytes(&world.tensors)},
    };
    const struct backend_options backend = {.n_threads = 1, .cap = KERNEL_N_LEVELS};
    demand(folder_open_memory(&world.folder, files, 2, &err) &&
               model_open(&world.model, world.folder, &err) &&
               cpu_backend_create(&world.backend, &backend, &err) &&
               sampler_create(&world.sampler, world.model->config.vocabulary_size, &err),
           &err);
    for (int type = 0; type < N_KV_TYPES; type++) {
        for (int precision = 0; precision < N_PRECISIONS; precision++) {
            const struct session_options options = {.context_tokens = CONTEXT,
                                                    .chunk_tokens = CHUNK,
                                                    .precision = (enum precision)precision,
                                                    .kv_type = (enum kv_type)type};
            demand(session_open(&world.sessions[type][precision], world.model, world.backend,
                                &options, &err),
                   &err);
        }
    }
    read_fingerprint(world.sessions[0][0]);
}

static uint32_t draw(const struct session *session)
{
    static const silex_sampling sampling = {
        .temperature = 0.7f, .top_p = 0.9f, .min_p = 0.1f, .repetition_penalty = 1.1f, .seed = 1};
    const struct sampler_input input = {
        .logits = session->logits, .history = session->tokens, .n_history = session->n_tokens};
    static struct kernels kernels;
    kernels = kernels_select(KERNEL_LEVEL_SCALAR);
    return sampler_draw(world.sampler, &kernels, &sampling, &input).id;
}

/* Tokens on top of whatever the session holds, a fork, and back to the beginning. */
static void use(struct session *session)
{
    static const uint32_t more[] = {1, 2, 3, 4, 0, 1, 2, 3};
    const struct session_append append = {.tokens = more, .n_tokens = N_MORE};
    struct error err = {0};
    struct session *fork;
    size_t n_free = CONTEXT - session->n_tokens;
    if (n_free > N_MORE) {
        demand(session_append(session, &append, &err), &err);
        uint32_t token = draw(session);
        demand(session_step(&session, &token, 1, &err), &err);
    }
    demand(session_fork(session, &fork, &err), &err);
    session_rewind(fork, fork->n_tokens / 2);
    uint32_t token = 0;
    demand(session_step(&fork, &token, 1, &err), &err);
    session_close(fork);
    session_rewind(session, 0);
}

static void load(struct bytes file)
{
    struct error err = {0};
    uint32_t type = file.n_bytes >= HEADER_BYTES ? bytes_u32(file.data + 16) : 0;
    uint32_t precision = file.n_bytes >= HEADER_BYTES ? bytes_u32(file.data + 20) : 0;
    struct session *session = world.sessions[type % N_KV_TYPES][precision % N_PRECISIONS];
    bool ok = snapshot_restore(session, file, &err);
    if (!ok && (err.code == ERROR_NONE || err.message[0] == '\0' || session->n_tokens != 0)) {
        abort();
    }
    if (ok) {
        use(session);
    }
}

/* The size that a header asks for; 0 when that is too much to be tried. */
static size_t wanted_bytes(const uint8_t *header, size_t n_bytes)
{
    uint64_t n_tokens = bytes_u64(header + 24);
    uint32_t n_groups = bytes_u32(header + 40);
    size_t n_wanted = HEADER_BYTES + GROUP_BYTES * (size_t)n_groups;
    if (n_groups > KV_MAX_GROUPS || n_wanted > n_bytes || n_tokens > CONTEXT + 1) {
        return 0;
    }
    n_wanted = (n_wanted + (size_t)n_tokens * 4 + 63) / 64 * 64;
    uint64_t n_blocks = (n_tokens + KV_PAGE_TOKENS - 1) / KV_PAGE_TOKENS;
    for (uint32_t g = 0; g < n_groups; g++) {
        const uint8_t *group = header + HEADER_BYTES + GROUP_BYTES * (size_t)g;
        uint64_t n_layers = bytes_u64(group + 8);
        uint64_t page_bytes = bytes_u64(group + 16);
        uint64_t first_block = bytes_u64(group + 24);
        uint64_t n = n_layers > 0 && first_block < n_blocks ? n_blocks - first_block : 0;
        if (page_bytes > MAX_FILE_BYTES) {
            return 0;
        }
        n_wanted += (size_t)(n * page_bytes);
    }
    return n_wanted + 8 <= MAX_FILE_BYTES ? n_wanted + 8 : 0;
}

/* In a block of its own size, so that a read past its end is seen. */
static void load_repaired(const uint8_t *data, size_t n_bytes)
{
    size_t n_wanted = n_bytes >= HEADER_BYTES ? wanted_bytes(data, n_bytes) : 0;
    uint8_t *file = n_wanted > 0 ? calloc(n_wanted, 1) : NULL;
    if (file == NULL) {
        return;
    }
    memcpy(file, data, n_bytes < n_wanted - 8 ? n_bytes : n_wanted - 8);
    memcpy(file, "SILEXKV2", 8);
    memcpy(file + 8, world.fingerprint, 8);
    struct snapshot snapshot = {0};
    struct bytes bytes = {file, n_wanted};
    snapshot_parse(bytes, &snapshot, NULL);
    memcpy(file + n_wanted - 8, &snapshot.checksum, 8);
    load(bytes);
    free(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    if (world.model == NULL) {
        make_world();
    }
    load((struct bytes){data, n_bytes});
    load_repaired(data, n_bytes);
    return 0;
}
