"""Where sentences end: not behind titles, initials and abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.breaks import breaks


def parts(text: str) -> list[str]:
    edges = [0, *(edge for place in breaks(text) for edge in place), len(text)]
    return [text[i:j] for i, j in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("On Thursday in Odrin, Mr. Trull left. He slept.", ["On Thursday in Odrin, Mr. Trull left.", "He slept."]),
        ("J. Maro of the U.S. Senate left.", ["J. Maro of the U.S. Senate left."]),
        ("He went to the U.S. The law is new.", ["He went to the U.S.", "The law is new."]),
        ("She left at 5 p.m. He slept.", ["She left at 5 p.m.", "He slept."]),
        ("Gen. Lind met No. 5 on Nov. 13.", ["Gen. Lind met No. 5 on Nov. 13."]),
        ("“Stop!” They did (twice). Then", ["“Stop!”", "They did (twice).", "Then"]),
        ("A heading\n\nThe text.", ["A heading", "The text."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert parts(text) == sentences


@given(st.text(alphabet='Aa .!?"”’\n([1U.S', max_size=60))
def test_nothing_but_blanks_is_between_sentences(text: str) -> None:
    places = breaks(text)
    assert all(not text[start:end].strip() and start < end for start, end in places)
    assert list(places) == sorted(places)
