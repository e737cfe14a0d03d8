"""The shipped rows are whole and agree with themselves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from store.reference import AgeBand, age_in, load
from store.reference.data import in_force, month_index
from store.reference.tables import rows_of
from store.reference.words import spelled

REF = load()
TABLES = ("regimes", "levels", "amounts", "providers", "relations", "prefixes", "words")


def test_63_prefixes_go_to_34_provinces():
    assert len(REF.places) == 63
    assert len({place.code for place in REF.places.values()}) == 34
    assert len({place.today for place in REF.places.values()}) == 34
    assert all(len(prefix) == 3 and prefix.isdigit() and prefix[0] == "0" for prefix in REF.places)


@pytest.mark.parametrize(
    ("prefix", "old", "today"),
    [
        ("038", "Thanh Hóa", "Thanh Hóa"),
        ("024", "Bắc Giang", "Bắc Ninh"),
        ("015", "Yên Bái", "Lào Cai"),
        ("095", "Bạc Liêu", "Cà Mau"),
    ],
)
def test_a_prefix_keeps_the_old_province(prefix, old, today):
    place = REF.place(prefix + "145000123")
    assert (place.old, place.today) == (old, today)


def test_an_unknown_prefix_has_no_place():
    assert REF.place("003") is None
    assert REF.place("") is None


@pytest.mark.parametrize("table", TABLES)
def test_one_row_a_line(table):
    from importlib.resources import files

    text = files("store.reference").joinpath(f"{table}.json").read_text(encoding="utf-8")
    rows = rows_of(table)
    assert sum(line.startswith("{") and line != "{" for line in text.splitlines()) == len(rows) > 0


@pytest.mark.parametrize(
    ("table", "key"), [("regimes", "code"), ("providers", "short"), ("relations", "label"), ("relations", "code")]
)
def test_keys_are_unique(table, key):
    keys = [row[key] for row in rows_of(table)]
    assert len(keys) == len(set(keys))


def test_every_regime_has_a_basis_and_a_mark():
    assert all(r.basis and r.mark and r.short and r.name for r in (*REF.regimes.values(), *REF.families.values()))


def test_validities_are_ordered_and_do_not_overlap():
    for kind in ("NCC", "BTXH", "HTXH"):
        rows = sorted((level for level in REF.levels if level.kind == kind), key=lambda level: level.valid_from)
        for row, after in zip(rows, rows[1:], strict=False):
            assert month_index(row.valid_to) + 1 == month_index(after.valid_from)
        assert rows[-1].valid_to is None
        assert rows[-1].unverified_from == "2026-07"


DOMAIN_CODES = """
TE-01 TE-02 TE-03 TE-04 HIV-01 HIV-02 HIV-03 DT-01 CT-01 CT-02 CT-03 CT-04 CT-05 KT-01 KT-02 KT-03 KT-04 CS-01 CS-02
CS-03 CS-04 CS-05 HTXH-01 HTXH-02 BTXH-DP BTXH-KHAC NCC-01a NCC-01b NCC-01t NCC-02 NCC-02t LS-1 LS-2 LS-3 LS-ND LS-TG
BMVNAH BMVNAH-PV AHLL TB-21 TB-100 TBB-21 TBB-100 TB-PC81 TB-PCDB TB-PV TB-T BB-1 BB-2 BB-3 BB-4 BB-5 BB-6 HH-1 HH-2
HH-3 HH-4 HH-C1 HH-C2 TD GD-1 GD-2 GD-ND KC-142 KC-62 KC-290 KC-40 NCC-KHAC
"""


def test_domain_codes_are_all_there():
    codes = DOMAIN_CODES
    assert [code for code in codes.split() if REF.regime(code) is None] == []


@pytest.mark.parametrize("code", ["TB-20", "TB-101", "TB-045", "TB-", "TB-nn", "TB-²¹", "XX-45", "", "KT-3", "kt-03"])
def test_no_regime_for_a_code_that_is_none(code):
    assert REF.regime(code) is None


def test_hiv_is_confidential_and_has_a_neutral_name():
    hidden = {code for code, r in REF.regimes.items() if r.confidential}
    assert hidden == {"HIV-01", "HIV-02", "HIV-03"}
    assert all("HIV" not in REF.regimes[code].public_short for code in hidden)
    assert REF.regimes["KT-03"].public_short == "Người khuyết tật nặng"


def test_the_printed_name_follows_the_age_where_the_regime_has_two():
    kt = REF.regimes["KT-04"]
    assert kt.short_at("2018-06-16", "2026-02") == "Trẻ em khuyết tật nặng"
    assert kt.short_at("1940", "2026-02") == "Người cao tuổi khuyết tật nặng"
    assert kt.short_at(None, "2026-02") == kt.short_at("1990", "2026-02") == kt.short


def test_the_concepts_of_the_regimes_are_concepts_that_can_be_said():
    said = {concept for row in rows_of("words") for concept in row["means"]}
    numbers = {"aged", "adult", "early", "uprising", "raising", "infant", "infants", "martyrs1", "martyrs2", "martyrs3"}
    numbers |= {f"decision{no}" for no in (142, 62, 290, 40)}
    for regime in (*REF.regimes.values(), *REF.families.values()):
        assert regime.allows.union(regime.refuses, *regime.needs) <= said | numbers, regime.code


def test_no_phrase_stands_for_two_things():
    seen: dict[str, list[str]] = {}
    for row in rows_of("words"):
        for say in row["say"]:
            assert seen.setdefault(spelled(say), row["means"]) == row["means"], say


def test_relation_codes_are_one_or_two_plain_keys():
    assert all(1 <= len(r.code) <= 2 and r.code.isascii() and r.code.islower() for r in REF.relations)
    assert [r.label for r in REF.relations if r.red_flag] == ["Cán bộ thôn"]


def test_numbers_of_the_providers_look_like_numbers():
    for provider in REF.providers:
        assert provider.bin == "" or (len(provider.bin) == 6 and provider.bin.isdigit())
        assert provider.swift == "" or len(provider.swift) == 8
        assert provider.kind in ("bank", "wallet", "post")
        assert provider.phone_account == (provider.kind == "wallet")
        assert all(5 <= n <= 19 for n in provider.lengths)


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ("1946", (79, 81)),
        ("1946-02", (79, 81)),
        ("1946-02-01", (80, 81)),
        ("1946-02-02", (79, 81)),
        ("1946-03", (79, 80)),
        ("1946-01-31", (80, 81)),
        ("2026-02-20", (0, 1)),
        ("2026", (0, 1)),
    ],
)
def test_ages_a_person_may_have_in_february_2026(born, ages):
    assert age_in(born, "2026-02") == AgeBand(*ages)


def test_no_age_without_a_birth_or_before_it():
    assert age_in(None, "2026-02") is None
    assert age_in("2027", "2026-02") is None


def test_both_ends_of_a_validity_count():
    assert in_force("2024-06", "2023-07", "2024-06")
    assert not in_force("2024-07", "2023-07", "2024-06")


@pytest.mark.parametrize("month", ["2026", "2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", ""])
def test_a_month_is_a_month(month):
    with pytest.raises(ValueError):
        month_index(month)
    with pytest.raises(ValueError):
        REF.resolve_regime("NKT nặng", "BTXH", month=month)


def test_importing_the_package_reads_and_builds_nothing():
    code = "import sys, store.reference as r; print([m for m in sys.modules if m.startswith(r.__name__ + '.')])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_loading_is_done_once():
    assert load() is load() is load({})
