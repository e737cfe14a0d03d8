"""Commands on lists: import what exists, undo an import, the month, the export."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from store.errors import BookError
from store.fields import parse_month, shown_date
from tui.cli import DONE, FINDINGS
from tui.commands.common import Place, columns, pick_village, with_place
from tui.labels import LISTS


@click.command("import", help="Nhập danh sách Excel có sẵn (.xlsx) vào sổ.")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP.xlsx")
@click.option("--village", "name", metavar="TÊN", help="Thôn của danh sách; bỏ trống: theo cột Thôn.")
@click.option(
    "--group",
    type=click.Choice(["BTXH", "NCC"], case_sensitive=False),
    metavar="BTXH|NCC",
    help="Nhóm, nếu tệp không nói.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ có gì, không đổi gì.")
@with_place
def import_list(place: Place, file: Path, name: str | None, group: str | None, dry_run: bool) -> int:
    """Reads an existing list into the book."""
    from exports.importing import import_file

    with place.open(write=not dry_run) as book:
        village = pick_village(book, name, add=not dry_run).slug if name else None
        if village is None and len(book.villages()) == 1:
            village = book.villages()[0].slug
        done = import_file(book, file, village=village, group=group.upper() if group else None, dry_run=dry_run)
    problems = [asdict(p) for p in done.problems]
    head = "Sẽ nhập (chưa đổi gì)" if dry_run else "✓ Đã nhập"
    lines = [f"{head}: {done.new} người mới, {done.changed} người có thay đổi, {done.unchanged} người như cũ"]
    lines += [f"{_SIGN[p.grade]} {p}" for p in done.problems]
    place.say(
        {
            "rows": done.rows,
            "new": done.new,
            "changed": done.changed,
            "unchanged": done.unchanged,
            "problems": problems,
            "left_out": done.left_out,
            "imports": done.records,
            "dry_run": dry_run,
        },
        *lines,
    )
    return FINDINGS if done.problems else DONE


_SIGN = {"refused": "✗", "warning": "!", "note": "·"}


@click.command("imports", help="Các lần nhập danh sách.")
@with_place
def imports(place: Place) -> int:
    """Prints the imports, the newest last."""
    from store.intake import imports as past

    with place.open() as book:
        found = past(book)
    rows = [(p.record[:6], p.at, p.file, str(p.new), str(p.changed), "đã hủy" if p.undone else "") for p in found]
    place.say([asdict(p) for p in found], *columns(rows, ("Mã", "Lúc", "Tệp", "Mới", "Đổi", "")))
    return DONE


@click.command("undo-import", help="Hủy một lần nhập danh sách (mặc định: lần cuối).")
@click.argument("record", required=False, metavar="[MÃ]")
@with_place
def undo_import(place: Place, record: str | None) -> int:
    """Takes an import back; what was changed by hand since then stays."""
    from store import intake

    with place.open(write=True) as book:
        if record:
            chosen = book.find(record)
        else:
            open_ = [past.record for past in intake.imports(book) if not past.undone]
            if not open_:
                raise BookError("Không có lần nhập nào để hủy.", "")
            chosen = open_[-1]
        report = intake.undo(book, chosen)
    lines = [f"✓ {report.summary()}", *(f"! {record[:6]}: {why}" for record, why in report.kept)]
    place.say({"import": chosen, **asdict(report)}, *lines)
    return FINDINGS if report.kept else DONE


@click.command(help="Xem, chốt hoặc mở lại một tháng.")
@click.argument("month", metavar="NĂM-THÁNG")
@click.argument("act", type=click.Choice(["show", "seal", "reopen"]), default="show")
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do mở lại.")
@with_place
def month(place: Place, month: str, act: str, reason: str) -> int:
    """Shows, seals or reopens a month."""
    from store import months

    wanted = parse_month(month)
    with place.open(write=act != "show") as book:
        if book.device.role != "commune" and act != "show":
            raise BookError("Chốt và mở lại tháng là việc của xã.", "Sổ không đổi.")
        if act == "seal":
            months.seal(book, wanted)
        elif act == "reopen":
            months.reopen(book, wanted, reason)
        known = months.load(book.folder, wanted)
        lists = months.month_lists(book, wanted)
        stops = [] if known.sealed else months.blockers(book, wanted)
    counts = {key: len(rows) for key, rows in lists.lists.items()}
    value: dict[str, Any] = {
        "month": wanted,
        "sealed": known.sealed,
        "lists": counts,
        "acts": [act.model_dump() for act in known.acts],
        "blockers": [asdict(f) for f in stops],
    }
    said = [f"{LISTS[key]:<46} {count:>5}" for key, count in counts.items()]
    state = "đã chốt" if known.sealed else "chưa chốt"
    place.say(value, f"Tháng {shown_date(wanted)}: {state}", *said, *[f"✗ {f.message}" for f in stops])
    return FINDINGS if stops else DONE


@click.command(help="Xuất các danh sách của tháng ra tệp Excel.")
@click.argument("month", metavar="NĂM-THÁNG")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="THƯ_MỤC")
@with_place
def export(place: Place, month: str, folder: Path) -> int:
    """Writes the month's workbooks."""
    from exports.month import write_month
    from store import months

    wanted = parse_month(month)
    with place.open() as book:
        lists = months.month_lists(book, wanted)
        done = write_month(lists, book.commune, folder, today=date.today())
    lines = [f"✓ {path}" for path in done.paths] + [f"! {w}" for w in done.warnings]
    if not lists.sealed:
        lines.append("! Tháng chưa chốt: đây là bản dự thảo theo sổ lúc này.")
    place.say(
        {"files": [str(p) for p in done.paths], "sealed": lists.sealed, "warnings": [str(w) for w in done.warnings]},
        *lines,
    )
    return FINDINGS if done.warnings else DONE


COMMANDS: list[click.Command] = [import_list, imports, undo_import, month, export]
