"""Invented people hang together, and the Excel lists made of them read back as the same people."""

from __future__ import annotations

import pytest

from exports.reading import read_workbook
from store.lists import ListRow
from store.records import is_name
from store.reference import load
from store.vietnamese.text import fold
from tui.demo import begin, excel, words
from tui.demo.people import Inventor, add_months
from tui.demo.plan import make, village_names
from tui.demo.state import Walk


def test_months_add_over_the_year() -> None:
    assert add_months("2026-12", 1) == "2027-01"
    assert add_months("2026-01", -1) == "2025-12"
    assert add_months("2026-05", -29) == "2023-12"


@pytest.mark.parametrize("month", ["2023-07", "2025-06", "2026-01"])
def test_numbers_fit_sex_year_and_bank(month: str) -> None:
    inventor, reference = Inventor(4, month), load()
    for _ in range(300):
        someone = inventor.person("Thôn 1")
        for values in (someone.values, someone.helper.values if someone.helper else someone.values):
            digits, year = str(values["citizen_id"]), int(str(values["born"])[:4])
            assert len(digits) == 12
            assert int(digits[3]) == (year // 100 - 19) * 2 + (values["sex"] == "female")
            assert int(digits[4:6]) == year % 100
        if "account.number" in someone.values:
            provider = reference.provider(someone.text("account.provider"))
            assert provider is not None
            assert len(someone.text("account.number")) in provider.lengths
        codes = {key.split(".")[1] for key in someone.values if key.startswith("regimes.")}
        assert codes
        for code in codes:
            assert someone.text(f"regimes.{code}.since") <= month
            regime = reference.regime(code)
            assert regime is not None
            assert regime.valid_from <= month <= (regime.valid_to or month)
        assert is_name(someone.record)


def test_there_is_everything_a_commune_has() -> None:
    inventor = Inventor(1, "2026-03")
    people = [inventor.person("Thôn 1") for _ in range(500)]
    receivers = {someone.text("route.receiver") for someone in people}
    assert {"self", "authorised", "guardian"} <= receivers
    assert any(someone.text("route.method") == "cash" and someone.text("route.cash_reason") for someone in people)
    assert any(not someone.text("route.method") for someone in people)
    assert {4, 7, 10} == {len(someone.text("born")) for someone in people}
    numbers = [someone.text("citizen_id") for someone in people]
    assert len(set(numbers)) == len(numbers)
    assert all(someone.text("phone").startswith(words.PHONE_START) or not someone.text("phone") for someone in people)


def test_children_have_somebody_who_receives() -> None:
    inventor = Inventor(2, "2026-03")
    for someone in (inventor.person("Thôn 1") for _ in range(300)):
        if someone.text("born") > "2010":
            assert someone.helper is not None
            assert someone.text("route.receiver") == "guardian"
            assert someone.text("route.relation")


@pytest.mark.parametrize(("villages", "people"), [(2, 10), (3, 12), (10, 30)])
def test_villages_have_the_size_asked_for(villages: int, people: int) -> None:
    plan = make(Inventor(1, "2026-03"), villages, people)
    assert [len(village) for village in plan.people] == [people] * villages
    assert len(set(plan.villages)) == villages


def test_default_villages_have_thirty_to_sixty_people() -> None:
    plan = make(Inventor(1, "2026-03"), 10, None)
    assert len(plan.villages) == 10
    assert all(30 <= len(village) <= 60 for village in plan.people)


def test_there_are_names_for_sixty_villages() -> None:
    assert len(set(village_names(60))) == 60


def test_every_style_of_list_reads_back_as_its_people(many: Walk) -> None:
    """Three villages start from a list: one messy, one in an old font, one as this program prints it."""
    for number in many.numbers:
        files = begin.list_files(many, number)
        assert bool(files) == many.plan.listed(number)
        if files:
            rows = [row for path in files for row in read_workbook(path).rows]
            wanted = {fold(someone.name) for someone in many.plan.people[number]}
            read = {fold(row.get("name")) for row in rows}
            # Newcomers of the month came after the list.
            assert read <= wanted
            assert len(wanted) - len(read) <= 1
            assert {row.get("village") for row in rows} == {many.plan.villages[number]}


def test_an_old_font_s_list_is_unreadable_without_it(many: Walk) -> None:
    from openpyxl import load_workbook

    number = many.numbers[-2]
    assert excel.STYLES[len(many.slugs) - 1 - number] == "old-font"
    sheet = load_workbook(begin.list_files(many, number)[0]).worksheets[0]
    assert sheet["B4"].value == "Hä vµ tªn ®èi t\xadîng"
    assert sheet["B4"].font.name == ".VnTime"


def test_a_guardian_is_called_one_in_the_list() -> None:
    row = ListRow(
        "r", "v", "Thôn 1", "Bùi An", "2018", "male", "TE-02", "Trẻ em", "BTXH", receiver="guardian", relation="Bà nội"
    )
    assert excel._cells(row, 1, "2018")[-1] == "Người giám hộ (bà nội)"
