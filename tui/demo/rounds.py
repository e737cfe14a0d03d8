"""Between village and commune: the first collection, the month's work on both sides, and the hand-in of the month.

Both sides work at the same time without knowing of each other, which is where clashes come from. One village is late, one
hands in twice, and an old file turns up after the new one was received.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from store.book import Book, Change
from store.canonical import Value
from store.editing import changes
from store.exchange import Received, hand_in, month_record, receive
from tui.demo import words
from tui.demo.begin import list_files, take_in
from tui.demo.state import Walk, by_record, entry


def collect(walk: Walk) -> list[Path]:
    """All villages hand in for the first time; the commune takes them in. The files, by village."""
    first = []
    for number in walk.numbers:
        with walk.laptop(number) as book:
            first.append(hand_in(book, walk.slugs[number], walk.handed_in))
    with walk.office() as book:
        doubled = _import_again(walk, book)
        receive(book, [walk.handed_in])
        people = len(book.people())
    walk.told("Thôn nộp, xã nhận lần đầu", len(first), f"cả xã {people} người")
    if doubled:
        extra = people - sum(one.people for one in first)
        walk.told("Nhập lại danh sách ở xã", doubled, f"{extra} người bị nhân đôi")
    return [one.path for one in first]


def _import_again(walk: Walk, book: Book) -> int:
    """The commune imports a list that the village has imported as well: nobody may be doubled by that."""
    last = walk.numbers[-1]
    return sum(take_in(book, path, walk.slugs[last])[0] for path in list_files(walk, last))


def work(walk: Walk) -> None:
    """What villages and commune write in the month, not knowing of each other."""
    edits: Counter[str] = Counter()
    for number in walk.numbers:
        with walk.laptop(number) as book:
            edits.update(_village_work(walk, book, number))
    told = f"{edits['dead']} người chết, {edits['new']} người mới, {edits['seen']} người đã gặp"
    walk.told("Thôn ghi trong tháng", sum(edits.values()) - edits["seen"], told)
    with walk.office() as book:
        opened = sum(_office_work(walk, book, number) for number in walk.numbers)
    walk.told("Xã ghi cùng lúc", opened, "tài khoản mới mở, điện thoại")


def _village_work(walk: Walk, book: Book, number: int) -> Counter[str]:
    """A month in a village: who was seen, telephones, deaths, a newcomer, a difficulty, a visit."""
    slug, rng, month = walk.slugs[number], walk.inventor.random, walk.month
    people, ordinary = by_record(book, slug), walk.ordinary(number)
    edits: Counter[str] = Counter()
    todo: list[Change] = []
    for _, someone in walk.planted("clash-account", number):
        todo += changes(slug, people[someone.record], walk.new_account(someone.name))
    phones = [someone for _, someone in walk.planted("clash-phone", number)] + rng.sample(
        ordinary, min(2, len(ordinary))
    )
    todo += [Change(someone.record, {"phone": walk.inventor.phone()}) for someone in phones]
    edits["changed"] = len(todo)
    gone = [someone for _, someone in walk.planted("dead", number)]
    cash = [someone for someone in ordinary if someone.text("route.method") == "cash" and not someone.helper]
    if number % 3 == 1 and cash:
        gone.append(cash[0])
    for someone in gone:
        someone.values["life"] = "dead"
        died = {"life": "dead", "life_since": f"{month}-{rng.randint(1, 20):02d}", "life_reason": "già yếu"}
        todo.append(Change(someone.record, dict[str, Value](died)))
    edits["dead"] = len(gone)
    if number % 2 == 0:
        todo += _newcomer(walk, number)
        edits["new"] = 1
    todo += _papers(walk, number)
    dead = {someone.record for someone in gone}
    seen = [record for record in people if record not in dead and rng.random() < 0.95]
    marks: dict[str, Value] = {f"seen.{record}": True for record in seen}
    todo.append(Change(month_record(slug, month), {"kind": "month", "village": slug, "month": month, **marks}))
    edits["seen"] = len(seen)
    book.commit(slug, todo)
    return edits


def _newcomer(walk: Walk, number: int) -> list[Change]:
    someone = walk.inventor.person(walk.plan.villages[number])
    for key in [k for k in someone.values if k.endswith(".since")]:
        someone.values[key] = walk.month
    walk.plan.people[number].append(someone)
    return entry(walk.slugs[number], someone)


def _papers(walk: Walk, number: int) -> list[Change]:
    """What a village reports beside its people: a visit each month, now and then a difficulty."""
    slug, rng, inventor = walk.slugs[number], walk.inventor.random, walk.inventor
    visit: dict[str, Value] = {
        "kind": "outreach", "village": slug, "who": rng.choice(walk.plan.people[number]).name,
        "on": f"{walk.month}-{rng.randint(1, 20):02d}", "outcome": rng.choice(words.OUTREACH),
    }  # fmt: skip
    out = [Change(inventor.record(), visit)]
    if number % 3 == 0:
        trouble: dict[str, Value] = {
            "kind": "difficulty", "village": slug, "month": walk.month, "about": walk.plan.villages[number],
            "text": rng.choice(words.DIFFICULTIES),
        }  # fmt: skip
        out.append(Change(inventor.record(), trouble))
    return out


def _office_work(walk: Walk, book: Book, number: int) -> int:
    """What the commune writes about one village: accounts that the bank has opened, and the other side of each clash."""
    slug, people = walk.slugs[number], by_record(book, walk.slugs[number])
    waiting = [s for s in walk.ordinary(number) if not s.text("route.method") and s.record in people and not s.helper]
    whose = [someone for kind in ("clash-account", "dead") for _, someone in walk.planted(kind, number)]
    todo: list[Change] = []
    for someone in [*whose, *waiting[:3]]:
        todo += changes(slug, people[someone.record], walk.new_account(someone.name))
    count = len(whose) + len(waiting[:3])
    for _, someone in walk.planted("clash-phone", number):
        todo.append(Change(someone.record, {"phone": walk.inventor.phone()}))
        count += 1
    book.commit(slug, todo)
    return count


def hand_in_all(walk: Walk, first: list[Path]) -> None:
    """The month's hand-in: in time, twice, late; and an old file after the new one."""
    late, twice, old = walk.numbers[-1], walk.numbers[1] if len(walk.numbers) > 2 else 0, 0
    stale = walk.place.stick / f"ban-cu-{walk.slugs[old]}.json"
    shutil.copyfile(first[old], stale)
    for number in walk.numbers:
        if number != late:
            _hand_in(walk, number)
    _correct(walk, twice)
    _hand_in(walk, twice)
    with walk.office() as book:
        got = receive(book, [walk.handed_in])
    path = _hand_in(walk, late)
    with walk.office() as book:
        got += receive(book, [path, stale])
    _tell(walk, got)


def _hand_in(walk: Walk, number: int) -> Path:
    with walk.laptop(number) as book:
        return hand_in(book, walk.slugs[number], walk.handed_in).path


def _correct(walk: Walk, number: int) -> None:
    """Something the village remembers after it has handed in."""
    with walk.laptop(number) as book:
        someone = walk.handy(number)[0]
        book.commit(walk.slugs[number], [Change(someone.record, {"note": "Đã đổi nhà, ở cạnh nhà văn hóa thôn"})])


def _tell(walk: Walk, got: list[Received]) -> None:
    states = Counter(one.state for one in got)
    names = walk.plan.villages
    remark = f"{names[-1]} nộp muộn, {names[1] if len(names) > 2 else names[0]} nộp hai lần"
    walk.told("Thôn nộp tháng này", len(names) + 1, remark)
    bad = len(got) - states["joined"] - states["nothing-new"]
    remark = f"{states['joined']} có điều mới, {states['nothing-new']} là bản cũ nên không đổi gì"
    walk.told("Xã nhận", len(got), remark + (f", {bad} không nhận được" if bad else ""))
