"""Collecting the fields that one row sets, by the rule of who said what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from store.canonical import Value
from store.fields import shown_date
from store.intake.pool import Pool, agrees
from store.intake.values import Tell
from store.vietnamese.text import fold, same_name

if TYPE_CHECKING:
    from store.book import Change

_ENDS: Final = {"beneficiary": ("life", "life_reason", "life_since"), "recipient": ("state",), "account": ("state",)}
_WORDS: Final = ("name", "holder_name", "provider", "route.relation", "address", "note", "written")
_SHOWN: Final = {
    "male": "Nam",
    "female": "Nữ",
    "self": "tự nhận",
    "authorised": "người được ủy quyền",
    "guardian": "người giám hộ",
    "account": "qua tài khoản",
    "cash": "tiền mặt",
    "active": "đang hưởng",
    "paused": "tạm dừng",
    "ended": "đã dừng",
}


@dataclass(slots=True)
class Writer:
    """The changes of one row. `tell` reports what was kept."""

    pool: Pool
    digest: str
    tell: Tell
    fields: dict[str, dict[str, Value]] = field(default_factory=dict)

    def create(self, record: str, fields: Mapping[str, Value]) -> None:
        """A new record; does nothing more for one that exists already."""
        if self.pool.knows(record):
            self.revive(record)
        else:
            self._put(record, fields)

    def revive(self, record: str) -> None:
        """Brings back a record that only an undone import had ended."""
        if self.pool.is_new(record):
            return
        for name in _ENDS.get(self.pool.text(record, "kind"), ()):
            if self.pool.value(record, name) is not None and self.pool.taken_back(record, name):
                self._put(record, {name: None})

    def set(self, record: str, name: str, value: Value, key: str, *, shown: str = "", now_shown: str = "") -> bool:
        """Sets a field if the book lacks it or has it from a list; whether it now holds the value (or an equal one).

        `key` is the row's, for naming the cell; `shown` and `now_shown` are how to print values that are record names.
        """
        now = self.pool.value(record, name)
        if self.pool.disputed(record, name) and not self.pool.planned(record, name):
            said = shown or _shown(name, value)
            self.tell(key, "in-conflict", "warning", "Mục này đang có xung đột trong sổ: giữ nguyên, cần chọn.", said)
            return False
        if now is None or now == "":
            self._put(record, {name: value})
            return True
        if same_value(name, now, value):
            return True
        mine, theirs = shown or _shown(name, value), now_shown or _shown(name, now)
        if name == "born" and agrees(str(now), str(value)) and len(str(now)) > len(str(value)):
            return True  # the book knows the day, the list only the year
        if self.pool.planned(record, name):
            reason = f"Khác với dòng trước của cùng người trong danh sách này («{theirs}»): giữ giá trị trước."
            self.tell(key, "differs-in-list", "warning", reason, mine)
            return False
        if not self.pool.listed(record, name):
            self.tell(key, "differs", "warning", f"Khác với sổ («{theirs}»): giữ giá trị trong sổ.", mine)
            return False
        self._put(record, {name: value})
        return True

    def _put(self, record: str, fields: Mapping[str, Value]) -> None:
        self.fields.setdefault(record, {}).update(fields)
        self.pool.put(record, fields)

    def changes(self) -> list[Change]:
        """The changes: content-only for records the book does not have yet, ordinary ones for the others."""
        from store.book import Change

        return [
            Change(record, fields, row=self.digest, derived=self.pool.is_new(record))
            for record, fields in self.fields.items()
            if fields
        ]


def same_value(name: str, one: Value, other: Value) -> bool:
    """Whether two values of a field say the same: words up to spelling, a holder's name up to its marks."""
    if one == other:
        return True
    last = name.rpartition(".")[2]
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if last == "holder_name":
        return fold(one) == fold(other)
    return (name in _WORDS or last in _WORDS) and same_name(one, other)


def _shown(name: str, value: Value) -> str:
    text = "" if value is None else str(value)
    return shown_date(text) if name == "born" else _SHOWN.get(text, text)
