"""Dated copies of the whole data folder, and bringing them back.

Bringing back joins, as everything does: what was entered after the backup stays. The files that are not joined (the
profile, sealed months) come back only where they are missing or broken.
"""

from __future__ import annotations

import contextlib
import io
import re
import time
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from store import bookfile, canonical, device, disk, durable, months, profile
from store.book import VILLAGES, Book
from store.errors import BookError, DamagedFile
from store.merge import Joined
from store.salvage import rescue

FOLDER = "backups"
KEPT = 30
_MONTH = re.compile(rf"{months.FOLDER}/\d{{4}}-\d{{2}}\.json")
LIMIT = 512 * 1024 * 1024


@dataclass(slots=True)
class Restored:
    """What came back: joined villages, files put back, and what could not be read."""

    villages: dict[str, Joined] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


def backup(folder: Path) -> Path:
    """Writes a dated zip of the folder's books into `backups/`, keeping the 30 newest. Raises `BookError`."""
    there = disk.current()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(folder):
            archive.writestr(path.relative_to(folder).as_posix(), _read(path))
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    target = _free(folder / FOLDER, stamp)
    durable.save_new(target, out.getvalue())
    with contextlib.suppress(OSError):  # tidying only: the new backup is written and checked
        old = sorted(n for n in there.names(folder / FOLDER) if n.startswith("so-an-sinh-") and n.endswith(".zip"))
        for name in old[:-KEPT]:
            there.remove(folder / FOLDER / name)
    return target


def _read(path: Path) -> bytes:
    """A file's bytes; tried again for a moment, since a save in the other window replaces a file in two steps."""
    for pause in (0.05, 0.2, 0.5, None):
        try:
            return disk.current().read(path)
        except OSError as error:
            if pause is None:
                raise BookError(f"Chưa sao lưu được: {durable.why(error, reading=True)} ({path.name}).", "") from error
            time.sleep(pause)
    raise AssertionError("unreachable")


def _free(folder: Path, stamp: str) -> Path:
    for turn in range(1000):
        path = folder / f"so-an-sinh-{stamp}{f'-{turn:03d}' if turn else ''}.zip"
        if not disk.current().exists(path):
            return path
    raise BookError("Không tạo được tên tệp sao lưu mới.", "")


def _files(folder: Path) -> list[Path]:
    there = disk.current()
    found = [folder / profile.FILE]
    for sub in (VILLAGES, months.FOLDER):
        if there.is_dir(folder / sub):
            found += [folder / sub / name for name in sorted(there.names(folder / sub)) if name.endswith(".json")]
    return [path for path in found if there.exists(path)]


def restore(book: Book, path: Path) -> Restored:
    """Brings a backup back into an open book. Raises `DamagedFile` when the zip itself cannot be read."""
    out = Restored()
    for name, data in _contents(path):
        place = PurePosixPath(name)
        if len(place.parts) == 2 and place.parts[0] == VILLAGES:
            _join_village(book, place.stem, data, out)
        elif name == profile.FILE or _MONTH.fullmatch(name):
            _put_back(book, Path(*place.parts), data, out)
    return out


def _contents(path: Path) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(durable.read(path))) as archive:
            if sum(info.file_size for info in archive.infolist()) > LIMIT:
                raise DamagedFile(f"Bản sao lưu {path.name} quá lớn.", "Sổ không đổi.")
            return [(info.filename, archive.read(info)) for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DamagedFile(f"Bản sao lưu {path.name} không đọc được.", "Sổ không đổi. Chọn bản khác.") from error


def _join_village(book: Book, slug: str, data: bytes, out: Restored) -> None:
    try:
        image = bookfile.parse(data, f"{slug}.json")
    except BookError as error:
        out.trouble.append(str(error))
        return
    if image.header.village != slug or slug not in {v.slug for v in book.villages()}:
        out.trouble.append(f"Thôn «{slug}» không có trong sổ này, bỏ qua.")
        return
    aside = rescue(book, slug)
    out.trouble += [f"Tệp hỏng được cất riêng: {path.name}" for path in aside]
    out.villages[slug] = book.take(slug, image)


def _put_back(book: Book, place: Path, data: bytes, out: Restored) -> None:
    target = book.folder / place
    try:
        if place.name == profile.FILE:
            profile.load(book.folder)
        elif disk.current().exists(target):
            months.load(book.folder, place.stem)
        else:
            raise DamagedFile(place.name)
    except BookError:
        try:
            _sound(place, data)
        except ValueError:
            out.trouble.append(f"{place.as_posix()} trong bản sao lưu cũng hỏng, bỏ qua.")
            return
        durable.save(target, data)
        out.files.append(place.as_posix())


def _sound(place: Path, data: bytes) -> None:
    """Raises `ValueError` for a file that could not be read once it was put back."""
    raw = canonical.loads(data)
    if place.name == profile.FILE:
        profile.Commune.model_validate(raw)
        return
    try:
        months.parse(raw, place, place.stem)
    except BookError as error:
        raise ValueError(str(error)) from error


def latest(folder: Path) -> Path | None:
    """The newest backup, if there is one."""
    there = disk.current()
    if not there.is_dir(folder / FOLDER):
        return None
    names = sorted(n for n in there.names(folder / FOLDER) if n.endswith(".zip"))
    return folder / FOLDER / names[-1] if names else None


def due(folder: Path) -> bool:
    """Whether no backup of this (claimed) day exists yet."""
    newest = latest(folder)
    return newest is None or not newest.name.startswith(f"so-an-sinh-{device.clock()[:10].replace('-', '')}")
