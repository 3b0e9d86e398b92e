"""Timelines: one line for one thing, counted by outlet and origin; plans given up say so; exports."""

import csv
import io
import json

from onrecord.records import Article, EventDate, EventMention, Origin, Status, Story, TimeExpression
from onrecord.stages.time_expressions import tag
from onrecord.store import Store
from onrecord.text import quote
from onrecord.timeline import Entry, first_of, sentence_around, timeline
from onrecord.timeline.dates import DayMention, day_weights, select_dates
from onrecord.timeline.formats import to_csv, to_ics, to_json, to_jsonl, to_timelinejs

LEDGER = (
    "The crane on the northern quay of Orsk fell on 3 May 2031. Harbour master Lena Brook said that the "
    "quay will stay closed until 1 July 2031. The cables were ordered in March 2030."
)
COURIER = (
    "On 3 May 2031 the crane on the northern quay of Orsk fell into the water. The quay, originally to "
    "stay closed until 1 July 2031, opened early."
)


def article(text: str, publisher: str, published: str) -> Article:
    return Article(
        origin="test", page=publisher + text[:30], uri="u", url=None, headline=None, title=None,
        deck=None, authors=(), publisher=publisher, section=None, published=published,
        published_basis="declared", modified=None, lang="en", text=text, alignment=(),
    )  # fmt: skip


def expressions(of: Article) -> list[TimeExpression]:
    return [
        TimeExpression(
            origin="test", article=of.id, span=quote(of, t.start, t.end), type=t.type, value=t.value,
            edtf=t.edtf, precision=t.precision, basis=t.basis, anchor=t.anchor, mod=t.mod,
            alternatives=t.alternatives, status=t.status,
        )
        for t in tag(of.text, of.lang, of.published)
    ]  # fmt: skip


def store_of(*articles: Article) -> Store:
    store = Store.memory()
    ids = tuple(a.id for a in articles)
    origins = tuple(Origin(None, (a,), "alone") for a in ids)
    story = Story(origin="test", articles=ids, origins=origins, label="crane", start=None, end=None)
    with store.transaction():
        store.add(list(articles))
        store.add([t for a in articles for t in expressions(a)])
        store.add([story])
    return store


def made() -> list[Entry]:
    store = store_of(article(LEDGER, "Ledger", "2031-05-04"), article(COURIER, "Courier", "2031-06-02"))
    return timeline(store)


def test_one_thing_told_twice_is_one_line() -> None:
    [fall] = [e for e in made() if e.date == "2031-05-03"]
    assert (fall.outlets, fall.origins, fall.status, fall.precision) == (2, 2, "happened", "day")
    assert {s.article for s in fall.spans} == set(fall.articles)
    assert fall.span.exact.rstrip(".").endswith(("2031", "water"))


def test_lines_stand_in_order_of_time() -> None:
    starts = [e.start for e in made()]
    assert starts == sorted(starts)
    assert starts[0] == "2030-03"


def test_a_plan_given_up_says_when() -> None:
    plans = [e for e in made() if e.start == "2031-07-01"]
    assert {e.date for e in plans} == {"../2031-07-01"}
    assert any(e.overtaken for e in plans)


def test_only_the_story_asked_for() -> None:
    store = store_of(article(LEDGER, "Ledger", "2031-05-04"))
    [story] = store.read(Story)
    assert timeline(store, story.id) == timeline(store)
    assert timeline(store, "no such story") == []


def test_sentences_are_cut_around_the_date() -> None:
    text = "It rained. The bridge, built in 1987, fell! Nobody saw it."
    one = article(text, "Ledger", "2031-05-04")
    start = text.index("1987")
    assert sentence_around(one, quote(one, start, start + 4)).exact == "The bridge, built in 1987, fell!"


def test_the_first_day_of_an_interval() -> None:
    assert first_of("../2025-11") == "2025-11"
    assert first_of("2020/..") == "2020"
    assert first_of("198X") == "1980"
    assert first_of("") == ""


def test_exports_hold_every_line() -> None:
    entries = made()
    assert len(json.loads(to_json(entries))) == len(entries)
    assert [json.loads(line) for line in to_jsonl(entries).splitlines()] == json.loads(to_json(entries))
    assert len(list(csv.reader(io.StringIO(to_csv(entries))))) == len(entries) + 1
    slides = json.loads(to_timelinejs(entries))["events"]
    assert slides[0]["display_date"] == "March 2030"
    assert [s["unique_id"] for s in slides] == [f"{e.span.article}-{e.span.start}" for e in entries]
    assert slides[0]["start_date"] == {"year": 2030, "month": 3}


def test_the_calendar_is_lawful() -> None:
    calendar = to_ics(made())
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert calendar.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    assert calendar.count("BEGIN:VEVENT") == calendar.count("UID:") == 2
    assert "DTSTART;VALUE=DATE:20310503" in calendar


def test_days_told_by_many_and_named_in_full_weigh_most() -> None:
    mentions = [
        DayMention("a", "2031-05-04", "2031-05-03", True),
        DayMention("a", "2031-05-04", "2031-05-03", True),
        DayMention("b", "2031-05-05", "2031-05-03", True),
        DayMention("b", "2031-05-05", "2031-05-05", False),
        DayMention("b", "2031-05-05", "2031-07-01", False),
    ]
    weights = day_weights(mentions, {"a": "2031-05-04", "b": "2031-05-05"})
    assert max(weights, key=lambda day: weights[day]) == "2031-05-03"
    assert select_dates(weights, 1) == ["2031-05-03"]
    assert select_dates(weights, 5, "2031-05-04", "2031-06-30") == ["2031-05-04", "2031-05-05"]


