"""The message line, second row from the bottom: one sentence, its weight shown by a sign as well as by colour."""

from __future__ import annotations

from textual.widget import Widget

from tui.theme import SIGNS, Grade
from tui.widgets.line import Line


class MessageLine(Line):
    """Shows one message. A *hint* (the empty grade) gives way to everything.

    It does not drive out an error about another field, nor a warning that the screen gave.
    """

    grade: Grade = ""
    about: Widget | None = None
    """The field the message speaks of, if any."""

    def say(self, text: str, grade: Grade = "note", about: Widget | None = None) -> None:
        """Show a message in place of whatever stands there."""
        self.grade = grade if text else ""
        self.about = about
        if not text:
            self.show_parts([])
        elif grade == "":
            self.show_parts([("dim", f"   {text}")])
        else:
            self.show_parts([(grade, f" {SIGNS[grade]} "), ("normal", f" {text}")])

    def hint(self, text: str, about: Widget | None = None) -> None:
        """Show a hint, unless a complaint about something else still has to be read."""
        complaint = self.grade == "error" or (self.grade in ("warn", "conflict") and self.about is None)
        if not complaint or self.about is about:
            self.say(text, "", about)
