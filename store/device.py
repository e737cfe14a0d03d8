"""This machine: what it is for, who sits at it, which month is being worked on. Never copied to another machine."""

from __future__ import annotations

import getpass
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from store import durable
from store.canonical import pretty
from store.errors import BookError

FILE = "device.json"
PLAN_START = "2023-07"
"""The plan of the seed begins in July 2023; a clock that claims an earlier month has lost its battery."""


@dataclass(slots=True)
class Device:
    """`role` is "commune" or "village"; `village` is the slug of a village laptop's own village.

    `month` is the working month that was chosen ("" to follow the clock).
    """

    role: str
    village: str = ""
    author: str = ""
    month: str = ""
    typing: str = "off"
    theme: str = "light"

    def by(self) -> str:
        """How this machine signs its edits: "<village or xã>/<person>"."""
        return f"{self.village or 'xã'}/{self.author or user_name()}"


def user_name() -> str:
    """The name of the user of the system, or a word for nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account entry, as in some containers
        return "máy"


def clock() -> str:
    """What this machine's clock claims, to the minute. Shown as such, never compared."""
    return datetime.now().isoformat(timespec="minutes")


def clock_month() -> str:
    """The clock's month, but never one before the plan began."""
    return max(datetime.now().strftime("%Y-%m"), PLAN_START)


def load(folder: Path) -> Device:
    """What this machine is. Raises `BookError` for a folder that is not set up, or whose file is broken."""
    raw: dict[str, Any] = durable.read_json(folder / FILE)
    known = {f.name for f in fields(Device)}
    device = (
        Device(**{key: value for key, value in raw.items() if key in known and isinstance(value, str)})
        if isinstance(raw.get("role"), str)
        else None
    )
    if device is None or device.role not in ("commune", "village") or (device.role == "village" and not device.village):
        raise BookError(
            f"Tệp {FILE} trong {folder} không đúng dạng.",
            "Sổ không bị đụng tới. Chạy «soansinh init» để ghi lại tệp này.",
        )
    return device


def save(folder: Path, device: Device) -> None:
    """Writes what this machine is."""
    durable.save(folder / FILE, pretty(asdict(device)))
