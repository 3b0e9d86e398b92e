"""Attributions: who said what, to whom, through whom (PARC3 / PolNeAR, with who is meant)."""

from collections.abc import Iterable
from typing import ClassVar

from onrecord.records import Attribution, Mention, Record
from onrecord.stage import Dossier
from onrecord.stages.attributions.building import build
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.spans import triples

__all__ = ["STAGE"]


class _Attributions:
    name = "attributions"
    version = 4
    reads: ClassVar[tuple[type[Record], ...]] = (Mention,)
    makes: ClassVar[tuple[type[Record], ...]] = (Attribution,)

    def __call__(self, dossier: Dossier) -> Iterable[Record]:
        """The attributions of one article, by content."""
        article = dossier.article
        scene = Scene(article, dossier.parse, dossier.get(Mention))
        found = triples(article.text, article.lang, nested=True)
        return build(scene, found, f"{self.name}@{self.version}")


STAGE = _Attributions()
