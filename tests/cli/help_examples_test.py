#!/usr/bin/env python3
"""Every example of every --help runs, and the manual names every command and option:
help_examples_test.py PROGRAM MANUAL
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from transcript_test import make_folder

# Their examples need a hub, or change a store: tests/hub runs them against a server of its own.
WITH_A_HUB = re.compile(r" (pull|verify|rm|inspect --remote) ")


def output(program, *arguments):
    return subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=True, timeout=60
    ).stdout


def commands(program):
    listing = output(program, "help").split("Commands:\n")[1].split("\n\n")[0]
    names = [line.split()[0] for line in listing.splitlines()]
    return [name for name in names if name != "help"]


def run_examples(program, help_text, folder, environment):
    n_run, problems = 0, []
    for line in help_text.split("Examples:\n")[1].splitlines():
        if WITH_A_HUB.search(line):
            continue
        # What would wait for a person, or needs what is built in, gets an end of input at once.
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=280,
            check=False,
        )
        n_run += 1
        without_demo = b"without a demo model" in done.stderr
        if done.returncode != 0 and not without_demo:
            problems.append(f"{line.strip()}\n  status {done.returncode}: {done.stderr.decode()}")
    return n_run, problems


def missing_from_manual(help_text, manual, command):
    problems = []
    if f".It Nm silex {command}" not in manual and f".Ss silex {command}" not in manual:
        problems.append(f"the manual has no section on {command}")
    for name in sorted(set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", help_text, re.MULTILINE))):
        if not re.search(r"^\.It .*Fl -" + name.replace("-", r"\\?-") + r"(?![\w-])", manual, re.MULTILINE):
            problems.append(f"the manual does not describe --{name} (of {command})")
    return problems


def stale_in_manual(manual, known):
    names = {name.replace("\\", "") for name in re.findall(r"Fl -([a-z\\-]+)", manual)}
    return [f"the manual names --{name}, which no command has" for name in sorted(names - known)]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    manual = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
    n_run, problems, known = 0, [], {"help", "version"}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        for command in commands(program):
            help_text = output(program, command, "--help")
            known |= set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", help_text, re.MULTILINE))
            n, bad = run_examples(program, help_text, folder, environment)
            n_run += n
            problems += bad + missing_from_manual(help_text, manual, command)
    problems += stale_in_manual(manual, known)
    print("\n".join(problems))
    print(f"{n_run} examples run, {len(problems)} problems")
    sys.exit(1 if problems or n_run == 0 else 0)


main()
