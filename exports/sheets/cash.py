"""The list of those who are paid in cash, of both groups, each with the reason: the plan has no form for it."""

from __future__ import annotations

from exports.sheets.form import (
    BORN_FEMALE,
    BORN_MALE,
    CITIZEN_ID,
    NAME,
    NOTE,
    NUMBER,
    REGIME,
    VILLAGE,
    Column,
    Form,
    recipient,
    relation,
)
from store.lists import ListRow


def _proxy(row: ListRow) -> str:
    """Who fetches the money for the beneficiary, with the relationship."""
    who, how = recipient(row), relation(row)
    return f"{who}, {how[:1].lower() + how[1:]}" if who and how else who


COLUMNS = (
    NUMBER,
    NAME,
    BORN_MALE,
    BORN_FEMALE,
    CITIZEN_ID,
    VILLAGE,
    Column("group", "Nhóm", lambda row: row.group, "digits", 6.4),
    REGIME,
    Column("cash-reason", "Lý do nhận tiền mặt", lambda row: row.cash_reason, "text", 16),
    Column("proxy", "Người nhận thay (nếu có)", _proxy, "text", 13),
    NOTE,
)

FORMS = (Form("cash", "tien-mat", "Tiền mặt", "DANH SÁCH ĐỐI TƯỢNG NHẬN TRỢ CẤP BẰNG TIỀN MẶT", COLUMNS, 144),)
