"""Comparisons of figures: of one happening, of the same people, of the same time, or not compared."""

import pytest

from tests.unit.comparing import article, attribution, claim, compared, injured, verdicts


def test_figures_that_cannot_both_hold_differ_and_each_side_is_quoted() -> None:
    one, other = article("Gull", "22 people were injured."), article("Tern", "It injured 29 people.")
    found = compared((one, other), (injured(one, "22 people", "22"), injured(other, "29 people", "29")))
    figures = [c for c in found if c.kind == "figure"]
    assert [c.verdict for c in figures] == ["differ"]
    assert {(s.publisher, s.value) for s in figures[0].sides} == {("Gull", "22"), ("Tern", "29")}
    assert {e.exact for s in figures[0].sides for e in s.evidence} == {"22 people", "29 people"}


def test_a_higher_count_on_a_later_day_is_an_update() -> None:
    one = article("Gull", "22 people were injured.", "2031-05-02")
    other = article("Tern", "It injured 29 people.", "2031-05-03")
    found = compared((one, other), (injured(one, "22 people", "22"), injured(other, "29 people", "29")))
    assert verdicts(found, "figure") == ["updated later"]


@pytest.mark.parametrize(
    ("value", "bound", "other_value", "other_bound"),
    [
        ("2000", "less than", "1960", "exactly"),
        ("50", "more than", "59", "exactly"),
        ("22", "at least", "22", "exactly"),
        ("14000", "about", "14000", "exactly"),
        ("scores", "about", "59", "exactly"),
        ("40..50", "exactly", "45", "about"),
    ],
)
def test_a_bound_never_differs_from_a_figure_that_it_allows(
    value: str, bound: str, other_value: str, other_bound: str
) -> None:
    one, other = article("Gull", "x people were injured."), article("Tern", "It injured y people.")
    found = compared(
        (one, other),
        (
            injured(one, "x people", value, bound=bound),
            injured(other, "y people", other_value, bound=other_bound),
        ),
    )
    assert verdicts(found, "figure") == ["compatible"]


def test_killed_and_injured_are_not_compared() -> None:
    one, other = article("Gull", "22 people were killed."), article("Tern", "It injured 29 people.")
    dead = injured(one, "22 people", "22", scope="kill")
    assert verdicts(compared((one, other), (dead, injured(other, "29 people", "29"))), "figure") == []


def test_a_toll_is_compared_where_each_page_names_what_stands_about_the_other() -> None:
    one = article("Gull", "The blast shook Odrin. Mayor Ada Rowan said that 22 people were injured.")
    other = article("Tern", "Ada Rowan saw the harbour. In Odrin the blast injured 29 people.")
    pair = injured(one, "22 people", "22"), injured(other, "29 people", "29")
    assert verdicts(compared((one, other), pair), "figure") == ["differ"]


def test_a_few_hurt_in_one_place_are_not_held_against_all_of_them() -> None:
    one, other = article("Gull", "At least 61 were injured."), article("Tern", "At least 8,000 were injured.")
    pair = injured(one, "61", "61", bound="at least"), injured(other, "8,000", "8000", bound="at least")
    assert verdicts(compared((one, other), pair), "figure") == []


def test_a_figure_that_another_of_its_page_explains_is_of_a_second_happening() -> None:
    one = article("Gull", "In all 240 people were injured. The doctors of Maro treated 120 injured at the quay.")
    other = article("Tern", "It injured more than 190 people.")
    made = [
        injured(one, "240 people", "240"),
        injured(one, "120 injured", "120"),
        injured(other, "190 people", "190", bound="more than"),
    ]
    assert verdicts(compared((one, other), made), "figure") == ["compatible"]


def test_two_figures_of_one_page_differ_only_where_they_are_of_one_thing() -> None:
    def told(text: str) -> list[str]:
        page = article("Gull", text)
        voices = [attribution(page, name, "said", name) for name in ("Lind", "Maro")]
        made = [
            injured(page, "22 hurt", "22", voice=voices[0].id),
            injured(page, "31 hurt", "31", voice=voices[1].id),
        ]
        return verdicts(compared((page,), made, voices), "figure")

    same = "Lind said the ferry fire in Odrin left 22 hurt. Maro said the Odrin ferry fire left 31 hurt."
    assert told(same) == ["differ"]
    assert told("Lind said the ferry fire left 22 hurt. Maro said 31 hurt in all raids.") == []


def test_counts_of_other_people_are_not_held_against_each_other() -> None:
    def told(one: str, other: str, about: str, beside: str) -> list[str]:
        first, second = article("Gull", one), article("Tern", other)
        made = [injured(first, "43", "43", about=about), injured(second, "30", "30", about=beside)]
        return verdicts(compared((first, second), made), "figure")

    assert told("It hurt 43 policemen.", "It hurt 30 people.", "policemen", "people") == []
    assert told("It hurt 43 others.", "It hurt 30 people.", "others", "people") == ["differ"]
    assert told("It hurt 43 Velt guards.", "In Maro 30 were hurt.", "Velt guards", "people") == []


def test_shares_that_make_up_a_whole_do_not_differ() -> None:
    one = article("Gull", "Odrin keeps 70 percent of the Maro bank.")
    other = article("Tern", "Odrin gives up 30 percent of the Maro bank.")
    share: dict[str, str | None] = {"unit": "percent", "about": "percent of the Maro bank"}
    made = [claim(one, "70", "figure", "70", **share), claim(other, "30", "figure", "30", **share)]
    assert verdicts(compared((one, other), made), "figure") == []
    made[1] = claim(other, "30", "figure", "40", **share)
    assert verdicts(compared((one, other), made), "figure") == ["differ"]


def test_figures_of_other_times_places_or_scopes_are_not_compared() -> None:
    one = article("Gull", "22 people were injured in Odrin.")
    other = article("Tern", "In Velt, 29 people were injured.")
    far = (injured(one, "22 people", "22"), injured(other, "29 people", "29"))
    assert verdicts(compared((one, other), far), "figure") == []
    old = (injured(one, "22 people", "22", as_of="2019"), injured(other, "29 people", "29"))
    assert verdicts(compared((one, other), old), "figure") == []
    more = (injured(one, "22 people", "22", scope="injure; over time"), injured(other, "29 people", "29"))
    assert verdicts(compared((one, other), more), "figure") == []
