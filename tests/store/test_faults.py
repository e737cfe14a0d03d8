"""Disks that are full, torn, read-only or lying: said in Vietnamese, and memory never runs ahead of the disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from simbooks import A, B, add_person, check_against, make_folder, village_bytes
from simdisks import Call, FaultyDisk, MemoryDisk

from store import backup, bookfile, device, disk, durable, exchange
from store.book import Book, Change
from store.errors import BookError

HOME = Path("/xa")
STICK = Path("/usb")
PATH = HOME / "villages" / f"{A}.json"
SPEAKS = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")

CODES = [
    errno.ENOSPC,
    errno.EIO,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.ENODEV,
    errno.EDQUOT,
    errno.ENOENT,
    errno.ESTALE,
]
WRITING = ["make_dir", "create", "read", "exists", "replace", "sync_dir"]


@pytest.fixture
def faulty(memory: MemoryDisk) -> FaultyDisk:
    return FaultyDisk(memory)


def speaks(error: BookError) -> None:
    assert SPEAKS & set(str(error).lower())
    assert "No space left" not in str(error)
    assert "error" not in str(error).lower()


def failing(what: str, code: int, nth: int = 1, under: Path = HOME / "villages") -> Callable[[Call, int], None]:
    """A fault at the n-th call of a kind within a folder."""
    seen = [0]

    def fault(call: Call, number: int) -> None:
        if call.what == what and (under == call.path or under in call.path.parents):
            seen[0] += 1
            if seen[0] == nth:
                raise OSError(code, os.strerror(code), str(call.path))

    return fault


def state(book: Book) -> dict[str, tuple[bytes, frozenset[str]]]:
    images = {v.slug: book.image(v.slug) for v in book.villages()}
    return {s: (b"\n".join(i.lines[n] for n in sorted(i.lines)), frozenset(i.purged)) for s, i in images.items()}


def on_disk(files: dict[Path, bytes]) -> dict[str, tuple[bytes, frozenset[str]]]:
    with disk.using(MemoryDisk(files)), Book.open(HOME) as book:
        return state(book)


@pytest.mark.parametrize("code", CODES, ids=[errno.errorcode[c] for c in CODES])
@pytest.mark.parametrize("what", WRITING)
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_failing_call_while_saving_is_said_and_nothing_of_the_change_is_kept(
    memory: MemoryDisk, faulty: FaultyDisk, what: str, code: int, nth: int
) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        add_person(book, name="Hà Văn Ổn")
        before = state(book)
        faulty.fault = failing(what, code, nth)
        with disk.using(faulty):
            try:
                book.change(person, {"note": "mất"})
            except BookError as error:
                speaks(error)
                assert state(book) == before
                failed = True
            else:
                failed = False
        # The next save works, and must not smuggle in what was reported as failed.
        book.change(person, {"phone": "0912000001"})
        assert book.record(person)["now"].get("note") == (None if failed else "mất")
        assert state(book) == on_disk(memory.files)
        check_against(book.record(person))
    with Book.open(HOME) as book:
        assert book.record(person)["now"].get("note") == (None if failed else "mất")
        assert len(book.people()) == 2


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_the_file_as_it_was_and_no_rubbish_that_is_believed(
    memory: MemoryDisk, faulty: FaultyDisk, half: bool, code: int
) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        before = memory.files[PATH]
        faulty.half_written = half
        faulty.fault = failing("create", code)
        with disk.using(faulty), pytest.raises(BookError, match="đầy" if code == errno.ENOSPC else "báo lỗi"):
            book.change(person, {"note": "mất"})
        assert memory.files[PATH] == before
        assert not memory.exists(durable.generations(PATH)[1])
        with Book.open(HOME) as again:
            assert "note" not in again.record(person)["now"]


def test_a_leftover_that_could_not_be_removed_is_harmless(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)

        def fault(call: Call, number: int) -> None:
            if call.what in ("create", "remove"):
                raise OSError(errno.EIO, "x")

        faulty.fault = fault
        faulty.half_written = True
        with disk.using(faulty), pytest.raises(BookError):
            book.change(person, {"note": "mất"})
    assert memory.exists(durable.generations(PATH)[1])
    with Book.open(HOME, write=True) as book:
        assert "note" not in book.record(person)["now"]
        book.change(person, {"note": "mới"})
    assert not memory.exists(durable.generations(PATH)[1])
    with Book.open(HOME) as book:
        assert book.record(person)["now"]["note"] == "mới"


@pytest.mark.parametrize("garble", ["flip", "short", "empty", "other"])
def test_a_disk_that_reads_back_something_else_is_not_believed(
    memory: MemoryDisk, faulty: FaultyDisk, garble: str
) -> None:
    def bad(path: Path, data: bytes) -> bytes:
        if not path.name.endswith(".new"):
            return data
        return {"flip": data[:50] + b"\x00" + data[51:], "short": data[:-1], "empty": b"", "other": village_bytes()}[
            garble
        ]

    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        before = memory.files[PATH]
        faulty.garble = bad
        with disk.using(faulty), pytest.raises(BookError, match="Đọc lại"):
            book.change(person, {"note": "mất"})
        assert memory.files[PATH] == before
        book.change(person, {"phone": "0912000001"})
        assert "note" not in book.record(person)["now"]


def test_a_failed_erasure_gives_back_the_people_it_would_have_erased(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        other = book.image(A).copy()
        other.purge({person})
        before = state(book)
        faulty.fault = failing("create", errno.ENOSPC)
        with disk.using(faulty), pytest.raises(BookError):
            book.take(A, other)
        assert state(book) == before
        second = add_person(book, name="Hà Văn Ổn")
        assert {p.record for p in book.people()} == {person, second}
    with Book.open(HOME) as book:
        assert {p.record for p in book.people()} == {person, second}


@pytest.mark.parametrize("nth", [1, 2])
def test_a_move_that_could_not_be_written_whole_never_makes_the_person_vanish(
    memory: MemoryDisk, faulty: FaultyDisk, nth: int
) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        faulty.fault = failing("create", errno.ENOSPC, nth)
        with disk.using(faulty), pytest.raises(BookError):
            book.change(person, {"village": B})
        assert [p.record for p in book.people()] == [person]
        book.change(person, {"phone": "0912000001"})
        assert [p.text("phone") for p in book.people()] == ["0912000001"]
    with Book.open(HOME) as book:
        assert [p.text("phone") for p in book.people()] == ["0912000001"]


@pytest.mark.parametrize("code", CODES, ids=[errno.errorcode[c] for c in CODES])
@pytest.mark.parametrize("what", ["make_dir", "create", "read", "sync_dir", "names", "remove"])
def test_a_failing_stick_is_said_and_neither_book_nor_other_files_suffer(
    memory: MemoryDisk, faulty: FaultyDisk, what: str, code: int
) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        for _ in range(4):
            exchange.hand_in(book, A, STICK)
        old = {p: d for p, d in memory.files.items() if p.parent == STICK}
        faulty.half_written = True
        faulty.fault = failing(what, code, under=STICK)
        with disk.using(faulty):
            try:
                exchange.hand_in(book, A, STICK)
            except BookError as error:
                speaks(error)
                left = {p: d for p, d in memory.files.items() if p.parent == STICK}
                assert left == old
            else:
                assert what in ("names", "remove", "read")
        assert sum(p in memory.files for p in old) >= 2
        assert [p.record for p in book.people()] == [person]
        told = exchange.hand_in(book, A, STICK)
        assert bookfile.dump(book.image(A)) == memory.files[told.path]


def test_a_stick_that_reads_back_something_else_is_refused(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        add_person(book)
        faulty.garble = lambda path, data: data[:-1] if path.parent == STICK else data
        with disk.using(faulty), pytest.raises(BookError, match="Đọc lại"):
            exchange.hand_in(book, A, STICK)
        assert not [p for p in memory.files if p.parent == STICK]


def test_reading_errors_are_said(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        add_person(book)
    memory.make_dir(STICK)
    memory.files[STICK / "x.json"] = village_bytes()
    for what in ("read", "size", "exists", "names", "is_dir", "head"):
        for folder in (STICK, HOME / "villages"):
            faulty.fault = failing(what, errno.EIO, under=folder)
            with Book.open(HOME, write=True) as book, disk.using(faulty):
                try:
                    told = exchange.receive(book, [STICK])
                except BookError as error:
                    speaks(error)
                else:
                    assert [one.path for one in told] == [STICK / "x.json"]
    for what in ("read", "size", "exists"):
        faulty.fault = failing(what, errno.EIO, under=HOME)
        with disk.using(faulty), pytest.raises(BookError):
            Book.open(HOME)


def test_a_village_whose_file_cannot_be_asked_for_is_never_taken_for_an_empty_one(
    memory: MemoryDisk, faulty: FaultyDisk
) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
    before = dict(memory.files)
    for what in ("exists", "read", "size"):
        for nth in range(1, 9):
            faulty.fault = failing(what, errno.EIO, nth)
            with disk.using(faulty), Book.open(HOME, write=True) as book:
                try:
                    add_person(book, name="Hà Văn Ổn")
                except BookError:
                    pass
                else:
                    assert person in book.image(A).lines
            memory.files = dict(before)


def test_other_files_than_books_fail_in_words_too(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        add_person(book)
        faulty.fault = failing("create", errno.ENOSPC, under=HOME)
        with disk.using(faulty):
            for act in (book.save_commune, lambda: device.save(HOME, book.device), lambda: backup.backup(HOME)):
                faulty.fault = failing("create", errno.ENOSPC, under=HOME)
                with pytest.raises(BookError, match="đầy"):
                    act()
    with Book.open(HOME) as book:
        assert len(book.people()) == 1
        assert len(book.villages()) == 2


def test_a_real_short_write_is_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:7]))
    data = os.urandom(1000)
    disk.Disk().create(tmp_path / "x", data, exclusive=True)
    monkeypatch.undo()
    assert (tmp_path / "x").read_bytes() == data


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_real_fsync_or_write_that_fails_reaches_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(*args: object) -> int:
        raise OSError(code, os.strerror(code))

    folder = make_folder(tmp_path / "xa")
    for call in ("fsync", "write"):
        with Book.open(folder, write=True) as book:
            person = add_person(book)
            before = {p: p.read_bytes() for p in (folder / "villages").iterdir()}
            monkeypatch.setattr(os, call, fail)
            with pytest.raises(BookError):
                book.change(person, {"note": "mất"})
            monkeypatch.undo()
            assert {p: p.read_bytes() for p in (folder / "villages").iterdir()} == before


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_by_nature_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def fail(handle: int) -> None:
        raise OSError(code, "x")

    monkeypatch.setattr(os, "fsync", fail)
    disk.Disk().sync_dir(tmp_path)


# What a stick must never see


def test_a_stick_never_sees_a_rename_or_an_overwriting(memory: MemoryDisk, faulty: FaultyDisk) -> None:
    with disk.using(faulty), Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        for turn in range(6):
            book.change(person, {"note": str(turn)})
            exchange.hand_in(book, A, STICK)
            exchange.hand_out(book, A, STICK)
    calls = [c for c in faulty.calls if STICK in c.path.parents]
    assert not [c for c in calls if c.what == "replace"]
    assert all(c.exclusive for c in calls if c.what == "create")
    created = [c.path for c in calls if c.what == "create"]
    removed = [c.path for c in calls if c.what == "remove"]
    assert len(set(created)) >= 6
    for path in removed:
        assert created.index(path) + 3 <= len(created)


def test_three_generations_stay_on_the_stick_and_damaged_or_foreign_files_are_left_alone(memory: MemoryDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        person = add_person(book)
        memory.make_dir(STICK)
        odd = {
            STICK / f"{A}_000001.json": b"",
            STICK / f"{A}_000002.json": b"{\x00",
            STICK / f"{A}_000003.json": village_bytes(village=B),
            STICK / "anh.jpg": b"x",
            STICK / "ghi-chu.txt": b"x",
        }
        memory.files.update(odd)
        paths = []
        for turn in range(6):
            book.change(person, {"note": str(turn)})
            paths.append(exchange.hand_in(book, A, STICK).path)
        assert {p for p in memory.files if p.parent == STICK} == {*odd, *paths[-3:]}
        assert all(memory.files[p] == d for p, d in odd.items())


def test_a_name_that_is_taken_gets_a_number_and_the_same_bytes_no_second_file(memory: MemoryDisk) -> None:
    with Book.open(make_folder(HOME), write=True) as book:
        add_person(book)
        first = exchange.hand_out(book, A, STICK).path
        assert exchange.hand_out(book, A, STICK).path == first
        assert len([p for p in memory.files if p.parent == STICK]) == 1
        memory.files[first] = b"torn"
        second = exchange.hand_out(book, A, STICK).path
        assert second != first
        assert memory.files[first] == b"torn"


def test_what_the_village_handed_in_and_nobody_received_stays_on_the_stick(memory: MemoryDisk) -> None:
    """The commune's files and the village's carry the same names; save numbers of two machines say nothing."""
    with (
        Book.open(make_folder(HOME), write=True) as book,
        Book.open(make_folder(Path("/thon"), "village", "Thôn Lương Ngọc"), write=True) as village,
    ):
        for turn in range(20):
            add_person(book, name=f"Người {turn}")
        add_person(village, name="Chỉ Ở Thôn")
        given = exchange.hand_in(village, A, STICK).path
        for turn in range(8):
            book.commit(A, [Change(None, {"kind": "beneficiary", "village": A, "name": f"Thêm {turn}"})])
            exchange.hand_out(book, A, STICK)
        assert given in memory.files
        exchange.receive(book, [STICK])
        assert any(p.name == "Chỉ Ở Thôn" for p in book.people())
        for _ in range(4):
            exchange.hand_in(book, A, STICK)
        assert given not in memory.files


def test_handing_in_to_a_file_or_a_place_that_is_not_there_is_said(tmp_path: Path, book: Book) -> None:
    add_person(book)
    target = tmp_path / "tep"
    target.write_bytes(b"x")
    for place in (target, target / "trong"):
        with pytest.raises(BookError) as said:
            exchange.hand_in(book, A, place)
        assert SPEAKS & set(str(said.value).lower())
    assert target.read_bytes() == b"x"
    assert len(book.people()) == 1
