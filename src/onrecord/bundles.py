"""Files that hold pages in other ways: MHTML archives, text dumps of several pages."""

import re
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

_RULE = rb"[=\-*_#~\x0c]{5,200}|\x0c"
_ADDRESS = rb"(?:[A-Za-z ]{2,20}:[ \t]{1,5})?<?(https?://[^\s<>]{4,2000})>?"
_HEADER = re.compile(
    rb"^(?:%(rule)s)[ \t]*\r?\n(?:[ \t]*\r?\n)?%(address)s[ \t]*\r?$(?:\n(?:%(rule)s)[ \t]*\r?$)?"
    % {b"rule": _RULE, b"address": _ADDRESS},
    re.MULTILINE,
)
_TOP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,20}%s[ \t]*\r?$(?:\n(?:%s)[ \t]*\r?$)?" % (_ADDRESS, _RULE), re.MULTILINE
)
_LEAST = 200  # bytes of a page in a dump


def pages_of(text: bytes) -> list[tuple[str, bytes]]:
    """(address, text) of each page of a dump in which a rule and an address begin each; else nothing."""
    heads = [m for m in (_TOP.match(text),) if m]
    heads += [m for m in _HEADER.finditer(text) if not heads or m.start() >= heads[0].end()]
    if len(heads) < 2 or text[: heads[0].start()].strip(b"\xef\xbb\xbf \t\r\n"):
        return []
    ends = [m.start() for m in heads[1:]] + [len(text)]
    found = [
        (m[1].decode("utf-8", "replace"), text[m.end() : end]) for m, end in zip(heads, ends, strict=True)
    ]
    return found if all(len(part.strip()) >= _LEAST for _, part in found) else []


def archived(body: bytes) -> tuple[bytes, str | None, str | None, str | None]:
    """(HTML, charset, address, date in ISO 8601) of the page of an MHTML archive (RFC 2557).

    ValueError where no part of it is HTML.
    """
    message = message_from_bytes(body)
    part = next(
        (p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise ValueError("no part of it is HTML")
    address = next(
        (str(a) for a in (part["Content-Location"], message["Snapshot-Content-Location"]) if a), None
    )
    web = address if address and address.startswith(("http://", "https://")) else None
    return content, part.get_content_charset(), web, _date(message)


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat() if message["Date"] else None
    except (ValueError, TypeError, OverflowError):
        return None
