"""Who said what, as spans: `triples` reads one text."""

from __future__ import annotations

from onrecord.stages.attributions.quotations import quotations
from onrecord.stages.attributions.triple import Triple

__all__ = ["Triple", "triples"]


def triples(text: str, lang: str = "en", *, nested: bool = True) -> list[Triple]:
    """All attributions of a text of any length, by first content offset, then cue."""
    return sorted(quotations(text, lang), key=Triple.order)
