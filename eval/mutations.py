"""Damage to pages, by kind and by a fixed seed: what `./run eval hostile` and the tests read.

A mutation takes a chance and the bytes of a page and gives other bytes; none knows the page.
"""

import random
import re
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]
_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,200}>")
_CLOSING = re.compile(rb"</[A-Za-z][^<>]{0,40}>")
_OPENING = re.compile(rb"<[A-Za-z]{1,12}(?=[\s>])")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?[\w-]+", re.IGNORECASE)
_JSON = re.compile(rb"application/ld\+json[^<]*", re.IGNORECASE)
_ODD = [
    *(
        b"\x00",
        b"\x01\x02\x03",
        b"\x1b[31m",
        b"\x0c",
        b"\x0b",
        b"\x7f",
        b"\xff\xfe",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(c.encode() for c in "\u202e\u2066\u200f\u200b\ufeff\u2028\u2029\x85\xad\ufffe\U0010ffff"),
    *("a" + "\u0301" * 400, "\U0001f468\u200d\U0001f469" * 50, "\u0130\u1e9e\ufb03", "\u05d0\u0627"),
]
_ENTITIES = [
    *(b"&#0;", b"&#xD800;", b"&#x110000;", b"&#99999999999999999999;", b"&nosuch;", b"&", b"&amp;amp;amp;"),
    *(b"&lt;script&gt;", b"&#x202E;", b"&nbsp" * 300, b"&#1;&#31;&#127;&#128;", b"&NotEqualTilde;"),
]
_MARKUP = [
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<script>",
        b"</script>",
        b"<style>",
        b"<textarea>",
        b"<title>",
    ),
    *(b"<plaintext>", b"<xmp>", b"<svg><title>", b"<math><mi>", b"<template>", b"<frameset>", b"<select>"),
    *(
        b"<table><tr><td>",
        b"</table>",
        b"</body></html>",
        b"<html><head>",
        b"<?xml version='1.0'?>",
        b"<?php",
    ),
    *(
        b"<!DOCTYPE html [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>",
        b'<p title="',
        b"<a href='",
        b"<x:y:z>",
        b"<",
    ),
    *(
        b"<base href=http://[::1>",
        b"<time datetime='99999-99-99T99:99'>",
        b"<link rel=canonical href='http://[x'>",
    ),
    *(
        b"<meta property=og:title content='\xff\xfe'>",
        b"<meta name=author content='" + b"A B, " * 3000 + b"'>",
    ),
]
_ENCODINGS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp1254", "iso-8859-9"),
    *("cp1252", "gb18030", "shift_jis", "euc-kr", "utf-7", "cp037", "hz", "iso-2022-jp", "mac-cyrillic"),
)
_NAMES = (
    *_ENCODINGS,
    "armscii-8",
    "x-user-defined",
    "undefined",
    "base64",
    "rot13",
    "idna",
    "zip",
    "no-such",
)


