"""What every maker of claims needs: the article, its parse, its times and voices; and `claim`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.language import Parse
from onrecord.records import (
    Article,
    Aspect,
    Attribution,
    Bound,
    Claim,
    EventMention,
    Span,
    TimeExpression,
)
from onrecord.stage import Dossier
from onrecord.stages.claims.frames import Frame, frames, sentences
from onrecord.text import quote, trimmed
from onrecord.words import plain_word

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

ORIGIN = "claims@4"
_LONGEST_VALUE = 240  # code points of a quoted value


@dataclass(frozen=True)
class Finding:
    """A claim in the making: places are `[start, end)` in the article's text, the main one first."""

    aspect: Aspect
    about: str
    value: str
    places: tuple[tuple[int, int], ...]
    unit: str | None = None
    bound: Bound | None = None
    scope: str | None = None
    as_of: str | None = None


class Context:
    """One article with what earlier stages found in it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.article: Article = dossier.article
        self.text = dossier.article.text
        self.times = sorted(dossier.get(TimeExpression), key=lambda t: t.span.start)
        self.events = dossier.get(EventMention)

    @property
    def doc(self) -> Parse:
        """The parse of the article."""
        return self.dossier.parse

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences that are short enough to be worked on."""
        return list(sentences(self.doc))

    @cached_property
    def _frames(self) -> dict[int, list[Frame]]:
        return {sentence.start: frames(sentence) for sentence in self.sentences}

    def frames(self, sentence: Sentence) -> list[Frame]:
        """The frames of one of the `sentences`, in order."""
        return self._frames[sentence.start]

    @cached_property
    def _words(self) -> list[str]:
        return [plain_word(token.text) for token in self.doc]

    def words(self, sentence: Sentence) -> list[str]:
        """The plain words of the tokens of a sentence."""
        return self._words[sentence.start : sentence.end]

    def told(self, sentence: Sentence) -> str:
        """What a sentence says, character by character."""
        return self.text[sentence.start_char : sentence.end_char]

    @cached_property
    def _contents(self) -> list[tuple[int, str, tuple[Span, ...]]]:
        """(length, id, spans) of what each attribution attributes, shortest first."""
        found = [
            (sum(s.end - s.start for s in a.content), a.parent is None, a.id, a.content)
            for a in self.dossier.get(Attribution)
        ]
        return [(length, name, spans) for length, _, name, spans in sorted(found, key=lambda f: f[:3])]

    def voice(self, start: int, end: int) -> str | None:
        """The innermost attribution whose content holds `[start, end)`; None: the article's own voice."""
        for _, name, spans in self._contents:
            if any(s.start <= start and end <= s.end for s in spans):
                return name
        middle = (start + end) // 2
        for _, name, spans in self._contents:
            if any(s.start <= middle < s.end for s in spans):
                return name
        return None

    def times_in(self, start: int, end: int) -> list[TimeExpression]:
        """The time expressions that lie in `[start, end)`."""
        return [t for t in self.times if start <= t.span.start and t.span.end <= end]

    def is_time(self, start: int, end: int) -> bool:
        """Whether a time expression overlaps `[start, end)`."""
        return any(t.span.start < end and start < t.span.end for t in self.times)

    def subject(self, start: int, end: int) -> str | None:
        """The event mention anchored in `[start, end)`, if there is one."""
        return next((e.id for e in self.events if start <= e.anchor.start and e.anchor.end <= end), None)

    def spans(self, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """The places as spans, each once."""
        kept = dict.fromkeys(trimmed(self.text, *place) for place in places)
        return tuple(quote(self.article, start, end) for start, end in kept if start < end)

    def claim(self, finding: Finding) -> Claim:
        """The record of a finding, with its voice and subject."""
        evidence = self.spans(finding.places)
        first = evidence[0]
        return Claim(
            origin=ORIGIN,
            article=self.article.id,
            about=clean(finding.about),
            subject=self.subject(first.start, first.end),
            aspect=finding.aspect,
            value=clean(finding.value),
            unit=finding.unit,
            bound=finding.bound,
            as_of=finding.as_of,
            scope=finding.scope,
            voice=self.voice(first.start, first.end),
            evidence=evidence,
        )


def clean(words: str) -> str:
    """Words on one line, of bounded length."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1].rstrip() + "…"
