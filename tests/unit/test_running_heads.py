"""Text made from printed pages: their running heads and feet are no text, sentences go on behind them."""

import itertools

import pytest

from onrecord import pipeline
from onrecord.capture import Capture
from onrecord.running import running

HEAD = "THE UPLAND REVIEW                                     Page {}"
PAGES = [
    """LINDMOUTH CLOSES ITS NORTHERN LOCK

By Maja Lindqvist
14 March 2031

The harbour council of Lindmouth agreed on Tuesday to close the
northern lock for repairs, after engineers found cracks in two of
its gates during an inspection last month. Work will begin in the
spring and is expected to take about eleven weeks, according to the
council, which said that ferries would use the southern lock.

Fishermen from the old quay fear that the closure will cost them the
start of the season and have asked for compensation, but no decision""",
    """on that has been taken so far. The harbour master said on Wednesday
that he had looked at every other way of doing this and that there
was none. A second inspection is planned for the autumn of the year,
when the gates will have been hung again and tested under load.""",
    """The state's chamber of shipping said that it would publish a new time
table within a week. It expects delays of up to forty minutes on each
crossing and asks travellers to leave their cars on the mainland.""",
]


def test_a_sentence_goes_on_behind_the_head_of_the_next_page() -> None:
    text = "\n\n".join(f"{HEAD.format(n)}\n\n{page}" for n, page in enumerate(PAGES, start=1))
    found = pipeline.read_page(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    assert isinstance(found, pipeline.Reading)
    article = found.dossiers[0].article
    assert article.headline == "LINDMOUTH CLOSES ITS NORTHERN LOCK"
    assert article.authors == ("Maja Lindqvist",)
    assert "but no decision on that has been taken" in article.text
    assert "UPLAND" not in article.text
    assert all(text[run.page : run.page + run.length] in article.text for run in article.alignment)
    places = [(block.start, block.end) for block in found.blocks]
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Page 1", "a", "Page 2", "b", "Page 3"], {0, 2, 4}),
        (["1/3", "a", "2/3", "b", "3/3"], {0, 2, 4}),
        (["- 7 -", "a", "- 8 -", "b", "- 9 -"], {0, 2, 4}),
        (["Upland Review      4", "a", "Upland Review      5"], {0, 2}),
        (["Day 1", "a", "Day 2", "b", "Day 3"], set()),
        (["Page 4", "a", "Page 4"], set()),
        (["1", "a", "2"], set()),
        (["12 March 2031", "13 March 2031", "14 March 2031"], set()),
    ],
)
def test_what_counts_as_a_running_head(lines: list[str], found: set[int]) -> None:
    assert running(lines) == found
