#!/usr/bin/env python3
"""Quantizes a checkpoint in every layout of MLX with `silex convert` and with mlx-lm, and compares
the logits after a text: each result here and in mlx-lm, ours and theirs here. Prints the largest
differences over the largest magnitude.

Needs mlx (CPU) and mlx-lm; the checkpoint's float type should be float32, its inner sizes
multiples of 128.

    python tests/golden/compare_converted_mlx.py [--text TEXT] SILEX CHECKPOINT FOLDER
"""
import argparse
import pathlib
import subprocess
import tempfile

import mlx.core as mx
import mlx_lm
import numpy as np

LAYOUTS = [("affine", bits, group) for bits in (2, 3, 4, 5, 6, 8) for group in (32, 64, 128)]
LAYOUTS += [("mxfp4", 4, 32), ("mxfp8", 8, 32), ("nvfp4", 4, 16)]

parser = argparse.ArgumentParser()
parser.add_argument("--text", default="Once upon a time there was a little girl. She had a red ball")
parser.add_argument("silex")
parser.add_argument("checkpoint")
parser.add_argument("folder", type=pathlib.Path, help="for what is made; must not exist")
args = parser.parse_args()


def run(*words, text=None):
    command = [args.silex, *map(str, words)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def logits_here(path, ids):
    with tempfile.NamedTemporaryFile(suffix=".npy") as out:
        run("logits", "--model", path, "--tokens", ",".join(map(str, ids)), "--output", out.name,
            "--precision", "exact")
        return np.load(out.name)


def logits_there(path, ids):
    model, _ = mlx_lm.load(str(path))
    return np.array(model(mx.array([ids])).astype(mx.float32)[0])


def distance(a, b):
    return np.abs(a - b).max() / np.abs(b).max()


mx.set_default_device(mx.cpu)
args.folder.mkdir()
ids = [int(word) for word in
       run("tokenize", "--model", args.checkpoint, text=args.text).replace(",", " ").split()]
given = logits_here(args.checkpoint, ids)
print("layout           ours, here-mlx  theirs, here-mlx  ours as theirs  ours-checkpoint")
for mode, bits, group in LAYOUTS:
    name = f"{mode} {bits} {group}"
    ours, theirs = args.folder / f"ours {name}", args.folder / f"theirs {name}"
    run("convert", "--model", args.checkpoint, "-q", "--q-bits", bits, "--q-group-size", group,
        "--q-mode", mode, "--mlx-path", ours)
    mlx_lm.convert(args.checkpoint, str(theirs), quantize=True, q_bits=bits, q_group_size=group,
                   q_mode=mode)
    here, of_theirs = logits_here(ours, ids), logits_here(theirs, ids)
    print(f"{name:14} {distance(here, logits_there(ours, ids)):16.1e}"
          f" {distance(of_theirs, logits_there(theirs, ids)):17.1e}"
          f" {np.array_equal(here, of_theirs)!s:>15} {distance(here, given):16.1e}", flush=True)
