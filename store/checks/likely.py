"""Likely duplicates: people who are alike in name, birth and number, in spite of slips of the hand.

Comparing all pairs is slow and no better (storage 5.3). People meet only inside blocks: the same birth, the same day
and month in either order with the year, the same name with something of the birth, the same half of a number. Pairs
that meet are scored: likeness of the names (0 to 100, rapidfuzz), and points for and against from birth, number, sex.
`CUT` is tuned on planted pairs (`tests/store/checks/test_likely.py` holds the figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from store.checks.case import text
from store.checks.dates import is_vague
from store.people import Person
from store.vietnamese.text import fold, initials, tidy

CUT: Final = 106.0
"""The least score of a pair that is worth a person's time."""
LEAST_NAME: Final = 80.0
"""Names less alike than this are two names, whatever the dates say."""
LARGEST_BLOCK: Final = 80
"""A larger block says little about its members (a common name with a common year) and costs n² pairs."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What a person is compared by."""

    name: str
    marked: str
    year: str
    month: str
    day: str
    vague: bool
    number: str
    old: str
    sex: str


def _key(person: Person) -> _Key:
    name, born = text(person.now, "name"), text(person.now, "born")
    year, month, day = (born.split("-") + ["", "", ""])[:3]
    marked = tidy(name).lower()
    number = text(person.now, "citizen_id")
    return _Key(
        name=fold(name),
        marked="" if marked.isascii() else marked,
        year=year,
        month=month,
        day=day,
        vague=is_vague(born),
        number=number if len(number) == 12 else "",
        old=text(person.now, "old_id"),
        sex=text(person.now, "sex"),
    )


def alike(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """The pairs that score `CUT` or more, each once, in the order of the people."""
    keys = [_key(person) for person in people]
    for a, b in sorted(_meetings(keys)):
        if _score(keys[a], keys[b]) >= CUT:
            yield people[a], people[b]


def _meetings(keys: Sequence[_Key]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key.name:
            for block in _blocks(key):
                blocks.setdefault(block, []).append(place)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            pairs.update(combinations(members, 2))
    return pairs


def _blocks(key: _Key) -> Iterable[str]:
    yield f"name {key.name}"
    if key.year:
        yield f"name-year {key.name} {key.year}"
        yield f"initials-year {initials(key.name)} {key.year}"
        words = key.name.split()
        yield f"given-year {words[-1]} {words[0]} {key.year}"
    if key.day and not key.vague:
        low, high = sorted((key.day, key.month))
        yield f"birth {low} {high} {key.year}"
        yield f"day {key.day} {key.month} {initials(key.name)}"
    if key.number:
        yield f"front {key.number[:9]}"
        yield f"back {key.number[6:]}"
    if key.old:
        yield f"old {key.old}"


def _score(a: _Key, b: _Key) -> float:
    """Likeness of two people: about 100 for one name with nothing known, more and less as the rest agrees or not."""
    rest = _birth(a, b) + _number(a, b) - (8 if a.sex and b.sex and a.sex != b.sex else 0)
    if rest + 100 < CUT:
        return 0.0  # even equal names would not do
    name = fuzz.ratio(a.name, b.name, score_cutoff=LEAST_NAME)
    if not name:
        return 0.0
    if a.marked and b.marked and a.marked != b.marked:
        # Both were written with marks, so unlike marks are unlike letters: Hòa and Hoa are two names.
        name = (name + fuzz.ratio(a.marked, b.marked)) / 2
    return name + rest


def _birth(a: _Key, b: _Key) -> float:
    if not a.year or not b.year:
        return 0.0
    if a.vague or b.vague:
        return 10.0 if a.year == b.year else -30.0
    one, two = (f"{key.day:0>2}{key.month:0>2}{key.year}" for key in (a, b))
    if one == two:
        return 20.0
    if a.year == b.year and (a.day, a.month) == (b.month, b.day):
        return 15.0
    if not a.day or not b.day:
        return 12.0 if a.year == b.year and a.month == b.month else -30.0
    slips: int = OSA.distance(one, two, score_cutoff=2)
    return {1: 12.0, 2: -5.0}.get(slips, -30.0)


def _number(a: _Key, b: _Key) -> float:
    if not a.number or not b.number:
        return 0.0
    slips: int = OSA.distance(a.number, b.number, score_cutoff=2)
    return {0: 40.0, 1: 25.0, 2: 15.0}.get(slips, -25.0)
