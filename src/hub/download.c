/* One file; see download.h. */
#include "hub/download.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"
#include "store/tree.h"

enum { PIECES_PER_STEP = 64 }; /* read from the disk before others have their turn */

struct download {
    const struct hub_file *file;
    const struct download_place *place;
    char *url;
    struct fetch fetch;
    struct partial partial;
    struct hash whole, piece;
    uint64_t position; /* all before it went through `whole` */
    uint8_t *room;     /* one piece */

    /* After a digest that differs. */
    bool is_searching, has_changed;
    size_t n_searched; /* pieces that were compared */
    size_t n_room;     /* bytes of the piece that is coming */
};

static bool sink_walk(void *user, const void *bytes, size_t n_bytes, struct error *err);
static bool sink_search(void *user, const void *bytes, size_t n_bytes, struct error *err);

bool download_open(struct download **out, const struct hub_file *file, const char *url,
                   const struct download_place *place, struct http *http,
                   const struct fetch_policy *policy, struct error *err)
{
    struct download *download = memory_array(1, sizeof *download, err);
    if (download == NULL) {
        return false;
    }
    download->file = file;
    download->place = place;
    download->url = memory_text(url, strlen(url), err);
    download->room = memory_array(PIECE_BYTES, 1, err);
    download->fetch = (struct fetch){.http = http,
                                     .policy = policy,
                                     .url = download->url,
                                     .what = file->name,
                                     .total = file->n_bytes,
                                     .user = download};
    if (download->url == NULL || download->room == NULL ||
        !partial_open(&download->partial, place->partials, file->hash, file->n_bytes, err) ||
        !hash_begin(&download->whole, file->kind, file->n_bytes, err)) {
        download_close(download);
        return false;
    }
    *out = download;
    return true;
}

void download_close(struct download *download)
{
    if (download != NULL) {
        fetch_stop(&download->fetch);
        partial_close(&download->partial);
        hash_release(&download->whole);
        hash_release(&download->piece);
        free(download->room);
        free(download->url);
        free(download);
    }
}

uint64_t download_position(const struct download *download)
{
    return download->position;
}

static void fetch_from(struct download *download, uint64_t first, uint64_t end,
                       bool (*sink)(void *user, const void *bytes, size_t n_bytes,
                                    struct error *err))
{
    download->fetch.position = first;
    download->fetch.end = end;
    download->fetch.sink = sink;
    fetch_start(&download->fetch);
}

/* Missing bytes, in order: to the disk and into both digests. */
static bool sink_walk(void *user, const void *bytes, size_t n_bytes, struct error *err)
{
    struct download *download = user;
    struct partial *partial = &download->partial;
    const uint8_t *from = bytes;
    while (n_bytes > 0) {
        size_t piece = (size_t)(download->position / PIECE_BYTES);
        uint64_t end = (uint64_t)piece * PIECE_BYTES + partial_piece_bytes(partial, piece);
        uint64_t left = end - download->position;
        size_t n = n_bytes < left ? n_bytes : (size_t)left;
        uint8_t digest[HASH_BYTES];
        if (!partial_write(partial, download->position, from, n, err) ||
            !hash_add(&download->whole, from, n, err) ||
            !hash_add(&download->piece, from, n, err)) {
            return false;
        }
        download->position += n;
        from += n;
        n_bytes -= n;
        if (download->position == end && !(hash_end(&download->piece, digest, err) &&
                                           partial_set_piece(partial, piece, digest, err) &&
                                           hash_begin(&download->piece, HASH_SHA256, 0, err))) {
            return false;
        }
    }
    return true;
}

static bool digest_of_room(struct download *download, size_t n_bytes, uint8_t digest[HASH_BYTES],
                           struct error *err)
{
    return hash_begin(&download->piece, HASH_SHA256, 0, err) &&
           hash_add(&download->piece, download->room, n_bytes, err) &&
           hash_end(&download->piece, digest, err);
}

/* Bytes that were there already, once more: the first piece that differs ends the fetch. */
static bool sink_search(void *user, const void *bytes, size_t n_bytes, struct error *err)
{
    struct download *download = user;
    const uint8_t *from = bytes;
    while (n_bytes > 0) {
        size_t piece = download->n_searched;
        size_t n_piece = partial_piece_bytes(&download->partial, piece);
        size_t n = n_bytes < n_piece - download->n_room ? n_bytes : n_piece - download->n_room;
        memcpy(download->room + download->n_room, from, n);
        download->n_room += n;
        from += n;
        n_bytes -= n;
        if (download->n_room < n_piece) {
            return true;
        }
        uint8_t digest[HASH_BYTES];
        download->n_room = 0;
        download->n_searched++;
        if (!digest_of_room(download, n_piece, digest, err)) {
            return false;
        }
        if (!partial_is_piece(&download->partial, piece, digest)) {
            download->has_changed = true;
            partial_write(&download->partial, (uint64_t)piece * PIECE_BYTES, download->room,
                          n_piece, err);
            partial_set_piece(&download->partial, piece, digest, err);
            return false;
        }
    }
    return true;
}

