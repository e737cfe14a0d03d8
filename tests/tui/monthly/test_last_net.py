"""What nobody foresaw ends in a sentence and a log file; the terminal is as it was before."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from store.book import Book
from tests.tui.terminal import ROOT, Terminal
from tui import crash
from tui.app import start

PROGRAM = ROOT / "tests" / "tui" / "programs" / "failing.py"
LEFT_ALTERNATE_SCREEN = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"


def read_until(terminal: Terminal, wanted: str, seconds: float = 10.0) -> None:
    limit = time.monotonic() + seconds
    while wanted.encode() not in terminal.output and time.monotonic() < limit:
        terminal.read(0.05)
    assert wanted.encode() in terminal.output


@pytest.mark.parametrize("key", ["\x04", "\x17"], ids=["in a handler", "in a thread"])
def test_a_fault_in_the_program(commune: Path, tmp_path: Path, key: str) -> None:
    with Terminal(PROGRAM, tmp_path / "state.json", str(commune)) as terminal:
        read_until(terminal, "Lương Ngọc")
        terminal.write(key)
        assert terminal.wait_exit() == 2
        terminal.read(0.2)
    end = bytes(terminal.output[terminal.output.rindex(LEFT_ALTERNATE_SCREEN) :])
    assert CURSOR_SHOWN in terminal.output
    assert "Sổ An Sinh gặp lỗi ngoài dự tính" in end.decode()
    assert b"Traceback" not in terminal.output
    assert b"ZeroDivisionError" not in terminal.output
    log = Path(re.search(r"hỗ trợ: (\S+)", end.decode())[1])  # type: ignore[index]
    assert log.parent == commune
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    Book.open(commune, write=True).close()  # the lock is free again


def test_the_log_goes_to_the_temporary_folder_where_the_data_folder_takes_none(tmp_path: Path) -> None:
    log = crash.write_log(tmp_path / "chưa có", ValueError("x"))
    assert log is not None
    assert log.exists()
    log.unlink()


def test_two_faults_in_one_second_keep_both_logs(tmp_path: Path) -> None:
    logs = {crash.write_log(tmp_path, ValueError(str(number))) for number in range(3)}
    assert len(logs) == 3


def test_a_second_program_is_refused_in_words(commune: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Book.open(commune, write=True):
        assert start(commune) == 2
    assert "Một chương trình khác đang mở sổ" in capsys.readouterr().err


def test_a_folder_whose_device_file_is_broken_is_refused_in_words(
    commune: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in commune.glob("device.json*"):
        place.write_text("{")
    assert start(commune) == 2
    assert "device.json" in capsys.readouterr().err


def test_ctrl_q_ends_quietly(commune: Path, tmp_path: Path) -> None:
    with Terminal(PROGRAM, tmp_path / "state.json", str(commune)) as terminal:
        read_until(terminal, "Lương Ngọc")
        terminal.write("\x11")
        assert terminal.wait_exit() == 0
    assert not list(commune.glob("loi-*.txt"))


def test_a_terminated_program_loses_nothing(commune: Path, tmp_path: Path) -> None:
    with Terminal(PROGRAM, tmp_path / "state.json", str(commune)) as terminal:
        read_until(terminal, "Lương Ngọc")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait_exit()
    with Book.open(commune, write=True) as book:
        assert len(book.people()) == 3
