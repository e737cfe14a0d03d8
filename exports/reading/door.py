"""The door of the reader: a workbook in, rows and problems out. It never stops at the first problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from exports.reading.finish import read_row
from exports.reading.grid import Grid
from exports.reading.groups import Heading, group_of, heading, title_village
from exports.reading.layout import Table, find_tables
from exports.reading.lines import kind_of, name_text
from exports.reading.numbers import FORMULA
from exports.reading.values import Knowing, RowReader
from exports.reading.workbook import MAX_ROWS, open_workbook
from store.intake.rows import KEYS, Grade, ListedRow, ReadProblem
from store.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was found on one sheet: its group (None if it does not say), how many tables and how many rows of people."""

    title: str
    group: str | None
    tables: int
    rows: int


@dataclass(slots=True)
class Reading:
    """All that a workbook says: rows of people, problems in order of place, and the sheets."""

    rows: list[ListedRow] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)


def read_workbook(path: Path, *, group: str | None = None) -> Reading:
    """Reads every list in a workbook.

    `group` ("BTXH", "NCC") is for sheets that do not say their group, and for a workbook none of whose sheets is of it.
    Raises `BookError` (`DamagedFile`) where the file cannot be opened at all; everything else is a problem in the result.
    """
    opened = open_workbook(path)
    reading = Reading()
    for title in opened.hidden:
        _tell(reading, title, "", "hidden-sheet", "warning", "Trang đang ẩn nên không đọc. Bỏ ẩn rồi nhập lại nếu cần.")
    if opened.lost:
        _tell(reading, path.name, "", "lost-sheet", "refused", f"Tệp hỏng: mất {opened.lost} trang. Xin lại tệp gốc.")
    found = [(grid, find_tables(grid)) for grid in opened.grids]
    said = {grid.title: _group_of_sheet(grid, tables) for grid, tables in found}
    known = _knowing()
    for grid, tables in found:
        own = said[grid.title]
        if group is not None and own != group and (own is None or group not in said.values()):
            if own is not None:
                reason = f"Tiêu đề nói {own}, nhưng được nhập là {group} theo yêu cầu."
                _tell(reading, grid.title, "", "group-forced", "warning", reason)
            own = group
        _SheetReader(grid, own, known, reading).read(tables)
    if not reading.rows and not any(p.grade == "refused" for p in reading.problems):
        _tell(reading, path.name, "", "no-rows", "refused", "Không tìm thấy người nào trong tệp.")
    return reading


def _tell(reading: Reading, sheet: str, cell: str, code: str, grade: Grade, reason: str, sample: str = "") -> None:
    reading.problems.append(ReadProblem(sheet, cell, code, grade, reason, sample[:60]))


def _knowing() -> Knowing:
    from store import reference  # read only when a list is read

    data = reference.load()
    return Knowing(
        prefix=lambda digits: data.place(digits) is not None,
        relation=lambda text: data.resolve_relation(text) is not None,
        provider=lambda text: data.resolve_provider(text) is not None,
    )


def _group_of_sheet(grid: Grid, tables: list[Table]) -> str | None:
    """The group by the title over the first table, or else by the sheet's name; None where they contradict."""
    if not tables:
        return group_of(grid.title)
    title, name = group_of(" . ".join(grid.texts(tables[0].top))), group_of(grid.title)
    return title if name is None or title == name else name if title is None else None


