"""Stories: what is one matter, what is one origin, and what a story is called."""

import random

import pytest

from onrecord.records import Article, Story
from onrecord.stages.reuses import find_reuses
from onrecord.stages.stories import group_stories
from onrecord.stages.stories.origins import credit

QUAY = (
    "A crane fell on the northern quay of Orsk on Friday and closed the harbour. Nobody was hurt, said "
    "harbour master Lena Brook. Engineers will look at the three other cranes before Monday. The port "
    "handles about a third of the country's timber."
)
QUAY_2 = (
    "Ships bound for Orsk are being turned away after a crane collapsed in the harbour there. Harbour "
    "master Lena Brook said that new cables for the cranes had been ordered in March. Sawmills fear for "
    "their timber as long as the quay stays closed."
)
OWN = (
    "Dockers in Orsk knew that the crane would fall, harbour master Lena Brook admits. The old cables on "
    "the northern quay had been patched with wire. The harbour is shut and timber is piling up."
)
BREAD = (
    "A bakery in Tolland has sold its last loaf of black bread. The baker, Piet Oster, is eighty and "
    "found nobody who would get up at two in the night. The oven will go to the town museum."
)


def article(text: str, headline: str | None = None, **other: object) -> Article:
    fields: dict[str, object] = {
        "origin": "test", "page": str(other.get("publisher", "")) + text[:30], "uri": "u",
        "url": None, "headline": headline, "title": None, "deck": None, "authors": (),
        "publisher": None, "section": None, "published": None, "published_basis": "declared",
        "modified": None, "lang": "en", "text": text, "alignment": (),
    }  # fmt: skip
    return Article(**(fields | other))  # type: ignore[arg-type]


def grouped(*articles: Article) -> list[Story]:
    return group_stories(articles, find_reuses(articles))


def test_two_views_of_one_matter_a_day_apart_are_one_story() -> None:
    one = article(QUAY, "Crane falls on quay of Orsk", published="2031-05-02T18:00")
    two = article(QUAY_2, "Orsk harbour closed", published="2031-05-03")
    (story,) = grouped(one, two)
    assert set(story.articles) == {one.id, two.id}
    assert (story.start, story.end) == ("2031-05-02", "2031-05-03")
    assert [o.articles for o in story.origins] == [(one.id,), (two.id,)]


def test_other_matters_and_other_weeks_are_other_stories() -> None:
    first = article(QUAY, "Crane falls on quay of Orsk", published="2031-05-02")
    stories = grouped(
        first,
        article(BREAD, "Last loaf in Tolland", published="2031-05-02"),
        article(QUAY_2, "Orsk harbour closed again", published="2031-07-20"),
    )
    assert [len(s.articles) for s in stories] == [1, 1, 1]


def test_an_undated_article_joins_by_content_alone() -> None:
    stories = grouped(
        article(QUAY, "Crane falls on quay of Orsk", published="2031-05-02"),
        article(QUAY_2, "Crane falls in Orsk harbour"),
        article(BREAD, "Last loaf in Tolland"),
    )
    assert sorted(len(s.articles) for s in stories) == [1, 2]


def test_every_article_is_in_exactly_one_story_in_any_order() -> None:
    articles = [
        article(t, published=d) for t in (QUAY, QUAY_2, BREAD, "", "Orsk") for d in (None, "2031-05-02")
    ]
    articles = list({a.id: a for a in articles}.values())
    stories = grouped(*articles)
    assert sorted(i for s in stories for i in s.articles) == sorted(a.id for a in articles)
    assert all(sorted(i for o in s.origins for i in o.articles) == sorted(s.articles) for s in stories)
    random.Random(7).shuffle(articles)
    assert grouped(*articles) == stories


def test_three_outlets_with_one_agency_text_are_one_origin() -> None:
    agency = "ORSK, May 2 (Coastline) – " + QUAY + " " + QUAY_2
    carriers = [
        article(agency, publisher="Gull", published="2031-05-02"),
        article(agency[26:], publisher="Heron", published="2031-05-02"),
        article(agency[: len(agency) * 2 // 3], publisher="Tern", published="2031-05-03"),
    ]
    own = article(OWN, publisher="Auk", published="2031-05-03")
    (story,) = grouped(*carriers, own)
    shared = next(o for o in story.origins if len(o.articles) > 1)
    assert set(shared.articles) == {a.id for a in carriers}
    assert shared.source == "Coastline"
    assert "copies of one text" in shared.basis


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("ORSK (Reuters) – A crane", "Reuters"),
        ("Orsk, May 2, Interfax – A crane", "Interfax"),
        ("NEW ORSK, Nov. 3, 2031 (AP) — A crane", "AP"),
        ("(dpa) - A crane", "dpa"),
        ("ORSK /TASS/. A crane", "TASS"),
        ("ORSK (Coastline) – A crane", "Coastline"),
        ("The mayor (who was ill) – a tailor", None),
        ("He told Reuters - again - that", None),
        ("A crane fell", None),
    ],
)
def test_datelines_name_agencies(opening: str, agency: str | None) -> None:
    found = credit(article(opening + " fell on the quay."))
    assert (found and found[0]) == agency


def test_bylines_and_last_lines_name_agencies_but_no_outlet_credits_itself() -> None:
    assert credit(article(BREAD, authors=("Associated Press",))) == (
        "AP",
        "the byline names Associated Press",
    )
    assert credit(article(BREAD + "\n\nSource: Coastline")) == ("Coastline", "the last line names Coastline")
    assert credit(article("ORSK (The Gull) – " + BREAD, publisher="The Gull")) is None
    assert credit(article(BREAD, authors=("Ap Jansen", "Reuter Oster"))) is None


def test_the_label_is_a_headline_or_the_first_sentence() -> None:
    (story,) = grouped(article(BREAD))
    assert story.label == "A bakery in Tolland has sold its last loaf of black bread."
    (story,) = grouped(article(BREAD, "Last loaf"), article(BREAD + " It rains.", page="other"))
    assert story.label == "Last loaf"


def test_other_languages_without_counts() -> None:
    text = "Ein Kran ist am Freitag auf den Kai von Orsk gestürzt, sagte Hafenmeisterin Lena Brook. {}"
    articles = [
        article(text.format(t), lang="xx", published="2031-05-02", page=t)
        for t in ("Der Hafen bleibt zu.", "Die Schiffe fahren nach Selm weiter.")
    ]
    assert len(grouped(*articles)) == 1
