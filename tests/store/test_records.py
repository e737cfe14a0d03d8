"""A record is a set of edits: what stands, what clashes, and that neither order nor repetition nor any clock matters."""

from __future__ import annotations

import copy
import random
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simbooks import check_against, closure, marked, naive_live

from store import canonical
from store.records import (
    causal_order,
    edit_name,
    heads,
    is_edit,
    is_name,
    is_record,
    live,
    new_edit,
    random_name,
    recompute,
)

R = "k7m2q3x4hd2c5t6e"
FIELDS = ["name", "phone", "note", "route.account", "regimes.KT-01.amount", "from-a-newer-schema"]
VALUES = [None, True, False, 0, 1, "", "1", "Lò Thị Ánh", ["a", "b"], ["b", "a"], []]

Edits = dict[str, Any]


def edit(fields: dict[str, Any], *known: str, at: str = "2026-01-01T00:00", by: str = "xã/Lan") -> tuple[str, Any]:
    made = new_edit(fields, by=by, at=at, after=known)
    return edit_name(R, made), made


@st.composite
def histories(draw: st.DrawFn, most: int = 14) -> Edits:
    """Edits of one record, each knowing some earlier ones; some know edits that never arrived."""
    edits: Edits = {}
    for turn in range(draw(st.integers(1, most))):
        fields = draw(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(VALUES), min_size=1, max_size=3))
        known = draw(st.lists(st.sampled_from(sorted(edits)), unique=True, max_size=3)) if edits else []
        if draw(st.integers(0, 9)) == 0:
            known.append("zzzzzzzzzzzzzz" + "ab"[turn % 2] * 2)
        year = draw(st.integers(1980, 2099))
        name, made = edit(fields, *known, at=f"{year}-01-01T00:00", by=draw(st.sampled_from(["xã/Lan", "a/Hoa"])))
        edits[name] = made
    return edits


@given(histories())
def test_now_and_conflicts_are_what_the_edits_mean(edits: Edits) -> None:
    check_against(recompute(edits))
    assert {f: set(names) for f, names in live(edits).items()} == naive_live(edits)


@given(histories(), st.randoms())
def test_the_order_in_which_edits_lie_changes_no_byte(edits: Edits, chance: random.Random) -> None:
    names = list(edits)
    chance.shuffle(names)
    assert canonical.dumps(recompute({n: edits[n] for n in names})) == canonical.dumps(recompute(edits))


@given(histories(), st.data())
def test_clocks_change_nothing_that_stands(edits: Edits, data: st.DataObject) -> None:
    clock = data.draw(st.lists(st.integers(1980, 2099), min_size=len(edits), max_size=len(edits)))
    renamed: dict[str, str] = {}
    other: Edits = {}
    for turn, (name, year) in enumerate(zip(causal_order(edits), clock, strict=True)):
        # Different authors, since the same words at the same minute by the same person are one edit.
        made = {**edits[name], "at": f"{year}-06-01T12:00", "by": f"xã/{turn}"}
        if "after" in made:
            made["after"] = sorted(renamed.get(p, p) for p in made["after"])
        renamed[name] = edit_name(R, made)
        other[renamed[name]] = made
    one, two = recompute(edits), recompute(other)
    assert {f: {marked(s["value"]) for s in sides} for f, sides in one["conflicts"].items()} == {
        f: {marked(s["value"]) for s in sides} for f, sides in two["conflicts"].items()
    }
    assert {f: marked(v) for f, v in one["now"].items()} == {f: marked(v) for f, v in two["now"].items()}


@given(histories(), st.sampled_from(FIELDS), st.sampled_from(VALUES))
def test_an_edit_that_knows_the_heads_ends_every_conflict_of_its_field_and_no_other(
    edits: Edits, field: str, value: Any
) -> None:
    before = recompute(dict(edits))
    name, made = edit({field: value}, *heads(edits))
    after = recompute({**edits, name: made})
    assert field not in after["conflicts"]
    assert marked(after["now"][field]) == marked(value)
    assert after["conflicts"] == {f: s for f, s in before["conflicts"].items() if f != field}


