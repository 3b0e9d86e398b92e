"""Lines of text pages that say who wrote the article, which the line model left: by lead-in, by place."""

import re
from collections.abc import Iterable

from onrecord import gazetteer
from onrecord.bylines import agencies_only, desk, leads, led_in, only_persons, persons, shows_names, signed
from onrecord.records import Role
from onrecord.stages.blocks.lines import Look

_PARTED = re.compile(r"\s[·|•]\s")
_UNDER = 6  # lines below the headline among which who signs stands
_LED = 12  # lines from the first of the text within which "By" alone leads in
_HEADER = 25  # lines above the text that can belong to the article's head
_NAME = 8  # words of a line that names an author and what he or she does
_BELOW = 6  # lines below the text among which its author signs
_LOOSE = ("other", "teaser", "caption", "deck")
_AT_ONCE = 2  # of them, those among which a name alone is the author's
_ALSO = 4  # further authors, one a line


def led(roles: list[Role], looks: list[Look], head: int | None, first: int) -> None:
    """A line below the headline that begins as bylines do, whoever signs; the line below "By" alone."""
    top = first - _HEADER if head is None else min(head, first - _HEADER)
    for i in range(max(0, top), min(first + _LED, len(roles))):
        below = head is not None and head < i <= head + _UNDER
        if below and roles[i] in _LOOSE and _signs(looks[i]):
            roles[i] = "byline"
        for j in range(i + 1, min(i + 2, len(roles))) if leads(looks[i].text) else ():
            if roles[j] in _LOOSE and 1 <= len(looks[j].words) <= _NAME and not looks[j].closed:
                roles[j] = "byline"


def _signs(seen: Look) -> bool:
    """Whether a line begins as bylines do, up to a sign that parts it, or is the name of a desk."""
    if seen.closed:
        return _introduced(seen)
    first, *rest = _PARTED.split(seen.text)
    return signed(seen.text) or desk(seen.text) or (bool(rest) and signed(first.partition(",")[0]))


def _introduced(seen: Look) -> bool:
    """Whether a line says who wrote and who that is: "By Ann Lee, who reports on harbours. She ..."."""
    first, comma, rest = seen.text.partition(",")
    return bool(comma) and led_in(first) and rest.lstrip()[:1].islower()


def beside(roles: list[Role], looks: list[Look], head: int | None, first: int) -> None:
    """Further authors, each on a line of its own right below a byline of the article's head."""
    start = head if head is not None else max(0, first - _HEADER)
    more = 0
    for i in range(start + 1, min(max(first, start) + _UNDER, len(roles))):
        short = len(looks[i].words) <= _NAME and not looks[i].closed and not looks[i].moments
        if roles[i] in _LOOSE and roles[i - 1] == "byline" and short and more < _ALSO and _named(looks[i]):
            roles[i] = "byline"
            more += 1


def _named(seen: Look) -> bool:
    return bool(persons(seen.text)) or agencies_only(seen.text)


def opening(roles: list[Role], looks: list[Look], first: int) -> None:
    """A name alone as the first line of the text is the byline, where none stands above."""
    told = any(r == "byline" and _tells(looks[i]) for i, r in enumerate(roles[:first]))
    if first < len(roles) and not told and only_persons(looks[first].text):
        roles[first] = "byline"


def names(roles: list[Role], looks: list[Look], head: int | None, first: int, last: int) -> None:
    """A name alone on its line: right below the headline, else further below, above it, below the text.

    Its words are not written small elsewhere on the page, or it begins with a known given name.

    Agencies alone count in the article's head only: below the text they sign it.
    """
    if head is None:
        return
    near = [i for i in range(head + 1, min(head + 4, len(roles))) if roles[i] != "body"]
    found = _alone(near, roles, looks)
    bylines = [looks[i] for i, role in enumerate(roles[: first + 1]) if role == "byline"]
    if not found and not any(persons(seen.text) for seen in bylines):
        under = range(head + 4, min(max(first, head) + 4, head + 10, len(roles)))
        above, below = range(max(0, head - 4), head), range(last + 1, min(last + 1 + _BELOW, len(roles)))
        signs = any(signed(seen.text) for seen in bylines)
        lines = _alone(under if signs else (*under, *above, *below), roles, looks)
        told = {i for i in lines if _comes_back(i, looks, last) or _dated(i, roles[:head], looks)}
        lines = [i for i in lines if i > head or i in told]
        lines = [i for i in lines if i <= last + _AT_ONCE or _author(looks[i], looks[i + 1 :], roles, looks)]
        heads = [*near, *under]
        lines += [i for i in heads if roles[i] in _LOOSE and agencies_only(looks[i].text)]
        found = lines[:1]
    for i in found[:1]:
        roles[i] = "byline"


def _alone(places: Iterable[int], roles: list[Role], looks: list[Look]) -> list[int]:
    """The lines among `places` that are names and nothing else."""
    free = [i for i in places if _free(roles[i]) and shows_names(looks[i].text)]
    found = [i for i in free if only_persons(looks[i].text)]
    strange = {i for i in found if not _given(looks[i])}
    small = {w for seen in looks for w in seen.words if w[0].islower()} if strange else set()
    return [i for i in found if i not in strange or not any(w.lower() in small for w in _capitals(looks[i]))]


def _given(seen: Look) -> bool:
    """Whether names begin with a given name that is known."""
    return next(iter(_capitals(seen)), "") in gazetteer.given_names()


def _capitals(seen: Look) -> list[str]:
    """The capitalised words of the names in a line."""
    return [w for name in persons(seen.text) for w in name.split() if w[:1].isupper()]


def _author(seen: Look, below: list[Look], roles: list[Role], looks: list[Look]) -> bool:
    """Whether a name further below the text comes back right below and is none that the text tells of."""
    name = seen.text.strip(" *+•/|·")
    family = name.rsplit(maxsplit=1)[-1]
    told = any(family in other.text for other, role in zip(looks, roles, strict=True) if role == "body")
    return not told and any(name in other.text for other in below[:_BELOW])


def _comes_back(i: int, looks: list[Look], last: int) -> bool:
    """Whether a line below the text opens with the name above the headline: a note on the author."""
    name = looks[i].text.rstrip(" /|·")
    return not looks[i].bullet and any(other.text.startswith(name) for other in looks[last : last + 20])


def _dated(i: int, above: list[Role], looks: list[Look]) -> bool:
    """Whether a person with a known given name stands above the date that is above the headline."""
    return "dateline" in above[i + 1 :] and _given(looks[i])


def _free(role: Role) -> bool:
    return role in ("other", "teaser")


def _tells(seen: Look) -> bool:
    """Whether a byline names a person or begins as bylines do."""
    return bool(persons(seen.text)) or signed(seen.text)
