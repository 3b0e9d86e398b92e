"""Whose page a text page is: the names in its furniture, and the choice among them."""

import numpy as np
import pytest

from onrecord.capture import Capture
from onrecord.records import Article
from onrecord.stages import articles, blocks, pages
from onrecord.stages.articles import imprint
from tests.unit.test_publication import BODY, MENU, TITLE


def read(above: str, below: str) -> tuple[Article, str]:
    text = f"{above}\n\n{MENU}\n\n{TITLE}\n\n12 March 2031\n\n{BODY}\n\n{below}\n"
    page, layout = pages.render(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    return articles.assemble(page, blocks.classify(page, layout), layout), page.text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Tarrowline",
            "* About Tarrowline\n\n* Contact Tarrowline\n\nwww.tarrowline.com\n\n© 2031 Tarrowline",
        ),
        (
            "The Upland Review\n\nSubscribe to The Upland Review",
            "More from The Upland Review\n\nCopyright © 2031 The Upland Review. All rights reserved.",
        ),
        ("The Upland Review", "© 2031 The Upland Review. All rights reserved."),
    ],
)
def test_the_name_that_the_page_uses_for_itself(above: str, below: str) -> None:
    article, text = read(above, below)
    datum = next(m for m in article.metadata if m.field == "publisher")
    assert article.publisher == datum.value == above.partition("\n")[0]
    assert text[datum.start : datum.end] == datum.value


def test_networks_and_agencies_are_nobodys_masthead() -> None:
    article, _ = read("Follow us on Facebook", "* Facebook\n\n* Facebook\n\n* Follow Facebook\n\nReuters, Reuters")
    assert article.publisher is None


def test_chances_leave_room_for_none_of_the_names() -> None:
    found, rows = imprint.candidates([(0, "Tarrowline"), (40, "© 2031 Tarrowline")], 41)
    shares = imprint.chances(rows, imprint.shipped())
    assert [c.name for c in found] == ["Tarrowline"]
    assert 0 < shares.sum() < 1
    assert imprint.mass("tarrowline", found, shares) == pytest.approx(float(shares.sum()))
    assert len(imprint.chances(np.empty((0, len(imprint.COLUMNS))), imprint.shipped())) == 0
