"""Dates of birth as people enter them in Excel, brought to ISO of known precision: 1945, 1945-03, 1945-03-02.

Nothing is guessed: a day and a month that may have changed places, or two digits of a year that fit two centuries, are
reported, and only what is sure is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from exports.reading.grid import Cell
from store.errors import FieldError
from store.fields import parse_born
from store.intake.rows import Grade
from store.vietnamese.text import fold

FIRST, LAST = 1875, 2099
_SERIAL = range(3654, 66_000)
"""Excel's day numbers for 1910 to 2080."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to report about a cell."""

    code: str
    grade: Grade
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a cell gave: a value, "" if nothing could be taken, and what there is to say about it."""

    value: str = ""
    findings: tuple[Finding, ...] = ()


def refused(code: str, reason: str) -> Taken:
    """Nothing taken, for this reason."""
    return Taken("", (Finding(code, "refused", reason),))


def read_born(cell: Cell, *, citizen_id: str = "") -> Taken:
    """The date of birth in a cell. `citizen_id` may settle the century of a year written with two digits."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return refused("date", "Không phải ngày sinh.")
    if isinstance(value, datetime | date):
        return _of_date(value, cell.number_format)
    if isinstance(value, int | float):
        return _of_number(float(value))
    return _of_text(str(value), citizen_id) if isinstance(value, str) else refused("date", "Không phải ngày sinh.")


def _of_date(value: date | datetime, number_format: str) -> Taken:
    if value.year == 1905 and 1875 <= (serial := value.toordinal() - date(1899, 12, 30).toordinal()) <= 2030:
        said = f"Ô kiểu ngày mà gõ năm {serial} nên hiện ra {value:%d/%m/%Y}; đã hiểu là năm {serial}."
        return Taken(str(serial), (Finding("date-year-typed", "warning", said),))
    shown = re.sub(r'\[[^\]]*\]|"[^"]*"|;.*|[^dmy]', "", number_format.lower())
    text = f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    if shown and "d" not in shown:
        return Taken(text[:7] if "m" in shown else text[:4])
    return Taken(text)


def _of_number(value: float) -> Taken:
    if not value.is_integer():
        month, year = divmod(round(value * 10_000), 10_000)
        if 1 <= month <= 12 and FIRST <= year <= LAST and abs(value * 10_000 - round(value * 10_000)) < 1e-6:
            return Taken(f"{year}-{month:02d}")  # "3.1945" that Excel took for a number
        return refused("date", "Số này không phải ngày sinh.")
    number = int(value)
    if FIRST <= number <= LAST:
        return Taken(str(number))
    if number in _SERIAL:
        day = date.fromordinal(date(1899, 12, 30).toordinal() + number)
        said = f"Ô là số ngày của Excel; đã hiểu là {day:%d/%m/%Y}."
        return Taken(day.isoformat(), (Finding("date-serial", "warning", said),))
    digits = str(number)
    if len(digits) in (7, 8):  # 15031945 typed as a number; 03051945 has lost its zero
        return _parsed(digits.zfill(8))
    if len(digits) in (5, 6) and FIRST <= int(digits[-4:]) <= LAST:
        return _parsed(digits.zfill(6))
    return refused("date", "Số này không phải ngày sinh.")


def _of_text(raw: str, citizen_id: str) -> Taken:
    text = fold(raw).strip(" .'\"`,;:")
    text = re.sub(r"^(ngay )?(thang )?(nam )?sinh\b[ :.]*|^(sn|s)\b[ :.]*", "", text)
    text = re.sub(r"\b(khoang|ngay|nam|thang|mung)\b|~", "/", text)
    text = re.sub(r"(?<=\d)[ ]*[t ]0?0:00(:00)?(\.0+)?$", "", text)
    text = re.sub(r"\s*[/.,\-\\ ]\s*", "/", text)
    text = re.sub(r"/+", "/", text).strip("/")
    if re.fullmatch(r"[x?_*…/o]*/(\d{4})|(\d{4})", text):
        return _parsed(text[-4:])
    if re.fullmatch(r"[x?_*…]+/\d{1,2}/\d{4}", text):
        return _parsed(text.partition("/")[2])
    parts = text.split("/")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return refused("date", "Không đọc được ngày sinh.")
    if len(parts) == 3 and len(parts[0]) == 4:
        return _parsed(f"{parts[0]}-{parts[1].zfill(2)}-{parts[2].zfill(2)}")
    if len(parts) == 2 and len(parts[0]) == 4:
        return _parsed(f"{parts[0]}-{parts[1].zfill(2)}")
    if len(parts) == 3 and len(parts[2]) == 2:
        return _two_digit_year(parts, citizen_id)
    if len(parts) == 3 and len(parts[2]) == 4 and int(parts[1]) > 12 and 1 <= int(parts[0]) <= 12:
        return _swapped(parts)
    if len(parts) == 1 and len(text) == 7:
        return _parsed(text.zfill(8))
    if len(parts) == 1 and text.isdigit() and int(text) in _SERIAL and len(text) == 5:
        return _of_number(float(text))
    return _parsed(text)


def _parsed(text: str) -> Taken:
    try:
        born = parse_born(text)
    except FieldError as error:
        return refused(error.code, f"Ngày sinh không có thật hoặc không đọc được: {error}")
    if int(born[:4]) > LAST:
        return refused("date-year", f"Năm {born[:4]} không hợp lệ.")
    return Taken(born)


def _swapped(parts: list[str]) -> Taken:
    """4/25/1950: there is no month 25. Perhaps day and month changed places; only the year is sure."""
    month, day, year = parts
    if not FIRST <= int(year) <= LAST or int(day) > 31:
        return _parsed("/".join(parts))
    said = f"Không có tháng {day}: ngày và tháng có thể đổi chỗ (ngày {day} tháng {month}?). Mới ghi năm {year}."
    return Taken(year, (Finding("date-swapped", "warning", said),))


def _two_digit_year(parts: list[str], citizen_id: str) -> Taken:
    """2/3/45: 1945, since 2045 has not come. A year up to 30 fits two centuries unless the citizen number tells."""
    short = int(parts[2])
    if len(citizen_id) == 12 and citizen_id[4:6] == parts[2] and citizen_id[3] in "0123":
        century = "19" if citizen_id[3] in "01" else "20"
    elif short > 30:
        century = "19"
    else:
        return refused("date-century", f"Năm viết hai số «{parts[2]}»: không rõ 19{parts[2]} hay 20{parts[2]}.")
    taken = _parsed("/".join([*parts[:2], century + parts[2]]))
    if not taken.value:
        return taken
    return Taken(taken.value, (Finding("date-century", "note", f"Năm viết hai số; đã hiểu là {taken.value[:4]}."),))
