#!/usr/bin/env python3
"""Makes the golden vectors of the model families: tiny random checkpoints and what the reference
computes with them.

    make_models.py [NAME...]        (the cases that have no folder when none is named)

Every case of the table below becomes a folder: config.json, generation_config.json, the weights
(made by transformers, quantized by mlx-lm), and reference.safetensors with

    prompt   U32 [n]          ids, longer than any window of the model
    logits   F32 [n, vocab]   at every position, by transformers in 32-bit float on the CPU
    greedy   U32 [64]         what transformers' generate continues the prompt with

The reference of a quantized checkpoint runs on weights that MLX dequantized to 32-bit float. Seeds
are tried in order until the largest logit of every greedy step stands clear of the second, so that
rounding cannot decide an id.

Needs transformers 5, torch, safetensors, mlx and mlx-lm. The vectors in the tree were made with
transformers 5.23.0, torch 2.15.0, mlx-lm 0.32.2.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file as save_numpy
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM

HERE = Path(__file__).parent
N_GREEDY = 64
VOCABULARY = 200
DTYPES = {"f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}

BASE = dict(
    vocab_size=VOCABULARY, hidden_size=64, intermediate_size=96, num_hidden_layers=2,
    num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=512,
    bos_token_id=1, eos_token_id=2, pad_token_id=0,
)


def rope(kind, theta=10000.0, **more):
    return {"rope_parameters": {"rope_type": kind, "rope_theta": theta, **more}}


def case(name, family, dtype="bf16", prompt=56, **more):
    options = {key: more.pop(key) for key in ("old", "shards", "quantize", "rule", "wrap") if key in more}
    return dict(name=name, family=family, dtype=dtype, prompt=prompt, config={**BASE, **more},
                **options)


def affine(bits, group):
    return dict(bits=bits, group_size=group, mode="affine")


def mode(name):
    bits, group = {"mxfp4": (4, 32), "mxfp8": (8, 32), "nvfp4": (4, 16)}[name]
    return dict(bits=bits, group_size=group, mode=name)


# A rule by module path: a dict is its own scheme, False keeps floats, True is the base scheme.
def mixed(path):
    if path.endswith("embed_tokens"):
        return dict(bits=8, group_size=32, mode="affine")
    if path.endswith("v_proj"):
        return dict(bits=6, group_size=64, mode="affine")
    if path.endswith("o_proj"):
        return False
    if path.endswith("down_proj"):
        return dict(bits=4, group_size=32, mode="mxfp4")
    return True


GEMMA3_ROPES = {"rope_parameters": {
    "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000000.0},
    "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}}
SHORT = [1.0, 1.05, 1.1, 1.2, 1.3, 1.5, 1.7, 2.0]
LONG = [1.0, 1.3, 1.9, 2.8, 4.0, 6.0, 9.0, 13.0]
GEMMA3 = dict(num_hidden_layers=4, head_dim=24, sliding_window=24, query_pre_attn_scalar=24,
              layer_types=["sliding_attention", "sliding_attention", "full_attention",
                           "sliding_attention"])
WIDE = dict(hidden_size=128, intermediate_size=128)
SLIM = dict(intermediate_size=32)

CASES = [
    # Families, as transformers 5 or 4 (old) writes them.
    case("llama", "llama", "f32", shards=3),
    case("llama-biases", "llama", "f16", attention_bias=True, mlp_bias=True, old=True),
    case("llama-tied", "llama", "bf16", tie_word_embeddings=True, head_dim=32, old=True),
    case("mistral", "mistral", "bf16", sliding_window=24),
    case("mistral-wide-window", "mistral", "bf16", sliding_window=70, prompt=76, old=True),
    case("mistral-no-window", "mistral", "f16", sliding_window=None, head_dim=24),
    case("qwen2", "qwen2", "bf16", num_hidden_layers=3, tie_word_embeddings=True,
         use_sliding_window=True, sliding_window=24, max_window_layers=1, old=True),
    case("qwen2-no-window", "qwen2", "bf16", use_sliding_window=False, sliding_window=24),
    case("qwen3", "qwen3", "f16", head_dim=32, **rope("default", 1000000.0)),
    case("gemma2", "gemma2", "bf16", num_hidden_layers=3, head_dim=32, sliding_window=24,
         query_pre_attn_scalar=20, attn_logit_softcapping=4.0, final_logit_softcapping=9.0),
    case("gemma2-old", "gemma2", "f16", head_dim=16, sliding_window=24, old=True),
    case("gemma3-text", "gemma3_text", "bf16", **GEMMA3, **GEMMA3_ROPES),
    case("gemma3-wrapped", "gemma3_text", "f16", old=True, wrap=True, **GEMMA3, **GEMMA3_ROPES),
    case("phi3", "phi3", "bf16", sliding_window=24),
    case("phi3-partial", "phi3", "f16", old=True, head_dim=16,
         **rope("default", partial_rotary_factor=0.5)),
    case("smollm3", "smollm3", "bf16", num_hidden_layers=4),
    case("smollm3-window", "smollm3", "f16", num_hidden_layers=3, use_sliding_window=True,
         sliding_window=24, no_rope_layers=[1, 0, 1], old=True),
    case("olmo2", "olmo2", "bf16"),
    case("granite", "granite", "bf16", embedding_multiplier=6.0, logits_scaling=4.0,
         residual_multiplier=0.4, attention_multiplier=0.11, old=True),
    case("glm4", "glm4", "bf16", head_dim=32),
    case("cohere2", "cohere2", "bf16", num_hidden_layers=4, sliding_window=24, logit_scale=0.25),
    case("cohere2-old", "cohere2", "f16", num_hidden_layers=3, sliding_window=24, old=True,
         layer_types=["sliding_attention", "full_attention", "sliding_attention"]),

    # Ropes.
    case("rope-linear", "llama", **SLIM, **rope("linear", factor=4.0)),
    case("rope-dynamic", "llama", max_position_embeddings=48, **SLIM, **rope("dynamic", factor=3.0)),
    case("rope-dynamic-below", "llama", max_position_embeddings=256, old=True,
         **SLIM, **rope("dynamic", factor=3.0)),
    case("rope-llama3", "llama", old=True, **SLIM, **rope(
        "llama3", 500.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=64)),
    case("rope-yarn", "qwen2", **SLIM, **rope("yarn", 1000.0, factor=4.0,
                                      original_max_position_embeddings=128)),
    case("rope-yarn-mscale", "llama", old=True, **SLIM, **rope(
        "yarn", 500.0, factor=8.0, original_max_position_embeddings=64, beta_fast=16.0,
        beta_slow=2.0, mscale=1.0, mscale_all_dim=0.6, truncate=False)),
    case("rope-yarn-attention", "qwen3", head_dim=16, **SLIM, **rope(
        "yarn", 10000.0, factor=2.0, original_max_position_embeddings=64, attention_factor=1.3)),
    case("rope-longrope-short", "phi3", original_max_position_embeddings=128,
         **SLIM, **rope("longrope", short_factor=SHORT, long_factor=LONG)),
    case("rope-longrope-long", "phi3", original_max_position_embeddings=32, old=True,
         **SLIM, **rope("longrope", short_factor=SHORT, long_factor=LONG)),
    # The continuation passes the original length: transformers then computes all keys anew.
    case("rope-longrope-crossing", "phi3", prompt=40, original_max_position_embeddings=64,
         **SLIM, **rope("longrope", short_factor=SHORT, long_factor=LONG)),
    case("rope-longrope-llama", "llama", **SLIM, **rope(
        "longrope", factor=4.0, short_factor=SHORT, long_factor=LONG,
        original_max_position_embeddings=48)),

    # Quantized by mlx-lm.
    case("mlx-llama-4-64", "llama", intermediate_size=192, old=True, quantize=affine(4, 64)),
    case("mlx-llama-4-128", "llama", "f16", old=True, quantize=affine(4, 128), **WIDE),
    case("mlx-llama-2-128", "llama", "f32", old=True, quantize=affine(2, 128), **WIDE),
    case("mlx-mistral-2-64", "mistral", "f32", intermediate_size=128, old=True,
         quantize=affine(2, 64)),
    case("mlx-qwen2-4-32", "qwen2", "f16", tie_word_embeddings=True, old=True,
         quantize=affine(4, 32)),
    case("mlx-qwen2-3-128", "qwen2", old=True, quantize=affine(3, 128), **WIDE),
    case("mlx-qwen3-8-64", "qwen3", head_dim=32, intermediate_size=128, old=True,
         quantize=affine(8, 64)),
    case("mlx-qwen3-8-32", "qwen3", "f32", head_dim=16, old=True, quantize=affine(8, 32)),
    case("mlx-gemma2-5-32", "gemma2", head_dim=32, sliding_window=24, old=True,
         query_pre_attn_scalar=24, quantize=affine(5, 32)),
    case("mlx-gemma3-4-64", "gemma3_text", intermediate_size=128, old=True, wrap=True,
         quantize=affine(4, 64), **GEMMA3, **GEMMA3_ROPES),
    case("mlx-phi3-5-64", "phi3", "f16", intermediate_size=128, old=True,
         quantize=affine(5, 64)),
    case("mlx-phi3-mxfp4", "phi3", old=True, quantize=mode("mxfp4")),
    case("mlx-smollm3-mixed", "smollm3", intermediate_size=128, old=True, rule=mixed,
         quantize=affine(4, 64)),
    case("mlx-olmo2-3-64", "olmo2", "f16", intermediate_size=128, old=True,
         quantize=affine(3, 64)),
    case("mlx-olmo2-3-32", "olmo2", old=True, quantize=affine(3, 32)),
    case("mlx-granite-mxfp4", "granite", intermediate_size=128, old=True, embedding_multiplier=6.0, logits_scaling=4.0,
         residual_multiplier=0.4, attention_multiplier=0.11, quantize=mode("mxfp4")),
    case("mlx-granite-2-32", "granite", intermediate_size=128, old=True, embedding_multiplier=6.0, logits_scaling=4.0,
         residual_multiplier=0.4, attention_multiplier=0.11, quantize=affine(2, 32)),
    case("mlx-glm4-6-32", "glm4", "f16", head_dim=32, old=True, quantize=affine(6, 32)),
    case("mlx-glm4-6-128", "glm4", head_dim=32, old=True, quantize=affine(6, 128), **WIDE),
    case("mlx-glm4-mxfp8", "glm4", head_dim=32, old=True, quantize=mode("mxfp8")),
    case("mlx-qwen3-mxfp8", "qwen3", head_dim=32, old=True, quantize=mode("mxfp8")),
    case("mlx-cohere2-nvfp4", "cohere2", "f16", num_hidden_layers=2, sliding_window=24, old=True,
         layer_types=["sliding_attention", "full_attention"], logit_scale=0.25,
         quantize=mode("nvfp4")),
    case("mlx-phi3-5-128", "phi3", old=True, quantize=affine(5, 128), **WIDE),
    case("mlx-mistral-8-128", "mistral", old=True, quantize=affine(8, 128), **WIDE),
    case("mlx-cohere2-6-64", "cohere2", intermediate_size=128, sliding_window=24, old=True,
         layer_types=["sliding_attention", "full_attention"], quantize=affine(6, 64)),
    case("mlx-phi3-nvfp4", "phi3", old=True, quantize=mode("nvfp4")),
]


# ---- making a checkpoint -----------------------------------------------------------------------

def randomize(model, generator):
    """Weights that keep activations near 1 and logits far apart; norms and biases random too. Tied
    embeddings are smaller, or a model says its last token over and over; the last norm makes up."""
    is_tied = model.config.tie_word_embeddings
    is_scaled = model.config.model_type.startswith("gemma")  # embeddings by sqrt(hidden_size)
    for name, parameter in model.named_parameters():
        noise = torch.randn(parameter.shape, generator=generator)
        if "norm" in name:
            offset = parameter.detach().mean().round()  # 0 where the family adds 1 itself
            if is_tied and name == "model.norm.weight":
                offset = offset + (9 if is_scaled else 3)
            parameter.data = offset + 0.25 * noise
        elif name.endswith("bias"):
            parameter.data = 0.3 * noise
        elif "embed_tokens" in name:
            parameter.data = (0.04 if is_scaled else 0.12 if is_tied else 0.7) * noise
        else:
            parameter.data = noise * (1.6 / parameter.shape[1] ** 0.5)


def old_format(config):
    """config.json as transformers 4 wrote it."""
    config = dict(config)
    parameters = config.pop("rope_parameters", None) or {}
    if "full_attention" in parameters:
        scaling = dict(parameters["full_attention"])
        config["rope_theta"] = scaling.pop("rope_theta")
        config["rope_local_base_freq"] = parameters["sliding_attention"]["rope_theta"]
    else:
        scaling = dict(parameters)
        config["rope_theta"] = scaling.pop("rope_theta")
    if "partial_rotary_factor" in scaling:
        config["partial_rotary_factor"] = scaling.pop("partial_rotary_factor")
    if scaling.get("rope_type") == "longrope":
        scaling["type"] = scaling.pop("rope_type")
        config["original_max_position_embeddings"] = scaling.pop("original_max_position_embeddings")
    config["rope_scaling"] = None if scaling.get("rope_type") == "default" else scaling
    config["torch_dtype"] = config.pop("dtype")
    config["transformers_version"] = "4.49.0"
    return config


def wrapped(config):
    """A text model inside a model that also reads images."""
    return {"architectures": ["Gemma3ForConditionalGeneration"], "model_type": "gemma3",
            "eos_token_id": [2, 3], "torch_dtype": config["torch_dtype"],
            "transformers_version": config["transformers_version"], "text_config": config,
            "vocab_size": config["vocab_size"], "vision_config": {"model_type": "siglip_vision_model"}}


def save(row, model, folder):
    """The checkpoint in floats, in one file or in shards."""
    folder.mkdir(parents=True)
    tensors = {name: value.to(DTYPES[row["dtype"]]).contiguous()
               for name, value in model.state_dict().items()}
    if model.config.tie_word_embeddings:
        del tensors["lm_head.weight"]
    config = model.config.to_dict()
    config = {key: value for key, value in config.items() if not key.startswith("_")}
    config["architectures"] = [type(model).__name__]
    config["dtype"] = {"f32": "float32", "f16": "float16", "bf16": "bfloat16"}[row["dtype"]]
    if row.get("old"):
        config = old_format(config)
    if row.get("wrap"):
        tensors = {"language_model." + name: value for name, value in tensors.items()}
        config = wrapped(config)
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    (folder / "generation_config.json").write_text(json.dumps(
        {"bos_token_id": 1, "eos_token_id": [2, 3], "temperature": 0.6, "top_k": 20}) + "\n")
    n = row.get("shards", 1)
    if n == 1:
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        return
    shards = [f"model-{i + 1:05d}-of-{n:05d}.safetensors" for i in range(n)]
    names = sorted(tensors)
    weight_map = {name: shards[i % n] for i, name in enumerate(names)}
    for shard in shards:
        save_file({k: tensors[k] for k in names if weight_map[k] == shard}, folder / shard,
                  metadata={"format": "pt"})
    size = sum(value.numel() * value.element_size() for value in tensors.values())
    (folder / "model.safetensors.index.json").write_text(json.dumps(
        {"metadata": {"total_size": size}, "weight_map": weight_map}, indent=1) + "\n")


def quantize(row, source, folder):
    """The checkpoint of `source`, quantized by mlx-lm."""
    import mlx.core as mx
    from mlx_lm.utils import load_model, quantize_model, save_config, save_model
    mx.set_default_device(mx.cpu)
    scheme = row["quantize"]
    rule = row.get("rule")
    model, config = load_model(source)
    model, config = quantize_model(
        model, config, scheme["group_size"], scheme["bits"], mode=scheme["mode"],
        quant_predicate=(lambda path, module: rule(path)) if rule else None)
    folder.mkdir(parents=True)
    save_model(folder, model)
    save_config(config, folder / "config.json")
    shutil.copy(source / "generation_config.json", folder)
    for name in ("model.safetensors.index.json", "README.md"):
        (folder / name).unlink(missing_ok=True)


# ---- the reference -----------------------------------------------------------------------------

def dequantized(folder, config):
    """The weights of a quantized checkpoint in 32-bit float: scale * code + bias by MLX."""
    import mlx.core as mx
    mx.set_default_device(mx.cpu)
    tensors = mx.load(str(folder / "model.safetensors"))
    rules = config["quantization"]
    out = {}
    for name, value in tensors.items():
        path, _, kind = name.rpartition(".")
        if kind in ("scales", "biases"):
            continue
        if path + ".scales" in tensors and kind == "weight":
            own = rules.get(path)
            scheme = own if isinstance(own, dict) else rules
            scales = tensors[path + ".scales"]
            biases = tensors.get(path + ".biases")
            if biases is not None:
                scales, biases = scales.astype(mx.float32), biases.astype(mx.float32)
            value = mx.dequantize(value, scales, biases, scheme["group_size"], scheme["bits"],
                                  mode=scheme.get("mode", "affine"), dtype=mx.float32)
        value = value.astype(mx.float32)
        out[name] = torch.from_numpy(np.array(value))
    return out


def load_reference(folder):
    config = json.loads((folder / "config.json").read_text())
    if "quantization" in config:
        tensors = dequantized(folder, config)
    else:
        tensors = {}
        for shard in sorted(folder.glob("model*.safetensors")):
            tensors.update({k: v.float() for k, v in load_file(shard).items()})
    text = config.get("text_config", config)
    text = {key: value for key, value in text.items()
            if key not in ("quantization", "quantization_config", "torch_dtype", "dtype")}
    tensors = {name.removeprefix("language_model."): value for name, value in tensors.items()}
    model_config = AutoConfig.for_model(text.pop("model_type"), **text)
    model = AutoModelForCausalLM.from_config(model_config, dtype=torch.float32,
                                             attn_implementation="eager").eval()
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    assert not unexpected and set(missing) <= {"lm_head.weight"}, (missing, unexpected)
    model.tie_weights()
    return model


def reference(row, folder, seed):
    """prompt, logits, greedy, and by how much the greedy steps were decided."""
    model = load_reference(folder)
    generator = np.random.default_rng(seed)
    prompt = generator.integers(4, VOCABULARY, row["prompt"], dtype=np.int64)
    ids = torch.from_numpy(prompt)[None]
    with torch.no_grad():
        logits = model(ids, use_cache=False).logits[0].float().numpy()
    model.generation_config.eos_token_id = None
    model.generation_config.pad_token_id = 0
    out = model.generate(ids, do_sample=False, max_new_tokens=N_GREEDY, min_new_tokens=N_GREEDY,
                         output_logits=True, return_dict_in_generate=True, eos_token_id=None)
    greedy = out.sequences[0, row["prompt"]:].numpy()
    steps = torch.cat(out.logits).float()
    best = steps.topk(2, dim=-1).values
    margin = float((best[:, 0] - best[:, 1]).min() / np.abs(logits).max())
    return prompt, logits, greedy, margin


def make(row):
    folder = HERE / row["name"]
    for seed in range(1000):
        with tempfile.TemporaryDirectory() as temporary:
            source = Path(temporary) / "source"
            made = Path(temporary) / "made"
            config = AutoConfig.for_model(row["family"], **row["config"])
            model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
            randomize(model, torch.Generator().manual_seed(seed))
            model.tie_weights()
            save(row, model, source)
            if "quantize" in row:
                quantize(row, source, made)
            else:
                made = source
            prompt, logits, greedy, margin = reference(row, made, seed)
            n_distinct = len(set(greedy.tolist()))
            if margin < 1e-3 or n_distinct < 12:
                print(f"{row['name']:24} seed {seed:3} refused: margin {margin:.5f}, "
                      f"{n_distinct} distinct", file=sys.stderr)
                continue
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder)
            save_numpy({"prompt": prompt.astype(np.uint32), "logits": logits,
                        "greedy": greedy.astype(np.uint32)}, folder / "reference.safetensors")
            size = sum(f.stat().st_size for f in folder.iterdir())
            print(f"{row['name']:24} seed {seed:3} margin {margin:.4f} |logits| {np.abs(logits).max():5.1f} "
                  f"sd {logits.std():.2f} {n_distinct} distinct, {size // 1024} KiB",
                  flush=True)
            return
    raise SystemExit(f"{row['name']}: no seed of 1000 gives clear greedy steps")


def main():
    torch.set_num_threads(1)
    wanted = sys.argv[1:]
    for row in CASES:
        if row["name"] in wanted or (not wanted and not (HERE / row["name"]).exists()):
            make(row)


if __name__ == "__main__":
    main()
