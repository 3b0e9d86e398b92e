"""A small invented collection with records of every type: five outlets on one dam."""

from onrecord.records import Comparison, Match, Origin, Record, Rejection, Reuse, Story
from onrecord.store import Store
from tests.report.making import (
    Made,
    compared,
    entity,
    event,
    made,
    named,
    said,
    side,
    timex,
    told,
)

LINDMARK = entity("person", "Oskar Lindmark", "minister for rivers")
OSCAR = entity("person", "Oscar Lindmark", "Minister", LINDMARK.id)
QUILL = entity("person", "Marta Quill", "head of the council of the lower villages")
TOVIK = entity("person", "Ane Tovik")
MINISTRY = entity("organisation", "River ministry")
PAPER = entity("outlet", "The Larkfield Courier")
AGENCY = entity("outlet", "Northern Wire")
LEAVES = "The joint inspection team will leave the Velm dam by 14 May"
WITHDRAWS = "The inspection mission at the Velm dam will withdraw by 14 May"
RETURNS = "the mission could come back in September if both governments request it"


def pages() -> dict[str, Made]:
    """The five pages."""
    return {
        "courier": made("courier", "The Larkfield Courier", "2031-05-09T18:04+02:00",
                        "https://courier.example/velm-dam"),
        "velm": made("velm", "Velm Today", "2031-05-10"),
        "wire": made("wire", "Northern Wire", "2031-05-09", "https://wire.example/20310509/velm"),
        "radio": made("radio", "Radio Osterby", "2031-05-09T20:10", "https://radio.example/n/77"),
        "marsch": made("marsch", "Die Marsch", "2031-05-12", "https://marsch.example/velm", "de"),
    }  # fmt: skip


def attributions(of: dict[str, Made]) -> list[Record]:
    """Who says what in them."""
    courier, velm, marsch = of["courier"], of["velm"], of["marsch"]
    chain = {"via": (AGENCY.id,), "via_names": (AGENCY.name,),
             "via_spans": (courier.span("Northern Wire"),)}  # fmt: skip
    return [
        said(courier, "the river ministry", "said", LEAVES, MINISTRY),
        said(courier, "Oskar Lindmark", "said", "“The work is done, and our neighbours know it,”",
             LINDMARK),
        said(courier, "He", "denied", "that the team had been asked to go", LINDMARK, denied=True,
             speaker_method="pronoun", speaker_confidence=0.4),
        said(courier, "Marta Quill", "told", "that nobody had shown her the final report", QUILL),
        said(courier, "she", "said", "“We learn our future from the radio,”", QUILL,
             speaker_method="pronoun"),
        said(courier, "a diplomat", "citing",
             "the team could return in September if both sides ask for it", **chain),
        said(velm, "Minister Oscar Lindmark", "said",
             "the withdrawal of the 180 foreign guards proved that the country needs no tutors",
             OSCAR),
        said(velm, "The Larkfield Courier", "claimed", "that the villages had not been told", PAPER,
             characterisation=velm.span("a paper close to the neighbouring government")),
        *(said(of[n], "the river ministry", "announced", WITHDRAWS, MINISTRY)
          for n in ("wire", "radio")),
        *(said(of[n], "A diplomat with knowledge of the talks", "said", RETURNS)
          for n in ("wire", "radio")),
        said(marsch, "Flussminister Oskar Lindmark", "mitteilte",
             "Die Beobachter verlassen den Damm am 14. Mai", LINDMARK),
        said(marsch, "die Leiterin der Mission, Ane Tovik", "sagte", "„Wir gehen ohne Groll“",
             TOVIK),
    ]  # fmt: skip


def events(of: dict[str, Made]) -> list[Record]:
    """What happens in them."""
    courier, wire = of["courier"], of["wire"]
    leave = [
        told(of[n], verb, of[n].sentence(0), "2031-05-14", "planned")
        for n, verb in (("courier", "leave"), ("wire", "withdraw"), ("radio", "withdraw"),
                        ("marsch", "verlassen"))
    ]  # fmt: skip
    others = [
        told(of["velm"], "leaving", of["velm"].sentence(0), "2031-05-16", "planned"),
        told(wire, "set up", wire.sentence(2), "2027-10-03", "happened", "AGREE"),
        told(courier, "hurt", "Two of them were hurt in a rockfall in March.", "2031-03",
             "happened", "ACCIDENT"),
        told(courier, "asked", "He denied that the team had been asked to go.", "2031-05",
             "denied", "DEMAND"),
        told(courier, "return", "the team could return in September if both sides ask for it.",
             "2031-09", "hypothetical", "RETURN"),
    ]  # fmt: skip
    return [*leave, event(*leave), *others, *map(event, others)]


