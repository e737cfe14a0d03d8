"""Taking existing lists into the book: laying rows beside it, writing in one save, looking back, taking it back.

`plan` is pure and says everything that would happen; `apply` writes it; `imports` lists what was taken in; `undo` takes
one import back without touching what anybody has said since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.canonical import Value
from store.errors import BookError
from store.intake.plan import Outcome, Plan, plan
from store.intake.rows import KEYS, ListedRow, ReadProblem
from store.intake.undo import UndoReport, take_back
from store.records import Record, causal_order

if TYPE_CHECKING:
    from store.book import Book

__all__ = [
    "KEYS",
    "Import",
    "ListedRow",
    "Outcome",
    "Plan",
    "ReadProblem",
    "UndoReport",
    "apply",
    "imports",
    "plan",
    "plan_into",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Import:
    """One past import into one village. `at` and `by` are what the machine claimed; `undone` if it was taken back."""

    record: str
    village: str
    file: str
    sha256: str
    rows: int
    new: int
    changed: int
    undone: bool
    at: str
    by: str


def plan_into(book: Book, rows: Iterable[ListedRow], village: str | None = None) -> Plan:
    """`plan` against an open book. `village` is a slug or a name; None: each row goes to the village it names.

    Raises `BookError` for a village that this book does not have.
    """
    villages = book.villages()
    slug = None
    if village is not None:
        found = book.commune.village(village)
        if found is None or found.slug not in {v.slug for v in villages}:
            names = ", ".join(v.name for v in villages)
            raise BookError(f"Không có thôn «{village}» trong sổ này.", f"Sổ có: {names}.")
        slug = found.slug
    places = [slug] if slug else [v.slug for v in villages]
    records = {place: dict(book.records(place)) for place in places}
    return plan(
        rows, village=slug, villages=book.commune.villages, records=records, reference=book.reference, month=book.month
    )


def apply(book: Book, planned: Plan, *, source: str, sha256: str = "") -> list[str]:
    """Writes a plan, one durable save a village; gives the import records, one a village, none if nothing changes.

    `source` is the file's name, `sha256` the digest of its bytes: for people to recognise it, never compared.
    """
    from store.book import Change

    out: list[str] = []
    for village, changes in planned.by_village.items():
        if not changes:
            continue
        created = {change.record for change in changes if change.derived and change.record}
        edited = {change.record for change in changes if not change.derived and change.record}
        fields: dict[str, Value] = {
            "kind": "import",
            "village": village,
            "file": source,
            "sha256": sha256,
            "rows": sum(outcome.village == village for outcome in planned.outcomes),
            "new": len(planned.records("new", village)),
            "changed": len(planned.records("changed", village)),
            "created": sorted(created),
            "edited": sorted(edited - created),
            "digests": sorted({change.row for change in changes if change.row}),
        }
        out.append(book.commit(village, [*changes, Change(None, fields)])[-1])
    return out


def imports(book: Book, village: str | None = None) -> list[Import]:
    """The imports that this book knows, oldest first as far as the clocks were right. `village` is a slug."""
    found = [
        _import(name, place.slug, record)
        for place in book.villages()
        if village in (None, place.slug)
        for name, record in book.records(place.slug, "import")
    ]
    return sorted(found, key=lambda i: (i.at, i.village, i.record))


def _import(name: str, village: str, record: Record) -> Import:
    now = record["now"]
    first = record["edits"][causal_order(record["edits"])[0]]

    def count(key: str) -> int:
        value = now.get(key)
        return value if isinstance(value, int) else 0

    return Import(
        record=name,
        village=village,
        file=str(now.get("file") or ""),
        sha256=str(now.get("sha256") or ""),
        rows=count("rows"),
        new=count("new"),
        changed=count("changed"),
        undone=now.get("state") == "undone",
        at=first.get("at", ""),
        by=first.get("by", ""),
    )


def undo(book: Book, import_record: str) -> UndoReport:
    """Takes one import back, in one durable save.

    What it made is marked as entered by mistake, what it changed gets its value of before; what anybody has said since
    stays and is reported. Raises `BookError` for a record that is not an import, or one that is undone already.
    """
    village = book.where(import_record)
    records = dict(book.records(village))
    record = records.get(import_record)
    if record is None or record["now"].get("kind") != "import":
        raise BookError(f"Hồ sơ «{import_record}» không phải một lần nhập danh sách.", "Xem các lần nhập rồi chọn lại.")
    if record["now"].get("state") == "undone":
        raise BookError("Lần nhập này đã hủy rồi.", "Sổ không thay đổi.")
    changes, report = take_back(import_record, records)
    book.commit(village, changes)
    return report
