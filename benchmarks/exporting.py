"""Export of a month of 3,000 people against the fastest bare openpyxl writing of the same styled cells.

The floor writes, for every workbook that the export made, the same values with the same styles, each style made once and
shared, in openpyxl's write-only and in its normal mode, whichever is faster; it knows nothing of lists, pages or merges.
"""

from __future__ import annotations

import random
import tempfile
from copy import copy
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell, WriteOnlyCell

from benchmarks.timing import best, line
from exports.month import write_month
from store.lists import LISTS, ListRow, MonthLists
from store.profile import Commune

PEOPLE = 3000


def rows() -> dict[str, list[ListRow]]:
    """A month of 3,000 invented people over ten villages, in the proportions of a commune."""
    rng = random.Random(1)
    lists: dict[str, list[ListRow]] = {key: [] for key in LISTS}
    for number in range(PEOPLE):
        group = "NCC" if number % 4 == 0 else "BTXH"
        paid = rng.choice(["own", "own", "other", "cash"])
        digits = "".join(rng.choices("0123456789", k=13))
        row = ListRow(
            record=f"{number:016d}",
            village=f"thon-{number % 10}",
            village_name=f"Thôn {number % 10}",
            name=f"Lò Thị Ánh {number}",
            born=f"{rng.randint(1925, 2019)}-03-02",
            sex=rng.choice(["male", "female"]),
            regime="KT-03",
            regime_text="Người khuyết tật nặng",
            group=group,
            citizen_id=f"038{digits[:9]}",
            own_account=digits if paid == "own" else "",
            other_account=digits if paid == "other" else "",
            provider="" if paid == "cash" else "Agribank",
            receiver="authorised" if paid == "other" else "self",
            recipient_name="Hà Văn Út" if paid == "other" else "",
            relation="Con đẻ" if paid == "other" else "",
        )
        lists[f"annex-{group.lower()}"].append(row)
        where = {"own": ("ds1", "ds3"), "other": ("ds2", "ds4"), "cash": ("cash", "cash")}[paid]
        lists[where[0] if group == "NCC" else where[1]].append(row)
    return lists


def run() -> list[str]:
    """The rows of the table."""
    lists = MonthLists("2026-03", "Cẩm Lương", True, rows())
    commune = Commune(commune="Cẩm Lương", place="Cẩm Lương")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = write_month(lists, commune, folder, today=date(2026, 3, 28)).paths
        books = [_cells(path) for path in paths]
        ours = best(lambda: write_month(lists, commune, folder, today=date(2026, 3, 28)), 3)
        bare = folder / "bare.xlsx"
        floor = min(
            best(lambda: [write(cells, bare) for cells in books], 3)  # noqa: B023
            for write in (_write_only, _normal)
        )
    return [line("export of a month of 3,000 people", ours, floor, "≤ 1.3×")]


Look = tuple[object, ...]
Cells = list[list[tuple[object, Look]]]


def _cells(path: Path) -> Cells:
    """A workbook's cells as values and the parts of their styles, each distinct style one object."""
    sheet = load_workbook(path).worksheets[0]
    looks: dict[Look, Look] = {}

    def look(cell: Cell) -> Look:
        key = tuple(cell._style or ())
        parts = (cell.font, cell.border, cell.alignment, cell.number_format)
        return looks.setdefault(key, tuple(copy(part) for part in parts))

    return [
        [(cell.value, look(cell)) for cell in line if not isinstance(cell, MergedCell)] for line in sheet.iter_rows()
    ]


def _styled(cell: Cell, look: Look, known: dict[int, object]) -> None:
    """Gives the cell its style, made once for each look and shared after that."""
    style = known.get(id(look))
    if style is None:
        cell.font, cell.border, cell.alignment, cell.number_format = look
        style = known[id(look)] = cell._style
    cell._style = style


def _write_only(cells: Cells, path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("x")
    known: dict[int, object] = {}
    for values in cells:
        out = []
        for value, look in values:
            cell = WriteOnlyCell(sheet, value=value)
            _styled(cell, look, known)
            out.append(cell)
        sheet.append(out)
    book.save(path)


def _normal(cells: Cells, path: Path) -> None:
    book = Workbook()
    sheet = book.active
    known: dict[int, object] = {}
    for y, values in enumerate(cells, 1):
        for x, (value, look) in enumerate(values, 1):
            _styled(sheet.cell(y, x, value), look, known)
    book.save(path)
