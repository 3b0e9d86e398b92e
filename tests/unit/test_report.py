"""What the report of a small collection says, without a browser."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import StoreFull
from onrecord.report import limits, render, write
from onrecord.report.data import ReportPage
from onrecord.report.pages import report_page
from onrecord.store import Store
from tests.report.collection import store
from tests.report.making import from_lines


@pytest.fixture(scope="module")
def page() -> ReportPage:
    with store() as filled:
        return report_page(filled)


@pytest.fixture(scope="module")
def html(page: ReportPage) -> str:
    return render(page)


def test_outlets_and_origins_are_counted_apart(page: ReportPage) -> None:
    [story] = page.stories
    assert (story.outlets, story.origins) == (5, 4)
    moment = next(m for m in story.timeline.moments if m.value == "2031-05-14")
    assert (moment.outlets, moment.origins, moment.status) == (4, 3, "planned")


def test_the_timeline_is_in_order_and_tells_precision(page: ReportPage) -> None:
    moments = page.stories[0].timeline.moments
    assert [m.date for m in moments] == [
        "3 October 2027", "March 2031", "May 2031", "14 May 2031", "16 May 2031", "September 2031",
    ]  # fmt: skip


def test_a_speaker_spelt_two_ways_is_one_row(page: ReportPage) -> None:
    story = page.stories[0]
    lindmark = next(v for v in story.voices if v.name == "Oskar Lindmark")
    assert dict(zip(story.speaking, (c.count for c in lindmark.cells), strict=True)) == {
        "The Larkfield Courier": 2, "Velm Today": 1, "Northern Wire": 0, "Radio Osterby": 0, "Die Marsch": 1,
    }  # fmt: skip
    assert lindmark.direct == 1


def test_a_difference_stands_side_by_side_with_its_outlets(page: ReportPage) -> None:
    first = page.stories[0].findings[0]
    assert first.verdict == "differs"
    assert [(c.value, len(c.outlets)) for c in first.columns] == [("14 May 2031", 4), ("16 May 2031", 1)]
    assert first.columns[1].passages[0].before.endswith("leaving the Velm dam ")


def test_a_saying_quoted_differently_stands_among_the_differences(page: ReportPage) -> None:
    [quoted] = [f for f in page.stories[0].findings if f.aspect == "quotation"]
    assert (quoted.verdict, len(quoted.columns)) == ("differs", 2)
    assert "which words were said" in quoted.explained


def test_words_of_a_quoted_voice_stand_below_the_outlets_own(page: ReportPage) -> None:
    [wording] = page.stories[0].wordings
    assert wording.rows[-1][:2] == ("foreign guards", "Oscar Lindmark")
    assert all(voice == "" for _, voice, _ in wording.rows[:-1])


def test_ids_are_unique_and_every_inner_link_has_its_target(html: str) -> None:
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_style_and_script_are_those_of_the_policy(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'").replace("&#43;", "+")
    assert allowed.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        [inner] = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in allowed


def test_the_same_store_gives_the_same_bytes(html: str) -> None:
    with store() as filled:
        assert render(report_page(filled)) == html


def test_nothing_from_outside_is_named(html: str) -> None:
    assert not re.search(r"(src|srcset|action|data|xlink:href)\s*=\s*[\"']?(https?:)?//", html)
    assert "@import" not in html
    assert "url(" not in html


def test_an_empty_store_has_a_report() -> None:
    with Store.memory() as empty:
        html = render(report_page(empty))
    assert "No story found" in html
    assert "Nothing: every page could be read." in html


def test_what_is_beyond_the_limits_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARTICLES", 2)
    monkeypatch.setattr(limits, "SPEAKERS", 1)
    with store() as filled:
        html = render(report_page(filled))
    assert (
        "3 articles are not shown in full here. To see them: <code>onrecord show articles OUT</code>" in html
    )
    assert "more speakers are left out here" in html
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(re.findall(r'\bid="([^"]*)"', html))


def test_an_article_of_no_story_is_still_shown() -> None:
    alone = from_lines("x.txt", [("headline", "Alone"), ("body", "It rained."), ("control", "Share")])
    with Store.memory() as filled:
        filled.add([alone.page, *alone.blocks, alone.article])
        page = report_page(filled)
    [article] = page.articles
    assert (article.title, article.date, article.outlet) == ("Alone", "undated", "x.txt")
    assert [r.kind for r in article.rows] == ["meta", "text", "dropped"]


def test_right_to_left_text_and_characters_that_html_cannot_hold(tmp_path: Path) -> None:
    odd = from_lines(
        "x.txt", [("headline", "\u05e9\u05dc\u05d5\u05dd"), ("body", "a\x00b\x85c \u202e d")], lang="he"
    )
    with Store.memory() as filled:
        filled.add([odd.page, *odd.blocks, odd.article])
        write(filled, tmp_path / "report.html")
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert 'dir="auto" lang="he"' in html
    assert "a\ufffdb\ufffdc" in html


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with Store.memory() as empty, pytest.raises(StoreFull, match="choose another folder"):
        write(empty, tmp_path / "missing" / "report.html")


def test_the_measured_quality_stands_beside_each_kind_of_record_once(page: ReportPage) -> None:
    sentences = {"attributions": "F1 <b>.70</b>", "time_expressions": "F1 .80", "blocks": "F1 .90"}
    html = render(replace(page, quality=sentences))
    assert html.count('<p class="measured">') == 3
    assert "F1 &lt;b&gt;.70&lt;/b&gt;" in html
