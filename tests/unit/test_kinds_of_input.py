"""Pages as people save them: archives, dumps, Markdown, wrapped lines, encodings and languages."""

import base64
import gzip
import quopri
import textwrap
import zlib
from pathlib import Path

import pytest

from onrecord import inputs, pipeline
from onrecord.capture import Capture
from onrecord.records import Article, Rejection
from onrecord.stages import pages
from tests.unit.test_articles import PARAGRAPHS
from tests.unit.test_further import FIRST, OTHER, SECOND
from tests.unit.test_inputs import warc

BODY = "\n\n".join(PARAGRAPHS)
HTML = (
    "<html><head><title>Lock</title></head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>Lindmouth closes its northern lock</h1><p class=byline>By Maja Lindqvist</p>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + "</article><footer>Imprint</footer></body></html>"
)


def captures(path: Path, body: bytes) -> list[Capture | Rejection]:
    path.write_bytes(body)
    return list(inputs.read([path]))


def read(capture: Capture | Rejection) -> Article:
    assert isinstance(capture, Capture), capture
    found = pipeline.read_page(capture)
    assert isinstance(found, pipeline.Reading), found
    for dossier in found.dossiers:
        for run in dossier.article.alignment:
            own = dossier.article.text[run.text : run.text + run.length]
            assert own == found.page.text[run.page : run.page + run.length]
    return found.dossiers[0].article


def mhtml(part: bytes, encoding: str, kind: str = "text/html") -> bytes:
    head = (
        "From: <Saved by Gull>\r\nSnapshot-Content-Location: https://gull.example/lock\r\nSubject: Lock\r\n"
        "Date: Wed, 12 Mar 2031 09:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----M"\r\n\r\n------M\r\n'
        f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n"
        "Content-Location: https://gull.example/lock\r\n\r\n"
    )
    tail = b"\r\n------M\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n------M--\r\n"
    return head.encode() + part + tail


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_as_one_file(tmp_path: Path, encoding: str) -> None:
    pack = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)
    (capture,) = captures(tmp_path / "lock.mhtml", mhtml(pack(HTML.encode()), encoding))
    article = read(capture)
    assert article.text == BODY
    assert article.url == "https://gull.example/lock"
    assert capture.fetched == "2031-03-12T09:00:00"


def test_an_archive_without_a_page_says_what_to_do(tmp_path: Path) -> None:
    (lost,) = captures(tmp_path / "lock.mht", mhtml(b"x", "8bit", "text/css"))
    assert isinstance(lost, Rejection)
    assert lost.reason == "broken MHTML"
    assert "save the page anew" in lost.detail


def test_files_may_be_packed(tmp_path: Path) -> None:
    (page,) = captures(tmp_path / "lock.html.gz", gzip.compress(HTML.encode()))
    assert read(page).text == BODY
    (cut,) = captures(tmp_path / "cut.html.gz", gzip.compress(HTML.encode())[:-30])
    assert isinstance(cut, Rejection)
    assert cut.reason == "broken gzip"
    (bomb,) = captures(tmp_path / "bomb.txt.gz", gzip.compress(b"0" * (inputs.LARGEST + 1), 1))
    assert isinstance(bomb, Rejection)
    assert bomb.reason == "too large"


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0030)https://gull.example/lock/1 -->",
        "<!--\n Page saved with SingleFile \n url: https://gull.example/lock/1 \n saved date: today\n-->",
    ],
)
def test_a_saved_page_tells_where_it_was(note: str) -> None:
    body = HTML.replace("<html>", f"<!DOCTYPE html>{note}<html>")
    article = read(Capture(uri="lock.html", form="html", body=body, media_type="text/html"))
    assert article.url == "https://gull.example/lock/1"
    assert article.text == BODY


@pytest.mark.parametrize("rule", ["=" * 30, "-" * 12, "\f"])
def test_a_dump_of_several_pages_is_several_pages(tmp_path: Path, rule: str) -> None:
    pages = [FIRST + BODY, SECOND + "\n\n".join(OTHER)]
    body = "".join(f"{rule}\nURL: https://gull.example/{n}\n\n{page}\n\n" for n, page in enumerate(pages))
    found = captures(tmp_path / "dump.txt", body.encode())
    assert [c.uri.rpartition("/")[2] for c in found if isinstance(c, Capture)] == ["dump.txt#1", "dump.txt#2"]
    one, two = map(read, found)
    assert (one.url, two.url) == ("https://gull.example/0", "https://gull.example/1")
    assert (one.text, two.text) == (BODY, "\n\n".join(OTHER))


