"""Where lists put their headers, columns, headings, totals and signatures: none of it may matter."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exports.reading import Reading, read_workbook

Fill = Callable[[Worksheet], None]
BTXH = "TỔNG HỢP … ĐỐI VỚI ĐỐI TƯỢNG HƯỞNG CHÍNH SÁCH TRỢ GIÚP XÃ HỘI"
NCC = "DANH SÁCH NGƯỜI CÓ CÔNG VỚI CÁCH MẠNG"


def read(folder: Path, fill: Fill, *, title: str = "Sheet1", group: str | None = None) -> Reading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    book.save(folder / "list.xlsx")
    return read_workbook(folder / "list.xlsx", group=group)


def rows(*lines: list[Any]) -> Fill:
    def fill(sheet: Worksheet) -> None:
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    sheet.cell(number, column, value)

    return fill


def names(reading: Reading) -> list[str]:
    return [row.get("name") for row in reading.rows]


SHORT = ["STT", "Họ tên", "Năm sinh", "Số CCCD", "Thôn"]
MAN = [1, "Hà Văn An", 1945, "038045000123", "Hòa Thuận"]
WIFE = [2, "Lò Thị Bình", 1950, "038150000456", "Hòa Thuận"]


@pytest.mark.parametrize(
    ("captions", "keys"),
    [
        (["Tên", "Ngày sinh", "Nam/Nữ", "ĐDCN"], ["name", "born", "sex", "citizen_id"]),
        (["HỌ TÊN ĐỐI TƯỢNG", "NĂM SINH", "GIỚI TÍNH", "CĂN CƯỚC"], ["name", "born", "sex", "citizen_id"]),
        (["Họ và tên người hưởng", "NTNS", "Giới", "CMND/CCCD"], ["name", "born", "sex", "citizen_id"]),
        (["Họ và tênđối tượng", "Nămsinh", "Giới tính", "SốCCCD"], ["name", "born", "sex", "citizen_id"]),
        (["ho ten", "ngay thang nam sinh", "gioi tinh", "so can cuoc"], ["name", "born", "sex", "citizen_id"]),
        (["Đối tượng", "Ngày, tháng, năm sinh", "Giới tính", "Mã định danh"], ["name", "born", "sex", "citizen_id"]),
    ],
)
def test_captions_mean_the_same(tmp_path: Path, captions: list[str], keys: list[str]) -> None:
    values = ["Hà Văn An", "02/03/1945", "Nam", "038045000123"]
    (row,) = read(tmp_path, rows(captions, values)).rows
    assert [row.get(key) for key in keys] == ["Hà Văn An", "1945-03-02", "male", "038045000123"]


@pytest.mark.parametrize("offset", [0, 1, 7, 40])
@pytest.mark.parametrize(
    "numbers", [None, ["(1)", "(2)", "(3)", "(4)", "(5)"], [1, 2, 3, 4, 5], ["A", "B", "1", "2", "3"]]
)
def test_the_header_stands_anywhere(tmp_path: Path, offset: int, numbers: list[Any] | None) -> None:
    lines: list[list[Any]] = [
        [BTXH],
        *[[] for _ in range(offset)],
        SHORT,
        *([numbers] if numbers else []),
        MAN,
        [],
        WIFE,
    ]
    reading = read(tmp_path, rows(*lines))
    assert names(reading) == ["Hà Văn An", "Lò Thị Bình"]
    assert {row.group for row in reading.rows} == {"BTXH"}
    assert not reading.problems


def test_columns_moved_hidden_and_unknown(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            [BTXH],
            [],
            [None, "Ghi chú", "Thôn", "Số tiền", "Số CCCD", "Màu áo", "Năm sinh", "Họ tên", "STT"],
            [None, "ốm", "Hòa Thuận", 500000, "038045000123", "xanh", 1945, "Hà Văn An", 1],
        )(sheet)
        sheet.column_dimensions["E"].hidden = True

    reading = read(tmp_path, fill)
    (row,) = reading.rows
    assert dict(row.values) == {
        "name": "Hà Văn An",
        "born": "1945",
        "citizen_id": "038045000123",
        "village": "Hòa Thuận",
        "note": "ốm",
    }
    assert [(p.code, p.cell, p.grade, p.sample) for p in reading.problems] == [
        ("unread-column", "F3", "note", "Màu áo")
    ]


ANNEX = [
    [
        "STT",
        "Họ và tên đối tượng",
        "Ngày tháng năm sinh",
        None,
        "Chế độ đang hưởng",
        "Số CCCD",
        "Thôn",
        "Số tài khoản hưởng trợ cấp ASXH",
        None,
        "Tên ngân hàng",
        "Họ tên người ủy quyền nhận trợ cấp",
        "Mối quan hệ với đối tượng",
    ],
    [None, None, "Nam", "Nữ", None, None, None, "Đối tượng", "Cá nhân được ủy quyền"],
]
PERSON = [
    1,
    "Lò Thị Bình",
    None,
    "1950",
    "Trẻ em mồ côi",
    "038150000456",
    "Hòa Thuận",
    None,
    "0123456789",
    "Agribank",
    "Hà Văn An",
    "Chồng",
]


@pytest.mark.parametrize("merged", [True, False])
def test_two_rows_of_captions(tmp_path: Path, merged: bool) -> None:
    def fill(sheet: Worksheet) -> None:
        rows([BTXH], *ANNEX, PERSON)(sheet)
        if merged:
            sheet.merge_cells("A1:L1")
            for area in ("C2:D2", "H2:I2", *(f"{c}2:{c}3" for c in "ABEFGJKL")):
                sheet.merge_cells(area)

    (row,) = read(tmp_path, fill).rows
    assert dict(row.values) == {
        "name": "Lò Thị Bình",
        "born": "1950",
        "sex": "female",
        "regime": "Trẻ em mồ côi",
        "citizen_id": "038150000456",
        "village": "Hòa Thuận",
        "other_account": "0123456789",
        "provider": "Agribank",
        "receiver": "Hà Văn An",
        "relation": "Chồng",
    }


def test_three_rows_with_headings_over_the_captions(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            ["STT", "Đối tượng hưởng", None, None, None, "Người được ủy quyền", None, None, "Tài khoản", None],
            [None, "Họ và tên", "Ngày sinh", None, "Số CCCD", "Họ và tên", "Số CCCD", "Quan hệ", "Số", "Ngân hàng"],
            [None, None, "Nam", "Nữ"],
            [1, "Lò Thị Bình", None, 1950, "038150000456", "Hà Văn An", "038045000123", "Chồng", "0123456789", "BIDV"],
        )(sheet)
        for area in ("B1:E1", "F1:H1", "I1:J1", "C2:D2", "A1:A3", "B2:B3"):
            sheet.merge_cells(area)

    (row,) = read(tmp_path, fill, group="NCC").rows
    assert dict(row.values) == {
        "name": "Lò Thị Bình",
        "born": "1950",
        "sex": "female",
        "citizen_id": "038150000456",
        "receiver": "Hà Văn An",
        "receiver_citizen_id": "038045000123",
        "relation": "Chồng",
        "other_account": "0123456789",
        "provider": "BIDV",
    }
    assert row.group == "NCC"


def test_a_caption_broken_over_two_rows(tmp_path: Path) -> None:
    lines = [["STT", "Họ và", "Năm", "Số căn cước", "Thôn"], [None, "tên", "sinh", "công dân"], MAN]
    assert read(tmp_path, rows(*lines)).rows[0].get("citizen_id") == "038045000123"


def test_a_name_in_two_columns(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["STT", "Họ và tên", None, "Năm sinh", "Số CCCD"], [1, "Hà Văn", "An", 1945, "038045000123"])(sheet)
        sheet.merge_cells("B1:C1")

    assert names(read(tmp_path, fill)) == ["Hà Văn An"]
    lines = [["STT", "Họ đệm", "Tên", "Năm sinh", "Số CCCD"], [1, "Hà Văn", "An", 1945, "038045000123"]]
    assert names(read(tmp_path, rows(*lines))) == ["Hà Văn An"]


def test_birth_in_three_columns_and_sex_by_marks(tmp_path: Path) -> None:
    lines = [
        ["STT", "Họ tên", "Ngày tháng năm sinh", None, None, "Giới tính", None],
        [None, None, "Ngày", "Tháng", "Năm", "Nam", "Nữ"],
        [1, "Hà Văn An", 2, 3, 1945, "x", None],
        [2, "Lò Thị Bình", None, None, 1950, None, "x"],
    ]
    found = [(row.get("born"), row.get("sex")) for row in read(tmp_path, rows(*lines)).rows]
    assert found == [("1945-03-02", "male"), ("1950", "female")]


@pytest.mark.parametrize(
    ("holder", "receiver", "own", "other", "who"),
    [
        ("HA VAN AN", None, "0123456789", "", ""),
        (None, None, "0123456789", "", ""),
        (None, "Lò Thị Bình", "", "0123456789", "Lò Thị Bình"),
        ("LO THI BINH", "Lò Thị Bình", "", "0123456789", "Lò Thị Bình"),
        ("HA VAN AN", "Lò Thị Bình", "0123456789", "", "Lò Thị Bình"),
        ("Lò Thị Bình", None, "", "0123456789", "Lò Thị Bình"),
    ],
)
def test_one_account_column(
    tmp_path: Path, holder: str | None, receiver: str | None, own: str, other: str, who: str
) -> None:
    lines = [
        ["Họ tên", "Năm sinh", "Số tài khoản", "Chủ tài khoản", "Ngân hàng", "Người nhận thay"],
        ["Hà Văn An", 1945, "0123456789", holder, "BIDV", receiver],
    ]
    (row,) = read(tmp_path, rows(*lines)).rows
    assert (row.get("own_account"), row.get("other_account"), row.get("receiver")) == (own, other, who)


def test_percentages_join_the_regime(tmp_path: Path) -> None:
    lines = [
        ["Họ tên", "Năm sinh", "Chế độ", "Tỷ lệ (%)"],
        ["Hà Văn An", 1945, "Thương binh", 45],
        ["Lò Văn Út", 1946, "Bệnh binh", 0.61],
    ]
    found = [row.get("regime") for row in read(tmp_path, rows(*lines)).rows]
    assert found == ["Thương binh 45%", "Bệnh binh 61%"]


def test_guardians_by_a_column_of_capacities(tmp_path: Path) -> None:
    lines = [
        ["Họ tên", "Năm sinh", "Họ tên người được UQ/GH", "Tư cách", "Quan hệ"],
        ["Hà Văn An", 2015, "Lò Thị Bình", "Giám hộ", "Bà nội"],
    ]
    assert read(tmp_path, rows(*lines)).rows[0].get("relation") == "Người giám hộ (bà nội)"


def test_a_list_that_starts_with_the_recipient(tmp_path: Path) -> None:
    lines = [
        [
            "STT",
            "Họ tên người được UQ/GH",
            "Ngày sinh",
            "Số CCCD",
            "Quan hệ",
            "Số tài khoản",
            "Ngân hàng",
            "Họ tên đối tượng",
            "Ngày sinh",
            "Số CCCD",
            "Thôn",
        ],
        [
            1,
            "Hà Văn An",
            "1945",
            "038045000123",
            "Chồng",
            "0123456789",
            "BIDV",
            "Lò Thị Bình",
            "1950",
            "038150000456",
            "Thôn 1",
        ],
    ]
    (row,) = read(tmp_path, rows(*lines)).rows
    assert (row.get("name"), row.get("born"), row.get("citizen_id")) == ("Lò Thị Bình", "1950", "038150000456")
    assert (row.get("receiver"), row.get("receiver_born"), row.get("receiver_citizen_id")) == (
        "Hà Văn An",
        "1945",
        "038045000123",
    )
    assert row.get("other_account") == "0123456789"


# Rows that are not people


def test_headings_totals_signatures_and_notes(tmp_path: Path) -> None:
    short = [c for c in SHORT if c != "Thôn"]
    lines = [
        ["ỦY BAN NHÂN DÂN XÃ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [BTXH],
        short,
        ["I", "Thôn Hòa Thuận"],
        MAN[:4],
        [None, "Lò Thị Ba", 1951, "038151000456"],  # no running number
        [None, "Cộng: 2 đối tượng"],
        ["II", "Thôn Lương Ngọc: 1 người", None, None],
        [1, "Lò Thị Bình", 1950, "038150000456"],
        ["Tổng cộng", None, None, 3],
        [None, "Tổng số: 3 đối tượng"],
        ["Danh sách này có 03 (Ba) đối tượng./."],
        [None, "Người lập biểu", None, "Trưởng thôn"],
        [None, "(Ký, ghi rõ họ tên)"],
        [],
        [None, "Cao Văn Ký", None, "Hà Thị Duyệt"],
        ["Ghi chú: gửi trước ngày 25"],
    ]
    reading = read(tmp_path, rows(*lines))
    assert [(row.get("name"), row.get("village")) for row in reading.rows] == [
        ("Hà Văn An", "Thôn Hòa Thuận"),
        ("Lò Thị Ba", "Thôn Hòa Thuận"),
        ("Lò Thị Bình", "Thôn Lương Ngọc"),
    ]
    assert not reading.problems


def test_a_person_named_like_a_total(tmp_path: Path) -> None:
    lines = [
        SHORT,
        [1, "TỐNG CỘNG HÒA", 1945, "038045000123", "Thôn 1"],
        [2, "Tong Cong Son", 1950, "038050000123", "Thôn 1"],
    ]
    assert names(read(tmp_path, rows(*lines))) == ["Tống Cộng Hòa", "Tong Cong Son"]


def test_both_groups_on_one_sheet(tmp_path: Path) -> None:
    lines = [
        ["DANH SÁCH ĐỐI TƯỢNG NGƯỜI CÓ CÔNG VÀ BẢO TRỢ XÃ HỘI"],
        SHORT,
        ["I. Người có công"],
        MAN,
        ["II", "Bảo trợ xã hội"],
        WIFE,
    ]
    assert [row.group for row in read(tmp_path, rows(*lines)).rows] == ["NCC", "BTXH"]


def test_headings_of_regimes_fill_what_the_rows_lack(tmp_path: Path) -> None:
    lines = [[NCC], SHORT, ["A", "Thương binh"], MAN, ["B", "Vợ liệt sỹ"], WIFE]
    assert [row.get("regime") for row in read(tmp_path, rows(*lines)).rows] == ["Thương binh", "Vợ liệt sỹ"]


def test_the_header_stands_again_and_again(tmp_path: Path) -> None:
    lines = [[BTXH], SHORT, MAN, SHORT, ["(1)", "(2)", "(3)", "(4)", "(5)"], WIFE]
    assert names(read(tmp_path, rows(*lines))) == ["Hà Văn An", "Lò Thị Bình"]


def test_two_tables_with_other_columns(tmp_path: Path) -> None:
    second = ["Số CCCD", "Họ tên", "Chế độ", "Năm sinh"]
    lines = [
        [BTXH],
        SHORT,
        MAN,
        [None, "Cộng: 1"],
        [],
        [NCC],
        second,
        ["038150000456", "Lò Thị Bình", "Vợ liệt sỹ", 1950],
    ]
    reading = read(tmp_path, rows(*lines))
    assert [(row.get("name"), row.group, row.get("citizen_id")) for row in reading.rows] == [
        ("Hà Văn An", "BTXH", "038045000123"),
        ("Lò Thị Bình", "NCC", "038150000456"),
    ]


def test_merged_down_cells_hold_for_every_row(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            ["STT", "Họ tên", "Năm sinh", "Chế độ", "Thôn", "Người nhận thay"],
            [1, "Hà Văn An", 1945, "Trẻ em mồ côi", "Thôn 1", "Cao Thị Nhận"],
            [2, "Lò Thị Bình", 1950],
            [3, "Vi Văn Út", 1951],
        )(sheet)
        for area in ("D2:D4", "E2:E4", "F2:F3"):
            sheet.merge_cells(area)

    reading = read(tmp_path, fill)
    assert [(row.get("regime"), row.get("village"), row.get("receiver")) for row in reading.rows] == [
        ("Trẻ em mồ côi", "Thôn 1", "Cao Thị Nhận"),
        ("Trẻ em mồ côi", "Thôn 1", "Cao Thị Nhận"),
        ("Trẻ em mồ côi", "Thôn 1", ""),
    ]


def test_one_person_over_two_rows(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows([*SHORT, "Chế độ"], [*MAN, "Thương binh 45%"], [None, None, None, None, None, "Vợ liệt sỹ"], [None] * 6)(
            sheet
        )
        for column in "ABCDE":
            sheet.merge_cells(f"{column}2:{column}4")

    reading = read(tmp_path, fill)
    assert [(row.get("name"), row.get("regime")) for row in reading.rows] == [
        ("Hà Văn An", "Thương binh 45%"),
        ("Hà Văn An", "Vợ liệt sỹ"),
    ]


def test_a_row_without_a_name_and_a_row_with_nothing_else(tmp_path: Path) -> None:
    lines = [SHORT, MAN, [2, None, 1950, "038150000456", "Thôn 1"], [None, "Đợt hai năm nay"], [3], [4, "Lò Thị Bình"]]
    reading = read(tmp_path, rows(*lines))
    assert names(reading) == ["Hà Văn An", "Lò Thị Bình"]
    assert [(p.code, p.cell) for p in reading.problems if p.code != "no-group"] == [
        ("no-name", "B3"),
        ("unsure-row", "B4"),
    ]


# Groups


@pytest.mark.parametrize(
    ("title", "sheet", "asked", "group"),
    [
        (BTXH, "Sheet1", None, "BTXH"),
        (NCC, "Sheet1", None, "NCC"),
        ("DANH SÁCH", "NCC", None, "NCC"),
        ("DANH SÁCH", "Bảo trợ", None, "BTXH"),
        ("DANH SÁCH", "Sheet1", None, None),
        ("DANH SÁCH", "Sheet1", "NCC", "NCC"),
        (BTXH, "NCC", None, None),
        (BTXH, "NCC", "NCC", "NCC"),
        (BTXH, "Sheet1", "NCC", "NCC"),
    ],
)
def test_group(tmp_path: Path, title: str, sheet: str, asked: str | None, group: str | None) -> None:
    reading = read(tmp_path, rows([title], SHORT, MAN), title=sheet, group=asked)
    assert [row.group for row in reading.rows] == [group]
    assert ("no-group" in [p.code for p in reading.problems]) == (group is None)


def test_asking_for_a_group_does_not_touch_the_other_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("NCC")
    assert first is not None
    rows([BTXH], SHORT, MAN)(first)
    rows([NCC], SHORT, WIFE)(second)
    hidden = book.create_sheet("cũ")
    rows([NCC], SHORT, MAN)(hidden)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    reading = read_workbook(tmp_path / "list.xlsx", group="NCC")
    assert [(row.sheet, row.group) for row in reading.rows] == [("Sheet", "BTXH"), ("NCC", "NCC")]
    assert [p.code for p in reading.problems] == ["hidden-sheet"]


def test_a_sheet_without_a_header_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, rows(["Kế hoạch"], ["Một"], ["Hai"]))
    assert not reading.rows
    assert [(p.sheet, p.code, p.grade) for p in reading.problems] == [("Sheet1", "no-header", "refused")]


@pytest.mark.parametrize(
    ("above", "sheet", "village"),
    [
        ("Thôn: Hòa Thuận", "BTXH", "Thôn Hòa Thuận"),
        ("THÔN HÒA THUẬN", "BTXH", "THÔN HÒA THUẬN"),
        ("Bản tổng hợp bảo trợ xã hội", "BTXH", ""),
        ("Tổ công tác đề án 06", "BTXH", ""),
        ("Danh sách bảo trợ xã hội", "Thôn Hòa Thuận", "Thôn Hòa Thuận"),
    ],
)
def test_a_village_over_the_table(tmp_path: Path, above: str, sheet: str, village: str) -> None:
    reading = read(tmp_path, rows([above], SHORT[:4], MAN[:4]), title=sheet)
    assert reading.rows[0].get("village") == village


def test_a_column_of_groups(tmp_path: Path) -> None:
    reading = read(tmp_path, rows([*SHORT, "Nhóm"], [*MAN, "NCC"], [*WIFE, "BTXH"]))
    assert [row.group for row in reading.rows] == ["NCC", "BTXH"]


def test_hints_in_brackets(tmp_path: Path) -> None:
    captions = [
        "Họ tên đối tượng\n(ghi đúng CCCD)",
        "Địa chỉ (thôn)",
        "Số CCCD (12 số, không ghi CMND)",
        "Năm sinh (ghi trong CCCD)",
    ]
    captions += ["Số tài khoản (của người được ủy quyền)", "Họ tên (người được ủy quyền)", "Quan hệ (với đối tượng)"]
    values = ["Hà Văn An", "Hòa Thuận", "038045000123", 1945, "0123456789", "Lò Thị Bình", "Vợ"]
    title = "DANH SÁCH NGƯỜI KHUYẾT TẬT, NGƯỜI CAO TUỔI NHẬN TRỢ CẤP QUA TÀI KHOẢN NGÂN HÀNG"

    def fill(sheet: Worksheet) -> None:
        rows([title], captions, values)(sheet)
        sheet.merge_cells("A1:G1")

    keys = ("name", "village", "citizen_id", "born", "other_account", "receiver", "relation")
    (row,) = read(tmp_path, fill).rows
    assert [row.get(key) for key in keys] == [*values[:3], "1945", *values[4:]]
