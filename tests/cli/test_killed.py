"""kill -9 in the middle of an import or a receive: the book reads, and holds all of it or nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import Run
from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 40


def a_list(path: Path) -> Path:
    """A plain list of forty invented people."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BTXH"
    sheet.append(
        ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Chế độ đang hưởng", "Thôn", "Số tài khoản", "Ngân hàng"]
    )
    for number in range(PEOPLE):
        account = f"86002{number:08d}"
        sheet.append([number + 1, f"Lò Văn {chr(65 + number % 20)}{'u' * (number // 20 + 1)}", 1950 + number, "Nam",
                      "Người khuyết tật nặng", "Lương Ngọc", account, "Agribank"])  # fmt: skip
    book.save(path)
    return path


def killed(seconds: float, *args: object) -> bool:
    """Runs a command and kills it after a while; whether it had ended by itself."""
    command = [sys.executable, "-m", "tui", *map(str, args)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return False


def full_time(*args: object) -> float:
    """How long the command takes when nobody disturbs it."""
    start = time.perf_counter()
    assert killed(60, *args)
    return time.perf_counter() - start


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
def test_import_killed_anywhere_is_whole_or_not_there(run: Run, tmp_path: Path) -> None:
    rng = random.Random(5)
    file = a_list(tmp_path / "danh-sach.xlsx")

    def fresh(number: int) -> Path:
        folder = tmp_path / f"thon-{number}"
        run(folder, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Lương Ngọc")
        return folder

    whole = full_time("--data", fresh(0), "import", file)
    for number in range(1, 11):
        folder = fresh(number)
        ended = killed(whole * rng.uniform(0.5, 1.02), "--data", folder, "import", file)
        people = run(folder, "list", "--json")
        assert people.status == 0
        assert len(people.json) in ((PEOPLE,) if ended else (0, PEOPLE))
        assert run(folder, "import", file).status in (0, 1)
        assert len(run(folder, "list", "--json").json) == PEOPLE


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
def test_receive_killed_anywhere_loses_nothing(run: Run, commune: Path, laptop: Path, tmp_path: Path) -> None:
    rng = random.Random(6)
    stick = tmp_path / "usb"
    run(laptop, "import", a_list(tmp_path / "danh-sach.xlsx"))
    run(laptop, "hand-in", "--to", stick)
    whole = full_time("--data", commune, "receive", stick)
    everybody = run(laptop, "list", "--json").json
    for number in range(1, 9):
        someone = rng.choice(everybody)["record"]
        run(laptop, "edit", someone, "note", f"lần {number}")
        run(laptop, "hand-in", "--to", stick)
        killed(whole * rng.uniform(0.4, 1.02), "--data", commune, "receive", stick)
        assert len(run(commune, "list", "--json").json) == len(everybody)
        assert run(commune, "receive", stick).status == 0
        assert run(commune, "list", "--village", "Lương Ngọc", "--json").json == run(laptop, "list", "--json").json
