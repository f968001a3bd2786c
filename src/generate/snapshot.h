/*
 * A session's past in a file (docs/formats/prompt-cache.md): tokens and pages of the key-value
 * cache, so that a prompt has to be computed once. Loading gives the very bits that were saved; a
 * file of another model, precision or cache type is refused, as is a damaged one.
 */
#ifndef GENERATE_SNAPSHOT_H
#define GENERATE_SNAPSHOT_H

#include "base/bytes.h"
#include "generate/session.h"

bool snapshot_save(const struct session *session, const char *path, struct error *err);

/* Replaces the session's past. On failure the session is left empty or as it was. */
bool snapshot_load(struct session *session, const char *path, struct error *err);
/* The same from the bytes of such a file. */
bool snapshot_restore(struct session *session, struct bytes file, struct error *err);

/* What a file says; all pointers are into the file's bytes. */
struct snapshot {
    uint64_t checksum; /* of all before it, as computed; known too when the file has another */
    uint64_t fingerprint;
    uint32_t kv_type;
    uint32_t precision;
    uint64_t n_tokens;
    uint64_t rope_length;
    uint32_t n_groups;
    struct snapshot_group {
        uint64_t window;
        uint64_t n_layers;
        uint64_t page_bytes;
        uint64_t first_block;
        const uint8_t *pages; /* [n_blocks - first_block, page_bytes] */
    } groups[KV_MAX_GROUPS];
    const uint8_t *tokens; /* [n_tokens] little-endian 32 bits */
};

/* Checks everything that can be checked without a model. */
bool snapshot_parse(struct bytes file, struct snapshot *out, struct error *err);

#endif
