#!/usr/bin/env python3
"""Files that others left: whatever a GGUF file holds, it opens or one line says why it does not, and
a conversion leaves nothing half-named; small models give the same ids from GGUF, MLX and GGUF again:
corpus_files_test.py PROGRAM

The files come from the folder that SILEX_CORPUS names; without it the test is skipped.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
HOSTILE = ["malformed/bitnet-rs-fuzz/*", "malformed/bitnet-rs-tiny-gguf/*.gguf",
           "malformed/tensorhawk/*", "malformed/safetensors/*", "models/weightless-tiny-gguf/*.gguf",
           "models/gguf-old-versions/*"]
MODELS = ["gridcore-tiny-llama-gguf/tiny-llama-f32-byte-vocab.gguf",
          "llama2-tiny-random-gguf/llama-2-tiny-random.gguf", "stories260K/stories260K.gguf"]
LOOSE = ["lora-mlx-others", "tiny-random-hf"]  # weights without the files that describe them


def run(*arguments, folder=None):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=folder,
                          timeout=250, check=False, stdin=subprocess.DEVNULL, errors="replace")
    assert done.returncode in (0, 1, 2), (arguments, done.returncode, done.stderr)
    return done


def refused(done, what):
    """By one line that a terminal may show."""
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("silex: "), (what, done.stderr)
    assert all(ord(c) >= 32 or c == "\n" for c in done.stderr), (what, done.stderr)


def check_hostile(corpus, folder):
    n_opened = n_refused = 0
    for path in sorted(p for pattern in HOSTILE for p in corpus.glob(pattern) if p.is_file()):
        given = folder / "given.gguf"
        given.write_bytes(path.read_bytes())
        done = run("inspect", "--model", given)
        n_opened += done.returncode == 0
        if done.returncode != 0:
            n_refused += 1
            refused(done, path)
            for target in (["--gguf", "out", "--type", "q8_0"], ["--mlx-path", "out"]):
                done = run("convert", "--model", given, *target, folder=folder)
                assert done.returncode == 1, (path, done)
                assert not list(folder.glob("out*")), path
    print(f"{n_opened} of others' files open, {n_refused} are refused")
    assert n_refused > 200


def ids(model):
    done = run("generate", "--model", model, "--precision", "exact", "--json", "--prompt", "Once upon",
               "--ignore-chat-template", "-m", "12")
    assert done.returncode == 0, (model, done.stderr)
    return json.loads(done.stdout)["tokens"]


def check_models(corpus, folder):
    for number, name in enumerate(MODELS):
        path = corpus / "models" / name
        mlx, gguf = folder / f"mlx{number}", folder / f"back{number}.gguf"
        for arguments in (["--model", path, "--mlx-path", mlx],
                          ["--model", mlx, "--gguf", gguf, "--type", "f32"]):
            done = run("convert", *arguments)
            assert done.returncode == 0, (name, done.stderr)
        wanted = ids(path)
        assert len(wanted) > 0 and ids(mlx) == wanted and ids(gguf) == wanted, name


def check_loose(corpus, folder):
    for name in LOOSE:
        for path in sorted((corpus / "models" / name).glob("*.safetensors")):
            given = folder / path.stem
            given.mkdir()
            (given / "adapters.safetensors").symlink_to(path)
            (given / "model.safetensors").symlink_to(path)
            for arguments in (["inspect", "--model", given],
                              ["convert-adapter", "--adapter-path", given, "--format", "peft",
                               "--save-path", folder / "adapter"]):
                done = run(*arguments)
                assert done.returncode == 1, (path, done)
                refused(done, path)


def main():
    if "SILEX_CORPUS" not in os.environ or not pathlib.Path(os.environ["SILEX_CORPUS"]).is_dir():
        print("no corpus")
        sys.exit(77)
    corpus = pathlib.Path(os.environ["SILEX_CORPUS"])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_hostile(corpus, folder)
        check_models(corpus, folder)
        check_loose(corpus, folder)


main()
