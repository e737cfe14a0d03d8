"""The second look at a sheet's XML: merged areas, formulas without a stored result, the last row that holds a value."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from exports.reading.grid import Area

MAX_AREAS = 20_000
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


@dataclass(slots=True)
class Extras:
    """What openpyxl's read-only mode does not tell. `last_row` counts rows with a value or a formula, not formatted ones."""

    areas: list[Area] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    last_row: int = 0


@dataclass(slots=True)
class _Scan:
    """Where the scan stands, and what it knows of the cell it is in."""

    out: Extras
    row: int = 0
    column: int = 0
    formula: bool = False
    stored: bool = False
    text: bool = False
    inside: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "row":
            given = attributes.get("r", "")
            self.row, self.column = int(given) if given.isdigit() else self.row + 1, 0
        elif tag == "c":
            found = _REF.fullmatch(attributes.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
            self.formula = self.stored = False
            self.text = attributes.get("t") == "str"
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "t"):
            self.inside = True
            # A text formula may have the empty text as its stored result: =IF(A1="","",...).
            self.stored = self.stored or self.text
        elif tag == "mergeCell" and len(self.out.areas) < MAX_AREAS:
            found = _REF.fullmatch(attributes.get("ref", ""))
            if found and found[3]:
                self.out.areas.append(Area(int(found[2]), _column(found[1]), int(found[4]), _column(found[3])))

    def characters(self, text: str) -> None:
        if self.inside and text.strip():
            self.stored = True

    def end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if tag in ("v", "t"):
            self.inside = False
        elif tag == "c" and (self.stored or self.formula):
            self.out.last_row = max(self.out.last_row, self.row)
            if self.formula and not self.stored:
                self.out.formulas.append((self.row, self.column))


def scan(packed: zipfile.ZipFile, part: str, columns: int) -> Extras:
    """Scans the XML of one sheet. Raises `ValueError` or a parser's error for what is not sound XML."""
    state = _Scan(Extras())
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CharacterDataHandler = state.characters
    parser.EntityDeclHandler = _refuse
    with packed.open(part.lstrip("/")) as source:
        parser.ParseFile(source)
    out = state.out
    # A merge over whole columns reaches to row 1,048,576; only the part with rows in it means anything.
    clipped = [Area(a.top, a.left, min(a.bottom, out.last_row), min(a.right, columns)) for a in out.areas]
    out.areas = [a for a in clipped if a.top <= a.bottom and a.left <= a.right]
    return out


def _refuse(*_: object) -> None:
    raise ValueError("an entity is declared")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
