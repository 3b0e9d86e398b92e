"""From chances per line to roles: the header around the headline, the body's parts, the furniture."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord import gazetteer, mastheads
from onrecord.bylines import credited, led_in, only_persons, persons, tells
from onrecord.layout import Hint, Layout
from onrecord.menus import acts, crumb, is_item, known_menu
from onrecord.records import Role
from onrecord.running import running
from onrecord.stages.blocks import authors, edges, headlines, plain, tails
from onrecord.stages.blocks.edges import heads
from onrecord.stages.blocks.lines import Look
from onrecord.stages.blocks.model import LABELS, Chances
from onrecord.text import fold

BODY, BYLINE, DATE = (LABELS.index(n) for n in ("body", "byline", "date"))
_CUT_LOW, _CUT_HIGH = 0.15, 0.6  # bounds of the chance from which a line is body
_BIO = 45  # words of a line about the author at most
_HEADER_REACH = 25  # lines before the first body line that can belong to the article's head


def assign(
    text: str, looks: list[Look], chances: Chances, layout: Layout, choices: headlines.Choices | None = None
) -> list[Role]:
    """A role per line of a page's `text`; teasers are still to be grouped."""
    printed = () if layout.html else sorted(running([seen.text for seen in looks]))
    chances = _unprinted(chances, printed)
    is_body = body_lines(looks, chances, layout)
    roles: list[Role] = ["body" if b else "other" for b in is_body]
    first, last = extent(is_body)
    masthead = mastheads.masthead(*_around(looks, first, last))
    head = headlines.find(text, looks, chances, layout, first, {masthead, *printed}, choices)
    if head is not None and head >= last:  # with nothing below, it heads nothing
        head = None
    if head is not None:
        roles[head] = "headline"
    for i, seen in enumerate(looks):
        if roles[i] == "other" and i != masthead:
            near = (head is not None and head <= i <= last + 6) or first - _HEADER_REACH <= i <= last + 6
            roles[i] = _furniture(i, seen, chances, layout, near)
    authors.opening(roles, looks, first)
    authors.led(roles, looks, head, first)
    if not layout.html:  # markup says where authors stand: there a bare name is more often a topic
        authors.names(roles, looks, head, first, last)
        authors.beside(roles, looks, head, first)
    _bios(roles, looks, layout)
    _decks(roles, looks, layout, head, first)
    _sections(text, roles, looks, layout, head)
    _signatures(roles, looks, layout, last, masthead)
    if plain.plain(looks, roles, layout):
        plain.keep(roles, looks, head)
    for i in printed:
        roles[i] = "other"
    _parts(roles, looks, layout)
    return roles


def _unprinted(chances: Chances, printed: Sequence[int]) -> Chances:
    """`chances` in which the heads and feet of printed pages are neither text nor headline."""
    found = chances.copy() if printed else chances
    for i in printed:
        found[i] = 0.0
        found[i, LABELS.index("boiler")] = 1.0
    return found


def body_lines(looks: list[Look], chances: Chances, layout: Layout) -> edges.Mask:
    """Which lines are the article's text."""
    kept = chances[:, BODY] >= cut(chances[:, BODY], [len(seen.text) for seen in looks])
    whole = tails.without(kept, looks, layout)
    return edges.mended(whole, chances[:, BODY], looks, layout)


def cut(body: NDArray[np.float32], sizes: list[int]) -> float:
    """The chance of being body from which lines are kept: where the expected F1 of the page is highest.

    (Plug-in rule for F-measures: Ye, Chai, Lee & Chieu 2012.) `sizes` are the lines' characters.
    """
    order = np.argsort(-body, kind="stable")
    size = np.array(sizes, dtype=np.float64)[order]
    hits = np.cumsum(body[order] * size)
    expected = hits / (np.cumsum(size) + hits[-1] + 1e-9)
    return float(np.clip(body[order][int(expected.argmax())], _CUT_LOW, _CUT_HIGH))


def extent(is_body: edges.Mask) -> tuple[int, int]:
    """The first and the last line of the body; the number of lines, twice, where there is none."""
    where = np.flatnonzero(is_body)
    return (int(where[0]), int(where[-1])) if len(where) else (len(is_body), len(is_body))


def _around(looks: list[Look], first: int, last: int) -> tuple[list[str], list[str]]:
    """The texts before the body and those after it."""
    return [seen.text for seen in looks[:first]], [seen.text for seen in looks[last + 1 :]]


def _furniture(i: int, seen: Look, chances: Chances, layout: Layout, near: bool) -> Role:
    """The role of a line outside the body, by itself."""
    hint = layout.lines[i].hint
    if not seen.moments and known_menu(seen.text):
        return "control" if crumb(seen.text) is None else "section"
    likely = near and chances[i, BYLINE] > max(0.25, chances[i, DATE]) and not seen.only_time
    if likely and (role := _taken_for_byline(seen.text)):
        return role
    if hint and hint.link >= 0.4 and _beside_its_date(seen):
        return "teaser"
    if near and (chances[i, DATE] > 0.3 or _dated(seen)):
        return "dateline"
    if near and len(seen.words) <= (24 if seen.moments else 14) and not seen.only_time and led_in(seen.text):
        return "byline"
    if near and (chances[i, BYLINE] > 0.08 or _author(hint)) and only_persons(seen.text):
        return "byline"
    if hint and (hint.within("figcaption") or (hint.within("figure", "w-caption") and not hint.link)):
        return "caption"
    if seen.is_mostly("advert"):
        return "advert"
    if seen.is_mostly("share", "letter", "related") or (hint and hint.within("button", "nav")):
        return "control"
    if seen.has("rights") and len(seen.words) <= 60 and not (hint and hint.link > 0.8):
        return "caption"
    if seen.has("letter") and len(seen.words) <= 25:
        return "advert"
    if hint and hint.link > 0.8 and len(seen.words) >= 4:
        return "teaser"
    return "other"


