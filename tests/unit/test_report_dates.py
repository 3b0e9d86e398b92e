"""Dates in words are never more precise than their value."""

import pytest

from onrecord.dates import period, readable


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-09", "9 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-XX", "May 2031"),
        ("2031-05~", "about May 2031"),
        ("2031-05-09T18:04+02:00", "9 May 2031, 18:04 +02:00"),
        ("2031-05-09T18:04:11Z", "9 May 2031, 18:04 UTC"),
        ("202X", "the 2020s"),
        ("19XX", "the 20th century"),
        ("20XX", "the 21st century"),
        ("2031-23", "autumn 2031"),
        ("2031-W07", "week 7 of 2031"),
        ("2031-05-03/2031-05-09", "3 – 9 May 2031"),
        ("2031-05/2032-01", "May 2031 – January 2032"),
        ("../2031-05", "until May 2031"),
        ("2031-05/..", "since May 2031"),
        ("2031:END", "late 2031"),
        ("at least 2031:END", "at least late 2031"),
        ("PAST_REF", "PAST_REF"),
        ("P3W", "P3W"),
        ("2031-99", "2031-99"),
        ("", ""),
        (None, ""),
    ],
)
def test_readable(value: str | None, words: str) -> None:
    assert readable(value) == words


def test_period_says_once_what_both_ends_share() -> None:
    assert period("2031-05-09T18:04", "2031-05-12") == "9 – 12 May 2031"
    assert period("2031-05-09", "2031-05-09") == "9 May 2031"
    assert period(None, "2031-05-09") == "9 May 2031"
    assert period(None, None) == ""
