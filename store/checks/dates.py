"""Dates of known precision as the days they may mean, and ages that are certain in spite of it.

Many of the old know only their year of birth. A rule about age may speak only when it holds for every day that the
stored date allows; hence `Span` and a pair of ages instead of one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date of known precision may mean."""

    first: date
    last: date


def span(iso: str) -> Span | None:
    """The days meant by `1945`, `1945-03` or `1945-03-02`; None for anything else."""
    found = _ISO.fullmatch(iso)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return Span(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Span(date(year, month, day), date(year, month, day))
    except ValueError:  # month 13, 30 February; calendar's error for a month is a ValueError too
        return None


def month_span(month: str) -> Span | None:
    """The first and last day of a month such as `2026-03`; None for anything else."""
    return span(month) if len(month) == 7 else None


def years(born: date, day: date) -> int:
    """Full years lived on a day; someone born on 29 February has the birthday on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages(born: Span, month: Span) -> tuple[int, int]:
    """The least and the greatest age (full years) that the person can have on any day of the month."""
    return years(born.last, month.first), years(born.first, month.last)


def is_vague(iso: str) -> bool:
    """Whether a birth is known by its year only; registers write 1 January for such people too."""
    return len(iso) == 4 or iso.endswith("-01-01")