def the_story(of: dict[str, Made]) -> Story:
    """All five in one story of four origins."""
    wire, radio = of["wire"].article, of["radio"].article
    alone = (of[n].article for n in ("courier", "velm", "marsch"))
    return Story(
        origin="stories@1", articles=tuple(m.article.id for m in of.values()),
        origins=(Origin("Northern Wire", (wire.id, radio.id), "copy"),
                 *(Origin(a.publisher, (a.id,), "own") for a in alone)),
        label="Inspectors leave the Velm dam", start="2031-05-09", end="2031-05-12",
    )  # fmt: skip


def comparisons(of: dict[str, Made], story: Story) -> list[Comparison]:
    """Where they agree and differ."""
    courier, velm, wire, radio, marsch = of.values()
    return [
        compared(story, "date", "differ", "the day by which the inspectors leave",
                 side(courier, "2031-05-14", "by 14 May"), side(wire, "2031-05-14", "by 14 May"),
                 side(radio, "2031-05-14", "by 14 May"), side(marsch, "2031-05-14", "am 14. Mai"),
                 side(velm, "2031-05-16", "on 16 May")),
        compared(story, "figure", "not comparable", "people at the dam",
                 side(courier, "about 140", "About 140 engineers and guards"),
                 side(velm, "180", "180 foreign guards", "Oscar Lindmark")),
        compared(story, "fact", "agree", "the mission could return in September",
                 side(courier, "September", "could return in September"),
                 side(wire, "September", "could come back in September")),
        compared(story, "coverage", "only one", "a rockfall hurt two",
                 side(courier, "two hurt", "Two of them were hurt in a rockfall in March.")),
        compared(story, "coverage", "only one", "the accord that set up the mission",
                 side(wire, "3 October 2027", "the accord of 3 October 2027")),
        compared(story, "wording", "differ", "could return in September",
                 side(courier, "could return in September", "could return in September"),
                 side(wire, "could come back in September", "could come back in September")),
        compared(story, "wording", "compatible", "the people at the dam",
                 side(courier, "inspection team", "joint inspection team"),
                 side(velm, "so-called inspectors", "so-called inspectors"),
                 side(velm, "foreign guards", "foreign guards", "Oscar Lindmark"),
                 side(wire, "inspection mission", "inspection mission"),
                 side(marsch, "Beobachter", "Beobachter")),
    ]  # fmt: skip


def smaller(of: dict[str, Made]) -> list[Record]:
    """Names, dates, the shared text and a page that could not be used."""
    courier, velm, wire, radio, marsch = of.values()
    first, second = sorted((wire, radio), key=lambda m: m.article.id)
    line = wire.sentence(0)
    return [
        timex(courier, "14 May", "2031-05-14"), timex(courier, "2027", "2027", "year"),
        timex(courier, "March", "2031-03", "month"), timex(wire, "3 October 2027", "2027-10-03"),
        timex(velm, "16 May", "2031-05-16"), timex(marsch, "14. Mai", "2031-05-14"),
        named(courier, "Oskar Lindmark", LINDMARK), named(courier, "Marta Quill", QUILL),
        named(velm, "Oscar Lindmark", OSCAR), named(marsch, "Ane Tovik", TOVIK),
        Reuse(origin="reuses@1", article=first.article.id, other=second.article.id,
              kind="excerpt", matches=(Match(first.span(line), second.span(line)),),
              similarity=0.7, containment=1.0),
        Rejection(origin="pages@1", target="archive/index.html", stage="pages",
                  reason="index page", detail="42 links and no article"),
    ]  # fmt: skip


def records() -> list[Record]:
    """The whole collection."""
    of = pages()
    story = the_story(of)
    read = [r for m in of.values() for r in (m.page, *m.blocks, m.article)]
    people = [LINDMARK, OSCAR, QUILL, TOVIK, MINISTRY, PAPER, AGENCY]
    return [
        *read, *people, *attributions(of), *events(of), story, *comparisons(of, story),
        *smaller(of),
    ]  # fmt: skip


def store() -> Store:
    """The collection in a store in memory."""
    filled = Store.memory()
    filled.add(records())
    outcomes = ["done"] * 5 + ["rejected", "duplicate"]
    filled.add_captures([(str(i), outcome, "") for i, outcome in enumerate(outcomes)])
    return filled
