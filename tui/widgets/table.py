"""A table of any length that draws only what is seen.

Textual's DataTable measures every cell of every row when it is filled (a second for 5,000 people). This one keeps the
sequence it is given and asks for the cells of the rows on the screen when they are painted: filling costs nothing, a
step of the cursor repaints two lines. The row under the cursor carries `»`, a row with something to say carries the
sign of its grade, a ticked row `*`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual.binding import Binding
from textual.events import Blur, Focus, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.theme import HERE, MORE_ABOVE, MORE_BELOW, SIGNS, Grade
from tui.widgets.columns import Column, fit_columns
from tui.widgets.line import Painted, Part, fit
from tui.widgets.scrollbar import THUMB, TRACK, thumb_range

Row = TypeVar("Row")
_LEAD = 4
"""Cells before the first column: a space, the cursor's sign, the tick or the grade's sign, a space."""
_TRAIL = 2
"""Cells behind the last column: a space and the scroll bar."""


class Table(Painted, Generic[Row], can_focus=True):
    """Rows under a header. Rows are told apart by `key`, so that the cursor stays on its person when the list is read
    anew."""

    @dataclass
    class RowChosen(Message):
        """Enter was struck on a row."""

        table: Table[Any]
        key: Hashable
        row: Any

    @dataclass
    class RowMoved(Message):
        """The cursor is on another row, or on none (`row` None). Several at once collapse into the last."""

        table: Table[Any]
        key: Hashable
        row: Any

        def can_replace(self, message: Message) -> bool:
            """An older one of the same table need not be handled."""
            return isinstance(message, Table.RowMoved) and message.table is self.table

    @dataclass
    class Ticked(Message):
        """The ticked rows changed."""

        table: Table[Any]

    ALLOW_SELECT = False
    BINDINGS = [
        Binding("enter", "choose", "Mở", id="table.choose", tooltip="Mở dòng đang chọn"),
        Binding("space", "tick", "Đánh dấu", id="table.tick", tooltip="Đánh dấu hoặc bỏ dấu dòng đang chọn"),
        Binding("up", "move(-1)", "Lên", show=False, id="table.move", key_display="↑ ↓", tooltip="Lên, xuống một dòng"),
        Binding("down", "move(1)", "Xuống", show=False),
        Binding(
            "pageup", "page(-1)", "Trang", show=False, id="table.page", key_display="PgUp PgDn", tooltip="Từng trang"
        ),
        Binding("pagedown", "page(1)", "Trang sau", show=False),
        Binding(
            "home", "jump(0)", "Đầu", show=False, id="table.ends", key_display="Home End", tooltip="Về đầu, về cuối"
        ),
        Binding("end", "jump(-1)", "Cuối", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        grade: Callable[[Row], Grade] | None = None,
        empty: str = "Chưa có gì.",
        can_tick: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = list(columns)
        self.empty = empty
        self.can_tick = can_tick
        self.ticked: set[Hashable] = set()
        """The keys of the ticked rows."""
        self._key = key
        self._grade = grade
        self._list: Sequence[Row] = ()
        self._cursor = 0
        self._top = 0
        self.lively = False
        """Show the cursor as if the table had the focus: another widget moves it with `step`."""
        self._fitted: list[tuple[Column[Row], int]] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, as they were given."""
        return self._list

    @property
    def cursor(self) -> int:
        """The place of the cursor, counted from 0."""
        return self._cursor

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._list[self._cursor] if self._list else None

    @property
    def key(self) -> Hashable:
        """The key of the row under the cursor, or None."""
        return self._key(self._list[self._cursor]) if self._list else None

    def show_rows(self, rows: Sequence[Row], *, at: Hashable = None) -> None:
        """Show other rows. The cursor goes to the row with the key `at`, or stays on its row, or as near as can be."""
        wanted = self.key if at is None else at
        self._list = rows
        place = next((place for place, row in enumerate(rows) if self._key(row) == wanted), None)
        self._cursor = min(self._cursor, max(0, len(rows) - 1)) if place is None else place
        self._keep_in_view()
        self.refresh()
        if self.key != wanted:
            self._moved()

    def go_to(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key; False if there is none."""
        for place, row in enumerate(self._list):
            if self._key(row) == key:
                self._put_cursor(place)
                return True
        return False

    def step(self, rows: int) -> None:
        """Move the cursor so many rows down (up if negative); also for a filter field above the table."""
        self._put_cursor(self._cursor + rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ticking only where it means something."""
        return self.can_tick if action == "tick" else True

    def action_choose(self) -> None:
        """Tell that the row under the cursor was chosen."""
        if self._list:
            self.post_message(self.RowChosen(self, self.key, self.row))

    def action_tick(self) -> None:
        """Tick or untick, and go one row on."""
        if self._list:
            self.ticked ^= {self.key}
            self.post_message(self.Ticked(self))
            self._repaint(self._cursor)
            self.step(1)

    def action_move(self, rows: int) -> None:
        """One row up or down."""
        self.step(rows)

    def action_page(self, pages: int) -> None:
        """A screenful up or down, one row kept in sight."""
        self.step(pages * max(1, self._height - 1))

    def action_jump(self, place: int) -> None:
        """To the first row (0) or the last (-1)."""
        self._put_cursor(place if place >= 0 else len(self._list) - 1)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 1)

    def _put_cursor(self, place: int) -> None:
        place = max(0, min(place, len(self._list) - 1))
        if place == self._cursor:
            return
        before, self._cursor = self._cursor, place
        if self._keep_in_view():
            self.refresh()
        else:
            self._repaint(before)
            self._repaint(place)
        self._moved()

    def _moved(self) -> None:
        self.post_message(self.RowMoved(self, self.key, self.row))

    def _keep_in_view(self) -> bool:
        """Scroll so that the cursor is seen; whether anything scrolled."""
        top = min(self._top, self._cursor, max(0, len(self._list) - self._height))
        top = max(top, self._cursor - self._height + 1)
        scrolled, self._top = top != self._top, top
        return scrolled

    def _repaint(self, place: int) -> None:
        self.refresh(Region(0, place - self._top + 1, self.size.width, 1))

    def _on_resize(self, event: Resize) -> None:
        self._fitted = fit_columns(self.columns, event.size.width - _LEAD - _TRAIL)
        self._keep_in_view()
        self.refresh()

    def _on_focus(self, event: Focus) -> None:
        self._repaint(self._cursor)

    def _on_blur(self, event: Blur) -> None:
        self._repaint(self._cursor)

    def render_line(self, y: int) -> Strip:
        """The header, or a row."""
        width = self.size.width
        if y == 0:
            titles = " ".join(fit(column.title, cells, column.align) for column, cells in self._fitted)
            return self.strip([("header", " " * _LEAD + titles)], width, "header")
        place = self._top + y - 1
        if place >= len(self._list):
            text = f"{' ' * _LEAD}{self.empty}" if not self._list and y == 2 else ""
            return self.strip([("dim", text)], width)
        return self.strip([*self._row_parts(place, width), ("dim", f" {self._bar(y - 1)}")], width)

    def _row_parts(self, place: int, width: int) -> list[Part]:
        row = self._list[place]
        here = place == self._cursor
        style = ("row-cursor" if self.has_focus or self.lively else "row-cursor-blurred") if here else "normal"
        grade: Grade = self._grade(row) if self._grade else ""
        sign = SIGNS[grade]
        lead: list[Part] = [(style, f" {HERE if here else ' '}"), (grade or style, sign), (style, " ")]
        if self._key(row) in self.ticked:
            lead = [
                (style, f" {HERE if here else ' '}"),
                (grade or style, "*" if not grade else sign),
                (style, "*" if grade else " "),
            ]
        cells = " ".join(fit(column.cell(row), size, column.align) for column, size in self._fitted)
        return [*lead, (style, fit(cells, width - _LEAD - _TRAIL))]

    def _bar(self, y: int) -> str:
        height, total = self._height, len(self._list)
        if total <= height:
            return " "
        if y == 0 and self._top:
            return MORE_ABOVE
        if y == height - 1 and self._top + height < total:
            return MORE_BELOW
        start, end = thumb_range(height, total, height, self._top)
        return THUMB if start <= y < end else TRACK
