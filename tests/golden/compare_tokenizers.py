#!/usr/bin/env python3
"""Compares our tokenizers with the Hugging Face tokenizers library (and, for tokenizer.model, with
SentencePiece itself), id for id and byte for byte.

    compare_tokenizers.py PROGRAM [--count N] [--seed N] [--only PART] [--time] [FILE...]

PROGRAM is tests/golden/tokenize_lines. Without FILEs every *tokenizer.json and
SentencePiece model below SILEX_CORPUS is compared. Texts are those of the corpus (books, stories, naughty strings, UTF-8 tests) in pieces,
random Unicode, random mixtures of the vocabulary's own tokens, and random bytes (which Python
decodes with errors="replace", as we do). With --time, one thread of each encodes whole books.
"""
import argparse
import glob
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
import unicodedata

os.environ["RAYON_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
import sentencepiece  # noqa: E402
import tokenizers  # noqa: E402

CORPUS = os.environ.get("SILEX_CORPUS", "../shared/corpus")


class Ours:
    """The program at the other end of a pipe."""

    def __init__(self, program, folder, special):
        arguments = [program, folder] + ([] if special else ["--no-special"])
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, n):
        data = self.process.stdout.read(n)
        if len(data) != n:
            raise SystemExit("the program ended early")
        return data

    def number(self):
        return struct.unpack("<I", self.read(4))[0]

    def encode(self, data):
        self.process.stdin.write(struct.pack("<I", len(data)) + data)
        self.process.stdin.flush()
        n = self.number()
        if n == 0xFFFFFFFF:
            return None, self.read(self.number()).decode()
        ids = list(struct.unpack(f"<{n}I", self.read(4 * n)))
        return ids, self.read(self.number()).decode()

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def random_character(source):
    kind = source.random()
    if kind < 0.35:
        return chr(source.randrange(0x20, 0x7F))
    if kind < 0.45:
        return source.choice(" \n\t\r \u00a0\u3000\u2003\u200b\u200d\u180e\u0085\ufeff\u2581")
    if kind < 0.55:
        return chr(source.randrange(0x80, 0x600))
    if kind < 0.65:
        return chr(source.randrange(0x300, 0x370))
    if kind < 0.75:
        return chr(source.randrange(0x4E00, 0x9FFF))
    if kind < 0.85:
        return chr(source.randrange(0x1F000, 0x1FAFF))
    while True:
        c = source.randrange(0x110000)
        if not 0xD800 <= c < 0xE000:
            return chr(c)


def random_text(source):
    return "".join(random_character(source) for _ in range(source.randrange(1, 40)))


def is_stable(text):
    """No character that is newer than every library's tables of Unicode."""
    return all(unicodedata.category(c) != "Cn" for c in text)


def corpus_texts():
    texts = [b"", b" ", b"  ", b"\n", b"a", b"<s>", b" <s> </s>", b"\xff"]
    naughty = os.path.join(CORPUS, "tokenizers/unicode-robustness")
    with open(os.path.join(naughty, "blns.json"), encoding="utf-8") as file:
        texts += [text.encode() for text in json.load(file)]
    for name in ("utf8tests.bin", "utf8tests.txt", "blns.txt"):
        with open(os.path.join(naughty, name), "rb") as file:
            data = file.read()
        texts += [data] + data.split(b"\n")
    for path in sorted(glob.glob(CORPUS + "/tokenizers/ggml-vocab-vectors*/*.inp")):
        with open(path, "rb") as file:
            texts += file.read().split(b"\n__ggml_vocab_test__\n")
    for path in sorted(glob.glob(CORPUS + "/text/**/*", recursive=True)):
        if os.path.isfile(path) and os.path.getsize(path) > 2000:
            with open(path, "rb") as file:
                data = file.read(400000)
            texts += [data[i:i + 997] for i in range(0, min(len(data), 60000), 997)]
            texts.append(data[:30000])
    return list(dict.fromkeys(texts))


