"""Whether a page is HTML, text with its layout, or text as browsers copy it: headlines differ in these."""

from typing import Literal

from onrecord.layout import Layout

Form = Literal["text", "copied", "html"]
FORMS: tuple[Form, ...] = ("text", "copied", "html")
_INDENTED = 0.15  # share of lines with blanks before them from which text has a layout; copies have 0 to .06


def form_of(text: str, layout: Layout) -> Form:
    """The form of a page with this `text`: text browsers indent lists and menus, the clipboard nothing."""
    if layout.html:
        return "html"
    indented = sum(text[line.start - 1 : line.start] in (" ", "\t", "\xa0") for line in layout.lines)
    return "text" if indented >= _INDENTED * len(layout.lines) else "copied"
