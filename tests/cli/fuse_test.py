#!/usr/bin/env python3
"""silex fuse and convert-adapter: what they write computes what the model computes with the adapter beside it, in every
form; the divergence is told, or that it is not; and bad input is named: fuse_test.py PROGRAM
"""

import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

from convert_test import read_all, read_safetensors
from transcript_test import make_folder


def run(folder, environment, *arguments, status=0):
    done = subprocess.run(["silex", *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=250, check=False)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done


def fuse(folder, environment, target, *options, model="model", adapter="a", status=0):
    return run(folder, environment, "fuse", "--model", model, "--adapter-path", adapter,
               "--save-path", target, "--precision", "exact", *options, status=status)


def logits(folder, environment, model, *options):
    run(folder, environment, "logits", "--model", model, "--tokens", "1,2,30,7", "--precision",
        "exact", "--output", "x.npy", *options)
    data = (folder / "x.npy").read_bytes()[128:]
    (folder / "x.npy").unlink()
    return struct.unpack(f"<{len(data) // 4}f", data)


def difference(a, b):
    return (sum((x - y) ** 2 for x, y in zip(a, b)) / sum(x * x for x in a)) ** 0.5


def train(folder, environment, out, model, kind):
    run(folder, environment, "lora", "--train", "--model", model, "--data", "data", "--iters", "12",
        "--batch-size", "2", "--learning-rate", "1e-3", "--adapter-path", out, "--fine-tune-type",
        kind, "--num-layers", "1")


def check_forms(folder, environment):
    """Floats and GGUF files compute what the adapter computes; what is told is small."""
    run(folder, environment, "convert", "--model", "model", "-q", "--q-group-size", "32",
        "--q-bits", "8", "--mlx-path", "model-q")
    for base in ("model", "model-q"):
        for kind in ("lora", "dora", "full"):
            if (base, kind) == ("model-q", "full"):
                continue
            for name in ("a", "f", "d", "f.gguf"):
                path = folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            train(folder, environment, "a", base, kind)
            plain = logits(folder, environment, base)
            wanted = logits(folder, environment, base, "--adapter-path", "a")
            assert difference(plain, wanted) > 1e-3, (base, kind)
            done = fuse(folder, environment, "f", "--file", "story.txt", "--json", model=base)
            (told,) = json.loads(done.stdout)
            print(base, kind, told["divergence"]["mean"])
            assert told["path"] == "f" and -1e-9 < told["divergence"]["mean"] < 1e-2, told
            assert abs(told["perplexity"] / told["adapter_perplexity"] - 1) < 1e-2, told
            fuse(folder, environment, "d", "--dequantize", model=base)
            fuse(folder, environment, "f.gguf", "--type", "f32", model=base)
            for name in ("d", "f.gguf"):
                found = difference(wanted, logits(folder, environment, name))
                assert found < (1e-5 if name == "f.gguf" else 2e-2), (base, kind, name, found)
            check_types(folder, base)


def check_types(folder, base):
    """Types are those of the base; what the adapter does not touch keeps its bytes."""
    before, after = read_all(folder / base), read_all(folder / "f")
    assert set(before) == set(after)
    assert {k: v[:2] for k, v in before.items()} == {k: v[:2] for k, v in after.items()}
    same = {name for name in before if before[name] == after[name]}
    assert all(name in same for name in before if ".layers.0." in name or "embed" in name), same
    assert len(same) < len(before)
    for key in ("quantization", "quantization_config"):
        rules = [json.loads((folder / name / "config.json").read_text()).get(key)
                 for name in (base, "f")]
        assert rules[0] == rules[1], rules


def check_export(folder, environment):
    """Both files in one folder, as mlx-lm has it; without a text the divergence is told on one that is
    built in, and with an empty name it is told that it is not known."""
    done = fuse(folder, environment, "both", "--export-gguf", model="model-q")
    assert done.stdout.count("of a built-in text:") == 2 and "measured" not in done.stderr, done
    n_tokens = int(done.stdout.split(" tokens of a built-in")[0].split()[-1])
    assert n_tokens > 100 and done.stdout.count("divergence  ") == 2, done.stdout
    done = fuse(folder, environment, "unknown", "--file", "", model="model-q")
    assert "was not measured" in done.stderr and done.stdout == "", done
    done = fuse(folder, environment, "unknown2", "--file", "", "--json", model="model-q")
    assert json.loads(done.stdout) == [{"path": "unknown2", "divergence": None}], done.stdout
    assert (folder / "both" / "ggml-model-f16.gguf").exists()
    assert (folder / "both" / "model.safetensors").exists()
    fuse(folder, environment, "apart", "--export-gguf", "--gguf-path", str(folder / "x.gguf"),
         "--type", "q8_0", model="model-q")
    done = fuse(folder, environment, "told", "--export-gguf", "--file", "texts.jsonl",
                "--num-samples", "1", model="model-q")
    assert done.stdout.count("divergence  ") == 2 and "told/ggml-model" in done.stdout, done.stdout
    assert "with the adapter" in done.stdout and "measured" not in done.stderr


def tensors(path):
    _, header, data, _ = read_safetensors(path)
    return {name: (entry["dtype"], entry["shape"], data[slice(*entry["data_offsets"])])
            for name, entry in header.items()}


def check_adapter_forms(folder, environment):
    """Training writes either form, and one becomes the other; the numbers stay."""
    for kind, extra in (("lora", ()), ("dora", ("--num-layers", "1"))):
        options = ("--iters", "6", "--batch-size", "2", "--learning-rate", "1e-3", "--save-every",
                   "3", "--fine-tune-type", kind, *extra)
        for form in ("mlx", "peft"):
            run(folder, environment, "lora", "--train", "--model", "model", "--data", "data",
                "--adapter-path", kind + form, "--format", form, *options)
        assert (folder / (kind + "peft") / "0000003_adapter_model.safetensors").exists()
        convert = ("convert-adapter", "--adapter-path", kind + "mlx", "--format", "peft",
                   "--save-path", kind + "turned")
        run(folder, environment, *convert)
        name = "adapter_model.safetensors"
        assert tensors(folder / (kind + "peft") / name) == tensors(folder / (kind + "turned") / name)
        configs = [json.loads((folder / (kind + end) / "adapter_config.json").read_text())
                   for end in ("peft", "turned")]
        for config in configs:
            config["target_modules"].sort()
        assert configs[0] == configs[1], configs
        assert configs[0]["use_dora"] == (kind == "dora") and configs[0]["lora_alpha"] == 160
        assert configs[0]["layers_to_transform"] == ([1] if extra else [0, 1]), configs[0]
        wanted = logits(folder, environment, "model", "--adapter-path", kind + "mlx")
        assert wanted == logits(folder, environment, "model", "--adapter-path", kind + "peft")
        for form, file in (("mlx", "adapters"), ("peft", "adapter_model")):
            run(folder, environment, "lora", "--train", "--model", "model", "--data", "data",
                "--adapter-path", f"{kind}-on-{form}", "--resume-adapter-file",
                f"{kind}{form}/{file}.safetensors", *options)
        assert (tensors(folder / f"{kind}-on-mlx" / "adapters.safetensors") ==
                tensors(folder / f"{kind}-on-peft" / "adapters.safetensors"))
        run(folder, environment, "convert-adapter", "--adapter-path", kind + "peft", "--format",
            "mlx", "--save-path", kind + "back")
        name = "adapters.safetensors"
        assert tensors(folder / (kind + "mlx") / name) == tensors(folder / (kind + "back") / name)
        done = run(folder, environment, *convert, status=1)
        assert "exists" in done.stderr, done.stderr
        done = run(folder, environment, *convert[:3], "--format", "mlx", "--save-path", "no",
                   status=1)
        assert "is of that form already" in done.stderr and not (folder / "no").exists()
    done = run(folder, environment, "lora", "--train", "--model", "model", "--data", "data",
               "--adapter-path", "no", "--format", "peft", "--fine-tune-type", "full", status=1)
    assert "PEFT has no form for full fine-tuning" in done.stderr, done.stderr
    train(folder, environment, "whole", "model", "full")
    done = run(folder, environment, "convert-adapter", "--adapter-path", "whole", "--format",
               "peft", "--save-path", "no", status=1)
    assert "can only be fused" in done.stderr and not (folder / "no").exists(), done.stderr


def check_complaints(folder, environment):
    rows = (
        (("--hf-path", "x"), 2, "--hf-path is refused: --model names the checkpoint"),
        (("--upload-repo", "x"), 2, "--upload-repo is refused: Silex sends nothing anywhere"),
        (("--type", "f32"), 2, "--type means nothing without --export-gguf"),
    )
    for options, status, text in rows:
        done = fuse(folder, environment, "none", *options, status=status)
        assert text in done.stderr, done.stderr
    done = fuse(folder, environment, "none.gguf", "--dequantize", status=2)
    assert "mean nothing then" in done.stderr, done.stderr
    done = fuse(folder, environment, "f", status=1)
    assert "f exists already; nothing is overwritten" in done.stderr, done.stderr
    done = fuse(folder, environment, "none", adapter="nowhere", status=1)
    assert "nowhere" in done.stderr, done.stderr
    done = fuse(folder, environment, "none", adapter="model", status=1)
    assert "this is no adapter" in done.stderr, done.stderr
    done = run(folder, environment, "fuse", status=2)
    assert "--model is missing" in done.stderr, done.stderr
    done = fuse(folder, environment, "late", "--file", "nowhere.txt", status=1)
    assert "late is complete, but its divergence is not known" in done.stderr, done.stderr
    assert (folder / "late" / "config.json").exists()
    assert not (folder / "none").exists() and not (folder / "none.partial").exists()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        check_forms(folder, environment)
        check_export(folder, environment)
        check_adapter_forms(folder, environment)
        check_complaints(folder, environment)


if __name__ == "__main__":
    main()
