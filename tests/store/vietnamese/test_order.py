"""Order of words, people and places. The frozen list was sorted by ICU's `vi` collator (PyICU), not by this program."""

import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.vietnamese.order import name_key, natural_key, sort_key

ICU = (Path(__file__).parent / "data" / "icu_vi_order.txt").read_text(encoding="utf-8").split("\n")[:-1]
texts = st.text("aAăÂáạđĐdDêoơướ nhN'-12", max_size=8) | st.text(max_size=8)


def mixed(items: Sequence[str]) -> list[str]:
    return random.Random(5).sample(items, len(items))


def test_equals_icu() -> None:
    assert len(ICU) > 500
    shuffled = mixed(ICU)
    assert sorted(shuffled, key=sort_key) == ICU
    assert sorted((unicodedata.normalize("NFD", s) for s in shuffled), key=sort_key) == [
        unicodedata.normalize("NFD", s) for s in ICU
    ]


def test_levels_in_words() -> None:
    alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    assert "".join(sorted(mixed(alphabet), key=sort_key)) == alphabet
    assert sorted(["lạ", "lá", "lã", "lả", "là", "la"], key=sort_key) == ["la", "là", "lả", "lã", "lá", "lạ"]
    assert sort_key("Án An") < sort_key("An Bình"), "all letters before any tone"
    assert sort_key("an") < sort_key("An") < sort_key("án")
    assert sort_key("An\u00a0Bình") != sort_key("An Bình"), "told apart last, so that the order is total"
    assert sort_key("An") < sort_key("An\u00a0Bình") < sort_key("An Bìnhh")
    assert sort_key("Ðỗ")[:2] == sort_key("Đỗ")[:2]


@given(texts, texts)
def test_total_order(a: str, b: str) -> None:
    one, other = sort_key(a), sort_key(b)
    assert (one == other) == (unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b))
    assert sort_key(unicodedata.normalize("NFD", a)) == one
    assert (natural_key(a) == natural_key(b)) == (one == other)


def test_people_by_given_name_then_family_then_middle() -> None:
    people = [
        "An",
        "Bùi Văn An",
        "Đỗ Thị An",
        "Đỗ Văn An",
        "Hà Thị Ánh",
        "Lò Thị Ân",
        "Cao Bá Bảy",
        "H'Mông",
        "Trần Thị Hoà",
        "Bùi Thị Hòa",
        "Vi Út",
    ]
    assert sorted(mixed(people), key=name_key) == people
    assert name_key("  Bùi  Văn An ") == name_key("Bùi Văn An")
    assert name_key("") == name_key(" ")


def test_numbers_in_places_by_value() -> None:
    places = [
        "Bản 9",
        "Thôn 1",
        "Thôn 02",
        "Thôn 2",
        "Thôn 2A",
        "Thôn 10",
        "Thôn 10 B",
        "Thôn 100",
        "Thôn Ba",
        "Xuân Long",
    ]
    assert sorted(mixed(places), key=natural_key) == places


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_any_two_numbers(m: int, n: int) -> None:
    assert (natural_key(f"Thôn {m}") < natural_key(f"Thôn {n}")) == (m < n)


@pytest.mark.parametrize("s", ["", " ", "\x00", "漢字", "\ud800", "İ", "ǅ", "a\u0302\u0323\u0301"])
def test_odd_text_has_a_key(s: str) -> None:
    assert sort_key(s) == sort_key(s)
    assert natural_key(s)
