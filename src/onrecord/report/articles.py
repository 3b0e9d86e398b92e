"""Each article in full: its marks, its page's rows, and tables of what was read from it."""

from collections.abc import Iterator

from onrecord.dates import readable
from onrecord.records import (
    Article,
    Attribution,
    EventMention,
    Mention,
    Span,
    Story,
    TimeExpression,
)
from onrecord.report import limits, links
from onrecord.report.data import ArticlePage, Fact
from onrecord.report.nesting import Mark
from onrecord.report.passages import hull, passage, several, shortened
from onrecord.report.rows import rows
from onrecord.report.shelf import Shelf
from onrecord.report.voices import anchor_of, speaker, through

Table = tuple[str, str, tuple[str, ...], tuple[Fact, ...], int]
_BASES = {
    "text": "read in the page",
    "json-ld": "from the page's JSON-LD",
    "meta": "from the page's meta tags",
    "url": "from its address",
    "html": "from the page's markup",
    "declared": "declared with the page",
}
_SHARES = {
    "copy": "the same text as in",
    "excerpt": "an excerpt shared with",
    "shared passage": "a passage shared with",
}


def article_pages(shelf: Shelf) -> tuple[ArticlePage, ...]:
    """The articles in full, by story; call last, when all targets of links are known."""
    stories: dict[str, list[Story]] = {}
    for story in shelf.stories:
        for article in story.articles:
            stories.setdefault(article, []).append(story)
    # before any page: the tables add targets to the pages
    tables = {a.id: _tables(shelf, a) for a in list(shelf.articles.values())[: limits.TABLES]}
    return tuple(
        _page(shelf, a, n, stories.get(a.id, []), tables.get(a.id, ()))
        for n, a in enumerate(shelf.articles.values(), 1)
    )


def _page(
    shelf: Shelf, article: Article, number: int, stories: list[Story], tables: tuple[Table, ...]
) -> ArticlePage:
    return ArticlePage(
        anchor=links.article_anchor(article.id),
        number=number,
        outlet=shelf.outlet_or_file(article.id),
        title=title(article),
        page_title=_other_title(article),
        byline=", ".join(article.authors),
        date=readable(article.published) or "undated",
        date_basis=_BASES.get(article.published_basis, ""),
        modified=readable(article.modified),
        section=article.section or "",
        lang=links.language(article.lang),
        url=links.outward(article.url),
        address=shortened(article.url or links.file_name(article.uri), 300),
        stories=tuple((anchor_of(s), s.label) for s in stories),
        shares=tuple(_shares(shelf, article)),
        rows=rows(article, shelf.blocks.get(article.page, []), list(marks(shelf, article))),
        tables=tables,
    )


def title(article: Article) -> str:
    """What to call an article: its headline, else its page's title, else how it begins."""
    return shortened(article.headline or article.title or article.text[:400], 140) or "untitled"


def _other_title(article: Article) -> str:
    other = article.title or ""
    return shortened(other, 200) if article.headline and other.strip() != article.headline.strip() else ""


def _shares(shelf: Shelf, article: Article) -> Iterator[tuple[str, str, str]]:
    for reuse in shelf.reuses:
        if article.id in (reuse.article, reuse.other):
            other = reuse.other if article.id == reuse.article else reuse.article
            if other in shelf.articles:
                yield _SHARES[reuse.kind], links.article_anchor(other), shelf.outlet_or_file(other)


# ── marks ──────────────────────────────────────────────────────────────────────────────────────


def marks(shelf: Shelf, article: Article) -> Iterator[Mark]:
    """Everything to be marked in an article, the targets of links among them."""
    for start, end in sorted(shelf.targets.get(article.id, ())):
        yield Mark(start, end, ("passage",), links.passage_anchor(article.id, start, end))
    for attribution in shelf.attributions.get(article.id, ()):
        yield from _attribution_marks(shelf, attribution)
    for time in shelf.times.get(article.id, ()):
        yield _mark(time.span, "time", _time_note(time))
    for mention in shelf.mentions.get(article.id, ()):
        if mention.level == "name":
            yield _mark(mention.span, "name", _mention_note(mention))
    for event in shelf.event_mentions.get(article.id, ()):
        yield _mark(event.anchor, "event", f"{_type(event)}: {event.status}")


