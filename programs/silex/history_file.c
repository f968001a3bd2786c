/* One line per entry, UTF-8, oldest first. */
#include "history_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/atomic_file.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "input.h"
#include "report.h"
#include "user_file.h"

enum { LINE_LIMIT_BYTES = 1 << 16 };

static void enter(HistoryW *history, const char *bytes, size_t n_bytes)
{
    struct buffer line;
    HistEventW event;
    buffer_init(&line, LINE_LIMIT_BYTES);
    input_repair(&line, bytes, n_bytes);
    wchar_t *wide = line.failed ? NULL : memory_array(line.n_bytes + 1, sizeof *wide, NULL);
    const unsigned char *p = (const unsigned char *)buffer_text(&line);
    size_t n = 0;
    for (size_t i = 0; wide != NULL && i < line.n_bytes; n++) {
        int n_more = p[i] >= 0xF0 ? 3 : p[i] >= 0xE0 ? 2 : p[i] >= 0xC0 ? 1 : 0;
        unsigned value = n_more == 0 ? p[i] : p[i] & (0x3FU >> n_more);
        for (i++; n_more > 0; n_more--, i++) {
            value = value << 6 | (p[i] & 0x3FU);
        }
        wide[n] = (wchar_t)value;
    }
    if (n > 0) {
        history_w(history, &event, H_ENTER, wide);
    }
    free(wide);
    buffer_clear(&line);
}

void history_file_load(HistoryW *history)
{
    struct buffer path, text;
    struct error err = {0};
    if (!user_file_path(&path, USER_STATE, "history")) {
        buffer_clear(&path);
        return;
    }
    if (input_read(buffer_text(&path), &text, &err)) {
        const char *bytes = buffer_text(&text);
        for (size_t i = 0; i < text.n_bytes;) {
            const char *end = memchr(bytes + i, '\n', text.n_bytes - i);
            size_t n_line = end != NULL ? (size_t)(end - (bytes + i)) : text.n_bytes - i;
            enter(history, bytes + i, n_line);
            i += n_line + 1;
        }
    } else if (err.code != ERROR_NOT_FOUND) {
        report("the history is not read: %s", err.message);
    }
    buffer_clear(&text);
    buffer_clear(&path);
}

static void write_entry(struct atomic_file *file, const wchar_t *entry)
{
    struct buffer line;
    buffer_init(&line, LINE_LIMIT_BYTES);
    for (; *entry != L'\0' && *entry != L'\n'; entry++) {
        buffer_append_codepoint(&line, (unsigned)*entry);
    }
    buffer_append_byte(&line, '\n');
    if (!line.failed) {
        atomic_file_write(file, line.data, line.n_bytes);
    }
    buffer_clear(&line);
}

void history_file_save(HistoryW *history)
{
    struct buffer path;
    struct error err = {0};
    struct atomic_file *file = NULL;
    HistEventW event;
    if (user_file_path(&path, USER_STATE, "history") && history_w(history, &event, H_LAST) == 0) {
        bool is_good =
            user_file_make_folders(&path, &err) && atomic_file_create(&file, path.data, &err);
        for (int more = 0; is_good && more == 0; more = history_w(history, &event, H_PREV)) {
            write_entry(file, event.str);
        }
        if (!is_good || !atomic_file_commit(file, &err)) {
            report("the history is not kept: %s", err.message);
        }
    }
    buffer_clear(&path);
}
