#!/usr/bin/env python3
"""Times GGUF quantizing: silex convert beside llama.cpp's quantizer, from one GGUF file.

    python bench/quantize.py SILEX MODEL.gguf [TYPE...]

Each runs in a process of its own, by turns, with 2 threads; the output is removed. Prints seconds,
processor seconds and the most memory (which counts pages of the mapped source, too), and the ratio
of the best times. Needs llama-cpp-python; LLAMA_CPP_LIB_PATH names another build of its library.
"""
import os
import pathlib
import subprocess
import sys
import time

TYPES = {"q8_0": 7, "q4_0": 2, "q4_1": 3, "q4_k": 15, "q6_k": 18, "f16": 1, "bf16": 32}
N_RUNS = 2


def quantize(source, target, kind):
    import llama_cpp
    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.nthread = 2
    parameters.ftype = TYPES[kind]
    sys.exit(llama_cpp.llama_model_quantize(source.encode(), target.encode(), parameters))


def timed(arguments, target):
    target.unlink(missing_ok=True)
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{arguments} failed: {status}")
    n_bytes = target.stat().st_size
    target.unlink()
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, n_bytes


def main():
    if sys.argv[1] == "--quantize":
        quantize(*sys.argv[2:])
    silex, source = sys.argv[1:3]
    target = pathlib.Path(source).with_suffix(".quantized.gguf")
    for kind in sys.argv[3:] or ["q8_0", "q4_0", "q4_k"]:
        sides = {
            "silex": [silex, "convert", "--model", source, "--gguf", str(target), "--type", kind,
                      "--threads", "2"],
            "llama.cpp": [sys.executable, __file__, "--quantize", source, str(target), kind],
        }
        best = {}
        for _ in range(N_RUNS):
            for name, arguments in sides.items():
                seconds, processor, mib, n_bytes = timed(arguments, target)
                best[name] = min(best.get(name, seconds), seconds)
                print(f"{kind:6} {name:10} {seconds:6.2f} s {processor:6.2f} s of the processor "
                      f"{mib:6.0f} MiB  {n_bytes / 1e6:.0f} MB", flush=True)
        print(f"{kind:6} silex is {best['llama.cpp'] / best['silex']:.2f} times as fast")


main()
