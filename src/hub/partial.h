/*
 * A file on its way: HASH.partial, and HASH.pieces beside it, which holds the SHA-256 of every
 * piece of 1 MiB as it came from the network. What is on the disk is believed only where it still
 * has its digest, so that a download goes on after anything, and damage costs a piece.
 */
#ifndef HUB_PARTIAL_H
#define HUB_PARTIAL_H

#include <stddef.h>
#include <stdint.h>
#include "hub/hash.h"

enum { PIECE_BYTES = 1 << 20 };

struct partial {
    char *path, *pieces_path; /* owned */
    int file, pieces;         /* descriptors; -1: none */
    uint64_t n_bytes;
    size_t n_pieces;
    uint8_t *digests; /* [n_pieces, HASH_BYTES]; zero: not there */
};

/* Opens what an earlier try left, or begins. `folder` must exist. */
bool partial_open(struct partial *partial, const char *folder, const char *hash, uint64_t n_bytes,
                  struct error *err);
void partial_close(struct partial *partial); /* everything stays on the disk; zeroed is allowed */

size_t partial_piece_bytes(const struct partial *partial, size_t piece); /* the last is shorter */
bool partial_has(const struct partial *partial, size_t piece);
bool partial_is_piece(const struct partial *partial, size_t piece, const uint8_t *digest);
bool partial_set_piece(struct partial *partial, size_t piece, const uint8_t *digest,
                       struct error *err);
void partial_forget_piece(struct partial *partial, size_t piece);

bool partial_read(const struct partial *partial, uint64_t offset, void *bytes, size_t n_bytes,
                  struct error *err);
bool partial_write(const struct partial *partial, uint64_t offset, const void *bytes,
                   size_t n_bytes, struct error *err);

/* Gives the complete file its name, on the disk for good. The digests stay, for repairs, where
 * there is more than one piece. */
bool partial_complete(struct partial *partial, const char *path, struct error *err);

/* Moves the file to PATH.damaged, and forgets its digests. */
bool partial_set_aside(struct partial *partial, const char *path, struct error *err);

#endif
