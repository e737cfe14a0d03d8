"""One durable save of one edit, against TinyDB's own JSON storage holding the same records."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document, Table

from benchmarks.data import village
from benchmarks.timing import best, line
from store import bookfile, device, disk, profile
from store.book import VILLAGES, Book
from store.device import Device
from store.profile import Commune


class TextIds(Table):
    """TinyDB's table with text as document ids."""

    document_id_class = str  # type: ignore[assignment]


def run() -> list[str]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as place:
        return [_row(Path(place))]


def _row(folder: Path) -> str:
    image = village(1000, months=60)
    commune = Commune(commune="Cẩm Lương")
    commune.add_village("Lương Ngọc")
    profile.save(folder, commune)
    device.save(folder, Device("village", village="luong-ngoc", author="Hoa"))
    (folder / VILLAGES).mkdir()
    disk.current().create(folder / VILLAGES / "luong-ngoc.json", bookfile.dump(image), exclusive=True)
    names = sorted(image.lines)
    rng = random.Random(1)
    with Book.open(folder, write=True) as book:
        book.change(names[0], {"phone": "0912345678"})

        def ours() -> None:
            book.change(rng.choice(names), {"phone": f"09{rng.randrange(10**8):08d}"})

        mine = best(ours, 20)
    stock = TinyDB(folder / "stock.json", encoding="utf-8")
    table = TextIds(stock.storage, "records")
    table.insert_multiple(Document(record, name) for name, record in image.records())  # type: ignore[arg-type]

    def theirs() -> None:
        now = {"now": {"phone": f"09{rng.randrange(10**8):08d}"}}
        table.update(now, doc_ids=[rng.choice(names)])  # type: ignore[list-item]

    stocks = best(theirs, 8)
    return line("one saved edit, 1,000 people, 5 years (floor: TinyDB JSON)", mine, stocks, "≤ 15 ms, ≤ 0.20×")
