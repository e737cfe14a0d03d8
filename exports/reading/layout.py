"""Finding the tables of a sheet: where a header stands, how deep it is, and what each column under it holds.

Nothing is taken from a fixed place. A header is a run of rows whose cells are mostly captions that are understood, a
name among them; it may start anywhere, be one to several rows deep, be merged or not, and stand again further down for
the next page or the next table.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from exports.reading.captions import IGNORED, meaning
from exports.reading.grid import Cell, Grid, consecutive

MAX_DEPTH = 6
_ATTRIBUTES = ("born", "citizen_id", "phone")
_LONGEST_CAPTION = 160


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its header's first row, its first row of data, and its last; columns by key, in order of place."""

    top: int
    first: int
    last: int
    columns: dict[str, list[int]]
    unread: dict[int, str]
    """Captions that were not understood, by column."""

    def column(self, key: str) -> int | None:
        """The first column of that key."""
        places = self.columns.get(key)
        return places[0] if places else None


def find_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet from top to bottom."""
    headers: list[tuple[int, int, dict[int, list[str]]]] = []
    after = 0
    for row in grid.numbers():
        if row > after and (found := _header(grid, row)) is not None:
            headers.append(found)
            after = found[1]
    tables = []
    for i, (top, bottom, paths) in enumerate(headers):
        last = headers[i + 1][0] - 1 if i + 1 < len(headers) else grid.numbers()[-1]
        columns, unread = assign(paths)
        tables.append(Table(top, bottom + 1, last, columns, unread))
    return tables


def is_number_row(row: dict[int, Cell] | None) -> bool:
    """Whether this is the line of column numbers: (1) (2) (3) …, 1 2 3 …, A B C …"""
    cells = [cell.text.strip("() .") for cell in (row or {}).values()]
    if len(cells) < 3 or not all(
        re.fullmatch(r"\d{1,2}|[A-Za-z]|\d{1,2} ?= ?[\d+\-x()]{1,20}", text) for text in cells
    ):
        return False
    numbers = [int(text) for text in cells if text.isdigit()]
    return (
        len(numbers) < 2 or consecutive(numbers) or (sorted(set(numbers)) == numbers and len(numbers) >= len(cells) - 2)
    )


def _header(grid: Grid, row: int) -> tuple[int, int, dict[int, list[str]]] | None:
    """The header that starts at this row: its first and last row and the caption path of each column.

    A line of headings over the captions ("Người được ủy quyền" over "Họ tên", "Số CCCD") is part of it only if the
    captions say more with it than without; a title that happens to stand right above is not.
    """
    best: tuple[int, int, int, dict[int, list[str]]] | None = None
    for top in range(row, row + 3):
        if best is not None and top > best[2]:
            break
        if not _starts(grid, top):
            if top == row:
                return None
            continue
        bottom = _bottom(grid, top)
        paths = _paths(grid, top, bottom)
        columns, _ = assign(paths)
        keys = set(columns) - {"stt"}
        score = len(keys)
        if "name" in keys and score >= 3 and (best is None or score >= best[0]):
            best = (score, top, bottom, paths)
    return None if best is None else best[1:]


def _starts(grid: Grid, row: int) -> bool:
    hits, filled = _hits(grid, row)
    return hits >= 2 and _headerish(grid, row) and hits * 2 >= filled


def _hits(grid: Grid, row: int) -> tuple[int, int]:
    """How many cells of a row are captions that are understood on their own, and how many are filled."""
    cells = grid.row(row).values()
    return sum(meaning([cell.text]) is not None for cell in cells), len(cells)


def _headerish(grid: Grid, row: int) -> bool:
    """Whether a row could be part of a header: words, no dates, no long numbers."""
    cells = list(grid.row(row).values())
    return bool(cells) and all(
        isinstance(cell.value, str)
        and len(cell.text) <= _LONGEST_CAPTION
        and not re.search(r"\d{5}", cell.text)
        and not re.fullmatch(r"[\d().,/ ]+", cell.text)
        for cell in cells
    )


def _bottom(grid: Grid, top: int) -> int:
    """The last row of the header that starts at `top`."""
    bottom = top
    while bottom < top + MAX_DEPTH:
        reach = max(
            (a.bottom for c in grid.row(bottom) if (a := grid.area(bottom, c)) and a.top == bottom), default=bottom
        )
        below = bottom + 1
        hits, filled = _hits(grid, below)
        covered = below <= reach and (not filled or _headerish(grid, below))
        if not covered and not (hits and hits * 2 >= filled and _headerish(grid, below) and _adds(grid, top, bottom)):
            break
        bottom = below
    return bottom


def _adds(grid: Grid, top: int, bottom: int) -> bool:
    """Whether the row under `bottom` is a second line of captions and not the same header once more."""
    above = {meaning([cell.text]) for cell in grid.row(bottom).values()} - {None, "subject", IGNORED}
    below = {meaning([cell.text]) for cell in grid.row(bottom + 1).values()} - {None, "subject", IGNORED}
    return not (len(above & below) >= 3 and "name" in above & below)


def _paths(grid: Grid, top: int, bottom: int) -> dict[int, list[str]]:
    """For each column the texts of the header over it, from the top, each merged cell once."""
    width = range(1, max((max(grid.row(r), default=0) for r in range(top, bottom + 1)), default=0) + MAX_DEPTH)
    paths: dict[int, list[str]] = {}
    for column in width:
        seen: list[Cell] = []
        for row in range(top, bottom + 1):
            cell = grid.shown(row, column) or _parent(grid, row, column, bottom)
            if cell is not None and cell not in seen:
                seen.append(cell)
        if seen:
            paths[column] = [cell.text for cell in seen]
    return paths


def _parent(grid: Grid, row: int, column: int, bottom: int) -> Cell | None:
    """The heading to the left of an empty place that reaches over it without being merged: both have captions below."""
    if row == bottom or not any(column in grid.row(below) for below in range(row + 1, bottom + 1)):
        return None
    for left in range(column - 1, 0, -1):
        if not any(left in grid.row(below) for below in range(row + 1, bottom + 1)):
            return None
        if grid.area(row, left) is not None:
            return None
        if (cell := grid.row(row).get(left)) is not None:
            return cell
    return None


def assign(paths: dict[int, list[str]]) -> tuple[dict[str, list[int]], dict[int, str]]:
    """Which columns hold what, from their caption paths; and the captions that were not understood."""
    keys = {column: meaning(path) for column, path in sorted(paths.items())}
    counts = Counter(keys.values())
    if not counts["name"] and not counts["name_family"]:
        _rename(keys, "subject" if counts["subject"] else "receiver", "name")
    _rename(keys, "subject", "regime" if not counts["regime"] else IGNORED, every=True)
    if counts["born_day"] and counts["born_month"] and not counts["born_year"]:
        _rename(keys, "born_male", "born_year")
    if not counts["citizen_id"] and counts["old_id"]:
        _rename(keys, "old_id", "citizen_id")
    for attribute in _ATTRIBUTES:
        _give_to_receiver(keys, attribute)
    columns: dict[str, list[int]] = {}
    for column, key in keys.items():
        if key:
            columns.setdefault(key, []).append(column)
    if "name_family" in columns:  # "Họ đệm" and "Tên": one name in two columns
        columns["name"] = sorted([*columns.pop("name_family"), *columns.get("name", [])])
    unread = {column: " / ".join(paths[column]) for column, key in keys.items() if key is None}
    return columns, unread


def _rename(keys: dict[int, str | None], old: str, new: str, *, every: bool = False) -> None:
    for column, key in keys.items():
        if key == old:
            keys[column] = new
            if not every:
                return


def _give_to_receiver(keys: dict[int, str | None], attribute: str) -> None:
    """Of two columns of one attribute, the one behind the recipient's name is the recipient's. A single one that does
    not say whose it is belongs to the beneficiary, wherever it stands."""
    places = [column for column, key in keys.items() if key == attribute]
    people = [column for column, key in keys.items() if key in ("name", "receiver")]
    for place in places if len(places) > 1 else ():
        before = [column for column in people if column < place]
        if before and keys[before[-1]] == "receiver":
            keys[place] = f"receiver_{attribute}"
