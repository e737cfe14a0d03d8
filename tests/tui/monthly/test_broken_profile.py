"""A profile that was edited by hand and broken: every screen says which place is wrong, none falls over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.book import Book
from tests.tui.helpers import type_keys, until
from tests.tui.monthly.conftest import on_top, shows
from tui.app import SoAnSinh


@pytest.mark.parametrize("key", ["f5", "f6", "f7", "f9", "ctrl+u", "\r", "f8", "f3", "ctrl+x"])
async def test_every_way_from_home(commune: Path, key: str) -> None:
    raw = json.loads((commune / "commune.json").read_text())
    raw["printing"]["size"] = 99
    (commune / "commune.json").write_text(json.dumps(raw))
    app = SoAnSinh(commune, Book.open(commune, write=True))
    async with app.run_test(size=(80, 24)):
        await shows(app, "printing.size", "Lương Ngọc")  # in the message line: the home screen itself still works
        await type_keys(app, key if key == "\r" else f"{{{key}}}")
        await until(lambda: on_top(app) == "notice")
        await type_keys(app, "\r")
        assert on_top(app) == "home"
        app.action_leave_app()
    app.close_book()
