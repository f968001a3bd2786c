#!/usr/bin/env python3
"""Chats through a terminal of 40 columns, and through pipes: chat_test.py PROGRAM"""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import time

from transcript_test import make_folder

PROMPT = b"\x1b[?2004h> "
WAIT_SECONDS = 60
# An answer without end: the end token is forbidden, the context is large.
ENDLESS = ["-m", "0", "--temp", "50", "--logit-bias", '{"1": -1e6}', "--max-kv-size", "200000"]


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, folder, environment, *arguments, columns=40):
        environment = dict(environment, TERM="xterm")
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("silex", ["silex", "chat", "--model", "model", *arguments], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def read_until(self, wanted):
        """What came since the last call, up to and with the wanted bytes."""
        start = time.monotonic()
        while wanted not in self.seen:
            ready, _, _ = select.select([self.fd], [], [], 0.2)
            if time.monotonic() - start > WAIT_SECONDS:
                raise AssertionError(f"waited in vain for {wanted!r}; came: {self.seen!r}")
            if ready:
                try:
                    piece = os.read(self.fd, 1 << 16)
                except OSError:
                    piece = b""
                if not piece:
                    raise AssertionError(f"ended before {wanted!r}; came: {self.seen!r}")
                self.seen += piece
        out, self.seen = self.seen, b""
        return out

    def send(self, data):
        os.write(self.fd, data)

    def ask(self, data):
        """Types a line; what came up to the next prompt."""
        self.send(data + b"\r")
        return self.read_until(PROMPT)

    def end(self):
        """The exit status; what came last is in self.seen."""
        start = time.monotonic()
        while True:
            ready, _, _ = select.select([self.fd], [], [], 0.2)
            if ready:
                try:
                    piece = os.read(self.fd, 1 << 16)
                except OSError:
                    piece = b""
                self.seen += piece
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() - start > WAIT_SECONDS:
                os.kill(self.pid, signal.SIGKILL)
                raise AssertionError(f"did not end; came: {self.seen!r}")


def check(condition, what, *shown):
    if not condition:
        raise AssertionError(what + "".join(f"\n  {item!r}" for item in shown))


def test_terminal(folder, environment):
    chat = Terminal(folder, environment, "-m", "8")
    hello = chat.read_until(PROMPT)
    check(b"/help" in hello and b"Ctrl-D" in hello, "it does not greet", hello)
    answer = chat.ask("caf\u00e9 \U0001f600".encode())
    check("caf\u00e9".encode() in answer, "typed UTF-8 is not shown", answer)
    check(b"(cut at --max-tokens 8)" in answer, "a cut answer is not told", answer)
    lines = chat.ask(b"/help").decode().split("\r\n")
    check(all(len(line) <= 40 for line in lines if "\x1b" not in line), "help is too wide", lines)
    for name in ("/help", "/reset", "/save", "/load", "/system", "/stats", "/quit"):
        check(any(line.startswith(name) for line in lines), f"help lacks {name}", lines)
    check(b"did you mean /stats?" in chat.ask(b"/stast"), "no nearest command")
    check(b"/save needs a name" in chat.ask(b"/save"), "/save without a name")
    check(re.search(rb"context  \d+ of \d+ tokens", chat.ask(b"/stats")), "no statistics")
    check(b"messages saved" in chat.ask(b"/save talk.json"), "not saved")
    check(b"a new chat" in chat.ask(b"/reset"), "not reset")
    check(b"(2 messages loaded)" in chat.ask(b"/load talk.json"), "not loaded")
    check(b"No such file" in chat.ask(b"/load absent.json"), "an absent file was loaded")
    check(b"system message set" in chat.ask(b"/system Be kind."), "system not set")
    chat.send(b"\x04")
    check(chat.end() == 0, "Ctrl-D does not end well", chat.seen)
    saved = json.loads((folder / "talk.json").read_text(encoding="utf-8"))
    check([message["role"] for message in saved] == ["user", "assistant"], "saved roles", saved)
    check(saved[0]["content"] == "caf\u00e9 \U0001f600", "saved text", saved)
    history = folder / ".local/state/silex/history"
    check(stat.S_IMODE(history.stat().st_mode) == 0o600, "others can read the history")
    check("caf\u00e9" in history.read_text(encoding="utf-8"), "the history lacks a line")


def test_lines_in_one_message(folder, environment):
    chat = Terminal(folder, environment, "-m", "2", "--no-history")
    chat.read_until(PROMPT)
    chat.send(b"\x1b[200~one\ntwo\rthree\x1b[201~")
    chat.ask(b"")
    chat.send(b'"""\r')
    chat.read_until(b". ")
    chat.send(b"four\r")
    chat.read_until(b". ")
    chat.ask(b'five"""')
    chat.ask(b"/save lines.json")
    chat.send(b"/quit\r")
    check(chat.end() == 0, "/quit does not end well", chat.seen)
    saved = json.loads((folder / "lines.json").read_text(encoding="utf-8"))
    texts = [message["content"] for message in saved if message["role"] == "user"]
    check(texts == ["one\ntwo\nthree", "four\nfive"], "lines of a message", texts)


def test_interrupts(folder, environment):
    chat = Terminal(folder, environment, "--no-history", *ENDLESS)
    chat.read_until(PROMPT)
    chat.send(b"half a line")
    chat.read_until(b"half a line")
    chat.send(b"\x03")
    chat.read_until(PROMPT)
    chat.send(b"talk\r")
    chat.read_until(b"\x1b[?2004l")
    time.sleep(0.3)
    chat.send(b"\x03\x03")
    stopped = chat.read_until(PROMPT)
    check(b"(stopped)" in stopped, "not stopped", stopped[-200:])
    answer = chat.ask(b"/stats")
    check(b"answer" in answer, "the chat does not go on", answer)
    os.kill(chat.pid, signal.SIGTERM)
    check(chat.end() == 130, "told to terminate, it does not", chat.seen)
    check(not (folder / ".local/state/silex").exists(), "--no-history kept a history")


def test_reasoning(folder, environment):
    """Where the prompt opens the block, what comes is dimmed, and the colour is given back."""
    path = folder / "model/tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["chat_template"] = config["chat_template"].replace("<|assistant|>", "<|assistant|><think>")
    path.write_text(json.dumps(config), encoding="utf-8")
    chat = Terminal(folder, environment, "-m", "4", "--no-history")
    chat.read_until(PROMPT)
    answer = chat.ask(b"hello")
    check(answer.count(b"\x1b[2m") == 1 and answer.count(b"\x1b[0m") == 1, "not dimmed", answer)
    chat.send(b"\x04")
    chat.end()


def test_control_characters(folder, environment):
    """What a model writes cannot drive the terminal: token 220 is an escape."""
    bias = ["--logit-bias", '{"220": 1e6}', "-m", "3", "--no-history"]
    chat = Terminal(folder, environment, *bias)
    chat.read_until(PROMPT)
    answer = chat.ask(b"hello")
    check("\ufffd\ufffd\ufffd\r\n".encode() in answer, "an escape came through", answer)
    chat.send(b"\x04")
    chat.end()
    done = pipe(folder, environment, "hello\n", *bias)
    check(done.stdout == b"\x1b\x1b\x1b\n", "a pipe gets something else", done.stdout)


def test_colours(folder, environment):
    environment = dict(environment, NO_COLOR="1")
    chat = Terminal(folder, environment, "-m", "4", "--no-history")
    chat.read_until(PROMPT)
    answer = chat.ask(b"hello")
    check(b"\x1b[2m" not in answer, "colours in spite of NO_COLOR", answer)
    chat.send(b"\x04")
    chat.end()


def pipe(folder, environment, text, *arguments):
    return subprocess.run(
        ["silex", "chat", "--model", "model", *arguments],
        cwd=folder,
        env=environment,
        input=text.encode(),
        capture_output=True,
        timeout=WAIT_SECONDS,
        check=False,
    )


def test_pipes(folder, environment):
    done = pipe(folder, environment, "hello\n", "-m", "6")
    check(done.returncode == 0, "status", done)
    check(b">" not in done.stdout[:2] and b"\x1b" not in done.stdout, "noise", done.stdout)
    twice = pipe(folder, environment, "hello\nagain\n", "-m", "6")
    check(twice.stdout.startswith(done.stdout), "not the same answer", done.stdout, twice.stdout)
    check(len(twice.stdout) > len(done.stdout), "no second answer", twice.stdout)
    stats = pipe(folder, environment, "hello\n/stats\n", "-m", "6")
    check(stats.stdout == done.stdout and b"context" in stats.stderr, "statistics", stats)
    wrong = pipe(folder, environment, "/stast\n")
    check(wrong.returncode == 1 and b"did you mean /stats?" in wrong.stderr, "status", wrong)
    full = pipe(folder, environment, "x" * 100 + "\n", "--max-kv-size", "32")
    check(full.returncode == 1 and b"/reset" in full.stderr, "a full context", full)
    empty = pipe(folder, environment, "\n  \n")
    check(empty.returncode == 0 and empty.stdout == b"", "blank lines", empty)


def main():
    try:
        for descriptor in pty.openpty():
            os.close(descriptor)
    except OSError as error:
        print(f"skipped: no terminal to be had here: {error}")
        sys.exit(77)
    program = pathlib.Path(sys.argv[1]).resolve()
    tests = [value for name, value in sorted(globals().items()) if name.startswith("test_")]
    for test in tests:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            test(folder, make_folder(folder, program))
            print(f"ok: {test.__name__}")


main()