def random_texts(tokenizer, source, count):
    words = list(tokenizer.get_vocab())
    added = [token.content for token in tokenizer.get_added_tokens_decoder().values()]
    for _ in range(count):
        kind = source.random()
        if kind < 0.5:
            yield random_text(source).encode()
        elif kind < 0.7:
            parts = [source.choice(words + [" ", "\n"]) for _ in range(source.randrange(1, 12))]
            yield "".join(parts).encode()
        elif kind < 0.85:
            parts = []
            for _ in range(source.randrange(1, 8)):
                parts += [source.choice(added) if added and source.random() < 0.6
                          else random_text(source), source.choice(["", " ", "  ", "\n", "a"])]
            yield "".join(parts).encode()
        else:
            data = bytearray(random_text(source).encode())
            for _ in range(source.randrange(1, 6)):
                data.insert(source.randrange(len(data) + 1), source.randrange(256))
            yield bytes(data)


def cut_merge(merge, vocabulary):
    ways = [(merge[:i], merge[i + 1:]) for i, c in enumerate(merge) if c == " "]
    return [way for way in ways if way[0] in vocabulary and way[1] in vocabulary][0]


def stored_tokens(text, tokenizer):
    """Tokens by id as they are stored. The library gives normalized added tokens as normalized
    ("\u2581<s>"), which is neither what it found in the text nor what decoding should show."""
    added = {token["content"] for token in json.loads(text)["added_tokens"]}
    tokens = {}
    for token, token_id in tokenizer.get_vocab().items():
        if token_id not in tokens or token in added:
            tokens[token_id] = token
    for content in added:
        token_id = tokenizer.token_to_id(content)
        if token_id is not None:
            tokens[token_id] = content
    return tokens


def decode(tokenizer, tokens, ids):
    row = [tokens[i] for i in ids if i in tokens]
    return tokenizer.decoder.decode(row) if tokenizer.decoder else " ".join(row)


def load(path):
    """The library's tokenizer without truncation and padding, and the file as it was loaded."""
    with open(path, encoding="utf-8") as file:
        parsed = json.load(file)
    merges = parsed["model"].get("merges")
    if merges == {}:
        parsed["model"]["merges"] = []  # one file of the corpus that the library refuses
    elif merges and any(isinstance(merge, str) and merge.count(" ") > 1 for merge in merges):
        # Another one: tokens that hold spaces, which only pairs can tell from the separator.
        parsed["model"]["merges"] = [cut_merge(m, parsed["model"]["vocab"]) for m in merges]
    parsed["truncation"] = parsed["padding"] = None
    text = json.dumps(parsed)
    return tokenizers.Tokenizer.from_str(text), text


def compare(program, path, arguments):
    tokenizer, text = load(path)
    tokens = stored_tokens(text, tokenizer)
    source = random.Random(arguments.seed)
    n_texts = n_wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "tokenizer.json"), "w", encoding="utf-8") as file:
            file.write(text)
        for special in (True, False):
            ours = Ours(program, folder, special)
            texts = corpus_texts() if not arguments.count_only else []
            texts += random_texts(tokenizer, source, arguments.count)
            for data in texts:
                decoded = data.decode("utf-8", errors="replace")
                if not is_stable(decoded):
                    continue
                n_texts += 1
                ids = tokenizer.encode(decoded, add_special_tokens=special).ids
                theirs = decode(tokenizer, tokens, ids)
                got, back = ours.encode(data)
                if got != ids or back != theirs:
                    n_wrong += 1
                    if n_wrong <= arguments.show:
                        print(f"  {decoded[:200]!r}\n    theirs {ids[:60]} {theirs[:80]!r}\n"
                              f"    ours   {got[:60] if got else got} {back[:80]!r}")
            ours.close()
    print(f"{os.path.relpath(path, CORPUS)}: {n_texts} texts, {n_wrong} differ", flush=True)
    return n_wrong


