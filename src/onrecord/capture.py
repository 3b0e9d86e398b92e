"""What comes in: one captured page as bytes or text, before anything is decided about it."""

from dataclasses import dataclass
from typing import Literal

from onrecord.records import Declared

Form = Literal["html", "page_text", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it came in.

    `form` says what `body` is: "html"; "page_text", the raw visible text with menus and all; or
    "text", clean article text that is kept character for character. `body` is bytes when the
    encoding is still to be found (then `charset` is what the transport declared, if anything),
    str when it came decoded.
    """

    uri: str
    form: Form
    body: bytes | str
    media_type: str
    charset: str | None = None
    publisher: str | None = None
    fetched: str | None = None
    declared: Declared = Declared()
