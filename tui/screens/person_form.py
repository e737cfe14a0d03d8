"""The form of one person: the fields that matter for what is entered, as many regimes as are drawn, marks and locks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on

from store.checks import Finding
from store.people import Person
from tui.labels import value_text
from tui.screens.person_entries import PARTS, entries, slot_entries
from tui.theme import Grade
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.form import Form

if TYPE_CHECKING:
    from store.book import Book
    from store.reference import Reference

GRADES: Mapping[str, Grade] = {"stop": "error", "warn": "warn", "note": "note"}
"""How the grade of a finding is shown."""
_ENDED = ("paused", "ended")
_STAND_IN = ("authorised", "guardian")
_HOMES = {"route.account": "account.number", "route.recipient": "recipient.name", "regimes": "r1.code"}


class PersonForm(Form):
    """The fields of a person. Fields that say nothing for what is chosen elsewhere are hidden and not saved."""

    def __init__(self, reference: Reference, month: Callable[[], str]) -> None:
        rows = entries(reference, month)
        super().__init__(rows, id="person-form")
        self._reference = reference
        self._month = month
        self._label_width = max(cell_len(row.label) for row in rows if isinstance(row, Entry))
        self.slots = 1
        """The regimes that there are fields for."""
        self.used = 1
        """The regimes that are shown."""

    def show(self, values: Mapping[str, str], regimes: int) -> None:
        """Load values; there are fields for so many regimes, one at least."""
        while self.slots < regimes:
            self._add_slot()
        self.used = max(1, regimes)
        self.load(values)
        self.rearrange()

    def more_regimes(self) -> Field:
        """Room for one regime more; gives its first field."""
        if self.fields[f"r{self.used}.code"].text.strip():
            if self.used == self.slots:
                self._add_slot()
            self.used += 1
        self.rearrange()
        return self.fields[f"r{self.used}.code"]

    def _add_slot(self) -> None:
        self.slots += 1
        new = [
            Field(entry, label_width=self._label_width)
            for entry in slot_entries(self.slots, self._reference, self._month)
        ]
        last = f"r{self.slots - 1}.{PARTS[-1]}"
        self.mount(*new, after=self.fields[last])
        ordered: dict[str, Field] = {}
        for name, field in self.fields.items():
            ordered[name] = field
            if name == last:
                ordered.update((field.entry.name, field) for field in new)
        self.fields = ordered
        self._loaded.update((field.entry.name, "") for field in new)

    def open_fields(self) -> list[Field]:
        """The fields that are shown and can be changed."""
        return self._open_fields()

    @property
    def loaded(self) -> Mapping[str, str]:
        """The values that changes are counted from."""
        return self._loaded

    def shown_values(self) -> dict[str, str]:
        """What stands in the form; a hidden field counts with what was loaded."""
        now = self.values()
        return {name: now[name] if field.display else self._loaded[name] for name, field in self.fields.items()}

    def given(self) -> dict[str, str]:
        """The shown values that differ from those loaded."""
        return {name: value for name, value in self.shown_values().items() if value != self._loaded[name]}

    @property
    def is_dirty(self) -> bool:
        """Whether leaving would lose something, unreadable text included."""
        return any(field.peek() != self._loaded[field.entry.name] for field in self.open_fields())

    def wrong(self) -> Field | None:
        """The first field shown whose text cannot be read. Text that came from the book is not judged again."""
        return next((field for field in self.open_fields() if not field.accept()), None)

    @on(Field.GoOn)
    def _settle_choice(self, event: Field.GoOn) -> None:
        """What is chosen here decides which field comes next, so it is read before the focus moves."""
        event.field.accept()
        self.rearrange()

    @on(Field.Left)
    def _field_left(self) -> None:
        self.rearrange()

    def rearrange(self) -> None:
        """Show the fields that have a meaning now."""
        value = {name: field.value for name, field in self.fields.items()}
        other = value["route.receiver"] in _STAND_IN
        gone = value["life"] not in ("", "alive")
        cash = value["route.method"] == "cash"
        wanted: dict[str, bool] = {
            "route.cash_reason": cash,
            "route.basis": value["route.receiver"] == "guardian",
            "account.owner": other and not cash,
            "life_since": gone,
            "life_reason": gone,
        }
        for name in ("route.relation", "route.paper", "route.valid_from", "route.valid_until"):
            wanted[name] = other
        wanted |= {name: other for name in value if name.startswith("recipient.")}
        for name in ("account.number", "account.provider", "account.holder_name"):
            wanted[name] = not cash or bool(value[name])
        for number in range(1, self.slots + 1):
            wanted |= self._slot_fields(number, value)
        for name, show in wanted.items():
            field = self.fields[name]
            if field.display is not show:
                field.display = show

    def _slot_fields(self, number: int, value: Mapping[str, str]) -> dict[str, bool]:
        here = number <= self.used
        filled = here and bool(value[f"r{number}.code"])
        ended = value[f"r{number}.status"] in _ENDED
        shown = {f"r{number}.{part}": filled for part in PARTS}
        for part in ("until", "reason"):
            shown[f"r{number}.{part}"] = filled and (ended or bool(value[f"r{number}.{part}"]))
        shown[f"r{number}.written"] = filled and bool(value[f"r{number}.written"])
        return {f"r{number}.code": here, **shown}

    def lock_fields(self, locked: Callable[[str], bool]) -> None:
        """Lock the fields of these names and open all others."""
        for name, field in self.fields.items():
            if field.entry.locked is not locked(name):
                field.entry = replace(field.entry, locked=locked(name))
                field.input.disabled = field.entry.locked

    def home(self, field: str, codes: Sequence[str]) -> Field | None:
        """The form's field for a field of the book (`regimes.KT-03.since`, `route.account`), if it has one."""
        name = _HOMES.get(field, field)
        if field.startswith("regimes."):
            _, code, *part = field.split(".")
            number = codes.index(code) + 1 if code in codes else 1
            name = f"r{number}.{part[0]}" if part and f"r{number}.{part[0]}" in self.fields else f"r{number}.code"
        return self.fields.get(name)

    def mark(self, person: Person | None, codes: Sequence[str], findings: Sequence[Finding], book: Book) -> None:
        """Put the signs of conflicts and findings beside the fields; the gravest wins."""
        for field in self.fields.values():
            field.flag("")
        rank = {"note": 1, "warn": 2, "stop": 3}
        for finding in sorted(findings, key=lambda finding: rank[finding.grade]):
            home = self.home(finding.field, codes)
            if home is not None:
                home.flag(GRADES[finding.grade], finding.message)
        if person is None:
            return
        for name, sides in {**person.conflicts, **person.linked_conflicts}.items():
            home = self.home(name, codes)
            if home is not None:
                texts = " | ".join(value_text(name, side["value"], book) for side in sides)
                home.flag("conflict", f"Hai nơi ghi khác nhau: {texts}. F9 để chọn.")
