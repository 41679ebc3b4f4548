#!/usr/bin/env python3
"""A model of drift in PyTorch: opens the file, rebuilds the network of drift-model(5) and asks it what drift was asked.

    drift noise x0.npy -m MODEL -t 0.5 -o xt.npy
    drift sample -m MODEL --init xt.npy --t-max 0.5 --t-min 0 --steps 1 -o mean.npy     # one ddim step: E[x0 | x_t]
    load_in_pytorch.py MODEL xt.npy 0.5 mean.npy                                        # the largest difference
"""
import json, math, struct, sys
import numpy, torch
from torch.nn.functional import silu


def read(path):  # safetensors: a length, a JSON header, the tensors
    raw = open(path, "rb").read()
    start = 8 + struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:start])
    words = header.pop("__metadata__")
    numbers = torch.frombuffer(bytearray(raw[start:]), dtype=torch.float32)
    return words, {name: numbers[at["data_offsets"][0] // 4:at["data_offsets"][1] // 4].reshape(at["shape"])
                   for name, at in header.items()}


class Mlp(torch.nn.Module):
    def __init__(self, tensors):
        super().__init__()
        layer = lambda name: torch.nn.Linear(*reversed(tensors[name + ".weight"].shape))
        self.input, self.output = layer("input"), layer("output")
        blocks = sum(name.startswith("block.") for name in tensors) // 2
        self.block = torch.nn.ModuleDict({str(l): layer(f"block.{l}") for l in range(1, blocks + 1)})
        self.adaptive = "time.weight" in tensors
        if self.adaptive: self.time, self.modulation = layer("time"), layer("modulation")
        if "input.frequencies" in tensors: self.input.register_buffer("frequencies", tensors["input.frequencies"])
        if "class.weight" in tensors: self.add_module("class", torch.nn.Embedding(*tensors["class.weight"].shape))
        self.load_state_dict(tensors)

    def forward(self, x, t, label=None):
        waves = lambda angles: torch.cat([angles.sin(), angles.cos()], -1)
        told = waves(t[:, None] * 1000.0 ** (torch.arange(32, dtype=torch.float64) / 31).float())
        of_class = 0 if label is None else self.get_submodule("class")(label)
        if self.adaptive:
            scales = self.modulation(silu(self.time(told) + of_class)).chunk(2 + 2 * len(self.block), -1)
            see = [x, waves(x @ self.input.frequencies.T)] if hasattr(self.input, "frequencies") else [x]
        else:
            see = [x, told] if label is None else [x, told, of_class]
        act = lambda l, u: silu((1 + scales[2 * l]) * u + scales[2 * l + 1] if self.adaptive else u)
        h = act(0, self.input(torch.cat(see, -1)))
        for l, block in self.block.items(): h = h + act(int(l), block(h))
        return self.output(h)


if __name__ == "__main__":
    words, tensors = read(sys.argv[1])
    assert words["network"].startswith("mlp:") and "activation=silu" in words["network"], words["network"]
    assert words["schedule"] == "vp-cosine:s=0.008" and words["prediction"] == "v", "other formulas than those below"
    mean, spread = tensors.pop("units.mean"), tensors.pop("units.spread")
    xt, x0 = ((torch.from_numpy(numpy.load(sys.argv[i])).flatten(1).double() - mean) / spread for i in (2, 4))
    t = float(sys.argv[3])
    alpha = math.cos((t + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
    v = (alpha * xt - x0) / math.sqrt(1 - alpha * alpha)  # the network's output that drift used
    label = torch.full([len(xt)], int(words["classes"])) if words["classes"] != "0" else None  # no class
    with torch.no_grad():
        difference = (Mlp(tensors)(xt.float(), torch.full([len(xt)], t), label) - v).abs().max().item()
    print(f"largest difference {difference:.1e} of a largest output {v.abs().max().item():.2f}")
    sys.exit(difference > 1e-5)
