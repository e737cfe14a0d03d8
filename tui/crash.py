"""The last net: what happens when the program itself is wrong.

Every foreseen trouble is a sentence on the screen. For the others the details go to a file that can be sent to somebody
who helps; the terminal gets a sentence, never a traceback. The file holds the calls and the error's own words, no
values of variables, because those would be people's data.
"""

from __future__ import annotations

import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from textual.worker import WorkerFailed

COULD_NOT = 2


def cause(error: BaseException) -> BaseException:
    """What really happened: Textual wraps what a worker raised."""
    return error.error if isinstance(error, WorkerFailed) else error


def write_log(folder: Path, error: BaseException) -> Path | None:
    """Writes the details into the data folder, or where that cannot be, into the system's temporary folder."""
    text = "".join(traceback.format_exception(cause(error)))
    name = f"loi-{datetime.now():%Y%m%d-%H%M%S}.txt"
    places = [folder] if folder.is_dir() else []
    for place in (*places, Path(tempfile.gettempdir())):
        for turn in range(100):
            path = place / (name if not turn else name.replace(".txt", f"-{turn}.txt"))
            try:
                with path.open("x", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(text)
                return path
            except FileExistsError:
                continue
            except OSError:
                break
    return None


def sentence(log: Path | None) -> str:
    """What the person reads in the terminal."""
    where = f"Chi tiết để gửi người hỗ trợ: {log}" if log else "Không ghi được tệp chi tiết (ổ đĩa đầy hoặc khóa ghi)."
    return (
        "× Sổ An Sinh gặp lỗi ngoài dự tính nên phải dừng.\n"
        "  Những gì đã ghi vào sổ vẫn còn nguyên. Mở lại bằng lệnh «soansinh».\n"
        f"  {where}"
    )
