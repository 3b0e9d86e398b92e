"""Names of outlets on pages, menus and breadcrumbs on one line."""

import pytest

from onrecord.mastheads import company_like, copyright_name, masthead, outlet_like
from onrecord.menus import crumb, known_menu, menu


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2031 The Upland Review. All rights reserved.", "The Upland Review"),
        ("Copyright © 2029-2031 Lindmouth Echo | Imprint", "Lindmouth Echo"),
        ("© Bote von Selm", None),  # "von" is no small word of names: persons have it
        ("© Bote für Selm", "Bote für Selm"),
        ("Copyright Policy", None),
        ("The Upland Review", None),
    ],
)
def test_names_behind_the_copyright_sign(line, name):
    place = copyright_name(line)
    assert (line[slice(*place)] if place else None) == name


def test_owners_are_no_outlets():
    assert company_like("Upland Holdings")
    assert not company_like("Upland Review")


@pytest.mark.parametrize("name", ["Orsk Radio", "The Tolland Post", "Reuters"])
def test_names_that_outlets_have(name):
    assert outlet_like(name)


@pytest.mark.parametrize(
    "name", ["Latest News", "World", "Mayor Greta Sund", "News", "Storm closes two passes"]
)
def test_names_that_outlets_have_not(name):
    assert not outlet_like(name)


def test_a_name_that_comes_back_below_the_text_is_the_mastheads():
    assert masthead(["Menu", "Bote für Selm", "Sport"], ["© 2031 Bote für Selm"]) == 1
    assert masthead(["Menu", "Bote für Selm", "Sport"], []) is None


@pytest.mark.parametrize(
    "line", ["HOME   STATE   SPORT", "Startseite  Region  Wetter", "Kultur | Sport | Orsk"]
)
def test_menus(line):
    assert known_menu(line)


def test_items_that_nobody_knows_make_a_menu_too():
    assert menu("Alpha · Beta · Gamma")
    assert not known_menu("Alpha · Beta · Gamma")


@pytest.mark.parametrize(
    "line", ["Storm closes two passes", "Maja Lindqvist, Orsk", "World powers meet in Orsk"]
)
def test_lines_that_are_no_menu(line):
    assert not menu(line)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Home › World", "World"),
        ("Startseite > Region > Selm", "Selm"),
        ("World › Home", None),
        ("Home", None),
    ],
)
def test_breadcrumbs_lead_to_a_section(line, section):
    place = crumb(line)
    assert (line[slice(*place)] if place else None) == section
