"""A field: caption, one row of input, and a mark beside it.

The input keeps NFC whatever arrives (a combining accent struck after its vowel joins it), never selects its text on
focus (a first letter must not wipe out a name), and does not blink. `Enter`, `Tab` and `↓` go on, `↑` and `Shift+Tab`
go back. Leaving a field reads it: a good value is written back in its usual form, a bad one stays as typed, gets `×`
beside it and a sentence in the message line. Nothing blocks: an unfinished form can always be left and saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.events import Blur, Focus
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input

from tui.theme import HERE, SIGNS, Grade
from tui.widgets.choose import candidates, overview
from tui.widgets.entry import REFUSED, Entry
from tui.widgets.input import FieldInput
from tui.widgets.line import Painted, Part, fit

LEAD = 3
"""Cells before the caption: the sign of the focused field stands there."""
GAP = 2
"""Cells between caption and input, and between input and mark."""


class Field(Painted, can_focus=False):
    """One entry of a form. The focus goes to its `input`."""

    @dataclass
    class Changed(Message):
        """The person changed the text. Loading values does not post this."""

        field: Field

    @dataclass
    class Left(Message):
        """The focus went away; the value has been read (see `error`)."""

        field: Field

    @dataclass
    class Says(Message):
        """Something for the message line; the empty grade is a hint."""

        field: Field
        text: str
        grade: Grade

    @dataclass
    class GoOn(Message):
        """The person wants the next field (1) or the one before (-1)."""

        field: Field
        step: int
        by_enter: bool = False

    ALLOW_SELECT = False
    value: reactive[str] = reactive("", init=False, repaint=False)
    """The last good value, canonical; `""` is empty."""

    def __init__(self, entry: Entry, *, label_width: int | None = None, id: str | None = None) -> None:
        super().__init__(name=entry.name, id=id)
        self.entry = entry
        self.error = ""
        """Why the text cannot be read, or nothing."""
        self.label_width = label_width or cell_len(entry.label)
        self._flag: tuple[Grade, str] = ("", "")
        self._note = ""
        self._here = False
        self.input = FieldInput(self, entry)

    def compose(self) -> ComposeResult:
        """The input; the caption is drawn by the field itself, which saves a widget a row."""
        self.input.styles.margin = (0, GAP + 2, 0, self.label_width + GAP + LEAD)
        if self.entry.width is not None:
            self.input.styles.width = self.entry.width
        yield self.input

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.input.value

    @property
    def flagged(self) -> tuple[Grade, str]:
        """What is wrong or worth saying about the field: its grade and a sentence."""
        return ("error", self.error) if self.error else self._flag

    def load(self, value: str) -> None:
        """Show a value from the store; posts nothing and takes all marks away."""
        self.value = value
        self._flag = ("", "")
        self.input.put(self.entry.display(value))
        self._judge("")

    def put_text(self, text: str) -> None:
        """Show text as if typed, for instance from a draft."""
        self.input.put(text)
        self.accept()

    def flag(self, grade: Grade, text: str = "") -> None:
        """Put a mark beside the field for something the rules found; the empty grade takes it away."""
        self._flag = (grade, text)
        self.refresh()

    def peek(self) -> str | None:
        """The value of what stands in the field now, None if it cannot be read. Touches nothing, so it may be asked
        while typing."""
        if self.text == self.entry.display(self.value):
            return self.value
        try:
            return self.entry.read(self.text) if self.text.strip() else ""
        except ValueError:
            return None

    def accept(self, strict: bool = False) -> bool:
        """Read the text. Good: `value` is set and written in its usual form. Bad: `error` says why and the text
        stays.

        Only when `strict` (before saving) is an empty required field an error, and text that came from the store read
        again.
        """
        try:
            if strict or (self.text.strip() and self.text != self.entry.display(self.value)):
                self.value = self.entry.read(self.text)
            elif not self.text.strip():
                self.value = ""
        except ValueError as error:
            self._judge(str(error))
            return False
        self.input.put(self.entry.display(self.value))
        self._judge("")
        return True

    def _judge(self, error: str, note: str = "") -> None:
        """Set what stands beside the input; repaints only what differs."""
        if (self.error, self._note) != (error, note):
            self.error, self._note = error, note
            self.input.set_class(bool(error), "-invalid")
            self.refresh()

    def focus(self, scroll_visible: bool = True) -> Field:
        """Give the focus to the input, at once: keys struck after this go there."""
        self.screen.set_focus(self.input, scroll_visible)
        return self

    def hint(self) -> str:
        """The sentence for the message line while the field has the focus."""
        if self.entry.hint or not self.entry.options:
            return self.entry.hint
        return overview(self.entry.options)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of a change by hand; show at once what the typed letters would pick."""
        event.stop()
        note = ""
        if self.entry.kind == "choice":
            found = candidates(self.entry.options, self.text)
            if len(found) == 1 and found[0].label != self.text:
                note = f"→ {found[0].label}"
            elif len(found) > 1:
                self.post_message(self.Says(self, "  ".join(option.label for option in found), ""))
        self._judge("", note)
        self.post_message(self.Changed(self))

    def entered(self, event: Focus) -> None:
        """The input has got the focus."""
        self._mark_caption(True)
        grade, text = self.flagged
        self.post_message(self.Says(self, text or self.hint(), grade if text else ""))

    def left(self, event: Blur) -> None:
        """The input has lost the focus."""
        self._mark_caption(False)
        if not self.entry.locked and not self.accept():
            named = self.error.lower().startswith(self.entry.label.lower())
            self.post_message(self.Says(self, self.error if named else f"{self.entry.label}: {self.error}", "error"))
        self.post_message(self.Left(self))

    def _mark_caption(self, here: bool) -> None:
        self._here = here
        self.refresh(Region(0, 0, LEAD, 1))

    def go_on(self, step: int, by_enter: bool = False) -> None:
        """Ask for another field."""
        self.post_message(self.GoOn(self, step, by_enter))

    def refuse(self) -> None:
        """Say why a character was not taken."""
        self.post_message(self.Says(self, REFUSED.get(self.entry.kind, "Ô này đã đầy."), "warn"))

    def render_line(self, y: int) -> Strip:
        """The caption before the input and the mark behind it."""
        if y:
            return self.strip((), self.size.width)
        return self.strip(self._parts(), self.size.width)

    def _parts(self) -> Iterable[Part]:
        sign = HERE if self._here else " "
        yield "label", f" {sign} {fit(self.entry.label, self.label_width)}"
        room = self.size.width - self.label_width - LEAD
        taken = GAP + (room - 2 * GAP - 2 if self.entry.width is None else min(self.entry.width, room - 2 * GAP - 2))
        yield "normal", " " * taken
        grade, text = self.flagged
        if grade:
            yield "normal", " "
            yield grade, f"{SIGNS[grade]}"
        if self.entry.width is not None:
            note = self._note or (self._flag[1] if not self.error else "")
            yield "dim", fit(f" {note}" if grade else f"  {note}", max(0, room - taken - GAP))
