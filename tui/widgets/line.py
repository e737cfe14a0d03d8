"""One row of coloured text, drawn without markup and repainted only when it changes.

The title, the message line, the key bar and the captions of fields are such rows. They are drawn straight into
strips: no layout, no children, a few hundred bytes a change on the wire.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui.theme import ELLIPSIS, LIGHT, PAIRS

Part = tuple[str, str]
"""The name of a pair of the palette, and text."""


def fit(text: str, width: int, align: str = "left") -> str:
    """The text in exactly `width` terminal cells: cut with `…`, or filled with spaces."""
    length = cell_len(text)
    if length > width:
        if width <= 0:
            return ""
        text = (chop_cells(text, width - 1) or [""])[0] + ELLIPSIS if width > 1 else ELLIPSIS
        length = cell_len(text)
    fill = width - length
    if align == "right":
        return " " * fill + text
    if align == "center":
        return " " * (fill // 2) + text + " " * (fill - fill // 2)
    return text + " " * fill


def parts_width(parts: Iterable[Part]) -> int:
    """The terminal cells that the parts take."""
    return sum(cell_len(text) for _, text in parts)


@lru_cache(maxsize=256)
def pair_style(theme: str, name: str) -> Style:
    """The style of a pair in a theme. Taken from the table, not from the style sheet: some twenty component styles a
    widget would cost a millisecond for every field that is mounted."""
    foreground, background = PAIRS.get(theme, LIGHT)[name]
    return Style(color=Color.parse(foreground).rich_color, bgcolor=Color.parse(background).rich_color)


class Painted(Widget):
    """A widget that draws with the pairs of the palette by name."""

    def pair(self, name: str) -> Style:
        """The style of a pair."""
        return pair_style(self.app.theme, name)

    def strip(self, parts: Iterable[Part], width: int, fill: str = "normal") -> Strip:
        """The parts as one row of `width` cells, the rest in the pair `fill`."""
        segments = [Segment(text, self.pair(name)) for name, text in parts if text]
        return Strip(segments).adjust_cell_length(width, self.pair(fill))


class Line(Painted, can_focus=False):
    """A widget of one row made of parts."""

    FILL: ClassVar[str] = "normal"
    """The pair of the part of the row that has no text."""

    ALLOW_SELECT = False

    def __init__(self, parts: Sequence[Part] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._parts = list(parts)

    @property
    def plain(self) -> str:
        """The text of the row."""
        return "".join(text for _, text in self._parts)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; costs nothing if they are the same."""
        if list(parts) != self._parts:
            self._parts = list(parts)
            self.refresh()

    def get_content_height(self, *_: object) -> int:
        """One row, whatever the text."""
        return 1

    def render_line(self, y: int) -> Strip:
        """The row."""
        return self.strip(self._parts if y == 0 else (), self.size.width, self.FILL)
