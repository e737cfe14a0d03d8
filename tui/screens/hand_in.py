"""The village hands in: its file goes to a stick, under a new name each time, read back and compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from store.book import Book
from store.exchange import HandedIn, hand_in, month_record
from store.fields import shown_date
from store.records import Record
from store.vietnamese.naming import of_village
from tui.screens.path_page import PATH_LABEL, PathPage, path_field
from tui.widgets.browser import Browser
from tui.widgets.choose import options_of
from tui.widgets.confirm import Confirm
from tui.widgets.entry import Entry
from tui.widgets.field import Field
from tui.widgets.line import Line

CHANGED, UNCHANGED = "changed", "unchanged"
YES_NO = options_of((CHANGED, "Có thay đổi"), (UNCHANGED, "Không có thay đổi"))


class Summary:
    """What goes with a hand-in: people, records changed since the last one, findings, and when the last one was."""

    def __init__(self, book: Book, village: str) -> None:
        from store.checks import check_people, remembered

        records = dict(book.records(village))
        before = records.get(month_record(village, book.month))
        now = before["now"] if before else {}
        number = now.get("hand_in.number")
        self.number = number if isinstance(number, int) else 0
        everybody = book.people(village, ended=True)
        self.people = sum(not person.ended for person in everybody)
        found = check_people(everybody, book.reference, book.month, different=remembered(everybody))
        self.stops = sum(finding.grade == "stop" for finding in found)
        self.looks = sum(finding.grade == "warn" for finding in found)
        self.last = max((str(r["now"].get("hand_in.at") or "") for r in records.values()), default="")
        self.changed = changed_since(records, self.last)


def changed_since(records: Mapping[str, Record], moment: str) -> int:
    """How many people, recipients and accounts were changed after a moment, by what the clock claimed: a number to show
    the person, nothing rests on it. What an import wrote counts from when it was taken in."""
    taken: dict[str, str] = {}
    for record in records.values():
        if record["now"].get("kind") == "import":
            at = max(str(edit.get("at") or "") for edit in record["edits"].values())
            digests = record["now"].get("digests")
            taken.update(dict.fromkeys(digests if isinstance(digests, list) else [], at))
    return sum(
        record["now"].get("kind") in ("beneficiary", "recipient", "account")
        and any(
            str(edit.get("at") or taken.get(str(edit.get("from")), "")) > moment for edit in record["edits"].values()
        )
        for record in records.values()
    )


class HandInScreen(PathPage):
    """What goes, where to, and afterwards that the stick may be pulled out."""

    TITLE = "Nộp sổ cho xã"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "write", "Nộp vào thư mục này", id="hand_in.write", tooltip="Ghi sổ vào thư mục đang xem"),
        Binding("f5,ctrl+r", "again", "Tìm lại USB", id="hand_in.again", tooltip="Tìm lại các USB vừa cắm"),
    ]
    ACTIONS = {"write": ("files",), "again": ("files",)}
    HELP = (
        "Ghi toàn bộ sổ của thôn vào USB để mang lên xã. Cắm USB, chọn nó trong bảng (Enter mở, Enter ở dòng đầu để "
        "ghi vào đó), hoặc gõ đường dẫn. Nộp lại bao nhiêu lần cũng được: mỗi lần là một tệp mới, không đè tệp cũ. "
        "Tháng này không có ai thêm bớt thì chọn «Không có thay đổi»."
    )

    def compose_body(self) -> ComposeResult:
        """Counts, fields, folders; in their place the result."""
        self._what, self._checks = Line(), Line()
        self.path_field = path_field("Ghi vào")
        self.unchanged = Field(
            Entry("unchanged", "Tháng này", "choice", width=24, options=YES_NO, hint="← → để đổi"),
            label_width=PATH_LABEL,
        )
        self.browser = Browser(here="Nộp vào thư mục này")
        self.done = Done()
        self.stages = {"files": self.browser, "done": self.done}
        yield self._what
        yield self._checks
        yield self.unchanged
        yield self.path_field
        yield from self.stages.values()

    def reset(self, **values: object) -> None:
        """Count anew what would go."""
        self.summary: Summary | None = None
        self.unchanged.load(CHANGED)
        village = self.app.book.device.village
        with self.app.telling():
            self.sub_title = of_village(self.app.book.commune.village_name(village))
        self._what.show_parts([("dim", " Đang đếm…")])
        self._checks.show_parts([])
        self.app.look("hand-in", lambda book: Summary(book, village), self._counted)
        self.start_browser(self.app.last_folder)
        self.turn_to("files")

    def _counted(self, summary: Summary) -> None:
        self.summary = summary
        month = shown_date(self.app.book.month)
        before = f"tháng này đã nộp lần {summary.number}" if summary.number else "tháng này chưa nộp lần nào"
        self._what.show_parts(
            [("header", f" Tháng {month} "), ("normal", f" {summary.people} người đang hưởng · {before}")]
        )
        since = "sửa từ lần nộp trước" if summary.last else "chưa nộp bao giờ"
        parts = [("normal", f" {summary.changed} hồ sơ {since}")]
        if summary.stops:
            parts += [("normal", " "), ("warn", f" ! {summary.stops} việc sẽ chặn xã chốt tháng ")]
        if summary.looks:
            parts.append(("dim", f"  {summary.looks} điều cần xem"))
        self._checks.show_parts(parts)

    def action_again(self) -> None:
        """Sticks that were plugged in meanwhile."""
        self.start_browser(None)

    def action_write(self) -> None:
        """Into the folder that is shown."""
        self.picked(self.browser.folder)

    def typed(self, path: Path) -> None:
        """A typed folder need not be there yet."""
        if path.is_dir():
            super().typed(path)
        else:
            self.picked(path)

    def picked(self, path: Path) -> None:
        """Ask once, then write."""
        self.unchanged.accept()
        same = self.unchanged.value == UNCHANGED
        changed = self.summary.changed if self.summary is not None else 0
        detail = "Ghi một tệp mới, không đè tệp nào. Sổ trong máy giữ nguyên."
        if same and changed:
            detail += f" Sổ có {changed} hồ sơ đã sửa từ lần nộp trước: có chắc là không có thay đổi?"
        said = " (không có thay đổi)" if same else ""
        question = f"Nộp sổ tháng {shown_date(self.app.book.month)}{said} vào {path}?"
        ask = Confirm(question, detail, title="Nộp sổ", yes="Nộp", no="Thôi", default=not (same and changed))
        self.app.push_screen(ask, partial(self._write, path, same))

    def _write(self, path: Path, same: bool, sure: bool | None) -> None:
        if sure:
            book = self.app.book
            self.app.run_job(
                "Đang ghi sổ, chưa rút USB",
                lambda tell: hand_in(book, book.device.village, path, unchanged=same),
                self._written,
            )

    def _written(self, out: HandedIn) -> None:
        self.app.last_folder = out.path.parent
        self.done.show(
            f"Đã nộp sổ lần {out.number} của tháng {shown_date(self.app.book.month)}: {out.people} người.",
            f"Tệp: {out.path.name}\nỞ:   {out.path.parent}\n\n"
            "Tệp đã ghi xong và đọc lại đúng từng chữ. Rút USB ra được rồi, mang lên xã.",
        )
        self.turn_to("done")
        self.say("Rút USB ra được rồi.", "ok")


class Done(Vertical, can_focus=True):
    """What was done, to be read at leisure; Esc goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._text = Line(), Static("", markup=False)

    def compose(self) -> ComposeResult:
        """The two texts."""
        self._text.styles.padding = (1, 2)
        yield Line()
        yield self._head
        yield self._text

    def show(self, head: str, text: str) -> None:
        """Show what was done."""
        self._head.show_parts([("normal", " "), ("ok", f" ● {head} ")])
        self._text.update(text)