def _mark(span: Span, kind: str, note: str = "") -> Mark:
    return Mark(span.start, span.end, (kind,), None, note)


def _attribution_marks(shelf: Shelf, attribution: Attribution) -> Iterator[Mark]:
    name = speaker(shelf, attribution)[1]
    via = f", through {through(attribution.via_names)}" if attribution.via_names else ""
    for spans, kind in (
        (attribution.content, "content"),
        (attribution.cue, "cue"),
        (attribution.source, "source"),
    ):
        for span in spans:
            yield _mark(span, kind, f"{name}{via} ({attribution.kind})" if kind == "content" else "")
    if attribution.characterisation:
        yield _mark(attribution.characterisation, "characterisation", f"how {name} is described")


def _time_note(time: TimeExpression) -> str:
    return f"{readable(time.edtf) or time.value} ({time.precision}; {time.basis})"


def _mention_note(mention: Mention) -> str:
    return ", ".join(filter(None, (mention.name, mention.type, mention.role, mention.country)))


def _type(event: EventMention) -> str:
    return " ".join(filter(None, (event.type, event.mode))).lower().replace("_", " ")


# ── tables ─────────────────────────────────────────────────────────────────────────────────────


def _tables(shelf: Shelf, article: Article) -> tuple[Table, ...]:
    made = (
        _table("attributions", "Who said what", ("Speaker", "Cue", "Through"), _said(shelf, article)),
        _table(
            "event_mentions",
            "What is told to happen",
            ("Event", "Status", "When", "Who", "To whom"),
            _events(shelf, article),
        ),
        _table(
            "time_expressions",
            "Dates and times",
            ("Means", "Precision", "Rests on"),
            _times(shelf, article),
        ),
    )
    return tuple(t for t in made if t[3])


def _table(key: str, heading: str, heads: tuple[str, ...], facts: list[Fact]) -> Table:
    return key, heading, heads, tuple(facts[: limits.NOTES]), max(0, len(facts) - limits.NOTES)


def _said(shelf: Shelf, article: Article) -> list[Fact]:
    facts = []
    for attribution in sorted(shelf.attributions.get(article.id, ()), key=_first):
        spans = attribution.content or attribution.cue or attribution.source
        whole = hull(spans, article.text)
        if whole:
            cells = (
                speaker(shelf, attribution)[1],
                several(attribution.cue),
                through(attribution.via_names),
            )
            facts.append(Fact(cells, passage(shelf, whole, quote=several(spans))))
    return facts


def _first(attribution: Attribution) -> tuple[int, int, str]:
    spans = attribution.content or attribution.cue or attribution.source
    return (spans[0].start, spans[0].end, attribution.id) if spans else (0, 0, "")


def _events(shelf: Shelf, article: Article) -> list[Fact]:
    return [
        Fact(
            (
                _type(e),
                e.status,
                readable(e.date.edtf or e.date.value) if e.date else "",
                ", ".join(p.name for p in e.actors),
                ", ".join(p.name for p in e.recipients),
            ),
            passage(shelf, e.quote),
        )
        for e in sorted(shelf.event_mentions.get(article.id, ()), key=lambda e: (e.anchor.start, e.id))
    ]


def _times(shelf: Shelf, article: Article) -> list[Fact]:
    return [
        Fact((readable(t.edtf) or t.value, t.precision, _basis(t)), passage(shelf, t.span))
        for t in sorted(shelf.times.get(article.id, ()), key=lambda t: (t.span.start, t.id))
    ]


def _basis(time: TimeExpression) -> str:
    return f"{time.basis}, {time.anchor}" if time.anchor and time.basis != "explicit" else time.basis
