"""Citizen numbers, account numbers and telephones, and what Excel does to them.

Digits are never guessed. A leading zero that Excel dropped from a citizen number is put back only when the number then
names a known province and agrees with the sex and the year of birth in the same row (domain 3.1); everything else that
may have lost digits is reported with what stands in the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from exports.reading.births import Finding, Taken, refused
from exports.reading.grid import Cell
from store.errors import FieldError
from store.fields import parse_account_number, parse_citizen_id, parse_old_id, parse_phone
from store.vietnamese.text import fold, tidy

EXACT = 10**15
"""From here on Excel has kept only 15 digits, and the rest are zeros that nobody typed."""

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?[eE][+]?\d+")
_NOTHING = re.compile(
    r"[\W_]*|0|x+|(chua|khong)( co| mo)?( tai khoan| tk| so)?|k co|ko( co)?|tien mat|tm", re.IGNORECASE
)
LOST = "Số dài quá 15 chữ số hoặc viết kiểu 9.7E+12: Excel đã làm mất chữ số, phải nhập lại từ giấy tờ."
FORMULA = "Công thức chưa có kết quả lưu trong tệp. Mở bằng Excel, lưu lại rồi nhập lại."


@dataclass(frozen=True, slots=True)
class Identity:
    """What a cell of identity numbers gave: a citizen number, an old identity-card number, and what there is to say."""

    citizen_id: str = ""
    old_id: str = ""
    findings: tuple[Finding, ...] = ()


def plain_digits(text: str) -> str:
    """Text that is a number as a program writes it: 38145000123.0 and 38,145,000,123 are the digits alone."""
    found = re.fullmatch(r"(\d{5,})[.,]0+|(\d{1,3}(?:,\d{3})+)", text)
    return text if found is None else (found[1] or found[2]).replace(",", "")


def is_nothing(text: str) -> bool:
    """Whether a cell says in one of the usual ways that there is nothing: "-", "x", "không có", "chưa mở"."""
    return bool(_NOTHING.fullmatch(fold(text)))


def digits_of(cell: Cell) -> str | None:
    """The digits of a numeric cell as it shows them (a format of zeros pads them); None where Excel lost some."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float) and not value.is_integer():
        return None
    if not 0 <= value < EXACT:
        return None
    zeros = re.fullmatch(r"0+", cell.number_format)
    return str(int(value)).zfill(len(cell.number_format) if zeros else 1)


