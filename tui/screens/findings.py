"""Everything the checks find, the gravest first; Enter opens the person at the field that is meant.

Findings are computed each time and close themselves when the data is put right. The one decision made here is "these are
two different people", which is stored with the person and travels with the book.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.widgets import Static

from store.book import Book, Change
from store.checks import RULES, Finding, Grade, check_people, death_and_account, remembered
from store.errors import BookError, FieldError
from store.people import Person
from tui.base import BaseScreen
from tui.labels import field_label
from tui.screens.person_form import GRADES
from tui.screens.person_lists import called, stamp
from tui.screens.person_pick import Pick
from tui.theme import SIGNS
from tui.widgets.choose import Option
from tui.widgets.columns import Column
from tui.widgets.entry import Entry
from tui.widgets.line import Line, Part
from tui.widgets.prompt import Prompt
from tui.widgets.table import Table

if TYPE_CHECKING:
    from tui.app import SoAnSinh

ORDER: tuple[Grade, ...] = ("stop", "warn", "note")
NAMES = {"": "tất cả", "stop": "chặn chốt tháng", "warn": "cần xem", "note": "còn thiếu"}
NOTHING = "Không có điều gì cần xem."
TWINS = ("duplicate-", "dead-twin", "dead-namesake")


@dataclass(frozen=True, slots=True)
class Found:
    """What one run of the checks gave, with the people it speaks of."""

    findings: list[Finding] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)


def find_all(book: Book, village: str | None) -> Found:
    """Runs all checks over the whole book, since twins may live in different villages, and keeps one village's."""
    people = book.people(ended=True)
    findings = check_people(people, book.reference, book.month, different=remembered(people))
    for place in book.villages():
        for name, record in book.records(place.slug, "beneficiary"):
            alarm = death_and_account(name, record, village=place.slug)
            if alarm is not None:
                findings.append(alarm)
    mine = [finding for finding in findings if village in (None, finding.village)]
    mine.sort(key=lambda finding: ORDER.index(finding.grade))  # stable: village and name as the checks ordered them
    return Found(mine, {person.record: person for person in people})


