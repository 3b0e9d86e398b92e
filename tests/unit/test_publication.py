"""When and by whom a text page was published: what stands beside the headline, not what is around it."""

import pytest

from onrecord.capture import Capture
from onrecord.datelines import moments
from onrecord.records import Article
from onrecord.stages import articles, blocks, pages

BODY = """The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs, after engineers found cracks in two of its gates during an inspection last month.

Work will begin in the spring and is expected to take about eleven weeks, according to the council, which said that ferries would use the southern lock in the meantime.

Fishermen from the old quay fear that the closure will cost them the start of the season and have asked for compensation, but no decision on that has been taken so far."""
MENU = "\n\n".join(("* Home", "* News", "* Harbour", "* Weather", "* Ferries", "* Markets", "* Tides"))
TITLE = "Lindmouth council to close northern lock for repairs"


def read(text: str) -> Article:
    page, layout = pages.render(Capture(uri="p", form="page_text", body=text, media_type="text/plain"))
    return articles.assemble(page, blocks.classify(page, layout), layout)


def test_the_day_of_the_visit_at_the_top_of_the_page_is_no_publication_date():
    article = read(f"Friday, 14 March 2031\n\n{MENU}\n\n{TITLE}\n\n12 March 2031\n\n{BODY}\n")
    assert (article.published, article.published_basis) == ("2031-03-12", "text")


def test_a_date_glued_to_the_word_before_it_is_read():
    assert [m.value for m in moments("updatedSep 4, 2031")] == ["2031-09-04"]
    assert not moments("Dismay 4, 2031")


@pytest.mark.parametrize("shown", ["25 ARALIK 2031", "25 Aralık 2031", "25 aralik 2031"])
def test_a_turkish_month_is_read_in_capitals_and_without_its_dots(shown: str):
    assert [m.value for m in moments(shown)] == ["2031-12-25"]
    assert read(f"{MENU}\n\n{TITLE}\n\n{shown}\n\n{BODY}\n").published == "2031-12-25"


def test_the_company_behind_the_copyright_sign_is_no_outlet():
    tail = "Upland is part of Tarrow Isle Inc.\n\nAbout us\n\n© 2031 Tarrow Isle, Inc. All rights reserved."
    assert read(f"{MENU}\n\n{TITLE}\n\n12 March 2031\n\n{BODY}\n\n{tail}\n").publisher is None


def test_the_name_behind_the_copyright_sign_that_the_page_uses_by_itself_is():
    tail = "Follow Tarrowline\n\nAbout us\n\n© 2031 Tarrowline, LLC. All rights reserved."
    assert read(f"{MENU}\n\n{TITLE}\n\n12 March 2031\n\n{BODY}\n\n{tail}\n").publisher == "Tarrowline"
