"""Ctrl+P: find any command by a part of its name, with or without accents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from store.vietnamese.text import fold
from tui.widgets.columns import Column
from tui.widgets.commands import Command
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.modal import Modal
from tui.widgets.table import Table


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """The commands whose name or sentence has all the typed words in it; those whose name begins so come first."""
    words = fold(typed).split()
    found = [
        (command, title)
        for command in commands
        for title in [fold(command.title)]
        if all(word in f"{title} {fold(command.help)}" for word in words)
    ]
    rank = {True: 0, False: 1}
    return [command for command, _ in sorted(found, key=lambda pair: rank[pair[1].startswith(" ".join(words))])]


class Palette(Modal[Command | None]):
    """The list of commands; answers the one chosen. The caller runs it when the dialog is gone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "close", "Đóng", id="palette.close"),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [("↑ ↓", "Chọn"), ("Enter", "Làm"), ("Esc", "Đóng")]
    WIDTH: ClassVar[int] = 70

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__("Lệnh")
        self._commands = commands
        self._field = Field(Entry("find", "Tìm lệnh"))
        self._table: Table[Command] = Table(
            [
                Column("Lệnh", lambda command: command.title, least=18),
                Column("", lambda command: command.help if command.help != command.title else "", least=12, share=2),
                Column("Phím", lambda command: command.key, width=9),
            ],
            key=lambda command: (command.id, command.title),
            empty="Không có lệnh nào như vậy.",
        )

    def compose_box(self) -> list[Widget]:
        """The field to type in and the list that follows it."""
        self._table.can_focus = False
        self._table.lively = True
        self._table.styles.height = min(len(self._commands), 13) + 1
        return [self._field, self._table]

    def on_mount(self) -> None:
        """All commands at first."""
        self._field.focus()
        self._table.show_rows(self._commands)

    def on_field_changed(self, event: Field.Changed) -> None:
        """Narrow the list down to what is typed."""
        found = matching(self._commands, event.field.text)
        self._table.show_rows(found)
        self._table.action_jump(0)

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Up and down move in the list; Enter takes."""
        event.stop()
        if event.by_enter:
            self.dismiss(self._table.row)
        else:
            self._table.step(event.step)

    def action_page(self, pages: int) -> None:
        """A screenful of the list."""
        self._table.action_page(pages)

    def action_close(self) -> None:
        """Back without a command."""
        self.dismiss(None)
