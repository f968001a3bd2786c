#!/usr/bin/env python3
"""Tokenizers that Silex writes to GGUF files: are the ids still those of the checkpoint?

A checkpoint of random weights gets a tokenizer of the corpus and becomes a GGUF file. Of thousands
of texts the ids from the file, read by Silex and by llama.cpp, are compared with those from the
checkpoint, read by Silex (which compare_tokenizers.py compares with the reference libraries).

    SILEX_CORPUS=… python tests/golden/compare_written_tokenizers.py BUILD
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import llama_cpp

from compare_gguf_tokenizers import VOCABULARIES, lines, report, silex

PROGRAM = pathlib.Path(sys.argv[1]) / "silex"
SHAPE = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 32,
         "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 1,
         "num_key_value_heads": 1, "rms_norm_eps": 1e-5, "max_position_embeddings": 512,
         "tie_word_embeddings": True, "torch_dtype": "float32"}
# Name, files, tokens.
CASES = [
    ("t5 (Unigram, json)", {"tokenizer.json": "others-hf/t5-small.tokenizer.json"}, 32128),
    ("Unigram, model", {"tokenizer.model": "sentencepiece/test_model.model"}, 1000),
    ("Unigram, model, ja", {"tokenizer.model": "sentencepiece/test_ja_model.model"}, 8000),
    ("llama2 (model)", {"tokenizer.model": "llama2/tokenizer.model"}, 32000),
    ("llama2 (json)", {"tokenizer.json": "llama2/tokenizer.json"}, 32000),
    ("mistral v3 (model)",
     {"tokenizer.model": "mistral-spm/mistral_instruct_tokenizer_240323.model.v3"}, 32768),
    ("qwen2", {"vocab.json": "qwen2/vocab.json", "merges.txt": "qwen2/merges.txt"}, 151936),
    ("smollm", {"tokenizer.json": "smollm/tokenizer.json"}, 49152),
    ("phi3", {"tokenizer.json": "phi3/tokenizer.json"}, 32064),
]
CLASSES = {"qwen2": "Qwen2Tokenizer"}


def llama_ids(path, texts):
    model = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    return [model.tokenize(text, add_bos=False, special=False) for text in texts]


def write(folder, name, files, n_tokens):
    given = folder / "given"
    given.mkdir()
    for file, source in files.items():
        shutil.copy(VOCABULARIES / source, given / file)
    if name in CLASSES:
        (given / "tokenizer_config.json").write_text(
            json.dumps({"tokenizer_class": CLASSES[name]}))
    (folder / "config.json").write_text(json.dumps({**SHAPE, "vocab_size": n_tokens}))
    written = folder / "written"
    written.mkdir()
    for arguments in (["make-model", folder / "model", "--config", folder / "config.json",
                       "--tokenizer", given],
                      ["convert", "--model", folder / "model", "--gguf", written / "model.gguf",
                       "--type", "f16"]):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
    return written


def main():
    all_lines = lines()
    texts = [line.encode() for line in all_lines]
    for name, files, n_tokens in CASES:
        with tempfile.TemporaryDirectory() as path:
            folder = pathlib.Path(path)
            try:
                written = write(folder, name, files, n_tokens)
            except (RuntimeError, FileNotFoundError) as problem:
                print(f"{name:24} {problem}")
                continue
            given = list(silex(folder / "model", texts))
            report(f"{name}, Silex", given, list(silex(written, texts)), all_lines)
            # llama.cpp puts the ending token of t5 behind every text.
            found = llama_ids(written / "model.gguf", texts)
            found = [ids[:-1] if "Unigram" in name and ids[-1:] == [1] else ids for ids in found]
            report(f"{name}, llama.cpp", given, found, all_lines)


main()
