"""Files between village and commune: hand in, receive, hand out.

A handed-in file is the village's own file under a new name each time (`luong-ngoc_000012.json`), because on a stick
nothing is ever renamed or overwritten. Receiving reads such files whole, checks them, and joins what they hold; any
order, any repetition and old copies after new ones all give the same book.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from store import bookfile, device, disk, durable
from store.book import Book, Change
from store.bookfile import Header, Image
from store.canonical import Value
from store.errors import BookError, DamagedFile, FieldError
from store.fields import parse_name
from store.merge import Joined, join_all
from store.records import derived_name
from store.salvage import rescue
from store.vietnamese.naming import of_village
from store.vietnamese.text import fold

if TYPE_CHECKING:
    from store.profile import Commune

KEPT_ON_STICK = 3
FILE_LIMIT = 2_000
"""Files looked at in one folder; a stick with more is somebody's photo collection."""

State = Literal["joined", "nothing-new", "damaged", "newer", "foreign"]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was written for the other side: the file, the number of the hand-in, and counts."""

    path: Path
    village: str
    number: int
    people: int
    save_no: int


@dataclass(slots=True)
class Received:
    """What became of one file. `note` is said to the person: what happened and what to do."""

    path: Path
    state: State
    village: str = ""
    village_name: str = ""
    joined: Joined = field(default_factory=Joined)
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether the file could be taken in."""
        return self.state in ("joined", "nothing-new")


def month_record(village: str, month: str) -> str:
    """The name of a village's record of one month, the same on every machine."""
    return derived_name("month", village, month)


def hand_in(book: Book, village: str, to: Path, *, unchanged: bool = False) -> HandedIn:
    """Notes the hand-in in the month's record and writes the village's file to a folder under a new name.

    Raises `BookError` when the folder cannot be written; the village's own book is then as good as before.
    """
    name = month_record(village, book.month)
    image = book.image(village)
    known = image.record(name)["now"] if name in image.lines else {}
    before = known.get("hand_in.number")
    number = before + 1 if isinstance(before, int) else 1
    fields: dict[str, Value] = {"kind": "month", "village": village, "month": book.month, "hand_in.number": number}
    book.commit(village, [Change(name, {**fields, "hand_in.at": device.clock(), "hand_in.unchanged": unchanged})])
    return _write_out(book, village, to, number)


def hand_out(book: Book, village: str, to: Path) -> HandedIn:
    """Writes the joined village back for the village's laptop; the book itself does not change."""
    name = month_record(village, book.month)
    image = book.image(village)
    number = image.record(name)["now"].get("hand_in.number") if name in image.lines else 0
    return _write_out(book, village, to, number if isinstance(number, int) else 0)


def _write_out(book: Book, village: str, to: Path, number: int) -> HandedIn:
    image = book.image(village)
    data = bookfile.dump(image)
    path = _write_new(to, village, image.header.save_no, data)
    _keep_newest(to, path, image)
    counted = sum(not p.ended for p in book.people(village))
    return HandedIn(path, village, number, counted, image.header.save_no)


def _write_new(to: Path, village: str, save_no: int, data: bytes) -> Path:
    """Writes under the first free name; a copy with the same bytes is there already and is enough."""
    for turn in range(100):
        path = to / f"{village}_{save_no:06d}{f'-{turn}' if turn else ''}.json"
        try:
            durable.save_new(path, data)
            return path
        except FileExistsError:
            with contextlib.suppress(DamagedFile):  # a name that cannot be read is as good as taken
                if durable.read(path) == data:
                    return path
    raise BookError(
        f"Thư mục {to} có quá nhiều tệp của thôn này.", "Dọn bớt tệp cũ rồi thử lại. Sổ trong máy vẫn nguyên vẹn."
    )


