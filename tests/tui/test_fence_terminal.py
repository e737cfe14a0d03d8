"""The same bursts as bytes through a real pseudo-terminal, Textual's driver and parser."""

import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a Unix thing", allow_module_level=True)

from tests.tui.terminal import Terminal

PROGRAM = Path(__file__).parent / "programs" / "bursts.py"
F2, F3, F5 = "\x1bOQ", "\x1bOR", "\x1b[15~"

BURSTS = [
    ("Nguye\x7fên\x7f\x7fễn\tLo\x7f\x7fLò", ["Nguyễn", "Lò"]),
    ("Nguye\x08ên\x08\x08ễn\tLo\x08\x08Lò", ["Nguyễn", "Lò"]),
    ("038145000123|Lò Thị Ánh\rsau", ["038145000123|Lò Thị Ánh", "sau"]),
    (F5 + "abc\x7fd\tef", ["abd", "ef"]),
    ("a\t\x1b[200~dán vào\x1b[201~\x7fo!", ["a", "dán vào!"]),
]


@pytest.mark.parametrize(("burst", "expected"), BURSTS)
def test_one_write(burst: str, expected: list[str], tmp_path: Path) -> None:
    with Terminal(PROGRAM, tmp_path / "state", "fenced") as terminal:
        assert terminal.wait(lambda state: state["fields"])
        terminal.write(burst)
        state = terminal.wait(lambda state: state["fields"] == [expected])
        assert state["fields"] == [expected]


def test_step_by_step_and_across_screens(tmp_path: Path) -> None:
    """Each step of a word in a write of its own, half a millisecond apart, as keyboard drivers do."""
    with Terminal(PROGRAM, tmp_path / "state", "fenced") as terminal:
        assert terminal.wait(lambda state: state["fields"])
        for step in ("N", "g", "u", "y", "e", "\x7f", "ê", "n", "\x7f", "\x7f", "ễ", "n", F3, "x", "y", F2, "z"):
            terminal.write(step)
            time.sleep(0.0005)
        expected = [["Nguyễn", ""], ["xy"], ["z"]]
        assert terminal.wait(lambda state: state["fields"] == expected)["fields"] == expected


def test_typed_before_the_program_is_up(tmp_path: Path) -> None:
    with Terminal(PROGRAM, tmp_path / "state", "fenced") as terminal:
        terminal.read(5)  # the first output: the driver has taken over the terminal
        terminal.write("abc\tdef\x7fg")
        state = terminal.wait(lambda state: state["fields"] == [["abc", "deg"]])
        assert state["fields"] == [["abc", "deg"]]


def test_quitting_gives_the_terminal_back(tmp_path: Path) -> None:
    with Terminal(PROGRAM, tmp_path / "state", "fenced") as terminal:
        assert terminal.wait(lambda state: state["fields"])
        terminal.write("abc\x1b[20~def")  # F9
        assert terminal.wait_exit() == 0
        assert b"\x1b[?1049l" in terminal.output
