"""Digits and names reach the cell as text, whatever they look like, and come back letter for letter."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from exports.month import write_list

NAUGHTY = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+84912345678",
    "-5",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "=",
    "'quoted",
    "TRUE",
    "1E5",
    "01/02/2003",
    "H'Mông <b>&amp;</b>",
    "Nguyễn Thị Ướt-Ẩn Ặ Ỹ",
]


@pytest.mark.parametrize("name", NAUGHTY)
def test_text_stays_text(written, person, head, name):
    """Neither a formula, nor an error, nor a number: `data_type` s and the same characters."""
    ws = written("ds1", person(name=name, note=name, regime_text=name))
    for column in (2, 7, 10):
        cell = ws.cell(head(ws) + 2, column)
        assert (cell.value, cell.data_type) == (name, "s")
        assert cell.number_format == "@"
        assert bool(cell.quotePrefix) == (name[0] in "=+-@'")


def test_captions_are_text_too(written, person, profile, texts, head):
    ws = written("ds1", person(), commune=profile(captions={"ds1.title": "=A1", "note": "#N/A"}))
    assert {"=A1", "#N/A"} <= set(texts(ws))
    assert all(cell.data_type != "f" for row in ws.iter_rows() for cell in row)


def test_numbers_keep_their_zeros(written, person, head):
    """Identity and account numbers are text cells of format @; the longest account is not rounded."""
    ws = written("annex-btxh", person(citizen_id="001045000007", own_account="0000000000000000019"))
    row = head(ws) + 2
    for column, value in ((4, "02/03/1945"), (6, "001045000007"), (8, "0000000000000000019")):
        cell = ws.cell(row, column)
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")
        assert cell.alignment.shrink_to_fit
        assert not cell.alignment.wrap_text


def test_long_text_does_not_use_the_text_format(written, person, head):
    """Older Excels show ###### for more than 255 characters in a cell of format @."""
    note = "Ghi chú dài. " * 30
    cell = (ws := written("ds1", person(note=note))).cell(head(ws) + 2, 10)
    assert (cell.value, cell.number_format) == (note, "General")


def test_a_character_that_no_workbook_holds_is_dropped_and_said(tmp_path, person, profile):
    """Entry refuses such characters; one in a file edited by hand must not spoil the month."""
    done = write_list(
        "ds1",
        [person(note="a\x0bb\ud800c")],
        month="2023-09",
        commune=profile(),
        folder=tmp_path,
        today=date(2023, 9, 1),
    )
    ws = load_workbook(done.paths[0]).active
    assert "abc" in [cell.value for row in ws.iter_rows() for cell in row]
    assert [(w.record, w.list) for w in done.warnings] == [("aaaaaaaaaaaaaaaa", "ds1")]
    assert "Ghi chú" in done.warnings[0].message


def test_a_birth_without_a_sex_is_said_and_noted(tmp_path, person, profile):
    """The annex has no cell for it; the lists with a note keep the date there."""
    row = person(sex="", born="1950-03", note="cũ")
    common = {"month": "2023-09", "commune": profile(), "folder": tmp_path, "today": date(2023, 9, 1)}
    annex = write_list("annex-btxh", [row, person()], **common)
    assert [w.record for w in annex.warnings] == [row.record]
    assert "03/1950" in annex.warnings[0].message
    ds1 = load_workbook(write_list("ds1", [row], **common).paths[0]).active
    assert "Sinh 03/1950, chưa rõ nam hay nữ; cũ" in [c.value for r in ds1.iter_rows() for c in r]
    assert not write_list("ds2", [row], **common).warnings
