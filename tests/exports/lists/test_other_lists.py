"""The four registration lists and the cash list: titles in the plan's words, and what each row tells."""

from __future__ import annotations

import pytest

TITLES = {
    "ds1": "Danh sách đối tượng đăng ký nhận trợ cấp ưu đãi người có công với cách mạng qua tài khoản thanh toán",
    "ds2": "Danh sách người được ủy quyền/người giám hộ đăng ký nhận trợ cấp ưu đãi người có công với cách mạng "
    "qua tài khoản thanh toán",
    "ds3": "Danh sách đối tượng đăng ký nhận trợ cấp chính sách trợ giúp xã hội qua tài khoản thanh toán",
    "ds4": "Danh sách người được ủy quyền/người giám hộ đăng ký nhận trợ cấp chính sách trợ giúp xã hội "
    "qua tài khoản thanh toán",
    "cash": "Danh sách đối tượng nhận trợ cấp bằng tiền mặt",
}


def record(ws, top):
    """The first person's row by its captions; a caption under a span carries the span's name before it."""
    out, span = {}, ""
    for column in range(1, ws.max_column + 1):
        upper, lower = ws.cell(top, column).value, ws.cell(top + 1, column).value
        span = upper or span
        out[f"{span}: {lower}" if lower else upper] = ws.cell(top + 2, column).value
    return out


@pytest.mark.parametrize("key", TITLES)
def test_titles_are_the_plans_words_in_capitals(written, person, texts, key):
    assert TITLES[key].upper() in texts(written(key, person()))


@pytest.mark.parametrize("key", ["ds1", "ds3"])
def test_own_account_lists(written, person, head, key):
    ws = written(key, person(note="Mới mở tài khoản"))
    assert record(ws, head(ws)) == {
        "STT": 1,
        "Họ và tên đối tượng": "Nguyễn Thị Ví Dụ",
        "Ngày tháng năm sinh: Nam": None,
        "Ngày tháng năm sinh: Nữ": "02/03/1945",
        "Số căn cước công dân/Số định danh cá nhân": "038145000001",
        "Thôn": "Lương Ngọc",
        "Chế độ đang hưởng": "Người khuyết tật nặng",
        "Số tài khoản": "0012345678901",
        "Tên ngân hàng/nhà cung cấp dịch vụ nơi mở tài khoản": "Agribank",
        "Ghi chú": "Mới mở tài khoản",
    }


@pytest.mark.parametrize("key", ["ds2", "ds4"])
def test_lists_of_those_who_receive_for_others(written, person, head, key):
    row = person(
        own_account="",
        other_account="0099887766",
        receiver="authorised",
        recipient_name="Lê Thị Thử",
        recipient_born="1970",
        recipient_citizen_id="038170000002",
        relation="Con đẻ",
        paper="05/GUQ",
        valid_from="2023-07-01",
        valid_until="2024-06-30",
    )
    ws = written(key, row)
    top = head(ws)
    got = record(ws, top)
    receiver, paper, who = (
        "Người được ủy quyền/người giám hộ",
        "Giấy ủy quyền/quyết định giám hộ",
        "Đối tượng hưởng trợ cấp",
    )
    assert got[f"{receiver}: Họ và tên"] == "Lê Thị Thử"
    assert got[f"{receiver}: Ngày sinh"] == "1970"
    assert got[f"{receiver}: Số CCCD/ĐDCN"] == "038170000002"
    assert got[f"{receiver}: Tư cách"] == "Được ủy quyền"
    assert got[f"{receiver}: Quan hệ với đối tượng"] == "Con đẻ"
    assert got[f"{paper}: Số, ngày"] == "05/GUQ, 01/07/2023"
    assert got[f"{paper}: Hết hạn"] == "30/06/2024"
    assert got["Số tài khoản"] == "0099887766"
    assert got[f"{who}: Họ và tên"] == "Nguyễn Thị Ví Dụ"
    assert got[f"{who}: Ngày sinh"] == "02/03/1945"
    assert got[f"{who}: Số CCCD/ĐDCN"] == "038145000001"
    assert f"B{top}:F{top}" in {str(r) for r in ws.merged_cells.ranges}


def test_cash_list_says_why_and_who_fetches(written, person, head):
    ws = written(
        "cash",
        person(
            own_account="",
            group="NCC",
            cash_reason="Già yếu, không đi lại được",
            receiver="authorised",
            recipient_name="Lê Thị Thử",
            relation="Con dâu",
        ),
    )
    got = record(ws, head(ws))
    assert got["Lý do nhận tiền mặt"] == "Già yếu, không đi lại được"
    assert got["Nhóm"] == "NCC"
    assert got["Người nhận thay (nếu có)"] == "Lê Thị Thử, con dâu"


def test_the_police_sign_the_lists_that_they_compare(written, person, texts):
    assert "CÔNG AN XÃ" in texts(written("ds3", person()))
    assert "CÔNG AN XÃ" not in texts(written("annex-btxh", person()))
