"""A commune's folder with a few people whose papers differ, and the app on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from store import device
from store.book import Book, Change
from store.editing import changes
from store.records import derived_name
from store.setup import set_up
from tests.tui.helpers import settled
from tui.app import SoAnSinh

HERE = Path(__file__).parent
MONTH = "2026-03"
ANH, UT, BINH, HOA, DEAD = (derived_name("test", name) for name in ("Ánh", "Út", "Bình", "Hoà", "Dead"))

PEOPLE: dict[str, dict[str, Any]] = {
    ANH: {
        "name": "Lò Thị Ánh", "born": "1945-03-02", "sex": "female", "citizen_id": "038145000123", "phone": "0912000123",
        "life": "alive", "regimes.HTXH-01.status": "active", "regimes.HTXH-01.since": "2025-07", "route.method": "account",
        "account.number": "3500205123456", "account.provider": "Agribank", "account.holder_name": "LO THI ANH",
    },
    UT: {
        "name": "Hà Văn Út", "born": "1980", "sex": "male", "citizen_id": "038080000456", "life": "alive",
        "regimes.KT-03.status": "active", "route.receiver": "authorised", "recipient.name": "Hà Văn Nam",
        "recipient.born": "1955", "recipient.sex": "male", "recipient.citizen_id": "038055000111", "route.relation": "Bố đẻ",
        "route.paper": "12/UQ", "route.valid_until": "2026-04-10", "account.number": "100012345678",
        "account.provider": "VietinBank", "account.holder_name": "HA VAN NAM",
    },
    BINH: {"name": "Trương Thị Bình", "born": "1990-05", "sex": "female", "life": "alive", "route.method": "cash"},
    HOA: {"name": "Nguyễn Thị Hoà", "born": "1950-01-01", "sex": "female", "citizen_id": "038150000789", "life": "alive"},
    DEAD: {"name": "Phạm Văn Cũ", "born": "1930", "sex": "male", "life": "dead", "life_since": "2025-12-01"},
}  # fmt: skip


def fill(folder: Path) -> None:
    set_up(folder, "commune", "Cẩm Lương", ["Lương Ngọc", "Thôn 2"], author="Lan")
    own = device.load(folder)
    own.month = MONTH
    device.save(folder, own)
    with Book.open(folder, write=True) as book:
        for record, values in PEOPLE.items():
            village = "thon-2" if record == HOA else "luong-ngoc"
            book.commit(village, changes(village, None, values, new=record))


def disagree(folder: Path, record: str, field: str, *values: object) -> None:
    """Writes these values into one field side by side, each by another person."""
    with Book.open(folder, write=True) as book:
        village = book.where(record)
        known = book.person(record).heads
        for who, value in zip(("Hoa", "Minh", "Tú"), values, strict=False):
            book.device.author = who
            book.commit(village, [Change(record, {field: value}, seen=known)])  # type: ignore[dict-item]


def on_top(app: Any) -> str:
    """The short name of the screen on top: `PeopleScreen` is people."""
    return type(app.screen).__name__.removesuffix("Screen").lower()


@pytest.fixture(autouse=True)
def frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "clock", lambda: "2026-03-05T08:00")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "xa"
    fill(place)
    return place


Open = Callable[..., AbstractAsyncContextManager[SoAnSinh]]


@pytest.fixture
def opened(folder: Path) -> Open:
    """Opens the app on the folder with one screen on top."""

    @asynccontextmanager
    async def run(name: str, *, size: tuple[int, int] = (80, 24), **values: Any) -> AsyncIterator[SoAnSinh]:
        app = SoAnSinh(folder, Book.open(folder, write=True))
        try:
            async with app.run_test(size=size):
                await settled(app)
                app.show(name, **values)
                await settled(app)
                yield app
        finally:
            app.close_book()

    return run
