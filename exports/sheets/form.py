"""What a list is, before it is a sheet: a title, columns that each read one thing off a row, and who signs.

Two-level headers are columns that name the same `Span`. A column says of its contents only what matters on paper
(`kind`) and how much room they need (`room`), never a width: `measure.fit` divides the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from store.lists import ListRow

Kind = Literal["number", "digits", "text", "middle"]
"""number: the running number; digits: an identity, an account or a date, never broken, shrunk if it must be; text:
words, wrapped, from the left; middle: short words, wrapped, centred."""


@dataclass(frozen=True, slots=True)
class Span:
    """A header over several columns."""

    key: str
    caption: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `room`: how many digits it must hold (number, digits), or its share of what is left (others)."""

    key: str
    caption: str
    value: Callable[[ListRow], str]
    kind: Kind
    room: float
    span: Span | None = None

    @property
    def wraps(self) -> bool:
        """Whether its text may take several lines."""
        return self.kind in ("text", "middle")


@dataclass(frozen=True, slots=True)
class Form:
    """A list: `key` of `store.lists.LISTS`, names of file and sheet, title, columns.

    `width` is that of the table in digits of 12 points: 119 fill the page at full size, more are printed smaller.
    `police`: the commune police sign too, for these are the lists that they compare (seed III.3).
    """

    key: str
    file: str
    sheet: str
    title: str
    columns: tuple[Column, ...]
    width: float
    police: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """Something of a row that the list could not show as it is; said to the person exporting, never printed."""

    list: str
    record: str
    name: str
    message: str


def day(text: str) -> str:
    """A stored date as printed, as far as it is known: `dd/mm/yyyy`, `mm/yyyy`, `yyyy`; anything else as it stands."""
    parts = text.split("-")
    return "/".join(reversed(parts)) if all(p.isdecimal() for p in parts) else text


def born_of(sex: str) -> Callable[[ListRow], str]:
    """The date of birth of a person of that sex, else nothing: the forms tell the sex by the column (domain 1.1)."""
    return lambda row: day(row.born) if row.sex == sex else ""


def sexless_born(rows: Iterable[ListRow], form: str) -> list[Warned]:
    """A person whose date of birth is known and whose sex is not: the forms have no column for that date."""
    return [
        Warned(
            form,
            row.record,
            row.name,
            f"{row.name}: chưa rõ nam hay nữ nên ngày sinh {day(row.born)} không ghi được vào cột Nam hoặc Nữ.",
        )
        for row in rows
        if row.born and row.sex not in ("male", "female")
    ]


def regime(row: ListRow) -> str:
    """The regime in words; its code only where there are no words."""
    return row.regime_text or row.regime


def note(row: ListRow) -> str:
    """The note, and before it a date of birth that no column could take, so that the paper does not lose it."""
    lost = f"Sinh {day(row.born)}, chưa rõ nam hay nữ" if row.born and row.sex not in ("male", "female") else ""
    return "; ".join(part for part in (lost, row.note) if part)


def _by_another(row: ListRow) -> bool:
    """Whether somebody else receives; what an earlier arrangement left in the row is not printed."""
    return row.receiver != "self" or bool(row.other_account)


def recipient(row: ListRow) -> str:
    """The name of who receives for the beneficiary."""
    return row.recipient_name if _by_another(row) else ""


def relation(row: ListRow) -> str:
    """The relationship; guardians have no column of their own, so it says that one is (domain 1.1)."""
    if not _by_another(row):
        return ""
    if row.receiver != "guardian" or "giám hộ" in row.relation.casefold():
        return row.relation
    inner = row.relation[:1].lower() + row.relation[1:]
    return f"Người giám hộ ({inner})" if inner else "Người giám hộ"


BORN = Span("born", "Ngày tháng năm sinh")

NUMBER = Column("number", "STT", lambda row: "", "number", 3.6)
NAME = Column("name", "Họ và tên đối tượng", lambda row: row.name, "text", 18)
BORN_MALE = Column("born.male", "Nam", born_of("male"), "digits", 9.5, BORN)
BORN_FEMALE = Column("born.female", "Nữ", born_of("female"), "digits", 9.5, BORN)
REGIME = Column("regime", "Chế độ đang hưởng", regime, "text", 19)
CITIZEN_ID = Column(
    "citizen-id", "Số căn cước công dân/Số định danh cá nhân", lambda row: row.citizen_id, "digits", 12.2
)
VILLAGE = Column("village", "Thôn", lambda row: row.village_name, "middle", 12.5)
PROVIDER = Column(
    "provider", "Tên ngân hàng/nhà cung cấp dịch vụ nơi mở tài khoản", lambda row: row.provider, "middle", 14
)
NOTE = Column("note", "Ghi chú", note, "text", 10)
