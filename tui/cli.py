"""The way in: `soansinh` opens the app, `soansinh COMMAND …` does one thing and ends.

The app's way imports neither click nor the models, so that the first screen stands soon. Whatever goes wrong ends in a
Vietnamese sentence and exit status 2, never in a traceback.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

DONE, FINDINGS, COULD_NOT = 0, 1, 2
DATA_VARIABLE = "SOANSINH_DATA"


def data_folder(chosen: str | None = None) -> Path:
    """The data folder: the one chosen, else `SOANSINH_DATA`, else the user's own data directory."""
    named = chosen or os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("soansinh", appauthor=False)


def main(argv: list[str] | None = None) -> None:
    """The command `soansinh`. Exits with 0 done, 1 done with findings, 2 could not."""
    args = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console set to another code page would choke on Vietnamese
            stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = _only_data(args)
    if chosen is not None:
        sys.exit(open_app(data_folder(chosen or None)))
    from tui.commands import run

    sys.exit(run(args))


def _only_data(args: list[str]) -> str | None:
    """The chosen folder ("" for the usual one) if the arguments ask for nothing but the app, else None."""
    if not args:
        return ""
    if len(args) == 2 and args[0] == "--data":
        return args[1]
    if len(args) == 1 and args[0].startswith("--data="):
        return args[0].removeprefix("--data=")
    return None


def open_app(folder: Path) -> int:
    """Opens the full-screen app on a data folder; without a terminal it says so and gives 2."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "Sổ An Sinh cần một cửa sổ dòng lệnh (terminal) để mở màn hình. Trong tập lệnh, dùng «soansinh --help».",
            file=sys.stderr,
        )
        return COULD_NOT
    import gc

    gc.disable()  # until the first screen stands (`SoAnSinh`): collecting while modules load costs some 30 ms
    from tui.app import start

    return start(folder)


if __name__ == "__main__":
    main()
