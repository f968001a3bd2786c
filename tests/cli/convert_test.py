#!/usr/bin/env python3
"""silex convert: what it writes has the layout that was promised, computes what the source
computes, appears only when it is whole, and goes on where it was interrupted:
convert_test.py PROGRAM
"""

import json
import os
import pathlib
import resource
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


def convert(folder, environment, source, target, *options, status=0):
    return run(folder, environment, "convert", "--model", source, "--mlx-path", target, *options,
               status=status)


def read_safetensors(path):
    data = path.read_bytes()
    (n_header,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + n_header])
    metadata = header.pop("__metadata__")
    return metadata, header, data[8 + n_header:], 8 + n_header


def read_all(folder):
    """Every tensor of a checkpoint: its dtype, shape and bytes."""
    tensors = {}
    for path in sorted(folder.glob("model*.safetensors")):
        _, header, data, _ = read_safetensors(path)
        for name, entry in header.items():
            first, last = entry["data_offsets"]
            tensors[name] = (entry["dtype"], entry["shape"], data[first:last])
    return tensors


def logits(folder, environment, model, tokens="1,2,300,7"):
    run(folder, environment, "logits", "--model", model, "--tokens", tokens, "--precision",
        "exact", "--output", "x.npy")
    data = (folder / "x.npy").read_bytes()[128:]
    (folder / "x.npy").unlink()
    return struct.unpack(f"<{len(data) // 4}f", data)


def tokenize(folder, environment, model, text):
    return subprocess.run(["silex", "tokenize", "--model", model], cwd=folder, env=environment,
                          capture_output=True, text=True, check=True, input=text).stdout


def difference(a, b):
    return (sum((x - y) ** 2 for x, y in zip(a, b)) / sum(x * x for x in a)) ** 0.5


def check_layout(folder, is_aligned=True):
    """Every tensor at a multiple of 64 bytes, but those behind one of an odd size; the index
    complete, the files' format told."""
    index = json.loads((folder / "model.safetensors.index.json").read_text())
    n_bytes = 0
    names = {}
    for path in folder.glob("model*.safetensors"):
        metadata, header, data, start = read_safetensors(path)
        assert metadata == {"format": "mlx"}, metadata
        ends = sorted(entry["data_offsets"] for entry in header.values())
        assert ends[0][0] == 0 and ends[-1][1] == len(data)
        assert all(a[1] == b[0] for a, b in zip(ends, ends[1:]))
        places = [first % 64 == 0 for first, _ in ends]
        assert start % 64 == 0 and places == sorted(places, reverse=True), (path, ends)
        assert all(places) or not is_aligned
        n_bytes += len(data)
        names.update({name: path.name for name in header})
    assert index["weight_map"] == names
    assert index["metadata"]["total_size"] == n_bytes
    assert list(index["weight_map"]) == sorted(names)


def check_copy(folder, environment):
    """No option: the same tensors, byte for byte."""
    done = convert(folder, environment, "source", "copy")
    assert "copy: " in done.stderr, done.stderr
    check_layout(folder / "copy")
    assert read_all(folder / "source") == read_all(folder / "copy")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        assert (folder / "source" / name).read_bytes() == (folder / "copy" / name).read_bytes()
    assert logits(folder, environment, "source") == logits(folder, environment, "copy")
    done = convert(folder, environment, "source", "copy", status=1)
    assert "copy exists already; nothing is overwritten" in done.stderr, done.stderr


def check_widths(folder, environment):
    """Fewer bits are further from the source, and none is far; codes stay as they are when they are
    converted again, and become floats when asked."""
    wanted = logits(folder, environment, "source")
    rows = [(["--q-bits", bits, "--q-group-size", "32"], limit)
            for bits, limit in (("2", 1.3), ("3", 0.5), ("4", 0.25), ("5", 0.12), ("6", 0.06),
                                ("8", 0.02))]
    rows += [(["--q-mode", mode], limit)
             for mode, limit in (("mxfp4", 0.4), ("nvfp4", 0.5), ("mxfp8", 0.15))]
    before = None
    for options, limit in rows:
        convert(folder, environment, "source", "q", "-q", *options)
        check_layout(folder / "q")
        found = difference(wanted, logits(folder, environment, "q"))
        print(" ".join(options), f"{found:.4f}")
        assert 0 < found < limit, (options, found)
        if options[0] == "--q-bits":
            assert before is None or found < before, (options, found, before)
            before = found
        convert(folder, environment, "q", "again")
        assert read_all(folder / "q") == read_all(folder / "again"), options
        convert(folder, environment, "q", "floats", "-d", "--dtype", "float32")
        assert difference(logits(folder, environment, "q"),
                          logits(folder, environment, "floats")) < 1e-5, options
        assert "quantization" not in json.loads((folder / "floats/config.json").read_text())
        for name in ("q", "again", "floats"):
            shutil.rmtree(folder / name)