def flip(chance: random.Random, body: bytes) -> bytes:
    """Single bytes become others."""
    out = bytearray(body)
    for _ in range(chance.choice((1, 5, 50, 500))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def drop(chance: random.Random, body: bytes) -> bytes:
    """Stretches are cut out."""
    for _ in range(chance.randint(1, 6)):
        at = _place(chance, body)
        body = body[:at] + body[at + chance.choice((1, 30, 500, 5000)) :]
    return body


def truncate(chance: random.Random, body: bytes) -> bytes:
    """The page ends early, or begins late."""
    at = _place(chance, body)
    return body[:at] if chance.random() < 0.7 else body[at:]


def repeat(chance: random.Random, body: bytes) -> bytes:
    """A stretch stands there many times."""
    at, size = _place(chance, body), chance.choice((1, 20, 400, 4000))
    times = chance.choice((2, 10, 100, 1000))
    return body[:at] + body[at : at + size] * min(times, 400_000 // size) + body[at:]


def double(chance: random.Random, body: bytes) -> bytes:
    """The page stands there twice, or half of it before the other."""
    at = _place(chance, body)
    return body + body if chance.random() < 0.4 else body[at:] + body[:at]


def odd(chance: random.Random, body: bytes) -> bytes:
    """Controls, bidi marks, halves of characters, piles of accents."""
    return _strewn(chance, body, [c if isinstance(c, bytes) else c.encode() for c in _ODD])


def entities(chance: random.Random, body: bytes) -> bytes:
    """Entities that name nothing, too much, or a half of a character."""
    return _strewn(chance, body, _ENTITIES)


def markup(chance: random.Random, body: bytes) -> bytes:
    """Openings without ends, in places where nobody puts them."""
    return _strewn(chance, body, _MARKUP, most=6)


def swap(chance: random.Random, body: bytes) -> bytes:
    """Tags change places."""
    tags = _TAG.findall(body)
    if len(tags) < 2:
        return body
    for _ in range(chance.randint(1, 30)):
        a, b = chance.choice(tags), chance.choice(tags)
        body = body.replace(a, b"\x00", 1).replace(b, a, 1).replace(b"\x00", b, 1)
    return body


def unclose(chance: random.Random, body: bytes) -> bytes:
    """Closing tags are lost, or all of them."""
    share = chance.choice((0.05, 0.5, 1.0))
    return _CLOSING.sub(lambda m: b"" if chance.random() < share else m[0], body)


def nest(chance: random.Random, body: bytes) -> bytes:
    """What follows lies hundreds or thousands of levels deep."""
    at, levels = _place(chance, body), chance.choice((50, 300, 1000, 3000, 20_000))
    tag = chance.choice((b"div", b"b", b"a", b"table", b"ul", b"blockquote", b"font", b"span", b"x"))
    end = b"</" + tag + b">" if chance.random() < 0.5 else b""
    return body[:at] + (b"<" + tag + b">") * levels + body[at:] + end * levels


def attributes(chance: random.Random, body: bytes) -> bytes:
    """Tags say things twice, or thousands of things."""
    more = chance.choice((b" class=a class=b", b" id=x" * 40, b" style='display:none'", b" hidden", b" =\"'"))
    found = list(_OPENING.finditer(body))
    for m in sorted(chance.sample(found, min(len(found), chance.choice((1, 20)))), key=lambda m: -m.end()):
        body = body[: m.end()] + more + body[m.end() :]
    if chance.random() < 0.1:
        many = b" ".join(b"a%d=%d" % (i, i) for i in range(chance.choice((500, 6000))))
        body = body.replace(b"<p", b"<p " + many, 1)
    return body


def relabel(chance: random.Random, body: bytes) -> bytes:
    """The page says that it is in another encoding than it is."""
    name = chance.choice(_NAMES).encode()
    if _CHARSET.search(body):
        return _CHARSET.sub(b"charset=" + name, body)
    return b"<meta charset=" + name + b">" + body


def recode(chance: random.Random, body: bytes) -> bytes:
    """The page is in another encoding than it says."""
    return body.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def mix(chance: random.Random, body: bytes) -> bytes:
    """A stretch of the page is in another encoding than the rest."""
    start = _place(chance, body)
    end = start + chance.choice((40, 1000, 20_000))
    other = body[start:end].decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
    return body[:start] + other + body[end:]


def lines(chance: random.Random, body: bytes) -> bytes:
    """Other line ends, no line ends, a line end after each word, form feeds."""
    kind = chance.randrange(5)
    if kind == 0:
        return body.replace(b"\n", b"\r")
    if kind == 1:
        return body.replace(b"\n", b" ")
    if kind == 2:
        return body[:60_000].replace(b" ", b"\n")
    if kind == 3:
        return body.replace(b"\n", "\u2028".encode())
    return body.replace(b"\n\n", b"\n\x0c\n")


def giant(chance: random.Random, body: bytes) -> bytes:
    """A text node or word of hundreds of thousands of characters."""
    at = _place(chance, body)
    piece = chance.choice(
        (b"x", b"word ", b"Said. ", b"1,", b"(", b'"', b". ", b"12:30 ", b"A. B. ", b"- ", b"<>")
    )
    return body[:at] + piece * (chance.choice((20_000, 300_000)) // len(piece)) + body[at:]


def many(chance: random.Random, body: bytes) -> bytes:
    """Thousands of small elements."""
    at = _place(chance, body)
    piece = chance.choice(
        (b"<b>", b"<br>", b"<a href=/x>Read more</a> ", b"<p>12 May 2031</p>", b"<li>x", b"<h1>One")
    )
    return body[:at] + piece * chance.choice((500, 5000, 25_000)) + body[at:]


def json(chance: random.Random, body: bytes) -> bytes:
    """JSON-LD that is cut, deep, of other types, or full of escapes."""
    bad = chance.choice(
        (
            b'{"@type":"NewsArticle","headline":{"a":[1]},"author":[[["x"]]],"datePublished":{}}',
            b"[" * 3000,
            b'{"@graph":' * 800,
            b'{"@type":"NewsArticle","headline":"\\ud800 half","articleBody":"\\ud83d\\u0000 \\udc00"}',
            b'{"@type":["NewsArticle",null,5],"author":{"name":["\\udfff"]},"url":"http://[::"}',
            b'{"@type":"LiveBlogPosting","datePublished":"0000-00-00T00:00:00+99:99"}',
            b'{"@type":"Article","datePublished":"9999-12-31T23:59:59-23:59","dateModified":'
            + b"9" * 5000
            + b"}",
        )
    )
    if chance.random() < 0.4 and _JSON.search(body):
        return _JSON.sub(lambda m: m[0][: chance.randrange(len(m[0]) + 1)], body)
    return b"<script type='application/ld+json'>" + bad + b"</script>" + body


MUTATIONS: tuple[Mutation, ...] = (
    *(flip, drop, truncate, repeat, double, odd, entities, markup, swap, unclose, nest, attributes),
    *(relabel, recode, mix, lines, giant, many, json),
)


def mutated(chance: random.Random, body: bytes) -> tuple[bytes, str]:
    """`body` after one to four mutations, and their names."""
    chosen = chance.choices(MUTATIONS, k=chance.choice((1, 1, 1, 2, 2, 3, 4)))
    for mutation in chosen:
        body = mutation(chance, body)[:3_000_000]
    return body, "+".join(m.__name__ for m in chosen)


def _place(chance: random.Random, body: bytes) -> int:
    return chance.randrange(len(body) + 1)


def _strewn(chance: random.Random, body: bytes, pieces: list[bytes], most: int = 60) -> bytes:
    for _ in range(chance.randint(1, most)):
        at = _place(chance, body)
        body = body[:at] + chance.choice(pieces) + body[at:]
    return body
