"""The weights of a model.onnx as a checkpoint, so that training can go on from the product's own."""

import pathlib

import numpy as np
import onnx
import torch
from onnx import GraphProto, NodeProto, numpy_helper

PRODUCTS = ("MatMul", "MatMulInteger", "Gather")


def state(path: pathlib.Path) -> dict[str, torch.Tensor]:
    """What `Network.load_state_dict` takes; 8-bit and float16 weights as float32, smoothing undone."""
    graph = onnx.load(path).graph
    arrays = _arrays(graph)
    out = {n.removeprefix("net."): a for n, a in arrays.items() if _plain(n)}
    for node in graph.node:
        weight = _weight(node, arrays) if node.op_type in PRODUCTS else None
        if weight is not None:
            part = _part(node)
            scale = arrays.get(f"net.{part}.scale")
            if scale is not None:
                weight = weight * scale[:, None]
            out[f"{part}.weight"] = weight if node.op_type == "Gather" else weight.T
    return {n: torch.tensor(np.array(a, np.float32)) for n, a in out.items()}


def _arrays(graph: GraphProto) -> dict[str, np.ndarray]:
    """Initializers by name; those stored in float16 under the name of their cast."""
    named = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in named:
            named[node.output[0]] = named[node.input[0]].astype(np.float32)
    return named


def _plain(name: str) -> bool:
    """Whether an initializer is a parameter as the network names it."""
    ends = (".bias", "norm.weight", "norm1.weight", "norm2.weight", ".moves", "places.weight")
    return name.startswith("net.") and name.endswith((*ends, "distance.weight", "pairs.bias.weight"))


def _weight(node: NodeProto, arrays: dict[str, np.ndarray]) -> np.ndarray | None:
    """The matrix of a product [in, out] or of an embedding [rows, width]."""
    at = 0 if node.op_type == "Gather" else 1
    name = node.input[at]
    if name not in arrays or arrays[name].ndim != 2:
        return None
    if not name.endswith("_quantized"):
        return arrays[name]
    base = name.removesuffix("_quantized")
    zero = arrays[f"{base}_zero_point"].astype(np.int32)
    return (arrays[name].astype(np.int32) - zero) * arrays[f"{base}_scale"]


def _part(node: NodeProto) -> str:
    """The module a node was traced from: "/pairs/real/real.0/Gemm_MatMul_quant" is pairs.real.0."""
    steps = node.name.strip("/").split("/")[:-1]
    kept = [s for i, s in enumerate(steps) if i + 1 == len(steps) or not steps[i + 1].startswith(f"{s}.")]
    return ".".join(kept)
