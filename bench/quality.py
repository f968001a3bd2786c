#!/usr/bin/env python3
"""What --quality better and an importance file save, as perplexity and divergence from the model
that was quantized.

    bench/quality.py SILEX MODEL TEXTS.jsonl [--group-size 32] [--bits 2 3 4]

TEXTS.jsonl has {"text": ...} in each line; two thirds of the lines make the importance, the rest
judges. MODEL is a trained checkpoint in floats.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

WAYS = {"MLX's rule": [], "better": ["--quality", "better"],
        "better, with importance": ["--quality", "better", "--importance", "importance"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("silex", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--group-size", type=int, default=32)
    parser.add_argument("--bits", type=int, nargs="+", default=[2, 3, 4])
    options = parser.parse_args()
    model, lines = options.model.resolve(), options.texts.read_text().splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def run(*arguments):
            return subprocess.run([options.silex.resolve(), *map(str, arguments)], cwd=folder,
                                  capture_output=True, text=True, check=True).stdout

        def judge(*arguments):
            return json.loads(run("perplexity", "--precision", "exact", "--file", "judge.jsonl",
                                  "--json", *arguments))

        n_first = len(lines) * 2 // 3
        (folder / "learn.jsonl").write_text("".join(lines[:n_first]))
        (folder / "judge.jsonl").write_text("".join(lines[n_first:]))
        run("importance", "--model", model, "--file", "learn.jsonl", "--precision", "exact",
            "--output", "importance")
        print(f"the model itself: NLL {judge('--model', model)['nll']:.3f}", flush=True)
        for bits in options.bits:
            for number, (way, more) in enumerate(WAYS.items()):
                made = f"{bits}-{number}"
                run("convert", "--model", model, "-q", "--q-bits", bits, "--q-group-size",
                    options.group_size, "--mlx-path", made, *more)
                told = judge("--model", made, "--compare-model", model)
                print(f"{bits} bits, {way}: NLL {told['nll']:.3f}, "
                      f"KL {told['divergence']['mean']:.3g}", flush=True)


main()
