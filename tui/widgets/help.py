"""F1: what this screen is for, what the focused field wants, and every key that works now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.commands import Command, current_commands
from tui.widgets.field import Field
from tui.widgets.form import HeadingLine
from tui.widgets.line import Line, Part, fit
from tui.widgets.modal import Modal


class HelpText(VerticalScroll, can_focus=True):
    """The scrolling text; moves by lines and pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Lên", show=False),
        Binding("down", "scroll_down", "Xuống", show=False),
    ]


class Help(Modal[None]):
    """The help of a screen, put together from its `HELP`, its bindings and its focused field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,ctrl+g,enter", "close", "Đóng", id="help.close"),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [("↑ ↓", "Xem tiếp"), ("Esc", "Đóng")]
    WIDTH: ClassVar[int] = 76

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__(f"Trợ giúp: {screen.title or screen.name or ''}")
        self._about = (getattr(screen, "HELP", None) or "").strip()
        self._field = focused_field(screen)
        self._commands = current_commands(screen)

    def compose_box(self) -> list[Widget]:
        """The text in a scrolling part."""
        rows: list[Widget] = []
        if self._about:
            rows.append(Static(self._about, markup=False, classes="help-text"))
        if self._field is not None:
            rows += [HeadingLine([("header", f" Ô «{self._field.entry.label}»")]), *self._field_rows(self._field)]
        rows.append(HeadingLine([("header", " Các phím")]))
        rows += [Line(parts) for parts in key_rows(self._commands)]
        return [HelpText(*rows)]

    @staticmethod
    def _field_rows(field: Field) -> list[Widget]:
        entry = field.entry
        texts = [text for text in (field.flagged[1], entry.help or entry.hint) if text]
        if entry.options:
            texts.append("Gõ số, chữ đầu các từ hoặc một từ (không cần dấu); ← → để đổi.")
            texts += [f"{number:>3}  {option.label}" for number, option in enumerate(entry.options, 1)]
        return [Static(text, markup=False, classes="help-text") for text in texts]

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


def key_rows(commands: Sequence[Command]) -> list[list[Part]]:
    """One row a command: its keys, its name, a sentence more."""
    keys = [" ".join(command.keys) for command in commands]
    widest = max((cell_len(key) for key in keys), default=0)
    rows: list[list[Part]] = []
    for command, key in zip(commands, keys, strict=True):
        more = command.help if command.help and command.help != command.title else command.title
        rows.append([("normal", " "), ("key", f" {fit(key, widest)} "), ("normal", f"  {more}")])
    return rows


def focused_field(screen: Screen[Any]) -> Field | None:
    """The field that has the focus, if one has."""
    parent = screen.focused.parent if screen.focused is not None else None
    return parent if isinstance(parent, Field) else None
