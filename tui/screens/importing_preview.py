"""What an import would do, before it is done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from exports.importing import Imported
from store.intake import ReadProblem
from tui.theme import Grade
from tui.widgets.columns import Column
from tui.widgets.line import Line
from tui.widgets.table import Table

GRADES: dict[str, Grade] = {"refused": "error", "warning": "warn", "note": "note"}


class Preview(Vertical):
    """What an import would do: counts in two lines, the problems in a table, the chosen one in full below."""

    def __init__(self) -> None:
        super().__init__()
        self._counts, self._heads = Line(), Line()
        self._whole = Static("", markup=False)
        self.table: Table[ReadProblem] = Table(
            [
                Column("Trang", lambda p: p.sheet, least=8),
                Column("Ô", lambda p: p.cell, width=6),
                Column("Điều cần xem", lambda p: p.reason, least=24, share=5),
                Column("Trong ô", lambda p: p.sample, least=12, share=2),
            ],
            key=lambda p: (p.sheet, p.cell, p.code, p.reason),
            grade=lambda p: GRADES[p.grade],
            empty="Không có ô nào phải xem lại.",
        )

    def compose(self) -> ComposeResult:
        """Counts, table, the chosen problem."""
        self._whole.styles.height = 3
        self._whole.styles.padding = (0, 1)
        yield self._counts
        yield self._heads
        yield self.table
        yield self._whole

    def show(self, read: Imported) -> None:
        """Show what reading a file gave, the gravest problems first."""
        parts = [f"{read.new} người mới", f"{read.changed} thay đổi", f"{read.unchanged} như cũ"]
        if read.left_out:
            parts.append(f"{read.left_out} không nhập")
        self._counts.show_parts([("header", f" {read.rows} dòng "), ("normal", " " + " · ".join(parts))])
        by_grade = {grade: sum(p.grade == grade for p in read.problems) for grade in GRADES}
        self._heads.show_parts(
            [
                ("error" if by_grade["refused"] else "dim", f" × {by_grade['refused']} chỗ không nhập "),
                ("warn" if by_grade["warning"] else "dim", f" ! {by_grade['warning']} chỗ cần xem "),
                ("dim", f" · {by_grade['note']} ghi chú"),
            ]
        )
        order = list(GRADES)
        self.table.show_rows(sorted(read.problems, key=lambda p: order.index(p.grade)))
        self.table.action_jump(0)
        self._tell(self.table.row)

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        """The chosen problem in full."""
        self._tell(event.row)

    def _tell(self, problem: ReadProblem | None) -> None:
        text = "" if problem is None else f"{problem.sheet}!{problem.cell}: {problem.reason} [{problem.sample}]"
        self._whole.update(text)
