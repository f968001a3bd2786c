#!/usr/bin/env python3
"""Make the demo model from nothing with Silex alone: words, fresh weights, training, quantization.

    make.py --silex PROGRAM --out FOLDER         begins, or goes on where it stopped
    make.py --silex PROGRAM --out FOLDER --smoke     the same with little data and few steps

Needs the standard library and the program, nothing else. Every stage leaves a file or a folder in
FOLDER that appears when it is complete, and is not made again:

    words.jsonl    conversations of the generator     tokenizer/   silex train-tokenizer
    fresh/         silex make-model --for-training    data/        conversations of the generator
    adapter/       silex lora, full fine-tuning       trained/     silex fuse
    model/         silex convert, the files to ship

A killed run goes on from the last checkpoint and ends with the same bytes, on any processor and
with any number of threads. At the end the sizes and hashes of the files are told."""

import argparse
import hashlib
import itertools
import json
import pathlib
import shutil
import subprocess

import generate

START, END, PAD = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
CONFIG = {
    "architectures": ["Qwen3ForCausalLM"],
    "model_type": "qwen3",
    "vocab_size": 1536,
    "hidden_size": 256,
    "num_hidden_layers": 5,
    "intermediate_size": 512,
    "num_attention_heads": 8,
    "num_key_value_heads": 2,
    "head_dim": 32,
    "hidden_act": "silu",
    "max_position_embeddings": 1024,
    "rope_theta": 10000.0,
    "rms_norm_eps": 1e-6,
    "tie_word_embeddings": True,
    "attention_bias": False,
    "attention_dropout": 0.0,
    "use_sliding_window": False,
    "rope_scaling": None,
    "initializer_range": 0.03,
    "use_cache": True,
    "torch_dtype": "float32",
}
GENERATION = {"eos_token_id": [2, 0], "pad_token_id": 0, "do_sample": False, "max_new_tokens": 256}
MAX_BYTES = 4_000_000
SEED = 1
SIZES = {"words": 40000, "samples": 700000, "steps": 20000, "warmup": 500, "save": 500}
SMOKE = {"words": 2000, "samples": 2000, "steps": 20, "warmup": 5, "save": 10}
# The model reads a system message and the last exchange before the question, no more: it is
# trained on short conversations. A message in capitals is read in small letters; a single word may
# be a name and stays. With its answer a question is rendered as it was without.
CHAT_TEMPLATE = (
    "{%- set n = 4 if messages[-1]['role'] == 'assistant' else 3 %}"
    "{%- set recent = messages[-n:] %}"
    "{%- if messages | length > n and messages[0]['role'] == 'system' %}"
    "{%- set recent = messages[:1] + recent %}{%- endif %}"
    "{%- for message in recent %}"
    "{%- set text = message['content'] | trim %}"
    "{%- if ' ' in text and text == text | upper %}{%- set text = text | lower %}{%- endif %}"
    "{{- '<|im_start|>' + message['role'] + '\\n' + text + '<|im_end|>\\n' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"
)


def samples(stream):
    """Each answer of the conversations with what the model reads before it."""
    for line in stream:
        messages = line["messages"]
        for at, message in enumerate(messages):
            if message["role"] == "assistant":
                before = messages[:at]
                recent = before[-3:]
                if len(before) > 3 and before[0]["role"] == "system":
                    recent = before[:1] + recent
                yield {"messages": [*recent, message]}


def questions(seed):
    """Development questions with their answers."""
    for line in generate.held_out_stream(seed):
        answer = {"role": "assistant", "content": line["answer"]}
        yield {"messages": [*line["messages"], answer]}


def write_lines(path, lines):
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    part.rename(path)


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8", newline="\n")


def run(arguments, *command):
    print("$ silex", *command, flush=True)
    subprocess.run([arguments.silex, *map(str, command)], check=True)


