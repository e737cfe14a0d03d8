"""Whatever lies on a stick or in the data folder under a book's name: said in Vietnamese, taken not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from simbooks import COMMUNE, A, add_person, header, image_of, make_folder, village_bytes
from simdisks import MemoryDisk

from store import bookfile, canonical, disk, exchange
from store.book import Book
from store.errors import BookError, DamagedFile
from store.records import new_edit

WHOLE = village_bytes(("Lò Thị Ánh", "Hà Văn Ổn"), save_no=3)
SPEAKS = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def refused(book: Book, path: Path, data: bytes) -> exchange.Received:
    """Receives a bad file and asserts that nothing happened but words."""
    path.write_bytes(data)
    before = everything(book.folder)
    (told,) = exchange.receive(book, [path])
    assert not told.good
    assert told.state in ("damaged", "newer", "foreign")
    assert path.name in told.note
    assert SPEAKS & set(told.note.lower())
    assert everything(book.folder) == before
    assert not told.joined.anything
    return told


def resealed(data: bytes, **said: Any) -> bytes:
    image = bookfile.parse(data, "x")
    image.header = replace(image.header, **said)
    return bookfile.dump(image)


BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "zeros": lambda: bytes(len(WHOLE)),
    "not JSON": lambda: b"xin ch\xc3\xa0o",
    "other JSON": lambda: b'{"xa": "Cam Luong"}',
    "a list": lambda: b"[1,2,3]",
    "a zip": lambda: b"PK\x03\x04" + bytes(100),
    "100k brackets": lambda: b"[" * 100_000,
    "50 MB of brackets": lambda: b"[" * (50 << 20),
    "65 MB": lambda: b"[" * (65 << 20),
    "brackets in the header": lambda: b'{"file":' + b"[" * 8000 + b",\n",
    "byte order mark": lambda: b"\xef\xbb\xbf" + WHOLE,
    "CRLF": lambda: WHOLE.replace(b"\n", b"\r\n"),
    "UTF-16": lambda: WHOLE.decode().encode("utf-16"),
    "pretty printed": lambda: json.dumps(json.loads(WHOLE), ensure_ascii=False, indent=1).encode(),
    "later format": lambda: resealed(WHOLE, format=2),
    "much later format": lambda: b'{"file":{"format":99},\n\x00\x01binary from here',
    "one byte more": lambda: WHOLE + b"\n",
    "twice": lambda: WHOLE * 2,
    "NaN in the header": lambda: WHOLE.replace(b'"save_no":3', b'"save_no":NaN'),
    "duplicate key in the header": lambda: WHOLE.replace(b'"save_no":3', b'"save_no":3,"save_no":3'),
    "another commune": lambda: resealed(WHOLE, commune="Cẩm Thành"),
    "nameless village": lambda: resealed(WHOLE, village="x", village_name=""),
    "village of signs": lambda: resealed(WHOLE, village="x", village_name="../.."),
    "village of control characters": lambda: resealed(WHOLE, village="x", village_name="Thôn\x1b[2J\x00"),
    "village of 5,000 letters": lambda: resealed(WHOLE, village="x", village_name="a" * 5000),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_on_a_stick_changes_nothing_and_is_named(kind: str, book: Book, tmp_path: Path) -> None:
    add_person(book)
    told = refused(book, tmp_path / "luong-ngoc_000003.json", BAD[kind]())
    assert told.state == (
        "newer" if "later" in kind else "foreign" if "commune" in kind or "village" in kind else "damaged"
    )


def test_a_book_larger_than_any_is_refused_by_its_size_alone(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    (told,) = exchange.receive(book, [path])
    assert told.state == "damaged"


def test_every_cut_and_every_flipped_bit_leaves_the_book_as_it_was(memory: MemoryDisk) -> None:
    book = Book.open(make_folder(Path("/xa")), write=True)
    add_person(book)
    before = dict(memory.files)
    stick = Path("/usb/luong-ngoc_000003.json")
    memory.make_dir(stick.parent)
    bad = [WHOLE[:length] for length in range(0, len(WHOLE), 3)]
    for place in range(len(WHOLE)):
        for bit in range(8):
            flipped = bytearray(WHOLE)
            flipped[place] ^= 1 << bit
            bad.append(bytes(flipped))
    for data in bad:
        memory.files[stick] = data
        (told,) = exchange.receive(book, [stick])
        assert not told.good
        del memory.files[stick]
        assert memory.files == before
    assert [v.slug for v in book.commune.villages] == [v.slug for v in Book.open(Path("/xa")).commune.villages]


def test_a_flipped_bit_in_the_name_of_the_village_founds_no_village(book: Book, tmp_path: Path) -> None:
    refused(
        book,
        tmp_path / "x.json",
        WHOLE.replace(b'"village":"thon-luong-ngoc"', b'"village":"thon-luong-ngob"').replace(
            "Thôn L".encode(), "Thôn M".encode()
        ),
    )
    assert len(book.commune.villages) == 2


@pytest.mark.parametrize(
    "name", ["../../etc", "/etc/passwd", "..\\..\\windows", "C:evil", "con", "a" * 300, "Thôn ../x", "thôn\u202egnol"]
)
def test_a_village_of_any_name_is_never_written_outside_the_data_folder(name: str, tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    folder = make_folder(deep / "xa")
    stick = deep / "x.json"
    stick.write_bytes(resealed(WHOLE, village=name, village_name=name))
    with Book.open(folder, write=True) as book:
        exchange.receive(book, [stick])
        slugs = [v.slug for v in book.commune.villages]
    assert all(slug.replace("-", "").isalnum() and slug.isascii() for slug in slugs)
    assert {p.name for p in deep.iterdir()} == {"xa", "x.json"}
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert {p.name for p in folder.iterdir()} <= {
        "commune.json",
        "commune.json.old",
        "device.json",
        ".lock",
        "villages",
    }
    with Book.open(folder) as again:
        assert [v.slug for v in again.commune.villages] == slugs


def test_a_right_checksum_over_malformed_lines_takes_the_sound_ones_only(book: Book, tmp_path: Path) -> None:
    good = new_edit({"kind": "beneficiary", "village": A, "name": "Hà Văn Ổn"}, by="a/Hoa")
    image = image_of({"b" * 16: [good]})
    image.lines["a" * 16] = b'{"now":{},"conflicts":{},"edits":{"x":5}}'
    image.lines["c" * 16] = b"{" * 5000
    image.lines["d" * 16] = b'{"conflicts":{},"edits":{"dddddddddddddddd":{"set":{"name":NaN}}},"now":{}}'
    image.lines["e" * 16] = canonical.dumps(
        {"conflicts": {}, "edits": {"e" * 16: {"set": {"name": "Kẻ Gian"}}}, "now": {}}
    )
    path = tmp_path / "x.json"
    path.write_bytes(bookfile.dump(image))
    (told,) = exchange.receive(book, [path])
    assert told.state == "joined"
    assert told.joined.new == ["b" * 16]
    assert set(told.joined.refused) == {"a" * 16, "c" * 16, "d" * 16, "e" * 16}
    assert [p.name for p in book.people()] == ["Hà Văn Ổn"]


def test_a_huge_save_number_changes_nothing_here(book: Book, tmp_path: Path) -> None:
    add_person(book)
    path = tmp_path / "x.json"
    path.write_bytes(resealed(WHOLE, save_no=2**53 - 2))
    (told,) = exchange.receive(book, [path])
    assert told.state == "joined"
    assert book.image(A).header.save_no == 2
    assert exchange.hand_out(book, A, tmp_path / "usb").save_no == 2


def test_folders_and_odd_things_among_the_files_do_not_stop_the_good_one(book: Book, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    (stick / "thu-muc.json").mkdir(parents=True)
    (stick / "a.json").write_bytes(b"")
    (stick / "b.json").write_bytes(WHOLE[:-5])
    (stick / "c.json").write_bytes(WHOLE)
    (stick / "._c.json").write_bytes(b"\x00\x05\x16\x07Mac")
    (stick / "anh.jpg").write_bytes(b"\xff\xd8")
    os.symlink(stick / "khong-co", stick / "d.json")
    told = {one.path.name: one.state for one in exchange.receive(book, [stick])}
    assert told == {
        "a.json": "damaged",
        "b.json": "damaged",
        "c.json": "joined",
        "._c.json": "damaged",
        "d.json": "damaged",
    }
    assert len(book.people()) == 2


def test_a_stick_with_thousands_of_photographs_still_gives_its_book(book: Book, memory: MemoryDisk) -> None:
    memory.files.update({Path(f"/usb/anh{i:05d}.jpg"): b"x" for i in range(3000)})
    memory.make_dir(Path("/usb"))
    memory.files[Path("/usb/x.json")] = WHOLE
    assert exchange.candidates([Path("/usb")]) == [Path("/usb/x.json")]


def test_paths_that_are_not_there_are_said(book: Book, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "tep").write_bytes(b"x")
    for path in (tmp_path / "khong-co", tmp_path / "trong", tmp_path / "tep" / "x.json", Path("/" + "x" * 300)):
        with pytest.raises(BookError) as said:
            exchange.receive(book, [path])
        assert path.name in str(said.value) or len(path.name) > 255


def test_a_stick_that_cannot_be_listed_is_said(folder: Path, tmp_path: Path) -> None:
    class Torn(disk.Disk):
        def names(self, folder: Path) -> list[str]:
            raise OSError(5, "Input/output error", str(folder))

    with Book.open(folder, write=True) as book, disk.using(Torn()), pytest.raises(BookError, match="báo lỗi"):
        exchange.receive(book, [tmp_path])


OWN: dict[str, Callable[[], bytes]] = {
    k: v for k, v in BAD.items() if "commune" not in k and "village" not in k and "MB" not in k
}


@pytest.mark.parametrize("kind", OWN)
def test_a_bad_file_in_the_data_folder_is_said_and_never_overwritten(kind: str, folder: Path) -> None:
    data = OWN[kind]()
    path = folder / "villages" / f"{A}.json"
    path.parent.mkdir()
    path.write_bytes(data)
    with Book.open(folder, write=True) as book:
        for act in (
            lambda: book.people(),
            lambda: book.conflicts(),
            lambda: book.where("a" * 16),
            lambda: add_person(book),
        ):
            with pytest.raises(BookError, match=rf"{A}\.json"):
                act()
    assert {p.name: p.read_bytes() for p in path.parent.iterdir()} == {path.name: data}


@pytest.mark.parametrize(
    "line",
    [
        b'{"now":{},"conflicts":{},"edits":{"x":5}}',
        b"{" * 5000,
        b'{"now":{},"conflicts":{"name":7},"edits":{"x":{"set":{}}}}',
        b"{}",
    ],
)
def test_a_right_checksum_over_malformed_lines_in_the_own_file_is_told_as_damage(folder: Path, line: bytes) -> None:
    image = image_of({})
    image.lines["a" * 16] = line
    path = folder / "villages" / f"{A}.json"
    path.parent.mkdir()
    path.write_bytes(bookfile.dump(image))
    before = path.read_bytes()
    with Book.open(folder, write=True) as book:
        for act in (
            lambda: book.people(),
            lambda: book.conflicts(),
            lambda: book.record("a" * 16),
            lambda: add_person(book),
        ):
            with pytest.raises(DamagedFile, match="aaaaaaaaaaaaaaaa"):
                act()
    assert path.read_bytes() == before


def test_a_good_previous_generation_stands_in_for_a_damaged_file_and_survives_the_next_save(folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        first = add_person(book, name="Lò Thị Ánh")
        add_person(book, name="Hà Văn Ổn")
    path = folder / "villages" / f"{A}.json"
    path.write_bytes(path.read_bytes()[:-9])
    with Book.open(folder, write=True) as book:
        assert [p.record for p in book.people()] == [first]
        add_person(book, name="Bùi Thị Én")
        assert len(book.people()) == 2
    with Book.open(folder) as book:
        assert len(book.people()) == 2


@pytest.mark.parametrize("what", ["folder", "unreadable", "later"])
def test_a_companion_that_cannot_be_read_does_not_hide_a_good_file(folder: Path, what: str) -> None:
    with Book.open(folder, write=True) as book:
        add_person(book)
    old = folder / "villages" / f"{A}.json.old"
    if what == "folder":
        old.mkdir()
    elif what == "unreadable":
        old.write_bytes(os.urandom(500))
    else:
        flipped = (folder / "villages" / f"{A}.json").read_bytes().replace(b'"format":1', b'"format":3')
        old.write_bytes(flipped)
    with Book.open(folder) as book:
        assert len(book.people()) == 1


def test_a_file_of_a_later_format_is_never_overwritten_though_an_older_generation_is_good(folder: Path) -> None:
    with Book.open(folder, write=True) as book:
        add_person(book)
        add_person(book, name="Hà Văn Ổn")
    path = folder / "villages" / f"{A}.json"
    later = resealed(path.read_bytes(), format=2)
    path.write_bytes(later)
    before = everything(folder)
    with Book.open(folder, write=True) as book:
        with pytest.raises(BookError, match="bản mới hơn"):
            add_person(book, name="Bùi Thị Én")
        with pytest.raises(BookError, match="bản mới hơn"):
            book.people()
        stick = folder.parent / "x.json"
        stick.write_bytes(WHOLE)
        with pytest.raises(BookError, match="bản mới hơn"):
            exchange.receive(book, [stick])
    assert everything(folder) == before


def test_the_file_of_another_village_is_refused_by_a_village_laptop(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "thon", "village", "Thôn Mường Đỏ")
    with Book.open(folder, write=True) as book:
        told = refused(book, tmp_path / "x.json", WHOLE)
        assert told.state == "foreign"
        assert "Thôn Mường Đỏ" in told.note


def test_a_file_counts_by_its_header_not_by_its_name(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "thon-muong-do_000001.json"
    path.write_bytes(WHOLE)
    (told,) = exchange.receive(book, [path])
    assert told.village == A
    assert len(book.people(A)) == 2
    assert header().commune == COMMUNE
