"""The command line in data folders of a commune and of a village."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Answer, Run

from store.book import Book, Change
from store.records import derived_name


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line in a data folder."""
    from tui.commands import run as command

    def call(data: Path, *args: object) -> Answer:
        capsys.readouterr()
        status = command(["--data", str(data), *map(str, args)])
        shown = capsys.readouterr()
        return Answer(status, shown.out, shown.err)

    return call


@pytest.fixture
def commune(tmp_path: Path, run: Run) -> Path:
    """A commune's data folder with two villages and nobody in them."""
    folder = tmp_path / "xa"
    assert (
        run(
            folder,
            "init",
            "--role",
            "commune",
            "--commune",
            "Cẩm Lương",
            "--village",
            "Lương Ngọc",
            "--village",
            "Thôn 2",
        ).status
        == 0
    )
    return folder


@pytest.fixture
def laptop(tmp_path: Path, run: Run) -> Path:
    """The data folder of the village Lương Ngọc, with two people."""
    folder = tmp_path / "thon"
    assert run(folder, "init", "--role", "village", "--commune", "Cẩm Lương", "--village", "Lương Ngọc").status == 0
    with Book.open(folder, write=True) as book:
        book.commit(
            "luong-ngoc",
            [
                Change(
                    derived_name("test", name),
                    {
                        "kind": "beneficiary",
                        "village": "luong-ngoc",
                        "name": name,
                        "sex": sex,
                        "born": born,
                        "citizen_id": number,
                        "regimes.KT-03.status": "active",
                    },
                )
                for name, sex, born, number in (
                    ("Lò Thị Ánh", "female", "1975-03-02", "038175000123"),
                    ("Hà Văn Út", "male", "1980", "038080000456"),
                )
            ],
        )
    return folder


@pytest.fixture
def woman() -> str:
    """The record of Lò Thị Ánh."""
    return derived_name("test", "Lò Thị Ánh")
