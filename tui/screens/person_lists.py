"""What the lists of people share: how a person looks in a row, which signs stand before it, which queues are kept ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from store import disk
from store.checks import Finding, check_person
from store.fields import shown_date
from store.people import Person
from tui.labels import GONE, route_text
from tui.theme import Grade
from tui.widgets.columns import Column

if TYPE_CHECKING:
    from store.book import Book

EXPIRY = ("authorisation-expired", "authorisation-ending")


class FollowsPerson:
    """A list screen that goes to the person who was saved last."""

    follow: str | None = None


class Look:
    """How the people of one reading of the book look. Findings are computed for the rows that are asked for, once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._found: dict[str, list[Finding]] = {}

    def findings(self, person: Person) -> list[Finding]:
        """What the checks find about this person alone."""
        known = self._found.get(person.record)
        if known is None:
            known = check_person(person, self.book.reference, self.book.month)
            self._found[person.record] = known
        return known

    def grade(self, person: Person) -> Grade:
        """The gravest sign."""
        if disputed(person):
            return "conflict"
        grades = {finding.grade for finding in self.findings(person)}
        return "error" if "stop" in grades else "warn" if "warn" in grades else ""

    def remark(self, person: Person) -> str:
        """The gravest finding in words."""
        order = ("stop", "warn", "note")
        return next((f.message for f in sorted(self.findings(person), key=lambda f: order.index(f.grade))), "")

    def regimes(self, person: Person) -> str:
        """Codes with names. A confidential regime shows its neutral name, for others look over the shoulder."""
        shown = []
        for code, drawn in person.regimes().items():
            regime = self.book.reference.regime(code)
            confidential = regime is not None and regime.confidential
            name = regime.public_short if regime else ""
            if drawn.get("status") != "ended" or len(person.regimes()) == 1:
                shown.append(name if confidential else f"{code} {name}".strip())
        return ", ".join(shown) or "chưa ghi"


def called(person: Person) -> str:
    """What a person is called: the name, all names where they are in conflict, or that there is none."""
    names = [str(side["value"]) for side in person.conflicts.get("name", ()) if side["value"]]
    return person.name or " | ".join(names) or "(chưa có tên)"


def disputed(person: Person) -> bool:
    """Whether values stand side by side in the person or in what is linked."""
    return bool(person.conflicts or person.linked_conflicts)


def paid(person: Person, room: int = 16) -> str:
    """How the person is paid, or why no more, in so many cells."""
    if not person.ended:
        return route_text(person.text("route.method"), person.account, room)
    since = shown_date(person.text("life_since")[:7])
    return f"{GONE.get(person.text('life'), 'chuyển thôn')} {since}".strip()


def columns(look: Callable[[], Look], *, villages: bool) -> list[Column[Person]]:
    """The columns of a list of people; with the village where the list is of all villages."""

    def year(person: Person) -> str:
        return person.text("born")[:4]

    def born(person: Person) -> str:
        return shown_date(person.text("born"))

    money = 14 if villages else 16
    shown: list[Column[Person]] = [
        Column("Họ và tên", called, least=18 if villages else 20, share=2),
        Column("Năm", year, width=4) if villages else Column("Sinh", born, width=10),
        Column("Số căn cước", lambda person: person.text("citizen_id"), width=12),
    ]
    if villages:
        shown.append(Column("Thôn", lambda person: person.village_name, least=10, share=1))
    return [
        *shown,
        Column("Chế độ", lambda person: look().regimes(person), least=9 if villages else 12, share=3),
        Column("Nhận tiền", lambda person: paid(person, money), width=money),
        Column("Điện thoại", lambda person: person.text("phone"), width=11, extra=True),
        Column("Cần xem", lambda person: look().remark(person), least=16, share=3, extra=True),
    ]


Queue = tuple[str, Callable[[Person], bool]]


def queues(look: Callable[[], Look]) -> list[Queue]:
    """The saved questions that one key goes through."""

    def has(*codes: str) -> Callable[[Person], bool]:
        return lambda person: any(finding.code in codes for finding in look().findings(person))

    def graded(*grades: str) -> Callable[[Person], bool]:
        return lambda person: any(finding.grade in grades for finding in look().findings(person))

    return [
        ("Tất cả", lambda person: True),
        ("Chưa có tài khoản", no_account),
        ("Hai nơi ghi khác nhau", disputed),
        ("Chưa đủ thông tin", graded("note")),
        ("Có điều cần xem", graded("stop", "warn")),
        ("Ủy quyền hết hạn, sắp hết hạn", has(*EXPIRY)),
    ]


def no_account(person: Person) -> bool:
    """Whether the person waits for an account; who is paid in cash does not."""
    number = (person.account or {}).get("number")
    return not person.ended and person.text("route.method") != "cash" and not number


def stamp(book: Book, villages: Sequence[str]) -> tuple[object, ...]:
    """Something that changes whenever one of these villages' files does: edits are only ever added, so sizes grow."""
    sizes: list[int] = []
    for village in villages:
        with suppress(OSError):
            sizes.append(disk.current().size(book.path(village)))
    return (book.month, *sizes)
