"""Relations as officers write them; marks decide between bà, bá and ba."""

from __future__ import annotations

import pytest

from store.reference import load

REF = load()


@pytest.mark.parametrize(
    ("text", "label", "guardian"),
    [
        ("Vợ", "Vợ", False),
        ("vo", "Vợ", False),
        ("CHỒNG", "Chồng", False),
        ("Con đẻ", "Con đẻ", False),
        ("Con trai", "Con trai", False),
        ("Con trai của đối tượng", "Con trai", False),
        ("Con", "Con", False),
        ("con dau", "Con dâu", False),
        ("Bố đẻ", "Bố đẻ", False),
        ("Cha", "Bố đẻ", False),
        ("Mẹ", "Mẹ đẻ", False),
        ("Em ruột", "Em ruột", False),
        ("Cháu nội", "Cháu nội", False),
        ("bà", "Bà", False),
        ("bá", "Bác", False),
        ("Người giám hộ (bà nội)", "Bà nội", True),
        ("giám hộ - bà nội", "Bà nội", True),
        ("Ông ngoại (giám hộ)", "Ông ngoại", True),
        ("GH: mẹ đẻ", "Mẹ đẻ", True),
        ("Người giám hộ", "Người giám hộ", True),
        ("đại diện theo pháp luật (mẹ đẻ)", "Mẹ đẻ", True),
        ("Người được ủy quyền (con gái)", "Con gái", False),
        ("Trưởng thôn", "Cán bộ thôn", False),
        ("Người chăm sóc, nuôi dưỡng", "Người chăm sóc", False),
    ],
)
def test_as_written(text, label, guardian):
    match = REF.resolve_relation(text)
    assert (match.label, match.guardian) == (label, guardian)
    assert match.relation.code == match.code


@pytest.mark.parametrize("text", ["", "ba", "con đầu", "mẹ để", "abc", "Vợ, con trai", "Bản thân", "0912345678", "()"])
def test_what_is_not_clear_is_none(text):
    assert REF.resolve_relation(text) is None


@pytest.mark.parametrize("relation", REF.relations, ids=lambda r: r.label)
def test_every_name_of_a_relation_is_its_own(relation):
    for name in (relation.label, *relation.aliases):
        assert REF.resolve_relation(name).label == relation.label
        if relation.kind != "guardian":
            assert REF.resolve_relation(f"Người giám hộ ({name})").guardian
