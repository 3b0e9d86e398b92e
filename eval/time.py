"""Time expressions (TimeBank, AQUAINT, WikiWars), the seeds, Timeline17 days, and speed.

The figures are those of TempEval-3: strict, relaxed, type and value F1; value F1 with a 95%
bootstrap interval over documents, and once without gold that is plainly wrong, which is listed by
offsets in `time_gold_errors.txt`. HeidelTime's line is the published one, for the same documents.
"""

import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

from onrecord.stages.time_expressions import Timex, tag
from onrecord.timeline.dates import DayMention, day_weights, select_dates

SETS = {"timebank": "te3_timebank", "aquaint": "te3_aquaint", "wikiwars": "wikiwars_dev"}
HEIDELTIME = {"timebank": 79.5, "aquaint": 73.1, "wikiwars": 82.9}
GOALS = {"timebank": 84.0, "aquaint": 80.0, "wikiwars": 88.0}
WRONG = Path(__file__).with_name("time_gold_errors.txt")
ROUNDS = 1000

Row = dict[str, object]
Found = tuple[int, int, str, str]  # start, end, type, value
Tagger = Callable[[str, str], list[Found]]


@dataclass
class Counts:
    """What one document gives to the sums."""

    gold: int = 0
    system: int = 0
    strict: int = 0
    touching: int = 0
    touched: int = 0
    type: int = 0
    value: int = 0


