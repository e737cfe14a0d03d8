"""Joining copies against the floor: parsing and dumping the same bytes with orjson, nothing else."""

from __future__ import annotations

import random

import orjson

from benchmarks.data import touch, village
from benchmarks.timing import best, line
from store import bookfile
from store.merge import join_all


def run() -> list[str]:
    """The rows of the table."""
    return [_twenty_copies(), _villages(months=0), _villages(months=60)]


def _floor(files: list[bytes], results: int) -> None:
    """Parses every file and dumps as many results as there are books."""
    last = [orjson.loads(data) for data in files][:results]
    for value in last:
        orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _join_all(files: list[bytes]) -> bytes:
    mine = bookfile.parse(files[0], "0")
    join_all(mine, [bookfile.parse(data, str(number)) for number, data in enumerate(files[1:])])
    return bookfile.dump(mine)


def _twenty_copies() -> str:
    base = bookfile.dump(village(500))
    files = [base]
    for copy in range(1, 20):
        image = bookfile.parse(base, "base")
        touch(image, random.Random(copy), share=0.1, by=f"máy {copy}")
        files.append(bookfile.dump(image))
    return line("join 20 copies × 500 people", best(lambda: _join_all(files)), best(lambda: _floor(files, 1)), "≤ 1.5×")


def _villages(*, months: int) -> str:
    """200 villages × 1,000 people, two copies each with a tenth edited on each side, one village at a time; a sample of
    20 villages is measured in turn and the figure is for all 200."""
    pairs: list[list[bytes]] = []
    for number in range(20):
        base = bookfile.dump(village(1000, months=months, slug=f"thon-{number}"))
        sides = []
        for side in ("thôn", "xã"):
            image = bookfile.parse(base, "base")
            touch(image, random.Random(f"{number}{side}"), share=0.1, by=side)
            sides.append(bookfile.dump(image))
        pairs.append(sides)
    ours = best(lambda: [_join_all(pair) for pair in pairs], 3) * 10
    floor = best(lambda: [_floor(pair, 1) for pair in pairs], 3) * 10
    what = "join 200 villages × 1,000 people, two copies" + (", 5 years" if months else "")
    return line(what, ours, floor, "≤ 1.5×")
