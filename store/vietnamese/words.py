"""Numbers in words as Vietnamese offices write them under a list.

The administrative form names every place inside a number: 2.055.000 is "hai triệu không trăm năm mươi lăm nghìn" (not
"hai triệu năm mươi lăm nghìn", which a forger could lengthen). Its small rules: a zero ten is "linh"; 1 is "mốt", 4 is
"tư" and 5 is "lăm" after "mươi"; 5 is "lăm" after "mười" too; a group of three that is all zero is left out.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS: Final = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
_BILLION: Final = 1_000_000_000


def in_words(n: int) -> str:
    """Return *n* in words, lower case: ``in_words(2_055_000)`` -> "hai triệu không trăm năm mươi lăm nghìn".

    Any size; from a thousand billion on, "tỷ" counts the billions ("một nghìn tỷ"). A negative number begins with
    "âm".
    """
    if n < 0:
        return f"âm {in_words(-n)}"
    if n == 0:
        return _DIGITS[0]
    billions, rest = divmod(n, _BILLION)
    parts = [f"{in_words(billions)} tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            parts.append(f"{_three(group, full=bool(parts))} {name}".rstrip())
    return " ".join(parts)


def _three(group: int, *, full: bool) -> str:
    """Words of 1 to 999; *full* also names a zero hundred, as inside a larger number."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_one(tens, ones))
    return " ".join(words)


def _one(tens: int, ones: int) -> str:
    if tens > 1:
        return _AFTER_TENS.get(ones, _DIGITS[ones])
    return "lăm" if tens == 1 and ones == 5 else _DIGITS[ones]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def count_in_words(n: int) -> str:
    """Return a count as in "Danh sách này có 45 (Bốn mươi lăm) đối tượng": words with a first capital."""
    return _capital(in_words(n))


def money_in_words(n: int) -> str:
    """Return an amount of *n* đồng in words: "Hai triệu không trăm năm mươi lăm nghìn đồng"."""
    return f"{_capital(in_words(n))} đồng"
