/*
 * libedit edits; we read the keys for it, because of two things it does not know: text in a paste
 * (which terminals mark when asked to) must not end the line, and a signal must end the reading.
 * Keys are decoded from UTF-8 here, so that they do not depend on the user's locale. Without a
 * terminal the same bytes are cut into lines.
 */
#include "line_reader.h"

#include <errno.h>
#include <histedit.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/memory.h"
#include "history_file.h"
#include "input.h"
#include "interrupt.h"

enum {
    LINE_BREAK_SIGN = 0x2424, /* stands for a line break inside a line */
    LINE_LIMIT_BYTES = 1 << 24,
    HISTORY_LINES = 1000,
    ESCAPE_WAIT_MS = 50, /* how long the rest of a key's sequence may take to come */
    INPUT_BYTES = 4096
};

struct line_reader {
    bool is_interactive, keeps_history;
    EditLine *editor;
    HistoryW *history;
    wchar_t prompt[16];
    unsigned char bytes[INPUT_BYTES]; /* read, but not yet understood: from first to last */
    size_t first, last;
    bool is_pasting;
    bool has_modes;
    struct termios modes; /* of the terminal, as we found it */
    bool was_interrupted;
};

static wchar_t *editor_prompt(EditLine *editor)
{
    struct line_reader *reader = NULL;
    el_wget(editor, EL_CLIENTDATA, (void *)&reader);
    return reader->prompt;
}

/* Waits until there is something to read: 1, or -1 when an interrupt came. Signals are let in only
 * while waiting, so that none can come between looking for one and waiting. */
static int wait_for_input(struct line_reader *reader)
{
    sigset_t blocked, before;
    int result = 0;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigaddset(&blocked, SIGHUP);
    sigaddset(&blocked, SIGQUIT);
    sigaddset(&blocked, SIGWINCH);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    while (result == 0) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(STDIN_FILENO, &readable);
        if (interrupt_happened()) {
            result = -1;
        } else if (pselect(STDIN_FILENO + 1, &readable, NULL, NULL, NULL, &before) >= 0 ||
                   errno != EINTR) {
            result = 1;
        } else if (reader->editor != NULL) {
            el_resize(reader->editor); /* the other signal that is caught tells a new size */
        }
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}

/* Reads what there is: 1, 0 at the end, -1 when interrupted or failed (errno tells). */
static int read_more(struct line_reader *reader)
{
    memmove(reader->bytes, reader->bytes + reader->first, reader->last - reader->first);
    reader->last -= reader->first;
    reader->first = 0;
    ssize_t n_bytes = read(STDIN_FILENO, reader->bytes + reader->last, INPUT_BYTES - reader->last);
    reader->last += n_bytes > 0 ? (size_t)n_bytes : 0;
    return n_bytes > 0 ? 1 : (int)n_bytes;
}

/* The next byte: 1, 0 at the end, -1 when interrupted or failed. */
static int next_byte(struct line_reader *reader, unsigned char *out)
{
    while (reader->first == reader->last) {
        errno = 0;
        int result = wait_for_input(reader);
        result = result == 1 ? read_more(reader) : result;
        if (result != 1 && errno != EINTR && errno != EAGAIN) {
            return result;
        }
        if (interrupt_happened()) {
            return -1;
        }
    }
    *out = reader->bytes[reader->first++];
    return 1;
}

/* After an escape: takes `rest` if it is what follows, and else leaves everything as it was. */
static bool take_sequence(struct line_reader *reader, const char *rest)
{
    size_t n_rest = strlen(rest);
    for (;;) {
        size_t n_here = reader->last - reader->first;
        size_t n_compared = n_here < n_rest ? n_here : n_rest;
        if (memcmp(reader->bytes + reader->first, rest, n_compared) != 0) {
            return false;
        }
        if (n_compared == n_rest) {
            reader->first += n_rest;
            return true;
        }
        struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
        if (poll(&ready, 1, ESCAPE_WAIT_MS) != 1 || read_more(reader) != 1) {
            return false;
        }
    }
}

/* One character from its UTF-8 bytes; what is not one becomes U+FFFD. */
static int next_character(struct line_reader *reader, wchar_t *out)
{
    unsigned char first, next;
    int result = next_byte(reader, &first);
    if (result != 1) {
        return result;
    }
    int n_more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    uint32_t value = n_more == 0 ? first : first & (0x3FU >> n_more);
    bool is_good = first < 0x80 || n_more > 0;
    for (int i = 0; i < n_more && is_good; i++) {
        result = next_byte(reader, &next);
        if (result != 1) {
            return result;
        }
        is_good = (next & 0xC0) == 0x80;
        value = value << 6 | (next & 0x3FU);
    }
    *out = is_good && value <= 0x10FFFF ? (wchar_t)value : (wchar_t)0xFFFD;
    return 1;
}

/* Inside a paste: line breaks become the sign, other control characters are dropped. */
static bool translate_pasted(wchar_t *character)
{
    if (*character == L'\r' || *character == L'\n') {
        *character = LINE_BREAK_SIGN;
    } else if (*character == L'\t') {
        *character = L' ';
    }
    return *character >= 0x20 && *character != 0x7F;
}

/* Called by libedit for each key. */
static int read_key(EditLine *editor, wchar_t *out)
{
    struct line_reader *reader = NULL;
    el_wget(editor, EL_CLIENTDATA, (void *)&reader);
    for (;;) {
        int result = next_character(reader, out);
        if (result != 1) {
            reader->was_interrupted = result < 0;
            return result;
        }
        if (*out == 0x1B && take_sequence(reader, reader->is_pasting ? "[201~" : "[200~")) {
            reader->is_pasting = !reader->is_pasting;
        } else if (!reader->is_pasting || translate_pasted(out)) {
            return 1;
        }
    }
}

