#!/usr/bin/env python3
"""Train the demo model with PyTorch on the CPU: tokenizer, then weights, then the files of an
HF checkpoint.

    train.py --out BUILD --steps 9000                       starts, or goes on where it stopped
    train.py --out LATER --steps 5000 --start BUILD/state.pt    a further stage on those weights
    train.py --out BUILD --export                           writes BUILD/checkpoint

The model is a small Qwen3: grouped-query attention with normed queries and keys, SwiGLU, tied
embeddings. Only the answers are learned; questions are read. Everything depends on the count of
steps and the seeds, nothing on the clock: a run that is stopped and resumed reads on where it
was."""

import argparse
import datetime
import functools
import itertools
import json
import math
import os
import pathlib
import random
import time

import tokenizers
import torch
import torch.distributed as dist
import torch.multiprocessing
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import nn

import generate

START, END, PAD = "<|im_start|>", "<|im_end|>", "<|endoftext|>"
CONFIG = {
    "architectures": ["Qwen3ForCausalLM"],
    "model_type": "qwen3",
    "vocab_size": 1536,
    "hidden_size": 192,
    "num_hidden_layers": 4,
    "intermediate_size": 384,
    "num_attention_heads": 6,
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
    "sliding_window": None,
    "max_window_layers": 4,
    "rope_scaling": None,
    "initializer_range": 0.02,
    "use_cache": True,
    "torch_dtype": "float32",
}
# The weights that are kept are a running average over about so many steps.
AVERAGED_STEPS = 100
# The model reads a system message and the last exchange before the question, no more: it was
# trained on short conversations. A message in capitals is read in small letters; a single word may
# be a name and stays.
CHAT_TEMPLATE = (
    "{%- set recent = messages[-3:] %}"
    "{%- if messages | length > 3 and messages[0]['role'] == 'system' %}"
    "{%- set recent = messages[:1] + recent %}{%- endif %}"
    "{%- for message in recent %}"
    "{%- set text = message['content'] | trim %}"
    "{%- if ' ' in text and text == text | upper %}{%- set text = text | lower %}{%- endif %}"
    "{{- '<|im_start|>' + message['role'] + '\\n' + text + '<|im_end|>\\n' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"
)


def as_read(text):
    """What the template makes of a message."""
    text = text.strip()
    return text.lower() if " " in text and text == text.upper() else text


WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def make_tokenizer():
    """A byte-level BPE in which every digit is a token of its own."""
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.normalizer = tokenizers.normalizers.NFC()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(
        [
            tokenizers.pre_tokenizers.Split(tokenizers.Regex(WORDS), behavior="isolated"),
            tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=CONFIG["vocab_size"],
        special_tokens=[PAD, START, END],
        initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    stream = itertools.islice(generate.training_stream(7), 40000)
    texts = (
        f"{message['role']}\n{message['content']}"
        for line in stream
        for message in line["messages"]
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def product(x, weight):
    """x W^T with factors rounded to bfloat16: several times as fast on a CPU with matrix units.
    The weights themselves are learned in 32 bits."""
    return (x.bfloat16() @ weight.bfloat16().T).float()


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.heads, self.kv_heads, self.size = (
            c["num_attention_heads"],
            c["num_key_value_heads"],
            c["head_dim"],
        )
        self.eps = c["rms_norm_eps"]
        width, wide = c["hidden_size"], c["intermediate_size"]
        self.input_layernorm = nn.Parameter(torch.ones(width))
        self.post_attention_layernorm = nn.Parameter(torch.ones(width))
        self.q_norm, self.k_norm = nn.Parameter(torch.ones(self.size)), nn.Parameter(
            torch.ones(self.size)
        )
        self.qkv = nn.Linear(width, (self.heads + 2 * self.kv_heads) * self.size, bias=False)
        self.o_proj = nn.Linear(self.heads * self.size, width, bias=False)
        self.gate_up = nn.Linear(width, 2 * wide, bias=False)
        self.down_proj = nn.Linear(wide, width, bias=False)

    @functools.partial(torch.compile, dynamic=True)
    def forward(self, x, cos, sin):
        n, t, width = x.shape
        h = product(F.rms_norm(x, (width,), self.input_layernorm, self.eps), self.qkv.weight)
        h = h.view(n, t, -1, self.size).transpose(1, 2)
        q, k, v = h.split([self.heads, self.kv_heads, self.kv_heads], 1)
        q = rotate(F.rms_norm(q, (self.size,), self.q_norm, self.eps), cos, sin)
        k = rotate(F.rms_norm(k, (self.size,), self.k_norm, self.eps), cos, sin)
        repeat = self.heads // self.kv_heads
        a = F.scaled_dot_product_attention(
            q, k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1), is_causal=True
        )
        x = x + product(a.transpose(1, 2).reshape(n, t, -1), self.o_proj.weight)
        h = F.rms_norm(x, (width,), self.post_attention_layernorm, self.eps)
        gate, up = product(h, self.gate_up.weight).chunk(2, -1)
        return x + product(F.silu(gate) * up, self.down_proj.weight)


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat([-b, a], -1) * sin


class Model(nn.Module):
    def __init__(self, c=CONFIG):
        super().__init__()
        self.config = c
        self.embed = nn.Embedding(c["vocab_size"], c["hidden_size"])
        self.layers = nn.ModuleList(Block(c) for _ in range(c["num_hidden_layers"]))
        self.norm = nn.Parameter(torch.ones(c["hidden_size"]))
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                is_residual = "o_proj" in name or "down_proj" in name
                nn.init.normal_(
                    weight, std=0.03 / (math.sqrt(2 * len(self.layers)) if is_residual else 1)
                )
        half = c["head_dim"] // 2
        angles = torch.outer(torch.arange(512.0), c["rope_theta"] ** (-torch.arange(half) / half))
        self.register_buffer("cos", torch.cat([angles, angles], -1).cos(), persistent=False)
        self.register_buffer("sin", torch.cat([angles, angles], -1).sin(), persistent=False)

    def loss(self, ids, labels):
        x = self.embed(ids)
        t = ids.shape[1]
        for layer in self.layers:
            x = layer(x, self.cos[:t], self.sin[:t])
        x, labels = x[:, :-1], labels[:, 1:]
        wanted = labels >= 0
        x = F.rms_norm(x[wanted], (x.shape[-1],), self.norm, self.config["rms_norm_eps"])
        return F.cross_entropy(product(x, self.embed.weight), labels[wanted])

    def hugging_face(self):
        c, out = self.config, {
            "model.embed_tokens.weight": self.embed.weight,
            "model.norm.weight": self.norm,
        }
        q, kv = c["num_attention_heads"] * c["head_dim"], c["num_key_value_heads"] * c["head_dim"]
        for i, layer in enumerate(self.layers):
            p = f"model.layers.{i}."
            names = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"]
            out.update(
                {p + n + ".weight": w for n, w in zip(names, layer.qkv.weight.split([q, kv, kv]))}
            )
            out.update(
                {
                    p + "mlp." + n + ".weight": w
                    for n, w in zip(["gate_proj", "up_proj"], layer.gate_up.weight.chunk(2))
                }
            )
            out[p + "self_attn.o_proj.weight"] = layer.o_proj.weight
            out[p + "mlp.down_proj.weight"] = layer.down_proj.weight
            out[p + "self_attn.q_norm.weight"], out[p + "self_attn.k_norm.weight"] = (
                layer.q_norm,
                layer.k_norm,
            )
            out[p + "input_layernorm.weight"] = layer.input_layernorm
            out[p + "post_attention_layernorm.weight"] = layer.post_attention_layernorm
        return {name: tensor.detach().clone().contiguous() for name, tensor in out.items()}


def encode(conversations, tokenizer):
    """Ids and labels of conversations; a label of -1 is not learned."""
    pieces, owners = [], []
    for index, line in enumerate(conversations):
        question = ""
        for message in line["messages"]:
            content = as_read(message["content"])
            if message["role"] == "assistant":
                pieces += [question + START + "assistant\n", content + END]
                owners += [(index, False), (index, True)]
                question = "\n"
            else:
                question += f"{START}{message['role']}\n{content}{END}\n"
    rows = [([], []) for _ in conversations]
    for (index, is_answer), encoding in zip(owners, tokenizer.encode_batch(pieces)):
        rows[index][0].extend(encoding.ids)
        rows[index][1].extend(encoding.ids if is_answer else [-1] * len(encoding.ids))
    return rows


def batches(seed, tokenizer, tokens):
    """Batches of about so many tokens, of conversations of like length."""
    stream, shuffle = generate.training_stream(seed), random.Random(seed)
    while True:
        rows = [
            row
            for row in encode(list(itertools.islice(stream, 3000)), tokenizer)
            if len(row[0]) <= 512
        ]
        rows.sort(key=lambda row: len(row[0]) + shuffle.random())
        groups, group = [], []
        for row in rows:
            if group and len(row[0]) * (len(group) + 1) > tokens:
                groups.append(group)
                group = []
            group.append(row)
        shuffle.shuffle(groups)
        for group in groups:
            longest = max(len(ids) for ids, _ in group)
            yield (
                torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in group]),
                torch.tensor([labels + [-1] * (longest - len(labels)) for _, labels in group]),
            )


