"""The power goes at every step of a save: afterwards the book loads, with what was reported as saved, or newer.

The disk of these tests keeps nothing that was not synced: unsynced data may be there, not there, cut short or zeros, and
any of the renames not yet synced with their folder may have happened or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from simbooks import A, B, add_person, header, image_of, make_folder, no_lock, village_bytes
from simdisks import CrashDisk, MemoryDisk, PowerCut

from store import bookfile, device, disk, exchange, profile
from store.book import Book, Change
from store.device import Device
from store.records import new_edit

HOME = Path("/xa")
STICK = Path("/usb")


@pytest.fixture(autouse=True)
def without_lock() -> Iterator[None]:
    with no_lock():
        yield


def started(*people: str) -> dict[Path, bytes]:
    """The files of a commune with these people, as a disk at rest."""
    with disk.using(MemoryDisk()) as there, Book.open(make_folder(HOME), write=True) as book:
        for name in people:
            add_person(book, name=name)
        assert isinstance(there, MemoryDisk)
        return there.files


def each_cut(files: dict[Path, bytes], act: Callable[[], None]) -> Iterator[tuple[CrashDisk, bool]]:
    """Runs the act with the power going at each of its steps, then once whole; gives the disk and whether it was cut."""
    step = 0
    while True:
        step += 1
        there = CrashDisk(files, cut_at=step)
        with disk.using(there):
            try:
                act()
            except PowerCut:
                cut = True
            else:
                cut = False
        yield there, cut
        if not cut:
            return


def names_of(book: Book) -> list[str]:
    return sorted(p.name for p in book.people())


def test_a_commit_cut_anywhere_leaves_the_people_before_or_after_it() -> None:
    before = ["Hà Văn Ổn", "Lò Thị Ánh"]
    files = started(*before)
    tried = 0

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            book.commit(
                A, [Change(None, {"kind": "beneficiary", "village": A, "name": n}) for n in ("Bùi Thị Én", "Bùi Văn Ê")]
            )

    after = sorted([*before, "Bùi Thị Én", "Bùi Văn Ê"])
    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            tried += 1
            with disk.using(found), Book.open(HOME, write=True) as book:
                shown = names_of(book)
                assert shown == after if not cut else shown in (before, after)
                # And it goes on from there, the next save being whole.
                add_person(book, name="Sau Đó")
            with disk.using(found), Book.open(HOME) as book:
                assert names_of(book) == sorted([*shown, "Sau Đó"])
    assert tried > 30


def test_the_very_first_save_of_a_village_cut_anywhere_leaves_nothing_or_all() -> None:
    files = started()

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            add_person(book)

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME, write=True) as book:
                shown = names_of(book)
                assert shown == ["Lò Thị Ánh"] if not cut else shown in ([], ["Lò Thị Ánh"])
                add_person(book, name="Sau Đó")
                assert names_of(book) == [*shown, "Sau Đó"]


def test_a_row_of_saves_never_loses_one_that_was_reported() -> None:
    files = started("Người 0")
    reported: list[int] = []

    def act() -> None:
        reported[:] = [0]
        with Book.open(HOME, write=True) as book:
            (person,) = book.people()
            for turn in range(1, 5):
                book.change(person.record, {"note": f"{turn}"})
                reported.append(turn)

    for there, _ in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME) as book:
                (person,) = book.people()
                assert reported[-1] <= int(person.text("note") or "0") <= reported[-1] + 1


def test_what_was_seen_after_one_cut_is_still_there_after_a_second() -> None:
    """A save that was cut between its renames is read from `.new`; once shown, the next cut save must not lose it."""
    files = started("Người 0")

    def write(note: str) -> Callable[[], None]:
        def act() -> None:
            with Book.open(HOME, write=True) as book:
                (person,) = book.people()
                book.change(person.record, {"note": note})

        return act

    for there, _ in each_cut(files, write("1")):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME) as book:
                shown = book.people()[0].text("note")
            for again, _ in each_cut(found.files, write("2")):
                for last in again.aftermaths():
                    with disk.using(last), Book.open(HOME) as book:
                        assert book.people()[0].text("note") in (shown, "2")


def test_receiving_cut_anywhere_leaves_all_of_the_file_or_nothing() -> None:
    files = started("Hà Văn Ổn")
    files[STICK / "x.json"] = village_bytes(("Lò Thị Ánh", "Bùi Thị Én"))
    told: list[exchange.Received] = []

    def act() -> None:
        told.clear()
        with Book.open(HOME, write=True) as book:
            told.extend(exchange.receive(book, [STICK]))

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            assert found.files[STICK / "x.json"] == files[STICK / "x.json"]
            with disk.using(found), Book.open(HOME, write=True) as book:
                assert len(book.people()) in ((1, 3) if cut else (3,))
                exchange.receive(book, [STICK])
                assert len(book.people()) == 3


def test_receiving_an_erasure_cut_anywhere_erases_or_not() -> None:
    name = "a" * 16
    made = [new_edit({"kind": "beneficiary", "village": A, "name": "Lò Thị Ánh"}, by="a/Hoa")]
    other = image_of({name: made})
    files = started("Hà Văn Ổn")
    with disk.using(MemoryDisk(files)) as there, Book.open(HOME, write=True) as book:
        book.take(A, other)
        assert isinstance(there, MemoryDisk)
        files = there.files
    purging = image_of({})
    purging.purge({name})

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            book.take(A, purging)

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME) as book:
                shown = names_of(book)
                assert shown == ["Hà Văn Ổn"] or (cut and shown == ["Hà Văn Ổn", "Lò Thị Ánh"])
                assert (name in book.image(A).purged) == (len(shown) == 1)


def test_a_move_cut_anywhere_shows_the_person_exactly_once() -> None:
    files = started("Lò Thị Ánh", "Hà Văn Ổn")

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            person = next(p for p in book.people() if p.name == "Hà Văn Ổn")
            book.change(person.record, {"village": B, "note": "chuyển"})

    for there, _ in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME, write=True) as book:
                assert names_of(book) == ["Hà Văn Ổn", "Lò Thị Ánh"]
                person = next(p for p in book.people() if p.name == "Hà Văn Ổn")
                book.change(person.record, {"phone": "0912000001"})
                assert book.person(person.record).text("phone") == "0912000001"
                assert names_of(book) == ["Hà Văn Ổn", "Lò Thị Ánh"]


@pytest.mark.parametrize("which", ["profile", "device"])
def test_profile_and_device_cut_anywhere_are_the_old_or_the_new(which: str) -> None:
    files = started("Lò Thị Ánh")

    def act() -> None:
        if which == "device":
            device.save(HOME, Device(role="commune", author="Mới", month="2026-03"))
        else:
            known = profile.load(HOME)
            known.officer = "Mới"
            profile.save(HOME, known)

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME) as book:
                said = book.device.author if which == "device" else book.commune.officer
                assert said == "Mới" if not cut else said in ("Mới", "Lan", "")
                assert names_of(book) == ["Lò Thị Ánh"]


def test_a_stick_pulled_out_anywhere_keeps_every_file_that_was_on_it_and_the_book() -> None:
    files = started("Lò Thị Ánh")
    with disk.using(MemoryDisk(files)) as there, Book.open(HOME, write=True) as book:
        for _ in range(3):
            exchange.hand_in(book, A, STICK)
        assert isinstance(there, MemoryDisk)
        files = there.files
    on_stick = {p: d for p, d in files.items() if p.parent == STICK}
    assert len(on_stick) == 3

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            exchange.hand_in(book, A, STICK)

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            kept = [p for p, d in on_stick.items() if found.files.get(p) == d]
            assert len(kept) >= 2
            whole = 0
            for path, data in found.files.items():
                if path.parent == STICK:
                    try:
                        bookfile.parse(data, path.name)
                        whole += 1
                    except bookfile.DamagedFile:
                        assert cut
            assert whole >= 3
            with disk.using(found), Book.open(HOME) as book:
                assert names_of(book) == ["Lò Thị Ánh"]


def test_a_new_village_received_and_cut_anywhere_is_there_whole_or_can_be_received_again() -> None:
    files = started("Hà Văn Ổn")
    image = image_of(
        {"a" * 16: [new_edit({"kind": "beneficiary", "village": "thon-moi", "name": "Lò Thị Ánh"}, by="m/Hoa")]}
    )
    image.header = header("thon-moi", save_no=1)
    image.header = bookfile.Header(commune=image.header.commune, village="thon-moi", village_name="Thôn Mới")
    files[STICK / "x.json"] = bookfile.dump(image)

    def act() -> None:
        with Book.open(HOME, write=True) as book:
            exchange.receive(book, [STICK])

    for there, cut in each_cut(files, act):
        for found in there.aftermaths():
            with disk.using(found), Book.open(HOME, write=True) as book:
                if not cut:
                    assert len(book.people()) == 2
                exchange.receive(book, [STICK])
                assert len(book.people()) == 2
                assert len(book.villages()) == 3
