"""The detector: how likely a predicate tells of an event that a coder would record."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy
import onnxruntime

from onrecord.errors import BrokenModel
from onrecord.records import EventMention
from onrecord.stages.event_mentions.features import Numbered, vectors

THRESHOLD = 0.2  # best F1 over held-out groups; see the card in models/events
SURE = 0.35  # what a telling without anybody, any place or date needs: it tells a reader little
_MODEL = files("onrecord") / "models" / "events" / "detector.onnx"


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(_MODEL.read_bytes(), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise BrokenModel(f"the event detector can't be loaded: {error}") from error


def is_enough(mention: EventMention, probability: float) -> bool:
    """Whether a candidate is likely enough to be kept."""
    bare = not (mention.actors or mention.recipients or mention.location or mention.date)
    return probability >= (SURE if bare else THRESHOLD)


def probabilities(found: Sequence[Numbered]) -> list[float]:
    """One probability for each candidate of one article, to four places so that ids stay stable."""
    if not found:
        return []
    rows = numpy.asarray(vectors(found), dtype=numpy.float32)
    [scores] = _session().run(None, {"features": rows})
    return [round(float(score), 4) for score in numpy.asarray(scores)[:, 1]]
