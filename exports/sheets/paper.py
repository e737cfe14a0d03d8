"""A sheet as paper: lines of text merged across columns, heights that show them whole, page set-up, page breaks.

Sizes are of A4 on its side; margins, and the page number in the middle of the top margin from the second page on, are
those of NĐ 30/2020 (domain section 6). The table is fitted to the page's width and may be any number of pages high.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from exports.sheets import measure
from exports.sheets.style import Styles, put

MM = 72 / 25.4
WIDE, HIGH = 297 * MM, 210 * MM
TOP, BOTTOM, LEFT, RIGHT, EDGE = 20.0, 20.0, 30.0, 15.0, 10.0
"""Margins in millimetres, and how far the page number stands from the edge."""
PAGE = WIDE - (LEFT + RIGHT) * MM
"""Points between the left and right margins."""
PAGE_NUMBER = 13


class Paper:
    """A worksheet that is filled from the top; `row` is the next free row, `scale` what fitting the width leaves,
    `elastic` the row that may be made lower so that all fits."""

    def __init__(self, ws: Worksheet, styles: Styles, widths: Sequence[float]) -> None:
        self.ws = ws
        self.styles = styles
        self.widths = list(widths)
        self.scale = min(1.0, int(100 * PAGE / (sum(widths) * measure.UNIT)) / 100)
        self.heights: dict[int, float] = {}
        self.row = 1
        self.elastic: int | None = None
        for index, width in enumerate(widths, start=1):
            ws.column_dimensions[get_column_letter(index)].width = width

    @property
    def columns(self) -> int:
        """How many columns the table has."""
        return len(self.widths)

    def width(self, first: int, last: int) -> float:
        """Units of width of those columns together (1 is the first)."""
        return sum(self.widths[first - 1 : last])

    def printed(self, size: float) -> float:
        """The size in the sheet of what shall be `size` points high on paper, where the table's width shrinks it."""
        return round(2 * size / self.scale) / 2

    def line(
        self, row: int, columns: tuple[int, int], text: str, style: StyleArray, size: float, *, bold: bool = False
    ) -> None:
        """Text across columns; the row grows to show it whole."""
        first, last = columns
        if last > first:
            self.ws.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        put(self.ws.cell(row, first), text, style)
        count = measure.lines(text, self.width(first, last), size, bold)
        self.raise_to(row, measure.height(count, size))

    def raise_to(self, row: int, height: float) -> None:
        """Makes a row at least so many points high."""
        self.heights[row] = max(height, self.heights.get(row, 0.0))

    def block(self, start: float, end: float) -> tuple[int, int]:
        """The columns that lie between two fractions of the table's width, as well as whole columns can."""
        total, edges = self.width(1, self.columns), [0.0]
        for width in self.widths:
            edges.append(edges[-1] + width / total)
        first = min(range(self.columns), key=lambda i: abs(edges[i] - start))
        last = min(range(first + 1, self.columns + 1), key=lambda i: abs(edges[i] - end))
        return first + 1, last

    def balanced(self, text: str, size: float) -> tuple[int, int]:
        """The narrowest columns about the middle that hold a title in as few lines as the whole width would, so that
        its lines are of about the same length."""
        best = 1, self.columns
        fewest = measure.lines(text, self.width(*best), size, True)
        for first in range(1, self.columns + 1):
            for last in range(first, self.columns + 1):
                uneven = abs(self.width(1, first - 1) - self.width(last + 1, self.columns))
                if uneven > 0.05 * self.width(1, self.columns):
                    continue
                if measure.lines(text, self.width(first, last), size, True) == fewest and self.width(
                    first, last
                ) < self.width(*best):
                    best = first, last
        return best

    def finish(self, *, head: tuple[int, int], tail: int, page: str) -> None:
        """Heights, print set-up and the page break. `head`: the rows repeated on each page; `tail`: the first of the
        last rows, which must stay together; `page`: the words of the page number."""
        self._set_up(head, page)
        if self._torn(head, tail) and not self._squeezed(head, tail):
            self.ws.row_breaks.append(Break(id=tail - 1))
        for row, height in self.heights.items():
            self.ws.row_dimensions[row].height = height

    def _squeezed(self, head: tuple[int, int], tail: int) -> bool:
        """Whether half the room for the signatures, which is still enough to sign in, saves the page from ending in
        the tail; it is then given up."""
        if self.elastic is None:
            return False
        before = self.heights[self.elastic]
        self.heights[self.elastic] = round(before / 2)
        if not self._torn(head, tail):
            return True
        self.heights[self.elastic] = before
        return False

    def _set_up(self, head: tuple[int, int], page: str) -> None:
        ws = self.ws
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = 9
        ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
        margins = ws.page_margins
        margins.left, margins.right, margins.top, margins.bottom = (mm / 25.4 for mm in (LEFT, RIGHT, TOP, BOTTOM))
        margins.header = margins.footer = EDGE / 25.4
        ws.print_options.horizontalCentered = True
        ws.print_title_rows = f"{head[0]}:{head[1]}"
        ws.print_area = f"A1:{get_column_letter(self.columns)}{self.row - 1}"
        ws.sheet_view.showGridLines = False
        ws.HeaderFooter.differentFirst = True
        ws.HeaderFooter.scaleWithDoc = False
        center = ws.oddHeader.center
        center.text, center.font, center.size = page, f"{self.styles.font},Regular", PAGE_NUMBER

    def _torn(self, head: tuple[int, int], tail: int) -> bool:
        """Whether a page would end inside the tail. Pages are reckoned 3 % smaller than they are: a printer's own
        reckoning differs a little, and a break too early only moves some rows."""
        room = (HIGH - (TOP + BOTTOM) * MM) / self.scale * 0.97
        repeated = sum(self.heights[row] for row in range(head[0], head[1] + 1))
        used = 0.0
        for row in range(1, self.row):
            used += self.heights[row]
            if used > room:
                used = repeated + self.heights[row]
                if row > tail:
                    return True
        return False
