"""Disks that exist in memory only: one that just works, one that fails on purpose, one whose power can be cut."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from store.disk import Disk


def _error(code: int, path: Path | str) -> OSError:
    return OSError(code, os.strerror(code), str(path))


class MemoryDisk(Disk):
    """Files in a dictionary; folders are made as needed and remembered."""

    def __init__(self, files: dict[Path, bytes] | None = None) -> None:
        self.files: dict[Path, bytes] = dict(files or {})
        self.folders: set[Path] = set()
        for path in self.files:
            self.make_dir(path.parent)

    def read(self, path: Path) -> bytes:
        if path in self.folders:
            raise _error(errno.EISDIR, path)
        if path not in self.files:
            raise _error(errno.ENOENT, path)
        return self.files[path]

    def head(self, path: Path, count: int) -> bytes:
        return self.read(path)[:count]

    def size(self, path: Path) -> int:
        return 4096 if path in self.folders else len(self.read(path))

    def exists(self, path: Path) -> bool:
        return path in self.files or path in self.folders

    def is_dir(self, path: Path) -> bool:
        return path in self.folders

    def names(self, folder: Path) -> list[str]:
        if folder not in self.folders:
            raise _error(errno.ENOENT, folder)
        return [p.name for p in (*self.files, *self.folders) if p.parent == folder and p != folder]

    def make_dir(self, folder: Path) -> None:
        for place in (folder, *folder.parents):
            if place in self.files:
                raise _error(errno.EEXIST, place)
            self.folders.add(place)

    def create(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        if path in self.folders:
            raise _error(errno.EISDIR, path)
        if path.parent not in self.folders:
            raise _error(errno.ENOENT, path)
        if exclusive and path in self.files:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        self.files[path] = bytes(data)

    def replace(self, source: Path, target: Path) -> None:
        if source not in self.files:
            raise _error(errno.ENOENT, source)
        self.files[target] = self.files.pop(source)

    def remove(self, path: Path) -> None:
        if path not in self.files:
            raise _error(errno.ENOENT, path)
        del self.files[path]

    def sync(self, path: Path) -> None:
        self.read(path)

    def sync_dir(self, folder: Path) -> None:
        if folder not in self.folders:
            raise _error(errno.ENOENT, folder)

    def copy_tree(self, source: Path, target: Path) -> None:
        """Copies a folder as a person does with a file manager."""
        self.drop_tree(target)
        self.make_dir(target)
        for path, data in list(self.files.items()):
            if source in path.parents:
                there = target / path.relative_to(source)
                self.make_dir(there.parent)
                self.files[there] = data

    def drop_tree(self, folder: Path) -> None:
        """Removes a folder with all that is in it."""
        self.files = {p: d for p, d in self.files.items() if folder not in p.parents}
        self.folders = {p for p in self.folders if p != folder and folder not in p.parents}


@dataclass
class Call:
    """One call that a disk saw."""

    what: str
    path: Path
    exclusive: bool = False


class FaultyDisk(Disk):
    """Passes calls on to another disk and lets `fault` spoil them.

    `fault(call, number)` is asked before each call with its running number; it may raise. `half_written` makes a failing
    `create` leave the first half of the data behind, as a full disk does. `garble` alters what is read.
    """

    def __init__(self, under: Disk) -> None:
        self.under = under
        self.calls: list[Call] = []
        self.fault: Callable[[Call, int], None] = lambda call, number: None
        self.after: Callable[[Call, int], None] = lambda call, number: None
        self.half_written = False
        self.garble: Callable[[Path, bytes], bytes] = lambda path, data: data

    def _seen(self, what: str, path: Path, exclusive: bool = False) -> tuple[Call, int]:
        call = Call(what, path, exclusive)
        self.calls.append(call)
        self.fault(call, len(self.calls))
        return call, len(self.calls)

    def read(self, path: Path) -> bytes:
        self._seen("read", path)
        return self.garble(path, self.under.read(path))

    def head(self, path: Path, count: int) -> bytes:
        self._seen("head", path)
        return self.garble(path, self.under.head(path, count))

    def size(self, path: Path) -> int:
        self._seen("size", path)
        return self.under.size(path)

    def exists(self, path: Path) -> bool:
        self._seen("exists", path)
        return self.under.exists(path)

    def is_dir(self, path: Path) -> bool:
        self._seen("is_dir", path)
        return self.under.is_dir(path)

    def names(self, folder: Path) -> list[str]:
        self._seen("names", folder)
        return self.under.names(folder)

    def make_dir(self, folder: Path) -> None:
        self._seen("make_dir", folder)
        self.under.make_dir(folder)

    def create(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        try:
            call, number = self._seen("create", path, exclusive)
        except OSError:
            if self.half_written and not (exclusive and self.under.exists(path)):
                self.under.create(path, data[: len(data) // 2], exclusive=exclusive)
            raise
        self.under.create(path, data, exclusive=exclusive)
        self.after(call, number)

    def replace(self, source: Path, target: Path) -> None:
        call, number = self._seen("replace", target)
        self.under.replace(source, target)
        self.after(call, number)

    def remove(self, path: Path) -> None:
        self._seen("remove", path)
        self.under.remove(path)

    def sync(self, path: Path) -> None:
        self._seen("sync", path)
        self.under.sync(path)

    def sync_dir(self, folder: Path) -> None:
        self._seen("sync_dir", folder)
        self.under.sync_dir(folder)


class PowerCut(BaseException):
    """The lights went out. No `except OSError` may catch it."""


@dataclass(eq=False)
class _Inode:
    safe: list[bytes] = field(default_factory=lambda: [b""])
    """What the drive may show after a cut; one entry once it is synced."""
    now: bytes = b""


@dataclass
class _Entry:
    """A change of a folder that is not known to be on the drive yet."""

    name: Path
    inode: _Inode | None
    gone: Path | None = None


class CrashDisk(MemoryDisk):
    """A disk whose power goes at the `cut_at`-th step (1 is the first); without it, it counts the steps.

    Data is on the drive only once it was synced, and names only once their folder was. After a cut, `aftermaths` gives
    every disk that may be found: any subset of the unsynced changes of names, crossed with unsynced data that is all
    there, not there, cut short, or zeros (NTFS).
    """

    def __init__(self, files: dict[Path, bytes] | None = None, cut_at: int | None = None) -> None:
        super().__init__(files)
        self.inodes = {path: _Inode([data], data) for path, data in self.files.items()}
        self.durable: dict[Path, _Inode] = dict(self.inodes)
        self.pending: list[_Entry] = []
        self.cut_at = cut_at
        self.steps = 0
        self.trace: list[str] = []

    def _step(self, what: str) -> None:
        self.steps += 1
        self.trace.append(what)
        if self.cut_at is not None and self.steps >= self.cut_at:
            raise PowerCut(what)

    def create(self, path: Path, data: bytes, *, exclusive: bool) -> None:
        if self.cut_at is not None and self.steps >= self.cut_at:
            raise PowerCut
        super().create(path, data, exclusive=exclusive)
        self._step(f"before open {path.name}")
        inode = self.inodes.get(path)
        if inode is None:
            inode = self.inodes[path] = _Inode()
            self.pending.append(_Entry(path, inode))
        else:
            inode.safe = [inode.now, b""]
        self._step(f"opened {path.name}")
        half = data[: len(data) // 2]
        inode.safe += [half, bytes(len(half))]
        self._step(f"half of {path.name}")
        inode.safe += [data, bytes(len(data)), data[:-1], data[:-100] + bytes(100)]
        self._step(f"written {path.name}, not synced")
        inode.safe = [bytes(data)]
        inode.now = bytes(data)
        self._step(f"synced {path.name}")

    def replace(self, source: Path, target: Path) -> None:
        self._step(f"before rename to {target.name}")
        super().replace(source, target)
        inode = self.inodes.pop(source)
        self.inodes[target] = inode
        self.pending.append(_Entry(target, inode, gone=source))
        self._step(f"renamed to {target.name}")

    def remove(self, path: Path) -> None:
        self._step(f"before removing {path.name}")
        super().remove(path)
        self.inodes.pop(path)
        self.pending.append(_Entry(path, None))
        self._step(f"removed {path.name}")

    def sync(self, path: Path) -> None:
        self._step(f"before syncing {path.name}")
        super().sync(path)
        self.inodes[path].safe = [self.inodes[path].now]
        self._step(f"synced {path.name}")

    def sync_dir(self, folder: Path) -> None:
        super().sync_dir(folder)
        self._step(f"before syncing {folder.name}")
        kept = []
        for entry in self.pending:
            if entry.name.parent == folder:
                self._apply(self.durable, entry)
            else:
                kept.append(entry)
        self.pending = kept
        self._step(f"synced {folder.name}")

    @staticmethod
    def _apply(names: dict[Path, _Inode], entry: _Entry) -> None:
        if entry.gone is not None:
            names.pop(entry.gone, None)
        if entry.inode is None:
            names.pop(entry.name, None)
        else:
            names[entry.name] = entry.inode

    def aftermaths(self) -> Iterator[MemoryDisk]:
        """Every disk that may be found when the power is back."""
        seen: set[tuple[tuple[Path, bytes], ...]] = set()
        for picked in itertools.product((True, False), repeat=len(self.pending)):
            names = dict(self.durable)
            for entry, kept in zip(self.pending, picked, strict=True):
                if kept:
                    self._apply(names, entry)
            torn = [(path, inode.safe) for path, inode in names.items()]
            for contents in itertools.product(*(safe for _, safe in torn)):
                found = tuple(sorted(zip((path for path, _ in torn), contents, strict=True)))
                if found not in seen:
                    seen.add(found)
                    disk = MemoryDisk(dict(found))
                    disk.folders |= self.folders
                    yield disk
