"""What the person draws: a code that is known, in force, fit for the age, and not beside one that excludes it.

Birthdays move people between codes every month (16, 18, 22, 60, 75, 80 years; domain 2.2), so an age outside the band
is ordinary work, not an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from store.checks.case import Case, text
from store.checks.findings import Finding
from store.fields import shown_date

if TYPE_CHECKING:
    from store.reference.data import AgeBand

# Article 5 of NĐ 20/2021 gives a person the highest of these only (art. 6), and social pension or benefit, not both.
# Left out: DT (poor single parents may draw both), CS (care is paid beside the benefit), codes of the province.
ONE_OF_BTXH: Final = frozenset({"TE", "HIV", "CT", "KT", "HTXH"})
# Degrees of one thing: a second one usually means that an old decision was not ended.
ONE_DEGREE: Final = frozenset({"TB", "TBB", "BB", "HH", "LS", "GD"})
_CARE: Final = "CS"


def known(case: Case) -> Iterator[Finding]:
    """Some regime is written, each with a code that is more than "other" and that is in force (seed II, domain 2.2)."""
    if not case.person.regimes() and not any(field.startswith("regimes.") for field in case.person.conflicts):
        yield case.find("regime-missing", "regimes", "Chưa ghi chế độ đang hưởng.")
    for code, drawn in sorted(case.running.items()):
        field, regime = f"regimes.{code}", case.reference.regime(code)
        if regime is None or code.endswith(("-KHAC", "-nn")):
            written = text(drawn, "written")
            said = f"Chế độ ghi «{written}»" if written else f"Chế độ «{code}»"
            yield case.find("regime-unresolved", field, f"{said} chưa rõ mã: chọn mã.", about=f"{code} {written}")
        elif case.days and regime.valid_to and regime.valid_to < case.month:
            words = f"{_label(case, code)} thôi áp dụng sau {shown_date(regime.valid_to)}: chuyển sang chế độ mới."
            yield case.find("regime-lapsed", field, words, about=code)
        elif case.days and regime.valid_from > case.month:
            words = f"{_label(case, code)} áp dụng từ {shown_date(regime.valid_from)}: xem lại mã."
            yield case.find("regime-lapsed", field, words, about=code)


def age(case: Case) -> Iterator[Finding]:
    """The age in the month lies in the regime's band, on some day an inexact birth allows (NĐ 20/2021 art. 5)."""
    if case.ages is None or case.ages[1] < 0:
        return  # not born yet: a slip, told by its own rule
    least, most = case.ages
    for code in sorted(case.running):
        regime = case.reference.regime(code)
        # Care money: the band is the child's, the person in the list may be the carer.
        if regime is None or not regime.ages or code.startswith(_CARE):
            continue
        field, about = f"regimes.{code}", f"{code} {case['born']}"
        if not any(band.low <= most and (band.high is None or least < band.high) for band in regime.ages):
            old = f"{least}" if least == most else f"{least}–{most}"
            words = f"{_label(case, code)} cho người {_bands(regime.ages)}, người này {old} tuổi: xem lại mã."
            yield case.find("regime-age", field, words, about=about)
        elif least < most == _leaves(regime.ages, most) and _exact(case):
            words = f"Trong tháng đủ {most} tuổi, hết tuổi {_label(case, code)}: làm thủ tục chuyển hoặc dừng."
            yield case.find("regime-age-next", field, words, about=about)


def twice(case: Case) -> Iterator[Finding]:
    """Two regimes of one group that one person does not usually draw together (NĐ 20/2021 art. 6; NĐ 176/2025)."""
    for one, two in combinations(sorted(case.running), 2):
        if _exclude(one, two):
            words = f"{_label(case, one)} và {_label(case, two)} thường không hưởng cùng lúc: giữ mức cao hơn?"
            yield case.find("regime-twice", f"regimes.{two}", words, about=f"{one} {two}")


def _label(case: Case, code: str) -> str:
    """The code, or the neutral name of a confidential regime: lists of findings lie on desks (domain 2.2, HIV)."""
    regime = case.reference.regime(code)
    return regime.public_short if regime is not None and regime.confidential else code


def _exclude(one: str, two: str) -> bool:
    (family, _, degree), (other_family, _, other_degree) = one.partition("-"), two.partition("-")
    if family in ONE_OF_BTXH and other_family in ONE_OF_BTXH:
        return True
    return family == other_family and family in ONE_DEGREE and degree.isdecimal() and other_degree.isdecimal()


def _exact(case: Case) -> bool:
    """Whether the month of birth is known, so that two ages in one month mean a birthday."""
    return len(case["born"]) >= 7


def _leaves(bands: Sequence[AgeBand], most: int) -> int | None:
    """The age, if it is `most`, at which a band ends without another one going on."""
    ends = any(band.high == most for band in bands)
    return (
        most
        if ends and not any(band.low <= most and (band.high is None or most < band.high) for band in bands)
        else None
    )


def _bands(bands: Sequence[AgeBand]) -> str:
    return " hoặc ".join(
        f"từ {band.low} tuổi"
        if band.high is None
        else f"dưới {band.high} tuổi"
        if not band.low
        else f"{band.low}–{band.high - 1} tuổi"
        for band in bands
    )


RULES = (known, age, twice)
