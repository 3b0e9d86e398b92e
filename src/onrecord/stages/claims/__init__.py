"""Claims: the checkable statements of an article, each in somebody's voice.

Figures, dates, status, judgements of timing and effect, causes and responsibility, names of
documents, chosen words. Rules over the parse and word tables; what is unclear is left out rather
than guessed.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.language import is_full
from onrecord.records import Attribution, Claim, EventMention, Mention, Record, TimeExpression
from onrecord.stage import Dossier
from onrecord.stages.claims.causes import causes
from onrecord.stages.claims.context import Context
from onrecord.stages.claims.contrasts import contrasts
from onrecord.stages.claims.courses import courses
from onrecord.stages.claims.dates import dates
from onrecord.stages.claims.documents import documents
from onrecord.stages.claims.figures import figures
from onrecord.stages.claims.wordings import wordings

_MAKERS = (figures, dates, courses, causes, contrasts, documents, wordings)


class Claims:
    """ArticleStage: the claims of one article, by place."""

    name = "claims"
    version = 4
    reads: tuple[type[Record], ...] = (Mention, TimeExpression, Attribution, EventMention)
    makes: tuple[type[Record], ...] = (Claim,)

    def __call__(self, dossier: Dossier) -> Iterable[Claim]:
        """The claims of the dossier's article; none where there is no parse to go by."""
        if not is_full(dossier.parse):
            return ()
        return sorted(_unique(_claims(Context(dossier))), key=_place)


def _claims(context: Context) -> Iterator[Claim]:
    for finding in chain.from_iterable(maker(context) for maker in _MAKERS):
        if any(context.text[start:end].strip() for start, end in finding.places[:1]):
            yield context.claim(finding)


def _unique(claims: Iterable[Claim]) -> list[Claim]:
    return list({claim.id: claim for claim in claims}.values())


def _place(claim: Claim) -> tuple[int, int, str, str]:
    return claim.evidence[0].start, claim.evidence[0].end, claim.aspect, claim.id


STAGE = Claims()
