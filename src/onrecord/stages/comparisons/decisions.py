"""What two claims about one thing come to: agree, compatible, differ, updated later, not comparable."""

from collections.abc import Callable

from onrecord.records import Claim
from onrecord.stages.comparisons.counts import figures
from onrecord.stages.comparisons.intervals import date, days
from onrecord.stages.comparisons.matching import (
    Articles,
    Decision,
    alike,
    countries_in,
    family_of,
    later,
    likeness,
    marks_of,
    ordinal,
    referent,
    same_time,
    settings_clash,
    surroundings,
)
from onrecord.words import plain_word, sort_of, word_set

Decide = Callable[[Claim, Claim, Articles], Decision | None]

_LIKE = 0.5
_OPEN = ("nobody named", "no evidence")  # as claims write it where nobody is known to be responsible
_NOT = "not "  # as claims write it where somebody is said not to be responsible
_DENIED: Decision = ("differ", "held responsible by one, not by the other")
_NAMED_LATER: Decision = ("updated later", "the later page names who is held responsible")
_SHARED = 2  # words, a name among them, that two sentences share whose answers are set against each other
_ADJECTIVAL = ("ist", "ic", "ish", "an", "ese", "i")  # "Islamist", "Syrian": names that name nobody
_UNDER_WAY = frozenset(("started", "ongoing", "completed"))
_ORDER = ("announced", "planned", "started", "ongoing", "completed")


