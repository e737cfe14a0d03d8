"""Wordings of real registers: what they mean, and that nothing is guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reference import load

REF = load()
MONTH = "2025-03"


def resolve(text, group, born=None, month=MONTH):
    return REF.resolve_regime(text, group, born=born, month=month)


BTXH = """
KT-01: NKT ĐBN | NKT đặc biệt nặng | người khuyết tật dạng đặc biệt nặng | Khuyết tật đặc biệt nặng | NKTĐBN
  | kt-01 | KT01
  | KT 01 | Người khuyết tật đặc biệt nặng (thần kinh, tâm thần) | Người khuyết tật ĐBN hộ nghèo
  | NGƯỜI KHUYẾT TẬT ĐẶC BIỆT NẶNG
KT-02: Trẻ em khuyết tật đặc biệt nặng | Trẻ em khuyết tật ĐBN | TEKT đặc biệt nặng | NCT khuyết tật đặc biệt nặng
  | Người khuyết tật đặc biệt nặng là trẻ em
KT-03: Người khuyết tật nặng | NKT nặng | nguoi khuyet tat nang | KHUYẾT TẬT NẶNG | Khuyết tật vận động nặng
  | N.K.T nặng
  | 1. Người khuyết tật nặng | - NKT nặng | Người khuyết tật nặng (hệ số 1,5)
  | Người khuyết tật nặng theo NĐ 20/2021/NĐ-CP
  | Người khuyết tật nặng từ 16 đến dưới 60 tuổi | Người tàn tật nặng | Trợ cấp hằng tháng NKT nặng
KT-04: Trẻ em khuyết tật nặng | TE khuyết tật nặng | Người cao tuổi khuyết tật nặng | NCT khuyết tật nặng
  | Người khuyết tật nặng là người cao tuổi | Người khuyết tật nặng dưới 16 tuổi
  | Người khuyết tật nặng từ 60 tuổi trở lên
CT-01: NCT cô đơn hộ nghèo từ 60 đến 80 tuổi | Người cao tuổi cô đơn thuộc hộ nghèo từ 60 tuổi đến dưới 80 tuổi
CT-02: NCT cô đơn hộ nghèo từ 80 tuổi trở lên | NCT cô đơn, hộ nghèo, 80 tuổi trở lên
  | Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng từ đủ 80 tuổi
CT-03: NCT từ 75-80 tuổi hộ nghèo | NCT từ 75 đến dưới 80 tuổi thuộc hộ cận nghèo | NCT 75 - 79 tuổi hộ nghèo
  | NCT từ đủ 75 đến dưới 80 tuổi hộ nghèo, cận nghèo vùng ĐBKK | NCT 75–<80 hộ nghèo
CT-04: Người cao tuổi từ đủ 80 tuổi | NCT từ 80 tuổi trở lên | NCT từ đủ 80 tuổi trở lên không có lương hưu
  | NCT trên 80 tuổi
  | NCT ≥80 | Người cao tuổi, từ đủ 80 tuổi, không lương hưu | NCT >= 80 tuổi | NCT 80+
  | Người từ đủ 80 tuổi trở lên | 80 tuổi trở lên | Trợ cấp NCT 80 tuổi
  | Người cao tuổi trên 80 tuổi không có lương hưu, trợ cấp BHXH hằng tháng
CT-05: NCT được nhận nuôi dưỡng tại cộng đồng
DT-01: Người đơn thân nghèo nuôi con | Người đơn thân nuôi con nhỏ | Đơn thân nghèo đang nuôi con
  | Người đơn thân nghèo nuôi 02 con
  | Người đơn thân thuộc hộ nghèo nuôi con dưới 16 tuổi | Mẹ đơn thân hộ nghèo | Người đơn thân nghèo (2 con)
  | Người đơn thân nghèo nuôi con từ 16 đến 22 tuổi đang học
