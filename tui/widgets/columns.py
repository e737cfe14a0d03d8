"""Columns of a table, and how they share the width of a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its title, what it shows of a row, and how wide it is."""

    title: str
    cell: Callable[[Row], str]
    width: int = 0
    """Cells. 0 makes the column flexible: it gets `least` and a share of what is left."""
    align: Literal["left", "right", "center"] = "left"
    least: int = 6
    """The width below which a flexible column must not fall."""
    share: int = 1
    """The weight of a flexible column when what is left is shared out."""
    extra: bool = False
    """May be left out on a narrow screen; the last such column goes first."""

    @property
    def needs(self) -> int:
        """The least width."""
        return self.width or self.least


def fit_columns(columns: Sequence[Column[Row]], width: int, gap: int = 1) -> list[tuple[Column[Row], int]]:
    """The columns to show in so many cells, each with its width.

    Extra columns are dropped from the right until the rest fits; what is left over goes to the flexible columns by
    their shares, to the cell. If even the needed columns are too wide, the last ones are cut.
    """
    shown = list(columns)

    def needed() -> int:
        return sum(column.needs for column in shown) + gap * (len(shown) - 1)

    for column in reversed(columns):
        if column.extra and needed() > width:
            shown.remove(column)
    spare = max(0, width - needed())
    shares = sum(column.share for column in shown if not column.width)
    widths: list[int] = []
    given = seen = 0
    for column in shown:
        extra = 0
        if not column.width and shares:
            seen += column.share
            extra = spare * seen // shares - given
            given += extra
        widths.append(column.needs + extra)
    over = sum(widths) + gap * (len(shown) - 1) - width
    for place in range(len(widths) - 1, -1, -1):
        if over <= 0:
            break
        cut = min(over, widths[place] - 1)
        widths[place] -= cut
        over -= cut
    return list(zip(shown, widths, strict=True))
