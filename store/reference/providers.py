"""From the words of a register to a bank, a wallet or the post.

The same bank is written "NHNo&PTNT", "Nông nghiệp", "Agribank CN Cẩm Thủy". Names that nobody uses for anything else
(`aliases`) are recognised anywhere in the text; common words such as "Nông nghiệp" or "Quân đội" (`words`) only where
the name starts, after words like "Ngân hàng TMCP". The longest name wins where two overlap, so "Bưu điện Liên Việt"
is the bank and not the post. Two different banks in one text, or none, give None: the officer picks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.reference.data import BadReference, Provider
from store.vietnamese.text import fold

_BEFORE = {
    "ngan",
    "hang",
    "nh",
    "tmcp",
    "nhtm",
    "nhtmcp",
    "cp",
    "tm",
    "tnhh",
    "mtv",
    "tk",
    "stk",
    "tai",
    "khoan",
    "mo",
    "bank",
    "vi",
    "so",
}
_AFTER = {"bank", "chi", "cn", "pgd", "phong", "vn", "viet", "huyen", "xa", "tinh", "tp", "thanh"}
"""Words after which a branch or a place is named; a two-letter name counts only before these or alone."""
SHORT = 3


@dataclass(frozen=True, slots=True)
class Named:
    """One way to write a provider: its words, and whether it is recognised anywhere."""

    words: tuple[str, ...]
    provider: Provider
    anywhere: bool


Found = tuple[int, Named]
Names = Mapping[str, tuple[Named, ...]]


def provider_names(providers: Iterable[Provider], own: frozenset[str]) -> Names:
    """All ways to write a provider, by their first word, longest first.

    Raises `BadReference` where one name would mean two providers; a name the commune gave comes before a shipped one.
    """
    taken: dict[tuple[str, ...], Named] = {}
    for provider in sorted(providers, key=lambda p: p.short not in own):
        for name in _ways(provider):
            before = taken.setdefault(name.words, name)
            other = before.provider.short
            if other != provider.short and (other in own) == (provider.short in own):
                raise BadReference(
                    f"Bảng «providers»: tên «{' '.join(name.words)}» vừa là {other} vừa là {provider.short}."
                )
    by_first: dict[str, list[Named]] = {}
    for name in sorted(taken.values(), key=lambda n: -len(n.words)):
        by_first.setdefault(name.words[0], []).append(name)
    return {first: tuple(found) for first, found in by_first.items()}


def resolve_provider(names: Names, text: str) -> Provider | None:
    """The provider a text names; see `Reference.resolve_provider`."""
    words = _words(text)
    start = next((at for at, word in enumerate(words) if word not in _BEFORE), len(words))
    found = [(at, name) for at, name in _longest(names, words) if _counts(name, at, start, words)]
    banks = {name.provider.short: name.provider for _, name in found}
    if len(banks) > 1:  # a bank at the post's counter is the bank's account
        banks = {short: provider for short, provider in banks.items() if provider.kind != "post"}
    return next(iter(banks.values())) if len(banks) == 1 else None


def _ways(provider: Provider) -> list[Named]:
    """The provider's names as words; the short name is recognised anywhere unless it stands among the weak
    `words`."""
    weak = {_words(word) for word in provider.words}
    strong = {_words(name) for name in (provider.short, provider.name, *provider.aliases)} - weak
    return [Named(words, provider, anywhere=words in strong) for words in sorted(strong | weak) if words]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def _longest(names: Names, words: tuple[str, ...]) -> list[Found]:
    """The names in the text from left to right, the longest at each place, none overlapping another."""
    found: list[Found] = []
    at = 0
    while at < len(words):
        name = next((n for n in names.get(words[at], ()) if words[at : at + len(n.words)] == n.words), None)
        if name is not None:
            found.append((at, name))
        at += len(name.words) if name is not None else 1
    return found


def _counts(name: Named, at: int, start: int, words: tuple[str, ...]) -> bool:
    """Whether a name found at this place is meant: brands always, common words only at the start of the name."""
    if name.anywhere:
        return True
    end = at + len(name.words)
    if at > start:
        return False
    return len("".join(name.words)) > SHORT or end == len(words) or words[end] in _AFTER
