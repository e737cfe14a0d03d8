"""A sheet as a sparse grid of cells: text decoded from old fonts, merged areas known, nothing interpreted yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from openpyxl.utils import get_column_letter

from store.vietnamese.legacy import decode
from store.vietnamese.text import tidy

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_FORCED = {"TCVN3": ".VnTime", "VNI": "VNI-Times"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. `value` is text decoded to Unicode (line ends kept), or what Excel holds; `text` is for reading.

    `legacy` says that the text came out of an old font, whose capitals may be lost. `formula` marks a formula whose
    result Excel never stored.
    """

    row: int
    column: int
    value: object
    text: str
    legacy: str = ""
    number_format: str = ""
    formula: bool = False

    @property
    def ref(self) -> str:
        """The cell as Excel names it, "F12"."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, both corners included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """The filled cells of one sheet by row and column, and its merged areas."""

    title: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    cut: bool = False
    _covering: dict[tuple[int, int], Area] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A merge over whole columns (seen in real files) must not be spelled out cell by cell.
        for area in self.areas:
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= 20_000:
                for row in range(area.top, area.bottom + 1):
                    for column in range(area.left, area.right + 1):
                        self._covering[row, column] = area

    def numbers(self) -> list[int]:
        """The rows that hold anything, in order."""
        return sorted(self.rows)

    def row(self, number: int) -> Mapping[int, Cell]:
        """The filled cells of a row by column."""
        return self.rows.get(number, {})

    def area(self, row: int, column: int) -> Area | None:
        """The merged area over a place."""
        return self._covering.get((row, column))

    def shown(self, row: int, column: int) -> Cell | None:
        """The cell that a reader sees at a place: its own, or the one of the merged area over it."""
        own = self.row(row).get(column)
        area = self.area(row, column)
        return own if own is not None or area is None else self.row(area.top).get(area.left)

    def inherited(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or the one that is merged down over it (not sideways: that is one value, not two)."""
        own = self.row(row).get(column)
        area = self.area(row, column)
        return own if own is not None or area is None or area.left != column else self.row(area.top).get(area.left)

    def texts(self, above: int, below: int = 0) -> Iterator[str]:
        """Every text between two rows, neither included: the title lines over a table."""
        for number in self.numbers():
            if below < number < above:
                yield from (cell.text for cell in self.row(number).values() if isinstance(cell.value, str))


def unescape(text: str) -> str:
    """Text with Excel's `_x000D_` spellings of control characters undone; carriage returns become line ends."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_of(value: object) -> str:
    """A value as a person reads it in the cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return str(value)


def make_cell(row: int, column: int, value: object, font: str | None, number_format: str) -> Cell:
    """A cell from what the workbook holds; text is decoded by its font before anything else touches it."""
    legacy = ""
    if isinstance(value, str):
        decoded = decode(unescape(value), font)
        value, legacy = decoded.text, decoded.encoding or ""
    return Cell(row, column, value, text_of(value), legacy, number_format)


def decode_the_rest(grid: Grid) -> None:
    """Where a sheet has shown one old encoding and no Unicode Vietnamese at all, the undecided cells are of it too.

    Titles and signatures are often in another font than the table, and a single short word proves nothing by itself.
    """
    cells = [cell for row in grid.rows.values() for cell in row.values() if isinstance(cell.value, str)]
    old = {cell.legacy for cell in cells if cell.legacy}
    if len(old) != 1 or any(_VIETNAMESE.search(str(cell.value)) for cell in cells if not cell.legacy):
        return
    (encoding,) = old
    for cell in cells:
        if not cell.legacy and not str(cell.value).isascii():
            decoded = decode(str(cell.value), _FORCED[encoding])
            if decoded.encoding == encoding:
                text = decoded.text
                changed = Cell(cell.row, cell.column, text, tidy(text), encoding, cell.number_format)
                grid.rows[cell.row][cell.column] = changed


def consecutive(numbers: list[int]) -> bool:
    """Whether these are counting numbers one after the other."""
    return all(b == a + 1 for a, b in pairwise(numbers))
