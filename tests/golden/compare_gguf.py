#!/usr/bin/env python3
"""Compares logits of GGUF files: Silex in exact precision, llama.cpp, and the reference that the
same case has in tests/golden/models. Prints the largest difference over the largest magnitude.

Files come from convert_to_gguf.py. Needs llama-cpp-python (LLAMA_CPP_LIB_PATH names its library).

    python tests/golden/compare_gguf.py SILEX FOLDER [CASE...]
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

import llama_cpp

MODELS = pathlib.Path(__file__).parent / "models"
TYPES = {"F32": np.float32, "U32": np.uint32}


def read_reference(path):
    data = path.read_bytes()
    n = int.from_bytes(data[:8], "little")
    out = {}
    for name, entry in json.loads(data[8:8 + n]).items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            out[name] = np.frombuffer(data[8 + n + first:8 + n + last],
                                      TYPES[entry["dtype"]]).reshape(entry["shape"])
    return out


def silex_logits(program, path, ids, precision):
    with tempfile.NamedTemporaryFile(suffix=".npy") as out:
        done = subprocess.run([program, "logits", "--model", path, "--tokens",
                               ",".join(map(str, ids)), "--output", out.name, "--precision",
                               precision], capture_output=True, text=True)
        return np.load(out.name) if done.returncode == 0 else done.stderr.strip()


def llama_logits(path, ids):
    try:
        model = llama_cpp.Llama(str(path), logits_all=True, n_ctx=512, verbose=False, n_threads=1,
                                type_k=0, type_v=0)  # F32
        model.eval([int(i) for i in ids])
        return np.array(model.scores[:len(ids)], dtype=np.float32)
    except Exception as problem:
        return f"{type(problem).__name__}: {problem}"


def distance(a, b):
    if isinstance(a, str) or isinstance(b, str):
        return "-"
    n = min(a.shape[1], b.shape[1])
    return f"{np.abs(a[:, :n] - b[:, :n]).max() / np.abs(b).max():.1e}"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    cases = sys.argv[3:] or sorted(p.stem for p in folder.glob("*.gguf"))
    print(f"{'case':28} silex-reference  silex-llama.cpp  llama.cpp-reference  fast-exact")
    for case in cases:
        reference = read_reference(MODELS / case / "reference.safetensors")
        ids = reference["prompt"]
        path = str(folder / f"{case}.gguf")
        ours = silex_logits(program, path, ids, "exact")
        fast = silex_logits(program, path, ids, "fast")
        theirs = llama_logits(path, ids)
        print(f"{case:28} {distance(ours, reference['logits']):>15} {distance(ours, theirs):>16}"
              f" {distance(theirs, reference['logits']):>20} {distance(fast, ours):>11}")
        for one in (ours, theirs):
            if isinstance(one, str):
                print("    " + one[:300])


main()
