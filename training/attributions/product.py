"""Lets these scripts use the product's windows and decoding without what the product needs."""

import pathlib
import sys
import types

SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"

for name in ("onrecord", "onrecord.stages", "onrecord.stages.attributions"):
    module = types.ModuleType(name)
    module.__path__ = [str(SOURCE / name.replace(".", "/"))]
    sys.modules.setdefault(name, module)