def _taken_for_byline(text: str) -> Role | None:
    """What a line is that the model takes for a byline; None where it names nobody who could sign."""
    if acts(text) and not any(word in gazetteer.given_names() for word in text.split()):
        return "control"
    if credited(text):
        return "caption"
    return "byline" if tells(text) else None


def _author(hint: Hint | None) -> bool:
    return hint is not None and hint.within("w-author")


def _dated(seen: Look) -> bool:
    """A date with little else beside it, or with words that announce it."""
    if not seen.moments or len(seen.text) > 160:
        return False
    return seen.only_time or (seen.has("dated") and len(seen.words) <= 14) or len(seen.words) <= 9


def _beside_its_date(seen: Look) -> bool:
    """Three words or more that announce no date beside one: a link to a story and when it was told."""
    if not seen.moments or seen.has("dated", "by") or seen.only_time or heads(seen):
        return False
    start, end = seen.moments[0].start, seen.moments[-1].end
    return len((seen.text[:start] + seen.text[end:]).split()) >= 3


def _bios(roles: list[Role], looks: list[Look], layout: Layout) -> None:
    """One of the last two paragraphs that begins with an author's name: who the author is."""
    names = {n for i, r in enumerate(roles) if r == "byline" for n in persons(looks[i].text)}
    names |= {n for m in layout.declared if m.field == "author" for n in persons(m.value)}
    opens = tuple(sorted(n.lower() for n in names))
    body = [i for i, role in enumerate(roles) if role == "body"]
    for i in body[max(1, len(body) - 2) :]:
        if len(looks[i].words) <= _BIO and looks[i].text.lower().startswith(opens):
            roles[i] = "other"


def _decks(roles: list[Role], looks: list[Look], layout: Layout, head: int | None, first: int) -> None:
    """Lines right below the headline that say more: a deck (or what meta gives as description)."""
    told = {fold(m.value) for m in layout.declared if m.field == "deck"}
    if head is None:
        return
    for i in range(head + 1, min(first, head + 5, len(roles))):
        seen = looks[i]
        if roles[i] not in ("other", "teaser") or seen.moments:
            continue
        exact = len(seen.text) > 20 and fold(seen.text) in told
        if exact or (i <= head + 2 and 4 <= len(seen.words) <= 60 and not seen.has("share", "letter")):
            roles[i] = "deck"
            return


def _sections(
    text: str, roles: list[Role], looks: list[Look], layout: Layout, head: int | None
) -> None:
    """A word or two beside the headline or the date, in capitals or right above them."""
    anchors = {i for i, r in enumerate(roles) if r == "dateline"} | ({head} if head is not None else set())
    for i in sorted(anchors):
        for j in (i - 1, i + 1):
            beside = 0 <= j < len(roles) and roles[j] == "other" and 1 <= len(looks[j].words) <= 3
            if beside and _ends_menu(j, looks, text, layout):
                continue
            if beside and not looks[j].closed and (looks[j].caps or j == (head or 0) - 1):
                roles[j] = "section"


def _ends_menu(i: int, looks: list[Look], text: str, layout: Layout) -> bool:
    """Whether a line is the last item of a menu: nearer to the item above it than to the line below."""
    if not 0 < i < len(looks) - 1 or not (is_item(looks[i].text) and is_item(looks[i - 1].text)):
        return False
    above, line, below = layout.lines[i - 1 : i + 2]
    return text.count("\n", above.end, line.start) < text.count("\n", line.end, below.start)


def _signatures(
    roles: list[Role], looks: list[Look], layout: Layout, last: int, masthead: int | None
) -> None:
    """A short line right after the body that names the outlet or agency."""
    names = {mastheads.bare(m.value) for m in layout.declared if m.field == "publisher"}
    if masthead is not None:
        names.add(mastheads.bare(looks[masthead].text))
    for i in range(last, min(last + 4, len(roles))):
        seen, hint = looks[i], layout.lines[i].hint
        ends = i + 1 == len(roles) and not (hint and hint.link > 0.5)
        named = ends and mastheads.outlet_like(seen.text)
        if len(seen.words) <= 5 and (seen.outlet or named or mastheads.bare(seen.text) in names - {""}):
            roles[i] = "signature"


def _parts(roles: list[Role], looks: list[Look], layout: Layout) -> None:
    """Subheads, lists and quotes among the body's lines."""
    for i, role in enumerate(roles):
        if role != "body":
            continue
        hint, seen = layout.lines[i].hint, looks[i]
        follows = i + 1 < len(roles) and roles[i + 1] == "body"
        if hint and hint.within("heading"):
            roles[i] = "subhead"
        elif hint and hint.within("quote"):
            roles[i] = "quote"
        elif (hint and hint.tag == "li") or seen.bullet:
            roles[i] = "list"
        elif follows and _heads(seen, looks[i + 1]):
            roles[i] = "subhead"


def _heads(seen: Look, below: Look) -> bool:
    return len(seen.words) <= 12 and not seen.closed and seen.text[:1].isupper() and len(below.words) >= 20
