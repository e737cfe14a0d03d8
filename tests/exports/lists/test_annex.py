"""The annex is the seed's, word for word and cell for cell; its twin differs in the title only."""

from __future__ import annotations

import re
import zipfile

import pytest

SEED_TITLE = (
    "TỔNG HỢP THÔNG TIN TÀI KHOẢN HỖ TRỢ CHI TRẢ KHÔNG DÙNG TIỀN MẶT ĐỐI VỚI ĐỐI TƯỢNG HƯỞNG CHÍNH SÁCH TRỢ GIÚP XÃ HỘI"
)
SEED_HEAD = (
    "STT\tHọ và tên đối tượng\tNgày tháng năm sinh\t\tChế độ đang hưởng\t"
    "Số căn cước công dân/Số định danh cá nhân\tThôn\t"
    "Số tài khoản hưởng trợ cấp ASXH\t\tTên ngân hàng/nhà cung cấp dịch vụ nơi mở tài khoản\t"
    "Họ tên người ủy quyền nhận trợ cấp\tMối quan hệ với đối tượng"
)
SEED_UNDER = "\t\tNam\tNữ\t\t\t\tĐối tượng\tCá nhân được ủy quyền\t\t\t"


def as_line(ws, row):
    return "\t".join(ws.cell(row, column).value or "" for column in range(1, ws.max_column + 1))


def test_captions_and_title_are_the_seeds(written, person, head, texts):
    """Issuing body, title and both header rows read exactly as in the plan."""
    ws = written("annex-btxh", person())
    assert "ỦY BAN NHÂN DÂN XÃ CẨM LƯƠNG" in texts(ws)
    assert SEED_TITLE in texts(ws)
    assert as_line(ws, head(ws)) == SEED_HEAD
    assert as_line(ws, head(ws) + 1) == SEED_UNDER
    assert ws.max_column == 12


def test_the_twin_for_people_with_merit(written, person, head, texts):
    ws = written("annex-ncc", person(group="NCC"))
    twin = SEED_TITLE.replace("CHÍNH SÁCH TRỢ GIÚP XÃ HỘI", "TRỢ CẤP ƯU ĐÃI NGƯỜI CÓ CÔNG VỚI CÁCH MẠNG")
    assert twin in texts(ws)
    assert as_line(ws, head(ws)) == SEED_HEAD
    assert ws.title == "NCC"


def test_headers_are_merged_as_in_the_form(written, person, head, tmp_path):
    """Eight headers span two rows, two span two columns; every cell of a merge keeps its border."""
    ws = written("annex-btxh", person())
    top = head(ws)
    merged = {str(r) for r in ws.merged_cells.ranges if r.min_row in (top, top + 1)}
    expected = {f"{c}{top}:{c}{top + 1}" for c in "ABEFGJKL"} | {f"C{top}:D{top}", f"H{top}:I{top}"}
    assert merged == expected
    # openpyxl rewrites the borders of merged cells when it reads them, so look at what is in the file
    sheet = zipfile.ZipFile(next(tmp_path.glob("*.xlsx"))).read("xl/worksheets/sheet1.xml").decode()
    styles = re.findall(rf'<c r="[A-L](?:{top}|{top + 1})" s="(\d+)"', sheet)
    assert len(styles) == 24
    assert len(set(styles)) == 1
    assert ws.cell(top, 1).border.left.style == ws.cell(top, 1).border.top.style == "thin"


@pytest.mark.parametrize(
    ("born", "sex", "male", "female"),
    [
        ("1945-03-02", "male", "02/03/1945", None),
        ("1945-03-02", "female", None, "02/03/1945"),
        ("1945-03", "female", None, "03/1945"),
        ("1945", "male", "1945", None),
        ("", "male", None, None),
    ],
)
def test_the_date_of_birth_stands_under_the_sex(written, person, head, born, sex, male, female):
    ws = written("annex-btxh", person(born=born, sex=sex))
    row = head(ws) + 2
    assert (ws.cell(row, 3).value, ws.cell(row, 4).value) == (male, female)


def test_own_account_and_authorised_account_have_their_columns(written, person, head):
    """H or I, never both; name and relationship only with somebody else's account; a guardian is called one."""
    own = person()
    other = person(
        own_account="", other_account="0099", receiver="authorised", recipient_name="Lê Thị Thử", relation="Con đẻ"
    )
    guardian = person(
        own_account="", other_account="0098", receiver="guardian", recipient_name="Hà Văn Mẫu", relation="Mẹ đẻ"
    )
    left_over = person(recipient_name="Người cũ", relation="Vợ")
    ws = written("annex-btxh", own, other, guardian, left_over)
    first = head(ws) + 2
    tails = [[ws.cell(row, column).value for column in (8, 9, 11, 12)] for row in range(first, first + 4)]
    assert tails == [
        ["0012345678901", None, None, None],
        [None, "0099", "Lê Thị Thử", "Con đẻ"],
        [None, "0098", "Hà Văn Mẫu", "Người giám hộ (mẹ đẻ)"],
        ["0012345678901", None, None, None],
    ]
    assert [ws.cell(row, 1).value for row in range(first, first + 4)] == [1, 2, 3, 4]


@pytest.mark.parametrize(("stored", "printed"), [("", "Người giám hộ"), ("Người giám hộ (bà nội)", None)])
def test_a_guardian_without_or_with_the_word(written, person, head, stored, printed):
    ws = written("annex-btxh", person(receiver="guardian", recipient_name="Hà Văn Mẫu", relation=stored))
    assert ws.cell(head(ws) + 2, 12).value == (printed or stored)


def test_column_numbers_are_optional(written, person, profile, head):
    plain = written("annex-btxh", person())
    assert plain.cell(head(plain) + 2, 1).value == 1
    numbered = written("annex-btxh", person(), commune=profile(printing={"column_numbers": True}))
    top = head(numbered)
    assert [numbered.cell(top + 2, c).value for c in range(1, 13)] == [f"({c})" for c in range(1, 13)]
    assert numbered.print_title_rows == f"${top}:${top + 2}"
