"""The door of the checks: all rules over one person, or over the people of a village or a commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from store.checks import accounts as account_rules
from store.checks import conflicts, duplicates, identity, regime, route, sharing
from store.checks.case import Case
from store.checks.findings import Finding
from store.people import Fields, Person
from store.vietnamese.order import name_key, natural_key

if TYPE_CHECKING:
    from store.reference import Reference

OF_ONE = (*identity.RULES, *regime.RULES, *route.RULES, *account_rules.RULES)
"""The rules that look at one person alone."""


def check_person(person: Person, reference: Reference, month: str) -> list[Finding]:
    """What is odd or missing about one person in the month (`2026-03`), in order of code.

    People who have ended stand on no list, so of them only open conflicts are told.
    """
    return sorted(_alone(person, reference, month), key=lambda finding: (finding.code, finding.field))


def _alone(person: Person, reference: Reference, month: str) -> Iterator[Finding]:
    case = Case(person, reference, month)
    yield from conflicts.open_conflicts(case)
    if not person.ended:
        for rule in OF_ONE:
            yield from rule(case)


def check_people(
    people: Iterable[Person],
    reference: Reference,
    month: str,
    *,
    accounts: Mapping[str, Fields] | None = None,
    different: frozenset[duplicates.Pair] = frozenset(),
) -> list[Finding]:
    """What is odd or missing about all these people, each alone and among themselves, by village, name and code.

    `people` should include those who have ended: a recipient or a twin may be among the dead. `accounts` are the
    current fields of all account records by name (default: those linked from the people). `different` are the pairs
    known to be two people (`remembered`).
    """
    everybody = _once(people)
    paid = [person for person in everybody if not person.ended]
    known = dict(accounts or {})
    known.update((p.account_record, p.account) for p in everybody if p.account_record and p.account is not None)
    findings = [finding for person in everybody for finding in _alone(person, reference, month)]
    findings += _together(paid, everybody, known, different)
    order = {p.record: (natural_key(p.village_name), name_key(p.name), p.record) for p in everybody}
    return sorted(findings, key=lambda finding: (order[finding.record], finding.code, finding.field))


def _together(
    paid: Sequence[Person],
    everybody: Sequence[Person],
    accounts: Mapping[str, Fields],
    different: frozenset[duplicates.Pair],
) -> Iterator[Finding]:
    yield from sharing.shared_accounts(paid)
    yield from sharing.shared_recipients(paid)
    yield from sharing.two_owners(paid, everybody, accounts)
    yield from sharing.of_the_dead(paid, everybody)
    yield from duplicates.duplicates(paid, different)
    yield from duplicates.dead_twins(paid, everybody, different)


def _once(people: Iterable[Person]) -> list[Person]:
    """Each record once: who moved to another village stands in two files, and the one that still pays counts."""
    out: dict[str, Person] = {}
    for person in people:
        if person.record not in out or out[person.record].ended:
            out[person.record] = person
    return list(out.values())
