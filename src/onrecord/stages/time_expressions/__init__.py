"""Time expressions: when things are said to happen, with values (TIMEX3) and intervals (EDTF).

Sources: ISO 24617-1 (TimeML) for extents, types and values; EDTF (ISO 8601-2) for intervals. The
rules and word lists are ours, in `resources/time/<language>.toml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records import Record, TimeExpression
from onrecord.stage import Dossier, origin
from onrecord.stages.time_expressions.quotations import dated_quotations
from onrecord.stages.time_expressions.tagger import tag
from onrecord.stages.time_expressions.timex import Timex
from onrecord.text import quote

__all__ = ["STAGE", "TimeExpressions", "Timex", "tag", "tag_article"]


def tag_article(text: str, lang: str, published: str | None) -> list[Timex]:
    """`tag`, with quotations that the text itself dates counting from their own date."""
    found = tag(text, lang, published)
    own = dated_quotations(text, found, lang, published)
    return tag(text, lang, published, own) if own else found


@dataclass(frozen=True)
class TimeExpressions:
    """The stage: article in, its time expressions out, in the order of the text."""

    name: str = "time_expressions"
    version: int = 4
    reads: tuple[type[Record], ...] = ()
    makes: tuple[type[Record], ...] = (TimeExpression,)

    def __call__(self, dossier: Dossier) -> Iterator[TimeExpression]:
        """The time expressions of the dossier's article."""
        article = dossier.article
        for timex in tag_article(article.text, article.lang, article.published):
            yield TimeExpression(
                origin=origin(self),
                article=article.id,
                span=quote(article, timex.start, timex.end),
                type=timex.type,
                value=timex.value,
                edtf=timex.edtf,
                precision=timex.precision,
                basis=timex.basis,
                anchor=timex.anchor,
                mod=timex.mod,
                alternatives=timex.alternatives,
                status=timex.status,
            )


STAGE = TimeExpressions()
