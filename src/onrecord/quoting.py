"""Which characters of a text stand between quotation marks. Standard library only."""

_OPENING = frozenset("“«„‟")
_CLOSING = frozenset("”»")


def quoted(text: str) -> bytearray:
    """A mask of `text`, one byte a code point: 1 between quotation marks, 0 outside and on marks.

    Straight marks toggle; „ is closed by “. A mark left open holds to the end of its paragraph, so
    that it can't lose the whole document.
    """
    mask = bytearray(len(text))
    inside = ""
    for at, sign in enumerate(text):
        if sign == "\n":
            inside = ""
        elif inside:
            if sign in _CLOSING or (sign == '"' and inside == '"') or (sign == "“" and inside == "„"):
                inside = ""
            elif sign not in _OPENING:
                mask[at] = 1
        elif sign in _OPENING or sign == '"':
            inside = sign
    return mask
