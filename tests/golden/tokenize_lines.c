/*
 * Encodes texts that come over a pipe, for scripts that compare us with other programs.
 *
 *   tokenize_lines FOLDER [--no-special]
 *
 * Each request is a 32-bit length and that many bytes of text. Each answer is the number of ids,
 * the ids, the length of their decoded text and that text; all numbers 32-bit little-endian. A
 * text that cannot be encoded is answered by FFFFFFFF and the length and text of the message.
 * Every answer is decoded a second time as a stream, which must give the same bytes.
 *
 *   tokenize_lines FOLDER --time FILE
 *
 * prints the milliseconds of opening, then of encoding the file five times (the least), and the
 * number of ids.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/file_map.h"
#include "text/tokenizer.h"
#include "text/unicode.h"

enum { MAX_TEXT_BYTES = 1 << 30, N_TIMES = 5 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool write_number(uint32_t number)
{
    return fwrite(&number, sizeof number, 1, stdout) == 1;
}

static bool write_text(const char *text, size_t n_bytes)
{
    return write_number((uint32_t)n_bytes) && fwrite(text, 1, n_bytes, stdout) == n_bytes;
}

/* The same ids as a stream: every push must end with a whole character. */
static bool stream_equals(const struct tokenizer *tokenizer, const struct token_list *ids,
                          const struct buffer *expected, struct error *err)
{
    struct token_stream *stream;
    struct buffer out;
    buffer_init(&out, MAX_TEXT_BYTES);
    if (!token_stream_create(&stream, tokenizer, false, err)) {
        return false;
    }
    bool ok = true;
    for (size_t i = 0; ok && i < ids->n_ids; i++) {
        size_t n_before = out.n_bytes;
        ok = token_stream_push(stream, ids->ids[i], &out, err);
        struct bytes part = {(const uint8_t *)buffer_text(&out) + n_before, out.n_bytes - n_before};
        if (ok && !utf8_is_valid(part)) {
            ok = error_set(err, ERROR_MALFORMED, "token %zu ends inside a character", i);
        }
    }
    ok = ok && token_stream_finish(stream, &out, err);
    if (ok && (out.n_bytes != expected->n_bytes ||
               memcmp(buffer_text(&out), buffer_text(expected), out.n_bytes) != 0)) {
        ok = error_set(err, ERROR_MALFORMED, "the stream differs from the decoded text");
    }
    token_stream_destroy(stream);
    buffer_clear(&out);
    return ok;
}

static bool answer(const struct tokenizer *tokenizer, struct bytes text, bool adds_special)
{
    struct token_list ids = {0};
    struct buffer decoded;
    struct error err = {0};
    buffer_init(&decoded, MAX_TEXT_BYTES);
    bool ok = tokenizer_encode(tokenizer, text, adds_special, &ids, &err) &&
              tokenizer_decode(tokenizer, ids.ids, ids.n_ids, false, &decoded, &err) &&
              stream_equals(tokenizer, &ids, &decoded, &err);
    bool is_written;
    if (ok) {
        is_written = write_number((uint32_t)ids.n_ids) &&
                     fwrite(ids.ids, sizeof *ids.ids, ids.n_ids, stdout) == ids.n_ids &&
                     write_text(buffer_text(&decoded), decoded.n_bytes);
    } else {
        is_written = write_number(UINT32_MAX) && write_text(err.message, strlen(err.message));
    }
    token_list_clear(&ids);
    buffer_clear(&decoded);
    return is_written && fflush(stdout) == 0;
}

static bool answer_all(const struct tokenizer *tokenizer, bool adds_special)
{
    uint32_t n_bytes;
    bool ok = true;
    while (ok && fread(&n_bytes, sizeof n_bytes, 1, stdin) == 1) {
        uint8_t *text = n_bytes <= MAX_TEXT_BYTES ? malloc((size_t)n_bytes + 1) : NULL;
        ok = text != NULL && fread(text, 1, n_bytes, stdin) == n_bytes &&
             answer(tokenizer, (struct bytes){text, n_bytes}, adds_special);
        free(text);
    }
    return ok;
}

static bool print_times(const struct tokenizer *tokenizer, const char *path, double open_ms,
                        struct error *err)
{
    struct file_map map = {0};
    if (!file_map_open(&map, path, err)) {
        return false;
    }
    double least = 1e300;
    size_t n_ids = 0;
    bool ok = true;
    for (int i = 0; ok && i < N_TIMES; i++) {
        struct token_list ids = {0};
        double start = now_ms();
        ok = tokenizer_encode(tokenizer, map.bytes, false, &ids, err);
        double taken = now_ms() - start;
        least = taken < least ? taken : least;
        n_ids = ids.n_ids;
        token_list_clear(&ids);
    }
    file_map_close(&map);
    if (ok) {
        printf("%.2f %.2f %zu\n", open_ms, least, n_ids);
    }
    return ok;
}

int main(int n_arguments, char **arguments)
{
    struct folder *folder = NULL;
    struct tokenizer *tokenizer = NULL;
    struct error err = {0};
    if (n_arguments < 2) {
        fprintf(stderr, "usage: tokenize_lines FOLDER [--no-special | --time FILE]\n");
        return 2;
    }
    double start = now_ms();
    bool ok = folder_open(&folder, arguments[1], &err) && tokenizer_open(&tokenizer, folder, &err);
    double open_ms = now_ms() - start;
    folder_close(folder);
    bool is_timed = n_arguments > 3 && strcmp(arguments[2], "--time") == 0;
    if (ok && is_timed) {
        ok = print_times(tokenizer, arguments[3], open_ms, &err);
    } else if (ok) {
        ok = answer_all(tokenizer, n_arguments < 3);
    }
    if (!ok) {
        fprintf(stderr, "tokenize_lines: %s\n", err.message);
    }
    tokenizer_close(tokenizer);
    return ok ? 0 : 1;
}
