#!/usr/bin/env python3
"""Runs a transcript of the program: transcript_test.py PROGRAM CASE.txt

    # a remark
    $ silex tokenize --no-special < text        a command line, run by sh in an empty folder
    73 80                                       what it writes to standard output
    ! silex: something went wrong               what it writes to standard error
    = 1                                         its exit status, when that is not 0

In an expected line, [..] stands for any text. A line "..." stands for any lines. The folder holds
model/ (tests/cli/tiny-chat) and the files of tests/cli/files. The program is called "silex".
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def parse(path):
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#"):
            continue
        if line.startswith("$ "):
            cases.append({"line": number, "command": line[2:], "out": [], "err": [], "status": 0})
        elif line.startswith("! "):
            cases[-1]["err"].append(line[2:])
        elif line.startswith("= "):
            cases[-1]["status"] = int(line[2:])
        elif cases:
            cases[-1]["out"].append(line)
    for case in cases:
        while case["out"] and case["out"][-1] == "":
            case["out"].pop()
    return cases


def pattern(lines):
    parts = []
    for line in lines:
        if line == "...":
            parts.append("(?:.*\n)*")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.split("[..]")) + "\n")
    return re.compile("".join(parts))


def matches(lines, text):
    return pattern(lines).fullmatch(text + ("" if text.endswith("\n") or not text else "\n"))


def make_folder(folder, program):
    shutil.copytree(HERE / "tiny-chat", folder / "model")
    for file in (HERE / "files").iterdir():
        shutil.copy(file, folder / file.name)
    (folder / "data").mkdir()
    for name in ("train", "valid", "test"):
        shutil.copy(HERE / "files" / "train.jsonl", folder / "data" / f"{name}.jsonl")
    # A test may write into the copies, whatever the originals allow.
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    programs = folder / ".bin"
    programs.mkdir()
    (programs / "silex").symlink_to(program)
    environment = dict(os.environ, PATH=f"{programs}:{os.environ['PATH']}", HOME=str(folder))
    environment.pop("XDG_STATE_HOME", None)
    environment.pop("XDG_CACHE_HOME", None)
    return environment


def run_case(case, folder, environment):
    done = subprocess.run(
        ["sh", "-c", case["command"]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=250,
        check=False,
    )
    out = done.stdout.decode("utf-8", "replace")
    err = done.stderr.decode("utf-8", "replace")
    problems = []
    if done.returncode != case["status"]:
        problems.append(f"exit status {done.returncode}, expected {case['status']}")
    if not matches(case["out"], out):
        problems.append("standard output:\n" + out + "expected:\n" + "\n".join(case["out"]))
    if not matches(case["err"], err):
        problems.append("standard error:\n" + err + "expected:\n" + "\n".join(case["err"]))
    return problems


def main():
    program, path = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    cases = parse(path)
    n_bad = 0
    with tempfile.TemporaryDirectory() as name:
        environment = make_folder(pathlib.Path(name), program)
        for case in cases:
            problems = run_case(case, name, environment)
            n_bad += bool(problems)
            for problem in problems:
                print(f"{path.name}:{case['line']}: $ {case['command']}\n{problem}\n")
    print(f"{path.name}: {len(cases) - n_bad} of {len(cases)} cases passed")
    sys.exit(1 if n_bad or not cases else 0)


if __name__ == "__main__":
    main()
