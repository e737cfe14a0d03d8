"""The commune's end of the month: check, settle what stops it, compare with the police, seal, export, hand back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from store import months
from store.book import Book, Change
from store.canonical import Value
from store.editing import changes
from store.exchange import hand_out, receive
from store.review import review
from tui.demo import words
from tui.demo.mistakes import Recall, recall
from tui.demo.people import add_months
from tui.demo.state import Walk, by_record


def examine(walk: Walk) -> list[Recall]:
    """Checks the joined book and counts which planted mistakes were found."""
    with walk.office() as book:
        found = review(book, walk.month)
    grades = Counter(one.grade for one in found)
    remark = f"{grades['stop']} phải xử lý, {grades['warn']} cần xem, {grades['note']} còn thiếu"
    walk.told("Kiểm tra: điều phát hiện", len(found), remark)
    planted = [(one.kind, {someone.record for _, someone in one.people}) for one in walk.plan.planted]
    return recall(planted, found)


def settle(walk: Walk) -> None:
    """Puts right what keeps the month from being sealed, each with its reason; the merely odd stays to be asked about."""
    with walk.office() as book:
        done = _conflicts(book)
        for number in walk.numbers:
            done += _village(walk, book, number)
        left = len(review(book, walk.month))
    walk.told("Xã xử lý", done, f"mỗi việc có lý do; còn {left} điều để xem sau")


def _conflicts(book: Book) -> int:
    """Picks one side of each conflict: what the village says, for it stands before the person."""
    open_ = book.conflicts()
    for conflict in open_:
        edits = book.record(conflict.record)["edits"]
        ours = [side for side in conflict.sides if not edits[side["edits"][0]].get("by", "").startswith("xã/")]
        side = (ours or conflict.sides)[0]
        book.resolve(conflict.record, conflict.field, side["value"], reason="Đã gọi về nhà hỏi lại: theo lời thôn")
    return len(open_)


def _village(walk: Walk, book: Book, number: int) -> int:
    """The village's dead, twins and expired authorisations; how many were settled."""
    slug = walk.slugs[number]
    people = by_record(book, slug)
    done = 0
    for _, someone in walk.planted("dead", number):
        none: dict[str, Value] = {"route.account": None, "route.method": None}
        book.commit(
            slug, [Change(someone.record, none)], reason="Thôn xác nhận đã mất; tài khoản ghi trước khi biết tin"
        )
        done += 1
    for turn, someone in walk.planted("twin", number):
        first, (second, twin) = walk.plan.of_kind("twin")[turn].people
        if someone is twin and second == number:
            other = walk.plan.villages[first[0]]
            ended: dict[str, Value] = {"life": "error" if turn == 0 else "moved", "life_reason": f"Đã có ở {other}"}
            book.commit(slug, [Change(someone.record, ended)], reason=f"Cùng số căn cước với hồ sơ ở {other}")
            done += 1
    for turn, someone in walk.planted("expired", number):
        if turn == 0:
            renewed: dict[str, Value] = {
                "route.paper": "181/GUQ-UBND",
                "route.valid_from": f"{walk.month}-02",
                "route.valid_until": f"{add_months(walk.month, 6)}-02",
            }
            book.commit(slug, [Change(someone.record, renewed)], reason="Gia đình nộp giấy ủy quyền mới")
        else:
            cash: dict[str, Value] = {
                "route.receiver": "self",
                "route.method": "cash",
                "route.cash_reason": "giấy ủy quyền hết hạn",
                "route.account": None,
            }
            book.commit(slug, changes(slug, people[someone.record], cash), reason="Chưa có giấy mới, trả tận tay")
        done += 1
    return done


def compare_with_police(walk: Walk) -> None:
    """The answer of the commune police for everybody who has a number, one save a village."""
    counts: Counter[str] = Counter()
    wrong = {someone.record for one in walk.plan.of_kind("sex-digit") for _, someone in one.people}
    with walk.office() as book:
        for slug in walk.slugs:
            todo = []
            for person in book.people(slug):
                if person.text("citizen_id"):
                    answer = "differs" if person.record in wrong else "match"
                    counts[answer] += 1
                    said = {"police.person": answer, "police.on": f"{walk.month}-26", "police.by": "Công an xã"}
                    todo.append(Change(person.record, dict[str, Value](said)))
            book.commit(slug, todo)
    walk.told("Công an xã đối chiếu", sum(counts.values()), f"{counts['match']} khớp, {counts['differs']} sai lệch")


def seal(walk: Walk) -> None:
    """Seals the month. Raises `BookError` if something still stops it."""
    with walk.office() as book:
        lists = months.seal(book, walk.month).lists
    drawn = len(lists["annex-btxh"]) + len(lists["annex-ncc"])
    own, other = len(lists["ds1"]) + len(lists["ds3"]), len(lists["ds2"]) + len(lists["ds4"])
    remark = f"{own} tài khoản riêng, {other} người nhận thay, {len(lists['cash'])} tiền mặt"
    walk.told("Chốt tháng: dòng danh sách", drawn, remark)


def export(walk: Walk) -> list[Path]:
    """Writes the sealed month's workbooks."""
    from exports.month import write_month

    with walk.office() as book:
        lists = months.month_lists(book, walk.month)
        done = write_month(lists, book.commune, walk.place.results(walk.month), today=date.today())
    walk.told("Xuất Excel", len(done.paths), f"ký: {words.SIGNER}")
    return done.paths


def hand_back(walk: Walk) -> int:
    """Hands the joined books out and has every village receive its own; how many are now the same, byte by byte."""
    same = 0
    with walk.office() as book:
        for number in walk.numbers:
            slug = walk.slugs[number]
            path = hand_out(book, slug, walk.handed_out).path
            with walk.laptop(number) as laptop:
                receive(laptop, [path])
                same += laptop.image(slug).lines == book.image(slug).lines
    walk.told("Trả sổ về thôn", len(walk.slugs), f"{same} thôn có sổ giống hệt sổ xã")
    return same
