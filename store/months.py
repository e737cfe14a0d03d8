"""A month: what was in the lists when the commune sealed it.

Sealing takes a snapshot of every list that never changes; a later correction belongs to the next month. The file
`months/2023-09.json` is written by the commune alone and never merged. Reopening needs a reason, and every sealing and
reopening is kept with the lists as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store import canonical, device, disk, durable
from store.errors import BookError, DamagedFile
from store.lists import LISTS, ListRow, MonthLists, build
from store.models import Act, Month

if TYPE_CHECKING:
    from store.book import Book
    from store.checks import Finding

FOLDER = "months"


def path(folder: Path, month: str) -> Path:
    """The file of a month."""
    return folder / FOLDER / f"{month}.json"


def load(folder: Path, month: str) -> Month:
    """A month as it stands; an open one where nothing was sealed yet.

    Raises `DamagedFile` where the file is broken or the sealed lists are not what their checksum says.
    """
    file = path(folder, month)
    there = disk.current()
    if not any(there.exists(place) for place in durable.generations(file)):
        return Month(month=month, acts=[], lists={}, earlier=[])
    trouble: DamagedFile | None = None
    for place in durable.generations(file):
        if there.exists(place):
            try:
                return _read(place, month)
            except DamagedFile as error:
                trouble = trouble or error
    assert trouble is not None
    if not any(durable.present(place) for place in durable.generations(file)[::2]):
        return Month(month=month, acts=[], lists={}, earlier=[])  # a torn `.new` alone: the very first save was cut off
    raise trouble


def _read(file: Path, month: str) -> Month:
    return parse(durable.read_json(file), file, month)


def parse(raw: Any, file: Path, month: str) -> Month:
    """A month from the JSON of its file. Raises `DamagedFile` naming the file."""
    try:
        known = Month.model_validate(raw)
    except ValueError as error:
        raise _broken(file) from error
    if known.month != month or (known.sealed and digest(known.lists) != known.acts[-1].sha256):
        raise _broken(file)
    return known


def _broken(file: Path) -> DamagedFile:
    return DamagedFile(
        f"Tệp tháng {file.name} bị hỏng hoặc bị sửa tay.",
        "Không dùng danh sách trong tệp này. Lấy lại từ bản sao lưu bằng «soansinh restore».",
    )


def _save(folder: Path, month: Month) -> None:
    durable.save(path(folder, month.month), canonical.dumps(month.model_dump(mode="json")) + b"\n")


def digest(lists: Mapping[str, list[ListRow]]) -> str:
    """SHA-256 of the lists in canonical form."""
    return hashlib.sha256(canonical.dumps({key: [asdict(r) for r in rows] for key, rows in lists.items()})).hexdigest()


def month_lists(book: Book, month: str) -> MonthLists:
    """The lists of a month: as sealed, or as the book stands now (a draft)."""
    known = load(book.folder, month)
    rows = known.lists if known.sealed else build(book.people(), month, book.commune, book.reference)
    return MonthLists(month, book.commune.commune, known.sealed, {key: rows.get(key, []) for key in LISTS})


def blockers(book: Book, month: str) -> list[Finding]:
    """What keeps the month from being sealed: open conflicts on what money depends on, expired authorisations, …"""
    from store.review import review

    return [finding for finding in review(book, month) if finding.grade == "stop"]


def seal(book: Book, month: str) -> Month:
    """Seals the month: the lists as they are now will not change any more.

    Raises `BookError` when it is sealed already or something stops it; `blockers` says what.
    """
    known = load(book.folder, month)
    if known.sealed:
        raise BookError(f"Tháng {month} đã chốt.", "Muốn chốt lại thì mở lại tháng trước (có lý do).")
    stops = blockers(book, month)
    if stops:
        raise BookError(
            f"Chưa chốt được tháng {month}: còn {len(stops)} việc phải xử lý. Việc đầu tiên: {stops[0].message}",
            "Xem tất cả bằng «soansinh check». Sổ không đổi.",
        )
    lists = build(book.people(), month, book.commune, book.reference)
    if not any(lists.values()):
        raise BookError(f"Tháng {month} chưa có ai trong danh sách.", "Nhập hoặc nhận sổ các thôn trước.")
    known.lists = lists
    known.acts.append(Act(act="seal", by=book.device.by(), at=device.clock(), sha256=digest(lists)))
    _save(book.folder, known)
    return known


def reopen(book: Book, month: str, reason: str) -> Month:
    """Opens a sealed month again, for a reason; the lists that were sealed are kept. Raises `BookError`."""
    known = load(book.folder, month)
    if not known.sealed:
        raise BookError(f"Tháng {month} chưa chốt nên không cần mở lại.", "")
    if not reason.strip():
        raise BookError("Mở lại tháng phải có lý do.", "Tháng vẫn đang chốt.")
    known.earlier.append(known.lists)
    known.lists = {}
    known.acts.append(Act(act="reopen", by=book.device.by(), at=device.clock(), reason=reason.strip()))
    _save(book.folder, known)
    return known
