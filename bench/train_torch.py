#!/usr/bin/env python3
"""Times LoRA steps of PyTorch with PEFT in 32-bit float on the CPU, on random weights of a model's
shape: what `train_curve` (tests/golden/gradients) is measured beside.

    train_torch.py CONFIG_JSON [TOKENS [STEPS]] [layers=N] [checkpoints]

Rank 8 on every matrix of every layer, one sequence, no optimizer: forward and backward alone.
Prints the seconds of each step and the largest resident memory.
"""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoConfig, AutoModelForCausalLM


def main():
    fields = json.loads(Path(sys.argv[1]).read_text())
    n_tokens = int(sys.argv[2]) if len(sys.argv) > 2 else 512
    n_steps = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    fields = {k: v for k, v in fields.items() if k not in ("quantization", "dtype", "torch_dtype")}
    for word in sys.argv:
        if word.startswith("layers="):
            fields["num_hidden_layers"] = int(word[len("layers="):])
    config = AutoConfig.for_model(fields.pop("model_type"), **fields)
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32,
                                             attn_implementation="sdpa")
    model = get_peft_model(model, LoraConfig(
        r=8, lora_alpha=16, target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj",
                                            "up_proj", "down_proj"]))
    model.train()
    if "checkpoints" in sys.argv:
        model.enable_input_require_grads()
        model.gradient_checkpointing_enable()
    ids = torch.randint(0, config.vocab_size, (1, n_tokens))
    for _ in range(n_steps):
        start = time.time()
        loss = model(input_ids=ids, labels=ids, use_cache=False).loss
        loss.backward()
        print(f"{time.time() - start:.2f} s, loss {loss.item():.4f}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n_tokens} tokens, {torch.get_num_threads()} threads, {peak:.0f} MiB at most")


if __name__ == "__main__":
    main()
