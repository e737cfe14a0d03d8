"""Which village a row of a list speaks of: spelled with or without "Thôn", accents, the commune's name behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from store.vietnamese.text import fold

_PLACE = re.compile(
    r"^(thon|ban|lang|xom|khu pho|khu|to dan pho|to|ap|buon|bon|soc|khoi pho|khoi|tieu khu|kp|tdp)\b[ .:]*(?=\S)"
)
_NEAR = 0.84


class Village(Protocol):
    """What is needed of a village: its slug and its name as printed (`store.profile.Village` is one)."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The village of a row: its slug, "" for none; `near` where the spelling was only close."""

    slug: str
    near: bool = False


def village_key(text: str) -> str:
    """A village's name as letters and digits only, without the word for "village"."""
    plain = fold(text)
    return re.sub(r"[^a-z0-9]", "", _PLACE.sub("", plain))


def place(text: str, villages: Sequence[Village], into: str | None) -> Placed:
    """The village that `text` names, among `villages` or, with `into`, whether it is that one.

    "" as text is `into` itself, or the only village there is. Nothing close enough gives no slug.
    """
    if not text:
        only = villages[0].slug if len(villages) == 1 else ""
        return Placed(into or only)
    keys = {key for part in (text, *re.split(r"[,;(]|\s-\s|\n", text)) if (key := village_key(part))}
    found = [v.slug for v in villages if village_key(v.name) in keys or village_key(v.slug.replace("-", " ")) in keys]
    if found:
        return Placed(into if into in found else found[0] if len(found) == 1 else "")
    near = [v.slug for v in villages if (into is None or v.slug == into) and _near(village_key(v.name), keys)]
    return Placed(near[0], near=True) if len(near) == 1 else Placed("")


def _near(name: str, keys: set[str]) -> bool:
    """Whether a key is the name with a slip of the hand. Never for short names or other numbers: Thôn 1 is not Thôn 2."""
    digits = re.sub(r"\D", "", name)
    return len(name) >= 5 and any(
        re.sub(r"\D", "", key) == digits and SequenceMatcher(None, name, key).ratio() >= _NEAR for key in keys
    )
