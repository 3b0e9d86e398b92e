"""Mentions become events: each in exactly one, and never over different days or turned sides."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import EventDate, EventMention, Participant, Span, Status
from onrecord.stages.events import events_of
from onrecord.stages.events.dates import interval


def party(name: str, country: str) -> Participant:
    return Participant(Span("a", 0, len(name), name), name, None, country, "GOV")


def mention(
    article: str,
    quote: str,
    who: tuple[str, str] = ("Norway", "NOR"),
    whom: tuple[str, str] = ("Chile", "CHL"),
    day: str | None = None,
    status: Status = "happened",
) -> EventMention:
    when = EventDate(day, day, "day", "explicit") if day else None
    return EventMention(
        origin="t",
        article=article,
        anchor=Span(article, 7, 15, "attacked"),
        quote=Span(article, 0, len(quote), quote),
        type="ASSAULT",
        mode=None,
        also=(),
        contexts=(),
        actors=(party(*who),),
        recipients=(party(*whom),),
        location=None,
        date=when,
        status=status,
        historical=False,
        attribution=None,
        confidence=0.9,
    )


SAME = "Norway attacked the harbour of Chile with torpedo boats"


def test_two_outlets_telling_of_one_thing_are_one_event() -> None:
    [event] = events_of([mention("a", SAME, day="2031-05-08"), mention("b", SAME, day="2031-05-08")])
    assert event.articles == ("a", "b")
    assert event.date == "2031-05-08"
    assert event.label == SAME


def test_different_days_never_merge() -> None:
    assert len(events_of([mention("a", SAME, day="2031-05-08"), mention("b", SAME, day="2031-05-09")])) == 2


def test_turned_sides_never_merge() -> None:
    turned = mention("b", SAME, who=("Chile", "CHL"), whom=("Norway", "NOR"))
    assert len(events_of([mention("a", SAME), turned])) == 2


def test_a_bridge_without_a_day_does_not_join_two_days() -> None:
    days = [mention("a", SAME, day="2031-05-08"), mention("b", SAME), mention("c", SAME, day="2031-05-09")]
    assert sorted(len(e.mentions) for e in events_of(days)) == [1, 2]


def test_the_strongest_status_stands() -> None:
    [event] = events_of([mention("a", SAME, status="planned"), mention("b", SAME)])
    assert event.status == "happened"


def test_intervals() -> None:
    first, last = interval("2031-W19") or (None, None)
    assert (str(first), str(last)) == ("2031-05-05", "2031-05-11")
    assert interval("PAST_REF") is None
    assert interval("2031-13") is None
    assert str((interval("2031-12") or (None, None))[1]) == "2031-12-31"


DAYS = st.sampled_from([None, "2031-05-08", "2031-05-09", "2031-05", "2031"])
NAMES = st.sampled_from([("Norway", "NOR"), ("Chile", "CHL"), ("Peru", "PER")])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, DAYS), max_size=12), st.randoms())
def test_every_mention_is_in_exactly_one_event_in_any_order(rows, random) -> None:  # type: ignore[no-untyped-def]
    mentions = [mention(f"a{i}", SAME, who, whom, day) for i, (who, whom, day) in enumerate(rows)]
    events = events_of(mentions)
    assert sorted(m for e in events for m in e.mentions) == sorted(m.id for m in mentions)
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert events_of(shuffled) == events
