"""How the money reaches the person: the method, who receives, on what paper and until when (domain 7.3 and 7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from store.checks.case import STANDS_FOR_OTHERS, Case, text
from store.checks.dates import ages, span
from store.checks.findings import Finding
from store.fields import shown_date
from store.vietnamese.text import fold

WARN_DAYS: Final = 30
ADULT: Final = 18
# What a court's decision on lost or limited capacity is called (BLDS 2015 art. 22 to 24), folded.
_INCAPACITY: Final = ("toa an", "ban an", "mat nang luc", "han che nang luc", "kho khan trong nhan thuc")
# "chưa có quyết định", "không có": families often care for years without one, and say so.
_NOT_YET: Final = ("chua", "khong co", "dang cho")


def method(case: Case) -> Iterator[Finding]:
    """By account or in cash, and why in cash (seed III.1: reasons for those who cannot be paid by account)."""
    way = case["route.method"]
    if not way and not case["route.account"] and not _disputed_route(case):
        yield case.find("method-missing", "route.method", "Chưa ghi nhận qua tài khoản hay tiền mặt.")
    if way == "cash" and not case["route.cash_reason"] and not case.disputed("route.cash_reason"):
        yield case.find("cash-reason-missing", "route.cash_reason", "Nhận tiền mặt: ghi lý do chưa nhận qua tài khoản.")


def _disputed_route(case: Case) -> bool:
    return case.disputed("route.method") or case.disputed("route.account")


def receiver(case: Case) -> Iterator[Finding]:
    """Whoever stands for the beneficiary is named, related, and has a paper or a legal ground (domain 7.3, 7.4)."""
    if case.receiver not in STANDS_FOR_OTHERS:
        if case["route.recipient"] and not case.disputed("route.receiver"):
            words = "Có người nhận thay: ghi rõ là ủy quyền hay giám hộ, hoặc bỏ người nhận."
            yield case.find("receiver-missing", "route.receiver", words)
        return
    if case.person.recipient is None and not case.disputed("route.recipient"):
        yield case.find(
            "recipient-missing", "route.recipient", f"{_kind(case)} mà chưa có người nhận: nhập người nhận."
        )
    if not case["route.relation"] and not case.disputed("route.relation"):
        yield case.find("relation-missing", "route.relation", "Chưa ghi quan hệ của người nhận với đối tượng.")
    if not _grounds(case) and not (case.disputed("route.paper") or case.disputed("route.basis")):
        words = "Chưa ghi giấy ủy quyền (số, ngày)." if case.receiver == "authorised" else "Chưa ghi căn cứ giám hộ."
        yield case.find("paper-missing", "route.paper", words)


def _kind(case: Case) -> str:
    return "Giám hộ" if case.receiver == "guardian" else "Ủy quyền"


def _grounds(case: Case) -> str:
    """The paper; for a guardian also the ground, as parents and natural guardians have no paper (BLDS art. 52)."""
    return case["route.paper"] or (case["route.basis"] if case.receiver == "guardian" else "")


def term(case: Case) -> Iterator[Finding]:
    """The authorisation holds through the month and 30 days beyond (domain 7.3: an expired one cannot be sent).

    One that ends on the month's last day still covers the month and is only about to end.
    """
    if case.receiver not in STANDS_FOR_OTHERS or case.days is None:
        return
    begin, end = span(case["route.valid_from"]), span(case["route.valid_until"])
    until = shown_date(case["route.valid_until"])
    if begin and (begin.first > case.days.last or (end and begin.first > end.last)):
        words = f"{_kind(case)} ghi từ {shown_date(case['route.valid_from'])}: xem lại ngày bắt đầu, ngày hết hạn."
        about = f"{case['route.valid_from']} {case['route.valid_until']}"
        yield case.find("authorisation-dates", "route.valid_from", words, about=about)
    if end is None:
        return
    if end.last < case.days.last:
        words = f"{_kind(case)} hết hạn {until}: gia hạn hoặc đổi cách nhận."
        yield case.find("authorisation-expired", "route.valid_until", words, about=case["route.valid_until"])
    elif (end.last - case.days.last) <= timedelta(days=WARN_DAYS):
        words = f"{_kind(case)} sắp hết hạn ({until}): nhắc gia hạn."
        yield case.find("authorisation-ending", "route.valid_until", words, about=case["route.valid_until"])


def guardian(case: Case) -> Iterator[Finding]:
    """From 18 on a guardian needs a court's decision on lost capacity (BLDS 2015 art. 22, 46; domain 7.4)."""
    if case.receiver != "guardian" or case.ages is None or case.ages[0] < ADULT or _incapacitated(case):
        return
    words = f"Đã {case.ages[0]} tuổi: giám hộ cần quyết định của tòa án, hoặc chuyển ủy quyền."
    yield case.find("guardian-adult", "route.basis", words, about=f"{case['route.basis']} {case['route.paper']}")


def _incapacitated(case: Case) -> bool:
    grounds = fold(f"{case['route.basis']}; {case['route.paper']}")
    return any(word in grounds for word in _INCAPACITY) and not any(word in grounds for word in _NOT_YET)


def recipient(case: Case) -> Iterator[Finding]:
    """The recipient is of age, another person than the beneficiary, and not the village's officer (domain 7.3)."""
    person = case.person
    if person.recipient is None or case.receiver not in STANDS_FOR_OTHERS:
        return
    linked = (person.recipient_record,) if person.recipient_record else ()
    born = span(text(person.recipient, "born"))
    if born and case.days and ages(born, case.days)[1] < ADULT:
        about = text(person.recipient, "born")
        words = "Người nhận chưa đủ 18 tuổi: xem lại ngày sinh hoặc đổi người nhận."
        yield case.find("recipient-minor", "recipient.born", words, others=linked, about=about)
    said = case.reference.resolve_relation(case["route.relation"]) if case["route.relation"] else None
    if said is not None and said.relation.red_flag:
        words = f"Người nhận là «{case['route.relation']}»: nên đổi người thân, hoặc ghi lý do."
        yield case.find("recipient-relation", "route.relation", words, others=linked, about=case["route.relation"])
    digits = case["citizen_id"]
    if digits and digits == text(person.recipient, "citizen_id"):
        words = "Người nhận có cùng số căn cước với đối tượng: sửa số, hoặc ghi là tự nhận."
        yield case.find("recipient-is-self", "recipient.citizen_id", words, others=linked, about=digits)


RULES = (method, receiver, term, guardian, recipient)
