#!/usr/bin/env python3
"""What MLX on the CPU makes of the inputs of tests/unit/convert/quantize_test.c, as hashes:
make_quantized.py > tests/golden/quantized.txt
"""

import mlx.core as mx
import numpy as np

ROWS, COLUMNS = 16, 256
KINDS = 16
MODES = [("affine", bits, group) for bits in (2, 3, 4, 5, 6, 8) for group in (32, 64, 128)]
MODES += [("mxfp4", 4, 32), ("nvfp4", 4, 16), ("mxfp8", 8, 32)]
DTYPES = {"float32": mx.float32, "float16": mx.float16, "bfloat16": mx.bfloat16}
DENORMAL = 12  # where MLX's exponents of mxfp4 and mxfp8 wrap around


def random_words(kind):
    """splitmix64 of (kind, index)."""
    index = np.arange(ROWS * COLUMNS, dtype=np.uint64) + np.uint64(kind << 32) + np.uint64(1)
    z = index * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def make_input(kind):
    word = random_words(kind)
    index = np.arange(ROWS * COLUMNS)
    row = (index // COLUMNS).astype(np.int32)
    part = (word & np.uint64(0xFFFF)).astype(np.int64)
    small = ((word >> np.uint64(16)) & np.uint64(15)).astype(np.int64)
    sign = (word >> np.uint64(63)).astype(np.uint32)
    unit = (part - 32768).astype(np.float32) / np.float32(32768)
    ties = np.array([0, .5, -.5, .25, .75, 1.25, 2.5, 5, -5, 6, -6, 3.5, 1.75, -1.25, -.25, 4],
                    dtype=np.float32)
    one = np.ones(ROWS * COLUMNS, dtype=np.float32)
    if kind == 0:
        x = unit * np.float32(0.03125)
    elif kind == 1:
        x = np.ldexp(unit, 3 * row - 33)
    elif kind in (2, 3):
        x = part.astype(np.float32) / np.float32(-65536 if kind == 2 else 65536)
    elif kind in (4, 7):
        x = one * np.float32(0.0 if kind == 4 else -0.0)
    elif kind in (5, 6):
        x = one * np.float32(0.37 if kind == 5 else -0.37)
    elif kind in (8, 9):
        x = (small - 8).astype(np.float32) * np.float32(1 if kind == 8 else 0.25)
    elif kind == 10:
        x = ties[small]
    elif kind == 11:
        x = np.where(index % 17 == 0, unit * np.float32(2.0 ** -20), np.float32(0))
    elif kind == DENORMAL:
        x = ((sign << np.uint32(31)) | part.astype(np.uint32)).view(np.float32)
    elif kind == 13:
        x = np.ldexp(unit, (small * 2 - 20).astype(np.int32))
    elif kind == 14:
        x = np.where(index % 2 == 0, -one, one)
    else:
        x = unit * np.float32(60000)
    return x.astype(np.float32).reshape(ROWS, COLUMNS)


def fnv(array):
    value = 0xCBF29CE484222325
    for byte in np.ascontiguousarray(array).tobytes():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def main():
    mx.set_default_device(mx.cpu)
    for kind in range(KINDS):
        for name, dtype in DTYPES.items():
            x = mx.array(make_input(kind)).astype(dtype)
            for mode, bits, group in MODES:
                if kind == DENORMAL and mode in ("mxfp4", "mxfp8"):
                    continue
                parts = mx.quantize(x, group_size=group, bits=bits, mode=mode)
                print(kind, name, mode, bits, group,
                      *(fnv(np.array(part.view(mx.uint8))) for part in parts))


main()
