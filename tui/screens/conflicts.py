"""Where two places wrote different things: all sides are shown with who wrote them, and a key chooses one.

A choice is an ordinary edit that knows all sides; nothing is lost, and the history tells how it was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.widgets import Static

from store.book import Book, Change, Conflict
from store.canonical import Value
from store.editing import parse_typed
from store.errors import BookError, FieldError
from store.fields import shown_date, spec
from store.people import Person
from store.records import Side
from store.vietnamese.order import name_key, natural_key
from tui.base import BaseScreen
from tui.labels import author_text, clock_text, field_label, value_text
from tui.screens.person_lists import called
from tui.theme import Grade
from tui.widgets.columns import Column
from tui.widgets.entry import Entry
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.app import SoAnSinh

NOT_TYPED = ("kind", "owner", "route.account", "route.recipient")
_IDENTITY = ("life", "citizen_id", "name", "born", "route.account", "number", "route.recipient", "route.receiver")
"""What is asked about first: money may go to the dead, or into the wrong hands."""


def users(book: Book) -> dict[str, Person]:
    """By record: the person that it is, or for whom an account or a recipient is used."""
    found: dict[str, Person] = {}
    for person in book.people(ended=True):
        for record in (person.account_record, person.recipient_record):
            if record is not None:
                found.setdefault(record, person)
        found[person.record] = person
    return found


def ordered(conflicts: list[Conflict], people: Mapping[str, Person]) -> list[Conflict]:
    """The gravest first: money and identity, then by field, village and name."""

    def key(conflict: Conflict) -> tuple[object, ...]:
        person = people.get(conflict.record)
        rank = _IDENTITY.index(conflict.field) if conflict.field in _IDENTITY else len(_IDENTITY)
        place = natural_key(person.village_name if person else conflict.village)
        return (
            not conflict.matters,
            rank,
            place,
            name_key(person.name if person else conflict.name),
            conflict.record,
            conflict.field,
        )

    return sorted(conflicts, key=key)


def side_sentence(book: Book, conflict: Conflict, side: Side) -> str:
    """One side: the value, who wrote it, when by the clock, for which month."""
    edits = book.image(conflict.village).record(conflict.record)["edits"]
    told: list[str] = []
    for name in side["edits"]:
        edit: Mapping[str, Any] = edits.get(name, {})
        when = clock_text(str(edit.get("at", "")))
        month = shown_date(str(edit.get("month", "")))
        reason = f", lý do: {edit['reason']}" if edit.get("reason") else ""
        told.append(
            f"{author_text(edit, book)} ghi{f' lúc {when}' if when else ''}{f', tháng {month}' if month else ''}{reason}"
        )
    return f"{value_text(conflict.field, side['value'], book)} — {'; '.join(told)}."


class ConflictsScreen(BaseScreen[None]):
    """The list, and below it the sides of the one under the cursor."""

    app: SoAnSinh
    TITLE = "Hai nơi ghi khác nhau"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1",
            "choose(1)",
            "Chọn",
            id="conflicts.choose",
            key_display="1 2 3",
            tooltip="Chọn giá trị có số đó (rồi Enter ở ô lý do)",
        ),
        *[Binding(str(number), f"choose({number})", "Chọn", show=False) for number in range(2, 10)],
        Binding(
            "s,S,f2,ctrl+s",
            "other",
            "Giá trị khác",
            id="conflicts.other",
            tooltip="Gõ một giá trị khác với các giá trị đang có",
        ),
        Binding("f7,ctrl+y", "history", "Lịch sử", id="conflicts.history", tooltip="Ai đã sửa gì, khi nào"),
    ]
    HELP = (
        "Khi gộp sổ, hai nơi có thể đã ghi khác nhau vào cùng một mục. Cả hai giá trị còn nguyên; mục liên quan đến tiền "
        "hoặc nhân thân để trống trong mọi danh sách cho đến khi chọn. Bấm số để chọn, Enter để bỏ qua lý do. "
        "Không rõ bên nào đúng thì hỏi lại thôn, để đó cũng không mất gì."
    )

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, Person] = {}
        self._table: Table[Conflict] = Table(
            [
                Column("Họ và tên", self._who, least=18, share=2),
                Column("Thôn", lambda c: self.app.book.commune.village_name(c.village), least=10, share=1),
                Column("Mục", lambda c: field_label(c.field), least=14, share=1),
                Column("Các giá trị", self._values, least=24, share=3),
            ],
            key=lambda c: (c.record, c.field),
            grade=self._grade,
            empty="Không có chỗ nào hai nơi ghi khác nhau.",
        )
        self._detail = Static("", markup=False, id="sides")

    DEFAULT_CSS = """
    #sides { height: auto; min-height: 5; max-height: 11; padding: 0 1; border-top: solid $dim-fg; }
    """

    def compose_body(self) -> ComposeResult:
        """The table, and the sides."""
        yield self._table
        yield self._detail

    @property
    def table(self) -> Table[Conflict]:
        """The list."""
        return self._table

    def reset(self, record: str | None = None) -> None:
        """All open conflicts; those of a record first under the cursor."""
        self._read()
        self._table.action_jump(0)
        linked = {record}
        person = self._people.get(record or "")
        if person is not None:
            linked |= {person.account_record, person.recipient_record} - {None}
        first = next((c for c in self._table.rows if record is not None and c.record in linked), None)
        if first is not None:
            self._table.go_to((first.record, first.field))
        self._table.focus()
        self._tell()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """The person may have been corrected meanwhile."""
        if self._people:
            self._read()

    def _read(self) -> None:
        with self.app.telling():
            book = self.app.book
            open_ = book.conflicts()
            self._people = users(book)
            self._table.show_rows(ordered(open_, self._people))
            self.sub_title = f"còn {len(open_)} chỗ"
        self._tell()

    def _who(self, conflict: Conflict) -> str:
        person = self._people.get(conflict.record)
        if person is not None:
            return called(person)
        return conflict.name or f"(sổ của thôn {self.app.book.commune.village_name(conflict.village)})"

    def _values(self, conflict: Conflict) -> str:
        return " | ".join(value_text(conflict.field, value, self.app.book) for value in conflict.values)

    @staticmethod
    def _grade(conflict: Conflict) -> Grade:
        return "conflict" if conflict.matters else "note"

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        """Tell the sides of the conflict under the cursor."""
        self._tell()

    def _tell(self) -> None:
        conflict = self._table.row
        self.refresh_bindings()
        if conflict is None:
            self._detail.update("Mọi chỗ ghi khác nhau đã được giải quyết. Bấm Esc để về.")
            return
        book = self.app.book
        weight = (
            "để trống trong mọi danh sách cho đến khi chọn" if conflict.matters else "mục phụ, không chặn danh sách"
        )
        lines = [f"{self._who(conflict)} · {field_label(conflict.field)}: {weight}."]
        lines += [f" {number}  {side_sentence(book, conflict, side)}" for number, side in enumerate(conflict.sides, 1)]
        if conflict.field not in NOT_TYPED:
            lines.append(" S  gõ một giá trị khác")
        self._detail.update("\n".join(lines))

    # Settling

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only while there is a conflict under the cursor."""
        return self._table.row is not None if action in ("choose", "other", "history") else True

    def action_choose(self, number: int) -> None:
        """The side of this number; 4 asks for another value where there are fewer sides."""
        conflict = self._table.row
        if conflict is None or not self._may_settle(conflict):
            return
        if number <= len(conflict.sides):
            self._ask_reason(conflict, conflict.values[number - 1])
        elif number == 4:
            self.action_other()
        else:
            self.say(f"Chỗ này chỉ có {len(conflict.sides)} giá trị.", "note")

    def _may_settle(self, conflict: Conflict) -> bool:
        """A village does not decide for the commune or the police; it is told so."""
        known = spec(conflict.field)
        if self.app.book.device.role == "commune" or known is None or known.owner == "village":
            return True
        self.say("Mục này do xã quyết định: nộp sổ, xã sẽ chọn. Không có gì bị mất.", "warn")
        return False

    def action_other(self) -> None:
        """A value that none of the sides has."""
        conflict = self._table.row
        if conflict is None or not self._may_settle(conflict):
            return
        book, field = self.app.book, conflict.field
        if field in NOT_TYPED:
            self.say("Mục này không gõ được: chọn một giá trị, sau đó mở hồ sơ (Enter) nếu cần sửa.", "warn")
            return
        entry = Entry("value", field_label(field), parse=lambda text: str(parse_typed(book, field, text)))

        def typed(text: str | None) -> None:
            if text:
                self._ask_reason(conflict, parse_typed(book, field, text))

        self.app.push_screen(Prompt("Giá trị khác", entry, question=self._values(conflict)), typed)

    def _ask_reason(self, conflict: Conflict, value: Value) -> None:
        shown = value_text(conflict.field, value, self.app.book)
        entry = Entry("reason", "Lý do", hint="Có thể để trống: bấm Enter.")

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._settle(conflict, value, reason)

        question = f"{self._who(conflict)} · {field_label(conflict.field)}: {shown}"
        self.app.push_screen(Prompt("Chọn giá trị", entry, question=question), answered)

    def _settle(self, conflict: Conflict, value: Value, reason: str) -> None:
        book = self.app.book
        try:
            book.commit(conflict.village, [Change(conflict.record, {conflict.field: value})], reason=reason or None)
        except (BookError, FieldError) as error:
            self.app.say_error(error)
            return
        name, shown = self._who(conflict), value_text(conflict.field, value, book)
        self._read()
        self.say(f"{name}, {field_label(conflict.field)}: đã chọn {shown}.", "ok")

    # Elsewhere

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter opens the person."""
        person = self._people.get(event.row.record)
        if person is None:
            self.say("Không có đối tượng nào dùng hồ sơ này.", "note")
        else:
            self.app.show("person", record=person.record, village=person.village)

    def action_history(self) -> None:
        """The edits of the record."""
        conflict = self._table.row
        if conflict is not None:
            self.app.show("history", record=conflict.record, village=conflict.village)
