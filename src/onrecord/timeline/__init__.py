"""A timeline is a query: what is told of dated things, by date, with how many tell it.

An entry is one thing at one date: the mentions of one event, or sentences about one date that say
much the same. Dates are EDTF; a plan that a later report shows overtaken says so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from onrecord.breaks import sentence_at
from onrecord.dates import in_order
from onrecord.records import Article, Event, EventMention, Span, Status, Story, TimeExpression
from onrecord.store import Store
from onrecord.text import trimmed
from onrecord.words import meanings

_FIRST = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|\d\dXX")
_WORD = re.compile(r"\w{4,}")
_ALIKE = 0.3  # Jaccard of words: sentences about one thing
_CLOSE = 0.4  # Jaccard of the words around the date: of one thing though the rest differs
_SHARED = 2  # words that sentences about one thing share at least
_PLANS = ("planned", "announced", "demanded")
_DONE = ("happened", "ongoing", "denied")
_COMPARED = 20  # tellings of a group that a new one is held against
_COMMON = 200  # groups of a date that a word may lead to
_FEW = 3  # words below which containment says nothing
_DATED = "type IN ('DATE', 'TIME') AND edtf IS NOT NULL"  # of the time expressions
_AROUND = 70  # code points each side of a date that are its clause
_LONGEST = 400  # code points of a shown sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline.

    `date` is EDTF and `start` its first day, month or year, for sorting; `span` the sentence that
    tells it best, `spans` one for each article that tells it. `outlets` counts publishers,
    `origins` independent origins. `overtaken` is the date of what overtook a plan.
    """

    date: str
    start: str
    precision: str
    status: Status
    span: Span
    spans: tuple[Span, ...]
    type: str | None
    articles: tuple[str, ...]
    outlets: int
    origins: int
    historical: bool = False
    overtaken: str | None = None


@dataclass(frozen=True, slots=True)
class _Telling:
    """One dated sentence before it is grouped.

    `words` are what it says beside the date, `near` those of the clause around the date.
    """

    date: str
    precision: str
    status: Status
    span: Span
    type: str | None
    event: str | None
    historical: bool
    explicit: bool
    words: frozenset[str]
    near: frozenset[str]


def timeline(store: Store, story: str | None = None) -> list[Entry]:
    """The entries of a story (its id) or of the whole collection, by date, then by weight."""
    stories = store.read(Story)
    inside = _articles(store, stories, story)
    tellings = _of_events(store, inside) if inside else []
    tellings += _of_expressions(store, inside, tellings)
    # What an outlet wrote alone is its own voice, however many articles it makes of it.
    shared = ((f"{s.id}/{n}", o) for s in stories for n, o in enumerate(s.origins) if len(o.articles) > 1)
    origins = {a: key for key, origin in shared for a in origin.articles}
    entries = [_entry(group, inside, origins) for group in _groups(tellings)]
    return sorted(
        _overtaken(entries, inside),
        key=lambda e: (in_order(e.start), e.date, -e.origins, e.span.article, e.span.start),
    )


def first_of(edtf: str) -> str:
    """The first day, month or year that an EDTF names, X read as 0; "" when it names none."""
    found = _FIRST.search(edtf)
    return found[0].replace("X", "0") if found else ""


def _articles(store: Store, stories: Sequence[Story], story: str | None) -> dict[str, Article]:
    every = {article.id: article for article in store.read(Article)}
    if story is None:
        return every
    kept = {a for s in stories if s.id == story for a in s.articles}
    return {id: article for id, article in every.items() if id in kept}


def _of_events(store: Store, inside: dict[str, Article]) -> list[_Telling]:
    """The dated event mentions, and undated ones of a dated event, at the event's date."""
    event_of = {m: e for e in store.read(Event) for m in e.mentions}
    done = {t.id for t in store.read(TimeExpression, _DATED) if t.status in _DONE}
    found = []
    for mention in store.read(EventMention):
        if mention.article not in inside or _is_others(mention, done):
            continue
        event = event_of.get(mention.id)
        date = (mention.date.edtf or mention.date.value) if mention.date else None
        precision: str = mention.date.precision if mention.date else ""
        if event is not None and event.date:
            date, precision = event.date, event.precision or precision
        if date and first_of(date):
            explicit = mention.date is not None and mention.date.basis == "explicit"
            found.append(
                _Telling(
                    date,
                    precision,
                    _status(mention, date, inside[mention.article].published),
                    mention.quote,
                    mention.type,
                    event.id if event else None,
                    mention.historical,
                    explicit,
                    (said := _said(mention.quote.exact, mention.date.span if mention.date else None)),
                    said,
                )
            )
    return found


def _status(mention: EventMention, day: str, published: str | None) -> Status:
    """The status of a mention; what lies ahead of its article has not happened: it is planned."""
    ahead = published is not None and in_order(first_of(day)) > published[: len(first_of(day))]
    return "planned" if ahead and mention.status in ("happened", "ongoing") else mention.status


