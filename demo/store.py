#!/usr/bin/env python3
"""Quantize a checkpoint of train.py into the folder that ships: affine, 8 bits in groups of 64,
MLX's layout.

    store.py --checkpoint BUILD/checkpoint --model demo/model

Every matrix W [rows, columns] becomes W.weight (uint32 words of four 8-bit levels, lowest bits
first), W.scales and W.biases (float16, [rows, columns / 64]): a value is level * scale + bias.
Levels are rounded against the scale as float16 keeps it. Norms stay float16."""

import argparse
import json
import pathlib
import shutil

import torch
from safetensors.torch import load_file, save_file

BITS, GROUP = 8, 64


def quantize(matrix):
    rows, columns = matrix.shape
    groups = matrix.float().view(rows, columns // GROUP, GROUP)
    low, high = groups.amin(-1), groups.amax(-1)
    # The end that is larger in magnitude is the bias, so that it is exact.
    is_low = low.abs() > high.abs()
    step = ((high - low) / (2**BITS - 1)).clamp(min=1e-7)
    scales = torch.where(is_low, step, -step).half()
    biases = torch.where(is_low, low, high).half()
    scales = torch.where(scales == 0, torch.full_like(scales, 6e-8), scales)
    levels = (
        ((groups - biases.float()[..., None]) / scales.float()[..., None])
        .round()
        .clamp(0, 2**BITS - 1)
    )
    levels = levels.to(torch.int64).view(rows, -1, 32 // BITS)
    words = (levels << torch.arange(0, 32, BITS)).sum(-1)
    words = torch.where(words >= 2**31, words - 2**32, words).to(torch.int32).view(torch.uint32)
    return words, scales, biases


def main():
    parser = argparse.ArgumentParser(
        description="Quantize the demo model into the files that ship."
    )
    parser.add_argument("--checkpoint", type=pathlib.Path, required=True)
    parser.add_argument(
        "--model", type=pathlib.Path, default=pathlib.Path(__file__).parent / "model"
    )
    arguments = parser.parse_args()
    arguments.model.mkdir(parents=True, exist_ok=True)
    out = {}
    for name, tensor in load_file(arguments.checkpoint / "model.safetensors").items():
        if tensor.dim() == 2:
            base = name.removesuffix(".weight")
            out[name], out[base + ".scales"], out[base + ".biases"] = quantize(tensor)
        else:
            out[name] = tensor.half()
    save_file(out, arguments.model / "model.safetensors", metadata={"format": "mlx"})
    config = json.loads((arguments.checkpoint / "config.json").read_text())
    config["torch_dtype"] = "float16"
    config["quantization"] = config["quantization_config"] = {
        "group_size": GROUP,
        "bits": BITS,
        "mode": "affine",
    }
    (arguments.model / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    for name in ("generation_config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(arguments.checkpoint / name, arguments.model / name)
    total = sum(path.stat().st_size for path in arguments.model.iterdir())
    assert total <= 4_000_000, total
    print(f"{arguments.model}: {total} bytes")


if __name__ == "__main__":
    main()
