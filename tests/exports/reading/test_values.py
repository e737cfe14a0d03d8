"""What stands in single cells: dates of birth, citizen numbers, accounts, names, and what Excel did to them."""

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from exports.reading import Reading, read_workbook

CAPTIONS = [
    "STT",
    "Họ và tên đối tượng",
    "Nam",
    "Nữ",
    "Chế độ đang hưởng",
    "Số căn cước công dân",
    "Thôn",
    "Số tài khoản của đối tượng",
    "Số tài khoản người được ủy quyền",
    "Tên ngân hàng",
    "Họ tên người ủy quyền nhận trợ cấp",
    "Mối quan hệ",
    "Điện thoại",
]
PLACES = {
    "name": 2,
    "male": 3,
    "female": 4,
    "regime": 5,
    "id": 6,
    "village": 7,
    "own": 8,
    "other": 9,
    "bank": 10,
    "receiver": 11,
    "relation": 12,
    "phone": 13,
}


def read(
    folder: Path, *people: dict[str, Any], fonts: dict[str, str] | None = None, formats: dict[str, str] | None = None
) -> Reading:
    """A plain list of these people, read back."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BTXH"
    sheet.append(["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI"])
    sheet.append(CAPTIONS)
    for number, person in enumerate(people, 1):
        row = sheet.max_row + 1
        sheet.cell(row, 1, number)
        for key, value in person.items():
            cell = sheet.cell(row, PLACES[key], value)
            if fonts and key in fonts:
                cell.font = Font(name=fonts[key])
            if formats and key in formats:
                cell.number_format = formats[key]
    path = folder / "list.xlsx"
    book.save(path)
    return read_workbook(path)


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("written", "born"),
    [
        (datetime(1945, 3, 2), "1945-03-02"),
        (1945, "1945"),
        (1945.0, "1945"),
        ("1945", "1945"),
        ("'1945", "1945"),
        (" 02/03/1945 ", "1945-03-02"),
        ("2/3/1945", "1945-03-02"),
        ("2-3-1945", "1945-03-02"),
        ("2.3.1945", "1945-03-02"),
        ("02 / 03 / 1945", "1945-03-02"),
        ("1945-03-02", "1945-03-02"),
        ("1945-03-02 00:00:00", "1945-03-02"),
        ("3/1945", "1945-03"),
        ("03-1945", "1945-03"),
        ("tháng 3/1945", "1945-03"),
        ("Sinh năm 1945", "1945"),
        ("00/00/1945", "1945"),
        ("00/03/1945", "1945-03"),
        ("…/…/1945", "1945"),
        ("?/?/1945", "1945"),
        ("xx/xx/1945", "1945"),
        ("01/01/1945", "1945-01-01"),
        ("ngày 2 tháng 3 năm 1945", "1945-03-02"),
        ("02031945", "1945-03-02"),
        (2031945, "1945-03-02"),
        (3.1945, "1945-03"),
        (16498, "1945-03-02"),
        ("2/3/45", "1945-03-02"),
    ],
)
def test_birth(tmp_path: Path, written: object, born: str) -> None:
    row = read(tmp_path, {"name": "Hà Thị Mận", "female": written}).rows[0]
    assert (row.get("born"), row.get("sex")) == (born, "female")


@pytest.mark.parametrize(
    "written", ["31/02/1950", "45/13/1950", "12/1845", "không nhớ", "1/2/3/1950", True, 99999999, "3/3/20"]
)
def test_a_birth_that_cannot_be_is_named(tmp_path: Path, written: object) -> None:
    reading = read(tmp_path, {"name": "Hà Thị Mận", "male": written})
    assert "born" not in reading.rows[0].values
    (problem,) = reading.problems
    assert (problem.sheet, problem.cell, problem.grade) == ("BTXH", "C3", "refused")
    assert problem.sample


def test_day_and_month_that_changed_places_are_not_guessed(tmp_path: Path) -> None:
    reading = read(tmp_path, {"name": "Hà Thị Mận", "male": "4/25/1950"})
    assert reading.rows[0].get("born") == "1950"
    assert codes(reading) == ["date-swapped"]


def test_a_century_is_settled_by_the_number(tmp_path: Path) -> None:
    reading = read(tmp_path, {"name": "Hà Văn An", "male": "2/3/20", "id": "038220000123"})
    assert reading.rows[0].get("born") == "2020-03-02"


def test_year_formats(tmp_path: Path) -> None:
    reading = read(tmp_path, {"name": "Hà Văn An", "male": datetime(1945, 1, 1)}, formats={"male": "yyyy"})
    assert reading.rows[0].get("born") == "1945"
    reading = read(tmp_path, {"name": "Hà Văn An", "male": datetime(1905, 4, 28)}, formats={"male": "dd/mm/yyyy"})
    assert reading.rows[0].get("born") == "1945"
    assert codes(reading) == ["date-year-typed"]


def test_both_columns_of_birth(tmp_path: Path) -> None:
    reading = read(tmp_path, {"name": "Hà Văn An", "male": 1945, "female": 1950, "id": "038045000123"})
    assert "sex" not in reading.rows[0].values
    assert reading.rows[0].get("citizen_id") == "038045000123"
    assert codes(reading) == ["two-births"]


@pytest.mark.parametrize(
    "written",
    [
        "038145000123",
        "038 145 000123",
        "038.145.000.123",
        "038-145-000-123",
        " 038145000123 ",
        "'038145000123",
        "038\u00a0145\u00a0000123",
        "CCCD: 038145000123",
        "38145000123.0",
        "38,145,000,123",
        38145000123,
        38145000123.0,
        "38145000123",
    ],
)
def test_citizen_number(tmp_path: Path, written: object) -> None:
    row = read(tmp_path, {"name": "Hà Thị Mận", "female": "1945", "id": written}).rows[0]
    assert row.get("citizen_id") == "038145000123"


@pytest.mark.parametrize(
    ("written", "column", "born"),
    [
        (38145000123, "male", "1945"),  # the number says a woman
        (38145000123, "female", "1946"),  # the number says 1945
        (38145000123, "female", None),  # nothing to check against
        (99145000123, "female", "1945"),  # no province 099
        ("3.8145E+10", "female", "1945"),
        ("03814500012", "female", "1945"),
        (381450001230000000, "female", "1945"),
        (0.5, "female", "1945"),
        ("0381450001234", "female", "1945"),
        ("03814500O123", "female", "1945"),
        ("#N/A", "female", "1945"),
    ],
)
def test_a_citizen_number_is_never_guessed(tmp_path: Path, written: object, column: str, born: str | None) -> None:
    reading = read(tmp_path, {"name": "Hà Thị Mận", column: born, "id": written, "own": "0987654321"})
    (row,) = reading.rows
    assert "citizen_id" not in row.values
    assert row.get("own_account") == "0987654321"
    assert [(p.cell, p.grade) for p in reading.problems] == [("F3", "refused")]
    assert reading.problems[0].sample


def test_old_card_number(tmp_path: Path) -> None:
    reading = read(
        tmp_path, {"name": "Hà Thị Mận", "id": "171 234 567"}, {"name": "Lò Văn Út", "id": "038045000123 / 171234568"}
    )
    assert [(row.get("citizen_id"), row.get("old_id")) for row in reading.rows] == [
        ("", "171234567"),
        ("038045000123", "171234568"),
    ]
    assert codes(reading) == ["citizen-id-old"]


def test_a_format_of_zeros_shows_the_zero(tmp_path: Path) -> None:
    formats = {"id": "000000000000", "own": "0" * 13}
    reading = read(tmp_path, {"name": "Hà Thị Mận", "id": 38145000123, "own": 350020512345}, formats=formats)
    assert reading.rows[0].get("citizen_id") == "038145000123"
    assert reading.rows[0].get("own_account") == "0350020512345"
    assert not reading.problems


@pytest.mark.parametrize(
    ("written", "number", "code"),
    [
        ("3500 205 123456", "3500205123456", None),
        ("3500.205.123456", "3500205123456", None),
        ("3500-205-123456", "3500205123456", None),
        ("0350020512345", "0350020512345", None),
        ("711a12345678", "711A12345678", None),
        ("STK: 3500205123456", "3500205123456", None),
        (3500205123456, "3500205123456", "account-numeric"),
        (3500205123456.0, "3500205123456", "account-numeric"),
        ("3500205123456.0", "3500205123456", "account-numeric"),
        ("3,500,205,123,456", "3500205123456", "account-numeric"),
        (1234567890123456, "", "account-lost"),
        ("3.5002E+12", "", "account-lost"),
        ("3500205123456; 0987654321", "", "account-many"),
        ("12", "", "account"),
        ("chưa mở", "", None),
        ("-", "", None),
        ("không có", "", None),
        ("Tiền mặt", "", None),
    ],
)
def test_account(tmp_path: Path, written: object, number: str, code: str | None) -> None:
    reading = read(tmp_path, {"name": "Hà Thị Mận", "own": written, "id": "038145000123"})
    assert reading.rows[0].get("own_account") == number
    assert codes(reading) == ([code] if code else [])


def test_two_accounts_are_both_left_out(tmp_path: Path) -> None:
    reading = read(
        tmp_path, {"name": "Hà Thị Mận", "own": "0987654321", "other": "0123456789", "receiver": "Lò Văn Út"}
    )
    (row,) = reading.rows
    assert "own_account" not in row.values
    assert "other_account" not in row.values
    assert row.get("receiver") == "Lò Văn Út"
    assert [(p.code, p.cell) for p in reading.problems] == [("two-accounts", "H3"), ("two-accounts", "I3")]


def test_number_and_bank_in_one_cell(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {"name": "Hà Thị Mận", "own": "3500205123456 - Agribank"}).rows
    assert (row.get("own_account"), row.get("provider")) == ("3500205123456", "Agribank")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  HÀ THỊ MẬN ", "Hà Thị Mận"),
        ("hà thị mận", "Hà Thị Mận"),
        ("Hà  Thị\nMận", "Hà Thị Mận"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hường"), "Nguyễn Thị Hường"),
        ("Ðinh Thị Mận", "Đinh Thị Mận"),
        ("Y Bhung K'Sor", "Y Bhung K'Sor"),
        ("H'MÔNG", "H'Mông"),
        ("1. Hà Thị Mận", "Hà Thị Mận"),
        ("Hà Thị Thuỳ", "Hà Thị Thuỳ"),
        ("Tống Công Toàn", "Tống Công Toàn"),
    ],
)
def test_names(tmp_path: Path, written: str, name: str) -> None:
    reading = read(tmp_path, {"name": written, "male": 1945})
    assert [row.get("name") for row in reading.rows] == [name]


@pytest.mark.parametrize(
    ("written", "font", "name"),
    [
        ("NguyÔn ThÞ Hßa", ".VnTime", "Nguyễn Thị Hòa"),
        ("NguyÔn ThÞ Hßa", ".VnTimeH", "Nguyễn Thị Hòa"),
        ("nguyÔn thÞ hßa", ".VnTimeH", "Nguyễn Thị Hòa"),
        ("NGUYÔN THÞ HßA", ".VnTime", "Nguyễn Thị Hòa"),
        ("Tr\xad¬ng C«ng æn", ".VnTime", "Trương Công Ổn"),
        ("§inh V¨n ¸nh", ".VnArial", "Đinh Văn Ánh"),
        ("NguyÔn ThÞ Hßa", "Times New Roman", "Nguyễn Thị Hòa"),
        ("Nguyeãn Thò Hoøa", "VNI-Times", "Nguyễn Thị Hòa"),
        ("NGUYEÃN THÒ HOØA", "VNI-Times", "Nguyễn Thị Hòa"),
        ("Nguyễn Thị Hòa", ".VnTime", "Nguyễn Thị Hòa"),
    ],
)
def test_old_fonts(tmp_path: Path, written: str, font: str, name: str) -> None:
    (row,) = read(tmp_path, {"name": written, "male": 1945}, fonts={"name": font}).rows
    assert row.get("name") == name


def test_old_font_in_words(tmp_path: Path) -> None:
    people = {"name": "Lß ThÞ MËn", "female": 1945, "regime": "Vî liÖt sü", "relation": "vî", "receiver": "hµ v¨n ót"}
    (row,) = read(tmp_path, people, fonts=dict.fromkeys(people, ".VnTime")).rows
    assert (row.get("regime"), row.get("relation"), row.get("receiver")) == ("Vợ liệt sỹ", "Vợ", "Hà Văn Út")


def test_words_and_phone(tmp_path: Path) -> None:
    person = {
        "name": "Hà Thị Mận",
        "regime": " Người  khuyết tật nặng ",
        "relation": "CON ĐẺ",
        "receiver": "LÒ VĂN ÚT",
        "phone": 912345678,
    }
    (row,) = read(tmp_path, person).rows
    assert row.get("regime") == "Người khuyết tật nặng"
    assert (row.get("relation"), row.get("receiver"), row.get("phone")) == ("Con đẻ", "Lò Văn Út", "0912345678")


def test_ditto_marks(tmp_path: Path) -> None:
    first = {"name": "Hà Thị Mận", "regime": "Trẻ em mồ côi", "village": "Hòa Thuận"}
    reading = read(tmp_path, first, {"name": "Lò Văn Út", "regime": '"', "village": "-nt-"})
    assert (reading.rows[1].get("regime"), reading.rows[1].get("village")) == ("Trẻ em mồ côi", "Hòa Thuận")


def test_the_recipient_is_the_beneficiary(tmp_path: Path) -> None:
    (row,) = read(
        tmp_path, {"name": "Hà Thị Mận", "other": "0987654321", "receiver": "Hà Thị Mận", "relation": "Bản thân"}
    ).rows
    assert row.get("own_account") == "0987654321"
    assert not {"receiver", "relation", "other_account"} & set(row.values)


def test_a_formula_without_result_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, {"name": "Hà Thị Mận", "id": "=1+1", "female": "1945"}, {"name": "=B3", "female": "1946"})
    assert [row.get("name") for row in reading.rows] == ["Hà Thị Mận"]
    assert {(p.cell, p.code) for p in reading.problems} == {("F3", "formula"), ("B4", "formula")}


@pytest.mark.parametrize("name", ["Hà \u202eThị", "Hà\u0007Thị".encode().decode(), "123", "..."])
def test_a_row_without_a_usable_name_is_refused(tmp_path: Path, name: str) -> None:
    written = name.replace("\u0007", "_x0007_")
    reading = read(
        tmp_path, {"name": written, "female": "1945", "id": "038145000123"}, {"name": "Lò Văn Út", "male": "1950"}
    )
    assert [row.get("name") for row in reading.rows] == ["Lò Văn Út"]
    assert any(p.cell == "B3" and p.grade == "refused" for p in reading.problems)


def test_a_bad_cell_costs_only_itself(tmp_path: Path) -> None:
    person = {
        "name": "Hà Thị Mận",
        "female": "31/02/1950",
        "id": "12",
        "own": "1E+12",
        "phone": "abc",
        "regime": "Trẻ em \u202emồ côi",
    }
    reading = read(tmp_path, person)
    assert dict(reading.rows[0].values) == {"name": "Hà Thị Mận", "sex": "female"}
    assert sorted(p.cell for p in reading.problems) == ["D3", "E3", "F3", "H3", "M3"]


def test_a_relation_behind_the_recipient_name(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {"name": "Hà Thị Mận", "receiver": "LÒ VĂN ÚT (con đẻ)"}).rows
    assert (row.get("receiver"), row.get("relation")) == ("Lò Văn Út", "Con đẻ")


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH"])
def test_a_whole_sheet_in_tcvn3(tmp_path: Path, font: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["Danh s¸ch ng\xadêi cã c«ng víi c¸ch m¹ng"],
        ["Sè TT", "Hä vµ tªn", "N¨m sinh", "Giíi tÝnh", "ChÕ ®é ®ang h\xadëng", "Th«n"],
        [1, "NguyÔn ThÞ Hßa", 1945, "N÷", "Vî liÖt sü", "Xu©n Long"],
        ["Tæng céng: 1 ng\xadêi"],
    ):
        sheet.append(line)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.font = Font(name=font)
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx")
    (row,) = reading.rows
    assert (row.group, row.get("name"), row.get("sex")) == ("NCC", "Nguyễn Thị Hòa", "female")
    assert row.get("regime").lower() == "vợ liệt sỹ"
    assert not reading.problems


def test_a_whole_sheet_in_vni(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "NCC"
    for line in (
        ["STT", "Hoï vaø teân", "Naêm sinh", "Giôùi tính", "Thoân"],
        [1, "NGUYEÃN THÒ HOØA", 1945, "Nöõ", "Xuaân Long"],
    ):
        sheet.append(line)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(name="VNI-Times")
    book.save(tmp_path / "a.xlsx")
    (row,) = read_workbook(tmp_path / "a.xlsx").rows
    assert dict(row.values) == {"name": "Nguyễn Thị Hòa", "born": "1945", "sex": "female", "village": "Xuân Long"}
