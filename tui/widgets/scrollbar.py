"""A scroll bar of line and block characters, which every console font has; Textual's own needs eighths of blocks."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_NO_COLOR = Color.parse("default")
TRACK, THUMB = "│", "█"


def thumb_range(height: int, total: float, shown: float, first: float) -> tuple[int, int]:
    """The rows `[start, end)` of a bar of this height that stand for what is shown."""
    if total <= shown or not height:
        return 0, 0
    length = max(1, min(height - 1, round(height * shown / total)))
    start = ceil((height - length) * first / (total - shown))
    return start, start + length


class PlainScrollBar(ScrollBarRender):
    """Set as `ScrollBar.renderer` by the app."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _NO_COLOR,
        bar_color: Color = _NO_COLOR,
    ) -> Segments:
        """The bar as segments; only vertical bars are used in this program."""
        style = Style(color=bar_color, bgcolor=back_color)
        start, end = thumb_range(size, virtual_size, window_size, position)
        rows = [Segment((THUMB if start <= y < end else TRACK) * thickness, style) for y in range(size)]
        return Segments(rows, new_lines=vertical)
