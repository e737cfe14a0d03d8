"""What the practice commune came to, and how it is told in 80 columns."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from textwrap import wrap
from typing import Any

from store.fields import shown_date
from tui.demo.mistakes import Recall

WIDTH = 80
_STEP, _COUNT = 26, 6


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the month: what was done, how many (0 shows as a dash), and a remark."""

    step: str
    count: int
    remark: str = ""


@dataclass(slots=True)
class Demo:
    """A practice commune: its folders, the month that was sealed, the one left open, and what happened.

    `folder` is the practice folder, `commune` the commune's data folder in it (what the app opens), `stick` where the
    villages' files lie, some of them not received yet.
    """

    folder: Path
    commune: Path
    stick: Path
    month: str
    next_month: str
    workbooks: list[Path] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    mistakes: list[Recall] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)

    @property
    def planted(self) -> int:
        """How many mistakes were planted."""
        return sum(kind.planted for kind in self.mistakes)

    @property
    def found(self) -> int:
        """How many of the planted mistakes the checks found."""
        return sum(kind.found for kind in self.mistakes)

    def as_json(self) -> dict[str, Any]:
        """Everything as one JSON object; paths as text."""
        return {
            "folder": str(self.folder),
            "commune": str(self.commune),
            "stick": str(self.stick),
            "month": self.month,
            "next_month": self.next_month,
            "workbooks": [str(path) for path in self.workbooks],
            "waiting": [str(path) for path in self.waiting],
            "steps": [asdict(row) for row in self.rows],
            "mistakes": [asdict(kind) for kind in self.mistakes],
        }


def table(demo: Demo) -> str:
    """What happened, the mistakes, where everything lies and what to try next, no line wider than 80 cells.

    Only the practice folder's own path stands whole on a line of its own, however long it is; the rest is told from there.
    """
    lines = [
        f"Xã tập dượt: tháng {shown_date(demo.month)} đã đi trọn, tháng {shown_date(demo.next_month)} đang mở.",
        "",
    ]
    lines += _grid(("Việc", "Số", "Ghi chú"), [(row.step, str(row.count or "–"), row.remark) for row in demo.rows])
    lines += ["", "Lỗi cài sẵn và kết quả kiểm tra:", ""]
    found = [(kind.label, f"{kind.found}/{kind.planted}", kind.then) for kind in demo.mistakes]
    found.append(("Cộng", f"{demo.found}/{demo.planted}", ""))
    lines += _grid(("Lỗi", "Thấy", "Sau đó"), found, step=32)
    lines += ["", "Thư mục tập dượt:", f"  {demo.folder}", "Trong đó, danh sách chính thức của tháng đã chốt:"]
    lines += [f"  {_inside(demo, path)}" for path in demo.workbooks]
    return "\n".join([*lines, "", *_next(demo)])


def _inside(demo: Demo, path: Path) -> str:
    return str(path.relative_to(demo.folder))


def _next(demo: Demo) -> list[str]:
    """The commands to try, to be given in the practice folder."""
    commune, stick = _inside(demo, demo.commune), _inside(demo, demo.stick)
    commands = (
        (f"soansinh --data {commune}", "mở sổ của xã"),
        (f"soansinh receive {stick} --data {commune}", f"nhận {len(demo.waiting)} sổ thôn vừa nộp"),
        (f"soansinh conflicts --data {commune}", "xem chỗ hai nơi ghi khác nhau"),
        (f"soansinh check --data {commune}", "xem các phát hiện của tháng"),
    )
    width = max(len(command) for command, _ in commands)
    return [
        "Thử tiếp (đứng trong thư mục tập dượt):",
        *(f"  {command:<{width}}  {about}" for command, about in commands),
    ]


def _grid(titles: tuple[str, str, str], rows: list[tuple[str, str, str]], step: int = _STEP) -> list[str]:
    """Rows as columns: words, a number to the right, a remark that goes on below itself."""
    rest = WIDTH - step - _COUNT - 4
    lines = [_line(titles, step), f"{'─' * step}  {'─' * _COUNT}  {'─' * rest}"]
    for words, count, remark in rows:
        left, right = _folded(words, step) or [""], _folded(remark, rest) or [""]
        for turn in range(max(len(left), len(right))):
            cells = (_at(left, turn), count if turn == 0 else "", _at(right, turn))
            lines.append(_line(cells, step))
    return lines


def _at(parts: list[str], turn: int) -> str:
    return parts[turn] if turn < len(parts) else ""


def _folded(text: str, width: int) -> list[str]:
    # Everything said here is Vietnamese in NFC without wide signs: one character is one cell.
    return wrap(text, width, break_long_words=False)


def _line(cells: tuple[str, str, str], step: int) -> str:
    from rich.cells import cell_len

    words, count, remark = cells
    return f"{words}{' ' * (step - cell_len(words))}  {' ' * (_COUNT - cell_len(count))}{count}  {remark}".rstrip()
