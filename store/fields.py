"""The fields of the book: how each is read from what a person typed, who owns it, and whether money depends on it.

Every way into the book (form, import, command line) goes through `parse_field`, so that a value has one shape
everywhere: numbers of people and accounts are text of digits, dates are ISO of known precision (`1945`, `1945-03`,
`1945-03-02`), text is in NFC without characters that a workbook cannot hold. Only what cannot be stored or read is
refused here (design section 5); whatever merely smells is a finding of `store.checks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from store.canonical import MAX_INT, Value
from store.errors import FieldError
from store.vietnamese.text import fold, tidy, unprintable

Owner = Literal["village", "commune", "police", "payer"]

MAX_TEXT = 500
FIRST_YEAR = 1875
"""The oldest person ever recorded lived 122 years; an earlier year of birth is a slip of the hand."""


def parse_text(text: str) -> str:
    """Free text: NFC, spaces collapsed. Refuses control characters and more than 500 characters."""
    clean = tidy(text)
    bad = unprintable(clean)
    if bad is not None:
        raise FieldError("unprintable", f"Có ký tự không ghi được (mã U+{ord(bad):04X}). Xóa ký tự đó rồi gõ lại.")
    if len(clean) > MAX_TEXT:
        raise FieldError("too-long", f"Dài quá {MAX_TEXT} ký tự. Viết gọn lại.")
    return clean


def parse_name(text: str) -> str:
    """A person's name. Names of minority peoples are kept as they are; only a name without a letter is refused."""
    clean = parse_text(text)
    if not any(c.isalpha() for c in clean):
        raise FieldError("name", "Họ tên phải có chữ cái.")
    return clean


def _digits(text: str) -> str:
    return re.sub(r"[\s.\-_/]", "", tidy(text))


def parse_citizen_id(text: str) -> str:
    """A citizen number (số định danh cá nhân / CCCD): exactly 12 digits, kept as text with its leading zero."""
    digits = _digits(text)
    if not digits.isascii() or not digits.isdigit():
        raise FieldError("citizen-id-letters", "Số căn cước chỉ gồm chữ số.")
    if len(digits) == 9:
        raise FieldError(
            "citizen-id-old", "Đây là số CMND cũ (9 số). Cần số định danh 12 số; CMND ghi vào ô «CMND cũ»."
        )
    if len(digits) != 12:
        raise FieldError("citizen-id-length", f"Số căn cước phải đủ 12 số, ở đây có {len(digits)} số.")
    return digits


def parse_old_id(text: str) -> str:
    """An old identity-card number (CMND): 9 digits, or 12 for the cards of 2012 to 2015; a matching key only."""
    digits = _digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (9, 12)):
        raise FieldError("old-id", "Số CMND cũ có 9 số (loại cấp 2012–2015 có 12 số).")
    return digits


def parse_account_number(text: str) -> str:
    """An account number: 5 to 19 digits or capital letters, spaces, dots and dashes dropped (domain 4.2)."""
    number = _digits(text).upper()
    if not re.fullmatch(r"[0-9A-Z]{5,19}", number):
        raise FieldError("account", "Số tài khoản gồm 5 đến 19 chữ số (có thể có chữ cái không dấu).")
    return number


def parse_phone(text: str) -> str:
    """A telephone number: 8 to 12 digits, written from 0 (a leading +84 becomes 0)."""
    digits = re.sub(r"[()]", "", _digits(text))
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 12):
        raise FieldError("phone", "Số điện thoại gồm 8 đến 12 chữ số.")
    return digits


def parse_born(text: str) -> str:
    """A date of known precision, as ISO: `1945`, `1945-03` or `1945-03-02`.

    Reads `ddmmyyyy`, `mmyyyy`, `yyyy`, the same with `/`, `.`, `-` or spaces, and ISO. Zeros for an unknown day or month
    (`00/00/1945`) mean that it is not known.
    """
    parts = _date_parts(text)
    year, month, day = parts
    if not FIRST_YEAR <= year <= 2199:
        raise FieldError("date-year", f"Năm {year} không hợp lệ.")
    if month == 0:
        if day:
            raise FieldError("date", "Có ngày mà thiếu tháng.")
        return f"{year:04d}"
    if not 1 <= month <= 12:
        raise FieldError("date-month", f"Không có tháng {month}.")
    if day == 0:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise FieldError("date", f"Không có ngày {day:02d}/{month:02d}/{year}.") from None


