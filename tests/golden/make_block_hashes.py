#!/usr/bin/env python3
"""Hashes of random GGUF blocks decoded to 32-bit float, for tests/unit/kernels/blocks_test.c.

Blocks are bytes of a simple generator, so that the test makes the same. They are decoded by the
`gguf` Python package and, with GGML_BASE=libggml-base.so, by ggml itself, which must agree.

    GGML_BASE=… python tests/golden/make_block_hashes.py
"""
import ctypes
import os

import numpy as np
from gguf import GGMLQuantizationType, GGML_QUANT_SIZES
from gguf.quants import dequantize

NAMES = ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL",
         "IQ4_XS", "MXFP4"]
N_BLOCKS = 512


def random_bytes(n):
    state, out = 1, bytearray(n)
    for i in range(n):
        state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        out[i] = state >> 56
    return bytes(out)


def fnv(values):
    bits = values.view(np.uint32)
    bits = np.where(np.isnan(values), np.uint32(0x7FC00000), bits)
    state = 0xCBF29CE484222325
    for byte in bits.astype("<u4").tobytes():
        state = (state ^ byte) * 0x100000001B3 & (2**64 - 1)
    return state


def decode_with_ggml(library, name, data, n_values):
    out = np.empty(n_values, dtype=np.float32)
    function = getattr(library, "dequantize_row_" + name.replace("Q", "q").replace("I", "i")
                       .replace("NL", "nl").replace("XS", "xs").replace("MXFP", "mxfp"))
    function(ctypes.c_char_p(data), out.ctypes.data_as(ctypes.c_void_p), ctypes.c_int64(n_values))
    return out


library = ctypes.CDLL(os.environ["GGML_BASE"]) if "GGML_BASE" in os.environ else None
np.seterr(all="ignore")
for name in NAMES:
    n_codes, n_bytes = GGML_QUANT_SIZES[GGMLQuantizationType[name]]
    data = random_bytes(N_BLOCKS * n_bytes)
    blocks = np.frombuffer(data, dtype=np.uint8).reshape(N_BLOCKS, n_bytes)
    values = dequantize(blocks, GGMLQuantizationType[name]).astype(np.float32).reshape(-1)
    digest = fnv(values)
    remark = ""
    if library is not None:
        other = decode_with_ggml(library, name, data, N_BLOCKS * n_codes)
        if fnv(other) != digest:
            same = (values.view(np.uint32) == other.view(np.uint32)) | np.isnan(values)
            remark = f" /* ggml's build differs in {(~same).sum()} of {len(same)} */"
    print(f"    {{MATRIX_BLOCK_{name}, 0x{digest:016x}}},{remark}")
