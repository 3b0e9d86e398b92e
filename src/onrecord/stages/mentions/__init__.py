"""Mentions: where persons, bodies, outlets and places are named, described or referred to.

Levels follow ACE: a name, a description ("the presidential aide"), a pronoun. Identity is local
to the article; across articles it is a matter of judgements.
"""

from collections.abc import Iterable
from typing import ClassVar

from onrecord.records import Mention, Record
from onrecord.stage import Dossier
from onrecord.stages.mentions.finding import find
from onrecord.text import quote

__all__ = ["STAGE"]


class _Mentions:
    name = "mentions"
    version = 5
    reads: ClassVar[tuple[type[Record], ...]] = ()
    makes: ClassVar[tuple[type[Record], ...]] = (Mention,)

    def __call__(self, dossier: Dossier) -> Iterable[Record]:
        """The mentions of one article, by offset."""
        article = dossier.article
        origin = f"{self.name}@{self.version}"
        for piece in find(article.text, dossier.parse):
            yield Mention(
                origin=origin,
                article=article.id,
                span=quote(article, piece.start, piece.end),
                type=piece.type or "other",
                level=piece.level,
                entity=piece.entity,
                name=piece.name or None,
                role=piece.role,
                country=piece.country,
            )


STAGE = _Mentions()
