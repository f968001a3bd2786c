/* Files on their way; see partial.h. HASH.pieces: 8 bytes "silexpc1", the length of the file and of
 * a piece, 8 bytes each, little-endian; then a digest for each piece. */
#include "hub/partial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file_writer.h"
#include "base/memory.h"
#include "store/tree.h"

enum { HEAD_BYTES = 24 };

static void put_u64(uint8_t *out, uint64_t value)
{
    for (int i = 0; i < 8; i++) {
        out[i] = (uint8_t)(value >> (8 * i));
    }
}

/* False at the end of the file, too. */
static bool read_at(int descriptor, uint64_t offset, void *bytes, size_t n_bytes)
{
    char *to = bytes;
    while (n_bytes > 0) {
        ssize_t n = pread(descriptor, to, n_bytes, (off_t)offset);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        to += n;
        offset += (uint64_t)n;
        n_bytes -= (size_t)n;
    }
    return true;
}

/* Digests of another file, or none: all of it is to be fetched. */
static bool read_pieces(struct partial *partial, struct error *err)
{
    uint8_t head[HEAD_BYTES], found[HEAD_BYTES];
    memcpy(head, "silexpc1", 8);
    put_u64(head + 8, partial->n_bytes);
    put_u64(head + 16, PIECE_BYTES);
    if (read_at(partial->pieces, 0, found, HEAD_BYTES) && memcmp(head, found, HEAD_BYTES) == 0) {
        size_t n = partial->n_pieces;
        for (size_t i = 0; i < n; i++) {
            uint8_t *digest = partial->digests + i * HASH_BYTES;
            if (!read_at(partial->pieces, HEAD_BYTES + i * HASH_BYTES, digest, HASH_BYTES)) {
                memset(digest, 0, HASH_BYTES);
                break;
            }
        }
        return true;
    }
    return (ftruncate(partial->pieces, 0) == 0 && ftruncate(partial->file, 0) == 0 &&
            file_write_at(partial->pieces, head, HEAD_BYTES, 0)) ||
           error_set_errno(err, errno, partial->pieces_path);
}

bool partial_open(struct partial *partial, const char *folder, const char *hash, uint64_t n_bytes,
                  struct error *err)
{
    *partial = (struct partial){.file = -1, .pieces = -1, .n_bytes = n_bytes};
    partial->n_pieces = (size_t)((n_bytes + PIECE_BYTES - 1) / PIECE_BYTES);
    partial->digests = memory_array(partial->n_pieces, HASH_BYTES, err);
    partial->path = path_format(err, "%s/%s.partial", folder, hash);
    partial->pieces_path = path_format(err, "%s/%s.pieces", folder, hash);
    if (partial->digests == NULL || partial->path == NULL || partial->pieces_path == NULL) {
        partial_close(partial);
        return false;
    }
    int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    partial->file = open(partial->path, flags, 0666);
    partial->pieces = open(partial->pieces_path, flags, 0666);
    bool ok =
        (partial->file >= 0 && partial->pieces >= 0) || error_set_errno(err, errno, partial->path);
    if (!ok || !read_pieces(partial, err)) {
        partial_close(partial);
        return false;
    }
    return true;
}

void partial_close(struct partial *partial)
{
    if (partial->path == NULL && partial->digests == NULL) {
        return;
    }
    if (partial->file >= 0) {
        close(partial->file);
    }
    if (partial->pieces >= 0) {
        close(partial->pieces);
    }
    free(partial->path);
    free(partial->pieces_path);
    free(partial->digests);
    *partial = (struct partial){.file = -1, .pieces = -1};
}

size_t partial_piece_bytes(const struct partial *partial, size_t piece)
{
    uint64_t left = partial->n_bytes - (uint64_t)piece * PIECE_BYTES;
    return left < PIECE_BYTES ? (size_t)left : PIECE_BYTES;
}

bool partial_has(const struct partial *partial, size_t piece)
{
    static const uint8_t none[HASH_BYTES] = {0};
    return !partial_is_piece(partial, piece, none);
}

bool partial_is_piece(const struct partial *partial, size_t piece, const uint8_t *digest)
{
    return memcmp(partial->digests + piece * HASH_BYTES, digest, HASH_BYTES) == 0;
}

bool partial_set_piece(struct partial *partial, size_t piece, const uint8_t *digest,
                       struct error *err)
{
    memcpy(partial->digests + piece * HASH_BYTES, digest, HASH_BYTES);
    return file_write_at(partial->pieces, digest, HASH_BYTES,
                         HEAD_BYTES + (uint64_t)piece * HASH_BYTES) ||
           error_set_errno(err, errno, partial->pieces_path);
}

void partial_forget_piece(struct partial *partial, size_t piece)
{
    memset(partial->digests + piece * HASH_BYTES, 0, HASH_BYTES);
}

bool partial_read(const struct partial *partial, uint64_t offset, void *bytes, size_t n_bytes,
                  struct error *err)
{
    return read_at(partial->file, offset, bytes, n_bytes) ||
           error_set(err, ERROR_IO, "%s: could not be read", partial->path);
}

bool partial_write(const struct partial *partial, uint64_t offset, const void *bytes,
                   size_t n_bytes, struct error *err)
{
    return file_write_at(partial->file, bytes, n_bytes, offset) ||
           error_set_errno(err, errno, partial->path);
}

bool partial_complete(struct partial *partial, const char *path, struct error *err)
{
    if (ftruncate(partial->file, (off_t)partial->n_bytes) != 0 || fsync(partial->file) != 0 ||
        rename(partial->path, path) != 0) {
        return error_set_errno(err, errno, path);
    }
    if (partial->n_pieces < 2) {
        unlink(partial->pieces_path);
    }
    return true;
}

bool partial_set_aside(struct partial *partial, const char *path, struct error *err)
{
    char *aside = path_format(err, "%s.damaged", path);
    bool ok = aside != NULL &&
              (rename(partial->path, aside) == 0 || error_set_errno(err, errno, partial->path));
    unlink(partial->pieces_path);
    free(aside);
    return ok;
}
