"""Commands on the book itself: set up, list, check, conflicts, status, history, edit, resolve."""

from __future__ import annotations

from typing import Any

import click

from store.errors import BookError
from store.fields import shown_date
from store.people import Person
from tui.cli import DONE, FINDINGS
from tui.commands.common import Place, columns, pick_village, with_place


@click.command(help="Thiết lập thư mục dữ liệu của xã hoặc của một thôn (chạy lại để thêm thôn).")
@click.option("--role", type=click.Choice(["commune", "village"]), required=True, help="Máy của xã hay của thôn.")
@click.option("--commune", "name", metavar="TÊN", required=True, help="Tên xã.")
@click.option("--village", "villages", metavar="TÊN", multiple=True, help="Tên thôn (xã: có thể nhiều lần).")
@click.option("--slug", default="", metavar="MÃ", help="Mã thôn do xã cho, khi hai thôn có tên gần giống nhau.")
@click.option("--author", default="", metavar="TÊN", help="Người làm việc trên máy này.")
@click.option("--district", default="", metavar="TÊN", help="Tên huyện, nếu còn.")
@click.option("--province", default="", metavar="TÊN", help="Tên tỉnh.")
@click.option("--place", "where", default="", metavar="TÊN", help="Địa danh ghi trước ngày tháng trên danh sách.")
@with_place
def init(
    place: Place,
    role: str,
    name: str,
    villages: tuple[str, ...],
    slug: str,
    author: str,
    district: str,
    province: str,
    where: str,
) -> int:
    """Sets a data folder up."""
    from store.setup import set_up

    made = set_up(
        place.folder, role, name, villages, author=author, slug=slug, district=district, province=province, place=where
    )
    names = [v.name for v in made.villages]
    place.say(
        {"data": str(place.folder), "role": role, "commune": made.commune, "villages": names},
        f"✓ Sổ của {'xã' if role == 'commune' else 'thôn'} ở {place.folder}",
        f"  Xã {made.commune}: {', '.join(names) or 'chưa có thôn nào'}",
    )
    return DONE


def in_order(people: list[Person]) -> list[Person]:
    """People by village, then by given name in Vietnamese order."""
    from store.vietnamese.order import name_key, natural_key

    return sorted(people, key=lambda p: (natural_key(p.village_name), name_key(p.name), p.record))


@click.command("list", help="In danh sách đối tượng.")
@click.option("--village", "name", metavar="TÊN", help="Chỉ một thôn.")
@click.option("--all", "ended", is_flag=True, help="Cả người đã thôi hưởng.")
@with_place
def list_people(place: Place, name: str | None, ended: bool) -> int:
    """Prints the beneficiaries."""
    with place.open() as book:
        village = pick_village(book, name).slug if name else None
        people = in_order(book.people(village, ended=ended))
    rows = [
        (p.record[:6], p.name or "?", shown_date(p.text("born")), p.text("citizen_id"), p.village_name, _paid(p))
        for p in people
    ]
    titles = ("Mã", "Họ và tên", "Sinh", "Số căn cước", "Thôn", "Nhận qua")
    place.say([p.flat() for p in people], *columns(rows, titles), f"{len(people)} người")
    return DONE


def _paid(person: Person) -> str:
    account = person.account if person.text("route.method") != "cash" else None
    return f"{account.get('provider') or '?'} {account.get('number') or '?'}" if account else "tiền mặt"


@click.command(help="Kiểm tra sổ: điều lạ, điều thiếu, điều ngăn chốt tháng.")
@click.option("--village", "name", metavar="TÊN", help="Chỉ một thôn.")
@with_place
def check(place: Place, name: str | None) -> int:
    """Prints the findings, the gravest first."""
    from dataclasses import asdict

    from store.review import review

    with place.open() as book:
        village = pick_village(book, name).slug if name else None
        found = review(book, book.month, village)
        names = {p.record: (p.name, p.village_name) for p in book.people(ended=True)}
    signs = {"stop": "✗", "warn": "!", "note": "·"}
    lines = [f"{signs[f.grade]} {' / '.join(names.get(f.record, ('', '')))}: {f.message}" for f in found]
    place.say([asdict(f) for f in found], *lines, f"{len(found)} điều cần xem")
    return FINDINGS if found else DONE


def side_text(book: Any, field: str, value: Any) -> str:
    """A value of a conflict as a person reads it: a linked account or recipient by its number or name."""
    if field in ("route.account", "route.recipient") and isinstance(value, str):
        try:
            now = book.record(value)["now"]
        except BookError:
            return value
        return " ".join(str(now[k]) for k in ("provider", "number", "name") if now.get(k))
    return "(trống)" if value is None else str(value)