@given(histories(), st.data())
def test_an_edit_that_knows_only_some_sides_leaves_the_others_standing(edits: Edits, data: st.DataObject) -> None:
    clashing = [f for f, names in live(edits).items() if len(names) > 1]
    if not clashing:
        return
    field = data.draw(st.sampled_from(clashing))
    sides = live(edits)[field]
    unseen = data.draw(st.sampled_from(sides))
    known = [n for n in sides if n != unseen]
    name, made = edit({field: "Chọn"}, *known)
    stands = live({**edits, name: made})[field]
    assert unseen in stands
    assert name in stands


@given(histories())
def test_heads_are_those_nobody_had_seen_and_reach_everything(edits: Edits) -> None:
    known = closure(edits)
    assert set(heads(edits)) == {n for n in edits if not any(n in seen for seen in known.values())}
    reached = set(heads(edits)).union(*(known[h] for h in heads(edits)))
    assert reached == set(edits)


@given(histories())
def test_the_causal_order_never_puts_an_edit_before_what_its_author_knew(edits: Edits) -> None:
    order = causal_order(edits)
    known = closure(edits)
    assert sorted(order) == sorted(edits)
    for place, name in enumerate(order):
        assert known[name] <= set(order[:place])


def test_knowledge_passes_through_edits_of_other_fields() -> None:
    first, a = edit({"phone": "0912000001"})
    second, b = edit({"note": "khác"}, first)
    third, c = edit({"phone": "0912000002"}, second)
    record = recompute({first: a, second: b, third: c})
    assert record["now"]["phone"] == "0912000002"
    assert record["conflicts"] == {}


def test_a_conflict_survives_edits_of_other_fields_and_a_pick_that_saw_one_side_only() -> None:
    one, a = edit({"route.account": "a1"})
    two, b = edit({"route.account": "a2"})
    three, c = edit({"note": "x"}, one, two)
    record = recompute({one: a, two: b, three: c})
    assert record["now"]["route.account"] is None
    assert [s["value"] for s in record["conflicts"]["route.account"]] == ["a1", "a2"]
    four, d = edit({"route.account": "a2"}, one)
    assert "route.account" not in recompute({one: a, two: b, three: c, four: d})["conflicts"]  # two say a2, none a1
    five, e = edit({"route.account": "a3"}, one)
    assert {s["value"] for s in recompute({one: a, two: b, five: e})["conflicts"]["route.account"]} == {"a2", "a3"}  # type: ignore[misc]
    six, f = edit({"route.account": "a1"}, three)
    assert recompute({one: a, two: b, three: c, six: f})["now"]["route.account"] == "a1"


def test_equal_values_said_twice_are_no_conflict_but_true_is_not_one() -> None:
    one, a = edit({"note": "x"}, by="a/Hoa")
    two, b = edit({"note": "x"}, by="xã/Lan")
    assert recompute({one: a, two: b})["conflicts"] == {}
    yes, c = edit({"note": True})
    number, d = edit({"note": 1})
    sides = recompute({yes: c, number: d})["conflicts"]["note"]
    assert {marked(s["value"]) for s in sides} == {("bool", True), ("int", 1)}
    text, e = edit({"note": "1"})
    assert len(recompute({yes: c, number: d, text: e})["conflicts"]["note"]) == 3


def test_a_cleared_value_against_a_set_one_is_a_conflict() -> None:
    one, a = edit({"note": None})
    two, b = edit({"note": "x"})
    assert {marked(s["value"]) for s in recompute({one: a, two: b})["conflicts"]["note"]} == {
        ("NoneType", None),
        ("str", "x"),
    }


def test_a_harmless_field_in_conflict_shows_one_side_and_a_dear_or_unknown_one_shows_none() -> None:
    for field, shown in (
        ("note", "a"),
        ("phone", "a"),
        ("citizen_id", None),
        ("regimes.KT-01.since", None),
        ("quite.new", None),
    ):
        one, a = edit({field: "a"})
        two, b = edit({field: "b"})
        assert recompute({one: a, two: b})["now"][field] == shown


