"""The records: frozen dataclasses whose claims rest on spans of an article's text.

All offsets are half-open ranges of Unicode code points. An id is a hash of the record's key
fields, so the same input has the same ids on any machine. Everything else that describes the
records (Arrow schema, tables, JSON, JSON Schema, docs) is derived from this module.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring_ascii
from typing import ClassVar, Literal

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

Role = Literal[
    "headline",
    "deck",
    "byline",
    "dateline",
    "section",
    "body",
    "subhead",
    "list",
    "caption",
    "quote",
    "teaser",
    "advert",
    "control",
    "signature",
    "other",
]
Basis = Literal["text", "json-ld", "meta", "url", "html", "declared", "none"]
EntityType = Literal["person", "organisation", "outlet", "place", "group", "document", "other"]
MentionLevel = Literal["name", "nominal", "pronoun"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
# fmt: off
Precision = Literal[
    "second", "minute", "hour", "part of day", "day", "week", "month", "season", "quarter", "half-year",
    "year", "decade", "century", "vague", "duration", "set",
]
TimeBasis = Literal["explicit", "publication", "previous expression", "quoted outlet", "event", "none"]
Status = Literal[
    "happened", "ongoing", "announced", "planned", "demanded", "hypothetical", "denied", "alleged",
]
# fmt: on
Kind = Literal["direct", "indirect", "mixed"]
SpeakerMethod = Literal["name", "surname", "role", "pronoun", "outlet", "group", "none"]
Verdict = Literal["agree", "compatible", "differ", "updated later", "only one", "not comparable"]
Aspect = Literal["date", "figure", "place", "name", "cause", "status", "wording", "fact"]
Bound = Literal["exactly", "at least", "at most", "more than", "less than", "about", "up to"]


def plain(value: object) -> Plain:
    """`value` (a record, a value of one, or a container) as JSON-ready plain data, fields in order."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if names := field_names(type(value)):
        return {name: plain(getattr(value, name)) for name in names}
    raise TypeError(f"not plain data: {type(value).__name__}")


def field_names(of: type) -> tuple[str, ...]:
    """The fields of a dataclass in their order; none of any other type."""
    return _field_names(of)


@cache
def _field_names(of: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(of)) if is_dataclass(of) else ()


def hashed(table: str, *parts: object) -> str:
    """The id of the record of `table` with the key `parts`: 20 hex digits of a SHA-256."""
    key = ",".join(map(_written, (table, *parts)))
    return hashlib.sha256(f"[{key}]".encode("ascii")).hexdigest()[:20]


def _written(part: object) -> str:
    """`plain(part)` as JSON without blanks, written at once."""
    if writer := _WRITERS.get(type(part)):
        return writer(part)
    if isinstance(part, (tuple, list)):
        return f"[{','.join(map(_written, part))}]"
    if names := field_names(type(part)):
        inside = [f'"{name}":{_written(getattr(part, name))}' for name in names]
        return f"{{{','.join(inside)}}}"
    return json.dumps(part)


