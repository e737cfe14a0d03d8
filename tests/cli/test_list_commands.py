"""import, imports, undo-import, month, export: existing lists in, official lists out."""

from pathlib import Path

import pytest
from commandline import Run
from openpyxl import Workbook, load_workbook

HEADERS = [
    "STT", "Họ và tên đối tượng", "Nam", "Nữ", "Chế độ đang hưởng", "Số CCCD", "Thôn", "Số tài khoản của đối tượng",
    "Tên ngân hàng",
]  # fmt: skip


def a_list(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BTXH"
    sheet.append(["Danh sách đối tượng bảo trợ xã hội"])
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


GOOD = [1, "LÒ THỊ ÁNH", None, "02/03/1975", "Người khuyết tật nặng", "038175000123", "Lương Ngọc", "8600205123456",
        "NHNo&PTNT"]  # fmt: skip
LOST_ZERO = [2, "Hà Văn Út", 1980, None, "Người khuyết tật nặng", 38080000456, "Lương Ngọc", None, None]
BAD = [3, "Bùi Thị Én", None, "31/02/1950", "Chế độ lạ", "0381750001", "Lương Ngọc", 9.70405e18, "Ngân hàng lạ"]


def test_good_rows_go_in_and_each_bad_cell_is_named(run: Run, commune: Path, tmp_path: Path) -> None:
    file = a_list(tmp_path / "a.xlsx", GOOD, LOST_ZERO, BAD)
    answer = run(commune, "import", file, "--village", "Lương Ngọc", "--json")
    assert answer.status == 1
    assert answer.json["new"] == 3
    cells = {p["cell"] for p in answer.json["problems"] if p["grade"] != "note"}
    assert {"D5", "E5", "F5", "H5", "I5"} <= cells
    people = {p["name"]: p for p in run(commune, "list", "--json").json}
    assert people["Lò Thị Ánh"]["account.provider"] == "Agribank"
    assert people["Hà Văn Út"]["citizen_id"] == "038080000456"
    assert "citizen_id" not in people["Bùi Thị Én"]
    assert "born" not in people["Bùi Thị Én"]
    assert people["Bùi Thị Én"]["regimes.BTXH-KHAC.written"] == "Chế độ lạ"


def test_a_rehearsal_says_it_all_and_changes_nothing(run: Run, commune: Path, tmp_path: Path) -> None:
    file = a_list(tmp_path / "a.xlsx", GOOD, BAD)
    before = {p: p.read_bytes() for p in commune.rglob("*") if p.is_file() and p.name != ".lock"}
    answer = run(commune, "import", file, "--village", "Lương Ngọc", "--dry-run", "--json")
    assert answer.json["new"] == 2
    assert answer.json["problems"]
    assert {p: p.read_bytes() for p in commune.rglob("*") if p.is_file() and p.name != ".lock"} == before


def test_importing_again_changes_nothing_and_undo_takes_it_back(run: Run, commune: Path, tmp_path: Path) -> None:
    file = a_list(tmp_path / "a.xlsx", GOOD, LOST_ZERO)
    run(commune, "import", file, "--village", "Lương Ngọc")
    book = (commune / "villages" / "luong-ngoc.json").read_bytes()
    assert run(commune, "import", file, "--village", "Lương Ngọc", "--json").json["unchanged"] == 2
    assert (commune / "villages" / "luong-ngoc.json").read_bytes() == book
    assert len(run(commune, "imports", "--json").json) == 1
    assert run(commune, "undo-import").status == 0
    assert run(commune, "list", "--json").json == []
    assert run(commune, "undo-import").status == 2
    run(commune, "import", file, "--village", "Lương Ngọc")
    assert len(run(commune, "list", "--json").json) == 2


def test_the_same_list_at_village_and_commune_doubles_nobody(
    run: Run, commune: Path, laptop: Path, tmp_path: Path
) -> None:
    file = a_list(tmp_path / "a.xlsx", GOOD, LOST_ZERO)
    fresh = tmp_path / "thon-moi"
    run(fresh, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Lương Ngọc")
    run(fresh, "import", file)
    run(commune, "import", file, "--village", "Lương Ngọc")
    run(fresh, "hand-in", "--to", tmp_path / "usb")
    assert run(commune, "receive", tmp_path / "usb").status == 0
    assert run(commune, "list", "--json").json == run(fresh, "list", "--json").json
    assert len(run(commune, "list", "--json").json) == 2


@pytest.mark.parametrize("name", ["khong-co.xlsx", "cu.xls", "hong.xlsx"])
def test_a_file_that_is_no_workbook_is_refused_in_words(run: Run, commune: Path, tmp_path: Path, name: str) -> None:
    if name != "khong-co.xlsx":
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 600)
    answer = run(commune, "import", tmp_path / name, "--village", "Lương Ngọc")
    assert answer.status == 2
    assert name in answer.err
    assert not (commune / "villages").exists()


def test_a_month_is_sealed_exported_and_reopened(run: Run, commune: Path, tmp_path: Path) -> None:
    run(commune, "import", a_list(tmp_path / "a.xlsx", GOOD, LOST_ZERO), "--village", "Lương Ngọc")
    assert run(commune, "month", "2024-09", "seal", "--json").json["sealed"] is True
    assert run(commune, "month", "2024-09", "seal").status == 2
    record = run(commune, "list", "--json").json[0]["record"]
    run(commune, "edit", record, "name", "Lò Thị Đổi Tên")
    lists = run(commune, "month", "2024-09", "--json").json["lists"]
    assert (lists["annex-btxh"], lists["ds3"], lists["cash"]) == (2, 1, 1)
    written = run(commune, "export", "2024-09", "--to", tmp_path / "ra", "--json").json["files"]
    assert len(written) == 7
    annex = load_workbook(next(f for f in written if "phu-luc-btxh" in f)).worksheets[0]
    values = [cell.value for row in annex.iter_rows() for cell in row]
    assert "Lò Thị Ánh" in values
    assert "Lò Thị Đổi Tên" not in values
    assert run(commune, "month", "2024-09", "reopen").status == 2
    assert run(commune, "month", "2024-09", "reopen", "--reason", "sót một người").status == 0
    assert run(commune, "month", "2024-09", "--json").json["sealed"] is False


def test_a_month_with_a_clash_on_an_account_does_not_seal(
    run: Run, commune: Path, laptop: Path, tmp_path: Path, woman: str
) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    run(laptop, "edit", woman, "account.number", "8600205123456")
    run(commune, "edit", woman, "account.number", "8600205123465")
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    assert run(commune, "month", "2026-03", "seal").status == 2
    answer = run(commune, "month", "2026-03", "--json")
    assert answer.status == 1
    assert woman in [b["record"] for b in answer.json["blockers"]]
    assert answer.json["lists"]["cash"] == 2
    run(commune, "resolve", woman, "route.account", "8600205123456")
    assert run(commune, "month", "2026-03", "seal").status == 0


def test_a_death_beside_a_new_account_stops_the_month(
    run: Run, commune: Path, laptop: Path, tmp_path: Path, woman: str
) -> None:
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    run(laptop, "edit", woman, "life", "chết")
    run(commune, "edit", woman, "account.number", "8600205123456")
    run(laptop, "hand-in", "--to", tmp_path / "usb")
    run(commune, "receive", tmp_path / "usb")
    assert "death-and-account" in [f["code"] for f in run(commune, "check", "--json").json]
    assert run(commune, "month", "2026-03", "seal").status == 2


def test_an_exported_annex_imports_back_into_the_same_records(run: Run, commune: Path, tmp_path: Path) -> None:
    run(commune, "import", a_list(tmp_path / "a.xlsx", GOOD, LOST_ZERO), "--village", "Lương Ngọc")
    files = run(commune, "export", "2024-09", "--to", tmp_path / "ra", "--json").json["files"]
    other = tmp_path / "xa-khac"
    run(other, "init", "--role", "commune", "--commune", "Cẩm Lương", "--village", "Lương Ngọc", "--village", "Thôn 2")
    run(other, "import", next(f for f in files if "phu-luc-btxh" in f))
    assert run(other, "list", "--json").json == run(commune, "list", "--json").json


def test_only_the_commune_seals(run: Run, laptop: Path) -> None:
    assert run(laptop, "month", "2026-03", "seal").status == 2
    assert run(laptop, "month", "2026-03", "show").status == 0


def test_an_account_taken_up_again_after_an_undone_import_is_in_use(run: Run, commune: Path, tmp_path: Path) -> None:
    run(commune, "import", a_list(tmp_path / "a.xlsx", GOOD), "--village", "Lương Ngọc")
    record = run(commune, "list", "--json").json[0]["record"]
    run(commune, "edit", record, "note", "đã gặp")
    run(commune, "undo-import")
    run(commune, "edit", record, "life", "còn sống")
    assert run(commune, "edit", record, "account.number", "8600205123456").status == 0
    (person,) = run(commune, "list", "--json").json
    assert person["account.number"] == "8600205123456"
    assert "account.state" not in person
    assert run(commune, "month", "2024-09", "--json").json["lists"]["cash"] == 0
