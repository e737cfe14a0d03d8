"""Opening a workbook that came from anywhere: sizes bounded, every kind of wrong file answered in words.

The file is data and nothing else: no formula is calculated, no link followed, no entity expanded. Sheets are streamed
(openpyxl's read-only mode), because a sheet with a million formatted empty rows is common and must not fill the memory
of an old laptop; merged areas and formulas without a stored result, which that mode does not tell, come from a second
look at the sheet's XML.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exports.reading.grid import Cell, Grid, decode_the_rest, make_cell
from exports.reading.sheetxml import Extras, scan
from store.errors import BookError, DamagedFile

MAX_FILE = 64 * 2**20
MAX_UNZIPPED = 300 * 2**20
MAX_PARTS = 4000
MAX_SHEETS = 100
MAX_ROWS = 50_000
MAX_COLUMNS = 150

SAFE = "Sổ không bị đụng tới."
RESAVE = f"{SAFE} Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi nhập lại."


@dataclass(slots=True)
class Opened:
    """The visible sheets of a workbook that hold anything, and the names of those that are hidden."""

    grids: list[Grid] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    lost: int = 0
    """Sheets that the workbook names and that are missing from the file."""


def open_workbook(path: Path) -> Opened:
    """Reads all sheets of a workbook.

    Raises `BookError` for a missing file or another kind of file, `DamagedFile` for a broken or unreasonably big one.
    """
    data = _bytes(path)
    _refuse_other_kinds(path, data)
    try:
        _refuse_bombs(path, data)
        return _sheets(data)
    except BookError:
        raise
    # openpyxl has no error of its own for a broken file: anything from KeyError to a parser's error may come.
    except Exception as error:
        raise DamagedFile(
            f"Tệp {path.name} hỏng hoặc không đúng dạng .xlsx, không đọc được.",
            f"{SAFE} Xin lại tệp, hoặc mở bằng Excel (chọn «Repair» nếu được hỏi), lưu lại thành .xlsx rồi nhập lại.",
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BookError(f"{path.name} là một thư mục, không phải tệp Excel.", f"{SAFE} Chọn một tệp .xlsx.")
        if path.stat().st_size > MAX_FILE:
            raise DamagedFile(
                f"Tệp {path.name} quá lớn ({path.stat().st_size // 2**20} MB).",
                f"{SAFE} Một danh sách không bao giờ lớn như vậy: xóa ảnh và trang thừa, lưu lại rồi nhập lại.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise BookError(f"Không có tệp {path}.", f"{SAFE} Xem lại tên tệp và thư mục.") from None
    except OSError as error:
        raise BookError(
            f"Không đọc được tệp {path.name} ({error.strerror or error}).",
            f"{SAFE} Đóng Excel nếu tệp đang mở, kiểm tra USB, rồi thử lại.",
        ) from error


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    """Tells what a file is that is not a zip, by its first bytes (the name's ending may lie)."""
    name, start = path.name, data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if data.startswith(b"PK\x03\x04"):
        return
    if not data:
        raise DamagedFile(f"Tệp {name} rỗng (0 byte).", f"{SAFE} Có lẽ tệp chép dở: chép lại từ máy cũ.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BookError(
                f"Tệp {name} có mật khẩu nên không đọc được.", f"{SAFE} Mở bằng Excel, bỏ mật khẩu, lưu lại."
            )
        raise BookError(f"Tệp {name} là tệp Excel đời cũ (.xls).", RESAVE)
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version")):
        raise BookError(f"Tệp {name} không phải .xlsx thật mà là trang web hay XML được đặt tên Excel.", RESAVE)
    if start.startswith(b"%pdf"):
        raise BookError(f"Tệp {name} là tệp PDF.", f"{SAFE} Xin danh sách bằng tệp Excel.")
    if start.startswith(b"{\\rtf"):
        raise BookError(f"Tệp {name} là tệp văn bản Word.", RESAVE)
    if b"\x00" not in data[:2048]:
        raise BookError(f"Tệp {name} là tệp chữ thường (csv, txt), không phải .xlsx.", RESAVE)
    raise DamagedFile(f"Tệp {name} không phải tệp Excel .xlsx, hoặc đã hỏng.", RESAVE)


def _refuse_bombs(path: Path, data: bytes) -> None:
    """Refuses what unpacks to too much. Zip members are cut at their declared size, so the sum of those binds."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNZIPPED:
            raise DamagedFile(
                f"Tệp {path.name} bung ra quá lớn, có thể là tệp phá hoại hoặc bị hỏng.",
                f"{SAFE} Chép riêng bảng danh sách sang một tệp Excel mới rồi nhập tệp đó.",
            )
        names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise BookError(f"Tệp {path.name} là dạng .xlsb.", RESAVE)
    if "word/document.xml" in names:
        raise BookError(f"Tệp {path.name} là tệp Word.", f"{SAFE} Chép bảng sang Excel, lưu thành .xlsx rồi nhập lại.")
    if "content.xml" in names and "[Content_Types].xml" not in names:
        raise BookError(f"Tệp {path.name} là dạng .ods.", RESAVE)


def _sheets(data: bytes) -> Opened:
    import openpyxl  # 200 ms, and only an import needs it

    opened = Opened()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions that openpyxl drops; nothing that is read here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                part = "xl/workbook.xml"
                named = len(re.findall(rb"<(?:\w+:)?sheet ", packed.read(part))) if part in packed.namelist() else 0
                opened.lost = max(0, named - len(book.sheetnames))
                if not book.worksheets:
                    raise ValueError("no sheet is left")
                for sheet in book.worksheets[:MAX_SHEETS]:
                    if sheet.sheet_state != "visible":
                        opened.hidden.append(sheet.title)
                        continue
                    place: str = sheet._worksheet_path  # the only place where openpyxl keeps it
                    grid = _grid(sheet, scan(packed, place, MAX_COLUMNS))
                    if grid.rows:
                        opened.grids.append(grid)
        finally:
            book.close()
    return opened


def _grid(sheet: Any, extras: Extras) -> Grid:
    sheet.reset_dimensions()  # some writers declare "A1" for a full sheet
    grid = Grid(title=sheet.title, areas=extras.areas, cut=extras.last_row > MAX_ROWS)
    for line in sheet.iter_rows(max_row=min(MAX_ROWS, max(extras.last_row, 1)), max_col=MAX_COLUMNS):
        for cell in _filled(line, extras):
            grid.rows.setdefault(cell.row, {})[cell.column] = cell
    for row, column in extras.formulas:
        if column <= MAX_COLUMNS and column not in grid.row(row):
            grid.rows.setdefault(row, {})[column] = Cell(row, column, None, "", formula=True)
    decode_the_rest(grid)
    return grid


def _filled(line: tuple[Any, ...], extras: Extras) -> Iterator[Cell]:
    for cell in line:
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        font = cell.font.name if isinstance(value, str) and cell.font is not None else None
        yield make_cell(cell.row, cell.column, value, font, str(cell.number_format or ""))
