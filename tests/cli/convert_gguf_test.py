#!/usr/bin/env python3
"""silex convert --gguf: what it writes opens again with the ids, the chat template and the logits of
the source, appears only when it is whole, and what it cannot write is told:
convert_gguf_test.py PROGRAM
"""

import json
import pathlib
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time

from transcript_test import make_folder

TEXT = "Hello world, it's 12345 o'clock!\n\n  \u00e9t\u00e9 \u65e5\u672c <|im_end|>x"


def run(folder, environment, *arguments, status=0, given=None, limit=None):
    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(["silex", *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=250, check=False, input=given,
                          restore_signals=limit is None,
                          preexec_fn=set_limit if limit is not None else None)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def convert(folder, environment, source, target, kind, status=0, limit=None):
    return run(folder, environment, "convert", "--model", source, "--gguf", target, "--type", kind,
               status=status, limit=limit)


def ids(folder, environment, model):
    return run(folder, environment, "tokenize", "--model", model, given=TEXT).stdout


def prompt(folder, environment, model):
    return run(folder, environment, "render", "--model", model, "--messages", "-",
               given='[{"role": "user", "content": "Hi there"}]').stdout


def logits(folder, environment, model):
    run(folder, environment, "logits", "--model", model, "--tokens", "1,2,200,7", "--precision",
        "exact", "--output", "x.npy")
    data = (folder / "x.npy").read_bytes()[128:]
    (folder / "x.npy").unlink()
    return struct.unpack(f"<{len(data) // 4}f", data)


def difference(a, b):
    return (sum((x - y) ** 2 for x, y in zip(a, b)) / sum(x * x for x in a)) ** 0.5


def check_types(folder, environment, source, limits):
    wanted = logits(folder, environment, source)
    for kind, limit in limits:
        convert(folder, environment, source, "x.gguf", kind)
        data = (folder / "x.gguf").read_bytes()
        assert data[:8] == b"GGUF\x03\0\0\0", data[:8]
        found = difference(wanted, logits(folder, environment, "x.gguf"))
        print(source, kind, f"{found:.5f}")
        assert found <= limit, (kind, found)
        (folder / "x.gguf").unlink()


def check_text(folder, environment):
    """The ids of a text, the prompt of a chat, and what ends one."""
    convert(folder, environment, "model", "model.gguf", "f32")
    assert ids(folder, environment, "model") == ids(folder, environment, "model.gguf")
    assert prompt(folder, environment, "model") == prompt(folder, environment, "model.gguf")
    told = [json.loads(run(folder, environment, "inspect", "--model", model, "--json").stdout)
            for model in ("model", "model.gguf")]
    for key in ("family", "parameters", "layers", "context"):
        assert told[0].get(key) == told[1].get(key), key
    assert set(told[0].get("end_tokens", [])) <= set(told[1].get("end_tokens", [])), told
    done = convert(folder, environment, "model", "model.gguf", "f32", status=1)
    assert "model.gguf exists already; nothing is overwritten" in done.stderr, done.stderr


def check_failures(folder, environment):
    """Nothing half-named stays, whatever happens."""
    size = (folder / "model.gguf").stat().st_size
    for limit in (0, 1000, size // 2, size - 1):
        done = convert(folder, environment, "model", "no.gguf", "f32", status=1, limit=limit)
        assert "no.gguf.partial: File too large" in done.stderr, done.stderr
        assert not list(folder.glob("no.gguf*")), limit
    convert(folder, environment, "model", "missing/no.gguf", "f32", status=1)
    convert(folder, environment, "missing", "no.gguf", "f32", status=1)
    (folder / "no.gguf.partial").write_bytes(b"GGUF of somebody else")
    done = convert(folder, environment, "model", "no.gguf", "f32", status=1)
    assert "no conversion that was interrupted" in done.stderr, done.stderr
    assert (folder / "no.gguf.partial").read_bytes() == b"GGUF of somebody else"
    (folder / "no.gguf.partial").unlink()
    convert(folder, environment, "model", "no.gguf", "f32")
    assert (folder / "no.gguf").read_bytes() == (folder / "model.gguf").read_bytes()
    assert not (folder / "no.gguf.partial").exists()


def check_interruptions(folder, environment):
    """Killed, or stopped by Ctrl-C, the same command goes on, and gives the same bytes."""
    convert(folder, environment, "large", "whole.gguf", "q4_k")
    wanted = (folder / "whole.gguf").read_bytes()
    partial = folder / "part.gguf.partial"
    command = ["silex", "convert", "--model", "large", "--gguf", "part.gguf", "--type", "q4_k"]
    n_resumed = 0
    for number, (kind, megabytes) in enumerate(((signal.SIGKILL, 1), (signal.SIGINT, 4),
                                                (signal.SIGKILL, 2))):
        process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE,
                                   text=True)
        while process.poll() is None and not (
                partial.exists() and partial.stat().st_blocks * 512 > megabytes << 20):
            time.sleep(0.001)
        process.send_signal(kind)
        _, told = process.communicate(timeout=60)
        if process.returncode == 0:  # it was faster
            (folder / "part.gguf").unlink()
            continue
        assert not (folder / "part.gguf").exists()
        if kind == signal.SIGINT:
            assert process.returncode == 130, (process.returncode, told)
            assert "the same command goes on with it" in told, told
        if number == 1:
            continue  # interrupted twice
        told = run(folder, environment, *command[1:]).stderr
        assert "an interrupted conversion is gone on with: " in told, told
        assert (folder / "part.gguf").read_bytes() == wanted
        assert not partial.exists()
        (folder / "part.gguf").unlink()
        n_resumed += 1
    print("gone on with:", n_resumed)
    (folder / "whole.gguf").unlink()


def check_usage(folder, environment):
    for options in (["--type", "q8_0"], ["--gguf", "n.gguf", "-q"], ["--gguf", "n.gguf", "-d"],
                    ["--gguf", "n.gguf", "--dtype", "float16"],
                    ["--gguf", "n.gguf", "--type", "q9"]):
        done = run(folder, environment, "convert", "--model", "model", *options, status=2)
        assert done.stderr.count("\n") <= 2, done.stderr
    assert not (folder / "n.gguf").exists()


def check_bad_weights(folder, environment):
    """A number that the type has no room for is told with its place."""
    run(folder, environment, "make-model", "--like", "llama-3.2-1b", "--layers", "1", "--vocab",
        "300", "--dtype", "float32", "bad")
    path = folder / "bad/model.safetensors"
    data = bytearray(path.read_bytes())
    (n_header,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + n_header])
    name = "model.layers.0.mlp.up_proj.weight"
    place = 8 + n_header + header[name]["data_offsets"][0] + 4 * header[name]["shape"][1]
    for value, kinds in ((70000.0, ("f16", "q8_0", "q4_k")), (float("nan"), ("f32", "q6_k")),
                         (float("inf"), ("bf16", "q4_0"))):
        data[place:place + 4] = struct.pack("<f", value)
        path.write_bytes(data)
        for kind in kinds:
            done = convert(folder, environment, "bad", "no.gguf", kind, status=1)
            assert f'"{name}": row 1, column 0' in done.stderr, done.stderr
            assert not list(folder.glob("no.gguf*"))


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        check_text(folder, environment)
        check_failures(folder, environment)
        (folder / "no.gguf").unlink()
        check_usage(folder, environment)
        check_types(folder, environment, "model",
                    (("f32", 1e-5), ("f16", 2e-3), ("bf16", 2e-2), ("q8_0", 0.1)))
        run(folder, environment, "make-model", "--like", "qwen3-0.6b", "--layers", "2", "--vocab",
            "400", "--dtype", "float32", "large")
        assert ids(folder, environment, "large")
        check_types(folder, environment, "large",
                    (("q8_0", 0.02), ("q6_k", 0.08), ("q5_k", 0.15), ("q5_0", 0.2),
                     ("q5_1", 0.2), ("q4_k", 0.3), ("q4_0", 0.4), ("q4_1", 0.4)))
        check_interruptions(folder, environment)
        check_bad_weights(folder, environment)


main()
