#!/usr/bin/env python3
"""The program's numbers against the reference implementation's (tiny-chat/expected.json):
expected_test.py PROGRAM
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile

from transcript_test import make_folder


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = make_folder(folder, program)
        expected = json.loads((folder / "model/expected.json").read_text(encoding="utf-8"))

        def run(command, *arguments, text=""):
            done = subprocess.run(
                ["silex", command, *arguments],
                cwd=folder,
                env=environment,
                input=text,
                capture_output=True,
                text=True,
                timeout=200,
                check=False,
            )
            assert done.returncode == 0, (command, arguments, done.stderr)
            return done.stdout

        exact = ["--model", "model", "--precision", "exact"]
        ids = json.loads(run("tokenize", "--model", "model", "--json", text=expected["text"]))["ids"]
        assert ids == expected["ids"], ids

        plain = json.loads(run("generate", *exact, "--ignore-chat-template", "-m", "24", "--json",
                               "--prompt", "-", "--logprobs", "3", text=expected["text"]))
        assert plain["tokens"] == expected["greedy_ids"], plain["tokens"]
        assert plain["prompt_tokens"] == len(ids) and plain["generation_tokens"] == 24, plain
        assert plain["finish_reason"] == "length" and plain["truncated"] is False, plain
        assert plain["seed"] is None and plain["peak_memory_bytes"] > 0, plain
        for token, entry in zip(plain["tokens"], plain["logprobs"]):
            assert entry["id"] == token == entry["top"][0]["id"], entry
            values = [top["logprob"] for top in entry["top"]]
            assert len(values) == 3 and values == sorted(values, reverse=True), values
            assert values[0] == entry["logprob"] <= 0, entry

        chat = json.loads(run("generate", *exact, "-m", "24", "--json", "--prompt", "Hello"))
        assert chat["tokens"] == expected["chat_greedy_ids"], chat["tokens"]
        assert chat["prompt_tokens"] == len(expected["chat_ids"]), chat
        text = run("generate", *exact, "-m", "24", "--prompt", "Hello")
        assert text == chat["text"] + "\n", (text, chat["text"])

        # A prompt cache gives what the whole prompt gives, and spares its computation.
        half = len(expected["text"]) // 2
        run("cache-prompt", *exact, "--ignore-chat-template", "--prompt", expected["text"][:half],
            "--prompt-cache-file", "half.cache")
        resumed = json.loads(run("generate", *exact, "--ignore-chat-template", "-m", "24", "--json",
                                 "--prompt", expected["text"][half:], "--prompt-cache-file",
                                 "half.cache"))
        assert resumed["tokens"] == expected["greedy_ids"], resumed["tokens"]
        assert resumed["reused_tokens"] == half + 1, resumed["reused_tokens"]
        run("cache-prompt", *exact, "--prompt", "Hel", "--prompt-cache-file", "hel.cache")
        resumed = json.loads(run("generate", *exact, "-m", "24", "--json", "--prompt", "lo",
                                 "--prompt-cache-file", "hel.cache"))
        assert resumed["tokens"] == expected["chat_greedy_ids"], resumed["tokens"]
        assert resumed["reused_tokens"] == len("Hel") + 2, resumed["reused_tokens"]

        # An answer that is begun is continued.
        begun = json.loads(run("generate", *exact, "-m", "4", "--json", "--prompt", "Hello",
                               "--prefill-response", "Sure, "))
        assert begun["prompt_tokens"] == len(expected["chat_ids"]) + len("Sure, "), begun

        run("logits", *exact, "--tokens", ",".join(map(str, ids)), "--output", "x.npy")
        data = (folder / "x.npy").read_bytes()
        assert data[:8] == b"\x93NUMPY\x01\x00"
        n_header = struct.unpack("<H", data[8:10])[0]
        header = eval(data[10 : 10 + n_header].decode())  # a literal that we wrote
        n_vocabulary = (len(data) - 10 - n_header) // 4 // len(ids)
        assert (10 + n_header) % 64 == 0 and header == {
            "descr": "<f4", "fortran_order": False, "shape": (len(ids), n_vocabulary)}, header
        last = struct.unpack(f"<{n_vocabulary}f", data[-4 * n_vocabulary :])
        assert max(range(n_vocabulary), key=last.__getitem__) == expected["greedy_ids"][0]

        (folder / "text.txt").write_text(expected["text"], encoding="utf-8")
        told = json.loads(run("perplexity", *exact, "--file", "text.txt", "--json"))
        assert abs(told["nll"] - expected["nll"]) < 1e-5, (told, expected["nll"])
        assert told["tokens"] == len(ids) - 1 and told["sequences"] == 1, told

        # The same seed draws the same tokens; a seed that was drawn is told and does the same.
        drawn = json.loads(run("generate", "--model", "model", "-p", "x", "--temp", "1", "--json"))
        again = json.loads(run("generate", "--model", "model", "-p", "x", "--temp", "1", "--json",
                               "--seed", str(drawn["seed"])))
        assert drawn["tokens"] == again["tokens"], (drawn, again)
    print("all numbers are those of the reference")


main()
