"""Removable drives that are plugged in, as folders to write to or read from.

Only a help for the hand: whatever is not found here can be typed as a path. Nothing on a drive is touched; on Linux the
list of mounts is read (asking a stale network mount itself could hang), on Windows the drive letters are asked for
their kind.
"""

from __future__ import annotations

import contextlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
_STICK = re.compile(r"/media/[^/]+(/[^/]+)?|/run/media/[^/]+/[^/]+|/mnt/[^/]+")
"""Where desktops and people mount sticks. Deeper mounts are something else."""

_REMOVABLE = 2


@dataclass(frozen=True, slots=True)
class Drive:
    """A place where a stick is mounted; `label` is what people call it."""

    path: Path
    label: str


def drives() -> list[Drive]:
    """The removable drives, in order of their names; an empty list where the system does not tell."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        return _windows() if sys.platform == "win32" else mounted(MOUNTS.read_text("utf-8", "surrogateescape"))
    return []


def mounted(mounts: str) -> list[Drive]:
    """The drives among the mounts, given as the text of `/proc/self/mounts`."""
    found: dict[str, Drive] = {}
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            place = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), parts[1])
            if _STICK.fullmatch(place):
                found[place] = Drive(Path(place), Path(place).name)
    return [found[place] for place in sorted(found)]


def _windows() -> list[Drive]:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    bits = kernel.GetLogicalDrives()
    letters = [chr(ord("A") + place) for place in range(26) if bits >> place & 1]
    return [
        Drive(Path(f"{letter}:\\"), f"Ổ {letter}:")
        for letter in letters
        if kernel.GetDriveTypeW(f"{letter}:\\") == _REMOVABLE
    ]
