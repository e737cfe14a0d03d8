"""What a wording says: the concepts, ages and percentages in the words of a regime, before any regime is chosen.

Officers write the same regime in dozens of ways ("NKT ĐBN", "Người khuyết tật dạng đặc biệt nặng", "khuyet tat dac
biet nang"). A wording is therefore folded, numbers with a meaning (ages, percentages, counts of martyrs or children)
are taken out by patterns, and the rest is covered by the longest known phrases of `words.json`, each standing for
concepts. Words that no phrase covers are kept: a wording that is not understood to its last word never decides a
benefit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from store.reference.data import AgeBand
from store.reference.numbers import OLD, YOUNG, Said, take_numbers
from store.vietnamese.text import fold

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases by their first word, longest first, and what to say of concepts that have no monthly benefit."""

    phrases: Phrases
    why: Mapping[str, str]


def spelled(text: str) -> str:
    """The wording folded, with one spelling of dashes, abbreviations with dots (T.B) and liệt sỹ/sĩ."""
    plain = re.sub(r"[‐-―−]", "-", fold(text))
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    return re.sub(r"\bliet sy\b", "liet si", plain)


def phrase_key(text: str) -> str:
    """The key under which whole names are compared: words, numbers and the signs that carry meaning."""
    return " ".join(re.findall(r"[a-z]+|\d+|[^\W\d_]+|[<>≤≥%+]", spelled(text)))


def lexicon(rows: Iterable[Mapping[str, Any]]) -> Lexicon:
    """The phrases of `words.json` made ready for the search of the longest one."""
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    why: dict[str, str] = {}
    for row in rows:
        means = frozenset(row["means"])
        why.update(dict.fromkeys(means, row["why"]) if "why" in row else {})
        for say in row["say"]:
            words = tuple(_tokens(spelled(say)))
            by_first.setdefault(words[0], []).append((words, means))
    longest = {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}
    return Lexicon(longest, why)


def read_wording(text: str, group: str, known: Lexicon) -> Said:
    """What the wording says, for a list of this group (NCC or BTXH)."""
    said = Said(re.sub(r"^\W*(?:\d{1,2}[.)]\s+)?", "", spelled(text)))
    take_numbers(said, group)
    _cover(said, known)
    said.named = frozenset(said.concepts)
    _implied(said)
    return said


def _tokens(plain: str) -> list[str]:
    return re.findall(r"[a-z]+|\d+|[^\W\d_]+|[/<>≤≥%+]", plain)


def _cover(said: Said, known: Lexicon) -> None:
    """Covers what is left with the longest phrases; words without one are kept as unknown."""
    words = _tokens(said.rest)
    at = 0
    while at < len(words):
        for phrase, means in known.phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                said.concepts |= means
                at += len(phrase)
                break
        else:
            said.unknown.append(words[at])
            at += 1


def _implied(said: Said) -> None:
    """An age says child or elder by itself."""
    if said.age is None:
        return
    said.concepts.add("aged")
    if "elder" in said.concepts and said.age.low < OLD and said.age.high is not None and said.age.high > OLD:
        said.ages = {AgeBand(OLD, said.age.high)}
    if AgeBand(0, YOUNG).holds(said.age):
        said.concepts.add("child")
    elif AgeBand(OLD, None).holds(said.age):
        said.concepts.add("elder")
    elif AgeBand(YOUNG, OLD).holds(said.age):
        said.concepts.add("adult")