def learning_rate(progress, peak):
    """A short rise, a plateau, and a straight fall to zero over the last three quarters."""
    return peak * min(1.0, progress / 0.02 + 0.01, (1 - progress) / 0.75)


class Optimizers:
    """Muon for the matrices of the blocks, AdamW for the embedding and the norms."""

    def __init__(self, model):
        blocks = [p for p in model.layers.parameters() if p.dim() == 2]
        norms = [p for p in model.parameters() if p.dim() == 1]
        self.parts = [
            torch.optim.Muon(
                blocks, lr=0.0, weight_decay=0.05, momentum=0.95, adjust_lr_fn="match_rms_adamw"
            ),
            torch.optim.AdamW(
                [
                    {"params": [model.embed.weight], "weight_decay": 0.05},
                    {"params": norms, "weight_decay": 0.0},
                ],
                lr=0.0,
                betas=(0.9, 0.98),
            ),
        ]

    def step(self, rate):
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate
            part.step()
            part.zero_grad()

    def state_dict(self):
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, states):
        for part, state in zip(self.parts, states):
            part.load_state_dict(state)


def save_state(path, model, average, optimizers, state):
    torch.save(
        {
            "model": model.state_dict(),
            "average": average,
            "optimizers": optimizers.state_dict(),
            **state,
        },
        str(path) + ".part",
    )
    os.replace(str(path) + ".part", path)


def share(model, loss, n_workers):
    """Average the gradients and the loss over the workers."""
    gradients = [p.grad for p in model.parameters()]
    flat = torch.cat([g.flatten() for g in gradients] + [torch.tensor([loss])])
    if n_workers > 1:
        dist.all_reduce(flat)
        flat /= n_workers
    at = 0
    for gradient in gradients:
        gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
        at += gradient.numel()
    return flat[-1].item()


