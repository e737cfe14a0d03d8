"""Time to the first usable screen, in a real pseudo-terminal, against an empty Textual app.

"Usable" is the moment when the words that the screen must show have been written to the terminal.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import village
from benchmarks.timing import line
from store import bookfile, device, disk, profile
from store.book import VILLAGES
from store.device import Device
from store.profile import Commune

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("SẴN SÀNG")
Empty().run()
"""
RUNS = 7


def run() -> list[str]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _commune(folder)
        ours = [sys.executable, "-m", "tui", "--data", str(folder)]
        theirs = [sys.executable, "-c", EMPTY]
        pairs = [(_first(ours, "Thôn 10"), _first(theirs, "SẴN SÀNG")) for _ in range(RUNS)]
    mine, floor = (min(times) for times in zip(*pairs, strict=True))
    return [line("first usable screen, 10 villages × 50 (floor: empty app)", mine, floor, "≤ 1.5×")]


def _commune(folder: Path) -> None:
    commune = Commune(commune="Cẩm Lương")
    (folder / VILLAGES).mkdir()
    for number in range(1, 11):
        slug = commune.add_village(f"Thôn {number}").slug
        data = bookfile.dump(village(50, slug=slug))
        disk.current().create(folder / VILLAGES / f"{slug}.json", data, exclusive=True)
    profile.save(folder, commune)
    device.save(folder, Device("commune", author="Lan"))


def _first(command: list[str], words: str) -> float:
    """Milliseconds from starting the command until its terminal output holds the words."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execvp(command[0], command)
    seen = b""
    wanted = words.encode()
    try:
        while wanted not in seen:
            if not select.select([terminal], [], [], 20)[0]:
                raise TimeoutError(f"{words!r} never came")
            seen += os.read(terminal, 65536)
        return (time.perf_counter() - start) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
