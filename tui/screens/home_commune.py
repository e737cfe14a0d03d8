"""The commune's board: one row a village, where it stands this month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical

from store import deadlines
from store.fields import shown_date
from store.glance import Glance, VillageGlance
from tui.theme import Grade
from tui.widgets.columns import Column
from tui.widgets.line import Line
from tui.widgets.table import Table

Found = Mapping[str, tuple[int, int]]
"""By village slug: findings that stop the month, and those to look at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row: the village's counts, what the checks found (None while they run), and whether it is late."""

    seen: VillageGlance
    found: tuple[int, int] | None
    late: bool

    @property
    def grade(self) -> Grade:
        """The gravest thing about it."""
        if self.seen.trouble:
            return "error"
        if self.seen.conflicts:
            return "conflict"
        return "warn" if self.late or (self.found and self.found[0]) else ""

    @property
    def handed_in(self) -> str:
        """The number of this month's hand-in."""
        return f"lần {self.seen.hand_in}" if self.seen.hand_in else "chưa"

    @property
    def to_see(self) -> str:
        """How many findings there are to look at."""
        if self.seen.trouble:
            return "?"
        return "…" if self.found is None else str(sum(self.found) or "-")

    @property
    def remark(self) -> str:
        """What is worth saying in words."""
        if self.seen.trouble:
            return self.seen.trouble
        stops = self.found[0] if self.found else 0
        words = [f"{stops} việc chặn chốt"] if stops else []
        return ", ".join([*words, *(["nộp muộn"] if self.late else [])])


class CommuneBoard(Vertical):
    """Month line, table, totals."""

    def __init__(self) -> None:
        super().__init__()
        self._month, self._due = Line(), Line()
        self._total = Line()
        self.table: Table[Place] = Table(
            [
                Column("Thôn", lambda row: row.seen.name, least=15, share=2),
                Column("Người", lambda row: str(row.seen.people), width=5, align="right"),
                Column("Qua TK", lambda row: str(row.seen.by_account), width=6, align="right"),
                Column(
                    "Tiền mặt",
                    lambda row: str(row.seen.people - row.seen.by_account),
                    width=8,
                    align="right",
                    extra=True,
                ),
                Column(
                    "Xung đột",
                    lambda row: "?" if row.seen.trouble else str(row.seen.conflicts or "-"),
                    width=8,
                    align="right",
                ),
                Column("Cần xem", lambda row: row.to_see, width=7, align="right"),
                Column("Nộp sổ", lambda row: row.handed_in, width=6),
                Column("Ghi chú", lambda row: row.remark, least=20, share=3),
            ],
            key=lambda row: row.seen.slug,
            grade=lambda row: row.grade,
            empty="Chưa có thôn nào. Bấm F9 (Cài đặt), rồi F4 (Các thôn) để thêm.",
        )

    def compose(self) -> ComposeResult:
        """The month above, the totals below."""
        yield self._month
        yield self._due
        yield self.table
        yield self._total

    def show(self, seen: Glance, found: Found | None, today: date) -> None:
        """Show the counts; `found` is None while the checks still run."""
        handing_in, sending = deadlines.due(seen.month, seen.village_day, seen.commune_day)
        state = "ĐÃ CHỐT" if seen.sealed else "chưa chốt"
        self._month.show_parts([("header", f" Tháng {shown_date(seen.month)} "), ("normal", f" {state}")])
        when = f"thôn nộp {deadlines.told(handing_in, today)} · xã gửi {deadlines.told(sending, today)}"
        self._due.show_parts([("label", " Hạn "), ("normal", f" {when}")])
        rows = [self._row(one, found, late=today >= handing_in) for one in seen.villages]
        self.table.show_rows(rows)
        self._total.show_parts(_totals(seen.villages))

    @staticmethod
    def _row(one: VillageGlance, found: Found | None, *, late: bool) -> Place:
        return Place(one, None if found is None else found.get(one.slug, (0, 0)), late and not one.hand_in)

    def focus_now(self) -> None:
        """Where the keys go."""
        self.screen.set_focus(self.table)


def _totals(villages: Sequence[VillageGlance]) -> list[tuple[str, str]]:
    people = sum(one.people for one in villages)
    handed = sum(bool(one.hand_in) for one in villages)
    parts = [
        f"{len(villages)} thôn ({handed} đã nộp)",
        f"{people} người",
        f"{sum(one.by_account for one in villages)} qua tài khoản",
        f"{sum(one.conflicts for one in villages)} xung đột",
    ]
    return [("header", " Cả xã "), ("normal", " " + " · ".join(parts))]
