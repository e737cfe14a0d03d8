"""The book: one data folder with the files of one village, or of all villages of a commune.

Everything that changes the book goes through `commit` (edits made here) or `receive` (edits that came from elsewhere),
each of which is one durable save a village. Only one program at a time may hold the book for writing.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store import device as devices
from store import durable
from store.bookfile import Header, Image
from store.canonical import Value
from store.device import Device
from store.errors import BookError
from store.fields import is_bookkeeping, matters
from store.gate import checked, verified
from store.generations import newest, written
from store.lock import take_folder
from store.moves import Copies, elsewhere, lived, one, united
from store.people import Person, people
from store.records import Edit, Record, Side, heads, is_name, new_edit, random_name, recompute

if TYPE_CHECKING:
    from store.merge import Joined
    from store.profile import Commune, Village
    from store.reference import Reference
    from store.storage import VillageDB

VILLAGES = "villages"
OPEN_AT_ONCE = 4
"""Villages kept open: a five-year-old village of 1,000 people takes some 15 MB parsed, and a merged commune has 45."""


@dataclass(frozen=True, slots=True)
class Change:
    """An edit to be written. `record` None makes a new record with a random name.

    `row` is the digest of the list row it comes from. `derived` edits consist of their content alone (no author, time,
    month or `after`), so that the same list imported in two places gives the same edit. `seen` are the edits that the
    form had before it (default: the newest ones now).
    """

    record: str | None
    fields: Mapping[str, Value]
    row: str | None = None
    derived: bool = False
    seen: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which different values stand side by side. `name` is the person's, for showing."""

    record: str
    village: str
    field: str
    sides: list[Side]
    name: str

    @property
    def values(self) -> list[Value]:
        """The values that stand side by side."""
        return [side["value"] for side in self.sides]

    @property
    def matters(self) -> bool:
        """Whether money or identity depends on the field."""
        return matters(self.field)


