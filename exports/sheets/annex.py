"""The seed's annex and its twin for people with merit: twelve columns, captions and title word for word.

"Họ tên người ủy quyền" is what the plan prints, though it means the authorised person (người được ủy quyền); the paper
keeps it, the screens use the right term (domain 1.1). The twin's title is formed by analogy with the wording of III.1;
none was found in public.
"""

from __future__ import annotations

from exports.sheets.form import (
    BORN_FEMALE,
    BORN_MALE,
    CITIZEN_ID,
    NAME,
    NUMBER,
    PROVIDER,
    REGIME,
    VILLAGE,
    Column,
    Form,
    Span,
    recipient,
    relation,
)

TITLE = "TỔNG HỢP THÔNG TIN TÀI KHOẢN HỖ TRỢ CHI TRẢ KHÔNG DÙNG TIỀN MẶT ĐỐI VỚI ĐỐI TƯỢNG HƯỞNG "
ACCOUNTS = Span("accounts", "Số tài khoản hưởng trợ cấp ASXH")

COLUMNS = (
    NUMBER,
    NAME,
    BORN_MALE,
    BORN_FEMALE,
    REGIME,
    CITIZEN_ID,
    VILLAGE,
    Column("account.own", "Đối tượng", lambda row: row.own_account, "digits", 13.8, ACCOUNTS),
    Column("account.other", "Cá nhân được ủy quyền", lambda row: row.other_account, "digits", 13.8, ACCOUNTS),
    PROVIDER,
    Column("recipient", "Họ tên người ủy quyền nhận trợ cấp", recipient, "text", 16),
    Column("relation", "Mối quan hệ với đối tượng", relation, "middle", 11.5),
)

FORMS = (
    Form("annex-btxh", "phu-luc-btxh", "BTXH", TITLE + "CHÍNH SÁCH TRỢ GIÚP XÃ HỘI", COLUMNS, 158),
    Form("annex-ncc", "phu-luc-ncc", "NCC", TITLE + "TRỢ CẤP ƯU ĐÃI NGƯỜI CÓ CÔNG VỚI CÁCH MẠNG", COLUMNS, 158),
)
