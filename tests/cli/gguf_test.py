#!/usr/bin/env python3
"""The same model from a GGUF file, from its parts, and from a folder with it: every command gives
what it gives for the checkpoint in Hugging Face's form. gguf_test.py PROGRAM
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile

from transcript_test import make_folder

N_HEADS = {"q_proj": 4, "k_proj": 2}
NAMES = {
    "model.embed_tokens": "token_embd", "model.norm": "output_norm",
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
U16, U32, I32, F32, BOOL, STRING, ARRAY = 2, 4, 5, 6, 7, 8, 9
FORMATS = {U16: "H", U32: "I", I32: "i", F32: "f", BOOL: "B"}
ORDERS = {"little": "<", "big": ">"}
ALIGNMENTS = 8, 256  # beside the usual 32
order = "<"  # of the file being written


def pack(form, *values):
    return struct.pack(order + form, *values)


def text(value):
    data = value.encode()
    return pack("Q", len(data)) + data


def item(kind, value):
    return text(value) if kind == STRING else pack(FORMATS[kind], value)


def pair(key, kind, value):
    if isinstance(value, list):
        body = pack("IQ", kind, len(value)) + b"".join(item(kind, one) for one in value)
        return text(key) + pack("I", ARRAY) + body
    return text(key) + pack("I", kind) + item(kind, value)


def read_tensors(path):
    data = path.read_bytes()
    n = struct.unpack("<Q", data[:8])[0]
    for name, entry in json.loads(data[8:8 + n]).items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            yield name, entry["dtype"], entry["shape"], data[8 + n + first:8 + n + last]


def permute(rows, n_heads):
    """Pairs that rotate together side by side."""
    size = len(rows) // n_heads
    return [rows[head * size + part * size // 2 + i]
            for head in range(n_heads) for i in range(size // 2) for part in range(2)]


def translate(name, shape, data):
    path, suffix = name.rsplit(".", 1)
    layer = ""
    if path.startswith("model.layers."):
        number, path = path.removeprefix("model.layers.").split(".", 1)
        layer = f"blk.{number}."
    module = path.rsplit(".", 1)[-1]
    if module in N_HEADS:
        n = len(data) // shape[0]
        rows = [data[i * n:(i + 1) * n] for i in range(shape[0])]
        data = b"".join(permute(rows, N_HEADS[module]))
    return f"{layer}{NAMES[path]}.{suffix}", data


def turned(data, width):
    return b"".join(data[i:i + width][::-1] for i in range(0, len(data), width))


def write(path, pairs, tensors, alignment=32):
    infos, body = b"", b""
    if alignment != 32:
        pairs = pairs + [pair("general.alignment", U32, alignment)]
    for name, dtype, shape, data in tensors:
        body += bytes(-len(body) % alignment)
        infos += text(name) + pack("I", len(shape))
        infos += b"".join(pack("Q", size) for size in reversed(shape))
        infos += pack("IQ", {"F32": 0, "F16": 1, "BF16": 30}[dtype], len(body))
        body += data if order == "<" else turned(data, {"F32": 4, "F16": 2, "BF16": 2}[dtype])
    header = b"GGUF" + pack("IQQ", 3, len(tensors), len(pairs)) + b"".join(pairs) + infos
    path.write_bytes(header + bytes(-len(header) % alignment) + body)


def convert(model, folder, name):
    """Writes NAME.gguf, NAME/any-name.gguf, two parts, and NAME-8.gguf and NAME-256.gguf, whose
    tensors are so aligned, in the order of that name."""
    global order
    order = ORDERS[name]
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    config = json.loads((model / "tokenizer_config.json").read_text(encoding="utf-8"))
    words = sorted(tokenizer["model"]["vocab"], key=tokenizer["model"]["vocab"].get)
    special = {token["content"] for token in tokenizer["added_tokens"]}
    pairs = [
        pair("general.architecture", STRING, "llama"),
        pair("llama.block_count", U32, 2), pair("llama.context_length", U32, 2048),
        pair("llama.embedding_length", U32, 32), pair("llama.feed_forward_length", U32, 64),
        pair("llama.attention.head_count", U32, 4), pair("llama.attention.head_count_kv", U32, 2),
        pair("llama.attention.layer_norm_rms_epsilon", F32, 1e-6),
        pair("general.sampling.temp", F32, 0.5),
        pair("tokenizer.ggml.model", STRING, "gpt2"), pair("tokenizer.ggml.pre", STRING, "gpt-2"),
        pair("tokenizer.ggml.tokens", STRING, words),
        pair("tokenizer.ggml.token_type", I32, [3 if word in special else 1 for word in words]),
        pair("tokenizer.ggml.merges", STRING, []),
        pair("tokenizer.ggml.bos_token_id", U32, 0), pair("tokenizer.ggml.eos_token_id", U32, 1),
        pair("tokenizer.ggml.add_bos_token", BOOL, 1),
        pair("tokenizer.chat_template", STRING, config["chat_template"]),
    ]
    tensors = []
    for old_name, dtype, shape, data in read_tensors(model / "model.safetensors"):
        new_name, data = translate(old_name, shape, data)
        tensors.append((new_name, dtype, shape, data))
    write(folder / f"{name}.gguf", pairs, tensors)
    for alignment in ALIGNMENTS:
        write(folder / f"{name}-{alignment}.gguf", pairs, tensors, alignment)
    (folder / name).mkdir()
    write(folder / name / "any-name.gguf", pairs, tensors)
    half = len(tensors) // 2
    for number, part in enumerate((tensors[:half], tensors[half:])):
        place = [pair("split.no", U16, number), pair("split.count", U16, 2),
                 pair("split.tensors.count", I32, len(tensors))]
        write(folder / f"{name}-{number + 1:05d}-of-00002.gguf",
              place + (pairs if number == 0 else []), part)


COMMANDS = [
    ["generate", "--prompt", "Hello", "-m", "20", "--temp", "0", "--precision", "exact"],
    ["generate", "--prompt", "Hello", "-m", "20", "--ignore-chat-template", "--temp", "0"],
    ["tokenize", "--json"],
    ["render", "--messages", "messages.json"],
]

INPUTS = {"tokenize": "Hello <|user|> there"}


def check_big(folder, run):
    """The same logits and the same conversion; what it takes is told, an early end refused."""
    made = []
    for one in ORDERS:
        run("logits", "--model", f"{one}.gguf", "--tokens", "1,2,3", "--output", f"{one}.npy")
        run("convert", "--model", f"{one}.gguf", "--gguf", "q8.gguf", "--type", "q8_0")
        made.append([(folder / name).read_bytes() for name in (f"{one}.npy", "q8.gguf")])
        (folder / "q8.gguf").unlink()
    assert made[0] == made[1]
    described = json.loads(run("inspect", "big.gguf", "--json"))
    assert "big-endian: it takes 0.00 GB of memory" in "".join(described["warnings"]), described
    data = (folder / "big.gguf").read_bytes()
    for n in (8, 9, 23, 24, 100, 5000, len(data) // 2, len(data) - 1):
        (folder / "cut.gguf").write_bytes(data[:n])
        message = run("inspect", "cut.gguf", status=1)
        assert "cut.gguf" in message and message.count("\n") == 1, message


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        for name_of_order in ORDERS:
            convert(folder / "model", folder, name_of_order)

        def run(*arguments, status=0):
            done = subprocess.run(["silex", *arguments], cwd=folder, env=environment, text=True,
                                  input=INPUTS.get(arguments[0]), capture_output=True, timeout=200, check=False)
            assert done.returncode == status, (arguments, done.stderr)
            return done.stdout if status == 0 else done.stderr

        (folder / "messages.json").write_text('[{"role": "user", "content": "Hi"}]',
                                              encoding="utf-8")
        files = ["./little.gguf"]
        for one in ORDERS:
            files += [f"{one}.gguf", one, f"{one}-00001-of-00002.gguf",
                      str(folder / f"{one}-00002-of-00002.gguf")]
            files += [f"{one}-{alignment}.gguf" for alignment in ALIGNMENTS]
        for command in COMMANDS:
            expected = run(*command, "--model", "model")
            assert expected.strip(), command
            for file in files:
                found = run(*command, "--model", file)
                assert found == expected, (command, file, found, expected)
        document = folder / "document.txt"
        document.write_text("Once upon a time there was a test. " * 20, encoding="utf-8")
        values = [json.loads(run("perplexity", "--model", model, "--file", str(document), "--json",
                                 "--precision", "exact"))["perplexity"]
                  for model in ("model", "little.gguf")]
        assert abs(values[0] / values[1] - 1) < 1e-5, values
        described = json.loads(run("inspect", "little.gguf", "--json"))
        assert described["family"] == "llama" and described["quantization"] == "BF16", described
        run("cache-prompt", "--model", "little.gguf", "--prompt", "Hello", "--prompt-cache-file", "c")
        run("logits", "--model", "little.gguf", "--tokens", "1,2,3", "--output", "l.npy")
        check_big(folder, run)
        (folder / "little-00002-of-00002.gguf").unlink()
        message = run("inspect", "little-00001-of-00002.gguf", status=1)
        assert "little-00002-of-00002.gguf" in message and message.count("\n") == 1, message
        (folder / "little.gguf").write_bytes((folder / "little.gguf").read_bytes()[:20000])
        message = run("generate", "--model", "little.gguf", "-p", "x", status=1)
        assert "truncated" in message and message.count("\n") == 1, message
    print("gguf: ok")


main()