class Book:
    """An open data folder; use it as a context manager, or `close` it."""

    def __init__(self, folder: Path, device: Device, *, write: bool) -> None:
        self.folder = folder
        self.device = device
        self.writable = write
        self._lock = take_folder(folder) if write else None
        self._open: OrderedDict[str, VillageDB] = OrderedDict()

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """Opens a data folder. Raises `BookError` where there is none, `Locked` if another program is writing in it."""
        if not durable.there_is(folder / devices.FILE):
            raise BookError(
                f"Chưa có sổ trong thư mục {folder}.",
                "Chạy «soansinh» để thiết lập lần đầu, hoặc «soansinh init»; nếu sổ ở nơi khác, dùng --data THƯ_MỤC.",
            )
        return cls(folder, devices.load(folder), write=write)

    def close(self) -> None:
        """Lets go of the files and of the lock."""
        self._open.clear()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What the folder is about

    @cached_property
    def commune(self) -> Commune:
        """The commune's profile (read once; `save_commune` replaces it)."""
        from store import profile  # 100 ms of pydantic, not needed to show the first screen

        return profile.load(self.folder)

    def save_commune(self) -> None:
        """Writes the profile as it is now."""
        from store import profile

        self._must_write()
        profile.save(self.folder, self.commune)
        self.__dict__.pop("reference", None)

    @cached_property
    def reference(self) -> Reference:
        """The dated reference data with the commune's overrides."""
        from store import reference

        try:
            return reference.load(self.commune.reference or None)
        except reference.BadReference as error:
            raise BookError(
                f"Tệp commune.json có chỗ sai trong mục «reference»: {error}",
                "Sửa chỗ đó rồi mở lại; sổ không bị đụng tới.",
            ) from error

    @property
    def month(self) -> str:
        """The working month, as `2026-03`."""
        return self.device.month or devices.clock_month()

    def villages(self) -> list[Village]:
        """The villages of this folder in natural order; a village laptop has its own one only."""
        from store.vietnamese.order import natural_key

        found = [v for v in self.commune.villages if self.device.role == "commune" or v.slug == self.device.village]
        return sorted(found, key=lambda v: natural_key(v.name))

    # Reading

    def path(self, village: str) -> Path:
        """The file of a village, by slug."""
        return self.folder / VILLAGES / f"{village}.json"

    def image(self, village: str) -> Image:
        """A village's image: the open one, or read for this call only. An empty one where nothing is written yet."""
        known = self._open.get(village)
        if known is not None:
            return known.store.image
        if not self._has_file(village):
            return Image(self._fresh(village))
        return newest(self.path(village))

    def _has_file(self, village: str) -> bool:
        return written(self.path(village))

    def records(self, village: str, kind: str | None = None) -> Iterator[tuple[str, Record]]:
        """The records of a village by name, all or of one kind."""
        for name, record in self.image(village).records():
            if kind is None or record["now"].get("kind") == kind:
                yield name, record

    def people(self, village: str | None = None, *, ended: bool = False) -> list[Person]:
        """The beneficiaries of one village (by slug) or of all, in no order; `ended` adds those who no longer draw."""
        copies: dict[str, list[Person]] = {}
        names = {place.slug: place.name for place in self.villages()}
        for slug, name in names.items():
            if village in (None, slug):
                for person in people(self.records(slug), slug, name):
                    copies.setdefault(person.record, []).append(person)
        found = (same[0] if village else self._one(same, names) for same in copies.values())
        return [person for person in found if ended or not person.ended]

    def _one(self, same: list[Person], names: Mapping[str, str]) -> Person:
        """One person of the copies in several villages' files (design section 3)."""
        if len(same) == 1 and same[0].now.get("village") in (None, same[0].village):
            return same[0]
        return one(same, self.record(same[0].record), names)

    def where(self, record: str) -> str:
        """The slug of the village in whose file a record lives. Raises `BookError` for an unknown record.

        A person who moved stands in two files; the one that the record itself names is given.
        """
        copies = self._copies(record)
        home = united(list(copies.values()))["now"].get("village") if len(copies) > 1 else None
        return str(home) if home in copies else next(iter(copies))

    def record(self, record: str) -> Record:
        """The record of that name, as all the files that hold it say. Raises `BookError` for an unknown one."""
        return united(list(self._copies(record).values()))

    def _copies(self, record: str) -> dict[str, Record]:
        """The record as each village's file has it. Raises `BookError` for an unknown one."""
        images = ((v.slug, self.image(v.slug)) for v in self.villages())
        copies = {slug: image.record(record) for slug, image in images if record in image.lines}
        if not copies:
            raise BookError(f"Không có hồ sơ «{record}» trong sổ.", "Xem lại mã hồ sơ bằng «soansinh list».")
        return copies

    def person(self, record: str) -> Person:
        """The beneficiary of that name, with what is linked. Raises `BookError` for an unknown one."""
        names = {v.slug: v.name for v in self.villages()}
        found = (p for slug in self._copies(record) for p in people(self.records(slug), slug, names[slug]))
        same = [person for person in found if person.record == record]
        if not same:
            raise BookError(f"Hồ sơ «{record}» không phải đối tượng hưởng.", "")
        return self._one(same, names)

    def find(self, start: str) -> str:
        """The full record name for its beginning (4 characters or more). Raises `BookError` unless exactly one fits."""
        if is_name(start):
            return start
        fits = {n for v in self.villages() for n in self.image(v.slug).lines if len(start) >= 4 and n.startswith(start)}
        if len(fits) != 1:
            said = "không có hồ sơ nào" if not fits else f"có {len(fits)} hồ sơ"
            raise BookError(f"Mã «{start}»: {said} bắt đầu như vậy.", "Xem mã hồ sơ bằng «soansinh list».")
        return fits.pop()

    def conflicts(self, village: str | None = None) -> list[Conflict]:
        """Every field with values side by side that a person can settle, by village, person and field."""
        out: dict[tuple[str, str], Conflict] = {}
        for place in self.villages():
            if village in (None, place.slug):
                for name, copy in self.records(place.slug):
                    moved = copy["conflicts"] and len(lived(copy)) > 1
                    record = self.record(name) if moved else copy
                    for field, sides in record["conflicts"].items():
                        if is_bookkeeping(field):
                            continue
                        shown = str(record["now"].get("name") or record["now"].get("number") or "")
                        out.setdefault((name, field), Conflict(name, place.slug, field, sides, shown))
        return list(out.values())

    # Writing

    def commit(
        self, village: str, changes: Sequence[Change], *, month: str | None = None, reason: str | None = None
    ) -> list[str]:
        """Writes edits of one village in one durable save, all or none; gives the names of the records, in order.

        Fields that already hold the value are left out, an edit that says nothing new is not made. Raises `FieldError`
        for a value that its field cannot hold and `BookError` when the file cannot be written.
        """
        db = self._db(village)
        staged: dict[str, Record] = {}
        names: list[str] = []
        for change in changes:
            name = change.record or random_name()
            if not is_name(name) or name in db.store.image.purged:
                raise BookError(
                    f"Không ghi được hồ sơ «{name}»: mã không hợp lệ, hoặc hồ sơ đã xóa theo luật.", "Sổ không đổi."
                )
            names.append(name)
            before = staged.get(name) or (db.store.image.record(name) if name in db.store.image.lines else None)
            edit = self._edit(change, before, month or self.month, reason)
            if edit is not None:
                edits = dict(before["edits"]) if before else {}
                edits[verified(name, edit)] = edit
                staged[name] = recompute(edits)
        if staged:
            staged = self._whole(village, staged, db.store.image)
            homes, others = elsewhere(village, staged, db.store.image, self._known())
            self._write_elsewhere(homes)
            with db.store.one_save():
                db.records.put(staged)
            self._mirror(others)
        return names

    def _edit(self, change: Change, before: Record | None, month: str, reason: str | None) -> Edit | None:
        """The edit of a change, or None where it would say nothing new."""
        fields = dict(change.fields)
        kind = fields.get("kind") or (before["now"].get("kind") if before else None)
        if fields:
            fields = checked(str(kind), fields)
        if not change.derived and before is not None and change.seen is None:
            now, open_ = before["now"], before["conflicts"]
            fields = {
                k: v
                for k, v in fields.items()
                if k in open_ or k not in now or now[k] != v or type(now[k]) is not type(v)
            }
            fields = {k: v for k, v in fields.items() if v is not None or now.get(k) is not None or k in open_}
        if before is None:
            fields = {k: v for k, v in fields.items() if v is not None}
        if not fields:
            return None
        if change.derived:
            return new_edit(fields, row=change.row)
        after = change.seen if change.seen is not None else heads(before["edits"]) if before else ()
        return new_edit(
            fields, by=self.device.by(), at=devices.clock(), month=month, after=after, reason=reason, row=change.row
        )

    def change(
        self, record: str, fields: Mapping[str, Value], *, seen: Sequence[str] | None = None, reason: str | None = None
    ) -> None:
        """One edit of one record. `seen`: the newest edits when the form was opened."""
        self.commit(self.where(record), [Change(record, fields, seen=seen)], reason=reason)

    def resolve(self, record: str, field: str, value: Value, reason: str | None = None) -> None:
        """Ends a conflict: an ordinary edit that knows all sides. Raises `BookError` if the field is not in conflict."""
        if field not in self.record(record)["conflicts"]:
            raise BookError(f"Mục «{field}» của hồ sơ {record} không có xung đột.", "Xem «soansinh conflicts».")
        self.change(record, {field: value}, reason=reason)

    def take(self, village: str, other: Image) -> Joined:
        """Joins another copy of a village's book into this one, in one durable save."""
        return self.take_all(village, [other])[0]

    def take_all(self, village: str, others: Sequence[Image]) -> list[Joined]:
        """Joins several copies in one durable save; gives what each brought."""
        db = self._db(village)
        with db.store.one_save():
            out = db.store.join(others)
            image = db.store.image
            touched = {name for joined in out for name in (*joined.new, *joined.changed) if name in image.lines}
            records = {name: image.record(name) for name in touched}
            whole = self._whole(village, records, image)
            heard = {name: record for name, record in whole.items() if record is not records.get(name)}
            if heard:
                db.records.put(heard)
            homes, copies = elsewhere(village, whole, image, self._known())
            self._write_elsewhere(homes)
        self._mirror(copies)
        return out

    def _known(self) -> set[str]:
        return {v.slug for v in self.villages()}

    def _whole(self, village: str, touched: Mapping[str, Record], image: Image) -> dict[str, Record]:
        """The touched records with what other villages' files know of them. These files differ where one of them was
        brought back from a backup or a save was cut off between them."""
        whole = dict(touched)
        for copies in elsewhere(village, touched, image, self._known()):
            for place, records in copies.items():
                with contextlib.suppress(BookError):  # a home that cannot be read is told when it is written
                    there = self._db(place).store.image
                    for name in records.keys() & there.lines.keys():
                        mine = whole.get(name, records[name])
                        both = united([mine, there.record(name)])
                        if len(both["edits"]) > len(mine["edits"]):
                            whole[name] = both
        return whole

    def _write_elsewhere(self, copies: Copies) -> None:
        """Joins records of one village into the files of others."""
        for place, records in copies.items():
            copy = Image(self._fresh(place))
            for name, record in records.items():
                copy.put(name, record)
            db = self._db(place)
            with db.store.one_save():
                db.store.join([copy])

    def _mirror(self, copies: Copies) -> None:
        """The same for villages that people left long ago. Their own village's file, which counts, is written already, and
        the next edit brings everything again; so a failure here is no failure of the change."""
        for place, records in copies.items():
            with contextlib.suppress(BookError):
                self._write_elsewhere({place: records})

    def _db(self, village: str) -> VillageDB:
        from store.storage import VillageDB  # TinyDB is only needed to write

        self._must_write()
        if all(village != known.slug for known in self.commune.villages):
            raise BookError(f"Sổ này không có thôn «{village}».", "Sổ không đổi.")
        if village in self._open:
            self._open.move_to_end(village)
            return self._open[village]
        db = VillageDB(self.path(village), None if self._has_file(village) else self._fresh(village))
        self._open[village] = db
        if len(self._open) > OPEN_AT_ONCE:
            self._open.popitem(last=False)
        return db

    def begin_anew(self, village: str) -> None:
        """Opens a village as if nothing were written yet; the first save replaces its files. For `salvage.rescue`, which
        keeps copies of what cannot be read."""
        from store.storage import VillageDB

        self._must_write()
        self._open[village] = VillageDB(self.path(village), self._fresh(village))

    def _fresh(self, village: str) -> Header:
        return Header(commune=self.commune.commune, village=village, village_name=self.commune.village_name(village))

    def _must_write(self) -> None:
        if not self.writable:
            raise BookError("Sổ đang mở chỉ để đọc.", "")
