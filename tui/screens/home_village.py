"""A village laptop's board: its counts, where the month stands, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical

from store import deadlines
from store.fields import shown_date
from store.glance import Glance, VillageGlance
from tui.screens.home_commune import Found
from tui.theme import Grade
from tui.widgets.columns import Column
from tui.widgets.line import Line
from tui.widgets.table import Table


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do next: the action of the screen that does it, and the key that does it too."""

    action: str
    text: str
    key: str
    grade: Grade = ""


def tasks(seen: Glance, one: VillageGlance, found: tuple[int, int] | None, today: date) -> list[Task]:
    """What a village officer may want to do now, the most pressing first."""
    handing_in, _ = deadlines.due(seen.month, seen.village_day, seen.commune_day)
    late = deadlines.left(handing_in, today)
    stops, looks = found or (0, 0)
    out: list[Task] = []
    if one.trouble:
        out.append(Task("receive", f"Sổ của thôn không đọc được: {one.trouble}", "Ctrl+R", "error"))
    if one.conflicts:
        out.append(Task("conflicts", f"Chọn giá trị đúng cho {one.conflicts} chỗ ghi khác nhau", "Ctrl+Y", "conflict"))
    if stops:
        out.append(Task("findings", f"Xử lý {stops} việc sẽ chặn xã chốt tháng", "F8", "warn"))
    if not one.people:
        out.append(Task("import", "Nhập danh sách Excel đang có của thôn", "F5", "note"))
        out.append(Task("receive", "Nhận sổ xã gửi về (USB)", "Ctrl+R", "note"))
    if looks:
        out.append(Task("findings", f"Xem {looks} điều còn lạ hoặc còn thiếu", "F8", "note"))
    if one.people:
        out.append(Task("people", f"Xem, sửa {one.people} người đang hưởng", "F2"))
    out.append(Task("new", "Thêm một người mới", "F4"))
    if one.people and not one.hand_in:
        grade: Grade = "warn" if today >= handing_in else "note"
        out.append(Task("hand_in", f"Nộp sổ tháng {shown_date(seen.month)} cho xã ({late})", "F6", grade))
    elif one.people:
        out.append(Task("hand_in", f"Nộp lại sổ (tháng này đã nộp lần {one.hand_in})", "F6"))
    return out


class VillageBoard(Vertical):
    """Three lines of counts, then the tasks; Enter does one."""

    def __init__(self) -> None:
        super().__init__()
        self._month, self._people, self._sent = Line(), Line(), Line()
        self.table: Table[Task] = Table(
            [
                Column("Việc tiếp theo", lambda task: task.text, least=30),
                Column("Phím", lambda task: task.key, width=7),
            ],
            key=lambda task: (task.action, task.grade),
            grade=lambda task: task.grade,
            empty="Đang đọc sổ…",
        )

    def compose(self) -> ComposeResult:
        """Counts above, tasks below."""
        yield self._month
        yield Line()
        yield self._people
        yield self._sent
        yield Line()
        yield self.table

    def show(self, seen: Glance, found: Found | None, today: date) -> None:
        """Show the counts; `found` is None while the checks still run."""
        one = seen.villages[0] if seen.villages else VillageGlance("", "", trouble="Hồ sơ xã không có thôn này.")
        handing_in, _ = deadlines.due(seen.month, seen.village_day, seen.commune_day)
        self._month.show_parts(
            [
                ("header", f" Tháng {shown_date(seen.month)} "),
                ("dim", f" nộp sổ cho xã {deadlines.told(handing_in, today)}"),
            ]
        )
        self._people.show_parts(_counts(one))
        sent = f"Đã nộp lần {one.hand_in} trong tháng này" if one.hand_in else "Tháng này chưa nộp sổ"
        self._sent.show_parts([("label", " Nộp sổ       "), ("normal", sent)])
        self.table.show_rows(tasks(seen, one, found.get(one.slug, (0, 0)) if found is not None else None, today))

    def focus_now(self) -> None:
        """Where the keys go."""
        self.screen.set_focus(self.table)


def _counts(one: VillageGlance) -> Sequence[tuple[str, str]]:
    parts = [f"{one.people} người", f"{one.by_account} qua tài khoản, {one.people - one.by_account} chưa"]
    if one.ended:
        parts.append(f"{one.ended} đã thôi hưởng")
    if one.conflicts:
        parts.append(f"{one.conflicts} xung đột")
    return [("label", " Đang hưởng   "), ("normal", " · ".join(parts))]
