"""From the words of a register to a regime code, or to an honest "cannot tell".

A code decides what a person is paid, so nothing is guessed: a wording resolves only if it is a code, an official name
or a known alias, or if it is understood to its last word and exactly one regime fits. Everything else comes back
without a code, with the regimes that are still possible and a sentence for the officer. The officer's word wins over
the age: only where the wording itself leaves two age bands open (mồ côi, cô đơn, hưu trí xã hội) does the birth date
choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from store.reference.data import AgeBand, BadReference, Regime, age_in
from store.reference.fits import FAMILY, Fit, chosen_of, fit_of, may_mean, means
from store.reference.numbers import Said
from store.reference.words import Lexicon, phrase_key, read_wording, spelled
from store.vietnamese.text import fold, tidy


@dataclass(frozen=True, slots=True)
class RegimeMatch:
    """What a wording means. `code` is None where it cannot be told; then `candidates` are what it may mean, best
    first.

    `reason` is a Vietnamese sentence for the officer: why there is no code, or a remark on the one found ("" if
    none). `children` is the number of children a wording of a single parent names.
    """

    code: str | None
    candidates: tuple[str, ...] = ()
    reason: str = ""
    children: int | None = None


@dataclass(frozen=True, slots=True)
class RegimeFinder:
    """What resolving needs, made once: the regimes, the families, exact names by group, and the lexicon."""

    regimes: Mapping[str, Regime]
    families: Mapping[str, Regime]
    names: Mapping[tuple[str, str], str]
    codes: Mapping[str, str]
    lexicon: Lexicon

    def get(self, code: str) -> Regime | None:
        """The regime of a code, also of one like TB-45; None for an unknown one."""
        return self.regimes.get(code) or _member(self.families, code)

    def resolve(self, text: str, group: str, *, born: str | None, month: str) -> RegimeMatch:
        """The regime a wording means in a list of this group; see `Reference.resolve_regime`."""
        key = phrase_key(text)
        if not key:
            return RegimeMatch(None, (), "Chưa ghi chế độ.")
        code = self._exact(text, key, group)
        if code is not None:
            return RegimeMatch(code, (code,), self._validity(code, month))
        said = read_wording(text, group, self.lexicon)
        match = self._judged(text, said, group, age_in(born, month), month)
        if match.code is not None and self._several(text, group):
            match = RegimeMatch(None, match.candidates, "Ghi nhiều chế độ trong một ô: tách riêng từng chế độ.")
        if match.code is None and not match.candidates and self._of_another_group(text, group):
            match = replace(match, reason=f"Chế độ này không thuộc nhóm {group}.")
        return replace(match, children=said.children)

    def _of_another_group(self, text: str, group: str) -> bool:
        """Whether the wording is clear enough in a group that this list is not of."""
        for other in {regime.group for regime in self.regimes.values()} - {group}:
            if self._exact(text, phrase_key(text), other):
                return True
            said = read_wording(text, other, self.lexicon)
            if not said.unknown and any(r.group == other and means(r, said.concepts) for r in self._rows()):
                return True
        return False

    def _several(self, text: str, group: str) -> bool:
        """Whether two parts of the wording mean different regimes, each by itself ("NCT từ 80 tuổi; NKT nặng")."""
        meant: list[tuple[frozenset[str], set[str]]] = []
        for part in re.split(r"[;+,]|\bva\b", spelled(text)):
            said = read_wording(part, group, self.lexicon)
            codes = {r.code for r in self._rows() if r.group == group and means(r, said.concepts)}
            if said.named and codes:
                meant.append((said.named, codes))
        # A part that only repeats a concept of another ("trẻ em mồ côi, bị bỏ rơi") adds no regime.
        return any(
            not (codes & others or named <= among or among <= named)
            for named, codes in meant
            for among, others in meant
        )

    def _rows(self) -> tuple[Regime, ...]:
        return (*self.regimes.values(), *self.families.values())

    def _exact(self, text: str, key: str, group: str) -> str | None:
        """The code of a wording that is a code itself, or an official name or alias to the letter."""
        glued = "".join(spelled(text).split())
        code = self.codes.get(glued) or glued.upper()
        found = self.get(code)
        if found is not None and found.group == group:
            return found.code
        return self.names.get((group, key))

    def _judged(self, text: str, said: Said, group: str, age: AgeBand | None, month: str) -> RegimeMatch:
        rows = {r.code: r for r in self._rows() if r.group == group}
        fits = {code: fit_of(r, said, age) for code, r in rows.items() if means(r, said.concepts)}
        chosen = chosen_of(fits)
        candidates = self._spread(_candidates(rows, fits, chosen, said, age), said)
        reason = self._objection(text, said, fits, candidates, age)
        if chosen is None or reason or len(candidates) != 1:
            return RegimeMatch(None, candidates, reason or "Ghi chưa đủ rõ để chọn chế độ.")
        return RegimeMatch(candidates[0], candidates, self._validity(candidates[0], month))

    def _spread(self, codes: Iterable[str], said: Said) -> tuple[str, ...]:
        """The codes with each family replaced by its members in the percentages said."""
        out: list[str] = []
        for code in codes:
            family = self.families.get(code)
            if family is None or family.percent is None:
                out.append(code)
                continue
            low, high = said.percent or family.percent
            members = range(max(low, family.percent[0]), min(high, family.percent[1]) + 1)
            out += [code.removesuffix(FAMILY) + f"-{n}" for n in members]
        return tuple(out)

    def _objection(
        self, text: str, said: Said, fits: Mapping[str, Fit], candidates: tuple[str, ...], age: AgeBand | None
    ) -> str:
        """Why the wording gives no code; "" where nothing is against it."""
        why = next((self.lexicon.why[c] for c in sorted(said.concepts) if c in self.lexicon.why), "")
        if why:
            return why
        if said.unknown:
            return f"Chưa hiểu chữ «{' '.join(_as_written(text, word) for word in said.unknown)}»."
        if said.contradicts:
            return "Các con số (tuổi, tỷ lệ, hạng) trong chữ ghi không khớp nhau."
        if not fits:
            return _underspecified(candidates)
        chosen = chosen_of(fits)
        if chosen is None:
            return _undecided({c: self.regimes.get(c) or self.families[c] for c in fits}, fits, said, age)
        if (
            said.coefficient is not None
            and (self.get(candidates[0]) or self.families[chosen]).coefficient != said.coefficient
        ):
            return f"Hệ số {said.coefficient} không phải hệ số của {chosen}."
        return ""

    def _validity(self, code: str, month: str) -> str:
        """A remark where the regime is not in force in the month; the wording still means it."""
        regime = self.get(code)
        if regime is None:
            return ""
        if month < regime.valid_from:
            return f"{code} chỉ áp dụng từ tháng {regime.valid_from}."
        if regime.valid_to is not None and month > regime.valid_to:
            return f"{code} thôi áp dụng sau tháng {regime.valid_to}. {regime.note}".strip()
        return ""


def finder(regimes: Iterable[Regime], own: frozenset[str], lexicon: Lexicon) -> RegimeFinder:
    """The finder over these rows; raises `BadReference` where one name would mean two regimes of a group.

    A name that the commune gave (`own` codes) comes before the same name of a shipped row.
    """
    rows = list(regimes)
    names: dict[tuple[str, str], str] = {}
    for regime in sorted(rows, key=lambda r: r.code not in own):
        for name in {phrase_key(n) for n in _names(regime)}:
            taken = names.setdefault((regime.group, name), regime.code)
            if taken != regime.code and (taken in own) == (regime.code in own):
                raise BadReference(f"Bảng «regimes»: tên «{name}» vừa là {taken} vừa là {regime.code}.")
    codes = {form: r.code for r in rows for form in (r.code.lower(), r.code.lower().replace("-0", "0"))}
    return RegimeFinder(
        regimes={r.code: r for r in rows if not r.code.endswith(FAMILY)},
        families={r.code: r for r in rows if r.code.endswith(FAMILY)},
        names=names,
        codes=codes,
        lexicon=lexicon,
    )


def _names(regime: Regime) -> tuple[str, ...]:
    if regime.code.endswith(FAMILY):
        return ()
    return (regime.name, regime.short, *regime.aliases, *(band.short for band in regime.ages if band.short))


def _member(families: Mapping[str, Regime], code: str) -> Regime | None:
    """The regime of one percentage of a family, e.g. TB-45."""
    prefix, _, number = code.rpartition("-")
    family = families.get(prefix + FAMILY)
    if family is None or family.percent is None or not (number.isascii() and number.isdigit()) or number[0] == "0":
        return None
    percent = int(number)
    if not family.percent[0] <= percent <= family.percent[1]:
        return None
    name, short = f"{family.name} {percent}%", f"{family.short} {percent}%"
    return replace(family, code=f"{prefix}-{percent}", name=name, short=short, percent=(percent, percent))


def _as_written(text: str, word: str) -> str:
    """The word with the accents of the text, for the message."""
    return next((w for w in re.findall(r"[^\W\d_]+", tidy(text)) if fold(w) == word), word)


def _candidates(
    rows: Mapping[str, Regime], fits: Mapping[str, Fit], chosen: str | None, said: Said, age: AgeBand | None
) -> list[str]:
    """What the wording may mean: the chosen regime, else those still open, else also those it says a part of."""
    partly = [r.code for r in rows.values() if r.code not in fits and may_mean(r, said.concepts)]
    if chosen is not None:
        factor = said.coefficient
        other = factor is not None and factor != rows[chosen].coefficient
        return [chosen, *(code for code in partly if other and rows[code].coefficient == factor)]
    still = [code for code, fit in fits.items() if fit > Fit.NO]
    return still or [code for code in partly if fit_of(rows[code], said, age) > Fit.NO] + list(fits)


def _underspecified(candidates: tuple[str, ...]) -> str:
    if not candidates:
        return "Không nhận ra chế độ này trong nhóm của danh sách."
    return f"Ghi chưa đủ rõ; có thể là {_listed(candidates)}."


def _undecided(rows: Mapping[str, Regime], fits: Mapping[str, Fit], said: Said, age: AgeBand | None) -> str:
    """The sentence for a wording whose regimes are known and whose number is missing, outside, or between two."""
    percents = any(r.percent for r in rows.values())
    if all(fit is Fit.NO for fit in fits.values()):
        what = "Tỷ lệ ghi" if percents and said.percent else "Tuổi"
        return f"{what} nằm ngoài mức của {_listed(rows)}."
    if percents and said.percent is None:
        return "Chưa ghi tỷ lệ %."
    if percents:
        return "Cần ghi đúng tỷ lệ %."
    between = [code for code, fit in fits.items() if fit > Fit.NO]
    if said.age is None and age is None and any(rows[code].by_age for code in between):
        return f"Cần năm sinh để chọn giữa {_listed(between)}."
    if said.age is None and any(fits[code] is Fit.PARTLY for code in between):
        return f"Tháng này hoặc năm này vừa đổi mức tuổi: chọn giữa {_listed(between)}."
    return f"Ghi chưa đủ rõ; có thể là {_listed(between)}."


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(code.removesuffix(FAMILY) for code in codes)
