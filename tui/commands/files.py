"""Commands that move files: hand in, receive, hand out, backup, restore, salvage."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from store.book import Book
from store.errors import BookError
from store.vietnamese.naming import of_village
from tui.cli import COULD_NOT, DONE, FINDINGS
from tui.commands.common import Place, pick_village, with_place

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)


@click.command("hand-in", help="Thôn nộp sổ: ghi sổ của thôn ra thư mục (USB).")
@click.option("--village", "name", metavar="TÊN", help="Thôn nộp sổ.")
@click.option("--to", type=FOLDER, required=True, metavar="THƯ_MỤC", help="Nơi ghi tệp.")
@click.option("--unchanged", is_flag=True, help="Tháng này không có thay đổi.")
@with_place
def hand_in(place: Place, name: str | None, to: Path, unchanged: bool) -> int:
    """Writes a village's file for the commune."""
    from store import exchange

    with place.open(write=True) as book:
        village = pick_village(book, name)
        out = exchange.hand_in(book, village.slug, to, unchanged=unchanged)
    place.say(
        {**asdict(out), "path": str(out.path)},
        f"✓ Đã nộp sổ {of_village(village.name)}, lần {out.number}: {out.people} người",
        f"  {out.path}",
    )
    return DONE


@click.command("hand-out", help="Xã trả sổ đã gộp cho thôn.")
@click.option("--village", "name", metavar="TÊN", help="Thôn nhận.")
@click.option("--to", type=FOLDER, required=True, metavar="THƯ_MỤC", help="Nơi ghi tệp.")
@with_place
def hand_out(place: Place, name: str | None, to: Path) -> int:
    """Writes the joined village back."""
    from store import exchange

    with place.open(write=True) as book:
        village = pick_village(book, name)
        out = exchange.hand_out(book, village.slug, to)
    place.say(
        {**asdict(out), "path": str(out.path)},
        f"✓ Đã ghi sổ {of_village(village.name)} ({out.people} người)",
        f"  {out.path}",
    )
    return DONE


@click.command(help="Nhận sổ: gộp tệp của các thôn (hoặc sổ xã trả về) vào sổ này.")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="TỆP_HOẶC_THƯ_MỤC...")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ có gì, không đổi gì.")
@with_place
def receive(place: Place, paths: tuple[Path, ...], dry_run: bool) -> int:
    """Joins handed-in files into the book."""
    from store import exchange

    with place.open(write=not dry_run) as book:
        before = _conflicts(book)
        got = exchange.receive(book, paths, dry_run=dry_run)
        clashes = _conflicts(book) - before
    for one in got:
        if not one.good:
            click.echo(f"✗ {one.path.name}: {one.note}", err=True)
    lines = [f"✓ {one.path.name}: {one.note}" for one in got if one.state == "joined"]
    old = sum(one.state == "nothing-new" for one in got)
    if old:
        lines.append(f"· {old} tệp không có gì mới (đã nhận rồi, hoặc là bản cũ)")
    if clashes:
        lines.append(f"! {len(clashes)} xung đột mới, xem «soansinh conflicts»")
    place.say({"files": [_file(one) for one in got], "conflicts": len(clashes), "dry_run": dry_run}, *lines)
    if not any(one.good for one in got):
        return COULD_NOT
    return FINDINGS if clashes or not all(one.good and not one.joined.refused for one in got) else DONE


def _conflicts(book: Book) -> set[tuple[str, str]]:
    """The conflicting fields of every village that can be read; one that cannot may be what is being repaired."""
    out: set[tuple[str, str]] = set()
    for village in book.villages():
        with contextlib.suppress(BookError):
            out |= {(conflict.record, conflict.field) for conflict in book.conflicts(village.slug)}
    return out


def _file(one: Any) -> dict[str, Any]:
    counts = {"new": len(one.joined.new), "changed": len(one.joined.changed), "edits": one.joined.edits}
    refused = {"refused": len(one.joined.refused), "note": one.note}
    return {"path": str(one.path), "state": one.state, "village": one.village_name, **counts, **refused}


@click.command(help="Sao lưu cả thư mục dữ liệu thành một tệp có ngày giờ.")
@with_place
def backup(place: Place) -> int:
    """Writes a dated backup."""
    from store.backup import backup as write

    with place.open(write=True) as book:
        path = write(book.folder)
    place.say({"path": str(path)}, f"✓ Đã sao lưu: {path}")
    return DONE


@click.command(help="Lấy lại từ bản sao lưu: gộp vào sổ, không mất điều đã nhập sau đó.")
@click.argument("file", type=FILE, required=False, metavar="[TỆP]")
@with_place
def restore(place: Place, file: Path | None) -> int:
    """Brings a backup back (the newest one by default)."""
    from store import backup as backups

    chosen = file or backups.latest(place.folder)
    if chosen is None:
        raise BookError("Chưa có bản sao lưu nào.", "Chạy «soansinh backup» để tạo một bản.")
    with place.open(write=True) as book:
        out = backups.restore(book, chosen)
    gained = {slug: len(j.new) + len(j.changed) for slug, j in out.villages.items()}
    lines = [f"✓ {slug}: {count} hồ sơ lấy lại" for slug, count in gained.items()]
    lines += [f"✓ {name}" for name in out.files] + [f"! {text}" for text in out.trouble]
    place.say({"villages": gained, "files": out.files, "trouble": out.trouble}, f"Từ {chosen}:", *lines)
    return FINDINGS if out.trouble else DONE


@click.command(help="Cứu những gì còn tốt trong một tệp sổ bị hỏng và gộp vào sổ.")
@click.argument("file", type=FILE, metavar="TỆP")
@with_place
def salvage(place: Place, file: Path) -> int:
    """Takes the sound edits out of a damaged village file."""
    from store import salvage as salvaging

    found = salvaging.salvage(file)
    with place.open(write=True) as book:
        slug = salvaging.of_village(found, file, {v.slug for v in book.villages()})
        salvaging.rescue(book, slug)
        joined = book.take(slug, found.image)
        name = book.commune.village_name(slug)
    lost = found.lines - found.whole
    place.say(
        {
            "village": name,
            "records": len(found.image.lines),
            "damaged": lost,
            "new": len(joined.new),
            "changed": len(joined.changed),
        },
        f"✓ Sổ {of_village(name)}: đọc được {len(found.image.lines)} hồ sơ, {lost} hồ sơ có chỗ hỏng.",
        f"  Thêm vào sổ {len(joined.new)} hồ sơ mới, {len(joined.changed)} hồ sơ có thay đổi.",
    )
    return FINDINGS if lost else DONE


COMMANDS: list[click.Command] = [hand_in, receive, hand_out, backup, restore, salvage]
