"""The numbers in a wording that carry meaning: ages, percentages, grades, counts of martyrs and children, decisions.

Each pattern takes its words out of the wording and writes what they say into a `Said`. The order matters: whatever
could be mistaken for something plainer comes first (a range before a single number, a date before a bare one). The
patterns run on folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial

from store.reference.data import AgeBand

NOT_A_PERCENT = 20
"""Percentages start at 21; a lower bare number is no percentage."""
OLD = 60
YOUNG = 16
GRADES = {
    "1/4": (81, 100),
    "2/4": (61, 80),
    "3/4": (41, 60),
    "4/4": (21, 40),
    "1/3": (81, 100),
    "2/3": (61, 80),
    "3/3": (41, 60),
}
"""Old grades (hạng) of thương binh (x/4) and bệnh binh (x/3), as percentages. [memory: high]"""
_COUNTS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}


@dataclass(slots=True)
class Said:
    """What one wording says.

    `unknown` are the words that were not understood, `named` the concepts said in words, without those that an age
    implies; `ages`, `percents` and `grades` may disagree.
    """

    rest: str
    concepts: set[str] = field(default_factory=set)
    ages: set[AgeBand] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    grades: set[tuple[int, int]] = field(default_factory=set)
    coefficient: Decimal | None = None
    children: int | None = None
    unknown: list[str] = field(default_factory=list)
    named: frozenset[str] = frozenset()

    @property
    def percent(self) -> tuple[int, int] | None:
        """The percentages said, else those of the grade; None where nothing is said."""
        return next(iter(self.percents or self.grades), None)

    @property
    def age(self) -> AgeBand | None:
        """The ages said, or None."""
        return next(iter(self.ages), None)

    @property
    def contradicts(self) -> bool:
        """Whether two different ages, percentages or grades are said, or a percentage outside its grade."""
        if max(len(self.ages), len(self.percents), len(self.grades)) > 1:
            return True
        return any(not low <= p[0] <= p[1] <= high for p in self.percents for low, high in self.grades)


Take = Callable[[Said, re.Match[str]], str | None]


def take_numbers(said: Said, group: str) -> None:
    """Takes what numbers say out of the wording: bare numbers are percentages in NCC and ages in BTXH."""
    for pattern, take in _compiled(group):
        said.rest = pattern.sub(partial(_taken, said, take), said.rest)


@cache
def _compiled(group: str) -> tuple[tuple[re.Pattern[str], Take], ...]:
    """The patterns of a group, compiled at first use: at import they would cost every start some 15 ms."""
    return tuple((re.compile(pattern), take) for pattern, take in (*_COMMON, *(_NCC if group == "NCC" else _BTXH)))


def _taken(said: Said, take: Take, m: re.Match[str]) -> str:
    """What stays in the place of a match: nothing, or the words that the taker gives back as not its own."""
    return take(said, m) or " "


def _number(text: str | None) -> int:
    return _COUNTS[text] if text in _COUNTS else int(text or 1)


def _nothing(said: Said, m: re.Match[str]) -> None:
    """The decree or law a wording cites says nothing about which regime it is."""


def _decision(said: Said, m: re.Match[str]) -> None:
    said.concepts.add(f"decision{m[1]}")


def _coefficient(said: Said, m: re.Match[str]) -> None:
    said.coefficient = Decimal(m[1].replace(",", "."))


def _martyrs(said: Said, m: re.Match[str]) -> None:
    said.concepts |= {"martyr", f"martyrs{min(_number(m[1]), 3)}"}


def _infants(said: Said, m: re.Match[str]) -> None:
    said.concepts.add("infants" if _number(m[1]) > 1 else "infant")


def _raising(said: Said, m: re.Match[str]) -> None:
    said.concepts.add("raising")
    if m[1]:
        said.children = _number(m[1])


def _concept(name: str) -> Take:
    return lambda said, m: said.concepts.add(name)


def _percent(low: int | str, high: int | str) -> Take:
    def take(said: Said, m: re.Match[str]) -> None:
        said.percents.add((_end(m, low), _end(m, high)))

    return take


def _end(m: re.Match[str], end: int | str) -> int:
    return end if isinstance(end, int) else int(m[end])


def _bare_percent(said: Said, m: re.Match[str]) -> str | None:
    if NOT_A_PERCENT < int(m[1]) <= 100:
        said.percents.add((int(m[1]), int(m[1])))
        return None
    return m[0]


def _grade(said: Said, m: re.Match[str]) -> str | None:
    who = _GRADED.search(said.rest)
    below = m.groupdict().get("of") or ("3" if who and who[0] in ("bb", "benh binh") else "4")
    grade = GRADES.get(f"{m['grade']}/{below}")
    if who is None or grade is None:
        return m[0]
    said.grades.add(grade)
    return None


def _ages(said: Said, m: re.Match[str]) -> None:
    got = m.groupdict()
    years = 12 if got.get("months") else 1
    low, high = (int(got[end]) // years if got.get(end) else None for end in ("low", "high"))
    said.ages.add(AgeBand(low or 0, high))


def _one_age(said: Said, m: re.Match[str]) -> None:
    """An age of the old ("NCT 80 tuổi") means from that age on; of anybody else just that age."""
    age = int(m["low"])
    said.ages.add(AgeBand(age, None if age >= OLD else age + 1))


def _bare_age(said: Said, m: re.Match[str]) -> str | None:
    if not re.search(r"\b(?:nct|cao tuoi|cu)\b", said.rest):
        return m[0]
    _one_age(said, m)
    return None


_GRADED = re.compile(r"\b(?:benh binh|bb|thuong binh|tb|tbb)\b")
_N = r"(\d{1,2}|mot|hai|ba|bon)"
_FROM = r"(?:(?:tu|tren|du|>=|>|≥) ?)+"
_TO = r" ?(?:-|den|toi) ?(?:can |duoi |< ?|du )*"
_UP = r"(?: ?(?:tro len|\+))"
_COMMON: tuple[tuple[str, Take], ...] = (
    (r"\b(?:theo )?(?:nd|nghi dinh)(?: so)? ?\d+(?:/\d{4})?(?:/nd-?cp)?", _nothing),
    (r"\b(?:theo )?(?:qd|quyet dinh)(?: so)? ?(142|62|290|40)\b(?:/\d{4})?(?:/qd-?ttg)?", _decision),
    (r"(?<![\d/])(142|62|290|40)/20\d\d(?:/qd-?ttg)?", _decision),
    (r"\b(?:he so|hs) ?:? ?(\d(?:[.,]\d+)?)(?![\d%])", _coefficient),
    (r"\b(?:nuoi )?(?:tu )?" + _N + r"? ?con (?:nho )?(?:duoi |< ?)36 thang(?: tuoi)?", _infants),
)
_NCC: tuple[tuple[str, Take], ...] = (
    (
        r"\btruoc (?:ngay |thang )?(?:0?1(?: ?[/.-] ?| thang ))?(?:0?1(?: ?[/.-] ?| nam ))?(?:nam )?1945\b",
        _concept("early"),
    ),
    (
        r"\b(?:tu )?(?:ngay )?(?:0?1 ?[/.-] ?0?1 ?[/.-] ?1945 (?:den|-) )?(?:truoc )?(?:ngay )?(?:tong )?"
        r"(?<!tien )khoi nghia thang (?:tam|8)(?:(?: nam | ?/ ?| )1945)?",
        _concept("uprising"),
    ),
    (r"(?<![\d/])" + _N.replace("|ba|", "|(?<=nhan )ba|(?<=cua )ba|") + r" (?:liet si|ls)\b(?: tro len)?", _martyrs),
    (r"(?<![\d/])(?:hang )?(?P<grade>[1-4]) ?/ ?(?P<of>[34])(?![\d/])", _grade),
    (r"\bhang (?P<grade>[1-4])\b", _grade),
    (r"(?:tu )?(?<![\d.,])(?P<a>\d{1,3}) ?%? ?(?:-|den|toi) ?(?P<b>\d{1,3}) ?%", _percent("a", "b")),
    (r"(?:\b(?:tu|tren)|>=|>|≥) ?(?:du )?(?P<a>\d{1,3}) ?%(?: tro len)?", _percent("a", 100)),
    (r"(?<![\d.,])(?P<a>\d{1,3}) ?%(?: tro len| ?\+)", _percent("a", 100)),
    (r"(?:\bduoi|<) ?(?P<b>\d{1,3}) ?%", _percent(0, "b")),
    (r"(?<![\d.,])(?P<a>\d{1,3}) ?%", _percent("a", "a")),
    (r"(?<![\d/.,-])(\d{2,3})(?![\d/%,-]|\.\d| ?tuoi)", _bare_percent),
)
_BTXH: tuple[tuple[str, Take], ...] = (
    (
        r"\b(?:dang )?nuoi (?:duong )?"
        + _N
        + r"? ?con(?: nho)?(?: (?:(?:duoi|<) ?\d+|(?:tu )?(?:du )?16"
        + _TO
        + r"22)(?: tuoi)?)?(?: (?:con |dang )*(?:di )?hoc)?\b",
        _raising,
    ),
    (r"(?<![\d/])" + _N.replace("|ba|", "|") + r" con\b", _raising),
    (rf"(?:{_FROM})?(?<![\d/.,])(?P<low>\d{{1,3}})(?: tuoi)?{_TO}(?P<high>\d{{1,3}})(?: tuoi)?(?![\d/%])", _ages),
    (r"(?:\bduoi|<=?|≤) ?(?P<high>\d{1,3}) ?(?P<months>thang)?(?: tuoi)?(?![\d/%])", _ages),
    (rf"(?<![a-z\d]){_FROM}(?P<low>\d{{1,3}})(?: tuoi)?{_UP}?(?![\d/%])", _ages),
    (rf"(?<![\d/.,])(?P<low>\d{{1,3}})(?: tuoi)?{_UP}", _ages),
    (r"(?<![\d/.,])(?P<low>\d{1,3}) tuoi", _one_age),
    (r"(?<![\d/.,])(?P<low>[6-9]\d)(?![\d/%.,])", _bare_age),
)
