"""The commune hands out: the joined book of each ticked village, one file a village, onto a stick."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from store.errors import BookError
from store.exchange import hand_out
from store.glance import VillageGlance, glance
from store.vietnamese.naming import of_commune
from tui.jobs import Tell
from tui.screens.path_page import PathPage, path_field
from tui.theme import Grade
from tui.widgets.browser import Browser
from tui.widgets.columns import Column
from tui.widgets.confirm import Confirm
from tui.widgets.line import Line
from tui.widgets.table import Table

if TYPE_CHECKING:
    from store.glance import Glance


@dataclass(frozen=True, slots=True)
class Place:
    """A village with what became of it: the file that was written, or why none was."""

    seen: VillageGlance
    file: str = ""
    trouble: str = ""

    @property
    def grade(self) -> Grade:
        """How it went."""
        return "error" if self.trouble else "ok" if self.file else ""


class HandOutScreen(PathPage):
    """Tick villages, choose a folder, write."""

    TITLE = "Trả sổ cho thôn"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "go_on", "Tiếp: chọn nơi ghi", id="hand_out.go_on", tooltip="Chọn USB để ghi"),
        Binding("f2,ctrl+s", "write", "Ghi vào thư mục này", id="hand_out.write", tooltip="Ghi vào thư mục đang xem"),
        Binding("f7,ctrl+y", "all", "Đánh dấu cả", id="hand_out.all", tooltip="Đánh dấu mọi thôn, hoặc bỏ dấu tất cả"),
        Binding("f5,ctrl+r", "again", "Tìm lại USB", id="hand_out.again", tooltip="Tìm lại các USB vừa cắm"),
    ]  # fmt: skip
    ACTIONS = {"go_on": ("villages",), "all": ("villages",), "write": ("files",), "again": ("files",)}
    HELP = (
        "Sau khi xã gộp và sửa, trả sổ lại cho thôn để hai bên cùng một bản. Phím cách đánh dấu thôn, F2 chọn nơi ghi. "
        "Mỗi thôn một tệp mới, không đè tệp nào. Ở thôn dùng «Nhận sổ» để gộp vào."
    )

    def compose_body(self) -> ComposeResult:
        """The villages, or the folders."""
        self._head = Line()
        self.path_field = path_field("Ghi vào")
        self.villages: Table[Place] = Table(
            [
                Column("Thôn", lambda row: row.seen.name, least=16),
                Column("Người", lambda row: str(row.seen.people), width=5, align="right"),
                Column("Nộp sổ", lambda row: f"lần {row.seen.hand_in}" if row.seen.hand_in else "chưa", width=6),
                Column("Tệp đã ghi", lambda row: row.trouble or row.file, least=28, share=2),
            ],
            key=lambda row: row.seen.slug,
            grade=lambda row: row.grade,
            empty="Chưa có thôn nào.",
            can_tick=True,
        )
        self.browser = Browser(here="Ghi vào thư mục này")
        self.stages = {"villages": self.villages, "files": self.browser}
        yield self._head
        yield self.path_field
        yield from self.stages.values()

    def reset(self, **values: object) -> None:
        """No village ticked."""
        self.villages.ticked = set()
        self.villages.show_rows([])
        with self.app.telling():
            self.sub_title = of_commune(self.app.book.commune.commune)
        self.app.aside("hand-out", lambda: glance(self.app.folder), self._counted)
        self.start_browser(self.app.last_folder)
        self.turn_to("villages")

    def turn_to(self, stage: str) -> None:
        """The path belongs to the folders."""
        self.path_field.display = stage == "files"
        super().turn_to(stage)
        self._count()

    def _counted(self, seen: Glance) -> None:
        self.villages.show_rows([Place(one) for one in seen.villages])
        self._count()

    def _count(self) -> None:
        ticked = len(self.villages.ticked)
        self._head.show_parts(
            [("header", f" {ticked} thôn "), ("normal", " đã đánh dấu" if ticked else " phím cách để đánh dấu thôn")]
        )

    def on_table_ticked(self, event: Table.Ticked) -> None:
        """How many there are now."""
        self._count()

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter ticks the row if none is, and goes on."""
        if event.table is self.villages:
            if not self.villages.ticked:
                self.villages.ticked = {event.key}
            self.action_go_on()

    def action_all(self) -> None:
        """All, or none if all are ticked already."""
        every = {row.seen.slug for row in self.villages.rows}
        self.villages.ticked = set() if self.villages.ticked == every else set(every)
        self.villages.refresh()
        self._count()

    def action_go_on(self) -> None:
        """To the folders."""
        if self.villages.ticked:
            self.turn_to("files")
            self.say("Enter ở dòng đầu, hoặc F2, để ghi vào thư mục đang xem.", "note")
        else:
            self.say("Chưa đánh dấu thôn nào: phím cách đánh dấu, F7 đánh dấu cả.", "warn")

    def action_again(self) -> None:
        """Sticks that were plugged in meanwhile."""
        self.start_browser(None)

    def action_write(self) -> None:
        """Into the folder that is shown."""
        self.picked(self.browser.folder)

    def picked(self, path: Path) -> None:
        """Ask once, then write."""
        question = f"Ghi sổ của {len(self.villages.ticked)} thôn vào {path}?"
        detail = "Mỗi thôn một tệp mới, không đè tệp nào. Sổ của xã không đổi."
        ask = Confirm(question, detail, title="Trả sổ", yes="Ghi", no="Thôi", default=True)
        self.app.push_screen(ask, partial(self._write, path))

    def _write(self, path: Path, sure: bool | None) -> None:
        if not sure:
            return
        book, rows = self.app.book, list(self.villages.rows)
        ticked = set(self.villages.ticked)

        def job(tell: Tell) -> list[Place]:
            out: list[Place] = []
            for row in rows:
                if row.seen.slug in ticked:
                    tell(f"Đang ghi {row.seen.name} ({len([one for one in out if one.file]) + 1}/{len(ticked)})")
                    try:
                        row = Place(row.seen, file=hand_out(book, row.seen.slug, path).path.name)
                    except BookError as error:
                        row = Place(row.seen, trouble=str(error))
                out.append(row)
            return out

        self.app.run_job("Đang ghi, chưa rút USB", job, partial(self._written, path))

    def _written(self, path: Path, rows: list[Place]) -> None:
        self.app.last_folder = path
        failed = [row for row in rows if row.trouble]
        self.villages.ticked = {row.seen.slug for row in failed}
        self.villages.show_rows(rows)
        self.turn_to("villages")
        written = sum(bool(row.file) for row in rows)
        if failed:
            self.app.tell(f"Ghi được {written} thôn, {len(failed)} thôn chưa ghi được.", failed[0].trouble, "error")
        else:
            self.say(f"Đã ghi {written} tệp vào {path}. Rút USB ra được rồi.", "ok")
