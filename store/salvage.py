"""Taking out of a damaged village file what is still sound, line by line and edit by edit.

Every edit's name is a hash of what it says, so nothing altered can slip in: an edit either verifies or stays out.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from store import bookfile, canonical, disk, durable
from store.bookfile import Header, Image
from store.errors import BookError, DamagedFile, NewerFormat
from store.records import is_edit, is_name, recompute

if TYPE_CHECKING:
    from store.book import Book


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read: an image of the sound edits, how many record lines were looked at, and how many were whole."""

    image: Image
    lines: int
    whole: int


def salvage(path: Path) -> Salvaged:
    """Reads what is sound in a file. Raises `DamagedFile` when not one edit verifies, `NewerFormat` for a later format."""
    data = durable.read(path)
    try:
        image = bookfile.parse(data, path.name)
    except NewerFormat:
        raise
    except DamagedFile:
        return _by_line(data, path)
    return Salvaged(image, len(image.lines), len(image.lines))


def _by_line(data: bytes, path: Path) -> Salvaged:
    image = Image(_header(data, path))
    seen = whole = 0
    for row in data.replace(b"\r\n", b"\n").split(b"\n"):
        split = bookfile.split_line(row)
        if split is None:
            seen += row.startswith(b'"') and not row.startswith((b'"records"', b'"purged"'))
            continue
        seen += 1
        whole += _take(image, *split)
    if not image.lines:
        raise DamagedFile(
            f"Không cứu được hồ sơ nào từ {path}.",
            "Sổ trong máy không đổi. Tìm bản khác: tệp .old, USB cũ, hoặc bản ở xã.",
        )
    return Salvaged(image, seen, whole)


def _take(image: Image, name: str, line: bytes) -> bool:
    """Takes a record's sound edits; whether all of it was sound."""
    try:
        raw = canonical.loads(line)
    except ValueError:
        return False
    said = raw.get("edits") if isinstance(raw, dict) else None
    if not isinstance(said, dict):
        return False
    sound = {edit: what for edit, what in said.items() if is_name(edit) and is_edit(name, edit, what)}
    if sound:
        image.put(name, recompute(sound))
    return len(sound) == len(said)


def _header(data: bytes, path: Path) -> Header:
    """Whose file it is: from the header if that line is sound, else from the file's name."""
    try:
        return bookfile.read_header(data, path.name)
    except NewerFormat:
        raise
    except DamagedFile:
        return Header(commune="", village=path.name.split(".")[0].split("_")[0], village_name="")


def of_village(found: Salvaged, path: Path, known: set[str]) -> str:
    """The slug of the village the salvaged records belong to: what the records say, else the header or file name.

    Raises `BookError` when that is no village of this book.
    """
    said = [record["now"].get("village") for _, record in found.image.records()]
    for slug in (found.image.header.village, *(str(s) for s in said if s)):
        if slug in known:
            return slug
    raise BookError(f"Không rõ tệp {path.name} là sổ của thôn nào trong xã.", "Sổ trong máy không đổi.")


def rescue(book: Book, village: str) -> list[Path]:
    """Makes a village writable again whose own file reads but is not whole in any generation: copies of the damaged files
    are kept aside, and what is sound in them begins the file anew.

    The damaged files stay in their places until the first save that follows has replaced them, so that a program cut off
    in between leaves a loud state, never an empty book. Gives the copies, none for a village that reads well. Raises
    `NewerFormat` for a file of a later format, and `BookError` when a file cannot even be read (a drive that fails for a
    moment is no reason to begin anew) or the copies cannot be written.
    """
    try:
        book.image(village)
        return []
    except NewerFormat:
        raise
    except DamagedFile:
        copies = _keep_copies(book.path(village))
    book.begin_anew(village)
    for file in copies:
        with contextlib.suppress(DamagedFile):  # nothing sound in this one
            book.take(village, salvage(file).image)
    return copies


def _keep_copies(path: Path) -> list[Path]:
    there = disk.current()
    stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
    try:
        found = {place: there.read(place) for place in durable.generations(path) if there.exists(place)}
    except OSError as error:
        raise BookError(
            f"Không đọc được {path.name}: {durable.why(error, reading=True)}.",
            "Chưa có gì thay đổi. Khởi động lại máy rồi thử lại; nếu vẫn vậy, chép cả thư mục sổ sang ổ đĩa khác.",
        ) from error
    copies = [place.with_name(f"{place.name}.hong-{stamp}") for place in found]
    for copy, data in zip(copies, found.values(), strict=True):
        durable.save_new(copy, data)
    return copies
