"""The example shows what it was written to show: examples/expected.toml against the records."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

import onrecord
from onrecord.records import (
    Article,
    Attribution,
    Block,
    Comparison,
    Entity,
    EventMention,
    Judgement,
    Record,
    Rejection,
    Story,
    TimeExpression,
)
from onrecord.text import fold

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))
R = TypeVar("R", bound=Record)
PLANNED = {"planned", "announced", "demanded"}


class Built(NamedTuple):
    """The records of the example and the number of the page that each article comes from."""

    read: Callable[[type[R]], list[R]]
    number: dict[str, str]  # article id -> "01"
    article: dict[str, Article]  # "01" -> article

    def about(self, record_type: type[R], page: str) -> Iterator[R]:
        """The records of one article."""
        wanted = self.article[page].id
        return (r for r in self.read(record_type) if getattr(r, "article", None) == wanted)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    out = tmp_path_factory.mktemp("example")
    onrecord.build(EXAMPLES / "pages", out, workers=0, report=False)
    with onrecord.open(out) as store:
        number = {a.id: _number(a) for a in store.read(Article)}
        yield Built(cache(store.read), number, {number[a.id]: a for a in store.read(Article)})


def _number(article: Article) -> str:
    name = article.uri.rsplit("/", 1)[-1]
    return name[:2] if name[:2].isdigit() else "10"


def cases(kind: str, *names: str) -> Iterable[object]:
    """The entries of one kind, each named by what it plants; `missed` says why one is not found yet."""
    return [
        pytest.param(
            entry,
            id=" ".join(str(entry.get(n, "")) for n in names)[:60],
            marks=[pytest.mark.xfail(reason=entry["missed"])] if "missed" in entry else [],
        )
        for entry in EXPECTED[kind]
    ]


def test_every_page_becomes_an_article_and_nothing_fails(built: Built) -> None:
    assert len(built.number) == EXPECTED["articles"]
    assert built.read(Rejection) == []


@pytest.mark.parametrize("story", cases("story", "about"))
def test_stories(built: Built, story: dict[str, list[str]]) -> None:
    found = [{built.number[i] for i in s.articles} for s in built.read(Story)]
    assert set(story["pages"]) in found


def test_each_outlet_has_one_name(built: Built) -> None:
    named = {a.publisher for a in built.article.values()}
    assert named == {"The Vessin Courier", "Northern Ledger", "Harbour News", "Lemberk Today", "Strait Monitor"}


def test_one_agency_text_in_three_outlets_is_one_origin(built: Built) -> None:
    (planted,) = EXPECTED["origin"]
    origins = [o for s in built.read(Story) for o in s.origins]
    shared = [o for o in origins if len(o.articles) > 1]
    assert [({built.number[i] for i in o.articles}, o.source) for o in shared] == [
        (set(planted["pages"]), planted["source"])
    ]


@pytest.mark.parametrize("row", cases("metadata", "page"))
def test_metadata(built: Built, row: dict[str, str | list[str]]) -> None:
    article = built.article[str(row["page"])]
    found = {
        "headline": article.headline,
        "authors": list(article.authors),
        "publisher": fold(article.publisher or "").removeprefix("the "),
        "published": (article.published or "")[: len(row.get("published", ""))],
    }
    expected = {name: row[name] for name in found if name in row}
    if "publisher" in row:
        expected["publisher"] = fold(str(row["publisher"])).removeprefix("the ")
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("page", sorted(EXPECTED["furniture"]))
def test_no_furniture_in_articles(built: Built, page: str) -> None:
    text = built.article[page].text
    assert [words for words in EXPECTED["furniture"][page] if words in text] == []


@pytest.mark.parametrize("page", sorted(EXPECTED["teaser"]))
def test_links_to_other_stories_are_teasers_with_their_time(built: Built, page: str) -> None:
    blocks = [b for b in built.read(Block) if b.page == built.article[page].page and b.role == "teaser"]
    for words, time in EXPECTED["teaser"][page].items():
        (block,) = [b for b in blocks if words in b.exact]
        assert (block.time or "").startswith(time)


def _sides(built: Built, comparison: Comparison) -> set[tuple[str, str]]:
    return {(built.number[s.article], s.value) for s in comparison.sides}


def _shows(built: Built, planted: dict[str, dict[str, str]], verdict: str) -> bool:
    """Whether some comparison sets the two planted values against each other with this verdict."""
    wanted = [(planted[side]["page"], planted[side]["value"]) for side in ("left", "right")]
    return any(
        all(any(p == page and value in v for p, v in _sides(built, c)) for page, value in wanted)
        for c in built.read(Comparison)
        if c.kind == planted["kind"] and c.verdict == verdict
    )


@pytest.mark.parametrize("planted", cases("agreement", "what"))
def test_agreements(built: Built, planted: dict[str, list[str]]) -> None:
    found = [
        {page for page, value in _sides(built, c) if any(v in value for v in planted["values"])}
        for c in built.read(Comparison)
        if c.kind == planted["kind"] and c.verdict in {"agree", "compatible"}
    ]
    assert any(len(pages & set(planted["pages"])) > 1 for pages in found)


@pytest.mark.parametrize("planted", cases("difference", "kind", "what"))
def test_differences(built: Built, planted: dict[str, dict[str, str]]) -> None:
    assert _shows(built, planted, "differ")


@pytest.mark.parametrize("planted", cases("trap", "kind", "why"))
def test_traps(built: Built, planted: dict[str, dict[str, str]]) -> None:
    assert not _shows(built, planted, "differ")


def test_a_person_spelt_two_ways_is_one(built: Built) -> None:
    (planted,) = EXPECTED["person"]
    entities = [e for e in built.read(Entity) if e.type == "person"]
    one, other = (next(e for e in entities if name in (e.name, *e.aliases)) for name in planted["names"])
    judged = {frozenset((j.left, j.right)) for j in built.read(Judgement) if j.verdict == "same"}
    assert one.canonical == other.canonical
    assert one is other or frozenset((one.id, other.id)) in judged


@pytest.mark.parametrize("planted", cases("wording", "what"))
def test_loaded_words_are_set_side_by_side(built: Built, planted: dict[str, dict[str, str]]) -> None:
    seen = {
        (page, value)
        for c in built.read(Comparison)
        if c.kind == "wording"
        for page, value in _sides(built, c)
    }
    for page, label in planted["labels"].items():
        assert any(p == page and label in value for p, value in seen)


@pytest.mark.parametrize("planted", cases("planned", "what"))
def test_plans_are_plans(built: Built, planted: dict[str, list[str]]) -> None:
    for page in planted["pages"]:
        times = {
            (t.value, t.status) for t in built.about(TimeExpression, page) if t.value == planted["value"]
        }
        assert times, page
        assert not {s for _, s in times} & {"happened", "ongoing"}, page
    planned = {e.date.value for e in built.read(EventMention) if e.date and e.status in PLANNED} | {
        t.value for t in built.read(TimeExpression) if t.status in PLANNED
    }
    assert planted["value"] in planned


@pytest.mark.parametrize("planted", cases("quoted", "page", "speaker"))
def test_who_said_what(built: Built, planted: dict[str, str]) -> None:
    said = [
        a
        for a in built.about(Attribution, planted["page"])
        if any(planted["words"] in span.exact for span in a.content)
    ]
    surname = planted["speaker"].rsplit(" ", 1)[-1]
    assert any(
        (a.speaker_name or "").endswith(surname) and planted.get("via", "") in " ".join(a.via_names)
        for a in said
    ), [(a.speaker_name, a.via_names) for a in said]