def compare_sentencepiece(program, path, arguments):
    """Texts that name a control piece are left out: SentencePiece has them as plain text, and we,
    as transformers does, as that token. Decoded texts are compared where there is no
    unknown token (SentencePiece shows it as another sign) and no U+2581 that is not a space."""
    processor = sentencepiece.SentencePieceProcessor(model_file=path)
    pieces = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    named = [p for i, p in enumerate(pieces) if processor.is_control(i) or processor.is_unknown(i)]
    source = random.Random(arguments.seed)
    n_texts = n_wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(path), os.path.join(folder, "tokenizer.model"))
        ours = Ours(program, folder, False)
        texts = corpus_texts() if not arguments.count_only else []
        texts += [random_text(source).encode() for _ in range(arguments.count)]
        texts += ["".join(source.choices(pieces + [" ", "  "], k=8)).encode()
                  for _ in range(arguments.count)]
        for data in texts:
            decoded = data.decode("utf-8", errors="replace")
            if any(piece in decoded for piece in named) or "\0" in decoded:
                continue
            n_texts += 1
            ids = processor.encode(decoded)
            got, back = ours.encode(data)
            theirs = processor.decode(ids)
            is_text = processor.unk_id() not in ids and "\u2581" not in decoded
            if got != ids or (is_text and back != theirs):
                n_wrong += 1
                if n_wrong <= arguments.show:
                    print(f"  {decoded[:200]!r}\n    theirs {ids[:60]} {theirs[:80]!r}\n"
                          f"    ours   {got[:60] if got else got} {back[:80]!r}")
        ours.close()
    print(f"{os.path.relpath(path, CORPUS)}: {n_texts} texts, {n_wrong} differ", flush=True)
    return n_wrong


def is_sentencepiece(path):
    try:
        sentencepiece.SentencePieceProcessor(model_file=path)
        return True
    except (RuntimeError, OSError):
        return False


def measure(program, path):
    tokenizer, text = load(path)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "tokenizer.json"), "w", encoding="utf-8") as file:
            file.write(text)
        start = time.perf_counter()
        tokenizers.Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
        their_open = (time.perf_counter() - start) * 1e3
        for book in sorted(glob.glob(CORPUS + "/text/**/*", recursive=True)):
            if not os.path.isfile(book) or not 300000 < os.path.getsize(book) < 3000000:
                continue
            with open(book, "rb") as file:
                data = file.read()
            decoded = data.decode("utf-8", errors="replace")
            least = 1e300
            for _ in range(3):
                start = time.perf_counter()
                n_ids = len(tokenizer.encode(decoded, add_special_tokens=False).ids)
                least = min(least, (time.perf_counter() - start) * 1e3)
            answer = subprocess.run([program, folder, "--time", book], check=True,
                                    capture_output=True, text=True).stdout.split()
            mine = float(answer[1])
            print(f"{os.path.relpath(path, CORPUS)} {os.path.basename(book)} {len(data)} bytes: "
                  f"theirs {len(data) / least / 1e3:.2f} MB/s, ours {len(data) / mine / 1e3:.2f} "
                  f"MB/s ({least / mine:.1f}x); open theirs {their_open:.0f} ms, ours "
                  f"{answer[0]} ms; ids {n_ids} {answer[2]}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--count-only", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("--time", action="store_true")
    arguments = parser.parse_args()
    files = arguments.files
    if not files:
        files = sorted(glob.glob(CORPUS + "/**/*tokenizer.json", recursive=True))
        models = sorted(glob.glob(CORPUS + "/**/*.model*", recursive=True))
        files += [] if arguments.time else [path for path in models if is_sentencepiece(path)]
    if arguments.time:
        for path in files:
            measure(arguments.program, path)
        return 0
    n_wrong = 0
    for path in files:
        is_json = path.endswith(".json")
        run = compare if is_json else compare_sentencepiece
        n_wrong += run(arguments.program, path, arguments)
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
