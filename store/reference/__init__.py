"""The dated facts that the program works with and does not decide: regimes, amounts, providers, relations, provinces.

Laws, amounts and bank names change faster than programs are released, and some are known only half. They are
therefore data with validity dates, legal bases and marks of confidence, in the JSON files beside this one, and every
commune can lay its own rows over them in its profile (a provincial standard, a renamed bank, a regime of the
provincial council) without a new release. Closed regimes are kept with an end date, because old months must stay
readable.

`load()` gives the `Reference`, which answers: what does this wording of a register mean, what does this code pay in
that month, which bank is "NHNo&PTNT". It guesses nothing: what is not clear comes back as None with what it may be.
Nothing is read from disk before the first `load()`.

Sources: domain sections 2 (regimes), 3.2 (citizen-number prefixes), 4.1 (providers), 7.3 and 7.4 (relations).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.reference.amounts import Paid
    from store.reference.book import Reference
    from store.reference.data import AgeBand, Amount, BadReference, Level, Place, Provider, Regime, Relation, age_in
    from store.reference.regimes import RegimeMatch
    from store.reference.relations import RelationMatch

__all__ = [
    "AgeBand",
    "Amount",
    "BadReference",
    "Level",
    "Paid",
    "Place",
    "Provider",
    "Reference",
    "Regime",
    "RegimeMatch",
    "Relation",
    "RelationMatch",
    "age_in",
    "load",
]

_HOMES = {"Paid": "amounts", "Reference": "book", "RegimeMatch": "regimes", "RelationMatch": "relations"}


def load(overrides: Mapping[str, Any] | None = None) -> Reference:
    """The reference data, with a commune's own rows laid over it; without overrides the same object every time.

    `overrides` are plain rows by table: `{"regimes": […], "levels": […], "amounts": […], "providers": […], "relations":
    […]}`. A row with a shipped key (code, kind + valid_from, code + valid_from, short, label) replaces the fields it
    names (further aliases are added), any other row is new. Raises `BadReference` with the row named in Vietnamese.
    """
    # The modules behind cost 25 ms and their data 20 ms more, which a start without a book need not pay.
    from store.reference.book import make

    return make(overrides)


def __getattr__(name: str) -> Any:
    """The public names of the modules behind, fetched at first use (see `load`)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'data')}"), name)
