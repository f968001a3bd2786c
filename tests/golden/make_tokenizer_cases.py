#!/usr/bin/env python3
"""Writes tests/unit/text/tokenizer_cases.json: small tokenizers of every kind of part, and the ids
and decoded text that the Hugging Face tokenizers library gives for texts that tell them apart.

    make_tokenizer_cases.py > tests/unit/text/tokenizer_cases.json
"""
import base64
import json
import struct
import sys

import tokenizers

TEXTS = [
    "", " ", "hello world", " Hello  World ", "low lower lowest", "a1b22c333 4,5.6!", "it's we'll DON'T",
    "caf\u00e9 cafe\u0301 \u00c5ngstr\u00f6m \ufb01ne \uff21", "\u0130stanbul \u03a3\u03a3",
    "tab\there\nnew\r\n\r\nline  end  ", "\u4f60\u597d\u4e16\u754c", "\U0001f600\U0001f468\u200d\U0001f469",
    "<s>hello</s> <mask> x<mask>y [sw] a[sw]b", "--- ... !?! (a)", "\u00bd \u00b2 \u0663 IV\u2163",
    "\u2581hello \u2581", "x\u00a0y\u3000z\u2003w", "aaaaaaaaaaaaaaaa", "n\u0303o \u0e01\u0e33 \uac00\u1100\u1161",
    "\u0000\u0001\u007f\u200b\ufeffz", "1234567890", "\u180e\u0085", "a-b--c---d",
]

ALPHABET = list("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,!?'-")
WORDS = [("l", "o"), ("lo", "w"), ("e", "r"), ("low", "er"), ("h", "e"), ("l", "l"), ("he", "ll"),
         ("hell", "o"), ("a", "a"), ("aa", "aa"), ("2", "2"), ("3", "3"), ("w", "or"), ("o", "r"),
         ("-", "-"), ("e", "s"), ("es", "t"), ("low", "est")]


def letters():
    """GPT-2's letters for bytes."""
    keep = list(range(0x21, 0x7F)) + list(range(0xA1, 0xAD)) + list(range(0xAE, 0x100))
    extra = iter(range(0x100, 0x200))
    return [chr(b) if b in keep else chr(next(extra)) for b in range(256)]


def bpe(characters, pairs, specials=(), **options):
    vocab = {}
    for token in [*specials, *characters]:
        vocab.setdefault(token, len(vocab))
    prefix = options.get("continuing_subword_prefix") or ""
    merges = []
    for left, right in pairs:
        if left in vocab and right in vocab:
            vocab.setdefault(left + right[len(prefix):], len(vocab))
            merges.append([left, right])
    model = {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
             "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
             "ignore_merges": False, "vocab": vocab, "merges": merges}
    model.update(options)
    return model


def byte_level_model(**options):
    pairs = WORDS + [("\u0120", "l"), ("\u0120", "w"), ("\u0120", "h"), ("\u0120", "a")]
    pairs += [("\u0120h", "e"), ("\u0120he", "ll"), ("\u0120l", "o"), ("\u0120lo", "w"), ("\u0120w", "or")]
    return bpe(letters(), pairs, **options)


def spaced_model(byte_fallback=True, spans=False, **options):
    byte_tokens = [f"<0x{b:02X}>" for b in range(256)] if byte_fallback else []
    pairs = WORDS + [("\u2581", "l"), ("\u2581", "h"), ("\u2581", "\u2581"), ("\u2581h", "e"),
                     ("\u2581he", "ll"), ("\u2581hell", "o"), ("\u2581l", "o"), ("\u2581lo", "w")]
    if spans:
        pairs += [("o", "\u2581"), ("\u2581", "W"), ("low", "\u2581"), ("low\u2581", "low")]
    options.setdefault("unk_token", "<unk>")
    options.setdefault("fuse_unk", True)
    return bpe(byte_tokens + ["\u2581"] + ALPHABET, pairs, specials=["<unk>", "<s>", "</s>"],
               byte_fallback=byte_fallback, **options)


def unigram_model(unk_id=0, byte_fallback=False):
    vocab = [["<unk>", 0.0], ["<s>", 0.0], ["</s>", 0.0], ["\u2581", -2.0]]
    vocab += [[c, -5.0 - i / 16] for i, c in enumerate(ALPHABET)]
    vocab += [["\u2581hello", -4.5], ["hello", -5.5], ["\u2581low", -4.0], ["er", -4.25], ["est", -4.5],
              ["low", -4.75], ["aa", -6.0], ["aaa", -7.0], ["ll", -6.0], ["wor", -6.5], ["he", -5.25]]
    if byte_fallback:
        vocab += [[f"<0x{b:02X}>", -20.0] for b in range(256)]
    return {"type": "Unigram", "unk_id": unk_id, "vocab": vocab, "byte_fallback": byte_fallback}


