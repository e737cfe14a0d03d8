"""The one question dialog of the program: yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.widgets.line import Part
from tui.widgets.modal import Modal


class Confirm(Modal[bool]):
    """Asks; answers True for yes. `C` is yes, `K` and Esc are no, Enter takes the safe answer (no, unless said
    otherwise).

    The question says what will happen in one line; `detail` says what is safe and what cannot be undone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c,C,y,Y", "answer(True)", "Có", id="confirm.yes"),
        Binding("k,K,n,N,escape", "answer(False)", "Không", id="confirm.no"),
        Binding("enter", "default", "Chọn sẵn", id="confirm.default"),
    ]

    def __init__(
        self,
        question: str,
        detail: str = "",
        *,
        title: str = "Xác nhận",
        yes: str = "Có",
        no: str = "Không",
        default: bool = False,
    ) -> None:
        super().__init__(title)
        self._texts = (question, detail)
        self._answers = {True: yes, False: no}
        self._default = default

    def compose_box(self) -> list[Widget]:
        """The question, and what there is to know about it."""
        question, detail = self._texts
        rows: list[Widget] = [Static(question, markup=False, classes="modal-question")]
        if detail:
            rows.append(Static(detail, markup=False, classes="modal-detail"))
        return rows

    def _key_parts(self) -> list[Part]:
        parts: list[Part] = []
        for key, answer in (("C", True), ("K", False)):
            shown = f" {key}, Enter " if answer is self._default else f" {key} "
            parts += [("key", shown), ("normal", f" {self._answers[answer]}   ")]
        return parts

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.dismiss(answer)

    def action_default(self) -> None:
        """Close with the safe answer."""
        self.dismiss(self._default)
