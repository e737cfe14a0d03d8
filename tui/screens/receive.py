"""Receiving: files from a stick are looked at one by one, then all good ones are joined into the book.

Odd files never stop the others, and each says in words what is the matter with it. Any order, any repetition and old
copies after new ones are harmless, so there is nothing to be careful about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from store.exchange import Received, receive
from store.vietnamese.naming import of_commune, of_village
from tui.jobs import Tell
from tui.screens.path_page import PathPage, path_field
from tui.theme import Grade
from tui.widgets.browser import Browser
from tui.widgets.columns import Column
from tui.widgets.line import Line
from tui.widgets.table import Table

STATES = {
    "joined": "có điều mới",
    "nothing-new": "không có gì mới",
    "damaged": "hỏng, không nhận",
    "newer": "bản mới hơn, không nhận",
    "foreign": "của nơi khác, không nhận",
}
NOT_BOOKS = ("commune.json", "device.json")


@dataclass(frozen=True, slots=True)
class Got:
    """What became of the files, and how many conflicts are new since."""

    files: list[Received]
    clashes: int = 0


def grade(one: Received) -> Grade:
    """How much a file's outcome matters."""
    if not one.good:
        return "error"
    if one.joined.refused:
        return "warn"
    return "ok" if one.state == "joined" else "note"


class ReceiveScreen(PathPage):
    """Choose, look, take in."""

    TITLE = "Nhận sổ"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "take_in", "Nhận vào sổ", id="receive.take_in", tooltip="Gộp những gì vừa xem vào sổ"),
        Binding("f5,ctrl+r", "again", "Tìm lại USB", id="receive.again", tooltip="Tìm lại các USB vừa cắm"),
        Binding(
            "f9,ctrl+l", "conflicts", "Xung đột", id="receive.conflicts", tooltip="Những chỗ hai nơi ghi khác nhau"
        ),
    ]
    ACTIONS = {"take_in": ("preview",), "again": ("files",), "conflicts": ("done",)}
    HELP = (
        "Chọn USB hoặc thư mục có tệp sổ (dòng đầu: nhận mọi tệp ở đó), hoặc một tệp. Chương trình xem thử từng tệp và "
        "cho biết có gì mới; F2 mới gộp vào sổ. Nhận lại tệp cũ không làm mất điều mới. Tệp hỏng hoặc của nơi khác thì "
        "bỏ qua, các tệp kia vẫn nhận."
    )

    def compose_body(self) -> ComposeResult:
        """The path, then the stages."""
        self.path_field = path_field("Nhận từ")
        self.browser = Browser(
            ending=".json",
            takes=lambda name: name not in NOT_BOOKS,
            here="Nhận mọi tệp sổ trong thư mục này ({} tệp)",
        )
        self.preview = Outcome()
        self.done = Outcome()
        self.stages = {"files": self.browser, "preview": self.preview, "done": self.done}
        yield self.path_field
        yield from self.stages.values()

    def reset(self, **values: object) -> None:
        """Start with the folders."""
        device = self.app.book.device
        with self.app.telling():
            commune = self.app.book.commune
            own = of_village(commune.village_name(device.village)) if device.village else ""
            self.sub_title = own or of_commune(commune.commune)
        self.paths: list[Path] = []
        self.start_browser(self.app.last_folder)
        self.turn_to("files")

    def action_again(self) -> None:
        """Sticks that were plugged in meanwhile."""
        self.start_browser(None)

    def picked(self, path: Path) -> None:
        """Look at the file, or at all files of the folder."""
        book = self.app.book
        look = partial(receive, book, [path], dry_run=True)
        self.app.run_job(f"Đang xem {path.name or path}", lambda tell: Got(look()), partial(self._show, path))

    def _show(self, path: Path, got: Got) -> None:
        self.paths = [path]
        self.preview.show(got.files)
        self.turn_to("preview")
        good, new = sum(one.good for one in got.files), sum(one.state == "joined" for one in got.files)
        if not good:
            self.say("Không có tệp nào nhận được. Sổ không đổi.", "error")
        elif not new:
            self.say("Không có gì mới trong các tệp này. Sổ đã có đủ.", "note")
        else:
            self.say(f"Chưa ghi gì. F2 để nhận {new} tệp có điều mới.", "note")

    def action_take_in(self) -> None:
        """Join."""
        book, paths = self.app.book, self.paths

        def job(tell: Tell) -> Got:
            before = {(clash.record, clash.field) for clash in book.conflicts()}
            files = receive(book, paths)
            clashes = sum((clash.record, clash.field) not in before for clash in book.conflicts())
            return Got(files, clashes)

        self.app.run_job("Đang gộp vào sổ, chưa rút USB", job, self._taken)

    def _taken(self, got: Got) -> None:
        self.done.show(got.files)
        self.turn_to("done")
        bad = sum(not one.good for one in got.files)
        text = f"Đã nhận {len(got.files) - bad} tệp."
        if bad:
            text += f" {bad} tệp không nhận được."
        if got.clashes:
            self.say(f"{text} {got.clashes} chỗ ghi khác nhau mới: F9 để chọn giá trị đúng.", "conflict")
        else:
            self.say(f"{text} Rút USB ra được rồi.", "warn" if bad else "ok")

    def action_conflicts(self) -> None:
        """Settle them now."""
        self.app.show("conflicts")

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter on a file: what is to be said of it in full; in the preview it does what F2 does."""
        if isinstance(event.row, Received):
            one: Received = event.row
            self.app.tell(f"{one.path.name}: {STATES[one.state]}", one.note, grade(one))


class Outcome(Vertical):
    """One row a file, and what is said of the chosen one below."""

    def __init__(self) -> None:
        super().__init__()
        self._head = Line()
        self._whole = Static("", markup=False)
        self.table: Table[Received] = Table(
            [
                Column("Tệp", lambda one: one.path.name, least=22, share=2),
                Column("Thôn", lambda one: one.village_name, least=12, share=2),
                Column("Mới", lambda one: str(len(one.joined.new) or "-"), width=4, align="right"),
                Column("Đổi", lambda one: str(len(one.joined.changed) or "-"), width=4, align="right"),
                Column("", lambda one: STATES[one.state], width=24),
            ],
            key=lambda one: str(one.path),
            grade=grade,
            empty="Không có tệp nào.",
        )

    def compose(self) -> ComposeResult:
        """Counts, table, the chosen file."""
        self._whole.styles.height = 4
        self._whole.styles.padding = (0, 1)
        yield self._head
        yield self.table
        yield self._whole

    def show(self, files: Sequence[Received]) -> None:
        """Show these files."""
        new, changed = sum(len(one.joined.new) for one in files), sum(len(one.joined.changed) for one in files)
        self._head.show_parts(
            [("header", f" {len(files)} tệp "), ("normal", f" {new} hồ sơ mới · {changed} hồ sơ có thay đổi")]
        )
        self.table.show_rows(list(files))
        self.table.action_jump(0)
        self._tell(self.table.row)

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        """Say what there is to say of the chosen file."""
        self._tell(event.row)

    def _tell(self, one: Received | None) -> None:
        self._whole.update("" if one is None else f"{one.path.name}: {one.note}")
