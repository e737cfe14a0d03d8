"""What the program prints it can read: the month's lists come back as the people they were printed from."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.month import write_month
from exports.reading import read_workbook
from store import device, profile
from store.book import Book, Change
from store.device import Device
from store.intake import ListedRow, apply, plan_into
from store.lists import MonthLists, build

MONTH = "2023-09"
REGIMES = {
    "BTXH": ["Người khuyết tật nặng", "NKT đặc biệt nặng", "Người đơn thân nghèo nuôi con", "chế độ lạ của xã"],
    "NCC": ["Thương binh 45%", "Bệnh binh 61%", "Vợ liệt sỹ", "Người HĐKC bị nhiễm CĐHH"],
}
BORN = ["1945", "1950-03", "1955-02-09", "1960-12-31"]


def people() -> list[ListedRow]:
    """Invented people: every precision of birth, own and other accounts, cash, guardians, words that do not resolve."""
    rows = []
    for i in range(32):
        group, village = ("BTXH", "NCC")[i % 2], ("Hòa Thuận", "Thôn 2")[i // 16]
        born = BORN[i % 4]
        sex = ("male", "female")[(i // 2) % 2]
        values = {"name": f"Hà {('Văn', 'Thị')[sex == 'female']} Thử {'ABCDEFGH'[i // 4]}", "born": born, "sex": sex}
        values |= {"village": village, "regime": REGIMES[group][(i // 2) % 4]}
        if i % 3:
            values["citizen_id"] = f"038{int(sex == 'female')}{born[2:4]}{i:06d}"
        if i % 4 == 1:
            values |= {"own_account": f"01234567{i:02d}", "provider": "Agribank"}
        if i % 4 in (2, 3):
            values |= {"other_account": f"98765432{i:02d}", "provider": "Ngân hàng lạ" if i == 7 else "BIDV"}
            values |= {"receiver": f"Lò Văn Nhận {i}", "relation": ("Con đẻ", "Người giám hộ (bà nội)")[i % 2]}
        rows.append(ListedRow(group, i, group, values))
    both = next(row for row in rows if row.get("citizen_id"))
    return [*rows, ListedRow("NCC", 99, "NCC", {**both.values, "regime": "Thương binh 21%"})]


@pytest.fixture
def books(tmp_path: Path) -> Iterator[list[Book]]:
    opened = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        commune = profile.Commune(commune="Cẩm Lương")
        for village in ("Hòa Thuận", "Thôn 2"):
            commune.add_village(village)
        profile.save(folder, commune)
        device.save(folder, Device(role="commune", author="Thử", month=MONTH))
        opened.append(Book.open(folder, write=True))
    yield opened
    for book in opened:
        book.close()


def flat(book: Book) -> list[dict[str, Any]]:
    """Everybody's fields without record names, which are not printed."""
    unnamed = ("record", "route.recipient", "route.account")
    found = [{key: value for key, value in p.flat().items() if key not in unnamed} for p in book.people()]
    return sorted(found, key=lambda f: (f["village"], f["name"], f.get("born", ""), f.get("citizen_id", "")))


def printed(book: Book, folder: Path) -> list[Path]:
    folder.mkdir()
    lists = build(book.people(), MONTH, book.commune, book.reference)
    write_month(MonthLists(MONTH, "Cẩm Lương", True, lists), book.commune, folder, today=date(2023, 9, 24))
    return sorted(folder.glob("*.xlsx"))


def test_an_annex_comes_back_as_the_same_people(tmp_path: Path, books: list[Book]) -> None:
    first, second = books
    apply(first, plan_into(first, people()), source="a.xlsx")
    assert len(first.people()) == 32
    for path in printed(first, tmp_path / "out"):
        if "phu-luc" in path.name:
            reading = read_workbook(path)
            assert not reading.problems
            apply(second, plan_into(second, reading.rows), source=path.name)
    assert flat(second) == flat(first)
    assert not second.conflicts()


def test_no_list_changes_the_book_it_came_from(tmp_path: Path, books: list[Book]) -> None:
    first, _ = books
    apply(first, plan_into(first, people()), source="a.xlsx")
    typed = {"kind": "beneficiary", "village": "thon-2", "name": "Vi Thị Gõ", "born": "1948", "sex": "female"}
    first.commit("thon-2", [Change(None, {**typed, "regimes.KT-03.status": "active"})])
    paths = printed(first, tmp_path / "out")
    assert len(paths) == 7
    for path in paths:
        planned = plan_into(first, read_workbook(path).rows)
        assert not planned.changes, path.name
        assert not planned.left_out
