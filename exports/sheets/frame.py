"""What stands around the table: letterhead, title, month, the count in words, the signatures (domain section 6)."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from exports.sheets import measure
from exports.sheets.captions import Captions
from exports.sheets.form import Form
from exports.sheets.paper import Paper
from store.profile import Commune
from store.vietnamese.words import count_in_words

_UNITS = ("xã ", "phường ", "thị trấn ", "đặc khu ")
_LEFT, _RIGHT = (0.0, 0.46), (0.48, 1.0)
"""Where the issuing body and the national heading stand, in fractions of the page's width."""
_RULE = 6.0
"""Size on paper of the dashes that join into the rule below a heading."""

Line = tuple[str, float, bool, bool]
"""Text, size on paper, bold, italic."""


def issuing_body(commune: Commune) -> str:
    """The body that issues the list, as the seed prints it: ỦY BAN NHÂN DÂN XÃ …, unless the profile says otherwise."""
    if commune.offices.issuing:
        return commune.offices.issuing.upper()
    name = commune.commune if commune.commune.casefold().startswith(_UNITS) else f"xã {commune.commune}"
    return f"Ủy ban nhân dân {name}".upper()


def dated(commune: Commune, today: date, captions: Captions) -> str:
    """Place and date; days below 10 and the months 1 and 2 get a leading zero (NĐ 30/2020)."""
    name = commune.commune
    unit = next((unit for unit in _UNITS if name.casefold().startswith(unit)), "")
    month = f"{today.month:02d}" if today.month < 3 else str(today.month)
    place = commune.place or name[len(unit) :]
    return captions.get("date", place=place, day=f"{today.day:02d}", month=month, year=today.year)


def letterhead(paper: Paper, commune: Commune, captions: Captions, place_and_date: str) -> None:
    """The issuing body on the left; with the national heading, that and the date on the right."""
    size = commune.printing.size
    left: list[Line] = [(commune.offices.superior.upper(), size, False, False)] if commune.offices.superior else []
    left += _ruled((issuing_body(commune), size, True, False), 0.4)
    right: list[Line] = []
    if commune.printing.national_heading:
        right.append((captions.get("heading"), size, True, False))
        right += _ruled((captions.get("motto"), size + 1, True, False), 1.0)
        right.append((place_and_date, size + 1, False, True))
    for pair in zip_longest(left, right):
        for line, block in zip(pair, (_LEFT, _RIGHT), strict=True):
            if line is not None:
                _line(paper, paper.row, block, line)
        paper.row += 1


def _ruled(line: Line, part: float) -> list[Line]:
    """A line of text, and below it a rule that is `part` of its length."""
    length = measure.points(line[0], line[1], bold=line[2])
    return [line, ("—" * max(3, round(length * part / _RULE)), _RULE, False, False)]


def _line(paper: Paper, row: int, block: tuple[float, float], line: Line) -> None:
    text, printed, bold, italic = line
    size = paper.printed(printed)
    style = paper.styles.line("center", size, bold=bold, italic=italic)
    paper.line(row, paper.block(*block), text, style, size, bold=bold)


def title(paper: Paper, form: Form, captions: Captions, printed: int, month: str, *, sealed: bool) -> None:
    """The list's title and month; a draft says that it is one."""
    _gap(paper, 0.5)
    words = captions.get("title", form.title)
    size = paper.printed(printed + 1)
    style = paper.styles.line("center", size, bold=True)
    paper.line(paper.row, paper.balanced(words, size), words, style, size, bold=True)
    paper.row += 1
    year, _, number = month.partition("-")
    lines = [captions.get("month", month=number, year=year)]
    if not sealed:
        lines.append(captions.get("draft"))
    for text in lines:
        _line(paper, paper.row, (0, 1), (text, printed, False, True))
        paper.row += 1
    _gap(paper, 0.5)


def _gap(paper: Paper, count: float) -> None:
    paper.raise_to(paper.row, round(count * paper.printed(paper.styles.size) * measure.LEADING))
    paper.row += 1


def count(paper: Paper, captions: Captions, people: int) -> None:
    """How many people the list has, in figures and words, so that none can be added below it."""
    _gap(paper, 0.4)
    text = captions.get("count", n=people, words=count_in_words(people))
    size = paper.printed(paper.styles.size)
    paper.line(paper.row, (1, paper.columns), text, paper.styles.line("left", size, italic=True), size)
    paper.row += 1


def signatures(paper: Paper, commune: Commune, captions: Captions, place_and_date: str, *, police: bool) -> None:
    """Who made the list, the commune police where they compared it, and who signs it."""
    _gap(paper, 0.4)
    size = commune.printing.size
    last = (0.64, 1.0) if police else (0.56, 1.0)
    if not commune.printing.national_heading:
        _line(paper, paper.row, last, (place_and_date, size, False, True))
        paper.row += 1
    blocks: list[tuple[tuple[float, float], list[str], str, str]] = [
        ((0.0, 0.32 if police else 0.42), [captions.get("maker")], captions.get("maker.hint"), commune.officer)
    ]
    if police:
        blocks.append(((0.33, 0.63), [captions.get("police")], captions.get("police.hint"), ""))
    blocks.append((last, commune.signer.lines, captions.get("signer.hint"), commune.signer.name))
    high = max(len(lines) for _, lines, _, _ in blocks) + 1
    for block, lines, hint, _ in blocks:
        for offset, text in enumerate([*lines, hint]):
            _line(paper, paper.row + offset, block, (text, size, text is not hint, text is hint))
    paper.row += high
    paper.elastic = paper.row
    _gap(paper, 4)
    for block, _, _, name in blocks:
        _line(paper, paper.row, block, (name, size, True, False))
    paper.row += 1
