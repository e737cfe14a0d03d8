"""One row of a table as the values of a person: every good cell is taken, every bad one is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from exports.reading import births, numbers
from exports.reading.births import Finding, Taken
from exports.reading.grid import Cell, Grid
from exports.reading.layout import Table
from exports.reading.lines import name_cells
from store.errors import FieldError
from store.fields import parse_name, parse_text
from store.intake.rows import ReadProblem
from store.vietnamese.text import capitalise_syllables, fold, proper_case, tidy, unprintable

_DITTO = re.compile(r"[\"“”″〃']{1,2}|-?\s*n\.?t\.?\s*-?|-?\s*như trên\s*-?|//", re.IGNORECASE)
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the reference data says: whether three digits are the code of a province, whether a text names a provider."""

    prefix: Callable[[str], bool]
    provider: Callable[[str], bool]
    relation: Callable[[str], bool]


@dataclass(slots=True)
class RowReader:
    """Reads the cells of one row; values, cells and problems pile up here."""

    grid: Grid
    table: Table
    row: int
    known: Knowing
    above: dict[str, str]
    """Values of the row before, for ditto marks."""

    values: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[ReadProblem] = field(default_factory=list)

    def cell(self, key: str) -> Cell | None:
        """The first filled cell of a key in this row, merged areas included; broken ones are reported."""
        for column in self.table.columns.get(key, ()):
            cell = self.grid.inherited(self.row, column)
            if cell is None:
                continue
            if cell.formula:
                self.report(cell, Finding("formula", "refused", numbers.FORMULA))
            elif isinstance(cell.value, str) and re.fullmatch(r"#[A-Z/0!?]+[!?A]?", cell.text):
                self.report(cell, Finding("error-cell", "refused", "Ô báo lỗi của Excel, không có giá trị."))
            else:
                return cell
        return None

    def report(self, cell: Cell, finding: Finding) -> None:
        """Names a cell and what is wrong with it."""
        sample = tidy(str(cell.value if isinstance(cell.value, str) else cell.text))
        sample = "".join("?" if unprintable(c) else c for c in sample)[:_SAMPLE]
        problem = ReadProblem(self.grid.title, cell.ref, finding.code, finding.grade, finding.reason, sample)
        if problem not in self.problems:  # a broken cell is met by everyone who asks for it
            self.problems.append(problem)

    def put(self, key: str, cell: Cell, taken: Taken) -> None:
        """Keeps what a cell gave, and reports what there is to say about it."""
        if taken.value:
            self.values[key] = taken.value
            self.cells[key] = cell.ref
        for finding in taken.findings:
            self.report(cell, finding)

    # Text

    def read_name(self) -> bool:
        """The beneficiary's name; False (and a problem) if there is no usable one."""
        cells = name_cells(self.grid, self.table, self.row)
        text = re.sub(r"^\d+\s*[.)]\s*|^[-+*]\s*", "", " ".join(str(cell.value) for cell in cells))
        taken = clean_name(text, legacy=any(cell.legacy for cell in cells))
        if cells:
            self.put("name", cells[0], taken)
        return bool(taken.value)

    def read_text(self, key: str, *, ditto: bool = True) -> None:
        """A cell of words. A ditto mark means what stands above."""
        cell = self.cell(key)
        if cell is None:
            return
        if _DITTO.fullmatch(cell.text):
            if ditto and self.above.get(key):
                self.values[key], self.cells[key] = self.above[key], cell.ref
            return
        if not any(c.isalnum() for c in cell.text):
            if unprintable(tidy(str(cell.value))):
                self.put(key, cell, clean_text(cell))
            return
        self.put(key, cell, clean_text(cell))

    def read_person_name(self, key: str) -> None:
        """A recipient's name."""
        cell = self.cell(key)
        if cell is None or numbers.is_nothing(cell.text):
            return
        if _DITTO.fullmatch(cell.text):
            if self.above.get(key):
                self.values[key], self.cells[key] = self.above[key], cell.ref
            return
        self.put(key, cell, clean_name(str(cell.value), legacy=bool(cell.legacy)))

    # Birth and sex

    def read_birth(self) -> None:
        """Sex and birth, from two columns (Nam, Nữ), one column and one for the sex, or day, month and year apart."""
        hint = re.sub(r"\D", "", cell.text) if (cell := self.cell("citizen_id")) is not None else ""
        male, female = self.cell("born_male"), self.cell("born_female")
        male, female = (None if c is not None and _DASH.fullmatch(c.text) else c for c in (male, female))
        if male is not None and female is not None:
            said = Finding(
                "two-births", "refused", "Cả hai cột Nam và Nữ đều có giá trị: không rõ giới tính và ngày sinh."
            )
            self.report(male, said)
        elif (cell := male or female) is not None:
            self.values["sex"], self.cells["sex"] = ("male" if male is not None else "female"), cell.ref
            if not _MARK.fullmatch(fold(cell.text)):
                self.put("born", cell, births.read_born(cell, citizen_id=hint))
        self._read_sex()
        if (cell := self.cell("born")) is not None and not _DASH.fullmatch(cell.text) and "born" not in self.values:
            self.put("born", cell, births.read_born(cell, citizen_id=hint))
        self._read_split_birth(hint)

    def _read_sex(self) -> None:
        cell = self.cell("sex")
        if cell is None or _DASH.fullmatch(cell.text):
            return
        sex = _SEXES.get(fold(cell.text).strip(" .*"))
        if sex is None:
            self.report(cell, Finding("sex", "refused", "Giới tính không đọc được (cần Nam hoặc Nữ)."))
        elif self.values.get("sex", sex) != sex:
            self.report(cell, Finding("sex", "refused", "Giới tính khác với cột ngày sinh (Nam, Nữ)."))
        else:
            self.put("sex", cell, Taken(sex))

    def _read_split_birth(self, hint: str) -> None:
        year = self.cell("born_year")
        if year is None or "born" in self.values:
            return
        parts = [self.cell("born_day"), self.cell("born_month"), year]
        text = "/".join(re.sub(r"\.0$", "", part.text) if part is not None else "0" for part in parts)
        whole = Cell(year.row, year.column, text, text)
        self.put("born", year, births.read_born(whole, citizen_id=hint))

    # Numbers

    def read_identity(self) -> None:
        """Citizen number and old identity-card number."""
        sex, born = self.values.get("sex", ""), self.values.get("born", "")
        for key in ("citizen_id", "old_id"):
            if (cell := self.cell(key)) is not None:
                found = numbers.read_identity(cell, sex=sex, born=born, known=self.known.prefix)
                number = found.citizen_id if key == "citizen_id" or "citizen_id" not in self.values else ""
                old = found.old_id or (found.citizen_id if key == "old_id" and not number else "")
                note = key == "citizen_id"
                self.put("citizen_id", cell, Taken(number, found.findings if note or not found.old_id else ()))
                self.put("old_id", cell, Taken(old))

    def read_receiver_identity(self) -> None:
        """What the list says of the recipient beside the name."""
        if (cell := self.cell("receiver_born")) is not None and not _DASH.fullmatch(cell.text):
            self.put("receiver_born", cell, births.read_born(cell))
        if (cell := self.cell("receiver_citizen_id")) is not None:
            born = self.values.get("receiver_born", "")
            found = numbers.read_identity(cell, sex="", born=born, known=self.known.prefix)
            self.put("receiver_citizen_id", cell, Taken(found.citizen_id, found.findings))
        for key in ("phone", "receiver_phone"):
            if (cell := self.cell(key)) is not None:
                self.put(key, cell, numbers.read_phone(cell))

    def read_account(self, key: str) -> None:
        """One account column; number and bank in one cell are taken apart."""
        cell = self.cell(key)
        if cell is None:
            return
        number, bank = numbers.split_account(cell.text) if isinstance(cell.value, str) else ("", "")
        if bank and self.known.provider(bank):
            self.put(key, cell, numbers.read_account(Cell(cell.row, cell.column, number, number)))
            if self.cell("provider") is None:
                self.put("provider", cell, Taken(bank))
            return
        self.put(key, cell, numbers.read_account(cell))


