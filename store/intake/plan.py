"""From the rows of a list to the changes they mean for the book. Pure: the same input gives the same plan.

The rules, in short. A person who is in the book already is found, not doubled. What the book lacks is filled; what an
earlier list said is updated; what a person typed is kept, and the difference is told. A blank cell says nothing. New
records have derived names and content-only edits, so that the same list imported in two places is the same edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from store.intake.money import put_money
from store.intake.pool import Pool
from store.intake.rows import Grade, ListedRow, ReadProblem
from store.intake.values import PLAIN, Tell, Wanted, digest_of, read
from store.intake.village import Village, place
from store.intake.write import Writer
from store.records import Record
from store.vietnamese.text import same_name

if TYPE_CHECKING:
    from store.book import Change
    from store.reference import Reference

What = Literal["new", "changed", "same", "left-out"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `record` is the beneficiary's, "" where the row was left out."""

    row: ListedRow
    what: What
    record: str = ""
    village: str = ""


@dataclass(slots=True)
class Plan:
    """What an import would do, village by village (slug), before anything is written."""

    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[ReadProblem] = field(default_factory=list)
    by_village: dict[str, list[Change]] = field(default_factory=dict)

    @property
    def changes(self) -> list[Change]:
        """All changes, in the order of the villages and rows."""
        return [change for changes in self.by_village.values() for change in changes]

    def records(self, what: What, village: str | None = None) -> list[str]:
        """The people that are new, changed or the same, each once; who is new is not also changed."""
        first: dict[str, What] = {}
        order: tuple[What, ...] = ("new", "changed", "same")
        for kind in order:
            for outcome in self.outcomes:
                if outcome.what == kind and outcome.record and village in (None, outcome.village):
                    first.setdefault(outcome.record, kind)
        return [record for record, kind in first.items() if kind == what]

    @property
    def new(self) -> list[str]:
        """People who are not in the book yet."""
        return self.records("new")

    @property
    def changed(self) -> list[str]:
        """People in the book about whom the list says something more."""
        return self.records("changed")

    @property
    def unchanged(self) -> list[str]:
        """People about whom the list says nothing new."""
        return self.records("same")

    @property
    def left_out(self) -> list[ListedRow]:
        """Rows that were not taken in."""
        return [outcome.row for outcome in self.outcomes if outcome.what == "left-out"]

    def summary(self) -> str:
        """One line for the person who imports."""
        counts = [
            f"{len(self.new)} người mới",
            f"{len(self.changed)} người thay đổi",
            f"{len(self.unchanged)} người giữ nguyên",
        ]
        if self.left_out:
            counts.append(f"{len(self.left_out)} dòng không nhập")
        warnings = sum(problem.grade != "note" for problem in self.problems)
        if warnings:
            counts.append(f"{warnings} điểm cần xem")
        return ", ".join(counts) + "."


def plan(
    rows: Iterable[ListedRow],
    *,
    village: str | None,
    villages: Sequence[Village],
    records: Mapping[str, Mapping[str, Record]],
    reference: Reference,
    month: str,
) -> Plan:
    """What these rows mean for the book.

    `village` is the slug that everything goes into, or None to let each row go to the village it names. `records` are
    the book's records by village slug and name; `month` (`2026-03`) settles regimes that depend on an age.
    """
    planner = _Planner(village, villages, records, reference, month)
    for row in rows:
        planner.take(row)
    return planner.plan


