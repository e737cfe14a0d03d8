"""Which of the two groups a title, a sheet's name or a heading speaks of, and what else a heading inside a table says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from exports.reading.captions import words
from store.vietnamese.text import fold, tidy

_NCC = re.compile(r"\bco cong\b|\bncc\b|\buu dai\b|\bnguoi cc\b")
_BTXH = re.compile(r"\bbao tro\b|\btro giup xa hoi\b|\bbtxh\b|\btgxh\b|\bhuu tri xa hoi\b|\bhtxh\b|\btro cap xa hoi\b")
_NCC_KINDS = re.compile(
    r"\b(thuong binh|benh binh|liet (si|sy)|chat doc hoa hoc|cdhh|tu day|me viet nam|vnah|khang chien)\b"
)
_BTXH_KINDS = re.compile(r"\b(khuyet tat|cao tuoi|nct|nkt|tre em|mo coi|don than|hiv|cham soc|nuoi duong|tam than)\b")
_PLACE = re.compile(
    r"^(thôn|bản|làng|xóm|khu phố|khu|tổ dân phố|tổ|ấp|buôn|bon|sóc|khối phố|khối|tiểu khu|kp|tdp)\b[\s.:]*(\S.*)$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^((thôn|khu phố|tổ dân phố|xóm|ấp|buôn|khối phố|kp|tdp)\b|\w+( \w+)?\s*:)", re.IGNORECASE)
_BULLET = re.compile(r"^(([IVXLivxl]+|[A-Za-z]|\d{1,3})\s*[.)/:\-–]|[+*\-–•])\s*")
_COUNT = re.compile(r"[\s:;,(\-–]*\d+\s*(người|đối tượng|đt|hộ|trường hợp|suất)?\s*\)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading inside a table says of the rows under it; "" or None where it says nothing."""

    village: str = ""
    group: str | None = None
    regime: str = ""


def group_of(text: str) -> str | None:
    """The group that a title or a sheet's name speaks of; None for neither and for both."""
    plain = words(text)
    ncc, btxh = bool(_NCC.search(plain)), bool(_BTXH.search(plain))
    return None if ncc == btxh else "NCC" if ncc else "BTXH"


def heading(text: str, *, numbered: bool) -> Heading | None:
    """What a heading says, or None if it is not one. `numbered`: a Roman number or a letter stands before it."""
    clean = _BULLET.sub("", tidy(text))
    place = _PLACE.match(clean)
    if place:
        # "Thôn 2": the number is the village's name; "Thôn Hòa Thuận: 55 người" has a count behind it.
        name = place[2] if re.fullmatch(r"\d+[A-Za-z]?", place[2]) else _COUNT.sub("", place[2]).strip(" :.;-")
        return Heading(village=f"{place[1]} {name}") if name and len(name) <= 60 else None
    clean = _COUNT.sub("", clean).strip(" :.;-")
    plain = words(clean)
    group = group_of(clean)
    kinds = bool(_NCC_KINDS.search(plain)), bool(_BTXH_KINDS.search(plain))
    if group is None and kinds[0] != kinds[1]:
        return Heading(group="NCC" if kinds[0] else "BTXH", regime=clean)
    if group is not None:
        return Heading(group=group, regime=clean if any(kinds) else "")
    if numbered and 1 <= len(plain.split()) <= 4 and not re.search(r"\d", plain) and clean[:1].isupper():
        return Heading(village=clean)
    return Heading(regime=clean) if numbered and clean else None


def title_village(texts: Iterable[str]) -> str:
    """The village that a title line or a sheet's name gives by itself ("Thôn: Hòa Thuận"), "" if none or several do.

    "Bản tổng hợp", "Tổ công tác" are no villages, so the words that also begin other lines need a colon.
    """
    found: dict[str, str] = {}
    for text in texts:
        said = heading(text, numbered=False)
        if said is not None and said.village and _TITLE.match(tidy(text)) and len(said.village.split()) <= 6:
            found[fold(said.village)] = said.village
    return next(iter(found.values())) if len(found) == 1 else ""
