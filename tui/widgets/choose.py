"""Picking one of a few fixed answers by typing as little as possible.

A choice field has at most some thirty options. What is typed picks by number (`2`), by a key of the option (`m`), by
the initials of its words (`cđ` or `cd`), by the beginning of the label or of any of its words, always without regard
to accents and case. A better kind of match wins over a weaker one; among equals nothing is picked, because a wrong
guess about a person's money is worse than one more letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.vietnamese.text import fold


@dataclass(frozen=True)
class Option:
    """One answer: what is stored, what is shown, and an optional key of its own (such as a code)."""

    value: str
    label: str
    key: str = ""


def options_of(*pairs: tuple[str, str]) -> tuple[Option, ...]:
    """Options from (value, label) pairs."""
    return tuple(Option(value, label) for value, label in pairs)


def candidates(options: Sequence[Option], typed: str) -> list[Option]:
    """The options that the typed text matches best; exactly one means that it is picked."""
    wanted = fold(typed)
    if not wanted:
        return []
    if wanted.isdigit() and 1 <= int(wanted) <= len(options):
        return [options[int(wanted) - 1]]
    ranked = [(_rank(option, wanted), option) for option in options]
    best = min((rank for rank, _ in ranked if rank), default=0)
    # `con` is Con when there is an option of that name, but picks nothing when only Con đẻ and Con dâu begin with it.
    return [option for rank, option in ranked if rank and rank == best]


def _rank(option: Option, wanted: str) -> int:
    """1 for the surest kind of match, higher for weaker ones, 0 for none."""
    label = fold(option.label)
    words = label.replace("/", " ").replace("(", " ").replace("-", " ").split()
    if wanted in (label, fold(option.key) or None, fold(option.value)):
        return 1
    if wanted == "".join(word[0] for word in words):
        return 2
    if label.startswith(wanted):
        return 3
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 4
    return 0


def overview(options: Sequence[Option]) -> str:
    """All options with their numbers, for the hint line."""
    return "  ".join(f"{number} {option.label}" for number, option in enumerate(options, 1))
