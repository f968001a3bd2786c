#!/usr/bin/env python3
"""The whole held-out text, against references of another program: heldout_test.py PROGRAM

The reference took 100 documents, at most 512 predictions of each. `silex perplexity` has no such cut:
a longer document goes on in a second sequence. And its tokenizer drops repeated spaces where
tokenizer.model says so, which the reference's did not. For stories260K, where both matter (seven
documents are longer, three have such spaces), the ids are therefore made as the reference made them.
The models come from the folder that SILEX_CORPUS names; without it the test is skipped.
"""

import array
import json
import math
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MAX_PREDICTIONS = 512


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=600,
                          check=False)
    assert done.returncode == 0, (arguments[0], done.stderr)
    return done.stdout


def read_reference(corpus, name):
    words = json.loads((corpus / f"models/reference/{name}.json").read_text("utf-8"))["heldout"][
        "result"].split()
    return int(words[3]), float(words[5])  # "docs 100 tokens N mean_nll X ppl Y"


class Pieces:
    """Pieces and scores of a llama2.c tokenizer file, joined greedily, the best score first."""

    def __init__(self, path):
        data, at = path.read_bytes(), 4
        self.texts, self.scores, self.ids = [], [], {}
        while at < len(data):
            score, n_bytes = struct.unpack_from("<fi", data, at)
            at += 8
            self.ids.setdefault(data[at : at + n_bytes], len(self.texts))
            self.texts.append(data[at : at + n_bytes])
            self.scores.append(score)
            at += n_bytes

    def encode(self, text):
        ids = [1, self.ids[b" "]]
        for character in text:
            known = self.ids.get(character.encode())
            ids += [known] if known is not None else [byte + 3 for byte in character.encode()]
        while True:
            best = None
            for i, (left, right) in enumerate(zip(ids, ids[1:])):
                joined = self.ids.get(self.texts[left] + self.texts[right])
                if joined is not None and (best is None or self.scores[joined] > best[0]):
                    best = (self.scores[joined], i, joined)
            if best is None:
                return ids
            ids[best[1] : best[1] + 2] = [best[2]]


def judge(folder, ids, path):
    """The sum of the negative log-likelihoods of all ids but the first."""
    run("logits", "--model", folder, "--precision", "exact", "--tokens", ",".join(map(str, ids)),
        "--output", str(path))
    data = path.read_bytes()
    logits = array.array("f", data[10 + int.from_bytes(data[8:10], "little") :])
    width, total = len(logits) // len(ids), 0.0
    for i, target in enumerate(ids[1:]):
        row = logits[i * width : (i + 1) * width]
        largest = max(row)
        total += math.log(sum(math.exp(x - largest) for x in row)) + largest - row[target]
    return total


def check_stories(corpus, texts, folder):
    pieces = Pieces(corpus / "models/stories260K/tok512.bin")
    total, n_total = 0.0, 0
    for text in texts:
        ids = pieces.encode(text)[: MAX_PREDICTIONS + 1]
        total += judge(str(corpus / "models/stories260K/hf-derived"), ids, folder / "logits.npy")
        n_total += len(ids) - 1
    return n_total, total / n_total


def check_tinystories(corpus, texts, folder):
    """No document is longer than the cut here: the command itself gives the number."""
    path = folder / "documents.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    told = json.loads(run("perplexity", "--model", str(corpus / "models/tinystories-656k-hf"),
                          "--precision", "exact", "--file", str(path), "--json"))
    return told["tokens"], told["nll"]


def main():
    corpus = pathlib.Path(os.environ.get("SILEX_CORPUS", "absent"))
    if not (corpus / "models/reference").is_dir():
        print("skipped: SILEX_CORPUS names no corpus")
        sys.exit(77)
    stories = json.loads((corpus / "text/tinystories/tinystories_1000.json").read_text("utf-8"))
    texts = [text for text in (story.strip() for story in stories) if len(text) < 1600][:100]
    for name, check in (("stories260K", check_stories), ("tinystories-656k-hf", check_tinystories)):
        with tempfile.TemporaryDirectory() as folder:
            n_tokens, nll = check(corpus, texts, pathlib.Path(folder))
        expected = read_reference(corpus, name)
        print(f"{name}: {n_tokens} tokens, {nll:.9f} nats a token, expected {expected}")
        assert n_tokens == expected[0] and abs(nll - expected[1]) < 1e-6


main()
