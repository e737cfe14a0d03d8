"""What a code pays in a month, against the tables of domain 2.2 and 2.3."""

from __future__ import annotations

import pytest

from store.reference import load

REF = load()

NCC = """NCC-01a 2296 3116|NCC-01b 3898 5291|NCC-01t 2055 2789|NCC-02 2125 2884|NCC-02t 1153 1565|LS-1 2055 2789
LS-2 4110 5578|LS-3 6165 8367|LS-ND 1644 2231|LS-TG 2055 2789|BMVNAH 7887 10704|BMVNAH-PV 2055 2789|AHLL 1722 2337
TB-21 1384 1878|TB-100 6589 8942|TBB-21 1143 1551|TBB-100 5451 7399|TB-PC81 1031 1400|TB-PCDB 2113 2868
TB-PV 2055 2789
TB-PVDB 2639 3582|TB-T 1153 1565|BB-1 2145 2911|BB-2 2672 3627|BB-3 3407 4622|BB-4 3927 5329|BB-5 4699 6378
BB-6 5234 7104
HH-1 1562 2120|HH-2 2610 3542|HH-3 3658 4964|HH-4 4685 6359|HH-C1 1233 1673|HH-C2 2055 2789|TD 1233 1673
GD-1 2055 2789
GD-2 1208 1640|GD-ND 1644 2231"""
BTXH = """TE-01 900 1250|TE-02 540 750|TE-03 540 750|TE-04 540 750|HIV-01 900 1250|HIV-02 720 1000
HIV-03 540 750|DT-01 360 500
CT-01 540 750|CT-02 720 1000|CT-03 360 500|CT-04 360 500|CT-05 1080 1500|KT-01 720 1000|KT-02 900 1250|KT-03 540 750
KT-04 720 1000|CS-01 360 500|CS-02 540 750|CS-03 540 750|CS-04 720 1000"""


@pytest.mark.parametrize("row", [row for line in (NCC + "\n" + BTXH).splitlines() for row in line.split("|")])
def test_the_tables_of_2023_and_2024(row):
    code, first, second = row.split()
    assert REF.amount(code, "2024-06") == int(first) * 1000
    assert REF.amount(code, "2024-07") == int(second) * 1000


def test_social_pension_is_flat_from_july_2025():
    assert REF.amount("HTXH-01", "2025-07") == REF.amount("HTXH-02", "2025-07") == 500_000
    assert REF.amount("HTXH-01", "2025-06") is None


def test_a_single_parent_is_paid_for_each_child():
    assert REF.amount("DT-01", "2025-01", children=3) == 1_500_000
    assert REF.amount("DT-01", "2025-01", children=0) is None
    assert REF.amount("KT-03", "2025-01", children=3) == 750_000


@pytest.mark.parametrize("code", ["CS-05", "KC-142", "BTXH-KHAC", "BTXH-DP", "NCC-KHAC", "XX-1", "TB-20"])
def test_what_the_code_does_not_tell_is_unknown(code):
    assert REF.amount(code, "2025-01") is None


def test_a_closed_regime_pays_nothing_that_is_known():
    assert REF.amount("CT-04", "2025-06") == 500_000
    assert REF.amount("CT-04", "2025-07") is None
    assert REF.amount("KT-03", "2021-06") is None


def test_the_level_of_2024_is_carried_on_and_marked():
    sure, carried = REF.explain_amount("BB-3", "2026-06"), REF.explain_amount("BB-3", "2026-07")
    assert (sure.amount, sure.unverified, sure.mark) == (4_622_000, False, "found")
    assert (carried.amount, carried.unverified) == (4_622_000, True)
    assert REF.explain_amount("HTXH-01", "2026-07").unverified
    assert REF.explain_amount("XX-1", "2026-07") is None


def test_base_levels_by_month():
    assert [REF.level("NCC", m).amount for m in ("2017-07", "2018-07", "2023-06", "2023-07", "2024-07")] == [
        1_417_000,
        1_515_000,
        1_624_000,
        2_055_000,
        2_789_000,
    ]
    assert REF.level("NCC", "2017-06") is None
    assert REF.level("BTXH", "2021-06").amount == 270_000
