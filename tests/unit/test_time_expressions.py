"""What a reader relies on: dates with the right value, nothing filled in, no numbers taken for years."""

import re
import time
from pathlib import Path

import pytest

from onrecord.stages import time_expressions
from onrecord.stages.time_expressions import tag, tag_article
from onrecord.stages.time_expressions.tagger import Timex

THURSDAY = "2024-05-16"


def one(text: str, published: str | None = THURSDAY, lang: str = "en") -> Timex:
    found = tag(text, lang, published)
    assert len(found) == 1, [(text[t.start : t.end], t.value) for t in found]
    return found[0]


def values(text: str, published: str | None = THURSDAY, lang: str = "en") -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in tag(text, lang, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The accord was signed on 9 March 2021.", "2021-03-09"),
        ("The accord was signed on March 9, 2021.", "2021-03-09"),
        ("The accord was signed on Tuesday, March 9, 2021.", "2021-03-09"),
        ("Signed 2021-03-09.", "2021-03-09"),
        ("The ferry sank in March 2021.", "2021-03"),
        ("The harbour froze in 1987.", "1987"),
        ("The guild was founded in the 17th century.", "16"),
        ("Rents doubled in the 1980s.", "198"),
        ("Rents doubled in the early 2020s.", "202"),
        ("The bridge opened in the summer of 2019.", "2019-SU"),
        ("Profit rose in the third quarter of 2023.", "2023-Q3"),
        ("Profit rose in the first half of 2023.", "2023-H1"),
        ("The law lapsed at the end of 2022.", "2022"),
        ("The town fell in 480 BC.", "BC0480"),
        ("The guests came on Christmas Eve 2022.", "2022-12-24"),
    ],
)
def test_dates_that_are_named_in_full(text: str, value: str) -> None:
    found = one(text)
    assert (found.type, found.value, found.basis) == ("DATE", value, "explicit")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met on Monday.", "2024-05-13"),
        ("The council will meet on Monday.", "2024-05-20"),
        ("The council has until Monday.", "2024-05-20"),
        ("The council met yesterday.", "2024-05-15"),
        ("The council met on 20 April.", "2024-04-20"),
        ("The council will meet in July.", "2024-07"),
        ("The council met in December.", "2023-12"),
        ("The council met last year.", "2023"),
        ("The council met last month.", "2024-04"),
        ("The council meets next week.", "2024-W21"),
        ("The council was dissolved three weeks ago.", "2024-W17"),
        ("The council was dissolved ten years ago.", "2014"),
        ("The council met last Friday.", "2024-05-10"),
    ],
)
def test_dates_counted_from_publication(text: str, value: str) -> None:
    found = one(text)
    assert (found.value, found.basis, found.anchor) == (value, "publication", THURSDAY)


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("The siege lasted three weeks.", "DURATION", "P3W"),
        ("The siege lasted two and a half hours.", "DURATION", "PT2H30M"),
        ("The siege lasted several months.", "DURATION", "PXM"),
        ("It was a twelve-year siege.", "DURATION", "P12Y"),
        ("The ferry runs every day.", "SET", "P1D"),
        ("The council meets every Friday.", "SET", "XXXX-WXX-5"),
        ("The bell rings twice a month.", "SET", "P1M"),
        ("The alarm went off at 7:30 p.m. on 9 March 2021.", "TIME", "2021-03-09T19:30"),
        ("The alarm went off this morning.", "TIME", "2024-05-16TMO"),
        ("The alarm went off on Monday night.", "TIME", "2024-05-13TNI"),
    ],
)
def test_times_durations_and_sets(text: str, type_: str, value: str) -> None:
    found = one(text)
    assert (found.type, found.value) == (type_, value)


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 2,000 guards left the islands.",
        "About 2000 soldiers left the islands.",
        "Article 2020 of the code forbids it.",
        "They may leave, and they might march home.",
        "A ticket costs $2024 at the door.",
        "The visitors won 21:19 in overtime against 1999 guests.",
        "Call 555-2020-1999 for tickets.",
        "The early withdrawal surprised everybody.",
        "The fall of the old quarter was a disaster.",
        "He was 52 years old.",
        "The covid2020 team flew an F16 over 1500m hurdles.",
        "Mr. May and Ms. March shook hands.",
    ],
)
def test_what_is_no_time_expression(text: str) -> None:
    assert values(text) == []


