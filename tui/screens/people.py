"""The people of a village, or of the whole commune: search by typing at once, queues by one key, Enter opens the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.people import Person
from store.search import Index
from tui.base import BaseScreen
from tui.screens.person_lists import FollowsPerson, Look, columns, disputed, no_account, queues, stamp
from tui.screens.person_pick import Pick
from tui.widgets.choose import Option
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.line import Line, Part
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.app import SoAnSinh


class PeopleScreen(BaseScreen[None], FollowsPerson):
    """A table under a search line. Letters go to the search wherever the focus is."""

    app: SoAnSinh
    TITLE = "Đối tượng"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,ctrl+b", "new", "Thêm người", id="people.new", tooltip="Nhập một người mới"),
        Binding(
            "f5,ctrl+r",
            "next_queue(1)",
            "Lọc",
            id="people.queue",
            tooltip="Chưa có tài khoản, ghi khác nhau, chưa đủ, hết hạn ủy quyền …",
        ),
        Binding(
            "f6,ctrl+o",
            "toggle_ended",
            "Cả đã thôi",
            id="people.ended",
            tooltip="Hiện hoặc ẩn người đã mất, chuyển đi, ghi nhầm",
        ),
        Binding(
            "f3,ctrl+t",
            "accounts",
            "Tài khoản",
            id="people.accounts",
            tooltip="Tài khoản của đối tượng và người nhận thay",
        ),
        Binding(
            "f8,ctrl+n", "findings", "Kiểm", id="people.findings", tooltip="Điều lạ, điều thiếu, điều chặn chốt tháng"
        ),
        Binding(
            "f9,ctrl+l", "conflicts", "Ghi khác nhau", id="people.conflicts", tooltip="Những chỗ hai nơi ghi khác nhau"
        ),
    ]
    HELP = (
        "Gõ ngay để tìm: một phần tên (có dấu hoặc không), chữ đầu các từ (nva), vài số cuối của căn cước, tài khoản, "
        "điện thoại, hoặc mã chế độ. ↓ xuống bảng, Enter mở hồ sơ, Esc xóa chữ đã gõ. "
        "Dấu trước tên: ≠ hai nơi ghi khác nhau, × chặn chốt tháng, ! cần xem."
    )

    def __init__(self) -> None:
        super().__init__()
        self._field = Field(Entry("find", "Tìm", hint="Tên, chữ đầu (nva), số cuối căn cước, tài khoản, điện thoại."))
        self._counts = Line()
        self._look = Look(self.app.book)
        self._queues = queues(lambda: self._look)
        self._tables = {villages: self._make_table(villages) for villages in (False, True)}
        self._village: str | None = None
        self._queue = 0
        self._ended = False
        self._stamp: tuple[object, ...] = ()
        self._people: list[Person] = []
        self._index = Index([])

    def _make_table(self, villages: bool) -> Table[Person]:
        return Table(
            columns(lambda: self._look, villages=villages),
            key=lambda person: person.record,
            grade=lambda person: self._look.grade(person),
            empty="Không có ai như vậy. Bấm F4 để thêm người.",
        )

    def compose_body(self) -> ComposeResult:
        """Search line, counts, table."""
        yield self._field
        yield self._counts
        yield from self._tables.values()

    @property
    def table(self) -> Table[Person]:
        """The table that is shown."""
        return self._tables[self._village is None]

    def reset(self, village: str | None = None) -> None:
        """The people of this village; None for all villages."""
        self._village, self._queue, self._ended, self._stamp, self.follow = village, 0, False, (), None
        for villages, table in self._tables.items():
            table.display = villages == (village is None)
        self._field.load("")
        self._read()
        self.table.action_jump(0)
        self._field.focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Another screen may have changed the book."""
        if self._stamp:
            self._read()

    def _read(self) -> None:
        """Read the people again if a file changed; the cursor stays on its person, or goes to the one just saved."""
        book = self.app.book
        names = [place.slug for place in book.villages()]
        now = stamp(book, names if self._village is None else [self._village])
        if now != self._stamp or self.follow:
            with self.app.telling():
                self._look = Look(book)
                self._people = book.people(self._village, ended=True)
                self._stamp = now
                self._index = Index(person for person in self._people if self._ended or not person.ended)
        where = "cả xã" if self._village is None else book.commune.village_name(self._village)
        self.title, self.sub_title = f"Đối tượng {where}", f"xã {book.commune.commune}"
        if self.follow and all(person.record != self.follow for person in self._found()):
            self._field.load("")
        self._show(at=self.follow)
        self.follow = None

    def _found(self) -> list[Person]:
        wanted = self._queues[self._queue][1]
        found = self._index.find(self._field.text)
        return [person for person in found if wanted(person)] if self._queue else found

    def _show(self, at: str | None = None) -> None:
        found = self._found()
        self.table.show_rows(found, at=at)
        self._counts.show_parts(self._count_parts(len(found)))

    def _count_parts(self, shown: int) -> list[Part]:
        drawing = [person for person in self._people if not person.ended]
        ended = len(self._people) - len(drawing)
        parts: list[Part] = [("header", f" {self._queues[self._queue][0]} ")] if self._queue else []
        total = len(self._people) if self._ended else len(drawing)
        parts.append(("normal", f" {shown} người" if shown == total else f" {shown} trong {total} người"))
        waiting, open_ = sum(map(no_account, drawing)), sum(map(disputed, self._people))
        more = [f"{waiting} chưa có TK"] if waiting else []
        more += [f"{open_} ≠"] if open_ else []
        more += [f"{ended} đã thôi{' (đang hiện)' if self._ended else ''}"] if ended else []
        return [*parts, ("dim", "".join(f" · {text}" for text in more))]

    # Typing

    def on_field_changed(self, event: Field.Changed) -> None:
        """Every letter narrows the list down."""
        self._show()
        self.table.action_jump(0)

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """↓ goes to the table, Enter opens the first hit."""
        event.prevent_default()
        event.stop()
        if event.by_enter:
            self.table.action_choose()
        else:
            self.table.focus()

    def on_key(self, event: events.Key) -> None:
        """Letters and Backspace struck in the table go to the search line; ↑ in its first row goes there too."""
        if not self.table.has_focus:
            return
        if event.is_printable and event.character:
            event.stop()
            self._field.focus()
            self._field.input.insert_text_at_cursor(event.character)
        elif event.key == "backspace" and self._field.text:
            event.stop()
            self._field.focus()
            self._field.input.action_delete_left()
        elif event.key == "up" and not self.table.cursor:
            event.stop()
            self._field.focus()

    def may_leave(self) -> bool:
        """Esc first takes the search away, then the queue."""
        if self._field.text or self._queue:
            self._field.load("")
            self._queue = 0
            self._show()
            self._field.focus()
            return False
        return True

    # Commands

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter opens the person."""
        self.app.show("person", record=event.row.record, village=event.row.village)

    def action_new(self) -> None:
        """A new person, in a list of all villages after asking for the village."""
        if self._village is not None:
            self.app.show("person", record=None, village=self._village)
            return
        villages = [Option(place.slug, place.name) for place in self.app.book.villages()]
        here = self.table.row.village if self.table.row else ""
        self.app.push_screen(Pick("Người mới của thôn nào?", villages, at=here), self._new_in)

    def _new_in(self, village: str | None) -> None:
        if village is not None:
            self.app.show("person", record=None, village=village)

    def action_next_queue(self, step: int) -> None:
        """The next saved question."""
        self._queue = (self._queue + step) % len(self._queues)
        self._show()
        self.table.action_jump(0)

    def action_toggle_ended(self) -> None:
        """Those who no longer draw, too."""
        self._ended = not self._ended
        self._index = Index(person for person in self._people if self._ended or not person.ended)
        self._show()

    def action_accounts(self) -> None:
        """The accounts of the same people."""
        self.app.show("accounts", village=self._village)

    def action_findings(self) -> None:
        """What the checks found."""
        self.app.show("findings", village=self._village)

    def action_conflicts(self) -> None:
        """The conflicts."""
        self.app.show("conflicts")
