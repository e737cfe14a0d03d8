"""A real pseudo-terminal of 80 x 24 with a program in it. What Pilot cannot show: the parser, the driver, bytes and
times."""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """Runs a Python file in a pseudo-terminal. The program tells what it sees through a JSON file named in
    `STATE_FILE`."""

    def __init__(self, program: Path, state_file: Path, *arguments: str, term: str = "xterm-256color") -> None:
        self.state_file = state_file
        self.output = bytearray()
        self.code: int | None = None
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM=term, STATE_FILE=str(state_file), PYTHONPATH=str(ROOT), TEXTUAL_ANIMATIONS="none")
            os.execv(sys.executable, [sys.executable, str(program), *arguments])
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *exception: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def write(self, text: str) -> None:
        os.write(self.master, text.encode())

    def read(self, seconds: float) -> bytes:
        """What the program writes within the time, as soon as there is something."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self.master, 65536)
        except OSError:  # the program has closed its end
            return b""
        self.output += chunk
        return chunk

    def state(self) -> Any:
        try:
            return json.loads(self.state_file.read_text())
        except (OSError, ValueError):
            return None

    def wait(self, condition: Callable[[Any], object], seconds: float = 10.0) -> Any:
        """Read along until the state fulfils the condition; the last state is returned either way."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            self.read(0.01)
            state = self.state()
            if state is not None and condition(state):
                return state
        return self.state()

    def wait_exit(self, seconds: float = 10.0) -> int | None:
        limit = time.monotonic() + seconds
        while self.code is None and time.monotonic() < limit:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code
