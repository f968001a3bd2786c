/* Digests while bytes stream by, by libcrypto (docs/decisions/0011). */
#ifndef HUB_HASH_H
#define HUB_HASH_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"

enum hash_kind {
    HASH_SHA256,  /* of the bytes: how the hub names large files */
    HASH_GIT_BLOB /* SHA-1 of "blob LENGTH\0" and the bytes: how git names the others */
};

enum { HASH_BYTES = 32, HASH_TEXT_BYTES = 65 };

struct hash {
    void *context; /* owned; NULL before hash_begin */
};

/* Begins, or begins anew. n_bytes: the length of what will come; for HASH_GIT_BLOB. */
bool hash_begin(struct hash *hash, enum hash_kind kind, uint64_t n_bytes, struct error *err);
bool hash_add(struct hash *hash, const void *bytes, size_t n_bytes, struct error *err);
/* The first HASH_BYTES (SHA-1: 20) bytes of the digest, the rest zero. */
bool hash_end(struct hash *hash, uint8_t digest[HASH_BYTES], struct error *err);
void hash_release(struct hash *hash); /* a zeroed one is allowed */

/* The digest as hexadecimal digits, in the length of its kind. */
void hash_text(enum hash_kind kind, const uint8_t digest[HASH_BYTES], char text[HASH_TEXT_BYTES]);

#endif
