"""8-bit arithmetic in training: what `export.py` will round is rounded already while weights are learnt.

Activations have one scale a window in 8 bits, weights one a channel. `smooth` first moves the few
channels that are far larger than the rest from activations into weights, which halves the error
(SmoothQuant, Xiao et al. 2023). Gradients pass the rounding as if it were not there (straight-through,
Bengio et al. 2013).
"""

import data
import torch
from network import Dense, Network
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx
from torch.nn import functional

SMOOTH = 0.75  # how much of the activations' spread goes into the weights
SMOOTHED = ("qkv", "up", "down")


class Scaled(Dense):
    """A linear layer whose input channels are brought to like size first; the same function."""

    def __init__(self, old: nn.Linear, scale: Tensor) -> None:
        super().__init__(old.in_features, old.out_features)
        self.weight, self.bias = nn.Parameter(old.weight.data * scale), old.bias
        self.register_buffer("scale", 1 / scale)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x * self.scale)


class Rounded(torch.autograd.Function):
    """A linear layer on rounded numbers; its gradients are those of the numbers before."""

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor, weight: Tensor, kind: torch.dtype) -> Tensor:
        a, b = windows_rounded(x).to(kind), channels_rounded(weight).to(kind)
        ctx.save_for_backward(a, b)
        return functional.linear(a, b)

    @staticmethod
    def backward(ctx: FunctionCtx, grad: Tensor) -> tuple[Tensor, Tensor, None]:
        a, b = ctx.saved_tensors
        grad = grad.to(a.dtype)
        return (grad @ b).float(), (grad.flatten(0, -2).T @ a.flatten(0, -2)).float(), None


def windows_rounded(x: Tensor) -> Tensor:
    """x [batch, ..., width] to 256 steps between the least and the largest number of its window, or 0."""
    flat = x.detach().flatten(1)
    low, high = flat.amin(1).clamp(max=0), flat.amax(1).clamp(min=0)
    step = ((high - low) / 255).clamp(min=1e-12).view(-1, *[1] * (x.ndim - 1))
    return (x / step).round_().mul_(step)


def channels_rounded(weight: Tensor) -> Tensor:
    """weight [out, in] to 255 steps, as many below as above 0, for each output."""
    step = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-12)
    return (weight / step).round_().mul_(step)


def smooth(net: Network, texts: list[data.Text]) -> None:
    """Replace the encoder's wide layers by `Scaled` ones; activations are measured on `texts`."""
    layers = {n: m for n, m in net.encoder.named_modules() if n.split(".")[-1] in SMOOTHED}
    largest: dict[str, Tensor] = {}

    def watch(name: str, x: Tensor) -> None:
        found = x.abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest.get(name, found), found)

    hooks = [m.register_forward_pre_hook(lambda _, x, n=n: watch(n, x[0])) for n, m in layers.items()]
    with torch.no_grad():
        for batch in (data.collate([w]) for t in texts for w in data.cut(t)):
            net.encode(batch.pieces, batch.features, batch.firsts)
    for hook in hooks:
        hook.remove()
    for name, old in layers.items():
        weights = old.weight.data.abs().amax(0).clamp(min=1e-4)
        scale = largest[name].clamp(min=1e-4) ** SMOOTH / weights ** (1 - SMOOTH)
        above, _, last = name.rpartition(".")
        setattr(net.encoder.get_submodule(above), last, Scaled(old, scale / scale.median()))


def folded(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A checkpoint without scales: they are multiplied into the weights."""
    scales = {n.removesuffix("scale") + "weight": s for n, s in state.items() if n.endswith(".scale")}
    kept = {n: v.float() for n, v in state.items() if not n.endswith(".scale")}
    return {n: v * scales[n] if n in scales else v for n, v in kept.items()}
