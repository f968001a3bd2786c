#!/usr/bin/env python3
"""Makes the golden gradients: what PyTorch's autograd computes on the tiny checkpoints of the
families (../models), for full fine-tuning, LoRA and DoRA.

    make_gradients.py [NAME...]        (all cases when none is named)

A case is a file NAME.safetensors with, for each tuning, "<tuning>" F64 [1], the mean loss, and
"<tuning>/<tensor>" F64 [9] for every trainable tensor: the gradient's length, and its sums with
eight patterns of signs (signs()), which pin it down as well as the whole gradient would, in a few
bytes. Values of adapters are made by numbers(), which gradients_test.c has, too.

Needs transformers 5, torch, safetensors, and mlx for the quantized cases. The vectors in the tree
were made with transformers 5.23.0, torch 2.15.0.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file as load_numpy, save_file as save_numpy

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
sys.path.insert(0, str(MODELS))
import make_models  # noqa: E402

RANK, SCALE, PATTERNS = 4, 2.5, 8
CASES = [
    "llama", "llama-biases", "llama-tied", "mistral", "mistral-no-window", "qwen2", "qwen3",
    "gemma2", "gemma3-text", "gemma3-wrapped", "phi3", "phi3-partial", "smollm3",
    "smollm3-window", "olmo2", "granite", "glm4", "cohere2", "rope-dynamic", "rope-llama3",
    "rope-yarn-mscale", "rope-longrope-long", "mlx-llama-4-64", "mlx-smollm3-mixed",
    "mlx-phi3-nvfp4", "mlx-glm4-mxfp8", "mlx-gemma3-4-64",
]
MASK = (1 << 64) - 1


def mix(x):
    """SplitMix64's finalizer, over arrays (src/base/random.h)."""
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def random_bits(seed, n):
    index = np.arange(n, dtype=np.uint64)
    with np.errstate(over="ignore"):
        return mix(mix(np.array([seed], np.uint64)) ^ mix(index + np.uint64(0x632BE59BD9B4E019)))


def hash_of(name):
    """FNV-1a, 32 bits."""
    value = 2166136261
    for byte in name.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def numbers(name, shape):
    """Even in [-1/4, 1/4)."""
    n = int(np.prod(shape))
    uniform = (random_bits(hash_of(name), n) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return torch.from_numpy(((uniform - 0.5) * 0.5).astype(np.float32).reshape(shape)).double()


def fingerprint(gradient):
    flat = gradient.detach().double().numpy().reshape(-1)
    sums = [np.linalg.norm(flat)]
    for pattern in range(PATTERNS):
        signs = 1.0 - 2.0 * (random_bits(pattern, flat.size) & np.uint64(1)).astype(np.float64)
        sums.append(float(np.sum(signs * flat)))
    return np.array(sums, np.float64)


class Adapted(torch.nn.Module):
    def __init__(self, linear, name, is_dora):
        super().__init__()
        n_out, n_in = linear.weight.shape
        self.linear = linear
        self.a = torch.nn.Parameter(numbers(name + ".lora_a", (n_in, RANK)))
        self.b = torch.nn.Parameter(numbers(name + ".lora_b", (RANK, n_out)))
        self.m = None
        if is_dora:
            length = linear.weight.detach().norm(dim=1)
            self.m = torch.nn.Parameter(length * (1 + numbers(name + ".m", (n_out,))))

    def forward(self, x):
        y = x @ self.linear.weight.T + SCALE * (x @ self.a @ self.b)
        if self.m is not None:
            adapted = self.linear.weight + SCALE * self.b.T @ self.a.T
            y = y * (self.m / adapted.norm(dim=1).detach())
        return y if self.linear.bias is None else y + self.linear.bias


def adapt(model, is_dora):
    """Every matrix of the blocks gets an adapter; yields the trainable tensors."""
    parameters = {}
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if isinstance(module, torch.nn.Linear) and ".layers." in name:
            parent, _, child = name.rpartition(".")
            adapted = Adapted(module, name, is_dora)
            setattr(model.get_submodule(parent), child, adapted)
            parameters[name + ".lora_a"] = adapted.a
            parameters[name + ".lora_b"] = adapted.b
            if is_dora:
                parameters[name + ".m"] = adapted.m
    return parameters


def loss_of(model, prompt):
    """Two sequences: all of 40 tokens, and the last 46 of which the first 9 targets and every
    fifth one do not count."""
    total, n = 0, 0
    for tokens, first, mask in ((prompt[:40], 1, None),
                                (prompt[10:56], 10, [i % 5 != 0 for i in range(46)])):
        ids = torch.from_numpy(tokens.astype(np.int64))[None]
        wanted = [i for i in range(first, len(tokens)) if mask is None or mask[i]]
        # The lengths that some ropes depend on are those of what goes in.
        inputs = ids[:, : wanted[-1]]
        logits = model(inputs, use_cache=False).logits[0].double()
        rows = torch.tensor([i - 1 for i in wanted])
        total = total + torch.nn.functional.cross_entropy(
            logits[rows], ids[0, torch.tensor(wanted)], reduction="sum")
        n += len(wanted)
    return total / n


def make(name):
    folder = MODELS / name
    prompt = load_numpy(folder / "reference.safetensors")["prompt"]
    out = {}
    for tuning in ("full", "lora", "dora"):
        model = make_models.load_reference(folder).double()
        if tuning == "full":
            parameters = dict(model.named_parameters())
        else:
            parameters = adapt(model, tuning == "dora")
        loss = loss_of(model, prompt)
        loss.backward()
        out[tuning] = np.array([loss.item()], np.float64)
        for key, parameter in parameters.items():
            out[f"{tuning}/{key}"] = fingerprint(parameter.grad)
    save_numpy(out, HERE / f"{name}.safetensors")
    print(f"{name:24} {len(out)} tensors, loss {out['full'][0]:.4f} {out['lora'][0]:.4f} "
          f"{out['dora'][0]:.4f}", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    for case in sys.argv[1:] or CASES:
        make(case)
