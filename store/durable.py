"""Files that are whole or not there: durable saving on the laptop's own disk, careful writing to a stick.

On the own disk (ext4, NTFS) a save is: `name.new` written, synced, read back and compared; `name` becomes `name.old`;
`name.new` becomes `name`; the folder synced. Whichever moment the power goes, one of the three is whole, and the reader
takes the whole one with the highest save number. A stick (FAT32, exFAT) gets a new name each time and never a rename,
because a FAT rename can leave an empty file behind (storage paper 3.4).
"""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path
from typing import Any

from store import canonical, disk
from store.errors import BookError, DamagedFile

LIMIT = 64 * 1024 * 1024
"""Largest file that is read at all, in bytes: a village of 1,000 people is 2.7 MB after five years."""

HEAD = 8192
"""A header line is never longer than this."""

_WHY = {
    errno.EEXIST: "tên đó đã có tệp khác",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EROFS: "ổ đĩa đang bị khóa ghi (chỉ đọc)",
    errno.EACCES: "không có quyền ghi, hoặc chương trình khác đang mở tệp",
    errno.EPERM: "không có quyền ghi",
    errno.EIO: "ổ đĩa báo lỗi khi đọc hoặc ghi",
    errno.ENOENT: "thư mục hoặc ổ đĩa không còn ở đó",
    errno.ENODEV: "ổ đĩa đã bị rút ra",
    errno.ENOTDIR: "đường dẫn có phần không phải thư mục",
    errno.EISDIR: "đường dẫn là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EEXIST: "chỗ đó đã có tệp hay thư mục khác",
    errno.EDQUOT: "đã hết phần ổ đĩa được dùng",
    errno.EFBIG: "tệp quá lớn với ổ đĩa này",
    errno.EBUSY: "ổ đĩa hoặc tệp đang bận",
    errno.ENXIO: "ổ đĩa đã bị rút ra",
    errno.EINVAL: "ổ đĩa không nhận tên tệp hoặc thao tác này",
}


def generations(path: Path) -> tuple[Path, Path, Path]:
    """The file and its two companions: itself, `.new`, `.old`."""
    return path, path.with_name(path.name + ".new"), path.with_name(path.name + ".old")


def save(path: Path, data: bytes) -> None:
    """Replaces a file on the laptop's own disk; the one before stays as `.old`.

    Raises `BookError` when it could not be done; the file that was there is then untouched and still loads.
    """
    there = disk.current()
    name, new, old = generations(path)
    try:
        there.make_dir(path.parent)
        there.create(new, data, exclusive=False)
        if there.read(new) != data:
            raise BookError(f"Đọc lại tệp {path.name} thấy khác với điều vừa ghi: ổ đĩa có thể đã hỏng.", _SAFE)
        if there.exists(name):
            there.replace(name, old)
        there.replace(new, name)
        there.sync_dir(path.parent)
    except OSError as error:
        _clean(new)
        raise BookError(f"Không ghi được {path.name}: {why(error)}.", _SAFE) from error
    except BookError:
        _clean(new)
        raise


def finish(path: Path) -> None:
    """Finishes a save that was cut off between its renames: `.new`, which was read and found newest, gets its name.

    Without this the next save would begin by overwriting the only copy of what has been shown already. Raises
    `BookError`.
    """
    there = disk.current()
    name, new, old = generations(path)
    try:
        there.sync(new)
        if there.exists(name):
            there.replace(name, old)
        there.replace(new, name)
        there.sync_dir(path.parent)
    except OSError as error:
        raise BookError(f"Không ghi được {path.name}: {why(error)}.", _SAFE) from error


_SAFE = "Bản đã lưu lần trước vẫn còn nguyên. Sửa chỗ trục trặc rồi lưu lại."


def _clean(new: Path) -> None:
    try:
        disk.current().remove(new)
    except OSError:
        return  # a leftover `.new` is either whole, then it only carries edits, or refused by its checksum


