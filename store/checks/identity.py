"""Who the person is: name, birth, sex, and what the twelve digits of the citizen number say about them.

The number is `PPP G YY NNNNNN`: where the birth was registered, century and sex, year, chance (domain 3.1, after
NĐ 137/2015 art. 13 and NĐ 70/2024). It has no check digit, and registers hold wrong births, so disagreement only warns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from store.checks.case import Case, payees, text
from store.checks.dates import span
from store.checks.findings import Finding
from store.fields import shown_date
from store.vietnamese.legacy import looks_legacy

OLDEST_USUAL = 100
_TWELVE = re.compile(r"\d{12}", re.ASCII)
# Signs inside names of minority peoples (H'Mông, K’Sor, Ma-Lũ) and initials that stand for a clan (Y. Bhung).
_NAME_SIGNS = frozenset(" '’‘ʼ`-.\u00a0")


def name(case: Case) -> Iterator[Finding]:
    """A name without digits or strange signs. Any Latin letter is fine: names of minority peoples (domain 9.1)."""
    for prefix, who, fields, linked in payees(case):
        full, field = text(fields, "name"), f"{prefix}name"
        if not full:
            if not case.disputed(field):
                yield case.find("name-missing", field, _start(who, "chưa có họ tên."), others=linked)
        elif looks_legacy(full):
            yield case.find(
                "name-old-font",
                field,
                _start(who, "họ tên như gõ phông cũ: xem bản gốc, gõ lại."),
                others=linked,
                about=full,
            )
        elif strange := next((sign for sign in full if not _belongs(sign)), ""):
            yield case.find(
                "name-signs",
                field,
                _start(who, f"họ tên có «{_seen(strange)}»: xem lại cách viết."),
                others=linked,
                about=full,
            )


def _belongs(sign: str) -> bool:
    if sign in _NAME_SIGNS or unicodedata.category(sign) == "Mn":
        return True
    return sign.isalpha() and (sign.isascii() or unicodedata.name(sign, "").startswith(("LATIN", "MODIFIER")))


def _seen(sign: str) -> str:
    """A sign as it can be shown on one line."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def birth(case: Case) -> Iterator[Finding]:
    """A birth that is known and lies before the month's end."""
    for prefix, who, fields, linked in payees(case):
        born, field = text(fields, "born"), f"{prefix}born"
        days = span(born)
        if days is None:
            if not case.disputed(field):
                words = "ngày sinh không đọc được: gõ lại." if born else "chưa có ngày sinh (chỉ năm cũng được)."
                yield case.find("born-missing", field, _start(who, words), others=linked)
        elif case.days and days.first > case.days.last:
            words = f"ngày sinh {shown_date(born)} ở sau tháng đang làm: xem lại."
            yield case.find("born-future", field, _start(who, words), others=linked, about=born)


def sex(case: Case) -> Iterator[Finding]:
    """The sex, which every list prints."""
    for prefix, who, fields, linked in payees(case):
        field = f"{prefix}sex"
        if not text(fields, "sex") and not case.disputed(field):
            yield case.find("sex-missing", field, _start(who, "chưa ghi giới tính."), others=linked)


def number(case: Case) -> Iterator[Finding]:
    """The citizen number: there, of twelve digits, and in keeping with province, sex and year (domain 3.1 to 3.3)."""
    for prefix, who, fields, linked in payees(case):
        digits, field = text(fields, "citizen_id"), f"{prefix}citizen_id"
        if not digits:
            if not case.disputed(field):
                old = " (mới có CMND cũ)" if text(fields, "old_id") else ""
                words = _start(who, f"chưa có số căn cước 12 số{old}.")
                yield case.find("citizen-id-missing", field, words, others=linked)
        elif not _TWELVE.fullmatch(digits):
            yield case.find(
                "citizen-id-form",
                field,
                _start(who, "số căn cước phải đủ 12 chữ số: xem lại thẻ."),
                others=linked,
                about=digits,
            )
        else:
            born, gender = text(fields, "born"), text(fields, "sex")
            for code, words in _disagreements(case, digits, born, gender):
                about = f"{digits} {born} {gender}"
                yield case.find(code, field, _start(who, words), others=linked, about=about)


def _disagreements(case: Case, digits: str, born: str, gender: str) -> Iterator[tuple[str, str]]:
    prefix, century_sex, year = digits[:3], int(digits[3]), int(digits[4:6])
    # A first digit other than 0 is the code of a country of birth.
    if prefix[0] == "0" and case.reference.place(prefix) is None:
        yield "citizen-id-prefix", f"số căn cước bắt đầu bằng {prefix}, không có tỉnh nào: xem lại thẻ."
    said = "female" if century_sex % 2 else "male"
    if gender in ("male", "female") and gender != said:
        theirs, ours = ("nữ", "nam") if said == "female" else ("nam", "nữ")
        yield "citizen-id-sex", f"số căn cước là của {theirs} mà sổ ghi {ours}: xem lại thẻ."
    full_year = 1900 + century_sex // 2 * 100 + year
    days = span(born)
    if days and days.first.year != full_year:
        yield "citizen-id-year", f"số căn cước ứng với năm sinh {full_year} mà sổ ghi {days.first.year}: xem lại thẻ."


def alive(case: Case) -> Iterator[Finding]:
    """Over 100 years old and not seen alive in the month (domain 7.5: the dead still paid)."""
    if case.ages and case.ages[0] > OLDEST_USUAL and case["last_seen"] < case.month and case["life"] in ("", "alive"):
        yield case.find(
            "age-over-100", "last_seen", f"Đã {case.ages[0]} tuổi: gặp và xác nhận còn sống.", about=case["born"]
        )


def card(case: Case) -> Iterator[Finding]:
    """An identity card out of date: banks stop such accounts (TT 17/2024/TT-NHNN art. 17, domain 7.5)."""
    until = span(case["id_expires"])
    if until and case.days and until.last < case.days.first and case.by_account and case.receiver == "self":
        words = f"Thẻ căn cước hết hạn {shown_date(case['id_expires'])}: nhắc đổi thẻ, báo ngân hàng."
        yield case.find("citizen-id-expired", "id_expires", words, about=case["id_expires"])


def _start(who: str, words: str) -> str:
    """The message with its first letter large."""
    return f"{who}{words}" if who else f"{words[:1].upper()}{words[1:]}"


RULES = (name, birth, sex, number, alive, card)
