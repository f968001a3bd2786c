#!/usr/bin/env python3
"""What silex bench tells fits together: bench_test.py PROGRAM"""

import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import xml.dom.minidom

from transcript_test import make_folder

BENCH = ["silex", "bench", "--model", "made", "--num-trials", "2"]


def run(folder, environment, *arguments):
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True,
                          timeout=600, check=False)
    assert done.returncode == 0 and done.stderr == "", (arguments, done.returncode, done.stderr)
    return done.stdout


def check_numbers(folder, environment):
    told = json.loads(run(folder, environment, *BENCH, "-p", "64", "-g", "16", "--depth", "0,100",
                          "--batch", "1,3", "--seconds", "2", "--json", "--plot", "x.svg"))
    machine = told["machine"]
    assert machine["threads"] >= 1 and machine["cpu_level"] in machine["cpu_levels"].split()
    assert machine["read_bytes_per_second"] > 1e8 and machine["float_products_per_second"] > 1e6
    assert machine["integer_products_per_second"] > 1e6
    assert machine["weights_read_bytes_per_second"] is None  # so few are in the caches
    points = told["points"]
    assert [(point["kind"], point["depth"], point["batch"]) for point in points] == [
        (kind, depth, batch) for depth in (0, 100)
        for kind, batch in (("prompt", 1), ("generation", 1), ("generation", 3))]
    for point in points:
        assert 0 < point["least"] <= point["tokens_per_second"] <= point["most"], point
        assert 0 <= point["barrier_share"] < 1 and 0 <= point["alone_share"] < 1, point
        assert point["limit"] > 0 and point["share_of_limit"] > 0, point
        energy = point["joules_per_token"]
        assert (energy == "no meter") == (machine["energy"] == "no meter") and energy != 0, point
    assert 0 < told["load_seconds"] < told["first_token_seconds"], told
    assert told["bytes_per_token"] <= told["weight_bytes"], told
    assert told["peak_memory_bytes"] > told["weight_bytes"] / 2, told
    huge = told["huge_page_bytes"]
    assert (huge is None) != pathlib.Path("/proc/self/smaps").exists(), told
    assert huge is None or 0 <= huge <= told["weight_bytes"] + 2**22, told
    sustained = told["sustained"]
    assert len(sustained["windows"]) == 2 and sustained["window_seconds"] == 1, sustained
    assert sum(sustained["windows"]) > 0, sustained
    drawn = xml.dom.minidom.parse(str(folder / "x.svg"))
    # Two depths in each: prompts and their limit, two batches and theirs; and the windows.
    assert len(drawn.getElementsByTagName("polyline")) == 2 + 4 + 1
    assert len(drawn.getElementsByTagName("circle")) == 2 * (2 + 4) + 2


def check_one_thread_never_waits(folder, environment):
    told = json.loads(run(folder, environment, *BENCH, "-p", "0", "-g", "4", "--threads", "1",
                          "--json"))
    assert told["machine"]["threads"] == 1 and told["points"][0]["barrier_share"] == 0, told
    assert told["prompt_tps"] is None and told["sustained"] is None, told


def check_guesses(folder, environment):
    """A small random model soon repeats itself, so that lookup guesses; a batch does not guess."""
    told = json.loads(run(folder, environment, *BENCH, "-p", "8", "-g", "300", "--batch", "1,2",
                          "--json", "--lookup"))
    prompt, alone, pair = told["points"]
    assert alone["guesses"] / 2 < alone["right_guesses"] <= alone["guesses"], told
    assert prompt["guesses"] == pair["guesses"] == 0 <= alone["barrier_share"] < 1, told
    text = run(folder, environment, *BENCH, "-p", "0", "-g", "300", "--lookup")
    assert re.search(r"guesses\ngeneration .* [1-9]\d* of [1-9]\d* right\n", text), text


def check_levels(folder, environment):
    """A lower level has a lower peak, and says which it is."""
    peaks = []
    for level in ("scalar", "best"):
        cap = ["--cpu", "scalar"] if level == "scalar" else []
        told = json.loads(run(folder, environment, *BENCH, "-p", "8", "-g", "0", "--json", *cap))
        assert level == "best" or told["machine"]["cpu_level"] == "scalar", told
        peaks.append(told["machine"]["float_products_per_second"])
    assert peaks[1] >= 0.5 * peaks[0], peaks


def check_interrupt(folder, environment):
    process = subprocess.Popen([*BENCH, "-g", "4000", "--num-trials", "1000"], cwd=folder,
                               env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=100)
    assert process.returncode == 130 and out == b"" and err == b"", (process.returncode, out, err)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        run(folder, environment, "silex", "make-model", "--like", "qwen3-0.6b", "--layers", "1",
            "--vocab", "1000", "--quantize", "4", "made")
        for check in (check_numbers, check_one_thread_never_waits, check_guesses, check_levels,
                      check_interrupt):
            check(folder, environment)
            print(f"ok: {check.__name__}", flush=True)


main()
