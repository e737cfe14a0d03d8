"""The whole month: sealed, exported, handed back, with work left for the next; and what is printed about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from exports.reading import read_workbook
from store import device, months
from store.book import Book
from store.exchange import receive
from store.lists import LISTS
from tui.demo import Demo, leftovers, run, table
from tui.demo.people import bank_name
from tui.demo.result import WIDTH

MONTH = "2026-03"


def row(demo: Demo, step: str) -> tuple[int, str]:
    return next((row.count, row.remark) for row in demo.rows if row.step.startswith(step))


def test_the_month_is_sealed_with_everybody_in_it(demo: Demo) -> None:
    with Book.open(demo.commune) as book:
        month = months.load(book.folder, demo.month)
    assert demo.month == MONTH
    assert month.sealed
    assert set(month.lists) == set(LISTS)
    assert len(month.lists["annex-btxh"]) + len(month.lists["annex-ncc"]) == row(demo, "Chốt tháng")[0] >= 30


def test_the_workbooks_read_back_as_the_sealed_lists(demo: Demo) -> None:
    month = months.load(demo.commune, demo.month)
    assert len(demo.workbooks) == len(LISTS)
    for key, path in zip(LISTS[:2], demo.workbooks[:2], strict=True):
        reading = read_workbook(path)
        rows = month.lists[key]
        assert [r.get("name") for r in reading.rows] == [r.name for r in rows]
        assert [r.get("own_account") or r.get("other_account") for r in reading.rows] == [
            r.own_account or r.other_account for r in rows
        ]


def test_the_workbooks_say_that_this_is_practice(demo: Demo) -> None:
    from openpyxl import load_workbook

    for path in demo.workbooks:
        texts = [str(value) for line in load_workbook(path).active.values for value in line if value]
        assert any("TẬP DƯỢT" in text for text in texts), path.name


def test_villages_end_with_the_same_records_as_the_commune(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the hand-out, before anybody starts on the next month, every copy holds the same bytes."""
    monkeypatch.setattr(leftovers, "leave", lambda walk: [])
    demo = run(tmp_path / "demo", villages=3, people=12, seed=2, month=MONTH)
    assert row(demo, "Trả sổ")[0] == 3
    with Book.open(demo.commune) as book:
        assert book.conflicts() == []
        assert months.blockers(book, MONTH) == []
        for village in book.villages():
            with Book.open(demo.folder / "thon" / village.slug) as laptop:
                assert laptop.image(village.slug).lines == book.image(village.slug).lines
                assert laptop.device.month == MONTH


def test_hand_ins_late_twice_and_old(demo: Demo) -> None:
    assert row(demo, "Thôn nộp tháng này")[0] == 4
    count, remark = row(demo, "Xã nhận")
    assert remark.startswith("4 có điều mới")
    assert count >= 8
    assert row(demo, "Nhập lại danh sách ở xã") == (12, "0 người bị nhân đôi")


def test_settled_with_reasons(demo: Demo) -> None:
    with Book.open(demo.commune) as book:
        reasons = {
            edit["reason"]
            for village in book.villages()
            for _, record in book.records(village.slug)
            for edit in record["edits"].values()
            if "reason" in edit
        }
    assert any("lời thôn" in reason for reason in reasons)
    assert any("giấy ủy quyền" in reason for reason in reasons)
    assert any("Cùng số căn cước" in reason for reason in reasons)


def test_the_next_month_has_work_to_do(demo: Demo) -> None:
    with Book.open(demo.commune, write=True) as book:
        assert book.month == demo.next_month == "2026-04"
        assert {conflict.field for conflict in book.conflicts()} == {"route.account", "phone"}
        stops = {finding.code for finding in months.blockers(book, book.month)}
        assert stops == {"conflict", "authorisation-expired"}
        rehearsed = receive(book, [demo.stick], dry_run=True)
        assert len([one for one in rehearsed if one.state == "joined"]) == len(demo.waiting) == 2
        assert {one.path for one in rehearsed if one.state == "joined"} == set(demo.waiting)


def test_every_machine_is_set_up(demo: Demo) -> None:
    roles = [device.load(folder).role for folder in (demo.commune, *sorted((demo.folder / "thon").iterdir()))]
    assert roles == ["commune", "village", "village", "village"]


def test_the_table_fits_eighty_columns(demo: Demo) -> None:
    text = table(demo)
    lines = [line for line in text.splitlines() if str(demo.folder) not in line]
    assert max(cell_len(line) for line in lines) <= WIDTH == 80
    assert all(line == line.rstrip() for line in lines)
    assert all(path.name in text for path in demo.workbooks)
    assert f"{demo.found}/{demo.planted}" in text
    assert "soansinh receive" in text


def test_json_is_plain(demo: Demo) -> None:
    import json

    value = json.loads(json.dumps(demo.as_json()))
    assert value["commune"] == str(demo.commune)
    assert len(value["workbooks"]) == 7
    assert [step["count"] for step in value["steps"]] == [row.count for row in demo.rows]


def test_the_clock_s_month_is_the_default(tmp_path: Path) -> None:
    lines: list[str] = []
    demo = run(tmp_path / "demo", villages=2, people=10, seed=3, say=lines.append)
    assert demo.month == max(date.today().strftime("%Y-%m"), device.PLAN_START)
    assert len(lines) == len(demo.rows)


def people_of(demo: Demo) -> list[dict[str, object]]:
    with Book.open(demo.commune) as book:
        return sorted((dict(person.flat()) for person in book.people(ended=True)), key=lambda flat: str(flat["record"]))


def test_the_same_seed_gives_the_same_commune(tmp_path: Path, demo: Demo) -> None:
    again = run(tmp_path / "again", villages=3, people=12, seed=1, month=MONTH)
    other = run(tmp_path / "other", villages=3, people=12, seed=2, month=MONTH)
    assert again.rows == demo.rows
    assert again.mistakes == demo.mistakes
    assert people_of(again) == people_of(demo)
    assert people_of(other) != people_of(demo)


def test_bank_names_have_no_marks() -> None:
    assert bank_name("Đỗ Thị Kim Ươm") == "DO THI KIM UOM"