TE-01: Trẻ em mồ côi dưới 4 tuổi | Trẻ mồ côi <4 tuổi | Trẻ em bị bỏ rơi dưới 4 tuổi
TE-02: TE mồ côi 4-16 tuổi | Trẻ em mồ côi từ đủ 4 đến dưới 16 tuổi | Trẻ mồ côi cả cha lẫn mẹ từ 4 đến 16 tuổi
TE-03: Trẻ mồ côi từ 16 đến 22 tuổi đang đi học | Mồ côi 16-22 tuổi đang học nghề
TE-04: Trẻ em dưới 3 tuổi hộ nghèo vùng DTTS | Trẻ em dưới 36 tháng tuổi thuộc hộ cận nghèo vùng DTTS&MN
HIV-01: Trẻ em nhiễm HIV dưới 4 tuổi hộ nghèo
HIV-03: Người nhiễm HIV/AIDS hộ nghèo | Người nhiễm HIV
CS-01: Hộ chăm sóc NKT đặc biệt nặng | Hộ gia đình đang trực tiếp chăm sóc, nuôi dưỡng NKT ĐBN
  | Kinh phí chăm sóc NKT đặc biệt nặng
CS-02: Nhận nuôi dưỡng NKT đặc biệt nặng | Cá nhân nhận chăm sóc, nuôi dưỡng NKT ĐBN
CS-03: NKT mang thai | NKT nặng nuôi con dưới 36 tháng tuổi | NKT mang thai hoặc nuôi con dưới 36 tháng
CS-04: NKT nuôi 2 con dưới 36 tháng | NKT mang thai và nuôi con dưới 36 tháng
CS-05: Nhận nuôi trẻ mồ côi | Hộ nhận nuôi dưỡng trẻ em mồ côi, bị bỏ rơi
HTXH-01: Hưu trí xã hội từ đủ 75 tuổi | Trợ cấp HTXH từ 75 tuổi trở lên
HTXH-02: Hưu trí xã hội từ 70 đến dưới 75 tuổi hộ nghèo
BTXH-DP: Theo NQ HĐND tỉnh
BTXH-KHAC: Khác
"""
NCC = """
TB-45: Thương binh 45% | TB 45% | TB45% | TB (45%) | Thương binh 45 | Thương binh loại A 45% | TB-45 | tb 45 %
  | thuong binh 45%
  | Thương binh, tỷ lệ thương tật 45% | Thương binh 3/4, 45% | T.B 45% | Thương binh hạng 3/4 (45%)
  | Người hưởng chính sách như thương binh 45%
TB-21: Thương binh 4/4 - 21%
TBB-31: Thương binh loại B 31% | TB loại B 31% | TBB 31% | TB-B 31% | tbb-31
BB-3: Bệnh binh 61% | BB 61% | Bệnh binh 61-70% | BB mất sức lao động 65% | Bệnh binh từ 61% đến 70%
  | Bệnh binh 2/3 65%
BB-6: Bệnh binh 91%
HH-1: CĐHH 21% | Người HĐKC nhiễm CDHH 30%
HH-2: Người HĐKC nhiễm chất độc hóa học 41% - 60% | Nhiễm chất độc da cam 45%
HH-3: Người HĐKC bị nhiễm CĐHH 61% | Người hoạt động kháng chiến bị nhiễm chất độc hoá học 65%
HH-4: Người HĐKC nhiễm CĐHH từ 81% trở lên | CĐHH ≥81%
HH-C1: Con đẻ người HĐKC nhiễm CĐHH 65% | Con đẻ của người HĐKC bị nhiễm chất độc hóa học 61-80%
LS-1: Vợ liệt sỹ | Vợ liệt sĩ | VỢ LS | Vợ (chồng) liệt sỹ | Thân nhân 01 liệt sỹ | Thân nhân 1 LS | TN 01 LS
  | Thân nhân một liệt sĩ
  | Tuất 01 liệt sĩ | Mẹ 01 liệt sĩ
