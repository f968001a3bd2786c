#!/usr/bin/env python3
"""Makes the golden gradients of pairs on embedding and head: what mlx-lm's LoRAEmbedding and
LoRALinear, and mlx's autograd in 32-bit float, compute on the tiny checkpoints (../models).

    make_end_gradients.py [NAME...]        (all cases when none is named)

A case is a file NAME-ends.safetensors, which is as those of make_gradients.py, with the one tuning
"ends": LoRA of the embedding, of the head where it is another matrix, and of mlp.down_proj in every
block. Needs mlx-lm. The vectors in the tree were made with mlx-lm 0.32.0.
"""

import sys
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
import numpy as np
from mlx.utils import tree_flatten, tree_map, tree_unflatten
from mlx_lm.tuner.utils import linear_to_lora_layers
from mlx_lm.utils import load_model
from safetensors.numpy import load_file, save_file

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
sys.path.insert(0, str(HERE.parent / "adapters"))
from make_adapters import mlx_config  # noqa: E402
from make_gradients import RANK, SCALE, fingerprint, numbers  # noqa: E402

import torch  # noqa: E402

CASES = ["llama", "llama-tied", "granite", "mlx-llama-4-64", "mlx-gemma3-4-64"]
WRAPPER = "language_model."


def loss_of(model, prompt):
    """That of make_gradients.py."""
    total, n = mx.array(0.0), 0
    for tokens, first, mask in ((prompt[:40], 1, None),
                                (prompt[10:56], 10, [i % 5 != 0 for i in range(46)])):
        wanted = [i for i in range(first, len(tokens)) if mask is None or mask[i]]
        logits = model(mx.array(tokens[: wanted[-1]].astype(np.int64))[None])[0]
        rows = mx.array([i - 1 for i in wanted])
        targets = mx.array(tokens[wanted].astype(np.int64))
        total = total + nn.losses.cross_entropy(logits[rows], targets, reduction="sum")
        n += len(wanted)
    return total / n


def make(name):
    prompt = load_file(MODELS / name / "reference.safetensors")["prompt"]
    model, _ = load_model(MODELS / name, model_config=mlx_config(name))
    model.update(tree_map(
        lambda p: p.astype(mx.float32) if mx.issubdtype(p.dtype, mx.floating) else p,
        model.parameters()))
    model.freeze()
    ends = ["model.embed_tokens", "lm_head"]
    linear_to_lora_layers(model, -1, {
        "rank": RANK, "scale": SCALE, "dropout": 0.0,
        "keys": ends + [WRAPPER + end for end in ends] + ["mlp.down_proj"]})
    values = [(key, mx.array(numbers(key.removeprefix(WRAPPER), value.shape).float().numpy()))
              for key, value in tree_flatten(model.trainable_parameters())]
    model.update(tree_unflatten(values))
    loss, gradients = nn.value_and_grad(model, lambda: loss_of(model, prompt))()
    out = {"ends": np.array([loss.item()], np.float64)}
    for key, gradient in tree_flatten(gradients):
        out["ends/" + key.removeprefix(WRAPPER)] = fingerprint(torch.from_numpy(np.array(gradient)))
    save_file(out, HERE / f"{name}-ends.safetensors")
    print(f"{name:24} {len(out)} tensors, loss {loss.item():.4f}", flush=True)


if __name__ == "__main__":
    for case in sys.argv[1:] or CASES:
        make(case)
