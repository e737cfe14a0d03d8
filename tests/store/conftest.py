"""Folders with a book in them, on the real disk and on one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from simbooks import make_folder, no_lock
from simdisks import MemoryDisk

from store import disk
from store.book import Book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A commune of two villages on the real disk."""
    return make_folder(tmp_path / "xa")


@pytest.fixture
def book(folder: Path) -> Iterator[Book]:
    with Book.open(folder, write=True) as opened:
        yield opened


@pytest.fixture
def memory() -> Iterator[MemoryDisk]:
    """A disk in memory, in use while the test runs; books on it need no lock."""
    with disk.using(MemoryDisk()) as there, no_lock():
        assert isinstance(there, MemoryDisk)
        yield there
