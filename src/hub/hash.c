/* Digests; see hash.h. */
#include "hub/hash.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

enum { SHA1_BYTES = 20 };

static bool fail(struct error *err)
{
    return error_set(err, ERROR_MEMORY, "libcrypto could not compute a digest");
}

bool hash_begin(struct hash *hash, enum hash_kind kind, uint64_t n_bytes, struct error *err)
{
    if (hash->context == NULL) {
        hash->context = EVP_MD_CTX_new();
    }
    const EVP_MD *algorithm = kind == HASH_SHA256 ? EVP_sha256() : EVP_sha1();
    if (hash->context == NULL || EVP_DigestInit_ex(hash->context, algorithm, NULL) != 1) {
        return fail(err);
    }
    char head[40];
    int n_head = snprintf(head, sizeof head, "blob %llu", (unsigned long long)n_bytes) + 1;
    return kind != HASH_GIT_BLOB || hash_add(hash, head, (size_t)n_head, err);
}

bool hash_add(struct hash *hash, const void *bytes, size_t n_bytes, struct error *err)
{
    return EVP_DigestUpdate(hash->context, bytes, n_bytes) == 1 || fail(err);
}

bool hash_end(struct hash *hash, uint8_t digest[HASH_BYTES], struct error *err)
{
    memset(digest, 0, HASH_BYTES);
    return EVP_DigestFinal_ex(hash->context, digest, NULL) == 1 || fail(err);
}

void hash_release(struct hash *hash)
{
    EVP_MD_CTX_free(hash->context);
    hash->context = NULL;
}

void hash_text(enum hash_kind kind, const uint8_t digest[HASH_BYTES], char text[HASH_TEXT_BYTES])
{
    size_t n = kind == HASH_SHA256 ? HASH_BYTES : SHA1_BYTES;
    for (size_t i = 0; i < n; i++) {
        snprintf(text + 2 * i, 3, "%02x", digest[i]);
    }
}