def rows(path: Path) -> list[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def ours(text: str, published: str) -> list[Found]:
    return [(t.start, t.end, t.type, t.value) for t in tag(text, "en", published)]


def touches(a: Found, b: Found) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def counted(gold: Sequence[Found], system: Sequence[Found]) -> Counts:
    """The counts of one document, as `eval/time/score.py` sums them."""
    c = Counts(len(gold), len(system))
    c.touching = sum(any(touches(s, g) for g in gold) for s in system)
    for g in gold:
        over = [s for s in system if touches(s, g)]
        if not over:
            continue
        c.touched += 1
        best = max(over, key=lambda s: (s[:2] == g[:2], min(s[1], g[1]) - max(s[0], g[0])))
        c.strict += best[:2] == g[:2]
        c.type += best[2] == g[2]
        c.value += best[3] == g[3]
    return c


def f1(right: float, system: float, gold: float) -> float:
    return 200 * right / (system + gold) if system + gold else 0.0


def summed(counts: Sequence[Counts]) -> dict[str, float]:
    total = {name: sum(getattr(c, name) for c in counts) for name in Counts.__dataclass_fields__}
    precision, recall = total["touching"] / max(total["system"], 1), total["touched"] / max(total["gold"], 1)
    return {
        "strict_f1": f1(total["strict"], total["system"], total["gold"]),
        "relaxed_f1": 200 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "type_f1": f1(total["type"], total["system"], total["gold"]),
        "value_f1": f1(total["value"], total["system"], total["gold"]),
    }


def interval(counts: Sequence[Counts]) -> tuple[float, float]:
    """The 95% interval of value F1 over documents drawn with replacement."""
    draw = random.Random(17)
    values = sorted(
        f1(sum(c.value for c in some), sum(c.system for c in some), sum(c.gold for c in some))
        for some in (draw.choices(counts, k=len(counts)) for _ in range(ROUNDS))
    )
    return values[ROUNDS // 40], values[-ROUNDS // 40]


def wrong_gold() -> set[tuple[str, int, int]]:
    lines = [line.split("\t") for line in WRONG.read_text("utf-8").splitlines() if line[:1] != "#"]
    return {(name, int(start), int(end)) for _, name, start, end, _ in lines}


def gold_of(row: Mapping[str, object]) -> list[Found]:
    timexes: list[dict[str, object]] = row["timexes"]  # type: ignore[assignment]
    return [(int(str(t["start"])), int(str(t["end"])), str(t["type"]), str(t["value"])) for t in timexes]


def measure_set(
    documents: Sequence[Mapping[str, object]], tagger: Tagger
) -> tuple[dict[str, float], list[Counts], float]:
    """The figures, the counts of each document, and value F1 without wrong gold."""
    wrong = wrong_gold()
    counts, cleaned = [], []
    for row in documents:
        gold, system = gold_of(row), tagger(str(row["text"]), str(row["dct"]))
        counts.append(counted(gold, system))
        good = [g for g in gold if (str(row["id"]), g[0], g[1]) not in wrong]
        bad = [g for g in gold if g not in good]
        kept = [s for s in system if not any(touches(s, b) for b in bad)]
        cleaned.append(counted(good, kept))
    return summed(counts), counts, summed(cleaned)["value_f1"]


def dateparser_tagger() -> Tagger | None:
    """dateparser's search as a tagger of days (`uv pip install dateparser`), None when not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def tagger(text: str, published: str) -> list[Found]:
        settings = {"RELATIVE_BASE": datetime.fromisoformat(published[:10]), "PREFER_DATES_FROM": "past"}
        found: list[Found] = []
        place = 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or []:
            start = text.find(words, place)
            if start >= 0:
                place = start + len(words)
                found.append((start, place, "DATE", when.date().isoformat()))
        return found

    return tagger


def recognizers_tagger() -> Tagger | None:
    """Microsoft recognizers-text as a tagger (`recognizers-text-suite emoji<2`), None when not installed."""
    try:
        from recognizers_date_time import Culture, recognize_datetime
    except ImportError:
        return None

    def tagger(text: str, published: str) -> list[Found]:
        found: list[Found] = []
        base = datetime.fromisoformat(published[:10])
        for result in recognize_datetime(text, Culture.English, reference=base):
            # Of a weekday both readings are given, the one behind first; its timex is left open.
            first = ((result.resolution or {}).get("values") or [{}])[0]
            told, value = str(first.get("timex", "")), str(first.get("value", ""))
            kind = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}.get(
                result.type_name.split(".")[-1], "DATE"
            )
            day = kind == "DATE" and told.startswith("XXXX") and value[:4].isdigit()
            found.append((result.start, result.end + 1, kind, value if day else told))
        return found

    return tagger


def measure_peers(documents: Mapping[str, list[dict[str, object]]]) -> None:
    """A line for each peer that is installed, on the first documents of each set."""
    for name, tagger in (("dateparser", dateparser_tagger()), ("recognizers-text", recognizers_tagger())):
        if tagger is None:
            print(f"{name:18} not installed: skipped")
            continue
        for key, all_rows in documents.items():
            some = all_rows[:20] if key != "wikiwars" else all_rows[:2]
            mine, theirs = measure_set(some, ours)[0], measure_set(some, tagger)[0]
            print(
                f"{name:18} {key:9} value F1 {theirs['value_f1']:5.1f},"
                f" ours on these {len(some)}: {mine['value_f1']:5.1f}"
            )


def measure_days(folder: Path) -> dict[str, float]:
    """Date-F1 of the chosen days on Timeline17, the number and range of days given."""
    mentions: dict[str, list[DayMention]] = defaultdict(list)
    published: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(folder / "t17_dev_articles.jsonl"):
        topic, name, day = str(row["topic"]), str(row["id"]), str(row["date"])
        published[topic][name] = day
        mentions[topic] += [day_mention(name, day, t) for t in tag(str(row["text"]), "en", day) if is_day(t)]
    ours_f1, counts_f1 = [], []
    for row in rows(folder / "t17_dev_timelines.jsonl"):
        topic = str(row["topic"])
        gold = sorted({e["date"] for e in row["entries"]})  # type: ignore[attr-defined]
        weights = day_weights(mentions[topic], published[topic])
        counts: dict[str, float] = defaultdict(float)
        for day in published[topic].values():
            counts[day] += 1
        for scores, weighed in ((ours_f1, weights), (counts_f1, counts)):
            chosen = set(select_dates(weighed, len(gold), gold[0], gold[-1]))
            scores.append(2 * len(chosen & set(gold)) / (len(chosen) + len(gold)))
    mean = sum(ours_f1) / len(ours_f1)
    print(
        f"Timeline17 date F1 {mean:.3f}; publication counts {sum(counts_f1) / len(counts_f1):.3f};"
        " DATEWISE .544 (all topics); goal .60"
    )
    return {"time.timeline17.date_f1": mean}


def is_day(timex: Timex) -> bool:
    return (
        timex.type in ("DATE", "TIME")
        and len(timex.value) >= 10
        and timex.value[:10].replace("-", "").isdigit()
    )


def day_mention(name: str, published: str, timex: Timex) -> DayMention:
    return DayMention(name, published, timex.value[:10], timex.basis == "explicit")


def measure_seeds(data: Path) -> dict[str, float]:
    """The share of the seeds' expressions outside sidebars with extent, type and value right."""
    right = all_gold = 0
    for row in rows(data / "seeds/gold/time_expressions.jsonl"):
        text = (
            (data / "seeds" / str(row["id"])).read_text("utf-8") if not row.get("text") else str(row["text"])
        )
        found = set(ours(text, str(row["dct"])))
        timexes: list[dict[str, object]] = row["timexes"]  # type: ignore[assignment]
        inside = [t for t in timexes if t["section"] != "sidebar"]
        all_gold += len(inside)
        right += sum((t["start"], t["end"], t["type"], t["value"]) in found for t in inside)
    print(f"seeds: {right} of {all_gold} expressions outside sidebars right in extent, type and value")
    return {"time.seeds.exact": 100 * right / all_gold}


MODALITY = {
    "scheduled": "planned",
    "future": "planned",
    "counterfactual": "hypothetical",
    "habitual": "ongoing",
}


def _told(timex: Timex, published: str) -> set[object]:
    """The value and EDTF of an expression, an interval open to the right closed at publication too."""
    edtf = timex.edtf or timex.value
    return {timex.value, edtf, edtf.replace("/..", f"/{published}")}


def _statuses(timex: Timex, edtf: str) -> set[str | None]:
    """What an expression says of a gold date; the event that an interval opens with has happened."""
    opens = timex.value == edtf and timex.anchor is not None and (timex.edtf or "").endswith("/..")
    return {timex.status, "happened"} if opens and timex.status == "ongoing" else {timex.status}


def measure_tier_a(data: Path) -> dict[str, float]:
    """The seeds' timeline, tier A: entries whose date is an expression, with date and modality."""
    texts = {str(row["id"]): row for row in rows(data / "seeds/gold/time_expressions.jsonl")}
    dated = right_date = right_status = 0
    for entry in rows(data / "seeds/gold/timeline.jsonl"):
        span: list[int] = entry["date_span"]  # type: ignore[assignment]
        if entry["tier"] != "A" or not span or entry["value"] is None:
            continue
        row = texts[str(entry["doc"])]
        text = str(row.get("text") or (data / "seeds" / str(row["id"])).read_text("utf-8"))
        over = [t for t in tag(text, "en", str(row["dct"])) if t.start < span[1] and span[0] < t.end]
        # Gold closes at publication what the text leaves open ("since 2020"): 2020/.. counts as that.
        day = str(row["dct"])[:10]
        same = [t for t in over if _told(t, day) & {entry["value"], entry["edtf"]}]
        dated += 1
        right_date += bool(same)
        wanted = MODALITY.get(str(entry["modality"]), entry["modality"])
        right_status += any(wanted in _statuses(t, str(entry["edtf"])) for t in same)
    print(
        f"seeds, timeline tier A: {dated} dated entries, date right {right_date}, and modality {right_status}"
    )
    return {
        "time.seeds.tier_a_date": 100 * right_date / dated,
        "time.seeds.tier_a_modality": 100 * right_status / dated,
    }


def measure(data: Path) -> dict[str, float]:
    """All figures by key; `data` is the folder that holds eval/ and seeds/."""
    folder = data / "eval/time"
    documents = {key: rows(folder / f"{name}.jsonl") for key, name in SETS.items()}
    figures: dict[str, float] = {}
    print(
        f"{'set':9} {'strict':>7} {'relaxed':>8} {'type':>6} {'value':>6} {'95% interval':>14}"
        f" {'wrong gold out':>15} {'HeidelTime':>11} {'goal':>5}"
    )
    words, seconds = 0, 0.0
    for key, some in documents.items():
        began = process_time()
        for row in some:
            ours(str(row["text"]), str(row["dct"]))
            words += len(str(row["text"]).split())
        seconds += process_time() - began
        scores, counts, clean = measure_set(some, ours)
        low, high = interval(counts)
        print(
            f"{key:9} {scores['strict_f1']:7.1f} {scores['relaxed_f1']:8.1f} {scores['type_f1']:6.1f}"
            f" {scores['value_f1']:6.1f} {low:7.1f}-{high:5.1f} {clean:15.1f}"
            f" {HEIDELTIME[key]:11.1f} {GOALS[key]:5.0f}"
        )
        figures |= {f"time.{key}.{name}": value for name, value in scores.items()}
    figures |= measure_seeds(data) | measure_tier_a(data) | measure_days(folder)
    print(
        f"words per CPU second, tagger alone: {words / seconds:,.0f};"
        " HeidelTime 500, dateparser 17,500; goal 50,000"
    )
    measure_peers(documents)
    return figures


def main(argv: Sequence[str]) -> int:
    """Measure with the data at `argv[0]` or ONRECORD_DATA."""
    measure(Path(argv[0] if argv else os.environ.get("ONRECORD_DATA", "../shared")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