def dates(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Two dates of one happening: differ when they have no day in common."""
    if family_of(one) != family_of(other) or one.unit != other.unit or one.unit not in ("on", "until"):
        return None
    like = alike(one, other)
    first, second = date(one), date(other)
    if first is None or second is None:
        return None
    if sort_of(family_of(one) or "") in ("casualty", "occasion", "document"):
        return None
    if not _named_alike(one, other) and one.unit != "until":
        return None
    stays = one.unit == "until" and sort_of(family_of(one) or "") == "stay"
    if (like is None and not stays) or (like is not None and like < 0.6 and not stays):
        return None
    guessed = "year inferred" in (*marks_of(one), *marks_of(other))
    if guessed and not first.meets(second) and not _near_in_time(one, other):
        return None
    if first.meets(second):
        same = one.value == other.value
        return ("agree", "same date") if same else ("compatible", "one date lies within the other")
    return "differ", "the dates have no day in common"


def _named_alike(one: Claim, other: Claim) -> bool:
    """Whether two happenings share a name, each having no words that the other lacks, or two words."""
    first, second = referent(one.about, family_of(one)), referent(other.about, family_of(other))
    shared = len(first.others & second.others)
    apart = first.all - second.all and second.all - first.all
    return shared > 1 or bool(first.names & second.names and (shared or not apart))


def _near_in_time(one: Claim, other: Claim) -> bool:
    """Whether two dates are so near that no wrongly guessed year or week parts them."""
    first, second = date(one), date(other)
    if first is None or second is None or first.first is None or second.first is None:
        return False
    to_the_day = min(len(one.value), len(other.value)) >= 10
    return abs(ordinal(first.first) - ordinal(second.first)) < (6 if to_the_day else 186)


def courses(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """How far one thing has come, by two accounts."""
    like = alike(one, other)
    if family_of(one) != family_of(other) or like is None or like < _LIKE:
        return None
    if same_time(one, other, articles) is False:
        return None
    if one.value == other.value:
        return "agree", "same status"
    if {one.value, other.value} in ({"started", "ongoing"}, {"announced", "planned"}):
        return "compatible", "two words for one stage"
    if {one.value, other.value} == {"stopped", "started"}:
        return "compatible", "what was begun was stopped, or taken up again"
    if "announced" in (one.value, other.value):
        return "compatible", "what was announced may have begun"
    if {one.value, other.value} <= _UNDER_WAY and not later(one, other, articles):
        return "compatible", "two moments of one course, neither known to be the later"
    if "stopped" not in (one.value, other.value):
        steps = _ORDER.index(other.value) - _ORDER.index(one.value)
        if steps * later(one, other, articles) > 0:
            return "updated later", "the later page tells of a later stage"
    return "differ", "the pages tell of different stages"


def timings(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Early or late, by two accounts."""
    like = alike(one, other)
    if family_of(one) != family_of(other) or like is None or like < 0.3:
        return None
    if one.value == other.value:
        return "agree", "same judgement"
    return "differ", "called early by one and late by the other"


def effects(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """What something does to relations, by two accounts."""
    first, second = referent(one.about, "relations"), referent(other.about, "relations")
    if first.names and second.names and not first.names & second.names:
        return None
    if one.article == other.article and alike(one, other) == 0:
        return None
    if one.value == other.value:
        return "agree", "same effect"
    if "affected" in (one.value, other.value) and "unaffected" not in (one.value, other.value):
        return "compatible", "an effect, of which one says the direction"
    return "differ", "different effects on the same relations"


def reasons(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Two reasons for one happening."""
    like = alike(one, other)
    if family_of(one) != family_of(other) or like is None or like < _LIKE:
        return None
    shared = _likeness_of_values(one, other)
    if shared is not None and shared >= 0.34:
        return "agree", "the same reason"
    return "differ", "different reasons are given"


def responsibilities(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Who is held responsible for one happening."""
    if family_of(one) != family_of(other):
        return None
    bare = _is_bare(one) and _is_bare(other)
    if not bare and settings_clash(one, other, articles):
        return None
    if _is_open(one) or _is_open(other):
        return _open_or_named(one, other, articles)
    shared = likeness(referent(_affirmed(one), "document"), referent(_affirmed(other), "document"))
    if one.value.startswith(_NOT) != other.value.startswith(_NOT):
        return _DENIED if shared is not None and shared >= 0.5 else None
    if shared is None:
        return None
    if shared >= 0.3:
        return "agree", "the same is held responsible"
    if one.value.startswith(_NOT) or _is_vague(one) or _is_vague(other):
        return None
    if countries_in(one.value) & countries_in(other.value):
        return None  # "Moscow" and "Russia", "Iran" and "Iranian-backed fighters"
    return "differ", "different ones are held responsible"


def _is_open(claim: Claim) -> bool:
    """Whether a claim says that nobody is known to be responsible."""
    return claim.value in _OPEN


def _affirmed(claim: Claim) -> str:
    return claim.value.removeprefix(_NOT)


def _open_or_named(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    if _is_open(one) and _is_open(other):
        return "agree", "nobody is known to be responsible"
    named = other if _is_open(one) else one
    if named.value.startswith(_NOT) or not any(word[:1].isupper() for word in named.value.split()):
        return None
    named_later = later(one, other, articles) * (1 if _is_open(one) else -1) > 0
    return _NAMED_LATER if named_later else ("differ", "one names whom the other says nobody has named")


def _is_bare(claim: Claim) -> bool:
    """"the violence", "these deaths": what the story is about, named no further."""
    indefinite = claim.about.casefold().startswith(("a ", "an ", "another "))
    return not indefinite and not referent(claim.about, None).names


def _is_vague(claim: Claim) -> bool:
    """"the group", "militants": a word that may stand for anybody named elsewhere."""
    words = claim.value.split()
    named = [w for w in words if w[:1].isupper() and not w.casefold().endswith(_ADJECTIVAL)]
    anybody = plain_word(words[-1]) in word_set("comparisons", "anybody")
    return not referent(claim.value, None).names or (anybody and not named)


def documents(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Names of a document of one date: a proper name against another, or against a description."""
    first, second = days(one.as_of or ""), days(other.as_of or "")
    if first is None or second is None or not first.meets(second):
        return None
    shared = _likeness_of_values(one, other)
    if shared is None or shared >= 0.3:
        return ("agree" if one.value == other.value else "compatible"), "one document, in near words"
    proper = any(word[:1].isupper() for word in one.value.split()) or any(
        word[:1].isupper() for word in other.value.split()
    )
    return (
        ("differ", "different names for what is dated the same")
        if proper
        else ("compatible", "descriptions of one document")
    )


def _likeness_of_values(one: Claim, other: Claim) -> float | None:
    return likeness(referent(one.value, "document"), referent(other.value, "document"))


def contrasts(one: Claim, other: Claim, articles: Articles) -> Decision | None:
    """Two answers to one question, about people or places with a name in common."""
    first, second = surroundings(one, articles), surroundings(other, articles)
    if not first.names & second.names or len(first.all & second.all) < _SHARED:
        return None
    if one.unit == other.unit:
        return "agree", "the same answer"
    return "differ", "answers that exclude each other"


DECIDE: dict[tuple[str, str | None], Decide] = {
    ("figure", None): figures,
    ("date", None): dates,
    ("status", None): courses,
    ("fact", "timing"): timings,
    ("fact", "effect"): effects,
    ("fact", "contrast"): contrasts,
    ("cause", "reason"): reasons,
    ("cause", "responsibility"): responsibilities,
    ("name", None): documents,
}
