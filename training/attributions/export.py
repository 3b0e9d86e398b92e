"""Write the model folder: export.py --base FOLDER --out FOLDER CHECKPOINT... (averaged)."""

import argparse
import hashlib
import json
import pathlib
import warnings

import data
import numpy as np
import onnx
import onnxruntime
import product  # noqa: F401
import rounding
import torch
from network import Layer, Network
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from score import DATA, average
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.stages.attributions import windows

OUTPUTS = ["tags", "at", "roles", "edges", "real", "moves"]


class Attention(torch.autograd.Function):
    """Attention without a mask; in ONNX one node of onnxruntime's own, which keeps no matrix of weights."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """Each [batch, pieces, width]."""
        q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2) for x in (q, k, v))
        return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: torch.Graph, q: torch.Value, k: torch.Value, v: torch.Value, heads: int) -> torch.Value:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Unpadded(nn.Module):
    """A layer for one window at a time, as the product reads them: nothing is padded, so nothing masked."""

    def __init__(self, old: Layer) -> None:
        super().__init__()
        self.heads = old.heads
        self.qkv, self.out, self.up, self.down = old.qkv, old.out, old.up, old.down
        self.norm1, self.norm2 = old.norm1, old.norm2

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        del mask
        x = self.norm1(x + self.out(Attention.apply(*self.qkv(x).chunk(3, -1), self.heads)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Whole(nn.Module):
    """One pass: tags, then for each likely cue the roles of every word and the chain's potentials."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, features: Tensor, firsts: Tensor, mask: Tensor, floor: Tensor
    ) -> tuple[Tensor, ...]:
        h, tags = self.net.encode(pieces, features, firsts)
        p = tags[..., 3:].sigmoid()
        likely = torch.maximum(p[..., 0], p[..., 1]) * mask > floor
        at = likely.nonzero()
        rows, places = at[:, 0], at[:, 1]
        roles, edges, real = self.net.pairs(h, rows, places, mask)
        return p, at, roles.softmax(-1), edges, real.sigmoid(), self.net.pairs.moves + 0 * floor


def export(net: Network, path: pathlib.Path) -> None:
    """Trace to ONNX with free batch (of windows equally long), piece and word counts."""
    pieces = torch.randint(1000, 9000, (2, 40))
    firsts = torch.arange(30).repeat(2, 1) + 1
    example = (pieces, pieces % 18, firsts, torch.ones(2, 30), torch.tensor(0.0))
    axes = {
        "pieces": {0: "batch", 1: "pieces"},
        "features": {0: "batch", 1: "pieces"},
        "firsts": {0: "batch", 1: "words"},
        "mask": {0: "batch", 1: "words"},
        "tags": {0: "batch", 1: "words"},
        "at": {0: "cues"},
        "roles": {0: "cues", 1: "words"},
        "edges": {0: "cues", 1: "words"},
        "real": {0: "cues"},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole(net), example, str(path), input_names=[*list(axes)[:4], "floor"],
            output_names=OUTPUTS, dynamic_axes=axes, opset_version=17,
            dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip


def halve(source: pathlib.Path, target: pathlib.Path, least: int = 1024) -> None:
    """Store float32 weights as float16 with a cast behind each: half the file, same arithmetic."""
    model = onnx.load(source)
    graph = model.graph
    casts, kept = [], []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or array.size < least:
            kept.append(tensor)
            continue
        name = tensor.name
        kept.append(numpy_helper.from_array(array.astype(np.float16), name + "_half"))
        casts.append(helper.make_node("Cast", [name + "_half"], [name], to=TensorProto.FLOAT))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.save(model, target)


def shrink(source: pathlib.Path, target: pathlib.Path, left_out: list[str]) -> None:
    """Weights of the matrix products and of the word embedding to 8 bits."""
    quantize_dynamic(
        source, target, op_types_to_quantize=["MatMul", "Gather", "Gemm"], per_channel=True,
        weight_type=QuantType.QInt8, nodes_to_exclude=left_out,
    )  # fmt: skip


def compare(paths: list[pathlib.Path]) -> None:
    """Print the largest difference of tags to the first file's on random input."""
    feed = {
        "pieces": np.random.default_rng(1).integers(1000, 9000, (3, 200)),
        "features": np.random.default_rng(2).integers(0, 18, (3, 200)),
        "firsts": np.tile(np.arange(1, 151), (3, 1)),
        "mask": np.ones((3, 150), np.float32),
        "floor": np.array(0.0, np.float32),
    }
    first = None
    for path in paths:
        tags, at, roles = onnxruntime.InferenceSession(str(path)).run(OUTPUTS[:3], feed)
        first = first or (tags, roles)
        gaps = [float(np.abs(a - b).max()) for a, b in zip((tags, roles), first, strict=False)]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(path.name, path.stat().st_size, at.shape, gaps, digest)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("checkpoints", nargs="+")
    options = parser.parse_args()
    base, out = pathlib.Path(options.base), pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    net = Network(json.loads((base / "config.json").read_text()), windows.FEATURES)
    net.load_state_dict(average(options.checkpoints))
    net.eval()
    net.encoder.layers = nn.ModuleList(map(Unpadded, net.encoder.layers))
    full, half, small = (out / f"{n}.onnx" for n in ("full", "half", "int8"))
    export(net, full)
    halve(full, half)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rounding.smooth(net, data.load(DATA / "eval/attributions/polnear_train.jsonl", tokenizer)[::60])
    export(net, out / "smooth.onnx")
    nodes = [n.name for n in onnx.load(full).graph.node]
    left_out = [n for n in nodes if "/pairs/" in n and "/convs" not in n]
    shrink(out / "smooth.onnx", small, left_out)
    halve(small, small, 100_000)
    compare([full, half, small])


if __name__ == "__main__":
    main()