def check_recipe(folder, environment):
    convert(folder, environment, "source", "mixed", "-q", "--quant-predicate", "mixed_3_6")
    rules = json.loads((folder / "mixed/config.json").read_text())["quantization"]
    assert rules["bits"] == 3 and rules["group_size"] == 64, rules
    more = {name for name, rule in rules.items() if isinstance(rule, dict)}
    assert "model.layers.0.mlp.down_proj" not in more or rules[
        "model.layers.0.mlp.down_proj"]["bits"] == 6
    assert more and all(rules[name]["bits"] == 6 for name in more), rules
    assert all("v_proj" in name or "down_proj" in name or name == "lm_head" for name in more)
    logits(folder, environment, "mixed")
    shutil.rmtree(folder / "mixed")


def check_gguf(folder, environment):
    """Files of every family give what they gave, under the names and in the order of their
    family, from which mlx-lm reads them, too."""
    models = pathlib.Path(__file__).parent.parent / "golden/models"
    for model in sorted(models.glob("gguf-*")):
        convert(folder, environment, str(model), "g", "--dtype", "float32")
        check_layout(folder / "g", is_aligned=False)
        found = difference(logits(folder, environment, str(model), "1,2,30,7,9,11,5,60,33,21,8,4"),
                           logits(folder, environment, "g", "1,2,30,7,9,11,5,60,33,21,8,4"))
        print(model.name, f"{found:.2g}")
        assert found < 5e-6, (model, found)
        shutil.rmtree(folder / "g")


def check_trained(folder, environment):
    """A trained model gives the same ids from three containers, and after converting two of them;
    so does its tokenizer."""
    corpus = pathlib.Path(os.environ.get("SILEX_CORPUS", "missing"))
    sources = [corpus / "models/stories260K/stories260K.gguf",
               corpus / "models/stories260K/hf-derived"]
    if not all(source.exists() for source in sources):
        print("no corpus: trained models are not looked at")
        return
    convert(folder, environment, str(sources[0]), "from-gguf")
    convert(folder, environment, str(sources[1]), "from-hf")
    convert(folder, environment, "from-gguf", "twice")
    answers = set()
    for model in (*sources, "from-gguf", "from-hf", "twice"):
        done = run(folder, environment, "generate", "--model", str(model), "--prompt",
                   "Once upon a time, Zoë", "--max-tokens", "120", "--ignore-chat-template",
                   "--precision", "exact")
        answers.add(done.stdout)
    assert len(answers) == 1, answers
    # The two sources treat runs of spaces differently; what is made of each treats them alike.
    for models in ((sources[0], "from-gguf", "twice"), (sources[1], "from-hf")):
        ids = {tokenize(folder, environment, str(model),
                        '  Tom & Lily  said: "Zoë, 123!"\n\n\tBye.<s> end') for model in models}
        assert len(ids) == 1, ids


def check_full_disk(folder, environment):
    """A limit on the size of files, which is as a full disk: a clear line, nothing half-named, the
    source as it was, and the next run succeeds."""
    files = sorted((folder / "source").iterdir())
    before = [path.read_bytes() for path in files]
    size = (folder / "source/model.safetensors").stat().st_size
    for limit in (0, 1000, size // 8, size // 2):
        done = subprocess.run(
            ["silex", "convert", "--model", "source", "--mlx-path", "full", "--dtype", "float32"],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=250, check=False,
            restore_signals=False,  # a limit is told as an error, not by a signal
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        assert done.returncode == 1 and "File too large" in done.stderr, (limit, done)
        assert done.stderr.count("\n") == 1, done.stderr
        assert not list(folder.glob("full*")), list(folder.glob("full*"))
    assert before == [path.read_bytes() for path in files]
    convert(folder, environment, "source", "full", "--dtype", "float32")
    assert not (folder / "full.partial").exists() and not (folder / "full/conversion.json").exists()


def check_usage(folder, environment):
    for options in (["--q-bits", "4"], ["--quant-predicate", "mixed_3_6"], ["-q", "-d"],
                    ["-q", "--q-bits", "7"], ["-q", "--q-group-size", "48"]):
        done = convert(folder, environment, "source", "no", *options,
                       status=1 if options[-1] in ("7", "48") else 2)
        assert done.stderr.count("\n") == 1, done.stderr
    run(folder, environment, "convert", status=2)
    done = convert(folder, environment, "missing", "no", status=1)
    assert "missing" in done.stderr
    assert not (folder / "no").exists() and not (folder / "no.partial").exists()


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        run(folder, environment, "make-model", "--like", "qwen3-0.6b", "--layers", "3", "--vocab",
            "400", "source")
        check_copy(folder, environment)
        check_widths(folder, environment)
        check_recipe(folder, environment)
        check_gguf(folder, environment)
        check_trained(folder, environment)
        check_full_disk(folder, environment)
        check_usage(folder, environment)


if __name__ == "__main__":
    main()
