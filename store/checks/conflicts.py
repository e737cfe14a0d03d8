"""What came in side by side: two values of one field, or a death beside an account.

A field that money or identity depends on reads as empty while two values stand (design section 3), so its month cannot
be sealed until a person picks. Other fields show one of the values and merely say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.checks.case import Case, text
from store.checks.findings import RULES as TABLE
from store.checks.findings import Finding
from store.fields import matters
from store.records import Record, live

_NAMES = {
    "name": "họ tên", "born": "ngày sinh", "sex": "giới tính", "citizen_id": "số căn cước", "old_id": "số CMND cũ",
    "phone": "điện thoại", "address": "địa chỉ", "note": "ghi chú", "village": "thôn", "life": "còn sống hay đã chết",
    "route.method": "cách nhận tiền", "route.receiver": "ai nhận", "route.recipient": "người nhận",
    "route.relation": "quan hệ", "route.valid_until": "hạn ủy quyền", "route.account": "tài khoản",
    "number": "số tài khoản", "provider": "ngân hàng", "holder_name": "tên chủ tài khoản", "owner": "chủ tài khoản",
    "state": "tình trạng",
}  # fmt: skip


def open_conflicts(case: Case) -> Iterator[Finding]:
    """Each open conflict, also of the linked recipient and account; nobody who has ended holds up a month."""
    person = case.person
    for field in person.conflicts:
        yield _conflict(case, field, "", field, ())
    for field in person.linked_conflicts:
        kind, _, inner = field.partition(".")
        of = {"recipient": ("người nhận: ", person.recipient_record), "account": ("tài khoản: ", person.account_record)}
        who, record = of.get(kind, ("", None))
        yield _conflict(case, inner, who, field, (record,) if record else ())


def _conflict(case: Case, field: str, who: str, full: str, linked: tuple[str, ...]) -> Finding:
    what = f"{who}{_shown(field)}"
    if matters(field) and not case.person.ended:
        return case.find("conflict", full, f"Hai nơi ghi khác nhau mục «{what}»: chọn một.", others=linked)
    return case.find("conflict-minor", full, f"Hai nơi ghi khác nhau mục «{what}».", others=linked)


def _shown(field: str) -> str:
    if field.startswith("regimes."):
        return f"chế độ {field.split('.')[1]}"
    return _NAMES.get(field, field)


def death_and_account(name: str, record: Record, *, village: str = "") -> Finding | None:
    """The alarm of storage 1.4: of two edits made without knowing of each other, one says "dead", the other an account.

    Whoever set the account had the person before them, or the money would go on after a death: the commune must ask.
    Both must still stand; clearing the account or taking back the death ends the alarm. None for all other records.
    """
    edits = record["edits"]
    if not any(edit["set"].get("life") == "dead" for edit in edits.values()):
        return None  # nearly every record: no need to look at who knew what
    standing = live(edits)
    deaths = [edit for edit in standing.get("life", ()) if edits[edit]["set"]["life"] == "dead"]
    accounts = [edit for edit in standing.get("route.account", ()) if edits[edit]["set"]["route.account"]]
    for death in deaths:
        for account in accounts:
            if account != death and account not in _known(death, record) and death not in _known(account, record):
                return Finding(
                    "death-and-account",
                    TABLE["death-and-account"].grade,
                    name,
                    village or text(record["now"], "village"),
                    "life",
                    "Một nơi báo chết, nơi khác cùng lúc ghi tài khoản: hỏi lại thôn.",
                    about=f"{death} {account}",
                )
    return None


def _known(edit: str, record: Record) -> set[str]:
    """The edits that the author of this one had seen, directly or through others."""
    known: set[str] = set()
    ahead = [edit]
    while ahead:
        for earlier in record["edits"][ahead.pop()].get("after", ()):
            if earlier in record["edits"] and earlier not in known:
                known.add(earlier)
                ahead.append(earlier)
    return known
