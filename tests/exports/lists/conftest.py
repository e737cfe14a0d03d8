"""People who do not exist, a commune's profile, and a way to write a list and read it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from exports.month import write_list
from store.lists import ListRow
from store.profile import Commune

SAMPLE = ListRow(
    record="aaaaaaaaaaaaaaaa",
    village="luong-ngoc",
    village_name="Lương Ngọc",
    name="Nguyễn Thị Ví Dụ",
    born="1945-03-02",
    sex="female",
    regime="KT-03",
    regime_text="Người khuyết tật nặng",
    group="BTXH",
    citizen_id="038145000001",
    own_account="0012345678901",
    provider="Agribank",
)


@pytest.fixture
def person() -> Callable[..., ListRow]:
    """An invented person, with the fields that the test is about."""
    return lambda **fields: replace(SAMPLE, **fields)


@pytest.fixture
def profile() -> Callable[..., Commune]:
    """A commune's profile."""

    def make(**fields: Any) -> Commune:
        return Commune.model_validate(
            {"commune": "Cẩm Lương", "officer": "Trần Thị Mẫu", "signer": {"name": "Lê Văn Thử"}, **fields}
        )

    return make


@pytest.fixture
def written(tmp_path: Path, profile: Callable[..., Commune]) -> Callable[..., Worksheet]:
    """Writes a list and gives the sheet as it is read back from the file."""

    def write(key: str, *rows: ListRow, commune: Commune | None = None, **kwargs: Any) -> Worksheet:
        kwargs = {"month": "2023-09", "today": date(2026, 2, 5), **kwargs}
        done = write_list(key, rows, commune=commune or profile(), folder=tmp_path, **kwargs)
        return load_workbook(done.paths[0]).active

    return write


@pytest.fixture
def texts() -> Callable[[Worksheet], list[str]]:
    """Every text of a sheet, row by row."""
    return lambda ws: [str(cell.value) for row in ws.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture
def head() -> Callable[[Worksheet], int]:
    """The row of the table's first header."""
    return lambda ws: next(row for row in range(1, 20) if ws.cell(row, 1).value == "STT")
