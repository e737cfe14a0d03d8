"""Putting a finished workbook in its place: whole or not at all, and never a half-written file under its name.

Not `store.durable.save`: that keeps the file before as `.old`, and a folder of lists that is handed on must hold no
older lists of people. A list can always be written again.
"""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from store import disk
from store.durable import why
from store.errors import BookError

_SAFE = "Sổ vẫn nguyên vẹn; các danh sách khác đã ghi xong vẫn dùng được."


def replace(path: Path, data: bytes) -> None:
    """Writes the file under a temporary name in the same folder, reads it back and renames it over the old one.

    Raises `BookError` when it could not be done; a file that was there is then as it was.
    """
    there = disk.current()
    new = path.with_name(path.name + ".new")
    try:
        there.make_dir(path.parent)
        there.create(new, data, exclusive=False)
        if there.read(new) != data:
            raise BookError(f"Đọc lại tệp {path.name} thấy khác với điều vừa ghi: ổ đĩa có thể đã hỏng.", _SAFE)
        there.replace(new, path)
        there.sync_dir(path.parent)
    except OSError as error:
        _remove(new)
        raise _refused(path, error) from error
    except BookError:
        _remove(new)
        raise


def _remove(new: Path) -> None:
    with contextlib.suppress(OSError):  # the drive is gone or full; the list's own name is not touched either way
        disk.current().remove(new)


def _refused(path: Path, error: OSError) -> BookError:
    if isinstance(error, PermissionError) or error.errno in (errno.EACCES, errno.EPERM):
        return BookError(
            f"Không ghi được {path.name}: tệp đang mở trong Excel, hoặc thư mục không cho ghi.",
            f"Đóng tệp {path.name} trong Excel rồi xuất lại, hoặc chọn thư mục khác. {_SAFE}",
        )
    return BookError(f"Không ghi được {path.name}: {why(error)}.", f"Chọn thư mục khác rồi xuất lại. {_SAFE}")
