"""What the printer gets: page set-up, heights that show every line, the frame around the table, page breaks."""

from __future__ import annotations

from datetime import date

import pytest

from exports.month import FORMS
from exports.sheets import measure

MM = 25.4


def test_page_set_up(written, person, head):
    """A4 on its side, margins of NĐ 30/2020, fitted to the width, header rows repeated, page number from page 2 on."""
    ws = written("annex-btxh", *[person()] * 3)
    top = head(ws)
    assert (ws.page_setup.orientation, ws.page_setup.paperSize) == ("landscape", 9)
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) == (1, 0)
    assert ws.print_title_rows == f"${top}:${top + 1}"
    margins = ws.page_margins
    assert 20 <= margins.top * MM <= 25.001
    assert 20 <= margins.bottom * MM <= 25.001
    assert 30 <= margins.left * MM <= 35.001
    assert 15 <= margins.right * MM <= 20.001
    assert ws.HeaderFooter.differentFirst
    assert ws.oddHeader.center.text == "Trang &P/&N"
    assert ws.firstHeader.center.text is None
    assert ws.print_area == f"'{ws.title}'!$A$1:$L${ws.max_row}"


def test_fonts(written, person, profile):
    """One font everywhere, also in cells that somebody fills in later, whose size the column widths count in."""
    ws = written("ds2", person())
    assert {cell.font.name for row in ws.iter_rows() for cell in row} == {"Times New Roman"}
    assert ws.parent._fonts[0].name == "Times New Roman"
    larger = written("ds2", person(), commune=profile(printing={"size": 14}))
    assert larger.cell(larger.max_row - 10, 1).font.size >= 12


@pytest.mark.parametrize(("n", "words"), [(0, "Không"), (1, "Một"), (21, "Hai mươi mốt"), (45, "Bốn mươi lăm")])
def test_count_in_words(written, person, texts, n, words):
    """Also a list without people is written, with an empty line."""
    assert f"Danh sách này có {n} ({words}) đối tượng./." in texts(written("cash", *[person()] * n))


@pytest.mark.parametrize(
    ("today", "printed"),
    [
        (date(2026, 2, 5), "Cẩm Lương, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "Cẩm Lương, ngày 15 tháng 3 năm 2026"),
    ],
)
def test_place_and_date(written, person, texts, profile, today, printed):
    """Days below 10 and the months 1 and 2 take a zero; the place is the profile's, or the commune without its "xã"."""
    commune = profile(commune="Xã Cẩm Lương")
    found = texts(written("annex-btxh", person(), commune=commune, today=today))
    assert printed in found
    assert "ỦY BAN NHÂN DÂN XÃ CẨM LƯƠNG" in found


def test_frame(written, person, texts, profile):
    commune = profile(
        offices={"superior": "Huyện Cẩm Thủy", "issuing": "Ủy ban nhân dân xã Cẩm Tú"},
        printing={"national_heading": True},
        signer={"lines": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "name": "Lê Văn Thử"},
    )
    found = texts(written("annex-btxh", person(), commune=commune))
    for text in (
        "HUYỆN CẨM THỦY",
        "ỦY BAN NHÂN DÂN XÃ CẨM TÚ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tháng 09 năm 2023",
        "NGƯỜI LẬP BIỂU",
        "Trần Thị Mẫu",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Văn Thử",
    ):
        assert found.count(text) == 1, text
    assert sum("ngày 05 tháng 02 năm 2026" in text for text in found) == 1
    plain = texts(written("annex-btxh", person()))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in plain


def test_a_draft_says_so(written, person, texts):
    assert "(Bản dự thảo, tháng chưa chốt)" in texts(written("ds1", person(), sealed=False))
    assert "(Bản dự thảo, tháng chưa chốt)" not in texts(written("ds1", person()))


def test_captions_can_be_replaced(written, person, texts, profile, head):
    """For one list, or for all; words in braces are filled in, other braces are left alone."""
    captions = {
        "annex-btxh.title": "TIÊU ĐỀ KHÁC",
        "village": "Thôn/bản",
        "annex-btxh.village": "Bản",
        "count": "Cộng: {n} người {khác}",
        "month": "Kỳ {month}/{year}",
    }
    commune = profile(captions=captions)
    annex = written("annex-btxh", person(), commune=commune)
    assert {"TIÊU ĐỀ KHÁC", "Cộng: 1 người {khác}", "Kỳ 09/2023"} <= set(texts(annex))
    assert annex.cell(head(annex), 7).value == "Bản"
    ds1 = written("ds1", person(), commune=commune)
    assert ds1.cell(head(ds1), 6).value == "Thôn/bản"


LONG = (
    "Người cao tuổi thuộc hộ nghèo không có người có nghĩa vụ và quyền phụng dưỡng, đủ điều kiện tiếp nhận vào cơ sở "
    "trợ giúp xã hội nhưng có người nhận chăm sóc tại cộng đồng"
)


@pytest.mark.parametrize("size", [8, 12, 16])
def test_rows_are_high_enough_for_long_text(written, person, profile, head, size):
    """At least as many lines as the bare length of the text needs; a short row is not made higher for it."""
    ws = written("annex-btxh", person(), person(regime_text=LONG), commune=profile(printing={"size": size}))
    row = head(ws) + 2
    room = ws.column_dimensions["E"].width * 6 - 4
    least = len(LONG) * 0.42 * size / room
    assert ws.row_dimensions[row + 1].height >= least * size * 1.15
    assert ws.row_dimensions[row].height < 3 * size * 1.3


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("size", [8, 12, 16])
def test_digits_and_banks_have_room(written, person, profile, head, key, size):
    """A citizen number, a date and a short bank name stand on one line without being shrunk."""
    ws = written(key, person(), commune=profile(printing={"size": size}))
    for column in ws.iter_cols(min_row=head(ws) + 2, max_row=head(ws) + 2):
        cell = column[0]
        if isinstance(cell.value, str) and (cell.value[0].isdigit() or cell.value == "Agribank"):
            wide = sum(0.28 if c in "/ " else 0.5 for c in cell.value) * size
            assert wide <= ws.column_dimensions[cell.column_letter].width * 6 - 3.75, cell.coordinate


def test_letters_are_measured():
    """Marks do not widen a letter, except the horn; unknown letters count as wide; decomposed text as composed."""
    assert measure.points("Ế", 12) == measure.points("E", 12)
    assert measure.points("ợ", 12) > measure.points("o", 12)
    assert measure.points("漢", 12) > measure.points("M", 12)
    assert measure.points("e\u0302\u0301", 12) == measure.points("ế", 12)
    assert measure.lines("một hai ba", 100, 12) == 1
    assert measure.lines("một\nhai", 100, 12) == 2
    assert measure.lines("W" * 40, 20, 12) >= 4


def breaks(ws):
    return [b.id for b in ws.row_breaks.brk]


def test_signatures_never_stand_alone(written, person, head):
    """Whatever the number of people: where a page would end near the signatures, the last two go with them."""
    seen = 0
    for n in range(8, 40, 2):
        ws = written("annex-btxh", *[person()] * n)
        last = head(ws) + 1 + n
        for at in breaks(ws):
            seen += 1
            assert at == last - 2
    assert seen, "no list of these lengths needed a break: the test proves nothing"
    assert not breaks(written("annex-btxh", person()))
    assert not breaks(written("cash"))
