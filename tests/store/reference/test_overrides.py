"""A commune's own rows: they win, they add, and a wrong one is refused with its place named."""

from __future__ import annotations

import pytest

from store.reference import BadReference, load


def test_an_own_row_replaces_the_fields_it_names():
    ref = load({"regimes": [{"code": "KT-03", "coefficient": 1.8}]})
    assert ref.amount("KT-03", "2025-01") == 900_000
    assert ref.regime("KT-03").name == load().regime("KT-03").name
    assert load().amount("KT-03", "2025-01") == 750_000


def test_an_own_rate_comes_before_the_printed_amount():
    assert load({"regimes": [{"code": "BB-3", "coefficient": 2}]}).amount("BB-3", "2024-07") == 5_578_000


def test_a_new_level_moves_what_hangs_on_it_and_is_verified():
    ref = load({"levels": [{"kind": "NCC", "valid_from": "2026-07", "amount": 3_000_000, "basis": "NĐ mới"}]})
    assert ref.amount("LS-2", "2026-07") == 6_000_000
    assert ref.amount("BB-3", "2026-07") == 4_972_000  # 1.6572 x 3,000,000: the printed amount of 2024 no longer counts
    assert not ref.explain_amount("LS-2", "2026-07").unverified
    assert ref.amount("BB-3", "2026-06") == 4_622_000
    assert ref.amount("KT-03", "2026-07") == 750_000


def test_a_provincial_standard():
    ref = load({"levels": [{"kind": "BTXH", "valid_from": "2025-01", "amount": 600_000}]})
    assert [ref.amount("KT-01", month) for month in ("2024-12", "2025-01")] == [1_000_000, 1_200_000]


def test_own_amounts_win_also_outside_the_shipped_validity():
    ref = load(
        {
            "amounts": [
                {"code": "CT-04", "valid_from": "2025-07", "valid_to": "2025-09", "amount": 500_000, "basis": "NQ"}
            ]
        }
    )
    assert [ref.amount("CT-04", month) for month in ("2025-09", "2025-10")] == [500_000, None]
    ref = load({"amounts": [{"code": "BB-1", "valid_from": "2024-07", "amount": 3_000_000}]})
    assert ref.amount("BB-1", "2025-01") == 3_000_000
    assert load({"amounts": [{"code": "TB-45", "valid_from": "2024-07", "amount": 1}]}).amount("TB-45", "2025-01") == 1
    assert (
        load({"amounts": [{"code": "KC-142", "valid_from": "2024-07", "amount": 7}]}).amount("KC-142", "2025-01") == 7
    )


def test_a_new_regime_is_read_by_its_names():
    row = {
        "code": "DP-01",
        "group": "BTXH",
        "name": "Người từ 70 tuổi theo NQ 12",
        "aliases": ["NCT từ 75-80 tuổi hộ nghèo"],
    }
    ref = load({"regimes": [row], "amounts": [{"code": "DP-01", "valid_from": "2025-01", "amount": 350_000}]})
    assert ref.regime("DP-01").short == "Người từ 70 tuổi theo NQ 12"
    assert ref.resolve_regime("người từ 70 tuổi theo nq 12", "BTXH", month="2025-03").code == "DP-01"
    assert ref.resolve_regime("NCT từ 75-80 tuổi hộ nghèo", "BTXH", month="2025-03").code == "DP-01"
    assert ref.amount("DP-01", "2025-03") == 350_000


def test_further_aliases_are_added_to_the_known_ones():
    ref = load(
        {"providers": [{"short": "Agribank", "aliases": ["Ngân hàng Cẩm Tú"]}, {"short": "Quỹ Cẩm Tú", "name": "Quỹ"}]}
    )
    assert ref.resolve_provider("Ngân hàng Cẩm Tú").short == ref.resolve_provider("NHNo&PTNT").short == "Agribank"
    assert ref.provider("Quỹ Cẩm Tú").kind == "bank"
    ref = load(
        {"relations": [{"label": "Bạn", "code": "z", "kind": "neighbour"}, {"label": "Hàng xóm", "red_flag": True}]}
    )
    assert ref.resolve_relation("bạn").code == "z"
    assert ref.resolve_relation("láng giềng").relation.red_flag


@pytest.mark.parametrize(
    ("overrides", "named"),
    [
        ({"banks": []}, "banks"),
        ({"providers": "x"}, "providers"),
        ({"providers": {"short": "x"}}, "providers"),
        ({"amounts": [3]}, "dòng 1"),
        ({"regimes": [{"code": "KT-99", "name": "x"}]}, "KT-99"),
        ({"regimes": [{"code": "KT-99", "name": "x", "group": "ABC"}]}, "group"),
        ({"regimes": [{"code": "KT-03", "coeficient": 2}]}, "coeficient"),
        ({"regimes": [{"code": "KT-03", "coefficient": "hai"}]}, "coefficient"),
        ({"regimes": [{"code": "KT-03", "coefficient": True}]}, "coefficient"),
        ({"regimes": [{"code": "KT-03", "ages": [[16]]}]}, "ages"),
        ({"regimes": [{"code": "KT-03", "level": "XYZ"}]}, "XYZ"),
        ({"regimes": [{"code": "KT-03"}, {"code": "KT-01"}, {"code": "KT-03"}]}, "dòng 3"),
        ({"regimes": [{"code": "KT-03", "aliases": "một chữ"}]}, "aliases"),
        ({"amounts": [{"code": "KT-3", "valid_from": "2024-01", "amount": 1}]}, "KT-3"),
        ({"amounts": [{"code": "KT-03", "valid_from": "2024-01", "amount": 1.5}]}, "amount"),
        ({"amounts": [{"code": "KT-03", "valid_from": "2024-01"}]}, "amount"),
        ({"amounts": [{"code": "KT-03", "valid_from": "2024-07", "valid_to": "2024-01", "amount": 1}]}, "2024-01"),
        ({"levels": [{"kind": "BXTH", "valid_from": "2024-01", "amount": 1}]}, "BXTH"),
        ({"levels": [{"kind": "BTXH", "valid_from": "2024", "amount": 1}]}, "valid_from"),
        ({"levels": [{"kind": "BTXH", "valid_from": "2024-01", "amount": -1}]}, "amount"),
        ({"relations": [{"label": "Bạn", "code": "v", "kind": "x"}]}, "Bạn"),
        ({"providers": [{"short": s, "name": s, "aliases": ["Ngân hàng ta"]} for s in ("X", "Y")]}, "ngan hang ta"),
    ],
)
def test_a_wrong_row_is_refused_by_name(overrides, named):
    with pytest.raises(BadReference, match=named) as caught:
        load(overrides)
    assert "Bảng" in str(caught.value) or "bảng" in str(caught.value)


def test_nothing_to_override_is_fine():
    assert load({"regimes": [], "levels": None}).amount("KT-03", "2025-01") == 750_000