def added(content, **flags):
    token = {"id": 0, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
    token.update(flags)
    return token


ADDED = [added("<s>"), added("</s>", rstrip=True), added("<mask>", lstrip=True),
         added("[sw]", single_word=True, special=False)]
ADDED_NORMALIZED = [added("<s>", normalized=True), added("Hello", normalized=True, special=False),
                    added("</s>", normalized=True, rstrip=True),
                    added("[sw]", normalized=True, single_word=True)]


def charsmap():
    """A double array of three keys: A -> a, fi ligature -> fi, and U+0301 -> nothing."""
    pairs = {"A": "a", "\ufb01": "fi", "\u0301": "", "e\u0301": "E", "\u2003": " "}
    texts = b""
    offsets = {}
    for key, value in sorted(pairs.items()):
        offsets[key.encode()] = len(texts)
        texts += value.encode() + b"\0"
    units = {0: 0}
    root = {}
    for key, value in offsets.items():
        node = root
        for byte in key:
            node = node.setdefault(byte, {})
        node[None] = value
    used = {0}

    def place(index, node):
        base = 1
        labels = [0 if byte is None else byte for byte in node]
        while any((base ^ label) in used for label in labels):
            base += 1
        offset = index ^ base
        assert offset < 1 << 21
        units[index] |= offset << 10 | (1 << 8 if None in node else 0)
        used.update(base ^ label for label in labels)
        for byte, child in node.items():
            if byte is None:
                units[base] = 1 << 31 | child
            else:
                units[base ^ byte] = byte
        for byte, child in node.items():
            if byte is not None:
                place(base ^ byte, child)

    place(0, root)
    size = max(units) + 257
    array = [units.get(i, 0) for i in range(size)]
    blob = struct.pack(f"<I{size}I", 4 * size, *array) + texts
    return base64.b64encode(blob).decode()


BYTE_DECODER = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
SPACE_DECODER = {"type": "Sequence", "decoders": [
    {"type": "Replace", "pattern": {"String": "\u2581"}, "content": " "}, {"type": "ByteFallback"},
    {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
SPACE_NORMALIZER = {"type": "Sequence", "normalizers": [
    {"type": "Prepend", "prepend": "\u2581"},
    {"type": "Replace", "pattern": {"String": " "}, "content": "\u2581"}]}
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|"
          r"\s*[\r\n]+|\s+(?!\S)|\s+")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
         r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+"
         r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|"
         r"\s*[\r\n]+|\s+(?!\S)|\s+")


def split(pattern, behavior="Isolated", invert=False, kind="Regex"):
    return {"type": "Split", "pattern": {kind: pattern}, "behavior": behavior, "invert": invert}


def byte_level(use_regex=True, add_prefix_space=False):
    return {"type": "ByteLevel", "add_prefix_space": add_prefix_space, "trim_offsets": True,
            "use_regex": use_regex}


def sequence(*steps):
    return {"type": "Sequence", "pretokenizers": list(steps)}


def template(*items):
    pieces = [{"Sequence": {"id": "A", "type_id": 0}} if item == "A"
              else {"SpecialToken": {"id": item, "type_id": 0}} for item in items]
    pair = pieces + [{"Sequence": {"id": "B", "type_id": 0}}]
    ids = {"<s>": [1], "</s>": [2], "<two>": [2, 1]}
    return {"type": "TemplateProcessing", "single": pieces, "pair": pair,
            "special_tokens": {name: {"id": name, "ids": ids[name], "tokens": [name] * len(ids[name])}
                               for name in items if name != "A"}}


def tokenizer(model, normalizer=None, pre_tokenizer=None, post_processor=None, decoder=None,
              added_tokens=()):
    return {"version": "1.0", "truncation": None, "padding": None, "added_tokens": list(added_tokens),
            "normalizer": normalizer, "pre_tokenizer": pre_tokenizer,
            "post_processor": post_processor, "decoder": decoder, "model": model}


def cases():
    for name, step in {
        "gpt2": byte_level(), "gpt2 with a space": byte_level(add_prefix_space=True),
        "llama 3": sequence(split(LLAMA3), byte_level(False)),
        "o200k": sequence(split(O200K), byte_level(False)),
        "falcon": sequence({"type": "Punctuation", "behavior": "Contiguous"}, byte_level(),
                           {"type": "Digits", "individual_digits": False}, split("[0-9][0-9][0-9]")),
        "smollm": sequence({"type": "Digits", "individual_digits": True}, byte_level()),
    }.items():
        yield name, tokenizer(byte_level_model(), None, step, None, BYTE_DECODER, ADDED)
    yield "ignore_merges", tokenizer(byte_level_model(ignore_merges=True), None, byte_level(), None,
                                     BYTE_DECODER)
    for behavior in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"):
        for invert in (False, True):
            yield (f"split {behavior} {invert}",
                   tokenizer(byte_level_model(), None,
                             sequence(split(r"-|\s", behavior, invert), byte_level(False)), None,
                             BYTE_DECODER))
    for number, pattern in enumerate([
        r"\s+", r"\S+", r"\w+", r"\W+", r"\bl", r"\Ba", r"\d{2}+", r"\h+", r"[^\S\n]+", r"\p{Han}+", r"\p{^L}+",
        r"\P{L}+", r"\p{Letter}\p{Punct}?", r"a{,3}", r"(?<=l)o", r"(?>a+)", r"a{2}?b|a{2}?", r"(?m:.)",
        r"[[:alpha:]]+", r"^.", r".$", r"\u0061+", r"(?i)HELLO", r"(a)\1", r"\p{Greek}", r"x*", r"[\w-]+",
        r"\p{Alpha}+", r"[\h]{2}", r"(?=l)", r"\x{61}+", r"[a-c\-\]]+", r"(?<n>l)o", r"\p{Lu}\p{Ll}*",
    ]):
        yield (f"regex {number} {pattern}",
               tokenizer(byte_level_model(), None, sequence(split(pattern), byte_level(False)), None,
                         BYTE_DECODER))
    yield "literal split", tokenizer(byte_level_model(), None,
                                     sequence(split("--", kind="String"), byte_level(False)), None, BYTE_DECODER)
    for name, step in {
        "whitespace": {"type": "Whitespace"}, "whitespace split": {"type": "WhitespaceSplit"},
        "bert": {"type": "BertPreTokenizer"},
        "delimiter": {"type": "CharDelimiterSplit", "delimiter": "-"},
        "punctuation": {"type": "Punctuation", "behavior": "Isolated"},
        "punctuation removed": {"type": "Punctuation", "behavior": "Removed"},
        "metaspace": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
        "metaspace first": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first",
                            "split": False},
        "metaspace never": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "never",
                            "split": True},
        "metaspace old": {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": False,
                          "prepend_scheme": "never"},
    }.items():
        decoder = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always"}
        yield name, tokenizer(spaced_model(), None, step, None, decoder, ADDED)
    first = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "first", "split": True}
    yield "words, then metaspace first", tokenizer(
        spaced_model(), None, sequence({"type": "WhitespaceSplit"}, first), None, SPACE_DECODER, ADDED)
    yield "stripped, then metaspace first", tokenizer(
        spaced_model(), {"type": "Strip", "strip_left": True, "strip_right": True}, first, None,
        SPACE_DECODER, ADDED)
    for name, normalizer in {
        "nfc": {"type": "NFC"}, "nfd": {"type": "NFD"}, "nfkc": {"type": "NFKC"}, "nfkd": {"type": "NFKD"},
        "lowercase": {"type": "Lowercase"}, "strip accents": {"type": "StripAccents"},
        "nfd, strip accents": {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}]},
        "strip": {"type": "Strip", "strip_left": False, "strip_right": True},
        "replace": {"type": "Replace", "pattern": {"Regex": " {2,}|l+"}, "content": "_"},
        "replace empty": {"type": "Replace", "pattern": {"Regex": "x*"}, "content": "-"},
        "prepend": {"type": "Prepend", "prepend": "zz"}, "nmt": {"type": "Nmt"},
        "byte level": {"type": "ByteLevel"},
        "bert": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                 "strip_accents": None, "lowercase": True},
        "bert accents": {"type": "BertNormalizer", "clean_text": False, "handle_chinese_chars": False,
                         "strip_accents": True, "lowercase": False},
        "precompiled": {"type": "Precompiled", "precompiled_charsmap": charsmap()},
    }.items():
        yield "normalizer " + name, tokenizer(byte_level_model(), normalizer, byte_level(False), None,
                                              BYTE_DECODER, ADDED_NORMALIZED)
    for name, model in {
        "sentencepiece style": spaced_model(), "merges across spaces": spaced_model(spans=True),
        "no fallback": spaced_model(False), "unknown not fused": spaced_model(False, fuse_unk=False),
        "no unknown": spaced_model(False, unk_token=None),
        "prefix and suffix": bpe(["##" + c for c in "elorw"] + list("hlow") + ["##d</w>", "##o</w>"],
                                 [("l", "##o"), ("lo", "##w"), ("##l", "##d</w>"), ("##o", "##r")],
                                 specials=["<unk>"], unk_token="<unk>", continuing_subword_prefix="##",
                                 end_of_word_suffix="</w>"),
    }.items():
        step = {"type": "WhitespaceSplit"} if name.startswith("prefix") else None
        decoder = {"type": "BPEDecoder", "suffix": "</w>"} if step else SPACE_DECODER
        yield name, tokenizer(model, None if step else SPACE_NORMALIZER, step, None, decoder,
                              ADDED if not step else [])
    yield "normalized added tokens", tokenizer(spaced_model(), SPACE_NORMALIZER, None, None,
                                               SPACE_DECODER, ADDED_NORMALIZED)
    for name, post_processor in {
        "template": template("<s>", "A", "</s>"), "template twice": template("A", "<two>", "A"),
        "template after": template("A", "</s>"),
        "roberta": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 1],
                    "trim_offsets": True, "add_prefix_space": False},
        "bert": {"type": "BertProcessing", "sep": ["</s>", 2], "cls": ["<s>", 1]},
        "sequence": {"type": "Sequence", "processors": [byte_level(), template("<s>", "A", "</s>")]},
    }.items():
        yield "processor " + name, tokenizer(spaced_model(), SPACE_NORMALIZER, None, post_processor,
                                             SPACE_DECODER, ADDED)
    meta = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True}
    for fallback in (False, True):
        yield f"unigram {fallback}", tokenizer(unigram_model(byte_fallback=fallback), {"type": "NFKC"},
                                               sequence({"type": "WhitespaceSplit"}, meta), None,
                                               {"type": "Metaspace", "replacement": "\u2581",
                                                "prepend_scheme": "always"}, ADDED)
    yield "unigram, one word", tokenizer(unigram_model(), SPACE_NORMALIZER, None, None, SPACE_DECODER, ADDED)
    for name, decoder in {
        "none": None, "fuse": {"type": "Fuse"}, "byte fallback": {"type": "ByteFallback"},
        "word piece": {"type": "WordPiece", "prefix": "l", "cleanup": True},
        "word piece plain": {"type": "WordPiece", "prefix": "##", "cleanup": False},
        "bpe": {"type": "BPEDecoder", "suffix": "o"},
        "strip": {"type": "Strip", "content": "l", "start": 1, "stop": 0},
        "fuse, strip": {"type": "Sequence", "decoders": [
            {"type": "Fuse"}, {"type": "Strip", "content": "\u2581", "start": 2, "stop": 1}]},
        "fuse, replace": {"type": "Sequence", "decoders": [
            {"type": "Fuse"}, {"type": "Replace", "pattern": {"String": "lo"}, "content": "[]"}]},
        "fuse, replace by regex": {"type": "Sequence", "decoders": [
            {"type": "Fuse"}, {"type": "Replace", "pattern": {"Regex": "l+"}, "content": "L"}]},
        "byte level, replace": {"type": "Sequence", "decoders": [
            BYTE_DECODER, {"type": "Replace", "pattern": {"String": "ow"}, "content": "_"}]},
        "fuse, byte fallback": {"type": "Sequence", "decoders": [{"type": "Fuse"}, {"type": "ByteFallback"}]},
    }.items():
        yield "decoder " + name, tokenizer(spaced_model(), SPACE_NORMALIZER, None, None, decoder)


def decode(library, stored, ids):
    row = [stored[i] for i in ids if i in stored]
    return library.decoder.decode(row) if library.decoder else " ".join(row)


def main():
    result = []
    for name, parts in cases():
        library = tokenizers.Tokenizer.from_str(json.dumps(parts))
        stored = {i: t for t, i in library.get_vocab().items() if "\u2581<" not in t}
        for token in parts["added_tokens"]:
            stored[library.token_to_id(token["content"])] = token["content"]
        texts = []
        for text in TEXTS:
            try:
                ids = library.encode(text).ids
            except BaseException:  # the library panics on a few empty replacements
                print(f"{name}: no ids for {text!r}", file=sys.stderr)
                continue
            try:
                decoded = decode(library, stored, ids)
            except BaseException:  # its strip panics on tokens shorter than it cuts
                decoded = None
            texts.append({"text": text, "ids": ids, "decoded": decoded})
        result.append({"name": name, "tokenizer": parts, "texts": texts})
    json.dump(result, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
