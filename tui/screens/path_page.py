"""Screens that begin with a path: a field for it, and a browser of drives and folders below."""

from __future__ import annotations

from pathlib import Path

from tui.drives import drives
from tui.screens.page import StagedPage
from tui.widgets.browser import Browser, typed_path
from tui.widgets.entry import Entry
from tui.widgets.field import Field

PATH_LABEL = 9
"""Cells of the captions above a browser."""


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