def _date_parts(text: str) -> tuple[int, int, int]:
    """Year, month, day of what was typed, 0 for what is not said."""
    clean = tidy(text)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", clean)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3] or 0)
    if re.fullmatch(r"\d+", clean) and clean.isascii():
        by_length = {4: (0, 0), 6: (0, 2), 8: (2, 4)}
        if len(clean) in by_length:
            day_end, month_end = by_length[len(clean)]
            day, month, year = clean[:day_end], clean[day_end:month_end], clean[month_end:]
            return int(year), int(month or 0), int(day or 0)
    parts = re.split(r"\s*[/.\-\s]\s*", clean)
    if 1 <= len(parts) <= 3 and all(p.isascii() and p.isdigit() for p in parts) and len(parts[-1]) == 4:
        numbers = [0] * (3 - len(parts)) + [int(p) for p in parts]
        return numbers[2], numbers[1], numbers[0]
    raise FieldError("date", "Gõ ngày như 02031945, tháng như 031945, hoặc chỉ năm 1945.")


def parse_day(text: str) -> str:
    """A full date, as ISO (`2026-03-02`)."""
    day = parse_born(text)
    if len(day) != 10:
        raise FieldError("date", "Cần đủ ngày, tháng, năm, như 02032026.")
    return day


def parse_month(text: str) -> str:
    """A month, as `2026-03`; reads `03/2026`, `032026` and ISO."""
    month = parse_born(text)
    if len(month) != 7:
        raise FieldError("month", "Cần tháng và năm, như 2026-03 hoặc 03/2026.")
    return month


def parse_count(text: str) -> int:
    """A whole number that is not negative; spaces and dots between thousands are allowed."""
    digits = re.sub(r"[\s.]", "", tidy(text))
    if not (digits.isascii() and digits.isdigit() and int(digits) <= MAX_INT):
        raise FieldError("number", "Cần một số nguyên không âm.")
    return int(digits)


def one_of(**words: str) -> Callable[[str], str]:
    """A parser for a field that holds one of a few codes; also takes the Vietnamese word for it, without accents."""

    def parse(text: str) -> str:
        wanted = fold(text)
        for code, names in words.items():
            if wanted == code or wanted in (fold(name) for name in names.split("|")):
                return code
        choices = ", ".join(names.split("|")[0] for names in words.values())
        raise FieldError("choice", f"Chỉ nhận: {choices}.")

    return parse


