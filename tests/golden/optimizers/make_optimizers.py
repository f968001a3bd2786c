#!/usr/bin/env python3
"""Makes the golden vectors of optimizers and schedules, by mlx on the CPU.

    make_optimizers.py        writes optimizers.safetensors and schedules.json beside this file

Tensors of a case `name`: name.first, name.gradients [steps, …], name.values [steps, …] after each
step. The vectors in the tree were made with mlx 0.32.
"""
import json
from pathlib import Path

import mlx.core as mx
import mlx.optimizers as optim
import numpy as np
from safetensors.numpy import save_file

HERE = Path(__file__).parent
N_STEPS = 6
mx.set_default_device(mx.cpu)

# name: (class, options, shape)
CASES = {
    "adam": (optim.Adam, {}, (5, 7)),
    "adam-correction": (optim.Adam, {"bias_correction": True, "betas": [0.8, 0.95]}, (9,)),
    "adamw": (optim.AdamW, {}, (5, 7)),
    "adamw-correction": (optim.AdamW, {"weight_decay": 0.1, "bias_correction": True}, (4, 3)),
    "sgd": (optim.SGD, {}, (5, 7)),
    "sgd-momentum": (optim.SGD, {"momentum": 0.9, "weight_decay": 0.02, "dampening": 0.1}, (6,)),
    "sgd-nesterov": (optim.SGD, {"momentum": 0.9, "nesterov": True}, (3, 4)),
    "adafactor": (optim.Adafactor, {}, (5, 7)),
    "adafactor-vector": (optim.Adafactor, {"warmup_init": True}, (9,)),
    "adafactor-moment": (optim.Adafactor, {"beta_1": 0.9, "relative_step": False,
                                           "scale_parameter": False, "weight_decay": 0.01}, (6, 4)),
    "muon": (optim.Muon, {}, (8, 20)),
    "muon-tall": (optim.Muon, {"nesterov": False, "ns_steps": 3}, (20, 8)),
    "muon-vector": (optim.Muon, {}, (9,)),
}
RATE = 0.01


def main():
    tensors = {}
    for name, (kind, options, shape) in CASES.items():
        generator = np.random.default_rng(len(name))
        value = mx.array(generator.standard_normal(shape).astype(np.float32))
        gradients = generator.standard_normal((N_STEPS, *shape)).astype(np.float32)
        optimizer = kind(learning_rate=RATE, **options)
        tensors[name + ".first"] = np.array(value)
        tensors[name + ".gradients"] = gradients
        values = []
        for gradient in gradients:
            value = optimizer.apply_gradients({"w": mx.array(gradient)}, {"w": value})["w"]
            mx.eval(value)
            values.append(np.array(value))
        tensors[name + ".values"] = np.stack(values)
    save_file(tensors, HERE / "optimizers.safetensors")

    steps = [0, 1, 2, 3, 5, 9, 10, 11, 12, 20, 99, 100, 101, 1000]
    schedules = []
    for name, arguments in [("exponential_decay", [1e-1, 0.9]), ("step_decay", [1e-1, 0.9, 10]),
                            ("cosine_decay", [1e-1, 100]), ("cosine_decay", [1e-1, 100, 1e-3]),
                            ("linear_schedule", [1e-3, 1e-1, 100])]:
        for warmup, first in [(0, 0.0), (10, 0.0), (5, 1e-4)]:
            schedule = getattr(optim, name)(*arguments)
            if warmup:
                linear = optim.linear_schedule(first, arguments[0], warmup)
                schedule = optim.join_schedules([linear, schedule], [warmup + 1])
            rates = [float(mx.array(schedule(mx.array(step)))) for step in steps]
            schedules.append(dict(name=name, arguments=arguments, warmup=warmup, warmup_init=first,
                                  steps=steps, rates=rates))
    (HERE / "schedules.json").write_text(json.dumps(schedules, indent=1) + "\n")


if __name__ == "__main__":
    main()
