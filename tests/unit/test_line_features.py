"""Features of lines are counted over whole pages at once, and say what each line looks like by itself."""

import numpy as np
import pytest

from onrecord.capture import Capture
from onrecord.layout import Layout, Line
from onrecord.stages import pages
from onrecord.stages.blocks import cues, features, glyphs, looks, model, opinion, standing

LINES = [
    "Published 3 May 2031, 18:40",
    "The mill at Orbeck closed. Its owner, Fjell & Co, blamed the tariffs of 2029!",
    "READ MORE: www.orbeck-gazette.example",
    "© 2031 @orbeckgazette",
    "İstanbul’da köprü açıldı",
    "橋は2031年に完成した。",
]


def seen(*lines):
    text = "\n".join(lines)
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    layout = Layout(tuple(Line(int(s), int(s) + len(line)) for s, line in zip(starts, lines, strict=False)))
    rows = looks.looks(text, layout, list(lines), glyphs.glyphs(list(lines)))
    return [dict(zip(looks.NAMES, row, strict=True)) for row in rows.tolist()]


def rendered(html):
    return pages.render(Capture(uri="page", form="html", body=html, media_type="text/html"))


def test_words_and_characters_are_counted_by_line():
    found = seen(*LINES)
    assert [row["words"] for row in found] == [6, 14, 6, 2, 4, 1]
    assert [bool(row["clock"]) for row in found] == [True, False, False, False, False, False]
    assert [bool(row["year"]) for row in found] == [True, True, False, True, False, False]
    assert [bool(row["odd"]) for row in found] == [False, False, True, True, False, False]
    assert [row["sentences"] for row in found] == [0, 1, 0, 0, 0, 1]
    assert [bool(row["date"]) for row in found] == [True, False, False, False, False, False]


def test_a_line_has_the_same_looks_whatever_stands_around_it():
    alone = [seen(line)[0] for line in LINES]
    for row, other in zip(seen(*LINES), alone, strict=True):
        apart = {"before", "after"}
        assert {k: v for k, v in row.items() if k not in apart} == {
            k: v for k, v in other.items() if k not in apart
        }


def test_phrases_are_found_at_once_as_one_by_one():
    lines = [
        *LINES,
        "Sign up for our newsletter",
        "By Runa Aas",
        "A story by the sea",
        "e-mail it",
        "Foto: R. Aas",
    ]
    at_once = cues.kinds(lines, glyphs.glyphs(lines)) > 0
    one_by_one = np.array([cues.covered(line) for line in lines]) > 0
    assert (at_once == one_by_one).all()


def test_hashes_tell_words_apart_and_case_not():
    one, two, three = glyphs.hashes_of(["Mill", "mill", "mills"])
    assert one == two != three


ARTICLE = (
    "<p>The council of Orbeck voted on Monday to keep the old mill open for another ten years, it said.</p>"
)
PAGE = f"""<html><head><title>Orbeck keeps its mill</title></head><body><article><h1>Orbeck keeps its mill</h1>
{ARTICLE * 3}<div class="comment-list">{ARTICLE.replace("council", "reader")}</div></article></body></html>"""


def test_what_encloses_a_line_but_neither_headline_nor_first_paragraph_speaks_against_it():
    page, layout = rendered(PAGE)
    rows = features.rows(page.text, layout)
    against = rows[:, features.NAMES.index("both-against")]
    assert against.tolist() == [0, 0, 0, 0, 1]
    assert rows[:, features.NAMES.index("title-away")].tolist() == [0, 1, 1, 1, 2]


def test_text_has_no_standing():
    layout = Layout((Line(0, 4),))
    assert not standing.columns(layout, np.zeros(1), np.zeros(1, bool), np.ones(1)).any()


@pytest.mark.parametrize(("sure", "asked"), [(0.0, False), (1.0, True)])
def test_another_reader_is_asked_only_about_doubtful_pages(monkeypatch, sure, asked):
    page, layout = rendered(PAGE)
    calls = []
    monkeypatch.setattr(opinion, "sureness", lambda body, size: 0.5)
    monkeypatch.setattr(opinion, "SURE", sure)
    real = opinion.kept
    monkeypatch.setattr(opinion, "kept", lambda *given: calls.append(given) or real(*given))
    found = model.chances(features.rows(page.text, layout), page.text, layout)
    assert bool(calls) == asked
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_sureness_is_the_expected_f1_of_the_best_lines():
    size = np.array([100.0, 100.0])
    assert opinion.sureness(np.array([1.0, 0.0], np.float32), size) == pytest.approx(1)
    assert opinion.sureness(np.array([0.5, 0.5], np.float32), size) == pytest.approx(2 / 3)


def test_a_reader_that_fails_on_odd_markup_has_no_opinion():
    assert opinion.kept("", Layout((), html=True, source="<")).tolist() == []
    layout = Layout((Line(0, 4),), html=True, source="\x00")
    assert opinion.kept("Mill", layout).tolist() == [False]
