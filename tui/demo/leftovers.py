"""What is left open for whoever practises: the next month, with a clash, files not received, authorisations run out."""

from __future__ import annotations

from pathlib import Path

from store import months
from store.book import Change
from store.canonical import Value
from store.editing import changes
from store.exchange import hand_in, receive
from tui.demo.begin import set_month
from tui.demo.people import add_months
from tui.demo.state import Walk, by_record, entry


def leave(walk: Walk) -> list[Path]:
    """Starts the next month on every machine and leaves work in it; the files on the stick that wait to be received."""
    month = add_months(walk.month, 1)
    set_month(walk, month)
    clash, waiting = walk.numbers[0], walk.numbers[1:3]
    _clash(walk, clash)
    paths = [_waiting(walk, number, month) for number in waiting]
    with walk.office() as book:
        stops = len(months.blockers(book, month))
        open_ = len(book.conflicts())
    remark = f"{open_} chỗ xung đột, {len(paths)} sổ trên USB chưa nhận"
    walk.told("Để lại cho tháng sau", stops, f"việc phải xử lý; {remark}")
    return paths


def _clash(walk: Walk, number: int) -> None:
    """Village and commune give one person different accounts and telephones, and the commune has received it."""
    slug = walk.slugs[number]
    someone = next(one for one in walk.handy(number) if one.text("account.number") and not one.helper)
    for open_book in (walk.office, lambda: walk.laptop(number)):
        with open_book() as book:
            values: dict[str, Value] = {**walk.new_account(someone.name), "phone": walk.inventor.phone()}
            book.commit(slug, changes(slug, by_record(book, slug)[someone.record], values))
    with walk.laptop(number) as book:
        path = hand_in(book, slug, walk.handed_in).path
    with walk.office() as book:
        receive(book, [path])


def _waiting(walk: Walk, number: int, month: str) -> Path:
    """A village that has handed in for the next month; the commune has not looked yet."""
    slug = walk.slugs[number]
    newcomer = walk.inventor.person(walk.plan.villages[number])
    for key in [k for k in newcomer.values if k.endswith(".since")]:
        newcomer.values[key] = month
    first, *others = walk.handy(number)[:3]
    todo = [Change(someone.record, {"phone": walk.inventor.phone()}) for someone in others]
    died: dict[str, Value] = {"life": "dead", "life_since": f"{month}-03", "life_reason": "bệnh"}
    with walk.laptop(number) as book:
        book.commit(slug, [*todo, Change(first.record, died), *entry(slug, newcomer)])
        return hand_in(book, slug, walk.handed_in).path
