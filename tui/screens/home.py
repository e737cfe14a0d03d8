"""The home screen: what the book holds, where the month stands, and the way to everything else.

The counts are read in a thread straight from the files (`store.glance`), the findings by the rules in a second one; both
are read again whenever the screen comes back.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume

from store.book import Book
from store.errors import BookError, FieldError
from store.glance import Glance, glance, quick
from store.people import Person
from store.vietnamese.naming import of_commune, of_village
from tui.app import AFTER_FIRST
from tui.screens.page import Page
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.screens.home_commune import CommuneBoard, Found
    from tui.screens.home_village import VillageBoard

COMMUNE_ONLY = ("hand_out",)
VILLAGE_ONLY = ("hand_in", "new")


class HomeScreen(Page):
    """The board of the commune or of the village, and the keys to the other screens."""

    TITLE = "Sổ An Sinh"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "search", "Tìm", id="home.search", tooltip="Tìm một người trong cả sổ"),
        Binding("f5,ctrl+r", "import", "Excel", id="home.import", tooltip="Nhập danh sách Excel đang có"),
        Binding("f6,ctrl+o", "hand_in", "Nộp sổ", id="home.hand_in", tooltip="Ghi sổ của thôn ra USB để nộp xã"),
        Binding("f6,ctrl+f", "receive", "Nhận sổ", id="home.receive", tooltip="Nhận sổ từ USB: thôn nộp, hoặc xã gửi về"),
        Binding("f7,ctrl+y", "month", "Tháng", id="home.month", tooltip="Danh sách của tháng, chốt, xuất Excel"),
        Binding("f8,ctrl+n", "findings", "Kiểm tra", id="home.findings", tooltip="Điều lạ, điều thiếu, điều chặn chốt"),
        Binding("f9,ctrl+l", "settings", "Cài đặt", id="home.settings", tooltip="Hồ sơ xã, hạn nộp, mẫu in, màu"),
        Binding("f4,ctrl+b", "new", "Thêm người", id="home.new", tooltip="Thêm một người mới vào sổ"),
        Binding("ctrl+x", "conflicts", "Xung đột", id="home.conflicts", tooltip="Những chỗ hai nơi ghi khác nhau"),
        Binding("f3,ctrl+t", "accounts", "Tài khoản", id="home.accounts", tooltip="Tài khoản và chủ tài khoản"),
        Binding("ctrl+u", "hand_out", "Trả sổ", id="home.hand_out", tooltip="Ghi sổ đã gộp ra USB để trả cho thôn"),
    ]  # fmt: skip
    HELP = (
        "Đây là màn hình chính. Mỗi dòng là một thôn: số người đang hưởng, số nhận qua tài khoản, "
        "số chỗ hai nơi ghi khác nhau, số điều cần xem, và tháng này đã nộp sổ chưa. Trên máy của thôn, "
        "mỗi dòng là một việc nên làm tiếp; Enter làm việc đó."
    )

    def __init__(self) -> None:
        super().__init__()
        self._seen: Glance | None = None
        self._found: Found | None = None
        self._role = self.app.book.device.role
        self._board: CommuneBoard | VillageBoard = _board(self._role)

    def compose_body(self) -> ComposeResult:
        """The board of this machine's role."""
        yield self._board

    def on_mount(self) -> None:
        """The keys go to the board's table from the first moment."""
        self._board.focus_now()

    def reset(self, told: str = "", **values: object) -> None:
        """Say what has just been done elsewhere."""
        if told:
            self.say(told, "ok")

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Whatever was done on another screen may have changed the counts."""
        if not self._board.table.has_focus:
            self._board.focus_now()
        if self._seen is None and quick(self.app.folder):
            self._first()
        else:
            self.app.aside("home", lambda: glance(self.app.folder), self._counted, self._unread)

    def _first(self) -> None:
        """The first screen comes with its figures, not before them."""
        try:
            seen = glance(self.app.folder)
        except BookError as error:
            self._unread(error)
        else:
            self._counted(seen)

    def _counted(self, seen: Glance) -> None:
        changed, self._seen = seen != self._seen, seen
        self.title = "Sổ An Sinh" if self._role == "commune" else "Sổ An Sinh của thôn"
        one = f"{of_village(seen.villages[0].name)} · " if self._role == "village" and seen.villages else ""
        self.sub_title = f"{one}{of_commune(seen.commune)}"
        self._show()
        if changed or self._found is None:
            self.set_timer(AFTER_FIRST, self._look_for_findings)

    def _look_for_findings(self) -> None:
        self.app.look("home-findings", _findings, self._checked, self._unread)

    def _unread(self, error: BookError | FieldError) -> None:
        self._found = self._found or {}
        self._show()
        self.say(getattr(error, "what", str(error)), "error")

    def _checked(self, found: Found) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            self._board.show(self._seen, self._found, self.app.today())

    @property
    def seen(self) -> Glance | None:
        """The counts that are shown; None before the first ones are read."""
        return self._seen

    @property
    def found(self) -> Found | None:
        """What the checks found, village by village; None while they run for the first time."""
        return self._found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this machine's role does; nothing lies behind the home screen."""
        if action in (COMMUNE_ONLY if self._role == "village" else VILLAGE_ONLY):
            return False
        return action != "back"

    def _village(self) -> str | None:
        """The slug of the village that is meant: the chosen row's, or this laptop's own."""
        if self._role == "village":
            return self.app.book.device.village
        slug = self._board.table.key
        return slug if isinstance(slug, str) else None

    async def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """A village's people, or the task."""
        if self._role == "village":
            await self.run_action(event.row.action)
        else:
            self.action_people()

    def action_people(self) -> None:
        """The people of the village."""
        village = self._village()
        if village is None:
            self.say("Chưa có thôn nào: bấm F9 để thêm thôn.", "warn")
        else:
            self.app.show("people", village=village)

    def action_search(self) -> None:
        """Everybody in this book."""
        self.app.show("people", village=self.app.book.device.village or None)

    def action_new(self) -> None:
        """A new person of this laptop's village."""
        self.app.show("person", village=self._village(), record=None)

    def action_accounts(self) -> None:
        """The accounts of the chosen village."""
        self.app.show("accounts", village=self._village())

    def action_findings(self) -> None:
        """What the checks found: on a village laptop of the village, at the commune everywhere."""
        self.app.show("findings", village=self._village() if self._role == "village" else None)

    def action_conflicts(self) -> None:
        """The conflicts."""
        self.app.show("conflicts")

    def action_import(self) -> None:
        """An Excel list into the chosen village."""
        self.app.show("import", village=self._village())

    def action_hand_in(self) -> None:
        """The village's file onto a stick."""
        self.app.show("hand_in")

    def action_receive(self) -> None:
        """Files from a stick into the book."""
        self.app.show("receive")

    def action_hand_out(self) -> None:
        """The joined books back to the villages."""
        self.app.show("hand_out")

    def action_month(self) -> None:
        """The month's lists."""
        self.app.show("month")

    def action_settings(self) -> None:
        """The commune's profile and this machine."""
        self.app.show("settings")


def _board(role: str) -> CommuneBoard | VillageBoard:
    """The board of this machine's role; the other's is not even imported."""
    if role == "commune":
        from tui.screens.home_commune import CommuneBoard

        return CommuneBoard()
    from tui.screens.home_village import VillageBoard

    return VillageBoard()


def _findings(book: Book) -> Found:
    """By village: how many findings stop the month, and how many want a look."""
    from store.checks import check_people, remembered  # with the reference data 100 ms

    people: list[Person] = []
    for place in book.villages():
        with contextlib.suppress(BookError):  # the counts say what is wrong with the file
            people += book.people(place.slug, ended=True)
    found = check_people(people, book.reference, book.month, different=remembered(people))
    stops, looks = Counter[str](), Counter[str]()
    for finding in found:
        if finding.grade == "stop":
            stops[finding.village] += 1
        elif finding.grade == "warn":
            looks[finding.village] += 1
    return {place.slug: (stops[place.slug], looks[place.slug]) for place in book.villages()}
