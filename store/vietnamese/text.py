"""Vietnamese text as people mean it: one normal form, one search key, one idea of "the same name".

Three levels, from gentle to rough. `nfc` changes only the coding. `tidy` also repairs what nobody typed on purpose:
look-alike Đ, no-break spaces, invisible characters. `fold` is a search key that forgets case and all marks. Registered
spelling is never "corrected": hòa and hoà are both kept for print and are equal only to `same_name`.

Text in an old one-byte font must go through `legacy.decode` *before* `tidy`: the letter ư of TCVN3 is the soft hyphen
that `tidy` takes away.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from store.vietnamese.syllable import SPLIT_TONES, TONES, VOWELS

# Soft hyphen, grapheme joiner, zero-width spaces, joiners and direction marks, word joiner and kin, BOM. The stronger
# bidi controls are not dropped here: `unprintable` must still see them.
_INVISIBLE: Final = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
# U+00D0/00F0 (eth) and U+0189/0256 (African d) are drawn like Đ/đ but are other letters.
_LOOK_ALIKES: Final = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
_TIDY_TABLE: Final = str.maketrans({**dict.fromkeys(_INVISIBLE), **_LOOK_ALIKES})
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02b9\u00b4`", "'"))

_LATE_QUALITY: Final = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_VOWEL_RUN: Final = re.compile(f"[{VOWELS}{TONES}]+")
_NOT_TONE: Final = re.compile(f"[^{TONES}]+")
_IS_TONE: Final = re.compile(f"[{TONES}]+")
_SYLLABLE_START: Final = re.compile(r"(?<![\w\u0300-\u036f])[^\W\d_]")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_FIRST_ALNUM: Final = re.compile(r"[^\W_]")
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def nfc(s: str) -> str:
    """Return *s* in Unicode normal form C, the only form that is stored (TCVN 6909:2001 asks for Unicode)."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def tidy(s: str) -> str:
    """Return *s* as it is kept: NFC, real Đ/đ, single spaces, nothing invisible, no space at the ends.

    Look-alikes Ð U+00D0 and Ɖ U+0189 (ð, ɖ) become Đ (đ); every kind of white space, also no-break and line ends,
    becomes one space; zero-width characters, soft hyphens and BOMs go. A tone typed before the circumflex or breve
    (a + sắc + mũ) is put in the order Unicode expects. Decode old fonts first (`legacy.decode`).
    """
    if s.isascii():
        return " ".join(s.split())
    text = unicodedata.normalize("NFC", " ".join(s.translate(_TIDY_TABLE).split()))
    if _IS_TONE.search(text) or "\u0302" in text or "\u0306" in text:
        text = _quality_first(text)
    return text


def _quality_first(text: str) -> str:
    """Put circumflex and breve before a tone on the same letter, so that NFC can compose them."""
    apart, swaps = unicodedata.normalize("NFD", text), 1
    while swaps:
        apart, swaps = _LATE_QUALITY.subn(r"\2\1", apart)
    return unicodedata.normalize("NFC", apart)


def _bare(s: str) -> str:
    """Lower case without marks, letter by letter; white space is left as it is."""
    apart = unicodedata.normalize("NFD", s)
    plain = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.translate(_TIDY_TABLE).replace("đ", "d")).translate(_APOSTROPHES)


# One prepared table folds every Latin letter (and lone combining marks) in a single pass: about 1 µs a name. What it
# does not know leaves a character beyond ASCII behind, and then the slow way decides.
_FOLD_TABLE: Final = str.maketrans(
    {chr(code): _bare(chr(code)) for span in ((0x41, 0x5B), (0xAD, 0x370), (0x1E00, 0x1F00)) for code in range(*span)}
    | dict.fromkeys(_INVISIBLE)
    | {"`": "'", "\u2018": "'", "\u2019": "'", "\u00a0": " "}
)


def fold(s: str) -> str:
    """Return the search key of *s*: tidied, lower case, without any mark, đ as d, curly apostrophes straight.

    ``fold("Nguyễn  Thị Hoà") == "nguyen thi hoa"``. NFC and NFD give the same key.
    """
    key = s.translate(_FOLD_TABLE)
    if not key.isascii():
        key = _bare(tidy(s))
    return " ".join(key.split())


def _name_key(s: str) -> str:
    """Letters in order, the tones of each run of vowels moved behind the run: hòa and hoà give one key."""
    apart = tidy(s).casefold().translate(_APOSTROPHES).translate(SPLIT_TONES)
    return _VOWEL_RUN.sub(lambda run: _IS_TONE.sub("", run[0]) + _NOT_TONE.sub("", run[0]), apart)


def same_name(a: str, b: str) -> bool:
    """Say whether *a* and *b* spell one name, up to case, spaces, coding and the place of the tone mark.

    hòa = hoà, thúy = thuý, khoẻ = khỏe, ủy = uỷ, quý = qúy (a syllable has one tone, so its place carries no
    meaning). Tones and letters count: hòa, hóa and hoa differ, and so do Lý and Lí, Mỹ and Mĩ, which are different
    names in the register.
    """
    return a == b or _name_key(a) == _name_key(b)


def capitalise_syllables(name: str) -> str:
    """Raise the first letter of each syllable and leave the rest untouched: "Trương Công ổn" -> "Trương Công Ổn".

    A syllable starts at the beginning, after a space, an apostrophe, a hyphen or other punctuation. Meant for names
    out of TCVN3, which has no capital Á, Ổ, Ế ... of its own.
    """
    return _SYLLABLE_START.sub(lambda letter: up if len(up := letter[0].upper()) == 1 else letter[0], nfc(name))


def proper_case(name: str) -> str:
    """Return *name* tidied, with capitals as in a register: NGUYỄN THỊ A and nguyễn thị a -> Nguyễn Thị A.

    Only a name that is all upper or all lower case is recast, also after apostrophe and hyphen as in names of minority
    peoples (H'MÔNG -> H'Mông, k'sor -> K'Sor). Mixed case is taken as meant and left alone.
    """
    text = tidy(name)
    if text.isupper() or text.islower():
        return capitalise_syllables(text.lower())
    return text


def initials(name: str) -> str:
    """Return the first letters of the words, folded: "Nguyễn Văn An" -> "nva"."""
    letters = (_FIRST_ALNUM.search(word) for word in fold(name).split())
    return "".join(letter[0] for letter in letters if letter)


def slug(name: str) -> str:
    """Return *name* in plain ASCII for file names: "Lương Ngọc" -> "luong-ngoc". Empty if nothing is left."""
    return _NOT_SLUG.sub("-", fold(name)).strip("-")


def unprintable(s: str) -> str | None:
    """Return the first character of *s* that must not be stored or shown, or None.

    These are the control characters C0, DEL and C1 (also tab and line ends: a terminal obeys them), lone surrogates,
    U+FFFE and U+FFFF (XML, and so a workbook, cannot hold them), and bidi embeddings, overrides and isolates, which
    make a line read as something else than it is.
    """
    found = _UNPRINTABLE.search(s)
    return found[0] if found else None
