"""The base of all dialogs: a framed box over the screen, which stays visible; a row of keys inside the frame."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.widgets.line import Line, Part

Result = TypeVar("Result")


class Modal(ModalScreen[Result], inherit_bindings=False):
    """A dialog. Subclasses yield their rows in `compose_box` and name their keys in `KEYS`.

    A modal is made anew each time it is shown; it has two to five widgets.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    KEYS: ClassVar[list[tuple[str, str]]] = []
    """Key and meaning, shown in the last row of the box."""

    WIDTH: ClassVar[int] = 60
    """Cells, frame included; the screen may be narrower."""

    # Textual repaints the whole screen at every move of the focus otherwise (3.3 KB a Tab).
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title

    def compose(self) -> ComposeResult:
        """The box with the subclass's rows in it."""
        box = Vertical(*self.compose_box(), Line(self._key_parts(), classes="modal-keys"), classes="modal-box")
        box.border_title = self._heading
        box.styles.width = min(self.WIDTH, self.app.size.width)
        yield box

    def compose_box(self) -> list[Widget]:
        """The widgets inside the frame, above the row of keys."""
        return []

    def _key_parts(self) -> list[Part]:
        parts: list[Part] = []
        for key, meaning in self.KEYS:
            parts += [("key", f" {key} "), ("normal", f" {meaning}   ")]
        return parts

    def on_field_says(self, event: Any) -> None:
        """Dialogs that hold a field show its words themselves; nobody below listens."""
        event.stop()
