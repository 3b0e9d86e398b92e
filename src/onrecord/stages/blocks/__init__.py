"""Blocks: every line of a page with the role it plays, by a line model and rules for what it left."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from onrecord.layout import Layout, Line
from onrecord.menus import crumb
from onrecord.records import Block, Page, Role
from onrecord.stages.blocks import further, teasers
from onrecord.stages.blocks.features import rows
from onrecord.stages.blocks.further import Part
from onrecord.stages.blocks.headlines import Choices
from onrecord.stages.blocks.lines import Look, look
from onrecord.stages.blocks.model import BODY_PARTS, Chances, chances
from onrecord.stages.blocks.roles import assign
from onrecord.stages.blocks.split import split

NAME = "blocks"
VERSION = 4
ORIGIN = f"{NAME}@{VERSION}"


_BULLET = re.compile(r"[*+•·▪●■]\s+(?=\S)")  # of a headline that stands in a list


def classify(page: Page, layout: Layout) -> tuple[Block, ...]:
    """The blocks of a page, in order, not overlapping, covering every line that is not blank.

    A headline below an article's text begins a further article of the page.
    """
    if not layout.lines:
        return ()
    if layout.clean:
        return (_block(page, 0, len(page.text), "body", None, 1.0),)
    looks = _looks(page, layout)
    parts = _parts(page, layout, looks)
    return tuple(b for p in parts for b in _grouped(page, p.layout, p.looks, p.roles, p.found))


def _parts(page: Page, layout: Layout, looks: list[Look]) -> list[Part]:
    """The articles of a page, each read by itself; the page as a whole when one of two does not hold."""

    @cache
    def read(start: int, end: int) -> Part:
        return _read(page, _lines(layout, start, end), looks[start:end])

    cuts = further.candidates(looks, layout)
    while cuts:
        parts = [read(i, j) for i, j in pairwise([0, *cuts, len(looks)])]
        pairs = enumerate(pairwise(parts))
        failed = next((k for k, (above, part) in pairs if not further.holds(part, above)), None)
        if failed is None:
            return parts
        del cuts[failed]
    return [read(0, len(looks))]


def _lines(layout: Layout, start: int, end: int) -> Layout:
    """Some lines of a layout; what the page's head declares is about those at its top."""
    some = replace(layout, lines=layout.lines[start:end])
    kept = tuple(m for m in layout.declared if m.field in ("publisher", "lang"))
    return replace(some, declared=kept, told=False) if start else some


def _read(page: Page, layout: Layout, looks: list[Look]) -> Part:
    found = chances(rows(page.text, layout), page.text, layout)
    return Part(layout, looks, assign(page.text, looks, found, layout), found)


def classified(
    page: Page, layout: Layout, found: Chances, choices: Choices | None = None
) -> tuple[Block, ...]:
    """As `classify`, with the models' answers given: how cross-validation asks its own models."""
    looks = _looks(page, layout)
    return _grouped(page, layout, looks, assign(page.text, looks, found, layout, choices), found)


def _looks(page: Page, layout: Layout) -> list[Look]:
    return [look(page.text[line.start : line.end]) for line in layout.lines]


def _grouped(
    page: Page, layout: Layout, looks: list[Look], roles: list[Role], found: Chances
) -> tuple[Block, ...]:
    grouped = {t.first: t for part in _outside(roles) for t in teasers.find(roles, looks, part)}
    blocks: list[Block] = []
    i = 0
    while i < len(roles):
        line, sure = layout.lines[i], float(found[i].max())
        if teaser := grouped.get(i):
            end = layout.lines[teaser.last].end
            blocks.append(_block(page, line.start, end, "teaser", teaser.time, sure))
            i = teaser.last + 1
        else:
            blocks.extend(_blocks(page, line, looks[i], roles[i], sure))
            i += 1
    return tuple(blocks)


def _outside(roles: list[Role]) -> list[range]:
    """The lines before and after the article (its head included)."""
    inner = [i for i, role in enumerate(roles) if role in BODY_PARTS or role in ("headline", "byline")]
    if not inner:
        return [range(len(roles))]
    tail = inner[-1] + 1
    while tail < len(roles) and roles[tail] in ("signature", "dateline") and tail <= inner[-1] + 2:
        tail += 1
    return [range(inner[0]), range(tail, len(roles))]


def _blocks(page: Page, line: Line, seen: Look, role: Role, sure: float) -> list[Block]:
    if role == "section" and (place := crumb(seen.text)):
        start = line.start + place[0]
        above = _block(page, line.start, start, "control", None, sure)
        return [above, _block(page, start, line.start + place[1], role, None, sure)]
    if role == "teaser":
        time = seen.moments[0].value if seen.moments else None
        return [_block(page, line.start, line.end, role, time, sure)]
    if role == "headline" and (bullet := _BULLET.match(seen.text)):
        return [_block(page, line.start + bullet.end(), line.end, role, None, sure)]
    if role != "dateline":
        return [_block(page, line.start, line.end, role, None, sure)]
    return [
        _block(page, line.start + start, line.start + end, part, None, sure)
        for start, end, part in split(seen)
    ]


def _block(page: Page, start: int, end: int, role: Role, time: str | None, sure: float) -> Block:
    return Block(
        origin=ORIGIN,
        page=page.id,
        start=start,
        end=end,
        role=role,
        exact=page.text[start:end],
        time=time,
        confidence=round(sure, 4),
    )
