"""Short ways to make records for a test collection: spans are found by their words."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.records import (
    Article,
    Attribution,
    Block,
    Comparison,
    Declared,
    Entity,
    Event,
    EventDate,
    EventMention,
    Mention,
    Page,
    Participant,
    Run,
    Side,
    Span,
    Story,
    TimeExpression,
)

BODY = ("body", "subhead", "list", "quote")
PAGES = Path(__file__).parent / "pages"


@dataclass
class Made:
    """An article with its page and blocks."""

    page: Page
    blocks: list[Block]
    article: Article

    def span(self, words: str) -> Span:
        """The last place of `words` in the article."""
        start = self.article.text.rindex(words)
        return Span(self.article.id, start, start + len(words), words)

    def sentence(self, number: int) -> str:
        """A line of the article's text."""
        return self.article.text.split("\n")[number]


def made(name: str, publisher: str, published: str | None, url: str | None = None, lang: str = "en") -> Made:
    """The page kept in pages/`name`.tsv; its article is made of its body lines."""
    rows = (PAGES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return from_lines(name, [tuple(r.split("\t")) for r in rows], publisher, published, url, lang)  # type: ignore[misc]


def from_lines(
    uri: str,
    lines: list[tuple[str, str]],
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    lang: str = "en",
) -> Made:
    """A page of (role, text) lines; its article is made of the body lines."""
    page = Page(
        origin="pages@1", uri=uri, publisher=publisher, fetched=None, media_type="text/plain",
        encoding="utf-8", text="\n".join(words for _, words in lines), declared=Declared(url=url),
    )  # fmt: skip
    blocks, runs, text, at = [], [], "", 0
    for role, words in lines:
        blocks.append(_block(page, at, role, words))
        if role in BODY:
            runs.append(Run(len(text), at, len(words)))
            text += words + "\n"
        at += len(words) + 1
    first = dict(reversed(lines))
    byline = first.get("byline", "")
    article = Article(
        origin="articles@1", page=page.id, uri=uri, url=url, headline=first.get("headline"),
        title=None, deck=None, publisher=publisher, section=first.get("section"),
        authors=(byline.removeprefix("By "),) if byline.startswith("By ") else (),
        published=published, published_basis="text" if published else "none", modified=None,
        lang=lang, text=text.rstrip("\n"), alignment=tuple(runs),
    )  # fmt: skip
    return Made(page, blocks, article)


def _block(page: Page, at: int, role: str, words: str) -> Block:
    time = f"2031-05-09T{words[-5:]}" if role == "teaser" and words[-3:-2] == ":" else None
    return Block(
        origin="blocks@1", page=page.id, start=at, end=at + len(words), role=role,  # type: ignore[arg-type]
        exact=words, time=time,
    )  # fmt: skip


def entity(kind: str, name: str, role: str = "", canonical: str | None = None) -> Entity:
    """An entity; its own representative unless told otherwise."""

    def build(to: str) -> Entity:
        return Entity(
            origin="entities@1", type=kind, key=name.lower(), name=name, aliases=(),  # type: ignore[arg-type]
            roles=(role,) if role else (), country=None, mentions=1, articles=(), canonical=to,
        )  # fmt: skip

    return build(canonical or build("").id)


def said(
    m: Made, source: str, cue: str, content: str, speaker: Entity | None = None, **more: object
) -> Attribution:
    """An attribution; direct when its content begins with a quotation mark."""
    fields: dict[str, object] = {
        "kind": "direct" if content[0] in "“„" else "indirect",
        "via": (), "via_names": (), "via_spans": (), "characterisation": None, "denied": False,
        "confidence": 0.9, "speaker_confidence": 0.9, "addressee": None, "parent": None,
        "antecedent": None, "speaker_method": "name" if speaker else "none",
        "speaker": speaker.id if speaker else None,
        "speaker_name": speaker.name if speaker else None,
    }  # fmt: skip
    fields.update(more)
    return Attribution(
        origin="attributions@1", article=m.article.id, source=(m.span(source),),
        cue=(m.span(cue),), content=(m.span(content),), **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def told(m: Made, anchor: str, quote: str, date: str, status: str, kind: str = "RETREAT") -> EventMention:
    """A telling of an event."""
    who = Participant(m.span(anchor), "inspectors", None, None, None)
    return EventMention(
        origin="event_mentions@1", article=m.article.id, anchor=m.span(anchor),
        quote=m.span(quote), type=kind, mode=None, also=(), contexts=(), actors=(who,),
        recipients=(), location=None, date=EventDate(date, date, "day", "explicit"),
        status=status, historical=False, attribution=None, confidence=0.8,  # type: ignore[arg-type]
    )  # fmt: skip


def event(*mentions: EventMention) -> Event:
    """What the mentions tell of; date and status are those of the first."""
    first = mentions[0]
    return Event(
        origin="events@1", mentions=tuple(m.id for m in mentions),
        articles=tuple(dict.fromkeys(m.article for m in mentions)), type=first.type,
        label=first.type, actors=(), recipients=(), location=None, country=None,
        date=first.date.edtf if first.date else None, precision="day", status=first.status,
        historical=False,
    )  # fmt: skip


def timex(m: Made, words: str, value: str, precision: str = "day") -> TimeExpression:
    """A time expression."""
    return TimeExpression(
        origin="time_expressions@1", article=m.article.id, span=m.span(words), type="DATE",
        value=value, edtf=value, precision=precision, basis="explicit", anchor=None,  # type: ignore[arg-type]
    )  # fmt: skip


def named(m: Made, words: str, who: Entity) -> Mention:
    """A mention by name."""
    return Mention(
        origin="mentions@1", article=m.article.id, span=m.span(words), type=who.type, level="name",
        entity=who.id, name=who.name,
    )  # fmt: skip


def side(m: Made, value: str, words: str, voice: str | None = None) -> Side:
    """What an article says in a comparison."""
    return Side(m.article.id, m.article.publisher, voice, value, 1, (m.span(words),))


def compared(story: Story, kind: str, verdict: str, about: str, *sides: Side) -> Comparison:
    """A comparison of a story."""
    outlets = len({s.publisher for s in sides})
    aspect = kind if kind in ("date", "figure", "wording") else "fact"
    return Comparison(
        origin="comparisons@1", story=story.id, kind=kind, aspect=aspect, verdict=verdict,  # type: ignore[arg-type]
        about=about, sides=sides, outlets=outlets, origins=outlets, reason="",
    )  # fmt: skip
