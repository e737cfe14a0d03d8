"""A month: its lists, what keeps it from being sealed, sealing, reopening, and the Excel files.

Looking is done on a book of its own in a thread, so that the keys ‹ › turn the months without waiting. A village laptop
only looks: sealing is the commune's act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume

from store import months
from store.book import Book
from store.deadlines import month_after
from store.errors import BookError, FieldError
from store.fields import parse_text, shown_date
from store.vietnamese.naming import of_commune, of_village
from tui.jobs import Tell
from tui.labels import LISTS
from tui.screens.month_look import Count, Look, Stop, look
from tui.screens.page import StagedPage
from tui.theme import Grade
from tui.widgets.browser import typed_path
from tui.widgets.columns import Column
from tui.widgets.confirm import Confirm
from tui.widgets.entry import Entry
from tui.widgets.line import Line, fit
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

if TYPE_CHECKING:
    from exports.month import Written
    from store.models import Month

FOLDER = "danh-sach"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of what an export gave: a file, or something a list could not show."""

    text: str
    grade: Grade
    record: str = ""


class MonthScreen(StagedPage):
    """Lists above, what stops the month (or what was exported) below."""

    TITLE = "Tháng"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,less_than_sign", "turn(-1)", "Tháng trước", show=False, id="month.before", tooltip="Xem tháng trước"),
        Binding("right,greater_than_sign", "turn(1)", "Tháng sau", show=False, id="month.after", tooltip="Xem tháng sau"),
        Binding("f2,ctrl+s", "seal", "Chốt tháng", id="month.seal", tooltip="Chốt các danh sách của tháng"),
        Binding("f2,ctrl+s", "reopen", "Mở lại", id="month.reopen", tooltip="Mở lại tháng đã chốt (phải ghi lý do)"),
        Binding("f5,ctrl+r", "export", "Xuất Excel", id="month.export", tooltip="Ghi 7 danh sách ra tệp Excel"),
        Binding("f7,ctrl+y", "history", "Các lần chốt", id="month.history", tooltip="Ai đã chốt, mở lại, lúc nào, vì sao"),
    ]  # fmt: skip
    HELP = (
        "Danh sách của một tháng: bao nhiêu dòng trong từng danh sách, và những việc phải xử lý trước khi chốt. "
        "← → đổi tháng. Chốt (F2) là giữ nguyên các danh sách như lúc này; sửa sau đó thuộc tháng sau. "
        "Mở lại phải ghi lý do, danh sách đã chốt vẫn được giữ. F5 ghi ra Excel; tháng chưa chốt thì là bản dự thảo."
    )

    def __init__(self) -> None:
        super().__init__()
        self.month = ""
        """The month that is shown, as `2026-03`."""
        self.seen: Look | None = None
        """What is known of it; None while it is read."""

    def compose_body(self) -> ComposeResult:
        """State, lists, then what is below."""
        self._state, self._below = Line(), Line()
        self._counts = [Line() for _ in range(len(LISTS) + 1)]
        self.stops: Table[Stop] = Table(
            [
                Column("Họ và tên", lambda row: row.name, least=18, share=2),
                Column("Thôn", lambda row: row.village, least=10),
                Column("Việc phải xử lý trước khi chốt", lambda row: row.finding.message, least=30, share=6),
            ],
            key=lambda row: row.finding.key + row.finding.record,
            grade=lambda row: "error",
            empty="Không có gì ngăn chốt tháng.",
        )
        self.written: Table[Outcome] = Table(
            [Column("Đã xuất", lambda row: row.text)],
            key=lambda row: row.text,
            grade=lambda row: row.grade,
        )
        self.stages = {"stops": self.stops, "written": self.written}
        yield self._state
        yield from self._counts
        yield self._below
        yield from self.stages.values()

    def reset(self, month: str | None = None, **values: object) -> None:
        """The working month, or another."""
        self.month = month or self.app.book.month
        self.seen = None
        self._show_counts([])
        self.stops.show_rows([])
        with self.app.telling():
            own = self.app.book.device.village
            commune = self.app.book.commune
            self.sub_title = of_village(commune.village_name(own)) if own else of_commune(commune.commune)
        self.turn_to("stops")
        self._look()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A blocker may have been dealt with on another screen."""
        if self.month:
            self._look()

    def _look(self) -> None:
        self._state.show_parts([("header", f" ‹ Tháng {shown_date(self.month)} › "), ("dim", " đang đọc sổ…")])
        month = self.month
        self.app.look("month", lambda book: look(book, month), self._show, self._unread)

    def _unread(self, error: BookError | FieldError) -> None:
        """A month's file that cannot be trusted."""
        self.seen = None
        self._show_counts([])
        self.stops.show_rows([])
        self._state.show_parts([("header", f" ‹ Tháng {shown_date(self.month)} › "), ("error", " × không đọc được ")])
        for line, sentence in zip(self._counts[2:], getattr(error, "safe", "").split(". "), strict=False):
            line.show_parts([("normal", f"    {sentence.rstrip('.')}.")])
        self._below.show_parts([])
        self.say(getattr(error, "what", str(error)), "error")
        self.refresh_bindings()

    def _show(self, seen: Look) -> None:
        self.seen = seen
        self._show_counts(seen.counts)
        self.stops.show_rows(seen.stops)
        state: list[tuple[str, str]] = [("header", f" ‹ Tháng {shown_date(self.month)} › "), ("normal", " ")]
        if seen.month.sealed:
            act = seen.month.acts[-1]
            state += [("ok", " ● Đã chốt "), ("dim", f" {act.at.replace('T', ' ')} · {act.by}")]
        else:
            again = " (đã mở lại)" if seen.month.acts else ""
            state += [("normal", f"Chưa chốt{again}"), ("dim", "  số liệu theo sổ lúc này")]
        self._state.show_parts(state)
        if self.stage == "stops":
            left = len(seen.stops)
            self._below.show_parts(
                [("error", f" × {left} việc phải xử lý trước khi chốt "), ("dim", " Enter: mở hồ sơ")] if left else []
            )
        self.refresh_bindings()

    def _show_counts(self, counts: Sequence[Count]) -> None:
        rows = [("Danh sách", "Dòng", "Số tiền (đồng)")]
        rows += [(LISTS.get(row.key, row.key), str(row.rows), f"{row.amount:,}".replace(",", ".")) for row in counts]
        for line, row in zip_longest(self._counts, rows):
            if line is not None:
                name, number, amount = row or ("", "", "")
                text = f"    {fit(name, 42)} {fit(number, 6, 'right')} {fit(amount, 16, 'right')}"
                line.show_parts([("header", fit(text, 74)) if line is self._counts[0] else ("normal", text)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Sealing and exporting are the commune's; what can be done depends on the state."""
        if action in ("seal", "reopen", "export", "history"):
            if self.app.book.device.role != "commune" or self.seen is None:
                return False
            if action != "export":
                sealed = self.seen.month.sealed
                return {"seal": not sealed, "reopen": sealed, "history": bool(self.seen.month.acts)}[action]
        return super().check_action(action, parameters)

    def action_turn(self, step: int) -> None:
        """Another month."""
        self.month = month_after(self.month, step)
        self.seen = None
        self.say("")
        self.turn_to("stops")
        self._look()

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """The person whom a blocker or a warning is about."""
        record = ""
        if isinstance(event.row, Stop):
            record = event.row.finding.record
        elif isinstance(event.row, Outcome):
            record = event.row.record
            if not record:
                self.app.tell(event.row.text)
        if record:
            with self.app.telling():
                self.app.show("person", village=self.app.book.where(record), record=record)

    # Sealing

    def action_seal(self) -> None:
        """Ask, then seal."""
        if self.seen is not None and self.seen.stops:
            self.say(
                f"Chưa chốt được: còn {len(self.seen.stops)} việc phải xử lý (bảng dưới, Enter mở hồ sơ).", "error"
            )
            return
        total = sum(row.rows for row in self.seen.counts if row.key.startswith("annex")) if self.seen else 0
        question = f"Chốt tháng {shown_date(self.month)} với {total} dòng trong hai phụ lục?"
        detail = (
            "Các danh sách sẽ giữ nguyên như lúc này; sửa sau đó thuộc tháng sau. Mở lại được, nhưng phải ghi lý do."
        )
        self.app.push_screen(Confirm(question, detail, title="Chốt tháng", yes="Chốt", no="Chưa"), self._seal)

    def _seal(self, sure: bool | None) -> None:
        if sure:
            book, month = self.app.book, self.month
            self.app.run_job("Đang chốt tháng", lambda tell: months.seal(book, month), self._sealed)

    def _sealed(self, month: Month) -> None:
        self._look()
        self.say(f"Đã chốt tháng {shown_date(month.month)}. F5 để xuất Excel.", "ok")

    def action_reopen(self) -> None:
        """Ask for the reason, then reopen."""
        entry = Entry("reason", "Lý do", required=True, parse=parse_text)
        question = f"Mở lại tháng {shown_date(self.month)}? Danh sách đã chốt vẫn được giữ trong tệp của tháng."
        self.app.push_screen(Prompt("Mở lại tháng", entry, question=question), self._reopen)

    def _reopen(self, reason: str | None) -> None:
        if reason:
            book, month = self.app.book, self.month
            self.app.run_job("Đang mở lại tháng", lambda tell: months.reopen(book, month, reason), self._reopened)

    def _reopened(self, month: Month) -> None:
        self._look()
        self.say(f"Đã mở lại tháng {shown_date(month.month)}.", "ok")

    def action_history(self) -> None:
        """Every sealing and reopening."""
        if self.seen is not None:
            words = {"seal": "chốt", "reopen": "mở lại"}
            lines = [
                f"{act.at.replace('T', ' ')}  {words.get(act.act, act.act)}  {act.by}  {act.reason}".rstrip()
                for act in self.seen.month.acts
            ]
            self.app.notice(f"Các lần chốt tháng {shown_date(self.month)}", "\n".join(lines))

    # Exporting

    def action_export(self) -> None:
        """Ask for the folder, then write."""
        entry = Entry("folder", "Thư mục", required=True, parse=lambda text: str(typed_path(text)))
        folder = self.app.folder / FOLDER / self.month
        draft = "" if self.seen is not None and self.seen.month.sealed else "Tháng chưa chốt nên đây là bản dự thảo.\n"
        self.app.push_screen(
            Prompt("Xuất Excel", entry, question=f"{draft}Ghi 7 danh sách vào thư mục:", value=str(folder)),
            self._export,
        )

    def _export(self, folder: str | None) -> None:
        if folder:
            work = partial(self._write, self.app.book, self.month, Path(folder))
            self.app.run_job(f"Đang xuất danh sách tháng {shown_date(self.month)}", work, partial(self._told, folder))

    def _write(self, book: Book, month: str, folder: Path, tell: Tell) -> Written:
        from exports.month import write_month  # openpyxl: 100 ms

        lists = months.month_lists(book, month)
        told = lambda done, every: tell(f"Đã ghi {done}/{every} danh sách")  # noqa: E731
        return write_month(lists, book.commune, folder, today=self.app.today(), progress=told)

    def _told(self, folder: str, done: Written) -> None:
        rows = [Outcome(path.name, "ok") for path in done.paths]
        rows += [Outcome(f"{one.name}: {one.message}", "warn", one.record) for one in done.warnings]
        self.written.show_rows(rows)
        self._below.show_parts([("header", f" {len(done.paths)} tệp "), ("normal", f" trong {folder}")])
        self.turn_to("written")
        warned = f", {len(done.warnings)} điều cần xem" if done.warnings else ""
        self.say(f"Đã ghi {len(done.paths)} tệp Excel{warned}.", "warn" if done.warnings else "ok")
