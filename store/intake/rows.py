"""What a list says, before it becomes anything in the book: its rows and its troubles, free of any file format.

A reader of workbooks (`exports.reading`) hands over `ListedRow`s; `store.intake` turns them into changes. Values are
clean text already (NFC, names in proper case, dates in ISO, numbers as digits): a row never carries a doubtful value,
because whatever was doubtful stands among the problems with the words of the cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Grade = Literal["refused", "warning", "note"]

KEYS: Final = (
    "name",
    "born",
    "sex",
    "citizen_id",
    "old_id",
    "regime",
    "village",
    "own_account",
    "other_account",
    "provider",
    "holder",
    "receiver",
    "receiver_citizen_id",
    "receiver_born",
    "receiver_phone",
    "relation",
    "phone",
    "address",
    "note",
)
"""What a row can say. `own_account` is the beneficiary's, `other_account` the recipient's; never both."""


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of a list: `group` is "BTXH", "NCC" or None (not said); `values` has only keys of `KEYS` that are filled.

    `cells` names the cell of a value ("F12"), so that what is found out later can still be pointed at.
    """

    sheet: str
    row: int
    group: str | None
    values: Mapping[str, str]
    cells: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """The value of that key, "" where the row says nothing."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """Something in a list that a person should look at.

    `code` is stable for scripts; `reason` is Vietnamese; `sample` is what stands in the cell. Grades: "refused" was not
    taken in, "warning" was taken in (or left as it is) and needs a look, "note" is for information.
    """

    sheet: str
    cell: str
    code: str
    grade: Grade
    reason: str
    sample: str = ""

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        shown = f" [{self.sample}]" if self.sample else ""
        return f"{place}: {self.reason}{shown}"