@dataclass(slots=True)
class _Planner:
    village: str | None
    villages: Sequence[Village]
    records: Mapping[str, Mapping[str, Record]]
    reference: Reference
    month: str
    plan: Plan = field(default_factory=Plan)
    pools: dict[str, Pool] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    """Row digests of this plan, and where they stood."""

    drawn: dict[tuple[str, str], str] = field(default_factory=dict)
    """(person, regime) of this plan, and the sheet that said it."""

    def take(self, row: ListedRow) -> None:
        """Plans one row."""

        def tell(key: str, code: str, grade: Grade, reason: str, sample: str) -> None:
            cell = row.cells.get(key) or row.cells.get("name") or f"{row.row}"
            self.plan.problems.append(ReadProblem(row.sheet, cell, code, grade, reason, sample))

        slug = self._place(row, tell)
        if not slug:
            self.plan.outcomes.append(Outcome(row, "left-out"))
            return
        if slug not in self.pools:
            self.pools[slug] = Pool(slug, self.records.get(slug, {}))
        pool = self.pools[slug]
        if (carrier := pool.taken.get(digest_of(row, slug))) is not None:
            self.plan.outcomes.append(Outcome(row, "same", carrier, slug))
            return
        wanted = read(row, slug, self.reference, self.month, tell)
        if wanted is None:
            self.plan.outcomes.append(Outcome(row, "left-out"))
            return
        what, record = self._person(row, wanted, pool, tell)
        self.plan.outcomes.append(Outcome(row, what, record, slug))

    def _place(self, row: ListedRow, tell: Tell) -> str:
        text = row.get("village")
        found = place(text, self.villages, self.village)
        if not text and not found.slug:
            found = place(row.sheet, self.villages, None)  # one sheet a village
        if self.village is not None and found.slug != self.village:
            name = next((v.name for v in self.villages if v.slug == self.village), self.village)
            if found.slug or "village" in row.cells:
                tell("village", "other-village", "refused", f"Dòng ghi thôn khác, không phải {name}: không nhập.", text)
                return ""
            # A heading over the rows that names no village that is known may not be a village at all.
            tell(
                "village",
                "heading-village",
                "note",
                f"Tiêu đề trên dòng này không rõ là thôn nào: đã nhập vào {name}.",
                text,
            )
            return self.village
        if not found.slug:
            reason = (
                "Không rõ thuộc thôn nào: không nhập." if not text else "Xã không có thôn này trong hồ sơ: không nhập."
            )
            tell("village", "unknown-village", "refused", reason, text or row.get("name"))
        elif found.near:
            tell("village", "near-village", "warning", "Tên thôn viết hơi khác, đã hiểu là thôn này.", text)
        return found.slug

    def _person(self, row: ListedRow, wanted: Wanted, pool: Pool, tell: Tell) -> tuple[What, str]:
        record = pool.find_person(
            wanted.derived, wanted.name, wanted.text("citizen_id"), wanted.text("born"), wanted.text("sex")
        )
        place_said = f"{row.sheet} dòng {row.row}"
        if wanted.digest in self.seen:
            tell(
                "name",
                "duplicate",
                "warning",
                f"Trùng hẳn với {self.seen[wanted.digest]}: chỉ nhập một lần.",
                wanted.name,
            )
            return "same", record or ""
        self.seen[wanted.digest] = place_said
        if record is None:
            self._tell_shared(wanted, pool, tell)
        writer = Writer(pool, wanted.digest, tell)
        who = record or wanted.derived
        if record is not None and not self._may_change(who, pool, tell, wanted):
            return "same", who
        fresh = not pool.knows(who)
        for code in wanted.regimes:
            if (earlier := self.drawn.get((who, code))) is not None and earlier.partition("\n")[0] == row.sheet:
                reason = f"Người này đã có ở {earlier.partition(chr(10))[2]} với cùng chế độ: nhập chung một hồ sơ."
                tell("name", "duplicate", "warning", reason, wanted.name)
        self._fields(who, wanted, pool, writer, fresh=fresh)
        put_money(who, wanted, pool, writer)
        for code in wanted.regimes:
            self.drawn.setdefault((who, code), f"{row.sheet}\n{place_said}")
        pool.index(who)
        changes = writer.changes()
        self.plan.by_village.setdefault(pool.slug, []).extend(changes)
        if fresh:
            return "new", who
        return ("changed" if changes else "same"), who

    def _tell_shared(self, wanted: Wanted, pool: Pool, tell: Tell) -> None:
        """A new person whose citizen number someone else has."""
        citizen = wanted.text("citizen_id")
        others = [pool.text(other, "name") for other in pool.by_citizen.get(citizen, ())] if citizen else []
        if others:
            reason = f"Số định danh này cũng là của {', '.join(others)}: cả hai đều được nhập, cần xem lại số."
            tell("citizen_id", "citizen-id-shared", "warning", reason, citizen)

    def _may_change(self, who: str, pool: Pool, tell: Tell, wanted: Wanted) -> bool:
        """Not where a person has ended the record by hand: the dead stay dead whatever an old list says."""
        life = pool.text(who, "life")
        if life in ("dead", "moved", "error") and not pool.planned(who, "life") and not pool.taken_back(who, "life"):
            said = {"dead": "đã chết", "moved": "đã chuyển đi", "error": "ghi nhầm"}[life]
            tell("name", "ended", "warning", f"Trong sổ người này {said}: giữ nguyên sổ.", wanted.name)
            return False
        return True

    def _fields(self, who: str, wanted: Wanted, pool: Pool, writer: Writer, *, fresh: bool) -> None:
        if fresh:
            writer.create(who, {"kind": "beneficiary", "village": pool.slug})
        else:
            writer.revive(who)
        for key in PLAIN:
            if key in wanted.person:
                writer.set(who, key, wanted.person[key], key)
        settled = None if fresh else _code_as_printed(who, wanted, pool, self.reference)
        if settled is not None:
            return
        lacking = not wanted.regime_text and _has_regime(who, wanted, pool, self.reference)
        if lacking:
            return
        for code, grade, reason in wanted.doubts:
            writer.tell("regime", code, grade, reason, wanted.regime_text)
        for regime, drawn in wanted.regimes.items():
            for part, value in drawn.items():
                writer.set(who, f"regimes.{regime}.{part}", value, "regime")


def _has_regime(who: str, wanted: Wanted, pool: Pool, reference: Reference) -> bool:
    """Whether the person draws something of the row's group already: a blank cell adds nothing to that."""
    fields = pool.fields(who)
    codes = [name.split(".")[1] for name in fields if name.startswith("regimes.") and name.endswith(".status")]
    found = [regime for code in codes if (regime := reference.regime(code)) is not None]
    return any(wanted.group in (None, regime.group) for regime in found)


def _code_as_printed(who: str, wanted: Wanted, pool: Pool, reference: Reference) -> str | None:
    """The code of a regime that the person draws and that an annex prints in just the row's words.

    Words may not resolve, or resolve by an age that has passed since: what the officer has settled stands.
    """
    if not wanted.regime_text:
        return None
    for name, value in pool.fields(who).items():
        head, _, code = name.removesuffix(".status").partition(".")
        if head == "regimes" and name.endswith(".status") and value == "active":
            regime = reference.regime(code)
            printed = pool.text(who, f"regimes.{code}.written") or (regime.short if regime else code)
            if same_name(printed, wanted.regime_text) and (regime is None or wanted.group in (None, regime.group)):
                return code
    return None
