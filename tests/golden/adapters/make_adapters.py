#!/usr/bin/env python3
"""Makes the golden vectors of adapters: small random ones for the checkpoints in ../models, and what
PEFT and mlx-lm compute with them.

    make_adapters.py [NAME...]        (the cases that have no folder when none is named)

Every case becomes a folder: adapter_config.json and the tensors, as PEFT or mlx-lm save them;
`base`, the name of the folder in ../models; and reference.safetensors with

    prompt   U32 [n]          ids
    logits   F32 [n, vocab]   at every position, in 32-bit float on the CPU

Needs torch, transformers, peft, mlx and mlx-lm. The vectors in the tree were made with peft 0.21.2,
transformers 5.23.0, mlx-lm 0.32.2.
"""

import json
import shutil
import sys
import tempfile
import types
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file as save_numpy

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
VOCABULARY = 200
N_PROMPT = 24


def prompt():
    return np.random.default_rng(5).integers(3, VOCABULARY, N_PROMPT).astype(np.uint32)


def finish(folder, base, logits):
    (folder / "base").write_text(base + "\n")
    save_numpy({"prompt": prompt(), "logits": np.asarray(logits, np.float32)},
               folder / "reference.safetensors")
    for extra in folder.glob("README.md"):
        extra.unlink()
    for weights in folder.glob("*.safetensors"):
        weights.chmod(0o644)


# ---- PEFT ----------------------------------------------------------------------------------------

def peft_case(folder, base, saves_embedding="auto", **options):
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(3)
    model = AutoModelForCausalLM.from_pretrained(MODELS / base, dtype=torch.float32,
                                                 attn_implementation="eager")
    model = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", **options))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name and "magnitude" not in name:
                parameter.copy_(torch.randn_like(parameter) * 0.1)
            elif "magnitude" in name or "modules_to_save" in name:
                parameter.mul_(1 + 0.3 * torch.randn_like(parameter))
    model.eval()
    model.save_pretrained(folder, save_embedding_layers=saves_embedding)
    config = json.loads((folder / "adapter_config.json").read_text())
    config["base_model_name_or_path"] = base
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    with torch.no_grad():
        logits = model(torch.tensor(prompt().astype(np.int64))[None]).logits[0]
    finish(folder, base, logits.numpy())


# ---- mlx-lm --------------------------------------------------------------------------------------

def mlx_config(base):
    """mlx-lm counts the layers of Gemma 3 by a key that newer checkpoints do not have."""
    text = json.loads((MODELS / base / "config.json").read_text()).get("text_config")
    return {"text_config": {**text, "sliding_window_pattern": 3}} if text else {}


def mlx_case(folder, base, kind="lora", num_layers=-1, **parameters):
    import mlx.core as mx
    from mlx.utils import tree_flatten, tree_map
    from mlx_lm.tuner.utils import linear_to_lora_layers, load_adapters
    from mlx_lm.utils import load_model

    def load():
        model, _ = load_model(MODELS / base, model_config=mlx_config(base))
        model.update(tree_map(
            lambda p: p.astype(mx.float32) if mx.issubdtype(p.dtype, mx.floating) else p,
            model.parameters()))
        return model

    mx.random.seed(4)
    model = load()
    model.freeze()
    n_layers = len(model.layers) if num_layers < 0 else num_layers
    parameters = {"rank": 8, "scale": 20.0, "dropout": 0.0, **parameters}
    if kind == "full":
        for layer in model.layers[-n_layers:]:
            layer.unfreeze()
    else:
        linear_to_lora_layers(model, n_layers, parameters, use_dora=kind == "dora")
    weights = {}
    for name, value in tree_flatten(model.trainable_parameters()):
        noise = mx.random.normal(value.shape)
        if kind == "full" or name.endswith(".m"):
            weights[name] = value * (1 + 0.2 * noise)
        else:
            weights[name] = 0.05 * noise
    mx.save_safetensors(str(folder / "adapters.safetensors"), weights)
    config = {"fine_tune_type": kind, "num_layers": n_layers,
              "lora_parameters": None if kind == "full" else parameters}
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    model = load_adapters(load(), str(folder))
    model.eval()
    logits = model(mx.array(prompt().astype(np.int64))[None])[0].astype(mx.float32)
    finish(folder, base, np.array(logits))


