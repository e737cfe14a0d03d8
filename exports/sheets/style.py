"""How cells look: one shared style array for each kind of cell.

Setting font, border and alignment on every cell is what makes openpyxl slow; a style array made once from a template
cell and shared by all cells of its kind is two to three times faster (measured). Text that Excel could take for
something else keeps the quote prefix, so that it stays text even after somebody edits the cell.
"""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("^[=+@'-]|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONG = 255
"""Older Excels show a cell of format `@` with more characters than this as ######."""

_HORIZONTAL = {"number": "center", "digits": "center", "middle": "center", "text": "left"}


class Styles:
    """The style arrays of one worksheet, by kind of cell."""

    def __init__(self, ws: Worksheet, font: str, size: float) -> None:
        self._ws = ws
        self.font = font
        self.size = size
        thin = Side(style="thin")
        self._grid = Border(left=thin, right=thin, top=thin, bottom=thin)
        self._made: dict[tuple[object, ...], StyleArray] = {}

    def line(self, horizontal: str, size: float, *, bold: bool = False, italic: bool = False) -> StyleArray:
        """Text around the table, of its own size in points."""
        return self._make(("line", horizontal, size, bold, italic))

    def head(self) -> StyleArray:
        """A header cell."""
        return self._make(("head",))

    def body(self, kind: str, *, guarded: bool = False, long: bool = False) -> StyleArray:
        """A cell of the table. `guarded`: keeps the quote prefix; `long`: too long for the text format."""
        return self._make(("body", kind, guarded, long))

    def _make(self, key: tuple[Any, ...]) -> StyleArray:
        if key not in self._made:
            cell = Cell(self._ws, row=1, column=1)  # a template: it never stands in the sheet
            getattr(self, f"_{key[0]}")(cell, *key[1:])
            self._made[key] = cell._style
        return self._made[key]

    def _line(self, cell: Cell, horizontal: str, size: float, bold: bool, italic: bool) -> None:
        cell.font = Font(name=self.font, size=size, bold=bold, italic=italic)
        cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)

    def _head(self, cell: Cell) -> None:
        cell.font = Font(name=self.font, size=self.size, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = self._grid

    def _body(self, cell: Cell, kind: str, guarded: bool, long: bool) -> None:
        digits = kind in ("number", "digits")
        cell.font = Font(name=self.font, size=self.size)
        cell.alignment = Alignment(
            horizontal=_HORIZONTAL[kind], vertical="center", wrap_text=not digits, shrink_to_fit=digits
        )
        cell.border = self._grid
        if kind != "number" and not long:
            cell.number_format = "@"
        if guarded:
            cell._style.quotePrefix = 1


def special(text: str) -> bool:
    """Whether the text needs `written_with_care`: it begins like a formula, or holds what no workbook can."""
    return _SPECIAL.search(text) is not None or len(text) > LONG


def harmless(text: str) -> str:
    """The text without the characters that a workbook cannot hold. They are refused at entry; a file edited by hand
    could still bring one, and it must not spoil the whole month."""
    return _ILLEGAL.sub("", text)


def put(cell: Any, text: str, style: StyleArray) -> None:
    """Writes text as text, whatever it looks like (`=1+1`, `#N/A`)."""
    cell._style = style
    if text:
        cell.value = harmless(text)
        cell.data_type = "s"
