#!/usr/bin/env python3
"""The program on two trained models, against references of another program: corpus_test.py PROGRAM

The models come from the folder that SILEX_CORPUS names; without it the test is skipped.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MODELS = {"stories260K": "stories260K/hf-derived", "tinystories-656k-hf": "tinystories-656k-hf"}


def run(command, *arguments, text=""):
    done = subprocess.run([PROGRAM, command, *arguments], input=text, capture_output=True, text=True,
                          timeout=250, check=False)
    assert done.returncode == 0, (command, arguments, done.stderr)
    return done.stdout


def check_generation(folder, prompt, reference_ids):
    told = json.loads(run("generate", "--model", folder, "--precision", "exact", "--json",
                          "--ignore-chat-template", "--prompt", prompt["text"], "-m",
                          str(len(reference_ids))))
    assert told["tokens"] == reference_ids[: len(told["tokens"])], (prompt["text"], told["tokens"])
    ended = told["finish_reason"] == "stop"
    assert ended or len(told["tokens"]) == len(reference_ids), told
    assert told["text"] != "", told


def check_perplexity(folder, reference, corpus):
    """The first documents of the held-out text, one by one and together."""
    stories = json.loads((corpus / "text/tinystories/tinystories_1000.json").read_text("utf-8"))
    texts = [story.strip() for story in stories]
    texts = [text for text in texts if len(text) < 1600]
    total, n_total = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "documents.jsonl"
        for index, line in enumerate(reference["heldout"]["first_docs"]):
            _, n_tokens, nll = line.split()
            path.write_text(json.dumps({"text": texts[index]}) + "\n", "utf-8")
            told = json.loads(run("perplexity", "--model", folder, "--precision", "exact", "--file",
                                  str(path), "--json"))
            assert told["tokens"] == int(n_tokens), (index, told, line)
            assert abs(told["nll"] - float(nll)) < 2e-6, (index, told, line)
            total += float(nll) * int(n_tokens)
            n_total += int(n_tokens)
        count = len(reference["heldout"]["first_docs"])
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts[:count]), "utf-8")
        told = json.loads(run("perplexity", "--model", folder, "--precision", "exact", "--file",
                              str(path), "--json"))
        assert told["sequences"] == count and abs(told["nll"] - total / n_total) < 2e-6, told


def main():
    corpus = pathlib.Path(os.environ.get("SILEX_CORPUS", "absent"))
    if not (corpus / "models/reference").is_dir():
        print("skipped: SILEX_CORPUS names no corpus")
        sys.exit(77)
    for name, place in MODELS.items():
        folder = str(corpus / "models" / place)
        reference = json.loads((corpus / f"models/reference/{name}.json").read_text("utf-8"))
        for prompt in reference["prompts"]:
            if prompt["text"]:
                ids = json.loads(run("tokenize", "--model", folder, "--json", text=prompt["text"]))
                assert ids["ids"] == prompt["ids"], (prompt["text"], ids)
            check_generation(folder, prompt, prompt["greedy_ids"][len(prompt["ids"]) :])
        check_perplexity(folder, reference, corpus)
        print(f"ok: {name}, {len(reference['prompts'])} prompts")


main()