def restore(arguments, model, optimizers):
    """The counts and the average of the run that goes on, or of a new stage."""
    state, path, average = {"step": 0, "tokens": 0}, arguments.out / "state.pt", None
    is_resumed = path.exists()
    if not is_resumed:
        path = arguments.start
    if path:
        saved = torch.load(path, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizers.load_state_dict(saved["optimizers"])
        average = saved["average"]
        if is_resumed:
            state = {name: saved[name] for name in state}
    if average is None:
        average = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    return state, average


def train(rank, arguments):
    """One worker of the training: each reads its own stream, all make the same steps."""
    out, n_workers = arguments.out, arguments.workers
    torch.set_num_threads(1)
    if n_workers > 1:
        meeting = (out / "meeting").resolve()
        dist.init_process_group(
            "gloo",
            init_method=f"file://{meeting}",
            rank=rank,
            world_size=n_workers,
            timeout=datetime.timedelta(hours=2),
        )
    tokenizer = tokenizers.Tokenizer.from_file(str(out / "tokenizer.json"))
    torch.manual_seed(1)
    model = Model()
    optimizers = Optimizers(model)
    state, average = restore(arguments, model, optimizers)
    if rank == 0:
        print(sum(p.numel() for p in model.parameters()), "parameters, from", state, flush=True)
    stream = batches(100 * arguments.seed + rank, tokenizer, arguments.tokens)
    saved_at, losses = time.time(), []
    for ids, labels in itertools.islice(stream, state["step"], None):
        loss = model.loss(ids, labels)
        loss.backward()
        losses.append(share(model, loss.item(), n_workers))
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizers.step(learning_rate(state["step"] / arguments.steps, arguments.peak))
        with torch.no_grad():
            for name, tensor in model.state_dict().items():
                average[name].lerp_(tensor, 1 / AVERAGED_STEPS)
        state["step"] += 1
        state["tokens"] += ids.numel() * n_workers
        is_over = state["step"] >= arguments.steps
        if rank == 0 and state["step"] % 50 == 0:
            print(
                f"{time.strftime('%H:%M:%S')} step {state['step']} "
                f"loss {sum(losses) / len(losses):.4f} tokens {state['tokens'] / 1e6:.2f}M",
                flush=True,
            )
            losses = []
        if rank == 0 and (time.time() - saved_at > 60 or is_over):
            save_state(out / "state.pt", model, average, optimizers, state)
            saved_at = time.time()
        if is_over:
            return


def export(out):
    folder = out / "checkpoint"
    folder.mkdir(exist_ok=True)
    model = Model()
    model.load_state_dict(torch.load(out / "state.pt", weights_only=True)["average"])
    save_file(model.hugging_face(), folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer = tokenizers.Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.save(str(folder / "tokenizer.json"))
    end, pad = tokenizer.token_to_id(END), tokenizer.token_to_id(PAD)
    files = {
        "config.json": {**CONFIG, "eos_token_id": end, "pad_token_id": pad, "bos_token_id": None},
        "generation_config.json": {
            "eos_token_id": [end, pad],
            "pad_token_id": pad,
            "do_sample": False,
            "max_new_tokens": 256,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "eos_token": END,
            "pad_token": PAD,
            "bos_token": None,
            "unk_token": None,
            "add_bos_token": False,
            "clean_up_tokenization_spaces": False,
            "model_max_length": 1024,
            "chat_template": CHAT_TEMPLATE,
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Train the demo model.")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--start", type=pathlib.Path, help="a state to take the weights from")
    parser.add_argument("--seed", type=int, default=1, help="of the stream; one for each stage")
    parser.add_argument("--workers", type=int, default=2, help="processes of one thread each")
    parser.add_argument("--tokens", type=int, default=1024, help="tokens of a worker's batch")
    parser.add_argument("--peak", type=float, default=4e-3, help="highest learning rate")
    parser.add_argument(
        "--export", action="store_true", help="only write the checkpoint of the last state"
    )
    arguments = parser.parse_args()
    generate.check_split()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if not (arguments.out / "tokenizer.json").exists():
        make_tokenizer().save(str(arguments.out / "tokenizer.json"))
    if not arguments.export:
        (arguments.out / "meeting").unlink(missing_ok=True)
        torch.multiprocessing.spawn(train, (arguments,), arguments.workers)
    export(arguments.out)


if __name__ == "__main__":
    main()
