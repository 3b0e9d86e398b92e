"""The value this folder's models make: cue, source and content of one attribution, as offsets."""

from __future__ import annotations

from dataclasses import dataclass

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution; code-point offsets, each field sorted half-open (start, end) pairs."""

    source: Offsets  # empty when the text names none
    cue: Offsets
    content: Offsets  # several pairs when it is broken
    confidence: float  # probability that the triple is right

    def order(self) -> tuple[Offsets, Offsets, Offsets]:
        """Sort key: by content, then cue, then source."""
        return (self.content, self.cue, self.source)
