"""The table: two header rows (a header over one column spans both), the optional row of numbers, the people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray

from exports.sheets import measure
from exports.sheets.captions import Captions
from exports.sheets.form import Column, Form, Warned
from exports.sheets.paper import Paper
from exports.sheets.style import LONG, harmless, special
from store.lists import ListRow


def head(paper: Paper, form: Form, captions: Captions, *, numbers: bool) -> tuple[int, int]:
    """Writes the header; gives its first and last row."""
    top, low = paper.row, paper.row + 1
    style, size = paper.styles.head(), paper.styles.size
    upper = deeper = whole = 0.0
    column = 1
    for span, group in groupby(form.columns, key=lambda c: c.span):
        members = list(group)
        last = column + len(members) - 1
        if span is not None:
            words = captions.get(span.key, span.caption)
            upper = max(upper, _head_cell(paper, top, column, top, last, words))
        for at, member in enumerate(members, start=column):
            words = captions.get(member.key, member.caption)
            if span is not None:
                deeper = max(deeper, _head_cell(paper, low, at, low, at, words))
            else:
                whole = max(whole, _head_cell(paper, top, at, low, at, words))
        column = last + 1
    upper = upper or measure.height(1, size)
    deeper = max(deeper, measure.height(1, size), whole - upper)
    paper.raise_to(top, upper)
    paper.raise_to(low, deeper)
    paper.row = low + 1
    if numbers:
        for at in range(1, paper.columns + 1):
            paper.line(paper.row, (at, at), f"({at})", style, size, bold=True)
        low, paper.row = paper.row, paper.row + 1
    return top, low


def _head_cell(paper: Paper, top: int, left: int, bottom: int, right: int, words: str) -> float:
    """One header, merged where it covers several cells (each of them gets the border); gives its height."""
    style = paper.styles.head()
    if (top, left) != (bottom, right):
        paper.ws.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            paper.ws.cell(row, column)._style = style
    cell = paper.ws.cell(top, left)
    cell.value, cell.data_type = harmless(words), "s"
    size = paper.styles.size
    return measure.height(measure.lines(words, paper.width(left, right), size, True), size)


def body(paper: Paper, form: Form, rows: Sequence[ListRow]) -> list[Warned]:
    """Writes the people, or one empty line where there is nobody; gives what could not be written as it is."""
    warned: list[Warned] = []
    ws, size = paper.ws, paper.styles.size
    cells = ws._cells  # filled directly: `ws.cell` and `cell.value` would double the time of a long list
    number_style = paper.styles.body("number")
    specs = [
        (at, column, column.value, paper.styles.body(column.kind), paper.widths[at - 1] if column.wraps else 0.0)
        for at, column in enumerate(form.columns[1:], start=2)
    ]
    single = measure.height(1, size)
    for number, row in enumerate(rows, start=1):
        at_row, most = paper.row, 1
        cells[at_row, 1] = cell = Cell(ws, at_row, 1, number)
        cell._style = number_style
        for at, column, value, style, width in specs:
            cells[at_row, at] = cell = Cell(ws, at_row, at)
            cell._style = style
            text = value(row)
            if not text:
                continue
            if special(text):
                text, cell._style = _careful(paper, column, text)
                warned += _removed(form, column, row, value(row), text)
            cell._value, cell.data_type = text, "s"
            if width:
                most = max(most, measure.lines(text, width, size))
        paper.heights[at_row] = single if most == 1 else measure.height(most, size)
        paper.row += 1
    if not rows:
        _nobody(paper, form)
    return warned


def _careful(paper: Paper, column: Column, text: str) -> tuple[str, StyleArray]:
    """Text that looks like a formula or is long, and the style that keeps it text."""
    return harmless(text), paper.styles.body(column.kind, guarded=True, long=len(text) > LONG)


def _removed(form: Form, column: Column, row: ListRow, before: str, after: str) -> list[Warned]:
    if before == after:
        return []
    words = f"{row.name}: mục «{column.caption}» có ký tự không ghi được vào bảng tính, đã bỏ ký tự đó."
    return [Warned(form.key, row.record, row.name, harmless(words))]


def _nobody(paper: Paper, form: Form) -> None:
    """One empty line, so that a list without people still reads as a table."""
    for at, column in enumerate(form.columns, start=1):
        paper.ws.cell(paper.row, at)._style = paper.styles.body(column.kind)
    paper.raise_to(paper.row, measure.height(1, paper.styles.size))
    paper.row += 1
