"""One writer a folder: a lock that the system frees by itself when the program that holds it dies."""

from __future__ import annotations

import contextlib
from pathlib import Path

from store.errors import BookError, Locked

FILE = ".lock"


def take_folder(folder: Path) -> contextlib.ExitStack:
    """Takes the folder for writing, for as long as the stack is open. Raises `Locked`."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / FILE, thread_local=False)  # a worker thread may close the book
    try:
        lock.acquire(timeout=1)
    except Timeout:
        raise Locked(
            f"Một chương trình khác đang mở sổ trong {folder} để ghi.",
            "Sổ không bị đụng tới. Đóng cửa sổ Sổ An Sinh kia rồi thử lại.",
        ) from None
    except OSError as error:
        raise BookError(f"Không ghi được vào thư mục {folder}.", "Kiểm tra quyền ghi của thư mục.") from error
    stack = contextlib.ExitStack()
    stack.callback(lock.release)
    return stack
