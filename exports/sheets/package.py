"""The workbook as bytes: the same list gives the same bytes, and nothing of it passes through a temporary file.

A workbook is a zip with the time of writing in every entry and in its properties; here both are fixed, so that two
exports of one sealed month can be compared. The promise holds for one version of openpyxl and of the compression
library, not between different ones.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

CREATOR = "Sổ An Sinh"
BASE_FONT = "Times New Roman"
BASE_SIZE = 12


def new_book(sheet: str, title: str, month: str) -> Workbook:
    """An empty workbook of one sheet. Column widths count in digits of its base font, so that never changes."""
    book = Workbook()
    base = Font(name=BASE_FONT, size=BASE_SIZE, family=1)
    book._fonts = IndexedList([base])
    book._named_styles["Normal"].font = base
    book.active.title = sheet
    year, _, number = month.partition("-")
    properties = book.properties
    properties.creator = properties.lastModifiedBy = CREATOR
    properties.title = title
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(int(year), int(number), 1)
    return book


def to_bytes(book: Workbook) -> bytes:
    """The file's bytes."""
    out = BytesIO()
    with _Archive(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writer(book, archive).write_data()
    return out.getvalue()


class _Archive(zipfile.ZipFile):
    """A zip without times, and without a trace of the system it was written on."""

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 0
        super().writestr(entry, data)


class _Writer(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer, which puts each sheet into a file in the system's temporary folder first: here into memory,
    because the lists are personal data."""

    def write_worksheet(self, ws: Any) -> None:
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)
