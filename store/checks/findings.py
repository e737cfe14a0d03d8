"""What a finding *is*: something odd or missing about one person, said in words, with how much it weighs.

Findings are computed each time and never stored, so they close themselves when the data is put right (design
section 5). What may be stored is a decision about one: a reason for letting a warning pass, filed under its `key`.

`RULES` is the one table of everything that can be found. A code never changes its meaning; grades and wording may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from store.records import derived_name

Grade = Literal["stop", "warn", "note"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the checks look for. `about` is a line of Vietnamese for the manual and for the screens."""

    code: str
    grade: Grade
    about: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about one person.

    `stop` keeps the month from being sealed, `warn` wants a correction or a reason, `note` says what is still missing.
    `field` is a field of the person, or of what is linked (`recipient.…`, `account.…`). `others` names the other
    records that are concerned, at most `MOST_OTHERS` of them. `about` holds the values that the finding speaks of: a
    reason given for letting it pass does not cover other values.
    """

    code: str
    grade: Grade
    record: str
    village: str
    field: str
    message: str
    others: tuple[str, ...] = ()
    about: str = ""

    @property
    def key(self) -> str:
        """The finding's identity: the same as long as it is about the same thing, whatever words or order it comes in.

        People who are found together (a shared account, a duplicate) share one key, so one decision serves them all.
        It is `<code>.<16 letters>` and tells nothing about the person.
        """
        members = sorted({self.record, *self.others})
        about = self.about.encode("ascii", "backslashreplace").decode()
        return f"{self.code}.{derived_name(self.code, self.field, about, *members)}"


MOST_OTHERS: Final = 50
"""Beyond this many, naming all others of each member helps nobody and a wholesale slip would cost n² names."""


def _table(*rows: tuple[str, Grade, str]) -> dict[str, Rule]:
    return {code: Rule(code, grade, about) for code, grade, about in rows}


RULES: Final = _table(
    # Who the person is
    ("name-missing", "note", "Chưa có họ tên."),
    ("name-signs", "warn", "Họ tên có chữ số hoặc dấu lạ."),
    ("name-old-font", "warn", "Họ tên có vẻ gõ bằng phông chữ cũ (TCVN3, VNI)."),
    ("born-missing", "note", "Chưa có ngày sinh, hoặc ngày sinh không đọc được."),
    ("born-future", "warn", "Ngày sinh ở sau tháng đang làm."),
    ("sex-missing", "note", "Chưa có giới tính."),
    ("age-over-100", "warn", "Trên 100 tuổi mà tháng này chưa xác nhận còn sống."),
    ("citizen-id-missing", "note", "Chưa có số căn cước 12 số."),
    ("citizen-id-form", "warn", "Số căn cước không phải 12 chữ số."),
    ("citizen-id-prefix", "warn", "Ba số đầu của số căn cước không phải mã tỉnh, thành nào."),
    ("citizen-id-sex", "warn", "Số căn cước không khớp giới tính."),
    ("citizen-id-year", "warn", "Số căn cước không khớp năm sinh."),
    ("citizen-id-expired", "warn", "Thẻ căn cước hết hạn, ngân hàng có thể khóa tài khoản."),
    # What is drawn
    ("regime-missing", "note", "Chưa ghi chế độ hưởng."),
    ("regime-unresolved", "warn", "Chế độ ghi trong danh sách chưa rõ là mã nào."),
    ("regime-lapsed", "warn", "Chế độ không còn áp dụng trong tháng này."),
    ("regime-age", "warn", "Tuổi không hợp với chế độ đang hưởng."),
    ("regime-age-next", "note", "Tháng sau sẽ quá tuổi của chế độ đang hưởng."),
    ("regime-twice", "warn", "Hai chế độ cùng nhóm thường không hưởng cùng lúc."),
    # How the money goes
    ("method-missing", "note", "Chưa ghi nhận tiền qua tài khoản hay tiền mặt."),
    ("cash-reason-missing", "note", "Nhận tiền mặt mà chưa ghi lý do."),
    ("receiver-missing", "note", "Có người nhận thay mà chưa ghi là ủy quyền hay giám hộ."),
    ("recipient-missing", "note", "Ủy quyền hoặc giám hộ mà chưa có người nhận."),
    ("relation-missing", "note", "Chưa ghi quan hệ của người nhận với đối tượng."),
    ("paper-missing", "note", "Chưa có giấy ủy quyền hoặc căn cứ giám hộ."),
    ("authorisation-dates", "warn", "Ngày của giấy ủy quyền ngược nhau hoặc chưa đến hạn dùng."),
    ("authorisation-expired", "stop", "Ủy quyền hoặc giám hộ đã hết hạn."),
    ("authorisation-ending", "warn", "Ủy quyền hoặc giám hộ hết hạn trong 30 ngày sau cuối tháng."),
    ("guardian-adult", "warn", "Giám hộ người từ 18 tuổi mà chưa có căn cứ mất năng lực hành vi."),
    ("recipient-minor", "warn", "Người nhận thay chưa đủ 18 tuổi."),
    ("recipient-relation", "warn", "Quan hệ của người nhận cần xem lại (như cán bộ thôn)."),
    ("recipient-is-self", "warn", "Người nhận thay có cùng số căn cước với đối tượng."),
    ("recipient-dead", "warn", "Người nhận thay có vẻ là người đã ghi là chết."),
    ("recipient-shared", "warn", "Một người nhận thay cho từ 3 đối tượng trở lên."),
    # Accounts
    ("account-missing", "note", "Nhận qua tài khoản mà chưa có số tài khoản."),
    ("account-closed", "warn", "Tài khoản đã đóng hoặc ghi nhầm."),
    ("account-owner", "warn", "Chưa rõ tài khoản là của đối tượng hay của người nhận."),
    ("account-length", "warn", "Số tài khoản có độ dài lạ đối với nơi mở."),
    ("account-is-phone", "warn", "Số tài khoản trùng số điện thoại."),
    ("account-is-citizen-id", "warn", "Số tài khoản trùng số căn cước hoặc CMND."),
    ("provider-missing", "note", "Tài khoản chưa ghi ngân hàng hoặc ví."),
    ("provider-unknown", "warn", "Ngân hàng hoặc ví không có trong danh mục."),
    ("holder-name", "warn", "Tên chủ tài khoản khác tên người nhận tiền."),
    ("account-two-owners", "warn", "Một số tài khoản ghi cho nhiều chủ khác nhau."),
    ("account-shared", "warn", "Một tài khoản nhận cho từ 3 đối tượng trở lên."),
    ("account-of-dead", "warn", "Tài khoản là của người đã ghi là chết."),
    # The same person twice
    ("duplicate-citizen-id", "warn", "Hai hồ sơ cùng số căn cước."),
    ("duplicate-old-id", "warn", "Hai hồ sơ cùng số CMND cũ."),
    ("duplicate-name-born", "warn", "Hai hồ sơ cùng họ tên và ngày sinh."),
    ("duplicate-likely", "warn", "Hai hồ sơ gần giống nhau, có thể là một người."),
    ("dead-twin", "stop", "Cùng số căn cước với người đã ghi là chết."),
    ("dead-namesake", "warn", "Cùng họ tên, ngày sinh với người đã ghi là chết."),
    # What came in side by side
    ("conflict", "stop", "Hai nơi ghi khác nhau ở mục liên quan đến tiền hoặc nhân thân."),
    ("conflict-minor", "note", "Hai nơi ghi khác nhau ở mục phụ."),
    ("death-and-account", "stop", "Một nơi báo chết, nơi khác cùng lúc ghi tài khoản."),
)
"""Every code, its grade and what it means, in the order of the manual."""
