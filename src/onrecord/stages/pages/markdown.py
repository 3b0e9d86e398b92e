"""Markdown as plain text: enough of it for dumps of news pages (headings, lists, quotes, links, bold).

Follows CommonMark where it reads on; what it does not know stays as it is written. A paragraph becomes one
line, items of a list stand on lines of their own, blocks are parted by a blank line: as text browsers write.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_FENCE = re.compile(r"\A\s{0,20}---[ \t]*\r?\n.{0,5000}?\n---[ \t]*\r?\n", re.DOTALL)
_PARTED = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_HEADING = re.compile(r"[ \t]{0,3}(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINED = re.compile(r"(=+|-+)[ \t]*$")
_ITEM = re.compile(r"([ \t]{0,12})([-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_TITLE = r"(?:\s{1,3}\"(?:(?!\"\s{0,3}\)).){0,500}\")?\s{0,3}\)"
_TARGET = r"\(\s{0,3}(?:[^()\s\\]|\\.|\([^()\s]{0,200}\)){0,2000}" + _TITLE
_ADDRESS = r"\(\s{0,3}(?:[a-z]{2,12}:|[/#?])(?:[^()\n]|\([^()\n]{0,300}\)){0,100000}\s{0,6}\)"  # with blanks
_TAIL = re.compile(rf"\](?:{_TARGET}|{_ADDRESS})")
_SIGN = re.compile(rf"(?<!\\)\[|{_TAIL.pattern}")
_HEADINGS = re.compile(r"^#{1,4} \S.{2,200}$", re.MULTILINE)
_LISTED = re.compile(r"^[ \t]{0,12}[*+-] \S", re.MULTILINE)
_SOME, _MANY = 2, 6  # headings, links (or items beside a heading) from which a text is Markdown
_WRAPPED = 76  # characters that a heading and the next word have at least where it goes on below
_TAG = re.compile(
    r"</?(?:a|br|div|figure|iframe|img|noscript|p|picture|script|source|span|style|svg|video)\b[^<>]{0,3000}>"
)
_BARE = re.compile(r"<(https?://[^\s<>]{1,1000})>")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")
Block = tuple[str, str]  # its kind ("h1" to "h6", "item", "p") and its text


def is_markdown(text: str) -> bool:
    """Whether a text that came without a word on its format has Markdown's headings or links."""
    headings = len(_HEADINGS.findall(text))
    if headings >= _SOME or len(_TAIL.findall(text)) >= _MANY:
        return True
    return headings > 0 and len(_LISTED.findall(text)) >= _MANY


def to_text(text: str) -> tuple[str, dict[int, str]]:
    """The Markdown `text` as plain text, and the headings on it: where they start, "h1" to "h6"."""
    plain = _FENCE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = _without_links(_TAG.sub(" ", plain))
    out: list[str] = []
    headings: dict[int, str] = {}
    size, above = 0, ""
    for paragraph in _PARTED.split(plain):
        for kind, said in _blocks(paragraph.strip("\n").split("\n")):
            joint = "" if not out else "\n" if kind == above == "item" else "\n\n"
            if kind.startswith("h"):
                headings[size + len(joint)] = kind
            out.append(joint + said)
            size += len(joint) + len(said)
            above = kind
    return "".join(out), headings


def _without_links(text: str) -> str:
    """`text` without the signs and targets of links, which may run over paragraphs, and without images."""
    drop: list[tuple[int, int]] = []
    open_: list[int] = []
    for sign in _SIGN.finditer(text):
        if sign[0] == "[":
            open_.append(sign.start())
            continue
        start = open_.pop() if open_ else sign.start()
        if text[max(0, start - 1) : start] == "!":
            drop.append((start - 1, sign.end()))
        else:
            drop += [(start, min(start + 1, sign.start())), sign.span()]
    kept, at = [], 0
    for begin, end in sorted(drop):
        kept.append(text[at:begin])
        at = max(at, end)
    return "".join([*kept, text[at:]])


def _blocks(lines: list[str]) -> Iterator[Block]:
    """What the lines between two blank lines make."""
    open_: list[str] = []
    mark = ""

    def closed(kind: str = "p") -> Iterator[Block]:
        said = _inline(" ".join(line.strip() for line in open_))
        open_.clear()
        if said:
            yield ("item", f"{mark} {said}") if mark else (kind, said)

    for line in _unwrapped(lines):
        heading, rule = _HEADING.match(line), _RULE.match(line)
        item = None if heading or rule else _ITEM.match(line)
        if open_ and not mark and _UNDERLINED.match(line):
            yield from closed("h1" if line.startswith("=") else "h2")
        elif heading or item or rule or line.lstrip().startswith(">"):
            yield from closed()
            mark = ""
        if heading:
            open_.append(heading[2])
            yield from closed(f"h{len(heading[1])}")
        elif item:
            mark = item[1] + item[2]
            open_.append(line[item.end() :])
        elif not (rule or _UNDERLINED.match(line)):
            open_.append(line.lstrip(" >"))
            if line.endswith(("  ", "\\")):
                open_[-1] = open_[-1].rstrip(" \\")
                yield from closed()
                mark = ""
    yield from closed()


def _unwrapped(lines: list[str]) -> list[str]:
    """`lines` with a heading that was wrapped at some column on one."""
    found = lines[:1]
    for above, line in pairwise(lines):
        needed = len(above) + 1 + len(line.split(maxsplit=1)[0] if line.strip() else "")
        if _HEADING.match(above) and needed >= _WRAPPED and line.strip() and not _ITEM.match(line):
            found[-1] += " " + line.strip()
        else:
            found.append(line)
    return found


def _inline(text: str) -> str:
    text = _SLANTED.sub(r"\2", _BOLD.sub(r"\2", _BARE.sub(r"\1", text)))
    return _ESCAPED.sub(r"\1", text).strip()
