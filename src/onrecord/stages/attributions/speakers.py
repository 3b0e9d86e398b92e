"""Who is meant by the source of an attribution, resolved within the page; no answer before a guess.

A source that describes somebody it does not name ("a senior official") gives a name in the
page's own words and no entity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.gazetteer import countries, entity_id, honorifics, key_of, known, listed, roles
from onrecord.records import Mention, SpeakerMethod
from onrecord.stages.attributions.ruled.wording import wording
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.triple import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 2_500  # characters that an anaphor looks back
_LONGEST_NAME = 120
_TITLE = 4  # words between two who speak together
_ASIDE = frozenset({"to", "of", "for", "from", "in", "by", "with", "who", "that", "at", "on", "including"})
_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"and", "the"})
_AWAY = frozenset({"to", "of", "for", "from", "in", "by", "with", "close"})
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "other", "two", "both", "most"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: entity id (None: not identified), name, how it was told, where, how sure."""

    entity: str | None = None
    name: str | None = None
    method: SpeakerMethod = "none"
    start: int = -1  # antecedent span, -1 when none
    end: int = -1
    confidence: float = 0.0
    type: str = ""


@dataclass(slots=True)
class Said:
    """An attribution that is already resolved, for those that lean on it."""

    source: Offsets
    cue: Offsets
    content: Offsets
    speaker: Speaker
    source_text: str = ""


NOBODY = Speaker()


def resolve(scene: Scene, source: Offsets, before: Sequence[Said], parent: Said | None) -> Speaker:
    """The speaker of a source, given the attributions before it and the one it is nested in."""
    if not source:
        return NOBODY
    start, end = source[0][0], source[0][1]
    tokens = [t for t in scene.tokens(start, end) if not (t.is_punct or t.is_space)]
    if not tokens:  # "@Name": the token begins before the name
        handled = scene.at(start)
        return _named(scene, handled) if handled is not None and handled.entity else NOBODY
    if not scene.full:
        return _unparsed(scene, start, end, before)
    head = _head(scene, tokens, start, end)
    word = scene.text[start:end].lower()
    if word in listed("first"):
        return _speaking(scene, start, before, parent)
    if word in listed("firsts"):
        return NOBODY
    mention = scene.at(head.idx)
    if tokens[-1].text in honorifics():  # "Mr." cut from its name
        mention = scene.at(end + 1) or mention
    if mention is None:
        mention = _first_name(scene, start, end, head)
    elif mention.entity and mention.level == "name" and mention.type == "place":
        mention = _closing(scene, mention.span.end, end) or mention
    elif mention.entity and mention.level == "name":
        mention = _leading(scene, start, mention)
    elif mention.level == "nominal":
        mention = _apposed(scene, head, end) or mention
    if mention is not None and mention.level == "pronoun":
        return _pronoun(scene, mention, before)
    if mention is not None and mention.entity:
        return _named(scene, mention)
    if mention is None and head.tag_ == "PRP":
        return _previous(scene, head, before)
    if mention is None and head.tag_ in ("WP", "WDT"):
        return _antecedent_noun(scene, head, before)
    return _described(scene, start, end, head, mention, before)


def _unparsed(scene: Scene, start: int, end: int, before: Sequence[Said]) -> Speaker:
    """Without a parse: the person named in the source, else the body; a pronoun goes back."""
    named = [m for m in scene.inside(start, end) if m.level == "name" and m.entity]
    ranks = {"person": 0, "outlet": 1, "organisation": 2, "place": 3}
    if named:
        return _named(scene, min(named, key=lambda m: (ranks.get(m.type, 4), m.span.start)))
    pronoun = wording(scene.article.lang or "").is_("pronoun", scene.text[start:end].lower())
    last = before[-1] if before else None
    near = last is not None and last.content and scene.breaks(last.content[-1][1], start) <= 2
    if pronoun and last is not None and near and last.speaker.type in ("person", "other"):
        return _from(last.speaker, "pronoun", last.source, 0.6)
    return NOBODY


def _head(scene: Scene, tokens: Sequence[Token], start: int, end: int) -> Token:
    """The word that the source's other words hang on."""
    inside = {t.i for t in tokens}
    outer = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in outer if t.tag_[:2] in ("NN", "PR", "WP", "WD", "DT", "CD")]
    if not nouns:
        nouns = [t for t in tokens if t.dep_ == "pobj" and t.head in outer]
    return (nouns or outer or list(tokens))[0]


def _speaking(scene: Scene, start: int, before: Sequence[Said], parent: Said | None) -> Speaker:
    """ "I": whoever encloses it, else whoever is quoted at length right before."""
    if parent is not None:
        return _from(parent.speaker, "pronoun", parent.source, 0.85)
    last = before[-1] if before else None
    if last is None or not last.content or scene.breaks(last.content[-1][1], start) > 2:
        return NOBODY
    own = scene.text[last.source[0][0] : last.source[0][1]].lower() if last.source else ""
    if own in listed("first") or scene.mask[start]:
        return _from(last.speaker, "pronoun", last.source, 0.7)
    return NOBODY


