"""Quotations with links: every passage shown outside its article becomes a target inside it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.breaks import sentence_at
from onrecord.dates import readable
from onrecord.records import Span
from onrecord.report import limits, links
from onrecord.report.data import Passage
from onrecord.report.shelf import Shelf

_SPACE = re.compile(r"\s+")
_AROUND = 160  # characters of context on either side
_NEAR = 60  # characters between spans that are shown as one
_SHORT = 90  # quotations shorter than this are shown in their sentence


def shortened(text: str, most: int = limits.QUOTE) -> str:
    """`text` on one line, cut at a word near `most` characters with an ellipsis."""
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= most:
        return line
    cut = line.rfind(" ", most // 2, most)
    return line[: cut if cut > 0 else most].rstrip(" ,;:") + " …"


def passage(shelf: Shelf, span: Span, voice: str = "", outlet: str | None = None, quote: str = "") -> Passage:
    """The quotation of `span`, and its place in the article's view kept as a link target there.

    `quote` replaces the words shown, `outlet` names the outlet when the article is not at hand.
    """
    article = shelf.articles.get(span.article)
    name = shelf.outlet(span.article, outlet)
    place = shelf.outlet_or_file(span.article, outlet)
    date = readable(article.published[:10]) if article and article.published else ""
    shown = quote or shortened(span.exact)
    before, after = ("", "")
    if article and not quote and span.end - span.start < _SHORT:
        before, after = around(article.text, span.start, span.end)
    href = None
    if article:
        shelf.targets[span.article].add((span.start, span.end))
        href = "#" + links.passage_anchor(span.article, span.start, span.end)
    return Passage(
        quote=shown,
        href=href,
        outlet=name,
        date=date,
        lang=links.language(article.lang) if article else None,
        where=f"{place}, {date}" if date else place,
        voice=voice,
        before=before,
        after=after,
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after [start, end) in its sentence, shortened at words."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first, last = sentence_at(text, start, end)
    before, after = text[max(low, first) : start], text[end : min(high, last)]
    if first < low:
        before = "… " + before.partition(" ")[2]
    if last > high:
        after = after.rpartition(" ")[0] + " …"
    return _SPACE.sub(" ", before).lstrip(), _SPACE.sub(" ", after).rstrip()


def hull(spans: tuple[Span, ...], text: str) -> Span | None:
    """One span from the first to the last of `spans` of one article; None when there are none."""
    if not spans:
        return None
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Span(spans[0].article, start, end, text[start:end])


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Passages of the same words in the same voice as one, with the other places beside the first."""
    found: dict[tuple[str, ...], Passage] = {}
    for p in passages:
        key = (p.before, p.quote, p.after, p.voice)
        first = found.setdefault(key, p)
        if first is not p:
            found[key] = replace(first, also=(*first.also, (p.href, p.where)))
    return list(found.values())


def together(spans: tuple[Span, ...], text: str | None) -> list[Span]:
    """`spans` in order, those that stand close in one line (a quotation, its cue and source) as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.article, s.start, s.end)):
        last = found[-1] if found else None
        if last and text and last.article == span.article and _close(text, last.end, span.start):
            end = max(last.end, span.end)
            found[-1] = Span(span.article, last.start, end, text[last.start : end])
        else:
            found.append(span)
    return found


def _close(text: str, end: int, start: int) -> bool:
    return start - end <= _NEAR and "\n" not in text[end:start]


def several(spans: tuple[Span, ...]) -> str:
    """The words of spans that belong together, with an ellipsis where something stands between."""
    return shortened(" … ".join(s.exact for s in spans))
