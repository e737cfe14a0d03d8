"""The door to the month's official lists as Excel workbooks, one file a list.

All seven are written each month, also those without people: a signed list that says "0 (Không) đối tượng" tells the
office above that nobody was forgotten. File names are plain ASCII and begin with the month, so that no other month's
file is ever replaced; lists of a month that is not sealed are marked as drafts on paper and in the name, so that a
draft never takes a sealed list's place.

openpyxl is imported when a list is written, not with this module (100 ms and 6 MiB of the program's start).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from exports.sheets import annex, cash, registration, saving
from exports.sheets.form import Form, Warned, sexless_born
from store.errors import BookError
from store.lists import LISTS, ListRow, MonthLists
from store.profile import Commune

FORMS: dict[str, Form] = {form.key: form for form in (*annex.FORMS, *registration.FORMS, *cash.FORMS)}
"""Every list by its key in `store.lists.LISTS`."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """What an export gave: the files, in the order of `LISTS`, and what they could not show."""

    paths: list[Path] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)


def file_name(key: str, month: str, *, sealed: bool = True) -> str:
    """The list's file name, as `2023-09_phu-luc-btxh.xlsx`; drafts end in `_du-thao`."""
    return f"{month}_{FORMS[key].file}{'' if sealed else '_du-thao'}.xlsx"


def write_month(
    lists: MonthLists,
    commune: Commune,
    folder: Path,
    *,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Writes every list of the month into the folder. `progress(done, all)` is called after each list.

    Raises `BookError` when a file could not be written, naming each such file; the others are then in place.
    """
    done = Written()
    failed: list[BookError] = []
    for number, key in enumerate(LISTS, start=1):
        try:
            one = write_list(
                key,
                lists.lists.get(key, []),
                month=lists.month,
                commune=commune,
                folder=folder,
                today=today,
                sealed=lists.sealed,
            )
        except BookError as error:
            failed.append(error)
        else:
            done.paths.extend(one.paths)
            done.warnings.extend(one.warnings)
        if progress is not None:
            progress(number, len(LISTS))
    if failed:
        raise BookError(" ".join(error.what for error in failed), failed[0].safe) from failed[0]
    return done


def write_list(
    key: str,
    rows: Iterable[ListRow],
    *,
    month: str,
    commune: Commune,
    folder: Path,
    today: date,
    sealed: bool = True,
) -> Written:
    """Writes one list, rows in the order given, numbered from 1. `month` is `YYYY-MM`, `key` one of `LISTS`.

    Raises `BookError` when the file could not be written (another program has it open, the disk is full); the file that
    was there is then as it was. Raises `ValueError` for a month of another shape.
    """
    if not _MONTH.fullmatch(month):
        raise ValueError(f"not a month: {month!r}")
    from exports.sheets.build import workbook  # openpyxl: about 100 ms

    form, people = FORMS[key], list(rows)
    data, warned = workbook(form, people, month=month, commune=commune, today=today, sealed=sealed)
    path = folder / file_name(key, month, sealed=sealed)
    saving.replace(path, data)
    return Written([path], [*_unshown(form, people), *warned])


def _unshown(form: Form, people: list[ListRow]) -> list[Warned]:
    """What the form has no place for."""
    sexed = any(column.key == "born.male" for column in form.columns)
    return sexless_born(people, form.key) if sexed else []
