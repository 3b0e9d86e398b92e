"""The parse: exact offsets, and no text that holds it for long."""

import pytest

from onrecord.language import is_full, parse


@pytest.mark.parametrize("lang", ["en", "de", "xx-unknown"])
def test_a_hundred_thousand_brackets_are_one_token(lang: str) -> None:
    text = "He said ÷ " + "(" * 100_000 + " and left."
    doc = parse(text, lang)
    assert len(doc) < 20
    last = doc[-2]
    assert text[last.idx : last.idx + len(last)] == "left"


def test_english_is_parsed_in_full_and_other_languages_are_not() -> None:
    assert is_full(parse("She said no.", "en"))
    assert not is_full(parse("Sie sagte nein.", "de"))
    assert len(list(parse("Sie kam. Er ging.", "de").sents)) == 2
