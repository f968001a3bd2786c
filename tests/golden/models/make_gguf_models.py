#!/usr/bin/env python3
"""Makes the golden vectors of GGUF checkpoints, beside those of make_models.py: gguf-<case>/ has

    model.gguf              written by llama.cpp's converter, its matrices quantized by ggml
    reference.safetensors   what transformers computes with the same matrices, decoded

Needs a source tree of llama.cpp, ggml's base library, and the packages of make_models.py.

    LLAMA_CPP=… GGML_BASE=libggml-base.so python make_gguf_models.py [CASE...]
"""
import ctypes
import json
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

import make_models as base

SOURCE = Path(os.environ["LLAMA_CPP"])
sys.path[:0] = [str(SOURCE), str(SOURCE / "gguf-py")]
import gguf  # noqa: E402
from conversion import ModelBase, get_model_class  # noqa: E402
from conversion.base import ModelType, get_model_architecture  # noqa: E402
from gguf.quants import dequantize  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402

logging.disable(logging.WARNING)
Type = gguf.GGMLQuantizationType
GGML = ctypes.CDLL(os.environ["GGML_BASE"])
GGML.ggml_quantize_chunk.restype = ctypes.c_size_t
BLOCKS = [Type[name] for name in
          "Q4_0 Q4_1 Q5_0 Q5_1 Q8_0 IQ4_NL MXFP4 Q2_K Q3_K Q4_K Q5_K Q6_K IQ4_XS".split()]
WIDE = dict(hidden_size=256, intermediate_size=256, num_attention_heads=8, num_key_value_heads=4)

# The types of the matrices, one after the other and again.
Q8 = [Type.Q8_0]
MIXED = [Type.Q5_1, Type.Q8_0, Type.Q5_0]
CASES = [
    (base.case("gguf-llama", "llama", **base.rope(
        "llama3", 500.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
        original_max_position_embeddings=64)), MIXED),
    (base.case("gguf-blocks", "llama", head_dim=32, **WIDE), BLOCKS),
    (base.case("gguf-qwen2", "qwen2", tie_word_embeddings=True), Q8),
    (base.case("gguf-qwen3", "qwen3", head_dim=32), [Type.F16]),
    (base.case("gguf-gemma2", "gemma2", head_dim=32, sliding_window=24, query_pre_attn_scalar=32),
     [Type.BF16]),
    (base.case("gguf-gemma3", "gemma3_text", num_hidden_layers=7, head_dim=16, sliding_window=24,
               query_pre_attn_scalar=16, rope_parameters={
                   "full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
                   "sliding_attention": {"rope_type": "default", "rope_theta": 1e4}}), Q8),
    (base.case("gguf-phi3", "phi3", sliding_window=24, original_max_position_embeddings=32,
               **base.rope("longrope", short_factor=base.SHORT, long_factor=base.LONG)), Q8),
    (base.case("gguf-smollm3", "smollm3", num_hidden_layers=4), MIXED),
    (base.case("gguf-olmo2", "olmo2"), Q8),
    (base.case("gguf-granite", "granite", embedding_multiplier=6.0, logits_scaling=4.0,
               residual_multiplier=0.4, attention_multiplier=0.11), Q8),
    (base.case("gguf-glm4", "glm4", head_dim=32), Q8),
    (base.case("gguf-cohere2", "cohere2", num_hidden_layers=4, sliding_window=24,
               logit_scale=0.25), Q8),
]