def _first_name(scene: Scene, start: int, end: int, head: Token) -> Mention | None:
    """A name in a source whose head word is in no mention: a person first, then any.

    A name that only says of what kind the head is ("Norland backers") is not who speaks.
    """
    named = [m for m in scene.inside(start, end) if m.level == "name" and m.entity]
    for mention in sorted(named, key=lambda m: (m.type != "person", m.span.start)):
        before = scene.text[start : mention.span.start].lower().split()
        if set(before) & _AWAY:
            continue
        kind = any(
            t.dep_ in ("compound", "poss", "amod", "nmod") and t.head.idx >= mention.span.end
            for t in scene.tokens(mention.span.start, mention.span.end)
        )
        if not (kind and head.idx >= mention.span.end and head.tag_ in ("NN", "NNS")):
            return mention
    return None


def _apposed(scene: Scene, head: Token, end: int) -> Mention | None:
    """The name that follows a description of its bearer: "a friend, Given Name".

    Where the description names somebody else first ("a spokesman for Other, Given Name,"), it is the
    person who closes the source behind a comma.
    """
    named = [m for m in scene.inside(head.idx + len(head), end) if m.level == "name" and m.entity]
    for mention in named:
        if mention.type in ("place", "document"):
            continue
        between = scene.text[head.idx + len(head) : mention.span.start].lower().split()
        away = set(between) - {",", "and", "the"} if mention.type != "person" else set(between) & _ASIDE
        return mention if not away else _closing(scene, head.idx + len(head), end)
    return None


def _closing(scene: Scene, head: int, end: int) -> Mention | None:
    """The person whose name closes a source that begins with a description ending at `head`.

    Behind a comma ("…, Minister Given Name,") or behind another name ("envoy to Norland Given Name"), not
    where the description leads to it ("an aide to Given Name").
    """
    named = [m for m in scene.inside(head, end) if m.level == "name"]
    if not named or named[-1].type != "person" or scene.text[named[-1].span.end : end].strip(" ,"):
        return None
    last = named[-1]
    title = f"{last.role} " if last.role else ""
    start = last.span.start - len(title) * scene.text.endswith(title, head, last.span.start)
    before = max([m.span.end for m in named[:-1] if m.span.start < start], default=head)
    words = [w for w in scene.text[before:start].replace(",", " , ").split() if w not in honorifics()]
    away = [i for i, w in enumerate(words) if w.lower() in _ASIDE or w in _LINKS]
    behind = words[away[-1] + 1 :] if away else words
    apart = any(w == "," or w[0].isupper() for w in behind) or (before > head and not words)
    return last if last.entity and apart else None


def _leading(scene: Scene, start: int, mention: Mention) -> Mention:
    """The first of several persons who speak together ("Maro and Hollin")."""
    if mention.type != "person":
        return mention
    for other in scene.inside(start, mention.span.start):
        if other.type != "person" or other.level != "name" or not other.entity:
            continue
        between = scene.text[other.span.end : mention.span.start].strip().split()
        if between and between[0] in ("and", "&", ",") and len(between) <= _TITLE:
            return other
    return mention


def _antecedent_noun(scene: Scene, pronoun: Token, before: Sequence[Said]) -> Speaker:
    """ "Critics who …": the noun that the relative clause hangs on."""
    verb = pronoun.head
    for _ in range(4):
        if verb.dep_ == "relcl" or verb.head == verb:
            break
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "relcl" or noun.idx >= pronoun.idx or noun.tag_ not in ("NNS", "NN", "NNPS", "NNP"):
        return NOBODY
    mention = scene.at(noun.idx)
    if mention is not None and mention.entity:
        return _named(scene, mention)
    start = mention.span.start if mention is not None else noun.idx
    return _described(scene, start, noun.idx + len(noun), noun, mention, before)


def _named(scene: Scene, mention: Mention) -> Speaker:
    method: SpeakerMethod = "role"
    sure = 0.8
    if mention.level == "name":
        method = "outlet" if mention.type == "outlet" else "name"
        if mention.type == "person" and mention.name and len(mention.name) > len(mention.span.exact):
            method = "surname"
        sure = 0.97 if mention.type in ("person", "outlet") else 0.92
    elif mention.type == "group":
        method = "group"
    entity, name, kind = mention.entity, mention.name, mention.type
    entry = known().get(mention.name or "")
    seat = entry is not None and entry.kind in ("country", "capital")
    if kind == "place" and seat and mention.country in countries():
        land = countries()[mention.country or ""]
        entity, name = entity_id("place", key_of(land.name)), land.name
    return Speaker(entity, name, method, mention.span.start, mention.span.end, sure, kind)


def _pronoun(scene: Scene, mention: Mention, before: Sequence[Said]) -> Speaker:
    if not mention.entity:
        return NOBODY
    place = _antecedent(scene, mention)
    return Speaker(mention.entity, mention.name, "pronoun", *place, 0.8, mention.type)


def _antecedent(scene: Scene, mention: Mention) -> tuple[int, int]:
    """The nearest naming of the pronoun's entity before it."""
    for other in reversed(scene.inside(max(0, mention.span.start - _BACK), mention.span.start)):
        if other.entity == mention.entity and other.level != "pronoun":
            return other.span.start, other.span.end
    return mention.span.start, mention.span.end


