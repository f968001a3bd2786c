#!/usr/bin/env python3
"""Writes the seeds of the tokenizer fuzz targets below tests/fuzz/corpus.

    make_tokenizer_seeds.py     (in the repository's root)

The JSON seeds are cases of tests/unit/text/tokenizer_cases.json with small vocabularies; the
SentencePiece seeds are models put together here.
"""
import json
import os
import re
import struct

ROOT = "tests/fuzz/corpus"


def write(target, name, data):
    folder = os.path.join(ROOT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, re.sub(r"\W+", "_", name).strip("_")[:40]), "wb") as file:
        file.write(data)


def shrink(parts):
    """Keeps the steps, and of the model a few tokens."""
    model = parts["model"]
    if model["type"] == "BPE":
        merges = [merge for merge in model["merges"] if len("".join(merge)) < 4][:12]
        words = [word for merge in merges for word in (merge[0], merge[1], "".join(merge))]
        words += ["<unk>", "\u2581", "<0xC3>", "<0xA9>", "a", "l", "1"]
        words += [merge[0] + merge[1].removeprefix("##") for merge in merges]
        vocab = {word: i for i, word in enumerate(dict.fromkeys(words))}
        model = dict(model, vocab=vocab, merges=merges)
    return dict(parts, model=model)


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def model(kind, fallback, charsmap=b"", **spaces):
    pieces = [("<unk>", 0.0, 2), ("<s>", 0.0, 3), ("</s>", 0.0, 3), ("[U]", 0.0, 4)]
    if fallback:
        pieces += [(f"<0x{b:02X}>", 0.0, 6) for b in (0xC3, 0xA9, 0x0A, 0xFF)]
    words = ["\u2581", "a", "l", "o", "w", "H", "e", "aa", "ll", "lo", "low", "\u2581l", "\u2581a", "aaaa"]
    pieces += [(word, -1.0 - i, 5 if word == "lo" else 1) for i, word in enumerate(words)]
    data = b"".join(field(1, field(1, text.encode()) + field(2, score) + field(3, kind_of))
                    for text, score, kind_of in pieces)
    data += field(2, field(3, kind) + field(35, int(fallback)) + field(40, 0) + field(41, 1)
                  + field(42, 2) + field(43, -1))
    normalizer = field(1, b"custom") + (field(2, charsmap) if charsmap else b"")
    for number, key in ((3, "prefix"), (4, "extra"), (5, "escape")):
        normalizer += field(number, int(spaces.get(key, True)))
    return data + field(3, normalizer)


def main():
    with open("tests/unit/text/tokenizer_cases.json", encoding="utf-8") as file:
        cases = json.load(file)
    for case in cases:
        if re.match(r"regex ([1-9]\d*[02468])? |split \w+ True", case["name"]):
            continue
        text = json.dumps(shrink(case["tokenizer"]), separators=(",", ":"))
        write("tokenizer_json", case["name"], text.encode())
    # Two keys in a double array: "A" (to "a") and U+0301 (to nothing).
    units = [1 << 10] + [0] * 2047
    units[1 ^ 0x41] = 0x41 | 1 << 8 | (0x40 ^ 0x300) << 10
    units[0x300] = 1 << 31 | 0
    charsmap = struct.pack("<I2048I", 8192, *units) + b"a\0\0"
    write("sentencepiece_model", "bpe", model(2, True, extra=False))
    write("sentencepiece_model", "bpe_plain", model(2, False, prefix=False, escape=False))
    write("sentencepiece_model", "unigram", model(1, False))
    write("sentencepiece_model", "unigram_bytes_map", model(1, True, charsmap))
    write("sentencepiece_model", "huge_length", b"\x0a" + varint(1 << 63) + b"a")
    write("sentencepiece_model", "endless_varint", b"\x0a" + b"\xff" * 20)
    write("sentencepiece_model", "empty", b"")


if __name__ == "__main__":
    main()
