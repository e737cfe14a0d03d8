"""The practice folder never takes anybody else's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book import Book
from store.errors import BookError, Locked
from store.setup import set_up
from tui.demo import run
from tui.demo.place import MARKER, prepare


def test_a_folder_with_anything_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "so-that.txt").write_text("dữ liệu thật", encoding="utf-8")
    with pytest.raises(BookError, match="đã có dữ liệu khác"):
        run(tmp_path, villages=2, people=10)
    assert [path.name for path in tmp_path.iterdir()] == ["so-that.txt"]


def test_a_real_book_is_refused_and_left_alone(tmp_path: Path) -> None:
    set_up(tmp_path, "commune", "Cẩm Lương", ["Thôn 1"])
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(BookError, match="Không có gì bị đụng tới"):
        prepare(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("x")
    with pytest.raises(BookError, match="là một tệp"):
        prepare(tmp_path / "demo")


def test_an_earlier_practice_commune_is_made_anew(tmp_path: Path) -> None:
    place = prepare(tmp_path / "demo")
    (place.commune / "device.json").write_text("{}")
    own = place.root / "ghi-chu-cua-toi.txt"
    own.write_text("giữ lại")
    again = prepare(tmp_path / "demo")
    assert list(again.commune.iterdir()) == []
    assert own.read_text() == "giữ lại"
    assert (again.root / MARKER).read_text(encoding="utf-8").startswith("SỔ AN SINH")


def test_a_practice_commune_that_is_open_is_not_swept_away(tmp_path: Path) -> None:
    place = prepare(tmp_path / "demo")
    set_up(place.commune, "commune", "Mường Sơn (tập dượt)", ["Thôn 1"])
    with Book.open(place.commune, write=True), pytest.raises(Locked):
        prepare(tmp_path / "demo")
    assert (place.commune / "commune.json").exists()


@pytest.mark.parametrize(("villages", "people"), [(1, 30), (0, 30), (3, 9)])
def test_too_small_a_commune_is_refused_before_anything_is_written(tmp_path: Path, villages: int, people: int) -> None:
    with pytest.raises(BookError, match="ít nhất"):
        run(tmp_path / "demo", villages=villages, people=people)
    assert not (tmp_path / "demo").exists()
