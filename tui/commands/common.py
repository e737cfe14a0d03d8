"""What every command shares: where the data is, whether to print JSON, how to open the book."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click

from store.book import Book
from store.errors import BookError
from store.profile import Village
from tui.cli import data_folder


@dataclass(slots=True)
class Place:
    """The data folder of this call, and whether one JSON value is wanted instead of lines to read."""

    data: str | None = None
    json: bool = False

    @property
    def folder(self) -> Path:
        """The data folder."""
        return data_folder(self.data)

    def open(self, *, write: bool = False) -> Book:
        """The book in it. Raises `BookError`."""
        return Book.open(self.folder, write=write)

    def say(self, value: Any, *lines: str) -> None:
        """Prints the value as JSON, or the lines for a person."""
        if self.json:
            click.echo(json.dumps(value, ensure_ascii=False))
        else:
            for line in lines:
                click.echo(line)


def with_place(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `--data` and `--json`, which also count when given before the command's name."""

    @functools.wraps(command)
    def wrapped(context: click.Context, *args: Any, data: str | None, as_json: bool, **kwargs: Any) -> Any:
        outer = context.parent.obj if context.parent and isinstance(context.parent.obj, Place) else Place()
        context.obj = Place(data or outer.data, as_json or outer.json)
        return command(context.obj, *args, **kwargs)

    made: Callable[..., Any] = click.pass_context(cast(Callable[..., Any], wrapped))
    made = click.option("--json", "as_json", is_flag=True, help="In một giá trị JSON.")(made)
    made = click.help_option("-h", "--help", help="In lời hướng dẫn này.")(made)
    return click.option("--data", metavar="THƯ_MỤC", help="Thư mục dữ liệu (hoặc biến SOANSINH_DATA).")(made)


class Formatter(click.HelpFormatter):
    """click's help with Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is called."""
        super().write_usage(prog, args, "Cách dùng: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading with what stands below it."""
        with super().section({"Options": "Tùy chọn", "Commands": "Lệnh"}.get(name, name)):
            yield


class VietnameseContext(click.Context):
    """The context of a call, whose help speaks Vietnamese."""

    formatter_class = Formatter


def pick_village(book: Book, name: str | None, *, add: bool = False) -> Village:
    """The village a command means: the named one, or the only one there is.

    `add`: a commune that has no villages yet gets this one. Raises `BookError` naming the villages there are.
    """
    known = book.villages()
    if name is None and len(known) == 1:
        return known[0]
    found = book.commune.village(name) if name else None
    if found is not None and found in known:
        return found
    if name and add and not book.commune.villages:
        made = book.commune.add_village(name)
        book.save_commune()
        return made
    names = ", ".join(v.name for v in known) or "chưa có thôn nào"
    what = f"Không có thôn «{name}» trong sổ này." if name else "Chưa nói thôn nào."
    raise BookError(what, f"Các thôn: {names}. Thêm thôn: «soansinh init» với --village TÊN.")


def columns(rows: Sequence[tuple[str, ...]], titles: tuple[str, ...]) -> list[str]:
    """Rows as aligned columns, widths in terminal cells."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]

    def line(row: tuple[str, ...]) -> str:
        return "  ".join(
            text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()

    return [line(titles), "  ".join("─" * width for width in widths), *map(line, rows)]
