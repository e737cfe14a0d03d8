"""Taking an existing Excel list in: choose the file, look at what would happen, then do it; or take an import back.

Nothing is written before the person has seen the preview. What the list says wrongly is named cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from exports.importing import Imported, import_file
from store.intake.rows import ReadProblem
from tui.jobs import Tell
from tui.screens.importing_preview import Preview
from tui.screens.path_page import PATH_LABEL, PathPage, path_field
from tui.widgets.browser import Browser
from tui.widgets.choose import options_of
from tui.widgets.columns import Column
from tui.widgets.confirm import Confirm
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.table import Table

if TYPE_CHECKING:
    from store.intake import Import, UndoReport

BY_FILE = "file"
GROUPS = options_of((BY_FILE, "Theo tệp"), ("BTXH", "Bảo trợ xã hội"), ("NCC", "Người có công"))


class ImportScreen(PathPage):
    """File and village above; below them the files, the preview, or the past imports."""

    TITLE = "Nhập danh sách Excel"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "take_in", "Nhập vào sổ", id="import.take_in", tooltip="Ghi những gì vừa xem vào sổ"),
        Binding(
            "f5,ctrl+r", "look_again", "Xem lại", id="import.again", tooltip="Đọc lại tệp, sau khi sửa trong Excel"
        ),
        Binding("f7,ctrl+y", "past", "Lần nhập trước", id="import.past", tooltip="Các lần nhập trước, để hủy"),
        Binding("f8,ctrl+n", "undo", "Hủy lần nhập", id="import.undo", tooltip="Hủy lần nhập đang chọn"),
    ]
    ACTIONS = {"take_in": ("preview",), "look_again": ("preview",), "past": ("files", "preview"), "undo": ("past",)}
    HELP = (
        "Chọn tệp .xlsx (Enter mở thư mục, Lùi về thư mục trên, hoặc gõ đường dẫn). Chương trình đọc và cho xem trước: "
        "bao nhiêu người mới, thay đổi, giữ nguyên, và từng ô cần xem lại. F2 mới ghi vào sổ. Nhập nhầm thì F7 để hủy: "
        "những gì người khác đã sửa sau đó vẫn giữ."
    )

    def compose_body(self) -> ComposeResult:
        """Fields, then the stages."""
        self.path_field = path_field("Tệp")
        self.village_field = Field(
            Entry(
                "village",
                "Thôn",
                width=32,
                parse=self._village_name,
                hint="Thôn của cả tệp; để trống thì theo cột Thôn trong tệp.",
            ),
            label_width=PATH_LABEL,
        )
        self.group_field = Field(
            Entry(
                "group",
                "Nhóm",
                "choice",
                width=32,
                options=GROUPS,
                hint="Chỉ cần khi tệp không nói là BTXH hay NCC (← → để đổi).",
            ),
            label_width=PATH_LABEL,
        )
        self.browser = Browser(ending=".xlsx")
        self.preview = Preview()
        self.past: Table[Import] = Table(
            [
                Column("Lúc", lambda one: one.at.replace("T", " "), width=16),
                Column("Thôn", lambda one: self.app.book.commune.village_name(one.village), least=12),
                Column("Tệp", lambda one: one.file, least=16, share=2),
                Column("Mới", lambda one: str(one.new), width=4, align="right"),
                Column("Đổi", lambda one: str(one.changed), width=4, align="right"),
                Column("", lambda one: "đã hủy" if one.undone else "", width=6),
                Column("Người nhập", lambda one: one.by, least=14, extra=True),
            ],
            key=lambda one: one.record,
            empty="Chưa có lần nhập nào.",
        )
        self.stages = {"files": self.browser, "preview": self.preview, "past": self.past}
        yield self.path_field
        yield self.village_field
        yield self.group_field
        yield from self.stages.values()

    def reset(self, village: str | None = None, **values: object) -> None:
        """Start with the files, for this village (slug)."""
        self.shown: Imported | None = None
        self._asked: tuple[str, str | None] = ("", None)
        self.group_field.load(BY_FILE)
        with self.app.telling():
            own = self.app.book.device.village
            place = own or village or ""
            self.village_field.load(self.app.book.commune.village_name(place) if place else "")
            self.village_field.entry = self._entry_for(locked=bool(own))
            self.village_field.input.disabled = bool(own)
            self.sub_title = f"xã {self.app.book.commune.commune}"
        self.browser.start(self.app.last_folder)
        self.turn_to("files")

    def _entry_for(self, *, locked: bool) -> Entry:
        from dataclasses import replace

        return replace(self.village_field.entry, locked=locked)

    def _village_name(self, text: str) -> str:
        """The village's name as the profile has it. Raises `ValueError`."""
        found = self.app.book.commune.village(text)
        if found is None:
            names = ", ".join(v.name for v in self.app.book.villages())
            raise ValueError(f"Không có thôn «{text}». Các thôn: {names}.")
        return found.name

    # Look

    def picked(self, path: Path) -> None:
        """A file: read it and show what would happen."""
        self._read(path, dry_run=True, done=partial(self._show, path))

    def _read(self, path: Path, *, dry_run: bool, done: Callable[[Imported], None]) -> None:
        if not (self.village_field.accept() and self.group_field.accept()):
            wrong = self.village_field if self.village_field.error else self.group_field
            wrong.focus()
            self.say(wrong.error, "error")
            return
        book, (name, group) = self.app.book, self._target()
        village = book.commune.village(name) if name else None
        self._asked = name, group

        def job(tell: Tell) -> Imported:
            return import_file(book, path, village=village.slug if village else None, group=group, dry_run=dry_run)

        self.app.run_job(f"Đang {'đọc' if dry_run else 'nhập'} {path.name}", job, done)

    def _target(self) -> tuple[str, str | None]:
        """The village's name ("" for what the file says) and the group, as the fields say now."""
        group = self.group_field.value
        return self.village_field.value, group if group not in ("", BY_FILE) else None

    def on_field_left(self, event: Field.Left) -> None:
        """Another village or group while the preview stands: look again."""
        if self.stage == "preview" and not event.field.error and self._target() != self._asked:
            self.picked(self.path)

    def _show(self, path: Path, read: Imported) -> None:
        self.path, self.shown = path, read
        self.app.last_folder = path.parent
        self.preview.show(read)
        self.turn_to("preview")
        if read.new or read.changed:
            self.say("Chưa ghi gì. F2 để nhập vào sổ, Esc để chọn tệp khác.", "note")
        elif read.unchanged:
            self.say("Không có gì để nhập: mọi điều trong tệp đã có trong sổ.", "note")
        else:
            self.say("Không nhập được dòng nào; lý do ở bảng trên.", "warn")

    def action_look_again(self) -> None:
        """Read the same file again."""
        self.picked(self.path)

    # Take in

    def action_take_in(self) -> None:
        """Write what was shown."""
        if self._target() != self._asked:
            self.picked(self.path)
        elif self.shown is None or not (self.shown.new or self.shown.changed):
            self.say("Không có gì để nhập.", "warn")
        else:
            self._read(self.path, dry_run=False, done=self._taken)

    def _taken(self, done: Imported) -> None:
        same = self.shown is not None and done.sha256 == self.shown.sha256
        self.shown = None
        self._list_past(done.records[0] if done.records else None)
        text = f"Đã nhập {done.new} người mới, {done.changed} người có thay đổi."
        self.say(text if same else f"{text} (Tệp đã khác lúc xem.)", "ok" if same else "warn")

    # Take back

    def action_past(self) -> None:
        """The past imports."""
        self._list_past(None)
        self.say("Chọn lần nhập, F8 để hủy.", "note")

    def _list_past(self, at: str | None) -> None:
        from store.intake import imports

        with self.app.telling():
            self.past.show_rows(imports(self.app.book)[::-1], at=at)
            self.turn_to("past")

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter on a past import or on a problem of the preview."""
        if event.table is self.past:
            self.action_undo()
        elif isinstance(event.row, ReadProblem):
            problem = event.row
            self.app.tell(
                f"{problem.sheet}, ô {problem.cell or '?'}",
                f"{problem.reason}\n\nTrong ô: {problem.sample or '(trống)'}",
            )

    def action_undo(self) -> None:
        """Ask, then take the chosen import back."""
        one = self.past.row
        if one is None:
            return
        if one.undone:
            self.say("Lần nhập này đã hủy rồi.", "warn")
            return
        question = f"Hủy lần nhập {one.file} ({one.new} người mới, {one.changed} người thay đổi)?"
        detail = "Những gì đã có người sửa sau khi nhập vẫn được giữ. Có thể nhập lại tệp này bất cứ lúc nào."
        self.app.push_screen(
            Confirm(question, detail, yes="Hủy lần nhập", no="Giữ nguyên"), partial(self._undo, one.record)
        )

    def _undo(self, record: str, sure: bool | None) -> None:
        from store.intake import undo

        if sure:
            self.app.run_job(
                "Đang hủy lần nhập", lambda tell: undo(self.app.book, record), partial(self._undone, record)
            )

    def _undone(self, record: str, report: UndoReport) -> None:
        self._list_past(record)
        self.say(report.summary(), "warn" if report.kept else "ok")
