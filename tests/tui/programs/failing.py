"""The real app on the folder given, with keys that break it: Ctrl+D in a handler, Ctrl+W in a job's thread."""

import sys
from pathlib import Path

from textual.binding import Binding

from tui import app as program
from tui.screens.home import HomeScreen


class Broken(HomeScreen):
    BINDINGS = [Binding("ctrl+d", "break_handler"), Binding("ctrl+w", "break_job")]

    def action_break_handler(self) -> None:
        raise ZeroDivisionError("phép chia cho không")

    def action_break_job(self) -> None:
        self.app.run_job("Hỏng", lambda tell: 1 // 0, print)


program.SoAnSinh.SCREENS = {**program.SoAnSinh.SCREENS, "home": Broken}

if __name__ == "__main__":
    sys.exit(program.start(Path(sys.argv[1])))