_DASH = re.compile(r"[\W_]*")
_MARK = re.compile(r"x+|v|1|nam|nu|co|\+|✓|✔")
_SEXES = {
    "nam": "male",
    "male": "male",
    "m": "male",
    "trai": "male",
    "nu": "female",
    "female": "female",
    "f": "female",
    "gai": "female",
}


def clean_name(text: str, *, legacy: bool) -> Taken:
    """A name as a register writes it: capitals put right, also those that an old font has lost."""
    try:
        name = parse_name(text)
    except FieldError as error:
        return births.refused(error.code, str(error))
    name = name.strip(" .,;:-_*'\"`")
    letters = [c for c in name if c.isascii() and c.isalpha()]
    if legacy and letters and all(c.isupper() for c in letters):
        name = name.lower()  # TCVN3 has no capital ễ: "NGUYễN" is a name in capitals
    name = proper_case(name)
    return Taken(capitalise_syllables(name) if legacy else name)


def clean_text(cell: Cell) -> Taken:
    """Words of a cell, NFC and tidied; an old font's lost capitals are put right where it was all capitals."""
    try:
        text = parse_text(cell.text if not isinstance(cell.value, str) else str(cell.value))
    except FieldError as error:
        return births.refused(error.code, str(error))
    letters = [c for c in text if c.isascii() and c.isalpha()]
    if cell.legacy and len(letters) > 1 and all(c.isupper() for c in letters):
        text = text.upper()
    return Taken(text[:1].upper() + text[1:] if cell.legacy else text)
