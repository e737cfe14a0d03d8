"""What the screens of this program share beyond the base: they know the app and its book, and may have stages.

A *stage* is one of several widgets that take turns in the same place (choose a file, look at it, see the result). Esc goes
back to the first stage before it leaves the screen; keys that belong to one stage are hidden in the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import getters
from textual.widget import Widget

from tui.app import SoAnSinh
from tui.base import BaseScreen
from tui.widgets.table import Table


class Page(BaseScreen[None]):
    """A screen on the open book."""

    app = getters.app(SoAnSinh)
    AUTO_FOCUS = ""  # `reset` says where the keys go; an automatic focus before it would leave its hint behind

    def focus_on(self, widget: Widget) -> None:
        """Give the keys to this widget, or to the first table in it, at once."""
        self.set_focus(widget if widget.can_focus else widget.query(Table).first())


class StagedPage(Page):
    """A screen whose widgets take turns. Subclasses fill `stages` in `compose_body`."""

    ACTIONS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The stages in which an action can be done; an action that is not named can always be done."""

    def __init__(self) -> None:
        super().__init__()
        self.stages: dict[str, Widget] = {}
        self.stage = ""
        """The stage that is shown."""

    def turn_to(self, stage: str) -> None:
        """Show this stage and give it the keys."""
        self.stage = stage
        for name, widget in self.stages.items():
            widget.display = name == stage
        self.focus_on(self.stages[stage])
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what belongs to the stage."""
        return self.stage in self.ACTIONS.get(action, (self.stage,))

    def may_leave(self) -> bool:
        """Esc goes back to the first stage first."""
        first = next(iter(self.stages))
        if self.stage == first:
            return True
        self.turn_to(first)
        self.say("")
        return False
