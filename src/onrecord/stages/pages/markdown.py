"""Markdown as HTML: enough of it for dumps of news pages (headings, lists, quotes, links, images, bold).

Follows CommonMark where it reads on; what it does not know stays as it is written.
"""

import re
from html import escape

_FENCE = re.compile(r"\A\s{0,20}---[ \t]*\r?\n.{0,5000}?\n---[ \t]*\r?\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINED = re.compile(r"(=+|-+)[ \t]*$")
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+&quot;[^()]{0,300}&quot;)?\)"
)
_LINK = re.compile(
    r"\[([^\[\]]{0,1000})\]\(((?:[^()\s]|\([^()\s]{0,200}\)){0,2000})(?:\s+&quot;[^()]{0,300}&quot;)?\)"
)
_BARE = re.compile(r"&lt;(https?://[^\s&]{1,1000})&gt;")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]{1,500}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")


def to_html(text: str) -> str:
    """The Markdown `text` as an HTML page."""
    out: list[str] = []
    for paragraph in re.split(
        r"\n[ \t]*(?:\n[ \t]*)+", _FENCE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    ):
        out.extend(_blocks(paragraph.strip("\n").split("\n")))
    return "<html><body>\n" + "\n".join(out) + "\n</body></html>"


def _blocks(lines: list[str]) -> list[str]:
    """The elements that the lines between two blank lines make."""
    found: list[str] = []
    open_: list[str] = []

    def close(tag: str = "p") -> None:
        if joined := " ".join(line.strip() for line in open_):
            found.append(f"<{tag}>{_inline(joined)}</{tag}>")
        open_.clear()

    for line in lines:
        if heading := _HEADING.match(line):
            close()
            found.append(f"<h{len(heading[1])}>{_inline(heading[2])}</h{len(heading[1])}>")
        elif open_ and _UNDERLINED.match(line):
            close("h1" if line.startswith("=") else "h2")
        elif _RULE.match(line):
            close()
        elif line.lstrip().startswith(">"):
            close()
            found.append(f"<blockquote>{_inline(line.lstrip(' >'))}</blockquote>")
        elif item := _ITEM.match(line):
            close()
            found.append(f"<ul><li>{_inline(line[item.end() :])}</li></ul>")
        elif line.endswith(("  ", "\\")):
            open_.append(line.rstrip(" \\"))
            close()
        else:
            open_.append(line)
    close()
    return found


def _inline(text: str) -> str:
    text = _ESCAPED.sub(lambda m: f"&#{ord(m[1])};", escape(text))
    text = _IMAGE.sub(r"<figure><figcaption>\1</figcaption></figure>", text)
    text = _LINK.sub(r'<a href="\2">\1</a>', text)
    return _SLANTED.sub(r"<i>\2</i>", _BOLD.sub(r"<b>\2</b>", _BARE.sub(r"<a>\1</a>", text)))
