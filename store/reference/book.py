"""The reference data as one value that answers questions; `store.reference` says what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from store.reference.amounts import Paid, level_in, paid
from store.reference.data import Amount, BadReference, Level, Place, Provider, Regime, Relation, month_index
from store.reference.fits import FAMILY
from store.reference.providers import Names, provider_names, resolve_provider
from store.reference.regimes import RegimeFinder, RegimeMatch, finder
from store.reference.relations import RelationMatch, Spelling, resolve_relation, spellings
from store.reference.tables import Tables, read_tables
from store.reference.words import lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """The dated data of one commune: shipped rows with its own laid over them. Immutable; make one with `load`.

    `regimes` holds every code that stands alone; `families` the codes with a percentage (TB-nn, TBB-nn), whose
    members `regime("TB-45")` gives. `providers` and `relations` are in the order of a picking list.
    """

    regimes: Mapping[str, Regime]
    families: Mapping[str, Regime]
    levels: tuple[Level, ...]
    amounts: tuple[Amount, ...]
    providers: tuple[Provider, ...]
    relations: tuple[Relation, ...]
    places: Mapping[str, Place]
    _finder: RegimeFinder
    _provider_names: Names
    _spellings: dict[str, tuple[Spelling, ...]]
    _own_rates: frozenset[str]

    def regime(self, code: str) -> Regime | None:
        """The regime of a code, also of TB-21 … TB-100 and TBB-21 … TBB-100; None for an unknown one."""
        return self._finder.get(code)

    def resolve_regime(
        self, text: str, group: str, *, born: str | None = None, sex: str | None = None, month: str
    ) -> RegimeMatch:
        """What the words of a register mean in a list of this group (NCC or BTXH), never a regime of the other.

        Accents, capitals and the usual abbreviations do not matter. `born` (`1945`, `1945-03`, `1945-03-02`) chooses
        where the wording leaves age bands open, as of `month` (`YYYY-MM`); the officer's word wins over it elsewhere.
        `sex` decides nothing today, since no regime depends on it. Ambiguous or unknown: `code` is None. Never raises
        for bad text; `ValueError` for a bad month.
        """
        month_index(month)
        return self._finder.resolve(text, group, born=born, month=month)

    def amount(self, code: str, month: str, *, children: int = 1) -> int | None:
        """Đồng a month for the code, or None where it is not known or the regime is not in force.

        The commune's own amounts come first. From 2026-07 on newer base levels are expected and were not found, so
        the 2024 levels are carried on: `explain_amount(...).unverified` says so. `children` counts for a regime paid
        for each child (DT-01). Seniority (NCC-01a) and provincial supplements are not in it.
        """
        found = self.explain_amount(code, month, children=children)
        return found.amount if found else None

    def explain_amount(self, code: str, month: str, *, children: int = 1) -> Paid | None:
        """The amount of `amount` with its legal basis, how well it is known, and whether it is only carried on."""
        month_index(month)
        regime = self.regime(code)
        if regime is None:
            return None
        family = code.rpartition("-")[0] + FAMILY
        own_rate = bool({code, family} & self._own_rates)
        return paid(regime, month, self.levels, self.amounts, own_rate, children)

    def level(self, kind: str, month: str) -> Level | None:
        """The base level (mức chuẩn) of NCC, BTXH or HTXH in force in the month."""
        month_index(month)
        return level_in(self.levels, kind, month)

    def provider(self, short: str) -> Provider | None:
        """The provider of a canonical short name, to the letter."""
        return next((provider for provider in self.providers if provider.short == short), None)

    def resolve_provider(self, text: str) -> Provider | None:
        """The bank, wallet or post office that a text names ("NHNo&PTNT", "Agribank CN Cẩm Thủy"); None if it is not
        clear."""
        return resolve_provider(self._provider_names, text)

    def resolve_relation(self, text: str) -> RelationMatch | None:
        """The relation that a text names ("Người giám hộ (bà nội)": Bà nội, guardian); None if it is not clear."""
        return resolve_relation(self._spellings, text)

    def place(self, prefix: str) -> Place | None:
        """The province of the first three digits of a citizen number (a longer number may be given); None if
        unknown."""
        return self.places.get(prefix[:3])


def make(overrides: Mapping[str, Any] | None = None) -> Reference:
    """See `store.reference.load`."""
    return _made(read_tables(overrides)) if overrides else _shipped()


@cache
def _shipped() -> Reference:
    return _made(read_tables())


def _made(tables: Tables) -> Reference:
    found = finder(tables.regimes, tables.own["regimes"], lexicon(tables.words))
    _check_keys(tables, found)
    return Reference(
        regimes=MappingProxyType(dict(found.regimes)),
        families=MappingProxyType(dict(found.families)),
        levels=tables.levels,
        amounts=tables.amounts,
        providers=tables.providers,
        relations=tables.relations,
        places=MappingProxyType({place.prefix: place for place in tables.places}),
        _finder=found,
        _provider_names=provider_names(tables.providers, tables.own["providers"]),
        _spellings=spellings(tables.relations, tables.own["relations"]),
        _own_rates=tables.own["rates"],
    )


def _check_keys(tables: Tables, found: RegimeFinder) -> None:
    """Amounts of an unknown code and levels that no regime uses would be silently without effect."""
    for amount in tables.amounts:
        if found.get(amount.code) is None:
            raise BadReference(f"Bảng «amounts»: không có chế độ mang mã {amount.code}.")
    kinds = {regime.level for regime in tables.regimes if regime.level}
    for level in tables.levels:
        if level.kind not in kinds:
            raise BadReference(f"Bảng «levels»: không có chế độ nào tính theo mức chuẩn {level.kind}.")
    for regime in tables.regimes:
        if regime.level is not None and all(level.kind != regime.level for level in tables.levels):
            raise BadReference(
                f"Bảng «regimes»: {regime.code} tính theo mức chuẩn {regime.level}, mà bảng «levels» không có."
            )
