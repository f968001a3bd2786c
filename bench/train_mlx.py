#!/usr/bin/env python3
"""Times LoRA steps of mlx-lm on the CPU, on random weights of a model's shape: what bench/train
measures Silex beside.

    train_mlx.py CONFIG_JSON [TOKENS [STEPS [LAYERS [checkpoints]]]]

Rank 8 on every matrix of every layer, one sequence, no optimizer: forward and backward alone. The
weights are quantized as the configuration says. Prints the seconds of each step and the largest
resident memory.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
from mlx_lm.tuner.trainer import default_loss, grad_checkpoint
from mlx_lm.tuner.utils import linear_to_lora_layers

KEYS = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
        "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]


def main():
    fields = json.loads(Path(sys.argv[1]).read_text())
    n_tokens = int(sys.argv[2]) if len(sys.argv) > 2 else 512
    n_steps = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    if len(sys.argv) > 4 and int(sys.argv[4]) > 0:
        fields["num_hidden_layers"] = int(sys.argv[4])
    mx.set_default_device(mx.cpu)
    mx.random.seed(0)
    module = importlib.import_module(f"mlx_lm.models.{fields['model_type']}")
    model = module.Model(module.ModelArgs.from_dict(fields))
    quantization = fields.get("quantization")
    if quantization:
        nn.quantize(model, quantization["group_size"], quantization["bits"])
    model.freeze()
    linear_to_lora_layers(model, fields["num_hidden_layers"],
                          {"rank": 8, "scale": 20.0, "dropout": 0.0, "keys": KEYS})
    if "checkpoints" in sys.argv:
        grad_checkpoint(model.layers[0])
    mx.eval(model.parameters())
    step = nn.value_and_grad(model, default_loss)
    batch = mx.random.randint(0, fields["vocab_size"], (1, n_tokens + 1))
    lengths = mx.array([[0, n_tokens + 1]])
    for _ in range(n_steps):
        start = time.time()
        (loss, _), gradient = step(model, batch, lengths)
        mx.eval(loss, gradient)
        print(f"{time.time() - start:.2f} s, loss {loss.item():.4f}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n_tokens} tokens, {peak:.0f} MiB at most")


if __name__ == "__main__":
    main()