def make_tokenizer(arguments, out, sizes):
    if not (out / "words.jsonl").exists():
        stream = generate.training_stream(7)
        write_lines(out / "words.jsonl", samples(itertools.islice(stream, sizes["words"])))
    (out / "chat_template.jinja").write_text(CHAT_TEMPLATE, encoding="utf-8")
    if not (out / "tokenizer").exists():
        run(arguments, "train-tokenizer", "--file", out / "words.jsonl", "--vocab",
            CONFIG["vocab_size"], "--pre-tokenizer", "qwen2", "--special-token", PAD,
            "--special-token", START, "--special-token", END, "--pad-token", PAD, "--eos-token",
            END, "--chat-template", out / "chat_template.jinja", out / "tokenizer")


def make_fresh(arguments, out):
    write_json(out / "config.json", CONFIG)
    if not (out / "fresh").exists():
        run(arguments, "make-model", "--config", out / "config.json", "--tokenizer",
            out / "tokenizer", "--for-training", "--seed", SEED, out / "fresh")


def make_data(out, sizes):
    data = out / "data"
    data.mkdir(exist_ok=True)
    if not (data / "valid.jsonl").exists():
        write_lines(data / "valid.jsonl", itertools.islice(questions(SEED + 1), 400))
    if not (data / "train.jsonl").exists():
        stream = samples(generate.training_stream(SEED))
        write_lines(data / "train.jsonl", itertools.islice(stream, sizes["samples"]))


def train(arguments, out, sizes):
    """A short rise of the learning rate, then half a cosine. A batch is at most 2048 tokens."""
    settings = {
        "optimizer": "adamw",
        "optimizer_config": {"adamw": {"betas": [0.9, 0.98], "weight_decay": 0.05}},
        "lr_schedule": {
            "name": "cosine_decay",
            "warmup": sizes["warmup"],
            "arguments": [2e-3, sizes["steps"] - sizes["warmup"], 1e-5],
        },
    }
    write_json(out / "training.json", settings)
    if (out / "adapter/complete").exists():
        return
    resume = ["--resume"] if (out / "adapter/training_state.safetensors").exists() else []
    run(arguments, "lora", "--train", "--config", out / "training.json", "--model", out / "fresh",
        "--data", out / "data", "--adapter-path", out / "adapter", "--fine-tune-type", "full",
        "--train-ends", "--num-layers", -1, "--mask-prompt", "--pack", "--batch-size", 4,
        "--max-seq-length", 512, "--iters", sizes["steps"], "--grad-clip", 1, "--seed", SEED,
        "--steps-per-report", 50, "--steps-per-eval", 1000, "--val-batches", -1, "--save-every",
        sizes["save"], *resume)
    (out / "adapter/complete").write_text("")


def store(arguments, out):
    if not (out / "trained").exists():
        run(arguments, "fuse", "--model", out / "fresh", "--adapter-path", out / "adapter",
            "--save-path", out / "trained")
    if not (out / "model").exists():
        shutil.rmtree(out / "model.new", ignore_errors=True)
        run(arguments, "convert", "--model", out / "trained", "-q", "--q-bits", 8,
            "--q-group-size", 64, "--dtype", "float16", "--mlx-path", out / "model.new")
        write_json(out / "model.new/generation_config.json", GENERATION)
        (out / "model.new").rename(out / "model")


def tell(paths):
    for path in paths:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{digest}  {path.name}  {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--silex", default="silex", help="the program")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--smoke", action="store_true")
    arguments = parser.parse_args()
    out, sizes = arguments.out, SMOKE if arguments.smoke else SIZES
    out.mkdir(parents=True, exist_ok=True)
    generate.check_split()
    make_tokenizer(arguments, out, sizes)
    make_fresh(arguments, out)
    make_data(out, sizes)
    tell([out / "data/train.jsonl", out / "fresh/model.safetensors", out / "fresh/tokenizer.json"])
    train(arguments, out, sizes)
    store(arguments, out)
    files = sorted((out / "model").iterdir())
    tell(files)
    total = sum(path.stat().st_size for path in files)
    assert total <= MAX_BYTES, total


if __name__ == "__main__":
    main()
