#!/usr/bin/env python3
"""How far `fast` is from `exact` on trained models: precision_test.py PROGRAM

Two trained models are written as 4-bit checkpoints in mlx-lm's layout, groups of 64, and
`silex perplexity --compare-precision` judges them and their floats on a text that they know and on
one that they do not. The bar: less than 5e-4 nats a token. The models come from the folder that
SILEX_CORPUS names; without it the test is skipped.
"""

import array
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
MODELS = {"stories260K": "stories260K/hf-derived", "tinystories-656k-hf": "tinystories-656k-hf"}
BITS, GROUP = 4, 64
BAR, FLOAT_BAR = 5e-4, 2e-5  # nats a token
UNKNOWN_BYTES = 6000


def read_tensors(path):
    """The f32 tensors of a safetensors file: name -> (shape, numbers)."""
    data = path.read_bytes()
    n_header = struct.unpack_from("<Q", data)[0]
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + n_header]).items():
        if name == "__metadata__":
            continue
        assert entry["dtype"] == "F32", (name, entry)
        first, last = (8 + n_header + offset for offset in entry["data_offsets"])
        tensors[name] = (entry["shape"], array.array("f", data[first:last]))
    return tensors


def write_tensors(path, tensors):
    header, data = {}, b""
    for name, (dtype, shape, numbers) in tensors.items():
        content = numbers.tobytes()
        header[name] = {"dtype": dtype, "shape": shape,
                        "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def quantize_group(numbers):
    """Codes, scale and bias. The end of the range that is further from zero is met exactly, and so
    is zero itself."""
    low, high = min(numbers), max(numbers)
    n_steps = 2**BITS - 1
    scale = max((high - low) / n_steps, 1e-7)
    scale, edge = (scale, low) if abs(low) > abs(high) else (-scale, high)
    at_edge = round(edge / scale)
    scale, bias = (edge / at_edge, edge) if at_edge != 0 else (scale, 0.0)
    codes = [min(max(round((x - bias) / scale), 0), n_steps) for x in numbers]
    return codes, scale, bias


def quantize(name, shape, numbers):
    words, scales, biases = array.array("I"), array.array("f"), array.array("f")
    for first in range(0, len(numbers), GROUP):
        codes, scale, bias = quantize_group(numbers[first : first + GROUP])
        scales.append(scale)
        biases.append(bias)
        for word in range(0, GROUP, 32 // BITS):
            words.append(sum(code << BITS * i for i, code in enumerate(codes[word:][: 32 // BITS])))
    n_groups = shape[1] // GROUP
    return {f"{name}.weight": ("U32", [shape[0], shape[1] * BITS // 32], words),
            f"{name}.scales": ("F32", [shape[0], n_groups], scales),
            f"{name}.biases": ("F32", [shape[0], n_groups], biases)}


def write_quantized(source, folder):
    for path in source.iterdir():
        if path.is_file() and path.name != "model.safetensors":
            shutil.copyfile(path, folder / path.name)
    config = json.loads((source / "config.json").read_text("utf-8"))
    config["quantization"] = {"group_size": GROUP, "bits": BITS}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    tensors, n_quantized = {}, 0
    for name, (shape, numbers) in read_tensors(source / "model.safetensors").items():
        if len(shape) == 2 and shape[1] % GROUP == 0:
            tensors.update(quantize(name.removesuffix(".weight"), shape, numbers))
            n_quantized += 1
        else:
            tensors[name] = ("F32", shape, numbers)
    write_tensors(folder / "model.safetensors", tensors)
    return n_quantized


def divergence(folder, text):
    done = subprocess.run([PROGRAM, "perplexity", "--model", str(folder), "--file", str(text),
                           "--compare-precision", "--json"], capture_output=True, text=True,
                          timeout=250, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["divergence"]["mean"]


def main():
    corpus = pathlib.Path(os.environ.get("SILEX_CORPUS", "absent"))
    if not (corpus / "models/reference").is_dir():
        print("skipped: SILEX_CORPUS names no corpus")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        unknown = pathlib.Path(name) / "unknown.txt"
        paragraphs = json.loads((corpus / "text/tinystories/wikitext_1000.json").read_text("utf-8"))
        unknown.write_text("".join(paragraphs)[:UNKNOWN_BYTES], "utf-8")
        for model, place in MODELS.items():
            folder = pathlib.Path(name) / model
            folder.mkdir()
            assert write_quantized(corpus / "models" / place, folder) > 10, model
            for text in corpus / "text/tinystories/tinystories_sample.txt", unknown:
                of_floats = divergence(corpus / "models" / place, text)
                of_codes = divergence(folder, text)
                print(f"{model}, {text.name}: {of_codes:.2e} nats a token, floats {of_floats:.1e}")
                assert 0.0 < of_codes < BAR, (model, text.name, of_codes)
                assert 0.0 <= of_floats < FLOAT_BAR, (model, text.name, of_floats)


main()
