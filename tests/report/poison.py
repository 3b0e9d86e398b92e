"""The test collection with every word that a page could have written replaced by an attack."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Literal, TypeVar, get_args, get_origin

from onrecord.records import RECORDS, Article, Page, Record, Span
from onrecord.schema import field_types, optional

R = TypeVar("R", bound=Record)

ATTACK = (
    "<script>window.hit=1</script><img src=x onerror=window.hit=2>\"'><svg/onload=window.hit=3>"
    "</style></script></title></textarea><!--{{7*7}}{%x%}-->javascript:window.hit=4//\u2028\u202e\x00\x85&lt;b&gt;"
    "<a href=javascript:window.hit=5>x</a><iframe srcdoc='<script>parent.hit=6</script>'></iframe>"
    '" onfocus=window.hit=7 autofocus tabindex=1 x="<base href=//evil.example><meta http-equiv=refresh content=0>'
)
URLS = (
    "javascript:window.hit=8//https://x.example",
    'https://x.example/" onmouseover="window.hit=9',
    "data:text/html,<script>window.hit=10</script>",
    "JaVaScRiPt:window.hit=11",
    "https://x.example/\njavascript:window.hit=12",
    "vbscript:msgbox(1)",
    "//evil.example/x",
)


class Poisoned:
    """A source for the report whose records keep their shape, offsets and references, not their words."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.names: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.urls = 0
        order = {t: i for i, t in enumerate(RECORDS)}
        self.records = [self.record(r) for r in sorted(records, key=lambda r: order[type(r)])]

    def record(self, record: Record) -> Record:
        """The record with other words, and its new id kept for those that refer to it."""
        new = self.value(record)
        assert isinstance(new, Record)
        self.names[record.id] = new.id
        if isinstance(new, Article):
            self.texts[new.id] = new.text
        return new

    def value(self, value: object) -> object:
        """A record or value of one with other words."""
        if isinstance(value, Span):
            article = self.names[value.article]
            exact = self.texts[article][value.start : value.end]
            return Span(article, value.start, value.end, exact)
        assert is_dataclass(value)
        types = field_types(type(value))
        new = {
            f.name: self.field(value, f.name, types[f.name], getattr(value, f.name))
            for f in fields(value)
            if f.init
        }
        return type(value)(**new)  # type: ignore[arg-type]

    def field(self, owner: object, name: str, of: object, value: object) -> object:
        """One field: choices, numbers, references and EDTF-shaped things stay what they are."""
        of, _ = optional(of)
        if value is None and of is str:
            value = ""
        if value is None or isinstance(value, (int, float)) or get_origin(of) is Literal:
            return value
        if isinstance(value, tuple):
            items = tuple(self.field(owner, name, get_args(of)[0], v) for v in value)
            return items or ((ATTACK,) if get_args(of)[0] is str else ())
        if isinstance(value, str):
            return self.words(owner, name, value)
        return self.value(value)

    def words(self, owner: object, name: str, value: str) -> str:
        """What stands for a string."""
        if value in self.names:
            return self.names[value]
        if name == "url":
            self.urls += 1
            return URLS[self.urls % len(URLS)]
        if name == "text" and isinstance(owner, (Article, Page)):
            return (ATTACK * (len(value) // len(ATTACK) + 1))[: len(value)]
        return value + ATTACK

    def read(self, record_type: type[R], where: str = "", *values: str) -> list[R]:
        """All records of a type."""
        return sorted((r for r in self.records if isinstance(r, record_type)), key=lambda r: r.id)

    def count(self, record_type: type[Record]) -> int:
        """How many there are."""
        return len(self.read(record_type))

    @property
    def least_confidence(self) -> float:
        """Nothing is left out."""
        return 0.0

    def captures(self) -> dict[str, str]:
        """One page, done."""
        return {ATTACK: "done"}
