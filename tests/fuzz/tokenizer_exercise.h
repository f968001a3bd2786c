/* What both tokenizer targets do with a tokenizer that could be opened. */
#ifndef TESTS_FUZZ_TOKENIZER_EXERCISE_H
#define TESTS_FUZZ_TOKENIZER_EXERCISE_H

#include "text/tokenizer.h"

static inline void exercise_text(const struct tokenizer *tokenizer, struct bytes text)
{
    enum { MAX_OUT_BYTES = 1 << 22 };
    struct error err = {0};
    struct token_list ids = {0};
    struct buffer whole;
    struct buffer parts;
    struct token_stream *stream = NULL;
    buffer_init(&whole, MAX_OUT_BYTES);
    buffer_init(&parts, MAX_OUT_BYTES);
    if (tokenizer_encode(tokenizer, text, true, &ids, &err) &&
        tokenizer_decode(tokenizer, ids.ids, ids.n_ids, false, &whole, &err) &&
        token_stream_create(&stream, tokenizer, false, &err)) {
        bool ok = true;
        for (size_t i = 0; ok && i < ids.n_ids; i++) {
            ok = token_stream_push(stream, ids.ids[i], &parts, &err);
        }
        ok = ok && token_stream_finish(stream, &parts, &err);
        if (ok && (whole.n_bytes != parts.n_bytes ||
                   memcmp(buffer_text(&whole), buffer_text(&parts), whole.n_bytes) != 0)) {
            __builtin_trap();
        }
    }
    token_stream_destroy(stream);
    token_list_clear(&ids);
    buffer_clear(&whole);
    buffer_clear(&parts);
}

/* Opens a folder of one file; when that succeeds, encodes a fixed text and a part of the file,
 * decodes the ids at once and as a stream, and stops when the two differ. */
static inline void exercise_tokenizer(const char *name, struct bytes file)
{
    static const char text[] =
        " Hello <s>world</s>, a1 22  \n\xE2\x96\x81\xC3\xA9\xFF aaaa\xCC\x81";
    enum { PART_BYTES = 512 };
    struct error err = {0};
    struct folder *folder = NULL;
    struct tokenizer *tokenizer = NULL;
    struct folder_file one = {name, file};
    if (folder_open_memory(&folder, &one, 1, &err) && tokenizer_open(&tokenizer, folder, &err)) {
        exercise_text(tokenizer, (struct bytes){(const uint8_t *)text, sizeof text - 1});
        exercise_text(tokenizer, (struct bytes){file.data, file.n_bytes < PART_BYTES ? file.n_bytes
                                                                                     : PART_BYTES});
    }
    tokenizer_close(tokenizer);
    folder_close(folder);
}

#endif
