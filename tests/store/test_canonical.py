"""The canonical form is fixed for ever: an edit's name is a hash of it, and old sticks must still verify in twenty years."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import canonical
from store.canonical import MAX_INT, dumps, dumps_stdlib, is_fields, is_value, loads
from store.records import derived_name, edit_name, is_edit, new_edit

VECTORS: list[tuple[str, dict[str, Any], bytes, str]] = [
    ("aaaaaaaaaaaaaaaa", {"set": {"name": "Lò Thị Ánh"}}, '{"set":{"name":"Lò Thị Ánh"}}'.encode(), "c54wffeuzgfcvydl"),
    (
        "k7m2q3x4hd2c5t6e",
        {
            "after": ["b3xqaaaaaaaaaaaa", "m7traaaaaaaaaaaa"],
            "at": "2026-01-05T08:00",
            "by": "Lương Ngọc/Hoa",
            "month": "2026-01",
            "set": {"route.account": None, "regimes.KT-01.amount": 540000, "hand_in.unchanged": True},
        },
        (
            '{"after":["b3xqaaaaaaaaaaaa","m7traaaaaaaaaaaa"],"at":"2026-01-05T08:00","by":"Lương Ngọc/Hoa",'
            '"month":"2026-01","set":{"hand_in.unchanged":true,"regimes.KT-01.amount":540000,"route.account":null}}'
        ).encode(),
        "5x7i5zvq5fho4vst",
    ),
    (
        "zzzzzzzzzzzzzzzz",
        {
            "set": {
                "note": 'Nói "được"\\ rồi\n\t\x00\x1f\x7f/\u2028€😀',
                "áo": ["ớ", "", "z"],
                "b": [],
                "n": -MAX_INT,
                "m": MAX_INT,
            }
        },
        (
            '{"set":{"b":[],"m":9007199254740991,"n":-9007199254740991,'
            '"note":"Nói \\"được\\"\\\\ rồi\\n\\t\\u0000\\u001f\x7f/'
            '\u2028€😀","áo":["ớ","","z"]}}'
        ).encode(),
        "ayhsmb4v4cuxbpon",
    ),
    ("aaaaaaaaaaaaaaaa", {"set": {"x": True}}, b'{"set":{"x":true}}', "z5bzyfg7v2yjq7yt"),
    ("aaaaaaaaaaaaaaaa", {"set": {"x": 1}}, b'{"set":{"x":1}}', "eyl2zbg7ckffgf6t"),
    ("aaaaaaaaaaaaaaaa", {"set": {"x": "1"}}, b'{"set":{"x":"1"}}', "oatfemknk6sqg7em"),
    ("baaaaaaaaaaaaaaa", {"set": {"x": "1"}}, b'{"set":{"x":"1"}}', "thn54mdmeii5qpc5"),
]


@pytest.mark.parametrize(("record", "edit", "written", "name"), VECTORS)
def test_bytes_and_names_of_fixed_edits_never_change(
    record: str, edit: dict[str, Any], written: bytes, name: str
) -> None:
    assert dumps(edit) == written
    assert dumps_stdlib(edit) == written
    assert edit_name(record, edit) == name
    assert is_edit(record, name, edit)
    assert loads(written) == edit


def test_names_of_imported_rows_never_change() -> None:
    assert derived_name("beneficiary", "luong-ngoc", "038145000123") == "mhibzm6ol6hu6egr"
    assert derived_name("Lò Thị Ánh", "1945") == "vvkqysxsb5dohwk6"
    assert derived_name("ab", "c") != derived_name("a", "bc")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(lambda s: unicodedata.normalize("NFC", s))
values = st.one_of(texts, st.integers(-MAX_INT, MAX_INT), st.booleans(), st.none(), st.lists(texts, max_size=4))


@given(st.dictionaries(texts, values | st.dictionaries(texts, values, max_size=4), max_size=8))
def test_orjson_and_the_standard_library_write_the_same_bytes(data: dict[str, Any]) -> None:
    assert canonical.orjson is not None
    assert dumps(data) == dumps_stdlib(data)
    assert loads(dumps(data)) == data


@given(st.dictionaries(texts.filter(bool), values, min_size=1, max_size=6), st.randoms())
def test_the_order_of_keys_does_not_matter(data: dict[str, Any], random: Any) -> None:
    keys = list(data)
    random.shuffle(keys)
    assert dumps({k: data[k] for k in keys}) == dumps(data)
    assert is_fields(data)


@pytest.mark.parametrize("without", [False, True])
def test_with_or_without_orjson_the_same_foreign_text_is_refused(
    without: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without:
        monkeypatch.setattr(canonical, "orjson", None)
    for bad in (
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b"{",
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[1,]",
        b"'a'",
        b"\x00",
    ):
        with pytest.raises(ValueError):
            loads(bad)


@pytest.mark.parametrize(
    "bad",
    [
        1.5,
        float("nan"),
        float("inf"),
        MAX_INT + 1,
        -MAX_INT - 1,
        2**64,
        b"x",
        {"a": "b"},
        [["a"]],
        [1],
        [None],
        ("a",),
        1j,
        object(),
    ],
)
def test_only_plain_values_are_values(bad: object) -> None:
    assert not is_value(bad)
    assert not is_fields({"note": bad})
    assert not is_edit("a" * 16, "a" * 16, {"set": {"note": bad}})


def test_text_not_in_normal_form_or_not_encodable_is_no_value() -> None:
    decomposed = unicodedata.normalize("NFD", "Ánh")
    for bad in (decomposed, "\ud800", "a\udfff"):
        assert not is_value(bad)
        assert not is_value([bad])
        assert not is_fields({bad: "x"})
    assert not is_fields({})
    assert not is_fields({"": "x"})
    assert not is_fields([("a", "b")])


@pytest.mark.parametrize("without", [False, True])
@pytest.mark.parametrize("bad", [{"a": "\ud800"}, {"a": {b"x": 1}}, {"a": object()}, {"\udfff": "x"}])
def test_what_cannot_be_written_is_refused_the_same_way(
    bad: Any, without: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without:
        monkeypatch.setattr(canonical, "orjson", None)
    with pytest.raises(ValueError):
        dumps(bad)


def test_an_edit_leaves_out_what_is_empty_and_sorts_what_it_knew() -> None:
    edit = new_edit({"a": None}, by="", at="", month="", after=["m" * 16, "b" * 16], reason="", row=None)
    assert edit == {"set": {"a": None}, "after": ["b" * 16, "m" * 16]}


def test_text_around_an_edit_is_brought_to_normal_form_so_that_others_accept_it() -> None:
    decomposed = unicodedata.normalize("NFD", "Lương Ngọc/Hòa")
    edit = new_edit({"a": "b"}, by=decomposed, reason=decomposed, month="2026-01", at="2026-01-01T00:00")
    assert is_edit("a" * 16, edit_name("a" * 16, edit), edit)