def _keep_newest(to: Path, written: Path, image: Image) -> None:
    """Removes this village's older files from the folder, except the three newest whole ones.

    Only what the written file holds all of may go: the commune's and the village's files can lie on one stick, and what
    the village handed in may not have been received yet.
    """
    there = disk.current()
    village = image.header.village
    pattern = re.compile(rf"{re.escape(village)}_\d{{6,}}(-\d+)?\.json")
    ours: list[tuple[int, Path]] = []
    with contextlib.suppress(OSError):  # tidying only: the new file is written and checked
        for name in there.names(to):
            if pattern.fullmatch(name) and to / name != written:
                try:
                    other = bookfile.parse(durable.read(to / name), name)
                except BookError:
                    continue  # not readable: somebody may still want to salvage it
                if other.header.village == village and _holds_all(image, other):
                    ours.append((other.header.save_no, to / name))
        for _, path in sorted(ours, reverse=True)[KEPT_ON_STICK - 1 :]:
            there.remove(path)


def _holds_all(image: Image, other: Image) -> bool:
    told = join_all(image.copy(), [other])[0]
    return not (told.anything or told.refused)


def candidates(paths: Iterable[Path]) -> list[Path]:
    """The files to receive: the named ones, and in a named folder (or its `villages`) every `.json` that is a file.

    Raises `BookError` for a path that is not there, and for a folder with nothing in it.
    """
    out: list[Path] = []
    for path in paths:
        if not durable.present(path):
            raise BookError(f"Không có {path}.", "Kiểm tra USB đã cắm chưa và đường dẫn. Sổ trong máy không đổi.")
        if not _is_folder(path):
            out.append(path)
            continue
        found = _in_folder(path) or _in_folder(path / "villages")
        if not found:
            raise BookError(
                f"Thư mục {path} không có tệp sổ nào.", "Kiểm tra lại USB hoặc thư mục. Sổ trong máy không đổi."
            )
        out.extend(found)
    return out


def _is_folder(path: Path) -> bool:
    try:
        return disk.current().is_dir(path)
    except OSError as error:
        raise _unseen(path, error) from error


def _unseen(path: Path, error: OSError) -> BookError:
    return BookError(f"Không xem được {path}: {durable.why(error, reading=True)}.", "Sổ trong máy không đổi.")


def _in_folder(folder: Path) -> list[Path]:
    there = disk.current()
    if not _is_folder(folder):
        return []
    try:
        names = sorted(n for n in there.names(folder) if n.endswith(".json") and n not in _NOT_VILLAGES)
        return [folder / name for name in names[:FILE_LIMIT] if not there.is_dir(folder / name)]
    except OSError as error:
        raise _unseen(folder, error) from error


_NOT_VILLAGES = ("commune.json", "device.json")


def receive(book: Book, paths: Sequence[Path], *, dry_run: bool = False) -> list[Received]:
    """Joins every readable file into the book, one durable save a village; odd files never stop the others.

    `dry_run` says what would happen and changes nothing. Raises `BookError` only where nothing can be looked at at all
    or the own book cannot be written.
    """
    out: dict[Path, Received] = {}
    by_village: dict[str, list[Path]] = {}
    expected = book.commune.model_copy(deep=True)  # a header alone is not trusted enough to add a village
    for path in candidates(paths):
        try:
            header = bookfile.read_header(durable.head(path), str(path))
            by_village.setdefault(_own_village(book, expected, header, path), []).append(path)
            out[path] = Received(path, "nothing-new")  # keeps the order of the files
        except BookError as error:
            out[path] = _refused(path, error)
    for village, files in by_village.items():
        for one in _receive_village(book, village, files, dry_run=dry_run):
            out[one.path] = one
    return list(out.values())


def _receive_village(book: Book, village: str, files: Sequence[Path], *, dry_run: bool) -> Iterator[Received]:
    images: dict[Path, Image] = {}
    for path in files:
        try:
            images[path] = bookfile.parse(durable.read(path), str(path))
        except BookError as error:
            yield _refused(path, error)
    if images and not dry_run:
        village = _settled(book, village, images)
    if dry_run:
        joins = join_all(book.image(village).copy(), list(images.values()))
    else:
        if images:
            rescue(book, village)  # a copy from the village is what repairs a file that cannot be read here
        joins = book.take_all(village, list(images.values())) if images else []
    for (path, image), joined in zip(images.items(), joins, strict=True):
        yield _taken(path, village, image, joined)


