"""What the first screen shows, read without the models.

pydantic alone takes some 100 ms to import, a third of the time to the first screen, so the home screen's counts come
straight from the files. Everything that changes the book still goes through the models.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store import bookfile, device, disk, durable
from store.book import VILLAGES
from store.errors import BookError
from store.fields import is_bookkeeping
from store.generations import newest, written
from store.people import people
from store.records import Record
from store.vietnamese.order import natural_key

QUICK = 3_000_000
"""Bytes of books that are counted within some 60 ms."""


@dataclass(frozen=True, slots=True)
class VillageGlance:
    """A village's counts. `hand_in` is the number of this month's hand-in (0: none yet); `trouble` why it is unread."""

    slug: str
    name: str
    people: int = 0
    ended: int = 0
    by_account: int = 0
    conflicts: int = 0
    hand_in: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """The folder at a glance; `sealed` tells whether the working month is sealed."""

    role: str
    commune: str
    month: str
    village_day: int
    commune_day: int
    sealed: bool
    villages: list[VillageGlance] = field(default_factory=list)


def glance(folder: Path) -> Glance:
    """Reads it. Raises `BookError` for a folder without a book; a village that cannot be read is named in its line."""
    own = device.load(folder)
    raw = durable.read_json(folder / "commune.json")
    month = own.month or device.clock_month()
    days = raw.get("deadlines")
    days = days if isinstance(days, dict) else {}
    places = [
        (str(v["slug"]), str(v["name"]))
        for v in raw.get("villages", [])
        if isinstance(v, dict) and "slug" in v and "name" in v and own.role in ("commune", *_own(own, v))
    ]
    return Glance(
        role=own.role,
        commune=str(raw.get("commune", "")),
        month=month,
        village_day=_day(days.get("village_day"), 25),
        commune_day=_day(days.get("commune_day"), 1),
        sealed=_sealed(folder, month),
        villages=[village(folder, slug, name, month) for slug, name in sorted(places, key=lambda p: natural_key(p[1]))],
    )


def _own(own: device.Device, raw: dict[str, Any]) -> tuple[str, ...]:
    return ("village",) if raw["slug"] == own.village else ()


def _day(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


def _sealed(folder: Path, month: str) -> bool:
    path = folder / "months" / f"{month}.json"
    if not disk.current().exists(path):
        return False
    try:
        acts = durable.read_json(path).get("acts")
    except BookError:
        return False  # the month screen says what is wrong with the file
    return bool(acts) and isinstance(acts, list) and acts[-1].get("act") == "seal"


def quick(folder: Path) -> bool:
    """Whether the books are small enough (3 MB, some 3,000 people) to be counted at once without anybody waiting."""
    there = disk.current()
    try:
        files = [folder / VILLAGES / name for name in there.names(folder / VILLAGES) if name.endswith(".json")]
        return sum(there.size(file) for file in files) <= QUICK
    except OSError:
        return True  # nothing there yet, or trouble that `glance` will name


def village(folder: Path, slug: str, name: str, month: str) -> VillageGlance:
    """One village's counts; `month` decides which hand-in is meant."""
    path = folder / VILLAGES / f"{slug}.json"
    try:
        if not written(path):
            return VillageGlance(slug, name)
        with bookfile.no_collecting():
            records = dict(newest(path).records())
    except BookError as error:
        return VillageGlance(slug, name, trouble=error.what)
    found = people(records.items(), slug, name)
    standing = [p for p in found if not p.ended]
    return VillageGlance(
        slug,
        name,
        people=len(standing),
        ended=len(found) - len(standing),
        by_account=sum(p.account is not None and p.text("route.method") != "cash" for p in standing),
        conflicts=sum(not is_bookkeeping(field) for r in records.values() for field in r["conflicts"]),
        hand_in=_hand_in(records, month),
    )


def _hand_in(records: dict[str, Record], month: str) -> int:
    for record in records.values():
        now = record["now"]
        if now.get("kind") == "month" and now.get("month") == month:
            number = now.get("hand_in.number")
            return number if isinstance(number, int) else 0
    return 0
