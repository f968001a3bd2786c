#!/usr/bin/env python3
"""How many threads make a token best is found out once, and then remembered.

    thread_memory_test.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from transcript_test import make_folder

GENERATE = ["silex", "generate", "--model", "model", "--prompt", "Hello", "--max-tokens", "64",
            "--seed", "1"]


def run(folder, environment, *arguments):
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True,
                          timeout=600, check=False)
    assert done.returncode == 0 and done.stderr == "", (arguments, done.returncode, done.stderr)
    return done.stdout


def known(folder, environment, *options):
    told = json.loads(run(folder, environment, "silex", "inspect", "model", "--json", *options))
    assert 0 <= told["decode_threads"] <= told["threads"], told
    return told["decode_threads"]


def find_out(folder, environment, path):
    """Runs until it is remembered; on a busy machine nothing is measured, and it may never be."""
    texts = set()
    for _ in range(30):
        texts.add(run(folder, environment, *GENERATE))
        if path.exists():
            break
    assert len(texts) == 1, texts
    return texts.pop()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        path = folder / ".cache/silex/threads.json"
        assert known(folder, environment, "--threads", "2") == 2
        if known(folder, environment) == 1:
            print("skipped: one core")
            sys.exit(77)
        assert known(folder, environment) == 0
        text = find_out(folder, environment, path)
        if not path.exists():
            print("skipped: this machine is too busy")
            sys.exit(77)
        found = known(folder, environment)
        entries = json.loads(path.read_text())
        assert len(entries) == 1 and entries[0]["decode_threads"] == found > 0, entries
        assert path.stat().st_mode & 0o77 == 0 and path.parent.stat().st_mode & 0o77 == 0
        assert known(folder, environment, "--threads", "2") == 2
        before = path.stat().st_mtime_ns
        assert run(folder, environment, *GENERATE) == text
        assert path.stat().st_mtime_ns == before
        print("ok: remembered")

        entry = entries[0]
        foreign = dict(entry, **{"for": "another machine"})
        path.write_text(json.dumps([foreign] * 100 + [entry]))
        assert known(folder, environment) == found
        for broken in ("", "{", "[1, null, {}, []]", json.dumps(entry), "\0" * 5000, "[" * 100000,
                       json.dumps([dict(entry, decode_threads=n) for n in (0, -1)]),
                       json.dumps([dict(entry, decode_threads=1000000)]),
                       json.dumps([dict(entry, decode_threads="2")]), json.dumps([foreign] * 100)):
            path.write_text(broken)
            assert known(folder, environment) == 0, broken[:80]
            assert run(folder, environment, *GENERATE) == text
        for _ in range(30):
            run(folder, environment, *GENERATE)
            entries = json.loads(path.read_text())
            if entries[0]["for"] == entry["for"]:
                assert len(entries) == 64, entries
                break
        print("ok: what is not understood is not used")

        nowhere = dict(environment, XDG_CACHE_HOME="/dev/null")
        assert run(folder, nowhere, *GENERATE) == text
        homeless = {k: v for k, v in environment.items() if k not in ("HOME", "XDG_CACHE_HOME")}
        assert run(folder, homeless, *GENERATE) == text
        print("ok: nowhere to keep it")


main()
