"""From bytes to text: declared, sniffed and guessed encodings, and what is no text at all."""

import codecs
import re
from contextlib import suppress
from functools import cache
from importlib.resources import files

from charset_normalizer import CharsetMatch, from_bytes

from onrecord.errors import PageRejected

MAX_BYTES = 20_000_000  # of one page; a news page has well under a hundredth of it
_SAMPLE = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\x7fELF",
    b"RIFF",
    b"\x00\x00\x01\x00",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"OggS",
    b"ID3",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ",
    b"wOFF",
    b"wOF2",
    b"SQLite format 3",
)
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.\-]{2,40})")
# What the web means by these names (WHATWG Encoding Standard, section 4.2).
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "utf8": "utf-8",
    "unicode": "utf-8",
}
_ARMSCII = {b: chr(b) for b in range(0xA0)} | {
    **dict(enumerate(" \ufffdև։)(»«—.՝,-֊…՜՛՞", 0xA0)),  # Armenian standard AST 34.002-1997
    **{0xB2 + 2 * i + small: chr(0x531 + i + 48 * small) for i in range(38) for small in (0, 1)},
    0xFE: "՚",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@cache
def _names(kind: str) -> tuple[str, ...]:
    text = (files("onrecord") / "resources/pages/encodings.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple(rows[kind].split())


def decode(body: bytes, charset: str | None, *, html: bool) -> tuple[str, str]:
    """The text of `body` and the encoding it was read in.

    A byte-order mark wins; then UTF-8 if the bytes are valid as such; then what the transport and
    the document declare, if the bytes fit; then a guess. Raises PageRejected ("empty", "too large",
    "binary", "unknown encoding").
    """
    if len(body) > MAX_BYTES:
        raise PageRejected("too large", f"{len(body)} bytes, at most {MAX_BYTES}")
    if not body.strip(b" \t\r\n\x00"):
        raise PageRejected("empty", f"{len(body)} bytes")
    if body.startswith(_MAGIC):
        raise PageRejected("binary", "starts like a file that is not text")
    text, encoding = _read(body, charset, html)
    check_text(text)
    return text, encoding


def check_text(text: str) -> None:
    """Raise PageRejected unless `text` has something in it and looks like text."""
    if len(text) > MAX_BYTES:
        raise PageRejected("too large", f"{len(text)} characters, at most {MAX_BYTES}")
    if not text.strip(" \t\r\n\x00\ufeff"):
        raise PageRejected("empty", "nothing but white space")
    sample = text[:_SAMPLE]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if odd > 8 and odd > len(sample) * 0.02:
        raise PageRejected("binary", f"{odd} of the first {len(sample)} characters are no text")


def _read(body: bytes, charset: str | None, html: bool) -> tuple[str, str]:
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body.decode(name, errors="replace").removeprefix("\ufeff")
            return text, name.removesuffix("-sig")
    if wide := _wide(body):
        return body.decode(wide, errors="replace"), wide
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        nearly = error.start > len(body) - 4  # cut inside its last character
    declared = _declared(body, charset, html)
    if nearly or "utf-8" in declared:
        return body.decode("utf-8", errors="replace"), "utf-8"
    for name in declared:
        try:
            return _decoded(body, name, "strict"), name
        except UnicodeDecodeError:
            continue
    return _guess(body, declared)


def _decoded(body: bytes, name: str, errors: str) -> str:
    if name == "armscii-8":
        return codecs.charmap_decode(body, errors, _ARMSCII)[0]
    return body.decode(name, errors=errors)


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of what is Latin in it (tags, blanks) is zero."""
    sample = body[:_SAMPLE]
    high, low = sample[::2].count(0), sample[1::2].count(0)
    enough = max(high, low) > 0.05 * len(sample) / 2
    if not enough or min(high, low) > 0.1 * max(high, low):
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _declared(body: bytes, charset: str | None, html: bool) -> list[str]:
    names = [charset] if charset else []
    if html:
        found = [m[1].decode("ascii") for p in (_XML, _META) if (m := p.search(body[:4096]))]
        names.extend(found)
    known: list[str] = []
    for name in names:
        plain = _WEB_NAMES.get(name.strip().lower(), name.strip().lower())
        with suppress(LookupError, ValueError):
            plain = codecs.lookup(plain).name
        plain = _WEB_NAMES.get(plain, plain)
        if plain in _names("known") and plain not in known:
            known.append(plain)
    return known


def _guess(body: bytes, declared: list[str]) -> tuple[str, str]:
    sample = body[:_SAMPLE]
    if sample.count(0) > len(sample) * 0.02:
        raise PageRejected("binary", f"{sample.count(0)} NUL bytes near the start")
    name = declared[0] if declared else _likeliest(sample)
    return _decoded(body, name, "replace"), name


def _likeliest(sample: bytes) -> str:
    """The encoding in which `sample` reads best (charset-normalizer); the usual one of those that tie."""
    usual = _names("guessed")

    def rank(match: CharsetMatch) -> tuple[float, float, int]:
        names = {match.encoding, *match.could_be_from_charset}
        place = min((i for i, name in enumerate(usual) if name in names), default=0)
        return round(match.chaos, 2), -round(match.coherence, 1), place

    best = min(from_bytes(sample, cp_isolation=list(usual)), key=rank, default=None)
    name = usual[rank(best)[2]].replace("_", "-") if best else "cp1252"
    return "cp1254" if name == "cp1252" and _turkish(sample) else name


def _turkish(sample: bytes) -> bool:
    """Whether the letters that cp1254 gives Turkish and cp1252 Icelandic stand without Icelandic's own."""
    turkish, icelandic = (sum(sample.count(c) for c in own) for own in (b"\xf0\xfd\xfe", b"\xe1\xed\xf3\xe6"))
    return turkish > 3 * icelandic
