#!/usr/bin/env python3
"""silex lora learns, goes on, and complains as it says: lora_test.py PROGRAM"""

import json
import pathlib
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import xml.dom.minidom

from transcript_test import make_folder

LESSON = pathlib.Path(__file__).resolve().parents[2] / "demo/lesson/train.jsonl"
BASE = ["silex", "lora", "--train", "--model", "model", "--data", "data", "--learning-rate", "1e-3",
        "--steps-per-report", "5", "--batch-size", "2"]


class Runner:
    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment

    def run(self, *arguments, status=0):
        done = subprocess.run(arguments, cwd=self.folder, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
                              check=False)
        assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout, done.stderr

    def train(self, out, iters, *more, status=0):
        return self.run(*BASE, "--adapter-path", out, "--iters", str(iters), *more, status=status)

    def adapter(self, out):
        return (self.folder / out / "adapters.safetensors").read_bytes()

    def start(self, out, *more):
        return subprocess.Popen([*BASE, "--adapter-path", out, "--iters", "100000000", "--save-every",
                                 "10", *more], cwd=self.folder, env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def wait_for(self, process, path):
        for _ in range(3000):
            if (self.folder / path).exists():
                return
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        raise AssertionError(f"{path} does not come")


def losses(folder, out):
    lines = [json.loads(line) for line in (folder / out / "metrics.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines if "loss" in line], lines


def check_learning(runner):
    out, err = runner.train("a", 40, "--save-every", "20")
    assert err == "" and "Iter 40: Train loss" in out and "Tokens/sec" in out, (out, err)
    curve, lines = losses(runner.folder, "a")
    assert len(curve) == 8 and curve[-1] < curve[0], curve
    assert any("val_loss" in line for line in lines), lines
    xml.dom.minidom.parse(str(runner.folder / "a" / "loss.svg"))
    assert (runner.folder / "a" / "0000020_adapters.safetensors").exists()
    assert runner.adapter("a") == (runner.folder / "a/0000040_adapters.safetensors").read_bytes()
    plain, _ = runner.run("silex", "logits", "--model", "model", "--tokens", "5,6,7", "--output",
                          "plain.npy")
    taught, _ = runner.run("silex", "logits", "--model", "model", "--tokens", "5,6,7", "--output",
                           "taught.npy", "--adapter-path", "a")
    assert (runner.folder / "plain.npy").read_bytes() != (runner.folder / "taught.npy").read_bytes()
    out, _ = runner.run("silex", "lora", "--test", "--model", "model", "--data", "data",
                        "--adapter-path", "a")
    assert "Test loss" in out, out
    runner.run("silex", "convert-adapter", "--adapter-path", "a", "--format", "peft", "--save-path",
               "a-peft")
    other, _ = runner.run("silex", "lora", "--test", "--model", "model", "--data", "data",
                          "--adapter-path", "a-peft")
    assert other == out, (out, other)
    runner.train("from-peft", 1, "--resume-adapter-file", "a-peft/adapter_model.safetensors")
    runner.train("from-mlx", 1, "--resume-adapter-file", "a/adapters.safetensors")
    assert runner.adapter("from-peft") == runner.adapter("from-mlx")
    (runner.folder / "a-peft/adapter_model.safetensors").unlink()
    _, err = runner.run("silex", "lora", "--test", "--model", "model", "--data", "data",
                        "--adapter-path", "a-peft", status=1)
    assert "a-peft" in err and "adapter_model.safetensors" in err, err


def check_ends(runner):
    """A pair of an embedding that is the head, too: learned, gone on with, in both forms."""
    keys = ["model.embed_tokens", "self_attn.v_proj"]
    more = ("--learning-rate", "1e-2", "--lora-parameters",
            json.dumps({"keys": keys, "rank": 4, "scale": 2.0, "dropout": 0.1}))
    runner.train("ends-half", 10, *more)
    runner.train("ends-half", 20, *more, "--resume", "-t", "1")
    runner.train("ends-mlx", 20, *more)
    runner.train("ends-peft", 20, *more, "--format", "peft")
    assert runner.adapter("ends-half") == runner.adapter("ends-mlx")
    curve, _ = losses(runner.folder, "ends-mlx")
    assert curve[-1] < curve[0] - 0.2, curve
    config = json.loads((runner.folder / "ends-mlx/adapter_config.json").read_text())
    assert config["lora_parameters"]["keys"] == keys, config
    names = tensor_names(runner.folder / "ends-mlx/adapters.safetensors")
    assert "model.embed_tokens.lora_a" in names and not any("lm_head" in n for n in names), names
    names = tensor_names(runner.folder / "ends-peft/adapter_model.safetensors")
    assert {"base_model.model.model.embed_tokens.lora_embedding_A",
            "base_model.model.lm_head.lora_A.weight"} < names, names
    told = [runner.run("silex", "lora", "--test", "--model", "model", "--data", "data",
                       "--adapter-path", name)[0] for name in ("ends-mlx", "ends-peft")]
    assert told[0] == told[1] and "Test loss" in told[0], told
    for name, file in (("mlx", "adapters"), ("peft", "adapter_model")):
        runner.train(f"ends-from-{name}", 1, *more, "--resume-adapter-file",
                     f"ends-{name}/{file}.safetensors")
    assert runner.adapter("ends-from-mlx") == runner.adapter("ends-from-peft")
    for tuning, word in (("dora", "DoRA"), ("full", "--train-ends")):
        _, err = runner.train("none", 1, *more, "--fine-tune-type", tuning, status=1)
        assert word in err, err


def check_bits(runner):
    for name, more in (("one", ("-t", "1")), ("three", ("-t", "3")), ("scalar", ("--cpu", "scalar"))):
        runner.train(name, 10, *more)
        assert runner.adapter(name) == runner.adapter("one"), name
    for kind in ("dora", "full"):
        runner.train(kind + "1", 6, "--fine-tune-type", kind, "-t", "1", "--num-layers", "1")
        runner.train(kind + "2", 6, "--fine-tune-type", kind, "-t", "2", "--num-layers", "1")
        assert runner.adapter(kind + "1") == runner.adapter(kind + "2"), kind
        runner.run("silex", "generate", "--model", "model", "--adapter-path", kind + "1", "-p", "x",
                   "-m", "3")


def check_fast(runner):
    """Integers in the forward pass: other bits, the same curve, and another run to --resume."""
    runner.run("silex", "convert", "--model", "model", "--mlx-path", "quantized", "-q", "--q-bits",
               "4", "--q-group-size", "32")
    swap = {"model": "quantized", "5": "1", "1e-3": "1e-5"}
    base = [swap.get(word, word) for word in BASE] + ["--num-layers", "-1"]

    def train(out, iters, *more, status=0):
        return runner.run(*base, "--adapter-path", out, "--iters", str(iters), *more, status=status)

    ends = ("--lora-parameters", json.dumps({"keys": ["model.embed_tokens", "mlp.up_proj"],
                                             "rank": 4, "scale": 2.0, "dropout": 0.0}))
    train("exact-ends", 20, *ends)
    train("fast-ends", 20, *ends, "--precision", "fast")
    assert runner.adapter("exact-ends") != runner.adapter("fast-ends")
    for a, b in zip(losses(runner.folder, "exact-ends")[0], losses(runner.folder, "fast-ends")[0]):
        assert abs(a - b) < 1e-3, (a, b)
    train("exact", 40)
    for name, threads in (("fast", "1"), ("fast3", "3")):
        train(name, 40, "--precision", "fast", "-t", threads)
    assert runner.adapter("fast") == runner.adapter("fast3") != runner.adapter("exact")
    exact, fast = (losses(runner.folder, name)[0] for name in ("exact", "fast"))
    assert len(exact) == len(fast) == 40
    assert all(abs(a - b) < 1e-3 for a, b in zip(exact, fast)), (exact, fast)
    config = json.loads((runner.folder / "fast/adapter_config.json").read_text())
    assert config["precision"] == "fast", config
    _, err = train("fast", 50, "--resume", status=1)
    assert "other data or settings" in err, err
    train("fast", 42, "--precision", "fast", "--resume")


def check_fast_curve(runner):
    """On a model that knows something: the built-in one, which learns a lesson by heart."""
    (runner.folder / "lesson").mkdir()
    shutil.copy(LESSON, runner.folder / "lesson/train.jsonl")
    for precision in ("exact", "fast"):
        runner.run("silex", "lora", "--train", "--data", "lesson", "--mask-prompt", "--num-layers",
                   "-1", "--batch-size", "10", "--iters", "60", "--learning-rate", "1e-4",
                   "--steps-per-report", "1", "--adapter-path", precision + "-lesson",
                   "--precision", precision)
    exact, fast = (losses(runner.folder, name)[0] for name in ("exact-lesson", "fast-lesson"))
    assert len(exact) == len(fast) == 60 and exact[-1] < exact[0] / 5, exact
    assert exact != fast and max(abs(a - b) for a, b in zip(exact, fast)) < 1e-3, (exact, fast)


def steps_saved(runner, out):
    numbers = sorted(int(path.name[:7]) for path in (runner.folder / out).glob("0*_adapters.safetensors"))
    return numbers[-1]


def check_going_on(runner):
    """Killed, or interrupted: the end is that of a run without."""
    more = ("--lora-parameters", '{"rank": 4, "scale": 10.0, "dropout": 0.1}', "--lr-schedule",
            '{"name": "cosine_decay", "arguments": [1e-3, 1000], "warmup": 15}')
    process = runner.start("killed", *more)
    runner.wait_for(process, "killed/0000010_adapters.safetensors")
    process.kill()
    process.communicate()
    last = steps_saved(runner, "killed") + 30
    runner.train("killed", last, "--save-every", "10", "--resume", *more)
    runner.train("whole", last, "--save-every", "10", *more)
    assert runner.adapter("killed") == runner.adapter("whole")

    process = runner.start("stopped", "--grad-accumulation-steps", "2")
    runner.wait_for(process, "stopped/0000010_adapters.safetensors")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130 and "--resume" in err, (process.returncode, err)
    done = int(err.split("after step ")[1].split(",")[0])
    last = (done // 10 + 2) * 10
    more = ("--grad-accumulation-steps", "2", "--save-every", "10")
    runner.train("stopped", last, "--resume", *more)
    runner.train("straight", last, *more)
    assert runner.adapter("stopped") == runner.adapter("straight")
    _, err = runner.train("stopped", last + 10, "--resume", "--seed", "5", *more, status=1)
    assert "other data or settings" in err, err


def check_every_setting(runner):
    """A checkpoint goes on with the settings that it was made with, and with no other."""
    keys = '{"keys": ["%s"], "rank": 4, "scale": 10.0, "dropout": 0.0}'
    q, v = keys % "self_attn.q_proj", keys % "self_attn.v_proj"
    rows = [(["--lora-parameters", q], ["--lora-parameters", v]),
            (["--num-layers", "-1"], ["--num-layers", "1"]),
            ([], ["--mask-prompt"]), ([], ["--pack"]), ([], ["--grad-clip", "1"]),
            ([], ["--batch-size", "1"]), ([], ["--learning-rate", "2e-3"])]
    for name, options in (("adam", {"betas": [0.8, 0.99], "eps": 1e-6, "bias_correction": True}),
                          ("adamw", {"weight_decay": 0.1}),
                          ("sgd", {"momentum": 0.5, "dampening": 0.1, "nesterov": True,
                                   "weight_decay": 0.1}),
                          ("adafactor", {"eps": [1e-20, 1e-2], "clip_threshold": 0.5,
                                         "decay_rate": -0.7, "beta_1": 0.9,
                                         "weight_decay": 0.1, "scale_parameter": False,
                                         "relative_step": False, "warmup_init": True}),
                          ("muon", {"momentum": 0.9, "nesterov": False, "ns_steps": 3,
                                    "weight_decay": 0.1})):
        rows += [(["--optimizer", name], ["--optimizer", name, "--optimizer-config",
                                          json.dumps({name: {key: value}})])
                 for key, value in options.items()]
    made = {}
    for own, other in rows:
        if str(own) not in made:
            made[str(own)] = f"setting{len(made)}"
            runner.train(made[str(own)], 2, *own)
        out = made[str(own)]
        before = runner.adapter(out)
        _, err = runner.train(out, 4, "--resume", *other, status=1)
        assert any(part in err for part in ("other data or settings", "is missing",
                                            "the settings differ", "expected shape")), (other, err)
        assert runner.adapter(out) == before, other
    for own, out in list(made.items()):
        own = [own for own, _ in rows if made[str(own)] == out][0]
        runner.train(out, 4, "--resume", *own)
        runner.train("again", 4, *own)
        assert runner.adapter(out) == runner.adapter("again"), own


def last_look(lines):
    return [line["step"] for line in lines if "val_loss" in line][-1]


def check_early_stop(runner):
    """The best loss of all looks outlives an interruption."""
    more = ("--early-stop", "2", "--steps-per-eval", "6", "--save-every", "6", "--learning-rate",
            "0.3", "--num-layers", "-1", "-t", "1")
    out, _ = runner.train("early", 1000, *more)
    assert "stopping" in out, out
    _, lines = losses(runner.folder, "early")
    stop = last_look(lines)
    assert 18 <= stop < 1000, stop
    for first in (stop - 6, stop - 10):
        name = f"late{first}"
        runner.train(name, first, *more)
        out, err = runner.train(name, 1000, "--resume", *more)
        assert "stopping" in out and err == "", (out, err)
        assert runner.adapter(name) == runner.adapter("early"), first
        assert last_look(losses(runner.folder, name)[1]) == stop
    runner.train("late", stop - 6, *more)
    (runner.folder / "late/metrics.jsonl").unlink()
    _, err = runner.train("late", stop, "--resume", *more)
    assert "early stopping begins anew" in err, err

    # Groups of batches: the look is inside of one, the stop behind it.
    more += ("--grad-accumulation-steps", "2")
    out, _ = runner.train("group", 1000, *more)
    assert "stopping" in out, out
    runner.train("grouped", 12, *more)
    runner.train("grouped", 1000, "--resume", *more)
    assert runner.adapter("group") == runner.adapter("grouped")


def check_config(runner):
    runner.folder.joinpath("good.yaml").write_text(
        "# as mlx-lm's example\nmodel: model\ntrain: true\ndata: data\nadapter_path: \"yaml\"\n"
        "iters: 6\nbatch_size: 2\nlearning_rate: 1e-3\ntest: false\nresume_adapter_file: null\n"
        "report_to: wandb\nlora_parameters:\n  keys: [\"self_attn.q_proj\", \"self_attn.v_proj\"]\n"
        "  rank: 4\n  scale: 10.0\n  dropout: 0.0\nlr_schedule:\n  name: cosine_decay\n  warmup: 2\n"
        "  arguments: [1e-3, 100, 1e-5]\n")
    runner.run("silex", "lora", "-c", "good.yaml", "--iters", "4")
    config = json.loads((runner.folder / "yaml/adapter_config.json").read_text())
    assert config["lora_parameters"]["rank"] == 4 and config["iters"] == 4, config
    assert config["lora_parameters"]["keys"] == ["self_attn.q_proj", "self_attn.v_proj"], config
    runner.folder.joinpath("good.json").write_text(json.dumps(
        {"model": "model", "train": True, "data": "data", "iters": 2, "adapter_path": "json"}))
    runner.run("silex", "lora", "--config", "good.json")
    for text, part in (("train: true\niterz: 3\n", "line 2"), ("train: maybe\n", "line 1"),
                       ("iters: &a 3\nseed: *a\n", "line 2"), ("a: [1\n", "YAML"), ("", "empty"),
                       ("- 1\n", "names and values"), ("iters: many\n", "--iters")):
        runner.folder.joinpath("bad.yaml").write_text(text)
        _, err = runner.run("silex", "lora", "-c", "bad.yaml", status=2)
        assert part in err or (part == "YAML" and "bad.yaml" in err), (text, err)


CHAT = b'{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'
PAIR = b'{"prompt": "a", "completion": "b"}\n'

# Lines that no run begins with, and what is told of them.
BAD_LINES = (
    (CHAT + b'\n{"messages": [}\n', "line 3"),
    (CHAT + b"[1]\n", "line 2", "object"),
    (CHAT + b'"text"\n', "line 2", "object"),
    (CHAT + b"null\n", "line 2", "object"),
    (CHAT + b"{}\n", "line 2", "messages"),
    (CHAT + PAIR, "line 2", "messages"),
    (PAIR + CHAT, "line 2", "prompt"),
    (CHAT + CHAT[:-20], "line 2"),
    (CHAT + CHAT[:-1] + CHAT, "line 2"),
    (b"\xef\xbb\xbf" + CHAT, "line 1"),
    (CHAT.replace(b'"a"', b'"\xff\xfe"'), "line 1"),
    (CHAT.replace(b'"a"', b'"\xed\xa0\x80"'), "line 1"),
    (CHAT.replace(b'"a"', b'"\\ud800"'), "line 1"),
    (CHAT.replace(b'"a"', b'"\x00"'), "line 1"),
    (CHAT.replace(b'"a"', b'"\x01"'), "line 1"),
    (CHAT.replace(b'"a"', b"NaN"), "line 1"),
    (CHAT.replace(b'"a"', b"1e999"), "line 1"),
    (CHAT.replace(b'"a"', b"7"), "line 1"),
    (CHAT.replace(b'"role": "user"', b'"role": 7'), "line 1"),
    (CHAT.replace(b'"role": "user", ', b""), "line 1"),
    (b'{"text": ' + b"[" * 100000 + b"\n", "line 1"),
    (b"", "train.jsonl", "no sample"),
    (b"\n \t\r\n\n", "train.jsonl", "no sample"),
    (b'{"other": 1}\n', "line 1", "messages"),
    (b'{"messages": []}\n', "line 1", "empty"),
    (b'{"messages": {}}\n', "line 1", "object"),
    (b'{"messages": [1]}\n', "line 1"),
    (b'{"prompt": "a"}\n', "line 1"),
    (b'{"prompt": "a", "completion": 3}\n', "line 1", "completion"),
    (b'{"prompt": null, "completion": "a"}\n', "line 1", "prompt"),
    (b'{"text": ["a"]}\n', "line 1", "text"),
    (PAIR[:-2] + b', "tools": 3}\n', "line 1", "tools"),
)


def check_bad_data(runner):
    data = runner.folder / "bad"
    data.mkdir()
    for text, *parts in BAD_LINES:
        (data / "train.jsonl").write_bytes(text)
        _, err = runner.run("silex", "lora", "--train", "--model", "model", "--data", "bad",
                            "--adapter-path", "none", "--iters", "1", status=1)
        assert all(part in err for part in parts), (text[:100], err)
        assert not (runner.folder / "none").exists()
    for text in (CHAT.replace(b"\n", b"\r\n"), CHAT[:-1], b"\n\n" + CHAT + b" \n",
                 CHAT.replace(b'"a"', b'""'), CHAT.replace(b'"a"', b'"\\u0000<|im_end|>"')):
        (data / "train.jsonl").write_bytes(text)
        runner.run("silex", "lora", "--train", "--model", "model", "--data", "bad",
                   "--adapter-path", "fine", "--iters", "1")
    (data / "train.jsonl").unlink()
    _, err = runner.run("silex", "lora", "--train", "--model", "model", "--data", "bad", "--iters",
                        "1", status=1)
    assert "train.jsonl is missing" in err, err
    (data / "train.jsonl").write_text('{"text": "' + "a b c " * 100 + '"}\n{"text": "short"}\n')
    out, err = runner.run("silex", "lora", "--train", "--model", "model", "--data", "bad", "--iters",
                          "2", "--adapter-path", "cut", "--max-seq-length", "32")
    assert "1 samples are longer" in err and "not learned from" in err, (out, err)


def check_failures(runner):
    _, err = runner.train("nan", 400, "--optimizer", "sgd", "--learning-rate", "1e6", "--save-every",
                          "1", "--lora-parameters", '{"rank": 4, "scale": 1e30}', status=1)
    assert "no number" in err, err
    runner.run("silex", "generate", "--model", "model", "--adapter-path", "nan", "-p", "x", "-m", "2")
    (runner.folder / "file").write_text("")
    _, err = runner.train("file/under", 1, status=1)
    assert "file" in err, err
    _, err = runner.train("x", 1, "--optimizer", "adam", "--weight-decay", "0.1", status=1)
    assert "weight_decay" in err, err
    _, err = runner.run("silex", "lora", "--train", "--model", "model", status=1)
    assert "--data" in err, err


def names(runner, out):
    return sorted(path.name for path in (runner.folder / out).iterdir())


def check_full_disk(runner):
    """A limit on the size of files is as a full disk: what was saved before stays, and goes on."""
    runner.train("full-disk", 10, "--save-every", "5")
    before, listed = runner.adapter("full-disk"), names(runner, "full-disk")
    for n_bytes in (100, 1000, 20000):
        limit = (n_bytes, n_bytes)
        done = subprocess.run(
            [*BASE, "--adapter-path", "full-disk", "--iters", "20", "--save-every", "5", "--resume"],
            cwd=runner.folder, env=runner.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300, check=False,
            preexec_fn=lambda limit=limit: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                            resource.setrlimit(resource.RLIMIT_FSIZE, limit)))
        assert done.returncode == 1 and "full-disk" in done.stderr, (n_bytes, done)
        assert runner.adapter("full-disk") == before and names(runner, "full-disk") == listed
    runner.train("full-disk", 20, "--save-every", "5", "--resume")
    runner.train("enough-disk", 20, "--save-every", "5")
    assert runner.adapter("full-disk") == runner.adapter("enough-disk")


def check_kills(runner):
    """Killed at many moments, some of them inside of a save: what is there opens, and goes on."""
    choose, last, n_saved = random.Random(3), 150, 0
    command = [*BASE, "--adapter-path", "kills", "--iters", str(last), "--save-every", "1", "-t",
               "1", "--num-layers", "1"]
    state = runner.folder / "kills/training_state.safetensors"
    for _ in range(15):
        process = subprocess.Popen(command + (["--resume"] if state.exists() else []),
                                   cwd=runner.folder, env=runner.environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(1000):
            if process.poll() is not None or len(list(runner.folder.glob("kills/0*"))) > n_saved:
                break
            time.sleep(0.005)
        time.sleep(choose.uniform(0, 0.05))
        process.kill()
        _, err = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), err
        n_saved = len(list(runner.folder.glob("kills/0*_adapters.safetensors")))
        if (runner.folder / "kills/adapters.safetensors").exists():
            runner.run("silex", "logits", "--model", "model", "--tokens", "5,6", "--output", "k.npy",
                       "--adapter-path", "kills")
    runner.run(*command, "--resume")
    runner.run(*(word if word != "kills" else "no-kills" for word in command))
    assert runner.adapter("kills") == runner.adapter("no-kills")


def with_number(path, name, index, number):
    """Puts a number into a tensor of a safetensors file."""
    data = bytearray(path.read_bytes())
    length = int.from_bytes(data[:8], "little")
    tensor = json.loads(data[8:8 + length])[name]
    value = struct.pack("<f", number)[{"F32": 0, "BF16": 2}[tensor["dtype"]]:]
    start = 8 + length + tensor["data_offsets"][0] + len(value) * index
    data[start:start + len(value)] = value
    path.write_bytes(data)


def check_no_numbers(runner):
    """NaN and infinity in weights, adapters or states: an error, and nothing is saved over."""
    nan, infinity = float("nan"), float("inf")
    for number in (nan, infinity):
        shutil.copytree(runner.folder / "model", runner.folder / "sick", dirs_exist_ok=True)
        with_number(runner.folder / "sick/model.safetensors",
                    "model.layers.1.mlp.down_proj.weight", 7, number)
        _, err = runner.run(*(word if word != "model" else "sick" for word in BASE),
                            "--adapter-path", "sick-adapter", "--iters", "3", status=1)
        assert "no number" in err and "step 1" in err, err
    runner.train("sane", 2)
    for name in ("adapters", "training_state"):
        shutil.copytree(runner.folder / "sane", runner.folder / name)
        with_number(runner.folder / name / f"{name}.safetensors",
                    "model.layers.0.self_attn.q_proj.lora_b", 3, nan)
    before = runner.adapter("training_state")
    _, err = runner.train("training_state", 4, "--resume", status=1)
    assert "no number" in err and "step 2" in err, err
    assert runner.adapter("training_state") == before
    _, err = runner.train("from-sick", 4, "--resume-adapter-file", "adapters/adapters.safetensors",
                          status=1)
    assert "no number" in err, err


SHAPE = {"model_type": "qwen3", "hidden_size": 32, "num_hidden_layers": 2, "intermediate_size": 48,
         "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "vocab_size": 300,
         "tie_word_embeddings": True, "torch_dtype": "float32", "initializer_range": 0.05}


def tensor_names(path):
    with path.open("rb") as file:
        size = struct.unpack("<Q", file.read(8))[0]
        return set(json.loads(file.read(size))) - {"__metadata__"}


def check_from_nothing(runner):
    """Words, fresh weights, training of all of them: the same bytes on every level, with any
    threads, and gone on with."""
    folder = runner.folder
    (folder / "shape.json").write_text(json.dumps(SHAPE))
    (folder / "turns.jinja").write_text(
        "{% for m in messages %}{{ m.role }}:{{ m.content }}<end>{% endfor %}"
        "{% if add_generation_prompt %}assistant:{% endif %}")
    runner.run("silex", "train-tokenizer", "--file", "data/train.jsonl", "--vocab", "300",
               "--eos-token", "<end>", "--chat-template", "turns.jinja", "words")
    runner.run("silex", "make-model", "--config", "shape.json", "--tokenizer", "words",
               "--for-training", "fresh")
    full = ["--model", "fresh", "--fine-tune-type", "full", "--num-layers", "-1", "--optimizer",
            "adamw"]
    runner.train("ends", 20, *full, "--train-ends", "--threads", "2")
    runner.train("part", 20, *full)
    runner.train("ends-2", 10, *full, "--train-ends", "--cpu", "scalar", "--threads", "1")
    runner.train("ends-2", 20, *full, "--train-ends", "--resume")
    assert runner.adapter("ends") == runner.adapter("ends-2")
    more = tensor_names(folder / "ends/adapters.safetensors")
    fewer = tensor_names(folder / "part/adapters.safetensors")
    assert more - fewer == {"model.embed_tokens.weight", "model.norm.weight"}, more - fewer
    trained, kept = losses(folder, "ends")[0], losses(folder, "part")[0]
    assert trained[-1] < trained[0] - 0.3 and trained[-1] < kept[-1], (trained, kept)
    _, err = runner.train("none", 1, "--train-ends", status=1)
    assert "full fine-tuning only" in err, err


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        runner = Runner(folder, make_folder(folder, str(pathlib.Path(sys.argv[1]).resolve())))
        for check in (check_learning, check_ends, check_bits, check_fast, check_fast_curve,
                      check_going_on, check_every_setting, check_early_stop, check_config,
                      check_bad_data, check_failures, check_full_disk, check_kills,
                      check_no_numbers, check_from_nothing):
            start = time.time()
            check(runner)
            print(f"{check.__name__}: {time.time() - start:.1f} s", flush=True)


main()