CASES = {
    "peft-lora": lambda f: peft_case(
        f, "llama", r=8, lora_alpha=16,
        target_modules=["q_proj", "v_proj", "o_proj", "gate_proj", "down_proj"]),
    "peft-rslora-patterns": lambda f: peft_case(
        f, "qwen2", r=4, lora_alpha=8, use_rslora=True, target_modules="all-linear",
        rank_pattern={"layers.1.mlp.up_proj": 6, "k_proj": 3},
        alpha_pattern={"layers.1.mlp.up_proj": 3, "q_proj": 12}),
    "peft-dora": lambda f: peft_case(
        f, "qwen2", r=4, lora_alpha=8, use_dora=True, target_modules="all-linear"),
    "peft-fused": lambda f: peft_case(
        f, "phi3", r=5, lora_alpha=5, use_dora=True,
        target_modules=["qkv_proj", "gate_up_proj", "o_proj"]),
    "peft-head": lambda f: peft_case(
        f, "llama", r=4, lora_alpha=8, target_modules=["lm_head", "k_proj"]),
    "peft-whole-head": lambda f: peft_case(
        f, "llama-tied", r=4, lora_alpha=8, target_modules=["v_proj", "up_proj"],
        modules_to_save=["lm_head"]),
    "peft-embedding": lambda f: peft_case(
        f, "llama-tied", r=4, lora_alpha=8, target_modules=["embed_tokens", "q_proj"],
        saves_embedding=False),
    "peft-embedding-saved": lambda f: peft_case(
        f, "llama", r=4, lora_alpha=8, target_modules=["embed_tokens", "lm_head"]),
    "peft-embedding-tying": lambda f: peft_case(
        f, "llama-tied", r=4, lora_alpha=8, target_modules=["embed_tokens", "q_proj"],
        ensure_weight_tying=True, saves_embedding=False),
    "peft-embedding-head": lambda f: peft_case(
        f, "gemma2", r=3, lora_alpha=6, target_modules=["embed_tokens", "lm_head", "v_proj"],
        saves_embedding=False),
    "mlx-embedding": lambda f: mlx_case(
        f, "llama", num_layers=1, rank=4, scale=5.0,
        keys=["model.embed_tokens", "lm_head", "self_attn.q_proj"]),
    "mlx-embedding-tied": lambda f: mlx_case(
        f, "llama-tied", rank=4, scale=5.0, keys=["model.embed_tokens", "mlp.up_proj"]),
    "mlx-embedding-dora": lambda f: mlx_case(
        f, "llama-tied", kind="dora", rank=4, scale=5.0,
        keys=["model.embed_tokens", "mlp.up_proj"]),
    "mlx-embedding-wrapped": lambda f: mlx_case(
        f, "mlx-gemma3-4-64", rank=4, scale=5.0,
        keys=["language_model.model.embed_tokens"]),
    "mlx-head": lambda f: mlx_case(f, "llama", rank=4, scale=5.0, keys=["lm_head"]),
    "peft-wrapped": lambda f: peft_case(
        f, "gemma3-wrapped", r=4, lora_alpha=8,
        target_modules=r".*language_model\.layers.*\.(q_proj|v_proj|up_proj|down_proj)"),
    "mlx-wrapped": lambda f: mlx_case(f, "gemma3-wrapped", num_layers=2, rank=4, scale=2.0),
    "mlx-wrapped-full": lambda f: mlx_case(f, "gemma3-wrapped", kind="full", num_layers=1),
    "mlx-lora": lambda f: mlx_case(f, "llama"),
    "mlx-lora-keys": lambda f: mlx_case(
        f, "llama", num_layers=1, keys=["self_attn.q_proj", "mlp.down_proj"], rank=3, scale=7.5),
    "mlx-dora": lambda f: mlx_case(f, "qwen2", kind="dora", rank=4, scale=2.0),
    "mlx-full": lambda f: mlx_case(f, "llama", kind="full", num_layers=1),
    "mlx-qlora": lambda f: mlx_case(f, "mlx-llama-4-64", rank=4),
    "mlx-qdora": lambda f: mlx_case(f, "mlx-qwen3-8-32", kind="dora", rank=4),
}


def main():
    names = sys.argv[1:] or [name for name in CASES if not (HERE / name).exists()]
    for name in names:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / name
            folder.mkdir()
            CASES[name](folder)
            shutil.rmtree(HERE / name, ignore_errors=True)
            shutil.copytree(folder, HERE / name)
            print(name)


if __name__ == "__main__":
    main()
