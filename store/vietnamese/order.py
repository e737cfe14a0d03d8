"""The order of Vietnamese words: letters first, then tones, then case, as ICU's `vi` collation has it.

CLDR (collation/vi) makes ă â đ ê ô ơ ư letters of their own and orders the tones none, huyền, hỏi, ngã, sắc, nặng. The
levels run over the *whole* string: "Án An" comes before "An Bình", because all letters are compared before any tone.
Blanks and punctuation count and come before digits, digits before letters (CLDR's non-ignorable setting).

A key is one string, `letters NUL tones NUL case NUL text`, so plain string comparison does the work. The text at the
end only makes the order total; texts that ICU can tell apart never reach it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from store.vietnamese.syllable import TONES
from store.vietnamese.text import nfc

# CLDR root order of the punctuation met in names and lists, then digits, then the Vietnamese alphabet with f j w z.
_ALPHABET: Final = " _-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_WEIGHT: Final = {char: chr(0x10 + place) for place, char in enumerate(_ALPHABET)}
_TONE_WEIGHT: Final = {mark: chr(2 + place) for place, mark in enumerate(TONES)}
_NO_TONE: Final = "\x01"
_LOWER: Final = "\x01"
_UPPER: Final = "\x02"
_NUMBER: Final = re.compile("[0-9]+")


def _split(char: str) -> tuple[str, str]:
    """Part *char* (lower case) into a letter of the alphabet and the marks on it; ("", mark) for a lone mark."""
    rest = unicodedata.normalize("NFD", char)
    for length in range(len(rest), 0, -1):
        letter = unicodedata.normalize("NFC", rest[:length])
        if letter in _LETTER_WEIGHT:
            return letter, rest[length:]
        # ậ is a + dot + circumflex in NFD: the tone stands in between.
        if length == 3 and (letter := unicodedata.normalize("NFC", rest[0] + rest[2])) in _LETTER_WEIGHT:
            return letter, rest[1]
    if all(unicodedata.combining(mark) for mark in rest):
        return "", rest
    return char, ""


def _mark_weight(mark: str) -> str:
    return _TONE_WEIGHT.get(mark, chr(0x100 + ord(mark)))


def _tables() -> tuple[dict[int, str], dict[int, str], dict[int, str]]:
    """Prepare the three levels for ASCII, Latin and the combining marks; other characters sort behind z."""
    letters: dict[int, str] = {}
    tones: dict[int, str] = {}
    cases: dict[int, str] = {}
    for code in (*range(0x20, 0x7F), 0xA0, *range(0xC0, 0x370), *range(0x1E00, 0x1F00), *range(0x2010, 0x2030)):
        char = chr(code)
        lower = char.lower() if len(char.lower()) == 1 else char
        letter, marks = _split({"\u00a0": " ", "ð": "đ", "ɖ": "đ", "\u0189": "đ"}.get(lower, lower))
        letters[code] = _LETTER_WEIGHT.get(letter, letter)
        tones[code] = (_NO_TONE if letter else "") + "".join(map(_mark_weight, marks))
        cases[code] = "" if not letter else _UPPER if lower != char else _LOWER
    # The collation takes an ellipsis for three full stops, of another make.
    dots = ord("\u2026")
    letters[dots], tones[dots], cases[dots] = _LETTER_WEIGHT["."] * 3, _NO_TONE * 3, _UPPER * 3
    return letters, tones, cases


_LETTERS, _TONES, _CASES = _tables()


def _levels(text: str) -> str:
    return f"{text.translate(_LETTERS)}\0{text.translate(_TONES)}\0{text.translate(_CASES)}\0"


def sort_key(s: str) -> str:
    """Return the key that puts words and names in ICU `vi` order (letters, then tones, then case, lower case first).

    Equal for NFC and NFD. Distinct texts have distinct keys. Characters outside Latin, digits and common punctuation
    come last, by code point.
    """
    text = nfc(s)
    return _levels(text) + text


def name_key(full_name: str) -> tuple[str, str, str]:
    """Return the key for lists of people: given name (last word), then family name (first word), then the middle.

    A one-word name is a given name without family and comes before its namesakes.
    """
    words = nfc(full_name).split()
    given = words.pop() if words else ""
    family = words.pop(0) if words else ""
    return sort_key(given), sort_key(family), sort_key(" ".join(words))


def natural_key(place: str) -> str:
    """Return a key in which numbers compare by value: "Thôn 2" < "Thôn 10" < "Xuân Long".

    Leading zeros do not count, except to tell "Thôn 2" from "Thôn 02".
    """
    text = nfc(place)
    return _levels(_NUMBER.sub(_sized, text)) + text


def _sized(number: re.Match[str]) -> str:
    """Put the count of digits before a number, itself in digits that sort: 8 -> "8", 9 -> "90", 10 -> "91"."""
    digits = number[0].lstrip("0")
    return "9" * (len(digits) // 9) + str(len(digits) % 9) + digits
