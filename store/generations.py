"""Which of a file's generations to believe: the whole one with the highest save number."""

from __future__ import annotations

from pathlib import Path

from store import bookfile, durable
from store.bookfile import Image
from store.errors import BookError, DamagedFile, NewerFormat

_OWN = (
    "Các thôn khác không sao. Lấy lại bằng bản sao lưu («soansinh restore») hoặc nhận lại sổ của thôn từ USB "
    "(«soansinh receive»): mọi bản gộp với nhau, tệp hỏng được cất riêng."
)


def newest(path: Path) -> Image:
    """The image of the newest whole generation among the file, its `.new` and its `.old`.

    Raises `DamagedFile` when none can be read, and `NewerFormat` when the newest is of a later format (an older
    generation is then not taken, because saving it would bury the newer one).
    """
    return newest_at(path)[0]


def newest_at(path: Path) -> tuple[Image, Path]:
    """The same with the generation's own path."""
    name, new, old = durable.generations(path)
    best: Image | None = None
    where = name
    trouble: BookError | None = None
    for place in (name, new, old):
        try:
            if not durable.present(place):
                continue
            if best is not None and place == old and _is_older(place, best.header.save_no):
                continue  # the usual case: `.old` is the save before, its header says so
            image = bookfile.parse(durable.read(place), place.name)
        except NewerFormat:
            raise
        except DamagedFile as error:
            trouble = trouble or error
            continue
        if best is None or image.header.save_no > best.header.save_no:
            best, where = image, place
    if best is None:
        what = trouble.what if trouble else f"Không có tệp {path}."
        raise DamagedFile(what, f"{_OWN} «soansinh salvage {path}» giữ lại những gì còn đọc được.")
    return best, where


def written(path: Path) -> bool:
    """Whether anything of this file was ever saved: a torn `.new` alone is a first save that was cut off."""
    name, new, old = durable.generations(path)
    if durable.present(name) or durable.present(old):
        return True
    if not durable.present(new):
        return False
    try:
        newest(path)
    except DamagedFile:
        return False
    return True


def _is_older(path: Path, save_no: int) -> bool:
    """Whether the header alone says that a file need not be read; a header that says nothing sound does not."""
    try:
        return bookfile.read_header(durable.head(path), path.name).save_no <= save_no
    except BookError:
        return False
