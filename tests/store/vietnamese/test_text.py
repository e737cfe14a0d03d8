"""Normal form, search key, equality and case of names. Invented names throughout."""

import itertools
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.vietnamese.syllable import TONES, VOWELS, is_syllable
from store.vietnamese.text import (
    capitalise_syllables,
    fold,
    initials,
    nfc,
    proper_case,
    same_name,
    slug,
    tidy,
    unprintable,
)

LETTERS = "bcdđghklmnpqrstvx" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ["", *TONES]
)
vietnamese = st.text(LETTERS + LETTERS.upper() + " '-", max_size=25)
anything = st.text(max_size=25)


def nfd(s: str) -> str:
    return unicodedata.normalize("NFD", s)


def toned(vowels: str, place: int, tone: str) -> str:
    return nfc(vowels[: place + 1] + tone + vowels[place + 1 :])


@given(anything)
def test_nfc_and_tidy_are_settled_after_one_pass(s: str) -> None:
    assert nfc(nfc(s)) == nfc(s) == unicodedata.normalize("NFC", s)
    assert tidy(tidy(s)) == tidy(s)
    assert nfc(tidy(s)) == tidy(s)
    assert "\u00ad" not in tidy(s)
    assert tidy(s) == tidy(s).strip()


@given(anything)
def test_fold_is_settled_and_ignores_the_coding(s: str) -> None:
    assert fold(fold(s)) == fold(s)
    assert fold(nfd(s)) == fold(nfc(s)) == fold(s)


@given(vietnamese)
def test_fold_of_vietnamese_is_plain_ascii_whatever_the_case(s: str) -> None:
    assert fold(s).isascii()
    assert fold(s.upper()) == fold(s.lower()) == fold(nfd(s))
    plain = "".join(c for c in nfd(s.lower()) if not unicodedata.combining(c)).replace("đ", "d")
    assert fold(s) == " ".join(plain.split())


@given(vietnamese)
def test_case_coding_and_spaces_do_not_make_another_name(s: str) -> None:
    assert same_name(s, s)
    for other in (s.upper(), s.lower(), nfd(s), f"  {s}\u00a0", s.replace(" ", "  ")):
        assert same_name(s, other)
        assert same_name(other, s)


FEW = st.text("aáàoóòuúyýqgihn ", min_size=1, max_size=4)


