"""Numbers in words: a table by hand, and a reader that was written apart from the writer."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.vietnamese.words import count_in_words, in_words, money_in_words

DIGITS = {w: n for n, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}
DIGITS |= {"mốt": 1, "tư": 4, "lăm": 5}


def read(words: str) -> int:
    """Turn number words back into a number, word by word."""
    head, billion, tail = words.rpartition(" tỷ")
    if billion:
        return read(head) * 10**9 + (read(tail.strip()) if tail else 0)
    total = group = digit = 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word == "triệu":
            total, group, digit = total + (group + digit) * 10**6, 0, 0
        elif word == "nghìn":
            total, group, digit = total + (group + digit) * 1000, 0, 0
        else:
            assert word == "linh"
    return total + group + digit


@given(st.integers(0, 10**12 - 1) | st.integers(0, 9999) | st.integers(0, 10**24))
@example(2_055_000)
@example(10**9)
@example(1_000_000_001_000)
def test_reads_back(n: int) -> None:
    assert read(in_words(n)) == n


def test_every_number_to_ten_thousand_has_its_own_words() -> None:
    words = [in_words(n) for n in range(10_001)]
    assert len(set(words)) == len(words)
    assert [read(w) for w in words] == list(range(10_001))
    assert all(w == " ".join(w.split()) for w in words)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (45, "bốn mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
        (360_000, "ba trăm sáu mươi nghìn"),
        (2_055_000, "hai triệu không trăm năm mươi lăm nghìn"),
        (2_000_005, "hai triệu không trăm linh năm"),
        (1_000_500_000, "một tỷ năm trăm nghìn"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (250_000_000_000, "hai trăm năm mươi tỷ"),
        (
            999_999_999_999,
            "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
            "chín trăm chín mươi chín nghìn chín trăm chín mươi chín",
        ),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_table(n: int, words: str) -> None:
    assert in_words(n) == words


def test_on_paper() -> None:
    assert count_in_words(45) == "Bốn mươi lăm"
    assert count_in_words(0) == "Không"
    assert money_in_words(2_055_000) == "Hai triệu không trăm năm mươi lăm nghìn đồng"
    assert money_in_words(0) == "Không đồng"
