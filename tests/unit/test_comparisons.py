"""Comparisons: agree, differ, updated later, only one; never a difference that is none."""

from dataclasses import replace

import pytest

from onrecord.records import Article
from onrecord.stages.comparisons.intervals import days, figure
from onrecord.text import quote
from tests.unit.comparing import article, attribution, claim, compared, injured, named, verdicts

GULL = (
    "At least 22 people were injured in the blast at Odrin harbour. The Maro deal was signed on 4 March 2029."
)
TERN = (
    "The blast at Odrin harbour injured 29 people. The Maro deal was signed on 6 March 2029 by both mayors."
)


def test_dates_differ_only_without_a_common_day() -> None:
    one, other = (
        article("Gull", "Velt regained the valley."),
        article("Tern", "The valley was regained by Velt."),
    )

    def dated(value: str) -> list[str]:
        about = {"unit": "on", "scope": "regain", "about": "Velt regained the valley"}
        claims = (
            claim(one, "regained", "date", "2027", **about),
            claim(other, "regained", "date", value, **about),
        )
        return verdicts(compared((one, other), claims), "date")

    assert dated("2030") == ["differ"]
    assert dated("2027-03-04") == ["compatible"]
    assert dated("2027") == ["agree"]


def test_a_page_that_gives_both_dates_tells_of_two_things() -> None:
    one, other = article("Gull", "The depot was seized and seized."), article("Tern", "It was seized.")
    about = {"unit": "on", "scope": "seize", "about": "the depot was seized"}
    claims = (
        claim(one, "seized", "date", "2027", **about),
        claim(one, "seized and", "date", "2029", **about),
        claim(other, "seized", "date", "2029", **about),
    )
    assert "differ" not in verdicts(compared((one, other), claims), "date")


def test_two_voices_on_one_page_can_differ() -> None:
    one = article("Gull", "Maro said it ends in 2027. Hollin said it ends in 2030.")
    made = [attribution(one, name, "said", year) for name, year in (("Maro", "2027"), ("Hollin", "2030"))]
    about = {"unit": "on", "scope": "regain", "about": "Velt regained the valley"}
    claims = tuple(
        claim(one, year, "date", year, voice=a.id, **about)
        for a, year in zip(made, ("2027", "2030"), strict=True)
    )
    found = [c for c in compared((one,), claims, made) if c.kind == "date"]
    assert [c.verdict for c in found] == ["differ"]
    assert {s.voice for s in found[0].sides} == {"Maro", "Hollin"}


def test_who_is_quoted_where_and_with_which_verbs() -> None:
    one = article("Gull", "Maro admitted the mill is closed. Hollin said the mill is open.")
    other = article("Tern", "Maro said the old mill is closed now.")
    made = [
        attribution(one, "Maro", "admitted", "the mill is closed"),
        attribution(one, "Hollin", "said", "the mill is open"),
        attribution(other, "Maro", "said", "the old mill is closed now"),
    ]
    found = compared((one, other), (), made)
    assert {c.about: c.verdict for c in found if c.kind == "voice"} == {
        "Maro": "compatible",
        "Hollin": "only one",
    }
    told = [c for c in found if c.about == "how Maro is quoted"]
    assert {(s.publisher, s.value) for s in told[0].sides} == {("Gull", "admitted"), ("Tern", "said")}


def test_a_joint_source_counts_for_each_of_those_named_in_it() -> None:
    one = article("Gull", "Both Ilse Maro and Jon Hollin said the mill is closed.")
    other = article("Tern", "Jon Hollin said the mill is open.")
    both = replace(
        attribution(one, "Ilse Maro", "said", "the mill is closed"),
        source=(quote(one, 0, len("Both Ilse Maro and Jon Hollin")),),
    )
    found = compared((one, other), (), [both, attribution(other, "Jon Hollin", "said", "the mill is open")])
    assert {c.about: c.verdict for c in found if c.kind == "voice"} == {
        "Ilse Maro": "only one",
        "Jon Hollin": "compatible",
    }


