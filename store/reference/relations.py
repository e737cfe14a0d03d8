"""From "Người giám hộ (bà nội)" or "con trai của đối tượng" to a relation of the list, and whether it is a guardian.

Kinship words differ by their marks alone (bà, bá, ba; cô, cố; con dâu, con đầu), so marks may be missing but never be
others: a word without any mark is looked up by its letters, a word with marks must be spelled as the relation is.
What stays between two relations gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from store.reference.data import BadReference, Relation
from store.vietnamese.text import fold, same_name, tidy

GUARDIAN = "Người giám hộ"
_GUARDIAN = re.compile(
    r"\b(?:nguoi )?(?:duoc cu )?(?:la )?(?:lam )?(?:giam ho|dai dien(?: theo)? phap luat|nguoi gh|gh)"
    r"(?: duong nhien| duoc cu| theo ban an)?\b"
)
_FILLER = re.compile(
    r"\b(?:nguoi duoc uy quyen|nguoi uy quyen|duoc uy quyen|uy quyen|nguoi nhan thay|nhan thay|quan he|moi|la|cua|voi"
    r"|doi tuong|dt|nguoi huong)\b"
)

Spelling = tuple[tuple[str, ...], Relation]


@dataclass(frozen=True, slots=True)
class RelationMatch:
    """A relation as the register means it: canonical label and code, and whether the receiver is called a
    guardian."""

    label: str
    code: str
    guardian: bool
    relation: Relation


def spellings(relations: Iterable[Relation], own: frozenset[str]) -> dict[str, tuple[Spelling, ...]]:
    """All ways to write a relation, by the folded words; raises `BadReference` for one that means two relations."""
    taken: dict[tuple[str, ...], Relation] = {}
    codes: dict[str, Relation] = {}
    for relation in sorted(relations, key=lambda r: r.label not in own):
        if codes.setdefault(relation.code, relation) is not relation:
            raise BadReference(
                f"Bảng «relations»: mã «{relation.code}» vừa là {codes[relation.code].label} vừa là {relation.label}."
            )
        for name in (relation.label, *relation.aliases):
            other = taken.setdefault(_words(name), relation).label
            if other != relation.label and (other in own) == (relation.label in own):
                raise BadReference(f"Bảng «relations»: «{name}» vừa là {other} vừa là {relation.label}.")
    out: dict[str, tuple[Spelling, ...]] = {}
    for words, relation in taken.items():
        key = fold(" ".join(words))
        out[key] = (*out.get(key, ()), (words, relation))
    return out


def resolve_relation(known: dict[str, tuple[Spelling, ...]], text: str) -> RelationMatch | None:
    """The relation a text names; see `Reference.resolve_relation`."""
    words = _words(text)
    folded = " ".join(fold(word) for word in words)
    rest, guardian = _without(words, folded, _GUARDIAN)
    rest = rest or (_words(GUARDIAN) if guardian else ())
    found = _found(known, rest) or _found(known, _without(rest, " ".join(map(fold, rest)), _FILLER)[0])
    if len(found) != 1:
        return None
    relation = found[0]
    return RelationMatch(relation.label, relation.code, guardian or relation.kind == "guardian", relation)


def _found(known: dict[str, tuple[Spelling, ...]], words: tuple[str, ...]) -> list[Relation]:
    """The relations that are spelled like these words."""
    return [relation for spelling, relation in known.get(fold(" ".join(words)), ()) if _agree(words, spelling)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", tidy(text).lower()))


def _without(words: tuple[str, ...], folded: str, pattern: re.Pattern[str]) -> tuple[tuple[str, ...], bool]:
    """The words without those that the pattern covers in their folded form, and whether it covered any."""
    kept = pattern.sub(lambda m: re.sub(r"\S+", "\0", m[0]), folded).split(" ")
    rest = tuple(word for word, mark in zip(words, kept, strict=False) if mark != "\0")
    return rest, len(rest) != len(words)


def _agree(said: tuple[str, ...], spelling: tuple[str, ...]) -> bool:
    """Whether the said words are the spelling's with marks missing at most."""
    return len(said) == len(spelling) and all(
        s in (t, fold(t)) or same_name(s, t) for s, t in zip(said, spelling, strict=True)
    )
