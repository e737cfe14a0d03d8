"""The input inside a field: Textual's `Input`, made for Vietnamese and for the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.events import Blur, Focus, Paste
from textual.widgets import Input

from store.vietnamese.text import nfc
from tui.widgets.entry import ALLOWED, Entry

if TYPE_CHECKING:
    from tui.widgets.field import Field

Typist = Callable[[str, str], str]
"""Given the text before the caret and a letter struck, the text that then stands before the caret."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class FieldInput(Input):
    """One row of text, always in NFC."""

    BINDINGS = [
        Binding("enter", "next(True)", "Tiếp", show=False, id="field.next", tooltip="Sang ô sau (cả Tab và ↓)"),
        Binding("down", "next(False)", "Tiếp", show=False),
        Binding("up", "previous", "Lùi ô", show=False, id="field.previous", tooltip="Về ô trước (cả Shift+Tab)"),
    ]

    def __init__(self, field: Field, entry: Entry) -> None:
        super().__init__(
            compact=True,
            select_on_focus=entry.kind == "choice",
            validate_on=(),
            restrict=ALLOWED.get(entry.kind),
            password=entry.blind,
            disabled=entry.locked,
        )
        self.cursor_blink = False
        self._field = field
        # The key fence: the last digit of such a field moves the focus, so the next key has to wait for it.
        self.fence_letters = bool(entry.full)

    def put(self, text: str) -> None:
        """Show this text without telling anybody; the caret goes to its end."""
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
        self.cursor_position = len(self.value)

    def validate_value(self, value: str) -> str:
        """Only NFC is ever held."""
        return nfc(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in place of a stretch. A combining accent joins the letter before it, so everything up to it is
        replaced."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        before = nfc(self.value[:start] + text)
        super().replace(before, 0, end)
        full = self._field.entry.full
        if text and full and len(self.value) >= full and self.cursor_at_end:
            self._field.go_on(1)

    def insert_text_at_cursor(self, text: str) -> None:
        """A letter struck on the keyboard: the app's typing method, if one is on, makes Vietnamese of it."""
        entry, caret = self._field.entry, self.cursor_position
        typist: Typist | None = getattr(self.app, "typist", None)
        if typist is None or entry.kind != "text" or entry.blind:
            super().insert_text_at_cursor(text)
        else:
            self.replace(typist(self.value[:caret], text), 0, caret)

    def restricted(self) -> None:
        """Say why, in place of a beep."""
        self._field.refuse()

    def _on_paste(self, event: Paste) -> None:
        # Input keeps only the first line of a paste, silently; a table cell or an address of two lines must come
        # whole.
        event.prevent_default()
        event.stop()
        text = _CONTROLS.sub(" ", event.text).strip()
        if text:
            self.replace(text, *self.selection)

    def _on_focus(self, event: Focus) -> None:
        self._field.entered(event)

    def _on_blur(self, event: Blur) -> None:
        self._field.left(event)

    def action_next(self, by_enter: bool) -> None:
        """Go on to the next field."""
        self._field.go_on(1, by_enter)

    def action_previous(self) -> None:
        """Go back to the field before."""
        self._field.go_on(-1)

    def action_cursor_left(self, select: bool = False) -> None:
        """One letter back; in a choice, the option before."""
        if not self._turn(-1):
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """One letter on; in a choice, the next option."""
        if not self._turn(1):
            super().action_cursor_right(select)

    def _turn(self, step: int) -> bool:
        entry = self._field.entry
        if entry.kind != "choice" or not entry.options:
            return False
        labels = [option.label for option in entry.options]
        here: Any = labels.index(self.value) if self.value in labels else (-1 if step > 0 else 0)
        self.value = labels[(here + step) % len(labels)]
        self.select_all()
        return True
