"""What a form asks for: entries, and how each kind of value is read and shown.

The reading itself (what is a date, a number, a citizen number) is the store's; an entry names the parser. Values are
always the store's canonical text, `""` for empty; what stands in the field is `show(value)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from store.fields import parse_born, parse_count, parse_text
from store.vietnamese.text import tidy
from tui.widgets.choose import Option, candidates

Kind = Literal["text", "digits", "number", "date", "choice"]
Validator = Callable[[str], str]
"""Turns what was typed (never empty) into the canonical value, or raises ValueError with a Vietnamese sentence."""

ALLOWED: dict[Kind, str] = {
    "digits": r"[0-9 .\-]*",
    "number": r"[0-9 .]*",
    "date": r"[0-9 ./\-]*",
}
"""The characters each kind of field takes; others are refused with a sentence as they are typed."""

REFUSED: dict[Kind, str] = {
    "digits": "Ô này chỉ nhận chữ số.",
    "number": "Ô này chỉ nhận chữ số.",
    "date": "Ô này chỉ nhận chữ số và dấu / . -",
}


def show_date(value: str) -> str:
    """`1945-03-02` as `02/03/1945`, `1945-03` as `03/1945`, `1945` as it is."""
    return "/".join(reversed(value.split("-")))


def show_number(value: str) -> str:
    """`1250000` as `1.250.000`."""
    return f"{int(value):,}".replace(",", ".") if value.isdigit() else value


def read_digits(text: str) -> str:
    """The digits of an identity or account number, separators dropped, leading zeros kept."""
    return "".join(character for character in tidy(text) if character.isdigit())


@dataclass(frozen=True)
class Entry:
    """One field of a form."""

    name: str
    """The name of the value, as the store calls it (`route.method`)."""
    label: str
    kind: Kind = "text"
    width: int | None = None
    """Cells of the input; None takes what the row has."""
    parse: Validator | None = None
    """In place of the kind's own parser."""
    show: Callable[[str], str] | None = None
    options: Sequence[Option] = ()
    hint: str = ""
    """One short sentence for the message line while the field has the focus."""
    help: str = ""
    """What F1 says about the field."""
    full: int = 0
    """A field that is full at this length goes on by itself (a citizen number: 12)."""
    required: bool = False
    locked: bool = False
    """Shown, but not to be changed here."""
    blind: bool = False
    """What is typed is not shown (numbers that are keyed twice)."""

    def read(self, text: str) -> str:
        """The canonical value of what was typed. Raises ValueError with a Vietnamese sentence."""
        clean = tidy(text)
        if not clean:
            if self.required:
                raise ValueError(f"Chưa nhập {self.label.lower()}.")
            return ""
        if self.kind == "choice":
            clean = self._choose(clean)
            return self.parse(clean) if self.parse else clean
        return str((self.parse or _PARSERS[self.kind])(clean))

    def display(self, value: str) -> str:
        """How a value is written in the field."""
        if not value:
            return ""
        if self.show is not None:
            return self.show(value)
        if self.kind == "choice":
            return next((option.label for option in self.options if option.value == value), value)
        return _SHOWERS.get(self.kind, str)(value)

    def _choose(self, text: str) -> str:
        found = candidates(self.options, text)
        if len(found) == 1:
            return found[0].value
        if found:
            raise ValueError(f"Chưa rõ là {' hay '.join(option.label for option in found[:3])}.")
        raise ValueError(f"Không có «{text}» trong các lựa chọn (F1 xem tất cả).")


@dataclass(frozen=True)
class Heading:
    """A heading between the fields of a form."""

    text: str


_PARSERS: dict[Kind, Callable[[str], object]] = {
    "text": parse_text,
    "digits": read_digits,
    "number": parse_count,
    "date": parse_born,
}
_SHOWERS: dict[Kind, Callable[[str], str]] = {"number": show_number, "date": show_date}
