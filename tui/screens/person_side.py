"""What stands beside the form of a person: what the checks found, and what the police said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from store.checks import Finding, Grade
from store.fields import shown_date
from store.people import Person
from tui.labels import VALUES, field_label
from tui.screens.person_form import GRADES
from tui.theme import SIGNS
from tui.widgets.line import Line, Part

if TYPE_CHECKING:
    from store.book import Book

SIDE_FROM = 112
"""Columns from which there is room for the side."""
WIDTH = 40
_ORDER: tuple[Grade, ...] = ("stop", "warn", "note")


def summary(person: Person | None, findings: Sequence[Finding]) -> list[Part]:
    """The findings in one line."""
    if person is None:
        return []
    if not findings:
        return [("dim", " "), ("ok", f" {SIGNS['ok']} "), ("dim", " Hồ sơ đủ, không có gì lạ.")]
    counts = Counter(finding.grade for finding in findings)
    words = {"stop": "chặn chốt tháng", "warn": "cần xem", "note": "còn thiếu"}
    parts: list[Part] = [("dim", " ")]
    for grade in _ORDER:
        if counts[grade]:
            parts += [(GRADES[grade], f" {SIGNS[GRADES[grade]]} "), ("normal", f" {counts[grade]} {words[grade]}  ")]
    return [*parts, ("dim", " F8: sang ô có dấu")]


class PersonSide(VerticalScroll, can_focus=False):
    """The findings in full, one under the other. On wide screens only."""

    DEFAULT_CSS = f"""
    PersonSide {{ width: {WIDTH}; height: 1fr; padding: 0 1; border-left: solid $dim-fg; }}
    PersonSide Static {{ height: auto; margin: 0 0 1 0; }}
    #person-body {{ height: 1fr; }}
    """

    def __init__(self) -> None:
        super().__init__()
        self._heading = Line()
        self._text = Static("", markup=False)

    def compose(self):  # type: ignore[no-untyped-def]
        """A heading and the text."""
        yield self._heading
        yield self._text

    def show(self, person: Person | None, findings: Sequence[Finding], book: Book) -> None:
        """Show another person's findings."""
        self._heading.show_parts([("header", " Điều cần xem ")])
        ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.grade))
        texts = [f"{SIGNS[GRADES[f.grade]]} {f.message}" for f in ordered]
        if person is None:
            texts = ["Chưa lưu. Lưu xong sẽ báo điều thiếu, điều lạ ở đây."]
        elif not texts:
            texts = [f"{SIGNS['ok']} Hồ sơ đủ, không có gì lạ."]
        self._text.update("\n\n".join([*texts, *_police(person)]))


def _police(person: Person | None) -> list[str]:
    if person is None or not person.text("police.on"):
        return []
    on = shown_date(person.text("police.on"))
    said = [
        f"{field_label(f'police.{what}')}: {VALUES[f'police.{what}'].get(person.text(f'police.{what}'), '?').lower()}"
        for what in ("person", "account")
        if person.text(f"police.{what}")
    ]
    return [f"Rà soát {on}. {'; '.join(said)}."]
