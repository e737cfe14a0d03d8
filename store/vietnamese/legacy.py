"""Old one-byte Vietnamese: TCVN3 (ABC, fonts `.VnTime` ...) and VNI-Windows (fonts `VNI-Times` ...) to Unicode.

Such a workbook stores ordinary Western characters and relies on the font to draw Vietnamese ones: "NguyÔn ThÞ Hßa" in
`.VnTime`, "Nguyeãn Thò Hoøa" in `VNI-Times`. The font is the best witness. Where it says nothing (pasted cells often
say Times New Roman), the text itself must show beyond doubt that it is not Unicode; in doubt it is left alone, because
a name left unreadable is seen and mended, while a right name silently changed is not.

`decode` must run before `text.tidy`: the ư of TCVN3 is U+00AD, the soft hyphen, which tidying removes.

TCVN3 is the VN3 layout of TCVN 5712:1993. It has capitals only for Ă Â Ê Ô Ơ Ư Đ; other accented capitals exist just as
drawings of the `...H` fonts. A name written `¸nh` therefore comes out as "ánh": see `text.capitalise_syllables`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from store.vietnamese.syllable import TONES, is_syllable

Encoding = Literal["TCVN3", "VNI"]


class Decoded(NamedTuple):
    """A text and what it was: *encoding* is None if *text* is returned as it came."""

    text: str
    encoding: Encoding | None


# VN3 layout: first byte of a run and the letters from there on (cp1252 and Latin-1 agree on all of them).
_TCVN3_RUNS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
_TCVN3: Final = {chr(first + i): letter for first, run in _TCVN3_RUNS for i, letter in enumerate(run)}
_TCVN3_TABLE: Final = str.maketrans(_TCVN3)


def _vni_pairs() -> dict[str, str]:
    """Every VNI spelling of one letter: a letter of its own, or a base letter followed by a mark byte."""
    pairs = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))
    # Mark bytes in the order of TONES (huyền, hỏi, ngã, sắc, nặng), alone and joined with circumflex or breve.
    tones, circumflex, breve = "øûõùï", "àåãáä", "èúüéë"
    for base, letter in zip("aeouyôö", "aeouyơư", strict=True):
        pairs |= {base + byte: letter + tone for byte, tone in zip(tones, TONES, strict=True)}
    for letter in "aeo":
        pairs[letter + "â"] = letter + "\u0302"
        pairs |= {letter + byte: letter + "\u0302" + tone for byte, tone in zip(circumflex, TONES, strict=True)}
    pairs["aê"] = "a\u0306"
    pairs |= {"a" + byte: "a\u0306" + tone for byte, tone in zip(breve, TONES, strict=True)}
    return {spelling: unicodedata.normalize("NFC", letter) for spelling, letter in pairs.items()}


_VNI: Final = _vni_pairs()
_VNI_SPELLING: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)

_UNICODE_LETTER: Final = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")
_WORD: Final = re.compile(f"[0-9A-Za-z\u00c0-\u00ff{''.join(c for c in _TCVN3 if c < chr(0xC0))}]+")

# Signs of TCVN3 that no writer of any language puts into a word, and § ® which may also begin one (Đ, đ).
_SYMBOL_INSIDE: Final = re.compile("(?<=.)[\u00a1-\u00bf\u00d7\u00f7]|^[\u00a7\u00ae]")
_SYMBOL_FIRST: Final = re.compile("^[\u00a1-\u00bf]")
# ThÞ, NguyÔn, CÈm: a Western capital inside a word that goes on, or began, in lower case.
_CAPITAL_INSIDE: Final = re.compile("[a-z][\u00c0-\u00de]|^.[\u00c0-\u00de][a-z]")
# c« s» s×: one letter and a sign can also be a quotation or a measure.
_QUOTED: Final = re.compile("^[A-Za-z][\u00ab\u00bb\u00d7]$|^[\u00ab\u00bb\u00d7][A-Za-z]$")
# VNI pairs that no Western language writes. Those of the second set stand in names like Seán: two of them are asked.
_VNI_ONLY: Final = re.compile("[aeouyôö][øõåã]|aä|a[âáàê]|e[âà]|oâ|[ôö][ùûï]", re.IGNORECASE)
_VNI_RARE: Final = re.compile("e[áä]|o[áàä]", re.IGNORECASE)
# Points: one sure sign is enough, two likely ones, three faint ones (Thaï, dû, où might each be just French).
_SURE: Final = 6
_LIKELY: Final = 3
_FAINT: Final = 2
_ENOUGH: Final = 6
# A word that turns into none, and one that is Vietnamese as it stands and would be spoiled.
_UNREADABLE: Final = -6
_SPOILED: Final = -12


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _vni_letter(spelling: re.Match[str]) -> str:
    found = spelling[0]
    letter = _VNI[found.lower()]
    return letter.upper() if found[0].isupper() else letter


def _from_vni(text: str) -> str:
    return _VNI_SPELLING.sub(_vni_letter, text)


def decode(text: str, font_name: str | None = None) -> Decoded:
    """Return *text* in Unicode (NFC) if it is TCVN3 or VNI, else exactly as it came with encoding None.

    *font_name* is the font of the cell: `.Vn...` means TCVN3, with a last letter H also capitals; `VNI-...` means VNI.
    Any other font leaves the decision to the text. Whatever the font, these are never touched: plain ASCII, text with
    Vietnamese letters beyond Latin-1, letters that the encoding lacks, and Vietnamese that it would spoil. To force an
    encoding that a whole sheet has shown, pass `.VnTime` or `VNI-Times` as the font. Call this before `text.tidy`.
    """
    if text.isascii() or _UNICODE_LETTER.search(text):
        return Decoded(text, None)
    font = (font_name or "").strip().lower()
    if font.startswith(".vn") and _holds_only_tcvn3(text) and _allows(text, _tcvn3_word):
        plain = _from_tcvn3(text)
        return Decoded(plain.upper() if font.endswith("h") else plain, "TCVN3")
    if font.startswith(("vni-", "vni ")) and _holds_only_vni(text) and _allows(text, _vni_word):
        return Decoded(_from_vni(text), "VNI")
    tcvn3, vni = sum(_points(text, _tcvn3_word)), sum(_points(text, _vni_word))
    if max(tcvn3, vni) < _ENOUGH:
        return Decoded(text, None)
    return Decoded(_from_tcvn3(text), "TCVN3") if tcvn3 >= vni else Decoded(_from_vni(text), "VNI")


def looks_legacy(text: str) -> bool:
    """Say whether *text* alone, without its font, is surely TCVN3 or VNI."""
    return decode(text).encoding is not None


def _holds_only_tcvn3(text: str) -> bool:
    """Some TCVN3 letter, and no Western letter that the layout lacks (such as à, which real Unicode has often)."""
    return any(c in _TCVN3 for c in text) and all(c in _TCVN3 for c in text if c.isalpha() and not c.isascii())


def _holds_only_vni(text: str) -> bool:
    """Some VNI spelling, and no mark byte left without its base letter (as in Unicode "Hà")."""
    rest, found = _VNI_SPELLING.subn("", text)
    return found > 0 and all(c.isascii() for c in rest if c.isalpha())


def _points(text: str, judge: Callable[[str], int]) -> list[int]:
    """Weigh the words of *text* that are not plain ASCII; words with digits (5µm) and abbreviations say nothing."""
    words = _WORD.findall(text)
    return [judge(w) for w in words if not w.isascii() and not any(c.isdigit() for c in w)]


def _allows(text: str, judge: Callable[[str], int]) -> bool:
    """Whether *text* does not speak against its font. Words of no kind (K'Sor, Müller) are left to the font."""
    return sum(points for points in _points(text, judge) if points != _UNREADABLE) > _SPOILED


def _plain_syllable(word: str) -> bool:
    """Whether *word* as it stands is spelled like Vietnamese, eth counted as the Đ it is meant for."""
    return is_syllable(word.replace("\u00d0", "Đ"))


def _against(word: str, decoded: str) -> int:
    """Points of a word that does not become Vietnamese; H§KC (HĐKC) and the like may be abbreviations."""
    if _plain_syllable(word):
        return _SPOILED
    return 0 if decoded.isupper() else _UNREADABLE


def _tcvn3_word(word: str) -> int:
    decoded = _from_tcvn3(word)
    if not is_syllable(decoded) or not _holds_only_tcvn3(word):
        return _against(word, decoded)
    if _plain_syllable(word):
        return 0
    if _QUOTED.search(word):
        return _FAINT
    if _SYMBOL_INSIDE.search(word) or _CAPITAL_INSIDE.search(word):
        return _SURE
    if _SYMBOL_FIRST.search(word):
        return _LIKELY
    return _FAINT


def _vni_word(word: str) -> int:
    decoded = _from_vni(word)
    if not is_syllable(decoded) or not _holds_only_vni(word):
        return _against(word, decoded)
    if _plain_syllable(word) or decoded == word:
        return 0
    if _VNI_ONLY.search(word):
        return _SURE
    return _LIKELY if _VNI_RARE.search(word) else _FAINT
