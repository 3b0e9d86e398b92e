"""03/04/2031 is March 4 or 3 April: what else the page says decides, then its country, then its language."""

import pytest

from onrecord.capture import Capture
from onrecord.records import Article, Declared
from onrecord.stages import articles, blocks, pages
from tests.unit.test_publication import BODY, TITLE


def read(stamp: str, tail: str = "", url: str | None = None, form: str = "page_text") -> Article:
    text = f"{TITLE}\n\n{stamp}\n\n{BODY}\n\n{tail}"
    capture = Capture(
        uri="p", form=form, body=text, media_type="text/plain", declared=Declared(url=url, lang="en")
    )
    page, layout = pages.render(capture)
    return articles.assemble(page, blocks.classify(page, layout), layout)


@pytest.mark.parametrize(
    ("stamp", "tail", "url", "day"),
    [
        ("03/04/2031", "", None, "2031-03-04"),
        ("03/04/2031", "Ferry timetable of 28/03/2031", None, "2031-04-03"),
        ("03/04/2031", "Ferry timetable of 03/28/2031", None, "2031-03-04"),
        ("Thursday 03/04/2031", "", None, "2031-04-03"),
        ("Tuesday 03/04/2031", "", None, "2031-03-04"),
        ("03/04/2031", "", "https://upland.co.uk/lock", "2031-04-03"),
        ("03/04/2031", "", "https://upland.example/2031/04/03/lock", "2031-04-03"),
        ("03/04/2031", "Last changed on 3 April 2031", None, "2031-04-03"),
        ("03.04.2031", "", None, "2031-04-03"),
    ],
)
def test_what_decides(stamp: str, tail: str, url: str | None, day: str) -> None:
    assert (read(stamp, tail, url).published or "")[:10] == day
