"""Real processes: killed in the middle of saving, and two at once on one folder."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from simbooks import A, add_person, image_of, make_folder

from store import bookfile, disk
from store.book import Book
from store.errors import BookError, Locked
from store.records import new_edit

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("SOANSINH_KILLS", "40"))

WRITER = """
import sys
from pathlib import Path
from store.book import Book, Change
from store import exchange
folder, what = Path(sys.argv[1]), sys.argv[2]
with Book.open(folder, write=True) as book:
    slug = book.villages()[0].slug
    print("bắt đầu", flush=True)
    people = [p.record for p in book.people()]
    turn = max([int(p.text("note") or 0) for p in book.people()], default=0)
    files = sorted(Path(sys.argv[3]).glob("*.json")) if what == "receive" else []
    while True:
        turn += 1
        if what == "commit":
            book.commit(slug, [Change(r, {"note": str(turn)}) for r in people])
            print("xong", turn, flush=True)
        elif what == "move":
            home = book.where(people[0])
            other = next(v.slug for v in book.villages() if v.slug != home)
            book.change(people[0], {"village": other, "note": str(turn)})
            print("xong", turn, flush=True)
        else:
            for path in files:
                told = exchange.receive(book, [path])
                print("xong", path.name, told[0].good, flush=True)
            break
    print("hết", flush=True)
"""

HOLDER = """
import sys, time
from pathlib import Path
from store.book import Book
with Book.open(Path(sys.argv[1]), write=True):
    print("giữ", flush=True)
    time.sleep(60)
"""


@contextmanager
def running(program: str, *args: str) -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-c", program, *args], stdout=subprocess.PIPE, text=True, encoding="utf-8", env=env
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def killed_after(chance: random.Random, *args: str) -> list[str]:
    """Starts the writer, kills it at some moment, and gives what it had printed."""
    with running(WRITER, *args) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "bắt đầu\n"
        time.sleep(chance.random() * 0.12)
        os.kill(process.pid, signal.SIGKILL)
        return process.communicate()[0].splitlines()


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killing_a_program_that_commits_loses_nothing_that_it_reported(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "xa")
    with Book.open(folder, write=True) as book:
        people = {add_person(book, name=f"Người {chr(65 + i)}") for i in range(20)}
    chance = random.Random(1)
    least = 0
    for _ in range(KILLS):
        said = killed_after(chance, str(folder), "commit")
        least = max([least, *(int(line.split()[1]) for line in said if line.startswith("xong"))])
        with Book.open(folder) as book:
            shown = book.people()
            assert {p.record for p in shown} == people
            notes = {p.text("note") or "0" for p in shown}
            assert len(notes) == 1  # the commit of all twenty is whole or not there
            assert int(notes.pop()) >= least
            assert book.conflicts() == []
    assert least > 0


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killing_a_program_that_moves_somebody_loses_nobody(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "xa")
    with Book.open(folder, write=True) as book:
        person = add_person(book)
    chance = random.Random(2)
    least = 0
    for _ in range(max(10, KILLS // 4)):
        said = killed_after(chance, str(folder), "move")
        least = max([least, *(int(line.split()[1]) for line in said if line.startswith("xong"))])
        with Book.open(folder) as book:
            assert [p.record for p in book.people()] == [person]
            assert int(book.people()[0].text("note") or "0") >= least
            assert book.conflicts() == []


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_killing_a_program_that_receives_leaves_whole_files_taken(tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    for number in range(12):
        edit = new_edit({"kind": "beneficiary", "village": A, "name": f"Người {number}"}, by="a/Hoa")
        data = bookfile.dump(image_of({f"abcdefgh2345aa{chr(97 + number)}2": [edit]}))
        (stick / f"{number:02d}.json").write_bytes(data)
    chance = random.Random(3)
    for turn in range(max(10, KILLS // 4)):
        folder = make_folder(tmp_path / f"xa{turn}")
        said = killed_after(chance, str(folder), "receive", str(stick))
        taken = sum(line.startswith("xong") and line.endswith("True") for line in said)
        with Book.open(folder, write=True) as book:
            assert len(book.people()) >= taken


def test_a_second_program_is_told_that_the_folder_is_taken_and_may_still_read(folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        person = add_person(book)
    with running(HOLDER, str(folder)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "giữ\n"
        with pytest.raises(Locked) as said:
            Book.open(folder, write=True)
        assert "chương trình khác" in str(said.value)
        with Book.open(folder) as book:
            assert [p.record for p in book.people()] == [person]


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_killed_program_leaves_no_lock_behind(folder: Path) -> None:
    with running(HOLDER, str(folder)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "giữ\n"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with Book.open(folder, write=True) as book:
            add_person(book)


def test_one_program_cannot_open_a_folder_for_writing_twice(folder: Path) -> None:
    with Book.open(folder, write=True), pytest.raises(Locked):
        Book.open(folder, write=True)
    with Book.open(folder, write=True) as book:
        add_person(book)


def test_a_book_closed_in_another_thread_lets_go_of_its_lock(folder: Path) -> None:
    book = Book.open(folder, write=True)
    thread = threading.Thread(target=book.close)
    thread.start()
    thread.join()
    with Book.open(folder, write=True) as again:
        add_person(again)


def test_a_book_that_failed_to_open_holds_no_lock(folder: Path) -> None:
    good = (folder / "device.json").read_bytes()
    (folder / "device.json").write_bytes(b"{")
    with pytest.raises(BookError):
        Book.open(folder, write=True)
    (folder / "device.json").write_bytes(good)
    with Book.open(folder, write=True) as book:
        add_person(book)


def test_a_folder_in_which_no_lock_can_be_made_is_said(folder: Path) -> None:
    (folder / ".lock").mkdir()
    with pytest.raises(BookError):
        Book.open(folder, write=True)
    with Book.open(folder) as book:
        assert book.people() == []


def test_a_reader_sees_whole_books_while_another_program_writes(folder: Path) -> None:
    """The reader may look between the writer's two renames; it sees the save before or after, never an error."""
    with Book.open(folder, write=True) as book:
        person = add_person(book)
        looked = [0]

        class Peeking(disk.Disk):
            def replace(self, source: Path, target: Path) -> None:
                super().replace(source, target)
                with Book.open(folder) as reader:
                    assert [p.record for p in reader.people()] == [person]
                    looked[0] += 1

        with disk.using(Peeking()):
            for turn in range(5):
                book.change(person, {"note": str(turn)})
        assert looked[0] == 10