def test_a_missing_middle_edit_heals_when_it_arrives() -> None:
    one, a = edit({"name": "Lò Thị Anh"})
    two, b = edit({"name": "Lò Thị Ánh"}, one)
    three, c = edit({"name": "Lò Thị Ánh Hồng"}, two)
    torn = recompute({one: a, three: c})
    assert torn["now"]["name"] is None
    assert heads({one: a, three: c}) == sorted([one, three])
    healed = recompute({three: c, two: b, one: a})
    assert healed["now"]["name"] == "Lò Thị Ánh Hồng"
    assert healed["conflicts"] == {}


def test_a_thousand_edits_in_a_chain_are_no_trouble() -> None:
    edits: Edits = {}
    last: list[str] = []
    for turn in range(1000):
        name, made = edit({"note": str(turn)}, *last)
        edits[name] = made
        last = [name]
    assert recompute(edits)["now"]["note"] == "999"
    assert causal_order(edits)[-1] == last[0]


def test_cyclic_or_dangling_knowledge_cannot_hang_the_reader() -> None:
    # A cycle would need a broken hash; a file whose checksum was made on purpose may hold one all the same.
    edits: Edits = {
        "a" * 16: {"set": {"note": "1"}, "after": ["b" * 16]},
        "b" * 16: {"set": {"note": "2"}, "after": ["a" * 16, "z" * 16]},
    }
    assert is_edit(R, "a" * 16, edits["a" * 16]) is False


ALTERED: list[tuple[str, Any]] = [
    ("value", lambda e: e["set"].update(phone="0912000009")),
    ("extra field", lambda e: e["set"].update(note="thêm")),
    ("type", lambda e: e["set"].update(amount=True)),
    ("author", lambda e: e.update(by="xã/Khác")),
    ("clock", lambda e: e.update(at="2020-01-01T00:00")),
    ("knowledge", lambda e: e.update(after=["b" * 16])),
    ("knowledge gone", lambda e: e.pop("after")),
    ("knowledge of no name", lambda e: e.update(after=["B3"])),
    ("knowledge no list", lambda e: e.update(after="b" * 16)),
    ("nothing set", lambda e: e.update(set={})),
    ("set is a list", lambda e: e.update(set=[])),
    ("float", lambda e: e["set"].update(amount=1.0)),
    ("nested", lambda e: e["set"].update(amount={"a": 1})),
    ("new key", lambda e: e.update(extra="x")),
    ("new key of a wrong shape", lambda e: e.update(extra={"a": "x"})),
]


@pytest.mark.parametrize("alter", [a for _, a in ALTERED], ids=[n for n, _ in ALTERED])
def test_an_altered_edit_does_not_verify(alter: Any) -> None:
    name, made = edit({"phone": "0912000001", "amount": 1}, "m" * 16)
    assert is_edit(R, name, made)
    changed = copy.deepcopy(made)
    alter(changed)
    assert not is_edit(R, name, changed)


def test_an_edit_belongs_to_its_record_only() -> None:
    name, made = edit({"phone": "0912000001"})
    assert not is_edit("a" * 16, name, made)


def test_what_a_newer_schema_says_beside_the_fields_still_verifies() -> None:
    made: Any = {**edit({"phone": "0912000001"})[1], "device": "máy 2", "flags": ["x"], "round": 3}
    assert is_edit(R, edit_name(R, made), made)


@pytest.mark.parametrize(
    "bad", [None, 5, "x", [], {"set": None}, {"set": {"a": "b"}, "after": [5]}, {"set": {"a": "b"}, "after": [["a"]]}]
)
def test_shapes_that_are_no_edit_are_refused_quietly(bad: Any) -> None:
    assert not is_edit(R, "a" * 16, bad)


def test_names_are_sixteen_small_letters_and_digits() -> None:
    assert all(is_name(random_name()) for _ in range(100))
    assert len({random_name() for _ in range(1000)}) == 1000
    for bad in ("", "a" * 15, "a" * 17, "A" * 16, "0" * 16, "a" * 15 + "1", "ạ" * 16, None, 5, b"a" * 16, ["a"] * 16):
        assert not is_name(bad)
    assert is_name((string.ascii_lowercase + "234567")[-16:])


@pytest.mark.parametrize(
    "bad", [None, [], {}, {"now": {}, "conflicts": {}, "edits": {}}, {"now": {}, "conflicts": [], "edits": {"a": 1}}]
)
def test_outer_shapes_that_are_no_record(bad: Any) -> None:
    assert not is_record(bad)
