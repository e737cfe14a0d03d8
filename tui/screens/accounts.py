"""Every account: whose it is, at which bank, for whom money goes there; and who still has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume

from store.book import Book
from store.people import Fields, Person
from store.search import in_order
from store.vietnamese.order import name_key
from store.vietnamese.text import fold
from tui.base import BaseScreen
from tui.labels import VALUES
from tui.screens.person_lists import Look, called, no_account, stamp
from tui.screens.person_pick import Pick
from tui.theme import Grade
from tui.widgets.choose import Option
from tui.widgets.columns import Column
from tui.widgets.line import Line, Part
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.app import SoAnSinh


@dataclass(frozen=True, slots=True)
class Row:
    """An account with its owner and those it is used for; or, with an empty account, a person who has none."""

    record: str
    account: Fields
    owner: str
    stands_in: bool
    used_by: Sequence[Person]

    def text(self, field: str) -> str:
        """A field of the account as text."""
        value = self.account.get(field)
        return "" if value is None else str(value)

    @property
    def users(self) -> str:
        """Those whose money goes here."""
        if not self.account:
            return self.used_by[0].village_name
        if not self.used_by:
            return "không ai dùng"
        count = f"{len(self.used_by)} người: " if len(self.used_by) > 1 else ""
        return count + ", ".join(called(person) for person in self.used_by)


def account_rows(book: Book, village: str | None) -> list[Row]:
    """The accounts of a village or of all, by owner."""
    people = book.people(village, ended=True)
    names = {person.record: called(person) for person in people}
    used: dict[str, list[Person]] = {}
    for person in in_order(people):
        if person.account_record is not None and not person.ended:
            used.setdefault(person.account_record, []).append(person)
    accounts: dict[str, Fields] = {}
    recipients: dict[str, str] = {}
    for place in book.villages():
        if village in (None, place.slug):
            for name, record in book.records(place.slug):
                kind = record["now"].get("kind")
                if kind == "account":
                    accounts.setdefault(name, record["now"])
                elif kind == "recipient":
                    recipients[name] = str(record["now"].get("name") or "")
    rows = []
    for name, now in accounts.items():
        owner = str(now.get("owner") or "")
        shown = names.get(owner) or recipients.get(owner) or ""
        rows.append(Row(name, now, shown or "(chưa rõ chủ)", owner in recipients, used.get(name, [])))
    return sorted(rows, key=lambda row: (name_key(row.owner), row.record))


def waiting_rows(book: Book, village: str | None) -> list[Row]:
    """Those who wait for an account."""
    waiting = in_order(person for person in book.people(village) if no_account(person))
    return [Row(person.record, {}, called(person), False, [person]) for person in waiting]


class AccountsScreen(BaseScreen[None]):
    """A table of accounts; one key goes through what needs a look."""

    app: SoAnSinh
    TITLE = "Tài khoản"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5,ctrl+r",
            "next_filter",
            "Lọc",
            id="accounts.filter",
            tooltip="Tất cả, dùng chung, tên chủ khác, không ai dùng, chưa có tài khoản",
        ),
    ]
    HELP = (
        "Mỗi dòng là một tài khoản: chủ (đối tượng hoặc người nhận thay), ngân hàng, số, tên chủ ngân hàng ghi, và tiền của "
        "những ai vào đó. Enter mở hồ sơ của người nhận tiền."
    )

    def __init__(self) -> None:
        super().__init__()
        self._counts = Line()
        self._look = Look(self.app.book)
        self._table: Table[Row] = Table(
            [
                Column(
                    "Chủ tài khoản", lambda row: f"{row.owner}{' (NT)' if row.stands_in else ''}", least=18, share=2
                ),
                Column("Ngân hàng, ví", lambda row: row.text("provider"), least=11, share=1),
                Column("Số tài khoản", lambda row: row.text("number"), width=15),
                Column("Nhận cho", lambda row: row.users, least=18, share=2),
                Column("Tên chủ (ngân hàng)", lambda row: row.text("holder_name"), least=16, share=1, extra=True),
                Column("Tình trạng", lambda row: VALUES["state"].get(row.text("state"), ""), width=10, extra=True),
            ],
            key=lambda row: row.record,
            grade=self._grade,
            empty="Không có tài khoản nào như vậy.",
        )
        self._village: str | None = None
        self._filter = 0
        self._stamp: tuple[object, ...] = ()
        self._rows: list[Row] = []
        self._waiting: list[Row] = []

    def compose_body(self) -> ComposeResult:
        """Counts and table."""
        yield self._counts
        yield self._table

    @property
    def table(self) -> Table[Row]:
        """The accounts."""
        return self._table

    def reset(self, village: str | None = None) -> None:
        """The accounts of this village; None for all."""
        self._village, self._filter, self._stamp = village, 0, ()
        self.sub_title = "cả xã" if village is None else self.app.book.commune.village_name(village)
        self._read()
        self._table.action_jump(0)
        self._table.focus()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A person may have been changed."""
        if self._stamp:
            self._read()

    def _read(self) -> None:
        book = self.app.book
        now = stamp(book, [place.slug for place in book.villages() if self._village in (None, place.slug)])
        if now != self._stamp:
            with self.app.telling():
                self._look = Look(book)
                self._rows, self._waiting = account_rows(book, self._village), waiting_rows(book, self._village)
                self._stamp = now
        self._show()

    def _filters(self) -> list[tuple[str, Callable[[Row], bool]]]:
        return [
            ("Tất cả", lambda row: True),
            ("Dùng chung", lambda row: len(row.used_by) > 1),
            ("Tên chủ khác người nhận", self._is_unlike),
            ("Không ai dùng", lambda row: not row.used_by),
        ]

    def _show(self) -> None:
        filters = self._filters()
        last = self._filter == len(filters)
        name = "Chưa có tài khoản" if last else filters[self._filter][0]
        rows = self._waiting if last else [row for row in self._rows if filters[self._filter][1](row)]
        self._table.show_rows(rows)
        shared = sum(len(row.used_by) > 1 for row in self._rows)
        parts: list[Part] = [("header", f" {name} ")] if self._filter else []
        told = f" {len(rows)} {'người' if last else 'tài khoản'} · {shared} dùng chung · {len(self._waiting)} người chưa có"
        self._counts.show_parts([*parts, ("normal", told), ("dim", " · (NT): người nhận thay")])

    def _is_unlike(self, row: Row) -> bool:
        """Whether the bank's name for the holder is another than the owner's."""
        holder = row.text("holder_name")
        return bool(holder and row.account.get("owner")) and fold(holder) != fold(row.owner)

    def _grade(self, row: Row) -> Grade:
        if not row.account:
            return "note"
        return "warn" if self._is_unlike(row) or len(row.used_by) > 1 or row.text("state") in ("closed", "void") else ""

    def action_next_filter(self) -> None:
        """The next filter; the last one lists who has no account."""
        self._filter = (self._filter + 1) % (len(self._filters()) + 1)
        self._show()
        self._table.action_jump(0)

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter opens the person, at the account."""
        row: Row = event.row
        if not row.used_by:
            self.say("Không ai nhận tiền qua tài khoản này. Số vẫn được giữ để tra lại.", "note")
        elif len(row.used_by) == 1:
            self._open(row.used_by[0])
        else:
            people = {person.record: person for person in row.used_by}
            options = [Option(person.record, f"{called(person)}  {person.village_name}") for person in row.used_by]
            self.app.push_screen(
                Pick("Mở hồ sơ của ai?", options), lambda name: self._open(people[name]) if name else None
            )

    def _open(self, person: Person) -> None:
        self.app.show("person", record=person.record, village=person.village, field="account.number")
