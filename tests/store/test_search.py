"""Finding people by part of a name, initials or the end of a number."""

from __future__ import annotations

from typing import Any

import pytest

from store.people import Person
from store.search import Index


def person(name: str, village: str = "Thôn 2", **more: Any) -> Person:
    account = more.pop("account", None)
    now = {"kind": "beneficiary", "name": name, **more}
    return Person(record=f"{name} {village}", village=village, village_name=village, now=now, account=account)


PEOPLE = [
    person("Nguyễn Văn An", citizen_id="038045000123", born="1945-03-02"),
    person("Nguyễn Văn Ẩn", "Thôn 10", phone="0912345678"),
    person("Đỗ Thị Hòa", account={"number": "3500205999888"}),
    person("Hà Thị Hoa", "Thôn 10", **{"regimes.KT-03.status": "active"}),
    person("Lò Thị Hoá"),
    person("Bùi Văn Lan", old_id="171234567"),
]
INDEX = Index(PEOPLE)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("nguyen van a", ["Nguyễn Văn An", "Nguyễn Văn Ẩn"]),
        ("a nguyen", ["Nguyễn Văn An", "Nguyễn Văn Ẩn"]),
        ("nva", ["Nguyễn Văn An", "Nguyễn Văn Ẩn"]),
        ("do", ["Đỗ Thị Hòa"]),
        ("Đỗ", ["Đỗ Thị Hòa"]),
        ("0123", ["Nguyễn Văn An"]),
        ("9888", ["Đỗ Thị Hòa"]),
        ("345678", ["Nguyễn Văn Ẩn"]),
        ("0912.345.678", ["Nguyễn Văn Ẩn"]),
        ("71234567", ["Bùi Văn Lan"]),
        ("an 1945", ["Nguyễn Văn An"]),
        ("02031945", ["Nguyễn Văn An"]),
        ("kt-03", ["Hà Thị Hoa"]),
        ("guy", ["Nguyễn Văn An", "Nguyễn Văn Ẩn"]),
        ("không có ai", []),
    ],
)
def test_what_finds_whom(query: str, names: list[str]) -> None:
    assert [found.name for found in INDEX.find(query)] == names


def test_a_query_with_accents_puts_the_same_spelling_first() -> None:
    assert [p.name for p in INDEX.find("hoa")] == ["Lò Thị Hoá", "Đỗ Thị Hòa", "Hà Thị Hoa"]
    assert INDEX.find("hoà")[0].name == "Đỗ Thị Hòa"  # where the tone mark stands carries no meaning
    assert INDEX.find("hóa")[0].name == "Lò Thị Hoá"
    assert len(INDEX.find("hoà")) == 3


def test_an_unfinished_word_may_lack_its_tone() -> None:
    assert INDEX.find("nguyê")[0].name == "Nguyễn Văn An"
    assert INDEX.find("Ẩ")[0].name == "Nguyễn Văn Ẩn"


def test_everybody_in_the_order_of_the_lists() -> None:
    """Villages in natural order, then given names in Vietnamese order."""
    assert [p.name for p in INDEX.find("  ")] == [
        "Nguyễn Văn An",
        "Lò Thị Hoá",
        "Đỗ Thị Hòa",
        "Bùi Văn Lan",
        "Nguyễn Văn Ẩn",
        "Hà Thị Hoa",
    ]