def agrees(citizen_id: str, sex: str, born: str) -> bool:
    """Whether the fourth to sixth digits of a citizen number say this sex and this year of birth (domain 3.1)."""
    if len(citizen_id) != 12 or not sex or not born:
        return False
    century = 1900 + 100 * (int(citizen_id[3]) // 2)
    is_male = int(citizen_id[3]) % 2 == 0
    return is_male == (sex == "male") and century + int(citizen_id[4:6]) == int(born[:4])


def read_identity(cell: Cell, *, sex: str, born: str, known: Callable[[str], bool]) -> Identity:
    """The identity numbers in a cell. `known` says whether three digits are the code of a province or country."""
    if isinstance(cell.value, str):
        return _of_text(str(cell.value), sex, born, known)
    digits = digits_of(cell)
    if digits is None:
        return Identity(findings=(Finding("citizen-id-lost", "refused", LOST),))
    return _of_digits(digits, sex, born, known, numeric=True)


def _of_text(raw: str, sex: str, born: str, known: Callable[[str], bool]) -> Identity:
    text = tidy(raw).strip("'\"` ")
    if is_nothing(text):
        return Identity()
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        return Identity(findings=(Finding("citizen-id-lost", "refused", LOST),))
    if (digits := plain_digits(text)) != text:
        return _of_digits(digits, sex, born, known, numeric=True)
    parts = [re.sub(r"\D", "", part) for part in re.split(r"[/;,\n()]|\b(?:ngày|cấp)\b", raw)]
    whole = [part for part in parts if len(part) in (9, 12)]
    if len(whole) > 1 or (whole and re.search(r"[^\W\d_]", text)):
        # "038145000123 / 171234567": the new number and the old card in one cell; or a number and its date of issue.
        new = [part for part in whole if len(part) == 12]
        old = [part for part in whole if len(part) == 9]
        if len(set(new)) > 1:
            reason = "Có nhiều số định danh trong một ô, không rõ số nào của người này."
            return Identity(findings=(Finding("citizen-id-many", "refused", reason),))
        return Identity(new[0] if new else "", old[0] if old else "", () if new else (_old_note(),))
    return _of_digits(re.sub(r"[\s.\-_/']", "", re.sub(r"^[^\W\d_][^\d]*", "", text)), sex, born, known, numeric=False)


def _old_note() -> Finding:
    return Finding("citizen-id-old", "note", "Số CMND cũ (9 số): đã ghi vào ô «CMND cũ», còn thiếu số định danh 12 số.")


def _of_digits(digits: str, sex: str, born: str, known: Callable[[str], bool], *, numeric: bool) -> Identity:
    if len(digits) == 9 and digits.isdigit():
        return Identity(old_id=parse_old_id(digits), findings=(_old_note(),))
    if digits.isdigit() and (len(digits) == 11 or (numeric and len(digits) == 10)):
        restored = digits.zfill(12)
        if known(restored[:3]) and agrees(restored, sex, born):
            said = f"Số định danh mất số 0 ở đầu, đã khôi phục thành {restored} (khớp giới tính và năm sinh)."
            return Identity(restored, findings=(Finding("citizen-id-restored", "note", said),))
        said = f"Số định danh có {len(digits)} số, có thể mất số 0 ở đầu, nhưng không khớp giới tính và năm sinh."
        return Identity(findings=(Finding("citizen-id-short", "refused", said),))
    try:
        return Identity(parse_citizen_id(digits))
    except FieldError as error:
        return Identity(findings=(Finding(error.code, "refused", str(error)),))


def read_account(cell: Cell) -> Taken:
    """The account number in a cell."""
    if not isinstance(cell.value, str):
        digits = digits_of(cell)
        if digits is None:
            return refused("account-lost", LOST)
        if digits == "0":
            return Taken()
        return _account(digits) if re.fullmatch(r"0+", cell.number_format) else _numeric(digits)
    text = tidy(cell.value).strip("'\"` ")
    if is_nothing(text):
        return Taken()
    if _SCIENTIFIC.fullmatch(text.replace(" ", "")):
        return refused("account-lost", LOST)
    if (digits := plain_digits(text)) != text:
        return _numeric(digits)
    parts = [part for part in re.split(r"[/;,\n]|\bvà\b|\bhoặc\b", str(cell.value)) if re.search(r"\d", part)]
    if len(parts) > 1 and all(len(re.sub(r"\W", "", part)) >= 5 for part in parts):
        return refused("account-many", "Có nhiều số tài khoản trong một ô, không rõ dùng số nào.")
    return _account(text)


def _numeric(digits: str) -> Taken:
    said = Finding("account-numeric", "warning", "Số tài khoản ở ô kiểu số, có thể đã mất số 0 ở đầu: xem lại.")
    taken = _account(digits)
    return Taken(taken.value, taken.findings or (said,))


def _account(text: str) -> Taken:
    text = re.sub(r"^(stk|so tk|số tk|số tài khoản|tk)\b[\s.:]*", "", text, flags=re.IGNORECASE)
    try:
        number = parse_account_number(text)
    except FieldError as error:
        return refused(error.code, str(error))
    if sum(c.isdigit() for c in number) < 4:
        return refused("account", "Không phải số tài khoản.")
    return Taken(number)


def split_account(text: str) -> tuple[str, str]:
    """A cell with number and bank in one ("3500205123456 - Agribank") as the two; the bank is "" if there is none."""
    found = re.fullmatch(r"\s*(\d[\d .]{3,}\d)\s*[\-–—,;:(/]*\s*([^\W\d_][^\n]*?)\)?\s*", text)
    if found:
        return found[1], found[2]
    found = re.fullmatch(r"\s*([^\W\d_][^\d]*?)\s*[\-–—,;:(/]*\s*(\d[\d .]{3,}\d)\)?\s*", text)
    return (found[2], found[1]) if found and not re.match(r"(?i)stk|số|so|tk", found[1]) else (text, "")


def read_phone(cell: Cell) -> Taken:
    """The telephone number in a cell; of several the first. A mobile number typed as a number gets its zero back."""
    digits = digits_of(cell)
    text = digits if digits is not None else tidy(cell.text)
    if is_nothing(text):
        return Taken()
    if digits is not None and len(digits) == 9 and digits[0] in "35789":
        text = f"0{digits}"
    first = re.split(r"[/;,]|\s-\s|\n", text)[0]
    try:
        return Taken(parse_phone(first))
    except FieldError as error:
        return refused(error.code, str(error))
