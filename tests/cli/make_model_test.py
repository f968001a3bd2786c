#!/usr/bin/env python3
"""Random models: every shape and every quantization opens without a warning and computes sane
logits; the same seed writes the same bytes; a failure leaves nothing behind:
make_model_test.py PROGRAM
"""

import hashlib
import json
import math
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

from transcript_test import make_folder

# One of each family, the smallest.
FAMILIES = {
    "llama": "llama-3.2-1b", "mistral": "mistral-7b", "qwen2": "qwen2.5-0.5b",
    "qwen3": "qwen3-0.6b", "gemma2": "gemma-2-2b", "gemma3_text": "gemma-3-1b",
    "phi3": "phi-3-mini", "smollm3": "smollm3-3b", "olmo2": "olmo-2-1b",
    "granite": "granite-3.3-2b", "glm4": "glm-4-9b", "cohere2": "command-r7b",
}
# Of the weights of check_own_shape: the same on every machine.
FRESH = "dde4e74b719955af68c683c7c4ff0a5d58c67034b7ea6b2336da94eb40c0ac57"
SMALL = ["make-model", "--like", "qwen3-0.6b", "--layers", "1", "--vocab", "400"]


def run(folder, environment, *arguments, status=0):
    done = subprocess.run(["silex", *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=250, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def check_logits(folder, environment, name):
    """Finite, and spread like those of a network that has just been initialized."""
    run(folder, environment, "logits", "--model", "made", "--tokens", "1,2,300", "--output", "x.npy")
    data = (folder / "x.npy").read_bytes()[128:]
    values = struct.unpack(f"<{len(data) // 4}f", data)
    deviation = math.sqrt(sum(value * value for value in values) / len(values))
    assert 0.01 < deviation < 10 and max(map(abs, values)) < 60, (name, deviation)
    return deviation


def check_opens(folder, environment, name, *arguments):
    run(folder, environment, "make-model", "--like", name, "--layers", "1", "--vocab", "400",
        *arguments, "made")
    done = run(folder, environment, "inspect", "made", "--context", "100", "--json")
    assert done.stderr == "", (name, done.stderr)
    told = json.loads(done.stdout)
    deviation = check_logits(folder, environment, name)
    shutil.rmtree(folder / "made")
    (folder / "x.npy").unlink()
    return told, deviation


def check_shapes(folder, environment):
    names = set(run(folder, environment, "make-model", "--like", "x", "made",
                    status=2).stderr.split("one of: ")[1].split(";")[0].split())
    assert names >= set(FAMILIES.values()), names
    for family, name in FAMILIES.items():
        told, deviation = check_opens(folder, environment, name, "--quantize", "2")
        print(f"{name}: {told['quantization']}, logits {deviation:.2f}")
        assert told["family"] == family and told["layers"] == 1, told
        assert told["vocabulary_size"] == 400, told


def check_quantizations(folder, environment):
    rows = [(bits, group) for bits in "234568" for group in ("32", "64", "128")]
    rows += [("mxfp4", None), ("mxfp8", None), ("nvfp4", None)]
    for bits, group in rows:
        told, _ = check_opens(folder, environment, "qwen3-0.6b", "--quantize", bits,
                              *(["--group-size", group] if group else []))
        expected = f"{bits} bits affine, groups of {group}" if group else bits
        assert expected in told["quantization"], (told, expected)
    for dtype, expected in (("bfloat16", "bf16"), ("float16", "f16"), ("float32", "f32")):
        told, _ = check_opens(folder, environment, "qwen3-0.6b", "--dtype", dtype)
        assert expected in told["quantization"], told


def read_all(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def check_seeds(folder, environment):
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        run(folder, environment, *SMALL, "--quantize", "4", "--seed", seed, name)
    first, second, third = (read_all(folder / name) for name in "abc")
    assert first == second
    assert first["model.safetensors"] != third["model.safetensors"]
    assert first["tokenizer.json"] == third["tokenizer.json"]


def check_tokenizer(folder, environment):
    """Words are whole, in one way, and come back as they were."""
    run(folder, environment, *SMALL[:-1], "60000", "--quantize", "2", "words")
    told = json.loads((folder / "words/tokenizer.json").read_text(encoding="utf-8"))
    vocabulary, merges = told["model"]["vocab"], told["model"]["merges"]
    assert len(vocabulary) + len(told["added_tokens"]) == 60000
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))
    assert [vocabulary["".join(merge.split(" "))] for merge in merges] == list(
        range(256, len(vocabulary)))
    for word in list(vocabulary)[256::997]:
        text = word.replace("\u0120", " ")
        done = subprocess.run(["silex", "tokenize", "--model", "words", "--no-special", "--json"],
                              cwd=folder, env=environment, input=text, capture_output=True,
                              text=True, timeout=60, check=True)
        assert json.loads(done.stdout)["ids"] == [vocabulary[word]], (word, done.stdout)


SHAPE = {"model_type": "qwen3", "hidden_size": 64, "num_hidden_layers": 2, "intermediate_size": 96,
         "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16, "vocab_size": 400,
         "tie_word_embeddings": True, "torch_dtype": "float32", "initializer_range": 0.05}


def check_own_shape(folder, environment):
    """A shape and a tokenizer of one's own, with weights that can be trained from."""
    (folder / "shape.json").write_text(json.dumps(SHAPE))
    run(folder, environment, "train-tokenizer", "--file", "story.txt", "--vocab", "300",
        "--eos-token", "<end>", "vocabulary")
    made = ["make-model", "--config", "shape.json", "--tokenizer", "vocabulary", "--for-training"]
    run(folder, environment, *made, "fresh")
    run(folder, environment, *made, "again")
    assert read_all(folder / "fresh") == read_all(folder / "again")
    digest = hashlib.sha256((folder / "fresh/model.safetensors").read_bytes()).hexdigest()
    assert digest == FRESH, digest
    told = json.loads((folder / "fresh/config.json").read_text())
    assert told == {**SHAPE, "eos_token_id": 0}, told
    for name in ("tokenizer.json", "tokenizer_config.json"):
        assert (folder / "fresh" / name).read_bytes() == (folder / "vocabulary" / name).read_bytes()
    (folder / "small.json").write_text(json.dumps({**SHAPE, "vocab_size": 299}))
    (folder / "bad.json").write_text('{"model_type": "qwen3"')
    (folder / "packed.json").write_text(json.dumps({**SHAPE, "quantization": {"bits": 4}}))
    for config, status, message in (("small.json", 1, "has 300 tokens"),
                                    ("bad.json", 1, "bad.json: "),
                                    ("packed.json", 1, "to train from are floats"),
                                    ("missing.json", 1, "missing.json")):
        done = run(folder, environment, "make-model", "--config", config, "--tokenizer", "vocabulary",
                   "--for-training", "new", status=status)
        assert message in done.stderr and done.stderr.count("\n") == 1, (config, done.stderr)
    for arguments in (["new"], [*SMALL[1:], "--config", "shape.json", "new"]):
        done = run(folder, environment, "make-model", *arguments, status=2)
        assert "one of --like and --config" in done.stderr, done.stderr


def check_refusals(folder, environment):
    before = sorted(path.name for path in folder.iterdir())
    (folder / "there").mkdir()
    for arguments, status, message in (
        (["there"], 1, "there exists already"),
        ([], 2, "DIR is missing"),
        (["no/such/place"], 1, "no/such/place"),
        (["--group-size", "64", "new"], 1, "without --quantize"),
        (["--quantize", "4", "--group-size", "48", "new"], 1, "groups of 48"),
        (["--quantize", "mxfp4", "--group-size", "64", "new"], 1, "groups of 32"),
        (["--dtype", "float32", "--layers", "4096", "--vocab", "60000000", "new"], 1, "are free"),
    ):
        done = run(folder, environment, *SMALL, *arguments, status=status)
        assert message in done.stderr and done.stderr.count("\n") == 1, (arguments, done.stderr)
    (folder / "there").rmdir()
    assert sorted(path.name for path in folder.iterdir()) == before


def check_interrupts(folder, environment):
    before = sorted(path.name for path in folder.iterdir())
    large = ["silex", "make-model", "--like", "llama-3.1-8b", "--layers", "8", "--vocab", "400"]
    for number in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen([*large, "large"], cwd=folder, env=environment)
        while not list(folder.glob("large.partial.*/model.safetensors")):
            assert process.poll() is None, process.returncode
        process.send_signal(number)
        assert process.wait(timeout=100) == 130, process.returncode
        assert sorted(path.name for path in folder.iterdir()) == before
    limited = "ulimit -f 100; trap '' XFSZ; exec \"$@\""
    done = subprocess.run(["sh", "-c", limited, "sh", *large, "large"], cwd=folder,
                          env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and re.match("silex: large[^\n]*: File too large\n$", done.stderr), done
    assert sorted(path.name for path in folder.iterdir()) == before


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        for check in (check_shapes, check_quantizations, check_seeds, check_tokenizer,
                      check_own_shape, check_refusals, check_interrupts):
            check(folder, environment)
            print(f"ok: {check.__name__}", flush=True)


main()
