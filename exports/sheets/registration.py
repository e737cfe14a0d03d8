"""The four registration lists of the plan's section III.1: own account, or an authorised person's or guardian's.

Titles are the plan's words in capitals. Their columns are not given there; these follow the annex and add what the bank
and the police need to know of the person who receives (domain 1.2).
"""

from __future__ import annotations

from exports.sheets.form import (
    BORN_FEMALE,
    BORN_MALE,
    CITIZEN_ID,
    NAME,
    NOTE,
    NUMBER,
    PROVIDER,
    REGIME,
    VILLAGE,
    Column,
    Form,
    Span,
    day,
)
from store.lists import ListRow

RECEIVERS = Span("receivers", "Người được ủy quyền/người giám hộ")
PAPERS = Span("papers", "Giấy ủy quyền/quyết định giám hộ")
BENEFICIARIES = Span("beneficiaries", "Đối tượng hưởng trợ cấp")
CAPACITY = {"authorised": "Được ủy quyền", "guardian": "Giám hộ"}


def _paper(row: ListRow) -> str:
    return ", ".join(part for part in (row.paper, day(row.valid_from)) if part)


def _account(row: ListRow) -> str:
    """A guardian may also sign for the beneficiary's own account (domain 1.1)."""
    return row.other_account or row.own_account


def _note(row: ListRow) -> str:
    return row.note


OWN = (
    NUMBER,
    NAME,
    BORN_MALE,
    BORN_FEMALE,
    CITIZEN_ID,
    VILLAGE,
    REGIME,
    Column("account", "Số tài khoản", lambda row: row.own_account, "digits", 13.8),
    PROVIDER,
    NOTE,
)

OTHER = (
    NUMBER,
    Column("recipient", "Họ và tên", lambda row: row.recipient_name, "text", 15.5, RECEIVERS),
    Column("recipient.born", "Ngày sinh", lambda row: day(row.recipient_born), "digits", 9.4, RECEIVERS),
    Column("recipient.citizen-id", "Số CCCD/ĐDCN", lambda row: row.recipient_citizen_id, "digits", 12.2, RECEIVERS),
    Column("capacity", "Tư cách", lambda row: CAPACITY.get(row.receiver, ""), "middle", 8.2, RECEIVERS),
    Column("relation", "Quan hệ với đối tượng", lambda row: row.relation, "middle", 8.5, RECEIVERS),
    Column("paper", "Số, ngày", _paper, "middle", 10.8, PAPERS),
    Column("valid-until", "Hết hạn", lambda row: day(row.valid_until), "digits", 9.4, PAPERS),
    Column("account", "Số tài khoản", _account, "digits", 13.8),
    Column("provider", "Tên ngân hàng/nhà cung cấp dịch vụ", lambda row: row.provider, "middle", 12.2),
    Column("name", "Họ và tên", lambda row: row.name, "text", 15.5, BENEFICIARIES),
    Column("born", "Ngày sinh", lambda row: day(row.born), "digits", 9.4, BENEFICIARIES),
    Column("citizen-id", "Số CCCD/ĐDCN", lambda row: row.citizen_id, "digits", 12.2, BENEFICIARIES),
    Column("regime", "Chế độ đang hưởng", REGIME.value, "text", 14, BENEFICIARIES),
    Column("village", "Thôn", lambda row: row.village_name, "middle", 10.5, BENEFICIARIES),
    Column("note", "Ghi chú", _note, "text", 8),
)

_THEMSELVES = "DANH SÁCH ĐỐI TƯỢNG ĐĂNG KÝ NHẬN "
_OTHERS = "DANH SÁCH NGƯỜI ĐƯỢC ỦY QUYỀN/NGƯỜI GIÁM HỘ ĐĂNG KÝ NHẬN "
_NCC = "TRỢ CẤP ƯU ĐÃI NGƯỜI CÓ CÔNG VỚI CÁCH MẠNG QUA TÀI KHOẢN THANH TOÁN"
_BTXH = "TRỢ CẤP CHÍNH SÁCH TRỢ GIÚP XÃ HỘI QUA TÀI KHOẢN THANH TOÁN"

FORMS = (
    Form("ds1", "ds1-ncc-chinh-chu", "DS1 NCC", _THEMSELVES + _NCC, OWN, 138, police=True),
    Form("ds2", "ds2-ncc-uy-quyen-giam-ho", "DS2 NCC", _OTHERS + _NCC, OTHER, 178, police=True),
    Form("ds3", "ds3-btxh-chinh-chu", "DS3 BTXH", _THEMSELVES + _BTXH, OWN, 138, police=True),
    Form("ds4", "ds4-btxh-uy-quyen-giam-ho", "DS4 BTXH", _OTHERS + _BTXH, OTHER, 178, police=True),
)
