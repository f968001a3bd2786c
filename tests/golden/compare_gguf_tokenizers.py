#!/usr/bin/env python3
"""Compares tokenizers of GGUF files with the reference library's on the same vocabulary.

Vocabularies of the corpus are written as GGUF files by the `gguf` package, as llama.cpp's converter
writes them; ids must be those of `tokenizers` (byte-level BPE, Unigram) or of `sentencepiece`.

    SILEX_CORPUS=… python tests/golden/compare_gguf_tokenizers.py BUILD
"""
import base64
import json
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import gguf
import sentencepiece
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

CORPUS = pathlib.Path(os.environ["SILEX_CORPUS"])
VOCABULARIES = CORPUS / "tokenizers"
PIPE = pathlib.Path(sys.argv[1]) / "tests/golden/tokenize_lines"
TAIL = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
START = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"


def texts():
    """Pieces of real text, and random ones of many scripts."""
    generator = random.Random(1)
    for line in sorted(VOCABULARIES.glob("ggml-vocab-*/*.inp")):
        yield from line.read_text(encoding="utf-8").split("\n__ggml_vocab_test__\n")
    folder = CORPUS / "text"
    for path in sorted(folder.rglob("*.txt"))[:12]:
        data = path.read_text(encoding="utf-8", errors="replace")
        for _ in range(40):
            start = generator.randrange(max(1, len(data) - 400))
            yield data[start:start + generator.randrange(400)]
    ranges = [(32, 126), (0xA0, 0x24F), (0x370, 0x52F), (0x5D0, 0x6FF), (0x900, 0xE7F),
              (0x3040, 0x30FF), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x1F300, 0x1F6FF),
              (0x2000, 0x206F), (9, 13)]
    for _ in range(600):
        out = []
        for _ in range(generator.randrange(1, 12)):
            low, high = generator.choice(ranges)
            out += [chr(generator.randint(low, high)) for _ in range(generator.randrange(1, 8))]
            out += [" "] * generator.randrange(3) + ["1234567890"[:generator.randrange(11)]]
        yield "".join(out)


def silex(folder, lines):
    data = b"".join(struct.pack("<I", len(line)) + line for line in lines)
    done = subprocess.run([PIPE, folder, "--no-special"], input=data, capture_output=True,
                          check=True)
    at, out = 0, done.stdout
    for _ in lines:
        n = struct.unpack_from("<I", out, at)[0]
        if n == 0xFFFFFFFF:
            raise SystemExit(out[at + 8:].decode())
        ids = list(struct.unpack_from(f"<{n}I", out, at + 4))
        n_text = struct.unpack_from("<I", out, at + 4 + 4 * n)[0]
        at += 8 + 4 * n + n_text
        yield ids


def write(path, model, tokens, types, scores=None, merges=None, pre=None, charsmap=None, **flags):
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tokenizer_model(model)
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    if scores is not None:
        writer.add_token_scores(scores)
    if merges is not None:
        writer.add_token_merges(merges)
    if pre is not None:
        writer.add_tokenizer_pre(pre)
    if charsmap is not None:
        writer.add_precompiled_charsmap(charsmap)
    for key, value in flags.items():
        getattr(writer, f"add_{key}")(value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def bpe(vocab_file, merges_file, pre, expression, nfc, ignore_merges=False):
    words = json.loads(vocab_file.read_text(encoding="utf-8"))
    merges = [line for line in merges_file.read_text(encoding="utf-8").split("\n")
              if line and not line.startswith("#version")]
    tokens = sorted(words, key=words.get)
    reference = Tokenizer(models.BPE(words, [tuple(line.split(" ")) for line in merges],
                                     ignore_merges=ignore_merges))
    if nfc:
        reference.normalizer = normalizers.NFC()
    reference.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(expression), "isolated"),
         pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    reference.decoder = decoders.ByteLevel()
    return (lambda path: write(path, "gpt2", tokens, [1] * len(tokens), merges=merges, pre=pre),
            lambda line: reference.encode(line, add_special_tokens=False).ids)


def pieces(model_file):
    model = sentencepiece.SentencePieceProcessor(str(model_file))
    n = model.vocab_size()
    kinds = [2 if model.is_unknown(i) else 3 if model.is_control(i) else 5 if model.is_unused(i)
             else 6 if model.is_byte(i) else 1 for i in range(n)]
    return (lambda path: write(path, "llama", [model.id_to_piece(i) for i in range(n)], kinds,
                               [model.get_score(i) for i in range(n)]),
            lambda line: model.encode(line))


def t5(tokenizer_file):
    data = json.loads(tokenizer_file.read_text(encoding="utf-8"))
    reference = Tokenizer.from_file(str(tokenizer_file))
    tokens = [piece for piece, _ in data["model"]["vocab"]]
    scores = [score for _, score in data["model"]["vocab"]]
    steps = data["normalizer"].get("normalizers", [data["normalizer"]])
    charsmap = next(base64.b64decode(step["precompiled_charsmap"]) for step in steps
                    if step["type"] == "Precompiled")
    special = {token["content"] for token in data["added_tokens"]}
    kinds = [2 if i == data["model"]["unk_id"] else 3 if token in special else 1
             for i, token in enumerate(tokens)]
    return (lambda path: write(path, "t5", tokens, kinds, scores, charsmap=charsmap,
                               add_space_prefix=True, remove_extra_whitespaces=True),
            lambda line: reference.encode(line, add_special_tokens=False).ids)


CASES = {
    "qwen2": lambda: bpe(VOCABULARIES / "qwen2/vocab.json", VOCABULARIES / "qwen2/merges.txt",
                         "qwen2", START + r"\p{N}|" + TAIL, True),
    "llama-bpe": lambda: bpe(VOCABULARIES / "llama3/encoder.json",
                             VOCABULARIES / "llama3/vocab.bpe", "llama-bpe",
                             START + r"\p{N}{1,3}|" + TAIL, False, True),
    "llama": lambda: pieces(VOCABULARIES / "llama2/tokenizer.model"),
    "mistral": lambda: pieces(VOCABULARIES / "mistral-spm/tokenizer.model.v1"),
    "t5": lambda: t5(VOCABULARIES / "others-hf/t5-small.tokenizer.json"),
}


def lines():
    return [line for line in texts() if line and "\ufffd" not in line and "\0" not in line]


def report(name, wanted, found, all_lines):
    wrong = [i for i, ids in enumerate(found) if ids != wanted[i]]
    print(f"{name:24} {len(all_lines) - len(wrong)} of {len(all_lines)} texts equal")
    for i in wrong[:3]:
        print("   ", repr(all_lines[i][:80]), found[i][:12], wanted[i][:12])


def main():
    all_lines = lines()
    for name, case in CASES.items():
        make, reference = case()
        with tempfile.TemporaryDirectory() as folder:
            make(pathlib.Path(folder) / "vocabulary.gguf")
            found = list(silex(folder, [line.encode() for line in all_lines]))
        report(name, [reference(line) for line in all_lines], found, all_lines)


if __name__ == "__main__":
    main()
