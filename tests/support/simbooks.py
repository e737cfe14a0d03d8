"""Small data folders for tests, and an independent answer to what a set of edits means."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from store import bookfile, profile
from store import device as devices
from store.book import Book, Change
from store.bookfile import Header, Image
from store.device import Device
from store.profile import Commune
from store.records import Record, edit_name, new_edit, recompute

A = "thon-luong-ngoc"
B = "thon-muong-do"
NAMES = {A: "Thôn Lương Ngọc", B: "Thôn Mường Đỏ"}
COMMUNE = "Cẩm Lương"
DEEP = bool(os.environ.get("SOANSINH_DEEP"))
EXAMPLES = int(os.environ.get("SOANSINH_EXAMPLES", "3000"))


def header(village: str = A, **other: Any) -> Header:
    return Header(commune=COMMUNE, village=village, village_name=NAMES.get(village, village), **other)


def make_folder(
    folder: Path, role: str = "commune", *villages: str, author: str = "Lan", commune: str = COMMUNE
) -> Path:
    """A data folder with these villages (by name; default: the two of this module)."""
    known = Commune(commune=commune)
    for name in villages or tuple(NAMES.values()):
        known.add_village(name)
    profile.save(folder, known)
    own = known.villages[0].slug if role == "village" else ""
    devices.save(folder, Device(role=role, village=own, author=author, month="2026-03"))
    return folder


@contextlib.contextmanager
def no_lock() -> Iterator[None]:
    """Books without a lock file, for folders that exist in memory only."""
    from store import book

    before = book.take_folder
    book.take_folder = lambda folder: contextlib.ExitStack()
    try:
        yield
    finally:
        book.take_folder = before


def add_person(book: Book, village: str = A, name: str = "Lò Thị Ánh", **fields: Any) -> str:
    values = {
        "kind": "beneficiary",
        "village": village,
        "name": name,
        **{k.replace("__", "."): v for k, v in fields.items()},
    }
    return book.commit(village, [Change(None, values)])[0]


def image_of(records: Mapping[str, Iterable[Mapping[str, Any]]], village: str = A, **other: Any) -> Image:
    """An image whose records hold these edits, each properly named."""
    image = Image(header(village, **other))
    for name, edits in records.items():
        image.put(name, recompute({edit_name(name, e): e for e in edits}))  # type: ignore[misc]
    return image


def village_bytes(people: Sequence[str] = ("Lò Thị Ánh",), village: str = A, **other: Any) -> bytes:
    """A small whole file of a village, with one record a person."""
    records = {
        "abcdefgh2345"
        + f"{'abcdefghijklmnopqrstuvwxyz234567'[i // 32]}{'abcdefghijklmnopqrstuvwxyz234567'[i % 32]}22": [
            new_edit(
                {"kind": "beneficiary", "village": village, "name": name}, by="Lương Ngọc/Hoa", at="2026-01-05T08:00"
            )
        ]
        for i, name in enumerate(people)
    }
    return bookfile.dump(image_of(records, village, **other))


def closure(edits: Mapping[str, Mapping[str, Any]]) -> dict[str, set[str]]:
    """For each edit what its author had seen, by the plainest of ways."""
    known = {name: {p for p in e.get("after", ()) if p in edits} for name, e in edits.items()}
    grew = True
    while grew:
        grew = False
        for seen in known.values():
            more = set().union(*(known[p] for p in seen)) - seen if seen else set()
            if more:
                seen |= more
                grew = True
    return known


def naive_live(
    edits: Mapping[str, Mapping[str, Any]], known: Mapping[str, set[str]] | None = None
) -> dict[str, set[str]]:
    """For each field the edits that stand. `known` says what each author had seen (default: what the edits themselves
    say)."""
    known = known if known is not None else closure(edits)
    out: dict[str, set[str]] = {}
    for field in {f for e in edits.values() for f in e["set"]}:
        setters = {n for n, e in edits.items() if field in e["set"]}
        out[field] = {n for n in setters if not any(n in known[other] for other in setters if other != n)}
    return out


def marked(value: Any) -> tuple[str, Any]:
    """A value so that `True` and `1` differ."""
    return (type(value).__name__, tuple(value) if isinstance(value, list) else value)


def check_against(record: Record, known: Mapping[str, set[str]] | None = None) -> None:
    """Asserts that `now` and `conflicts` of a record are what its edits mean."""
    from store.fields import matters

    edits = record["edits"]
    stands = naive_live(edits, known)
    assert set(record["now"]) == set(stands)
    for field, setters in stands.items():
        values = {marked(edits[n]["set"][field]) for n in setters}
        if len(values) == 1:
            assert field not in record["conflicts"]
            assert {marked(record["now"][field])} == values
        else:
            sides = record["conflicts"][field]
            assert {marked(s["value"]) for s in sides} == values
            assert len(sides) == len(values)
            assert {n for s in sides for n in s["edits"]} == setters
            for side in sides:
                assert {marked(edits[n]["set"][field]) for n in side["edits"]} == {marked(side["value"])}
            if matters(field):
                assert record["now"][field] is None
            else:
                assert marked(record["now"][field]) in values
    assert set(record["conflicts"]) <= set(stands)