static bool refuse(struct download *download, const char *found, struct error *err)
{
    char *path = path_format(err, "%s/%s", download->place->partials, download->file->hash);
    if (path != NULL && partial_set_aside(&download->partial, path, err)) {
        error_set(err, ERROR_MALFORMED,
                  "%s: its hash is %s, the hub says %s; kept aside as %s.damaged and not used",
                  download->file->name, found, download->file->hash, path);
    }
    free(path);
    return false;
}

/* All bytes went through the digest. */
static bool finish(struct download *download, enum download_state *state, struct error *err)
{
    const struct hub_file *file = download->file;
    uint8_t digest[HASH_BYTES];
    char found[HASH_TEXT_BYTES];
    if (!hash_end(&download->whole, digest, err)) {
        return false;
    }
    hash_text(file->kind, digest, found);
    if (strcmp(found, file->hash) == 0) {
        char *path = path_format(err, "%s/%s", download->place->blobs, file->hash);
        bool ok = path != NULL && partial_complete(&download->partial, path, err);
        free(path);
        *state = DOWNLOAD_DONE;
        return ok;
    }
    if (download->n_searched == download->partial.n_pieces) {
        return refuse(download, found, err);
    }
    if (!download->is_searching) {
        char text[HTTP_TEXT_BYTES];
        const struct fetch_policy *policy = download->fetch.policy;
        snprintf(text, sizeof text, "%.200s: its hash differs; looking for the damaged piece",
                 file->name);
        policy->note(policy->user, text);
    }
    download->is_searching = true;
    download->n_room = 0;
    fetch_from(download, (uint64_t)download->n_searched * PIECE_BYTES, file->n_bytes, sink_search);
    return true;
}

/* Reads a piece from the disk through the digest; *is_right when it is what once came. */
static bool take_piece(struct download *download, size_t piece, bool *is_right, struct error *err)
{
    uint8_t digest[HASH_BYTES];
    size_t n_piece = partial_piece_bytes(&download->partial, piece);
    *is_right = false;
    if (!partial_has(&download->partial, piece) ||
        !partial_read(&download->partial, download->position, download->room, n_piece, NULL)) {
        partial_forget_piece(&download->partial, piece);
        return true;
    }
    if (!digest_of_room(download, n_piece, digest, err)) {
        return false;
    }
    *is_right = partial_is_piece(&download->partial, piece, digest);
    if (!*is_right) {
        partial_forget_piece(&download->partial, piece);
        return true;
    }
    download->position += n_piece;
    return hash_add(&download->whole, download->room, n_piece, err);
}

/* From the position on: over pieces that are there, to a run of those that are missing. */
static bool walk(struct download *download, enum download_state *state, struct error *err)
{
    const struct partial *partial = &download->partial;
    for (int i = 0; i < PIECES_PER_STEP && download->position < partial->n_bytes; i++) {
        size_t piece = (size_t)(download->position / PIECE_BYTES);
        bool is_right = false;
        if (!take_piece(download, piece, &is_right, err)) {
            return false;
        }
        if (!is_right) {
            size_t end = piece + 1;
            while (end < partial->n_pieces && !partial_has(partial, end)) {
                end++;
            }
            if (!hash_begin(&download->piece, HASH_SHA256, 0, err)) {
                return false;
            }
            fetch_from(download, download->position,
                       end < partial->n_pieces ? (uint64_t)end * PIECE_BYTES : partial->n_bytes,
                       sink_walk);
            return true;
        }
    }
    return download->position < partial->n_bytes || finish(download, state, err);
}

/* A comparison ended: with a piece that was replaced, all goes through the digest anew. */
static bool end_search(struct download *download, enum download_state *state, struct error *err)
{
    if (!download->has_changed) {
        download->n_searched = download->partial.n_pieces;
    }
    download->has_changed = false;
    download->position = 0;
    return hash_begin(&download->whole, download->file->kind, download->file->n_bytes, err) &&
           walk(download, state, err);
}

enum download_state download_step(struct download *download, struct error *err)
{
    enum download_state state = DOWNLOAD_RUNNING;
    struct fetch *fetch = &download->fetch;
    bool ok = true;
    switch (fetch->state) {
    case FETCH_RUNNING:
    case FETCH_WAITING:
        fetch_poll(fetch);
        break;
    case FETCH_FAILED:
        ok = error_set(err, fetch->error.code, "%s", fetch->error.message);
        break;
    case FETCH_DONE:
        fetch->state = FETCH_IDLE;
        ok = fetch->sink == sink_search ? end_search(download, &state, err)
                                        : walk(download, &state, err);
        break;
    case FETCH_IDLE:
        ok = walk(download, &state, err);
    }
    return ok ? state : DOWNLOAD_FAILED;
}
