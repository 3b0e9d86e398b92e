"""Dates of page furniture: no spelling of a month, in any letters that a pattern takes for it, is an error."""

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from onrecord.datelines import moments

_TABLE = (files("onrecord") / "resources/pages/months.tsv").read_text("utf-8")
_ROWS = [line.split("\t")[1:] for line in _TABLE.splitlines() if line and line[0] != "#"]
_MONTHS = [(form, n) for row in _ROWS for n, forms in enumerate(row, 1) for form in forms.split("|")]
_LETTERS = st.sampled_from(
    [str, str.upper, str.title, str.swapcase, lambda s: s.replace("i", "İ"), lambda s: s.replace("s", "ſ")]
)


def test_every_name_of_a_month_is_read():
    unread = [form for form, n in _MONTHS if [m.value for m in moments(f"5 {form} 2031")] != [f"2031-{n:02d}-05"]]
    assert unread == []


@given(st.sampled_from(_MONTHS), _LETTERS, st.integers(1, 28), st.integers(1950, 2049), st.text(max_size=20))
def test_what_is_read_of_a_day_in_any_letters_stands_in_the_text(month, letters, day, year, around):
    text = f"{around} {day} {letters(month[0])} {year} {around}"
    for moment in moments(text):
        assert 0 <= moment.start < moment.end <= len(text)
