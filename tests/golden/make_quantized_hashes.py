#!/usr/bin/env python3
"""Hashes of rows quantized by ggml's own library, for tests/unit/convert/quantize_blocks_test.c.

Rows come from a simple generator, so that the test makes the same: all kinds of them, zeros and
single numbers far from the others too. Each type is quantized with and without importance.

    python tests/golden/make_quantized_hashes.py libggml-base.so
"""
import ctypes
import sys

import numpy as np

TYPES = {"Q4_0": 2, "Q4_1": 3, "Q5_0": 6, "Q5_1": 7, "Q8_0": 8, "Q2_K": 10, "Q3_K": 11, "Q4_K": 12,
         "Q5_K": 13, "Q6_K": 14}
BYTES = {"Q4_0": 18, "Q4_1": 20, "Q5_0": 22, "Q5_1": 24, "Q8_0": 34, "Q2_K": 84, "Q3_K": 110,
         "Q4_K": 144, "Q5_K": 176, "Q6_K": 210}
N_COLUMNS, N_KINDS, N_ROUNDS = 1024, 12, 20
MASK = 2**64 - 1
f32 = np.float32


class Generator:
    def __init__(self):
        self.state = 1

    def numbers(self, n):
        """From -1 up to 1, 24 bits."""
        out = np.empty(n, dtype=f32)
        for i in range(n):
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
            out[i] = (self.state >> 40) * 2.0**-23 - 1.0
        return out


def make_row(generator, kind):
    x = generator.numbers(N_COLUMNS)
    column = np.arange(N_COLUMNS)
    if kind == 1:
        return x * x * x
    if kind == 2:
        return np.abs(x)
    if kind == 3:
        return -np.abs(x)
    if kind == 4:
        return np.where(column % 37 == 0, x, f32(0))
    if kind == 5:
        return np.full(N_COLUMNS, x[0], dtype=f32)
    if kind == 6:
        return np.zeros(N_COLUMNS, dtype=f32)
    if kind == 7:
        return x * f32(2.0**-30)
    if kind == 8:
        return x * f32(2.0**-130)
    if kind == 9:
        return x * (2.0**-(column // 16 % 12)).astype(f32)
    if kind == 10:
        return x * f32(30000)
    if kind == 11:
        return x * x * x * x * x + f32(0.125)
    return x


def fnv(state, data):
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & MASK
    return state


library = ctypes.CDLL(sys.argv[1])
library.ggml_quantize_chunk.restype = ctypes.c_size_t
generator = Generator()
hashes = {(name, weighed): 0xCBF29CE484222325 for name in TYPES for weighed in (False, True)}
for index in range(N_KINDS * N_ROUNDS):
    row = np.ascontiguousarray(make_row(generator, index % N_KINDS), dtype=f32)
    importance = np.square(generator.numbers(N_COLUMNS)) + f32(2.0**-10)
    for name, weighed in hashes:
        out = ctypes.create_string_buffer(N_COLUMNS // (32 if "_K" not in name else 256) *
                                          BYTES[name])
        library.ggml_quantize_chunk(
            TYPES[name], row.ctypes.data_as(ctypes.c_void_p), out, ctypes.c_int64(0),
            ctypes.c_int64(1), ctypes.c_int64(N_COLUMNS),
            importance.ctypes.data_as(ctypes.c_void_p) if weighed else None)
        hashes[name, weighed] = fnv(hashes[name, weighed], out.raw)
for name in TYPES:
    print(f"    {{MATRIX_BLOCK_{name}, 0x{hashes[name, False]:016x}, 0x{hashes[name, True]:016x}}},")
