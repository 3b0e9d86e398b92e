"""Who said what, as spans: `triples` reads one text."""

from __future__ import annotations

from typing import Final

from onrecord.stages.attributions import decode
from onrecord.stages.attributions.layouts import with_layouts
from onrecord.stages.attributions.model import model
from onrecord.stages.attributions.ruled import quotations
from onrecord.stages.attributions.triple import Triple
from onrecord.stages.attributions.windows import words

__all__ = ["LIKELY", "Triple", "triples"]

LIKELY: Final = 0.5  # a confidence from which on a triple is more likely right than wrong


def triples(text: str, lang: str = "en", *, nested: bool = True) -> list[Triple]:
    """All attributions of a text of any length, by first content offset, then cue.

    English is read by the model, other languages by the rules for direct speech. `nested` keeps
    cues that stand inside another attribution's content ("the agency quoted him as saying");
    without it the outermost are given, as PolNeAR (Newell et al. 2018) marks them.
    """
    if lang != "en":
        return sorted(quotations(text, lang), key=Triple.order)
    cut = words(text)
    reader = model()
    found = [c for s in reader.scores(cut) for c in decode.candidates(s, cut)]
    kept = decode.choose(found, reader.settings, nested=nested)
    made = [decode.triple(c, cut, reader.settings) for c in kept]
    return sorted(with_layouts(text, made, nested=nested), key=Triple.order)
