#!/usr/bin/env python3
"""Adapters that `silex convert-adapter` and `silex lora --format peft` wrote, loaded by PEFT and by
mlx-lm: the adapters of the folder `adapters`, each in the other form and back.

    compare_adapter_forms.py SILEX [NAME...]

Prints, for each: the largest difference of the logits that PEFT or mlx-lm computes with the written
adapter from those of its reference, over the largest magnitude; and whether the tensors that come
back are those that went, bit for bit.

Needs mlx, mlx-lm, torch, transformers and peft.
"""

import json
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import mlx.core as mx
import numpy as np
import torch
from mlx.utils import tree_map
from mlx_lm.tuner.utils import load_adapters
from mlx_lm.utils import load_model
from peft import PeftModel
from safetensors.numpy import load_file
from transformers import AutoModelForCausalLM
from transformers.utils import logging

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "adapters"))
from make_adapters import mlx_config
SILEX = sys.argv[1]
logging.set_verbosity_error()
logging.disable_progress_bar()


def peft_logits(base, adapter, prompt):
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32,
                                                 attn_implementation="eager")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # PEFT warns of missing and unexpected tensors
        warnings.filterwarnings("ignore", category=FutureWarning)
        warnings.filterwarnings("ignore", message="Model has `tie_word_embeddings=True`")
        model = PeftModel.from_pretrained(model, adapter).eval()
    with torch.no_grad():
        return model(torch.tensor(prompt.astype(np.int64))[None]).logits[0].numpy()


def mlx_logits(base, adapter, prompt):
    model, _ = load_model(base, model_config=mlx_config(base))
    model.update(tree_map(
        lambda p: p.astype(mx.float32) if mx.issubdtype(p.dtype, mx.floating) else p,
        model.parameters()))
    model = load_adapters(model, str(adapter))
    model.eval()
    return np.array(model(mx.array(prompt.astype(np.int64))[None])[0].astype(mx.float32))


def is_tied(base):
    config = json.loads((base / "config.json").read_text())
    usual = config["model_type"] in ("gemma2", "gemma3", "cohere2")
    return config.get("text_config", config).get("tie_word_embeddings", usual)


def convert(base, source, target, form):
    done = subprocess.run([SILEX, "convert-adapter", "--adapter-path", source, "--format", form,
                           "--tied", "yes" if is_tied(base) else "no", "--save-path", target],
                          capture_output=True, text=True)
    return done.stderr.strip()


def main():
    for path in sorted((HERE / "adapters").glob("*/reference.safetensors")):
        adapter = path.parent
        if sys.argv[2:] and adapter.name not in sys.argv[2:]:
            continue
        base = HERE / "models" / (adapter / "base").read_text().strip()
        reference = load_file(path)
        there, back = ("peft", "mlx") if adapter.name.startswith("mlx") else ("mlx", "peft")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            problem = convert(base, adapter, folder / "there", there)
            if problem:
                print(f"{adapter.name:22} {problem}")
                continue
            compute = peft_logits if there == "peft" else mlx_logits
            told = ""
            if there == "mlx" or not base.name.startswith("mlx-"):
                logits = compute(base, folder / "there", reference["prompt"])
                off = np.abs(logits - reference["logits"]).max() / np.abs(reference["logits"]).max()
                told = f"logits of {there} within {off:.1e}; "
            problem = convert(base, folder / "there", folder / "back", back)
            assert not problem, problem
            file = {"mlx": "adapters.safetensors", "peft": "adapter_model.safetensors"}[back]
            a, b = load_file(adapter / file), load_file(folder / "back" / file)
            same = set(a) == set(b) and all(np.array_equal(a[k], b[k]) for k in a)
            print(f"{adapter.name:22} {told}back the same: {same}")


if __name__ == "__main__":
    main()
