"""The records of one village while a list is being laid beside them: what the book holds, overlaid with what is planned.

It also answers the two questions on which a repeated import depends: whether a row has been taken in before (an edit
carries its digest, and no undo has taken it back), and whether a value came from a list or was typed by a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from store.canonical import Value
from store.records import Record, live
from store.vietnamese.text import fold, same_name

UNDO = "undo:"
"""An edit that takes back an import carries "undo:" and the digests of the rows it takes back, joined by "+"."""


def sources(record: Record) -> Counter[str]:
    """How often each row digest stands in the edits of a record, less the times it was taken back."""
    count: Counter[str] = Counter()
    for edit in record["edits"].values():
        source = str(edit.get("from", ""))
        if source.startswith(UNDO):
            count.subtract(source.removeprefix(UNDO).split("+"))
        elif source:
            count[source] += 1
    return count


def agrees(one: str, other: str) -> bool:
    """Whether two dates of known precision can be the same day: 1945 agrees with 1945-03-02."""
    short = min(len(one), len(other))
    return bool(short) and one[:short] == other[:short]


@dataclass(slots=True)
class Pool:
    """One village's records and what a plan adds to them."""

    slug: str
    book: Mapping[str, Record]
    staged: dict[str, dict[str, Value]] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    """Digests of rows that the book has taken in already, and the person who carries each."""

    by_citizen: dict[str, list[str]] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    by_account: dict[str, list[str]] = field(default_factory=dict)
    _live: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, record in self.book.items():
            kind = record["now"].get("kind")
            if kind == "beneficiary":
                self.index(name)
                self.taken.update({digest: name for digest, times in sources(record).items() if times > 0})
            elif kind == "account":
                self.index_account(name)

    def index(self, name: str) -> None:
        """Makes a person findable by number and by name."""
        citizen, key = self.text(name, "citizen_id"), fold(self.text(name, "name"))
        for table, value in ((self.by_citizen, citizen), (self.by_name, key)):
            if value and name not in table.setdefault(value, []):
                table[value].append(name)

    def index_account(self, name: str) -> None:
        """Makes an account findable by its number."""
        known = self.by_account.setdefault(self.text(name, "number"), [])
        if name not in known:
            known.append(name)

    def knows(self, name: str) -> bool:
        """Whether the record exists, in the book or in the plan."""
        return name in self.book or name in self.staged

    def is_new(self, name: str) -> bool:
        """Whether the record exists in the plan only."""
        return name not in self.book

    def value(self, name: str, field_name: str) -> Value:
        """A field's value, the plan's before the book's."""
        staged = self.staged.get(name, {})
        if field_name in staged:
            return staged[field_name]
        return self.book[name]["now"].get(field_name) if name in self.book else None

    def text(self, name: str, field_name: str) -> str:
        """A field's value as text, "" for none."""
        value = self.value(name, field_name)
        return "" if value is None else str(value)

    def fields(self, name: str) -> dict[str, Value]:
        """All values of a record, the plan's over the book's."""
        base = dict(self.book[name]["now"]) if name in self.book else {}
        return {**base, **self.staged.get(name, {})}

    def disputed(self, name: str, field_name: str) -> bool:
        """Whether several values stand side by side in the field."""
        return name in self.book and field_name in self.book[name]["conflicts"]

    def planned(self, name: str, field_name: str) -> bool:
        """Whether this plan has set the field already."""
        return field_name in self.staged.get(name, {})

    def listed(self, name: str, field_name: str) -> bool:
        """Whether the field's value in the book came from a list (or from taking one back), not from a person."""
        return all(edit_source for edit_source in self._sources(name, field_name))

    def taken_back(self, name: str, field_name: str) -> bool:
        """Whether the field's value was set by taking an import back."""
        found = list(self._sources(name, field_name))
        return bool(found) and all(source.startswith(UNDO) for source in found)

    def _sources(self, name: str, field_name: str) -> Iterator[str]:
        if name not in self.book:
            return
        edits = self.book[name]["edits"]
        if name not in self._live:
            self._live[name] = live(edits)
        for edit in self._live[name].get(field_name, ()):
            yield str(edits[edit].get("from", ""))

    def put(self, name: str, fields: Mapping[str, Value]) -> None:
        """Adds planned values."""
        self.staged.setdefault(name, {}).update(fields)

    # Who is who

    def find_person(self, derived: str, name: str, citizen_id: str, born: str, sex: str) -> str | None:
        """The person of a row: by derived name, else by citizen number, else by name and birth where a number lacks."""
        if self.knows(derived):
            return derived
        for record in self.by_citizen.get(citizen_id, ()):
            if self._alike(record, name, born):
                return record
        found = [
            record
            for record in self.by_name.get(fold(name), ())
            if same_name(self.text(record, "name"), name)
            and not (citizen_id and self.text(record, "citizen_id"))
            and self._born_fits(record, born)
            and not (sex and self.text(record, "sex") not in ("", sex))
        ]
        exact = [record for record in found if self.text(record, "born") == born]
        return min(exact or found, default=None, key=lambda record: (self.text(record, "life") != "", record))

    def _born_fits(self, record: str, born: str) -> bool:
        known = self.text(record, "born")
        return known == born or agrees(known, born)

    def _alike(self, record: str, name: str, born: str) -> bool:
        """Whether someone with the same citizen number is the same person: two people sharing one by mistake are not."""
        known = self.text(record, "name")
        if same_name(known, name):
            return True
        one, other = fold(known), fold(name)
        if agrees(self.text(record, "born"), born) and (
            one.split()[-1:] == other.split()[-1:] or one.split()[:1] == other.split()[:1]
        ):
            return True
        return SequenceMatcher(None, one, other).ratio() >= 0.85
