#!/usr/bin/env python3
"""Compares what `silex fuse` makes with what mlx-lm's fuse and PEFT's merge_and_unload make of the
same base and adapter: adapters of the folder `adapters`, and random ones over every MLX quantization
of the folder `models`.

    compare_fused.py SILEX [NAME...]

For every case: the largest difference of a float tensor over its largest magnitude, in units of the
rounding of its type, and its types here and there; of quantized matrices the share of codes that
are the same, and the largest difference of two weights in steps of a code. Then the logits after a
prompt: the largest difference over the largest magnitude, the files of both read by Silex.

Needs mlx, mlx-lm, torch, transformers and peft.
"""

import collections
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import mlx.core as mx
import numpy as np
from mlx.utils import tree_flatten, tree_unflatten
from mlx_lm.tuner.utils import linear_to_lora_layers, load_adapters
from mlx_lm.utils import dequantize_model, load_model, save_config, save_model

HERE = Path(__file__).parent
MODELS = HERE / "models"
ADAPTERS = HERE / "adapters"
SILEX = sys.argv[1]
ROUNDING = {mx.float32: 2.0**-23, mx.float16: 2.0**-10, mx.bfloat16: 2.0**-7}
PROMPT = ",".join(str(i) for i in np.random.default_rng(5).integers(3, 200, 24))


def fuse_mlx(base, adapter, out, dequantize):
    model, config = load_model(base)
    model = load_adapters(model, str(adapter))
    fused = [(n, m.fuse(dequantize=dequantize)) for n, m in model.named_modules()
             if hasattr(m, "fuse")]
    if fused:
        model.update_modules(tree_unflatten(fused))
    if dequantize:
        model = dequantize_model(model)
        config.pop("quantization", None)
        config.pop("quantization_config", None)
    save_model(out, model)
    save_config(config, out / "config.json")


def merge_peft(base, adapter, out):
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    # As the checkpoint stores its weights, which merging then does, too.
    dtype = json.loads((base / "config.json").read_text()).get("torch_dtype", "auto")
    model = AutoModelForCausalLM.from_pretrained(base, dtype=dtype)
    PeftModel.from_pretrained(model, adapter).merge_and_unload().save_pretrained(out)


def make_adapter(base, folder, kind, **parameters):
    mx.random.seed(4)
    model, _ = load_model(base)
    model.freeze()
    parameters = {"rank": 4, "scale": 5.0, "dropout": 0.0, **parameters}
    linear_to_lora_layers(model, -1, parameters, use_dora=kind == "dora")
    weights = {}
    for name, value in tree_flatten(model.trainable_parameters()):
        noise = mx.random.normal(value.shape)
        weights[name] = value * (1 + 0.1 * noise) if name.endswith(".m") else 0.05 * noise
    mx.save_safetensors(str(folder / "adapters.safetensors"), weights)
    config = {"fine_tune_type": kind, "num_layers": -1, "lora_parameters": parameters}
    (folder / "adapter_config.json").write_text(json.dumps(config))


def weights_of(folder):
    weights = {}
    for path in folder.glob("model*.safetensors"):
        weights.update(mx.load(str(path)))
    return weights


def array(x):
    return np.array(x.astype(mx.float32))


def unpack(name, weights, rule):
    scales = weights.get(name[:-len("weight")] + "scales")
    return array(mx.dequantize(weights[name], scales, weights.get(name[:-len("weight")] + "biases"),
                               group_size=rule["group_size"], bits=rule["bits"],
                               mode=rule["mode"])), scales


def rule_of(folder, name):
    rules = json.loads((folder / "config.json").read_text()).get("quantization")
    own = rules.get(name[:-len(".weight")])
    rule = own if isinstance(own, dict) else rules
    return {key: rule.get(key, "affine") for key in ("group_size", "bits", "mode")}


def codes(words, bits):
    raw = np.ascontiguousarray(np.array(words)).view(np.uint8)
    stream = np.unpackbits(raw, axis=-1, bitorder="little")
    return stream.reshape(raw.shape[0], -1, bits)


