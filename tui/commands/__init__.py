"""The command line: for scripts, tests and helpers. Its names are stable (design section 8)."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Sequence

import click

from store.errors import BookError, FieldError
from tui.cli import COULD_NOT
from tui.commands import book, demo, files, lists
from tui.commands.common import Place, VietnameseContext, with_place

HELP = """Sổ An Sinh: sổ chi trả an sinh xã hội của thôn và xã.

Không có lệnh: mở chương trình. Mã kết thúc: 0 xong, 1 xong nhưng có điều cần xem, 2 không làm được.
"""


@click.group(
    help=HELP,
    context_settings={"max_content_width": 100},
    subcommand_metavar="LỆNH [THAM SỐ]...",
    options_metavar="[TÙY CHỌN]",
)
@with_place
def cli(place: Place) -> None:
    """Groups the commands; what is given before the command holds for it."""


cli.context_class = VietnameseContext
for module in (book, lists, files, demo):
    for command in module.COMMANDS:
        command.context_class = VietnameseContext
        command.options_metavar = "[TÙY CHỌN]"
        cli.add_command(command)


def run(args: Sequence[str]) -> int:
    """Runs one command line and gives its exit status."""
    try:
        result = cli.main(args=list(args), prog_name="soansinh", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        return _could_not(args, f"Dùng sai: {_usage(error)}", "Xem «soansinh --help» hoặc «soansinh LỆNH --help».")
    except (BookError, FieldError) as error:
        return _could_not(args, getattr(error, "what", str(error)), getattr(error, "safe", "Sổ không đổi."))
    except (KeyboardInterrupt, click.Abort):
        return _could_not(args, "Đã dừng theo yêu cầu.", "Sổ như lần lưu gần nhất.")
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away; there is nobody to tell
        return COULD_NOT
    except Exception:  # the last net: the person gets a sentence, the traceback goes to a file
        return _unforeseen(args)


def _could_not(args: Sequence[str], what: str, safe: str) -> int:
    if "--json" in args:
        print(json.dumps({"error": what, "safe": safe}, ensure_ascii=False))
    print(f"✗ {what}", file=sys.stderr)
    if safe:
        print(f"  {safe}", file=sys.stderr)
    return COULD_NOT


def _unforeseen(args: Sequence[str]) -> int:
    import tempfile

    with tempfile.NamedTemporaryFile("w", prefix="soansinh-loi-", suffix=".txt", delete=False, encoding="utf-8") as log:
        log.write(traceback.format_exc())
    return _could_not(
        args,
        "Chương trình gặp lỗi ngoài dự tính và đã dừng lệnh này.",
        f"Sổ như lần lưu gần nhất. Chi tiết để gửi người hỗ trợ: {log.name}",
    )


def _usage(error: click.UsageError) -> str:
    """The usage error in Vietnamese."""
    name = getattr(getattr(error, "param", None), "human_readable_name", "") or getattr(error, "param_hint", "") or ""
    if isinstance(error, click.NoSuchOption):
        return f"không có tùy chọn «{error.option_name}»."
    if isinstance(error, click.MissingParameter):
        return f"thiếu «{name}»."
    if isinstance(error, click.BadParameter):
        return f"«{name}» không hợp lệ: {error.message}"
    if error.message.startswith("No such command"):
        return f"không có lệnh {error.message.split()[-1].rstrip('.')}."
    if error.message.startswith("Missing command"):
        return "chưa nói làm gì."
    return error.message
