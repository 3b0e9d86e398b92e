"""Which line is the visible headline: one choice per page, by learned weights over its candidates."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from onrecord.errors import BrokenModel
from onrecord.layout import Hint, Layout
from onrecord.stages.blocks.candidates import NAMES, Rows, candidates, rows
from onrecord.stages.blocks.forms import form_of
from onrecord.stages.blocks.lines import Look
from onrecord.stages.blocks.model import Chances
from onrecord.text import fold

_TOP = 25  # lines above the text from which the first one is not its headline
_WORDS = 4  # of what the title says, twice the number that must be in both
_CRUMB = 12  # lines between a breadcrumb and the headline in which it ends
_LEAST = 15  # characters of such a headline


@dataclass(frozen=True)
class Weights:
    """A conditional logit (McFadden 1974) over a page's candidates: a weight per column of NAMES.

    A candidate that scores less than `least` is no headline.
    """

    columns: Rows
    least: float


Choices = Mapping[str, Weights]  # by form of page


@cache
def shipped() -> dict[str, Weights]:
    """The trained weights. Raises BrokenModel when they do not fit the columns."""
    path = files("onrecord") / "models" / "blocks" / "headline.json"
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        found = {form: _weights(values) for form, values in given.items()}
    except (OSError, ValueError, KeyError) as error:
        raise BrokenModel(f"the weights of headlines cannot be loaded: {error!r}") from error
    return found


def _weights(given: dict[str, float]) -> Weights:
    if wrong := set(given) ^ {*NAMES, "least"}:
        raise BrokenModel(f"the weights of headlines are for other columns: {sorted(wrong)}")
    return Weights(np.array([given[name] for name in NAMES]), given["least"])


def find(
    text: str,
    looks: list[Look],
    chances: Chances,
    layout: Layout,
    first: int,
    others: Collection[int | None] = (),
    choices: Choices | None = None,
) -> int | None:
    """The headline's line, or None where no line is likely enough to be one.

    `first` is the first line of the body, `others` lines that are none, such as the masthead.
    """
    picked = [i for i in candidates(looks, chances, first) if i not in others]
    if not picked:
        return None
    weights = (choices or shipped())[form_of(layout)]
    scores = rows(text, looks, chances, layout, first, picked) @ weights.columns
    main = [] if layout.html else [i for i, line in enumerate(picked) if _main(layout.lines[line].hint)]
    best = max(main or range(len(picked)), key=scores.__getitem__)
    if not layout.html and picked[best] == 0 and first > _TOP:
        best = max(_shown(looks, picked) or [best], key=scores.__getitem__)
    if scores[best] < weights.least and not main:
        return None
    return picked[best] if layout.html else _bare(looks, picked, picked[best])


def _shown(looks: list[Look], picked: list[int]) -> list[int]:
    """The candidates that say on the page what its title, the first line, says far above the text.

    (As dumps of all strings of a page have it.)
    """
    title = {*fold(looks[0].text).split()}
    words = [fold(looks[i].text).split() for i in picked]
    return [i for i in range(1, len(picked)) if 2 * len(title & {*words[i]}) >= max(len(words[i]), _WORDS)]


def _main(hint: Hint | None) -> bool:
    """Whether Markdown marks a line as the heading of all."""
    return hint is not None and hint.tag == "h1"


def _bare(looks: list[Look], picked: list[int], best: int) -> int:
    """The line itself where `best` is a breadcrumb that ends in it: "Home > News > Lock to close"."""
    whole = looks[best].text
    for i in picked:
        text = looks[i].text
        if abs(i - best) <= _CRUMB and _LEAST <= len(text) < len(whole) and whole.endswith(text):
            return i
    return best