def test_lists_and_ranges_share_month_and_year() -> None:
    assert values("They met on 9 and 10 November 2020.") == [
        ("9", "2020-11-09"),
        ("10 November 2020", "2020-11-10"),
    ]
    assert values("They met on April 24 and 25.") == [("April 24", "2024-04-24"), ("25", "2024-04-25")]
    assert values("It ran in August and September 1914.")[0] == ("August", "1914-08")
    assert [value for _, value in values("The war of 1958-59 was short.")] == ["1958", "1959"]


def test_a_missing_year_is_left_out_without_a_publication_date() -> None:
    found = one("The council met on 9 March.", published=None)
    assert (found.value, found.edtf, found.basis) == ("XXXX-03-09", None, "none")
    assert values("The council met yesterday.", published=None) == []


def test_a_missing_month_is_never_filled_in() -> None:
    found = one("The council met last week.", published="2024")
    assert found.value == "2024-WXX"
    assert found.edtf == "2024"


def test_the_day_after_counts_from_the_date_told_last() -> None:
    found = tag("The fleet left on 9 March 2021. The next day it sank.", "en", THURSDAY)
    assert [(t.value, t.basis) for t in found] == [
        ("2021-03-09", "explicit"),
        ("2021-03-10", "previous expression"),
    ]


def test_words_quoted_from_another_outlet_count_from_its_own_date() -> None:
    text = "The Ledger wrote: the mission failed last year."
    quoted = [(text.index("the mission"), len(text), "2022-08-01")]
    [found] = tag(text, "en", THURSDAY, quoted)
    assert (found.value, found.basis) == ("2021", "quoted outlet")


def test_bounds_are_open_intervals_and_events_are_named() -> None:
    assert one("The office has stood empty since 2019.").edtf == "2019/.."
    assert one("The mandate lasts until November 2025.").edtf == "../2025-11"
    deal = one("Nothing has moved since the 2020 peace deal.")
    assert (deal.value, deal.anchor) == ("2020", "since the 2020 peace deal")
    days = one("They left two days after the vote.")
    assert (days.value, days.basis, days.anchor) == ("P2D", "event", "after the vote")


def test_what_the_text_leaves_open_is_kept() -> None:
    assert one("The talks of 03/04/2024 failed.").alternatives == ("2024-04-03",)
    assert one("The next talks: next Friday.").alternatives == ("2024-05-24",)
    assert one("The council met on Friday.").alternatives == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The mission left on 3 March 2024.", "happened"),
        ("The mission will leave on 3 June 2024.", "planned"),
        ("The mission is scheduled to leave on 3 June 2024.", "planned"),
        ("The mission must leave by 3 June 2024.", "demanded"),
        ("The mission could leave on 3 June 2024 if roads are open.", "hypothetical"),
        ("The mission did not leave on 3 March 2024.", "denied"),
        ("The mission was originally slated to leave on 3 March 2024.", "planned"),
        ("The islands are now run by a council.", "ongoing"),
        ("In May 2023 and in March 2024 the mission left.", "happened"),
        ("He said that the mission would leave on 3 June 2024.", "planned"),
        ("The mission would have left on 3 June 2024.", "hypothetical"),
    ],
)
def test_the_modality_of_the_dated_clause(text: str, status: str) -> None:
    assert {t.status for t in tag(text, "en", THURSDAY)} == {status}