def test_answers_that_exclude_each_other_differ_where_a_name_is_shared() -> None:
    one = article("Gull", "The unarmed protesters stood at the Odrin gate.")
    other = article("Tern", "Some protesters at Odrin were armed with nets.")
    far = article("Tern", "Some protesters in Velt were armed with nets.")
    first = claim(one, "unarmed protesters", "fact", "unarmed", unit="contrast: first", scope="armed or not")

    def against(page: Article) -> list[str]:
        armed = claim(page, "armed with nets", "fact", "armed", unit="contrast: second", scope="armed or not")
        return [c.verdict for c in compared((one, page), (first, armed)) if c.sides[0].claims]

    assert against(other) == ["differ"]
    assert against(far) == []


def test_positions_on_who_is_responsible_stand_in_one_comparison() -> None:
    pages = [
        article("Gull", "The Odrin Front claimed responsibility for the bombing of the depot."),
        article("Tern", "The mayor said the Odrin Front did not carry out the bombing of the depot."),
        article("Rook", "Nobody knows who is behind the bombing of the depot."),
    ]
    blamed: dict[str, str | None] = {
        "unit": "responsibility",
        "scope": "violence",
        "about": "the bombing of the depot",
    }
    made = [
        claim(pages[0], "Odrin Front claimed", "cause", "Odrin Front", **blamed),
        claim(pages[1], "Odrin Front did not", "cause", "not Odrin Front", **blamed),
        claim(pages[2], "Nobody knows", "cause", "nobody named", **blamed),
    ]
    found = [c for c in compared(pages, made) if c.aspect == "cause"]
    assert [(c.verdict, c.outlets) for c in found] == [("differ", 3)]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("Norway", "Oslo", False), ("Norway", "Norwegian-backed crew", False), ("Norway", "Portugal", True)],
)
def test_a_country_and_its_seat_of_government_are_not_held_against_each_other(
    one: str, other: str, *, apart: bool
) -> None:
    first = article("Gull", f"{one} was behind the bombing of the depot.")
    second = article("Tern", f"{other} was behind the bombing of the depot.")
    blamed: dict[str, str | None] = {"unit": "responsibility", "scope": "violence", "about": "the bombing"}
    made = [claim(first, one, "cause", one, **blamed), claim(second, other, "cause", other, **blamed)]
    found = [c.verdict for c in compared((first, second), made) if c.aspect == "cause"]
    assert ("differ" in found) is apart


def test_a_denial_stands_against_what_it_denies() -> None:
    text = "The paper noted Odrin's accusation of Velt for hiding the storm report, which Velt denied."
    found = [c for c in compared((article("Gull", text),)) if c.reason.startswith("one voice denies")]
    assert [c.verdict for c in found] == ["differ"]
    assert [s.value.split(":")[0] for s in found[0].sides] == ["said", "denied"]
    assert compared((article("Gull", "Velt did not deny the report. It rejected the offer of boats."),)) == []


def test_status_early_and_late_effects_and_names() -> None:
    one, other = article("Gull", "withdrawal of Velt troops"), article("Tern", "Velt troops withdrawal")
    scope = {"scope": "withdraw", "about": "withdrawal of Velt troops"}

    def verdict(aspect: str, first: str, second: str, **more: str) -> list[str]:
        claims = (
            claim(one, "withdrawal", aspect, first, **{**scope, **more}),
            claim(other, "withdrawal", aspect, second, **{**scope, **more}),
        )
        return [
            c.verdict
            for c in compared((one, other), claims)
            if c.kind in ("fact", "name") and c.sides[0].claims
        ]

    assert verdict("status", "ongoing", "planned", unit="course") == ["differ"]
    assert verdict("status", "announced", "planned", unit="course") == ["compatible"]
    assert verdict("status", "ongoing", "completed", unit="course") == ["compatible"]
    assert verdict("fact", "early", "late", unit="timing") == ["differ"]
    assert verdict("fact", "better", "unaffected", unit="effect") == ["differ"]
    assert verdict("name", "Maro Agreement", "trilateral statement", as_of="2028-06", unit="agreement") == [
        "differ"
    ]
    assert verdict("name", "peace deal", "trilateral statement", as_of="2028-06", unit="deal") == [
        "compatible"
    ]


