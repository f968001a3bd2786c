#!/usr/bin/env python3
"""Write expected.json: held-out questions and the exact greedy answers of the stored model.

The answers are those of Hugging Face transformers in 32-bit floats on the dequantized weights.
Each entry has the messages, the prompt's ids as the chat template and the tokenizer give them,
the answer's ids without its end token, its text, whether the answer is right, and the smallest
gap between the best logit and the next on the way: an engine in 32-bit floats must give the
same ids wherever that gap is not tiny. Questions whose smallest gap is under 0.01 are left out."""

import argparse
import json
import pathlib

import torch

import evaluate
import generate

PER_CATEGORY, SEED = 4, 4


@torch.inference_mode()
def greedy(model, tokenizer, prompt):
    ids, cache, out, gap = torch.tensor([prompt]), None, [], float("inf")
    while len(out) < 256:
        result = model(input_ids=ids, past_key_values=cache, use_cache=True)
        cache, logits = result.past_key_values, result.logits[0, -1]
        best = logits.topk(2)
        gap = min(gap, (best.values[0] - best.values[1]).item())
        token = best.indices[0].item()
        if token == tokenizer.eos_token_id:
            return out, gap
        out.append(token)
        ids = torch.tensor([[token]])
    raise SystemExit("an answer has no end")


def main():
    here = pathlib.Path(__file__).parent
    parser = argparse.ArgumentParser(description="Write the expected answers of the demo model.")
    parser.add_argument("--model", type=pathlib.Path, default=here / "model")
    parser.add_argument("--output", type=pathlib.Path, default=here / "expected.json")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = evaluate.load(arguments.model)
    counts, entries = {}, []
    wanted = {generate.CATEGORIES.get(intent, intent) for intent in generate.HELD_OUT_SHARE}
    for line in generate.held_out_stream(SEED):
        category = line["category"]
        if counts.get(category, 0) >= PER_CATEGORY:
            if len(counts) == len(wanted) and min(counts.values()) >= PER_CATEGORY:
                break
            continue
        prompt = evaluate.prompt_ids(tokenizer, line["messages"])
        ids, gap = greedy(model, tokenizer, prompt)
        if gap < 0.01:
            continue
        counts[category] = counts.get(category, 0) + 1
        text = tokenizer.decode(ids, skip_special_tokens=False)
        entries.append(
            {
                "category": category,
                "language": line["language"],
                "messages": line["messages"],
                "prompt_ids": prompt,
                "answer_ids": ids,
                "answer": text,
                "is_right": generate.is_right(line, text),
                "smallest_gap": round(gap, 4),
            }
        )
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    arguments.output.write_text("[\n" + rows + "\n]\n")
    print(len(entries), "questions,", sum(entry["is_right"] for entry in entries), "answered right")


if __name__ == "__main__":
    main()