@pytest.mark.parametrize(
    ("text", "mod", "edtf"),
    [
        ("It closed in early 2020.", "START", "2020"),
        ("It closed in mid-November 2020.", "MID", "2020-11"),
        ("It closed around March 2020.", "APPROX", "2020-03~"),
        ("It closed in the third quarter of 2020.", None, "2020-35"),
        ("It closed in the 1980s.", None, "198X"),
        ("It fell in 480 BC.", None, "-0479"),
    ],
)
def test_modifiers_and_intervals(text: str, mod: str | None, edtf: str) -> None:
    found = one(text)
    assert (found.mod, found.edtf) == (mod, edtf)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("de", "Er kam am 10. November 2020 an.", "2020-11-10"),
        ("de", "Er kam im Mai 2019.", "2019-05"),
        ("fr", "Il est arrivé le 10 novembre 2020.", "2020-11-10"),
        ("fr", "Il est arrivé en 2015.", "2015"),
        ("es", "Llegó el 10 de noviembre de 2020.", "2020-11-10"),
        ("ru", "Он прибыл 10 ноября 2020 года.", "2020-11-10"),
        ("ru", "Он прибыл в 1992 году.", "1992"),
        ("tr", "10 Kasım 2020'de geldi.", "2020-11-10"),
        ("tr", "Geçen yıl geldi.", "2023"),
        ("de", "Er kam vor drei Jahren an.", "2021"),
        ("fr", "Il est venu il y a deux semaines.", "2024-W18"),
        ("es", "Llegó hace dos días.", "2024-05-14"),
        ("ru", "Он приехал два месяца назад.", "2024-03"),
        ("tr", "Üç gün önce geldi.", "2024-05-13"),
        ("tr", "2020'den beri liman sakin.", "2020"),
        ("tr", "Kent 2019 yazında büyüdü.", "2019-SU"),
        ("tr", "Kent 2023'ün ilk çeyreğinde büyüdü.", "2023-Q1"),
        ("de", "Am 3. Mai um 14.30 Uhr kam er.", "2024-05-03T14:30"),
        ("fr", "Il est venu à 14h30 le 3 mai.", "2024-05-03T14:30"),
        ("de", "In den 1990er Jahren wuchs die Stadt.", "199"),
        ("de", "Im 19. Jahrhundert wuchs die Stadt.", "18"),
        ("de", "Im dritten Quartal 2020 wuchs die Stadt.", "2020-Q3"),
        ("de", "Seit 1998, sagte sie, wuchs die Stadt.", "1998"),
        ("fr", "La ville grandit dans les années 1990.", "199"),
        ("fr", "La ville grandit au XIXe siècle.", "18"),
        ("es", "La ciudad creció en los años 90.", "199"),
        ("es", "La ciudad creció en el siglo XIX.", "18"),
        ("es", "Llegó el 3 de marzo de 2021 a las 14:30.", "2021-03-03T14:30"),
        ("ru", "Город рос в 1990-х годах.", "199"),
        ("ru", "Город рос в XIX веке.", "18"),
        ("tr", "Kent 1990'larda büyüdü.", "199"),
        ("tr", "Kent 19. yüzyılda büyüdü.", "18"),
        ("az", "Sənəd 10 noyabr 2020-ci ildə imzalandı.", "2020-11-10"),
        ("az", "Sənəd 2020-ci ilin noyabrında imzalandı.", "2020-11"),
        ("az", "O, 1992-ci ildə gəldi.", "1992"),
    ],
)
def test_absolute_dates_in_other_languages(lang: str, text: str, value: str) -> None:
    assert one(text, lang=lang).value == value


def test_a_range_of_days_is_not_open_in_other_languages() -> None:
    german = tag("Vom 3. bis 5. Mai 2021 tagte der Rat.", "de", None)
    russian = tag("С 3 по 5 мая 2021 года шёл дождь.", "ru", None)
    for found in (german, russian):
        assert [t.edtf for t in found] == ["2021-05-03", "2021-05-05"]


def test_a_language_without_a_file_gives_nothing() -> None:
    assert tag("9 March 2021", "xx", None) == []
    assert tag("9 March 2021", "../en", None) == []


def test_very_long_texts_are_read_to_the_end() -> None:
    text = "It rained on 9 March 2021. " * 30_000
    found = tag(text, "en", THURSDAY)
    assert len(found) == 30_000
    assert {(text[t.start : t.end], t.value) for t in found} == {("9 March 2021", "2021-03-09")}


