"""Everything that the checks find in an open book, in the order in which it should be looked at.

The checks read models only; this is where they meet the book: its people, its dated data, the decisions it remembers,
and the edits that an alarm needs (a death beside a new account).
"""

from __future__ import annotations

from store.book import Book
from store.checks import Finding, check_people, death_and_account, remembered

GRAVITY = ("stop", "warn", "note")
"""Grades, the gravest first: "stop" keeps the month from being sealed."""


def review(book: Book, month: str, village: str | None = None) -> list[Finding]:
    """The findings of a month, the gravest first; `village` (a slug) leaves the others' out of the answer, not out of the
    looking, since a duplicate may live elsewhere."""
    people = book.people(ended=True)
    found = check_people(people, book.reference, month, different=remembered(people))
    known = {(finding.code, finding.record) for finding in found}
    for place in book.villages():
        for name, record in book.records(place.slug, "beneficiary"):
            alarm = death_and_account(name, record)
            if alarm is not None and (alarm.code, name) not in known:
                known.add((alarm.code, name))
                found.append(alarm)
    found = [finding for finding in found if village in (None, finding.village)]
    return sorted(found, key=lambda finding: GRAVITY.index(finding.grade))
