#!/usr/bin/env python3
"""Tiny checkpoints of random settings (family, sizes, rope, windows, biases, ties, file format)
against transformers in 32-bit float: every logit of `silex logits --precision exact` within 1e-4 of
the largest. compare_random_configs.py PROGRAM COUNT [SEED]

Needs what make_models.py needs; not part of any tier of tests.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from huggingface_hub.errors import StrictDataclassError
from transformers import AutoConfig, AutoModelForCausalLM

import make_models

FAMILIES = ["llama", "mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3", "smollm3", "olmo2",
            "granite", "glm4", "cohere2"]
WINDOWED = {"mistral", "qwen2", "qwen3", "gemma2", "gemma3_text", "phi3", "smollm3", "cohere2"}
ROPES = ["default", "linear", "dynamic", "llama3", "yarn", "longrope"]
PARTIAL = {"phi3", "glm4"}


def factors(draw, n):
    return sorted(round(draw.uniform(1, 9), 3) for _ in range(n))


def random_rope(draw, kind, head_dim, most):
    theta = draw.choice([500.0, 10000.0, 500000.0])
    before = draw.choice([n for n in (16, 32, 64) if n < most])
    more = {
        "default": {},
        "linear": dict(factor=draw.choice([2.0, 8.0])),
        "dynamic": dict(factor=draw.choice([2.0, 4.0])),
        "llama3": dict(factor=8.0, low_freq_factor=1.0, high_freq_factor=draw.choice([2.0, 4.0]),
                       original_max_position_embeddings=before),
        "yarn": dict(factor=draw.choice([2.0, 4.0, 16.0]), original_max_position_embeddings=before),
        "longrope": dict(short_factor=factors(draw, head_dim // 2),
                         long_factor=factors(draw, head_dim // 2), factor=4.0,
                         original_max_position_embeddings=before),
    }[kind]
    if kind == "yarn":
        more |= draw.choice([{}, {"beta_fast": 20.0, "beta_slow": 2.0}, {"attention_factor": 1.2},
                             {"mscale": 1.0, "mscale_all_dim": 0.5}, {"truncate": False}])
    if kind == "longrope" and draw.random() < 0.5:
        more["attention_factor"] = 1.1
    return make_models.rope(kind, theta, **more)


def family_settings(draw, family, n_layers, n_heads, head_dim):
    window = draw.choice([8, 16, 24, 40])
    types = [draw.choice(["sliding_attention", "full_attention"]) for _ in range(n_layers)]
    scale = draw.choice([1.0, 0.3, 5.0])
    return {
        "llama": lambda: dict(attention_bias=draw.random() < 0.5, mlp_bias=draw.random() < 0.5),
        "mistral": lambda: dict(sliding_window=draw.choice([None, window])),
        "qwen2": lambda: dict(use_sliding_window=draw.random() < 0.6, sliding_window=window,
                              max_window_layers=draw.randrange(n_layers + 1)),
        "qwen3": lambda: dict(use_sliding_window=draw.random() < 0.6, sliding_window=window,
                              max_window_layers=draw.randrange(n_layers + 1),
                              attention_bias=draw.random() < 0.5),
        "gemma2": lambda: dict(sliding_window=window, query_pre_attn_scalar=draw.choice([16, 30, 256]),
                               attn_logit_softcapping=draw.choice([None, 3.0, 50.0]),
                               final_logit_softcapping=draw.choice([None, 8.0, 30.0])),
        "gemma3_text": lambda: dict(sliding_window=window, layer_types=types,
                                    query_pre_attn_scalar=draw.choice([16, 30, 256])),
        "phi3": lambda: dict(sliding_window=draw.choice([None, window])),
        "smollm3": lambda: dict(no_rope_layers=[draw.randrange(2) for _ in range(n_layers)],
                                use_sliding_window=draw.random() < 0.5, sliding_window=window,
                                attention_bias=draw.random() < 0.5),
        "olmo2": lambda: dict(attention_bias=draw.random() < 0.3),
        "granite": lambda: dict(embedding_multiplier=scale, logits_scaling=draw.choice([1.0, 6.0]),
                                residual_multiplier=draw.choice([1.0, 0.22]),
                                attention_multiplier=draw.choice([1.0 / head_dim, 0.2]),
                                attention_bias=draw.random() < 0.5, mlp_bias=draw.random() < 0.5),
        "glm4": lambda: dict(attention_bias=draw.random() < 0.5),
        "cohere2": lambda: dict(sliding_window=window, layer_types=types,
                                logit_scale=draw.choice([0.0625, 1.0]),
                                attention_bias=draw.random() < 0.3),
    }[family]()


def random_row(draw, i):
    family = draw.choice(FAMILIES)
    n_kv_heads = draw.choice([1, 2, 3])
    n_heads = n_kv_heads * draw.choice([1, 2, 3])
    has_head_dim = family in ("gemma2", "gemma3_text", "qwen3", "glm4") or draw.random() < 0.4
    hidden = n_heads * draw.choice([8, 16, 24])
    head_dim = draw.choice([8, 16, 24, 32, 40]) if has_head_dim else hidden // n_heads
    if family in ("cohere2", "olmo2"):
        has_head_dim, head_dim = False, hidden // n_heads  # fixed by these families
    n_layers = draw.choice([1, 2, 3, 5])
    most = draw.choice([48, 128, 512])
    prompt = draw.choice([1, 7, 33, 60, 90])
    config = dict(make_models.BASE, hidden_size=hidden, num_attention_heads=n_heads,
                  num_key_value_heads=n_kv_heads, num_hidden_layers=n_layers,
                  intermediate_size=draw.choice([24, 56, 128]), max_position_embeddings=most,
                  tie_word_embeddings=draw.random() < 0.4)
    key = "layer_norm_eps" if family == "cohere2" else "rms_norm_eps"
    config[key] = draw.choice([1e-6, 1e-5, 1e-3])
    if has_head_dim:
        config["head_dim"] = head_dim
    kind = draw.choice(["default", "longrope"] if family == "phi3" else ROPES)
    if family == "gemma3_text":
        config |= make_models.GEMMA3_ROPES
    else:
        rope = random_rope(draw, kind, head_dim, most)
        if family in PARTIAL and kind == "default":
            rope["rope_parameters"]["partial_rotary_factor"] = 0.5
        elif family in PARTIAL:
            rope["rope_parameters"]["partial_rotary_factor"] = 1.0
        config |= rope
        if kind == "longrope" and family == "phi3":
            config["original_max_position_embeddings"] = rope["rope_parameters"].pop(
                "original_max_position_embeddings")
            rope["rope_parameters"].pop("factor")
    config |= family_settings(draw, family, n_layers, n_heads, head_dim)
    return dict(name=f"{i}-{family}-{kind}", family=family, prompt=prompt,
                dtype=draw.choice(["f32", "f16", "bf16"]), old=draw.random() < 0.5,
                shards=draw.choice([1, 1, 3]), config=config,
                wrap=family == "gemma3_text" and draw.random() < 0.3)


def compare(program, row, seed):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "made"
        config = AutoConfig.for_model(row["family"], **row["config"])
        model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
        make_models.randomize(model, torch.Generator().manual_seed(seed))
        model.tie_weights()
        row["old"] = row["old"] or row["wrap"]
        make_models.save(row, model, folder)
        reference = make_models.load_reference(folder)
        ids = np.random.default_rng(seed).integers(4, make_models.VOCABULARY, row["prompt"])
        with torch.no_grad():
            theirs = reference(torch.from_numpy(ids)[None], use_cache=False).logits[0].numpy()
        out = Path(temporary) / "logits.npy"
        process = subprocess.run([program, "logits", "--model", str(folder), "--tokens",
                                  ",".join(map(str, ids)), "--precision", "exact", "--output",
                                  str(out)], capture_output=True, text=True, check=False)
        if process.returncode != 0:
            return None, process.stderr.strip().replace(str(folder), "")
        ours = np.load(out)
        return float(np.abs(ours - theirs).max() / np.abs(theirs).max()), process.stderr.strip()


def main():
    torch.set_num_threads(1)
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    worst, n_bad = 0.0, 0
    for i in range(int(sys.argv[2])):
        draw = random.Random(f"{seed} {i}")
        row = random_row(draw, i)
        try:
            error, told = compare(sys.argv[1], row, i)
        except (StrictDataclassError, ValueError, TypeError, KeyError, RuntimeError, AssertionError) as problem:
            print(f"{row['name']}: the reference refuses it: {str(problem)[:150]}", flush=True)
            continue
        if error is None or not error < 1e-4:
            n_bad += 1
            print(f"{row['name']}: {error} {told}\n    {row}", flush=True)
        worst = max(worst, error or 0.0)
    print(f"{n_bad} of {sys.argv[2]} differ; the largest relative difference is {worst:.2g}")
    sys.exit(n_bad > 0)


main()