def test_an_address_in_a_text_parts_nothing(tmp_path: Path) -> None:
    body = f"{FIRST}{BODY}\n\n-----\nhttps://gull.example/more\n\n" + "\n\n".join(OTHER)
    assert len(captures(tmp_path / "page.txt", body.encode())) == 1


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    marked = PARAGRAPHS[0].replace("Lindmouth", "[Lindmouth](https://gull.example/a_(b))", 1)
    body = (
        "---\ntitle: x\n---\n[Home](/) | [News](/news) | [Sport](/sport)\n\n"
        "# Lindmouth closes its northern lock\n\nBy **Maja Lindqvist**\n\n12 March 2031\n\n"
        "![The lock](https://gull.example/lock.jpg)\n\n"
        + "\n\n".join([marked, *PARAGRAPHS[1:]])
        + "\n\n[Read more](https://gull.example/more)\n"
    )
    article = read(captures(tmp_path / "lock.md", body.encode())[0])
    assert article.headline == "Lindmouth closes its northern lock"
    assert article.text == BODY
    assert article.authors == ("Maja Lindqvist",)
    assert article.published == "2031-03-12"


def dump(paragraphs: list[str], width: int = 0) -> str:
    """The page as Markdown, as tools write it without saying so; wrapped at `width` columns."""
    head = "[ ![Logo](data:image/svg+xml,%3Csvg xmlns='x'%3E) ](/)\n\n  * [News](/news)\n  * [Sport](/sport \"All (sport)\")\n  * [Weather](/w)\n\n"
    title = "# Lindmouth closes its northern lock for the whole of the summer and of the autumn"
    shown = [title, "By **Maja Lindqvist**", "12 March 2031", *paragraphs]
    if width:
        shown = ["\n".join(textwrap.wrap(p, width)) for p in shown]
    return head + "\n\n".join(shown) + "\n\n## More news\n\n[\n\nQuay reopens\n\n](https://gull.example/quay)\n"


@pytest.mark.parametrize("width", [0, 79])
def test_markdown_is_told_by_its_signs(width: int) -> None:
    linked = PARAGRAPHS[0].replace("Lindmouth", "[Lindmouth](https://gull.example/a?b=c d)", 1)
    body = dump([linked, *PARAGRAPHS[1:]], width)
    article = read(Capture(uri="p", form="page_text", body=body, media_type="text/plain"))
    assert article.headline == "Lindmouth closes its northern lock for the whole of the summer and of the autumn"
    assert article.text == BODY
    assert article.authors == ("Maja Lindqvist",)


def test_marks_of_links_over_paragraphs_go_and_their_words_stay() -> None:
    body = dump(list(PARAGRAPHS))
    page, layout = pages.render(Capture(uri="p", form="page_text", body=body, media_type="text/plain"))
    assert "Quay reopens" in page.text
    assert not any(mark in page.text for mark in ("](", "[", "**", "#", "svg"))
    assert "* News\n  * Sport\n  * Weather" in page.text
    headings = {page.text[x.start : x.end]: x.hint.tag for x in layout.lines if x.hint}
    assert list(headings.values()) == ["h1", "h2"]


def test_text_with_a_few_brackets_is_no_markdown() -> None:
    body = FIRST + BODY + "\n\n[1] See (the report).\n\n# 1 in the list\n\n[a](b)"
    page, _ = pages.render(Capture(uri="p", form="page_text", body=body, media_type="text/plain"))
    assert page.text == body


def test_wrapped_text_may_have_lines_that_are_not_wrapped() -> None:
    address = "https://gull.example/" + "a" * 140
    body = FIRST + "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in PARAGRAPHS) + "\n\n" + address
    article = read(Capture(uri="p", form="page_text", body=body, media_type="text/plain"))
    assert article.text.removesuffix(f"\n\n{address}") == BODY


def test_lines_that_break_at_links_are_one_paragraph() -> None:
    names = ["the council", "Karen Lund", "the harbour master", "Upland Ferries", "the port"]
    said = [
        f"On day {n} of the long talks about the lock and its two gates,\n{name}\nspoke at some length to\nBo Ekman"
        "\n, who had waited for it since the early morning, and told the council of the costs of repairs."
        for n, name in enumerate(names)
    ]
    body = "Home\nNews\nSport\nLindmouth closes its lock\n12 March 2031\n" + "\n".join(said) + "\nImprint\n"
    text = read(Capture(uri="p", form="page_text", body=body, media_type="text/plain")).text
    for n, name in enumerate(names):
        assert f"On day {n} of the long talks about the lock and its two gates, {name} spoke at some" in text
    assert text.count("length to Bo Ekman, who had waited") == len(names)


def test_words_cut_at_the_end_of_a_line_are_whole() -> None:
    lines = [
        "The council of the harbour said on Tuesday that the northern lock would stay shut for wee-",
        "ks, since engineers had found cracks in both of its gates, and that well-known ferry com-",
        "panies would sail from the southern quay until the summer was over and the repairs, which",
        "cost four million crowns, were done; the harbour master, who spoke to reporters in a well-",
        "known tavern, said that nobody had looked forward to another winter of delays and of end-",
        "less repairs for the old yards along the shore, and that the newly and dearly bought Anglo-",
        "Saxon gates would have held for longer than those which the council had bought so cheaply.",
    ]
    page = FIRST + "\n".join(lines) + "\n\n" + "\n".join(textwrap.wrap(PARAGRAPHS[1], 90)) + "\n"
    text = read(Capture(uri="p", form="page_text", body=page, media_type="text/plain")).text
    for word in ("for weeks,", "ferry companies", "a well-known tavern", "endless", "Anglo-Saxon"):
        assert word in text