def _settled(book: Book, village: str, images: Mapping[Path, Image]) -> str:
    """The slug of the village; one that the profile does not know is added, now that a whole file of it was read."""
    if any(v.slug == village for v in book.commune.villages):
        return village
    path, image = next(iter(images.items()))
    added = book.commune.add_village(_new_village(image.header, path))
    try:
        book.save_commune()
    except BookError:
        book.commune.villages.remove(added)
        raise
    return added.slug


def _refused(path: Path, error: BookError) -> Received:
    states: dict[str, State] = {"DamagedFile": "damaged", "NewerFormat": "newer"}
    return Received(path, states.get(type(error).__name__, "foreign"), note=str(error))


def _taken(path: Path, village: str, image: Image, joined: Joined) -> Received:
    state: State = "joined" if joined.anything else "nothing-new"
    if joined.refused:
        note = f"{len(joined.refused)} hồ sơ có chỗ không xác minh được, phần đó không nhận."
    elif not joined.anything:
        note = "Không có gì mới: tệp này đã nhận rồi, hoặc là bản cũ."
    else:
        note = _brought(image, joined)
    return Received(path, state, village, image.header.village_name, joined, note)


def _brought(image: Image, joined: Joined) -> str:
    """What a file brought, told in people; papers are accounts, recipients and the notes of the month."""

    def people(names: Sequence[str]) -> int:
        return sum(image.record(name)["now"].get("kind") == "beneficiary" for name in names)

    new, changed = people(joined.new), people(joined.changed)
    papers = len(joined.new) + len(joined.changed) - new - changed
    told = [f"{new} người mới"] * bool(new) + [f"{changed} người có thay đổi"] * bool(changed)
    told += [f"{papers} giấy tờ kèm theo"] * bool(papers) + [f"{joined.purged} hồ sơ phải xóa theo luật"] * bool(
        joined.purged
    )
    return f"Nhận {', '.join(told)}."


def _own_village(book: Book, expected: Commune, header: Header, path: Path) -> str:
    """The slug under which this folder keeps the file's village; an unknown one is added to `expected`.

    Raises `BookError` for a file of somebody else.
    """
    if fold(header.commune) != fold(book.commune.commune):
        raise BookError(
            f"Tệp {path} là sổ của xã {header.commune}, không phải xã {book.commune.commune}.",
            "Không nhận gì từ tệp này.",
        )
    named = next((v for v in expected.villages if v.name == header.village_name), None)
    known = named or next((v for v in expected.villages if v.slug == header.village), None)
    if book.device.role == "village":
        if known is None or known.slug != book.device.village:
            own = book.commune.village_name(book.device.village)
            raise BookError(
                f"Tệp {path} là sổ {of_village(header.village_name)}, máy này giữ sổ {of_village(own)}.",
                "Không nhận gì từ tệp này.",
            )
        return known.slug
    known = known or expected.add_village(_new_village(header, path))
    if known.slug != header.village:
        # The records themselves carry the slug; under another one their people would seem to have moved away.
        raise BookError(
            f"Tệp {path}: máy của {of_village(header.village_name)} dùng mã «{header.village}», ở xã mã của thôn này là "
            f"«{known.slug}» (có thôn khác tên gần giống, hoặc thôn đã đổi tên).",
            "Không nhận gì từ tệp này. Trên máy của thôn, xuất danh sách ra Excel, thiết lập thư mục mới bằng "
            f"«soansinh init … --slug {known.slug}», rồi nhập danh sách đó vào.",
        )
    return known.slug


def _new_village(header: Header, path: Path) -> str:
    """The name of a village that the profile does not know yet. Raises `BookError` for a header without a real name."""
    try:
        return parse_name(header.village_name)
    except FieldError as error:
        raise BookError(f"Tệp {path} không nói rõ là sổ của thôn nào.", "Không nhận gì từ tệp này.") from error