def _is_others(mention: EventMention, done: set[str]) -> bool:
    """Whether the date of a plan is that of what its clause says happened: "agreed on the move on Monday"."""
    own = mention.date.time_expression if mention.date else None
    return mention.status in _PLANS and own in done


def _of_expressions(store: Store, inside: dict[str, Article], told: Sequence[_Telling]) -> list[_Telling]:
    """Dated sentences in which no event was found."""
    taken: dict[str, list[_Telling]] = defaultdict(list)
    for telling in told:
        taken[telling.span.article].append(telling)
    found = []
    dated = [
        t
        for t in store.read(TimeExpression, _DATED)
        if t.article in inside and t.precision != "vague" and first_of(t.edtf or "")
    ]
    closed: dict[str, list[Span]] = defaultdict(list)
    for timex in dated:
        if not (timex.edtf or "").endswith("/.."):
            closed[timex.article].append(timex.span)
    for timex in dated:
        article, span = inside[timex.article], timex.span
        over = {t.date for t in taken[timex.article] if _overlaps(span, [t.span])}
        opens = _opens(timex)
        if over and not opens:
            continue
        sentence = sentence_around(article, span)
        # "Shut since 2021, it burnt on Monday": the sentence tells of Monday.
        aside = (timex.edtf or "").endswith("/..") and _overlaps(sentence, closed[timex.article])
        telling = _Telling(
            timex.edtf or "",
            timex.precision,
            timex.status or "happened",
            sentence,
            None,
            None,
            False,
            timex.basis == "explicit",
            _said(sentence.exact, span),
            _said(_clause(sentence, span), span),
        )
        event = telling.date.removesuffix("/..")
        if not aside:
            found.append(telling)
        if opens and event not in over:
            found.append(replace(telling, date=event, status="happened"))
    return found


def _opens(timex: TimeExpression) -> bool:
    """Whether an event's date opens what goes on: "since the 2020 deal" tells of the deal as well."""
    named = timex.anchor is not None and not timex.anchor[:4].isdigit()
    return named and timex.status == "ongoing" and (timex.edtf or "").endswith("/..")


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(s.start < span.end and span.start < s.end for s in others)


def sentence_around(article: Article, span: Span) -> Span:
    """The sentence of `article` that `span` stands in, cut to 400 characters around it."""
    text = article.text
    start, end = sentence_at(text, span.start, span.end)
    low, high = max(start, span.start - _LONGEST), min(end, span.end + _LONGEST)
    start, end = trimmed(text, low, high)
    return Span(article.id, start, end, text[start:end])


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _said(text: str, date: Span | None) -> frozenset[str]:
    """The content of a sentence without the words of its date, words of one family as one."""
    return meanings(text) - (meanings(date.exact) if date else frozenset())


def _clause(sentence: Span, date: Span) -> str:
    """The words of a sentence around its date, up to a comma or so many characters."""
    at = date.start - sentence.start
    before, after = sentence.exact[max(0, at - _AROUND) : at], sentence.exact[at : at + _AROUND]
    return re.split(r"[,;:–—]\s", before)[-1] + re.split(r"[,;:–—]\s", after)[0]


def _key(telling: _Telling) -> str:
    """The date that tellings are brought together under: "until 3 May" is about that day."""
    return telling.date.removeprefix("../")


def _groups(tellings: Sequence[_Telling]) -> list[list[_Telling]]:
    """Tellings of one event at one date, and sentences about one date that are much alike."""
    by_event: dict[tuple[str, str], list[_Telling]] = defaultdict(list)
    alone: list[list[_Telling]] = []
    for telling in tellings:
        if telling.event is None:
            alone.append([telling])
        else:
            by_event[_key(telling), telling.event].append(telling)
    of_date: dict[str, _Day] = defaultdict(_Day)
    for group in [*by_event.values(), *alone]:
        of_date[_key(group[0])].add(group)
    return [group for date in sorted(of_date) for group in of_date[date].groups]


class _Day:
    """The groups of one date, found by the words they share: no group is held against all others."""

    def __init__(self) -> None:
        self.groups: list[list[_Telling]] = []
        self._with: dict[str, list[int]] = defaultdict(list)

    def add(self, group: list[_Telling]) -> None:
        """Join `group` to the first one alike, or open another."""
        home = next(
            (n for n in _nearest(group[0].words, self._with) if _alike(group[0], self.groups[n])), None
        )
        if home is None:
            home = len(self.groups)
            self.groups.append([])
        self.groups[home] += group
        for telling in group[:_COMPARED]:
            for word in telling.words:
                if self._with[word][-1:] != [home]:
                    self._with[word].append(home)


def _nearest(words: frozenset[str], by_word: Mapping[str, list[int]]) -> list[int]:
    """The numbers that most of `words` lead to, in order."""
    shared = Counter(n for word in words for n in by_word.get(word, ())[:_COMMON])
    return sorted(sorted(shared, key=lambda n: (-shared[n], n))[:_COMPARED])


