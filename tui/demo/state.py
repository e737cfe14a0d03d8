"""What the steps of the practice month share: the folders, the plan, who is asked, and the rows of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from store.book import Book, Change
from store.canonical import Value
from store.editing import changes
from store.people import Person
from tui.demo.people import Inventor, Someone
from tui.demo.place import Place
from tui.demo.plan import Plan
from tui.demo.result import Row


@dataclass(slots=True)
class Walk:
    """The state of one walk. `slugs` are the villages' slugs, in the order of the plan."""

    place: Place
    plan: Plan
    inventor: Inventor
    say: Callable[[str], None]
    slugs: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def month(self) -> str:
        """The month that is walked."""
        return self.plan.month

    @property
    def numbers(self) -> range:
        """The villages by number."""
        return range(len(self.slugs))

    @property
    def handed_in(self) -> Path:
        """Where the villages' files lie on the stick."""
        return self.place.stick / "nop-len"

    @property
    def handed_out(self) -> Path:
        """Where the commune's files for the villages lie on the stick."""
        return self.place.stick / "gui-ve"

    def laptop(self, number: int) -> Book:
        """A village's book, to write in."""
        return Book.open(self.place.village(self.slugs[number]), write=True)

    def office(self) -> Book:
        """The commune's book, to write in."""
        return Book.open(self.place.commune, write=True)

    def told(self, step: str, count: int, remark: str = "") -> None:
        """Notes a step for the table and says that it is done."""
        self.rows.append(Row(step, count, remark))
        self.say(f"✓ {step}: {count}{f' ({remark})' if remark else ''}")

    def ordinary(self, number: int) -> list[Someone]:
        """The living people of a village on whom no mistake is planted."""
        return [one for one in self.plan.people[number] if not one.mistakes and one.values["life"] == "alive"]

    def handy(self, number: int) -> list[Someone]:
        """People of a village to practise on: the ordinary ones first, then those whose mistake is of another kind."""
        odd = [one for one in self.plan.people[number] if one.mistakes and not {"dead", "twin"} & set(one.mistakes)]
        return self.ordinary(number) + odd

    def planted(self, kind: str, number: int) -> list[tuple[int, Someone]]:
        """The people of a village on whom this mistake is planted, each with the number of the mistake."""
        return [
            (turn, someone)
            for turn, planted in enumerate(self.plan.of_kind(kind))
            for place, someone in planted.people
            if place == number
        ]

    def new_account(self, name: str) -> dict[str, Value]:
        """A new account in a bank, as `account.…`."""
        owner: dict[str, Value] = {"phone": None}
        while True:
            account = self.inventor.account(name, owner)
            if account["account.provider"] not in ("Viettel Money", "VNPT Money"):
                return account


def by_record(book: Book, slug: str) -> dict[str, Person]:
    """The people of a village by record, also those who no longer draw."""
    return {person.record: person for person in book.people(slug, ended=True)}


def entry(slug: str, someone: Someone) -> list[Change]:
    """The edits by which an invented person is entered: recipient, account and beneficiary."""
    values = dict(someone.values)
    out: list[Change] = []
    if someone.helper:
        out.append(Change(someone.helper.record, {"kind": "recipient", "village": slug, **someone.helper.values}))
        values["route.recipient"] = someone.helper.record
    return [*out, *changes(slug, None, values, new=someone.record)]
