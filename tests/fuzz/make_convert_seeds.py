#!/usr/bin/env python3
"""Seeds of fuzz_convert, from those of fuzz_gguf_model and from a tiny checkpoint with numbers from
a counter: make_convert_seeds.py (writes corpus/convert)
"""
import json
import pathlib
import struct

corpus = pathlib.Path(__file__).parent / "corpus"
out = corpus / "convert"
N_TARGETS = 12


def safetensors(config):
    wide, inner, words = (config[key] for key in ("hidden_size", "intermediate_size", "vocab_size"))
    heads = config["num_attention_heads"]
    narrow = wide // heads * config["num_key_value_heads"]
    layer = "model.layers.0."
    shapes = {"model.embed_tokens.weight": [words, wide], "model.norm.weight": [wide],
              layer + "input_layernorm.weight": [wide],
              layer + "post_attention_layernorm.weight": [wide],
              layer + "self_attn.q_proj.weight": [wide, wide],
              layer + "self_attn.k_proj.weight": [narrow, wide],
              layer + "self_attn.v_proj.weight": [narrow, wide],
              layer + "self_attn.o_proj.weight": [wide, wide],
              layer + "mlp.gate_proj.weight": [inner, wide],
              layer + "mlp.up_proj.weight": [inner, wide],
              layer + "mlp.down_proj.weight": [wide, inner]}
    header, data = {}, b""
    for name, shape in shapes.items():
        n = shape[0] * (shape[1] if len(shape) > 1 else 1)
        body = b"".join(struct.pack("<f", (i * 37 % 101 - 50) / 50)[2:] for i in range(n))
        header[name] = {"dtype": "BF16", "shape": shape,
                        "data_offsets": [len(data), len(data) + len(body)]}
        data += body
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def main():
    out.mkdir(exist_ok=True)
    for number, path in enumerate(sorted((corpus / "gguf_model").iterdir())):
        if path.stat().st_size > 20000:
            continue
        start = bytes([number % N_TARGETS, 0, 0, 0])
        (out / f"gguf-{path.name}").write_bytes(start + path.read_bytes())
    config = {"model_type": "llama", "hidden_size": 32, "num_hidden_layers": 1,
              "num_attention_heads": 2, "num_key_value_heads": 1, "intermediate_size": 32,
              "vocab_size": 6, "max_position_embeddings": 64, "tie_word_embeddings": True}
    for number in range(N_TARGETS):
        family = ("llama", "qwen2" if number % 2 else "qwen3", "mistral")[number % 3]
        text = json.dumps({**config, "model_type": family}, separators=(",", ":")).encode()
        start = bytes([number, 1]) + struct.pack("<H", len(text))
        (out / f"folder-{number}").write_bytes(start + text + safetensors(config))


main()