def test_archived_responses_are_unpacked(tmp_path: Path) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (HTML[:900].encode(), HTML[900:].encode(), b""))
    told = b"HTTP/1.1 200 OK\r\n"
    for body, header in (
        (gzip.compress(HTML.encode()), b"Content-Encoding: gzip\r\n"),
        (zlib.compress(HTML.encode()), b"Content-Encoding: deflate\r\n"),
        (chunks, b"Transfer-Encoding: chunked\r\n"),
    ):
        raw = warc(body).replace(told, told + header)
        length = next(line for line in raw.split(b"\r\n") if line.startswith(b"Content-Length"))
        longer = b"Content-Length: %d" % (int(length.split()[1]) + len(header))
        (capture,) = captures(tmp_path / "a.warc", raw.replace(length, longer, 1))
        assert read(capture).text == BODY


@pytest.mark.parametrize(
    ("lang", "headline", "body", "encodings"),
    [
        (
            "de",
            "Hafenrat schließt die nördliche Schleuse",
            "Der Hafenrat beschloss am Mittwoch, die nördliche Schleuse für elf Wochen zu schließen, weil "
            "Prüfer in zwei Toren Risse gefunden hatten. Die Fähren fahren so lange über den südlichen Kai.",
            ("utf-8", "cp1252", "utf-16-le"),
        ),
        (
            "fr",
            "Le port ferme son écluse du nord",
            "Le conseil du port a décidé mercredi de fermer l’écluse du nord pendant onze semaines, après la "
            "découverte de fissures dans deux portes. Les bacs passeront par le quai du sud jusqu’à l’été.",
            ("utf-8", "cp1252"),
        ),
        (
            "es",
            "El puerto cierra la esclusa del norte",
            "El consejo del puerto decidió el miércoles cerrar la esclusa del norte durante once semanas, pues "
            "los ingenieros hallaron grietas en dos compuertas. Los barcos usarán el muelle del sur.",
            ("utf-8", "cp1252"),
        ),
        (
            "ru",
            "Порт закрывает северный шлюз",
            "Совет порта в среду решил закрыть северный шлюз на одиннадцать недель, потому что инженеры нашли "
            "трещины в двух воротах. Паромы будут ходить от южного причала до конца лета.",
            ("utf-8", "cp1251", "koi8-r", "utf-16-be"),
        ),
        (
            "tr",
            "Liman kuzey kapısını kapatıyor",
            "Liman meclisi çarşamba günü kuzey kapısını on bir hafta boyunca kapatma kararı aldı; mühendisler iki "
            "kanatta çatlak bulmuştu. Vapurlar yaz sonuna kadar güney rıhtımından kalkacak.",
            ("utf-8", "cp1254", "iso-8859-9"),
        ),
        (
            "az",
            "Liman şimal qapısını bağlayır",
            "Liman şurası çərşənbə günü şimal qapısını on bir həftəliyə bağlamağa qərar verdi, çünki mühəndislər iki "
            "qanadda çat tapmışdılar. Bərələr yayın sonuna qədər cənub körpüsündən yola düşəcək.",
            ("utf-8", "utf-16-le"),
        ),
        (
            "hy",
            "Նավահանգիստը փակում է հյուսիսային դարպասը",
            "Նավահանգստի խորհուրդը չորեքշաբթի օրը որոշեց տասնմեկ շաբաթով փակել հյուսիսային դարպասը, քանի որ "
            "ճարտարագետները ճաքեր էին գտել երկու փեղկերում։ Լաստանավերը կշարժվեն հարավային կառամատույցից։",
            ("utf-8", "armscii-8"),
        ),
    ],
)
def test_pages_of_many_languages_and_encodings(
    lang: str, headline: str, body: str, encodings: tuple[str, ...]
) -> None:
    paragraphs = [body, body.replace(".", ",").rstrip(",") + ".", body]
    for encoding in encodings:
        for declared in ("meta", "transport", None) if encoding != "armscii-8" else ("meta", "transport"):
            meta = f"<meta charset={encoding}>" if declared == "meta" else ""
            page = (
                f"<html><head>{meta}<title>{headline}</title></head><body><article><h1>{headline}</h1>"
                + "".join(f"<p>{p}</p>" for p in paragraphs)
            )
            capture = Capture(
                uri="p",
                form="html",
                body=encoded(page, encoding),
                media_type="text/html",
                charset=encoding if declared == "transport" else None,
            )
            article = read(capture)
            assert article.headline == headline, (encoding, declared)
            assert article.text == "\n\n".join(paragraphs), (encoding, declared)
            assert article.lang == lang


def encoded(text: str, encoding: str) -> bytes:
    if encoding != "armscii-8":
        return text.encode(encoding)
    low, out = ord("Ա"), bytearray()
    for c in text:
        at = ord(c.upper()) - low if c != "և" else -1
        if 0 <= at < 38:
            out.append(0xB2 + 2 * at + (not c.isupper()))
        else:
            out += {"։": b"\xa3", "և": b"\xa2"}.get(c) or c.encode("ascii")
    return bytes(out)
