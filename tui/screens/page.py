"""What the screens of this program share beyond the base: they know the app and its book, and may have stages.

A *stage* is one of several widgets that take turns in the same place (choose a file, look at it, see the result). Esc goes
back to the first stage before it leaves the screen; keys that belong to one stage are hidden in the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.widget import Widget

from tui.app import SoAnSinh
from tui.base import BaseScreen
from tui.drives import drives
from tui.widgets.browser import Browser, typed_path
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.table import Table

PATH_LABEL = 9
"""Cells of the captions above a browser."""


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


def path_field(label: str) -> Field:
    """A field for a path. What stands in it is selected on focus, so that a path that is typed or pasted replaces it."""
    field = Field(Entry("path", label, hint="Gõ đường dẫn rồi Enter, hoặc chọn bên dưới."), label_width=PATH_LABEL)
    field.input.select_on_focus = True
    return field


class PathPage(StagedPage):
    """A staged screen that begins with a field for a path and a browser below it; `picked` gets what was chosen."""

    path_field: Field
    browser: Browser

    def picked(self, path: Path) -> None:
        """A file or folder was chosen, by Enter in the table or in the field."""
        raise NotImplementedError

    def start_browser(self, last: Path | None) -> None:
        """Show where the hand most likely wants to be, and say if no stick is to be seen."""
        self.browser.start(last)
        if not drives() and last is None:
            self.say("Chưa thấy USB nào: cắm USB rồi bấm F5, hoặc gõ đường dẫn.", "note")

    def on_browser_chosen(self, event: Browser.Chosen) -> None:
        """From the table."""
        self.path_field.load(str(event.path))
        self.picked(event.path)

    def on_browser_moved(self, event: Browser.Moved) -> None:
        """The field shows where the table is."""
        self.path_field.load(str(event.folder))
        self.app.last_folder = event.folder

    def on_browser_trouble(self, event: Browser.Trouble) -> None:
        """A folder that cannot be looked at."""
        self.app.tell(event.text, "Kiểm tra USB đã cắm chưa, rồi chọn lại.", "error")

    def on_field_go_on(self, event: Field.GoOn) -> None:
        """Enter in the path field takes the path; other keys move."""
        if event.field is not self.path_field:
            return
        event.prevent_default()
        event.stop()
        if not event.by_enter:
            self.focus_next() if event.step > 0 else self.focus_previous()
            return
        try:
            path = typed_path(event.field.text)
        except ValueError as error:
            self.say(str(error), "error")
            return
        self.typed(path)

    def typed(self, path: Path) -> None:
        """A path was typed: a folder is shown in the table, anything else is chosen."""
        if path.is_dir():
            if self.browser.go(path):
                self.focus_on(self.browser)
        else:
            self.picked(path)
