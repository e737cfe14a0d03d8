"""When the lists of a month are due, and how many days that leaves.

The commune sets two days of the month: *before* the first the villages hand in, *before* the second the commune sends
its lists (seed IV.1 and IV.4: the 25th, and the 1st of the month after). A commune day that is not later than the
village day belongs to the month after; since July 2025 both fall into the same month (domain 1.2).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def month_after(month: str, step: int = 1) -> str:
    """The month so many months later (earlier if negative): `2026-12` -> `2027-01`."""
    count = int(month[:4]) * 12 + int(month[5:7]) - 1 + step
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _day(month: str, day: int) -> date:
    """That day of the month, or its last day where the month is shorter."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year, number, min(day, monthrange(year, number)[1]))


def due(month: str, village_day: int, commune_day: int) -> tuple[date, date]:
    """The days before which the villages and the commune are due for a month (`2026-11`)."""
    sending = month if commune_day > village_day else month_after(month)
    return _day(month, village_day), _day(sending, commune_day)


def left(deadline: date, today: date) -> str:
    """What is left until the day before the deadline, in words."""
    days = (deadline - today).days
    if days > 1:
        return f"còn {days} ngày"
    if days == 1:
        return "hôm nay là ngày cuối"
    return f"quá hạn {1 - days} ngày" if days > -60 else "đã qua"


def told(deadline: date, today: date) -> str:
    """Deadline and what is left, for a line on the screen: `trước 25/11 (còn 3 ngày)`."""
    return f"trước {deadline:%d/%m} ({left(deadline, today)})"
