"""One person under examination: its values as text, what is in conflict, the age in the month, and a pen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from store.canonical import Value
from store.checks.dates import Span, ages, month_span, span
from store.checks.findings import MOST_OTHERS, RULES, Finding
from store.people import Fields, Person

if TYPE_CHECKING:
    from store.reference import Reference

STANDS_FOR_OTHERS = ("authorised", "guardian")


def text(fields: Fields | None, name: str) -> str:
    """A field as text; "" where it has no value or one that is not text or a number."""
    value = fields.get(name) if fields else None
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


@dataclass(frozen=True)
class Case:
    """A person, the reference data and the month under which the person is looked at."""

    person: Person
    reference: Reference
    month: str

    def __getitem__(self, name: str) -> str:
        """A field of the person as text, "" where nothing is known."""
        return text(self.person.now, name)

    def disputed(self, field: str) -> bool:
        """Whether a field reads as empty only because two values stand side by side; then it is not missing."""
        return field in self.person.conflicts or field in self.person.linked_conflicts

    @cached_property
    def days(self) -> Span | None:
        """The month's first and last day; None for a month that cannot be read, and then no rule about time speaks."""
        return month_span(self.month)

    @cached_property
    def born(self) -> Span | None:
        """The days on which the person may be born."""
        return span(self["born"])

    @cached_property
    def ages(self) -> tuple[int, int] | None:
        """The least and greatest age in the month, None while it is not known."""
        return ages(self.born, self.days) if self.born and self.days else None

    @cached_property
    def receiver(self) -> str:
        """Who receives: `self` unless the record says otherwise, as in the lists."""
        return self["route.receiver"] or "self"

    @cached_property
    def by_account(self) -> bool:
        """Whether the lists pay by account where there is one: everyone but those marked as paid in cash."""
        return self["route.method"] != "cash"

    @cached_property
    def running(self) -> dict[str, Mapping[str, Value]]:
        """The regimes drawn in the month, by code, as the lists take them."""
        return {code: drawn for code, drawn in self.person.regimes().items() if runs(drawn, self.month)}

    def find(self, code: str, field: str, message: str, *, others: tuple[str, ...] = (), about: str = "") -> Finding:
        """A finding about this person, with the grade of its rule."""
        return found(self.person, code, field, message, others=others, about=about)


def found(
    person: Person, code: str, field: str, message: str, *, others: tuple[str, ...] = (), about: str = ""
) -> Finding:
    """A finding about a person, with the grade of its rule; the values it quotes are made fit for one line."""
    grade = RULES[code].grade
    return Finding(code, grade, person.record, person.village, field, printable(message), others[:MOST_OTHERS], about)


def printable(words: str) -> str:
    """The words without what a terminal would obey or could not draw."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in words)


def runs(drawn: Mapping[str, Value], month: str) -> bool:
    """Whether a regime is drawn in the month (as in `store.lists`; dates of lesser precision read generously)."""
    since, until = text(drawn, "since"), text(drawn, "until")
    active = text(drawn, "status") in ("", "active")
    return active and since[:7] <= month and (not until or month[: len(until)] <= until[:7])


def payees(case: Case) -> Iterator[tuple[str, str, Fields, tuple[str, ...]]]:
    """Those whose identity the lists print: the beneficiary, and the recipient where one stands for the beneficiary.

    Gives the prefix of the field, the words that start a message, the fields, and the linked record.
    """
    person = case.person
    yield "", "", person.now, ()
    if person.recipient is not None and case.receiver in STANDS_FOR_OTHERS:
        linked = (person.recipient_record,) if person.recipient_record else ()
        yield "recipient.", "Người nhận: ", person.recipient, linked
