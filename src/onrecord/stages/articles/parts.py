"""The articles of one page: which blocks are whose where a further article stands below the first."""

from dataclasses import replace
from itertools import pairwise

from onrecord.layout import Layout
from onrecord.records import Block, Declared, Page
from onrecord.stages.articles.body import BODY

_WHOLE_PAGE = frozenset({"publisher", "lang"})  # what the page's head says of every article on it
Part = tuple[Page, tuple[Block, ...], Layout]


def split(page: Page, blocks: tuple[Block, ...], layout: Layout) -> list[Part]:
    """The blocks of each article with what the page declares about it: arguments for `assemble`.

    A headline below an article's text begins the next; what stands between belongs to the next.
    What the page's head declares is about the first.
    """
    cuts = [0, *_cuts(blocks), len(blocks)]
    own = tuple(m for m in layout.declared if m.field in _WHOLE_PAGE)
    bare = replace(page, declared=Declared())  # the same id: it derives from what is seen
    rest = replace(layout, declared=own, told=False)
    return [(bare if i else page, blocks[i:j], rest if i else layout) for i, j in pairwise(cuts)]


def _cuts(blocks: tuple[Block, ...]) -> list[int]:
    heads = [i for i, block in enumerate(blocks) if block.role == "headline"]
    cuts = []
    for head in heads[1:]:
        last = max((i for i in range(head) if blocks[i].role in (*BODY, "signature")), default=-1)
        cuts.append(last + 1)
    return cuts
