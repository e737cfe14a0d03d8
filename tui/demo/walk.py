"""The whole month of the practice commune, on the same paths that a real one takes: set-up, lists, hand-ins, clashes,
checks, sealing, workbooks, hand-out, and what is left open for the next month."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.demo.result import Demo
    from tui.demo.state import Walk


def run(
    folder: Path,
    *,
    villages: int = 10,
    people: int | None = None,
    seed: int = 1,
    say: Callable[[str], None] = lambda line: None,
    month: str | None = None,
) -> Demo:
    """Makes a practice commune in `folder` and carries it through a month (default: the clock's).

    `people` is the number in each village (default: 30 to 60); the same seed gives the same commune. `say` is told each
    step as it is done. Raises `BookError` for a folder that holds anything but an earlier practice commune, and for a
    commune too small to plant the mistakes in.
    """
    # The steps bring in the models and the checks (some 200 ms), which `soansinh --help` should not pay for.
    from store import device
    from store.errors import BookError
    from tui.demo.people import Inventor
    from tui.demo.place import prepare
    from tui.demo.plan import make
    from tui.demo.state import Walk

    month = month or device.clock_month()
    inventor = Inventor(seed, month)
    plan = make(inventor, villages, people)
    walk = Walk(prepare(folder), plan, inventor, say)
    try:
        return _whole_month(walk)
    except OSError as error:  # the book's own files raise BookError by themselves; this is about the others
        raise BookError(
            f"Không ghi được vào {folder} ({error.strerror or error}).",
            "Kiểm tra chỗ trống của đĩa rồi chạy lại lệnh này.",
        ) from error


def _whole_month(walk: Walk) -> Demo:
    """Every step in its order."""
    from tui.demo import begin, close, leftovers, rounds
    from tui.demo.people import add_months
    from tui.demo.result import Demo

    begin.set_up_all(walk)
    begin.enter_all(walk)
    first = rounds.collect(walk)
    rounds.work(walk)
    rounds.hand_in_all(walk, first)
    mistakes = close.examine(walk)
    close.settle(walk)
    close.compare_with_police(walk)
    close.seal(walk)
    workbooks = close.export(walk)
    close.hand_back(walk)
    waiting = leftovers.leave(walk)
    return Demo(
        folder=walk.place.root,
        commune=walk.place.commune,
        stick=walk.handed_in,
        month=walk.month,
        next_month=add_months(walk.month, 1),
        workbooks=workbooks,
        rows=walk.rows,
        mistakes=mistakes,
        waiting=waiting,
    )
