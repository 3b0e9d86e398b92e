"""Looks of single lines that the rules for roles ask about."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.datelines import Moment, moments
from onrecord.stages.blocks import cues

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DOMAIN = re.compile(r"^(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,30}){0,2}\.[a-zA-Z]{2,12}$")
_BULLET = re.compile(r"^(?:[•·▪◦‣*●■]|\d{1,2}[.)]|[-–—])\s")
_DIGIT = re.compile(r"\d")
_SIGNS = " *•·-–—|/\xa0"  # before a phrase
_ENDS = tuple(".!?…:\"”»’'。")


@cache
def _agencies() -> frozenset[str]:
    text = (files("onrecord") / "resources/pages/agencies.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Look:
    """A line's text and what is seen at a glance; `moments` are offsets into `text`."""

    text: str
    words: tuple[str, ...]
    moments: tuple[Moment, ...]

    @property
    def short(self) -> bool:
        """At most a dozen words."""
        return len(self.words) <= 12

    @property
    def closed(self) -> bool:
        """Ends as a sentence does."""
        return self.text.endswith(_ENDS)

    @property
    def caps(self) -> bool:
        """Has letters and all of them are capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return bool(letters) and all(not c.islower() for c in letters)

    @property
    def bullet(self) -> bool:
        """Starts like an item of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def only_time(self) -> bool:
        """A date or time of day and hardly anything else."""
        if not self.moments:
            return False
        covered = sum(m.end - m.start for m in self.moments)
        rest = len([c for c in self.text if c.isalnum()]) - covered
        return rest <= 6 or covered >= 0.6 * len(self.text)

    @property
    def outlet(self) -> bool:
        """A domain name or the name of an agency, alone on its line."""
        bare = self.text.strip("()[]/. —–-")
        return bool(_DOMAIN.match(bare)) or bare.lower() in _agencies()

    def is_mostly(self, *kinds: str) -> bool:
        """Whether furniture of one of `kinds` is half the line or more."""
        if len(self.text) >= 120:
            return False
        covered = cues.covered(self.text)
        if covered is cues.NONE:  # as of most lines
            return False
        return any(covered) and any(covered[cues.NUMBER[kind]] * 2 >= len(self.text) for kind in kinds)

    def has(self, *kinds: str) -> bool:
        """Whether a phrase of one of `kinds` stands in the line."""
        covered = cues.covered(self.text.lstrip(_SIGNS))
        return covered is not cues.NONE and any(covered[cues.NUMBER[kind]] for kind in kinds)


@lru_cache(maxsize=4096)
def look(text: str) -> Look:
    """What `text` looks like; dates are only sought in lines short enough for furniture."""
    dated = len(text) < 250 and _DIGIT.search(text) is not None
    found = tuple(moments(text)) if dated else ()
    return Look(text, tuple(_WORD.findall(text[:2000])), found)
