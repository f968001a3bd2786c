#!/usr/bin/env python3
"""Converts the checkpoints of tests/golden/models to GGUF, with llama.cpp's own converter.

They have no tokenizer: the files say "none". Needs a source tree of llama.cpp, torch and
transformers. compare_gguf.py then compares what is computed from the files.

    python tests/golden/convert_to_gguf.py LLAMA.CPP OUT [--type f32] [--fuse-qkv] [CASE...]
"""
import argparse
import json
import logging
import pathlib
import shutil
import sys
import tempfile

MODELS = pathlib.Path(__file__).parent / "models"
parser = argparse.ArgumentParser()
parser.add_argument("source", type=pathlib.Path)
parser.add_argument("out", type=pathlib.Path)
parser.add_argument("--type", default="f32")
parser.add_argument("--fuse-qkv", action="store_true")
parser.add_argument("cases", nargs="*")
args = parser.parse_args()
sys.path[:0] = [str(args.source), str(args.source / "gguf-py")]

import gguf  # noqa: E402
import torch  # noqa: E402
from conversion import ModelBase, TextModel, get_model_class  # noqa: E402
from conversion.base import get_model_architecture, ModelType  # noqa: E402

logging.disable(logging.WARNING)
TYPES = {"f32": gguf.LlamaFileType.ALL_F32, "f16": gguf.LlamaFileType.MOSTLY_F16,
         "bf16": gguf.LlamaFileType.MOSTLY_BF16, "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0}


def set_no_vocab(model):
    """No tokens, but their number, which llama.cpp asks for."""
    model._set_vocab_none()
    keys = model.gguf_writer.kv_data[0]
    key = f"{model.gguf_writer.arch}.vocab_size"
    if key not in keys:
        model.gguf_writer.add_uint32(key, model.hparams["vocab_size"])


def prepare(case, folder):
    """A copy that the converter takes: with what real checkpoints have and these do not."""
    shutil.copytree(MODELS / case, folder, dirs_exist_ok=True)
    config = json.loads((folder / "config.json").read_text())
    text = config.get("text_config", config)
    if text["model_type"] == "cohere2":
        text.setdefault("rotary_pct", 1.0)
    (folder / "config.json").write_text(json.dumps(config))
    words = {f"t{i}": i for i in range(text["vocab_size"])}
    (folder / "tokenizer.json").write_text(
        json.dumps({"model": {"vocab": words}, "added_tokens": []}))


def convert(case):
    with tempfile.TemporaryDirectory() as name, torch.inference_mode():
        folder = pathlib.Path(name)
        prepare(case, folder)
        hparams = ModelBase.load_hparams(folder, False)
        model_class = get_model_class(get_model_architecture(hparams, ModelType.TEXT))
        model_class.set_vocab = set_no_vocab
        out = args.out / f"{case}.gguf"
        model = model_class(folder, TYPES[args.type], out, fuse_qkv=args.fuse_qkv)
        model.write()
        return out


args.out.mkdir(parents=True, exist_ok=True)
cases = args.cases or sorted(
    path.parent.name for path in MODELS.glob("*/reference.safetensors")
    if not path.parent.name.startswith("mlx-"))
for case in cases:
    try:
        print(case, convert(case).stat().st_size)
    except Exception as problem:  # the converter's own limits
        print(case, "not converted:", type(problem).__name__, problem)
