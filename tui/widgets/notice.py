"""A dialog that says something too long for the message line, and waits for Enter."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.theme import SIGNS, Grade
from tui.widgets.modal import Modal


class Notice(Modal[None]):
    """What happened, and below it what is safe and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,space", "close", "Đóng", id="notice.close"),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = [("Enter", "Đã đọc")]
    WIDTH: ClassVar[int] = 70

    def __init__(self, what: str, detail: str = "", *, grade: Grade = "note", title: str = "Thông báo") -> None:
        super().__init__(title)
        self._what = f"{SIGNS[grade]} {what}"
        self._detail = detail

    def compose_box(self) -> list[Widget]:
        """The two texts."""
        rows: list[Widget] = [Static(self._what, markup=False, classes="modal-question")]
        if self._detail:
            rows.append(Static(self._detail, markup=False, classes="modal-detail"))
        return rows

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)
