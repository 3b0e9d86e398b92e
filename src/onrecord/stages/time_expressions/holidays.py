"""The dates of holidays that move."""

from datetime import date, timedelta


def holiday_date(spec: str, year: int) -> date:
    """The date of a holiday: "12-25", "11-4-4" (fourth Thursday), "05-1-L" (last Monday),
    "11-2-U" (the Tuesday after a first Monday), "E-2" (Easter), "11-4-4+1" (the day after)."""
    if "+" in spec:
        base, days = spec.split("+")
        return holiday_date(base, year) + timedelta(days=int(days))
    if spec.startswith("E"):
        return easter(year) + timedelta(days=int(spec[1:]))
    parts = spec.split("-")
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    month, weekday = int(parts[0]), int(parts[1])
    if parts[2] == "L":
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 2 if parts[2] == "U" else 1)
    weeks = 0 if parts[2] == "U" else int(parts[2]) - 1
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * weeks)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    extra = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * extra) // 451
    month, day = divmod(h + extra - 7 * m + 114, 31)
    return date(year, month, day + 1)
