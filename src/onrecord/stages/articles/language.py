"""The language of an article: as the catalogue says, else as the text sounds, helped by the markup."""

import re

import py3langid

from onrecord.layout import Layout

_CODE = re.compile(r"^[a-z]{2,3}")
_ENOUGH = 60  # characters from which the text itself can be trusted
_HEARD = 600  # characters that are listened to


def of(text: str, layout: Layout) -> str:
    """ISO 639 code; "und" when nothing tells.

    The markup's word is taken where the text's sound leaves it open: when it is one of the two
    languages that the text sounds most like (py3langid), or the text is short.
    """
    given = layout.first("lang")
    match = _CODE.match(given.value.strip().lower()) if given else None
    code = match[0] if match else None
    if code and given and given.basis == "declared":
        return code
    if len(text) < _ENOUGH:
        return code or "und"
    ranked = [str(name) for name, _ in py3langid.rank(text[:_HEARD])[:2]]
    return code if code in ranked else ranked[0]
