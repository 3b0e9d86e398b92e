"""The store: what goes in comes out, whole transactions only, and clear words when it can't be had."""

from pathlib import Path

import pytest

from onrecord.errors import BadSpan, StoreMissing, StoreVersion
from onrecord.records import Article, Mention, Page, Run, Span
from onrecord.store import FILE, Store
from onrecord.text import quote

TEXT = "Héllo 😀 said Ⅷ nobody\u2029 e\u0301"


def page_and_article(text: str = TEXT) -> tuple[Page, Article]:
    page = Page(
        origin="pages@1",
        uri="a",
        publisher=None,
        fetched=None,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    article = Article(
        origin="articles@1",
        page=page.id,
        uri="a",
        url=None,
        headline=None,
        title=None,
        deck=None,
        authors=("Ana",),
        publisher=None,
        section=None,
        published=None,
        published_basis="none",
        modified=None,
        lang="en",
        text=text,
        alignment=(Run(0, 0, len(text)),),
    )
    return page, article


def mention(article: Article, start: int, end: int) -> Mention:
    return Mention(
        origin="mentions@1",
        article=article.id,
        span=quote(article, start, end),
        type="person",
        level="name",
        entity=None,
        name="x",
    )


def test_records_come_back_as_they_went_in(tmp_path: Path) -> None:
    page, article = page_and_article()
    smile = mention(article, 6, 7)
    with Store.create(tmp_path) as store, store.transaction():
        store.add([page, article, smile])
    with Store.open(tmp_path) as store:
        assert store.read(Page) == [page]
        assert store.read(Article) == [article]
        assert store.read(Mention, "article = ?", article.id) == [smile]
        assert store.read(Mention, "name = ?", "y") == []


def test_a_span_that_does_not_quote_is_kept_out() -> None:
    page, article = page_and_article()
    wrong = Mention(
        origin="mentions@1",
        article=article.id,
        span=Span(article.id, 0, 2, "no"),
        type="person",
        level="name",
        entity=None,
        name="x",
    )
    with Store.memory() as store:
        with pytest.raises(BadSpan), store.transaction():
            store.add([page, article, wrong])
        assert store.read(Article) == [], "the transaction is undone as a whole"


def test_spans_are_checked_against_articles_added_before() -> None:
    page, article = page_and_article()
    with Store.memory() as store:
        store.add([page, article])
        store.add([mention(article, 0, 5)])
        bad = Mention(
            origin="m@1",
            article="nobody",
            span=Span("nobody", 0, 1, "H"),
            type="person",
            level="name",
            entity=None,
            name="x",
        )
        assert [r for r, _ in store.unlawful([bad])] == [bad]


def test_another_version_is_refused_with_advice(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        store.note("version", "99")
    with pytest.raises(StoreVersion, match="build into a new folder"):
        Store.open(tmp_path)


def test_no_database_and_no_database_at_all(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="onrecord build"):
        Store.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreVersion):
        Store.open(tmp_path)


def test_ids_are_hashes_of_the_key() -> None:
    page, _ = page_and_article()
    again, other = page_and_article()[0], page_and_article("else")[0]
    assert page.id == again.id != other.id
    assert len(page.id) == 20