static void on_window_size(int number)
{
    (void)number; /* the interrupted read is what matters */
}

/* libedit shows characters by the locale's rules; any UTF-8 one will do. */
static void use_utf8(void)
{
    static const char *const names[] = {"", "C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char bytes[MB_LEN_MAX];
        mbstate_t state;
        memset(&state, 0, sizeof state);
        if (setlocale(LC_CTYPE, names[i]) != NULL &&
            wcrtomb(bytes, (wchar_t)LINE_BREAK_SIGN, &state) == 3) {
            return;
        }
    }
}

/* Between two lines nothing typed is shown, and Ctrl-D is a key like others: typed ahead, both wait
 * for the next prompt. libedit leaves the terminal otherwise. */
static void be_quiet(const struct line_reader *reader)
{
    if (reader->has_modes) {
        struct termios modes = reader->modes;
        modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        modes.c_cc[VMIN] = 1;
        modes.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    }
}

static bool open_editor(struct line_reader *reader, struct error *err)
{
    use_utf8();
    reader->has_modes = tcgetattr(STDIN_FILENO, &reader->modes) == 0;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_window_size;
    sigaction(SIGWINCH, &action, NULL);
    reader->editor = el_init("silex", stdin, stdout, stderr);
    reader->history = history_winit();
    if (reader->editor == NULL || reader->history == NULL) {
        return error_set(err, ERROR_MEMORY, "the line editor: out of memory");
    }
    HistEventW event;
    history_w(reader->history, &event, H_SETSIZE, HISTORY_LINES);
    history_w(reader->history, &event, H_SETUNIQUE, 1);
    el_wset(reader->editor, EL_CLIENTDATA, reader);
    el_wset(reader->editor, EL_PROMPT, editor_prompt);
    el_wset(reader->editor, EL_EDITOR, L"emacs");
    el_wset(reader->editor, EL_SIGNAL, 0);
    el_wset(reader->editor, EL_HIST, history_w, reader->history);
    el_wset(reader->editor, EL_GETCFN, read_key);
    if (reader->keeps_history) {
        history_file_load(reader->history);
    }
    be_quiet(reader);
    return true;
}

bool line_reader_create(struct line_reader **out, bool is_interactive, bool keeps_history,
                        struct error *err)
{
    struct line_reader *reader = memory_array(1, sizeof *reader, err);
    if (reader == NULL) {
        return false;
    }
    reader->is_interactive = is_interactive;
    reader->keeps_history = is_interactive && keeps_history;
    if (is_interactive && !open_editor(reader, err)) {
        line_reader_destroy(reader);
        return false;
    }
    *out = reader;
    return true;
}

void line_reader_destroy(struct line_reader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->keeps_history && reader->history != NULL) {
        history_file_save(reader->history);
    }
    if (reader->editor != NULL) {
        el_end(reader->editor);
    }
    if (reader->has_modes) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &reader->modes);
    }
    if (reader->history != NULL) {
        history_wend(reader->history);
    }
    free(reader);
}

static enum line_result read_plain(struct line_reader *reader, struct buffer *line,
                                   struct error *err)
{
    bool has_some = false;
    unsigned char byte;
    int result;
    while ((result = next_byte(reader, &byte)) == 1 && byte != '\n') {
        has_some = true;
        buffer_append_byte(line, byte);
    }
    if (result < 0 && interrupt_happened()) {
        return LINE_INTERRUPTED;
    }
    if (result < 0) {
        error_set_errno(err, errno, "standard input");
        return LINE_FAILED;
    }
    if (!buffer_check(line, err)) {
        return LINE_FAILED;
    }
    return result == 1 || has_some ? LINE_READ : LINE_END;
}

static void remember(struct line_reader *reader, const wchar_t *text)
{
    HistEventW event;
    if (text[0] != L'\0' && text[0] != L'\n') {
        history_w(reader->history, &event, H_ENTER, text);
    }
}

static enum line_result read_edited(struct line_reader *reader, struct buffer *line,
                                    struct error *err)
{
    int n_characters = 0;
    fputs("\033[?2004h", stdout); /* asks the terminal to mark pastes */
    fflush(stdout);
    const wchar_t *text = el_wgets(reader->editor, &n_characters);
    be_quiet(reader);
    fputs("\033[?2004l", stdout);
    reader->is_pasting = false;
    if (reader->was_interrupted) {
        reader->was_interrupted = false;
        reader->first = reader->last = 0;
        fputs("\n", stdout);
        fflush(stdout);
        return LINE_INTERRUPTED;
    }
    if (text == NULL || n_characters <= 0) {
        fputs("\n", stdout);
        fflush(stdout);
        return LINE_END;
    }
    remember(reader, text);
    for (int i = 0; i < n_characters && text[i] != L'\n'; i++) {
        buffer_append_codepoint(line, text[i] == LINE_BREAK_SIGN ? '\n' : (unsigned)text[i]);
    }
    fflush(stdout);
    return buffer_check(line, err) ? LINE_READ : LINE_FAILED;
}

enum line_result line_reader_read(struct line_reader *reader, const char *prompt,
                                  struct buffer *line, struct error *err)
{
    if (!reader->is_interactive) {
        return read_plain(reader, line, err);
    }
    for (size_t i = 0; i < sizeof reader->prompt / sizeof *reader->prompt; i++) {
        reader->prompt[i] = (wchar_t)(unsigned char)prompt[i];
        if (prompt[i] == '\0') {
            break;
        }
    }
    return read_edited(reader, line, err);
}
