"""Text pages that are an article and next to nothing else: there every line that is no furniture is text."""

from onrecord.layout import Layout
from onrecord.menus import is_item, menu
from onrecord.records import Role
from onrecord.stages.blocks.candidates import titled
from onrecord.stages.blocks.edges import sentence
from onrecord.stages.blocks.lines import Look

_PROSE = 0.6  # share of the characters below the article's head that the model takes for text
_ABOVE = 5  # lines above the text at most, its head included
_BELOW = 16  # other lines below it at most
_ODD, _SHARE = 2, 0.25  # lines that ask to share, subscribe or buy, at most, and as a share of all
_TOLD = 11  # words of a first sentence that opens the text and is no headline
_ASKS, _LEADS = ("share", "letter", "advert"), ("related", "wall", "talk")
_FREE = frozenset({"other", "teaser", "deck"})
_HEAD = frozenset({"headline", "deck", "byline", "dateline", "section"})


def plain(looks: list[Look], roles: list[Role], layout: Layout) -> bool:
    """Whether a page without markup has no menus, lists of links or other furniture around its text."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    if layout.html or not body or body[0] > _ABOVE or len(roles) - body[-1] > _BELOW:
        return False
    whole = sum(len(s.text) for s, role in zip(looks, roles, strict=True) if role not in _HEAD)
    prose = sum(len(looks[i].text) for i in body)
    if prose < _PROSE * whole or any(_leads_on(seen) for seen in looks):
        return False
    return sum(seen.is_mostly(*_ASKS) for seen in looks) <= max(_ODD, len(looks) * _SHARE)


def keep(roles: list[Role], looks: list[Look], head: int | None) -> None:
    """Give the lines of a plain page that have no role of their own to its text."""
    first = roles.index("body")
    if head is not None and head < first and sentence(looks[head], _TOLD) and not titled(looks[head]):
        roles[head] = "body"
        first = start = head
    else:
        start = head + 1 if head is not None and head < first else 0
    for i in range(start, len(roles)):
        own = roles[i] in _FREE and (i > first or roles[i] != "deck")
        if own or (roles[i] == "caption" and i > first and sentence(looks[i], 8)):
            roles[i] = "body"


def _leads_on(seen: Look) -> bool:
    """A line of a menu or of a list of other stories."""
    return seen.is_mostly(*_LEADS) or (bool(seen.words) and is_item(seen.text)) or menu(seen.text)
