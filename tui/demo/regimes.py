"""Which regimes the invented people draw: by age, sex and what is in force in the month (domain 2.2, 2.3)."""

from __future__ import annotations

import random
from dataclasses import dataclass

PENSION_FROM = "2025-07"
"""From this month on the social pension takes the place of the old-age allowances CT-03 and CT-04."""
DECREE_20 = "2021-07"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of beneficiary: how common, of what age (whole years, both ends included), of which sex ("" for any).

    `codes` are drawn from; `since_pension` replaces them from July 2025 on.
    """

    weight: int
    codes: tuple[str, ...]
    youngest: int
    oldest: int
    sex: str = ""
    since_pension: tuple[str, ...] = ()

    def code(self, rng: random.Random, month: str) -> str:
        """The regime of one person in this month."""
        return rng.choice(self.since_pension if self.since_pension and month >= PENSION_FROM else self.codes)

    def start(self, code: str) -> str:
        """The first month in which the regime can have been drawn."""
        return PENSION_FROM if code.startswith("HTXH") else DECREE_20


KINDS = (
    Kind(26, ("CT-04",), 81, 97, since_pension=("HTXH-01",)),
    Kind(12, ("CT-03",), 76, 78, since_pension=("HTXH-01",)),
    Kind(4, ("CT-01",), 71, 73, since_pension=("HTXH-02",)),
    Kind(2, ("CT-01",), 62, 77),
    Kind(14, ("KT-03",), 18, 57),
    Kind(5, ("KT-01",), 18, 57),
    Kind(5, ("KT-04",), 3, 13),
    Kind(3, ("KT-02",), 2, 13),
    Kind(4, ("KT-04", "KT-04", "KT-02"), 62, 92),
    Kind(4, ("TE-02",), 6, 13),
    Kind(1, ("TE-04",), 1, 1),
    Kind(6, ("DT-01",), 23, 44, "female"),
    Kind(1, ("DT-01",), 30, 50, "male"),
    Kind(2, ("CS-01",), 35, 64),
    Kind(1, ("HIV-03",), 22, 50),
    Kind(5, tuple(f"TB-{n}" for n in (21, 25, 31, 35, 41, 45, 51, 61, 65)), 62, 86, "male"),
    Kind(3, ("BB-3", "BB-3", "BB-2", "BB-4"), 64, 86, "male"),
    Kind(5, ("LS-1", "LS-1", "LS-1", "LS-2"), 72, 96, "female"),
    Kind(1, ("LS-1",), 55, 70),
    Kind(3, ("HH-1", "HH-2", "HH-3"), 68, 84, "male"),
    Kind(1, ("HH-C1",), 30, 52),
    Kind(1, ("TD",), 74, 92),
    Kind(1, ("BMVNAH",), 88, 98, "female"),
)
"""Three quarters social assistance, one quarter people with merit, as in a hill commune."""
