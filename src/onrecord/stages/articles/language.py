"""The language of an article: as the catalogue says, else as the text sounds, helped by the markup."""

import re

from onrecord.layout import Layout
from onrecord.words import word_set

_CODE = re.compile(r"^[a-z]{2,3}")
_ENOUGH = 60  # characters from which the text itself can be trusted
_HEARD = 600  # characters that are listened to
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = 0.07  # share of words that are English alone, from which a text is; elsewhere below .05


def of(text: str, layout: Layout) -> str:
    """ISO 639 code; "und" when nothing tells.

    The markup's word is taken where the text's sound leaves it open: when it is one of the two
    languages that the text sounds most like (py3langid), or the text is short. Plain English is told by
    words that no other language has, unless the markup says otherwise.
    """
    given = layout.first("lang")
    match = _CODE.match(given.value.strip().lower()) if given else None
    code = match[0] if match else None
    if code and given and given.basis == "declared":
        return code
    if len(text) < _ENOUGH:
        return code or "und"
    heard = text[:_HEARD]
    if code in (None, "en") and _english(heard):
        return "en"
    import py3langid  # slow to load, and seldom needed where pages are English

    ranked = [str(name) for name, _ in py3langid.rank(heard)[:2]]
    return code if code in ranked else ranked[0]


def _english(text: str) -> bool:
    said = _WORD.findall(text.lower())
    common = word_set("pages", "english")
    return sum(word in common for word in said) >= _ENGLISH * max(1, len(said))
