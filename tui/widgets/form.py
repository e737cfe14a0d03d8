"""A form: entries one under the other, their values together, and what has changed since they were loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from tui.widgets.entry import Entry, Heading
from tui.widgets.field import Field
from tui.widgets.line import Line


class HeadingLine(Line):
    """A heading between fields, in the colour of table headers."""

    FILL: ClassVar[str] = "header"


class Form(VerticalScroll, can_focus=False):
    """A scrolling column of fields. It takes no focus itself; `Enter` in the last field posts `Submitted`."""

    @dataclass
    class Submitted(Message):
        """Enter was struck in the last field that can be changed."""

        form: Form

    def __init__(
        self, entries: Sequence[Entry | Heading], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        width = max((cell_len(entry.label) for entry in entries if isinstance(entry, Entry)), default=0)
        self._rows: list[Field | Line] = [
            Field(entry, label_width=width) if isinstance(entry, Entry) else HeadingLine([("header", f" {entry.text}")])
            for entry in entries
        ]
        self.fields: dict[str, Field] = {row.entry.name: row for row in self._rows if isinstance(row, Field)}
        """The fields by name, in their order."""
        self._loaded: dict[str, str] = dict.fromkeys(self.fields, "")

    def compose(self) -> ComposeResult:
        """The rows."""
        yield from self._rows

    def __getitem__(self, name: str) -> Field:
        return self.fields[name]

    def load(self, values: Mapping[str, str] | None = None) -> None:
        """Show these values (missing ones are empty) and take them as the state that changes are counted from."""
        values = values or {}
        for name, field in self.fields.items():
            self._loaded[name] = values.get(name, "")
            field.load(self._loaded[name])
        self.scroll_home(animate=False, immediate=True)

    def values(self) -> dict[str, str]:
        """The canonical values of all fields, also of the one being typed in.

        A field whose text cannot be read gives its last good value: ask `first_error` before saving.
        """
        return {name: field.value if (now := field.peek()) is None else now for name, field in self.fields.items()}

    def texts(self) -> dict[str, str]:
        """What stands in the fields, letter by letter, for a draft."""
        return {name: field.text for name, field in self.fields.items()}

    def changed(self) -> dict[str, str]:
        """The values that differ from those loaded. A locked field never changes."""
        return {name: value for name, value in self.values().items() if value != self._loaded[name]}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what was loaded, unreadable text included."""
        return any(field.peek() != self._loaded[name] for name, field in self.fields.items())

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft back: texts as typed, on top of the loaded values."""
        for name, text in texts.items():
            if name in self.fields and text != self.fields[name].text:
                self.fields[name].put_text(text)

    def first_error(self) -> Field | None:
        """Read every field strictly and return the first that is wrong or required and empty."""
        wrong = [field for field in self.fields.values() if not field.entry.locked and not field.accept(strict=True)]
        return wrong[0] if wrong else None

    def focus_first(self) -> None:
        """Give the focus to the first field that can be changed."""
        for field in self._open_fields()[:1]:
            field.focus()

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Move to the next or the previous field; Enter in the last one submits."""
        event.stop()
        fields = self._open_fields()
        place = fields.index(event.field) + event.step
        if 0 <= place < len(fields):
            fields[place].focus()
        elif event.step > 0 and event.by_enter:
            event.field.accept()
            self.post_message(self.Submitted(self))
        elif event.step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _open_fields(self) -> list[Field]:
        return [field for field in self.fields.values() if not field.entry.locked and field.display]
