"""How fields and values are called on the screen: one table for history, conflicts and findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from store.canonical import Value
from store.errors import BookError
from store.fields import shown_date

if TYPE_CHECKING:
    from store.book import Book
    from store.people import Fields

LABELS: Mapping[str, str] = {
    "kind": "Loại hồ sơ",
    "village": "Thôn",
    "name": "Họ và tên",
    "born": "Ngày sinh",
    "sex": "Giới tính",
    "citizen_id": "Số căn cước",
    "old_id": "CMND cũ",
    "id_expires": "Căn cước hết hạn",
    "phone": "Điện thoại",
    "address": "Địa chỉ",
    "note": "Ghi chú",
    "life": "Tình trạng",
    "life_since": "Tình trạng từ ngày",
    "life_reason": "Lý do (tình trạng)",
    "last_seen": "Tháng gặp gần nhất",
    "route.method": "Cách nhận tiền",
    "route.cash_reason": "Lý do nhận tiền mặt",
    "route.receiver": "Ai nhận",
    "route.recipient": "Người nhận thay",
    "route.relation": "Quan hệ",
    "route.basis": "Căn cứ nhận thay",
    "route.paper": "Giấy ủy quyền",
    "route.valid_from": "Nhận thay từ ngày",
    "route.valid_until": "Nhận thay đến ngày",
    "route.account": "Tài khoản nhận",
    "route.registered_on": "Ngày đăng ký",
    "police.person": "Công an: nhân thân",
    "police.account": "Công an: tài khoản",
    "police.on": "Công an: ngày rà soát",
    "police.by": "Công an: người rà soát",
    "police.checked": "Công an: đã đối chiếu",
    "owner": "Chủ tài khoản",
    "provider": "Ngân hàng, ví",
    "number": "Số tài khoản",
    "holder_name": "Tên chủ tài khoản",
    "opened_on": "Ngày mở tài khoản",
    "state": "Tình trạng",
    "month": "Tháng",
    "about": "Về việc",
    "text": "Nội dung",
    "answer": "Trả lời",
    "who": "Người được gặp",
    "on": "Ngày",
    "outcome": "Kết quả",
    "hand_in.number": "Lần nộp sổ",
    "hand_in.at": "Lúc nộp sổ",
    "hand_in.unchanged": "Nộp sổ không đổi",
}

REGIME_LABELS: Mapping[str, str] = {
    "since": "hưởng từ",
    "until": "hưởng đến",
    "decision": "quyết định",
    "status": "trạng thái",
    "reason": "lý do",
    "amount": "mức tiền",
    "children": "số con",
    "written": "ghi trong danh sách",
}

VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {"beneficiary": "đối tượng", "recipient": "người nhận thay", "account": "tài khoản"},
    "sex": {"male": "Nam", "female": "Nữ"},
    "life": {"alive": "Còn sống", "dead": "Đã chết", "moved": "Chuyển đi", "error": "Ghi nhầm"},
    "route.method": {"account": "Tài khoản", "cash": "Tiền mặt"},
    "route.receiver": {"self": "Tự nhận", "authorised": "Được ủy quyền", "guardian": "Giám hộ"},
    "status": {"active": "Đang hưởng", "paused": "Tạm dừng", "ended": "Đã dừng"},
    "state": {"open": "Đang dùng", "closed": "Đã đóng", "void": "Ghi nhầm"},
    "police.person": {"match": "Khớp", "differs": "Sai lệch", "unknown": "Chưa rõ"},
    "police.account": {"match": "Khớp", "differs": "Sai lệch", "unknown": "Chưa rõ"},
}

_DATES = frozenset({
    "born", "id_expires", "life_since", "last_seen", "route.valid_from", "route.valid_until", "route.registered_on",
    "police.on", "opened_on", "month", "on", "since", "until",
})  # fmt: skip
LINKS = ("route.account", "route.recipient", "owner")
EMPTY = "(trống)"
GONE: Mapping[str, str] = {"dead": "đã mất", "moved": "chuyển đi", "error": "ghi nhầm"}
"""What stands in a list in place of how a person is paid who no longer is."""

_PREFIXES: Mapping[str, str] = {"recipient.": "Người nhận thay", "account.": "Tài khoản"}


def field_label(field: str) -> str:
    """`route.method` is "Cách nhận tiền", `regimes.KT-03.status` is "Chế độ KT-03: trạng thái"."""
    for prefix, whose in _PREFIXES.items():
        if field.startswith(prefix):
            inner = field_label(field.removeprefix(prefix))
            return inner if "ài khoản" in inner else f"{whose}: {inner.lower()}"
    if field.startswith("regimes."):
        code, _, part = field.removeprefix("regimes.").rpartition(".")
        return f"Chế độ {code}: {REGIME_LABELS.get(part, part)}"
    if field.startswith("different."):
        return "Là hai người khác nhau"
    if field.startswith("seen."):
        return "Đã gặp"
    return LABELS.get(field, field)


def value_text(field: str, value: Value, book: Book | None = None) -> str:
    """A stored value as people write it. `book` names what is linked: an account by its bank and number."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    bare = _bare(field)
    if field.startswith("different."):
        return value
    if bare == "village" and book is not None:
        return book.commune.village_name(value)
    if bare in LINKS and book is not None:
        return linked_text(book, value)
    if bare in _DATES:
        return shown_date(value)
    return VALUES.get(bare, {}).get(value, value)


