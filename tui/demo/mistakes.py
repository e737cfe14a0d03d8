"""The mistakes planted in the practice commune, and whether the checks find each of them.

`found` looks only at what `store.checks` and the book's conflicts say, so the recall printed at the end is measured and
not promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.checks import Finding
    from tui.demo.people import Someone


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake: its words for the table, what must be found, and what the commune does about it.

    `codes` are the findings of which one must name every person concerned; `field` must be theirs where it is given.
    """

    key: str
    label: str
    codes: tuple[str, ...]
    then: str
    field: str = ""


KINDS = (
    Mistake("twin", "Cùng số căn cước ở hai thôn", ("duplicate-citizen-id",), "ghi nhầm, bỏ một hồ sơ"),
    Mistake("namesake", "Cùng tên, ngày sinh ở hai thôn", ("duplicate-name-born",), "để lại: hỏi hai thôn"),
    Mistake("clash-account", "Thôn, xã ghi hai tài khoản", ("conflict",), "xã chọn một, ghi lý do", "route.account"),
    Mistake("clash-phone", "Thôn, xã ghi hai điện thoại", ("conflict-minor",), "xã chọn một, ghi lý do", "phone"),
    Mistake("sex-digit", "Căn cước sai số giới tính", ("citizen-id-sex",), "để lại: xem thẻ"),
    Mistake("expired", "Ủy quyền hết hạn", ("authorisation-expired",), "gia hạn, hoặc trả tiền mặt"),
    Mistake("ending", "Ủy quyền sắp hết hạn", ("authorisation-ending",), "để lại: tháng sau phải gia hạn"),
    Mistake("shared", "Một tài khoản năm người dùng", ("account-two-owners", "account-shared"), "để lại: hỏi thôn"),
    Mistake("dead", "Thôn báo chết, xã ghi tài khoản", ("death-and-account",), "bỏ tài khoản, giữ báo chết"),
    Mistake("old-id", "CMND cũ thay căn cước", ("citizen-id-missing",), "để lại: hỏi số mới"),
    Mistake("no-birth", "Thiếu ngày sinh", ("born-missing",), "để lại: hỏi giấy khai sinh"),
)


@dataclass(slots=True)
class Planted:
    """One planted mistake: its kind and who is concerned, each with the number of the village."""

    kind: str
    people: list[tuple[int, Someone]]


@dataclass(frozen=True, slots=True)
class Recall:
    """How many mistakes of one kind were planted and how many of them the checks found."""

    key: str
    label: str
    planted: int
    found: int
    then: str


def found(kind: Mistake, records: set[str], findings: Iterable[Finding]) -> bool:
    """Whether findings of this kind name everybody concerned."""
    named: set[str] = set()
    for finding in findings:
        if finding.code in kind.codes and kind.field in ("", finding.field):
            members = {finding.record, *finding.others}
            if members & records:
                named |= members
    return records <= named


def recall(planted: Iterable[tuple[str, set[str]]], findings: list[Finding]) -> list[Recall]:
    """The recall of each kind. `planted` gives for each mistake its kind and the records concerned."""
    all_planted = list(planted)
    out = []
    for kind in KINDS:
        hits = [found(kind, records, findings) for key, records in all_planted if key == kind.key]
        out.append(Recall(kind.key, kind.label, len(hits), sum(hits), kind.then))
    return out
