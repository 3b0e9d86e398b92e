"""Articles saved without any menu keep all of their lines; pages with menus are not affected."""

import pytest

from onrecord import pipeline
from onrecord.capture import Capture
from tests.unit.test_publication import BODY, MENU, TITLE

TABLE = "Ferries by day:\n\nMonday: 14\n\nTuesday: 12\n\nThursday: none\n\nSaturday: 3"
LETTER = "Who keeps the books?\n\n@tarrow_quay\n\nNobody on the council has said.\n\nMy harbour, 1931\n\nNot mine."
BRIEF = "Tarrow Isle Inc. said on Tuesday that it had bought the northern lock for six million thalers."


def read(text: str) -> pipeline.Reading:
    found = pipeline.read_page(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    assert isinstance(found, pipeline.Reading), found
    return found


@pytest.mark.parametrize("tail", [TABLE, LETTER])
def test_short_lines_below_and_between_are_kept(tail: str) -> None:
    article = read(f"{TITLE}\n\n{BODY}\n\n{tail}\n").dossiers[0].article
    assert article.headline == TITLE
    assert article.text.split() == f"{BODY}\n\n{tail}".split()


def test_a_first_sentence_is_no_headline() -> None:
    article = read(f"{BRIEF}\n\n{BODY}\n").dossiers[0].article
    assert article.headline is None
    assert article.text.startswith(BRIEF)


def test_the_last_sentence_is_no_headline() -> None:
    text = f"{BRIEF}\n\nThe price was not disclosed at first.\n\nTarrow Isle runs ferries and two docks."
    assert read(text).dossiers[0].article.headline is None


def test_menus_and_lists_of_stories_are_still_left_out() -> None:
    article = read(f"{MENU}\n\n{TITLE}\n\n{BODY}\n\nRead also\n\n{TABLE}\n").dossiers[0].article
    assert "Saturday" not in article.text
    assert "Weather" not in article.text
