#!/usr/bin/env python3
"""A model of drift in PyTorch: opens the file, rebuilds the network, the schedule and the prediction of drift-model(5),
and asks them what drift was asked.

    drift noise x0.npy -m MODEL -t 0.5 -o xt.npy
    drift sample -m MODEL --init xt.npy --t-max 0.5 --t-min 0 --steps 1 --grid time --dtype float64 -o x.npy    # ddim
    load_in_pytorch.py MODEL xt.npy 0.5 x.npy               # the largest difference; more models may follow, in fours

    load_in_pytorch.py CLASSIFIER x0.npy 0 labels.npy     # the share that is right, as drift eval accuracy --times 0 says
"""
import json, math, struct, sys
import numpy, torch
from torch.nn.functional import gelu, relu, silu


def read(path):  # safetensors: a length, a JSON header, the tensors
    raw = open(path, "rb").read()
    start = 8 + struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:start])
    words = header.pop("__metadata__")
    numbers = torch.frombuffer(bytearray(raw[start:]), dtype=torch.float32)
    return words, {name: numbers[at["data_offsets"][0] // 4:at["data_offsets"][1] // 4].reshape(at["shape"])
                   for name, at in header.items() if not name.startswith("training.")}


def settings(spec):  # "mlp:width=32,depth=2": a name, and its settings
    name, _, rest = spec.partition(":")
    return name, dict(setting.split("=") for setting in rest.split(",") if setting)


class Perceptron(torch.nn.Module):
    """The networks mlp and plain."""

    def __init__(self, spec, tensors):
        super().__init__()
        name, keys = settings(spec)
        self.activation = {"silu": silu, "gelu": gelu, "relu": relu, "tanh": torch.tanh}[keys["activation"]]
        self.residual, self.time_is = name == "mlp", keys.get("time", "number")
        layer = lambda name: torch.nn.Linear(*reversed(tensors[name + ".weight"].shape))
        self.input, self.output = layer("input"), layer("output")
        blocks = sum(name.startswith("block.") for name in tensors) // 2
        self.block = torch.nn.ModuleDict({str(l): layer(f"block.{l}") for l in range(1, blocks + 1)})
        if self.time_is == "adaptive": self.time, self.modulation = layer("time"), layer("modulation")
        if "input.frequencies" in tensors: self.input.register_buffer("frequencies", tensors["input.frequencies"])
        if "class.weight" in tensors: self.add_module("class", torch.nn.Embedding(*tensors["class.weight"].shape))
        self.load_state_dict(tensors)

    def forward(self, x, t, label=None):
        waves = lambda angles: torch.cat([angles.sin(), angles.cos()], -1)
        of_t = waves(t[:, None] * 1000.0 ** (torch.arange(32, dtype=torch.float64) / 31).float())
        of_class = [] if label is None else [self.get_submodule("class")(label)]
        if self.time_is == "adaptive":
            scales = self.modulation(silu(sum(of_class, self.time(of_t)))).chunk(2 + 2 * len(self.block), -1)
            see = [x, waves(x @ self.input.frequencies.T)] if hasattr(self.input, "frequencies") else [x]
        else:
            see = [x, of_t if self.time_is == "concat" else t[:, None], *of_class]
        act = lambda l, u: self.activation((1 + scales[2 * l]) * u + scales[2 * l + 1]
                                           if self.time_is == "adaptive" else u)
        h = act(0, self.input(torch.cat(see, -1)))
        for l, block in self.block.items(): h = act(int(l), block(h)) + (h if self.residual else 0)
        return self.output(h)


def betas(sequence, n):  # of a chain of n steps
    k = torch.arange(1, n + 1, dtype=torch.float64)
    share, scale = (k - 1) / max(n - 1, 1), 1000 / n
    low, high = 1e-4 * scale, 0.02 * scale
    ramp = lambda a, b, s=share: a + (b - a) * s
    abar = lambda t: torch.cos((t + 0.008) / 1.008 * math.pi / 2) ** 2
    return {"linear": lambda: ramp(low, high),
            "scaled-linear": lambda: scale * ramp(0.00085 ** 0.5, 0.012 ** 0.5) ** 2,
            "quadratic": lambda: ramp(low ** 0.5, high ** 0.5) ** 2,
            "cosine": lambda: (1 - abar(k / n) / abar((k - 1) / n)).clamp(max=0.999),
            "sigmoid": lambda: ramp(low, high, torch.sigmoid(ramp(-6, 6)))}[sequence]()


def scales(spec, t):  # alpha and sigma at t
    name, keys = settings(spec)
    of = {key: float(value) for key, value in keys.items() if key != "betas"}
    one = torch.ones_like(t)
    preserving = lambda log_alpha: (log_alpha.exp(), (-torch.expm1(2 * log_alpha)).sqrt())
    if name == "linear": return 1 - t, t
    if name == "ve": return one, of["sigma_q"] * t.sqrt()
    if name == "ve-geometric": return one, of["sigma_min"] * (of["sigma_max"] / of["sigma_min"]) ** t
    if name == "edm": return one, of["sigma_max"] * t
    if name == "vp-cosine":
        alpha = torch.cos((t + of["s"]) / (1 + of["s"]) * math.pi / 2) / math.cos(of["s"] / (1 + of["s"]) * math.pi / 2)
        return alpha, (1 - alpha * alpha).clamp(min=0).sqrt()
    if name == "vp-discrete":
        n = int(of["n"])
        log_alpha = torch.cat([torch.zeros(1), torch.log1p(-betas(keys["betas"], n)) / 2]).double().cumsum(0)
        k = min(max(math.ceil(float(t) * n), 1), n)  # t is in ((k - 1) / n, k / n]
        return preserving(log_alpha[k - 1] + (t * n - (k - 1)) * (log_alpha[k] - log_alpha[k - 1]))
    log_alpha = -t * (of["beta_min"] + (of["beta_max"] - of["beta_min"]) * t / 2) / 2
    if name == "vp-linear": return preserving(log_alpha)
    assert name == "sub-vp", spec
    return log_alpha.exp(), -torch.expm1(2 * log_alpha)


def clean(spec, schedule, time):  # a and b of y_0 = a y_t + b F, by the prediction
    name, keys = settings(spec)
    t = torch.tensor(time, dtype=torch.float64, requires_grad=True)
    alpha, sigma = scales(schedule, t)
    dot = lambda scale: torch.autograd.grad(scale, t, retain_graph=True)[0] if scale.requires_grad else 0 * t
    r = torch.hypot(alpha, sigma)
    if name == "x0": return 0, 1
    if name == "eps": return 1 / alpha, -sigma / alpha
    if name == "score": return 1 / alpha, sigma / alpha
    if name == "v": return alpha / r ** 2, -sigma / r
    if name == "edm": return alpha / r ** 2, sigma / r
    if name == "velocity":
        w = alpha * dot(sigma) - dot(alpha) * sigma
        return dot(sigma) / w, -sigma * torch.hypot(dot(alpha), dot(sigma)) / w
    assert name == "previous", spec
    return 1, time * float(settings(schedule)[1]["sigma_q"]) / math.sqrt(float(keys["dt"]))


def main(path, xt_file, time, known_file):
    words, tensors = read(path)
    mean, spread = tensors.pop("units.mean").double(), tensors.pop("units.spread")
    if "units.mean_rest" in tensors: mean += tensors.pop("units.mean_rest")
    rows = lambda file: (torch.from_numpy(numpy.load(file)).double().flatten(1) - mean) / spread
    xt, t = rows(xt_file), float(time)
    at = lambda s: [float(scale) for scale in scales(words["schedule"], torch.tensor(s, dtype=torch.float64))]
    (alpha, sigma), (alpha_0, sigma_0) = at(t), at(0.0)
    classifies = words.get("task") == "classify"
    label = None if words["classes"] == "0" or classifies else torch.full([len(xt)], int(words["classes"]))  # no class
    network = Perceptron(words["network"], tensors)
    with torch.no_grad(): said = network((xt / math.hypot(alpha, sigma)).float(), torch.full([len(xt)], t), label).double()
    if classifies:
        right = (said.argmax(-1) == torch.from_numpy(numpy.load(known_file))).double().mean()
        print(f"{path}: right {right.item():.6g}")
        return False
    a, b = (float(torch.as_tensor(number).detach()) for number in clean(words["prediction"], words["schedule"], t))
    of_x0 = alpha_0 - sigma_0 * alpha / sigma  # ddim: x = alpha_0 x0_hat + sigma_0 (xt - alpha x0_hat) / sigma
    x = of_x0 * (a * xt + b * said) + sigma_0 / sigma * xt
    difference = ((x - rows(known_file)) / (of_x0 * b)).abs().max().item()  # of the network's outputs
    print(f"{path}: largest difference {difference:.1e} of a largest output {said.abs().max().item():.2f}")
    return difference > 1e-5 * max(1.0, said.abs().max().item())


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(any([main(*asked[k:k + 4]) for k in range(0, len(asked), 4)]))
