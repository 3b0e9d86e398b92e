"""Further articles below a page's first: where each would begin, and whether what is there holds.

Precision first: a further article has a line that the model takes for a headline, a byline or date
beside it, paragraphs below it, and other words than the article above it. A box inside an article
(a related story, an embedded post) shares its words with what follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.bylines import led_in
from onrecord.layout import Layout
from onrecord.records import Role
from onrecord.stages.blocks.edges import sentence
from onrecord.stages.blocks.lines import Look
from onrecord.stages.blocks.model import BODY_PARTS, LABELS, Chances

MOST = 20  # articles of one page
_MOST_LINES = 5000  # of a page that is looked at: each part is read by the model again
_PROSE = 15  # words of a paragraph
_TEXT = 600  # characters of paragraphs that make an article
_PARAGRAPHS = 3
_DATES, _SUMMARY = 2, 1.5  # dates in a list of stories at least, paragraphs for each at most
_STAMP = 4  # words beside such a date at most
_ABOVE, _BELOW = 2, 8  # lines around a headline among which its byline or date stands
_REACH = 30  # lines below a headline among which its paragraphs begin
# Chance of being a headline at least, and share of the long words of the shorter text that the other has
# too at most (set on dev pages, where one article is the rule).
_BOUNDS = ((0.65, 0.2), (0.2, 0.08))
_FULL_BOUNDS = (*_BOUNDS, (0.02, 0.1))  # with byline and date right below the headline
_LONG = 6  # letters of such a word
_HEADLINE = LABELS.index("headline")


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one article of a page, as read by themselves."""

    layout: Layout
    looks: list[Look]
    roles: list[Role]
    found: Chances

    def body(self) -> list[Look]:
        """The lines of its text."""
        return [seen for seen, role in zip(self.looks, self.roles, strict=True) if role in BODY_PARTS]

    def listed(self) -> bool:
        """Whether dates stand between its paragraphs: a list of stories with a summary each."""
        head = self.roles.index("headline") if "headline" in self.roles else 0
        last = max((i for i, role in enumerate(self.roles) if role in BODY_PARTS), default=head)
        prose = [i for i in range(head, last + 1) if sentence(self.looks[i], _PROSE)]
        dates = sum(bool(s.moments) and len(s.words) <= _STAMP for s in self.looks[head + 1 : last])
        return dates >= _DATES and len(prose) <= _SUMMARY * dates

    def headed(self) -> bool:
        """Whether a headline stands above text enough for an article."""
        first = next((i for i, role in enumerate(self.roles) if role in BODY_PARTS), 0)
        return "headline" in self.roles[:first] and _enough([s for s in self.body() if sentence(s, _PROSE)])


def candidates(looks: Sequence[Look], layout: Layout) -> list[int]:
    """The first line of each part that could be a further article, in order."""
    if len(looks) > _MOST_LINES:
        return []
    prose = [i for i in range(len(looks)) if _prose(i, looks, layout)]
    found: list[int] = []
    begun = 0
    for i in range(prose[0] + 1 if prose else len(looks), len(looks)):
        if not _headline(i, looks, layout) or not _stamped(i, looks, prose):
            continue
        above, below = [j for j in prose if begun <= j < i], [j for j in prose if i < j <= i + _REACH]
        if _enough([looks[j] for j in above]) and _enough([looks[j] for j in below]):
            found.append(above[-1] + 1)
            begun = i
    return found[: MOST - 1]


def holds(part: Part, above: Part) -> bool:
    """Whether `part` is an article of its own below `above`."""
    if not part.headed() or not above.headed() or part.listed():
        return False
    at = part.roles.index("headline")
    near, below = part.roles[max(0, at - 4) : at + 12], part.roles[at + 1 : at + 6]
    if "byline" not in near and "dateline" not in near:
        return False
    sure, shared = float(part.found[at, _HEADLINE]), _shared(part, above)
    bounds = _FULL_BOUNDS if "byline" in below and "dateline" in below else _BOUNDS
    return any(sure >= least and shared <= most for least, most in bounds)


def _shared(part: Part, above: Part) -> float:
    words, others = (
        {w.lower() for seen in p.body() for w in seen.words if len(w) >= _LONG} for p in (part, above)
    )
    return len(words & others) / max(1, min(len(words), len(others)))


def _prose(i: int, looks: Sequence[Look], layout: Layout) -> bool:
    hint = layout.lines[i].hint
    return sentence(looks[i], _PROSE) and not (hint and hint.link > 0.5)


def _enough(paragraphs: Sequence[Look]) -> bool:
    return len(paragraphs) >= _PARAGRAPHS and sum(len(seen.text) for seen in paragraphs) >= _TEXT


def _headline(i: int, looks: Sequence[Look], layout: Layout) -> bool:
    seen, hint = looks[i], layout.lines[i].hint
    if (
        not 3 <= len(seen.words) <= 30
        or len(seen.text) > 220
        or seen.moments
        or seen.text.endswith((".", ":", ","))
    ):
        return False
    if hint and (not hint.within("heading") or hint.within("nav", "aside", "footer", "figure", "w-related")):
        return False
    item = seen.bullet or seen.text.startswith("+ ")  # how browsers save items of lists
    return not item and not seen.is_mostly("related", "share", "letter", "advert", "wall")


def _stamped(i: int, looks: Sequence[Look], prose: Sequence[int]) -> bool:
    """Whether a byline or a date stands beside the headline, before its first paragraph."""
    first = next((j for j in prose if j > i), len(looks))
    near = [*range(max(0, i - _ABOVE), i), *range(i + 1, min(first, i + _BELOW + 1))]
    return any(looks[j].short and (looks[j].moments or led_in(looks[j].text)) for j in near)
