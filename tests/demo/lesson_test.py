#!/usr/bin/env python3
"""Teaches the demo model ten facts with the commands of README.md, and asks.

    lesson_test.py SILEX ANSWER_LINES

The lesson has 50 lines; the questions of demo/lesson/questions.jsonl are phrased as none of them is.
At least 80 % must be answered word for word, none before the lesson; and at least 95 % of the
questions of demo/final.json that were answered rightly before it."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "demo"))
import final  # noqa: E402

LEARNED_BAR, KEPT_BAR = 0.80, 0.95


def read_lines(name):
    text = (ROOT / "demo/lesson" / name).read_text("utf-8")
    return [json.loads(line)["messages"] for line in text.splitlines()]


def teach(silex, folder):
    """Runs the tour up to its first question, which is the last command."""
    tour = re.search(r"^## Teach it.*?```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"),
                     re.DOTALL | re.MULTILINE)
    commands = tour.group(1).replace("./dev run", f"'{silex}'")
    (folder / "demo").symlink_to(ROOT / "demo")
    done = subprocess.run(["sh", "-e", "-c", commands], cwd=folder, check=False,
                          capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def ask(program, conversations, *adapter):
    text = "".join(json.dumps(messages) + "\n" for messages in conversations)
    done = subprocess.run([program, *adapter], input=text, check=True, stdout=subprocess.PIPE,
                          encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    silex, answer_lines = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:])
    lesson, exam = read_lines("train.jsonl"), read_lines("questions.jsonl")
    assert len(lesson) == 50 and len(exam) == 50
    taught = {re.sub(r"\W", "", messages[0]["content"]).lower() for messages in lesson}
    assert not any(re.sub(r"\W", "", m[0]["content"]).lower() in taught for m in exam)
    questions, expected = [m[:1] for m in exam], [m[1]["content"] for m in exam]
    known = final.load()
    asked = [line["messages"] for line in known]

    before = [final.is_right(*pair) for pair in zip(known, ask(answer_lines, asked))]
    assert not any(a == b for a, b in zip(ask(answer_lines, questions), expected))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        first = teach(silex, folder)
        answers = ask(answer_lines, questions, folder / "adapter")
        after = [final.is_right(*pair)
                 for pair in zip(known, ask(answer_lines, asked, folder / "adapter"))]
    learned = sum(a == b for a, b in zip(answers, expected))
    kept = sum(a and b for a, b in zip(before, after))
    for messages, answer in zip(exam, answers):
        if answer != messages[1]["content"]:
            print(f"  {messages[0]['content']!r}: {answer!r}")
    print(f"{learned} of {len(exam)} new questions; kept {kept} of {sum(before)}; the tour: {first}")
    assert first in expected, first
    assert learned >= LEARNED_BAR * len(exam)
    assert sum(before) >= 0.9 * len(known) and kept >= KEPT_BAR * sum(before)


if __name__ == "__main__":
    main()
