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


def on(text: str, published: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in tag(text, "en", published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Words next to the date decide its side before the verb does.
        ("The dam cracked in the flood ahead of Sunday's fair.", [("Sunday", "2024-05-19")]),
        ("The nets were spread for Sunday's planned fair.", [("Sunday", "2024-05-19")]),
        ("The mayor could not explain the losses after Sunday's storm.", [("Sunday", "2024-05-12")]),
        ("The mayor said that Sunday's fair was wet.", [("Sunday", "2024-05-12")]),
        ("The fishers plan to meet on Monday.", [("Monday", "2024-05-20")]),
        ("On Monday the fishers agreed to meet.", [("Monday", "2024-05-13")]),
        ("The guild plans further rallies on Monday.", [("Monday", "2024-05-20")]),
        ("13 March - The guild agrees to found a school.", [("13 March", "2024-03-13")]),
        ("The fishers agreed to the offer on Monday.", [("Monday", "2024-05-13")]),
        ("Until Monday, they had not paid.", [("Monday", "2024-05-13")]),
        ("The judge set 5 November as the day.", [("5 November", "2024-11-05")]),
        ("A fair had been due on Sunday.", [("Sunday", "2024-05-12")]),
        ("She had been due to sing this Friday.", [("this Friday", "2024-05-17")]),
        ("She sang this Monday.", [("this Monday", "2024-05-13")]),
        ("Catches rose in the past week.", [("the past week", "2024-W20")]),
        ("Catches rose before the start of last week.", [("the start of last week", "2024-W19")]),
        ("The captain resigned in June.", [("June", "2023-06")]),
        ("The captain lied during a June 3 hearing.", [("June 3", "2023-06-03")]),
        ("She will describe a January meeting.", [("January", "2024-01")]),
        ("It snowed on Sunday, 13 August.", [("Sunday, 13 August", "2023-08-13")]),
        ("The weir burst on 9 March 2022. By March 12 it was mended.", [("9 March 2022", "2022-03-09"), ("March 12", "2024-03-12")]),
        ("The port was shut after 9/11.", [("9/11", "2001-09-11")]),
        ("The port was shut after the Sept. 11 attacks.", [("Sept. 11", "2001-09-11")]),
        ("The shops were full on Black Friday.", [("Black Friday", "2023-11-24")]),
        ("Our plans changed in December.", [("December", "2023-12")]),
        ("She paid it back over three years.", [("three years", "P3Y")]),
        ("She has sung for over three years.", [("over three years", "P3Y")]),
        ("It rained from late March to mid-April 2022.", [("late March", "2022-03"), ("mid-April 2022", "2022-04")]),
        ("It froze in the winter of 2021-22.", [("the winter of 2021-22", "2021-WI")]),
        ("It broke one and a half years ago.", [("one and a half years ago", "2022-11")]),
        ("He rested the next day.", [("the next day", "XXXX-XX-XX")]),
        ("It opens on 3 May. The next day it closes.", [("3 May", "2024-05-03"), ("The next day", "2024-05-04")]),
        ("She won at the 1988 Winter Games.", [("1988", "1988")]),
        # Halves of what has no half of its own; years that belong to their month.
        ("Rents fell during the closing half of the 1930s.", [("the closing half of the 1930s", "193")]),
        ("It rained in the final week of April.", [("the final week of April", "2024-04")]),
        ("It rained the third day of April.", [("the third day of April", "2024-04-03")]),
        ("It rained the last day of April.", [("the last day of April", "2024-04")]),
        ("The weir burst in June of 2016.", [("June of 2016", "2016-06")]),
        ("The weir burst on 9 March that year.", [("9 March that year", "2024-03-09")]),
        ("Sales fell in recent weeks.", [("recent weeks", "PXW")]),
        ("She will one day lead the guild.", [("one day", "FUTURE_REF")]),
        ("He got one day in jail.", [("one day", "P1D")]),
        ("Sales fell in the quarter ended Jan. 31.", [("the quarter", "2023-Q4"), ("Jan. 31", "2024-01-31")]),
        ("On Monday the weir burst. Update at 3 p.m.: it holds.", [("Monday", "2024-05-13"), ("3 p.m.", "2024-05-16T15:00")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_date_decides(text: str, expected: list[tuple[str, str]]) -> None:
    assert on(text, THURSDAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An aide to May, who knew Theresa May, left.",
        "She writes for the Daily Herring.",
        "She sent a cheque to DEC.",
        "The clans that fall under the crown pay.",
        "In today's world nets are cheap.",
        "Copyright 2019 The Herring.",
        "He said so on '60 Minutes'.",
        "She wished them Merry Christmas.",
        "She spoke on the Today show about the Winter Games.",
        "About 9/11 of the crew left.",
    ],
)
def test_names_and_notices_are_no_times(text: str) -> None:
    assert on(text, THURSDAY) == []


def test_a_vote_of_every_second_year_falls_in_an_even_one() -> None:
    assert on("He lost on Election Day.", "2014-04-18") == [("Election Day", "2012-11-06")]
    assert on("He lost on Election Day.", "2013-11-08") == [("Election Day", "2013-11-05")]


def test_a_year_taken_from_a_date_before_keeps_the_other_reading() -> None:
    text = "The weir burst on 9 September 2022. On September 12 it was mended."
    assert at(text, "September 12").value == "2022-09-12"
    assert at(text, "September 12").alternatives == ("2023-09-12",)


def test_a_story_of_old_years_reports_now_in_its_first_words_and_in_spoken_dates() -> None:
    years = " ".join(f"In {year} the guild built a pier." for year in range(1950, 1970))
    text = f"The master of the guild died on Monday. {years} He sold his boat last March."
    found = on(text, THURSDAY)
    assert ("Monday", "2024-05-13") in found
    assert ("last March", "2024-03") in found


@pytest.mark.parametrize(
    ("text", "span", "status"),
    [
        # A dated saying happened, whatever it demands or denies; what is said of a date need not have.
        ("The mayor insisted on Friday that the dam holds.", "Friday", "happened"),
        ("The mayor on Friday denied the claims.", "Friday", "happened"),
        ("The mayor called the captain on Friday.", "Friday", "happened"),
        ("The guild called for a vote in the autumn.", "the autumn", "demanded"),
        ("The dam should have been closed in 2022.", "2022", "demanded"),
        ("The mayor did not speak on Monday.", "Monday", "denied"),
        ("He did not resign until 13 February.", "13 February", "happened"),
        ("The 2016 vote may be probed.", "2016", "happened"),
        ("Nets will be dearer than in 2019.", "2019", "happened"),
        ("A plan outlined Monday failed.", "Monday", "happened"),
        ("The guild had planned to sing last year.", "last year", "planned"),
        ("The envoy has led the mission since January 2023.", "January 2023", "ongoing"),
    ],
)
def test_the_modality_is_that_of_what_is_dated(text: str, span: str, status: str) -> None:
    assert at(text, span).status == status
