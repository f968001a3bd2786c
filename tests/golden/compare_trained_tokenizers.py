#!/usr/bin/env python3
"""Compares `silex train-tokenizer` with the BpeTrainer of the Hugging Face tokenizers library:
vocabulary, merges in their order, and ids of texts, all equal.

    compare_trained_tokenizers.py SILEX [--rounds N] [--seed N] [--time]

Texts are those below SILEX_CORPUS and random ones of few letters, in which nearly every pair has
others that are as frequent and many tokens are made in two ways. The library trains with the
normalizer and pre-tokenizer of the file that Silex wrote, line by line, with the 256 bytes as its
initial alphabet. With --time both learn 32,000 tokens from the largest text.
"""
import argparse
import glob
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

CORPUS = os.environ.get("SILEX_CORPUS", "../shared/corpus")
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def train_ours(program, folder, files, vocab, min_count, *arguments):
    command = [program, "train-tokenizer", "--vocab", str(vocab), "--min-count", str(min_count)]
    for file in files:
        command += ["--file", str(file)]
    for token in SPECIAL:
        command += ["--special-token", token]
    subprocess.run([*command, *arguments, str(folder)], check=True, stderr=subprocess.DEVNULL)
    return json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))


def train_theirs(ours_file, files, vocab, min_count):
    ours = tokenizers.Tokenizer.from_file(str(ours_file))
    theirs = tokenizers.Tokenizer(models.BPE())
    if ours.normalizer is not None:
        theirs.normalizer = ours.normalizer
    theirs.pre_tokenizer = ours.pre_tokenizer
    theirs.train([str(file) for file in files], trainers.BpeTrainer(
        vocab_size=vocab, min_frequency=min_count, special_tokens=SPECIAL, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return theirs, ours


def compare(program, files, vocab, min_count, *arguments):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "made"
        told = train_ours(program, folder, files, vocab, min_count, *arguments)
        theirs, ours = train_theirs(folder / "tokenizer.json", files, vocab, min_count)
    expected = json.loads(theirs.to_str())["model"]
    assert told["model"]["vocab"] == expected["vocab"], "the vocabularies differ"
    assert told["model"]["merges"] == expected["merges"], "the merges differ"
    for file in files:
        text = pathlib.Path(file).read_text(encoding="utf-8")[:200000]
        assert ours.encode(text).ids == theirs.encode(text).ids, "the ids differ"
    return len(expected["merges"])


def random_text(source):
    letters = source.choice(["ab", "abc", "abcde", "aàbé", "01a"])
    words = ["".join(source.choices(letters, k=source.randrange(1, 12)))
             for _ in range(source.randrange(1, 200))]
    return "".join(source.choice(words) + source.choice([" ", " ", "  ", "\n", ", "])
                   for _ in range(source.randrange(1, 3000)))


def compare_random(program, rounds, seed):
    source, n_merges = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "text.txt"
        for number in range(rounds):
            file.write_text(random_text(source), encoding="utf-8", newline="")
            vocab, least = 259 + source.randrange(600), source.choice([1, 1, 2, 5])
            try:
                n_merges += compare(program, [file], vocab, least)
            except AssertionError as error:
                raise SystemExit(f"random text {number} of seed {seed}: {error}") from error
    print(f"{rounds} random texts: {n_merges} merges, all equal")


def compare_corpus(program):
    files = sorted(glob.glob(CORPUS + "/text/**/*.txt", recursive=True), key=os.path.getsize)
    rows = [("gpt-2", []), ("qwen2", []), ("llama-bpe", ["--split-digits"]),
            ("gpt-4o", ["--normalizer", "Lowercase"])]
    for index, file in enumerate(files[-5:]):
        name, arguments = rows[index % len(rows)]
        n = compare(program, [file], 8000, 1, "--pre-tokenizer", name, *arguments)
        print(f"{os.path.basename(file)}, {name}: {n} merges, all equal")
    n = compare(program, files[-5:], 32000, 2, "--pre-tokenizer", "qwen2")
    print(f"five texts: {n} merges, all equal")
    return files[-1]


def measure(program, file):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "made"
        started = time.time()
        train_ours(program, folder, [file], 32000, 1)
        ours = time.time() - started
        started = time.time()
        train_theirs(folder / "tokenizer.json", [file], 32000, 1)
        theirs = time.time() - started
    print(f"{os.path.basename(file)}, {os.path.getsize(file)} bytes, 32,000 tokens: "
          f"{ours:.2f} s, the library {theirs:.2f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time", action="store_true")
    arguments = parser.parse_args()
    compare_random(arguments.program, arguments.rounds, arguments.seed)
    largest = compare_corpus(arguments.program)
    if arguments.time:
        measure(arguments.program, largest)


main()
