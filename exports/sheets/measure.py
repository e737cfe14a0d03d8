"""How wide text is on paper, and how high its row must be, because openpyxl cannot ask a printer.

The widths are those of Times New Roman (a thousandth of the font's size each; Liberation Serif, which has the same
metrics, was measured). A letter with marks is as wide as the bare one, except ơ and ư. Everything errs on the wide
side: a row a little too high reads well, a line cut off does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize

from exports.sheets.form import Column

UNIT = 6.0
"""Points in one unit of column width: the digit of Times New Roman 12, which `package` makes the workbook's font."""
PADDING = 3.75
"""Points of a column that Excel keeps free of text (5 pixels)."""
CAREFUL = 1.05
"""Screens and printers space letters a few per cent differently."""
LEADING = 1.22
"""Height of a line in sizes of the font: 19 pixels for the 16 of Times New Roman 12, and a little."""
TALLEST = 409.0
"""The tallest row that Excel has, in points."""

_REGULAR = {
    180: "'",
    200: "|",
    250: " ,.\u00a0",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr’",
    389: "Js",
    444: '?acez"“”',
    500: "#$*0123456789_bdghknopquvxy–đ^{}",
    541: "~ơư",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ",
    778: "&mƯ",
    833: "%",
    889: "M",
    944: "@W",
}
_BOLD = {
    220: "|",
    250: " ,.\u00a0",
    278: "'/\\il",
    333: "!()-:;[]`fjt’",
    389: "Is{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    556: 'Sbdhknpqu"đơ~',
    600: "+<=>^ưFP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    796: "GHKOQƠƯ",
    833: "&m",
    944: "M@",
    1000: "%W—…",
}


class _Widths(dict[str, int]):
    """Widths by character, worked out once for each."""

    def __init__(self, groups: dict[int, str]) -> None:
        super().__init__({char: width for width, chars in groups.items() for char in chars})

    def __missing__(self, char: str) -> int:
        apart = normalize("NFD", char)
        base = normalize("NFC", apart[0] + HORN) if HORN in apart else apart[0]
        self[char] = 0 if combining(char) else self.get(base, 1000)
        return self[char]


HORN = "\u031b"
_WIDTHS = {False: _Widths(_REGULAR), True: _Widths(_BOLD)}


def points(text: str, size: float, *, bold: bool = False) -> float:
    """The length of a line of text in points."""
    return sum(map(_WIDTHS[bold].__getitem__, text)) * size * CAREFUL / 1000


@lru_cache(maxsize=8192)
def lines(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many lines the text takes, broken at spaces, in a cell of that width in units."""
    room = width * UNIT - PADDING
    return sum(_lines(part, room, size, bold) for part in text.split("\n"))


def _lines(text: str, room: float, size: float, bold: bool) -> int:
    if points(text, size, bold=bold) <= room:
        return 1
    space = points(" ", size, bold=bold)
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = points(word, size, bold=bold)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        if wide > room:  # a word longer than the line is broken anywhere
            more = math.ceil(wide / room)
            count, used = count + more - 1, wide - (more - 1) * room
        else:
            used += wide + (space if used else 0.0)
    return count


def height(count: int, size: float, spare: float = 4.0) -> float:
    """The height in points of a row of so many lines, in the quarter points that Excel keeps."""
    return min(TALLEST, math.ceil((count * size * LEADING + spare) * 4) / 4)


def fit(columns: Sequence[Column], total: float, size: float) -> list[float]:
    """Widths of the columns in units: what digits need, then the rest by the columns' shares.

    `total` is the table's width for size 12. With a larger font the table grows by half as much: the text prints
    larger, and words still find room.
    """
    needed = [_needed(column, size) for column in columns]
    shares = sum(column.room for column in columns if column.wraps)
    left = max(total * (0.5 + size / 24) - sum(needed), shares * 0.6)
    return [round(wide or left * column.room / shares, 2) for column, wide in zip(columns, needed, strict=True)]


def _needed(column: Column, size: float) -> float:
    if column.wraps:
        return 0.0
    return (column.room * 0.5 * size * 1.02 + PADDING + 1.5) / UNIT
