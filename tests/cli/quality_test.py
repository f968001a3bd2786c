#!/usr/bin/env python3
"""silex convert --quality better and silex importance: less is lost than by MLX's rule, the file of
importance is what was promised, and bad ones are refused:
quality_test.py PROGRAM
"""

import json
import math
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

from transcript_test import make_folder


def run(folder, environment, *arguments, status=0):
    done = subprocess.run(["silex", *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=250, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def divergence(folder, environment, model):
    done = run(folder, environment, "perplexity", "--model", model, "--file", "story.txt",
               "--precision", "exact", "--compare-model", "source", "--json")
    return json.loads(done.stdout)["divergence"]["mean"]


def read_vectors(path):
    data = path.read_bytes()
    (n_header,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + n_header])
    header.pop("__metadata__")
    vectors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        assert entry["dtype"] == "F32" and entry["shape"] == [(last - first) // 4], (name, entry)
        vectors[name] = struct.unpack(f"<{(last - first) // 4}f",
                                      data[8 + n_header + first:8 + n_header + last])
    return vectors


def check_importance(folder, environment):
    for threads in ("1", "2"):
        run(folder, environment, "importance", "--model", "source", "--file", "story.txt",
            "--precision", "exact", "--threads", threads, "--output", f"imp{threads}")
    assert (folder / "imp1").read_bytes() == (folder / "imp2").read_bytes()
    vectors = read_vectors(folder / "imp1")
    config = json.loads((folder / "source/config.json").read_text())
    for layer in range(config["num_hidden_layers"]):
        for part, n in (("self_attn.q_proj", config["hidden_size"]),
                        ("self_attn.v_proj", config["hidden_size"]),
                        ("mlp.up_proj", config["hidden_size"]),
                        ("mlp.down_proj", config["intermediate_size"])):
            vector = vectors[f"model.layers.{layer}.{part}"]
            assert len(vector) == n, (part, len(vector))
            assert all(math.isfinite(x) and x >= 0 for x in vector) and sum(vector) > 0, part
    assert {"lm_head", "model.embed_tokens"} & set(vectors)


def check_quality(folder, environment):
    """On weights without any order little is to be gained, but always something."""
    found = {}
    for name, options in (("usual", []), ("better", ["--quality", "better"]),
                          ("weighed", ["--quality", "better", "--importance", "imp1"])):
        done = run(folder, environment, "convert", "--model", "source", "-q", "--q-bits", "3",
                   "--mlx-path", "q", *options)
        assert "says nothing" not in done.stderr, done.stderr
        found[name] = divergence(folder, environment, "q")
        shutil.rmtree(folder / "q")
    print(found)
    assert 0 < found["better"] < found["usual"], found
    assert 0 < found["weighed"] < found["usual"], found


def check_gguf(folder, environment):
    for name, options in (("a.gguf", []), ("b.gguf", ["--importance", "imp1"])):
        run(folder, environment, "convert", "--model", "source", "--gguf", name, "--type", "q4_k",
            *options)
        assert divergence(folder, environment, name) > 0
    assert (folder / "a.gguf").stat().st_size == (folder / "b.gguf").stat().st_size
    assert (folder / "a.gguf").read_bytes() != (folder / "b.gguf").read_bytes()


def check_refusals(folder, environment):
    data = bytearray((folder / "imp1").read_bytes())
    data[-4:] = struct.pack("<f", float("nan"))
    (folder / "nan").write_bytes(data)
    (folder / "short").write_bytes(data[:-8])
    (folder / "text").write_text("no importance")
    for name in ("nan", "short", "text", "missing"):
        done = run(folder, environment, "convert", "--model", "source", "-q", "--quality", "better",
                   "--importance", name, "--mlx-path", "q", status=1)
        assert done.stderr.count("\n") == 1, done.stderr
        assert not (folder / "q").exists() and not (folder / "q.partial").exists(), name
    for options in (["--quality", "better"], ["-q", "--importance", "imp1"]):
        run(folder, environment, "convert", "--model", "source", "--mlx-path", "q", *options,
            status=2)
    run(folder, environment, "convert", "--model", "source", "-q", "--q-mode", "mxfp4", "--quality",
        "better", "--mlx-path", "q", status=1)
    (folder / "empty.txt").write_text("")
    run(folder, environment, "importance", "--model", "source", "--file", "empty.txt", "--output",
        "no", status=1)
    run(folder, environment, "importance", "--model", "source", "--file", "story.txt", "--output",
        "missing/no", status=1)
    assert not list(folder.glob("no*"))
    done = run(folder, environment, "perplexity", "--model", "source", "--file", "story.txt",
               "--compare-model", "model", status=1)
    assert "--compare-model: " in done.stderr, done.stderr


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        run(folder, environment, "make-model", "--like", "qwen3-0.6b", "--layers", "2", "--vocab",
            "400", "source")
        check_importance(folder, environment)
        check_quality(folder, environment)
        check_gguf(folder, environment)
        check_refusals(folder, environment)


main()
