"""The articles of one page: which blocks are whose on live blogs and where an article follows another."""

from dataclasses import replace
from itertools import pairwise

from onrecord.layout import Layout, Update
from onrecord.records import Block, Declared, Metadatum, Page
from onrecord.stages.articles import dates, dayfirst, entries
from onrecord.stages.articles.body import BODY

_WHOLE_PAGE = frozenset({"publisher", "lang"})  # what the page's head says of every article on it
Part = tuple[Page, tuple[Block, ...], Layout, Metadatum | None]


def split(page: Page, blocks: tuple[Block, ...], layout: Layout) -> list[Part]:
    """The blocks of each article with what the page declares about it: arguments for `assemble`.

    A headline below an article's text begins the next; what stands between belongs to the next. Each
    entry of a live blog is an article with its own time; what opens the blog is one if it has text.
    What the page's head declares is about the first.
    """
    own = tuple(m for m in layout.declared if m.field in _WHOLE_PAGE)
    bare = replace(page, declared=Declared())  # the same id: it derives from what is seen
    rest = replace(layout, declared=own, told=False)
    if listed := entries.listed(blocks, layout.updates):
        return _listed(page, blocks, layout, rest, listed)
    if not layout.clean and (starts := entries.starts(blocks)):
        opening, parts = blocks[: starts[0]], [blocks[i:j] for i, j in pairwise([*starts, len(blocks)])]
        day = dates.published(page, opening, layout, dayfirst.month_first(page, layout, ""))
        told = day.value[:10] if day and len(day.value) >= len("2031-05-17") else None
        first: list[Part] = [(page, opening, layout, None)] if any(b.role in BODY for b in opening) else []
        return first + [(bare, entries.entry(p), rest, entries.published(p, blocks, told)) for p in parts]
    cuts = [0, *_cuts(blocks), len(blocks)]
    return [(bare if i else page, blocks[i:j], rest if i else layout, None) for i, j in pairwise(cuts)]


def _listed(
    page: Page, blocks: tuple[Block, ...], layout: Layout, rest: Layout, listed: list[tuple[int, Update]]
) -> list[Part]:
    """What opens a live blog, and the entries that its JSON-LD lists, each with its own time."""
    bare, opening = replace(page, declared=Declared()), blocks[: listed[0][0]]
    found: list[Part] = [(page, opening, layout, None)] if any(b.role in BODY for b in opening) else []
    edges = [*(i for i, _ in listed), len(blocks)]
    for (i, j), (_, update) in zip(pairwise(edges), listed, strict=True):
        own, when = entries.listed_entry(blocks[i:j], update)
        found.append((bare, own, rest, when))
    return found


def _cuts(blocks: tuple[Block, ...]) -> list[int]:
    heads = [i for i, block in enumerate(blocks) if block.role == "headline"]
    cuts = []
    for head in heads[1:]:
        last = max((i for i in range(head) if blocks[i].role in (*BODY, "signature")), default=-1)
        cuts.append(last + 1)
    return cuts
