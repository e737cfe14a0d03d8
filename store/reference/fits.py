"""Whether a regime can be what a wording says: its concepts, and then its ages and percentages.

A wording means a regime if it says one whole list of the regime's `needs`, and nothing that the regime neither needs
nor `allows`. What it says too much is as telling as what it leaves out: "NKT nặng và người đơn thân" is not KT-03.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from store.reference.data import AgeBand, Regime
from store.reference.numbers import Said

FAMILY = "-nn"
"""A code ending so stands for one code a percentage (TB-nn: TB-21 to TB-100)."""


class Fit(IntEnum):
    """How far a regime agrees with a wording whose concepts fit it."""

    NO = 0
    """The age or percentage said lies outside."""
    PARTLY = 1
    """The age or percentage said reaches beyond it, or is needed and missing."""
    AGE_UNKNOWN = 2
    """Only the unknown birth date stands in the way."""
    YES = 3


def _said_of(regime: Regime, concepts: set[str]) -> set[str]:
    """The concepts without the mere "or" of an enumeration, unless the regime minds it."""
    return concepts if "or" in regime.refuses else concepts - {"or"}


def means(regime: Regime, concepts: set[str]) -> bool:
    """Whether the wording says all of one list of needs, and nothing that the regime does not know."""
    said = _said_of(regime, concepts)
    return any(need <= concepts and said <= need | regime.allows for need in regime.needs)


def may_mean(regime: Regime, concepts: set[str]) -> bool:
    """Whether the wording is a part of what the regime needs, with nothing against it."""
    said = _said_of(regime, concepts)
    return any(need & said and said <= need | regime.allows for need in regime.needs)


def fit_of(regime: Regime, said: Said, age: AgeBand | None) -> Fit:
    """How far the numbers said, and where it matters the known age, agree with the regime."""
    return min(_age_fit(regime, said.age, age), _percent_fit(regime, said.percent))


def _age_fit(regime: Regime, said: AgeBand | None, age: AgeBand | None) -> Fit:
    if said is None:
        return _own_age_fit(regime, age) if regime.by_age else Fit.YES
    if any(band.holds(said) for band in regime.ages):
        return Fit.YES
    met = [band for band in regime.ages if band.meets(said)]
    if age is not None and any(band.holds(age) for band in met) and said.holds(age):
        return Fit.YES
    return Fit.PARTLY if met else Fit.NO


def _own_age_fit(regime: Regime, age: AgeBand | None) -> Fit:
    if age is None:
        return Fit.AGE_UNKNOWN
    if any(band.holds(age) for band in regime.ages):
        return Fit.YES
    return Fit.PARTLY if any(band.meets(age) for band in regime.ages) else Fit.NO


def _percent_fit(regime: Regime, said: tuple[int, int] | None) -> Fit:
    if said is None:
        return Fit.YES if regime.percent is None or regime.percent_optional else Fit.PARTLY
    if regime.percent is None:
        return Fit.NO
    low, high = regime.percent
    if low <= said[0] and said[1] <= high and (said[0] == said[1] or not regime.code.endswith(FAMILY)):
        return Fit.YES
    return Fit.PARTLY if said[0] <= high and low <= said[1] else Fit.NO


def chosen_of(fits: Mapping[str, Fit]) -> str | None:
    """The one regime that fits; also the only one in question, where just the birth date is unknown."""
    sure = [code for code, fit in fits.items() if fit is Fit.YES]
    if len(sure) == 1:
        return sure[0]
    open_codes = [code for code, fit in fits.items() if fit > Fit.NO]
    if not sure and len(open_codes) == 1 and fits[open_codes[0]] is Fit.AGE_UNKNOWN:
        return open_codes[0]
    return None
