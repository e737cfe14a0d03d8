"""What each row under a header is: a person, a heading, a total, or something that stands around a table."""

from __future__ import annotations

import re
from typing import Literal

from exports.reading.captions import words
from exports.reading.grid import Cell, Grid
from exports.reading.groups import heading
from exports.reading.layout import Table, is_number_row
from store.vietnamese.text import fold, tidy

Kind = Literal["person", "nameless", "heading", "total", "closing", "unsure", "nothing"]

_TOTAL = re.compile(r"^(tổng( cộng| số| hợp)?|cộng)\b", re.IGNORECASE)
_TOTAL_PLAIN = re.compile(r"^(tong cong|tong so|tong|cong)\b(?! [a-z]+ [a-z]+$)")
_CLOSING = re.compile(
    r"^(nguoi (lap|kiem|tong hop|duyet|phu trach)|lap bieu|truong (thon|ban|khu|xom|ap|phong|ban)|to truong|bi thu|chu tich|"
    r"pho chu tich|kt |tm |uy ban|ubnd|xac nhan|can bo|cong chuc|ke toan|thu quy|noi nhan|ghi chu|luu y|"
    r"danh sach (nay|co|tren)|"
    r"bang chu|so tien|ngay .*thang|.* ngay .*thang .*nam|cong an|thu truong|ky ten|ky ghi ro|da ky|hoi|lanh dao|phu trach|"
    r"giam doc|pho truong)\b"
)
_STRONG = ("born", "born_male", "born_female", "born_year", "citizen_id", "old_id")
_WEAK = (
    "regime",
    "own_account",
    "other_account",
    "account",
    "provider",
    "receiver",
    "relation",
    "sex",
    "phone",
    "village",
)
_ROMAN = re.compile(r"[IVXLivxl]{1,6}|[A-Ha-hĐđ]|[IVXL]+\.\d|\d\.\d")


def name_text(grid: Grid, table: Table, row: int) -> str:
    """The name in a row: one cell, or several next to each other ("Họ đệm" and "Tên")."""
    return tidy(" ".join(cell.text for cell in name_cells(grid, table, row)))


def name_cells(grid: Grid, table: Table, row: int) -> list[Cell]:
    """The cells of the name; only columns right beside the first one belong to it."""
    columns = table.columns.get("name", [])
    together = [c for i, c in enumerate(columns) if c - columns[0] == i]
    return [cell for c in together if (cell := grid.inherited(row, c)) is not None and cell.text]


def kind_of(grid: Grid, table: Table, row: int, *, closed: bool) -> Kind:
    """What a row is. `closed`: a total or a signature stood above, so that a lone name is a signer's, not a payee's."""
    own = grid.row(row)
    if not own or is_number_row(dict(own)):
        return "nothing"
    name = name_text(grid, table, row)
    first = next(iter(own.values())).text
    strong, weak = _evidence(grid, table, row, _STRONG), _evidence(grid, table, row, _WEAK)
    number = _number(grid, table, row)
    if not strong and _is_total(name or first, weak=weak and number == "digits"):
        return "total"
    if not (strong or (number == "digits" and name)) and any(
        _CLOSING.search(words(cell.text)) for cell in own.values()
    ):
        return "closing"
    if name and not any(c.isalpha() for c in name):
        return "nameless" if strong or weak else "nothing"
    if not name:
        return _without_name(grid, table, row, strong=strong, weak=weak, number=number)
    if strong:
        return "person"
    said = heading(name, numbered=number == "roman")
    if said is not None and (number != "digits" or said.village) and not (weak and number == "digits"):
        return "heading"
    if number == "digits" or weak:
        return "person"
    return _lone_name(grid, table, row, closed=closed)


def _is_total(text: str, *, weak: bool) -> bool:
    return bool(_TOTAL.match(text)) or (not weak and bool(_TOTAL_PLAIN.match(words(text))))


def _evidence(grid: Grid, table: Table, row: int, keys: tuple[str, ...]) -> bool:
    """Whether the row itself says something of a person in these columns."""
    for key in keys:
        for column in table.columns.get(key, ()):
            cell = grid.row(row).get(column)
            if cell is not None and (cell.formula or _says(key, cell)):
                return True
    return False


def _says(key: str, cell: Cell) -> bool:
    if _TOTAL.match(cell.text):
        return False
    if key in ("born_male", "born_female") and fold(cell.text) in ("x", "v", "nam", "nu"):
        return True
    if key in _STRONG:
        return len(re.sub(r"\D", "", cell.text)) >= 4
    if key.endswith("account"):
        return len(re.sub(r"\D", "", cell.text)) >= 5
    return any(c.isalpha() for c in cell.text) if key != "phone" else len(re.sub(r"\D", "", cell.text)) >= 8


def _number(grid: Grid, table: Table, row: int) -> Literal["digits", "roman", ""]:
    """What stands in the column of running numbers."""
    column = table.column("stt")
    cell = grid.row(row).get(column) if column is not None else None
    if cell is None:
        return ""
    text = cell.text.strip(" .)/(")
    if re.fullmatch(r"\d{1,5}([a-zA-Z])?", text):
        return "digits"
    return "roman" if _ROMAN.fullmatch(text) else ""


def _without_name(grid: Grid, table: Table, row: int, *, strong: bool, weak: bool, number: str) -> Kind:
    texts = [cell.text for cell in grid.row(row).values() if isinstance(cell.value, str)]
    if not strong and len(texts) == 1:
        bullet = bool(re.match(r"^([IVXLivxl]+|[A-Z])\s*[.)/:\-–]", texts[0]))
        if heading(texts[0], numbered=bullet or number == "roman") is not None:
            return "heading"
    formula = any((cell := grid.row(row).get(c)) is not None and cell.formula for c in table.columns.get("name", ()))
    return "nameless" if strong or formula or (weak and number == "digits") else "nothing"


def _lone_name(grid: Grid, table: Table, row: int, *, closed: bool) -> Kind:
    """A row with a name and nothing else: a person only where the list has no running numbers to go by."""
    cells = name_cells(grid, table, row)
    if closed or all(cell.row != row for cell in cells):
        return "nothing"
    text = name_text(grid, table, row)
    looks = 2 <= len(text.split()) <= 7 and not re.search(r"\d", text) and all(w[:1].isupper() for w in text.split())
    if not looks:
        return "nothing" if len(text.split()) > 7 else "unsure"
    return "person" if table.column("stt") is None else "unsure"