@given(FEW, FEW, FEW)
def test_same_name_is_transitive(a: str, b: str, c: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    if same_name(a, b) and same_name(b, c):
        assert same_name(a, c)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nguyễn Thị Hòa", "Nguyễn Thị Hoà"),
        ("Thúy", "Thuý"),
        ("khoẻ", "khỏe"),
        ("Uỷ", "Ủy"),
        ("ỦY BAN NHÂN DÂN", "uỷ ban nhân dân"),
        ("Quý", "Qúy"),
        ("Quà", "Qùa"),
        ("Già", "Gìa"),
        ("Ðỗ Thị Én", "Đỗ Thị Én"),
        ("Hà\u200b Văn\u00a0 An ", "hà văn an"),
        ("H'Mông", "H\u2019MÔNG"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Nguye\u0303\u0302n", "Nguyễn"),
    ],
)
def test_the_same_name(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(nfd(a), b)


@pytest.mark.parametrize("vowels", ["oa", "oe", "uy"])
def test_old_and_new_tone_place_agree_for_every_tone_and_no_two_tones_do(vowels: str) -> None:
    for one, other in itertools.product(TONES, repeat=2):
        old, new = "Th" + toned(vowels, 0, one), "th" + toned(vowels, 1, other)
        assert same_name(old, new) == (one == other)
        assert not same_name(old, "Th" + vowels)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hòa", "Hóa"),
        ("Hòa", "Hoa"),
        ("Lý", "Lí"),
        ("Mỹ", "Mĩ"),
        ("Đỗ", "Dỗ"),
        ("Ân", "An"),
        ("Ươm", "Uơm"),
        ("Hồ Thị Hoa", "Hồ Thị"),
        ("Hà Hoa", "Ha Hòa"),
        ("hòahoa", "hoahòa"),
        ("Thị Hoa", "ThịHoa"),
    ],
)
def test_different_names(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\ufeffÐỗ  Thị\u00a0Én ", "Đỗ Thị Én"),
        ("Ɖinh ðức ɖạo", "Đinh đức đạo"),
        ("Lương\u200b Ng\u00adọc\u2060", "Lương Ngọc"),
        ("a\tb\r\nc\u3000d", "a b c d"),
        (nfd("Nguyễn Thị Hoà"), "Nguyễn Thị Hoà"),
        ("Hoa\u0300", "Hoà"),
        ("Nguye\u0302\u200b\u0303n", "Nguyễn"),
        ("a\u0301\u0306n", "ắn"),
        (" \u00a0\u200b", ""),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


@pytest.mark.parametrize(
    ("s", "key"),
    [
        ("  NGUYỄN Thị  Hoà ", "nguyen thi hoa"),
        ("Đắk Lắk", "dak lak"),
        ("H\u2019Mông", "h'mong"),
        ("ÐỖ", "do"),
        ("Ng\u00adọc", "ngoc"),
        ("Straße Ωmega", "strasse ωmega"),
    ],
)
def test_fold(s: str, key: str) -> None:
    assert fold(s) == key


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("NGUYỄN THỊ A", "Nguyễn Thị A"),
        ("  nguyễn   thị ánh ", "Nguyễn Thị Ánh"),
        ("H'MÔNG", "H'Mông"),
        ("Y'NUE", "Y'Nue"),
        ("k'sor h\u2019lan", "K'Sor H\u2019Lan"),
        ("NGUYỄN-TRẦN THỊ ĐÀO", "Nguyễn-Trần Thị Đào"),
        ("ÐINH ÐÌNH ÐẠO", "Đinh Đình Đạo"),
        (nfd("ÁNH ẾN"), "Ánh Ến"),
        ("H'Mông", "H'Mông"),
        ("Y Bhung Ksor", "Y Bhung Ksor"),
        ("McAn Thị b", "McAn Thị b"),
        ("A", "A"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_proper_case(raw: str, name: str) -> None:
    assert proper_case(raw) == name
    assert proper_case(name) == name or name.islower() or name.isupper()


@given(vietnamese)
def test_recasing_keeps_the_name(s: str) -> None:
    assert same_name(proper_case(s), s)
    assert proper_case(proper_case(s)) == proper_case(s)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Trương Công ổn", "Trương Công Ổn"),
        ("Đinh Văn ánh", "Đinh Văn Ánh"),
        ("H'mông k-sor (bà nội)", "H'Mông K-Sor (Bà Nội)"),
        ("McAN tHỊ", "McAN THỊ"),
        (nfd("ánh én"), "Ánh Én"),
        ("  đỗ  ", "  Đỗ  "),
        ("2a", "2a"),
        ("ß", "ß"),
    ],
)
def test_capitalise_syllables(raw: str, name: str) -> None:
    assert capitalise_syllables(raw) == name


def test_initials_and_slug() -> None:
    assert initials("Nguyễn Văn An") == "nva"
    assert initials("  Đỗ Thị (Út) - ") == "dtu"
    assert initials("") == ""
    assert slug("Lương Ngọc") == "luong-ngoc"
    assert slug(" Thôn 3/A, xã Đồng-Tâm ") == "thon-3-a-xa-dong-tam"
    assert slug("...") == ""


@pytest.mark.parametrize(
    "bad", ["\x00", "\t", "\n", "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe", "\uffff", "\u202e", "\u2067"]
)
def test_unprintable_names_the_first_offender(bad: str) -> None:
    assert unprintable(f"Hà{bad}\x01") == bad


@given(vietnamese)
def test_vietnamese_is_printable(s: str) -> None:
    assert unprintable(s) is None
    assert unprintable(nfd(s)) is None


def test_syllables() -> None:
    words = "Nguyễn quý quỳnh gì già giếng nghĩa khuỷu ngoèo Thuỷ thủy Ước ươm ỷ yến rượu ÔNG"
    assert all(map(is_syllable, words.split()))


@pytest.mark.parametrize("word", ["", "qu", "nguyen\u0301n", "linux", "cat", "bàt", "kà", "ngi", "óá", "Ðô", "h2o"])
def test_not_syllables(word: str) -> None:
    assert not is_syllable(nfc(word))


def test_folding_five_thousand_names_takes_milliseconds() -> None:
    names = [f"Nguyễn Thị Hoà {n}" for n in range(5000)]
    start = time.perf_counter()
    for name in names:
        fold(name)
    assert time.perf_counter() - start < 0.25, "about 5 ms expected; this bound only catches a fall to the slow way"
