"""Files that are not workbooks, broken ones, and ones made to hurt: answered in Vietnamese, never with a traceback."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from exports.reading import read_workbook, workbook
from store.errors import BookError, DamagedFile


def good() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["STT", "Họ tên", "Năm sinh", "Số CCCD"], [1, "Hà Văn An", 1945, "038045000123"]):
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def rewritten(change: dict[str, bytes | None]) -> bytes:
    """The good workbook with parts replaced or (None) taken away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for part in old.namelist():
            data = change.get(part, old.read(part))
            if data is not None:
                out.writestr(part, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
CASES = {
    "empty": b"",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "html": b"\xef\xbb\xbf\r\n<html><table><tr><td>STT</td></tr></table></html>",
    "xml": b'<?xml version="1.0"?><Workbook/>',
    "csv": "STT;Họ tên\n1;Hà Văn An\n".encode(),
    "pdf": b"%PDF-1.7\n",
    "noise": bytes(range(256)) * 4,
    "cut": good()[: len(good()) // 2],
    "no sheet": rewritten({SHEET: None}),
    "broken xml": rewritten({SHEET: b"<worksheet><sheetData><row"}),
    "no workbook": packed(hello=b"x"),
    "word": packed(word__document=b"x", **{"word__document.xml": b"<x/>"}),
    "ods": packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
    "xlsb": packed(**{"xl__workbook.bin": b"x", "[Content_Types].xml": b"<x/>"}),
    "entities": rewritten({SHEET: b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'}),
    "flipped": good()[:900] + bytes([good()[900] ^ 0xFF]) + good()[901:],
}


@pytest.mark.parametrize("case", CASES)
def test_another_kind_of_file_is_answered_in_words(tmp_path: Path, case: str) -> None:
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(CASES[case])
    with pytest.raises(BookError) as error:
        read_workbook(path)
    assert "danh sách.xlsx" in error.value.what
    assert error.value.safe.startswith("Sổ không bị đụng tới.")


@pytest.mark.parametrize(
    ("case", "said"), [("xls", ".xls"), ("encrypted", "mật khẩu"), ("csv", "csv"), ("word", "Word")]
)
def test_the_kind_is_named(tmp_path: Path, case: str, said: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(CASES[case])
    with pytest.raises(BookError, match=said):
        read_workbook(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "không có.xlsx", tmp_path):
        with pytest.raises(BookError):
            read_workbook(path)


def test_a_file_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(rewritten({"xl/media/bomb.bin": b"", "docProps/app.xml": b"\0" * 3_000_000}))
    monkeypatch.setattr(workbook, "MAX_UNZIPPED", 2_000_000)
    with pytest.raises(DamagedFile, match="bung ra quá lớn"):
        read_workbook(path)


def test_the_ending_of_the_name_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "danhsach.xls"
    path.write_bytes(good())
    assert [row.get("name") for row in read_workbook(path).rows] == ["Hà Văn An"]


def test_formatted_empty_rows_and_a_false_dimension(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(good())) as old:
        sheet = old.read(SHEET).decode()
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 60_000))
    sheet = sheet.replace("</sheetData>", f"{empty}</sheetData>").replace('ref="A1:D2"', 'ref="A1"')
    assert 'ref="A1"' in sheet
    path = tmp_path / "a.xlsx"
    path.write_bytes(rewritten({SHEET: sheet.encode()}))
    reading = read_workbook(path, group="NCC")
    assert [row.get("name") for row in reading.rows] == ["Hà Văn An"]
    assert not reading.problems


def test_a_merge_over_whole_columns(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(good())) as old:
        sheet = old.read(SHEET).decode()
    sheet = sheet.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>')
    path = tmp_path / "a.xlsx"
    path.write_bytes(rewritten({SHEET: sheet.encode()}))
    assert len(read_workbook(path).rows) == 1


def test_an_empty_workbook(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx")
    assert [p.code for p in reading.problems] == ["no-rows"]
