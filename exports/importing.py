"""Taking an Excel list into the book: one door for the command line and for the import screen.

What is read, planned and written is decided elsewhere (`exports.reading`, `store.intake`); here the three steps are put
together, so that what the dry run promises is computed by the very code that then writes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from store import durable
from store.book import Book
from store.intake import ReadProblem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: people counted once each, problems in order of place.

    `rows` are the rows of people read, `left_out` those of them that were not taken in. `records` names the imports
    that can be undone, one a village; empty for a dry run, and where the list says nothing new.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    left_out: int
    problems: list[ReadProblem] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    sha256: str = ""

    @property
    def imports(self) -> str | None:
        """The record of the import; the first one where the list went to several villages."""
        return self.records[0] if self.records else None


def import_file(book: Book, path: Path, *, village: str | None, group: str | None, dry_run: bool) -> Imported:
    """Reads a workbook, and unless `dry_run` writes what it says, in one durable save a village.

    `village` (a slug) takes every row; None sends each row to the village it names. `group` ("BTXH", "NCC") is for lists
    that do not say theirs. Raises `BookError` for a file that cannot be opened and a village that is not there; nothing
    is written then.
    """
    from exports.reading import read_workbook  # openpyxl: 100 ms
    from store import intake

    digest = hashlib.sha256(durable.read(path)).hexdigest()
    reading = read_workbook(path, group=group)
    planned = intake.plan_into(book, reading.rows, village)
    records = [] if dry_run else intake.apply(book, planned, source=path.name, sha256=digest)
    return Imported(
        rows=len(reading.rows),
        new=len(planned.new),
        changed=len(planned.changed),
        unchanged=len(planned.unchanged),
        left_out=len(planned.left_out),
        problems=[*reading.problems, *planned.problems],
        records=records,
        sha256=digest,
    )