def test_a_name_spelt_in_two_ways_is_told_with_both_and_is_no_conflict() -> None:
    one, other = article("Gull", "Ebrahim Ansor spoke first."), article("Tern", "Ansor: Ibrahim Ansor left.")
    third = article("Skua", "Ansor said nothing.")
    spelt = (
        named(one, "Ebrahim Ansor", "Ebrahim Ansor"),
        named(other, "Ansor", "Ibrahim Ansor"),
        named(other, "Ibrahim Ansor", "Ibrahim Ansor"),
    )
    names = {"Ebrahim Ansor": "Ebrahim Ansor", "Ibrahim Ansor": "Ebrahim Ansor", "Ansor": "Ebrahim Ansor"}
    [found] = (c for c in compared((one, other), mentions=spelt, names=names) if c.kind == "name")
    assert found.verdict == "compatible"
    told = {s.publisher: (s.value, s.evidence[0].exact) for s in found.sides}
    assert told == {"Gull": ("Ebrahim Ansor",) * 2, "Tern": ("Ibrahim Ansor",) * 2}
    shorter = (spelt[0], named(third, "Ansor", "Ansor"))
    assert verdicts(compared((one, third), mentions=shorter, names=names), "name") == []


def test_what_only_one_page_tells_and_what_both_tell() -> None:
    one, other = (
        article("Gull", GULL + "\nA seal named Bodo slept through 14 alarms on the pier."),
        article("Tern", TERN),
    )
    claims = (claim(one, "14 alarms", "figure", "14", unit="alarms"),)
    found = compared((one, other), claims)
    alone = [c for c in found if c.kind == "coverage"]
    assert [c.sides[0].publisher for c in alone] == ["Gull"]
    assert "seal" in alone[0].sides[0].evidence[0].exact
    assert "compatible" in verdicts(found, "fact")
    told_by_both = {s.evidence for c in found if c.kind == "fact" for s in c.sides}
    assert not told_by_both & {c.sides[0].evidence for c in alone}


def test_one_rare_word_or_a_line_of_credits_makes_no_common_fact() -> None:
    one = article(
        "Gull",
        "Divers kept sending messages to the harbour office all night. Ada Rowan contributed to this report.",
    )
    other = article(
        "Tern", "Readers are sending us their pictures of the storm. The wire service contributed to this report."
    )
    assert "compatible" not in verdicts(compared((one, other), ()), "fact")


def test_words_belong_to_their_voice_and_outlets_and_origins_are_counted_apart() -> None:
    one, other = article("Gull", "The militants fled."), article("Tern", "The fighters fled.")
    labels = (
        claim(one, "militants", "wording", "militants", about="armed people"),
        claim(other, "fighters", "wording", "fighters", about="armed people"),
    )
    found = [c for c in compared((one, other), labels) if c.kind == "wording"]
    assert [(c.verdict, c.outlets, c.origins) for c in found] == [("compatible", 2, 1)]


def test_the_order_of_input_does_not_matter() -> None:
    one, other = article("Gull", GULL), article("Tern", TERN)
    claims = (injured(one, "22 people", "22"), injured(other, "29 people", "29"))
    assert compared((one, other), claims) == compared((one, other), claims[::-1])


def test_intervals() -> None:
    one = article("Gull", "x people were injured.")
    assert figure(injured(one, "x people", "21")) == (21.0, 21.0)
    assert figure(injured(one, "x people", "junk")) is None
    assert days("2025:END") is not None
    assert days("PAST_REF") is None
    assert days("2024-13") is None


def test_whom_a_pronoun_alone_tells_is_somebody_unnamed() -> None:
    one, other = article("Gull", "They said that 22 people were injured."), article("Tern", "It injured 29 people.")
    said = attribution(one, "", "said", "that 22 people were injured")
    said = replace(said, source=(quote(one, 0, 4),), speaker_name=None)
    pair = injured(one, "22 people", "22", voice=said.id), injured(other, "29 people", "29")
    [found] = [c for c in compared((one, other), pair, [said]) if c.kind == "figure"]
    assert {s.voice for s in found.sides} == {"somebody unnamed", None}
