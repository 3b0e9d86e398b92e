"""Articles: the clean text of a page with its metadata, or why the page holds none."""

from urllib.parse import urlsplit

from onrecord.layout import Layout
from onrecord.records import Article, Block, Metadatum, Page
from onrecord.stages.articles import dates, dayfirst, language, names, outlets, titles, verdicts
from onrecord.stages.articles.body import gather
from onrecord.stages.articles.parts import split

__all__ = ["assemble", "split"]
NAME = "articles"
VERSION = 3
ORIGIN = f"{NAME}@{VERSION}"


def assemble(page: Page, blocks: tuple[Block, ...], layout: Layout, when: Metadatum | None = None) -> Article:
    """The article of a page; `when` is its time of publication where that is known.

    Raises PageRejected("no article" | "index page" | "wall" | "too long").
    """
    text, alignment = gather(page, blocks, layout)
    verdicts.check(blocks, layout, text)
    lang = language.of(text, layout)
    headline, title, deck = titles.headline(blocks), titles.title(layout), titles.deck(blocks, layout)
    publisher = outlets.publisher(page, blocks, layout)
    authors = names.authors(blocks, layout, publisher.value if publisher else None)
    swapped = dayfirst.month_first(page, layout, lang)
    published = when or dates.published(page, blocks, layout, swapped)
    modified = dates.modified(layout, swapped, published)
    section = titles.section(blocks, layout, publisher.value if publisher else None)
    url = layout.first("url")
    organisations = names.organisations(layout)
    every = (headline, title, deck, *authors, *organisations, publisher, section, published, modified, url)
    return Article(
        origin=ORIGIN,
        page=page.id,
        uri=page.uri,
        url=_url(url, page),
        headline=headline.value if headline else None,
        title=title.value if title else None,
        deck=deck.value if deck else None,
        authors=tuple(dict.fromkeys(a.value for a in authors)),
        publisher=publisher.value if publisher else None,
        section=section.value if section else None,
        published=published.value if published else None,
        published_basis=published.basis if published else "none",
        modified=modified.value if modified else None,
        lang=lang,
        text=text,
        alignment=alignment,
        metadata=tuple(m for m in every if m is not None),
    )


def _url(found: Metadatum | None, page: Page) -> str | None:
    """The canonical URL when it is one; else the page's own address when that is one."""
    for value in (found.value if found else None, page.declared.url, page.uri):
        if value and _web(value):
            return value
    return None


def _web(address: str) -> bool:
    """Whether an address is one of the web; a broken one is none."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
