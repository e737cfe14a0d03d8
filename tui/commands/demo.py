"""`soansinh demo`: a practice commune of invented people, carried through a whole month."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.cli import DONE, data_folder, open_app
from tui.commands.common import Place, with_place


@click.command(help="Tạo một xã tập dượt (người hư cấu), đi trọn một tháng, rồi mở chương trình.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="THƯ_MỤC", help="Nơi ghi.")
@click.option("--villages", type=click.IntRange(2, 60), default=10, show_default=True, metavar="N", help="Số thôn.")
@click.option("--people", type=click.IntRange(10, 1000), metavar="N", help="Số người mỗi thôn (mặc định 30 đến 60).")
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="Số gieo: cùng số, cùng xã.")
@with_place
def demo(place: Place, folder: Path | None, villages: int, people: int | None, seed: int) -> int:
    """Makes it, says what happened, and at a terminal opens the app on it."""
    from tui.demo import run, table

    def say(line: str) -> None:
        if not place.json:
            click.echo(line)

    target = folder or data_folder(place.data).with_name("soansinh-tap-duot")
    done = run(target, villages=villages, people=people, seed=seed, say=say)
    place.say(done.as_json(), table(done))
    if not place.json and sys.stdin.isatty() and sys.stdout.isatty():
        click.pause("Nhấn một phím để mở chương trình trên xã tập dượt…")
        return open_app(done.commune)
    return DONE


COMMANDS: list[click.Command] = [demo]
