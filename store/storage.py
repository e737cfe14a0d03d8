"""The village file under TinyDB: a storage that cannot leave half a book behind.

TinyDB's own JSON storage rewrites its file in place and was left unreadable by simulated power cuts. This one keeps an
image in memory, writes through `durable.save`, and on loading takes the whole copy with the highest save number among
the file, its `.new` and its `.old`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store import bookfile, durable
from store.bookfile import Header, Image
from store.generations import newest_at
from store.merge import Joined, join_all
from store.records import Record

RECORDS = "records"


class VillageStorage(Storage):
    """One village's file. Raises `DamagedFile` or `NewerFormat` when no generation of it can be read."""

    def __init__(self, path: Path, fresh: Header | None = None) -> None:
        self.path = path
        self.image = Image(fresh) if fresh is not None else self._load()
        self._undo: dict[str, bytes | None] | None = None

    def _load(self) -> Image:
        image, place = newest_at(self.path)
        if place == durable.generations(self.path)[1]:
            durable.finish(self.path)
        return image

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables as TinyDB wants them; the records are the image's own objects and are not to be changed."""
        return {RECORDS: cast(dict[str, Any], self.image.parsed())}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes in the records that were put, and saves unless a `one_save` block is open."""
        for name, record in data.get(RECORDS, {}).items():
            if not self.image.is_own(name, record):
                self._put(name, cast(Record, record))
        if self._undo is None:
            self.save()

    def join(self, others: Sequence[Image]) -> list[Joined]:
        """Joins other copies of the book into this one; the caller has a `one_save` block open."""
        if self._undo is not None:
            for name in set().union(*(other.purged for other in others)) & self.image.lines.keys():
                self._undo.setdefault(name, self.image.lines[name])
        return join_all(self.image, others, put=self._put)

    def _put(self, name: str, record: Record) -> None:
        if self._undo is not None:
            self._undo.setdefault(name, self.image.lines.get(name))
        self.image.put(name, record)

    @contextlib.contextmanager
    def one_save(self) -> Iterator[None]:
        """Everything put inside the block is saved together at its end, or, if anything fails, nothing of it stays."""
        self._undo = {}
        purged = set(self.image.purged)
        try:
            yield
            if self._undo or self.image.purged != purged:
                self.save()
        except BaseException:
            self._roll_back(self._undo, purged)
            raise
        finally:
            self._undo = None

    def _roll_back(self, undo: dict[str, bytes | None], purged: set[str]) -> None:
        for name, line in undo.items():
            if line is None:
                self.image.lines.pop(name, None)
            else:
                self.image.lines[name] = line
        self.image.purged = purged
        self.image.forget()

    def save(self) -> None:
        """Writes the file durably under the next save number. Raises `BookError`; the file then is as it was."""
        before = self.image.header
        self.image.header = replace(before, save_no=before.save_no + 1)
        try:
            durable.save(self.path, bookfile.dump(self.image))
        except BaseException:
            self.image.header = before
            raise


class RecordTable(Table):
    """The table of records. Records are only ever put whole: what they say is a set of edits, never overwritten."""

    document_id_class = str  # type: ignore[assignment]

    def put(self, records: Mapping[str, Record]) -> None:
        """Sets these records, in one save."""
        self._update_table(cast(Callable[[dict[int, Mapping[str, Any]]], None], lambda table: table.update(records)))

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("a record is put whole; its edits are never changed in place")

    insert = insert_multiple = update = update_multiple = upsert = remove = truncate = _refuse


class VillageDB(TinyDB):
    """The TinyDB of one village file, with its one table of records."""

    table_class = RecordTable

    def __init__(self, path: Path, fresh: Header | None = None) -> None:
        super().__init__(path, fresh, storage=VillageStorage)

    @property
    def store(self) -> VillageStorage:
        """The storage under the tables."""
        return cast(VillageStorage, self.storage)

    @property
    def records(self) -> RecordTable:
        """The table of records, by record name."""
        return cast(RecordTable, self.table(RECORDS, cache_size=0))
