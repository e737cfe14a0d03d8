"""A month as the screen shows it: read in a thread, from a book of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store import months
from store.book import Book

if TYPE_CHECKING:
    from store.checks import Finding
    from store.models import Month


@dataclass(frozen=True, slots=True)
class Count:
    """A list and how many rows and đồng are in it."""

    key: str
    rows: int
    amount: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Something that keeps the month from being sealed, about a person."""

    finding: Finding
    name: str
    village: str


@dataclass(frozen=True, slots=True)
class Look:
    """A month as it stands."""

    month: Month
    counts: list[Count]
    stops: list[Stop]


def look(book: Book, month: str) -> Look:
    """Read a month: its state, its lists counted, what stops it."""
    known = months.load(book.folder, month)
    lists = months.month_lists(book, month)
    counts = [Count(key, len(rows), sum(row.amount or 0 for row in rows)) for key, rows in lists.lists.items()]
    stops: list[Stop] = []
    if not known.sealed:
        people = {person.record: person for person in book.people(ended=True)}
        for finding in months.blockers(book, month):
            person = people.get(finding.record)
            stops.append(Stop(finding, person.name if person else "?", person.village_name if person else ""))
    return Look(known, counts, stops)
