"""One list from its rows to the bytes of its workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exports.sheets import frame, measure, package, table
from exports.sheets.captions import Captions
from exports.sheets.form import Form, Warned
from exports.sheets.paper import Paper
from exports.sheets.style import Styles, harmless
from store.lists import ListRow
from store.profile import Commune

TOGETHER = 2
"""How many people at least stand on the page that has the signatures, so that these never stand alone."""


def workbook(
    form: Form, rows: Sequence[ListRow], *, month: str, commune: Commune, today: date, sealed: bool
) -> tuple[bytes, list[Warned]]:
    """The workbook's bytes, and what it could not show. `month` is `YYYY-MM`."""
    captions = Captions(commune.captions, form.key)
    printing = commune.printing
    book = package.new_book(form.sheet, harmless(captions.get("title", form.title)), month)
    sheet = book.active
    paper = Paper(
        sheet, Styles(sheet, printing.font, printing.size), measure.fit(form.columns, form.width, printing.size)
    )
    place_and_date = frame.dated(commune, today, captions)
    frame.letterhead(paper, commune, captions, place_and_date)
    frame.title(paper, form, captions, printing.size, month, sealed=sealed)
    head = table.head(paper, form, captions, numbers=printing.column_numbers)
    warned = table.body(paper, form, rows)
    tail = paper.row - min(TOGETHER, max(len(rows) - 1, 0))
    frame.count(paper, captions, len(rows))
    frame.signatures(paper, commune, captions, place_and_date, police=form.police)
    paper.finish(head=head, tail=tail, page=captions.get("page", page="&P", pages="&N"))
    return package.to_bytes(book), warned
