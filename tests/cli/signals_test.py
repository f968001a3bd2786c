#!/usr/bin/env python3
"""Interrupts, closed pipes and full disks: signals_test.py PROGRAM"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from transcript_test import make_folder

# An answer without end: the end token is forbidden, the context is large.
ENDLESS = ["silex", "generate", "--model", "model", "-p", "Hello", "-m", "0", "--temp", "50",
           "--logit-bias", '{"1": -1e6}', "--max-kv-size", "200000"]


SECONDS = 300  # for loaded machines; a moment elsewhere

# One line for each command that writes something, and what it reads.
WRITERS = [
    "generate --model model -p Hello -m 5",
    "generate --model model -p Hello -m 5 --json",
    "chat --model model -m 5",
    "tokenize --model model --json",
    "detokenize --model model",
    "render --template chat.jinja --messages messages.json",
    "inspect model",
    "inspect model --json",
    "bench --model model -p 8 -g 4 -n 1",
    "perplexity --model model --file story.txt",
    "perplexity --model model --file story.txt --json",
    "--help",
    "generate --help",
    "--version",
]
INPUT = b"5 6 7\n"

# Long work, and what it leaves behind when it ends by itself.
WORKERS = [
    "perplexity --model model --file long.txt --sequence-length 1500",
    "bench --model model -p 1000 -g 500 -n 50",
    "cache-prompt --model model -p - --prompt-cache-file x.file",
    "logits --model model --tokens " + ",".join(["5"] * 1900) + " --output x.file",
    "generate --model model -p - -m 500",
]


def check(condition, what, *shown):
    if not condition:
        raise AssertionError(what + "".join(f"\n  {item!r}" for item in shown))


def start(arguments, folder, environment, **streams):
    return subprocess.Popen(arguments, cwd=folder, env=environment, **streams)


def test_interrupt_ends_cleanly(folder, environment):
    process = start(ENDLESS, folder, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    check(process.returncode == 130, "status", process.returncode, err)
    check(out.endswith(b"\n"), "no end of line", out[-20:])
    out.decode("utf-8")
    check(err == b"", "something on standard error", err)


def test_interrupt_with_json(folder, environment):
    process = start(ENDLESS + ["--json", "--verbose"], folder, environment, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    value = json.loads(out)
    check(process.returncode == 130, "status", process.returncode, err)
    check(value["finish_reason"] == "cancelled", "reason", value["finish_reason"])
    check(value["generation_tokens"] == len(value["tokens"]), "counts", value)


def test_closed_pipe(folder, environment):
    process = start(ENDLESS, folder, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(1)
    process.stdout.close()
    err = process.stderr.read()
    check(process.wait(timeout=60) == 1, "status", process.returncode)
    check(err == b"", "something on standard error", err)


def test_each_output_on_a_full_disk(folder, environment):
    for line in WRITERS:
        with open("/dev/full", "wb") as full:
            done = subprocess.run(["silex", *line.split()], cwd=folder, env=environment,
                                  input=INPUT, stdout=full, stderr=subprocess.PIPE, timeout=SECONDS,
                                  check=False)
        check(done.returncode == 1, "status", line, done)
        check(done.stderr.endswith(b"silex: standard output: No space left on device\n"), line, done)


def test_each_output_on_a_closed_pipe(folder, environment):
    """The reader is gone before the program starts."""
    for line in WRITERS:
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(["silex", *line.split()], cwd=folder, env=environment, input=INPUT,
                              stdout=writing, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
        os.close(writing)
        check(done.returncode == 1, "status", line, done)
        check(done.stderr in (b"", b"(stopped)\n"), "something on standard error", line, done)


def test_each_work_interrupted(folder, environment):
    """Early, in the middle, or too late: it ends cleanly and leaves nothing half done."""
    (pathlib.Path(folder) / "long.txt").write_text("a long story " * 2000)
    left = pathlib.Path(folder) / "x.file"
    for line in WORKERS:
        for delay in (0.05, 0.3):
            process = start(["silex", *line.split()], folder, environment, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            try:
                process.communicate(b"a long prompt " * 130, timeout=delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=SECONDS)
            # Before the program has its handler, the signal itself ends it.
            check(process.returncode in (0, 130, -signal.SIGINT), "status", line,
                  process.returncode, err)
            check(err.count(b"\n") <= 1, "more than a line", line, err)
            check(left.exists() == (process.returncode == 0 and "x.file" in line), "a file", line)
            left.unlink(missing_ok=True)
            check(not list(pathlib.Path(folder).glob("x.file*")), "a half file", line)


def test_interrupted_file_is_not_there(folder, environment):
    ids = ",".join(["5"] * 2000)
    arguments = ["silex", "logits", "--model", "model", "--tokens", ids, "--output", "x.npy"]
    process = start(arguments, folder, environment, stderr=subprocess.PIPE)
    try:
        process.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    left = [path.name for path in pathlib.Path(folder).iterdir() if path.name.startswith("x.npy")]
    expected = ["x.npy"] if process.returncode == 0 else []
    check(left == expected, "a file is left over", left, process.returncode)
    check(process.returncode in (0, 130), "status", process.returncode)


def test_full_disk(folder, environment):
    """A limit on the size of files is the full disk that needs no mount."""
    limited = "ulimit -f 1; trap '' XFSZ; exec \"$@\""
    ids = ",".join(["5"] * 200)
    for arguments in (
        ["silex", "logits", "--model", "model", "--tokens", ids, "--output", "x.file"],
        ["silex", "cache-prompt", "--model", "model", "-p", "word " * 100, "--prompt-cache-file",
         "x.file"],
    ):
        done = subprocess.run(["sh", "-c", limited, "sh", *arguments], cwd=folder, env=environment,
                              capture_output=True, timeout=60, check=False)
        check(done.returncode == 1, "status", done)
        check(done.stderr.startswith(b"silex: x.file: ") and done.stderr.count(b"\n") == 1, "", done)
        left = [path.name for path in pathlib.Path(folder).iterdir() if "x.file" in path.name]
        check(left == [], "something is left over", left)
    done = subprocess.run(["silex", "logits", "--model", "model", "--tokens", "1,2", "--output",
                           "/dev/full"], cwd=folder, env=environment, capture_output=True,
                          timeout=60, check=False)
    check(done.returncode == 1 and b"No space left" in done.stderr, "/dev/full", done)


def test_no_permission(folder, environment):
    """Reading and writing where it is not allowed, also when the tests run as root."""
    os.chmod(folder, 0o755)
    secret = pathlib.Path(folder) / "model/config.json"
    secret.chmod(0)
    nobody = (lambda: os.setuid(65534)) if os.geteuid() == 0 else None
    try:
        subprocess.run(["silex", "--version"], env=environment, capture_output=True, check=True,
                       preexec_fn=nobody)
    except (OSError, subprocess.CalledProcessError):
        print("(the program cannot be run as another user here)")
        return
    for arguments, name in (
        (["silex", "generate", "--model", "model", "-p", "x"], b"config.json"),
        (["silex", "perplexity", "--model", "model", "--file", "closed.txt"], b"config.json"),
        (["silex", "render", "--template", "chat.jinja", "--messages", "closed.txt"], b"closed.txt"),
    ):
        closed = pathlib.Path(folder) / "closed.txt"
        closed.write_text("[]")
        closed.chmod(0)
        done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True,
                              timeout=60, check=False, preexec_fn=nobody)
        check(done.returncode == 1, "status", done)
        check(name in done.stderr and b"ermission denied" in done.stderr, "message", done.stderr)
        check(done.stderr.count(b"\n") == 1, "not one line", done.stderr)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            with tempfile.TemporaryDirectory() as folder:
                test(folder, make_folder(pathlib.Path(folder), program))
                print(f"ok: {name}")


main()
