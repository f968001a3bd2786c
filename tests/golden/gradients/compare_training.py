#!/usr/bin/env python3
"""Holds the losses of LoRA, DoRA and full training against PyTorch with PEFT and against mlx-lm, all
in 32-bit float on the CPU, with the same samples, first values and optimizer (Adam).

    compare_training.py TRAIN_CURVE MODEL TEXT [STEPS [lora dora full]]

TRAIN_CURVE is the program beside this file, MODEL a checkpoint that the three can open, TEXT a JSON
list of texts, of which the first STEPS x 4 are taken, 160 tokens each. Prints the largest difference over the steps;
more than 1e-3 is a failure.

Needs torch, transformers, peft, mlx and mlx-lm; tried with 2.15.0, 5.23.0, 0.21.2, 0.32.4, 0.32.2.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

sys.path.insert(0, str(Path(__file__).parent))
from make_gradients import numbers  # noqa: E402

RANK, SCALE, BATCH, LONGEST = 8, 2.0, 4, 160
RATES = {"lora": 1e-3, "dora": 1e-3, "full": 3e-4}


def samples(model, text, n):
    tokenizer = AutoTokenizer.from_pretrained(model)
    texts = json.loads(Path(text).read_text())[:n]
    if len(texts) < n:
        raise SystemExit(f"{text} has {len(texts)} texts, not {n}")
    return [tokenizer.encode(one)[:LONGEST] for one in texts]


def with_embedding(model, folder):
    """A copy of the checkpoint as the references want it: a tied table is the embedding's."""
    shutil.copytree(model, folder, ignore=shutil.ignore_patterns("bf16*"))
    tensors = load_file(folder / "model.safetensors")
    if "model.embed_tokens.weight" not in tensors:
        tensors["model.embed_tokens.weight"] = tensors.pop("lm_head.weight")
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def ours(program, model, tuning, steps, ids):
    lines = "".join(" ".join(map(str, line)) + "\n" for line in ids)
    done = subprocess.run([program, model, tuning, str(steps), str(RATES[tuning]), str(BATCH)],
                          input=lines, capture_output=True, text=True, check=True)
    return [float(line.split()[0]) for line in done.stdout.splitlines()]


def in_torch(model_path, tuning, steps, ids):
    model = AutoModelForCausalLM.from_pretrained(model_path, dtype=torch.float32,
                                                 attn_implementation="eager")
    if tuning == "full":
        for parameter in model.parameters():
            parameter.requires_grad_(False)
        for parameter in model.model.layers.parameters():
            parameter.requires_grad_(True)
    else:
        from peft import LoraConfig, get_peft_model
        model = get_peft_model(model, LoraConfig(
            r=RANK, lora_alpha=SCALE * RANK, lora_dropout=0.0, use_dora=tuning == "dora",
            target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj",
                            "down_proj"]))
        for name, parameter in model.named_parameters():
            if not parameter.requires_grad:
                continue
            path = name.removeprefix("base_model.model.").split(".lora_")[0]
            n_out = parameter.shape[0]
            if "lora_A" in name:
                parameter.data = numbers(path + ".lora_a", parameter.shape[::-1]).T.float()
            elif "lora_B" in name:
                parameter.data = 0.5 * numbers(path + ".lora_b", parameter.shape[::-1]).T.float()
            else:
                layer = model.get_submodule(name.split(".lora_")[0])
                length = layer.weight.detach().norm(dim=1)
                parameter.data = length * (1 + 0.5 * numbers(path + ".m", (n_out,)).float())
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad],
                                 lr=RATES[tuning])
    losses = []
    for step in range(steps):
        total, n = 0, 0
        for line in ids[step * BATCH:(step + 1) * BATCH]:
            tokens = torch.tensor(line)
            logits = model(tokens[None, :-1], use_cache=False).logits[0]
            total = total + torch.nn.functional.cross_entropy(logits, tokens[1:], reduction="sum")
            n += len(line) - 1
        loss = total / n
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def in_mlx(model_path, tuning, steps, ids):
    import mlx.core as mx
    import mlx.nn as nn
    import mlx.optimizers as optimizers
    from mlx.utils import tree_flatten, tree_unflatten
    from mlx_lm.tuner.utils import linear_to_lora_layers
    from mlx_lm.utils import load_model
    mx.set_default_device(mx.cpu)
    model, _ = load_model(Path(model_path))
    model.set_dtype(mx.float32)
    model.freeze()
    if tuning == "full":
        for layer in model.layers:
            layer.unfreeze()
    else:
        linear_to_lora_layers(model, len(model.layers),
                              {"rank": RANK, "scale": SCALE, "dropout": 0.0},
                              use_dora=tuning == "dora")
        values = []
        for name, value in tree_flatten(model.trainable_parameters()):
            new = numbers(name, value.shape).float().numpy()
            if name.endswith("lora_b"):
                new = 0.5 * new
            elif name.endswith(".m"):
                new = np.array(value) * (1 + 0.5 * new)
            values.append((name, mx.array(new)))
        model.update(tree_unflatten(values))
    optimizer = optimizers.Adam(learning_rate=RATES[tuning], bias_correction=True)

    def loss_of(model, batch):
        total, n = 0, 0
        for line in batch:
            tokens = mx.array(line)
            logits = model(tokens[None, :-1])[0].astype(mx.float32)
            total = total + nn.losses.cross_entropy(logits, tokens[1:]).sum()
            n += len(line) - 1
        return total / n

    model.train()
    gradient_of = nn.value_and_grad(model, loss_of)
    losses = []
    for step in range(steps):
        loss, gradient = gradient_of(model, ids[step * BATCH:(step + 1) * BATCH])
        optimizer.update(model, gradient)
        mx.eval(model.parameters(), optimizer.state, loss)
        losses.append(loss.item())
    return losses


def main():
    program, model, text = sys.argv[1:4]
    steps = int(sys.argv[4]) if len(sys.argv) > 4 else 100
    ids = samples(model, text, steps * BATCH)
    is_right = True
    references = with_embedding(Path(model), Path(tempfile.mkdtemp()) / "model")
    for tuning in sys.argv[5:] or ["lora", "dora", "full"]:
        mine = np.array(ours(program, model, tuning, steps, ids))
        for name, other in (("torch", in_torch), ("mlx", in_mlx)):
            difference = np.abs(mine - np.array(other(references, tuning, steps, ids)))
            is_right &= bool(difference.max() < 1e-3)
            print(f"{tuning} and {name}: {steps} steps, loss {mine[0]:.5f} to {mine[-1]:.5f}, off by "
                  f"{difference[:10].max():.1e} in 10 steps, {difference.max():.1e} in all",
                  flush=True)
    return 0 if is_right else 1


if __name__ == "__main__":
    torch.set_num_threads(2)
    sys.exit(main())
