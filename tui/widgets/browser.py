"""Choosing a file or a folder by keyboard: a table of what is there, drives first.

`Enter` on a folder or drive goes in, `Backspace` goes up; on a file or on the first row ("this folder") it is chosen.
What cannot be looked at is said in the message line, and the table stays where it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from textual.binding import Binding
from textual.message import Message

from store import durable
from store.vietnamese.order import natural_key
from store.vietnamese.text import nfc
from tui.drives import Drive, drives
from tui.widgets.columns import Column
from tui.widgets.table import Table

Kind = Literal["here", "drive", "up", "folder", "file"]
MOST = 2_000
"""Entries looked at in one folder."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row: something to choose or to go into."""

    kind: Kind
    path: Path
    label: str
    size: int = 0
    changed: float = 0.0

    @property
    def shown_size(self) -> str:
        """Kilobytes, for files."""
        return f"{max(1, self.size // 1024):,} KB".replace(",", ".") if self.kind == "file" else ""

    @property
    def shown_date(self) -> str:
        """When a file was last changed, as the drive says."""
        return datetime.fromtimestamp(self.changed).strftime("%d/%m/%Y %H:%M") if self.changed else ""


_SIGNS: dict[Kind, str] = {"here": "→", "drive": "■", "up": "↑", "folder": "/", "file": " "}


class Browser(Table[Spot]):
    """The table. `here` words the first row, which chooses the folder itself (`{}` is the count of files); without it only
    files are chosen. `ending` and `takes` say which files are shown."""

    @dataclass
    class Chosen(Message):
        """A file was chosen, or the folder itself."""

        browser: Browser
        path: Path

    @dataclass
    class Moved(Message):
        """The table shows another folder."""

        browser: Browser
        folder: Path

    @dataclass
    class Trouble(Message):
        """A folder could not be looked at."""

        browser: Browser
        text: str

    BINDINGS = [
        Binding("backspace", "up", "Lên", show=False, id="browser.up", tooltip="Lên thư mục trên"),
    ]

    def __init__(
        self,
        *,
        ending: str = "",
        here: str = "",
        takes: Callable[[str], bool] = lambda name: True,
        id: str | None = None,
    ) -> None:
        super().__init__(
            [
                Column("Tên", lambda spot: f"{_SIGNS[spot.kind]} {spot.label}", least=30),
                Column("Cỡ", lambda spot: spot.shown_size, width=10, align="right", extra=True),
                Column("Sửa lúc", lambda spot: spot.shown_date, width=16, extra=True),
            ],
            key=lambda spot: (spot.kind, str(spot.path)),
            empty="Không có gì ở đây.",
            id=id,
        )
        self.folder = Path()
        self._ending = ending
        self._here = here
        self._takes = takes

    def go(self, folder: Path, *, at: Path | None = None) -> bool:
        """Show another folder; False (and `Trouble`) if it cannot be looked at."""
        try:
            entries = _look(folder)
        except OSError as error:
            self.post_message(self.Trouble(self, f"Không xem được {folder}: {durable.why(error, reading=True)}."))
            return False
        self.folder = folder
        spots = self._spots(entries)
        wanted = next((spot for spot in spots if at is not None and spot.path == at), spots[0] if spots else None)
        self.show_rows(spots, at=(wanted.kind, str(wanted.path)) if wanted else None)
        self.post_message(self.Moved(self, folder))
        return True

    def start(self, last: Path | None) -> None:
        """Show where the hand most likely wants to be: where it was last, or the one drive that is plugged in."""
        found = drives()
        places = [last] if last is not None else []
        places += [found[0].path] if len(found) == 1 else []
        for place in (*places, Path.home(), Path.cwd()):
            if place.is_dir() and self.go(place):
                return

    def _spots(self, entries: Sequence[Spot]) -> list[Spot]:
        files = [spot for spot in entries if spot.kind == "file" and self._fits(spot.path.name)]
        folders = [spot for spot in entries if spot.kind == "folder"]
        spots: list[Spot] = []
        if self._here:
            spots.append(Spot("here", self.folder, self._here.format(len(files))))
        spots += [_drive(drive) for drive in drives() if drive.path != self.folder]
        if self.folder.parent != self.folder:
            spots.append(Spot("up", self.folder.parent, "Lên thư mục trên"))
        return [*spots, *folders, *files]

    def _fits(self, name: str) -> bool:
        return bool(self._ending) and name.lower().endswith(self._ending) and self._takes(name)

    def action_choose(self) -> None:
        """Enter: go in, or choose."""
        spot = self.row
        if spot is None:
            return
        if spot.kind in ("here", "file"):
            self.post_message(self.Chosen(self, spot.path))
        else:
            self.go(spot.path, at=self.folder if spot.kind == "up" else None)

    def action_up(self) -> None:
        """Backspace: the folder above."""
        if self.folder.parent != self.folder:
            self.go(self.folder.parent, at=self.folder)


def _drive(drive: Drive) -> Spot:
    return Spot("drive", drive.path, f"USB {drive.label}")


def _look(folder: Path) -> list[Spot]:
    """What is in a folder, folders first, hidden things and Excel's own lock files left out. Raises `OSError`."""
    found: list[Spot] = []
    with os.scandir(folder) as entries:
        for entry, _ in zip(entries, range(MOST), strict=False):
            if not entry.name.startswith((".", "~$")):
                found.append(_spot(entry))
    return sorted(found, key=lambda spot: (spot.kind == "file", natural_key(spot.label)))


def _spot(entry: os.DirEntry[str]) -> Spot:
    try:
        if entry.is_dir():
            return Spot("folder", Path(entry.path), nfc(entry.name))
        stat = entry.stat()
        return Spot("file", Path(entry.path), nfc(entry.name), stat.st_size, stat.st_mtime)
    except OSError:  # a broken link, or gone meanwhile
        return Spot("file", Path(entry.path), nfc(entry.name))


def typed_path(text: str) -> Path:
    """The path that was typed or pasted: quotes dropped, `~` opened; as it stands on the drive where accents are
    stored apart from their letters. Raises `ValueError` for nothing."""
    import unicodedata

    clean = text.strip().strip("\"'").strip()
    if not clean:
        raise ValueError("Chưa có đường dẫn.")
    path = Path(clean).expanduser()
    apart = Path(unicodedata.normalize("NFD", str(path)))
    return apart if not path.exists() and apart.exists() else path