class FindingsScreen(BaseScreen[None]):
    """A table of findings; the one under the cursor is told in full below."""

    app: SoAnSinh
    TITLE = "Điều cần xem"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5,ctrl+r", "next_grade", "Lọc", id="findings.grade", tooltip="Tất cả, chặn chốt tháng, cần xem, còn thiếu"
        ),
        Binding(
            "k,K,f6",
            "different",
            "Hai người khác nhau",
            id="findings.different",
            tooltip="Ghi nhận đây là hai người khác nhau, lần sau không hỏi nữa",
        ),
        Binding("f3,ctrl+t", "open_other", "Mở người kia", id="findings.other", tooltip="Mở hồ sơ của người liên quan"),
        Binding(
            "f9,ctrl+l",
            "conflicts",
            "Ghi khác nhau",
            id="findings.conflicts",
            tooltip="Những chỗ hai nơi ghi khác nhau",
        ),
    ]
    HELP = (
        "Chương trình kiểm sổ theo quy định và theo lẽ thường. × phải sửa mới chốt được tháng, ! cần xem lại, "
        "· còn thiếu. Sửa xong thì dòng tự mất. Hai hồ sơ bị cho là trùng mà thật là hai người thì bấm K."
    )

    def __init__(self) -> None:
        super().__init__()
        self._counts = Line()
        self._tables = {villages: self._make_table(villages) for villages in (False, True)}
        self._detail = Static("", markup=False, classes="found")
        self._found = Found()
        self._village: str | None = None
        self._grade = ""
        self._stamp: tuple[object, ...] = ()
        self._ready = False

    DEFAULT_CSS = """
    .found { height: 5; padding: 0 1; border-top: solid $dim-fg; }
    """

    def _make_table(self, villages: bool) -> Table[Finding]:
        columns: list[Column[Finding]] = [Column("Họ và tên", self._who, least=18, share=1)]
        if villages:
            columns.append(Column("Thôn", self._village_name, least=10, share=1))
        columns.append(Column("Điều cần xem", lambda finding: finding.message, least=30, share=4))
        return Table(
            columns,
            key=lambda finding: (finding.code, finding.record, finding.field),
            grade=lambda finding: GRADES[finding.grade],
            empty=NOTHING,
        )

    def compose_body(self) -> ComposeResult:
        """Counts, table, the finding in full."""
        yield self._counts
        yield from self._tables.values()
        yield self._detail

    @property
    def table(self) -> Table[Finding]:
        """The table that is shown."""
        return self._tables[self._village is None]

    @property
    def is_ready(self) -> bool:
        """Whether the checks have run for what is shown."""
        return self._ready

    def reset(self, village: str | None = None) -> None:
        """The findings of this village; None for all."""
        self._village, self._grade, self._found, self._stamp = village, "", Found(), ()
        for villages, table in self._tables.items():
            table.display = villages == (village is None)
        book = self.app.book
        self.sub_title = "cả xã" if village is None else book.commune.village_name(village)
        self.table.show_rows([])
        self.table.focus()
        self._look()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Something may have been put right."""
        if self._stamp:
            self._look()

    def _look(self) -> None:
        book, village = self.app.book, self._village
        now = stamp(book, [place.slug for place in book.villages()])
        if now == self._stamp:
            return
        self._stamp, self._ready = now, False
        self._counts.show_parts([("dim", " Đang kiểm sổ…")])
        self.table.empty = "Đang kiểm sổ…"
        self.app.look("findings", lambda own: find_all(own, village), self._looked)

    def _looked(self, found: Found) -> None:
        self._found, self._ready = found, True
        self.table.empty = NOTHING
        self._show()

    def _show(self) -> None:
        rows = [finding for finding in self._found.findings if self._grade in ("", finding.grade)]
        self.table.show_rows(rows)
        counts = Counter(finding.grade for finding in self._found.findings)
        parts: list[Part] = [("header", f" {NAMES[self._grade]} ")] if self._grade else []
        for grade in ORDER:
            parts += [
                ("normal", " "),
                (GRADES[grade], f" {SIGNS[GRADES[grade]]} "),
                ("normal", f" {counts[grade]} {NAMES[grade]} "),
            ]
        self._counts.show_parts(parts)
        self._tell()

    def _who(self, finding: Finding) -> str:
        person = self._found.people.get(finding.record)
        return called(person) if person else "(chưa có tên)"

    def _village_name(self, finding: Finding) -> str:
        person = self._found.people.get(finding.record)
        return person.village_name if person else finding.village

    def on_table_row_moved(self, event: Table.RowMoved) -> None:
        """Tell the finding under the cursor."""
        self._tell()

    def _tell(self) -> None:
        finding = self.table.row
        self.refresh_bindings()
        if finding is None:
            self._detail.update("")
            return
        others = [self._found.people[name] for name in finding.others if name in self._found.people]
        who = ", ".join(f"{called(p)} ({p.village_name})" for p in others[:3])
        lines = [
            f"{self._who(finding)}: {finding.message}",
            f"{field_label(finding.field)} · {RULES[finding.code].about}",
        ]
        self._detail.update("\n".join([*lines, f"Liên quan: {who}"] if who else lines))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the finding under the cursor allows."""
        finding = self.table.row
        if action == "different":
            return finding is not None and finding.code.startswith(TWINS)
        if action == "open_other":
            return finding is not None and any(name in self._found.people for name in finding.others)
        return True

    def on_table_row_chosen(self, event: Table.RowChosen) -> None:
        """Enter opens the person at the field."""
        finding: Finding = event.row
        person = self._found.people.get(finding.record)
        village = person.village if person else finding.village
        self.app.show("person", record=finding.record, village=village, field=finding.field)

    def action_next_grade(self) -> None:
        """The next grade."""
        grades = ["", *ORDER]
        self._grade = grades[(grades.index(self._grade) + 1) % len(grades)]
        self._show()
        self.table.action_jump(0)

    def action_open_other(self) -> None:
        """The other person that the finding speaks of."""
        self._with_other(
            "Mở hồ sơ của ai?", lambda other: self.app.show("person", record=other.record, village=other.village)
        )

    def action_different(self) -> None:
        """Decide that two records are two people."""
        finding = self.table.row
        if finding is not None:
            self._with_other("Khác với ai?", lambda other: self._ask_reason(finding, other))

    def _with_other(self, title: str, then) -> None:  # type: ignore[no-untyped-def]
        """Do something with the other person of the finding; asks which, where there are several."""
        finding = self.table.row
        others = [self._found.people[name] for name in finding.others if name in self._found.people] if finding else []
        if len(others) == 1:
            then(others[0])
        elif others:
            options = [Option(p.record, f"{called(p)}  {p.text('born')[:4]}  {p.village_name}") for p in others]
            by_record = {p.record: p for p in others}
            self.app.push_screen(Pick(title, options), lambda record: then(by_record[record]) if record else None)

    def _ask_reason(self, finding: Finding, other: Person) -> None:
        entry = Entry("reason", "Lý do", hint="Có thể để trống: bấm Enter.")
        question = f"{self._who(finding)} và {called(other)} ({other.village_name}) là hai người khác nhau."

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._decide(finding, other, reason)

        self.app.push_screen(Prompt("Hai người khác nhau", entry, question=question), answered)

    def _decide(self, finding: Finding, other: Person, reason: str) -> None:
        person = self._found.people.get(finding.record)
        change = Change(finding.record, {f"different.{other.record}": True})
        try:
            self.app.book.commit(person.village if person else finding.village, [change], reason=reason or None)
        except (BookError, FieldError) as error:
            self.app.say_error(error)
            return
        self._look()
        self.say(f"Đã ghi: {self._who(finding)} và {called(other)} là hai người khác nhau.", "ok")

    def action_conflicts(self) -> None:
        """The conflicts."""
        self.app.show("conflicts")
