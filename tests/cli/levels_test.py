#!/usr/bin/env python3
"""Every CPU level that --cpu offers is one that the library knows, and is what then runs:
levels_test.py PROGRAM
"""

import json
import re
import subprocess
import sys


def run(program, level):
    return subprocess.run(
        [program, "generate", "--prompt", "hi", "--json", "--cpu", level],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def main():
    program = sys.argv[1]
    refusal = run(program, "bogus")
    levels = re.search(r"must be one of: ([^;]*);", refusal.stderr).group(1).split()
    texts, n_run = set(), 0
    for level in levels:
        done = run(program, level)
        if done.returncode == 1:
            assert "lacks the CPU level" in done.stderr, done.stderr
            continue
        assert done.returncode == 0, f"{level}: {done.stderr}"
        answer = json.loads(done.stdout)
        assert answer["cpu_level"] == level, answer
        assert run(program, level.replace("-", "_")).returncode == 0, level
        texts.add(answer["text"])
        n_run += 1
    assert "scalar" in levels and n_run >= 1, levels
    assert len(texts) == 1, texts
    print(f"{n_run} of {len(levels)} levels run here, all with one answer")


main()
