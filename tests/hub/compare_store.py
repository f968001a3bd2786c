#!/usr/bin/env python3
"""The store of silex pull, read and written by the Python tools: compare_store.py PROGRAM

Needs huggingface_hub; not a test of the tiers. Both pull the same model from a server on the
loopback into one store, one after the other, in both orders: the second fetches no file.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from hub_server import COMMIT, Hub

FILES = {"config.json": b'{"model_type": "llama"}', "sub/notes.txt": b"notes\n",
         "model.safetensors": os.urandom(3000000)}

PYTHON = """
import json, sys
from huggingface_hub import scan_cache_dir, snapshot_download, try_to_load_from_cache
path = snapshot_download("org/name", local_files_only=sys.argv[1] == "local")
cache = scan_cache_dir()
print(json.dumps({
    "path": path,
    "warnings": [str(w) for w in cache.warnings],
    "repositories": [[r.repo_id, r.repo_type, r.nb_files, r.size_on_disk, sorted(r.refs)]
                     for r in cache.repos],
    "file": try_to_load_from_cache("org/name", "sub/notes.txt"),
}))
"""


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    hub = Hub(FILES)

    def python(kind, environment):
        done = subprocess.run([sys.executable, "-c", PYTHON, kind], env=environment,
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(done.stderr)
        return json.loads(done.stdout)

    def silex(*arguments, environment):
        return subprocess.run([program, *arguments], env=environment, capture_output=True, text=True,
                              check=True)

    def files_sent():
        return sum(r["method"] == "GET" and "/api/" not in r["path"] for r in hub.requests)

    for first in ("silex", "python"):
        with tempfile.TemporaryDirectory() as home:
            environment = {"PATH": os.environ["PATH"], "HF_HOME": home, "HF_ENDPOINT": hub.url,
                           "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
            snapshot = f"{home}/hub/models--org--name/snapshots/{COMMIT}"
            if first == "silex":
                path = silex("pull", "org/name", environment=environment).stdout.strip()
                n_sent = files_sent()
                seen = python("local", environment)
                python("remote", environment)
            else:
                seen = python("remote", environment)
                n_sent = files_sent()
                path = silex("pull", "org/name", environment=environment).stdout.strip()
            assert files_sent() == n_sent, "the second one fetched again"
            assert path == seen["path"] == snapshot, (path, seen["path"])
            assert seen["warnings"] == [], seen["warnings"]
            assert seen["file"] == snapshot + "/sub/notes.txt", seen["file"]
            size = sum(map(len, FILES.values()))
            assert seen["repositories"] == [["org/name", "model", 3, size, ["main"]]], seen
            silex("verify", "org/name", environment=environment)
            print(f"ok: {first} first; the other fetched nothing")
    hub.close()


main()
