"""The account that one person is paid to: there, open, of a known bank, of a usual length, in the payee's name.

Vietnam has neither an IBAN nor a check digit, and lengths are experience, not rule (domain 4.1, 4.2): all of it only
warns. "Most frequent" among refused payments is a holder's name unlike the register's (domain 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.checks.case import STANDS_FOR_OTHERS, Case, text
from store.checks.findings import Finding
from store.people import Fields
from store.vietnamese.text import fold

if TYPE_CHECKING:
    from store.reference import Provider

NOT_IN_USE = ("closed", "void")


def in_use(account: Fields | None) -> bool:
    """Whether the lists pay into this account."""
    return account is not None and text(account, "state") not in NOT_IN_USE


def present(case: Case) -> Iterator[Finding]:
    """A person paid by account has one, open, with a number and a bank (design section 5: still missing)."""
    account = case.person.account
    if not case.by_account:
        return
    if account is None or not text(account, "number"):
        wanted = case["route.method"] == "account" or account is not None
        if wanted and not (case.disputed("route.account") or case.disputed("account.number")):
            yield case.find("account-missing", "route.account", "Nhận qua tài khoản mà chưa có số tài khoản.")
        return
    if not in_use(account) and not case.disputed("account.state"):
        words = f"Tài khoản {tail(account)} đã đóng hoặc ghi nhầm: nhập tài khoản khác."
        yield _find(case, "account-closed", "state", words, about=text(account, "state"))
    if not text(account, "provider") and not case.disputed("account.provider"):
        yield _find(case, "provider-missing", "provider", "Chưa ghi tài khoản mở ở ngân hàng hoặc ví nào.")


def provider(case: Case) -> Iterator[Finding]:
    """A bank or wallet of the list, and a number as long as its numbers usually are (domain 4.1)."""
    account = case.person.account if case.by_account else None
    written, number = text(account, "provider"), text(account, "number")
    if not written or not in_use(account):
        return
    bank = _provider(case, written)
    if bank is None:
        words = f"Không có «{written}» trong danh mục ngân hàng, ví: chọn lại."
        yield _find(case, "provider-unknown", "provider", words, about=written)
    elif number and bank.lengths and len(number) not in bank.lengths:
        usual = ", ".join(map(str, bank.lengths[:-1])) + (" hoặc " if bank.lengths[1:] else "") + str(bank.lengths[-1])
        words = f"Số tài khoản có {len(number)} số, {bank.short} thường {usual} số: dò lại."
        yield _find(case, "account-length", "number", words, about=f"{bank.short} {number}")


def _provider(case: Case, written: str) -> Provider | None:
    return case.reference.provider(written) or case.reference.resolve_provider(written)


def another_number(case: Case) -> Iterator[Finding]:
    """The account number is not a telephone or identity number (domain 4.2); wallets use the telephone's."""
    person, account = case.person, case.person.account if case.by_account else None
    number = text(account, "number")
    if not number or not in_use(account):
        return
    both = [fields for fields in (person.now, person.recipient) if fields is not None]
    bank = _provider(case, text(account, "provider")) if text(account, "provider") else None
    if number in (text(fields, "phone") for fields in both) and not (bank and bank.phone_account):
        yield _find(
            case, "account-is-phone", "number", "Số tài khoản là số điện thoại: dò lại với sổ, thẻ.", about=number
        )
    if number in (text(fields, key) for fields in both for key in ("citizen_id", "old_id")):
        yield _find(case, "account-is-citizen-id", "number", "Số tài khoản là số căn cước, CMND: dò lại.", about=number)


def owner(case: Case) -> Iterator[Finding]:
    """The account belongs to the beneficiary or to whoever receives: the four lists part by that (seed III.1)."""
    person, account = case.person, case.person.account if case.by_account else None
    if account is None or not in_use(account) or case.disputed("account.owner"):
        return
    whose = text(account, "owner")
    if person.own_account:
        return
    if not whose or whose != person.recipient_record:
        words = f"Chưa rõ tài khoản {tail(account)} của ai: chọn đối tượng hoặc người nhận."
        yield _find(case, "account-owner", "owner", words, about=whose)
    elif case.receiver not in STANDS_FOR_OTHERS and not case.disputed("route.receiver"):
        words = f"Ghi là tự nhận mà tài khoản {tail(account)} của người khác: sửa một trong hai."
        yield _find(case, "account-owner", "owner", words, about=whose)


def holder(case: Case) -> Iterator[Finding]:
    """The holder's name is the payee's: banks print capitals without marks, so both are folded (domain 4.2)."""
    person, account = case.person, case.person.account if case.by_account else None
    if account is None or not in_use(account):
        return
    payee = person.now if person.own_account else person.recipient
    printed, name = text(account, "holder_name"), text(payee, "name")
    if printed and name and _letters(printed) != _letters(name):
        words = f"Chủ tài khoản «{printed}» khác «{fold(name).upper()}»: xem lại."
        yield _find(case, "holder-name", "holder_name", words, about=f"{printed} {name}")


def _letters(name: str) -> str:
    return "".join(sign for sign in fold(name) if sign.isalnum())


def tail(account: Fields) -> str:
    """The last digits of an account number, enough to tell it by."""
    number = text(account, "number")
    return f"…{number[-4:]}" if len(number) > 4 else number


def _find(case: Case, code: str, field: str, words: str, *, about: str = "") -> Finding:
    linked = case.person.account_record
    return case.find(code, f"account.{field}", words, others=(linked,) if linked else (), about=about)


RULES = (present, provider, another_number, owner, holder)