parse_sex = one_of(male="nam", female="nữ")
parse_life = one_of(alive="còn sống", dead="đã chết|chết", moved="chuyển đi", error="ghi nhầm")
parse_method = one_of(account="tài khoản|qua tài khoản", cash="tiền mặt")
parse_receiver = one_of(
    self="tự nhận|chính chủ", authorised="ủy quyền|người được ủy quyền", guardian="giám hộ|người giám hộ"
)
parse_status = one_of(active="đang hưởng", paused="tạm dừng", ended="đã dừng|thôi hưởng")
parse_state = one_of(open="đang dùng", closed="đã đóng", void="ghi nhầm")
parse_found = one_of(match="khớp", differs="sai lệch", unknown="chưa rõ")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How a field is read, who may set it, and what a conflict in it does.

    `matters`: money or identity depends on it, so that while two values stand side by side the field reads as empty.
    """

    parse: Callable[[str], Value]
    owner: Owner = "village"
    matters: bool = True


def _entitlement() -> dict[str, FieldSpec]:
    return {
        "since": FieldSpec(parse_born, "commune"),
        "until": FieldSpec(parse_born, "commune"),
        "decision": FieldSpec(parse_text, "commune", matters=False),
        "status": FieldSpec(parse_status, "commune"),
        "reason": FieldSpec(parse_text, "commune", matters=False),
        "amount": FieldSpec(parse_count, "commune"),
        "children": FieldSpec(parse_count, "commune"),
        "written": FieldSpec(parse_text, matters=False),
    }


ENTITLEMENT = _entitlement()

FIELDS: dict[str, FieldSpec] = {
    "kind": FieldSpec(parse_text),
    "village": FieldSpec(parse_text, "commune"),
    "name": FieldSpec(parse_name),
    "born": FieldSpec(parse_born),
    "sex": FieldSpec(parse_sex),
    "citizen_id": FieldSpec(parse_citizen_id),
    "old_id": FieldSpec(parse_old_id, matters=False),
    "id_expires": FieldSpec(parse_day, matters=False),
    "phone": FieldSpec(parse_phone, matters=False),
    "address": FieldSpec(parse_text, matters=False),
    "note": FieldSpec(parse_text, matters=False),
    "life": FieldSpec(parse_life),
    "life_since": FieldSpec(parse_born, matters=False),
    "life_reason": FieldSpec(parse_text, matters=False),
    "last_seen": FieldSpec(parse_month, matters=False),
    "route.method": FieldSpec(parse_method),
    "route.cash_reason": FieldSpec(parse_text, matters=False),
    "route.receiver": FieldSpec(parse_receiver),
    "route.recipient": FieldSpec(parse_text),
    "route.relation": FieldSpec(parse_text, matters=False),
    "route.basis": FieldSpec(parse_text, matters=False),
    "route.paper": FieldSpec(parse_text, matters=False),
    "route.valid_from": FieldSpec(parse_day, matters=False),
    "route.valid_until": FieldSpec(parse_day),
    "route.account": FieldSpec(parse_text),
    "route.registered_on": FieldSpec(parse_day, matters=False),
    "police.person": FieldSpec(parse_found, "police"),
    "police.account": FieldSpec(parse_found, "police"),
    "police.on": FieldSpec(parse_day, "police", matters=False),
    "police.by": FieldSpec(parse_text, "police", matters=False),
    "police.checked": FieldSpec(parse_text, "police", matters=False),
    "owner": FieldSpec(parse_text),
    "provider": FieldSpec(parse_text),
    "number": FieldSpec(parse_account_number),
    "holder_name": FieldSpec(parse_text, matters=False),
    "opened_on": FieldSpec(parse_day, matters=False),
    "state": FieldSpec(parse_state),
    "month": FieldSpec(parse_month),
    "about": FieldSpec(parse_text, matters=False),
    "text": FieldSpec(parse_text, matters=False),
    "answer": FieldSpec(parse_text, "commune", matters=False),
    "who": FieldSpec(parse_text, matters=False),
    "on": FieldSpec(parse_day, matters=False),
    "outcome": FieldSpec(parse_text, matters=False),
}

_REGIME_FIELD = re.compile(r"regimes\.[A-Za-z0-9-]{1,20}\.([a-z]+)")


def spec(field: str) -> FieldSpec | None:
    """The rule of a field, or None for a field this program does not know (a newer schema's)."""
    regime = _REGIME_FIELD.fullmatch(field)
    return ENTITLEMENT.get(regime[1]) if regime else FIELDS.get(field)


def matters(field: str) -> bool:
    """Whether money or identity depends on the field. An unknown field is taken to matter: safe is empty."""
    if field.startswith(("seen.", "hand_in.", "different.")):
        return False
    known = spec(field)
    return known is None or known.matters


def is_bookkeeping(field: str) -> bool:
    """Whether the program writes the field by itself at a hand-in; values side by side (a cloned laptop handed in too)
    are nothing for a person to settle."""
    return field.startswith("hand_in.")


def parse_field(field: str, text: str) -> Value:
    """The value to store for what a person typed in a field; None (cleared) for nothing.

    Raises `FieldError` where the text cannot be stored there, and for a field that does not exist.
    """
    known = spec(field)
    if known is None:
        raise FieldError("unknown-field", f"Không có mục «{field}».")
    if not tidy(text):
        return None
    return known.parse(text)


def shown_date(iso: str) -> str:
    """A stored date as people write it: `1945`, `03/1945`, `02/03/1945`; "" for nothing."""
    return "/".join(reversed(iso.split("-"))) if iso else ""
