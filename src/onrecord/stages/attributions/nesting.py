"""What is nested in what: an attribution whose cue and content stand inside another's content."""

from collections.abc import Sequence

from onrecord.stages.attributions.triple import Triple


def parents(found: Sequence[Triple]) -> list[int | None]:
    """For each triple the index of the smallest one whose content holds it, or None.

    One sweep over content spans by offset with a stack: no comparison of all pairs.
    """
    spans = sorted(
        ((start, -end, i) for i, one in enumerate(found) for start, end in one.content),
    )
    answer: list[int | None] = [None] * len(found)
    points = sorted((_place(one), i) for i, one in enumerate(found))
    stack: list[tuple[int, int, int]] = []
    at = 0
    for (start, end), i in points:
        while at < len(spans) and spans[at][0] <= start:
            stack.append(spans[at])
            at += 1
        while stack and -stack[-1][1] < start and len(stack) > 1:
            stack.pop()
        for low, negative, j in reversed(stack[-24:]):
            if j != i and low <= start and end <= -negative and _larger(found[j], found[i]):
                answer[i] = j
                break
    return answer


def _place(one: Triple) -> tuple[int, int]:
    """The stretch that must stand inside the parent's content: the cue, else the content."""
    start, end = one.cue[0] if one.cue else one.content[0]
    return (start, end)


def _size(one: Triple) -> int:
    return sum(end - start for start, end in one.content)


def _larger(outer: Triple, inner: Triple) -> bool:
    low, high = min(s for s, _ in inner.content), max(e for _, e in inner.content)
    inside = any(s <= low and high <= e + 1 for s, e in outer.content)
    return inside and _size(outer) > _size(inner)
