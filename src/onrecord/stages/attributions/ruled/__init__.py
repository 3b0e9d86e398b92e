"""Reported speech by rule, for languages that the model does not know: direct, and indirect."""

from onrecord.stages.attributions.ruled.reader import quotations
from onrecord.stages.attributions.ruled.sentences import regions

__all__ = ["quotations", "regions"]
