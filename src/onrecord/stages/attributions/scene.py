"""The page as resolution sees it: mentions by place, sentences, quotation marks, words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.language import Parse, is_full
from onrecord.quoting import quoted
from onrecord.records import Article, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE = 2_000  # characters of a sentence looked at to either side: bounded work
_RANK = {"name": 0, "nominal": 1, "pronoun": 2}


class Scene:
    """Look-ups over one article; every one costs a logarithm, whatever the page's length."""

    def __init__(self, article: Article, doc: Parse, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.text = article.text
        self.doc = doc
        self.full = is_full(doc)
        self.mask = quoted(article.text)
        self.mentions = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        self._starts = [m.span.start for m in self.mentions]
        self._tokens: list[int] = doc.to_array("IDX").tolist()
        self._sentences = [s.start_char for s in doc.sents] or [0]

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in [start, end)."""
        low, high = bisect_left(self._tokens, start), bisect_left(self._tokens, end)
        return [self.doc[i] for i in range(low, high)]

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in [start, end), in order, longest first."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.mentions[low:high]

    def at(self, offset: int) -> Mention | None:
        """The mention that covers `offset`: a name before a description before a pronoun."""
        high = bisect_right(self._starts, offset)
        covering = [m for m in self.mentions[max(0, high - 8) : high] if m.span.end > offset]
        return min(covering, key=lambda m: (_RANK[m.level], -m.span.start), default=None)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around `offset`, never over a line break."""
        at = max(0, bisect_right(self._sentences, offset) - 1)
        start = self._sentences[at]
        end = self._sentences[at + 1] if at + 1 < len(self._sentences) else len(self.text)
        start, end = max(start, offset - _SENTENCE), min(end, offset + _SENTENCE)
        start = max(start, self.text.rfind("\n", start, offset) + 1)
        stop = self.text.find("\n", offset, end)
        return start, stop if stop >= 0 else end

    def breaks(self, left: int, right: int) -> int:
        """The number of line breaks between two offsets (at most 9 are counted)."""
        count, at = 0, left
        while count < 9:
            at = self.text.find("\n", at, right)
            if at < 0:
                break
            count, at = count + 1, at + 1
        return count

    def quoted_share(self, spans: Iterable[tuple[int, int]]) -> float:
        """The share of the letters and digits of `spans` that stand between quotation marks."""
        total = inside = 0
        for start, end in spans:
            for i in range(start, end):
                if self.text[i].isalnum():
                    total += 1
                    inside += self.mask[i]
        return inside / total if total else 0.0