@dataclass(slots=True)
class _SheetReader:
    """Reads the tables of one sheet, carrying what headings say from row to row."""

    grid: Grid
    group: str | None
    known: Knowing
    reading: Reading
    heading: Heading = field(default_factory=Heading)
    above: dict[str, str] = field(default_factory=dict)
    closed: bool = False

    def read(self, tables: list[Table]) -> None:
        """All tables of the sheet."""
        before = len(self.reading.rows)
        if not tables:
            if len(self.grid.rows) >= 3:
                reason = "Không tìm thấy dòng tiêu đề bảng (Họ và tên, Ngày sinh, …) nên không đọc trang này."
                self._tell("", "no-header", "refused", reason)
            return
        end = 0
        for table in tables:
            self._open(table, end)
            for row in [r for r in self.grid.numbers() if table.first <= r <= table.last]:
                self._row(table, row)
            end = table.last
        if any(row.group is None for row in self.reading.rows[before:]):
            reason = "Không rõ danh sách này là Bảo trợ xã hội hay Người có công: xét theo chế độ của từng người."
            self._tell(f"A{tables[0].top}", "no-group", "warning", reason)
        if self.grid.cut:
            self._tell("", "too-long", "refused", f"Trang dài quá {MAX_ROWS} dòng: phần sau không đọc.")
        self.reading.sheets.append(SheetRead(self.grid.title, self.group, len(tables), len(self.reading.rows) - before))

    def _open(self, table: Table, end: int) -> None:
        """A new table: what stands between it and the one above may be its title."""
        titles = list(self.grid.texts(table.top, end))
        if end:
            group = group_of(" . ".join(titles))
            if group is not None:
                self.heading = Heading(group=group)
        village = title_village(titles) or ("" if end else title_village([self.grid.title]))
        if village:
            self.heading = Heading(village=village, group=self.heading.group)
        self.above, self.closed = {}, False
        for column, caption in table.unread.items():
            ref = f"{get_column_letter(column)}{table.top}"
            self._tell(ref, "unread-column", "note", "Không rõ cột này là gì nên không đọc.", caption)

    def _row(self, table: Table, row: int) -> None:
        kind = kind_of(self.grid, table, row, closed=self.closed)
        if kind == "heading":
            self._heading(table, row)
        elif kind in ("total", "closing"):
            self.closed = True
        elif kind == "person" and self._own(table, row):
            self._person(table, row)
        elif kind in ("nameless", "unsure"):
            self._refuse(table, row, unsure=kind == "unsure")

    def _refuse(self, table: Table, row: int, *, unsure: bool) -> None:
        """Names a row that is not taken in."""
        cells = self.grid.row(row)
        place = self._name_ref(table, row)
        sample = " | ".join(cell.text for cell in cells.values() if cell.text)
        if unsure:
            reason = "Dòng chỉ có chữ này, không rõ là tên người hay tiêu đề: không nhập."
            self._tell(place, "unsure-row", "warning", reason, sample)
        elif any(cells[c].formula for c in table.columns["name"] if c in cells):
            self._tell(place, "formula", "refused", FORMULA, sample)
        else:
            self._tell(place, "no-name", "refused", "Dòng không có họ tên: không nhập.", sample)

    def _own(self, table: Table, row: int) -> bool:
        """Whether the row has anything of its own in the table's columns, and is not just covered by merged cells."""
        columns = {c for places in table.columns.values() for c in places} - set(table.columns.get("stt", ()))
        return any(column in columns for column in self.grid.row(row))

    def _name_ref(self, table: Table, row: int) -> str:
        return f"{get_column_letter(table.columns['name'][0])}{row}"

    def _heading(self, table: Table, row: int) -> None:
        text = name_text(self.grid, table, row)
        numbered = bool(text)
        if not text:
            text = next(iter(self.grid.row(row).values())).text
            numbered = not text[:1].isalpha() or text[1:2] in ".)/" or not text[:2].isalpha() or "." in text[:5]
        else:
            stt = table.column("stt")
            numbered = stt is not None and stt in self.grid.row(row)
        said = heading(text, numbered=numbered)
        if said is None:
            return
        old = self.heading
        self.heading = Heading(
            village=said.village or old.village,
            group=said.group or old.group,
            regime=said.regime or ("" if said.village or said.group else old.regime),
        )
        self.above, self.closed = {}, False

    def _person(self, table: Table, row: int) -> None:
        reader = RowReader(self.grid, table, row, self.known, self.above)
        usable = read_row(reader)
        self.reading.problems.extend(reader.problems)
        if not usable:
            if not reader.problems:
                self._tell(
                    self._name_ref(table, row), "no-name", "refused", "Dòng không có họ tên dùng được: không nhập."
                )
            return
        values = reader.values
        for key in ("village", "regime"):
            if key not in values and (said := getattr(self.heading, key)):
                values[key] = said
        group = group_of(values.pop("group", "")) or self.heading.group or self.group
        kept = {key: tidy(values[key]) for key in KEYS if values.get(key)}
        cells = {key: reader.cells[key] for key in kept if reader.cells.get(key)}
        self.reading.rows.append(ListedRow(self.grid.title, row, group, kept, cells))
        self.above = kept

    def _tell(self, cell: str, code: str, grade: Grade, reason: str, sample: str = "") -> None:
        _tell(self.reading, self.grid.title, cell, code, grade, reason, sample)