def quantize(values, kind):
    """Rows of floats to ggml's bytes."""
    values = np.ascontiguousarray(values, dtype=np.float32)
    if kind == Type.F32:
        return values
    n_codes, n_bytes = gguf.GGML_QUANT_SIZES[kind]
    out = np.zeros((values.shape[0], values.shape[1] // n_codes * n_bytes), dtype=np.uint8)
    if kind in (Type.F16, Type.BF16):
        return gguf.quants.PLAIN(values, kind)
    GGML.ggml_quantize_chunk(ctypes.c_int(int(kind)), values.ctypes.data_as(ctypes.c_void_p),
                             out.ctypes.data_as(ctypes.c_void_p), ctypes.c_int64(0),
                             ctypes.c_int64(values.shape[0]), ctypes.c_int64(values.shape[1]),
                             None)
    return out


gguf.quants.PLAIN = gguf.quants.quantize
gguf.quants.quantize = quantize


def type_of(name, n_columns, types):
    """By the name in the file, the same for all rows of a tensor whatever their order."""
    start = sum(name.encode())
    for i in range(len(types)):
        kind = types[(start + i) % len(types)]
        if n_columns % gguf.GGML_QUANT_SIZES[kind][0] == 0:
            return kind
    return Type.F16


def prepare(folder):
    config = json.loads((folder / "config.json").read_text())
    if config["model_type"] == "cohere2":
        config.setdefault("rotary_pct", 1.0)
        (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(
        {"model": {"vocab": {f"t{i}": i for i in range(base.VOCABULARY)}}, "added_tokens": []}))


def convert(source, made, out, types):
    """The checkpoint as GGUF in `out`, and in `made` as transformers shall see it."""
    prepare(source)
    hparams = ModelBase.load_hparams(source, False)
    kind = get_model_class(get_model_architecture(hparams, ModelType.TEXT))

    def force(self, name, new_name, bid, n_dims):
        return type_of(new_name, force.columns[new_name], types) if n_dims == 2 else False

    def no_vocab(self):
        self._set_vocab_none()
        key = f"{self.gguf_writer.arch}.vocab_size"
        if key not in self.gguf_writer.kv_data[0]:
            self.gguf_writer.add_uint32(key, base.VOCABULARY)
        self.gguf_writer.add_eos_token_id(2)

    force.columns = {}
    model_class = type("Made", (kind,), {"tensor_force_quant": force, "set_vocab": no_vocab,
                                         "model_arch": kind.model_arch})
    model = model_class(source, gguf.LlamaFileType.ALL_F32, out, eager=True)
    tensors = load_file(source / "model.safetensors")
    for name, value in tensors.items():
        if value.dim() == 2:
            new_name = model.map_tensor_name(name)
            force.columns[new_name] = value.shape[1]
            block = type_of(new_name, value.shape[1], types)
            decoded = dequantize(quantize(value.float().numpy(), block), block)
            tensors[name] = torch.from_numpy(np.array(decoded, dtype=np.float32)).reshape(
                value.shape)
        else:
            tensors[name] = value.float()
    model.write()
    shutil.copytree(source, made)
    save_file(tensors, made / "model.safetensors", metadata={"format": "pt"})


def make(row, types):
    for seed in range(1000):
        with tempfile.TemporaryDirectory() as temporary:
            source, made = Path(temporary) / "source", Path(temporary) / "made"
            out = Path(temporary) / "model.gguf"
            config = base.AutoConfig.for_model(row["family"], **row["config"])
            model = base.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
            base.randomize(model, torch.Generator().manual_seed(seed))
            model.tie_weights()
            base.save({**row, "dtype": "f32"}, model, source)
            convert(source, made, out, types)
            prompt, logits, greedy, margin = base.reference(row, made, seed)
            n_distinct = len(set(greedy.tolist()))
            if margin < 1e-3 or n_distinct < 12:
                continue
            folder = base.HERE / row["name"]
            folder.mkdir(exist_ok=True)
            shutil.copy(out, folder / "model.gguf")
            base.save_numpy({"prompt": prompt.astype(np.uint32), "logits": logits,
                             "greedy": greedy.astype(np.uint32)}, folder / "reference.safetensors")
            print(f"{row['name']:16} seed {seed:3} margin {margin:.4f} {n_distinct} distinct, "
                  f"{out.stat().st_size // 1024} KiB", flush=True)
            return
    raise SystemExit(f"{row['name']}: no seed of 1000 gives clear greedy steps")


torch.set_num_threads(1)
for row, types in CASES:
    if row["name"] in sys.argv[1:] or (len(sys.argv) == 1
                                       and not (base.HERE / row["name"]).exists()):
        make(row, types)