def save_new(path: Path, data: bytes) -> None:
    """Writes a file under a name that is not taken yet, for a stick: no rename, no overwriting, read back.

    Raises `FileExistsError` when the name is taken, `BookError` when it could not be written; what was half written is
    removed if the stick still lets us.
    """
    there = disk.current()
    try:
        there.make_dir(path.parent)
    except OSError as error:
        raise BookError(f"Không tạo được thư mục {path.parent}: {why(error)}.", _STICK) from error
    try:
        there.create(path, data, exclusive=True)
        there.sync_dir(path.parent)
        if there.read(path) != data:
            raise BookError(f"Đọc lại tệp {path.name} trên USB thấy khác với điều vừa ghi.", _STICK)
    except FileExistsError:
        raise
    except OSError as error:
        _clean(path)
        raise BookError(f"Không ghi được {path}: {why(error)}.", _STICK) from error
    except BookError:
        _clean(path)
        raise


_STICK = "Sổ trong máy vẫn nguyên vẹn. Thử lại, hoặc dùng USB khác."


def read(path: Path) -> bytes:
    """A file's bytes. Raises `DamagedFile` when it is missing, unreadable, or larger than any book can be."""
    there = disk.current()
    try:
        if there.size(path) > LIMIT:
            raise DamagedFile(
                f"Tệp {path} quá lớn ({there.size(path) // 2**20} MB), không phải sổ của thôn.",
                "Chưa có gì thay đổi. Kiểm tra lại tên tệp.",
            )
        return there.read(path)
    except OSError as error:
        raise DamagedFile(
            f"Không đọc được {path}: {why(error, reading=True)}.",
            "Chưa có gì thay đổi. Kiểm tra đường dẫn rồi thử lại.",
        ) from error


def head(path: Path) -> bytes:
    """A file's first bytes, enough for the header line of a book. Raises `DamagedFile` when it cannot be read."""
    try:
        return disk.current().head(path, HEAD)
    except OSError as error:
        raise DamagedFile(f"Không đọc được {path}: {why(error, reading=True)}.", "Chưa có gì thay đổi.") from error


def read_json(path: Path) -> dict[str, Any]:
    """A plain JSON object that a person may have edited by hand. Raises `DamagedFile` naming the file.

    Where a save was cut off between its two renames the file is missing, and its `.new` (or `.old`) is read.
    """
    if not present(path):
        for companion in generations(path)[1:]:
            if present(companion):
                with contextlib.suppress(DamagedFile):
                    return _json(companion)
    return _json(path)


def there_is(path: Path) -> bool:
    """Whether a file or one of its companions is there."""
    return any(map(present, generations(path)))


def present(path: Path) -> bool:
    """Whether something of that name is there. Raises `BookError` where the drive does not say."""
    try:
        return disk.current().exists(path)
    except OSError as error:
        raise DamagedFile(f"Không xem được {path}: {why(error, reading=True)}.", "Chưa có gì thay đổi.") from error


def _json(path: Path) -> dict[str, Any]:
    data = read(path)
    try:
        value = canonical.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except ValueError as error:
        raise DamagedFile(
            f"Tệp {path.name} không đọc được ({error}).",
            f"Bản trước đó, nếu có, là {path.name}.old trong cùng thư mục; chép nó thành {path.name} rồi mở lại.",
        ) from error
    if not isinstance(value, dict):
        raise DamagedFile(f"Tệp {path.name} không đúng dạng.", "Chép lại bản .old hoặc bản sao lưu.")
    return value


def why(error: OSError, *, reading: bool = False) -> str:
    """The system's reason in plain Vietnamese words."""
    if reading and error.errno == errno.ENOENT:
        return "không có tệp hay thư mục này"
    if reading and error.errno in (errno.EACCES, errno.EPERM):
        return "không có quyền đọc"
    return _WHY.get(error.errno or 0) or f"hệ thống báo «{error.strerror or error}»"
