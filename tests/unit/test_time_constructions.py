"""Constructions of news English, one by one: the value each gets, and what is no time at all."""

import pytest

from onrecord.stages.time_expressions import tag
from onrecord.stages.time_expressions.timex import Timex

THURSDAY = "2024-05-16"


def values(text: str, lang: str = "en") -> dict[str, str]:
    return {text[t.start : t.end]: t.value for t in tag(text, lang, THURSDAY)}


def at(text: str, span: str) -> Timex:
    return next(t for t in tag(text, "en", THURSDAY) if text[t.start : t.end] == span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate shut at 21:15 (19:15 GMT).", {"21:15": "2024-05-16T21:15", "19:15 GMT": "2024-05-16T19:15"}),
        ("The guild sat from 9 a.m. to 3 p.m. on Friday.", {"9 a.m.": "2024-05-10T09:00", "3 p.m. on Friday": "2024-05-10T15:00"}),
        ("The pump failed on 2024-03-05T14:30:00Z.", {"2024-03-05T14:30:00Z": "2024-03-05T14:30:00"}),
        ("At dawn on Tuesday the bell rang.", {"dawn on Tuesday": "2024-05-14TDA"}),
        ("It rang early on Sunday.", {"early on Sunday": "2024-05-12"}),
        ("On the night of 4-5 May the shed burnt.", {"the night of 4": "2024-05-04TNI", "5 May": "2024-05-05"}),
        ("The bus runs on weekdays and on Saturdays.", {"weekdays": "XXXX-WXX-WD", "Saturdays": "XXXX-WXX-6"}),
        ("Catches fell in the last quarter of 2022.", {"the last quarter of 2022": "2022-Q4"}),
        ("Catches fell in the last half of 2022.", {"the last half of 2022": "2022-H2"}),
        ("In the spring and summer of 2021 it rained.", {"the spring": "2021-SP", "summer of 2021": "2021-SU"}),
        ("From the 11th to the 17th of October 2020 it rained.", {"the 11th": "2020-10-11", "the 17th of October 2020": "2020-10-17"}),
        ("Half a century later the pier fell.", {"Half a century later": "2074"}),
        ("The two and half years were dry.", {"The two and half years": "P2Y6M"}),
        ("The mayor is to speak on Wednesday.", {"Wednesday": "2024-05-22"}),
        ("The crop was lost in the autumn.", {"the autumn": "2023-FA"}),
        ("It rained as recently as 2019.", {"2019": "2019"}),
        ("Flights may begin in August.", {"August": "2024-08"}),
        ("They may have met on Friday.", {"Friday": "2024-05-10"}),
        ("She has called for a vote in the autumn.", {"the autumn": "2024-FA"}),
        ("Hours later the lid was found.", {"Hours later": "2024-05-16TXX"}),
        ("Months later the lid was found.", {"Months later": "XXXX-XX"}),
        ("The pact was signed in March 2021. Originally, ten posts were kept.", {"March 2021": "2021-03", "Originally": "2021-03"}),
        ("The barge could have sailed earlier but stayed.", {"earlier": "PAST_REF"}),
    ],
)  # fmt: skip
def test_a_construction_gets_its_value(text: str, expected: dict[str, str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Call 020 7946 0958 or +44 20 2024 1999.",
        "Originally, ten posts were kept.",
        "Originally built of oak, it stands on the quay. It lost 2,000 tiles.",
        "Earlier reports were wrong.",
        "'Not a day before,' she added.",
    ],
)
def test_no_time_at_all(text: str) -> None:
    assert values(text) == {}


@pytest.mark.parametrize(
    ("text", "span", "anchor"),
    [
        ("Since the 2020 ceasefire no shot was fired.", "2020", "Since the 2020 ceasefire"),
        ("Since the 2020 deal on the port the town has grown.", "2020", "Since the 2020 deal"),
        ("Two days after the vote the dam broke.", "Two days", "after the vote"),
        ("Three weeks before the opening of the fair she left.", "Three weeks", "before the opening of the fair"),
        ("Two days after he resigned, the dam broke.", "Two days", None),
    ],
)  # fmt: skip
def test_an_event_is_named_by_its_noun_phrase_alone(text: str, span: str, anchor: str | None) -> None:
    assert at(text, span).anchor == anchor


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        (
            "Following the pier accord, brokered by Norland on 3 March 2021, which ended the strike, "
            "the presence of Norland inspectors has been vital.",
            "2021-03-03/..",
            "ongoing",
        ),
        ("Following the accord of 3 March 2021, the inspectors have remained.", "2021-03-03/..", "ongoing"),
        ("Following the flood of 3 March 2021, the quay was rebuilt.", "2021-03-03", "happened"),
        ("Following the flood of 3 March 2021, the quay has been rebuilt.", "2021-03-03", "happened"),
        ("After the talks, Maro resigned on 3 March 2021 and has been silent.", "2021-03-03", "happened"),
    ],
)
def test_the_event_that_opens_a_sentence_dates_a_state_that_goes_on(
    text: str, edtf: str, status: str
) -> None:
    found = at(text, "3 March 2021")
    assert (found.value, found.edtf, found.status) == ("2021-03-03", edtf, status)