def _previous(scene: Scene, head: Token, before: Sequence[Said]) -> Speaker:
    """A pronoun that the mentions left open: the last speaker, if next door and of its kind."""
    if not before:
        return NOBODY
    last = before[-1]
    near = scene.breaks(last.content[-1][1], head.idx) <= 2 if last.content else False
    person = last.speaker.type == "person"
    if near and last.speaker.name and head.lower_ in ("he", "she") and person:
        return _from(last.speaker, "pronoun", last.source, 0.65)
    if near and last.speaker.name and head.lower_ in ("it", "they") and not person:
        return _from(last.speaker, "pronoun", last.source, 0.6)
    return NOBODY


def _from(speaker: Speaker, method: SpeakerMethod, source: Offsets, sure: float) -> Speaker:
    if not speaker.name:
        return NOBODY
    start, end = (speaker.start, speaker.end) if speaker.start >= 0 else source[0] if source else (-1, -1)
    return Speaker(
        speaker.entity,
        speaker.name,
        method,
        start,
        end,
        sure * max(speaker.confidence, 0.5),
        speaker.type,
    )


def _described(
    scene: Scene, start: int, end: int, head: Token, mention: Mention | None, before: Sequence[Said]
) -> Speaker:
    """A source that no name covers: a document, an unnamed person, a group."""
    noun = head.lower_
    first = scene.text[start:end].split(maxsplit=1)[0].lower()
    written = noun in listed("document") or noun in listed("medium") or kind_of(noun) == "document"
    if written:
        whose = _author(scene, start, end, head)
        if whose is not None:
            return replace(_named(scene, whose), method="role", confidence=0.75)
        return NOBODY if first in _INDEFINITE else _document(scene, noun, start, before)
    kind = kind_of(noun)
    if first in ("the", "that", "this") and kind in ("post", "group", "lead"):
        again = _described_again(noun, start, before)
        if again is not NOBODY:
            return again
    if kind == "group" or (first in _INDEFINITE and kind in ("lead", "post", "body", "outlet")):
        name = " ".join(scene.text[start : min(end, start + _LONGEST_NAME)].split())
        return Speaker(None, name, "group" if kind == "group" else "role", start, end, 0.5, "group")
    return NOBODY


def kind_of(noun: str) -> str:
    """The kind of a role noun, "" when it is none."""
    return roles().get(noun, "")


def _author(scene: Scene, start: int, end: int, head: Token) -> Mention | None:
    """Whose a document is: "by X" before "X's …" before "from X", "of X" where X is a body."""
    found: list[tuple[int, Mention]] = []
    vague = scene.text[start:end].split(maxsplit=1)[0].lower() in _INDEFINITE
    for mention in scene.inside(start, end):
        if not mention.entity or mention.level == "pronoun" or mention.span.start == head.idx:
            continue
        before = scene.text[start : mention.span.start].lower().split()
        plain = (w for w in reversed(before) if w not in _ARTICLES and not w.endswith(("'s", "’s")))
        link = next(plain, "")
        body = mention.type in ("organisation", "outlet")
        if mention.span.start > head.idx and scene.text[mention.span.end : mention.span.end + 1] in (
            "'",
            "’",
        ):
            continue  # "a statement from Name's lawyers"
        ahead = mention.span.end <= head.idx and (
            body or scene.text[mention.span.end : mention.span.end + 1] in "'’"
        )
        ahead, of = ahead and not vague, link == "of" and body and not vague
        rank = 0 if link == "by" else 1 if ahead else 2 if link == "from" else 3 if of else 9
        if rank < 9:
            found.append((rank, mention))
    return min(found, key=lambda f: (f[0], f[1].span.start))[1] if found else None


def _described_again(noun: str, start: int, before: Sequence[Said]) -> Speaker:
    """ "The official": the last speaker described, not named, by the same noun."""
    for said in reversed(before[-8:]):
        if said.content and start - said.content[-1][1] > _BACK:
            break
        speaker = said.speaker
        if speaker.entity is None and speaker.name and noun in speaker.name.lower().split():
            return _from(speaker, "role", said.source, 0.9)
    return NOBODY


def _document(scene: Scene, noun: str, start: int, before: Sequence[Said]) -> Speaker:
    """ "The report", "the statement": whoever was said to report or state it just before."""
    for said in reversed(before[-6:]):
        if not said.content or start - said.content[-1][1] > _BACK:
            break
        speaker = said.speaker
        if speaker.name and noun in said.source_text.lower().split():
            return _from(speaker, "role", said.source, 0.85)
        if noun in listed("medium") and speaker.type == "outlet":
            return _from(speaker, "outlet", said.source, 0.9)
        if noun in listed("document") and speaker.name and speaker.type != "outlet":
            low, high = scene.sentence(said.cue[0][0] if said.cue else said.content[0][0])
            cues = {t.lower_ for span in said.cue for t in scene.tokens(*span)}
            if noun in scene.text[low:high].lower() or cues & listed("announce"):
                return _from(speaker, "role", said.source, 0.8)
    return NOBODY
