"""The rows of the reference data: regimes, base levels, printed amounts, providers, relations, provinces.

All are immutable values. Months are text `YYYY-MM`, both ends of a validity belong to it, and an open end is None. A
`mark` says how well a fact is known (`found` in a public source, `computed` from found figures, `memory:
high|medium|low`); nothing here decides by it, but whoever prints a doubtful figure can say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MONTHS_A_YEAR = 12


class BadReference(ValueError):
    """A row of the reference data, usually one of the commune's own, breaks a rule; the text is Vietnamese and names
    it."""


def month_index(month: str) -> int:
    """The months since year 0 of a `YYYY-MM`; raises `ValueError` for any other shape."""
    year, dash, rest = month.partition("-")
    if (
        len(year) != 4
        or not dash
        or len(rest) != 2
        or not (year + rest).isdigit()
        or not 1 <= int(rest) <= MONTHS_A_YEAR
    ):
        raise ValueError(f"not a month (YYYY-MM): {month!r}")
    return int(year) * MONTHS_A_YEAR + int(rest) - 1


def in_force(month: str, valid_from: str, valid_to: str | None) -> bool:
    """Whether the month lies in the validity; both ends count."""
    return valid_from <= month and (valid_to is None or month <= valid_to)


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Completed years of age from `low` to below `high` (None: no upper end); `short` is the printed name in this
    band."""

    low: int
    high: int | None
    short: str = ""

    def holds(self, other: AgeBand) -> bool:
        """Whether every age of `other` lies in this band."""
        return self.low <= other.low and (self.high is None or (other.high is not None and other.high <= self.high))

    def meets(self, other: AgeBand) -> bool:
        """Whether some age lies in both bands."""
        return (self.high is None or other.low < self.high) and (other.high is None or self.low < other.high)


@dataclass(frozen=True, slots=True)
class Regime:
    """One monthly benefit (chế độ) with its code.

    `short` is the name printed in the annex's column "Chế độ đang hưởng". The money of a month is the base `level`
    times (`coefficient` + `per_percent` × the percentage of a family such as TB-45), for each child if `per_child`;
    without a coefficient it cannot be known from the code. `needs`, `allows` and `refuses` are the concepts of a
    wording that means this regime (see `store.reference.words`). `ages` and `percent` bound it; `by_age` says that
    the age alone tells it from its neighbours. A `confidential` regime (HIV/AIDS) is shown as `neutral` in anything
    posted publicly.
    """

    code: str
    group: str
    name: str
    short: str
    basis: str = ""
    mark: str = ""
    valid_from: str = "2021-07"
    valid_to: str | None = None
    level: str | None = None
    coefficient: Decimal | None = None
    per_percent: Decimal | None = None
    per_child: bool = False
    confidential: bool = False
    neutral: str = ""
    ages: tuple[AgeBand, ...] = ()
    by_age: bool = False
    percent: tuple[int, int] | None = None
    percent_optional: bool = False
    needs: tuple[frozenset[str], ...] = ()
    allows: frozenset[str] = frozenset()
    refuses: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    note: str = ""

    @property
    def public_short(self) -> str:
        """The name for lists that are posted: neutral where the regime is confidential."""
        return (self.neutral or "Đối tượng bảo trợ xã hội") if self.confidential else self.short

    def short_at(self, born: str | None, month: str) -> str:
        """The printed name for a person of this age, e.g. "Trẻ em khuyết tật nặng" for KT-04; `short` where age is
        moot."""
        age = age_in(born, month)
        return next((band.short for band in self.ages if band.short and age and band.holds(age)), self.short)


@dataclass(frozen=True, slots=True)
class Level:
    """A base level (mức chuẩn) in đồng a month; `kind` is NCC, BTXH or HTXH.

    From `unverified_from` on a newer decree is expected and was not found: the amount is carried on, not known.
    """

    kind: str
    valid_from: str
    amount: int
    valid_to: str | None = None
    basis: str = ""
    mark: str = ""
    unverified_from: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """An absolute amount of one regime, đồng a month. `own` rows are the commune's and come before everything
    else."""

    code: str
    valid_from: str
    amount: int
    valid_to: str | None = None
    basis: str = ""
    mark: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """A bank, wallet or the post (ngân hàng, nhà cung cấp dịch vụ) under its canonical short name.

    `aliases` are recognised anywhere in a text, `words` (common words, two letters) only where a name starts.
    `lengths` are usual lengths of an account number, good for a warning and no more. `phone_account`: the number is a
    telephone.
    """

    short: str
    name: str
    kind: str = "bank"
    bin: str = ""
    swift: str = ""
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()
    lengths_mark: str = ""
    phone_account: bool = False
    mark: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How the receiver is related to the beneficiary; `code` is one or two keys, `red_flag` asks for a second
    look."""

    label: str
    code: str
    kind: str
    aliases: tuple[str, ...] = ()
    red_flag: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a birth was registered, by the first three digits of a citizen number (domain 3.2).

    `old` is the province of then, `today` and `code` the one it belongs to since 1/7/2025. Never read `prefix` with
    today's codes, which reuse a merged partner's number.
    """

    prefix: str
    old: str
    today: str
    code: str
    note: str = ""


def age_in(born: str | None, month: str) -> AgeBand | None:
    """The ages (completed years) a person may have during the month, as a band; None where the birth is not known.

    A birth known only by its year gives two ages, and so does the month of a birthday. Accepts `YYYY`, `YYYY-MM` and
    `YYYY-MM-DD`; a birth after the month gives None.
    """
    if not born:
        return None
    parts = born.split("-")
    first = int(parts[0]) * MONTHS_A_YEAR + (int(parts[1]) - 1 if len(parts) > 1 else 0)
    last = first if len(parts) > 1 else first + MONTHS_A_YEAR - 1
    now = month_index(month)
    young = (now - last - (0 if parts[2:] == ["01"] else 1)) // MONTHS_A_YEAR
    old = (now - first) // MONTHS_A_YEAR
    return AgeBand(max(young, 0), old + 1) if old >= 0 else None