def compare(ours, theirs):
    a, b = weights_of(ours), weights_of(theirs)
    # A tied head is written by some, and not by others.
    missing = (set(a) ^ set(b)) - {"lm_head.weight"}
    floats, kinds, same, steps = 0.0, collections.Counter(), [], 0.0
    for name in sorted(set(a) & set(b)):
        x, y = a[name], b[name]
        if x.dtype == mx.uint32:
            rule = rule_of(ours, name)
            assert rule == rule_of(theirs, name), name
            bits = rule["bits"]
            same.append(np.mean(np.all(codes(x, bits) == codes(y, bits), axis=-1)))
            p, _ = unpack(name, a, rule)
            q, scales = unpack(name, b, rule)
            if rule["mode"] == "affine":
                step = np.abs(np.repeat(array(scales), rule["group_size"], axis=1))
                off = np.where(step > 0, np.abs(p - q) / np.maximum(step, 1e-30), 0)
                steps = max(steps, float(off.max()))
            kinds[f"{bits} bits"] += 1
        elif not name.endswith((".scales", ".biases")):
            coarser = max(ROUNDING[x.dtype], ROUNDING[y.dtype])
            p, q = array(x), array(y)
            floats = max(floats, float(np.abs(p - q).max() / np.abs(q).max() / coarser))
            kinds[f"{str(x.dtype)[9:]}/{str(y.dtype)[9:]}"] += 1
    return missing, floats, dict(kinds), min(same, default=1.0), steps


def logits(path):
    with tempfile.NamedTemporaryFile(suffix=".npy") as out:
        subprocess.run([SILEX, "logits", "--model", path, "--tokens", PROMPT, "--precision",
                        "exact", "--output", out.name], check=True, capture_output=True)
        return np.load(out.name)


def run(name, base, adapter, reference, *options):
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        theirs.mkdir()
        done = subprocess.run([SILEX, "fuse", "--model", base, "--adapter-path", adapter,
                               "--save-path", ours, *options], capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{name:34} {done.stderr.strip()}")
            return
        reference(theirs)
        missing, floats, kinds, same, steps = compare(ours, theirs)
        x, y = logits(ours), logits(theirs)
        print(f"{name:34} floats {floats:.2f} units; codes {100 * same:.2f} % the same, weights "
              f"{steps:.2f} steps; logits {np.abs(x - y).max() / np.abs(y).max():.1e}; {kinds}"
              f"{'; only in one: ' + str(sorted(missing)) if missing else ''}", flush=True)


def main():
    names = sys.argv[2:]
    for adapter in sorted(ADAPTERS.glob("*/adapter_config.json")):
        adapter = adapter.parent
        base = MODELS / (adapter / "base").read_text().strip()
        if names and adapter.name not in names:
            continue
        if adapter.name.startswith("peft"):
            run(adapter.name, base, adapter, lambda out: merge_peft(base, adapter, out))
            continue
        run(adapter.name, base, adapter, lambda out: fuse_mlx(base, adapter, out, False))
        if "q" in adapter.name.split("-")[1]:
            run(adapter.name + " --dequantize", base, adapter,
                lambda out: fuse_mlx(base, adapter, out, True), "--dequantize")
    for base in sorted(MODELS.glob("mlx-*")):
        for kind in "lora", "dora":
            if names and base.name not in names:
                continue
            bits = json.loads((base / "config.json").read_text())["quantization"]["bits"]
            if kind == "dora" and 32 % bits != 0:
                print(f"{base.name} {kind}: mlx-lm makes matrices of a wrong shape for {bits} bits")
                continue
            with tempfile.TemporaryDirectory() as folder:
                adapter = Path(folder)
                try:
                    make_adapter(base, adapter, kind)
                    load_adapters(load_model(base)[0], str(adapter))
                except ValueError as problem:
                    print(f"{base.name} {kind}: mlx-lm fails: {str(problem)[:60]!r}")
                    continue
                run(f"{base.name} {kind}", base, adapter,
                    lambda out: fuse_mlx(base, adapter, out, False))
                run(f"{base.name} {kind} --dequantize", base, adapter,
                    lambda out: fuse_mlx(base, adapter, out, True), "--dequantize")


if __name__ == "__main__":
    main()
