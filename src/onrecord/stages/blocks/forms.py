"""Whether a page is HTML, text with its layout, or text as browsers copy it: headlines differ in these."""

from typing import Literal

from onrecord.layout import Layout

Form = Literal["text", "copied", "html"]
FORMS: tuple[Form, ...] = ("text", "copied", "html")


def form_of(layout: Layout) -> Form:
    """The form of a page; its parts have that of the whole."""
    if layout.html:
        return "html"
    return "copied" if layout.copied else "text"
