"""From triples to Attribution records: speaker, addressee, relays, nesting, kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Attribution, Kind, Mention, Span
from onrecord.stages.attributions.addressees import addressee
from onrecord.stages.attributions.characterisations import characterisation
from onrecord.stages.attributions.nesting import parents
from onrecord.stages.attributions.relays import Chain, Relay, channels, enclosing, of_mention
from onrecord.gazetteer import listed
from onrecord.stages.attributions.scene import Scene
from onrecord.stages.attributions.speakers import Said, Speaker, resolve
from onrecord.stages.attributions.triple import Offsets, Triple
from onrecord.text import quote

MOST = 5_000  # attributions of one article; a page with more is not prose
_DIRECT = 0.9  # share of the content between quotation marks
_MIXED = 0.05
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
    found = [one for one in found[:MOST] if one.content]
    holders = parents(found)
    order = sorted(range(len(found)), key=lambda i: (_depth(holders, i), _place(found[i])))
    drafts: dict[int, _Draft] = {}
    said: list[Said] = []
    for i in sorted(order, key=lambda i: (_place(found[i]), _depth(holders, i))):
        holder = holders[i]
        outer = drafts.get(holder) if holder is not None else None
        drafts[i] = _draft(scene, found[i], said, outer, drafts)
        said.append(drafts[i].said)
    records: dict[int, Attribution] = {}
    for i in order:
        holder = holders[i]
        records[i] = _record(
            scene, found[i], drafts[i], records[holder].id if holder is not None else None, origin
        )
    unique = {records[i].id: records[i] for i in range(len(found))}
    return list(unique.values())


def _place(one: Triple) -> int:
    """Where an attribution is met by a reader who looks for its speaker."""
    return (one.source or one.cue or one.content)[0][0]


def _depth(holders: Sequence[int | None], i: int) -> int:
    depth, at = 0, holders[i]
    while at is not None and depth < 20:
        depth, at = depth + 1, holders[at]
    return depth


def _draft(
    scene: Scene, one: Triple, before: list[Said], outer: _Draft | None, drafts: dict[int, _Draft]
) -> _Draft:
    speaker = resolve(scene, one.source, before, outer.said if outer else None)
    said = Said(one.source, one.cue, one.content, speaker)
    quoting = _quoting(scene, one)
    own = quoting or channels(scene, one.source, one.cue, one.content, speaker)
    chain = own
    if outer is not None:
        chain = enclosing(outer.said, outer.chain, speaker)
        chain = (*chain, *(r for r in own if all(r.name != c.name for c in chain)))
    elif not own and before:
        chain = _carried(scene, one, before[-1], speaker, drafts)
    return _Draft(said, chain, own, addressee(scene, one.cue, one.content))


def _carried(
    scene: Scene, one: Triple, last: Said, speaker: Speaker, drafts: dict[int, _Draft]
) -> Chain:
    """The relays of the attribution before, where a pronoun goes on with the same speaker."""
    if speaker.method != "pronoun" or not one.source or not last.content:
        return ()
    if not speaker.entity or last.speaker.entity != speaker.entity:
        return ()
    if scene.breaks(last.content[-1][1], one.source[0][0]) > _CARRIED:
        return ()
    for draft in drafts.values():
        if draft.said is last:
            return draft.chain
    return ()


def _quoting(scene: Scene, one: Triple) -> Chain:
    """ "X quoted Y as saying": X, when the source is Y."""
    if not one.cue or not one.source or not scene.full:
        return ()
    low, _ = scene.sentence(one.cue[0][0])
    for token in scene.tokens(low, one.cue[-1][1]):
        if token.lower_ in ("quoted", "quotes", "cited", "cites") and token.tag_ in (
            "VBD",
            "VBZ",
            "VBN",
        ):
            for child in token.children:
                if child.dep_ == "nsubj":
                    mention = scene.at(child.idx)
                    if mention is not None and not any(s <= child.idx < e for s, e in one.source):
                        return (of_mention(mention),)
    return ()


def _record(
    scene: Scene, one: Triple, draft: _Draft, parent: str | None, origin: str
) -> Attribution:
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