_WRITERS: dict[type, Callable[..., str]] = {str: encode_basestring_ascii, int: str}  # of most keys


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted place in an article (W3C Web Annotation: position and quote selector in one).

    Law: `article.text[start:end] == exact`, checked where records enter the store.
    """

    article: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an `id` derived from the fields named in `KEY`, and its `origin`."""

    TABLE: ClassVar[str] = ""
    KEY: ClassVar[tuple[str, ...]] = ()
    id: str = field(init=False)
    origin: str

    def __post_init__(self) -> None:
        key = (getattr(self, name) for name in self.KEY)
        object.__setattr__(self, "id", hashed(self.TABLE, *key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What came with a page from outside its visible text: catalogue row, meta tags, JSON-LD."""

    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Record):
    """A captured page as visible text, in order; for HTML its rendering. Never altered afterwards."""

    TABLE = "pages"
    KEY = ("uri", "publisher", "text")
    uri: str
    publisher: str | None
    fetched: str | None
    media_type: str
    encoding: str | None
    text: str
    declared: Declared = Declared()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Record):
    """A run of a page's text with the role it plays; `start, end` are offsets into `Page.text`."""

    TABLE = "blocks"
    KEY = ("page", "start", "end")
    page: str
    start: int
    end: int
    role: Role
    exact: str
    time: str | None = None  # of a teaser: when the story it links to was published, ISO 8601
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """`length` code points of an article's text from `text` that stand in the page from `page`."""

    text: int
    page: int
    length: int


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One field of an article's metadata, where it was found, and its place in `Page.text` if visible."""

    field: str
    value: str
    basis: Basis
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Record):
    """The clean text of a page with its metadata (schema.org NewsArticle).

    `published` is ISO 8601 to the precision given (date, minute, zone), None when undatable.
    `alignment` maps offsets of `text` to offsets of the page's text.
    """

    TABLE = "articles"
    KEY = ("page", "text")
    page: str
    uri: str
    url: str | None
    headline: str | None
    title: str | None  # the page's own title (og:title, JSON-LD), when it has one
    deck: str | None
    authors: tuple[str, ...]
    publisher: str | None
    section: str | None
    published: str | None
    published_basis: Basis
    modified: str | None
    lang: str
    text: str
    alignment: tuple[Run, ...]
    metadata: tuple[Metadatum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A place where an entity is named, described or referred to (ACE: name, nominal, pronoun)."""

    TABLE = "mentions"
    KEY = ("article", "span", "entity")
    article: str
    span: Span
    type: EntityType
    level: MentionLevel
    entity: str | None  # id of the Entity
    name: str | None  # the entity's fullest name in this article
    role: str | None = None  # the description it came with: "Kremlin Spokesman"
    country: str | None = None  # ISO 3166-1 alpha-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """Somebody or something named in the collection. `key` is its folded name; one row per (type, key).

    Identity beyond the key is kept as Judgements; `canonical` is the entity that those lead to
    (itself when there is none).
    """

    TABLE = "entities"
    KEY = ("type", "key")
    type: EntityType
    key: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    mentions: int
    articles: tuple[str, ...]
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """Whether two entities are one, and why: identity as an edge with a reason, never an overwrite."""

    TABLE = "judgements"
    KEY = ("left", "right")
    left: str  # Entity id, left < right
    right: str
    verdict: Literal["same", "different", "unsure"]
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Record):
    """A TIMEX3 expression with its EDTF interval; parts the text does not give are never filled in."""

    TABLE = "time_expressions"
    KEY = ("article", "span")
    article: str
    span: Span
    type: TimexType
    value: str
    edtf: str | None
    precision: Precision
    basis: TimeBasis
    anchor: str | None  # what it was resolved against: a value, or the words of an event
    mod: str | None = None  # TIMEX3 mod: START, MID, END, APPROX, BEFORE …
    alternatives: tuple[str, ...] = ()
    status: Status | None = None  # modality of the clause it dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Record):
    """Who said what, to whom, through whom (PARC3 / PolNeAR: source, cue, content)."""

    TABLE = "attributions"
    KEY = ("article", "source", "cue", "content")
    article: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None  # Entity id
    speaker_name: str | None
    speaker_method: SpeakerMethod
    antecedent: Span | None
    addressee: Span | None
    via: tuple[str, ...]  # Entity ids of outlets, agencies, people it came through, outermost first
    via_names: tuple[str, ...]
    via_spans: tuple[Span, ...]
    kind: Kind
    parent: str | None  # id of the Attribution it is nested in
    characterisation: Span | None  # how the page describes a quoted outlet
    denied: bool
    confidence: float
    speaker_confidence: float
    joint: tuple[str, ...] = ()  # Entity ids of those who say it too: "Maro and Hollin said"


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event, with the span that names it."""

    span: Span
    name: str
    entity: str | None
    country: str | None
    sector: str | None  # PLOVER sector code: GOV, MIL, REB, CVL …


@dataclass(frozen=True, slots=True)
class Location:
    """Where an event is said to take place."""

    span: Span
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event is said to take place; `time_expression` is the record it rests on, if any."""

    value: str
    edtf: str | None
    precision: Precision
    basis: TimeBasis
    span: Span | None = None
    time_expression: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(Record):
    """One telling of an event, coded after PLOVER 2.0."""

    TABLE = "event_mentions"
    KEY = ("article", "anchor", "type")
    article: str
    anchor: Span
    quote: Span  # the clause it stands in
    type: str
    mode: str | None
    also: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    location: Location | None
    date: EventDate | None
    status: Status
    historical: bool
    attribution: str | None  # id of the Attribution whose content it stands in
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """What mentions in one or more articles tell of as one thing (ACE event)."""

    TABLE = "events"
    KEY = ("mentions",)
    mentions: tuple[str, ...]
    articles: tuple[str, ...]
    type: str
    label: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    location: str | None
    country: str | None
    date: str | None  # EDTF
    precision: Precision | None
    status: Status
    historical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A checkable statement about one aspect of one thing, in somebody's voice."""

    TABLE = "claims"
    KEY = ("article", "about", "aspect", "value", "evidence")
    article: str
    about: str  # the referent in words: "some 40 guards" is about "border guards"
    subject: str | None  # id of the Entity or EventMention it is about
    aspect: Aspect
    value: str
    unit: str | None
    bound: Bound | None
    as_of: str | None
    scope: str | None
    voice: str | None  # id of the Attribution; None: the article's own voice
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The same words in two articles."""

    left: Span
    right: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Record):
    """Text that two articles share; `article` is the earlier or, undated, the smaller id."""

    TABLE = "reuses"
    KEY = ("article", "other")
    article: str
    other: str
    kind: Literal["copy", "excerpt", "shared passage"]
    matches: tuple[Match, ...]
    similarity: float  # Jaccard of word 3-shingles
    containment: float  # share of the shorter article's shingles found in the longer


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles of a story that go back to one text; `source` names the agency or first outlet."""

    source: str | None
    articles: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Record):
    """Articles that tell of the same matter in the same days, grouped by independent origin."""

    TABLE = "stories"
    KEY = ("articles",)
    articles: tuple[str, ...]
    origins: tuple[Origin, ...]
    label: str
    start: str | None  # first and last publication day
    end: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """What one article (or one voice in it) says in a comparison, with its quotations."""

    article: str
    publisher: str | None
    voice: str | None  # name of the speaker; None: the article's own voice
    value: str
    count: int
    evidence: tuple[Span, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Record):
    """What the articles of a story agree on, where they differ, and what only one tells."""

    TABLE = "comparisons"
    KEY = ("story", "kind", "aspect", "about", "sides")
    story: str
    kind: Literal["fact", "figure", "date", "name", "wording", "voice", "coverage"]
    aspect: Aspect
    verdict: Verdict
    about: str
    sides: tuple[Side, ...]
    outlets: int
    origins: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Record):
    """Something that a stage declined or failed on: nothing vanishes in silence."""

    TABLE = "rejections"
    KEY = ("target", "stage", "reason")
    target: str
    stage: str
    reason: str
    detail: str


# fmt: off
RECORDS: tuple[type[Record], ...] = (
    Page, Block, Article, Mention, Entity, Judgement, TimeExpression, Attribution, EventMention,
    Event, Claim, Reuse, Story, Comparison, Rejection,
)
# fmt: on
