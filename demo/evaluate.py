#!/usr/bin/env python3
"""Ask a checkpoint the held-out questions, greedy, and score the answers by category and
language.

    evaluate.py                             the final set: counts only
    evaluate.py --development 4000          as many development questions, with some failures
    evaluate.py --kinds                     and what kinds of answers came in place of which

The weights are read as they are stored: an affine-quantized file in MLX's layout is dequantized
to 32-bit floats here, then run by Hugging Face transformers. A question is right when its
answer is, word for word, the expected one; a story must be a whole story of the right hero; a
refusal must begin as a refusal does."""

import argparse
import collections
import itertools
import json
import pathlib
import re
import time

import torch
import transformers
from safetensors.torch import load_file

import final
import generate


def dequantized(folder):
    """The tensors of a checkpoint as 32-bit floats under their unquantized names."""
    config = json.loads((folder / "config.json").read_text())
    stored, out = load_file(folder / "model.safetensors"), {}
    quantization = config.get("quantization")
    for name, tensor in stored.items():
        if name.endswith((".scales", ".biases")):
            continue
        base = name.removesuffix(".weight")
        if base + ".scales" not in stored:
            out[name] = tensor.float()
            continue
        bits, size = quantization["bits"], quantization["group_size"]
        words = tensor.view(torch.int32).to(torch.int64) & 0xFFFFFFFF
        shifts = torch.arange(0, 32, bits)
        levels = ((words[..., None] >> shifts) & (2**bits - 1)).flatten(1).float()
        groups = levels.view(levels.shape[0], -1, size)
        scales, biases = stored[base + ".scales"].float(), stored[base + ".biases"].float()
        out[name] = (groups * scales[..., None] + biases[..., None]).flatten(1)
    return config, out


def load(folder):
    config, weights = dequantized(folder)
    config.pop("quantization", None)
    config.pop("quantization_config", None)
    kind = transformers.AutoConfig.for_model(**config)
    model = transformers.AutoModelForCausalLM.from_config(kind, dtype=torch.float32)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected and set(missing) <= {"lm_head.weight"}, (missing, unexpected)
    model.tie_weights()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"),
        padding_side="left",
        **{
            key: value
            for key, value in json.loads((folder / "tokenizer_config.json").read_text()).items()
            if key in ("eos_token", "pad_token", "chat_template", "clean_up_tokenization_spaces")
        },
    )
    return model.eval(), tokenizer


def prompt_ids(tokenizer, messages):
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


@torch.inference_mode()
def answer(model, tokenizer, prompts, max_tokens):
    """Greedy continuations of prompts of one length, up to the end token; None where it never
    came."""
    end = tokenizer.eos_token_id
    ids, cache = torch.tensor(prompts), None
    outputs, live = [[] for _ in prompts], list(range(len(prompts)))
    for _ in range(max_tokens):
        result = model(input_ids=ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
        cache = result.past_key_values
        ids = result.logits[:, -1].argmax(-1, keepdim=True)
        for row, token in enumerate(ids[:, 0].tolist()):
            if row in live:
                if token == end:
                    live.remove(row)
                else:
                    outputs[row].append(token)
        if not live:
            break
    return [None if row in live else ids for row, ids in enumerate(outputs)]


def answer_all(model, tokenizer, lines, batch=64):
    """The answer to every line, in order; batches hold prompts of one length, so that nothing
    is padded."""
    prompts = [prompt_ids(tokenizer, line["messages"]) for line in lines]
    order = sorted(range(len(lines)), key=lambda i: (bool(lines[i].get("hero")), len(prompts[i])))
    texts = [None] * len(lines)
    for _, group in itertools.groupby(
        order, lambda i: (bool(lines[i].get("hero")), len(prompts[i]))
    ):
        group = list(group)
        for start in range(0, len(group), batch):
            part = group[start : start + batch]
            limit = 256 if lines[part[0]].get("hero") else 80
            for i, ids in zip(part, answer(model, tokenizer, [prompts[i] for i in part], limit)):
                texts[i] = None if ids is None else tokenizer.decode(ids, skip_special_tokens=False)
    return texts


def kind_of(text, language):
    """The intent whose answer a text has the form of, after its language where that is another."""
    if text is None:
        return "endless"
    for code in sorted(generate.LANGUAGES, key=lambda code: code != language):
        answers = generate.LANGUAGES[code].ANSWERS
        prefix = "" if code == language else code + " "
        if text.startswith(answers["unknown"].split(".")[0] + "."):
            return prefix + "declined"
        for intent, answer in answers.items():
            form = re.sub(r"\\{\w+\\}", ".+", re.escape(answer))
            if re.fullmatch(form, text):
                return prefix + intent
    return "story or other"


def main():
    parser = argparse.ArgumentParser(description="Score the demo model on the held-out questions.")
    parser.add_argument(
        "--model", type=pathlib.Path, default=pathlib.Path(__file__).parent / "model"
    )
    parser.add_argument("--development", type=int, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--failures", type=int, default=3, help="failures to show of each category")
    parser.add_argument("--kinds", action="store_true", help="count what was answered instead")
    parser.add_argument("--json", type=pathlib.Path, help="write the table here too")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    generate.check_split()
    model, tokenizer = load(arguments.model)
    if arguments.development:
        stream = generate.held_out_stream(arguments.seed)
        lines, judge = list(itertools.islice(stream, arguments.development)), generate
    else:
        lines, judge = final.load(), final
    started = time.time()
    texts = answer_all(model, tokenizer, lines)
    tally, failures = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(list)
    kinds = collections.Counter()
    for line, text in zip(lines, texts):
        right = text is not None and judge.is_right(line, text)
        for key in ((line["category"], line["language"]), ("all", line["language"])):
            tally[key][0] += right
            tally[key][1] += 1
        if not right:
            kinds[line["category"], line["language"], kind_of(text, line["language"])] += 1
        if not right and arguments.development:
            failures[line["category"]].append(
                (line["messages"][-1]["content"], line["answer"], text)
            )
    for category, shown in sorted(failures.items()):
        for question, expected, text in shown[: arguments.failures]:
            print(
                f"  {category}: {question!r}\n      expected {expected[:90]!r}\n"
                f"      got      {str(text)[:90]!r}"
            )
    if arguments.kinds:
        for (category, language, kind), count in sorted(kinds.items()):
            print(f"{count:>4} {language} {category}: {kind}")
    print(f"\n{'category':<12} {'English':>16} {'French':>16} {'both':>16}")
    table = {}
    for category in sorted({key[0] for key in tally} - {"all"}) + ["all"]:
        counts = [tally[category, language] for language in ("en", "fr")]
        counts.append([sum(pair) for pair in zip(*counts)])
        table[category] = {name: count for name, count in zip(("en", "fr", "both"), counts)}
        print(
            f"{category:<12} "
            + " ".join(f"{r:>5}/{n:<4} {100 * r / max(n, 1):>5.1f}" for r, n in counts)
        )
    print(
        f"{len(lines)} questions, {time.time() - started:.0f} s; "
        f"{sum(text is None for text in texts)} answers without an end"
    )
    if arguments.json:
        arguments.json.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
