"""Finding people by the little that is known of them: part of a name, initials, the end of a number.

Every word of a query must begin some word of the person: of the name, of its initials ("nva"), or of a regime code
("kt-03"); where that finds nobody, it may stand anywhere inside. Accents may be left out (đ is d). Where the query has
accents, those whose name is spelled so come first. A word of digits may stand anywhere in the citizen number, the old
card's number, the account number, the telephone number or the date of birth.

The index is made once for a list and asked at each key: everything is folded beforehand, and a query is a few substring
searches a person (5,000 people: 3 ms at most).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from store.people import Person
from store.vietnamese.order import name_key, natural_key
from store.vietnamese.syllable import TONES
from store.vietnamese.text import fold, initials, nfc, tidy

_NUMBERS = ("citizen_id", "old_id", "phone")
_SEPARATORS = re.compile(r"[\s./\-]")
_MARKED = re.compile(r"[^\x00-\x7f]")


class Index:
    """People made ready to be searched. The order is that of the lists: village, then given name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = in_order(people)
        self._words = [_words(person) for person in self.people]
        self._digits = [_digits(person) for person in self.people]

    def find(self, query: str) -> list[Person]:
        """Those whom all words of the query fit; everybody for an empty query."""
        words, digits = _parts(query)
        if not words and not digits:
            return list(self.people)
        found = self._matching([f" {word}" for word in words], digits) or self._matching(words, digits)
        marked = [_spelled(word) for word in tidy(query).casefold().split() if _MARKED.search(word)]
        if marked:
            # Stable: within the two halves the order of the lists stays.
            found.sort(key=lambda person: not _spells(person.name, marked))
        return found

    def _matching(self, words: Sequence[str], digits: Sequence[str]) -> list[Person]:
        # One pass a word over those who are left; a nested all() a person would take four times as long.
        left: Sequence[int] = range(len(self.people))
        for word in sorted(words, key=len, reverse=True):
            own = self._words
            left = [place for place in left if word in own[place]]
        for part in digits:
            numbers = self._digits
            left = [place for place in left if part in numbers[place]]
        return [self.people[place] for place in left]


def in_order(people: Iterable[Person]) -> list[Person]:
    """People by village in natural order, then by given name, family name and middle name."""
    villages: dict[str, str] = {}

    def key(person: Person) -> tuple[str, tuple[str, str, str], str]:
        place = person.village_name
        return villages.setdefault(place, natural_key(place)), name_key(person.name), person.record

    return sorted(people, key=key)


def _words(person: Person) -> str:
    """What words are looked for in: folded, each word with a blank before it."""
    name = fold(person.name)
    codes = " ".join(fold(code) for code in person.regimes())
    return f" {name} {initials(name)} {codes}"


def _digits(person: Person) -> str:
    """What digits are looked for in, numbers kept apart; a date of birth as people write it."""
    account = (person.account or {}).get("number")
    born = "".join(reversed(person.text("born").split("-")))
    return "|".join([*map(person.text, _NUMBERS), str(account or ""), born])


def _parts(query: str) -> tuple[list[str], list[str]]:
    """The folded words and the strings of digits in a query; a number may be written with separators in it."""
    words: list[str] = []
    digits: list[str] = []
    for word in fold(query).split():
        bare = _SEPARATORS.sub("", word)
        if bare.isdigit():
            digits.append(bare)
        elif bare:
            words.append(word)
    return words, digits


@lru_cache(maxsize=20_000)
def _spelled(word: str) -> tuple[str, str]:
    """A word's letters without tone, and its tone: where the tone mark stands carries no meaning (hòa, hoà)."""
    apart = unicodedata.normalize("NFD", word)
    return nfc("".join(c for c in apart if c not in TONES)), "".join(c for c in apart if c in TONES)


def _spells(name: str, marked: Sequence[tuple[str, str]]) -> bool:
    """Whether each accented word of a query begins a word of the name, accents included."""
    own = [_spelled(word) for word in nfc(name).casefold().split()]
    return all(
        any(letters.startswith(wanted) and (not tone or tone == other) for letters, other in own)
        for wanted, tone in marked
    )
