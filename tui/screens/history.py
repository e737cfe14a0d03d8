"""The edits of a person in the order in which they knew of one another: who changed what, from what to what, and why.

The order is not that of the clocks, which may be wrong; the time shown is what the author's machine claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from store.book import Book
from store.canonical import Value
from store.errors import BookError
from store.fields import shown_date
from store.records import Edit, Record, causal_order, live
from tui.base import BaseScreen
from tui.labels import EMPTY, author_text, clock_text, field_label, named, value_text
from tui.screens.person_saving import PersonSaving
from tui.widgets.columns import Column
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.app import SoAnSinh

LINKS = {"route.account": "account.", "route.recipient": "recipient."}
_SILENT = ("kind", "owner")
"""Fields of a first edit that say nothing a reader asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of one edit."""

    key: tuple[str, str]
    first: bool
    when: str
    who: str
    field: str
    old: str
    new: str
    reason: str
    month: str

    @property
    def change(self) -> str:
        """Old and new value; of a first value only the new one."""
        return self.new if self.old == EMPTY else f"{self.old} → {self.new}"


def known_before(edits: Mapping[str, Edit], name: str) -> dict[str, list[Value]]:
    """The values that stood when an edit was made, as its author had them; more than one where they were in conflict."""
    known: dict[str, Edit] = {}
    ahead = [name]
    while ahead:
        for earlier in edits[ahead.pop()].get("after", ()):
            if earlier in edits and earlier not in known:
                known[earlier] = edits[earlier]
                ahead.append(earlier)
    if not known:
        return {}
    return {field: [known[setter]["set"][field] for setter in setters] for field, setters in live(known).items()}


def history_rows(book: Book, village: str, name: str) -> list[Row]:
    """All edits of a record and of the accounts and recipients it has ever been linked to. Raises `BookError`."""
    image = book.image(village)
    record = image.record(name) if name in image.lines else book.record(name)
    rows = list(_record_rows(book, name, record, ""))
    for linked, prefix in _linked(record):
        if linked in image.lines:
            rows += _record_rows(book, linked, image.record(linked), prefix)
    return rows


def _linked(record: Record) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for edit in causal_order(record["edits"]):
        for field, prefix in LINKS.items():
            value = record["edits"][edit]["set"].get(field)
            if isinstance(value, str):
                found[value] = prefix
    return list(found.items())


def _record_rows(book: Book, name: str, record: Record, prefix: str) -> Iterator[Row]:
    edits = record["edits"]
    whose = f" {named(record['now'])}" if prefix else ""
    for edit_name in causal_order(edits):
        edit = edits[edit_name]
        before = known_before(edits, edit_name)
        fields = [f for f in edit["set"] if f not in _SILENT and (f != "village" or f in before)]
        for place, field in enumerate(_ordered(fields)):
            old = " | ".join(dict.fromkeys(value_text(field, value, book) for value in before.get(field, [None])))
            yield Row(
                key=(f"{name}.{edit_name}", field),
                first=not place,
                when=clock_text(str(edit.get("at", ""))),
                who=author_text(edit, book),
                field=field_label(f"{prefix}{field}"),
                old=old,
                new=value_text(field, edit["set"][field], book),
                reason=str(edit.get("reason", "")) or (f"của{whose}" if prefix and not place else ""),
                month=shown_date(str(edit.get("month", ""))),
            )


def _ordered(fields: Sequence[str]) -> list[str]:
    """Identity first, then regimes, then the rest, as on the form."""
    first = ("name", "born", "citizen_id", "sex", "phone", "address")
    return sorted(fields, key=lambda f: (first.index(f) if f in first else 9, not f.startswith("regimes."), f))


class HistoryScreen(BaseScreen[None]):
    """A table of changes; the one under the cursor is told in full below."""

    app: SoAnSinh
    TITLE = "Lịch sử"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "person", "Mở hồ sơ", id="history.person", tooltip="Về hồ sơ của người này"),
    ]
    HELP = (
        "Mọi lần sửa của một hồ sơ, cũ trước mới sau, theo thứ tự người sau đã biết người trước sửa gì. "
        "Giờ ghi là giờ đồng hồ của máy lúc đó, có thể sai. Dưới cùng là các lần sửa tài khoản và người nhận thay."
    )

    def __init__(self) -> None:
        super().__init__()
        self._table: Table[Row] = Table(
            [
                Column("Lúc (giờ máy)", lambda row: row.when if row.first else "", width=16),
                Column("Ai sửa", lambda row: row.who if row.first else "", least=16, share=1),
                Column("Mục", lambda row: row.field, least=17, share=1),
                Column("Thay đổi", lambda row: row.change, least=20, share=3),
                Column("Tháng", lambda row: row.month if row.first else "", width=7, extra=True),
                Column("Lý do", lambda row: row.reason, least=12, share=1, extra=True),
            ],
            key=lambda row: row.key,
            empty="Chưa có lần sửa nào.",
        )
        self._detail = Static("", markup=False, classes="detail")
        self._record = ""
        self._village = ""

    DEFAULT_CSS = """
    .detail { height: 5; padding: 0 1; border-top: solid $dim-fg; }
    """

    def compose_body(self) -> ComposeResult:
        """The table, and the change in full."""
        yield self._table
        yield self._detail

    def reset(self, record: str = "", village: str | None = None) -> None:
        """The edits of this record."""
        book = self.app.book
        rows: list[Row] = []
        try:
            village = village or book.where(record)
            rows = history_rows(book, village, record)
            name = named(book.image(village).record(record)["now"]) or "chưa có tên"
            self.title, self.sub_title = f"Lịch sử: {name}", book.commune.village_name(village)
        except BookError as error:
            self.app.say_error(error)
        self._record, self._village = record, village or ""
        self._table.show_rows(rows)
        self._table.action_jump(0)
        self._tell()
        self._table.focus()

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        """Tell the change under the cursor."""
        self._tell()

    def _tell(self) -> None:
        row = self._table.row
        if row is None:
            self._detail.update("")
            return
        month = f" · tháng làm việc {row.month}" if row.month else ""
        reason = f"\nLý do: {row.reason}" if row.reason else ""
        when = f"{row.when} (giờ máy) · " if row.when else ""
        self._detail.update(f"{when}{row.who}{month}\n{row.field}: {row.old} → {row.new}{reason}")

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter goes back to the person."""
        self.action_person()

    def action_person(self) -> None:
        """The form of this person; the one below keeps what was typed in it."""
        below = self.app.screen_stack[-2]
        if isinstance(below, PersonSaving) and below.person is not None and below.person.record == self._record:
            self.leave()
            return
        self.app.show("person", record=self._record, village=self._village)
