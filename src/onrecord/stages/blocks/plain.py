"""Text pages that are an article and next to nothing else: there every line that is no furniture is text."""

from onrecord.layout import Layout
from onrecord.menus import is_item, menu
from onrecord.records import Role
from onrecord.stages.blocks.edges import sentence
from onrecord.stages.blocks.lines import Look

_PROSE = 0.6  # share of the characters below the article's head that the model takes for text
_ABOVE = 5  # lines above the text at most, its head included
_BELOW = 16  # other lines below it at most
_FURNITURE = ("share", "letter", "related", "advert", "wall", "talk", "bio")
_FREE = frozenset({"other", "teaser", "deck"})
_HEAD = frozenset({"headline", "deck", "byline", "dateline", "section"})


def plain(looks: list[Look], roles: list[Role], layout: Layout) -> bool:
    """Whether a page without markup has no menus, lists of links or other furniture around its text."""
    body = [i for i, role in enumerate(roles) if role == "body"]
    if layout.html or not body or body[0] > _ABOVE or len(roles) - body[-1] > _BELOW:
        return False
    whole = sum(len(s.text) for s, role in zip(looks, roles, strict=True) if role not in _HEAD)
    prose = sum(len(looks[i].text) for i in body)
    return prose >= _PROSE * whole and not any(_furniture(seen) for seen in looks)


def keep(roles: list[Role], looks: list[Look], head: int | None) -> None:
    """Give the lines of a plain page that have no role of their own to its text."""
    first = roles.index("body")
    start = head + 1 if head is not None and head < first else 0
    for i in range(start, len(roles)):
        own = roles[i] in _FREE and (i > first or roles[i] != "deck")
        if own or (roles[i] == "caption" and i > first and sentence(looks[i], 8)):
            roles[i] = "body"


def _furniture(seen: Look) -> bool:
    """A line that mostly asks for something or leads elsewhere."""
    return seen.is_mostly(*_FURNITURE) or (is_item(seen.text) and len(seen.words) > 0) or menu(seen.text)