def _bare(field: str) -> str:
    for prefix in _PREFIXES:
        if field.startswith(prefix):
            return field.removeprefix(prefix)
    return field.rpartition(".")[2] if field.startswith("regimes.") else field


def linked_text(book: Book, record: str) -> str:
    """A linked record by what people know it by: bank and number, or name."""
    try:
        return named(book.record(record)["now"]) or record[:6]
    except BookError:
        return record[:6]


def named(now: Fields) -> str:
    """An account by bank and number, a person by name."""
    keys = ("provider", "number") if now.get("kind") == "account" else ("name",)
    return " ".join(str(now[key]) for key in keys if now.get(key))


def author_text(edit: Mapping[str, Any], book: Book | None = None) -> str:
    """Who made an edit: "Hoa (Lương Ngọc)", "Lan (xã)"; an imported row has no author."""
    by = str(edit.get("by") or "")
    if not by:
        return "danh sách có sẵn" if edit.get("from") else "không rõ"
    place, _, who = by.rpartition("/")
    where = book.commune.village_name(place) if book is not None and place not in ("", "xã") else place
    return f"{who} ({where})" if where else who


def clock_text(at: str) -> str:
    """What the clock claimed, as `05/01/2026 08:00`."""
    day, _, time = at.partition("T")
    return f"{shown_date(day)} {time}".strip()


def route_text(method: str, account: Fields | None, room: int = 16) -> str:
    """How a person is paid, in so many cells: the bank and the last digits, cash, or nothing yet."""
    if method == "cash":
        return "tiền mặt"
    number = str((account or {}).get("number") or "")
    if not number:
        return "chưa có TK"
    provider = str((account or {}).get("provider") or "?")
    return f"{provider[: room - 6].rstrip()} …{number[-4:]}"


LISTS = {
    "annex-btxh": "Phụ lục BTXH",
    "annex-ncc": "Phụ lục người có công",
    "ds1": "DS1  NCC, tài khoản của đối tượng",
    "ds2": "DS2  NCC, người được ủy quyền, giám hộ",
    "ds3": "DS3  BTXH, tài khoản của đối tượng",
    "ds4": "DS4  BTXH, người được ủy quyền, giám hộ",
    "cash": "Nhận tiền mặt",
}
"""The lists of a month, by the keys of `store.lists.LISTS`."""
