"""What a reader relies on: the right type, the right direction, and what did not happen kept apart."""

import pytest

from onrecord.language import parse
from onrecord.records import Article, EventMention, Page
from onrecord.stage import Dossier
from onrecord.stages.event_mentions import STAGE
from onrecord.stages.event_mentions.stage import candidates
from onrecord.stages.time_expressions import STAGE as TIMES


def article(text: str, lang: str = "en", published: str | None = "2031-05-10") -> Article:
    return Article(
        origin="test",
        page="p",
        uri="u",
        url=None,
        headline=None,
        title=None,
        deck=None,
        authors=(),
        publisher=None,
        section=None,
        published=published,
        published_basis="declared",
        modified=None,
        lang=lang,
        text=text,
        alignment=(),
    )


def told(text: str) -> list[EventMention]:
    """Every candidate, sure or not: the detector is measured in eval/events.py."""
    return [c.mention for c in candidates(article(text), parse(text, "en"), (), (), ())]


def the(text: str, anchor: str) -> EventMention:
    found = [m for m in told(text) if m.anchor.exact == anchor]
    assert found, f"no event at {anchor!r} in {[m.anchor.exact for m in told(text)]}"
    return found[0]


def names(mention: EventMention) -> tuple[list[str], list[str]]:
    return [p.span.exact for p in mention.actors], [p.span.exact for p in mention.recipients]


@pytest.mark.parametrize(
    ("text", "anchor", "kind"),
    [
        ("Norway condemned the attack.", "condemned", "ACCUSE"),
        ("The prime minister called off the talks with Chile.", "called", "REJECT"),
        ("Police arrested two students in Oslo.", "arrested", "COERCE"),
        ("Peru and Chile signed a treaty on Monday.", "signed", "SUPPORT"),
        ("Ghana will send food to Chad.", "send", "AID"),
        ("Rebels launched an attack on the harbour.", "attack", "ASSAULT"),
        ("Thousands of students marched in Lima.", "marched", "PROTEST"),
        ("Spain recalled its ambassador from Peru.", "recalled", "SANCTION"),
        ("The army deployed troops along the border.", "deployed", "MOBILIZE"),
        ("Kenya lifted the ban on imports.", "lifted", "CONCEDE"),
        ("The guerrillas freed the hostages.", "freed", "RETREAT"),
    ],
)
def test_types(text: str, anchor: str, kind: str) -> None:
    assert the(text, anchor).type == kind


@pytest.mark.parametrize(
    ("text", "anchor", "actors", "recipients"),
    [
        ("Norway condemned Chile.", "condemned", ["Norway"], ["Chile"]),
        ("Chile was condemned by Norway.", "condemned", ["Norway"], ["Chile"]),
        ("Norwegian troops were attacked.", "attacked", [], ["Norwegian troops"]),
        ("Chile, which Norway condemned, stayed calm.", "condemned", ["Norway"], ["Chile"]),
        ("Norway has threatened to attack Chile.", "attack", ["Norway"], ["Chile"]),
        ("The withdrawal of Norwegian troops from Chile began.", "withdrawal", ["Norwegian troops"], []),
        ("Norway's withdrawal began.", "withdrawal", ["Norway"], []),
        ("Norwegian troops are being withdrawn.", "withdrawn", ["Norwegian troops"], []),
        ("He praised Chile's response.", "praised", ["He"], ["Chile"]),
        ("Talks between Norway and Chile went on.", "Talks", ["Norway", "Chile"], []),
        ("Peru's weapons supplies from Chile went on.", "supplies", ["Chile"], ["Peru"]),
        (
            "Norway's demand for a removal of Chilean guards angered Peru.",
            "demand",
            ["Norway"],
            ["Chilean guards"],
        ),
    ],
)
def test_who_does_it_to_whom(text: str, anchor: str, actors: list[str], recipients: list[str]) -> None:
    mine, theirs = names(the(text, anchor))
    assert mine == actors
    assert theirs == recipients


@pytest.mark.parametrize(
    ("text", "anchor", "status"),
    [
        ("Norway attacked the port.", "attacked", "happened"),
        ("Norway will attack the port.", "attack", "planned"),
        ("Norway did not attack the port.", "attack", "denied"),
        ("Norway denied attacking the port.", "attacking", "denied"),
        ("Norway may attack the port.", "attack", "hypothetical"),
        ("If Norway attacks the port, ships will leave.", "attacks", "hypothetical"),
        ("Chile urged Norway to withdraw its troops.", "withdraw", "demanded"),
        ("Norwegian troops are withdrawing from the port.", "withdrawing", "ongoing"),
        ("Norway plans to withdraw its troops.", "withdraw", "planned"),
        ("Norway allegedly attacked the port.", "attacked", "alleged"),
        ("The rebels claimed the attack on the barracks.", "attack", "happened"),
    ],
)
def test_what_did_not_simply_happen_is_kept_apart(text: str, anchor: str, status: str) -> None:
    assert the(text, anchor).status == status


def test_country_and_sector_of_the_parties() -> None:
    mention = the("Norwegian troops attacked Chilean fishermen and police in Peru.", "attacked")
    assert [(p.country, p.sector) for p in mention.actors] == [("NOR", "MIL")]


def test_mode_comes_from_the_words_around() -> None:
    assert the("A suicide bombing killed nine people.", "killed").type == "ASSAULT"
    assert the("Rebels carried out a suicide bombing.", "bombing").mode == "suicide-attack"


def test_saying_alone_is_no_event() -> None:
    assert told("The minister said the weather was fine and told reporters about his garden.") == []


def test_other_languages_yield_nothing() -> None:
    text = "Norwegen griff den Hafen an."
    page = Page(
        origin="t", uri="u", publisher=None, fetched=None, media_type="text/plain", encoding=None, text=text
    )
    assert list(STAGE(Dossier(page, (), article(text, "de")))) == []


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("Since 2021, Norway has arrested three smugglers.", "arrested", None),
        ("Police have been attacking the camp since 2021.", "attacking", "2021/.."),
        ("Thousands fled since the 2011 protests.", "protests", "2011"),
        ("Guards who have watched the pier since 2021\n\nThe army withdrew the guards.", "withdrew", None),
    ],
)
def test_an_open_interval_dates_only_what_goes_on(text: str, anchor: str, edtf: str | None) -> None:
    of = article(text)
    page = Page(
        origin="t", uri="u", publisher=None, fetched=None, media_type="text/plain", encoding=None, text=text
    )
    times = tuple(TIMES(Dossier(page, (), of)))
    found = candidates(of, parse(text, "en"), (), times, ())
    [mention] = [c.mention for c in found if c.mention.anchor.exact == anchor]
    assert (mention.date.edtf if mention.date else None) == edtf


def test_what_is_dated_after_publication_is_planned_to_the_month_and_the_year() -> None:
    def status(text: str, anchor: str) -> str:
        of = article(text)
        page = Page(
            origin="t",
            uri="u",
            publisher=None,
            fetched=None,
            media_type="text/plain",
            encoding=None,
            text=text,
        )
        found = candidates(of, parse(text, "en"), (), tuple(TIMES(Dossier(page, (), of))), ())
        return next(c.mention.status for c in found if c.mention.anchor.exact == anchor)

    assert status("The envoy meets the rebels in June 2031.", "meets") == "planned"
    assert status("The envoy meets the rebels in May 2031.", "meets") == "happened"
