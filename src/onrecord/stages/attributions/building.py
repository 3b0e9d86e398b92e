"""From triples to Attribution records: speaker, addressee, relays, nesting, kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.gazetteer import listed
from onrecord.records import Attribution, Kind, Mention, Span
from onrecord.stages.attributions.addressees import addressee
from onrecord.stages.attributions.characterisations import characterisation
from onrecord.stages.attributions.inner import apart, with_inner
from onrecord.stages.attributions.mending import mended
from onrecord.stages.attributions.nesting import parents
from onrecord.stages.attributions.relays import (
    Chain,
    Relay,
    channels,
    enclosing,
    of_mention,
    with_addressee,
)
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.speakers import Said, Speaker, resolve
from onrecord.stages.attributions.triple import Offsets, Triple
from onrecord.text import quote

MOST = 5_000  # attributions of one article; a page with more is not prose
_DIRECT = 0.9  # share of the content between quotation marks
_MIXED = 0.05
_DEEPEST = 20
_LONGEST_NAME = 120
_CARRIED = 2  # line breaks over which a relay goes on


@dataclass(slots=True)
class _Draft:
    said: Said
    chain: Chain
    own: Chain  # the part of the chain that this attribution's own words give
    addressee: tuple[int, int] | None
    record: Attribution | None = None


def build(scene: Scene, found: Sequence[Triple], origin: str) -> list[Attribution]:
    """The records of `found`, in its order, nested ones with their parent's id."""
    found = [mended(scene, one) for one in found[:MOST] if one.content]
    found = with_inner(scene, apart(scene, found))
    holders = parents(found)
    order = sorted(range(len(found)), key=lambda i: (_depth(holders, i), _place(found[i])))
    drafts: dict[int, _Draft] = {}
    said: list[Said] = []
    chains: dict[int, Chain] = {}
    for i in sorted(order, key=lambda i: (_place(found[i]), _depth(holders, i))):
        for one in reversed(_line(holders, i)):
            if one not in drafts:
                holder = holders[one]
                outer = drafts.get(holder) if holder is not None else None
                drafts[one] = _draft(scene, found[one], said, outer, chains)
                said.append(drafts[one].said)
                chains[id(drafts[one].said)] = drafts[one].chain
    records: dict[int, Attribution] = {}
    for i in order:
        holder = holders[i]
        inside = holder is not None and not _same_voice(drafts[i], drafts[holder])
        parent = records[holder].id if holder is not None and inside else None
        records[i] = _record(scene, found[i], drafts[i], parent, origin)
    unique = {records[i].id: records[i] for i in range(len(found))}
    return list(unique.values())


def _same_voice(inner: _Draft, outer: _Draft) -> bool:
    """Two verbs that share one source: side by side, not one inside the other."""
    return bool(inner.said.source) and inner.said.source == outer.said.source


def _place(one: Triple) -> int:
    """Where an attribution is met by a reader who looks for its speaker."""
    return (one.source or one.cue or one.content)[0][0]


def _line(holders: Sequence[int | None], i: int) -> list[int]:
    """`i`, what it is nested in, what that is nested in …"""
    line = [i]
    at = holders[i]
    while at is not None and len(line) < _DEEPEST:
        line.append(at)
        at = holders[at]
    return line


def _depth(holders: Sequence[int | None], i: int) -> int:
    return len(_line(holders, i))


def _draft(
    scene: Scene, one: Triple, before: list[Said], outer: _Draft | None, chains: dict[int, Chain]
) -> _Draft:
    speaker = resolve(scene, one.source, before, outer.said if outer else None)
    text = scene.text[one.source[0][0] : one.source[0][1]][:_LONGEST_NAME] if one.source else ""
    said = Said(one.source, one.cue, one.content, speaker, text)
    told = addressee(scene, one.cue, one.content, nested=outer is not None)
    own = _quoting(scene, one) or channels(scene, one.source, one.cue, one.content, speaker)
    own = with_addressee(scene, own, told if _passed_on(scene, one.cue) else None, speaker)
    chain = own
    if outer is not None and one.source and outer.said.source == one.source:
        chain = (*outer.chain, *(r for r in own if all(r.name != c.name for c in outer.chain)))
    elif outer is not None:
        chain = enclosing(outer.said, outer.chain, speaker)
        chain = (*chain, *(r for r in own if all(r.name != c.name for c in chain)))
    elif not own and speaker.name:
        chain = _carried(scene, one, before, speaker, chains)
    return _Draft(said, chain, own, told)


def _passed_on(scene: Scene, cue: Offsets) -> bool:
    """Whether a cue says that words were given to somebody, not that somebody was acted on."""
    return any(t.lower_ in listed("pass") for span in cue for t in scene.tokens(*span))


