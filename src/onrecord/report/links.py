"""Where links of the report lead: anchors of passages, and addresses safe to link out to."""

import re
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST_URL = 2000


def slug(text: str) -> str:
    """`text` reduced to letters, digits and hyphens: fit for an HTML id and a CSS selector."""
    return _UNSAFE.sub("-", text)[:80].strip("-") or "x"


def passage_anchor(article: str, start: int, end: int) -> str:
    """The anchor of the code points [start, end) of an article's text."""
    return f"a-{slug(article)}-{start}-{end}"


def article_anchor(article: str) -> str:
    """The anchor of an article."""
    return f"a-{slug(article)}"


def outward(url: str | None) -> str | None:
    """`url` when it is a plain http or https address, else None: nothing else is made a link."""
    if not url or len(url) > _LONGEST_URL or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def host(url: str | None) -> str | None:
    """The host name of an http or https address, without "www."."""
    safe = outward(url)
    name = urlsplit(safe).hostname if safe else None
    return name.removeprefix("www.") if name else None


def file_name(uri: str) -> str:
    """`uri` as it may be mailed: a file without the folders it lay in, an address as it is."""
    return uri if "://" in uri else uri.replace("\\", "/").rsplit("/", 1)[-1] or uri


def language(tag: str | None) -> str | None:
    """`tag` when it is shaped like a BCP 47 language tag, else None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None
