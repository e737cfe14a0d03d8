"""hand-in, receive, hand-out, backup, restore, salvage: files that travel, and files that broke."""

import errno
import shutil
from pathlib import Path

import pytest
from commandline import Run

from store import bookfile, disk, salvage
from store.book import Book


def names(run: Run, folder: Path) -> list[str]:
    return sorted(p["name"] for p in run(folder, "list", "--json").json)


def test_hand_in_receive_hand_out(run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str) -> None:
    stick = tmp_path / "usb"
    first = run(laptop, "hand-in", "--to", stick, "--json").json
    assert Path(first["path"]).is_file()
    assert (first["number"], first["people"]) == (1, 2)
    got = run(commune, "receive", stick, "--json")
    assert got.status == 0
    assert got.json["files"][0]["state"] == "joined"
    run(commune, "edit", woman, "address", "Nhà số 3")
    run(commune, "hand-out", "--village", "Lương Ngọc", "--to", tmp_path / "back")
    assert run(laptop, "receive", tmp_path / "back").status == 0
    assert run(laptop, "list", "--json").json == run(commune, "list", "--village", "Lương Ngọc", "--json").json


def test_receiving_twice_and_old_after_new_changes_nothing(
    run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    run(laptop, "hand-in", "--to", old)
    run(laptop, "edit", woman, "phone", "0912345678")
    run(laptop, "hand-in", "--to", new)
    run(commune, "receive", new)
    book = (commune / "villages" / "luong-ngoc.json").read_bytes()
    for path in (old, new, old):
        answer = run(commune, "receive", path, "--json")
        assert answer.status == 0
        assert [f["state"] for f in answer.json["files"]] == ["nothing-new"]
    assert (commune / "villages" / "luong-ngoc.json").read_bytes() == book


def test_a_rehearsal_changes_nothing(run: Run, laptop: Path, commune: Path, tmp_path: Path) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    before = {p: p.read_bytes() for p in commune.rglob("*.json")}
    answer = run(commune, "receive", "--dry-run", tmp_path / "usb", "--json")
    assert answer.json["files"][0]["new"] == 3  # two people and the month's own record
    assert {p: p.read_bytes() for p in commune.rglob("*.json")} == before


def test_good_files_go_in_beside_a_broken_one(run: Run, laptop: Path, commune: Path, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    run(laptop, "hand-in", "--to", stick)
    (stick / "anh-cuoi.json").write_text("[1, 2")
    answer = run(commune, "receive", stick, "--json")
    assert answer.status == 1
    assert sorted(f["state"] for f in answer.json["files"]) == ["damaged", "joined"]
    assert names(run, commune) == ["Hà Văn Út", "Lò Thị Ánh"]


def test_a_broken_file_alone_ends_with_two_and_names_it(run: Run, laptop: Path, commune: Path, tmp_path: Path) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    (file,) = (tmp_path / "usb").iterdir()
    file.write_bytes(file.read_bytes()[:-40])
    answer = run(commune, "receive", file)
    assert answer.status == 2
    assert file.name in answer.err
    assert not (commune / "villages").exists()


def test_another_communes_file_is_refused(run: Run, laptop: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    run(other, "init", "--role", "commune", "--commune", "Cẩm Tú", "--village", "Lương Ngọc")
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    answer = run(other, "receive", tmp_path / "usb")
    assert answer.status == 2
    assert "Cẩm Lương" in answer.err


def test_a_village_takes_only_its_own(run: Run, laptop: Path, tmp_path: Path) -> None:
    other = tmp_path / "thon2"
    run(other, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Thôn 2")
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    assert run(other, "receive", tmp_path / "usb").status == 2
    assert run(other, "list", "--json").json == []


def test_a_new_village_of_the_commune_is_added(run: Run, laptop: Path, tmp_path: Path) -> None:
    empty = tmp_path / "xa-moi"
    run(empty, "init", "--role", "commune", "--commune", "Cẩm Lương")
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    assert run(empty, "receive", "--dry-run", tmp_path / "usb").status == 0
    assert run(empty, "status", "--json").json["villages"] == []
    assert run(empty, "receive", tmp_path / "usb").status == 0
    assert names(run, empty) == ["Hà Văn Út", "Lò Thị Ánh"]


def test_restore_joins_and_keeps_what_came_after(run: Run, laptop: Path, woman: str) -> None:
    run(laptop, "edit", woman, "phone", "0912345678")
    run(laptop, "backup")
    run(laptop, "edit", woman, "address", "Nhà số 3")
    for file in (laptop / "villages").iterdir():
        file.unlink()
    assert run(laptop, "list", "--json").json == []
    assert run(laptop, "restore").status == 0
    assert names(run, laptop) == ["Hà Văn Út", "Lò Thị Ánh"]
    run(laptop, "edit", woman, "note", "sau khi lấy lại")
    run(laptop, "restore")
    person = next(p for p in run(laptop, "list", "--json").json if p["record"] == woman)
    assert (person["phone"], person["note"]) == ("0912345678", "sau khi lấy lại")


def test_restore_refuses_what_is_no_backup(run: Run, laptop: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 not really")
    before = (laptop / "villages" / "luong-ngoc.json").read_bytes()
    assert run(laptop, "restore", tmp_path / "x.zip").status == 2
    assert (laptop / "villages" / "luong-ngoc.json").read_bytes() == before


@pytest.mark.parametrize("keep", [0.5, 0.8, 0.95])
def test_salvage_of_a_file_cut_short_gives_what_is_whole(run: Run, laptop: Path, tmp_path: Path, keep: float) -> None:
    file = laptop / "villages" / "luong-ngoc.json"
    data = file.read_bytes()
    cut = tmp_path / "luong-ngoc_000001.json"
    cut.write_bytes(data[: int(len(data) * keep)])
    fresh = tmp_path / "thay"
    run(fresh, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Lương Ngọc")
    answer = run(fresh, "salvage", cut, "--json")
    whole = {
        line[1:17].decode() for line in data.split(b"\n") if line.startswith(b'"') and line.endswith((b"}},", b"}}"))
    }
    got = {p["record"] for p in run(fresh, "list", "--json").json}
    assert got <= whole
    assert answer.status in (1, 2)
    assert (answer.status == 2) == (not got)


def test_salvage_leaves_out_an_altered_edit(run: Run, laptop: Path, tmp_path: Path, woman: str) -> None:
    file = laptop / "villages" / "luong-ngoc.json"
    altered = tmp_path / "luong-ngoc.json"
    altered.write_bytes(file.read_bytes().replace(b"038175000123", b"038175000124"))
    fresh = tmp_path / "thay"
    run(fresh, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Lương Ngọc")
    assert run(fresh, "salvage", altered).status == 1
    assert names(run, fresh) == ["Hà Văn Út"]


def test_a_book_cut_by_a_crash_comes_back_from_its_old_copy(run: Run, laptop: Path, woman: str) -> None:
    run(laptop, "edit", woman, "phone", "0912345678")
    file = laptop / "villages" / "luong-ngoc.json"
    file.write_bytes(file.read_bytes()[:100])
    assert names(run, laptop) == ["Hà Văn Út", "Lò Thị Ánh"]


def test_all_generations_broken_names_the_file(run: Run, laptop: Path) -> None:
    folder = laptop / "villages"
    for file in folder.iterdir():
        file.write_bytes(b"\0" * 500)
    answer = run(laptop, "list")
    assert answer.status == 2
    assert "luong-ngoc.json" in answer.err
    assert run(laptop, "status").status == 1


def test_a_cloned_laptop_and_its_twin_join(run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str) -> None:
    twin = tmp_path / "ban-sao"
    shutil.copytree(laptop, twin)
    run(laptop, "edit", woman, "phone", "0912345678")
    run(twin, "edit", woman, "address", "Nhà số 3")
    for place in (laptop, twin, twin):
        assert run(place, "hand-in", "--to", tmp_path / "usb").status == 0
    assert run(commune, "receive", tmp_path / "usb").status == 0
    assert run(commune, "conflicts", "--json").json == []
    person = next(p for p in run(commune, "list", "--json").json if p["record"] == woman)
    assert (person["phone"], person["address"]) == ("0912345678", "Nhà số 3")


def break_all(folder: Path) -> None:
    for file in (folder / "villages").iterdir():
        file.write_bytes(file.read_bytes()[:300])


def test_a_book_that_cannot_be_read_comes_back_from_the_backup(run: Run, laptop: Path, woman: str) -> None:
    run(laptop, "edit", woman, "phone", "0912345678")
    before = run(laptop, "list", "--json").json
    run(laptop, "backup")
    break_all(laptop)
    answer = run(laptop, "list")
    assert answer.status == 2
    assert "restore" in answer.err
    assert run(laptop, "edit", woman, "phone", "0912000000").status == 2
    assert run(laptop, "restore").status == 1
    assert run(laptop, "list", "--json").json == before
    assert len(list((laptop / "villages").glob("*.hong-*"))) == 2


def test_a_book_that_cannot_be_read_comes_back_from_the_villages_stick(
    run: Run, laptop: Path, commune: Path, tmp_path: Path
) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    break_all(commune)
    assert run(commune, "receive", tmp_path / "usb").status == 0
    assert run(commune, "list", "--json").json == run(laptop, "list", "--json").json


def test_salvage_of_the_own_broken_file_keeps_what_is_whole(run: Run, laptop: Path) -> None:
    file = laptop / "villages" / "luong-ngoc.json"
    lines = file.read_bytes().split(b"\n")
    for old in (laptop / "villages").iterdir():
        old.unlink()
    file.write_bytes(b"\n".join([*lines[:4], lines[4][:90]]))
    assert run(laptop, "list").status == 2
    assert run(laptop, "salvage", file).status == 1
    assert len(run(laptop, "list", "--json").json) == 1


class Unreadable(disk.Disk):
    """A drive that fails at every read of a village's file."""

    def read(self, path: Path) -> bytes:
        if path.name.startswith("luong-ngoc.json"):
            raise OSError(errno.EIO, "Input/output error")
        return super().read(path)


def test_a_drive_that_fails_for_a_moment_is_no_reason_to_begin_anew(
    run: Run, laptop: Path, commune: Path, tmp_path: Path
) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    before = {p.name: p.read_bytes() for p in (commune / "villages").iterdir()}
    with disk.using(Unreadable()):
        answer = run(commune, "receive", tmp_path / "usb")
    assert answer.status == 2
    assert "ổ đĩa báo lỗi" in answer.err
    assert {p.name: p.read_bytes() for p in (commune / "villages").iterdir()} == before


def test_a_rescue_cut_off_before_its_save_leaves_a_loud_state(laptop: Path, run: Run) -> None:
    break_all(laptop)
    with Book.open(laptop, write=True) as book:
        assert salvage.rescue(book, "luong-ngoc")
    answer = run(laptop, "list")
    assert answer.status == 2
    assert "luong-ngoc.json" in answer.err


def test_an_erasure_by_law_is_told_when_it_is_received(
    run: Run, laptop: Path, commune: Path, tmp_path: Path, woman: str
) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    image = bookfile.parse((laptop / "villages" / "luong-ngoc.json").read_bytes(), "x")
    image.purge({woman})
    (tmp_path / "luong-ngoc_000099.json").write_bytes(bookfile.dump(image))
    answer = run(commune, "receive", tmp_path / "luong-ngoc_000099.json")
    assert "1 hồ sơ phải xóa theo luật" in answer.out
    assert names(run, commune) == ["Hà Văn Út"]
