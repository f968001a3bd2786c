#!/usr/bin/env python3
"""Faults in what fetches models, against a hub on the loopback: hub_faults_test.py PROGRAM [ARGS]"""

import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "hub"))
from hub_server import Hub  # noqa: E402

HEADER = b'{"a":{"dtype":"U8","shape":[2500000],"data_offsets":[0,2500000]}}'
WEIGHTS = len(HEADER).to_bytes(8, "little") + HEADER + random.Random(1).randbytes(2500000)
hub = Hub({"config.json": b'{"model_type": "llama"}', "model.safetensors": WEIGHTS})
status = subprocess.run(sys.argv[1:], env={**os.environ, "SILEX_FAULTS_HUB": hub.url}).returncode
hub.close()
sys.exit(status)
