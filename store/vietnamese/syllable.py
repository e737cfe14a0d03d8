"""The parts of a written Vietnamese syllable: letters, one tone, an initial and a rime.

A written syllable is ``initial consonant + rime`` with at most one tone. The twelve vowel letters (a ă â e ê i o ô ơ u
ư y) are *letters*; the five marks (huyền, hỏi, ngã, sắc, nặng) are *tones*. Unicode folds both into one character, so
every rule about names, order or old encodings first takes them apart again with the tables of this module.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

VOWELS: Final = "aăâeêioôơuưy"
"""The twelve vowel letters, lower case, without tone."""

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks in CLDR order: huyền, hỏi, ngã, sắc, nặng."""

_TONE_LETTER: Final = {unicodedata.normalize("NFC", vowel + mark): (vowel, mark) for vowel in VOWELS for mark in TONES}
SPLIT_TONES: Final = str.maketrans({toned: vowel + mark for toned, (vowel, mark) in _TONE_LETTER.items()})
"""Translation table for lower-case NFC text: ``ố`` -> ``ô`` + U+0301; letters without tone stay."""

_TONE_MARKS: Final = re.compile(f"[{TONES}]")

# Rimes without tone, by their vowels. Source: the national spelling as taught in schools, with the loans boong, xoong,
# tuýp and the province name Đắk Lắk. Names like Ksor are not covered: this is a test of likelihood, never a reason to
# refuse a name.
_RIME_LIST: Final = """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oong ooc  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    u ua uc ui um un ung up ut  uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uynh uyp uyt uyu
    uôc uôi uôm uôn uông uôt  ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
"""
_RIMES: Final = frozenset(_RIME_LIST.split())
_STOPS: Final = ("c", "ch", "k", "p", "t")
_INITIAL: Final = re.compile("ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|")
_FRONT: Final = ("i", "e", "ê", "y")


def is_syllable(word: str) -> bool:
    """Say whether *word* (NFC, any case) is spelled like one Vietnamese syllable.

    The place of the tone is not judged (``hòa`` and ``hoà`` both pass). After a final c, ch, k, p, t only sắc and nặng
    are possible. Used to weigh readings of damaged text, not to reject what people are called.
    """
    apart = word.lower().translate(SPLIT_TONES)
    letters, marks = _TONE_MARKS.subn("", apart)
    if marks > 1:
        return False
    found = _INITIAL.match(letters)
    initial = found.group() if found else ""
    rime = letters[len(initial) :]
    if not _fits(initial, rime):
        return False
    return not rime.endswith(_STOPS) or "\u0301" in apart or "\u0323" in apart


def _fits(initial: str, rime: str) -> bool:
    """Whether *rime* may follow *initial* in the national spelling."""
    if initial == "qu":
        return rime != "" and any(spelled in _RIMES for spelled in (rime, f"u{rime}", f"o{rime}"))
    if initial == "gi":
        return not rime or rime in _RIMES or f"i{rime}" in _RIMES
    if initial in ("k", "gh", "ngh"):
        return rime in _RIMES and rime.startswith(_FRONT)
    if initial in ("c", "g", "ng"):
        return rime in _RIMES and not rime.startswith(_FRONT)
    return rime in _RIMES
