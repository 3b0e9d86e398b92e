"""What a report shows, ready to be laid out: every value is decided before the template sees it."""

from dataclasses import dataclass, field

from onrecord.report.nesting import Token


@dataclass(frozen=True, slots=True)
class Note:
    """What a limit left out, and the command that shows it."""

    text: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation with the link to where it stands; no link when that is not in the file."""

    quote: str
    href: str | None
    outlet: str
    date: str
    lang: str | None
    where: str  # for the eye and the screen reader: "Daily Example, 3 May 2024"
    voice: str = ""  # whose words, when not the outlet's own
    also: tuple[tuple[str | None, str], ...] = ()  # link and place of the same words elsewhere
    before: str = ""  # of the sentence around a short quotation
    after: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a story's list."""

    outlet: str
    title: str
    href: str | None
    date: str
    lang: str | None
    origin: str  # "own text", or "one text with …"
    origin_number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A day, month or year in the picture of a timeline with its count; in SVG units."""

    label: str
    year: str  # below the label, where it changes
    count: int
    href: str
    key: str
    x: float
    y: float
    height: float
    gap: bool  # time is left out before it


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline."""

    anchor: str
    date: str
    value: str  # EDTF
    precision: str
    status: str
    key: str  # the period of its Bar
    passages: tuple[Passage, ...]
    tellings: int  # articles that tell of it
    outlets: int
    origins: int
    historical: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated events of a story with a picture of their spread."""

    moments: tuple[Moment, ...]
    bars: tuple[Bar, ...]
    width: float
    note: Note | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One attribution: who said it how, through whom, and where."""

    passage: Passage
    kind: str
    through: tuple[str, ...]
    characterisation: str
    denied: bool
    cue: str
    confidence: str
    source: str = ""  # the words for who speaks, where nobody was identified


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with the way to the passages that it counts."""

    count: int
    href: str | None = None
    passages: tuple[Passage, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: a count for each outlet, and the quotations."""

    anchor: str
    name: str
    role: str
    cells: tuple[Cell, ...]
    total: int
    direct: int
    groups: tuple[tuple[str, str, tuple[Quotation, ...], int], ...]  # anchor, outlet, quotations, left out
    is_open: bool


@dataclass(frozen=True, slots=True)
class Column:
    """What some outlets say alike in a comparison."""

    value: str
    outlets: tuple[str, ...]
    passages: tuple[Passage, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A comparison laid side by side."""

    anchor: str
    about: str
    aspect: str
    verdict: str
    explained: str
    columns: tuple[Column, ...]
    reason: str
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels used for one referent, in rows, with a count for each outlet."""

    anchor: str
    about: str
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]  # label, voice, counts
    outlets: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that is told of one story."""

    anchor: str
    label: str
    period: str
    outlets: int
    origins: int
    articles: tuple[ArticleLine, ...]
    articles_note: Note | None
    timeline: Timeline
    speaking: tuple[str, ...]  # the outlets that head the matrix
    voices: tuple[Voice, ...]
    voices_note: Note | None
    findings: tuple[Finding, ...]
    alike: tuple[Finding, ...]  # passages in like words: agreements nobody has put into a claim
    alone: tuple[tuple[str, tuple[Finding, ...]], ...]  # by outlet
    wordings: tuple[Wording, ...]
    findings_note: Note | None


@dataclass(frozen=True, slots=True)
class Row:
    """A block in an article's view: its role and its text, or lines that were dropped."""

    kind: str  # text, meta, dropped
    role: str
    tokens: tuple[Token, ...] = ()
    lines: tuple[tuple[str, str, str], ...] = ()  # role, text, time
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line in the tables below an article."""

    columns: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article in full with what was read from it."""

    anchor: str
    number: int
    outlet: str
    title: str
    page_title: str
    byline: str
    date: str
    date_basis: str
    modified: str
    section: str
    lang: str | None
    url: str | None
    address: str  # the url or file name as text
    stories: tuple[tuple[str, str], ...]  # anchor, label
    shares: tuple[tuple[str, str, str], ...]  # how, anchor, outlet of the other
    rows: tuple[Row, ...]
    tables: tuple[
        tuple[str, str, tuple[str, ...], tuple[Fact, ...], int], ...
    ]  # key, title, heads, lines, left out


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not used, with its reason."""

    target: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the collection is."""

    title: str
    pages: int
    done: int
    rejected: int
    duplicate: int
    stories: int
    outlets: tuple[tuple[str, int], ...]
    period: str
    languages: tuple[str, ...]
    unsure: Note | None = None  # attributions left out for their confidence


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything in the file."""

    summary: Summary
    stories: tuple[StoryPage, ...]
    other_stories: tuple[tuple[str, str, int], ...]  # label, period, articles
    articles: tuple[ArticlePage, ...]
    articles_note: Note | None
    stories_note: Note | None
    refusals: tuple[Refusal, ...]
    refusals_note: Note | None
    quality: dict[str, str] = field(default_factory=dict)
    split: tuple[str, ...] = ()  # anchors whose passage is in several pieces
    version: str = ""
