"""A commune and a village laptop of the same village, and the app on either."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from store import device
from store.book import Book
from store.editing import changes
from store.records import derived_name
from store.setup import set_up
from tests.tui.helpers import screen_text, settled, until
from tui.app import SoAnSinh

HERE = Path(__file__).parent
MONTH = "2026-03"
ANH, UT, MO = (derived_name("test", name) for name in ("Ánh", "Út", "Mơ"))

PEOPLE: dict[str, dict[str, Any]] = {
    ANH: {
        "name": "Lò Thị Ánh", "born": "1945-03-02", "sex": "female", "citizen_id": "038145000123", "life": "alive",
        "regimes.HTXH-01.status": "active", "route.method": "account", "account.number": "3500205123456",
        "account.provider": "Agribank", "account.holder_name": "LO THI ANH",
    },
    UT: {
        "name": "Hà Văn Út", "born": "1980", "sex": "male", "citizen_id": "038080000456", "life": "alive",
        "regimes.KT-03.status": "active", "route.method": "cash", "route.cash_reason": "không đi lại được",
    },
}  # fmt: skip
PERSON_OF_OTHER_VILLAGE: dict[str, Any] = {
    "name": "Vi Thị Mơ", "born": "1950-01-01", "sex": "female", "citizen_id": "038150000789", "life": "alive",
    "regimes.KT-03.status": "active", "route.method": "cash", "route.cash_reason": "chưa có tài khoản",
}  # fmt: skip


def put(folder: Path, village: str, people: dict[str, dict[str, Any]]) -> None:
    """Write people into a village."""
    with Book.open(folder, write=True) as book:
        for record, values in people.items():
            book.commit(village, changes(village, None, values, new=record))


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands, and no stick of this machine is seen."""
    monkeypatch.setattr(device, "clock", lambda: "2026-03-20T08:00")
    monkeypatch.setattr(device, "clock_month", lambda: MONTH)
    monkeypatch.setattr(SoAnSinh, "today", lambda self: date(2026, 3, 20))
    for module in ("tui.widgets.browser", "tui.screens.path_page"):
        monkeypatch.setattr(f"{module}.drives", list)


@pytest.fixture
def commune(tmp_path: Path) -> Path:
    """The commune's folder: three villages, people in two of them."""
    folder = tmp_path / "xa"
    set_up(folder, "commune", "Cẩm Lương", ["Lương Ngọc", "Thôn 10", "Thôn 2"], author="Lan")
    put(folder, "luong-ngoc", PEOPLE)
    put(folder, "thon-2", {MO: PERSON_OF_OTHER_VILLAGE})
    return folder


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """The village's folder."""
    folder = tmp_path / "thon"
    set_up(folder, "village", "Cẩm Lương", ["Lương Ngọc"], author="Hoa")
    put(folder, "luong-ngoc", PEOPLE)
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder that stands for a stick."""
    place = tmp_path / "usb"
    place.mkdir()
    return place


@pytest.fixture
def excel(tmp_path: Path) -> Path:
    """A list of Lương Ngọc: two new people, one of them with a citizen number of 11 digits."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BTXH"
    sheet.append(["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI"])
    sheet.append(
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn", "Chế độ", "Số tài khoản", "Ngân hàng"]
    )
    sheet.append(
        [1, "Cao Thị Lả", "05/06/1950", "Nữ", "038150000111", "Lương Ngọc", "NKT nặng", "3500205999", "Agribank"]
    )
    sheet.append([2, "Bùi Văn Nhẻo", "1948", "Nam", "38048000222", "Lương Ngọc", "NKT nặng", "", ""])
    folder = tmp_path / "excel"
    folder.mkdir()
    path = folder / "danh sach.xlsx"
    book.save(path)
    return path


Opened = Callable[..., AbstractAsyncContextManager[SoAnSinh]]


@pytest.fixture
def opened() -> Opened:
    """Opens the app on a folder, with its first screen filled, and another screen on top if one is named."""

    @asynccontextmanager
    async def run(
        folder: Path, name: str = "", *, size: tuple[int, int] = (80, 24), **values: Any
    ) -> AsyncIterator[SoAnSinh]:
        book = Book.open(folder, write=True) if (folder / device.FILE).exists() else None
        app = SoAnSinh(folder, book)
        try:
            async with app.run_test(size=size):
                await settled(app)
                if book is not None:
                    await until(lambda: app.get_screen("home").found is not None)  # type: ignore[attr-defined]
                if name:
                    app.show(name, **values)
                await settled(app)
                yield app
        finally:
            app.close_book()

    return run


def on_top(app: Any) -> str:
    """The short name of the screen on top: `HandInScreen` is handin, a running job busy."""
    return type(app.screen).__name__.removesuffix("Screen").lower()


async def reaches(app: Any, condition: Callable[[], object]) -> None:
    """Wait until no job runs and the condition holds."""
    await until(lambda: on_top(app) != "busy" and condition())
    await settled(app)


async def shows(app: Any, *texts: str) -> None:
    """Wait until the screen shows all of these: what has just been uncovered is laid out a moment later."""
    for text in texts:
        await until(lambda text=text: text in screen_text(app))
