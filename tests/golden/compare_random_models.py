#!/usr/bin/env python3
"""Random models (silex make-model) in the reference implementations: every shape as floats in
transformers, every quantization in mlx-lm, both with their tokenizers; logits agree with those of
`silex logits --precision exact`. compare_random_models.py PROGRAM [NAME...]

Needs transformers, torch, mlx-lm, numpy; not part of any tier of tests.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import numpy
import torch
import transformers
import mlx.core as mx
import mlx_lm

TEXT = "Hello bacado 12 fexi, ragu!"
QUANTIZATIONS = [[bits, "--group-size", group] for bits in "234568" for group in ("32", "64", "128")]
QUANTIZATIONS += [["mxfp4"], ["mxfp8"], ["nvfp4"]]


def silex(program, *arguments, text=None):
    return subprocess.run([program, *arguments], input=text, capture_output=True, text=True,
                          check=True).stdout


def our_logits(program, folder, ids):
    output = folder.with_suffix(".npy")
    silex(program, "logits", "--model", str(folder), "--tokens", ",".join(map(str, ids)),
          "--precision", "exact", "--output", str(output))
    return numpy.load(output)


def compare(what, ours, theirs, limit):
    error = numpy.abs(ours - theirs).max() / numpy.abs(theirs).max()
    print(f"{what}: logits of deviation {theirs.std():.3f}, largest relative difference {error:.2g}",
          flush=True)
    assert ours.shape == theirs.shape and error < limit, (what, error)


def compare_ids(program, folder, tokenizer):
    ids = tokenizer.encode(TEXT)
    ours = silex(program, "tokenize", "--model", str(folder), text=TEXT)
    assert [int(number) for number in ours.split()] == list(ids), (ours, ids)
    return list(ids)


def compare_floats(program, folder, name):
    silex(program, "make-model", "--like", name, "--layers", "1", "--vocab", "700", str(folder))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids = compare_ids(program, folder, tokenizer)
    model, report = transformers.AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, output_loading_info=True)
    assert not any(report.values()), report
    with torch.no_grad():
        theirs = model(torch.tensor([ids])).logits[0].numpy()
    compare(f"{name}, transformers", our_logits(program, folder, ids), theirs, 1e-4)


def compare_quantized(program, folder, quantization):
    silex(program, "make-model", "--like", "qwen3-0.6b", "--layers", "2", "--vocab", "700",
          "--dtype", "float32", "--quantize", *quantization, str(folder))
    model, tokenizer = mlx_lm.load(str(folder))
    ids = compare_ids(program, folder, tokenizer)
    theirs = numpy.array(model(mx.array([ids]))[0].astype(mx.float32))
    compare(f"{' '.join(quantization)}, mlx-lm", our_logits(program, folder, ids), theirs, 1e-3)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    usage = subprocess.run([program, "make-model", "--like", "?", "x"], capture_output=True, text=True,
                           check=False).stderr
    names = sys.argv[2:] or re.search("one of: ([^;]*);", usage)[1].split()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "made"
        for quantization in QUANTIZATIONS:
            compare_quantized(program, folder, quantization)
            shutil.rmtree(folder)
        for name in names:
            compare_floats(program, folder, name)
            shutil.rmtree(folder)


main()