def _carried(
    scene: Scene, one: Triple, before: Sequence[Said], speaker: Speaker, chains: dict[int, Chain]
) -> Chain:
    """The relays of the speaker's last attribution, where this one plainly goes on with it."""
    cues = {t.lower_ for span in one.cue for t in scene.tokens(*span)}
    again = speaker.method == "pronoun" or speaker.entity is None
    goes_on = again or bool(cues & listed("goes_on"))
    if not goes_on or not one.source:
        return ()
    for last in reversed(before[-4:]):
        if last.content and (last.speaker.entity or last.speaker.name) == (speaker.entity or speaker.name):
            end = max(last.content[-1][1], last.source[-1][1] if last.source else 0)
            far = scene.breaks(end, one.source[0][0]) > _CARRIED
            return () if far else chains.get(id(last), ())
    return ()


def _quoting(scene: Scene, one: Triple) -> Chain:
    """ "X quoted Y as saying": X, when the source is Y."""
    if not one.cue or not one.source or not scene.full:
        return ()
    low, _ = scene.sentence(one.cue[0][0])
    for token in scene.tokens(low, one.cue[-1][1]):
        if token.lower_ in listed("quote") and token.tag_ in ("VBD", "VBZ", "VBN"):
            within = any(s <= token.idx < e for s, e in one.cue)
            objects = [c for c in token.children if c.dep_ == "dobj"]
            if not within and not any(s <= c.idx < e for c in objects for s, e in one.source):
                continue
            for child in reversed(list(token.children)):  # "the agency Norpress quoted": Norpress
                if child.dep_ == "nsubj":
                    mention = scene.at(child.idx)
                    if mention is not None and not any(s <= child.idx < e for s, e in one.source):
                        return (of_mention(mention),)
    return ()


def _record(scene: Scene, one: Triple, draft: _Draft, parent: str | None, origin: str) -> Attribution:
    speaker, chain = draft.said.speaker, draft.chain
    described = characterisation(scene, _outlet(scene, one, draft), one.cue, one.content)
    return Attribution(
        origin=origin,
        article=scene.article.id,
        source=_quotes(scene, one.source),
        cue=_quotes(scene, one.cue),
        content=_quotes(scene, one.content),
        speaker=speaker.entity,
        speaker_name=speaker.name,
        speaker_method=speaker.method,
        joint=_joint(scene, one, speaker),
        antecedent=_quote(scene, (speaker.start, speaker.end) if speaker.start >= 0 else None),
        addressee=_quote(scene, draft.addressee),
        via=tuple(r.entity for r in chain),
        via_names=tuple(r.name for r in chain),
        via_spans=tuple(quote(scene.article, r.start, r.end) for r in chain),
        kind=_kind(scene, one.content),
        parent=parent,
        characterisation=_quote(scene, described),
        denied=_denied(scene, one.cue),
        confidence=round(one.confidence, 4),
        speaker_confidence=round(speaker.confidence, 4),
    )


def _joint(scene: Scene, one: Triple, speaker: Speaker) -> tuple[str, ...]:
    """The entities of the source that are named beside the speaker: "Maro and Hollin"."""
    if not scene.full or speaker.entity is None:
        return ()
    named = (m for span in one.source for m in scene.inside(*span) if m.level == "name" and m.entity)
    beside = [m.entity for m in named if m.entity != speaker.entity and _beside(scene, m, speaker)]
    return tuple(dict.fromkeys(e for e in beside if e))


def _beside(scene: Scene, mention: Mention, speaker: Speaker) -> bool:
    """Whether a mention is joined by "and" to one of the speaker."""
    tokens = scene.tokens(mention.span.start, mention.span.end)
    heads = [t for t in tokens if not mention.span.start <= t.head.idx < mention.span.end]
    if not heads or heads[0].dep_ != "conj":
        return False
    token = heads[0]
    while token.dep_ == "conj":
        token = token.head
    lead = scene.at(token.idx)
    return lead is not None and lead.entity == speaker.entity


def _outlet(scene: Scene, one: Triple, draft: _Draft) -> Mention | None:
    """The mention of the outlet that speaks or relays."""
    places: list[Relay | tuple[int, int]] = [*one.source[:1], *draft.own[:1]]
    for place in places:
        start, end = (place.start, place.end) if isinstance(place, Relay) else place
        for mention in scene.inside(start, end):
            if mention.type == "outlet" and mention.level == "name":
                return mention
    return None


def _kind(scene: Scene, content: Offsets) -> Kind:
    share = scene.quoted_share(content)
    return "direct" if share >= _DIRECT else "mixed" if share > _MIXED else "indirect"


def _denied(scene: Scene, cue: Offsets) -> bool:
    return any(t.lower_ in listed("deny") for span in cue for t in scene.tokens(*span))


def _quote(scene: Scene, span: tuple[int, int] | None) -> Span | None:
    return quote(scene.article, *span) if span else None


def _quotes(scene: Scene, spans: Offsets) -> tuple[Span, ...]:
    return tuple(quote(scene.article, start, end) for start, end in spans)
