"""Every touch of a disk in the program, in one place, so that faults can be put in its way.

`Disk` holds the few primitive calls; `current()` is the one in use, and `using(other)` replaces it for a while: the
tests' simulated disks cut the power between calls, fill up, fail the n-th fsync or forget what was not synced. What is
*not* promised: that a drive's own controller wrote what it said it wrote. Hence the read-back in `store.durable`, the
checksum in every file and the older generations beside it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WINDOWS = os.name == "nt"
_BUSY = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation. A virus scanner or the indexer holds the file briefly."""


class Disk:
    """The primitive calls, on the machine's own file system. All raise `OSError`."""

    def read(self, path: Path) -> bytes:
        """The whole file."""
        return path.read_bytes()

    def head(self, path: Path, count: int) -> bytes:
        """The first bytes of the file."""
        with path.open("rb") as file:
            return file.read(count)

    def size(self, path: Path) -> int:
        """Length of the file in bytes."""
        return path.stat().st_size

    def exists(self, path: Path) -> bool:
        """Whether there is a file or folder of that name."""
        return path.exists()

    def is_dir(self, path: Path) -> bool:
        """Whether that is a folder."""
        return path.is_dir()

    def names(self, folder: Path) -> list[str]:
        """Names of what is in a folder, in no order."""
        return os.listdir(folder)

    def make_dir(self, folder: Path) -> None:
        """Makes a folder and those above it, if need be."""
        folder.mkdir(parents=True, exist_ok=True)

    def create(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        """Writes a file, every byte, and syncs it. `exclusive`: fails where the name is taken."""
        flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if exclusive else os.O_TRUNC) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
            self._forget(handle)
        finally:
            os.close(handle)

    def sync(self, path: Path) -> None:
        """Syncs a file that is there already."""
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    @staticmethod
    def _forget(handle: int) -> None:
        """Drops the file from the cache, so that reading it back asks the drive (works only after fsync)."""
        advise = getattr(os, "posix_fadvise", None)
        if advise is not None:
            with contextlib.suppress(OSError):  # some file systems do not know the call; the read-back still compares
                advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)

    def replace(self, source: Path, target: Path) -> None:
        """Renames over an existing name."""
        _patiently(lambda: os.replace(source, target))

    def remove(self, path: Path) -> None:
        """Removes a file."""
        _patiently(lambda: os.unlink(path))

    def sync_dir(self, folder: Path) -> None:
        """Syncs the folder's own entries, where the system can (not on Windows, nor on some network mounts)."""
        if WINDOWS:
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            os.close(handle)


def _patiently(act: Callable[[], None]) -> None:
    """Tries again for about 2.5 s while another Windows program holds the file."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, 0.8, None):
        try:
            act()
            break
        except OSError as error:
            if pause is None or getattr(error, "winerror", None) not in _BUSY:
                raise
            time.sleep(pause)


_current = Disk()


def current() -> Disk:
    """The disk in use."""
    return _current


@contextlib.contextmanager
def using(other: Disk) -> Iterator[Disk]:
    """Uses another disk inside the block."""
    global _current
    before, _current = _current, other
    try:
        yield other
    finally:
        _current = before
