"""Whatever the text, the tagger gives lawful spans, the same ones each time, in linear time."""

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.time_expressions import tag
from onrecord.stages.time_expressions.lexicon import lexicon
from onrecord.stages.time_expressions.moments import of_date, shift, to_date, value_of

_lexicon = lexicon("en")
assert _lexicon is not None
WORDS = sorted(_lexicon.words)
PIECES = [*WORDS, "1999", "2020", "31", "5", "0", "1,000", "7:30", "13/45/2020", "2020-02-30", "Q3", "'98"]
PIECES += [
    "1980s",
    "21st",
    "35th",
    "-",
    "–",
    ",",
    ".",
    "\n\n",
    "(",
    ")",
    "$",
    "%",
    "Foo",
    "99999999999999999999",
]
DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31))


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", "-", "  \n"]), st.none() | DAYS)
def test_spans_are_inside_in_order_and_apart(pieces: list[str], joint: str, published: date | None) -> None:
    text = joint.join(pieces)
    end = 0
    for timex in tag(text, "en", published.isoformat() if published else None):
        assert end <= timex.start < timex.end <= len(text)
        assert timex.value
        end = timex.end


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "ru", "tr"]))
def test_any_text_is_read_the_same_twice(text: str, lang: str) -> None:
    assert tag(text, lang, "2024-05-16") == tag(text, lang, "2024-05-16")


@given(DAYS)
def test_a_full_date_is_read_back_whenever_published(day: date) -> None:
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    text = f"It was signed on {day.day} {months[day.month - 1]} {day.year}."
    for published in (None, "2024-05-16", "1950-01-01"):
        assert [t.value for t in tag(text, "en", published)] == [day.isoformat()]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-400, 400))
def test_shifting_days_is_calendar_arithmetic(day: date, count: int) -> None:
    moved = shift(of_date(day), "day", count)
    assert to_date(moved) == day + timedelta(days=count)
    assert value_of(moved) == (day + timedelta(days=count)).isoformat()


@pytest.mark.parametrize(
    "piece", ["(", " ", "about ", "1", "9,", "the last ", "\n ", "' ", "first ", "twenty-", "5 and ", "may "]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    small, large = piece * (20_000 // len(piece)), piece * (160_000 // len(piece))
    tag(small, "en", "2024-05-16")
    began = process_time()
    tag(small, "en", "2024-05-16")
    between = process_time()
    tag(large, "en", "2024-05-16")
    assert process_time() - between < 30 * max(between - began, 0.01)
