"""What a regime pays in a month, by dated levels and tables.

The order of trust: an amount that the commune entered itself; an amount printed in a decree, as long as the base
level it was printed with is in force; else the base level times the coefficient, rounded to 1,000 đồng (domain 2.3:
the law's own rounding may differ by 1,000). A province may pay more than the national standard, so a shipped figure
is a proposal for a payment list and never proof of what was paid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from store.reference.data import Amount, Level, Regime, in_force

Dated = TypeVar("Dated", Level, Amount)
THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Paid:
    """An amount with its source: đồng a month, legal basis, how well it is known, and whether it is only carried on.

    `unverified` is True where a newer decree was expected in the month and its figures were not found.
    """

    amount: int
    basis: str
    mark: str
    unverified: bool


def level_in(levels: Iterable[Level], kind: str, month: str) -> Level | None:
    """The base level of a kind in force in the month; a later start wins over an open end."""
    return _latest((level for level in levels if level.kind == kind), month)


def paid(
    regime: Regime, month: str, levels: tuple[Level, ...], amounts: tuple[Amount, ...], own_rate: bool, children: int
) -> Paid | None:
    """What the regime pays in the month, or None where that is not known; `own_rate`: its coefficient is the
    commune's."""
    rows = [amount for amount in amounts if amount.code == regime.code]
    times = children if regime.per_child else 1
    if times < 1:
        return None
    own = _latest((row for row in rows if row.own), month)
    if own is not None:
        return Paid(own.amount * times, own.basis, own.mark, unverified=False)
    if not in_force(month, regime.valid_from, regime.valid_to):
        return None
    level = level_in(levels, regime.level or "", month)
    printed = None if own_rate else _latest((row for row in rows if not row.own), month)
    if printed is not None and (level is None or level.valid_from <= printed.valid_from):
        return Paid(printed.amount * times, printed.basis, printed.mark, _unverified(level, month))
    if level is None or regime.coefficient is None:
        return None
    share = regime.coefficient + (regime.per_percent or 0) * (regime.percent[0] if regime.percent else 0)
    amount = int((level.amount * share / THOUSAND).quantize(Decimal(1), ROUND_HALF_UP)) * 1000
    return Paid(amount * times, level.basis, regime.mark, _unverified(level, month))


def _latest(rows: Iterable[Dated], month: str) -> Dated | None:
    """The row in force in the month that started last."""
    found = [row for row in rows if in_force(month, row.valid_from, row.valid_to)]
    return max(found, key=lambda row: row.valid_from, default=None)


def _unverified(level: Level | None, month: str) -> bool:
    return level is not None and level.unverified_from is not None and month >= level.unverified_from
