"""A LightGBM model as an ONNX file whose inputs are feature rows and whose outputs are chances."""

from pathlib import Path

import lightgbm as lgb
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType


def save(model: lgb.Booster, width: int, path: Path) -> None:
    onnx_model = convert_lightgbm(
        model, initial_types=[("rows", FloatTensorType([None, width]))], zipmap=False, target_opset=15
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(onnx_model.SerializeToString())