def _alike(telling: _Telling, group: Sequence[_Telling]) -> bool:
    """Whether a sentence says much the same as one of the group, or is nearly all of it."""
    return any(_tells_the_same(telling, other) for other in group[:_COMPARED])


def _tells_the_same(left: _Telling, right: _Telling) -> bool:
    if len(left.words & right.words) < _SHARED:
        return False
    inside = _contained(left.words, right.words)
    if left.type is not None and right.type is not None and left.type != right.type:
        return inside >= 3 * _ALIKE  # one thing to which different types were given
    if inside >= 2 * _ALIKE or _overlap(left.words, right.words) >= _ALIKE:
        return True
    return len(left.near & right.near) >= _SHARED and _overlap(left.near, right.near) >= _CLOSE


def _contained(left: frozenset[str], right: frozenset[str]) -> float:
    least = min(len(left), len(right))
    return len(left & right) / least if least >= _FEW else 0.0


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 0.0


def _entry(group: Sequence[_Telling], inside: dict[str, Article], origins: dict[str, str]) -> Entry:
    ranked = sorted(group, key=lambda t: _rank(t, inside))
    best = ranked[0]
    spans = {t.span.article: t.span for t in reversed(ranked)}
    articles = tuple(dict.fromkeys(t.span.article for t in ranked))
    return Entry(
        date=best.date,
        start=first_of(best.date),
        precision=best.precision,
        status=best.status,
        span=best.span,
        spans=tuple(spans[a] for a in articles),
        type=best.type,
        articles=articles,
        outlets=len({inside[a].publisher or a for a in articles}),
        origins=len({origins.get(a, inside[a].publisher or a) for a in articles}),
        historical=all(t.historical for t in group),
    )


def _rank(telling: _Telling, inside: dict[str, Article]) -> tuple[bool, bool, int, str, str, int]:
    """Best first: named date, a sentence of readable length, published first."""
    length = len(telling.span.exact)
    odd = 0 if 40 <= length <= 250 else abs(length - 145)
    published = inside[telling.span.article].published or "9999"
    return (
        not telling.explicit,
        telling.type is None,
        odd,
        published,
        telling.span.article,
        telling.span.start,
    )


def _overtaken(entries: Sequence[Entry], inside: dict[str, Article]) -> list[Entry]:
    """The entries, plans marked with the date of the later thing that overtook them."""
    first = min((a.published for a in inside.values() if a.published), default="")[:10]
    done = [
        (e, _words(e.span.exact), bool(_cue().search(e.span.exact)))
        for e in sorted(entries, key=lambda e: in_order(e.start), reverse=True)
        if e.status in _DONE and not e.historical and e.start >= _before(first)
    ]
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (_, words, _) in enumerate(done):
        for word in words:
            by_word[word].append(number)

    def marked(plan: Entry) -> Entry:
        near = _nearest(_words(plan.span.exact), by_word)
        by = _overtaker(plan, [done[n] for n in near]) or _given_up(plan, inside)
        return replace(plan, overtaken=by)

    return [marked(entry) if entry.status in _PLANS else entry for entry in entries]


def _before(day: str) -> str:
    """A month before an ISO day: what is older did not overtake a plan still told of."""
    try:
        return (date.fromisoformat(day) - timedelta(days=31)).isoformat()
    except ValueError:
        return day


def _overtaker(plan: Entry, done: Iterable[tuple[Entry, frozenset[str], bool]]) -> str | None:
    """The date of a thing of the plan's kind, done before the planned date, that was told apart from it."""
    words, cued = _words(plan.span.exact), any(_cue().search(s.exact) for s in plan.spans)
    for entry, said, gives_up in done:
        overlap = _overlap(words, said)
        if overlap < _ALIKE / 2 or in_order(entry.start) >= in_order(plan.start):
            continue
        apart = not any(
            a.article == b.article and a.start < b.end and b.start < a.end
            for a in plan.spans
            for b in entry.spans
        )
        same = plan.type is not None and plan.type == entry.type and overlap >= _ALIKE
        given_up = cued or (gives_up and overlap >= _ALIKE)
        if apart and (same or given_up):
            return entry.date
    return None


def _given_up(plan: Entry, inside: dict[str, Article]) -> str | None:
    """The day an article came out that itself tells of a plan as given up."""
    for span in plan.spans:
        published = (inside[span.article].published or "")[:10]
        if plan.start > published > "" and _cue().search(span.exact):
            return published
    return None


@cache
def _cue() -> re.Pattern[str]:
    """Any of the words that tell of a plan given up or moved."""
    source = files("onrecord").joinpath("resources/timeline/overtaken.txt").read_text(encoding="utf-8")
    words = [line for line in source.splitlines() if line and not line.startswith("#")]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
