"""What the head of an HTML page declares: JSON-LD, Open Graph and other meta tags, links."""

import json
import re
from collections.abc import Iterator

from lxml import etree

from onrecord.layout import Update
from onrecord.records import Metadatum

_ARTICLE = re.compile(r"article|posting|report|review|newsstory|webpage|videoobject", re.IGNORECASE)
_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "headline": "title",
    "og:url": "url",
    "og:site_name": "publisher",
    "application-name": "publisher",
    "article:section": "section",
    "og:description": "deck",
    "description": "deck",
    "article:published_time": "published",
    "og:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish-date": "published",
    "publish_date": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "cxenseparse:recs:publishtime": "published",
    "article.published": "published",
    "datecreated": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "last-modified": "modified",
    "article.updated": "modified",
    "author": "author",
    "article:author": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "byl": "author",
    "cxenseparse:author": "author",
    "og:type": "kind",
    "og:locale": "lang",
    "content-language": "lang",
}
_LD_DATES = (("datePublished", "published"), ("dateModified", "modified"))
_CONTROL = re.compile(r"[\x00-\x1f]")
_MAX_LD = 2_000_000
_MOST_UPDATES = 2_000
Found = list[Metadatum]


def declared(root: etree._Element) -> tuple[Found, str]:
    """Every metadatum of the page's head, best source first, and the body that JSON-LD gives ("")."""
    found: Found = []
    body = ""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _articles(_load(script.text or "")):
                body = max(body, _text(node.get("articleBody")), key=len)
                found.extend(_from_ld(node))
    found.extend(_from_meta(root))
    return found, body


def updates(root: etree._Element) -> tuple[Update, ...]:
    """The entries of the live blog that the page's JSON-LD describes, in the order given."""
    found: list[Update] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _nodes(_load(script.text or "")):
                given = node.get("liveBlogUpdate")
                entries = given[:_MOST_UPDATES] if isinstance(given, list) else [given]
                found += [_update(entry) for entry in entries if isinstance(entry, dict)]
    return tuple(dict.fromkeys(found))


def _update(entry: dict[str, object]) -> Update:
    first = [next(iter(_strings(entry.get(k))), "") for k in ("headline", "articleBody", "datePublished")]
    return Update(*(" ".join(value.split()) for value in first))


def _load(source: str) -> object:
    if len(source) > _MAX_LD:
        return None
    cleaned = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(_CONTROL.sub(" ", cleaned))
    except (ValueError, RecursionError):
        return None


def _articles(data: object) -> Iterator[dict[str, object]]:
    """The JSON-LD nodes that describe an article, those of a more fitting type first."""
    nodes = [n for n in _nodes(data) if _ARTICLE.search(" ".join(_strings(n.get("@type"))))]
    nodes.sort(key=lambda n: _rank(" ".join(_strings(n.get("@type"))).lower()))
    yield from nodes


def _rank(kind: str) -> int:
    if "article" in kind or "posting" in kind or "report" in kind:
        return 0
    return 1 if "webpage" not in kind else 2


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """The nodes at the top of JSON-LD data: lists, @graph and mainEntity, no deeper."""
    waiting = [data]
    seen = 0
    while waiting and seen < 500:
        seen += 1
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:200]
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in item)


def _from_ld(node: dict[str, object]) -> Iterator[Metadatum]:
    for kind in _strings(node.get("@type")):
        yield Metadatum("kind", kind.lower(), "json-ld")
    if "webpage" not in " ".join(_strings(node.get("@type"))).lower():
        for title in _strings(node.get("headline"))[:1]:
            yield Metadatum("title", title, "json-ld")
        for key in ("author", "creator"):
            if names := list(_people(node.get(key))):
                for name, kind in names:
                    field = "author organisation" if "organi" in kind else "author"
                    yield Metadatum(field, name, "json-ld")
                break
    for key, field in _LD_DATES:
        for value in _strings(node.get(key))[:1]:
            yield Metadatum(field, value, "json-ld")
    for value in _strings(node.get("articleSection"))[:1]:
        yield Metadatum("section", value, "json-ld")
    for name, _ in _people(node.get("publisher")):
        yield Metadatum("publisher", name, "json-ld")
    for value in _strings(node.get("inLanguage"))[:1]:
        yield Metadatum("lang", value, "json-ld")
    for value in _strings(node.get("description"))[:1]:
        yield Metadatum("deck", value, "json-ld")


def _people(value: object) -> Iterator[tuple[str, str]]:
    """(name, lower-case type) of each author given as a string, a node or a list of either."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip(), ""
        elif isinstance(item, dict):
            kind = " ".join(_strings(item.get("@type"))).lower()
            for name in _strings(item.get("name")):
                yield name, kind


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values if isinstance(v, str) and v.strip()]


def _text(value: object) -> str:
    return "\n".join(_strings(value))


def _from_meta(root: etree._Element) -> Iterator[Metadatum]:
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        field = _META.get((name or "").strip().lower())
        if field and content:
            yield Metadatum(field, content, "meta")
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and link.get("href"):
            yield Metadatum("url", str(link.get("href")).strip(), "html")
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang:
        yield Metadatum("lang", lang.strip(), "html")
    title = next(iter(root.iter("title")), None)
    if title is not None and (text := "".join(title.itertext()).strip()):
        yield Metadatum("title", " ".join(text.split()), "html")


def best(found: Found, field: str) -> str | None:
    """The first value of `field`, or None."""
    return next((m.value for m in found if m.field == field), None)