LS-2: Thân nhân 02 liệt sĩ | Thân nhân của hai liệt sĩ | Mẹ 2 LS
LS-3: Thân nhân 03 liệt sĩ trở lên | Thân nhân ba liệt sĩ
LS-TG: Vợ liệt sĩ tái giá | Vợ LS lấy chồng khác
LS-ND: Tuất nuôi dưỡng liệt sĩ
BMVNAH: Bà mẹ Việt Nam anh hùng | Mẹ VNAH | BMVNAH | BM VNAH
BMVNAH-PV: Người phục vụ mẹ VNAH
NCC-01a: Lão thành cách mạng diện thoát ly | Người HĐCM trước 01/01/1945 (thoát ly)
NCC-02: Cán bộ tiền khởi nghĩa | Người HĐCM từ 01/01/1945 đến khởi nghĩa tháng 8/1945
TD: Tù đày | Người HĐCM bị địch bắt tù, đày | HĐKC bị địch bắt tù đày
AHLL: AHLLVTND | Anh hùng lao động
GD-2: NCC giúp đỡ CM (Huân chương kháng chiến hạng Nhì)
KC-142: QĐ 142 | Trợ cấp theo Quyết định 142/2008/QĐ-TTg | Quân nhân phục viên theo QĐ 142/2008
KC-40: TNXP | Thanh niên xung phong
TB-T: Tuất thương binh | Vợ thương binh từ trần | Tuất bệnh binh 61%
TB-PV: Người phục vụ thương binh 81%
"""


def table(text):
    for line in text.strip().replace("\n  |", " |").splitlines():
        code, _, wordings = line.partition(": ")
        yield from ((wording.strip(), code) for wording in wordings.split(" | "))


@pytest.mark.parametrize(("text", "code"), list(table(BTXH)))
def test_wordings_of_social_protection(text, code):
    assert resolve(text, "BTXH").code == code


@pytest.mark.parametrize(("text", "code"), list(table(NCC)))
def test_wordings_of_people_of_merit(text, code):
    assert resolve(text, "NCC").code == code


@pytest.mark.parametrize(
    ("text", "born", "code"),
    [
        ("Trẻ em mồ côi", "2023-01-05", "TE-01"),
        ("Trẻ em mồ côi", "2015", "TE-02"),
        ("Trẻ em mồ côi", "2021-01", "TE-02"),
        ("Trẻ em mồ côi đang đi học", "2007", "TE-03"),
        ("Trẻ em nhiễm HIV", "2015", "HIV-02"),
        ("NCT cô đơn thuộc hộ nghèo", "1950", "CT-01"),
        ("NCT cô đơn thuộc hộ nghèo", "1940", "CT-02"),
        ("Hưu trí xã hội", "1949-12-31", "HTXH-01"),
        ("HTXH", "1953", "HTXH-02"),
        ("NCT từ 75 tuổi trở lên hộ nghèo", "1948", "CT-03"),
        ("Người khuyết tật nặng", "2018", "KT-03"),
        ("Người khuyết tật nặng", "1930", "KT-03"),
        ("Trẻ em khuyết tật nặng", "1930", "KT-04"),
        ("NCT từ 75-80 tuổi hộ nghèo", "1930", "CT-03"),
    ],
)
def test_the_birth_chooses_only_where_the_wording_leaves_it_open(text, born, code):
    assert resolve(text, "BTXH", born).code == code


UNRESOLVED = [
    ("BTXH", "Trẻ em mồ côi", None, {"TE-01", "TE-02"}),
    ("BTXH", "Trẻ em mồ côi", "2008", {"TE-03"}),
    ("BTXH", "Trẻ em mồ côi", "2021-03-15", {"TE-01", "TE-02"}),
    ("BTXH", "Trẻ em mồ côi cha", "2015", set()),
    ("BTXH", "Người khuyết tật", "1980", {"KT-01", "KT-03"}),
    ("BTXH", "Người khuyết tật nhẹ", None, set()),
    ("BTXH", "Người khuyết tật nặng hệ số 2,0", None, {"KT-03", "KT-04"}),
    ("BTXH", "Người khuyết tật nặng, đặc biệt nặng", None, set()),
    ("BTXH", "NKT nặng và người đơn thân", None, set()),
    ("BTXH", "NKT nặng 81", None, {"KT-03"}),
    ("BTXH", "Người khuyết tật nặng Cẩm Lương", None, {"KT-03"}),
    ("BTXH", "Người cao tuổi", "1940", {"CT-02", "CT-04"}),
    ("BTXH", "NCT từ 80 tuổi hộ nghèo", None, {"CT-02", "CT-04"}),
    ("BTXH", "NCT từ 75 tuổi trở lên", None, {"CT-03", "CT-04"}),
    ("BTXH", "HTXH", None, {"HTXH-01", "HTXH-02"}),
    ("BTXH", "Nhiễm HIV", "2015", {"HIV-02"}),
    ("BTXH", "Hộ nghèo", None, set()),
    ("BTXH", "Hộ cận nghèo", None, set()),
    ("BTXH", "TCXH", None, set()),
    ("BTXH", "Bảo trợ xã hội", None, set()),
    ("BTXH", "Trẻ em", "2015", {"KT-02", "KT-04"}),
    ("BTXH", "Vợ liệt sỹ", None, set()),
    ("BTXH", "Thương binh 45%", None, set()),
    ("BTXH", "TB-45", None, set()),
    ("BTXH", "Người đơn thân hộ cận nghèo", None, set()),
    ("BTXH", "Mai táng phí", None, set()),
    ("BTXH", "Thẻ BHYT", None, set()),
    ("NCC", "Thương binh", None, {"TB-21", "TB-45", "TB-100"}),
    ("NCC", "Thương binh hạng 4/4", None, {"TB-21", "TB-40"}),
    ("NCC", "Thương binh 2/4 45%", None, set()),
    ("NCC", "Thương binh 15%", None, set()),
    ("NCC", "Thương binh 61,5%", None, set()),
    ("NCC", "Thương binh 80 tuổi", None, set()),
    ("NCC", "Thương binh 45% và thân nhân liệt sĩ", None, set()),
    ("NCC", "Thương binh loại B", None, {"TBB-21", "TBB-100"}),
    ("NCC", "Bệnh binh", None, {"BB-1", "BB-6"}),
    ("NCC", "Bệnh binh 2/3", None, {"BB-3", "BB-4"}),
    ("NCC", "BB 3", None, set()),
    ("NCC", "Bệnh binh 30%", None, set()),
    ("NCC", "Người HĐKC bị nhiễm CĐHH", None, {"HH-1", "HH-2", "HH-3", "HH-4"}),
    ("NCC", "Con đẻ bị nhiễm CĐHH", None, {"HH-C1", "HH-C2"}),
    ("NCC", "Nạn nhân chất độc da cam 65%", None, {"HH-3", "HH-C1"}),
    ("NCC", "Thân nhân liệt sĩ", None, {"LS-1", "LS-2", "LS-3"}),
    ("NCC", "TNLS", None, {"LS-1", "LS-2", "LS-3"}),
    ("NCC", "Mẹ liệt sĩ", None, {"LS-1", "LS-2"}),
    ("NCC", "Con liệt sĩ", None, {"LS-1", "LS-2"}),
    ("NCC", "Ba liệt sĩ", None, set()),
    ("NCC", "Thờ cúng liệt sĩ", None, set()),
    ("NCC", "Lão thành cách mạng", None, {"NCC-01a", "NCC-01b"}),
    ("NCC", "Người có công giúp đỡ cách mạng", None, {"GD-1", "GD-2"}),
    ("NCC", "Người có công", None, set()),
    ("NCC", "Vợ thương binh", None, set()),
    ("NCC", "Huân chương kháng chiến", None, set()),
    ("NCC", "Người khuyết tật nặng", None, set()),
    ("NCC", "KT-03", None, set()),
    ("NCC", "abc", None, set()),
    ("NCC", "", None, set()),
    ("NCC", " … ", None, set()),
    ("BTXH", "45", None, set()),
    ("BTXH", "NCT từ đủ 80 tuổi; NKT nặng", None, set()),
    ("BTXH", "NKT nặng, NCT trên 80 tuổi", None, set()),
    ("BTXH", "Người khuyết tật đặc biệt nặng và hộ chăm sóc", None, set()),
    ("NCC", "Tù đày, thương binh 21%", None, set()),
]


@pytest.mark.parametrize(("group", "text", "born", "among"), UNRESOLVED)
def test_nothing_is_guessed(group, text, born, among):
    match = resolve(text, group, born)
    assert match.code is None
    assert match.reason
    assert among <= set(match.candidates)
    assert all(REF.regime(code).group == group for code in match.candidates)


def test_reasons_name_what_is_missing():
    assert "năm sinh" in resolve("Trẻ em mồ côi", "BTXH").reason
    assert "%" in resolve("Thương binh", "NCC").reason
    assert "Cẩm Lương" in resolve("Người khuyết tật nặng Cẩm Lương", "BTXH").reason
    assert "hằng năm" in resolve("Thờ cúng liệt sĩ", "NCC").reason
    assert "không thuộc nhóm BTXH" in resolve("Vợ liệt sỹ", "BTXH").reason


def test_a_closed_regime_is_still_what_the_word_means_and_says_so():
    match = resolve("Người cao tuổi từ đủ 80 tuổi", "BTXH", month="2026-02")
    assert match.code == "CT-04"
    assert "2025-06" in match.reason
    assert resolve("Người cao tuổi từ đủ 80 tuổi", "BTXH", month="2025-06").reason == ""
    assert "2025-07" in resolve("Hưu trí xã hội từ đủ 75 tuổi", "BTXH", month="2025-06").reason


def test_the_number_of_children_is_taken_along():
    assert resolve("Người đơn thân nghèo nuôi 02 con", "BTXH").children == 2
    assert resolve("Người đơn thân nghèo nuôi con", "BTXH").children is None


# What is printed in the annex is read back as the same code: the two directions may never drift apart.

ALL = [*REF.regimes, *(f"{family}-{n}" for family in ("TB", "TBB") for n in range(21, 101))]


@pytest.mark.parametrize("code", ALL)
def test_every_printed_name_is_read_back_as_its_code(code):
    regime = REF.regime(code)
    texts = {
        regime.code,
        regime.short,
        regime.name,
        *regime.aliases,
        *(band.short for band in regime.ages if band.short),
    }
    for text in texts:
        for form in (text, text.upper(), unicodedata.normalize("NFD", text), f"  {text} "):
            assert resolve(form, regime.group).code == code, form


@pytest.mark.parametrize("code", list(REF.regimes))
def test_the_understanding_of_words_never_contradicts_the_printed_name(code):
    from store.reference.words import read_wording

    regime, finder = REF.regimes[code], REF._finder
    said = read_wording(regime.short, regime.group, finder.lexicon)
    assert finder._judged(regime.short, said, regime.group, None, MONTH).code in (code, None)


@given(st.sampled_from(ALL), st.sampled_from(["NCC", "BTXH"]), st.sampled_from([None, "1940", "2015-03", "2023-05-06"]))
def test_the_printed_name_never_means_a_regime_of_the_other_group(code, group, born):
    regime = REF.regime(code)
    match = resolve(regime.short, group, born)
    assert match.code == (code if regime.group == group else None)


WORDS = sorted(
    {w for r in REF.regimes.values() for w in r.short.split()} | {"45%", "75-80", "≥", "<4", "1/4", "02", "(", "/"}
)


@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=40), st.sampled_from(["NCC", "BTXH"])
)
def test_any_text_gives_an_answer_of_its_group(text, group):
    match = resolve(text, group)
    assert match.code is None or match.candidates == (match.code,)
    assert match.code or match.reason
    assert all(REF.regime(code).group == group for code in match.candidates)
