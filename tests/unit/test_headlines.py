"""Which line of a page is its headline."""

import json

import numpy as np
import pytest

from onrecord.capture import Capture
from onrecord.errors import BrokenModel
from onrecord.stages import blocks, pages
from onrecord.stages.blocks import headlines
from onrecord.stages.blocks.candidates import NAMES
from onrecord.stages.blocks.forms import form_of

BODY = """The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs, after engineers found cracks in two of its gates during an inspection last month.

Work will begin in the spring and is expected to take about eleven weeks, according to the council, which said that ferries would use the southern lock in the meantime.

Fishermen from the old quay fear that the closure will cost them the start of the season and have asked for compensation, but no decision on that has been taken so far.

The lock was built nearly ninety years ago and was last overhauled when the ferry terminal opened; the council has put aside four million crowns for the repairs."""
MENU = "  * Home\n  * News\n  * Harbour\n  * Weather\n  * Sign in\n\n"


def headline(text: str) -> str | None:
    capture = Capture(uri="p", form="page_text", body=text, media_type="text/plain")
    page, layout = pages.render(capture)
    found = blocks.classify(page, layout)
    return next((b.exact for b in found if b.role == "headline"), None)


@pytest.mark.parametrize(
    "head",
    [
        "Skip to content\n\n{menu}{title}\n\nBy Maja Lindqvist\n\n12 March 2031\n\n",
        "{menu}Home > Harbour > {title}\n\n{title}\n\n12 March 2031 08:15\n\n",
        "{menu}  3. {title}\n\n{title}\n\n12 March 2031 08:15\n\n",
        "{menu}{title}\n\nFerries are to use the southern one until the work is done in early summer"
        "\n\n12 March 2031 08:15\n\n",
        "{title}\n\nMaja Lindqvist\n\n12 March 2031\n\n",
    ],
)
def test_the_headline_stands_out_from_menu_breadcrumb_and_deck(head):
    title = "Lindmouth council to close northern lock for repairs"
    assert headline(head.format(menu=MENU, title=title) + BODY) == title


def test_a_page_cropped_below_its_headline_has_none():
    assert headline("12 March 2031 08:15\n\nBy Maja Lindqvist\n\n" + BODY) is None


def test_a_paragraph_that_ends_with_a_colon_is_no_headline():
    more = (
        "The engineers of the port named three things that they will look at before the gates are hung again:"
    )
    assert headline(f"12 March 2031 08:15\n\nBy Maja Lindqvist\n\n{BODY}\n\n{more}\n\n{BODY}") is None


def test_weights_for_other_columns_are_refused(monkeypatch, tmp_path):
    folder = tmp_path / "models" / "blocks"
    folder.mkdir(parents=True)
    given = {"text": dict.fromkeys(NAMES[1:], 0.0) | {"least": 0.0}}
    (folder / "headline.json").write_text(json.dumps(given))
    monkeypatch.setattr(headlines, "files", lambda _: tmp_path)
    headlines.shipped.cache_clear()
    with pytest.raises(BrokenModel, match=NAMES[0]):
        headlines.shipped()
    headlines.shipped.cache_clear()


def test_the_title_of_the_page_on_its_first_line_is_no_headline_where_the_page_says_it():
    menu = "\n".join(f"Section {n}" for n in range(30))
    title = "Lindmouth council closes northern lock for repairs"
    text = f"Council closes northern lock for repairs - The Upland Review\n{menu}\n{title}\n12 March 2031\n{BODY}\n"
    assert headline(text) == title


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  * Home\n  * News\n\n    A lock was closed.\n", "text"),
        ("Home\nNews\n\nA lock was closed.\n", "copied"),
        ("  Home\n" + "News\n" * 9, "copied"),
    ],
)
def test_the_form_of_text_is_told_by_its_indents(text, form):
    _, layout = pages.render(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    assert form_of(layout) == form


def test_a_headline_in_a_list_loses_its_bullet():
    assert headline(f"{MENU}* Lock to close for repairs\n\n12 March 2031\n\n{BODY}\n") == "Lock to close for repairs"


def test_every_column_has_a_weight():
    assert all(np.isfinite(w.columns).all() for w in headlines.shipped().values())
