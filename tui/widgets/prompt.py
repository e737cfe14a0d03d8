"""A dialog for one line of text: a reason, a folder, a name."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.message import MessageLine
from tui.widgets.modal import Modal


class Prompt(Modal[str | None]):
    """Asks for one value; answers its canonical text, or None for Esc. Enter is taken only when the value can be
    read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Thôi", id="prompt.cancel"),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [("Enter", "Nhận"), ("Esc", "Thôi")]
    WIDTH: ClassVar[int] = 70

    def __init__(self, title: str, entry: Entry, *, question: str = "", value: str = "") -> None:
        super().__init__(title)
        self._question = question
        self._value = value
        self._field = Field(entry)
        self._message = MessageLine()

    def compose_box(self) -> list[Widget]:
        """The question, the field, and a row for what is wrong."""
        rows: list[Widget] = []
        if self._question:
            rows.append(Static(self._question, markup=False, classes="modal-question"))
        return [*rows, self._field, self._message]

    def on_mount(self) -> None:
        """Show the value to start from."""
        self._field.load(self._value)
        self._field.focus()

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Enter closes, if the text can be read."""
        event.stop()
        if event.by_enter:
            if self._field.accept(strict=True):
                self.dismiss(self._field.value)
            else:
                self._message.say(self._field.error, "error")

    def on_field_says(self, event: Field.Says) -> None:
        """The field's hint or complaint, inside the box."""
        event.stop()
        self._message.say(event.text, event.grade)

    def action_cancel(self) -> None:
        """Close without a value."""
        self.dismiss(None)
