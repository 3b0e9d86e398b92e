"""Trains the event detector on the gold groups and writes models/events/detector.onnx.

    PYTHONPATH=src:. python training/events/train_detector.py [DATA]

One ONNX tree ensemble holds all bags: their trees are fitted one after another on other seeds and
averaged by a Mean of the probabilities.
"""

import json
import sys
from pathlib import Path

import onnx
from onnx import helper
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from sklearn.metrics import average_precision_score

from training.events.detector import BAGS, Table, fitted, held_out, table

OUT = Path("src/onrecord/models/events/detector.onnx")


def figures(of: Table) -> dict[str, float]:
    """Held-out average precision, and precision, recall and F1 at several cuts."""
    guess = held_out(of)
    wanted = sum(not g.optional and g.type != "NONE" for g in of.gold)
    found = {"average_precision": average_precision_score(of.labels[~of.optional], guess[~of.optional])}
    for cut in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        taken = (guess >= cut) & ~of.optional
        right = int((taken & (of.labels == 1)).sum())
        p, r = right / max(1, taken.sum()), right / wanted
        found |= {f"p@{cut}": p, f"r@{cut}": r, f"f1@{cut}": 2 * p * r / max(1e-9, p + r)}
    return {k: round(float(v), 3) for k, v in found.items()}


def merged(parts: list[onnx.ModelProto]) -> onnx.ModelProto:
    """One model that averages the probabilities of several with the same input."""
    nodes, outputs, constants = [], [], []
    for number, part in enumerate(parts):
        for node in part.graph.node:
            node.name = f"{number}_{node.op_type}_{len(nodes)}"
            node.input[:] = [i if i == "features" else f"{number}_{i}" for i in node.input]
            node.output[:] = [f"{number}_{o}" for o in node.output]
            nodes.append(node)
        for constant in part.graph.initializer:
            constant.name = f"{number}_{constant.name}"
            constants.append(constant)
        outputs.append(f"{number}_{part.graph.output[1].name}")
    nodes.append(helper.make_node("Mean", outputs, ["probabilities"]))
    shape = helper.make_tensor_value_info("probabilities", onnx.TensorProto.FLOAT, [None, 2])
    graph = helper.make_graph(nodes, "event detector", [parts[0].graph.input[0]], [shape], constants)
    model = helper.make_model(graph, opset_imports=parts[0].opset_import)
    model.ir_version = parts[0].ir_version
    return model


def main(argv: list[str]) -> None:
    of = table(Path(argv[0] if argv else "../shared"))
    print(json.dumps(figures(of), indent=1))
    kind = [("features", FloatTensorType([None, of.rows.shape[1]]))]
    keep = ~of.optional
    parts = [
        convert_lightgbm(
            fitted(of.rows[keep], of.labels[keep], seed), initial_types=kind, zipmap=False, target_opset=15
        )
        for seed in range(BAGS)
    ]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(merged(parts).SerializeToString())


if __name__ == "__main__":
    main(sys.argv[1:])