def test_since_dates_a_state_and_no_later_happening() -> None:
    text = "The mill, shut since 2021, burnt on 3 May 2031. The barn has stood empty since 2022."
    entries = timeline(store_of(article(text, "Ledger", "2031-05-04")))
    assert [(e.date, e.status) for e in entries] == [("2022/..", "ongoing"), ("2031-05-03", "happened")]


def test_the_event_that_opens_what_goes_on_has_a_line_of_its_own() -> None:
    text = "The presence of wardens on the quay since the 2029 accord has kept the peace in Orsk."
    found = timeline(store_of(article(text, "Ledger", "2031-05-04")))
    assert [(e.date, e.status) for e in found] == [("2029", "happened"), ("2029/..", "ongoing")]
    assert {e.span.exact for e in found} == {text}


def test_a_week_fills_its_days_in_the_calendar_and_the_slides() -> None:
    entries = timeline(store_of(article("The pier in Orsk was shut last week.", "Ledger", "2031-05-07")))
    assert [e.date for e in entries] == ["2031-04-28/2031-05-04"]
    calendar = to_ics(entries)
    assert "DTSTART;VALUE=DATE:20310428\r\nDTEND;VALUE=DATE:20310505" in calendar
    assert "1 outlet\\, 1 origin\\;" in calendar.replace("\r\n ", "")
    [slide] = json.loads(to_timelinejs(entries))["events"]
    assert slide["end_date"] == {"year": 2031, "month": 5, "day": 4}


def test_a_deadline_and_its_day_are_one_line_and_overtaken_together() -> None:
    ledger = "The mandate of the wardens of Orsk ends on 1 July 2031."
    courier = "The wardens of Orsk have a mandate until 1 July 2031."
    herald = "The wardens of Orsk left on 3 May 2031, early, though their mandate ends on 1 July 2031."
    entries = timeline(
        store_of(
            article(ledger, "Ledger", "2031-04-04"),
            article(courier, "Courier", "2031-04-05"),
            article(herald, "Herald", "2031-05-04"),
        )
    )
    [plan] = [e for e in entries if e.start == "2031-07-01"]
    assert (plan.outlets, plan.status, bool(plan.overtaken)) == (3, "planned", True)


def test_what_an_outlet_writes_twice_is_one_origin() -> None:
    first = article("The crane on the quay of Orsk fell on 3 May 2031.", "Ledger", "2031-05-04")
    again = article("On 3 May 2031 the crane on the quay of Orsk fell.", "Ledger", "2031-05-05")
    [fall] = timeline(store_of(first, again))
    assert (len(fall.articles), fall.outlets, fall.origins) == (2, 1, 1)


def test_different_things_of_one_day_stay_apart() -> None:
    text = "The crane in Orsk fell on 3 May 2031. Lena Brook won the regatta on 3 May 2031."
    assert len(timeline(store_of(article(text, "Ledger", "2031-05-04")))) == 2


def test_a_season_stands_where_it_begins_and_is_a_month_for_timelinejs() -> None:
    text = "The fair opens in November 2031. The pier opens in the autumn of 2031. The mill opens in August 2031."
    entries = timeline(store_of(article(text, "Ledger", "2031-05-04")))
    assert [e.date for e in entries] == ["2031-08", "2031-23", "2031-11"]
    slides = json.loads(to_timelinejs(entries))["events"]
    assert [s["start_date"]["month"] for s in slides] == [8, 9, 11]
    assert slides[1]["display_date"] == "autumn 2031"


def mention(of: Article, words: str, date: str, status: Status) -> EventMention:
    """An event told by `words` of an article, at the time expression `date` of its text."""
    [timex] = [t for t in expressions(of) if t.span.exact == date]
    at = of.text.index(words)
    when = EventDate(timex.value, timex.edtf, timex.precision, timex.basis, timex.span, timex.id)
    span = quote(of, at, at + len(words))
    return EventMention(
        origin="test", article=of.id, anchor=span, quote=span, type="RETREAT", mode=None, also=(), contexts=(),
        actors=(), recipients=(), location=None, date=when, status=status, historical=False, attribution=None,
        confidence=1.0,
    )  # fmt: skip


def with_mention(text: str, words: str, date: str, status: Status) -> list[tuple[str, str]]:
    told = article(text, "Ledger", "2031-05-07")
    store = store_of(told)
    with store.transaction():
        store.add([mention(told, words, date, status)])
    return [(e.date, e.status) for e in timeline(store)]


def test_a_plan_agreed_on_monday_is_not_dated_monday() -> None:
    text = "Orsk agreed on the retreat on Monday."
    assert with_mention(text, "the retreat on Monday", "Monday", "planned") == [("2031-05-05", "happened")]


def test_what_lies_ahead_of_its_article_is_planned() -> None:
    text = "Orsk leaves the quay on 1 July."
    assert with_mention(text, "leaves the quay on 1 July", "1 July", "happened") == [("2031-07-01", "planned")]
