"""The publisher of text pages against what their HTML declares, by weights that have not seen the site."""

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Block
from onrecord.stages.articles import imprint, outlets
from onrecord.text import fold
from training.pages import publisher
from training.pages.data import Example

_END = re.compile(r"^www\.|\.(com|org|net|co|de|fr|uk|it|es|news|info|ru|tr)(\.\w+)?$")
_LONG = 4  # letters from which a name within another is the same outlet


def measure(
    examples: Sequence[Example], found: Mapping[str, tuple[Block, ...]], folds: Sequence[int]
) -> dict[str, float]:
    """Of the pages whose HTML declares a publisher those named so, as share of all and of those named.

    `found` are the blocks of text pages by id, `folds` the fold of each example.
    """
    names = {e.id: publisher.told(e) for e in examples if e.form == "html"}
    pages = [(e, k) for e, k in zip(examples, folds, strict=True) if e.form == "text" and names.get(e.id)]
    choices = [publisher.choice(found[e.id], names[e.id], k) for e, k in pages]
    weights = {k: publisher.fitted([c for c in choices if c.fold != k]) for k in sorted(set(folds))}
    answers = [(outlets.chosen(found[e.id], weights[k]), names[e.id]) for e, k in pages]
    given = [_same(answer.value, gold) for answer, gold in answers if answer]
    right = sum(given)
    print(f"publisher of text pages: {right} as declared, {len(given) - right} otherwise, of {len(answers)}")
    shares = right / len(answers), right / max(1, len(given))
    return dict(zip(("pages.text.publisher", "pages.text.publisher_precision"), shares, strict=True))


def _same(name: str, gold: Sequence[str]) -> bool:
    """Whether a name is one of `gold` or one is within the other, the end of an address aside."""
    key, keys = _key(name), {_key(g) for g in gold}
    return key in keys or any(min(len(key), len(k)) >= _LONG and (key in k or k in key) for k in keys)


def _key(name: str) -> str:
    return imprint.compact(_END.sub("", fold(name).removeprefix("the ")))
