"""The two shapes of stage: a pure map over one article, and a query over the store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from onrecord.language import Parse, parse
from onrecord.records import Article, Block, Page, Record

if TYPE_CHECKING:
    from onrecord.store import Store

R = TypeVar("R", bound=Record)


@dataclass
class Dossier:
    """One article with its page and the records made about it so far; grows as stages run."""

    page: Page
    blocks: tuple[Block, ...]
    article: Article
    made: dict[type[Record], tuple[Record, ...]] = field(default_factory=dict)

    @cached_property
    def parse(self) -> Parse:
        """The syntactic parse of the article's text, made once and only when a stage asks."""
        return parse(self.article.text, self.article.lang)

    def get(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of one type made so far, in the order made."""
        return tuple(r for r in self.made.get(record_type, ()) if isinstance(r, record_type))


class Stage(Protocol):
    """What every stage declares; the pipeline checks the order from it."""

    @property
    def name(self) -> str:
        """The plural noun: module, table, and the first half of `origin`."""
        ...

    @property
    def version(self) -> int:
        """Raised whenever the stage would make other records of the same input."""
        ...

    @property
    def reads(self) -> tuple[type[Record], ...]:
        """The record types it needs."""
        ...

    @property
    def makes(self) -> tuple[type[Record], ...]:
        """The record types it yields (besides Rejections)."""
        ...


class ArticleStage(Stage, Protocol):
    """Pure: the same dossier gives the same records; no clock, no network, no store."""

    def __call__(self, dossier: Dossier) -> Iterable[Record]:
        """The records about the dossier's article."""
        ...


class CollectionStage(Stage, Protocol):
    """Reads the whole store, yields records; run again from scratch whenever articles were added."""

    def __call__(self, store: "Store") -> Iterator[Record]:
        """The records about the whole collection."""
        ...


def origin(stage: Stage) -> str:
    """The `origin` that a stage writes on its records: "attributions@3"."""
    return f"{stage.name}@{stage.version}"