@click.command(help="Các xung đột: hai nơi ghi khác nhau vào cùng một mục.")
@with_place
def conflicts(place: Place) -> int:
    """Prints the conflicting fields."""
    with place.open() as book:
        open_ = book.conflicts()
        shown = [[side_text(book, c.field, v) for v in c.values] for c in open_]
        rows = [(c.record[:6], c.name, c.field, " | ".join(texts)) for c, texts in zip(open_, shown, strict=True)]
        value = [
            {
                "record": c.record,
                "field": c.field,
                "values": c.values,
                "village": c.village,
                "name": c.name,
                "shown": texts,
            }
            for c, texts in zip(open_, shown, strict=True)
        ]
    place.say(value, *columns(rows, ("Mã", "Họ và tên", "Mục", "Các giá trị")), f"{len(rows)} xung đột")
    return FINDINGS if rows else DONE


@click.command(help="Tình hình từng thôn trong tháng đang làm.")
@with_place
def status(place: Place) -> int:
    """Prints the villages at a glance."""
    from dataclasses import asdict

    from store.book import Book
    from store.glance import glance

    Book.open(place.folder).close()
    seen = glance(place.folder)
    rows = [
        (v.name, str(v.people), str(v.by_account), str(v.conflicts), _handed(v.hand_in), v.trouble)
        for v in seen.villages
    ]
    titles = ("Thôn", "Người", "Qua TK", "Xung đột", "Nộp sổ", "")
    state = "đã chốt" if seen.sealed else "chưa chốt"
    place.say(asdict(seen), f"Xã {seen.commune}, tháng {shown_date(seen.month)} ({state})", *columns(rows, titles))
    return FINDINGS if any(v.trouble for v in seen.villages) else DONE


def _handed(number: int) -> str:
    return f"lần {number}" if number else "chưa"


@click.command(help="Mọi thay đổi của một hồ sơ, cũ trước mới sau.")
@click.argument("record", metavar="MÃ_HỒ_SƠ")
@with_place
def history(place: Place, record: str) -> int:
    """Prints a record's edits."""
    from store.records import causal_order

    with place.open() as book:
        name = book.find(record)
        edits = book.record(name)["edits"]
    ordered: list[dict[str, Any]] = [{"edit": edit, **edits[edit]} for edit in causal_order(edits)]
    lines: list[str] = []
    for edit in ordered:
        who = edit.get("by") or ("danh sách có sẵn" if edit.get("from") else "?")
        lines.append(f"{edit['edit'][:6]}  {edit.get('at', '')}  {who}  {edit.get('reason', '')}".rstrip())
        lines += [
            f"    {field} = {'(xóa)' if value is None else value}" for field, value in sorted(edit["set"].items())
        ]
    place.say(ordered, *lines)
    return DONE


@click.command(help="Sửa một mục của một hồ sơ (giá trị rỗng: xóa). Cả account.number, recipient.name …")
@click.argument("record", metavar="MÃ_HỒ_SƠ")
@click.argument("field", metavar="MỤC")
@click.argument("value", metavar="GIÁ_TRỊ")
@click.option("--reason", metavar="LÝ_DO", help="Vì sao sửa.")
@with_place
def edit(place: Place, record: str, field: str, value: str, reason: str | None) -> int:
    """Changes one field."""
    from store import editing

    with place.open(write=True) as book:
        name = book.find(record)
        editing.edit(book, name, field, value, reason=reason)
        now = book.record(name)["now"]
    place.say({"record": name, "now": now}, f"✓ {name}: {field} = {value or '(xóa)'}")
    return DONE


@click.command(help="Giải quyết một xung đột: chọn giá trị đúng.")
@click.argument("record", metavar="MÃ_HỒ_SƠ")
@click.argument("field", metavar="MỤC")
@click.argument("value", metavar="GIÁ_TRỊ")
@click.option("--reason", metavar="LÝ_DO", help="Vì sao chọn.")
@with_place
def resolve(place: Place, record: str, field: str, value: str, reason: str | None) -> int:
    """Ends a conflict."""
    from store.editing import parse_typed

    with place.open(write=True) as book:
        name = book.find(record)
        open_ = next((c for c in book.conflicts() if c.record == name and c.field == field), None)
        sides = open_.values if open_ else []
        chosen = next(
            (
                v
                for v in sides
                if value in (str(v), side_text(book, field, v), side_text(book, field, v).split(" ")[-1])
            ),
            None,
        )
        if chosen is None and not (value == "" and None in sides):
            chosen = parse_typed(book, field, value)
        book.resolve(name, field, chosen, reason)
    place.say({"record": name, "field": field, "value": chosen}, f"✓ {name}: {field} = {value}")
    return DONE


COMMANDS: list[click.Command] = [init, list_people, check, conflicts, status, history, edit, resolve]
