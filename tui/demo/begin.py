"""The start: the commune and the villages' laptops are set up, and people get into the villages' books.

Most villages type their people in; some import the Excel list they have and complete what no list says.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from store import device, intake, profile
from store.book import Book, Change
from store.canonical import Value
from store.people import Person
from store.setup import set_up
from store.vietnamese.text import fold
from tui.demo import excel, words
from tui.demo.people import Someone, add_months
from tui.demo.regimes import PENSION_FROM
from tui.demo.state import Walk, entry


def set_up_all(walk: Walk) -> None:
    """The commune's folder, then one for each village's laptop, all in the walk's month."""
    place, plan = walk.place, walk.plan
    about = {"district": words.DISTRICT, "province": words.PROVINCE, "place": words.PLACE}
    if walk.month >= PENSION_FROM:
        del about["district"]  # districts ended with June 2025
    set_up(place.commune, "commune", words.COMMUNE, plan.villages, author=words.OFFICER, **about)
    commune = profile.load(place.commune)
    walk.slugs = [commune.add_village(name).slug for name in plan.villages]
    commune.officer = words.OFFICER
    commune.signer.name = words.SIGNER
    for number, village in enumerate(commune.villages):
        village.head = walk.inventor.name("male" if number % 3 else "female")
    profile.save(place.commune, commune)
    for village in commune.villages:
        set_up(place.village(village.slug), "village", words.COMMUNE, [village.name], author=village.head, **about)
    set_month(walk, walk.month)
    walk.told("Thiết lập xã và các thôn", len(walk.slugs), "một thư mục cho xã, mỗi thôn một thư mục")


def set_month(walk: Walk, month: str) -> None:
    """Every machine works on this month from now on."""
    for folder in (walk.place.commune, *(walk.place.village(slug) for slug in walk.slugs)):
        machine = device.load(folder)
        machine.month = month
        device.save(folder, machine)


def enter_all(walk: Walk) -> None:
    """Fills every village's book, in one save a village where people are typed in."""
    typed = imported = problems = 0
    for number in walk.numbers:
        with walk.laptop(number) as book:
            if walk.plan.listed(number):
                found, odd = _import(walk, book, number)
                imported, problems = imported + found, problems + odd
            else:
                slug = walk.slugs[number]
                book.commit(slug, [change for one in walk.plan.people[number] for change in entry(slug, one)])
                typed += len(walk.plan.people[number])
    remark = f"{walk.plan.lists} thôn có sẵn danh sách; {problems} ô phải xem lại"
    walk.told("Nhập danh sách Excel", imported, remark)
    walk.told("Gõ từng người vào sổ", typed, f"{len(walk.slugs) - walk.plan.lists} thôn còn lại")


def list_files(walk: Walk, number: int) -> list[Path]:
    """A village's own list, in the order in which its files are read."""
    folder, slug = walk.place.lists, walk.slugs[number]
    return sorted([*folder.glob(f"{slug}.xlsx"), *(folder / slug).glob("*.xlsx")])


def _import(walk: Walk, book: Book, number: int) -> tuple[int, int]:
    """Writes the list the village has, imports it, completes it; people taken in and cells to look at."""
    slug, people = walk.slugs[number], walk.plan.people[number]
    rows = excel.list_rows(people, walk.plan.villages[number], slug, book.reference)
    style = excel.STYLES[len(walk.slugs) - 1 - number]
    excel.write(style, rows, book.commune, walk.place.lists, slug, add_months(walk.month, -1))
    problems = sum(take_in(book, path, slug)[1] for path in list_files(walk, number))
    known = {key: person for person in book.people(slug) for key in _keys(person)}
    walk.plan.people[number] = [one for one in people if fold(one.name) in known]
    todo: list[Change] = []
    for someone in walk.plan.people[number]:
        person = known.get(someone.text("citizen_id")) or known[fold(someone.name)]
        someone.record = person.record
        todo.extend(_completed(someone, person))
    book.commit(slug, todo)
    return len(walk.plan.people[number]), problems


def _keys(person: Person) -> list[str]:
    """What a person of a list is found again by: the number where there is one, the name."""
    return [key for key in (fold(person.name), person.text("citizen_id")) if key]


def take_in(book: Book, path: Path, slug: str) -> tuple[int, int]:
    """Imports one Excel file into a village; the rows read and the cells to look at."""
    from exports.reading import read_workbook  # openpyxl, 100 ms

    reading = read_workbook(path)
    planned = intake.plan_into(book, reading.rows, slug)
    intake.apply(book, planned, source=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    problems = [one for one in (*reading.problems, *planned.problems) if one.grade != "note"]
    return len(reading.rows), len(problems)


def _completed(someone: Someone, person: Person) -> list[Change]:
    """What the village knows and no list says: telephone, papers, since when; of the recipient as well."""
    codes = person.regimes()
    own: dict[str, Value] = {
        key: value
        for key, value in someone.values.items()
        if not key.startswith("account.")
        and person.now.get(key) is None
        and (not key.startswith("regimes.") or key.split(".")[1] in codes)
    }
    out = [Change(person.record, own)] if own else []
    if someone.helper and person.recipient_record:
        theirs = {k: v for k, v in someone.helper.values.items() if (person.recipient or {}).get(k) is None}
        out.append(Change(person.recipient_record, theirs))
    return [change for change in out if change.fields]
