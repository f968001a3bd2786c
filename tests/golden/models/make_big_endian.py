#!/usr/bin/env python3
"""Writes a GGUF file anew for big-endian machines, with the gguf package of llama.cpp:

    python make_big_endian.py FROM.gguf TO.gguf

Its writer turns metadata and floats round. Of blocks it copies the bytes, so these are turned here,
as its gguf-convert-endian does (the types it knows are compared with it), and as ggml's structs tell.
"""
import sys

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFEndian, GGUFReader, GGUFValueType, GGUFWriter
from gguf.scripts.gguf_convert_endian import byteswap_tensors

# Where a block has numbers of 2 bytes (ggml_half, uint16_t), or of 4 (qh of Q5, used as uint32_t).
FIELDS = {
    Type.Q4_0: [(0, 2)], Type.Q4_1: [(0, 2), (2, 2)], Type.Q5_0: [(0, 2), (2, 4)],
    Type.Q5_1: [(0, 2), (2, 2), (4, 4)], Type.Q8_0: [(0, 2)], Type.Q2_K: [(80, 2), (82, 2)],
    Type.Q3_K: [(108, 2)], Type.Q4_K: [(0, 2), (2, 2)], Type.Q5_K: [(0, 2), (2, 2)],
    Type.Q6_K: [(208, 2)], Type.IQ4_NL: [(0, 2)], Type.IQ4_XS: [(0, 2), (2, 2)], Type.MXFP4: [],
}
BLOCK_BYTES = {
    Type.Q4_0: 18, Type.Q4_1: 20, Type.Q5_0: 22, Type.Q5_1: 24, Type.Q8_0: 34, Type.Q2_K: 84,
    Type.Q3_K: 110, Type.Q4_K: 144, Type.Q5_K: 176, Type.Q6_K: 210, Type.IQ4_NL: 18,
    Type.IQ4_XS: 136, Type.MXFP4: 17,
}


class Block:
    """What gguf-convert-endian's functions want of a tensor."""

    def __init__(self, data):
        self.data = data


def turn(kind, data):
    blocks = data.copy().reshape(-1, BLOCK_BYTES[kind])
    for first, width in FIELDS[kind]:
        blocks[:, first:first + width] = blocks[:, first:first + width][:, ::-1]
    if kind in byteswap_tensors:
        first_block = Block(data.reshape(-1)[:BLOCK_BYTES[kind]].copy())
        byteswap_tensors[kind](first_block, 0)
        assert (first_block.data == blocks[0]).all(), kind
    return blocks.reshape(data.shape)


def main():
    reader = GGUFReader(sys.argv[1])
    architecture = reader.fields["general.architecture"].contents()
    writer = GGUFWriter(sys.argv[2], architecture, endianess=GGUFEndian.BIG)
    for key, field in reader.fields.items():
        if key == "general.architecture" or key.startswith("GGUF."):
            continue
        kind = field.types[0]
        item = field.types[1] if kind == GGUFValueType.ARRAY else None
        writer.add_key_value(key, field.contents(), kind, item)
    for tensor in reader.tensors:
        data = np.array(tensor.data)
        if tensor.tensor_type in FIELDS:
            writer.add_tensor(tensor.name, turn(tensor.tensor_type, data),
                              raw_dtype=tensor.tensor_type)
        elif tensor.tensor_type == Type.BF16:
            halves = data.view(np.uint16)
            writer.add_tensor(tensor.name, halves.byteswap().view(np.uint8),
                              raw_dtype=Type.BF16)
        else:
            writer.add_tensor(tensor.name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main()
