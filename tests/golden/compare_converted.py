#!/usr/bin/env python3
"""Compares GGUF files that `silex convert --gguf` made of a checkpoint with the checkpoint: the ids
of a text and the logits after it, in Silex and in llama.cpp. Prints the largest difference over the
largest magnitude.

Needs llama-cpp-python (LLAMA_CPP_LIB_PATH names its library).

    python tests/golden/compare_converted.py [--text TEXT] SILEX CHECKPOINT FILE.gguf...
"""
import argparse
import subprocess
import tempfile

import llama_cpp
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("--text", default="Once upon a time there was a little girl. She had a red ball")
parser.add_argument("silex")
parser.add_argument("checkpoint")
parser.add_argument("files", nargs="+")
args = parser.parse_args()


def silex_ids(path):
    done = subprocess.run([args.silex, "tokenize", "--model", path], input=args.text,
                          capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.replace(",", " ").split()]


def silex_logits(path, ids):
    with tempfile.NamedTemporaryFile(suffix=".npy") as out:
        subprocess.run([args.silex, "logits", "--model", path, "--tokens", ",".join(map(str, ids)),
                        "--output", out.name, "--precision", "exact"], check=True,
                       capture_output=True)
        return np.load(out.name)


def distance(a, b):
    n = min(a.shape[1], b.shape[1])
    return f"{np.abs(a[:, :n] - b[:, :n]).max() / np.abs(b).max():.1e}"


ids = silex_ids(args.checkpoint)
given = silex_logits(args.checkpoint, ids)
print(f"{len(ids)} ids; {'file':32} ids here  ids in llama.cpp  here-llama.cpp  here-checkpoint")
for path in args.files:
    model = llama_cpp.Llama(path, logits_all=True, n_ctx=512, verbose=False, n_threads=1, type_k=0,
                            type_v=0)  # F32
    their_ids = model.tokenize(args.text.encode(), add_bos=True, special=True)
    model.eval(ids)
    theirs = np.array(model.scores[:len(ids)], dtype=np.float32)
    ours = silex_logits(path, ids)
    print(f"{path[-40:]:40} {silex_ids(path) == ids!s:>9} {their_ids == ids!s:>17}"
          f" {distance(ours, theirs):>15} {distance(ours, given):>16}")