@pytest.mark.parametrize("published", ["2024-05-16", None])
def test_the_clock_does_not_matter(published: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "On Monday, last year, in May, yesterday, the 80s, 9/3/21, '07, since 1999."
    before = tag(text, "en", published)
    for name in ("time", "time_ns", "localtime", "gmtime", "monotonic"):
        monkeypatch.setattr(time, name, lambda *_: 4_000_000_000)
    assert tag(text, "en", published) == before


def test_no_module_of_the_stage_reads_the_clock() -> None:
    for source in Path(time_expressions.__file__).parent.glob("*.py"):
        assert not re.search(r"\b(today|now|utcnow|time|gmtime)\(\)", source.read_text("utf-8")), source


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The pier stayed shut Monday through Wednesday.", "Wednesday", "2024-05-15"),
        ("The fair opens in the week of 3 June.", "the week of 3 June", "2024-W23"),
        ("The kiosk shuts on the 25th of this month.", "the 25th of this month", "2024-05-25"),
        ("Flames rose in the early hours of Sunday.", "the early hours of Sunday", "2024-05-12TMO"),
        ("By late afternoon Tuesday, a crowd had gathered.", "late afternoon Tuesday", "2024-05-14TAF"),
        ("Six ports had filed reports by Tuesday.", "Tuesday", "2024-05-14"),
        ("The notice comes a day after the vote.", "a day", "P1D"),
        ("The week before last, they met.", "The week before last", "2024-W18"),
        ("Sales fell in 2020. The year before, they rose.", "The year before", "2019"),
        ("It began in March 2020. A year and a half later, it sank.", "A year and a half later", "2021-09"),
        ("Every Friday morning she swims.", "Every Friday morning", "XXXX-WXX-5TMO"),
        ("The cup begins on Saturday.", "Saturday", "2024-05-18"),
        ("The twice-weekly ferry is full.", "twice-weekly", "P1W"),
        ("The guild may soon ask for more.", "soon", "FUTURE_REF"),
        ("Tenants may leave at any time.", "at any time", "FUTURE_REF"),
    ],
)
def test_ranges_weeks_and_parts_of_days(text: str, span: str, value: str) -> None:
    assert (span, value) in values(text)


@pytest.mark.parametrize("text", ["The baker, in his 40s, sighed.", "A woman in her early 30s fell.", "Rowers in their late teens or early 20s won."])
def test_an_age_is_no_decade(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "edtf", "status", "anchor"),
    [
        ("The garrison has stayed since the 2020 accord.", "2020/..", "ongoing", "since the 2020 accord"),
        (
            "They have guarded it since the end of fighting in 2020.",
            "2020/..",
            "ongoing",
            "since the end of fighting",
        ),
        ("The council ruled until the 2020 war.", "../2020", "happened", "until the 2020 war"),
        ("The lodge had stood empty since 1999.", "1999/..", "happened", None),
        ("The lake has lost water since 2019.", "2019/..", "happened", None),
        ("The accord was signed in 2020.", "2020", "happened", None),
        ("The charter, kept since spring, was lost in 2020.", "2020", "happened", None),
    ],
)
def test_an_interval_is_open_on_the_side_of_since_and_until(
    text: str, edtf: str, status: str, anchor: str | None
) -> None:
    found = tag(text, "en", THURSDAY)[-1]
    assert (found.value, found.edtf, found.status, found.anchor) == (edtf.strip("./"), edtf, status, anchor)


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ('In a March 2019 report, the Ledger wrote: "The dam broke last year."', "2018", "quoted outlet"),
        ('"The dam broke last year," the Ledger wrote on 3 May 2020.', "2019", "quoted outlet"),
        ('The Courier quoted the Ledger: "The dam broke last year."', "2023", "publication"),
        ('The dam broke in 2019. "It broke last year," the Ledger wrote.', "2023", "publication"),
        ('After floods in 2019, she said: "We rebuilt last year."', "2023", "publication"),
        ('In its 2031 report it will say: "The dam broke last year."', "2023", "publication"),
    ],
)
def test_a_quotation_counts_from_its_own_date_only_where_the_text_gives_one(
    text: str, value: str, basis: str
) -> None:
    [found] = [t for t in tag_article(text, "en", THURSDAY) if text[t.start : t.end] == "last year"]
    assert (found.value, found.basis) == (value, basis)


def test_days_that_share_a_month_and_a_year() -> None:
    assert values("The fair ran April 24 and 25, 2019.") == [
        ("April 24", "2019-04-24"), ("25, 2019", "2019-04-25"),
    ]  # fmt: skip
    assert values("The ban runs January 1-15, 2027.") == [
        ("January 1", "2027-01-01"), ("15, 2027", "2027-01-15"),
    ]  # fmt: skip


def test_times_of_four_digits_and_the_day_behind_a_second_zone() -> None:
    text = "The tank burst at 10:35 a.m. (0735 GMT) on Tuesday. Crews will meet at 1930 GMT on Friday."
    assert values(text) == [
        ("10:35 a.m.", "2024-05-14T10:35"),
        ("0735 GMT", "2024-05-14T07:35"),
        ("Tuesday", "2024-05-14"),
        ("1930 GMT on Friday", "2024-05-17T19:30"),
    ]
    assert values("The figure 1999 EST stays unread.") == []
