"""Writes sampler.json: which tokens the filters of mlx-lm leave, and the log-probabilities after its
logits processors, for random logits. Run with Python and mlx-lm: make_sampler.py > sampler.json"""

import json
import math
import random
import sys

import mlx.core as mx
from mlx_lm import sample_utils as su

N = 48


def filters(case, logprobs):
    if 0 < case["top_p"] < 1:
        logprobs = su.apply_top_p(logprobs, case["top_p"])
    if case["min_p"] > 0:
        logprobs = su.apply_min_p(logprobs, case["min_p"], case["min_tokens_to_keep"])
    if case["xtc_probability"] > 0:
        logprobs = su.apply_xtc(logprobs, case["xtc_probability"], case["xtc_threshold"], [3, 5])
    if case["top_k"] > 0:
        logprobs = su.apply_top_k(logprobs, case["top_k"])
    return logprobs


def make_case(rng):
    pick = lambda *values: rng.choice(values)
    case = {
        "logits": [round(rng.gauss(0, pick(0.5, 2, 5)), 3) for _ in range(N)],
        "history": [rng.randrange(N) for _ in range(rng.randrange(1, 40))],
        "top_p": pick(0, 0, 0.3, 0.7, 0.95, 1),
        "min_p": pick(0, 0, 0.02, 0.2, 0.9),
        "min_tokens_to_keep": pick(1, 3),
        "xtc_probability": pick(0, 0, 1),
        "xtc_threshold": pick(0.02, 0.1, 0.5),
        "top_k": pick(0, 0, 1, 4, 40),
        "repetition_penalty": pick(0, 1.3, 0.8),
        "repetition_context": pick(4, 20),
        "presence_penalty": pick(0, 0.7),
        "presence_context": pick(4, 20),
        "frequency_penalty": pick(0, 0.4),
        "frequency_context": pick(4, 20),
        "logit_bias": {str(rng.randrange(N)): round(rng.uniform(-5, 5), 2) for _ in range(pick(0, 2))},
    }
    tokens = mx.array(case["history"])
    logits = mx.array([case["logits"]], dtype=mx.float32)
    for process in su.make_logits_processors(
            {int(k): v for k, v in case["logit_bias"].items()} or None,
            case["repetition_penalty"], case["repetition_context"],
            case["presence_penalty"], case["presence_context"],
            case["frequency_penalty"], case["frequency_context"]):
        logits = process(tokens, logits)
    logprobs = logits - mx.logsumexp(logits, keepdims=True)
    kept = filters(case, logprobs)[0].tolist()
    case["logprobs"] = logprobs[0].tolist()
    case["kept"] = [i for i, value in enumerate(kept) if value > -math.inf]
    return case


rng = random.Random(7)
mx.random.seed(7)
cases = [make_case(rng) for _ in range(200)]
json.dump(cases, sys.stdout, separators=(",", ":"))
print()
