"""One account, one recipient, many people: allowed, but listed (domain 7.3 and 7.5).

Money of several people in one hand is how it goes astray, and one account number under two owners is how a slip
of the finger shows. Two records may be one human being (a recipient who draws too), so owners are compared as people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from store.checks.accounts import in_use, tail
from store.checks.case import STANDS_FOR_OTHERS, found, text
from store.checks.findings import MOST_OTHERS, Finding
from store.people import Fields, Person
from store.vietnamese.text import same_name

MANY: Final = 3
"""From how many beneficiaries on a shared account or recipient is listed (domain 7.3)."""


def paid_account(person: Person) -> Fields | None:
    """The account into which the lists would pay this person, None for cash or without a number."""
    if text(person.now, "route.method") == "cash" or not in_use(person.account) or not text(person.account, "number"):
        return None
    return person.account


def standing_in(person: Person) -> Fields | None:
    """The recipient who receives for this person, None where nobody does."""
    return person.recipient if text(person.now, "route.receiver") in STANDS_FOR_OTHERS else None


def one_human(a: Fields, b: Fields) -> bool:
    """Whether two records say they are one human being: equal citizen numbers, or with one unknown, name and birth."""
    number, other = text(a, "citizen_id"), text(b, "citizen_id")
    if number and other:
        return number == other
    born = text(a, "born")
    return bool(born) and born == text(b, "born") and same_name(text(a, "name"), text(b, "name"))


def shared_accounts(people: Sequence[Person]) -> Iterator[Finding]:
    """One account for three beneficiaries or more."""
    for group in _groups(people, lambda person: text(paid_account(person), "number")):
        if len(group) >= MANY:
            for person in group:
                words = f"Tài khoản {tail(person.account or {})} nhận cho {_count(group, person)}."
                yield _grouped(person, "account-shared", "account.number", words, group)


def shared_recipients(people: Sequence[Person]) -> Iterator[Finding]:
    """One recipient for three beneficiaries or more; entered twice, the citizen number shows that it is one."""
    for group in _groups(people, _recipient_key):
        if len(group) >= MANY:
            for person in group:
                words = f"{text(person.recipient, 'name') or 'Người này'} nhận thay cho {_count(group, person)}."
                yield _grouped(person, "recipient-shared", "route.recipient", words, group)


def _recipient_key(person: Person) -> str:
    return (
        text(standing_in(person), "citizen_id") or (standing_in(person) is not None and person.recipient_record) or ""
    )


def two_owners(
    people: Sequence[Person], everybody: Iterable[Person], accounts: Mapping[str, Fields]
) -> Iterator[Finding]:
    """One account number in accounts of different owners: one of them is mistyped, or the money goes to a stranger."""
    owners = _owners(everybody)
    names: dict[str, list[str]] = {}
    for account in accounts.values():
        if in_use(account) and text(account, "number") and text(account, "owner"):
            known = names.setdefault(text(account, "number"), [])
            if text(account, "owner") not in known and len(known) < MOST_OTHERS:
                known.append(text(account, "owner"))
    for person in people:
        account_paid = paid_account(person)
        mine = text(account_paid, "owner")
        strangers = [
            name
            for name in names.get(text(account_paid, "number"), ())
            if mine and name != mine and not one_human(owners.get(name, {}), owners.get(mine, {}))
        ]
        if account_paid is not None and strangers:
            whose = text(owners.get(strangers[0]), "name") or "một chủ khác"
            more = f" và {len(strangers) - 1} người khác" if strangers[1:] else ""
            words = f"Số tài khoản {tail(account_paid)} còn ghi cho {whose}{more}: dò lại số."
            about = " ".join(sorted({mine, *strangers}))
            yield found(person, "account-two-owners", "account.number", words, others=tuple(strangers), about=about)


def _owners(everybody: Iterable[Person]) -> dict[str, Fields]:
    """Everyone who may own an account: beneficiaries and recipients, by record."""
    out: dict[str, Fields] = {}
    for person in everybody:
        out[person.record] = person.now
        if person.recipient_record and person.recipient is not None:
            out[person.recipient_record] = person.recipient
    return out


def of_the_dead(people: Sequence[Person], everybody: Iterable[Person]) -> Iterator[Finding]:
    """A living person whose recipient, or whose account's owner, is a beneficiary marked as dead (domain 7.3, 7.5)."""
    dead = [person for person in everybody if text(person.now, "life") == "dead"]
    by_record = {person.record: person for person in dead}
    by_number = {text(person.now, "citizen_id"): person for person in dead}
    by_born: dict[str, list[Person]] = {}
    for person in dead:
        by_born.setdefault(text(person.now, "born"), []).append(person)
    by_number.pop("", None)
    accounts = {text(p.account, "number"): p for p in dead if p.own_account and text(p.account, "number")}
    for person in people:
        recipient, account = standing_in(person), paid_account(person)
        if recipient is not None:
            same = [p for p in by_born.get(text(recipient, "born"), ()) if one_human(p.now, recipient)]
            gone = by_number.get(text(recipient, "citizen_id")) or next(iter(same), None)
            if gone is not None:
                words = f"Người nhận {gone.name} ({gone.village_name}) đã ghi là chết: đổi người nhận."
                yield found(person, "recipient-dead", "route.recipient", words, others=(gone.record,))
        if account is not None:
            gone = by_record.get(text(account, "owner")) or accounts.get(text(account, "number"))
            if gone is not None and not one_human(gone.now, person.now):
                words = f"Tài khoản {tail(account)} của {gone.name} đã ghi là chết: đổi tài khoản."
                yield found(person, "account-of-dead", "route.account", words, others=(gone.record,))


def _groups(people: Sequence[Person], key: Callable[[Person], str]) -> Iterable[list[Person]]:
    groups: dict[str, list[Person]] = {}
    for person in people:
        if name := key(person):
            groups.setdefault(name, []).append(person)
    return groups.values()


def _count(group: Sequence[Person], me: Person) -> str:
    """ "4 người: Lò Thị A, Hà Văn B và 1 người khác"; the person of the finding stands beside it anyway."""
    names = [person.name or person.record for person in group if person is not me]
    more = f" và {len(names) - 2} người khác" if names[2:] else ""
    return f"{len(group)} người, cùng {', '.join(names[:2])}{more}"


def _grouped(person: Person, code: str, field: str, words: str, group: Sequence[Person]) -> Finding:
    others = tuple(other.record for other in group[: MOST_OTHERS + 1] if other is not person)
    return found(person, code, field, words, others=others)
