"""Joining copies: union, whatever the order; forged, altered and malformed parts stay out and nothing else does."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simbooks import check_against, header, image_of

from store import bookfile, canonical
from store.bookfile import Image
from store.merge import join, join_all
from store.records import edit_name, new_edit, recompute

NAMES = ["a" * 16, "b" * 16, "k7m2q3x4hd2c5t6e"]
FIELDS = ["name", "phone", "route.account"]


@st.composite
def copies(draw: st.DrawFn) -> list[Image]:
    """Three copies that hold overlapping parts of one history, and some purged names."""
    universe: list[tuple[str, str, Any]] = []
    for turn in range(draw(st.integers(1, 16))):
        record = draw(st.sampled_from(NAMES))
        same = [edit for name, edit, _ in universe if name == record]
        known = draw(st.lists(st.sampled_from(same), unique=True, max_size=3)) if same else []
        value = draw(st.sampled_from(["x", "y", 1, True, None]))
        made = new_edit({draw(st.sampled_from(FIELDS)): value}, by=f"xã/{turn}", after=known)
        universe.append((record, edit_name(record, made), made))
    images = []
    for _ in range(3):
        picked = [entry for entry in universe if draw(st.booleans())]
        image = Image(header())
        for record in NAMES:
            edits = {edit: made for name, edit, made in picked if name == record}
            if edits:
                image.put(record, recompute(edits))
        image.purge(set(draw(st.lists(st.sampled_from(NAMES), max_size=1))) if draw(st.integers(0, 4)) == 0 else set())
        images.append(image)
    return images


def joined(*images: Image) -> bytes:
    out = Image(header())
    for image in images:
        join(out, image)
    return bookfile.dump(out)


def edits_of(image: Image) -> dict[str, set[str]]:
    return {name: set(record["edits"]) for name, record in image.records()}


@given(copies())
def test_joining_is_commutative_associative_and_idempotent_to_the_byte(images: list[Image]) -> None:
    a, b, c = images
    wanted = joined(a, b, c)
    for order in itertools.permutations(images):
        assert joined(*order) == wanted
    left = bookfile.parse(joined(a, b), "ab")
    right = bookfile.parse(joined(b, c), "bc")
    assert joined(left, c) == wanted == joined(a, right)
    assert joined(a, a, b, a, c, left, right, b) == wanted
    again = bookfile.parse(wanted, "all")
    for image in images:
        assert not join(again, image).anything
    assert bookfile.dump(again) == wanted


@given(copies())
def test_the_join_is_the_union_and_means_what_its_edits_mean(images: list[Image]) -> None:
    purged = set().union(*(i.purged for i in images))
    out = bookfile.parse(joined(*images), "all")
    assert out.purged == purged
    for name in NAMES:
        union = set().union(*(edits_of(i).get(name, set()) for i in images))
        if name in purged:
            assert name not in out.lines
        else:
            assert edits_of(out).get(name, set()) == union
    for _, record in out.records():
        check_against(record)


@given(copies())
def test_joining_leaves_the_other_copy_as_it_was_and_counts_rightly(images: list[Image]) -> None:
    mine, theirs = images[0], images[1]
    before, other = edits_of(mine), bookfile.dump(theirs)
    told = join(mine, theirs)
    after = edits_of(mine)
    assert bookfile.dump(theirs) == other
    assert told.edits == sum(len(e) - len(before.get(n, ())) for n, e in after.items())
    assert set(told.new) == set(after) - set(before)
    assert set(told.changed) == {n for n in after if n in before and after[n] != before[n]}
    assert told.refused == []


@given(copies())
def test_joining_many_at_once_is_joining_one_after_another(images: list[Image]) -> None:
    mine = Image(header())
    told = join_all(mine, [*images, images[0]])
    assert bookfile.dump(mine) == joined(*images)
    assert not told[-1].anything
    for _, record in mine.records():
        check_against(record)


def test_a_purged_record_never_comes_back_whoever_brings_it() -> None:
    name = NAMES[0]
    made = [new_edit({"name": "Lò Thị Ánh"}, by="a/Hoa")]
    mine, old = image_of({name: made}), image_of({name: made, NAMES[1]: made})
    mine.purge({name})
    assert join(mine, old).new == [NAMES[1]]
    assert name not in mine.lines
    newer = image_of({name: [*made, new_edit({"phone": "0912000001"}, by="a/Hoa")]})
    join(mine, newer)
    assert name not in mine.lines
    join(old, mine)
    assert name not in old.lines
    assert name not in bookfile.parse(bookfile.dump(old), "x").lines
    third = image_of({name: made})
    told = join(third, old)
    assert told.purged == 1
    assert third.purged == {name}
    assert name not in third.lines


def forged(line: dict[str, Any]) -> Image:
    image = Image(header())
    image.lines[NAMES[0]] = canonical.dumps(line)
    image.lines[NAMES[1]] = canonical.dumps(recompute({edit_name(NAMES[1], GOOD): GOOD}))
    return bookfile.parse(bookfile.dump(image), "forged")


GOOD = new_edit({"name": "Lò Thị Ánh"}, by="a/Hoa")
OTHER = new_edit({"phone": "0912000001"}, by="a/Hoa")


def test_a_forged_edit_stays_out_and_the_sound_ones_beside_it_come_in() -> None:
    good = edit_name(NAMES[0], OTHER)
    line = {"now": {}, "conflicts": {}, "edits": {good: OTHER, "c" * 16: {"set": {"name": "Kẻ Gian"}}}}
    mine = image_of({NAMES[0]: [GOOD]})
    told = join(mine, forged(line))
    assert told.refused == [NAMES[0]]
    assert told.new == [NAMES[1]]
    record = mine.record(NAMES[0])
    assert set(record["edits"]) == {good, edit_name(NAMES[0], GOOD)}
    assert record["now"]["name"] == "Lò Thị Ánh"
    check_against(record)


def test_changed_content_under_a_known_name_is_not_even_looked_at() -> None:
    name = edit_name(NAMES[0], GOOD)
    mine = image_of({NAMES[0]: [GOOD]})
    before = bookfile.dump(mine)
    told = join(mine, forged({"now": {}, "conflicts": {}, "edits": {name: {**GOOD, "set": {"name": "Kẻ Gian"}}}}))
    assert mine.record(NAMES[0])["now"]["name"] == "Lò Thị Ánh"
    assert told.new == [NAMES[1]]
    assert mine.lines[NAMES[0]] in before


def test_what_a_foreign_file_claims_as_now_is_never_believed() -> None:
    edits = {edit_name(NAMES[0], GOOD): GOOD}
    mine = Image(header())
    join(
        mine, forged({"now": {"name": "Kẻ Gian"}, "conflicts": {"name": [{"value": "x", "edits": []}]}, "edits": edits})
    )
    assert mine.record(NAMES[0]) == recompute(edits)


SOUND = canonical.dumps(recompute({edit_name(NAMES[0], GOOD): GOOD}))


@pytest.mark.parametrize(
    "line",
    [
        SOUND.replace(b'{"conflicts"', b'{ "conflicts"'),
        SOUND.replace(b'"conflicts":{},', b'"conflicts":{},"conflicts":{},'),
        SOUND.replace(b'"by":"a/Hoa"', b'"by":"a/Hoa","by":"a/Hoa"'),
        SOUND.replace(b'{"by":"a/Hoa","set":{', b'{"set":{').replace(b'}}},"now"', b'},"by":"a/Hoa"}},"now"'),
        SOUND.replace("Ánh".encode(), b"\\u00c1nh"),
        SOUND[:-1],
        SOUND + b"}",
        SOUND.replace(b"{}", b"[]"),
        SOUND.replace(b'"edits":{', b'"edits":[').replace(b'}},"now"', b'}],"now"'),
        b'{"now":{},"conflicts":{},"edits":{}}',
        b'{"edits":5}',
        b"{" * 2000,
        b'{"a":' + b"[" * 3000,
        b'{"conflicts":{},"edits":{"x":NaN},"now":{}}',
        b'{"conflicts":{},"edits":{"x":1.5},"now":{}}',
        b"\xff\xfe{}",
    ],
)
def test_a_line_that_is_not_canonical_is_refused_alone(line: bytes) -> None:
    theirs = image_of({NAMES[1]: [OTHER]})
    theirs.lines[NAMES[0]] = line
    mine = image_of({NAMES[0]: [OTHER]})
    before = mine.lines[NAMES[0]]
    told = join(mine, theirs)
    assert told.refused == [NAMES[0]]
    assert mine.lines[NAMES[0]] == before
    assert told.new == [NAMES[1]]


@pytest.mark.parametrize(
    "said", [5, None, "x", [], {"set": 5}, {"set": {"a": [5]}}, {"set": {"a": "b"}, "after": {"x": 1}}]
)
def test_edits_of_any_shape_are_refused_quietly(said: Any) -> None:
    mine = Image(header())
    told = join(mine, forged({"now": {}, "conflicts": {}, "edits": {"c" * 16: said}}))
    assert told.refused == [NAMES[0]]
    assert NAMES[0] not in mine.lines


def test_unknown_fields_and_unknown_keys_of_a_newer_schema_pass_through_two_programs() -> None:
    edit: Any = {
        "set": {"biometrics.iris": ["x"], "name": "Lò Thị Ánh"},
        "by": "a/Hoa",
        "sealed_by": "khóa 2",
        "round": 3,
    }
    far = image_of({NAMES[0]: [edit]}, schema=7)
    mine = Image(header())
    join(mine, bookfile.parse(bookfile.dump(far), "far"))
    assert mine.record(NAMES[0])["edits"][edit_name(NAMES[0], edit)] == edit
    assert mine.lines == far.lines
