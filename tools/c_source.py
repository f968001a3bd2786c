"""What the checkers share: which files are ours, C text without its comments, findings."""

import os
import re
import shutil
import subprocess
import sys

C_FOLDERS = ("include", "src", "programs", "bindings", "tests", "examples", "bench")


def root_folder():
    """The tree to check: the first argument that is not an option, else the one we lie in."""
    for argument in sys.argv[1:]:
        if not argument.startswith("-"):
            return os.path.abspath(argument)
    return os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def all_files(root):
    """Files of the tree that git does not ignore, as sorted paths from the root."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if os.path.exists(os.path.join(root, ".git")) and shutil.which("git"):
        listing = subprocess.run(command, capture_output=True)
        names = [os.fsdecode(name) for name in listing.stdout.split(b"\0") if name]
        if listing.returncode == 0:
            return sorted(name for name in set(names) if os.path.isfile(os.path.join(root, name)))
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in (".git", "build"))
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return sorted(found)


def c_files(root, suffixes=(".c", ".h")):
    return [
        name
        for name in all_files(root)
        if name.endswith(suffixes) and name.split("/")[0] in C_FOLDERS
    ]


def read(root, name):
    with open(os.path.join(root, name), encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


TOKEN = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL
)


def without_comments(text, keep_strings=True):
    """The same text with comments (and what strings hold) blanked; lines stay where they are."""

    def blank(match):
        token = match.group()
        if token[0] in "\"'":
            return token if keep_strings else token[0] + " " * (len(token) - 2) + token[-1]
        return re.sub(r"[^\n]", " ", token)

    return TOKEN.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Findings:
    """Prints each finding as file:line: what; ends the program with the verdict."""

    def __init__(self, name):
        self.name = name
        self.count = 0

    def add(self, path, line, message):
        self.count += 1
        print(f"{path}:{line}: {message}")

    def end(self, summary):
        verdict = f"{self.count} to mend" if self.count else "ok"
        print(f"{self.name}: {verdict} ({summary})")
        sys.exit(1 if self.count else 0)
